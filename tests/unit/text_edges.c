/* text: what stands at the edges of lines, and that nothing leaves them (T8, T11, T14). */
#include "text_tests.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "setting.h"

/* Where the ink of a line begins and ends by its advances, the blank it ends with left out. */
static void
find_extent(const struct bb_text_line *line, bb_len *left, bb_len *right)
{
    *left = INT32_MAX;
    *right = INT32_MIN;
    for (size_t r = 0; r < line->nruns; r++) {
        const struct bb_text_run *run = &line->runs[r];
        bb_len pen = run->x;
        for (size_t g = 0; g < run->nglyphs; g++) {
            bool blank = run->text.ptr[run->glyphs[g].cluster] == ' ';
            bb_len end = pen + run->glyphs[g].advance;
            *left = blank ? *left : bb_len_min(*left, bb_len_min(pen + run->glyphs[g].dx, end));
            *right = blank ? *right : bb_len_max(*right, end);
            pen = end;
        }
    }
}

/* Opening marks stand before the text's edge where the style hangs marks, in lines and first lines
 * alike, and the letter after them at the edge. */
void
test_t11_opening_marks_hang_on_demand(void **state)
{
    (void)state;
    static const char *const opened[] = {"“서울시장", "‘서울시장", "(서울시장"};
    for (size_t i = 0; i < sizeof opened / sizeof *opened; i++) {
        struct setting s;
        setting_start(&s);
        setting_set(&s, "ko", opened[i], 200);
        bb_len mark = s.lines.lines[0].runs[0].glyphs[0].advance;
        bb_len whole = s.lines.lines[0].width;
        s.style.hang = true;
        setting_set(&s, "ko", opened[i], 200);
        assert_int_equal(s.lines.lines[0].runs[0].x, -mark);
        assert_int_equal(s.lines.lines[0].width, whole - mark);
        s.style.align = BB_ALIGN_END; /* the other edge does not mind */
        setting_set(&s, "ko", opened[i], 200);
        assert_int_equal(s.lines.lines[0].runs[0].x, BB_PT(200) - whole);
        setting_finish(&s);
    }
}

/* A full-width bracket hangs no further than with its blank half, which is off its line anyway. */
void
test_t11_full_width_marks_hang_by_their_blank(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.hang = true;
    setting_set(&s, "ko", "「서울시장", 200);
    assert_int_equal(s.lines.lines[0].runs[0].x, -BB_PT(5));
    s.style.hang = false;
    setting_set(&s, "ko", "「서울시장", 200);
    assert_int_equal(s.lines.lines[0].runs[0].x, -BB_PT(5));
    setting_finish(&s);
}

/* T10: a mark that hangs by its blank has none left to give to a line too full. */
void
test_t10_hanging_marks_give_nothing(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.hang = true;
    s.style.align = BB_ALIGN_JUSTIFY;
    setting_set(&s, "zh-Hans", "（世（界）北京中国", 82);
    const struct bb_text_run *run = &s.lines.lines[0].runs[0];
    assert_int_equal(s.lines.len, 1);
    assert_int_equal(run->x, -BB_PT(5));
    assert_int_equal(run->glyphs[0].dx, 0);
    assert_int_equal(run->glyphs[0].advance, BB_PT(10));
    assert_int_equal(run->glyphs[2].dx, -BB_PT(1.5));
    setting_finish(&s);
}

/* Justified lines that begin and end with marks: the letters between them fill the measure. */
void
test_t11_justified_lines_end_on_the_measure(void **state)
{
    (void)state;
    struct setting s;
    bool hung = false;
    setting_start(&s);
    s.style.align = BB_ALIGN_JUSTIFY;
    s.style.hang = true;
    setting_shape(&s, "ko", "서울시장, “베이징시장, “충칭시장, “파리시장과 중국 주요 도시, 협력");
    for (int points = 60; points < 160; points += 3) {
        setting_break(&s, points);
        for (size_t i = 0; i + 1 < s.lines.len; i++) {
            const struct bb_text_line *line = &s.lines.lines[i];
            hung |= line->runs[0].x < 0;
            assert_true(line->runs[0].x <= 0 && line->runs[0].x > -BB_PT(6));
            if (line->left == 0)
                assert_int_equal(line->width, BB_PT(points));
        }
    }
    assert_true(hung);
    setting_finish(&s);
}

/* A mark that ends text of the other direction does not stand at the line's end. */
void
test_t11_marks_of_the_other_direction_stay(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    struct bb_text_piece *pieces = BB_NEW_ARRAY(&s.arena, struct bb_text_piece, 2);
    for (int first = 0; first < 2; first++)
        for (int points = 40; points < 140; points += 5) {
            pieces[0] = setting_piece(&s.sans, "ko", "시장 ");
            pieces[1] = setting_piece(&s.sans, "ar", "محمد, بن, سلمان, محمد, بن. سلمان.");
            s.style.hang = true;
            s.para = bb_text_shape(s.text, &s.arena, &pieces[first], (size_t)(2 - first));
            setting_break(&s, points);
            for (size_t i = 0; i < s.lines.len; i++) {
                bb_len left, right;
                find_extent(&s.lines.lines[i], &left, &right);
                assert_true(left >= 0 && right <= BB_PT(points));
            }
        }
    setting_finish(&s);
}

/* Whatever a style asks, no ink is further out than marks may hang, and what breaks is reported. */
void
test_t14_hostile_words_stay_on_their_lines(void **state)
{
    (void)state;
    static const char *const words[] = {
        "https://example.org/a/very/long/address?with=every&kind=of;mark,and.no-space#at%20all",
        "“((([[[{{{‘‘‘시장’’’}}}]]])))”……——,,,,....----",
        "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft",
        "기후행동시장회의운영위원회참석의무가있는서울시장베이징시장충칭시장파리시장연합체",
        "KE 901 KE 901 7박 9일 2024. 7. 24.(수)~2024. 8. 1.(목) 후헝화(胡衡華, Hu Henghua)",
        "\u2060\u2060시\u2060장\u2060서\u2060울\u2060베\u2060이\u2060징\u2060충\u2060칭\u2060",
        "1234567890,1234567890.1234567890:1234567890-1234567890%1234567890",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct setting s;
        setting_start(&s);
        for (int round = 0; round < 24; round++) {
            double points = 21 + 7 * (round % 8);
            s.style.mode = (enum bb_break_mode)(round % 3);
            s.style.align = round % 4 < 2 ? BB_ALIGN_JUSTIFY : BB_ALIGN_START;
            s.style.hyphenate = round & 1;
            s.style.hang = round & 2;
            setting_set(&s, "en", words[i], points);
            bb_len beyond = s.style.hang ? BB_PT(10) : 0;
            for (size_t k = 0; k < s.lines.len; k++) {
                bb_len left, right;
                find_extent(&s.lines.lines[k], &left, &right);
                assert_true(left >= -beyond && right <= bb_len_from_pt(points) + beyond);
                assert_false(s.lines.lines[k].overfull);
            }
        }
        assert_true(s.diag.entries.len > 0);
        setting_finish(&s);
    }
}

/* The blank at a line's end is of the run before it, whatever the pieces: a run of nothing but
 * space there is written by no backend, and copied words would run together. */
void
test_t8_the_last_blank_stays_with_its_word(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    struct bb_text_font bold = s.serif;
    struct bb_text_piece *pieces = BB_NEW_ARRAY(&s.arena, struct bb_text_piece, 5);
    pieces[0] = setting_piece(&s.serif, "ko", "서울시장은");
    pieces[1] = setting_piece(&s.serif, "ko", " ");
    pieces[2] = setting_piece(&bold, "ko", "베이징시장");
    pieces[3] = setting_piece(&s.serif, "ko", " 충칭시장과");
    pieces[4] = setting_piece(&bold, "en", " Paris");
    for (int points = 30; points < 200; points += 3)
        for (int justify = 0; justify < 2; justify++) {
            s.style.align = justify ? BB_ALIGN_JUSTIFY : BB_ALIGN_START;
            s.style.mode = BB_BREAK_WORD;
            s.para = bb_text_shape(s.text, &s.arena, pieces, 5);
            setting_break(&s, points);
            for (size_t i = 0; i < s.lines.len; i++) {
                const struct bb_text_line *line = &s.lines.lines[i];
                assert_false(bb_str_equal(line->runs[line->nruns - 1].text, BB_STR(" ")));
            }
            assert_string_equal(setting_text(&s), "서울시장은 베이징시장 충칭시장과 Paris");
        }
    setting_finish(&s);
}

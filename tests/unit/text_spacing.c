/* text: room between characters by typography.md: full-width marks, Han beside Latin, edges. */
#include "text_tests.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "setting.h"

enum { EM = BB_PT(10) };

static bb_len
width_of(struct setting *s, const char *language, const char *text)
{
    setting_shape(s, language, text);
    return bb_text_natural_width(s->para);
}

/* In halves of a square, which Han fill. */
static const struct {
    const char *language, *text;
    int halves;
} marks[] = {
    {"zh-Hans", "一，二", 6},
    {"zh-Hans", "一》《二", 7},
    {"zh-Hans", "一。》二", 7},
    {"zh-Hans", "一），二", 7},
    {"zh-Hans", "一《（二", 7},
    {"zh-Hans", "一（）二", 8},
    {"zh-Hans", "一》，《二", 8},
    {"zh-Hans", "一。”二", 7},
    {"zh-Hant", "一》《二", 7},
    {"zh-Hant", "一（《二", 7},
    {"ko", "一》《二", 7},
    {"ko", "一」「二", 7},
    {"ko", "一『「二", 7},
    {"ko", "一』」二", 7},
    {"ko", "一「二", 6},
    {"ko", "一・二", 6},
    {"ko", "一」・二", 7},
    {"ko", "一・「二", 7},
    {"ko", "一」・「二", 8},
};

static void
check_marks(struct setting *s, const char *language)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strncmp(marks[i].language, language, strlen(language)) == 0)
            assert_int_equal(
                width_of(s, marks[i].language, marks[i].text), marks[i].halves * EM / 2);
}

void
test_t10_marks_together_share_their_blank(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    check_marks(&s, "zh");
    setting_finish(&s);
}

void
test_t11_korean_brackets_share_their_blank(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    check_marks(&s, "ko");
    setting_finish(&s);
}

/* In halves of a square, beside one word space. */
static const struct {
    const char *language, *text;
    int halves;
} spaced[] = {
    {"ko", "一 「二", 5},
    {"ko", "一」 二", 5},
    {"ko", "一」 「二", 6},
    {"ko", "一、 二", 5},
    {"zh-Hans", "一 「二", 6},
    {"zh-Hans", "一」 二", 6},
};

/* A word space stands for the blank beside it; at a line's start the ink is at the edge. */
void
test_t11_a_word_space_takes_the_blank(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    for (size_t i = 0; i < sizeof spaced / sizeof *spaced; i++) {
        /* of the Latin or the CJK face, by what stands beside it: 0.26 and 0.256 em, or 0.224 */
        bb_len space = width_of(&s, spaced[i].language, spaced[i].text) - spaced[i].halves * EM / 2;
        assert_in_range(space, EM / 5, EM * 3 / 10);
    }
    setting_set(&s, "ko", "서울 「한강」", 30);
    assert_string_equal(setting_line(&s, 1), "「한강」");
    const struct bb_text_run *run = &s.lines.lines[1].runs[0];
    assert_int_equal(run->x, 0);
    assert_int_equal(run->glyphs[0].dx, -EM / 2);
    assert_int_equal(run->glyphs[0].advance, EM / 2);
    setting_finish(&s);
}

/* A full-width mark at a line's end takes half a square; an opening bracket moves with its ink. */
void
test_t10_a_mark_at_a_line_end_is_half(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.align = BB_ALIGN_JUSTIFY;
    setting_set(&s, "zh-Hans", "世界北京，中国北京。世界", 45);
    assert_string_equal(setting_line(&s, 0), "世界北京，");
    assert_string_equal(setting_line(&s, 1), "中国北京。");
    assert_int_equal(s.lines.lines[0].width, 45 * 1024);
    assert_int_equal(s.lines.lines[0].runs[0].width, 45 * 1024);
    setting_set(&s, "zh-Hans", "北》《京", 100);
    const struct bb_text_run *run = &s.lines.lines[0].runs[0];
    assert_int_equal(run->glyphs[1].advance, EM / 2);
    assert_int_equal(run->glyphs[1].dx, 0);
    setting_set(&s, "zh-Hans", "北《（京", 100);
    run = &s.lines.lines[0].runs[0];
    assert_int_equal(run->glyphs[2].advance, EM / 2);
    assert_int_equal(run->glyphs[2].dx, -EM / 2);
    setting_finish(&s);
}

/* … and one that opens takes half a square at every line's start: its ink stands at the edge. */
void
test_t10_a_mark_at_a_line_start_is_half(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    setting_set(&s, "zh-Hans", "“世界，北京“中国”世", 55);
    assert_int_equal(s.lines.len, 2);
    assert_string_equal(setting_line(&s, 1), "“中国”世");
    for (size_t i = 0; i < s.lines.len; i++)
        assert_int_equal(s.lines.lines[i].runs[0].x, -EM / 2);
    static const struct {
        enum bb_align align;
        double left; /* of the line, pt */
    } cases[] = {
        {BB_ALIGN_START, 0},
        {BB_ALIGN_CENTER, 35},
        {BB_ALIGN_END, 70},
        {BB_ALIGN_JUSTIFY, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        s.style.align = cases[i].align;
        setting_set(&s, "ko", "『世界』", 100);
        assert_int_equal(s.lines.lines[0].width, 3 * EM);
        assert_int_equal(s.lines.lines[0].runs[0].x, bb_len_from_pt(cases[i].left) - EM / 2);
    }
    s.style.align = BB_ALIGN_START;
    setting_set(&s, "ko", "“서울”", 100); /* whose marks are half-width */
    assert_int_equal(s.lines.lines[0].runs[0].x, 0);
    setting_finish(&s);
}

void
test_t9_han_and_latin_stand_apart(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    assert_int_equal(width_of(&s, "zh-Hans", "北C40京"), 2 * EM + width_of(&s, "zh-Hans", "C40"));
    s.latin_space = 125;
    bb_len letters = width_of(&s, "zh-Hans", "C40"), korean = width_of(&s, "ko", "C40");
    assert_int_equal(width_of(&s, "zh-Hans", "北C40京"), 2 * EM + letters + EM / 2);
    assert_int_equal(width_of(&s, "zh-Hans", "（C40）"), 2 * EM + letters);
    assert_int_equal(width_of(&s, "ko", "北C40京"), 2 * EM + korean);
    bb_len apart = width_of(&s, "zh-Hans", "北 C"),
           space = width_of(&s, "zh-Hans", "北 京") - 2 * EM;
    assert_int_equal(apart, EM + space + width_of(&s, "zh-Hans", "C"));
    setting_set(&s, "zh-Hans", "北京世界C40", 42);
    assert_string_equal(setting_line(&s, 0), "北京世界");
    assert_int_equal(s.lines.lines[0].width, 4 * EM);
    setting_finish(&s);
}

void
test_t9_hangul_and_latin_stand_apart_on_demand(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    struct bb_text_piece piece = setting_piece(&s.serif, "ko", "서울C40시장");
    bb_len widths[2];
    for (int round = 0; round < 2; round++) {
        piece.latin_space = round * 125;
        s.para = bb_text_shape(s.text, &s.arena, &piece, 1);
        widths[round] = bb_text_natural_width(s.para);
    }
    assert_int_equal(widths[1] - widths[0], 2 * EM / 8);
    setting_break(&s, 20);
    assert_true(s.lines.len > 1);
    assert_int_equal(s.lines.lines[0].width, widths[0] - width_of(&s, "ko", "C40시장"));
    setting_finish(&s);
}

/* T8: the room beside a letter is a blank glyph of its cluster, which ends where the next begins;
 * none stands at a line's end. */
void
test_t9_room_is_no_gap(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.latin_space = 125;
    setting_set(&s, "zh-Hans", "北C40京C", 100);
    const struct bb_text_line *line = &s.lines.lines[0];
    assert_int_equal(line->nruns, 4);
    bb_len space = width_of(&s, "en", " ");
    for (size_t i = 0; i < line->nruns; i++) {
        const struct bb_text_run *run = &line->runs[i];
        const struct bb_glyph *last = &run->glyphs[run->nglyphs - 1];
        assert_int_equal(run->nglyphs, run->text.len == 3 && i != 1 ? 2 : i == 1 ? 4 : 1);
        if (i + 1 == line->nruns)
            continue;
        assert_int_equal(last->cluster, last[-1].cluster);
        assert_int_equal(last->advance, EM / 4);
        assert_int_equal(run->x + run->width, line->runs[i + 1].x);
        assert_true(last->dx <= EM / 4 - space / 2);
    }
    setting_finish(&s);
}

void
test_t25_marks_follow_the_language(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    assert_int_equal(width_of(&s, "zh-Hans", "一“二”三"), 5 * EM);
    assert_true(width_of(&s, "ko", "一“二”三") < 4 * EM);
    assert_true(width_of(&s, "ko", ".,") < EM);
    assert_int_equal(width_of(&s, "zh-Hans", "一，二"), 3 * EM);
    setting_finish(&s);
}

/* Hanging marks stand past the measure, and only there. */
void
test_t5_marks_hang_on_demand(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    setting_shape(&s, "ko", "서울시장, 베이징시장, 충칭시장");
    bb_len bare = width_of(&s, "ko", "서울시장");
    setting_shape(&s, "ko", "서울시장, 베이징시장, 충칭시장");
    double points = bb_len_to_pt(width_of(&s, "ko", "베이징시장"));
    setting_shape(&s, "ko", "서울시장, 베이징시장, 충칭시장");
    s.style.mode = BB_BREAK_WORD;
    s.style.hang = true;
    setting_break(&s, points);
    assert_int_equal(s.lines.len, 3);
    assert_int_equal(s.lines.lines[0].width, bare);
    assert_false(s.lines.lines[1].overfull);
    assert_string_equal(setting_line(&s, 1), "베이징시장, ");
    assert_int_equal(s.diag.entries.len, 0);
    s.style.hang = false;
    setting_break(&s, points);
    assert_true(s.lines.len > 3);
    setting_finish(&s);
}

/* T5: running Chinese, which has no word spaces, is justified between ideographs, by 0.09 em at
 * most. */
void
test_t5_chinese_stretches_between_ideographs(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.align = BB_ALIGN_JUSTIFY;
    setting_shape(
        &s, "zh-Hans", "世界北京中国世界，北京中国世界北京中国。世界北京中国世界北京中国");
    bool stretched = false;
    for (int points = 100; points < 120; points++) {
        setting_break(&s, points);
        for (size_t i = 0; i + 1 < s.lines.len; i++) {
            const struct bb_text_run *run = &s.lines.lines[i].runs[0];
            assert_int_equal(s.lines.lines[i].width + s.lines.lines[i].left, BB_PT(points));
            for (size_t g = 0; g + 1 < run->nglyphs; g++) {
                bb_len added = run->glyphs[g].advance - EM;
                assert_true(added <= EM * 9 / 100 + 1);
                stretched = stretched || added > EM / 25;
            }
        }
    }
    assert_true(stretched);
    setting_finish(&s);
}

/* The advance that the `index`th glyph of the first line lacks to a square. */
static bb_len
lack_of(const struct setting *s, size_t index)
{
    return EM - s->lines.lines[0].runs[0].glyphs[index].advance;
}

/* T10: a line too full takes from its brackets, then from its commas, then from its stops. */
void
test_t10_marks_give_in_order(void **state)
{
    (void)state;
    static const struct {
        double points;
        bb_len bracket, comma, stop; /* 1/1024 pt */
    } cases[] = {
        {100, 0, 0, 0},
        {98, 1024, 0, 0},
        {90, 5120, 0, 0},
        {87, 5120, 3072, 0},
        {82, 5120, 5120, 3072},
    };
    struct setting s;
    setting_start(&s);
    s.style.align = BB_ALIGN_JUSTIFY;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        setting_set(&s, "zh-Hans", "世（界）北，京。中国", cases[i].points);
        assert_int_equal(s.lines.len, 1);
        assert_int_equal(s.lines.lines[0].width, bb_len_from_pt(cases[i].points));
        assert_int_equal(lack_of(&s, 1), cases[i].bracket);
        assert_int_equal(lack_of(&s, 3), cases[i].bracket);
        assert_int_equal(lack_of(&s, 5), cases[i].comma);
        assert_int_equal(lack_of(&s, 7), cases[i].stop);
        assert_int_equal(s.lines.lines[0].runs[0].glyphs[1].dx, -cases[i].bracket);
    }
    setting_finish(&s);
}

/* text: readings above their base (T24). */
#include "text_tests.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "setting.h"

static const struct bb_text_font small = {.role = "serif", .weight = 400, .size = BB_PT(5)};

static const struct bb_text_ruby *
make_ruby(struct setting *s, const char *reading)
{
    struct bb_text_ruby *ruby = BB_NEW(&s->arena, struct bb_text_ruby);
    *ruby = (struct bb_text_ruby){
        .text = bb_str_from(reading), .font = &small, .language = "en", .user = 7};
    return ruby;
}

/* Text before, what is read, text after. */
static void
set_between(struct setting *s, const char *before, const char *base, const char *reading,
    const char *after, double points)
{
    struct bb_text_piece *pieces = BB_NEW_ARRAY(&s->arena, struct bb_text_piece, 3);
    pieces[0] = setting_piece(&s->serif, "ko", before);
    pieces[1] = setting_piece(&s->serif, "zh-Hant", base);
    pieces[2] = setting_piece(&s->serif, "ko", after);
    pieces[1].ruby = reading ? make_ruby(s, reading) : NULL;
    s->para = bb_text_shape(s->text, &s->arena, pieces, 3);
    setting_break(s, points);
}

/* 시장 胡衡華 면담, the middle with a reading. */
static void
set_name(struct setting *s, const char *reading, double points)
{
    set_between(s, "시장 ", "胡衡華", reading, " 면담", points);
}

/* Each of the characters with a reading of its own. */
static void
set_characters(struct setting *s, const char *const (*pairs)[2], size_t count, double points)
{
    struct bb_text_piece *pieces = BB_NEW_ARRAY(&s->arena, struct bb_text_piece, count);
    for (size_t i = 0; i < count; i++) {
        pieces[i] = setting_piece(&s->serif, "zh-Hant", pairs[i][0]);
        pieces[i].ruby = make_ruby(s, pairs[i][1]);
    }
    s->para = bb_text_shape(s->text, &s->arena, pieces, count);
    setting_break(s, points);
}

/* But for the blank that a line ends with. */
static const struct bb_text_run *
find_run(const struct bb_text_line *line, enum bb_run_kind kind, const char *text)
{
    for (size_t i = 0; i < line->nruns; i++)
        if (line->runs[i].kind == kind
            && bb_str_equal(bb_str_trim(line->runs[i].text), bb_str_from(text)))
            return &line->runs[i];
    return NULL;
}

static bb_len
middle(const struct bb_text_run *run)
{
    return run->x + run->width / 2;
}

void
test_t24_a_group_is_read_as_one(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    set_name(&s, NULL, 200);
    bb_len bare = s.lines.lines[0].width;
    set_name(&s, "Hu", 200);
    const struct bb_text_line *line = &s.lines.lines[0];
    const struct bb_text_run *base = find_run(line, BB_RUN_GLYPHS, "胡衡華");
    const struct bb_text_run *reading = find_run(line, BB_RUN_READING, "Hu");
    assert_non_null(base);
    assert_non_null(reading);
    assert_int_equal(line->width, bare);
    assert_true(abs(middle(reading) - middle(base)) <= 1);
    assert_int_equal(reading->user, 7);
    assert_string_equal(reading->language, "en");
    assert_true(reading->rise > base->size * 8 / 10);
    assert_true(reading->rise + reading->size <= BB_PT(16)); /* within the leading */
    setting_finish(&s);
}

/* A reading that is a little wider than its base leans over its neighbours. */
void
test_t24_a_reading_leans(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    set_between(&s, "시장이 ", "重慶", NULL, "시를", 200);
    bb_len bare = s.lines.lines[0].width;
    set_between(&s, "시장이 ", "重慶", "Chongqing", "시를", 200);
    const struct bb_text_line *line = &s.lines.lines[0];
    const struct bb_text_run *base = find_run(line, BB_RUN_GLYPHS, "重慶");
    const struct bb_text_run *reading = find_run(line, BB_RUN_READING, "Chongqing");
    assert_int_equal(line->width, bare);
    assert_true(reading->width > base->width);
    assert_true(abs(middle(reading) - middle(base)) <= 1);
    setting_finish(&s);
}

/* One that is wider than that makes room for itself, on either side alike. */
void
test_t24_a_wide_reading_makes_room(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    set_name(&s, NULL, 200);
    bb_len bare = s.lines.lines[0].width;
    set_name(&s, "Hu Henghua Hu Henghua", 200);
    const struct bb_text_line *line = &s.lines.lines[0];
    const struct bb_text_run *reading = find_run(line, BB_RUN_READING, "Hu Henghua Hu Henghua");
    const struct bb_text_run *base = find_run(line, BB_RUN_GLYPHS, "胡衡華");
    assert_non_null(reading);
    bb_len lean = 2 * BB_PT(5) * BB_RUBY_LEAN / 100;
    assert_true(abs((line->width - bare) - (reading->width - 3 * BB_PT(10) - lean)) <= 4);
    assert_true(abs(middle(reading) - middle(base)) <= 4);
    setting_finish(&s);
}

/* A line begins with the base and not with its room, and the reading does not leave it. */
void
test_t24_a_base_stands_at_the_edge(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    set_between(&s, "", "胡衡華", "Hu Henghua Hu Henghua", "", 200);
    const struct bb_text_line *line = &s.lines.lines[0];
    const struct bb_text_run *base = find_run(line, BB_RUN_GLYPHS, "胡衡華");
    const struct bb_text_run *reading = find_run(line, BB_RUN_READING, "Hu Henghua Hu Henghua");
    assert_int_equal(base->x + base->glyphs[0].dx, 0);
    assert_int_equal(reading->x, 0);
    assert_true(reading->width <= line->width + BB_PT(10));
    setting_finish(&s);
}

void
test_t24_each_character_is_read(void **state)
{
    (void)state;
    struct setting s;
    static const char *const pairs[][2] = {{"胡", "hu"}, {"衡", "he"}, {"華", "hua"}};
    setting_start(&s);
    set_characters(&s, pairs, 3, 200);
    const struct bb_text_line *line = &s.lines.lines[0];
    assert_int_equal(line->width, 3 * BB_PT(10));
    for (size_t i = 0; i < 3; i++) {
        const struct bb_text_run *base = find_run(line, BB_RUN_GLYPHS, pairs[i][0]);
        const struct bb_text_run *reading = find_run(line, BB_RUN_READING, pairs[i][1]);
        assert_true(abs(middle(reading) - middle(base)) <= 2);
    }
    setting_finish(&s);
}

/* A wide reading takes room above a neighbour whose own is narrow: a little is moved, nothing
 * touches, and the line stays as it is. */
void
test_t24_neighbours_share_their_room(void **state)
{
    (void)state;
    struct setting s;
    static const char *const pairs[][2] = {{"胡", "hu"}, {"衡", "heng"}, {"華", "hua"}};
    setting_start(&s);
    set_characters(&s, pairs, 3, 200);
    const struct bb_text_line *line = &s.lines.lines[0];
    assert_int_equal(line->width, 3 * BB_PT(10));
    for (size_t i = 1; i < 3; i++) {
        const struct bb_text_run *before = find_run(line, BB_RUN_READING, pairs[i - 1][1]);
        const struct bb_text_run *after = find_run(line, BB_RUN_READING, pairs[i][1]);
        bb_len between = BB_PT(5) * BB_RUBY_BETWEEN / 100;
        assert_true(before->x + before->width + between <= after->x + 1);
    }
    setting_finish(&s);
}

/* Pieces that share a reading are one base. */
void
test_t24_pieces_share_a_reading(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    struct bb_text_piece *pieces = BB_NEW_ARRAY(&s.arena, struct bb_text_piece, 2);
    const struct bb_text_ruby *ruby = make_ruby(&s, "Hu Henghua");
    pieces[0] = setting_piece(&s.serif, "zh-Hant", "胡");
    pieces[1] = setting_piece(&s.serif, "zh-Hans", "衡华");
    pieces[0].ruby = pieces[1].ruby = ruby;
    s.para = bb_text_shape(s.text, &s.arena, pieces, 2);
    setting_break(&s, 200);
    size_t found = 0;
    for (size_t i = 0; i < s.lines.lines[0].nruns; i++)
        found += s.lines.lines[0].runs[i].kind == BB_RUN_READING
            && bb_str_equal(s.lines.lines[0].runs[i].text, BB_STR("Hu Henghua"));
    assert_int_equal(found, 1);
    setting_finish(&s);
}

/* A group stays whole, and its reading is on its line; readings stay inside of it. */
void
test_t24_a_reading_stays_with_its_base(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    for (int points = 36; points < 100; points += 2) {
        set_name(&s, "Hu Henghua", points);
        size_t found = 0;
        for (size_t i = 0; i < s.lines.len; i++) {
            const struct bb_text_line *line = &s.lines.lines[i];
            bool base = find_run(line, BB_RUN_GLYPHS, "胡衡華");
            const struct bb_text_run *reading = find_run(line, BB_RUN_READING, "Hu Henghua");
            assert_int_equal(base, reading != NULL);
            found += reading != NULL;
            if (reading)
                assert_true(reading->x >= 0 && reading->x + reading->width <= BB_PT(points) + 1);
        }
        assert_int_equal(found, 1);
    }
    setting_finish(&s);
}

/* A line may break between two characters that are read one by one, where it may between
 * ideographs. */
void
test_t24_lines_break_between_characters(void **state)
{
    (void)state;
    struct setting s;
    static const char *const pairs[][2] = {{"重", "chong"}, {"慶", "qing"}, {"市", "shi"},
        {"人", "ren"}, {"民", "min"}, {"政", "zheng"}, {"府", "fu"}, {"胡", "hu"}, {"衡", "heng"},
        {"華", "hua"}, {"市", "shi"}, {"人", "ren"}, {"民", "min"}, {"政", "zheng"}, {"府", "fu"},
        {"胡", "hu"}, {"衡", "heng"}, {"華", "hua"}};
    setting_start(&s);
    s.style.mode = BB_BREAK_SYLLABLE;
    set_characters(&s, pairs, sizeof pairs / sizeof *pairs, 60);
    assert_true(s.lines.len > 2);
    for (size_t i = 0; i + 1 < s.lines.len; i++)
        assert_true(s.lines.lines[i].nruns >= 4);
    assert_int_equal(s.diag.nerrors + s.diag.nwarnings, 0);
    setting_finish(&s);
}

/* T14: a reading that no line holds is set smaller, and reported; it never leaves the line. */
void
test_t14_a_reading_wider_than_its_line(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    for (int points = 30; points < 200; points += 17) {
        set_name(&s, "Hu Henghua, mayor of Chongqing and member of the Central Committee", points);
        for (size_t i = 0; i < s.lines.len; i++)
            for (size_t r = 0; r < s.lines.lines[i].nruns; r++) {
                const struct bb_text_run *run = &s.lines.lines[i].runs[r];
                if (run->kind == BB_RUN_READING)
                    assert_true(
                        run->x >= 0 && run->x + run->width <= BB_PT(points) + 1 && run->size > 0);
            }
    }
    assert_true(s.diag.nerrors + s.diag.nwarnings > 0);
    setting_finish(&s);
}

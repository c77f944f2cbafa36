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

/* 시장 胡衡華 면담, the middle with a reading. */
static void
set_name(struct setting *s, const char *reading, bool by_character, double points)
{
    struct bb_text_piece *pieces = BB_NEW_ARRAY(&s->arena, struct bb_text_piece, 3);
    struct bb_text_ruby *ruby = BB_NEW(&s->arena, struct bb_text_ruby);
    pieces[0] = setting_piece(&s->serif, "ko", "시장 ");
    pieces[1] = setting_piece(&s->serif, "zh-Hant", "胡衡華");
    pieces[2] = setting_piece(&s->serif, "ko", " 면담");
    *ruby = (struct bb_text_ruby){.text = bb_str_from(reading),
        .font = &small,
        .language = "en",
        .by_character = by_character,
        .user = 7};
    pieces[1].ruby = reading ? ruby : NULL;
    s->para = bb_text_shape(s->text, &s->arena, pieces, 3);
    setting_break(s, points);
}

static const struct bb_text_run *
find_run(const struct bb_text_line *line, enum bb_run_kind kind, const char *text)
{
    for (size_t i = 0; i < line->nruns; i++)
        if (line->runs[i].kind == kind && bb_str_equal(line->runs[i].text, bb_str_from(text)))
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
    set_name(&s, NULL, false, 200);
    bb_len bare = s.lines.lines[0].width;
    set_name(&s, "Hu", false, 200);
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

/* A reading wider than its base makes room for itself, on either side alike. */
void
test_t24_a_wide_reading_makes_room(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    set_name(&s, NULL, false, 200);
    bb_len bare = s.lines.lines[0].width;
    set_name(&s, "Hu Henghua Hu Henghua", false, 200);
    const struct bb_text_line *line = &s.lines.lines[0];
    const struct bb_text_run *reading = find_run(line, BB_RUN_READING, "Hu Henghua Hu Henghua");
    const struct bb_text_run *base = find_run(line, BB_RUN_GLYPHS, "胡衡華");
    const struct bb_text_run *next = find_run(line, BB_RUN_GLYPHS, "면담");
    assert_non_null(reading);
    assert_true(abs((line->width - bare) - (reading->width - 3 * BB_PT(10))) <= 4);
    assert_true(reading->x >= base->x);
    assert_true(reading->x + reading->width <= next->x);
    assert_true(abs(middle(reading) - middle(base)) <= 4);
    setting_finish(&s);
}

void
test_t24_each_character_is_read(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    set_name(&s, "hu heng hua", true, 200);
    const struct bb_text_line *line = &s.lines.lines[0];
    const struct bb_text_run *base = find_run(line, BB_RUN_GLYPHS, "胡衡華");
    static const char *const words[] = {"hu", "heng", "hua"};
    bb_len pen = base->x;
    for (size_t i = 0; i < 3; i++) {
        const struct bb_text_run *reading = find_run(line, BB_RUN_READING, words[i]);
        assert_non_null(reading);
        assert_true(abs(middle(reading) - (pen + base->glyphs[i].advance / 2)) <= 2);
        pen += base->glyphs[i].advance;
    }
    set_name(&s, "hu henghua", true, 200); /* not one each */
    assert_non_null(find_run(&s.lines.lines[0], BB_RUN_READING, "hu henghua"));
    setting_finish(&s);
}

/* A group stays whole, and its reading is on its line; the text without readings is the source. */
void
test_t24_a_reading_stays_with_its_base(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    for (int points = 36; points < 100; points += 2) {
        set_name(&s, "Hu Henghua", false, points);
        size_t found = 0;
        for (size_t i = 0; i < s.lines.len; i++) {
            const struct bb_text_line *line = &s.lines.lines[i];
            bool base = find_run(line, BB_RUN_GLYPHS, "胡衡華");
            bool reading = find_run(line, BB_RUN_READING, "Hu Henghua");
            assert_int_equal(base, reading);
            found += reading;
        }
        assert_int_equal(found, 1);
    }
    setting_finish(&s);
}

/* text: whatever comes in, lines come out. Random strings of the characters that have rules of
 * their own, in every mode and alignment. */
#include "text_tests.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "setting.h"

/* xorshift, so that a failure comes back. */
static uint32_t
next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static void
append_random(struct bb_buf *text, uint32_t *random)
{
    static const uint32_t bases[] = {' ', ' ', 'a', '0', '.', '(', ')', 0xAC00, 0x4E00, 0x1100,
        0x1161, 0x11A8, 0x0300, 0x200B, 0x200D, 0x00AD, 0x2028, 0x05D0, 0x0627, 0x202E, 0x2066,
        0xFE0F, 0x1F600, 0x0915, 0x094D, 0x3042, 0xFF0C, 0x2014, 0xE0100, 0x10FFFF, '\n', 0x0E01,
        '/', '-', 0x00B7};
    uint32_t base = bases[next_random(random) % (sizeof bases / sizeof *bases)];
    uint32_t code = base >= 'a' && next_random(random) % 2 ? base + next_random(random) % 24 : base;
    char bytes[4];
    size_t len = bb_utf8_put(code > 0x10FFFF ? base : code, bytes);
    bb_buf_append(text, bytes, len);
}

/* Lines keep to the measure unless they say so, no glyph is .notdef, clusters lie in the run. */
static void
check_lines(const struct bb_lines *lines, bb_len measure)
{
    for (size_t i = 0; i < lines->len; i++) {
        const struct bb_text_line *line = &lines->lines[i];
        assert_true(line->width <= measure || line->overfull);
        for (size_t r = 0; r < line->nruns; r++)
            for (size_t g = 0; g < line->runs[r].nglyphs; g++) {
                assert_int_not_equal(line->runs[r].glyphs[g].id, 0);
                assert_true(line->runs[r].glyphs[g].cluster < line->runs[r].text.len);
            }
    }
}

void
test_any_text_sets(void **state)
{
    (void)state;
    static const char *const languages[] = {"ko", "zh-Hans", "ar", "en", "th"};
    uint32_t random = 20240724;
    for (int round = 0; round < 300; round++) {
        struct setting s;
        struct bb_buf text;
        setting_start(&s);
        bb_text_allow_missing(s.text, true);
        bb_buf_init(&text, 0);
        for (uint32_t left = 1 + next_random(&random) % 60; left > 0; left--)
            append_random(&text, &random);
        struct bb_text_piece pieces[2];
        const char *language = languages[next_random(&random) % 5];
        pieces[0] = setting_piece(&s.sans, language, text.ptr);
        pieces[1] = setting_piece(&s.serif, "ko", text.ptr);
        pieces[0].latin_space = next_random(&random) % 2 ? 125 : 0;
        struct bb_text_ruby ruby = {.text = BB_STR("ga na da"), .font = &s.sans, .language = "en"};
        pieces[1].ruby = next_random(&random) % 3 == 0 ? &ruby : NULL;
        s.para = bb_text_shape(s.text, &s.arena, pieces, 1 + next_random(&random) % 2);
        for (int mode = BB_BREAK_WORD; mode <= BB_BREAK_HYBRID; mode++)
            for (int align = BB_ALIGN_START; align <= BB_ALIGN_JUSTIFY; align++) {
                bb_len measure = BB_PT(1 + next_random(&random) % 200);
                s.style.mode = mode;
                s.style.align = align;
                s.style.strategy = next_random(&random) % 2;
                s.style.hyphenate = next_random(&random) % 2;
                s.style.hang = next_random(&random) % 2;
                s.style.indent_first = (bb_len)(next_random(&random) % 40000) - 20000;
                s.lines = bb_text_break(s.text, &s.arena, s.para, measure, &s.style);
                check_lines(&s.lines, bb_len_max(measure, measure - s.style.indent_first));
            }
        bb_buf_finish(&text);
        setting_finish(&s);
    }
}

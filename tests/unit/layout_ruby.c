/* Readings on the page (T24), superscripts and subscripts (T13): what they may not move, and where
 * they find room. */
#include "layout_ruby.h"

#include "laid_out.h"

#define HEAD                                                                            \
    "briefbook_layout: 1\n"                                                             \
    "page: {size: A6, inner: 15mm, outer: 10mm, top: 24pt, height: 160pt, grid: 8pt}\n" \
    "styles:\n"                                                                         \
    "  body: {font: sans, size: 10pt, leading: 16pt}\n"                                 \
    "  small: {parent: body, size: 5pt}\n"                                              \
    "  read: {parent: body, ruby: {style: small}}\n"                                    \
    "  above: {parent: body, script: super}\n"                                          \
    "  below: {parent: body, script: sub}\n"

/* The run of page 0 with this text, but for the blank that a line ends with. */
static const struct bb_run *
run_of(const struct laid_out *out, const char *text)
{
    const struct bb_page *page = out->display.pages.at[0];
    for (size_t i = 0; i < page->items.len; i++)
        if (page->items.at[i].kind == BB_ITEM_RUN
            && bb_str_equal(bb_str_trim(page->items.at[i].as.run.text), bb_str_from(text)))
            return &page->items.at[i].as.run;
    fail_msg("no run \"%s\"", text);
    return NULL;
}

/* The baselines of page 0's text of the body's size, in order. */
static size_t
baselines(const struct laid_out *out, bb_len *places, size_t most)
{
    const struct bb_page *page = out->display.pages.at[0];
    size_t count = 0;
    for (size_t i = 0; i < page->items.len && count < most; i++) {
        const struct bb_run *run = &page->items.at[i].as.run;
        if (page->items.at[i].kind == BB_ITEM_RUN && run->size == BB_PT(10)
            && (count == 0 || places[count - 1] != run->y))
            places[count++] = run->y;
    }
    return count;
}

/* Both flows have their lines at the same places, from the text's top on. */
static void
check_same_lines(const char *plain, const char *other)
{
    enum { MOST = 12 };
    struct laid_out out;
    bb_len places[2][MOST];
    size_t counts[2];
    const char *const flows[2] = {plain, other};
    for (int i = 0; i < 2; i++) {
        lay_out(&out, flows[i], 0);
        counts[i] = baselines(&out, places[i], MOST);
        finish(&out);
    }
    assert_int_equal(counts[0], counts[1]);
    assert_true(counts[0] >= 3);
    for (size_t i = 0; i < counts[0]; i++)
        assert_int_equal(places[0][i], places[1][i]);
    for (size_t i = 1; i < counts[0]; i++)
        assert_int_equal(places[1][i] - places[1][i - 1], BB_PT(16));
}

#define READ(ruby) "{text: \"{c.name|form:zh-Hant}\", style: read" ruby "}"

#define PARAGRAPHS(ruby)                                                               \
    HEAD "flow:\n"                                                                     \
         "  - each: cities as c\n"                                                     \
         "    flow:\n"                                                                 \
         "      - paragraph: {spans: [" READ(                                          \
             ruby) ", \" 가나다라마바사 아자차카타파 하가나다라 \"," \
                   " \"마바사아자차카 타파하가나다라마바 \", " READ(                   \
                       ruby) ", \" 가나 다라마\"]}\n"                             \
                             "      - paragraph: {spans: [" READ(ruby) ", \" 가나\"]}\n"

/* Also at a page's top, and where a paragraph begins below another. */
void
t24_readings_leave_the_leading(void **state)
{
    (void)state;
    check_same_lines(PARAGRAPHS(""), PARAGRAPHS(", ruby: \"{c.name}\""));
}

/* A row is as high as its readings ask, and its cells keep one baseline. */
void
t24_readings_have_room_in_a_cell(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        HEAD "flow:\n"
             "  - table:\n"
             "      each: cities as c\n"
             "      padding: 1pt\n"
             "      rules: {top: 1pt}\n"
             "      columns:\n"
             "        - {text: \"{c.name|form:zh-Hant}\", ruby: \"{c.name}\", width: 20mm}\n"
             "        - {text: \"마바\", width: 20mm}\n"
             "    style: read\n",
        0);
    const struct bb_run *base = run_of(&out, "重慶"), *beside = run_of(&out, "마바");
    const struct bb_run *reading = run_of(&out, "가");
    assert_int_equal(base->y, beside->y);
    assert_true(base->y > BB_PT(TEXT_TOP + 1 + 12));
    assert_true(reading->y - reading->size >= BB_PT(TEXT_TOP));
    assert_int_equal(reading->size, BB_PT(5));
    finish(&out);
}

void
t24_readings_have_room_below_a_rule(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        HEAD "flow:\n"
             "  - {rule: 1pt}\n"
             "  - each: cities as c\n"
             "    flow:\n"
             "      - {paragraph: {text: \"{c.name|form:zh-Hant}\", ruby: \"{c.name}\"}, "
             "style: read}\n"
             "  - {paragraph: 마바}\n",
        0);
    const struct bb_run *reading = run_of(&out, "가");
    assert_true(reading->y - reading->size >= BB_PT(TEXT_TOP));
    assert_int_equal((run_of(&out, "마바")->y - BB_PT(TEXT_TOP + 12)) % BB_PT(8), 0); /* grid */
    finish(&out);
}

/* `fit` sets readings smaller with what they read. */
void
t24_readings_shrink_with_their_text(void **state)
{
    (void)state;
    struct laid_out out;
    struct bb_buf yaml;
    bb_buf_init(&yaml, 0);
    bb_buf_append_text(&yaml,
        HEAD "fit: {pages: 1, steps: [{size: 80%}], floor: 3pt}\n"
             "flow:\n"
             "  - each: cities as c\n"
             "    flow:\n"
             "      - {paragraph: {text: \"{c.name|form:zh-Hant}\", ruby: \"{c.name}\"}, "
             "style: read}\n"
             "  - paragraph: \"");
    for (int words = 0; words < 62; words++)
        bb_buf_append_text(&yaml, words == 0 ? "마바사아" : " 마바사아");
    bb_buf_append_text(&yaml, "\"\n");
    lay_out(&out, bb_buf_str(&yaml).ptr, 0);
    const struct bb_run *base = run_of(&out, "重慶"), *reading = run_of(&out, "가");
    assert_int_equal(out.display.pages.len, 1);
    assert_true(base->size < BB_PT(10) && base->size >= BB_PT(8));
    assert_int_equal(reading->size, base->size / 2);
    finish(&out);
    bb_buf_finish(&yaml);
}

void
t24_readings_are_elements(void **state)
{
    (void)state;
    struct laid_out out;
    struct bb_buf tags;
    lay_out(&out,
        HEAD "flow:\n"
             "  - each: cities as c\n"
             "    flow:\n"
             "      - {paragraph: {spans: [{text: \"{c.name|form:zh-Hant}\", ruby: \"{c.name}\","
             " style: read}, \"마\"]}}\n",
        0);
    bb_buf_init(&tags, 0);
    bb_display_dump_tags(&out.display, &tags);
    bb_buf_append_char(&tags, '\0');
    const char *ruby = strstr(tags.ptr, "Ruby ");
    const char *base = strstr(tags.ptr, "RB "), *reading = strstr(tags.ptr, "RT ");
    assert_true(ruby && base && reading);
    assert_true(ruby < base && base < reading);
    assert_true(strncmp(strstr(base, "lang="), "lang=zh-Hant \"重慶\"", 18) == 0);
    assert_non_null(strstr(reading, "\"가\""));
    bb_buf_finish(&tags);
    finish(&out);
}

#define SCRIPTS(style)                                                                  \
    HEAD "flow:\n"                                                                      \
         "  - paragraph: {spans: [\"가나다라 25\", {text: \"마\", style: " style        \
         "}, \" 마바사 아자차카타파 하가나다라 마바사아자차카 \"," \
         " \"타파하가나다라마바 가나다라마바사\"]}\n"                   \
         "  - paragraph: {spans: [{text: \"마\", style: " style "}, \"가나\"]}\n"

void
t13_scripts_leave_the_leading(void **state)
{
    (void)state;
    struct laid_out out;
    check_same_lines(SCRIPTS("body"), SCRIPTS("above"));
    check_same_lines(SCRIPTS("body"), SCRIPTS("below"));
    for (int sub = 0; sub < 2; sub++) {
        lay_out(&out, sub ? SCRIPTS("below") : SCRIPTS("above"), 0);
        const struct bb_run *script = run_of(&out, "마");
        bb_len baseline = BB_PT(TEXT_TOP + 12);
        assert_true(script->size >= BB_PT(6) && script->size <= BB_PT(7));
        assert_true(sub ? script->y > baseline : script->y < baseline);
        assert_true(script->y - script->size >= baseline - BB_PT(12));
        finish(&out);
    }
}

/* klreq 4.3.6: no break between a character and its superscript. */
void
t13_scripts_stay_with_their_base(void **state)
{
    (void)state;
    struct laid_out out;
    for (int letters = 1; letters < 40; letters++) {
        struct bb_arena arena;
        struct bb_buf flow;
        bb_arena_init(&arena);
        bb_buf_init(&flow, 0);
        bb_buf_append_text(&flow, HEAD "flow:\n  - paragraph: {spans: [\"가 ");
        for (int i = 0; i < letters; i++)
            bb_buf_append_text(&flow, i % 3 == 2 ? "나 " : "나");
        bb_buf_append_text(&flow, "25\", {text: \"2\", style: above}, \" 가나\"]}\n");
        lay_out(&out, bb_arena_str(&arena, bb_buf_str(&flow)).ptr, 0);
        const struct bb_run *script = run_of(&out, "2");
        const struct bb_page *page = out.display.pages.at[0];
        bool found = false;
        for (size_t i = 0; i < page->items.len; i++) {
            const struct bb_run *run = &page->items.at[i].as.run;
            if (page->items.at[i].kind == BB_ITEM_RUN && run->size == BB_PT(10)
                && run->y - script->y == BB_PT(3.2)
                && memmem(run->text.ptr, run->text.len, "25", 2))
                found = true;
        }
        assert_true(found);
        finish(&out);
        bb_buf_finish(&flow);
        bb_arena_finish(&arena);
    }
}

/* T30-T32: pages end at the best of the places that may break; each rule of ends.c where it tips
 * the scales and, where telling, where it does not. The text is 160 pt high: ten lines of 16, or
 * twenty of 8. */
#include "layout_pages.h"

#include "laid_out.h"

#define SMALL                                                                           \
    "briefbook_layout: 1\n"                                                             \
    "page: {size: A6, inner: 15mm, outer: 10mm, top: 24pt, height: 160pt, grid: 8pt}\n" \
    "styles: {body: {font: sans, size: 6pt, leading: 8pt}}\n"

/* How many lines of text stand on each page. */
static void
assert_lines(struct laid_out *out, const size_t *lines, size_t count)
{
    assert_int_equal(out->display.pages.len, count);
    for (size_t i = 0; i < count; i++) {
        size_t found = 1;
        for (const char *at = page_text(out, i); *at; at++)
            found += *at == '/';
        assert_int_equal(found, lines[i]);
    }
    assert_inside(out);
    finish(out);
}

#define ASSERT_LINES(out, ...)                         \
    assert_lines((out), (const size_t[]){__VA_ARGS__}, \
        sizeof((const size_t[]){__VA_ARGS__}) / sizeof(size_t))

/* The events, a line each; each of the blocks that follow is one too. */
static void
lay_out_lines(struct laid_out *out, int lines, const char *blocks)
{
    struct bb_arena arena;
    bb_arena_init(&arena);
    lay_out(out,
        bb_arena_printf(&arena,
            SMALL "flow:\n  - {each: events as e, flow: [{paragraph: \"{e.title}\"}]}\n%s", blocks)
            .ptr,
        lines - 1);
    bb_arena_finish(&arena);
}

void
t32_a_row_never_goes_on_alone(void **state)
{
    static const char table[] =
        "flow:\n  - table: {each: events as e, columns: [{text: \"{e.title}\"}]}\n";
    (void)state;
    struct laid_out out;
    lay_out_flow(&out, table, 10);
    ASSERT_LINES(&out, 9, 2);
    lay_out_flow(&out, table, 11);
    ASSERT_LINES(&out, 10, 2);
}

/* Six rows of two fill a page. */
#define CARDS                                                                 \
    "flow:\n"                                                                 \
    "  - grid: {each: events as e, above: 8pt, below: 0pt, row_least: 24pt, " \
    "flow: [{paragraph: \"{e.title}\"}]}\n"

void
t32_a_card_never_goes_on_alone(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out, CARDS, 13);
    ASSERT_LINES(&out, 5, 2);
    lay_out_flow(&out, CARDS, 15);
    ASSERT_LINES(&out, 6, 2);
}

/* Of three pages one of the first two gives a row to the last, and none is left with less. */
void
t32_pages_far_before_give_way(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out, CARDS, 25);
    ASSERT_LINES(&out, 5, 6, 2);
}

/* Two days, the first with `first` events and the second with five. */
static void
lay_out_days(struct laid_out *out, int first)
{
    struct bb_buf trip;
    bb_buf_init(&trip, 0);
    bb_buf_append_text(&trip, head);
    bb_buf_append_text(&trip, "    days:\n");
    for (int day = 0; day < 2; day++) {
        bb_buf_printf(&trip, "      - date: 2024-07-%d\n        events:\n", 24 + day);
        for (int i = 0; i < (day == 0 ? first : 5); i++)
            bb_buf_printf(
                &trip, "          - {id: e%d-%d, start: tbd, title: 제%d}\n", day, i, i + 1);
    }
    lay_out_trip(out,
        PIPELINE_HEAD "flow:\n"
                      "  - table: {each: [days as d, d.events as e], group_row: {by: d, text: "
                      "\"{d.date|weekday}\", height: 16pt}, columns: [{text: \"{e.title}\"}]}\n",
        bb_buf_str(&trip).ptr, 0);
    bb_buf_finish(&trip);
}

void
t32_a_day_goes_on_only_where_much_room_would_be_left(void **state)
{
    (void)state;
    struct laid_out out;
    /* the day and one of its events would fit */
    lay_out_days(&out, 7);
    ASSERT_LINES(&out, 8, 6);
    /* two fifths of the page would be left: four events stand, and the other two under the day's
     * name once more */
    lay_out_days(&out, 5);
    ASSERT_LINES(&out, 10, 3);
}

void
t30_a_heading_moves_where_little_room_is_left_over(void **state)
{
    static const char heading[] =
        "  - {heading: {level: 1, text: 표제}, style: body}\n" EVENT_TITLES;
    (void)state;
    struct laid_out out;
    lay_out_lines(&out, 18, heading);
    ASSERT_LINES(&out, 18, 19);
    /* with three lines under it, it stands well */
    lay_out_lines(&out, 16, heading);
    ASSERT_LINES(&out, 20, 13);
}

void
t30_a_label_keeps_its_content(void **state)
{
    static const char section[] = "  - {section: {label: 쪽, label_width: 10mm, above: 0pt, flow: ["
                                  "{paragraph: 하나}, {paragraph: 둘}, {paragraph: 셋}, "
                                  "{paragraph: 넷}, {paragraph: 다섯}, {paragraph: 여섯}]}}\n";
    (void)state;
    struct laid_out out;
    lay_out_lines(&out, 19, section);
    ASSERT_LINES(&out, 19, 6);
    lay_out_lines(&out, 17, section);
    ASSERT_LINES(&out, 20, 3);
}

void
t31_a_last_page_holds_more_than_a_line(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_lines(&out, 21, "");
    ASSERT_LINES(&out, 19, 2);
    lay_out_lines(&out, 24, "");
    ASSERT_LINES(&out, 20, 4);
}

/* What would tear nothing with one page more is torn. */
void
pages_are_as_few_as_can_be(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_lines(&out, 19,
        "  - table: {each: events as e, columns: [{text: \"{e.title}\"}]}\n"
        "  - {paragraph: 하나}\n  - {paragraph: 둘}\n");
    ASSERT_LINES(&out, 20, 20);
}

/* Events a line each, then a text with a list of lists, of which the outer items are one line. */
static void
lay_out_points(struct laid_out *out, int lines, const char *points)
{
    struct bb_arena arena;
    struct bb_buf days;
    bb_arena_init(&arena);
    bb_buf_init(&days, 0);
    for (int i = 0; i < lines; i++)
        bb_buf_printf(&days, "          - {id: e%d, start: tbd, title: 제%d}\n", i, i);
    lay_out_trip(out,
        SMALL "flow:\n  - {each: events as e, flow: [{paragraph: \"{e.title}\"}]}\n"
              "  - {rich: {text: trip.purpose}}\n",
        bb_arena_printf(&arena,
            "briefbook: 1\n"
            "trip: {id: t, title: T, from: 2024-07-24, to: 2024-07-24, home: {city: S, timezone: "
            "Asia/Seoul}, purpose: \"%s\"}\n"
            "cities:\n  - id: a\n    name: A\n    timezone: Asia/Seoul\n"
            "    days:\n      - date: 2024-07-24\n        events:\n%s",
            points, days.ptr)
            .ptr,
        0);
    bb_buf_finish(&days);
    bb_arena_finish(&arena);
}

void
t30_an_item_stays_with_its_first_below(void **state)
{
    static const char points[] = "- 하나\\n  - 둘\\n    - 셋\\n    - 넷\\n- 다섯";
    (void)state;
    struct laid_out out;
    /* 하나, 둘 and 셋 go over as one; 넷 is parted */
    lay_out_points(&out, 19, points);
    ASSERT_LINES(&out, 19, 5);
    lay_out_points(&out, 18, points);
    ASSERT_LINES(&out, 18, 5);
    lay_out_points(&out, 17, points);
    ASSERT_LINES(&out, 20, 2);
}

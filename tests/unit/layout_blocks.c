/* Blocks as they stand on pages: cards, page references, groups of rows, the index. The page is
 * small (text 160 pt high, ten lines of 16), so that a few lines fill it. */
#include "layout_blocks.h"

#include "laid_out.h"

static size_t
count_paths(const struct laid_out *out, size_t page)
{
    size_t count = 0;
    const struct bb_page *at = out->display.pages.at[page];
    for (size_t i = 0; i < at->items.len; i++)
        count += at->items.at[i].kind == BB_ITEM_PATH;
    return count;
}

/* --- cards and columns ------------------------------------------------------------------------ */

/* Every card takes 40 pt: four rows of two fill the page. */
#define CARDS                                                                 \
    "flow:\n"                                                                 \
    "  - {space: 8pt}\n"                                                      \
    "  - {heading: {level: 1, text: 표제}}\n"                               \
    "  - grid: {each: events as e, above: 8pt, below: 0pt, row_least: 40pt, " \
    "flow: [{paragraph: \"{e.title}\"}]%s}\n"

void
t32_rows_of_cards_stay_whole(void **state)
{
    (void)state;
    struct laid_out out;
    struct bb_arena arena;
    bb_arena_init(&arena);
    lay_out_flow(&out, bb_arena_printf(&arena, CARDS, "").ptr, 9);
    ASSERT_PAGES(&out, "표제/제1제2/제3제4/제5제6", "제7제8/제9끝");
    /* a rule over each card, two where the columns end, on either page */
    assert_int_equal(count_paths(&out, 0), 6 + 2);
    assert_int_equal(count_paths(&out, 1), 4 + 2);
    finish(&out);
    bb_arena_finish(&arena);
}

void
columns_filled_down_are_read_in_their_order(void **state)
{
    (void)state;
    struct laid_out out;
    struct bb_arena arena;
    bb_arena_init(&arena);
    lay_out_flow(&out, bb_arena_printf(&arena, CARDS, ", across: 3, fill: down").ptr, 6);
    ASSERT_PAGES(&out, "표제/제1제4제6/제2제5끝/제3");
    struct bb_buf tags;
    bb_buf_init(&tags, 0);
    bb_display_dump_tags(&out.display, &tags);
    const char *first = strstr(bb_buf_str(&tags).ptr, "제2");
    const char *second = strstr(bb_buf_str(&tags).ptr, "제4");
    assert_true(first && second && first < second);
    bb_buf_finish(&tags);
    finish(&out);
    bb_arena_finish(&arena);
}

/* As many across as leave each text on one line; without `whole` as many as the layout says. */
void
columns_are_fewer_where_texts_would_wrap(void **state)
{
    (void)state;
    static const struct {
        const char *text, *more, *page;
    } cases[] = {
        {"{e.title}", ", whole: true", "제1제2제3끝"},
        {"{e.title} 두 개 사 나란히", ", whole: true",
            "제1 두 개 사 나란히제2 두 개 사 나란히/제3 두 개 사 나란히끝 두 개 사 나란히"},
        {"{e.title} 두 개 사 나란히 두 개 사", ", whole: true",
            "제1 두 개 사 나란히 두 개 사/제2 두 개 사 나란히 두 개 사/"
            "제3 두 개 사 나란히 두 개 사/끝 두 개 사 나란히 두 개 사"},
        {"{e.title} 두 개 사 나란히", "",
            "제1 두 개 사 /나란히/제2 두 개 사 /나란히/제3 두 개 사 /나란히/끝 두 개 사 /나란히"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct laid_out out;
        struct bb_arena arena;
        bb_arena_init(&arena);
        lay_out_flow(&out,
            bb_arena_printf(&arena,
                "flow:\n  - columns: {across: 4, gap: 0mm, each: events as e, flow: [{paragraph: "
                "\"%s\"}]%s}\n",
                cases[i].text, cases[i].more)
                .ptr,
            3);
        ASSERT_PAGES(&out, cases[i].page);
        finish(&out);
        bb_arena_finish(&arena);
    }
}

void
a_heading_keeps_with_the_first_row_of_cards(void **state)
{
    (void)state;
    ASSERT_FLOW(
        "flow:\n" EVENT_TITLES "  - {heading: {level: 1, text: 표제}}\n"
        "  - grid: {each: cities as c, row_least: 40pt, flow: [{paragraph: \"{c.name}\"}]}\n",
        6, "제1/제2/제3/제4/제5/제6/끝", "표제/가");
}

/* --- references to pages ---------------------------------------------------------------------- */

/* No run of a page overlaps the next on its line; `closed`: nor is there room between them. */
static void
assert_runs_follow(const struct laid_out *out, size_t page, bool closed)
{
    const struct bb_page *at = out->display.pages.at[page];
    const struct bb_run *last = NULL;
    for (size_t i = 0; i < at->items.len; i++) {
        if (at->items.at[i].kind != BB_ITEM_RUN)
            continue;
        const struct bb_run *run = &at->items.at[i].as.run;
        bb_len end = last ? run_end(last) : 0;
        if (last && last->y == run->y) {
            assert_true(run->x >= end);
            assert_true(!closed || run->x == end);
        }
        last = run;
    }
}

static bb_len
first_baseline(const struct laid_out *out, size_t page)
{
    const struct bb_page *at = out->display.pages.at[page];
    size_t i = 0;
    while (at->items.at[i].kind != BB_ITEM_RUN)
        i++;
    return at->items.at[i].as.run.y;
}

static size_t
count_links(const struct laid_out *out, uint32_t page)
{
    size_t count = 0;
    for (size_t i = 0; i < out->display.links.len; i++)
        count += out->display.links.at[i].page == page;
    return count;
}

/* Events on pages 2, 3, 4 and two on page 6. */
#define EVENTS_ON_PAGES                                                                    \
    "  - {each: events as e, flow: [{paragraph: \"{e.title}\", anchor: e}], start: page, " \
    "when: {e.number: [1, 2, 3]}}\n"                                                       \
    "  - {paragraph: 사이, start: page}\n"                                               \
    "  - {flow: [{each: events as e, flow: [{paragraph: \"{e.title}\", anchor: e}], "      \
    "when: {e.number: [5, 6]}}], start: page}\n"

struct cited {
    const char *flow;
    const char *text;
    size_t links;
};

static void
try_cited(const struct cited *cited, size_t count, bool before)
{
    for (size_t i = 0; i < count; i++) {
        struct laid_out out;
        struct bb_arena arena;
        bb_arena_init(&arena);
        const char *flow = before ? "flow:\n  - %s\n" EVENTS_ON_PAGES
                                  : "flow:\n  - {paragraph: 앞}\n" EVENTS_ON_PAGES "  - %s\n";
        lay_out_flow(&out, bb_arena_printf(&arena, flow, cited[i].flow).ptr, 5);
        size_t page = before ? 0 : out.display.pages.len - 1;
        const char *text = page_text(&out, page);
        assert_string_equal(before ? text : strstr(text, "쪽"), cited[i].text);
        assert_runs_follow(&out, page, true);
        assert_int_equal(count_links(&out, (uint32_t)page), cited[i].links);
        finish(&out);
        bb_arena_finish(&arena);
    }
}

static const struct cited cited[] = {
    {"{paragraph: \"쪽 {events|page} 참조\"}", "쪽 2–4, 6 참조", 3},
    {"{table: {each: events as e, when: {e.number: [1, 3]}, columns: [{text: \"쪽 {e|page}\"}]}}",
        "쪽 2/쪽 4", 2},
    {"{table: {each: cities as c, columns: [{text: \"쪽 {c.events|page}\", align: end}]}}",
        "쪽 2–4, 6", 3},
};

void
t36_references_to_pages_before_are_sorted_and_joined(void **state)
{
    (void)state;
    try_cited(cited, sizeof cited / sizeof *cited, false);
}

void
t36_references_to_pages_to_come_say_the_same(void **state)
{
    (void)state;
    try_cited(cited, sizeof cited / sizeof *cited, true);
}

/* Numbers to come break like others where their column is narrow, and stay inside. */
void
t36_more_references_than_a_column_holds_take_another_line(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - table:\n"
        "      each: cities as c\n"
        "      columns:\n"
        "        - {text: \"{c.name}\", width: 20mm}\n"
        "        - {text: \"{c.events|page}\", width: 14mm, align: end}\n"
        "        - {text: 끝}\n"
        "  - {each: events as e, flow: [{paragraph: \"{e.title}\", anchor: e}], "
        "when: {e.number: [1, 3, 5, 6]}, start: page}\n"
        "  - {each: events as e, flow: [{paragraph: \"{e.title}\", anchor: e}], "
        "when: {e.number: [2, 4]}, start: recto}\n",
        5);
    assert_string_equal(page_text(&out, 0), "가2–5, /7, 9/끝");
    assert_runs_follow(&out, 0, false);
    assert_int_equal(count_links(&out, 0), 4);
    finish(&out);
}

/* The memory of numbers known when a line was set is used again before the line is painted. */
void
t36_a_link_says_its_page_beside_pages_to_come(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - {each: cities as c, flow: [{paragraph: \"{c.name}\", anchor: c}]}\n"
        "  - {paragraph: \"{cities|page} {events|page} {cities|page}\", start: page}\n"
        "  - {paragraph: 사이, start: page}\n"
        "  - {each: events as e, flow: [{paragraph: \"{e.title}\", anchor: e, start: page}]}\n",
        1);
    assert_string_equal(page_text(&out, 1), "1 4, 5 1");
    assert_int_equal(count_links(&out, 1), 4);
    static const char *const contents[] = {"→ 1", "→ 4", "→ 5", "→ 1"};
    for (size_t i = 0; i < out.display.links.len; i++)
        assert_string_equal(out.display.links.at[i].contents, contents[i]);
    finish(&out);
}

/* --- groups of rows and the index ------------------------------------------------------------- */

#define INDEX                                               \
    "flow:\n"                                               \
    "  - {each: cities as c, flow: [{paragraph: 앞%s}]}\n" \
    "  - flow:\n"                                           \
    "      - {heading: {level: 1, text: 찾기}}\n"         \
    "      - index:\n"                                      \
    "          each: [index.groups as g, g.entries as e]\n" \
    "          columns: [{text: \"{g.initial}\"}, {text: \"{e.name}\"}, {text: \"{e|page}\"}]\n"

void
an_index_holds_what_is_in_the_document(void **state)
{
    (void)state;
    static const char *const cases[][2] = {{", anchor: c", "앞/찾기/ㄱ가1"}, {"", "앞"}};
    for (int i = 0; i < 2; i++) {
        struct laid_out out;
        struct bb_arena arena;
        bb_arena_init(&arena);
        lay_out_flow(&out, bb_arena_printf(&arena, INDEX, cases[i][0]).ptr, 1);
        assert_string_equal(page_text(&out, 0), cases[i][1]);
        finish(&out);
        bb_arena_finish(&arena);
    }
}

/* No two runs on one baseline overlap, whatever the order in which they are painted. */
static void
assert_runs_apart(const struct laid_out *out, size_t page)
{
    const struct bb_page *at = out->display.pages.at[page];
    for (size_t i = 0; i < at->items.len; i++)
        for (size_t k = 0; k < i; k++) {
            const struct bb_run *a = &at->items.at[k].as.run, *b = &at->items.at[i].as.run;
            if (at->items.at[k].kind == BB_ITEM_RUN && at->items.at[i].kind == BB_ITEM_RUN
                && a->y == b->y)
                assert_true(run_end(a) <= b->x || run_end(b) <= a->x);
        }
}

/* What began on a page before is painted and gone when the section ends. */
void
sections_and_bars_go_on_after_a_page_that_starts_inside(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - section:\n"
        "      label: 표\n"
        "      label_width: 20mm\n"
        "      flow: [{paragraph: 하나}, {paragraph: 둘, start: page}, {paragraph: 셋}]\n"
        "  - {flow: [{paragraph: 넷}, {paragraph: 다섯, start: page}, {paragraph: 여섯}], "
        "bar: {when: trip.title}}\n",
        1);
    ASSERT_PAGES(&out, "표하나", "둘/셋/넷", "다섯/여섯");
    assert_int_equal(count_paths(&out, 2), 1);
    finish(&out);
}

/* The right text has what it needs, at most half of the row; the left one breaks before it. */
void
texts_of_a_group_row_stand_apart(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"가나다", "라마", "가나다 라마/제1/끝"},
        {"하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열 하나 둘 셋 넷 다섯 여섯", "오른쪽",
            "하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열 /하나 둘 셋 넷 다섯 여섯 /오른쪽/제1/끝"},
        {"왼쪽", "가나다라마바사아자차카타파하 가나다라마바사아자차카타파하 하나",
            "왼쪽 가나다라마바사아자차카타/파하 가나다라마바사아자차/카타파하 하나/제1/끝"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct laid_out out;
        struct bb_arena arena;
        bb_arena_init(&arena);
        lay_out_flow(&out,
            bb_arena_printf(&arena,
                "flow:\n"
                "  - table:\n"
                "      each: [cities as c, c.events as e]\n"
                "      columns: [{text: \"{e.title}\"}]\n"
                "      group_row: {by: c, text: %s, right: %s, height: 16pt}\n",
                cases[i][0], cases[i][1])
                .ptr,
            1);
        assert_string_equal(page_text(&out, 0), cases[i][2]);
        assert_runs_apart(&out, 0);
        finish(&out);
        bb_arena_finish(&arena);
    }
}

/* The merged label and the space at the ends of a group come again where it breaks. */
void
t32_groups_without_a_row_break_like_others(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - table:\n"
        "      each: [days as d, d.events as e]\n"
        "      group: d\n"
        "      group_space: 8pt\n"
        "      rules: {group: 0.5pt, end: 1pt}\n"
        "      columns: [{text: \"{d.date|weekday}\", merge: true}, {text: \"{e.title}\"}]\n",
        10);
    ASSERT_PAGES(
        &out, "7. 24.(수)제1/제2/제3/제4/제5/제6/제7/제8", "[7. 24.(수)]제9/제10/7. 25.(목)끝");
    assert_inside(&out);
    assert_int_equal(count_paths(&out, 0), 1);
    assert_int_equal(count_paths(&out, 1), 2);
    assert_int_equal(first_baseline(&out, 0), BB_PT(TEXT_TOP + 4 + 12));
    assert_int_equal(first_baseline(&out, 1), BB_PT(TEXT_TOP + 4 + 12));
    finish(&out);
}

/* A label of two lines makes its own row taller, not those that repeat it: where a page begins it
 * is shown once more, and that row has its two lines again. */
void
t32_a_merged_label_takes_room_where_it_shows(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - table:\n"
        "      each: [cities as c, c.events as e]\n"
        "      columns: [{text: 하나 두울, width: 10mm, merge: true}, {text: \"{e.title}\"}]\n",
        16);
    ASSERT_PAGES(&out, "하나 /두울/제1/제2/제3/제4/제5/제6/제7/제8/제9",
        "[하나 ]/[두울]/제10/제11/제12/제13/제14/제15/제16/끝");
    assert_inside(&out);
    finish(&out);
}

void
t32_t33_a_merged_label_comes_again_where_its_row_goes_on(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - table:\n"
        "      each: cities as c\n"
        "      columns:\n"
        "        - {text: \"{c.name}\", width: 20mm, merge: true}\n"
        "        - {flow: [{each: c.events as e, flow: [{paragraph: \"{e.title}\"}]}]}\n",
        22);
    assert_int_equal(out.display.pages.len, 3);
    assert_string_equal(page_text(&out, 0), "가제1/제2/제3/제4/제5/제6/제7/제8/제9/제10");
    assert_string_equal(
        page_text(&out, 1), "[가]제11/제12/제13/제14/제15/제16/제17/제18/제19/제20");
    assert_string_equal(page_text(&out, 2), "[가]제21/제22/끝");
    finish(&out);
}

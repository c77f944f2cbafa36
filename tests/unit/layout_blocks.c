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
    /* a rule over each card, two where the columns end */
    assert_int_equal(count_paths(&out, 0), 6);
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

void
a_heading_keeps_with_the_first_row_of_cards(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - {each: events as e, flow: [{paragraph: \"{e.title}\"}]}\n"
        "  - {heading: {level: 1, text: 표제}}\n"
        "  - grid: {each: cities as c, row_least: 40pt, flow: [{paragraph: \"{c.name}\"}]}\n",
        6);
    ASSERT_PAGES(&out, "제1/제2/제3/제4/제5/제6/끝", "표제/가");
    finish(&out);
}

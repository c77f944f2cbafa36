/* Regions: which frame of which page a block stands in. The page is A6; frames are 30 mm wide and
 * as many lines of 16 pt high as their test says. */
#include "layout_regions.h"

#include "laid_out.h"

/* Two regions, of two frames of three lines and one of two. */
#define TWO_REGIONS                                                          \
    "masters:\n"                                                             \
    "  m: {regions: {left: [{x: 10mm, y: 20pt, width: 30mm, height: 48pt}, " \
    "{x: 10mm, y: 80pt, width: 30mm, height: 48pt}], "                       \
    "right: [{x: 50mm, y: 20pt, width: 30mm, height: 32pt}]}}\n"             \
    "  text: {}\n"

/* Two frames, of one line and of four. */
#define UNLIKE_FRAMES                                                             \
    "masters: {m: {regions: {a: [{x: 10mm, y: 20pt, width: 30mm, height: 16pt}, " \
    "{x: 10mm, y: 80pt, width: 30mm, height: 64pt}]}}}\n"

/* The place of the first run of a page whose text is `text`. */
static struct bb_run
find_run(struct laid_out *out, size_t page, const char *text)
{
    const struct bb_page *at = out->display.pages.at[page];
    for (size_t i = 0; i < at->items.len; i++)
        if (at->items.at[i].kind == BB_ITEM_RUN && bb_str_is(at->items.at[i].as.run.text, text))
            return at->items.at[i].as.run;
    fail_msg("page %zu has no %s", page, text);
    return (struct bb_run){0};
}

void
regions_fill_in_the_order_of_their_blocks(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        TWO_REGIONS "flow:\n"
                    "  - {paragraph: 하나, into: right}\n"
                    "  - {paragraph: 둘, into: left}\n"
                    "  - {paragraph: 셋, into: right}\n",
        0);
    ASSERT_PAGES(&out, "둘하나/셋");
    assert_int_equal(find_run(&out, 0, "하나").y, BB_PT(20 + 12));
    assert_int_equal(find_run(&out, 0, "하나").x, bb_len_from_mm(50));
    assert_int_equal(find_run(&out, 0, "셋").y, BB_PT(20 + 28));
    assert_int_equal(find_run(&out, 0, "둘").x, bb_len_from_mm(10));
    finish(&out);
}

void
regions_go_on_in_the_next_frame_and_page(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        TWO_REGIONS "flow:\n"
                    "  - {each: events as e, into: left, flow: [{paragraph: \"{e.title}\"}]}\n"
                    "  - {paragraph: 하나, into: right}\n",
        7);
    ASSERT_PAGES(&out, "제1/제2/제3/제4/제5/제6/하나", "제7/끝");
    assert_int_equal(find_run(&out, 0, "4").y, BB_PT(80 + 12));
    assert_int_equal(find_run(&out, 1, "7").y, BB_PT(20 + 12));
    finish(&out);
}

void
regions_mirror_on_verso_pages(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        "briefbook_layout: 1\n"
        "page: {size: A6, duplex: true}\n"
        "styles: {body: {font: sans, size: 10pt, leading: 16pt}}\n"
        "masters: {m: {regions: {a: [{x: 10mm, y: 20pt, width: 30mm, height: 16pt}]}}}\n"
        "flow: [{each: events as e, into: a, flow: [{paragraph: \"{e.title}\"}]}]\n",
        1);
    ASSERT_PAGES(&out, "제1", "끝");
    assert_int_equal(find_run(&out, 0, "제").x, bb_len_from_mm(10));
    assert_int_equal(
        find_run(&out, 1, "끝").x, bb_len_from_mm(105) - bb_len_from_mm(10) - bb_len_from_mm(30));
    finish(&out);
}

void
a_block_higher_than_a_frame_splits_by_line(void **state)
{
    (void)state;
    ASSERT_FLOW(TWO_REGIONS
        "flow:\n"
        "  - {box: {flow: [{each: events as e, flow: [{paragraph: \"{e.title}\"}]}]}, "
        "into: left}\n",
        7, "제1/제2/제3/제4/제5/제6", "제7/끝");
}

void
a_row_waits_for_a_frame_that_holds_it(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        UNLIKE_FRAMES "flow:\n"
                      "  - {box: {flow: [{paragraph: 하나}, {paragraph: 둘}]}, into: a}\n"
                      "  - {paragraph: 셋, into: a, keep: next}\n"
                      "  - {paragraph: 넷, into: a}\n"
                      "  - {heading: {level: 1, text: 끝}, into: a}\n"
                      "  - {paragraph: 쪽, into: a}\n",
        0);
    ASSERT_PAGES(&out, "하나/둘/셋/넷", "끝/쪽");
    assert_int_equal(find_run(&out, 0, "하나").y, BB_PT(80 + 12));
    assert_int_equal(find_run(&out, 1, "끝").y, BB_PT(80 + 12));
    finish(&out);
}

void
a_table_says_that_it_is_continued_only_over_pages(void **state)
{
    (void)state;
    /* a note and the grid's step of 8 stand over the header on the second page */
    ASSERT_FLOW(TWO_REGIONS "flow:\n"
                            "  - table:\n"
                            "      each: events as e\n"
                            "      header_height: 16pt\n"
                            "      columns: [{title: 내용, text: \"{e.title}\"}]\n"
                            "      continued: {head: 계속, head_style: body}\n"
                            "    into: left\n",
        4, "내용/제1/제2/[내용]/제3/제4", "[계속]/[내용]/끝");
}

void
pages_of_regions_begin_and_end_by_themselves(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        TWO_REGIONS "flow:\n"
                    "  - {paragraph: 하나, master: text}\n"
                    "  - {paragraph: 둘, master: m, into: right}\n"
                    "  - {paragraph: 셋, place: {y: 16pt}}\n"
                    "  - {paragraph: 넷, into: right, start: page}\n"
                    "  - {paragraph: 끝, master: text}\n",
        0);
    ASSERT_PAGES(&out, "하나", "셋/둘", "넷", "끝");
    assert_int_equal(find_run(&out, 1, "셋").y, BB_PT(TEXT_TOP + 16 + 12));
    assert_int_equal(find_run(&out, 3, "끝").y, BB_PT(TEXT_TOP + 12));
    finish(&out);
}

void
a_region_is_missed_where_the_trip_decides_the_page_kind(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        TWO_REGIONS "flow:\n"
                    "  - {paragraph: 하나, into: right}\n"
                    "  - {paragraph: 둘, master: text, when: trip.subtitle}\n"
                    "  - {paragraph: 셋}\n",
        0);
    assert_string_equal(pipeline_codes(&out.pipeline), "E0540");
    finish(&out);
}

void
the_structure_of_regions_is_that_of_the_file(void **state)
{
    (void)state;
    struct laid_out out;
    struct bb_buf tags;
    lay_out_flow(&out,
        TWO_REGIONS "flow:\n"
                    "  - {paragraph: 하나, into: right}\n"
                    "  - {paragraph: 둘, into: left}\n"
                    "  - {paragraph: 셋, into: right}\n",
        0);
    bb_buf_init(&tags, 0);
    bb_display_dump_tags(&out.display, &tags);
    const char *text = bb_buf_str(&tags).ptr;
    const char *first = strstr(text, "하나"), *second = strstr(text, "둘"),
               *third = strstr(text, "셋");
    assert_true(first && second && third && first < second && second < third);
    bb_buf_finish(&tags);
    finish(&out);
}

void
bands_are_as_high_as_they_are_said_to_be(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - {box: {height: 48pt, valign: middle, flow: [{paragraph: 하나}]}}\n"
        "  - {box: {height: 8pt, flow: [{paragraph: 둘}]}}\n"
        "  - {box: {height: 500pt, flow: [{paragraph: 셋}]}}\n",
        0);
    ASSERT_PAGES(&out, "하나/둘", "셋");
    assert_int_equal(find_run(&out, 0, "하나").y, BB_PT(TEXT_TOP + 16 + 12));
    assert_int_equal(find_run(&out, 0, "둘").y, BB_PT(TEXT_TOP + 48 + 12));
    finish(&out);
}

/* Tables on small pages: where they break, what is said there, how wide their columns are. */
#include "layout_tables.h"

#include "laid_out.h"

#define SCHEDULE                                                                           \
    "flow:\n"                                                                              \
    "  - table:\n"                                                                         \
    "      each: [days as d, d.events as e]\n"                                             \
    "      columns: [{title: 날, text: \"{d.city.name}\", merge: true, required: true}, " \
    "{title: 내용, text: \"{e.title}\"}]\n"                                              \
    "      header_height: 16pt\n"                                                          \
    "      rules: {top: 1pt, header: 0.5pt, row: 0.25pt, end: 0.5pt}\n"                    \
    "      group_row: {by: d, text: \"{d.date|weekday}\", height: 16pt, "                  \
    "continued: \"{d.date|weekday} 계속\"}\n"                                            \
    "      continued: {head: 일정 계속, foot: \"{d.date|weekday}은 다음 쪽\"}\n"

void
t30_a_heading_keeps_with_the_first_row_of_a_table(void **state)
{
    (void)state;
    ASSERT_FLOW("flow:\n" EVENT_TITLES "  - {heading: {level: 1, text: 표제}}\n"
                "  - table: {each: events as e, columns: [{title: 쪽, text: \"{e.title}\"}]}\n",
        7, "제1/제2/제3/제4/제5/제6/제7/끝", "표제/쪽/제1/제2/제3/제4/제5/제6/제7/끝");
}

void
t32_a_broken_table_says_so_and_repeats_what_is_needed(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out, SCHEDULE, 9);
    /* the merged cell 가 comes again where its row is the first of a page */
    ASSERT_PAGES(&out, "날내용/7. 24.(수)/가제1/제2/제3/제4/제5/제6/제7/[7. 24.(수)은 다음 쪽]",
        "[일정 계속]/[날내용]/[7. 24.(수) 계속]/[가]제8/제9/7. 25.(목)/가끝");
    assert_inside(&out);
    finish(&out);
}

void
t32_a_break_between_groups_needs_no_note(void **state)
{
    (void)state;
    ASSERT_FLOW(SCHEDULE, 7, "날내용/7. 24.(수)/가제1/제2/제3/제4/제5/제6/제7",
        "[일정 계속]/[날내용]/7. 25.(목)/가끝");
}

void
t33_a_row_taller_than_a_page_loses_nothing(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - table:\n"
        "      each: cities as c\n"
        "      padding: 4pt\n"
        "      columns:\n"
        "        - {text: \"{c.name}\", width: 20mm}\n"
        "        - {flow: [{each: c.events as e, flow: [{paragraph: \"{e.title}\"}]}]}\n",
        22);
    assert_int_equal(out.display.pages.len, 3);
    assert_string_equal(page_text(&out, 0), "가제1/제2/제3/제4/제5/제6/제7/제8/제9");
    assert_string_equal(page_text(&out, 1), "제10/제11/제12/제13/제14/제15/제16/제17/제18");
    assert_string_equal(page_text(&out, 2), "제19/제20/제21/제22/끝");
    assert_inside(&out);
    finish(&out);
}

void
t39_columns_follow_content_within_bounds(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - table: {each: events as e, gap: 2mm, columns: [{text: \"{e.title}\", width: natural}, "
        "{text: 가, width: natural, most: 3mm}, {text: 나}]}\n",
        1);
    bb_len end = 0, second = 0, third = 0;
    const struct bb_page *page = out.display.pages.at[0];
    for (size_t i = 0; i < page->items.len && third == 0; i++) {
        const struct bb_run *run = &page->items.at[i].as.run;
        if (page->items.at[i].kind != BB_ITEM_RUN)
            continue;
        if (bb_str_is(run->text, "가"))
            second = run->x;
        else if (bb_str_is(run->text, "나"))
            third = run->x;
        else
            end = run_end(run);
    }
    assert_int_equal(second - end, bb_len_from_mm(2));
    assert_int_equal(third - second, bb_len_from_mm(3));
    finish(&out);
}

void
t39_natural_columns_grow_by_steps(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int mm;
    } cases[] = {{"가", 10}, {"가나다라마", 22}, {"가나다라마바사아자차카타", 30}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct laid_out out;
        struct bb_arena arena;
        bb_arena_init(&arena);
        const char *flow = bb_arena_printf(&arena,
            "flow:\n"
            "  - table: {each: events as e, when: {e.number: 1}, columns: [{text: %s, width: "
            "natural,"
            " least: 10mm, step: 6mm, most: 30mm}, {text: 끝나}]}\n",
            cases[i].text)
                               .ptr;
        lay_out_flow(&out, flow, 1);
        bb_len left = find_text(&out, "가")->x;
        assert_int_equal(find_text(&out, "끝나")->x - left, bb_len_from_mm(cases[i].mm));
        finish(&out);
        bb_arena_finish(&arena);
    }
}

void
t14_columns_by_content_break_words_that_have_no_room(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - table: {each: events as e, when: {e.number: 1}, gap: 2mm, columns: [{text: "
        "Donaudampfschifffahrtsgesellschaftskapitän, width: content}, {text: "
        "Kraftfahrzeughaftpflichtversicherung, width: content}, {text: 끝나, width: content}]}\n",
        1);
    assert_inside(&out);
    assert_non_null(find_text(&out, "끝나"));
    finish(&out);
}

void
headers_of_two_lines_push_the_rows_down(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - table: {each: events as e, header_height: 16pt, columns: [{title: [하나, {line: "
        "true}, "
        "둘], text: \"{e.title}\"}]}\n",
        1);
    const struct bb_run *second = find_text(&out, "둘"), *row = find_text(&out, "제");
    assert_int_equal(row->y - second->y, BB_PT(16));
    finish(&out);
}

void
t32_a_foot_of_two_lines_stays_on_the_page(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - table: {each: [days as d, d.events as e], columns: [{text: \"{e.title}\"}], "
        "group_row: "
        "{by: d, text: 날, height: 16pt}, continued: {foot: [하나, {line: true}, 둘]}}\n",
        12);
    ASSERT_PAGES(
        &out, "날/제1/제2/제3/제4/제5/제6/제7/[하나 ]/[둘]", "[날]/제8/제9/제10/제11/제12/날/끝");
    assert_inside(&out);
    finish(&out);
}

void
t32_a_split_row_says_so_too(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - table:\n"
        "      each: cities as c\n"
        "      continued: {head: 계속}\n"
        "      columns:\n"
        "        - {title: 머리, flow: [{each: c.events as e, flow: [{paragraph: "
        "\"{e.title}\"}]}]}\n",
        10);
    assert_string_equal(page_text(&out, 1), "[계속]/[머리]/제10/끝");
    finish(&out);
}

/* Pages: breaking, keeping, tables over pages, page numbers, furniture. Tests are named by their
 * row of the typography rules where they hold one. The page is small (text 160 pt high, ten lines
 * of 16), so that a few lines fill it. */
#include "laid_out.h"
#include "layout_blocks.h"
#include "layout_fit.h"
#include "layout_pages.h"
#include "layout_properties.h"
#include "layout_regions.h"
#include "layout_rows.h"
#include "layout_ruby.h"
#include "layout_sheet.h"
#include "layout_tables.h"
#include "layout_writing.h"

static void
t30_a_heading_moves_with_what_follows(void **state)
{
    (void)state;
    ASSERT_FLOW("flow:\n"
                "  - {space: 8pt}\n" EVENT_TITLES "  - {heading: {level: 1, text: 표제}}\n"
                "  - {paragraph: {spans: [하나, {line: true}, 둘, {line: true}, 셋]}}\n",
        7, "제1/제2/제3/제4/제5/제6/제7/끝", "표제/하나 /둘 /셋");
}

static void
t30_a_heading_stays_where_two_lines_fit(void **state)
{
    (void)state;
    ASSERT_FLOW(
        "flow:\n" EVENT_TITLES "  - {heading: {level: 1, text: 표제}}\n"
        "  - {paragraph: {spans: [하나, {line: true}, 둘, {line: true}, 셋, {line: true}, 넷]}}\n",
        6, "제1/제2/제3/제4/제5/제6/끝/표제/하나 /둘 ", "셋 /넷");
}

static void
t31_two_lines_at_foot_and_head(void **state)
{
    (void)state;
    /* nine lines stand; one more would leave one line at the foot, two would leave one at the
     * head */
    ASSERT_FLOW("flow:\n" EVENT_TITLES
                "  - {paragraph: {spans: [하나, {line: true}, 둘, {line: true}, 셋]}}\n",
        8, "제1/제2/제3/제4/제5/제6/제7/제8/끝", "하나 /둘 /셋");
}

static void
t34_chapters_start_on_a_recto_and_blank_pages_stay_blank(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        "briefbook_layout: 1\n"
        "page: {size: A6, duplex: true, inner: 20mm, outer: 10mm, gutter: 2mm, top: 24pt, height: "
        "160pt}\n"
        "styles: {body: {size: 10pt, leading: 16pt}}\n"
        "masters: {run: {furniture: [{text: \"{page.number}\", side: outer, baseline: 12pt}, "
        "{text: \"{trip.title}\", side: inner, zone: foot, baseline: 200pt}]}}\n"
        "flow: [{paragraph: 하나, master: run}, {paragraph: 둘, start: recto}]\n",
        1);
    ASSERT_PAGES(&out, "하나/[1]/[여행]", "", "둘/[3]/[여행]");
    const struct bb_run *first = NULL, *folio = NULL;
    const struct bb_page *page = out.display.pages.at[0];
    for (size_t i = 0; i < page->items.len; i++) {
        const struct bb_item *item = &page->items.at[i];
        if (item->kind == BB_ITEM_RUN && bb_str_is(item->as.run.text, "하나"))
            first = &item->as.run;
        if (item->kind == BB_ITEM_RUN && bb_str_is(item->as.run.text, "1"))
            folio = &item->as.run;
    }
    assert_non_null(first);
    assert_non_null(folio);
    assert_int_equal(first->x, bb_len_from_mm(20) + bb_len_from_mm(2));
    assert_int_equal(folio->x + folio->glyphs[0].advance, page->width - bb_len_from_mm(10));
    finish(&out);
}

static void
t34_margins_mirror_on_verso_pages(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        "briefbook_layout: 1\n"
        "page: {size: A6, duplex: true, inner: 20mm, outer: 10mm, top: 24pt, height: 160pt}\n"
        "styles: {body: {size: 10pt, leading: 16pt}}\n"
        "flow: [{paragraph: 하나}, {paragraph: 둘, start: page}]\n",
        1);
    const bb_len lefts[] = {bb_len_from_mm(20), bb_len_from_mm(10)};
    for (size_t i = 0; i < 2; i++) {
        const struct bb_page *page = out.display.pages.at[i];
        for (size_t k = 0; k < page->items.len; k++)
            if (page->items.at[k].kind == BB_ITEM_RUN)
                assert_int_equal(page->items.at[k].as.run.x, lefts[i]);
    }
    finish(&out);
}

static void
a_page_of_placed_blocks_is_a_page(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - {paragraph: 표지, place: {x: 0mm, y: 16pt}}\n"
        "  - {paragraph: 발, place: {at: foot}}\n"
        "  - {paragraph: 본문, start: page}\n",
        1);
    ASSERT_PAGES(&out, "표지/발", "본문");
    const struct bb_page *page = out.display.pages.at[0];
    bb_len last = 0;
    for (size_t i = 0; i < page->items.len; i++)
        if (page->items.at[i].kind == BB_ITEM_RUN)
            last = page->items.at[i].as.run.y;
    assert_int_equal(last, BB_PT(TEXT_BOTTOM) - BB_PT(4));
    finish(&out);
}

static void
t36_contents_show_the_right_pages(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - each: contents.parts as part\n"
        "    flow: [{toc: {each: part.entries as x, columns: [{text: \"{x.title}\", leader: true}, "
        "{text: \"{x|page}\", width: 10mm, align: end}]}}]\n"
        "  - start: page\n"
        "    part: {name: trip.title}\n"
        "    flow:\n"
        "      - each: events as e\n"
        "        flow:\n"
        "          - {heading: {level: 1, text: \"{e.title}\"}, start: page, anchor: e, "
        "entry: {title: e.title}}\n"
        "          - {paragraph: \"{e|page}쪽\"}\n",
        2);
    assert_int_equal(out.display.pages.len, 4);
    assert_string_equal(page_text(&out, 1), "제1/2쪽");
    assert_string_equal(page_text(&out, 3), "끝/4쪽");
    const char *contents = page_text(&out, 0);
    assert_non_null(strstr(contents, "]2/제2 ["));
    assert_non_null(strstr(contents, "]3/끝 ["));
    assert_int_equal(out.display.outline.len, 3);
    assert_string_equal(out.display.outline.at[1].title, "제2");
    assert_int_equal(out.display.links.len, 6);
    finish(&out);
}

static void
t36_leader_dots_stand_below_one_another(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - table: {each: events as e, columns: [{text: \"{e.title}\", leader: true}]}\n",
        12);
    bb_len pitch = 0, phase = -1;
    for (size_t i = 0; i < out.display.pages.at[0]->items.len; i++) {
        const struct bb_item *item = &out.display.pages.at[0]->items.at[i];
        if (item->kind != BB_ITEM_RUN || item->as.run.text.ptr[0] != '.')
            continue;
        pitch = item->as.run.glyphs[0].advance;
        if (phase >= 0)
            assert_int_equal(item->as.run.x % pitch, phase);
        phase = item->as.run.x % pitch;
    }
    assert_true(pitch > 0);
    finish(&out);
}

static void
t36_leader_dots_have_a_style_of_their_own(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        "briefbook_layout: 1\n"
        "page: {size: A6, inner: 20mm, outer: 10mm, top: 24pt, height: 160pt}\n"
        "styles:\n"
        "  body: {size: 10pt, leading: 16pt, color: \"#1A1A1A\"}\n"
        "  dots: {parent: body, color: \"#5F5F5F\"}\n"
        "flow:\n"
        "  - table:\n"
        "      rows: [[하나, 둘]]\n"
        "      columns: [{width: 20mm, leader: true}, {leader: true, leader_style: dots}]\n",
        1);
    uint8_t found[2];
    size_t count = 0;
    for (size_t i = 0; i < out.display.pages.at[0]->items.len; i++) {
        const struct bb_item *item = &out.display.pages.at[0]->items.at[i];
        if (item->kind == BB_ITEM_RUN && item->as.run.text.ptr[0] == '.' && count < 2)
            found[count++] = item->as.run.color.r;
    }
    assert_int_equal(count, 2);
    assert_int_equal(found[0], 0x1A);
    assert_int_equal(found[1], 0x5F);
    finish(&out);
}

static void
t12_turnover_lines_hang_under_the_first_letter(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "lists: {l: [{mark: \"○\", at: 10pt, text: 25pt, style: body, before: 8pt}]}\n"
        "flow:\n"
        "  - list: {each: events as e, lists: l, spans: [가나다, {line: true}, 라마바]}\n",
        1);
    const struct bb_run *mark = find_text(&out, "○"), *first = find_text(&out, "가나다"),
                        *second = find_text(&out, "라마바");
    bb_len left = bb_len_from_mm(15);
    assert_int_equal(mark->x, left + BB_PT(10));
    assert_int_equal(first->x, left + BB_PT(25));
    assert_int_equal(second->x, first->x);
    assert_int_equal(mark->y, first->y);
    assert_int_equal(second->y - first->y, BB_PT(16));
    finish(&out);
}

static void
columns_fill_row_by_row_and_close_up(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - columns:\n"
        "      across: 2\n"
        "      step: 40mm\n"
        "      gap: 4mm\n"
        "      compact: true\n"
        "      items:\n"
        "        - [{paragraph: 하나}]\n"
        "        - [{paragraph: \"{cities.hotel.name}\"}]\n"
        "        - [{paragraph: 둘}]\n"
        "        - [{paragraph: 셋}]\n",
        1);
    const struct bb_run *one = find_text(&out, "하나"), *two = find_text(&out, "둘"),
                        *three = find_text(&out, "셋");
    assert_int_equal(two->x - one->x, bb_len_from_mm(40));
    assert_int_equal(two->y, one->y);
    assert_int_equal(three->x, one->x);
    assert_int_equal(three->y - one->y, BB_PT(16));
    finish(&out);
}

/* With `rest` the last item has what is left of its row, 20 mm more. */
static void
last_column_takes_the_rest(void **state)
{
    (void)state;
    const char *const rests[] = {"false", "true"};
    for (size_t i = 0; i < 2; i++) {
        struct laid_out out;
        char flow[256];
        snprintf(flow, sizeof flow,
            "flow:\n"
            "  - columns:\n"
            "      across: 3\n"
            "      step: 20mm\n"
            "      rest: %s\n"
            "      items: [[{paragraph: 하나 하나 하나}], [{paragraph: 둘 둘 둘 둘 둘 둘}]]\n",
            rests[i]);
        lay_out_flow(&out, flow, 1);
        find_text(&out, i == 0 ? "둘 둘 " : "둘 둘 둘 둘 둘 둘");
        finish(&out);
    }
}

/* What the last block of an item asks for after it holds the next row off. */
static void
space_after_an_item_counts_in_its_row(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - columns:\n"
        "      across: 2\n"
        "      items:\n"
        "        - [{paragraph: 하나, after: 24pt}]\n"
        "        - [{paragraph: 둘}]\n"
        "        - [{paragraph: 제}]\n",
        0);
    const struct bb_run *one = find_text(&out, "하나"), *next = find_text(&out, "제");
    assert_non_null(one);
    assert_non_null(next);
    assert_int_equal(next->y - one->y, BB_PT(16 + 24));
    finish(&out);
}

static void
assert_tags(const char *flow, const char *const *expected, size_t count)
{
    struct laid_out out;
    lay_out_flow(&out, flow, 0);
    struct bb_buf tags;
    bb_buf_init(&tags, 0);
    bb_display_dump_tags(&out.display, &tags);
    for (size_t i = 0; i < count; i++)
        if (!strstr(bb_buf_str(&tags).ptr, expected[i]))
            fail_msg("no %s in\n%s", expected[i], bb_buf_str(&tags).ptr);
    assert_int_equal(out.display.outline.len, 0);
    bb_buf_finish(&tags);
    finish(&out);
}

#define ASSERT_TAGS(flow, ...)                              \
    assert_tags((flow), (const char *const[]){__VA_ARGS__}, \
        sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void
labels_may_be_headings_outside_of_the_contents(void **state)
{
    (void)state;
    ASSERT_TAGS("flow:\n"
                "  - {heading: {level: 1, text: 표제}}\n"
                "  - {section: {label: 제, label_level: 2, flow: [{paragraph: 하나}]}}\n",
        "H2 3 \"제\"");
}

static void
cells_may_be_headings(void **state)
{
    (void)state;
    ASSERT_TAGS("flow:\n"
                "  - table:\n"
                "      plain: true\n"
                "      columns: [{level: 1}, {level: 2, required: true}, {}]\n"
                "      rows: [[제, \"\", 하나]]\n"
                "  - table:\n"
                "      columns: [{level: 3, header: true, title: 이름}, {}]\n"
                "      rows: [[표, 둘]]\n"
                "  - {heading: {level: 2, text: 끝}}\n",
        "    H1 2 \"제\"\n    P 4 \"하나\"\n", "      TH 7 scope=Column \"이름\"\n      TD 8\n",
        "      TH 10 scope=Row\n        H2 11 \"표\"\n      TD 12 \"둘\"\n", "  H2 13 \"끝\"");
}

static void
blocks_are_read_by_turn(void **state)
{
    (void)state;
    ASSERT_TAGS("flow:\n"
                "  - flow: [{paragraph: 마, turn: 9}, {paragraph: 다}, {paragraph: 라}]\n"
                "    turn: 2\n"
                "  - {paragraph: 가}\n"
                "  - {box: {flow: [{paragraph: 하, turn: 1}, {paragraph: 파}]}}\n"
                "  - {paragraph: 나, turn: 1}\n"
                "  - {part: {name: trip.title}, flow: [{paragraph: 바}], turn: 9}\n",
        "Document 0\n  P 4 \"가\"\n  Div 5\n    P 7 \"파\"\n    P 6 \"하\"\n  P 8 \"나\"\n"
        "  P 2 \"다\"\n  P 3 \"라\"\n  P 1 \"마\"\n  Part 9\n    P 10 \"바\"\n");
}

static void
what_parts_texts_ends_words(void **state)
{
    (void)state;
    ASSERT_TAGS("flow:\n"
                "  - {paragraph: {spans: [제, {line: true}, 하나, {gap: 2mm}, {line: true}, 둘]}}\n"
                "  - {paragraph: {spans: [\"끝 \", {line: true}, 셋]}}\n"
                "  - table:\n"
                "      each: cities as c\n"
                "      group_row: {by: c, text: 왼쪽, right: 오른쪽}\n"
                "      columns: [{text: 칸}]\n",
        "\"제 \\n하나 \\n둘\"", "\"끝 \\n셋\"", "\"왼쪽 오른쪽\"");
}

static void
t37_blocks_start_on_the_grid(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - {paragraph: 하나}\n"
        "  - table: {each: cities as c, columns: [{text: \"{c.name}\"}], padding: 3pt}\n"
        "  - {paragraph: 둘}\n",
        1);
    const struct bb_run *one = find_text(&out, "하나"), *two = find_text(&out, "둘");
    /* a row of 22 pt takes 24 of the grid */
    assert_int_equal(two->y - one->y, BB_PT(16 + 24));
    assert_int_equal(one->y, BB_PT(TEXT_TOP) + BB_PT(12));
    finish(&out);
}

static void
gaps_are_word_spaces_of_their_width(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow: [{paragraph: {spans: [\"{label.tbd}\", {gap: 5mm}, \"{label.kind_visit}\"]}}]\n", 1);
    const struct bb_run *before = find_text(&out, "미정"), *after = find_text(&out, "방문");
    bb_len end = before->x;
    for (size_t i = 0; i < 2; i++)
        end += before->glyphs[i].advance;
    assert_int_equal(after->x - end, bb_len_from_mm(5));
    assert_string_equal(page_text(&out, 0), "미정 방문");
    finish(&out);
}

static void
t20_forms_of_other_languages_are_tagged_so(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        "briefbook_layout: 1\n"
        "page: {size: A6, inner: 15mm, outer: 10mm, top: 24pt, height: 160pt}\n"
        "styles: {body: {size: 10pt, leading: 16pt}}\n"
        "flow: [{paragraph: \"{cities.name} {cities.name|forms:zh-Hant,zh-Hans}\"}]\n",
        1);
    struct bb_buf dump;
    bb_buf_init(&dump, 0);
    bb_display_dump_tags(&out.display, &dump);
    assert_non_null(strstr(dump.ptr, "lang=zh-Hant \"重慶"));
    assert_non_null(strstr(dump.ptr, "lang=zh-Hans \"重庆"));
    assert_string_equal(find_text(&out, "重慶")->language, "zh-Hant");
    assert_string_equal(find_text(&out, "가")->language, "ko");
    bb_buf_finish(&dump);
    finish(&out);
}

static void
a_paragraph_over_two_pages_is_one_element(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n" EVENT_TITLES
        "  - {paragraph: {spans: [하나, {line: true}, 둘, {line: true}, 셋, {line: true}, 넷]}}\n",
        7);
    assert_int_equal(out.display.pages.len, 2);
    uint32_t tags[2] = {0};
    const struct bb_page *pages[] = {out.display.pages.at[0], out.display.pages.at[1]};
    for (size_t p = 0; p < 2; p++)
        for (size_t i = 0; i < pages[p]->items.len; i++)
            if (pages[p]->items.at[i].kind == BB_ITEM_MARK_BEGIN && (p == 0 || tags[1] == 0))
                tags[p] = pages[p]->items.at[i].as.tag;
    assert_int_equal(tags[0], tags[1]);
    finish(&out);
}

static void
sections_keep_their_label_with_the_first_line(void **state)
{
    (void)state;
    ASSERT_FLOW("flow:\n" EVENT_TITLES "  - section:\n"
                "      label: 이름표\n"
                "      above: 8pt\n"
                "      flow: [{paragraph: {spans: [하나, {line: true}, 둘]}}]\n",
        7, "제1/제2/제3/제4/제5/제6/제7/끝", "이름표하나 /둘");
}

static void
boxes_taller_than_a_page_go_on(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - box:\n"
        "      fill: \"#EEEEEE\"\n"
        "      inset_y: 8pt\n"
        "      flow: [{each: events as e, flow: [{paragraph: \"{e.title}\"}]}]\n",
        11);
    assert_int_equal(out.display.pages.len, 2);
    assert_string_equal(page_text(&out, 0), "제1/제2/제3/제4/제5/제6/제7/제8/제9");
    assert_string_equal(page_text(&out, 1), "제10/제11/끝");
    size_t fills = 0;
    for (size_t p = 0; p < 2; p++)
        for (size_t i = 0; i < out.display.pages.at[p]->items.len; i++)
            fills += out.display.pages.at[p]->items.at[i].kind == BB_ITEM_PATH
                && out.display.pages.at[p]->items.at[i].as.path.fill;
    assert_int_equal(fills, 2);
    assert_inside(&out);
    finish(&out);
}

static void
too_many_pages_are_refused(void **state)
{
    (void)state;
    struct laid_out out = {0};
    struct bb_limits few = BB_LIMITS_DEFAULT;
    few.pages = 2;
    reading_start(&out.pipeline);
    struct reading *pipeline = &out.pipeline;
    const struct bb_template *layout = pipeline_layout(pipeline,
        PIPELINE_HEAD
        "flow: [{each: events as e, start: page, flow: [{paragraph: \"{e.title}\"}]}]\n");
    struct bb_value *root = pipeline_trip(pipeline, make_trip(pipeline, 5));
    struct bb_composed composed =
        bb_compose_document(&pipeline->input, &pipeline->arena, layout, root, NULL, NULL);
    out.faces = bb_faces_create(&pipeline->input, BB_TEST_DIR "/fonts/fonts.yaml", NULL, 0);
    out.text = bb_text_create(&pipeline->arena, out.faces, &pipeline->diag);
    bb_display_init(&out.display, &pipeline->arena);
    assert_int_equal(bb_layout_document(layout, &composed, out.text,
                         bb_images_create(&pipeline->input), &few, &pipeline->diag, &out.display),
        BB_INVALID);
    assert_string_equal(pipeline_codes(pipeline), "E0701");
    finish(&out);
}

static void
headings_and_outline_never_skip_a_level(void **state)
{
    (void)state;
    struct laid_out out;
    struct bb_buf dump;
    lay_out_flow(&out,
        "flow:\n"
        "  - {heading: {level: 2, text: 하나}, entry: {title: label.tbd, level: 3}}\n"
        "  - {heading: {level: 5, text: 둘}, entry: {title: label.tbd, level: 5}}\n"
        "  - {heading: {level: 5, text: 셋}, entry: {title: label.tbd, level: 5}}\n"
        "  - {heading: {level: 3, text: 넷}, entry: {title: label.tbd, level: 4}}\n"
        "  - {paragraph: 끝}\n",
        1);
    const int levels[] = {1, 2, 2, 2};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(out.display.outline.at[i].level, levels[i]);
    bb_buf_init(&dump, 0);
    bb_display_dump_tags(&out.display, &dump);
    assert_non_null(strstr(dump.ptr, "H1 1 \"하나"));
    assert_non_null(strstr(dump.ptr, "H2 2 \"둘"));
    assert_non_null(strstr(dump.ptr, "H2 3 \"셋"));
    assert_non_null(strstr(dump.ptr, "H2 4 \"넷"));
    bb_buf_finish(&dump);
    finish(&out);
}

static void
t36_numbers_of_four_digits_have_room(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n"
        "  - {each: events as e, when: {e.id: last}, flow: [{paragraph: \"{e|page}쪽\"}]}\n"
        "  - {each: events as e, start: page, flow: [{paragraph: \"{e.title}\", anchor: e}]}\n",
        1000);
    assert_int_equal(out.display.pages.len, 1002);
    const struct bb_run *number = find_text(&out, "1002"), *unit = find_text(&out, "쪽");
    bb_len end = number->x;
    for (size_t i = 0; i < number->nglyphs; i++)
        end += number->glyphs[i].advance;
    assert_int_equal(unit->x, end);
    finish(&out);
}

static void
what_is_kept_together_breaks_where_it_must(void **state)
{
    (void)state;
    /* taller than a page: it breaks between its own blocks */
    ASSERT_FLOW("flow:\n"
                "  - {paragraph: 앞}\n"
                "  - keep: together\n"
                "    flow: [{each: events as e, flow: [{heading: {level: 1, text: \"{e.title}\"}}, "
                "{paragraph: 글}]}]\n",
        6, "앞/제1/글/제2/글/제3/글/제4/글", "제5/글/제6/글/끝/글");
}

static void
a_label_taller_than_its_first_lines_keeps_them(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out,
        "flow:\n" EVENT_TITLES "  - section:\n"
        "      rule: 0pt\n"
        "      above: 0pt\n"
        "      label: [{paragraph: {spans: [가, {line: true}, 나, {line: true}, 다]}}]\n"
        "      flow: [{paragraph: 하나}, {paragraph: 둘}, {paragraph: 셋}]\n",
        7);
    assert_string_equal(page_text(&out, 0), "제1/제2/제3/제4/제5/제6/제7/끝");
    assert_inside(&out);
    finish(&out);
}

/* What is reported of a layout, laid out. */
static void
assert_reported(const char *layout, const char *codes)
{
    struct laid_out out;
    lay_out(&out, layout, 1);
    assert_string_equal(pipeline_codes(&out.pipeline), codes);
    finish(&out);
}

/* T8: pieces of one look are one run, or readers see a space where there is none. */
static void
t8_pieces_of_one_look_are_one_run(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(
        &out, "flow: [{paragraph: {spans: [시장, 면담, {text: 장소, style: bold}]}}]\n", 1);
    const struct bb_run *run = find_text(&out, "시장면담");
    assert_int_equal(run->nglyphs, 4);
    assert_int_equal(run->glyphs[2].cluster, strlen("시장"));
    assert_non_null(find_text(&out, "장소"));
    finish(&out);
}

static void
what_is_placed_off_the_page_is_moved_in(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_flow(&out, "flow: [{paragraph: 글, place: {y: 380pt}}]\n", 1);
    const struct bb_page *page = out.display.pages.at[0];
    assert_int_equal(find_text(&out, "글")->y, page->height - BB_PT(4));
    finish(&out);
}

static void
what_has_no_room_is_reported(void **state)
{
    (void)state;
    assert_reported(
        PIPELINE_HEAD "flow: [{section: {label_width: 90mm, flow: [{space: 8pt}]}}]\n", "W0522");
    assert_reported(
        PIPELINE_HEAD "flow: [{box: {inset_x: 45mm, flow: [{space: 8pt}]}}]\n", "W0522");
    assert_reported(PIPELINE_HEAD "flow: [{paragraph: 글, place: {y: 410pt}}]\n", "W0523");
    assert_reported("briefbook_layout: 1\n"
                    "page: {size: A6, inner: 15mm, outer: 10mm, top: 24pt, height: 160pt}\n"
                    "styles: {body: {size: 10pt, leading: 16pt}}\n"
                    "masters: {run: {furniture: [{text: \"가나다 라마바 가나다 라마바 가나다 "
                    "라마바 가나다 라마바 "
                    "가나다\", baseline: 12pt}]}}\n"
                    "flow: [{paragraph: 글}]\n",
        "W0702");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(t30_a_heading_moves_with_what_follows),
        cmocka_unit_test(t30_a_heading_stays_where_two_lines_fit),
        cmocka_unit_test(t30_a_heading_keeps_with_the_first_row_of_a_table),
        cmocka_unit_test(t31_two_lines_at_foot_and_head),
        cmocka_unit_test(t32_a_broken_table_says_so_and_repeats_what_is_needed),
        cmocka_unit_test(t32_a_break_between_groups_needs_no_note),
        cmocka_unit_test(t33_a_row_taller_than_a_page_loses_nothing),
        cmocka_unit_test(t34_chapters_start_on_a_recto_and_blank_pages_stay_blank),
        cmocka_unit_test(t34_margins_mirror_on_verso_pages),
        cmocka_unit_test(a_page_of_placed_blocks_is_a_page),
        cmocka_unit_test(what_is_placed_off_the_page_is_moved_in),
        cmocka_unit_test(t8_pieces_of_one_look_are_one_run),
        cmocka_unit_test(t36_contents_show_the_right_pages),
        cmocka_unit_test(t36_leader_dots_stand_below_one_another),
        cmocka_unit_test(t36_leader_dots_have_a_style_of_their_own),
        cmocka_unit_test(t39_columns_follow_content_within_bounds),
        cmocka_unit_test(t39_natural_columns_grow_by_steps),
        cmocka_unit_test(t14_columns_by_content_break_words_that_have_no_room),
        cmocka_unit_test(t25_quotation_marks_are_those_of_the_language),
        cmocka_unit_test(t34_the_gutter_is_apart_from_the_margin),
        cmocka_unit_test(t35_heads_and_folios_name_their_page),
        cmocka_unit_test(t37_baselines_stand_on_one_grid_over_facing_pages),
        cmocka_unit_test(t38_a_caption_keeps_with_its_figure),
        cmocka_unit_test(t54_what_ends_a_paper_stands_after_its_last_text),
        cmocka_unit_test(t56_marks_stand_where_the_layout_puts_them),
        cmocka_unit_test(t12_turnover_lines_hang_under_the_first_letter),
        cmocka_unit_test(columns_fill_row_by_row_and_close_up),
        cmocka_unit_test(last_column_takes_the_rest),
        cmocka_unit_test(space_after_an_item_counts_in_its_row),
        cmocka_unit_test(labels_may_be_headings_outside_of_the_contents),
        cmocka_unit_test(cells_may_be_headings),
        cmocka_unit_test(what_parts_texts_ends_words),
        cmocka_unit_test(blocks_are_read_by_turn),
        cmocka_unit_test(t37_blocks_start_on_the_grid),
        cmocka_unit_test(gaps_are_word_spaces_of_their_width),
        cmocka_unit_test(t20_forms_of_other_languages_are_tagged_so),
        cmocka_unit_test(a_paragraph_over_two_pages_is_one_element),
        cmocka_unit_test(sections_keep_their_label_with_the_first_line),
        cmocka_unit_test(boxes_taller_than_a_page_go_on),
        cmocka_unit_test(headers_of_two_lines_push_the_rows_down),
        cmocka_unit_test(t32_a_foot_of_two_lines_stays_on_the_page),
        cmocka_unit_test(t32_a_split_row_says_so_too),
        cmocka_unit_test(headings_and_outline_never_skip_a_level),
        cmocka_unit_test(t36_numbers_of_four_digits_have_room),
        cmocka_unit_test(what_is_kept_together_breaks_where_it_must),
        cmocka_unit_test(a_label_taller_than_its_first_lines_keeps_them),
        cmocka_unit_test(what_has_no_room_is_reported),
        cmocka_unit_test(too_many_pages_are_refused),
        cmocka_unit_test(t32_rows_of_cards_stay_whole),
        cmocka_unit_test(columns_filled_down_are_read_in_their_order),
        cmocka_unit_test(columns_are_fewer_where_texts_would_wrap),
        cmocka_unit_test(a_heading_keeps_with_the_first_row_of_cards),
        cmocka_unit_test(t36_references_to_pages_before_are_sorted_and_joined),
        cmocka_unit_test(t36_references_to_pages_to_come_say_the_same),
        cmocka_unit_test(t36_more_references_than_a_column_holds_take_another_line),
        cmocka_unit_test(type_goes_down_by_half_points_until_it_fits),
        cmocka_unit_test(type_too_long_at_its_least_size_breaks),
        cmocka_unit_test(stacked_letters_stand_in_one_column),
        cmocka_unit_test(letters_of_other_scripts_are_rotated),
        cmocka_unit_test(links_turn_with_their_text),
        cmocka_unit_test(downward_text_wider_than_its_column_is_reported),
        cmocka_unit_test(tabs_share_the_height),
        cmocka_unit_test(t24_readings_leave_the_leading),
        cmocka_unit_test(t24_readings_have_room_in_a_cell),
        cmocka_unit_test(t24_readings_have_room_below_a_rule),
        cmocka_unit_test(t24_readings_shrink_with_their_text),
        cmocka_unit_test(t24_readings_are_elements),
        cmocka_unit_test(t13_scripts_leave_the_leading),
        cmocka_unit_test(t13_scripts_stay_with_their_base),
        cmocka_unit_test(t36_a_link_says_its_page_beside_pages_to_come),
        cmocka_unit_test(sections_and_bars_go_on_after_a_page_that_starts_inside),
        cmocka_unit_test(texts_of_a_group_row_stand_apart),
        cmocka_unit_test(an_index_holds_what_is_in_the_document),
        cmocka_unit_test(t32_groups_without_a_row_break_like_others),
        cmocka_unit_test(t32_a_merged_label_takes_room_where_it_shows),
        cmocka_unit_test(t32_t33_a_merged_label_comes_again_where_its_row_goes_on),
        cmocka_unit_test(t32_a_row_never_goes_on_alone),
        cmocka_unit_test(t32_a_card_never_goes_on_alone),
        cmocka_unit_test(t32_pages_far_before_give_way),
        cmocka_unit_test(t32_a_day_goes_on_only_where_much_room_would_be_left),
        cmocka_unit_test(t30_a_heading_moves_where_little_room_is_left_over),
        cmocka_unit_test(t30_a_label_keeps_its_content),
        cmocka_unit_test(t30_an_item_stays_with_its_first_below),
        cmocka_unit_test(t31_a_last_page_holds_more_than_a_line),
        cmocka_unit_test(pages_are_as_few_as_can_be),
        cmocka_unit_test(regions_fill_in_the_order_of_their_blocks),
        cmocka_unit_test(regions_go_on_in_the_next_frame_and_page),
        cmocka_unit_test(regions_mirror_on_verso_pages),
        cmocka_unit_test(a_block_higher_than_a_frame_splits_by_line),
        cmocka_unit_test(a_row_waits_for_a_frame_that_holds_it),
        cmocka_unit_test(a_table_says_that_it_is_continued_only_over_pages),
        cmocka_unit_test(pages_of_regions_begin_and_end_by_themselves),
        cmocka_unit_test(a_region_is_missed_where_the_trip_decides_the_page_kind),
        cmocka_unit_test(the_structure_of_regions_is_that_of_the_file),
        cmocka_unit_test(bands_are_as_high_as_they_are_said_to_be),
        cmocka_unit_test(fit_takes_the_mildest_step_that_is_enough),
        cmocka_unit_test(fit_changes_nothing_where_all_fits),
        cmocka_unit_test(fit_begins_where_the_layout_says),
        cmocka_unit_test(fit_keeps_type_above_its_floor),
        cmocka_unit_test(fit_leaves_other_regions_as_they_are),
        cmocka_unit_test(fit_says_nothing_of_its_trials),
        cmocka_unit_test(fit_names_what_is_lacking_and_the_longest),
        cmocka_unit_test(fit_counts_the_pages_of_the_text_too),
        cmocka_unit_test(fit_is_not_met_by_what_is_cut_off),
        cmocka_unit_test(backs_stand_behind_their_fronts),
        cmocka_unit_test(pages_without_backs_fill_sheet_after_sheet),
        cmocka_unit_test(links_and_destinations_move_with_their_pages),
        cmocka_unit_test(cut_marks_stay_off_the_pages),
        cmocka_unit_test(panels_bleed_as_far_as_there_is_room),
        cmocka_unit_test(marks_stand_on_the_cuts_where_there_is_no_margin),
        cmocka_unit_test(folds_are_marked_on_both_sides_in_one_place),
        cmocka_unit_test(t30_t33_hold_for_random_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

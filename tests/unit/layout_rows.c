/* Rows of docs/typography.md on small pages: 80 mm wide and 160 pt high, ten lines of 16 pt. */
#include "layout_rows.h"

#include "laid_out.h"

#define HEAD                                                                            \
    "briefbook_layout: 1\n"                                                             \
    "page: {size: A6, inner: 15mm, outer: 10mm, top: 24pt, height: 160pt, grid: 8pt}\n" \
    "styles:\n"                                                                         \
    "  body: {font: sans, size: 10pt, leading: 16pt}\n"                                 \
    "  head: {parent: body, size: 14pt, leading: 24pt}\n"                               \
    "  small: {parent: body, size: 7pt, leading: 11pt}\n"

/* The run of a page that begins with `text`, on whichever page it is. */
static const struct bb_run *
find_run(const struct laid_out *out, size_t page, const char *text)
{
    const struct bb_page *at = out->display.pages.at[page];
    for (size_t i = 0; i < at->items.len; i++)
        if (at->items.at[i].kind == BB_ITEM_RUN && bb_str_starts(at->items.at[i].as.run.text, text))
            return &at->items.at[i].as.run;
    fail_msg("no run begins with %s", text);
    return NULL;
}

/* Korean marks are proportional and of the Latin font, Chinese ones a square. */
void
t25_quotation_marks_are_those_of_the_language(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out_trip(&out,
        HEAD "flow: [{paragraph: \"{trip.title}\"}, {paragraph: \"{trip.title|form:zh-Hans}\"}]\n",
        "briefbook: 1\n"
        "trip: {id: t, title: {ko: “가”., zh-Hans: “甲”。}, from: 2024-07-24, to: 2024-07-26, "
        "home: {city: 서울, timezone: Asia/Seoul}}\n"
        "cities: [{id: a, name: 가, timezone: Asia/Seoul, days: [{date: 2024-07-24}]}]\n",
        0);
    ASSERT_PAGES(&out, "“가”./“甲”。");
    assert_true(find_run(&out, 0, "“")->glyphs[0].advance < BB_PT(5));
    assert_int_equal(find_run(&out, 0, "“甲")->glyphs[0].advance, BB_PT(10));
    finish(&out);
}

void
t34_the_gutter_is_apart_from_the_margin(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        "briefbook_layout: 1\n"
        "page: {size: A6, duplex: true, inner: 20mm, outer: 10mm, gutter: 5mm, top: 24pt, height: "
        "160pt}\n"
        "styles: {body: {size: 10pt, leading: 16pt}}\n"
        "flow: [{paragraph: 하나}, {paragraph: 둘, start: page}, {paragraph: 셋, start: recto}]\n",
        1);
    assert_int_equal(find_run(&out, 0, "하나")->x, bb_len_from_mm(20) + bb_len_from_mm(5));
    assert_int_equal(find_run(&out, 1, "둘")->x, bb_len_from_mm(10));
    assert_int_equal(find_run(&out, 2, "셋")->x, bb_len_from_mm(20) + bb_len_from_mm(5));
    finish(&out);
}

void
t35_heads_and_folios_name_their_page(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        HEAD
        "masters: {run: {furniture: [{text: \"{page.part.name}\", side: outer, baseline: 12pt}, "
        "{text: \"{page.number} / {page.count}\", side: outer, zone: foot, baseline: 200pt}]}}\n"
        "flow:\n"
        "  - {paragraph: 하나, part: {name: trip.title}, master: run}\n"
        "  - {each: cities as c, start: page, part: {name: c.name}, flow: [{paragraph: 둘}]}\n",
        1);
    ASSERT_PAGES(&out, "하나/[여행]/[1 / 2]", "둘/[가]/[2 / 2]");
    finish(&out);
}

/* Headings, rows and small type between them never move running text off the lines of 8 pt, which
 * are the same on either page. */
void
t37_baselines_stand_on_one_grid_over_facing_pages(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        HEAD "flow:\n"
             "  - {paragraph: 하나}\n"
             "  - {heading: {level: 1, text: 표제}, style: head, before: 5pt, after: 3pt}\n"
             "  - each: events as e\n"
             "    flow:\n"
             "      - {paragraph: \"{e.title}\"}\n"
             "      - {paragraph: 주석, style: small}\n"
             "  - table: {each: cities as c, columns: [{text: \"{c.name}\"}], padding: 3pt}\n"
             "  - {paragraph: 둘}\n",
        9);
    size_t found = 0;
    assert_true(out.display.pages.len >= 2);
    for (size_t i = 0; i < out.display.pages.len; i++) {
        const struct bb_page *page = out.display.pages.at[i];
        for (size_t k = 0; k < page->items.len; k++) {
            const struct bb_run *run = &page->items.at[k].as.run;
            if (page->items.at[k].kind != BB_ITEM_RUN || bb_str_starts(run->text, "주")
                || bb_str_starts(run->text, "가") || bb_str_starts(run->text, "표"))
                continue;
            assert_int_equal((run->y - BB_PT(TEXT_TOP)) % BB_PT(8), BB_PT(4));
            found++;
        }
    }
    assert_true(found >= 12);
    finish(&out);
}

/* Nine lines, a figure of 42 pt and its caption: neither stays behind. */
void
t38_a_caption_keeps_with_its_figure(void **state)
{
    (void)state;
    static const char *const figures[] = {
        "  - {qr: {text: A, size: 15mm}, keep: next}\n  - {paragraph: 설명}\n",
        "  - {paragraph: 설명, keep: next}\n  - {qr: {text: A, size: 15mm}}\n",
    };
    for (size_t i = 0; i < 2; i++) {
        struct laid_out out;
        struct bb_arena arena;
        bb_arena_init(&arena);
        lay_out(&out,
            bb_arena_printf(&arena,
                HEAD "flow:\n"
                     "  - {each: events as e, flow: [{paragraph: \"{e.title}\"}]}\n%s",
                figures[i])
                .ptr,
            6);
        ASSERT_PAGES(&out, "제1/제2/제3/제4/제5/제6/끝", "설명");
        size_t paths = 0;
        for (size_t k = 0; k < out.display.pages.at[1]->items.len; k++)
            paths += out.display.pages.at[1]->items.at[k].kind == BB_ITEM_PATH;
        assert_int_equal(paths, 1);
        finish(&out);
        bb_arena_finish(&arena);
    }
}

/* Two half-widths after it: one em. */
void
t54_what_ends_a_paper_stands_after_its_last_text(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        HEAD "lists: {attached: [{number: 1., at: 0pt, text: 20pt}]}\n"
             "flow:\n"
             "  - flow:\n"
             "      - {paragraph: 본문이다.}\n"
             "      - section:\n"
             "          label: 붙임\n"
             "          label_width: 20mm\n"
             "          flow: [{list: {each: events as e, text: \"{e.title}\", lists: attached}}]\n"
             "    ending: 마침.\n",
        1);
    ASSERT_PAGES(&out, "본문이다./붙임1.제1/2.끝 마침.");
    const struct bb_run *last = find_run(&out, 0, "마침"), *before = find_run(&out, 0, "끝");
    assert_int_equal(last->y, before->y);
    assert_int_equal(last->x - run_end(before), BB_PT(10));
    finish(&out);
}

/* Free text: once on the cover, at the foot of every page after it; what is not given is gone. */
void
t56_marks_stand_where_the_layout_puts_them(void **state)
{
    (void)state;
    static const char layout[] = HEAD
        "labels: {copy: 사본}\n"
        "masters:\n"
        "  bare: {}\n"
        "  marked: {furniture: [{spans: [\"{trip.marks.classification}\", {gap: 2mm}, "
        "\"{trip.marks.embargo}\", {gap: 2mm}, \"{label.copy} {trip.marks.copy}\"], side: inner, "
        "zone: foot, baseline: 200pt}]}\n"
        "flow:\n"
        "  - {paragraph: \"{trip.marks.classification}\", place: {x: 40mm, y: 0pt}, master: bare}\n"
        "  - {paragraph: 하나, start: page, master: marked}\n"
        "  - {paragraph: 둘, start: page}\n";
    static const char trip[] =
        "briefbook: 1\n"
        "trip: {id: t, title: 여행, from: 2024-07-24, to: 2024-07-26, home: {city: 서울, "
        "timezone: Asia/Seoul}, marks: {classification: 대외비, embargo: "
        "2024-07-23T11:15+09:00%s}}\n"
        "cities: [{id: a, name: 가, timezone: Asia/Seoul, days: [{date: 2024-07-24}]}]\n";
    static const char *const cases[][2] = {
        {", copy: 07", "[대외비 2024. 7. 23. 11:15 사본 07]"}, {"", "[대외비 2024. 7. 23. 11:15]"}};
    for (size_t i = 0; i < 2; i++) {
        struct laid_out out;
        struct bb_arena arena;
        bb_arena_init(&arena);
        lay_out_trip(&out, layout, bb_arena_printf(&arena, trip, cases[i][0]).ptr, 0);
        const char *one = bb_arena_printf(&arena, "하나/%s", cases[i][1]).ptr;
        const char *two = bb_arena_printf(&arena, "둘/%s", cases[i][1]).ptr;
        ASSERT_PAGES(&out, "대외비", one, two);
        assert_int_equal(find_run(&out, 0, "대외비")->x, bb_len_from_mm(15) + bb_len_from_mm(40));
        finish(&out);
        bb_arena_finish(&arena);
    }
}

/* For tests: a layout given as YAML, laid out with a trip of two days, and its pages as text. */
#ifndef BB_TEST_LAID_OUT_H
#define BB_TEST_LAID_OUT_H

#include "pipeline.h"

#include "display/display.h"
#include "layout/layout.h"

struct laid_out {
    struct reading pipeline;
    struct bb_faces *faces;
    struct bb_text *text;
    struct bb_display display;
    enum bb_status status;
};

enum { TEXT_TOP = 24, TEXT_BOTTOM = 24 + 160 }; /* pt */
enum { TEXT_OUTER = 10 };                       /* mm */

static const char head[] = "briefbook: 1\n"
                           "trip: {id: t, title: 여행, from: 2024-07-24, to: 2024-07-26, home: "
                           "{city: 서울, timezone: Asia/Seoul}}\n"
                           "cities:\n"
                           "  - id: a\n"
                           "    name: {ko: 가, zh-Hant: 重慶, zh-Hans: 重庆}\n"
                           "    timezone: Asia/Seoul\n";

/* A trip of two days with events titled 1 to `count` on the first and one on the second. */
static inline const char *
make_trip(struct reading *pipeline, int count)
{
    struct bb_buf buf;
    bb_buf_init(&buf, 0);
    bb_buf_append_text(&buf, head);
    bb_buf_append_text(&buf, "    days:\n      - date: 2024-07-24\n        events:\n");
    for (int i = 1; i <= count; i++)
        bb_buf_printf(&buf, "          - {id: e%d, start: tbd, title: 제%d}\n", i, i);
    bb_buf_append_text(
        &buf, "      - date: 2024-07-25\n        events: [{id: last, start: tbd, title: 끝}]\n");
    const char *text = bb_arena_str(&pipeline->arena, bb_buf_str(&buf)).ptr;
    bb_buf_finish(&buf);
    return text;
}

/* `trip` NULL: that of make_trip. */
static inline void
lay_out_trip(struct laid_out *out, const char *layout_yaml, const char *trip, int events)
{
    reading_start(&out->pipeline);
    struct reading *pipeline = &out->pipeline;
    const struct bb_template *layout = pipeline_layout(pipeline, layout_yaml);
    struct bb_value *root = pipeline_trip(pipeline, trip ? trip : make_trip(pipeline, events));
    assert_string_equal(pipeline_codes(pipeline), "");
    struct bb_composed composed =
        bb_compose_document(&pipeline->input, &pipeline->arena, layout, root, NULL, NULL);
    out->faces = bb_faces_create(&pipeline->input, BB_TEST_DIR "/fonts/fonts.yaml", NULL, 0);
    assert_non_null(out->faces);
    out->text = bb_text_create(&pipeline->arena, out->faces, &pipeline->diag);
    bb_display_init(&out->display, &pipeline->arena);
    out->status = bb_layout_document(layout, &composed, out->text,
        bb_images_create(&pipeline->input), &pipeline->limits, &pipeline->diag, &out->display);
    const char *fault = NULL;
    if (out->status == BB_OK && bb_display_finish(&out->display, &fault) != BB_OK)
        fail_msg("%s", fault);
}

static inline void
lay_out(struct laid_out *out, const char *layout_yaml, int events)
{
    lay_out_trip(out, layout_yaml, NULL, events);
}

static inline void
lay_out_flow(struct laid_out *out, const char *flow, int events)
{
    struct bb_arena arena;
    bb_arena_init(&arena);
    lay_out(out, bb_arena_printf(&arena, PIPELINE_HEAD "%s", flow).ptr, events);
    bb_arena_finish(&arena);
}

static inline void
finish(struct laid_out *out)
{
    bb_text_destroy(out->text);
    bb_faces_destroy(out->faces);
    reading_finish(&out->pipeline);
}

/* The text of a page, runs on one baseline joined, lines parted by '/', in the order painted;
 * artifacts in brackets. */
static inline const char *
page_text(struct laid_out *out, size_t page)
{
    struct bb_buf buf;
    bb_buf_init(&buf, 0);
    bool artifact = false, bracket = false;
    bb_len baseline = -1;
    const struct bb_page *at = out->display.pages.at[page];
    for (size_t i = 0; i < at->items.len; i++) {
        const struct bb_item *item = &at->items.at[i];
        if (item->kind == BB_ITEM_ARTIFACT_BEGIN)
            artifact = true;
        else if (item->kind == BB_ITEM_MARK_BEGIN)
            artifact = false;
        if (item->kind != BB_ITEM_RUN)
            continue;
        const struct bb_run *run = &item->as.run;
        bool line = baseline >= 0 && run->y != baseline;
        if (bracket && (line || !artifact))
            bb_buf_append_char(&buf, ']');
        if (line)
            bb_buf_append_char(&buf, '/');
        if (artifact && (line || !bracket))
            bb_buf_append_char(&buf, '[');
        bracket = artifact;
        baseline = run->y;
        bb_buf_append_str(&buf, run->text);
    }
    bb_buf_append_text(&buf, bracket ? "]" : "");
    const char *text = bb_arena_str(&out->pipeline.arena, bb_buf_str(&buf)).ptr;
    bb_buf_finish(&buf);
    return text;
}

static inline void
assert_pages(struct laid_out *out, const char *const *pages, size_t count)
{
    assert_int_equal(out->display.pages.len, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(page_text(out, i), pages[i]);
}

#define ASSERT_PAGES(out, ...)                              \
    assert_pages((out), (const char *const[]){__VA_ARGS__}, \
        sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* Of a layout: a paragraph for each event of the trip. */
#define EVENT_TITLES "  - {each: events as e, flow: [{paragraph: \"{e.title}\"}]}\n"

static inline void
assert_flow(const char *flow, int events, const char *const *pages, size_t count)
{
    struct laid_out out;
    lay_out_flow(&out, flow, events);
    assert_pages(&out, pages, count);
    finish(&out);
}

/* For tests of nothing but what stands on which page. */
#define ASSERT_FLOW(flow, events, ...)                                \
    assert_flow((flow), (events), (const char *const[]){__VA_ARGS__}, \
        sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static inline bb_len
run_end(const struct bb_run *run)
{
    bb_len end = run->x;
    for (size_t i = 0; i < run->nglyphs; i++)
        end += run->glyphs[i].advance;
    return end;
}

static inline bool
ends_in_space(const struct bb_run *run)
{
    return run->text.len > 0 && run->text.ptr[run->text.len - 1] == ' ';
}

/* No text outside the text area, but for furniture and the space at a line's end; beside it none
 * nearer to an edge than a page of either side has it. */
static inline void
assert_inside(struct laid_out *out)
{
    for (size_t i = 0; i < out->display.pages.len; i++) {
        const struct bb_page *page = out->display.pages.at[i];
        for (size_t k = 0; k < page->items.len; k++)
            if (page->items.at[k].kind == BB_ITEM_RUN) {
                const struct bb_run *run = &page->items.at[k].as.run;
                assert_true(run->y > BB_PT(TEXT_TOP) && run->y < BB_PT(TEXT_BOTTOM));
                assert_true(run->x >= bb_len_from_mm(TEXT_OUTER));
                bb_len hanging = ends_in_space(run) ? run->glyphs[run->nglyphs - 1].advance : 0;
                assert_true(run_end(run) - hanging <= page->width - bb_len_from_mm(TEXT_OUTER));
            }
    }
}

/* The run of page 0 that holds `text`. */
static inline const struct bb_run *
find_text(const struct laid_out *out, const char *text)
{
    const struct bb_page *page = out->display.pages.at[0];
    for (size_t i = 0; i < page->items.len; i++)
        if (page->items.at[i].kind == BB_ITEM_RUN
            && memmem(page->items.at[i].as.run.text.ptr, page->items.at[i].as.run.text.len, text,
                strlen(text)))
            return &page->items.at[i].as.run;
    fail_msg("no run holds %s", text);
    return NULL;
}

#endif

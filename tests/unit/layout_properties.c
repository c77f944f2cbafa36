/* T30-T33 as properties of random documents on a small page: nothing is lost or doubled, nothing is
 * painted outside the text, a heading stands with what follows it, a table's header with a row.
 *
 * Layouts are grown from a seed, block by block, out of all kinds; every text is a word that comes
 * nowhere else. Examples of single rules are in test_layout.c; this finds how they meet. */
#include "pipeline.h"
#include <stdio.h>

#include "layout_properties.h"

#include "display/display.h"
#include "growth.h"
#include "layout/layout.h"

enum { SEEDS = 60, DEPTH = 3, TOP = 24, BOTTOM = 24 + 160, LEFT_MM = 15, RIGHT_MM = 95 };

/* --- growing ---------------------------------------------------------------------------------- */

/* One to a few lines, by forced breaks or by their length. */
static void
add_paragraph(struct growth *growth)
{
    if (pick(growth, 2) == 0) {
        add(growth, "{paragraph: \"");
        add_words(growth, 1 + pick(growth, 40));
        add(growth, "\"}");
        return;
    }
    add(growth, "{paragraph: {spans: [");
    for (int lines = 1 + pick(growth, 14); lines > 0; lines--) {
        add_words(growth, 1);
        add(growth, lines > 1 ? ", {line: true}, " : "");
    }
    add(growth, "]}}");
}

static void add_flow(struct growth *growth, int depth, int most);

static void
add_heading(struct growth *growth, int depth)
{
    bb_buf_printf(&growth->yaml, "{heading: {level: %d, text: ", 1 + pick(growth, 6));
    add_words(growth, 1);
    add(growth, "}}, ");
    if (pick(growth, 3) == 0)
        add(growth, "{rule: 0.5pt}, ");
    add(growth, "{flow: [");
    add_flow(growth, depth + 1, 2);
    add(growth, "]}");
}

static void
add_section(struct growth *growth, int depth)
{
    add(growth, "{section: {label_width: 18mm, label: \"");
    add_words(growth, 1 + pick(growth, 4));
    add(growth, "\", flow: [");
    add_flow(growth, depth + 1, 3);
    add(growth, "]}}");
}

static void
add_box(struct growth *growth, int depth)
{
    add(growth, "{box: {fill: \"#EEEEEE\", rule: 1pt, inset_x: 2mm, inset_y: 8pt, flow: [");
    add_flow(growth, depth + 1, 3);
    add(growth, "]}}");
}

static void
add_columns(struct growth *growth, int depth)
{
    add(growth, "{columns: {across: 2, row_step: 8pt, items: [");
    for (int items = 1 + pick(growth, 4); items > 0; items--) {
        add(growth, "[");
        add_flow(growth, depth + 2, 2);
        add(growth, items > 1 ? "], " : "]");
    }
    add(growth, "]}}");
}

static void
add_table(struct growth *growth)
{
    bool header = pick(growth, 2) == 0;
    add(growth,
        "{table: {rules: {top: 1pt, header: 0.5pt, row: 0.25pt, end: 0.5pt}, padding: 3pt, ");
    bb_buf_printf(&growth->yaml, "row_step: %dpt, continued: {head: 계속}, columns: [",
        8 * (1 + pick(growth, 3)));
    for (int i = 0; i < 3; i++) {
        add(growth, header ? "{title: " : "{");
        if (header)
            add_words(growth, 1);
        add(growth, i < 2 ? "}, " : "}], rows: [");
    }
    for (int rows = 1 + pick(growth, 9); rows > 0; rows--) {
        for (int i = 0; i < 3; i++) {
            add(growth, i == 0 ? "[\"" : "\"");
            add_words(growth, pick(growth, 8) == 0 ? 1 + pick(growth, 60) : 1 + pick(growth, 3));
            add(growth, i < 2 ? "\", " : rows > 1 ? "\"], " : "\"]");
        }
    }
    add(growth, "]}}");
}

/* The trip's events under their days: cells with blocks, merged cells, group rows. */
static void
add_schedule(struct growth *growth)
{
    growth->events = true;
    add(growth,
        "{table: {each: [days as d, d.events as e], padding: 3pt, row_step: 8pt, "
        "rules: {top: 1pt, header: 0.5pt, row: 0.25pt, end: 0.5pt}, columns: [");
    add(growth,
        pick(growth, 2) ? "{title: 날, text: \"{d.city.name}\", merge: true}, "
                        : "{text: \"{d.city.name}\", merge: true}, ");
    add(growth,
        pick(growth, 2) ? "{text: \"{e.title}\"}]"
                        : "{flow: [{paragraph: \"{e.title}\"}, {paragraph: 둘}]}]");
    if (pick(growth, 2))
        add(growth, ", group_row: {by: d, text: \"{d.date|weekday}\", height: 16pt, rule: 0.5pt}");
    if (pick(growth, 2))
        add(growth, ", continued: {head: 계속, foot: \"{d.date|weekday}은 다음 쪽\"}");
    add(growth, "}}");
}

static void
add_block(struct growth *growth, int depth)
{
    int kind = pick(growth, depth < DEPTH ? 12 : 3);
    if (kind < 3)
        add_paragraph(growth);
    else if (kind < 5)
        add_heading(growth, depth);
    else if (kind == 5)
        add_section(growth, depth);
    else if (kind == 6)
        add_box(growth, depth);
    else if (kind == 7)
        add_columns(growth, depth);
    else if (kind == 8 && depth == 0 && !growth->events)
        add_schedule(growth);
    else if (kind == 9) {
        add(growth, pick(growth, 2) ? "{keep: together, flow: [" : "{before: 16pt, flow: [");
        add_flow(growth, depth + 1, 3);
        add(growth, "]}");
    } else if (kind == 10)
        bb_buf_printf(&growth->yaml, "{space: %dpt}", 8 * pick(growth, 12));
    else
        add_table(growth);
}

/* Blocks, the last of which holds a text. */
static void
add_flow(struct growth *growth, int depth, int most)
{
    for (int blocks = pick(growth, most); blocks > 0; blocks--) {
        add_block(growth, depth);
        add(growth, ", ");
    }
    add_paragraph(growth);
}

static const char *
grow_layout(struct growth *growth, struct bb_arena *arena)
{
    add(growth, PIPELINE_HEAD "flow: [");
    for (int parts = 0; parts < 4; parts++) {
        static const char *const starts[] = {"", "start: page, ", "start: recto, "};
        bb_buf_printf(&growth->yaml, "{%sflow: [", starts[pick(growth, 3)]);
        add_flow(growth, 0, 6);
        add(growth, parts < 3 ? "]}, " : "]}]\n");
    }
    const char *yaml = bb_arena_str(arena, bb_buf_str(&growth->yaml)).ptr;
    bb_buf_finish(&growth->yaml);
    return yaml;
}

static const char *
grow_trip(struct growth *growth, struct bb_arena *arena)
{
    bb_buf_init(&growth->yaml, 0);
    add(growth,
        "briefbook: 1\n"
        "trip: {id: t, title: 여행, from: 2024-07-24, to: 2024-07-26, home: {city: 서울, "
        "timezone: Asia/Seoul}}\n"
        "cities:\n  - id: a\n    name: 가\n    timezone: Asia/Seoul\n    days:\n");
    for (int day = 24; day < 27; day++) {
        bb_buf_printf(&growth->yaml, "      - date: 2024-07-%d\n        events:\n", day);
        for (int events = 1 + pick(growth, 9); events > 0; events--) {
            bb_buf_printf(
                &growth->yaml, "          - {id: e%d, start: tbd, title: ", growth->words);
            add_words(growth, 1 + pick(growth, 12));
            add(growth, "}\n");
        }
    }
    const char *yaml = bb_arena_str(arena, bb_buf_str(&growth->yaml)).ptr;
    bb_buf_finish(&growth->yaml);
    return yaml;
}

/* --- checking --------------------------------------------------------------------------------- */

/* What is marked for an element. */
struct marked {
    struct bb_buf text;
    uint32_t first, last; /* pages from 1; 0: none */
};

static int
count(const struct bb_buf *buf, const char *word)
{
    int found = 0;
    for (const char *at = buf->ptr; at && (at = strstr(at, word)); at++)
        found++;
    return found;
}

static void
check_inside(const struct bb_item *item)
{
    bb_len left = bb_len_from_mm(LEFT_MM), right = bb_len_from_mm(RIGHT_MM) + BB_PT(4);
    if (item->kind == BB_ITEM_RUN) {
        bb_len x = item->as.run.x;
        assert_true(item->as.run.y > BB_PT(TOP) && item->as.run.y <= BB_PT(BOTTOM));
        for (size_t i = 0; i < item->as.run.nglyphs; i++)
            x += item->as.run.glyphs[i].advance;
        assert_true(item->as.run.x >= left - 1 && x <= right);
    }
    for (size_t i = 0; item->kind == BB_ITEM_PATH && i < item->as.path.len; i++) {
        const struct bb_path_segment *at = &item->as.path.segments[i];
        if (at->op == BB_PATH_CLOSE)
            continue;
        assert_true(at->y[0] >= BB_PT(TOP) && at->y[0] <= BB_PT(BOTTOM));
        assert_true(at->x[0] >= left - 1 && at->x[0] <= right);
    }
}

static struct marked *
read_pages(struct bb_arena *arena, const struct bb_display *display)
{
    struct marked *marked = BB_NEW_ARRAY(arena, struct marked, display->tags.len);
    for (uint32_t p = 0; p < display->pages.len; p++) {
        struct marked *open = NULL;
        for (size_t i = 0; i < display->pages.at[p]->items.len; i++) {
            const struct bb_item *item = &display->pages.at[p]->items.at[i];
            check_inside(item);
            if (item->kind == BB_ITEM_MARK_BEGIN) {
                open = &marked[item->as.tag];
                open->last = p + 1;
                open->first = open->first > 0 ? open->first : p + 1;
            } else if (item->kind == BB_ITEM_ARTIFACT_BEGIN || item->kind == BB_ITEM_MARK_END)
                open = NULL;
            else if (item->kind == BB_ITEM_RUN && open)
                bb_buf_append_str(&open->text, item->as.run.text);
        }
    }
    return marked;
}

/* The first page that shows something of an element; 0: none does. */
static uint32_t
first_page(const struct marked *marked, const struct bb_tag *tag)
{
    uint32_t first = marked[tag->id].first;
    for (const struct bb_tag *child = tag->first; child; child = child->next) {
        uint32_t page = first_page(marked, child);
        if (page > 0 && (first == 0 || page < first))
            first = page;
    }
    return first;
}

/* T30: a heading with what follows it; T32: a table's header with its first row. */
static void
check_kept(const struct marked *marked, const struct bb_tag *tag)
{
    bool heading = tag->role >= BB_ROLE_H1 && tag->role <= BB_ROLE_H6;
    bool header = tag->role == BB_ROLE_TR && tag->parent->first == tag && tag->first
        && tag->first->role == BB_ROLE_TH && tag->first->scope == BB_SCOPE_COLUMN;
    if ((heading || header) && tag->next)
        assert_int_equal(heading ? marked[tag->id].last : first_page(marked, tag),
            first_page(marked, tag->next));
    for (const struct bb_tag *child = tag->first; child; child = child->next)
        check_kept(marked, child);
}

/* Headings go down one level at a time (PDF/UA-1, 7.4.2). */
static void
check_levels(const struct bb_display *display)
{
    int level = 0;
    for (size_t i = 0; i < display->tags.len; i++) {
        int role = (int)display->tags.at[i]->role - BB_ROLE_H1 + 1;
        if (role < 1 || role > 6)
            continue;
        assert_true(role <= level + 1);
        level = role;
    }
}

static void
check_document(struct bb_arena *arena, const struct bb_display *display, int first, int words)
{
    struct marked *marked = read_pages(arena, display);
    struct bb_buf all;
    char word[32];
    bb_buf_init(&all, 0);
    for (size_t i = 0; i < display->tags.len; i++) {
        bb_buf_append_str(&all, bb_buf_str(&marked[i].text));
        bb_buf_append_char(&all, '\n');
        bb_buf_finish(&marked[i].text);
    }
    for (int i = first; i < words; i++) {
        snprintf(word, sizeof word, "제%d끝", i);
        if (count(&all, word) != 1)
            fail_msg("%s stands %d times", word, count(&all, word));
    }
    bb_buf_finish(&all);
    check_kept(marked, display->tags.at[0]);
    check_levels(display);
}

static void
try_seed(int seed)
{
    struct growth growth = {.state = (uint64_t)seed * 0x9E3779B97F4A7C15u};
    struct reading pipeline;
    struct bb_display display;
    const char *fault = "";
    reading_start(&pipeline);
    const char *trip = grow_trip(&growth, &pipeline.arena);
    int own = growth.words;
    bb_buf_init(&growth.yaml, 0);
    const char *yaml = grow_layout(&growth, &pipeline.arena);
    const struct bb_template *layout = pipeline_layout(&pipeline, yaml);
    struct bb_value *root = pipeline_trip(&pipeline, trip);
    assert_string_equal(pipeline_codes(&pipeline), "");
    struct bb_composed composed =
        bb_compose_document(&pipeline.input, &pipeline.arena, layout, root, NULL, NULL);
    struct bb_faces *faces =
        bb_faces_create(&pipeline.input, BB_TEST_DIR "/fonts/fonts.yaml", NULL, 0);
    struct bb_text *text = bb_text_create(&pipeline.arena, faces, &pipeline.diag);
    bb_display_init(&display, &pipeline.arena);
    assert_int_equal(bb_layout_document(layout, &composed, text, bb_images_create(&pipeline.input),
                         &pipeline.limits, &pipeline.diag, &display),
        BB_OK);
    assert_int_equal(bb_display_finish(&display, &fault), BB_OK);
    check_document(&pipeline.arena, &display, growth.events ? 0 : own, growth.words);
    bb_text_destroy(text);
    bb_faces_destroy(faces);
    reading_finish(&pipeline);
}

void
t30_t33_hold_for_random_documents(void **state)
{
    (void)state;
    for (int seed = 1; seed <= SEEDS; seed++) {
        try_seed(seed);
    }
}

/* Fit: which step is taken, held against a full layout of every step; that nothing stands out of
 * its frame or over something else; and what is said where no step is enough. */
#include "layout_fit.h"

#include <stdio.h>

#include "growth.h"
#include "laid_out.h"
#include "layout/fit.h"

enum { DOCUMENTS = 200, FRAMES = 4, FRAME_WIDTH = 120, FRAME_HEIGHT = 150 };

/* Four quarters of a page of A6, as a handout has them. */
static const bb_len frame_x[FRAMES] = {BB_PT(12), BB_PT(12), BB_PT(160), BB_PT(160)};
static const bb_len frame_y[FRAMES] = {BB_PT(30), BB_PT(210), BB_PT(30), BB_PT(210)};

#define QUARTERS                                                                                \
    "briefbook_layout: 1\n"                                                                     \
    "page: {size: A6, inner: 10mm, outer: 10mm, top: 24pt, height: 360pt}\n"                    \
    "styles:\n"                                                                                 \
    "  body: {font: sans, size: 10pt, leading: 14pt}\n"                                         \
    "  small: {parent: body, size: 7pt, leading: 10pt}\n"                                       \
    "  head: {parent: body, size: 12pt, leading: 18pt, keep: next, before: 10pt, after: 4pt}\n" \
    "masters:\n"                                                                                \
    "  m:\n"                                                                                    \
    "    regions:\n"                                                                            \
    "      left: [{x: 12pt, y: 30pt, width: 120pt, height: 150pt}, "                            \
    "{x: 12pt, y: 210pt, width: 120pt, height: 150pt}]\n"                                       \
    "      right: [{x: 160pt, y: 30pt, width: 120pt, height: 150pt}, "                          \
    "{x: 160pt, y: 210pt, width: 120pt, height: 150pt}]\n"                                      \
    "    unfolded: {left: [{x: 12pt, y: 30pt, width: 120pt, height: 330pt}], "                  \
    "right: [{x: 160pt, y: 30pt, width: 120pt, height: 330pt}]}\n"

#define STEPS                                                                                   \
    "fit: {pages: 1, steps: [{space: 60%}, {leading: 85%}, {size: 80%}, {regions: unfolded}], " \
    "floor: 8pt}\n"

/* The steps in words of their own: five per cent at a time, one after the other. */
static size_t
list_scales(struct bb_scale *scales)
{
    struct bb_scale scale = BB_SCALE_FULL;
    size_t count = 0;
    scales[count++] = scale;
    while (scale.space > 60) {
        scale.space -= 5;
        scales[count++] = scale;
    }
    while (scale.leading > 85) {
        scale.leading -= 5;
        scales[count++] = scale;
    }
    while (scale.size > 80) {
        scale.size -= 5;
        scales[count++] = scale;
    }
    scale.unfolded = true;
    scales[count++] = scale;
    return count;
}

/* --- documents grown from a seed -------------------------------------------------------------- */

static void
add_table(struct growth *growth)
{
    bb_buf_printf(&growth->yaml, "table: {padding: %dpt, ", pick(growth, 6));
    if (pick(growth, 2) == 0)
        bb_buf_printf(&growth->yaml, "row_step: %dpt, ", 4 * (1 + pick(growth, 3)));
    add(growth,
        "rules: {top: 1pt, row: 0.25pt}, columns: [{title: 쪽, width: 30pt}, {width: share 1}], ");
    add(growth, "rows: [");
    for (int rows = 1 + pick(growth, 5); rows > 0; rows--) {
        add(growth, "[쪽, \"");
        add_words(growth, 1 + pick(growth, pick(growth, 6) == 0 ? 12 : 4));
        add(growth, rows > 1 ? "\"], " : "\"]");
    }
    add(growth, "]}");
}

static void
add_box(struct growth *growth)
{
    add(growth, "box: {inset_y: 6pt, inset_x: 4pt, flow: [{paragraph: \"");
    add_words(growth, 1 + pick(growth, 9));
    add(growth, "\"}, {paragraph: \"");
    add_words(growth, 1 + pick(growth, 9));
    add(growth, "\"}]}");
}

static void
add_block(struct growth *growth)
{
    static const char *const ends[] = {"", ", style: small", ", keep: together", ", before: 8pt"};
    const char *region = pick(growth, 2) == 0 ? "left" : "right";
    if (pick(growth, 3) == 0) {
        add(growth, "  - {heading: {level: 2, text: ");
        add_words(growth, 1);
        bb_buf_printf(&growth->yaml, "}, style: head, into: %s}\n", region);
    }
    add(growth, "  - {");
    int kind = pick(growth, 5);
    if (kind < 2)
        add_table(growth);
    else if (kind == 2)
        add_box(growth);
    else {
        add(growth, "paragraph: \"");
        add_words(growth, 1 + pick(growth, 9));
        add(growth, "\"");
    }
    bb_buf_printf(&growth->yaml, "%s, into: %s}\n", ends[pick(growth, 4)], region);
}

static const char *
grow(struct growth *growth, uint64_t seed)
{
    bb_buf_init(&growth->yaml, 0);
    growth->state = 0x9E3779B97F4A7C15u * (seed + 1);
    growth->words = 1;
    add(growth, QUARTERS STEPS "flow:\n");
    for (int blocks = 4 + pick(growth, 8); blocks > 0; blocks--)
        add_block(growth);
    return bb_buf_str(&growth->yaml).ptr;
}

/* --- what stands on a page -------------------------------------------------------------------- */

struct extent {
    bb_len left, right, top, bottom;
};

/* Where letters stand: a little less than their line. */
static struct extent
extent_of(const struct bb_run *run)
{
    struct extent extent = {run->x, run->x, run->y - run->size * 7 / 10, run->y};
    for (size_t i = 0; i < run->nglyphs; i++)
        extent.right += run->glyphs[i].advance;
    return extent;
}

static bool
is_inside(const struct extent *extent, bool unfolded)
{
    for (int i = 0; i < FRAMES; i += unfolded ? 2 : 1) {
        bb_len height = unfolded ? BB_PT(330) : BB_PT(FRAME_HEIGHT);
        if (extent->left >= frame_x[i] && extent->right <= frame_x[i] + BB_PT(FRAME_WIDTH + 3)
            && extent->top >= frame_y[i] && extent->bottom <= frame_y[i] + height)
            return true;
    }
    return false;
}

static bool
meet(const struct extent *a, const struct extent *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

static void
assert_clear(struct laid_out *out, bool unfolded)
{
    const struct bb_page *page = out->display.pages.at[0];
    for (size_t i = 0; i < page->items.len; i++) {
        if (page->items.at[i].kind != BB_ITEM_RUN)
            continue;
        struct extent extent = extent_of(&page->items.at[i].as.run);
        assert_true(is_inside(&extent, unfolded));
        for (size_t k = 0; k < i; k++)
            if (page->items.at[k].kind == BB_ITEM_RUN) {
                struct extent other = extent_of(&page->items.at[k].as.run);
                assert_false(meet(&extent, &other));
            }
    }
}

/* --- every step, laid out whole --------------------------------------------------------------- */

/* A document composed, to be laid out by any scale. */
struct stage {
    struct reading pipeline;
    struct bb_faces *faces;
    struct bb_text *text;
    struct bb_composed composed;
    const struct bb_template *layout;
};

static void
open_stage(struct stage *stage, const char *yaml)
{
    struct reading *pipeline = &stage->pipeline;
    reading_start(pipeline);
    stage->layout = pipeline_layout(pipeline, yaml);
    struct bb_value *root = pipeline_trip(pipeline, make_trip(pipeline, 1));
    assert_string_equal(pipeline_codes(pipeline), "");
    stage->composed =
        bb_compose_document(&pipeline->input, &pipeline->arena, stage->layout, root, NULL, NULL);
    stage->faces = bb_faces_create(&pipeline->input, BB_TEST_DIR "/fonts/fonts.yaml", NULL, 0);
    stage->text = bb_text_create(&pipeline->arena, stage->faces, &pipeline->diag);
}

static void
close_stage(struct stage *stage)
{
    bb_text_destroy(stage->text);
    bb_faces_destroy(stage->faces);
    reading_finish(&stage->pipeline);
}

/* Whether the document stands on one page, with nothing cut off. */
static bool
fits_by(struct stage *stage, struct bb_scale scale)
{
    struct bb_arena arena, passage, scratch;
    struct bb_display display;
    struct bb_diag diag;
    bool spilled = false;
    bb_arena_init(&arena);
    bb_arena_init(&passage);
    bb_arena_init(&scratch);
    bb_display_init(&display, &arena);
    bb_diag_init(&diag, &arena, &stage->pipeline.sources);
    struct bb_shared shared = {.arena = &stage->pipeline.arena};
    struct bb_layout state = {.layout = stage->layout,
        .composed = &stage->composed,
        .text = stage->text,
        .diag = &diag,
        .limits = &stage->pipeline.limits,
        .arena = &arena,
        .passage = &passage,
        .scratch = &scratch,
        .out = &display,
        .scale = scale,
        .shared = &shared,
        .spilled = &spilled};
    assert_int_equal(bb_layout_whole(&state), BB_OK);
    bool fits = display.pages.len == 1 && !spilled;
    bb_arena_finish(&scratch);
    bb_arena_finish(&passage);
    bb_arena_finish(&arena);
    return fits;
}

/* The mildest step that is enough; `count`: none. */
static size_t
find_step(const char *yaml, const struct bb_scale *scales, size_t count)
{
    struct stage stage;
    size_t step = 0;
    open_stage(&stage, yaml);
    while (step < count && !fits_by(&stage, scales[step]))
        step++;
    close_stage(&stage);
    return step;
}

void
fit_takes_the_mildest_step_that_is_enough(void **state)
{
    (void)state;
    struct bb_scale scales[32];
    size_t count = list_scales(scales), taken[32] = {0};
    for (uint64_t seed = 0; seed < DOCUMENTS; seed++) {
        struct growth growth;
        struct laid_out out;
        const char *yaml = grow(&growth, seed);
        size_t step = find_step(yaml, scales, count);
        lay_out(&out, yaml, 1);
        taken[step]++;
        if (step == count)
            assert_string_equal(pipeline_codes(&out.pipeline), "E0704");
        else {
            char wanted[64];
            snprintf(wanted, sizeof wanted, "space %d%% leading %d%% size %d%%%s",
                scales[step].space, scales[step].leading, scales[step].size,
                scales[step].unfolded ? " unfolded" : "");
            assert_int_equal(out.status, BB_OK);
            assert_string_equal(out.display.fit, wanted);
            assert_int_equal(out.display.pages.len, 1);
            assert_clear(&out, scales[step].unfolded);
        }
        finish(&out);
        bb_buf_finish(&growth.yaml);
    }
    /* the documents are of all kinds: some fit, some do not, most are set tighter */
    assert_true(taken[0] > 5 && taken[count] > 5);
    assert_true(taken[0] + taken[count] < DOCUMENTS / 2);
}

/* --- single rules ----------------------------------------------------------------------------- */

#define LINES(style)                                                                         \
    "flow: [{each: events as e, into: left, flow: [{paragraph: \"{e.title}\", style: " style \
    "}]}]\n"

void
fit_changes_nothing_where_all_fits(void **state)
{
    (void)state;
    struct laid_out out, free;
    lay_out(&out, QUARTERS STEPS LINES("body"), 12);
    lay_out(&free, QUARTERS LINES("body"), 12);
    assert_string_equal(out.display.fit, "space 100% leading 100% size 100%");
    assert_string_equal(page_text(&out, 0), page_text(&free, 0));
    finish(&out);
    finish(&free);
}

/* Two frames of 150 pt hold 20 lines of 14 pt, 22 of 12.6 and 24 of 11.9. */
void
fit_keeps_type_above_its_floor(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out, QUARTERS "fit: {steps: [{size: 50%}], floor: 9pt}\n" LINES("body"), 21);
    assert_int_equal(out.status, BB_OK);
    assert_string_equal(out.display.fit, "space 100% leading 100% size 90%");
    const struct bb_page *page = out.display.pages.at[0];
    for (size_t i = 0; i < page->items.len; i++)
        if (page->items.at[i].kind == BB_ITEM_RUN)
            assert_int_equal(page->items.at[i].as.run.size, BB_PT(9));
    finish(&out);
    lay_out(&out, QUARTERS "fit: {steps: [{size: 50%}], floor: 9pt}\n" LINES("body"), 24);
    assert_string_equal(pipeline_codes(&out.pipeline), "E0704");
    finish(&out);
    /* what is smaller already stays */
    lay_out(&out, QUARTERS "fit: {steps: [{size: 50%}], floor: 9pt}\n" LINES("small"), 30);
    assert_string_equal(pipeline_codes(&out.pipeline), "E0704");
    finish(&out);
}

void
fit_begins_where_the_layout_says(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out, QUARTERS "fit: {start: {size: 90%}, steps: [{size: 80%}]}\n" LINES("body"), 12);
    assert_string_equal(out.display.fit, "space 100% leading 100% size 90%");
    finish(&out);
    lay_out(&out, QUARTERS "fit: {start: {size: 90%}, steps: [{size: 80%}]}\n" LINES("body"), 23);
    assert_string_equal(out.display.fit, "space 100% leading 100% size 85%");
    finish(&out);
    lay_out(&out, QUARTERS "fit: {start: {size: 90%}, steps: []}\n" LINES("body"), 23);
    assert_string_equal(pipeline_codes(&out.pipeline), "E0704");
    finish(&out);
}

void
fit_leaves_other_regions_as_they_are(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        QUARTERS "fit: {steps: [{size: 80%}, {leading: 80%}], in: [left]}\n"
                 "flow:\n"
                 "  - {paragraph: 하나, into: right, after: 6pt}\n"
                 "  - {paragraph: 둘, into: right}\n"
                 "  - {each: events as e, into: left, flow: [{paragraph: \"{e.title}\"}]}\n",
        23);
    assert_string_equal(out.display.fit, "space 100% leading 100% size 85%");
    const struct bb_page *page = out.display.pages.at[0];
    bb_len first = 0, second = 0;
    for (size_t i = 0; i < page->items.len; i++) {
        const struct bb_run *run = &page->items.at[i].as.run;
        if (page->items.at[i].kind != BB_ITEM_RUN)
            continue;
        bool right = run->x >= frame_x[2];
        assert_int_equal(run->size, right ? BB_PT(10) : BB_PT(8.5));
        if (right && first == 0)
            first = run->y;
        else if (right)
            second = run->y;
    }
    assert_int_equal(second - first, BB_PT(20));
    finish(&out);
}

/* At full size a word is wider than the column, which would be told. */
void
fit_says_nothing_of_its_trials(void **state)
{
    static const char words[] = "  - {paragraph: \"제제제제제제제제제제제제제제\", into: left}\n";
    struct laid_out out;
    struct bb_arena arena;
    (void)state;
    bb_arena_init(&arena);
    const char *layout = bb_arena_printf(&arena,
        QUARTERS "%sflow:\n  - {each: events as e, into: left, flow: [{paragraph: "
                 "\"{e.title}\"}]}\n%s",
        "fit: {steps: [{size: 80%}]}\n", words)
                             .ptr;
    lay_out(&out, layout, 10);
    assert_string_equal(pipeline_codes(&out.pipeline), "W0606");
    finish(&out);
    lay_out(&out, layout, 22);
    assert_string_equal(pipeline_codes(&out.pipeline), "");
    finish(&out);
    bb_arena_finish(&arena);
}

static const struct bb_diag_entry *
only_entry(struct laid_out *out)
{
    assert_int_equal(out->pipeline.diag.entries.len, 1);
    return out->pipeline.diag.entries.at[0];
}

/* Lines of 9.52 pt (14 x 85 % x 80 %), which the grid of 0.6 pt makes 9.6. */
void
fit_names_what_is_lacking_and_the_longest(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        QUARTERS STEPS "flow:\n"
                       "  - {each: events as e, into: left, flow: [{paragraph: \"{e.title}\"}]}\n"
                       "  - {paragraph: 하나, into: right}\n",
        35);
    const struct bb_diag_entry *entry = only_entry(&out);
    assert_string_equal(entry->args[0], "1");
    /* 2 x 9.6 of 36 x 9.6 pt, less the 3.6 that are left of 330 */
    assert_string_equal(entry->args[1], "5.5 mm (left)");
    assert_string_equal(entry->args[2], "제1");
    assert_string_equal(entry->args[3], "3.4");
    assert_true(entry->span.end > entry->span.start);
    assert_non_null(entry->note);
    assert_non_null(entry->note->note);
    finish(&out);
}

void
fit_counts_the_pages_of_the_text_too(void **state)
{
    (void)state;
    static const char lines[] = "flow: [{each: events as e, flow: [{paragraph: \"{e.title}\"}]}]\n";
    struct laid_out out;
    struct bb_arena arena;
    bb_arena_init(&arena);
    const char *two = bb_arena_printf(
        &arena, PIPELINE_HEAD "fit: {pages: 2, steps: [{leading: 50%%}]}\n%s", lines)
                          .ptr;
    lay_out(&out, two, 19);
    assert_string_equal(out.display.fit, "space 100% leading 100% size 100%");
    assert_int_equal(out.display.pages.len, 2);
    finish(&out);
    lay_out(&out, two, 38);
    assert_int_equal(out.display.pages.len, 2);
    assert_int_equal(out.status, BB_OK);
    finish(&out);
    lay_out(&out, two, 50);
    assert_string_equal(only_entry(&out)->args[0], "2");
    finish(&out);
    bb_arena_finish(&arena);
}

/* A picture's frame cannot be taken apart, and is higher than its box leaves it. */
void
fit_is_not_met_by_what_is_cut_off(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        QUARTERS "fit: {steps: [{space: 60%}]}\n"
                 "flow:\n"
                 "  - {box: {inset_y: 10pt, flow: [{qr: {text: 쪽, size: 118pt}}]}, into: left}\n"
                 "  - {box: {inset_y: 24pt, flow: [{qr: {text: 쪽, size: 118pt}}]}, into: left}\n",
        0);
    assert_string_equal(out.display.fit, "space 65% leading 100% size 100%");
    finish(&out);
}

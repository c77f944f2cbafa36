/* Layout of a document: build atoms, fill pages, then what needs all pages.
 *
 * Page numbers have room for three digits; a document that comes out longer is laid out once more
 * with room for one more. Four digits for all would leave a hole in every line of a book of thirty
 * pages, and the page count is not known before. Where the first chapters promise twice as many
 * pages as three digits can count, the pass ends with them instead of with page 1,000. */
#include "layout/layout.h"

#include "layout/fit.h"

static size_t
most_pages(const struct bb_layout *layout)
{
    size_t most = 9;
    for (int digits = 1; digits < layout->digits; digits++)
        most = most * 10 + 9;
    return most;
}

bool
bb_pages_fit(const struct bb_layout *layout)
{
    return !layout->digits_lacking && layout->pages.len <= most_pages(layout);
}

void
bb_pages_foresee(struct bb_layout *layout)
{
    enum { PAGES_LEAST = 20 };
    size_t foreseen =
        layout->nbuilt > 0 ? layout->pages.len * layout->composed->nblocks / layout->nbuilt : 0;
    layout->digits_lacking = layout->pages.len >= PAGES_LEAST && foreseen > 2 * most_pages(layout);
}

/* Builds all blocks and fills pages. */
static void
build_pages(struct bb_layout *state, struct bb_list_of_atoms *list)
{
    const struct bb_page_template *geometry = &state->layout->page;
    state->list = state->flow = list;
    state->width = geometry->width - geometry->inner - geometry->outer - geometry->gutter;
    state->room = geometry->text_height;
    state->on_grid = true;
    state->parent = state->out->tags.at[0];
    bb_scale_styles(state);
    if (state->layout->nmasters > 0)
        bb_regions_open(state, 0);
    if (state->over)
        bb_foresee_passages(state, state->composed->root);
    bb_build_block(state, state->composed->root);
    bb_fill_pages(state);
}

/* One pass, with room for page numbers of `digits` digits. `*fit` is false, and the pass has ended,
 * where the document has more pages than that. Furniture keeps its size. */
static enum bb_status
lay_out(struct bb_layout state, int digits, bool *fit)
{
    struct bb_list_of_atoms list = {0};
    state.digits = digits;
    build_pages(&state, &list);
    *fit = bb_pages_fit(&state);
    if (!bb_pages_go_on(&state))
        return state.status;
    bb_fill_late(&state);
    state.scale = BB_SCALE_FULL;
    state.styles = NULL;
    bb_paint_furniture(&state);
    bb_write_outline(&state);
    return BB_OK;
}

void
bb_layout_start_over(struct bb_display *out)
{
    struct bb_metadata metadata = out->metadata;
    bb_display_init(out, out->arena);
    out->metadata = metadata;
}

enum { DIGITS_FIRST = 3, DIGITS_MOST = 9 };

enum bb_status
bb_layout_whole(const struct bb_layout *state)
{
    bool fit = false;
    enum bb_status status = BB_OK;
    for (int digits = DIGITS_FIRST; status == BB_OK && !fit && digits <= DIGITS_MOST; digits++) {
        if (digits > DIGITS_FIRST)
            bb_layout_start_over(state->out);
        status = lay_out(*state, digits, &fit);
        bb_arena_reset(state->passage);
    }
    return status;
}

size_t
bb_layout_measure(const struct bb_layout *state)
{
    struct bb_layout pass = *state;
    struct bb_list_of_atoms list = {0};
    pass.digits = DIGITS_FIRST;
    build_pages(&pass, &list);
    return pass.out->pages.len;
}

static void
impose(struct bb_display *out, const struct bb_sheet_template *sheet)
{
    static const enum bb_backs backs[] = {
        [BB_SHEET_SINGLE] = BB_BACKS_NONE,
        [BB_SHEET_FLIP_LONG] = BB_BACKS_FLIP_LONG,
        [BB_SHEET_FLIP_SHORT] = BB_BACKS_FLIP_SHORT,
    };
    bb_display_impose(out,
        &(struct bb_imposition){.width = sheet->width,
            .height = sheet->height,
            .across = sheet->across,
            .down = sheet->down,
            .gap = sheet->gap,
            .bleed = sheet->bleed,
            .by_columns = sheet->by_columns,
            .backs = backs[sheet->backs],
            .mark_length = sheet->mark_length,
            .mark_thickness = sheet->mark_thickness,
            .mark_offset = sheet->mark_offset,
            .mark_inside = sheet->mark_inside,
            .fold_x = sheet->fold_x,
            .fold_y = sheet->fold_y});
}

enum bb_status
bb_layout_document(const struct bb_template *layout, const struct bb_composed *composed,
    struct bb_text *text, struct bb_images *images, const struct bb_limits *limits,
    struct bb_diag *diag, struct bb_display *out)
{
    struct bb_arena passage, scratch;
    bb_arena_init(&passage);
    bb_arena_init(&scratch);
    struct bb_shared shared = {.arena = out->arena};
    const struct bb_layout state = {
        .layout = layout,
        .composed = composed,
        .text = text,
        .images = images,
        .diag = diag,
        .limits = limits,
        .arena = out->arena,
        .passage = &passage,
        .scratch = &scratch,
        .out = out,
        .scale = BB_SCALE_FULL,
        .shared = &shared,
    };
    enum bb_status status = layout->fit ? bb_fit_document(state) : bb_layout_whole(&state);
    if (status == BB_OK && layout->page.sheet)
        impose(out, layout->page.sheet);
    bb_arena_finish(&passage);
    bb_arena_finish(&scratch);
    return status;
}

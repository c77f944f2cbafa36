/* Layout of a document: build atoms, fill pages, then what needs all pages.
 *
 * Page numbers have room for three digits; a document that comes out longer is laid out once more with
 * room for as many as it has. Four digits for all would leave a hole in every line of a book of thirty
 * pages, and the page count is not known before. */
#include "layout/layout.h"

#include "layout/atom.h"

static int
count_digits(size_t number)
{
    int digits = 1;
    for (; number > 9; number /= 10)
        digits++;
    return digits;
}

/* One pass, with room for page numbers of `digits` digits; `*pages` that came of it. */
static enum bb_status
lay_out(struct bb_layout state, int digits, size_t *pages)
{
    struct bb_list_of_atoms list = {0};
    const struct bb_page_template *geometry = &state.layout->page;
    state.list = &list;
    state.digits = digits;
    state.width = geometry->width - geometry->inner - geometry->outer - geometry->gutter;
    state.on_grid = true;
    state.parent = state.out->tags.at[0];
    bb_build_block(&state, state.composed->root);
    enum bb_status status = bb_fill_pages(&state, &list);
    *pages = state.pages.len;
    if (status != BB_OK || count_digits(*pages) > digits)
        return status;
    bb_fill_late(&state);
    bb_paint_furniture(&state);
    bb_write_outline(&state);
    return BB_OK;
}

static void
start_over(struct bb_display *out)
{
    struct bb_metadata metadata = out->metadata;
    bb_display_init(out, out->arena);
    out->metadata = metadata;
}

enum bb_status
bb_layout_document(const struct bb_template *layout, const struct bb_composed *composed,
    struct bb_text *text, const struct bb_limits *limits, struct bb_diag *diag,
    struct bb_display *out)
{
    enum { DIGITS_FIRST = 3 };
    const struct bb_layout state = {
        .layout = layout,
        .composed = composed,
        .text = text,
        .diag = diag,
        .limits = limits,
        .arena = out->arena,
        .out = out,
    };
    size_t pages = 0;
    enum bb_status status = lay_out(state, DIGITS_FIRST, &pages);
    for (int digits = DIGITS_FIRST; status == BB_OK && count_digits(pages) > digits;) {
        digits = count_digits(pages);
        start_over(out);
        status = lay_out(state, digits, &pages);
    }
    return status;
}

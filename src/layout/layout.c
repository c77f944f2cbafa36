/* Layout of a document: build atoms, fill pages, then what needs all pages. */
#include "layout/layout.h"

#include "layout/atom.h"

enum bb_status
bb_layout_document(const struct bb_template *layout, const struct bb_composed *composed,
    struct bb_text *text, const struct bb_limits *limits, struct bb_diag *diag,
    struct bb_display *out)
{
    const struct bb_page_template *geometry = &layout->page;
    struct bb_list_of_atoms list = {0};
    struct bb_layout state = {
        .layout = layout,
        .composed = composed,
        .text = text,
        .diag = diag,
        .limits = limits,
        .arena = out->arena,
        .out = out,
        .list = &list,
        .width = geometry->width - geometry->inner - geometry->outer - geometry->gutter,
        .on_grid = true,
        .parent = out->tags.at[0],
    };
    bb_build_block(&state, composed->root);
    enum bb_status status = bb_fill_pages(&state, &list);
    if (status != BB_OK)
        return status;
    bb_fill_late(&state);
    bb_paint_furniture(&state);
    bb_write_outline(&state);
    return BB_OK;
}

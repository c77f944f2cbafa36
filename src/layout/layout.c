/* Layout of a document: build atoms, fill pages, then what needs all pages. */
#include "layout/layout.h"

#include "layout/atom.h"

static const char *
iso_date(struct bb_arena *arena, struct bb_date date)
{
    return bb_arena_printf(arena, "%04d-%02d-%02dT00:00:00+00:00", date.year, date.month, date.day)
        .ptr;
}

static void
set_metadata(struct bb_layout *layout)
{
    const struct bb_composed *composed = layout->composed;
    layout->out->metadata = (struct bb_metadata){
        .title = composed->title ? composed->title : layout->layout->name,
        .author = composed->author,
        .subject = composed->subject,
        .language = composed->language,
        .identifier = composed->identifier,
        .date = iso_date(layout->arena, composed->date),
    };
}

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
    set_metadata(&state);
    return BB_OK;
}

/* Atoms and the lists they stand in. */
#include "layout/atom.h"

struct bb_atom *
bb_atom_push(struct bb_layout *layout, struct bb_atom atom)
{
    struct bb_list_of_atoms *list = layout->list;
    list->at = bb_vec_grow(layout->passage, list->at, list->len, &list->cap, sizeof *list->at);
    atom.x += layout->x;
    atom.no_break |= layout->keep && list->len > 0;
    bool content = atom.kind == BB_ATOM_LINE || atom.kind == BB_ATOM_GROUP;
    bool marker = !content && atom.kind != BB_ATOM_SPACE && atom.kind != BB_ATOM_RULE;
    if (content)
        layout->keep = false;
    else if (marker)
        layout->keep = true;
    list->at[list->len++] = atom;
    return &list->at[list->len - 1];
}

void
bb_atom_space(struct bb_layout *layout, bb_len height, bool no_break)
{
    if (height > 0)
        bb_atom_push(layout,
            (struct bb_atom){.kind = BB_ATOM_SPACE, .height = height, .no_break = no_break});
}

void
bb_atom_rule(struct bb_layout *layout, bb_len length, struct bb_rule_look look, bool no_break)
{
    if (look.thickness <= 0)
        return;
    bb_atom_push(layout,
        (struct bb_atom){.kind = BB_ATOM_RULE, .no_break = no_break, .as.rule = {length, look}});
    layout->keep |= !no_break;
}

bb_len
bb_list_height_from(const struct bb_list_of_atoms *list, size_t from)
{
    int64_t height = 0;
    for (size_t i = from; i < list->len; i++)
        height += list->at[i].height;
    return height < BB_HEIGHT_MOST ? (bb_len)height : BB_HEIGHT_MOST;
}

bb_len
bb_list_height(const struct bb_list_of_atoms *list)
{
    return bb_list_height_from(list, 0);
}

bb_len
bb_on_grid(const struct bb_layout *layout, bb_len height)
{
    return layout->on_grid ? bb_len_ceil(height, bb_scaled_grid(layout)) : height;
}

void
bb_atom_to_grid(struct bb_layout *layout, bb_len height)
{
    bb_atom_space(layout, bb_on_grid(layout, height) - height, true);
}

struct bb_anchor_place *
bb_anchor_lookup(struct bb_layout *layout, const struct bb_value *target)
{
    struct bb_str key = {(const char *)&target, sizeof target};
    struct bb_anchor_place *place = bb_map_lookup(&layout->anchors, key);
    if (place)
        return place;
    place = BB_NEW(layout->arena, struct bb_anchor_place);
    place->name = bb_arena_printf(layout->arena, "d%zu", ++layout->named).ptr;
    key.ptr = bb_arena_copy(layout->arena, &target, sizeof target);
    bb_map_set(layout->arena, &layout->anchors, key, place);
    return place;
}

/* Below the baseline of a line but for what hangs of Hangul and ideographs. */
static bb_len
free_below(const struct bb_atom *line)
{
    enum { DESCENT = 12 }; /* per cent of the size */
    const struct bb_text_line *text = line->as.line.line;
    if (line->as.line.downward || text->nruns == 0)
        return 0;
    return line->height - line->as.line.baseline - text->runs[0].size * DESCENT / 100;
}

bb_len
bb_room_above(const struct bb_layout *layout)
{
    bb_len room = 0;
    for (size_t i = layout->list->len; i > 0 && room < BB_HEIGHT_MOST; i--) {
        const struct bb_atom *atom = &layout->list->at[i - 1];
        if (atom->kind == BB_ATOM_LINE)
            return room + free_below(atom);
        if (atom->kind == BB_ATOM_GROUP || atom->kind == BB_ATOM_RULE
            || atom->kind == BB_ATOM_FIGURE)
            return room;
        room += atom->kind == BB_ATOM_SPACE ? atom->height : 0;
    }
    return room + (layout->list == layout->flow ? BB_HEIGHT_MOST : layout->above);
}

bb_len
bb_list_over(const struct bb_list_of_atoms *list)
{
    bb_len space = 0;
    for (size_t i = 0; i < list->len; i++) {
        const struct bb_atom *atom = &list->at[i];
        if (atom->kind == BB_ATOM_LINE && !atom->as.line.downward)
            return atom->as.line.over - space;
        if (atom->kind == BB_ATOM_LINE || atom->kind == BB_ATOM_GROUP || atom->kind == BB_ATOM_RULE)
            return 0;
        space += atom->kind == BB_ATOM_SPACE ? atom->height : 0;
    }
    return 0;
}

struct bb_column_state
bb_column_enter(struct bb_layout *layout, struct bb_list_of_atoms *list, bb_len width)
{
    struct bb_column_state state = {
        .list = layout->list,
        .x = layout->x,
        .width = layout->width,
        .space = layout->space,
        .above = layout->above,
        .on_grid = layout->on_grid,
        .keep = layout->keep,
    };
    layout->list = list;
    layout->x = 0;
    layout->width = width;
    layout->space = 0;
    layout->above = 0;
    layout->on_grid = false;
    layout->keep = false;
    return state;
}

void
bb_column_leave(struct bb_layout *layout, struct bb_column_state state)
{
    layout->list = state.list;
    layout->x = state.x;
    layout->width = state.width;
    layout->space = state.space;
    layout->above = state.above;
    layout->on_grid = state.on_grid;
    layout->keep = state.keep;
}

bb_len
bb_text_left(const struct bb_template *layout, uint32_t page)
{
    const struct bb_page_template *geometry = &layout->page;
    bool verso = geometry->duplex && page % 2 == 1;
    return verso ? geometry->outer : geometry->inner + geometry->gutter;
}

bb_len
bb_frame_left(const struct bb_template *layout, const struct bb_frame *frame, uint32_t page)
{
    bool verso = layout->page.duplex && page % 2 == 1;
    return verso ? layout->page.width - frame->x - frame->width : frame->x;
}

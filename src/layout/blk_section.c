/* Sections: a label column beside the content, under a rule. The content flows on over pages; the
 * label stays with its first line. */
#include "layout/atom.h"

static struct bb_list_of_atoms
build_label(struct bb_layout *layout, const struct bb_block *block)
{
    struct bb_list_of_atoms list = {0};
    bb_len width =
        bb_room(layout, block, block->from->as.section.label_width - block->from->as.section.inset);
    struct bb_column_state state = bb_column_enter(layout, &list, width);
    layout->above = block->from->as.section.space_above;
    bb_build_blocks(layout, &block->label);
    bb_column_leave(layout, state);
    return list;
}

static void
mark_inside(struct bb_layout *layout, size_t from)
{
    for (size_t i = from; i < layout->list->len; i++)
        layout->list->at[i].inside = true;
}

/* The content's atoms beside the label stay together, since the label does not go on over pages. */
static void
keep_beside(struct bb_layout *layout, size_t first, bb_len label_height)
{
    bb_len y = 0;
    mark_inside(layout, first + 1);
    bool keeps = label_height <= layout->room;
    for (size_t i = first; keeps && i < layout->list->len && y < label_height; i++) {
        layout->list->at[i].no_break |= i > first;
        y += layout->list->at[i].height;
    }
    bb_len lacking = label_height - bb_list_height_from(layout->list, first);
    if (lacking > 0)
        bb_atom_space(layout, bb_len_ceil(lacking, bb_scaled_grid(layout)), true);
}

static struct bb_rule_look
rule_look(struct bb_layout *layout, const struct bb_block *block)
{
    const struct bb_ink *ink = &layout->layout->styles[0].ink;
    return (struct bb_rule_look){block->from->as.section.rule, bb_ink_color(ink, block->hue)};
}

void
bb_build_section(struct bb_layout *layout, const struct bb_block *block)
{
    const struct bb_block_template *from = block->from;
    struct bb_tag *outer = layout->parent;
    layout->parent = bb_display_add_tag(layout->out, outer, BB_ROLE_SECT);
    bb_atom_rule(layout, layout->width, rule_look(layout, block), false);
    bb_atom_space(layout, bb_scaled_space(layout, from->as.section.space_above), false);
    struct bb_list_of_atoms label = build_label(layout, block);
    if (label.len > 0)
        bb_atom_push(layout,
            (struct bb_atom){
                .kind = BB_ATOM_LABEL, .x = from->as.section.inset, .as.placed = {.list = label}});
    bb_len x = layout->x, width = layout->width;
    bb_len main = from->as.section.label_width + from->as.section.gap;
    size_t first = layout->list->len, passages = layout->npassages;
    bb_len label_height = bb_list_height(&label);
    layout->x += main;
    layout->width = bb_room(layout, block, width - main);
    bb_build_blocks(layout, &block->children);
    layout->x = x;
    layout->width = width;
    if (passages == layout->npassages)
        keep_beside(layout, first, label_height);
    else
        mark_inside(layout, 0); /* the label stands on a page before */
    layout->space =
        bb_len_max(layout->space, bb_scaled_space(layout, from->as.section.space_below));
    layout->parent = outer;
}

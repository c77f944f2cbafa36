/* Boxes: a group with a fill and a rule on top. One of more height than it needs is a band. */
#include "layout/atom.h"

void
bb_build_box(struct bb_layout *layout, const struct bb_block *block)
{
    const struct bb_block_template *from = block->from;
    bb_len inset_x = from->as.box.inset_x, inset_y = bb_scaled_space(layout, from->as.box.inset_y);
    struct bb_group *group = BB_NEW(layout->arena, struct bb_group);
    struct bb_tag *outer = layout->parent;
    group->children = BB_NEW_ARRAY(layout->arena, struct bb_child, 1);
    group->nchildren = 1;
    group->width = layout->width;
    group->filled = from->as.box.fill.tint > 0;
    group->fill = bb_ink_color(&from->as.box.fill, block->hue);
    group->top =
        (struct bb_rule_look){from->as.box.rule, bb_ink_color(&from->as.box.rule_ink, block->hue)};
    group->pad_below = inset_y;
    group->children[0].x = inset_x;
    group->children[0].y = inset_y;
    layout->parent = bb_display_add_tag(layout->out, outer, BB_ROLE_DIV);
    struct bb_column_state state = bb_column_enter(
        layout, &group->children[0].list, bb_room(layout, block, layout->width - 2 * inset_x));
    layout->above = inset_y;
    bb_build_blocks(layout, &block->children);
    bb_column_leave(layout, state);
    layout->parent = outer;
    bb_len height = bb_list_height(&group->children[0].list) + 2 * inset_y;
    bb_len least = bb_len_min(from->as.box.height, layout->room);
    if (from->as.box.middle)
        group->children[0].y += bb_len_max(least - height, 0) / 2;
    height = bb_len_max(height, least);
    bb_atom_push(layout,
        (struct bb_atom){
            .kind = BB_ATOM_GROUP, .height = bb_on_grid(layout, height), .as.group = group});
}

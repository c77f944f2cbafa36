/* Groups: a box with a fill and a rule on top, and columns of items filled row by row. */
#include "layout/atom.h"

static bb_len
to_grid(const struct bb_layout *layout, bb_len height)
{
    return layout->on_grid ? bb_len_ceil(height, layout->layout->page.grid) : height;
}

void
bb_build_box(struct bb_layout *layout, const struct bb_block *block)
{
    const struct bb_block_template *from = block->from;
    bb_len inset_x = from->as.box.inset_x, inset_y = from->as.box.inset_y;
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
    bb_build_blocks(layout, &block->children);
    bb_column_leave(layout, state);
    layout->parent = outer;
    bb_len height = bb_list_height(&group->children[0].list) + 2 * inset_y;
    bb_atom_push(layout,
        (struct bb_atom){
            .kind = BB_ATOM_GROUP, .height = to_grid(layout, height), .as.group = group});
}

struct grid {
    bb_len step, width; /* from one item to the next; of an item */
    int across;
};

static void
push_row(struct bb_layout *layout, const struct bb_block *block, struct bb_group *group)
{
    bb_len height = 0;
    bb_len row_step = block->from->as.columns.row_step;
    for (size_t i = 0; i < group->nchildren; i++)
        height = bb_len_max(height, bb_list_height(&group->children[i].list));
    if (row_step > 0)
        height = bb_len_ceil(height, row_step);
    bb_atom_push(layout,
        (struct bb_atom){
            .kind = BB_ATOM_GROUP, .height = to_grid(layout, height), .as.group = group});
}

static struct grid
grid_of(struct bb_layout *layout, const struct bb_block *block)
{
    bb_len step = block->from->as.columns.step, gap = block->from->as.columns.gap;
    int across = block->from->as.columns.across;
    if (step == 0)
        step = (layout->width + gap) / across;
    return (struct grid){step, bb_room(layout, block, step - gap), across};
}

void
bb_build_columns(struct bb_layout *layout, const struct bb_block *block)
{
    struct grid grid = grid_of(layout, block);
    struct bb_group *group = NULL;
    struct bb_tag *outer = layout->parent;
    layout->parent = bb_display_add_tag(layout->out, outer, BB_ROLE_DIV);
    for (size_t i = 0; i < block->children.len; i++) {
        const struct bb_block *item = block->children.at[i];
        if (item->hidden && block->from->as.columns.compact)
            continue;
        if (group && group->nchildren == (size_t)grid.across) {
            push_row(layout, block, group);
            group = NULL;
        }
        if (!group) {
            group = BB_NEW(layout->arena, struct bb_group);
            group->children = BB_NEW_ARRAY(layout->arena, struct bb_child, (size_t)grid.across);
        }
        struct bb_child *child = &group->children[group->nchildren];
        child->x = grid.step * (bb_len)group->nchildren++;
        struct bb_column_state state = bb_column_enter(layout, &child->list, grid.width);
        bb_build_block(layout, item);
        bb_column_leave(layout, state);
    }
    if (group)
        push_row(layout, block, group);
    layout->parent = outer;
}

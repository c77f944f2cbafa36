/* Columns and cards: items side by side, in rows of equal height.
 *
 * Items are set first, in reading order, each in a list of its own, and then dealt to rows: a row
 * is one group atom, and so is kept whole where it fits on a page. Setting row by row would give
 * the elements of columns that are filled downwards the order of the rows. */
#include "layout/atom.h"

struct grid {
    const struct bb_block *block;
    bb_len step, width; /* from one item to the next; of an item */
    size_t across;
    struct bb_list_of_atoms *items;
    size_t nitems;
    struct bb_rule_look rule, end; /* of cards: over each; where a column ends */
};

/* Whether each paragraph in a block fits a line of that width. */
static bool
fits_whole(struct bb_layout *layout, const struct bb_block *block, bb_len width)
{
    if (!block->hidden && bb_inlines_width(layout, &block->inlines, block->style) > width)
        return false;
    for (size_t i = 0; i < block->children.len; i++)
        if (!fits_whole(layout, block->children.at[i], width))
            return false;
    return true;
}

static struct grid
grid_of(struct bb_layout *layout, const struct bb_block *block)
{
    const struct bb_block_template *from = block->from;
    struct bb_color ink = bb_ink_color(&layout->layout->styles[0].ink, block->hue);
    bb_len step = from->as.columns.step, gap = from->as.columns.gap;
    int across = from->as.columns.across;
    if (step == 0)
        step = (layout->width + gap) / across;
    while (from->as.columns.whole && across > 1 && !fits_whole(layout, block, step - gap))
        step = (layout->width + gap) / --across;
    return (struct grid){.block = block,
        .step = step,
        .width = bb_room(layout, block, step - gap),
        .across = (size_t)across,
        .items = BB_NEW_ARRAY(layout->arena, struct bb_list_of_atoms, block->children.len),
        .rule = {from->as.columns.rule, ink},
        .end = {from->as.columns.end, ink}};
}

static bool
gives_way(const struct bb_block *block, const struct bb_block *item)
{
    return item->hidden && block->from->as.columns.compact;
}

/* The last item that stands, if it has what is left of its row; or NULL. */
static const struct bb_block *
find_widest(const struct bb_block *block)
{
    if (!block->from->as.columns.rest || block->from->as.columns.down)
        return NULL;
    size_t i = block->children.len;
    while (i > 0 && gives_way(block, block->children.at[i - 1]))
        i--;
    return i > 0 ? block->children.at[i - 1] : NULL;
}

static bb_len
item_width(struct bb_layout *layout, const struct grid *grid, bool widest)
{
    bb_len x = grid->step * (bb_len)(grid->nitems % grid->across);
    return widest ? bb_len_max(grid->width, layout->width - x) : grid->width;
}

static void
build_items(struct bb_layout *layout, struct grid *grid)
{
    const struct bb_block *block = grid->block, *widest = find_widest(block);
    struct bb_tag *outer = layout->parent;
    for (size_t i = 0; i < block->children.len; i++) {
        const struct bb_block *item = block->children.at[i];
        if (gives_way(block, item))
            continue;
        if (block->from->as.columns.cards)
            layout->parent = bb_display_add_tag(layout->out, outer, BB_ROLE_DIV);
        bb_len width = item_width(layout, grid, item == widest);
        struct bb_column_state state = bb_column_enter(layout, &grid->items[grid->nitems++], width);
        layout->above = block->from->as.columns.above;
        bb_build_block(layout, item);
        bb_atom_space(layout, layout->space, true);
        bb_column_leave(layout, state);
        layout->parent = outer;
    }
}

/* The item at a place, or NULL. Filled downwards, the first columns take what does not divide. */
static const struct bb_list_of_atoms *
item_at(const struct grid *grid, size_t row, size_t column)
{
    size_t index = row * grid->across + column;
    if (index >= grid->nitems)
        return NULL;
    if (grid->block->from->as.columns.down) {
        size_t least = grid->nitems / grid->across, more = grid->nitems % grid->across;
        index = column * least + (column < more ? column : more) + row;
    }
    return &grid->items[index];
}

/* Over each card of a row. */
static void
push_rules_over(struct bb_layout *layout, const struct grid *grid, size_t row)
{
    for (size_t i = 0; i < grid->across && item_at(grid, row, i); i++) {
        layout->x = grid->step * (bb_len)i;
        bb_atom_rule(layout, grid->width, grid->rule, true);
    }
}

/* Under each card of a row: the rule over the next, or that of the column's end. They stay with the
 * row, so that the columns of a page end with a rule too. */
static void
push_rules_under(struct bb_layout *layout, const struct grid *grid, size_t row)
{
    bb_len x = layout->x;
    for (size_t i = 0; i < grid->across && item_at(grid, row, i); i++) {
        layout->x = x + grid->step * (bb_len)i;
        bool goes_on = item_at(grid, row + 1, i) != NULL;
        bb_atom_rule(layout, grid->width, goes_on ? grid->rule : grid->end, true);
    }
    layout->x = x;
}

static void
push_row(struct bb_layout *layout, const struct grid *grid, size_t row)
{
    const struct bb_block_template *from = grid->block->from;
    struct bb_group *group = BB_NEW(layout->arena, struct bb_group);
    bb_len height = bb_scaled_space(layout, from->as.columns.row_least);
    bb_len above = bb_scaled_space(layout, from->as.columns.above);
    bb_len below = bb_scaled_space(layout, from->as.columns.below);
    bb_len step = bb_scaled_space(layout, from->as.columns.row_step);
    group->children = BB_NEW_ARRAY(layout->arena, struct bb_child, grid->across + 1);
    group->pad_below = below;
    struct bb_child *rules = &group->children[group->nchildren++];
    struct bb_column_state state = bb_column_enter(layout, &rules->list, layout->width);
    push_rules_over(layout, grid, row);
    bb_column_leave(layout, state);
    rules->only_first = row > 0;
    for (size_t i = 0; i < grid->across; i++) {
        const struct bb_list_of_atoms *item = item_at(grid, row, i);
        if (!item)
            break;
        height = bb_len_max(height, above + bb_list_height(item) + below);
        group->children[group->nchildren++] =
            (struct bb_child){.x = grid->step * (bb_len)i, .y = above, .list = *item};
    }
    if (step > 0)
        height = bb_len_ceil(height, step);
    bb_atom_push(layout,
        (struct bb_atom){.kind = BB_ATOM_GROUP,
            .height = bb_on_grid(layout, height),
            .more_cards = row > 0,
            .as.group = group});
}

void
bb_build_columns(struct bb_layout *layout, const struct bb_block *block)
{
    struct grid grid = grid_of(layout, block);
    struct bb_tag *outer = layout->parent;
    layout->parent = bb_display_add_tag(layout->out, outer, BB_ROLE_DIV);
    build_items(layout, &grid);
    size_t nrows = (grid.nitems + grid.across - 1) / grid.across;
    for (size_t i = 0; i < nrows; i++) {
        push_row(layout, &grid, i);
        push_rules_under(layout, &grid, i);
    }
    layout->parent = outer;
}

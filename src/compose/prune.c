/* Pruning: what holds nothing goes.
 *
 * Runs once the whole tree stands and all anchors are known. A container holds what its children
 * hold: full if any is, empty if data was asked for and none was there, else neutral (the layout's
 * own words). Written rows of a table lose those whose data cells are all empty; its columns go
 * where no row holds anything. */
#include "compose/env.h"

static enum bb_fill
join_fill(enum bb_fill a, enum bb_fill b)
{
    return a > b ? a : b;
}

static enum bb_fill
prune_blocks(struct bb_compose *compose, struct bb_blocks *blocks)
{
    enum bb_fill fill = BB_FILL_NEUTRAL;
    for (size_t i = 0; i < blocks->len; i++) {
        bb_compose_prune(compose, blocks->at[i]);
        fill = join_fill(fill, blocks->at[i]->fill);
    }
    return fill;
}

static enum bb_fill
settle(struct bb_compose *compose, struct bb_inlines *inlines)
{
    bb_inlines_settle(compose, inlines);
    return inlines->refers ? BB_FILL_FULL : inlines->fill;
}

static void
settle_row(struct bb_compose *compose, const struct bb_table *table, struct bb_row *row)
{
    size_t ncells = row->kind == BB_ROW_GROUP ? 3 : table->from->ncolumns;
    row->fill = BB_FILL_NEUTRAL;
    for (size_t i = 0; i < ncells; i++) {
        struct bb_cell *cell = &row->cells[i];
        cell->fill = cell->blocks.len > 0 ? prune_blocks(compose, &cell->blocks)
                                          : settle(compose, &cell->inlines);
        row->fill = join_fill(row->fill, cell->fill);
    }
    bb_inlines_settle(compose, &row->foot);
}

static void
drop_empty_rows(struct bb_table *table)
{
    size_t len = 0;
    for (size_t i = 0; i < table->nrows; i++)
        if (table->from->nrows == 0 || table->rows[i].fill != BB_FILL_EMPTY)
            table->rows[len++] = table->rows[i];
    table->nrows = len;
}

static bool
column_holds(const struct bb_table *table, size_t column)
{
    if (table->from->columns[column].required || table->from->nrows > 0)
        return true;
    for (size_t i = 0; i < table->nrows; i++) {
        const struct bb_row *row = &table->rows[i];
        if (row->kind == BB_ROW_BODY && row->cells[column].fill != BB_FILL_EMPTY)
            return true;
    }
    return false;
}

/* What is required keeps its rows too: a form to be filled in by hand. */
static enum bb_fill
prune_table(struct bb_compose *compose, struct bb_table *table, bool required)
{
    enum bb_fill fill = BB_FILL_NEUTRAL;
    size_t body = 0;
    for (size_t i = 0; i < table->nrows; i++)
        settle_row(compose, table, &table->rows[i]);
    if (!required)
        drop_empty_rows(table);
    for (size_t i = 0; i < table->nrows; i++)
        if (table->rows[i].kind == BB_ROW_BODY) {
            fill = join_fill(fill, table->rows[i].fill);
            body++;
        }
    table->keep = BB_NEW_ARRAY(compose->arena, bool, table->from->ncolumns);
    for (size_t i = 0; i < table->from->ncolumns; i++)
        table->keep[i] = column_holds(table, i);
    bb_inlines_settle(compose, &table->continued_head);
    return body == 0 ? BB_FILL_EMPTY : fill;
}

/* Items stand for themselves: they are empty together only where each of them is. */
static enum bb_fill
prune_columns(struct bb_compose *compose, struct bb_blocks *items)
{
    enum bb_fill fill = BB_FILL_EMPTY;
    prune_blocks(compose, items);
    for (size_t i = 0; i < items->len; i++)
        if (items->at[i]->fill == BB_FILL_FULL
            || (items->at[i]->fill == BB_FILL_NEUTRAL && fill == BB_FILL_EMPTY))
            fill = items->at[i]->fill;
    return fill;
}

/* A fallback of the layout's own words stays; without one there is nothing to show. */
static enum bb_fill
prune_image(struct bb_compose *compose, struct bb_block *block)
{
    settle(compose, &block->alt);
    if (block->picture)
        return BB_FILL_FULL;
    return block->children.len > 0 ? prune_blocks(compose, &block->children) : BB_FILL_EMPTY;
}

static enum bb_fill
prune_qr(struct bb_compose *compose, struct bb_block *block)
{
    settle(compose, &block->alt);
    enum bb_fill fill = settle(compose, &block->inlines);
    return block->inlines.len == 0 ? BB_FILL_EMPTY : fill;
}

/* A flow of which nothing was made: lists without items, conditions that do not hold. Its page, its
 * part and its heading go with it. */
static bool
is_bare(const struct bb_block *block)
{
    const struct bb_block_template *from = block->from;
    return block->kind == BB_COMPOSED_FLOW && block->children.len == 0 && from
        && from->kind == BB_BLOCK_FLOW && from->as.flow.len > 0;
}

static enum bb_fill
fill_of(struct bb_compose *compose, struct bb_block *block, bool required)
{
    enum bb_fill fill;
    if (is_bare(block))
        return BB_FILL_EMPTY;
    switch (block->kind) {
    case BB_COMPOSED_PARAGRAPH:
        fill = settle(compose, &block->inlines);
        return block->inlines.len == 0 ? BB_FILL_EMPTY : fill;
    case BB_COMPOSED_TABLE:
        return prune_table(compose, block->table, required);
    case BB_COMPOSED_IMAGE:
        return prune_image(compose, block);
    case BB_COMPOSED_QR:
        return prune_qr(compose, block);
    case BB_COMPOSED_RULE:
    case BB_COMPOSED_SPACE:
        return BB_FILL_NEUTRAL;
    case BB_COMPOSED_ROUTE:
    case BB_COMPOSED_HOURS:
        return block->fill;
    case BB_COMPOSED_SECTION:
        prune_blocks(compose, &block->label);
        return prune_blocks(compose, &block->children);
    case BB_COMPOSED_COLUMNS:
        return prune_columns(compose, &block->children);
    case BB_COMPOSED_LIST:
    case BB_COMPOSED_ITEM:
    case BB_COMPOSED_FLOW:
    case BB_COMPOSED_BOX:
        break;
    }
    return join_fill(block->fill, prune_blocks(compose, &block->children));
}

void
bb_compose_prune(struct bb_compose *compose, struct bb_block *block)
{
    bool required = block->from && block->from->required;
    block->fill = fill_of(compose, block, required);
    if (required && block->fill == BB_FILL_EMPTY)
        block->fill = BB_FILL_NEUTRAL;
    block->hidden = block->fill == BB_FILL_EMPTY;
}

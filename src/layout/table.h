/* Inside layout only: a table while it is built, and where it breaks (blk_table.c,
 * table_columns.c). */
#ifndef BB_LAYOUT_TABLE_H
#define BB_LAYOUT_TABLE_H

#include "layout/atom.h"

struct bb_table_column {
    size_t index; /* in the template */
    bb_len x, width;
    struct bb_tag *merged;         /* the cell that a repeated one below belongs to */
    struct bb_drawn_column *drawn; /* instead of text, or NULL */
};

struct bb_table_state {
    const struct bb_block *block;
    const struct bb_table *table;
    const struct bb_table_template *from;
    struct bb_table_column *columns; /* that hold something */
    size_t ncolumns;
    bb_len x, width;
    bb_len header_height, group_height; /* of the header; of the tallest group row */
    struct bb_color ink;
};

/* Fills in `columns`, by `width` and what the cells hold. Reports a table that is too wide. */
void bb_table_place_columns(struct bb_layout *layout, struct bb_table_state *state);

/* The width of a cell whose text stands on one line. */
bb_len bb_table_natural_width(struct bb_layout *layout, const struct bb_cell *cell);

#endif

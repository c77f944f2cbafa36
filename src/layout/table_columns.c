/* The columns of a table: which are shown, how wide, where.
 *
 * Widths are given in the layout, as a share, by what the column holds, or by its natural width:
 * that of its longest text on one line. Cells are measured for it, not broken. */
#include "layout/table.h"

/* The widths of a text on one line and of its longest word. */
static struct bb_fitted
measure_inlines(struct bb_layout *layout, const struct bb_inlines *inlines)
{
    const struct bb_fitted *known = bb_fitted_lookup(layout, inlines, 0);
    if (known)
        return *known;
    struct bb_set_paragraph *set;
    struct bb_paragraph *shaped =
        bb_shape_inlines(layout, inlines, layout->composed->language, NULL, &set);
    struct bb_fitted fitted = {.natural = bb_text_natural_width(shaped),
        .least = bb_text_least_width(shaped, BB_BREAK_WORD)};
    bb_arena_reset(layout->scratch);
    bb_fitted_keep(layout, inlines, 0, fitted);
    return fitted;
}

bb_len
bb_table_natural_width(struct bb_layout *layout, const struct bb_cell *cell)
{
    const struct bb_fitted *known = bb_fitted_lookup(layout, &cell->inlines, 0);
    if (known)
        return known->natural;
    bb_len width = bb_inlines_width(layout, &cell->inlines, cell->style);
    bb_fitted_keep(layout, &cell->inlines, 0, (struct bb_fitted){.natural = width});
    return width;
}

/* The widest cell of a column on one line; those that are not repeated are as wide as one above. */
static bb_len
natural_width(struct bb_layout *layout, const struct bb_table *table, size_t column)
{
    bb_len widest = 0;
    if (table->from->columns[column].draw)
        return bb_drawn_width(table, column);
    for (size_t i = 0; i <= table->nrows; i++) {
        if (i < table->nrows && table->rows[i].kind != BB_ROW_BODY)
            continue;
        const struct bb_cell *cell =
            i < table->nrows ? &table->rows[i].cells[column] : &table->titles[column];
        if (!cell->repeated)
            widest = bb_len_max(widest, bb_table_natural_width(layout, cell));
    }
    return widest;
}

static bb_len
gap_of(const struct bb_table_state *state, size_t column, bool last)
{
    bb_len own = state->from->columns[column].gap;
    return last ? 0 : own >= 0 ? own : state->from->gap;
}

/* With its gap, in whole steps above its least and within its most. */
static bb_len
settled_natural_width(
    struct bb_layout *layout, const struct bb_table_state *state, size_t column, bool last)
{
    const struct bb_column_template *from = &state->from->columns[column];
    bb_len width = natural_width(layout, state->table, column) + gap_of(state, column, last);
    if (from->step > 0 && width > from->least)
        width = from->least + bb_len_ceil(width - from->least, from->step);
    width = bb_len_max(width, from->least);
    return from->width > 0 ? bb_len_min(width, from->width) : width;
}

/* A column whose width follows its content, with its gap. */
struct content {
    size_t column;  /* in `widths` */
    bb_len natural; /* on one line */
    bb_len least;   /* of the longest word */
};

static void
measure_content(
    struct bb_layout *layout, const struct bb_table_state *state, struct content *content)
{
    const struct bb_table *table = state->table;
    size_t index = state->columns[content->column].index;
    for (size_t i = 0; i <= table->nrows; i++) {
        if (i < table->nrows && table->rows[i].kind != BB_ROW_BODY)
            continue;
        const struct bb_cell *cell =
            i < table->nrows ? &table->rows[i].cells[index] : &table->titles[index];
        struct bb_fitted fitted = measure_inlines(layout, &cell->inlines);
        content->natural = bb_len_max(content->natural, fitted.natural);
        content->least = bb_len_max(content->least, fitted.least);
    }
    bb_len gap = gap_of(state, index, content->column + 1 == state->ncolumns);
    content->natural += gap;
    content->least += gap;
}

/* Gives a width to those columns for which one is settled by `takes`, and leaves the others. */
static size_t
settle_contents(struct content *contents, size_t count, bb_len *widths, bb_len *left,
    bb_len (*takes)(const struct content *content, size_t count, int64_t natural, bb_len left))
{
    int64_t natural = 0;
    bb_len room = *left;
    size_t rest = 0;
    for (size_t i = 0; i < count; i++)
        natural += contents[i].natural;
    for (size_t i = 0; i < count; i++) {
        bb_len width = takes(&contents[i], count, natural, room);
        if (width == 0) {
            contents[rest++] = contents[i];
            continue;
        }
        widths[contents[i].column] = width;
        *left -= width;
    }
    return rest;
}

/* Short columns on one line: what fits in an equal part of the room. */
static bb_len
take_natural(const struct content *content, size_t count, int64_t natural, bb_len left)
{
    (void)natural;
    return (int64_t)content->natural * (int64_t)count <= left ? content->natural : 0;
}

static bb_len
part_of_room(const struct content *content, int64_t natural, bb_len left)
{
    return natural > 0 ? (bb_len)(bb_len_max(left, 0) * (int64_t)content->natural / natural) : 0;
}

/* The longest word, where the column's part would break it. */
static bb_len
take_least(const struct content *content, size_t count, int64_t natural, bb_len left)
{
    (void)count;
    return part_of_room(content, natural, left) < content->least ? content->least : 0;
}

static bb_len
take_part(const struct content *content, size_t count, int64_t natural, bb_len left)
{
    (void)count;
    return bb_len_max(part_of_room(content, natural, left), 1);
}

/* The same until all have settled that can: what one leaves may be enough for another. */
static size_t
settle_all(struct content *contents, size_t count, bb_len *widths, bb_len *left,
    bb_len (*takes)(const struct content *content, size_t count, int64_t natural, bb_len left))
{
    size_t before;
    do {
        before = count;
        count = settle_contents(contents, count, widths, left, takes);
    } while (count < before);
    return count;
}

/* Where the longest words do not stand side by side, it is they who share the room: short ones
 * whole, long ones in proportion, to be broken. False where they do. */
static bool
share_by_words(struct content *contents, size_t count, bb_len left)
{
    int64_t least = 0;
    for (size_t i = 0; i < count; i++)
        least += contents[i].least;
    for (size_t i = 0; i < count && least > left; i++)
        contents[i].natural = contents[i].least;
    return least > left;
}

/* Columns of the kind CONTENT share `left`: short ones stand on one line, the others share by what
 * they hold, their longest words whole where there is room for them. Where all stand on one line,
 * what is over is shared too. */
static void
share_by_content(
    struct bb_layout *layout, const struct bb_table_state *state, bb_len *widths, bb_len left)
{
    struct content *contents = BB_NEW_ARRAY(layout->passage, struct content, state->ncolumns);
    size_t count = 0;
    int64_t natural = 0;
    for (size_t i = 0; i < state->ncolumns; i++) {
        if (state->from->columns[state->columns[i].index].width_kind != BB_WIDTH_CONTENT)
            continue;
        contents[count].column = i;
        measure_content(layout, state, &contents[count]);
        natural += contents[count++].natural;
    }
    if (natural > left) {
        count = settle_all(contents, count, widths, &left, take_natural);
        bool words = share_by_words(contents, count, left);
        count = settle_all(contents, count, widths, &left, words ? take_natural : take_least);
    }
    settle_contents(contents, count, widths, &left, take_part);
}

static int
count_shares(const struct bb_table_state *state)
{
    int shares = 0;
    for (size_t i = 0; i < state->ncolumns; i++) {
        const struct bb_column_template *column = &state->from->columns[state->columns[i].index];
        shares += column->width_kind == BB_WIDTH_SHARE ? column->share : 0;
    }
    return shares;
}

/* Widths given in the layout hold the gap after the column; what is left goes to those that share,
 * else by content (which beside them is a natural width), else to the widest. */
static void
measure_columns(struct bb_layout *layout, struct bb_table_state *state, bb_len *widths)
{
    bb_len left = state->width;
    int shares = count_shares(state);
    bool contents = false;
    size_t widest = 0;
    for (size_t i = 0; i < state->ncolumns; i++) {
        size_t index = state->columns[i].index;
        const struct bb_column_template *column = &state->from->columns[index];
        bool content = column->width_kind == BB_WIDTH_CONTENT && shares == 0;
        contents |= content;
        if (column->width_kind == BB_WIDTH_SHARE || content)
            continue;
        widths[i] = column->width_kind == BB_WIDTH_FIXED
            ? column->width
            : settled_natural_width(layout, state, index, i + 1 == state->ncolumns);
        left -= widths[i];
        if (widths[i] > widths[widest])
            widest = i;
    }
    if (contents)
        share_by_content(layout, state, widths, bb_len_max(left, 0));
    for (size_t i = 0; shares > 0 && i < state->ncolumns; i++) {
        const struct bb_column_template *column = &state->from->columns[state->columns[i].index];
        if (column->width_kind == BB_WIDTH_SHARE)
            widths[i] = (bb_len)((int64_t)bb_len_max(left, 0) * column->share / shares);
    }
    if (shares == 0 && !contents && left > 0 && state->ncolumns > 0)
        widths[widest] += left;
    if (left < 0 || (left == 0 && (shares > 0 || contents)))
        bb_report(layout->diag, BB_D_LAYOUT_NO_FIT, state->block->span,
            bb_arena_printf(layout->arena, "%.1f", bb_len_to_mm(state->width - left)).ptr,
            bb_arena_printf(layout->arena, "%.1f", bb_len_to_mm(state->width)).ptr);
}

static size_t
count_body_rows(const struct bb_table *table)
{
    size_t count = 0;
    for (size_t i = 0; i < table->nrows; i++)
        count += table->rows[i].kind == BB_ROW_BODY;
    return count;
}

void
bb_table_place_columns(struct bb_layout *layout, struct bb_table_state *state)
{
    size_t nrows = count_body_rows(state->table);
    state->columns = BB_NEW_ARRAY(layout->arena, struct bb_table_column, state->from->ncolumns);
    for (size_t i = 0; i < state->from->ncolumns; i++)
        if (state->table->keep[i])
            state->columns[state->ncolumns++].index = i;
    bb_len *widths = BB_NEW_ARRAY(layout->arena, bb_len, state->ncolumns);
    measure_columns(layout, state, widths);
    bb_len x = 0;
    for (size_t i = 0; i < state->ncolumns; i++) {
        bb_len gap = gap_of(state, state->columns[i].index, i + 1 == state->ncolumns);
        state->columns[i].x = x;
        state->columns[i].width = bb_len_max(widths[i] - gap, BB_PT(4));
        if (state->from->columns[state->columns[i].index].draw)
            state->columns[i].drawn = bb_drawn_open(
                layout, state->block, state->columns[i].index, x, state->columns[i].width, nrows);
        x += widths[i];
    }
}

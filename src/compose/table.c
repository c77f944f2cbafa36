/* Tables composed: rows from nested `each`, or written out; group rows where a variable changes. */
#include "compose/env.h"

struct builder {
    struct bb_compose *compose;
    const struct bb_table_template *from;
    struct bb_table *table;
    struct bb_span span;
    struct bb_value *group;  /* the value whose group opened last */
    struct bb_values *drawn; /* by column that draws a route: the items of the body rows */
};

static const struct bb_style *
first_style(const struct builder *builder, const struct bb_style *a, const struct bb_style *b)
{
    if (a)
        return a;
    return b ? b : &builder->compose->layout->styles[0];
}

static struct bb_row *
add_row(struct builder *builder, enum bb_row_kind kind, size_t ncells)
{
    struct bb_table *table = builder->table;
    table->rows = bb_vec_grow(
        builder->compose->arena, table->rows, table->nrows, &table->rows_cap, sizeof *table->rows);
    struct bb_row *row = &table->rows[table->nrows++];
    *row = (struct bb_row){
        .kind = kind, .cells = BB_NEW_ARRAY(builder->compose->arena, struct bb_cell, ncells)};
    return row;
}

static struct bb_cell
compose_cell(
    struct builder *builder, const struct bb_content *content, const struct bb_style *style)
{
    return (struct bb_cell){
        .inlines = bb_compose_content(builder->compose, content, style), .style = style};
}

static void
add_group_row(struct builder *builder)
{
    const struct bb_table_template *from = builder->from;
    const struct bb_style *left = first_style(builder, from->group_style, from->style);
    const struct bb_style *right = first_style(builder, from->group_right_style, left);
    const struct bb_style *foot = first_style(builder, from->continued_foot_style, from->style);
    struct bb_row *row = add_row(builder, BB_ROW_GROUP, 3);
    row->cells[0] = compose_cell(builder, &from->group_text, left);
    row->cells[1] = compose_cell(builder, &from->group_right, right);
    row->cells[2] = compose_cell(builder, &from->group_continued, left);
    row->foot = bb_compose_content(builder->compose, &from->continued_foot, foot);
}

/* Routes are made when all rows are known; a cell holds only what is its own. */
static void
compose_drawn_cell(struct builder *builder, const struct bb_draw_template *draw,
    struct bb_cell *cell, size_t column)
{
    struct bb_compose *compose = builder->compose;
    if (draw->kind == BB_DRAW_SPINE) {
        cell->fixed = bb_eval_when(compose, draw->fixed, draw->nfixed);
        return;
    }
    struct bb_values *items = &builder->drawn[column];
    items->at = bb_vec_grow(compose->arena, items->at, items->len, &items->cap, sizeof *items->at);
    items->at[items->len++] = bb_eval_one(compose, draw->item);
}

static void
compose_column_cell(struct builder *builder, struct bb_row *row, size_t column)
{
    const struct bb_column_template *from = &builder->from->columns[column];
    const struct bb_style *style = first_style(builder, from->style, builder->from->style);
    struct bb_cell *cell = &row->cells[column];
    cell->style = style;
    if (from->draw) {
        compose_drawn_cell(builder, from->draw, cell, column);
        return;
    }
    if (!from->flow) {
        *cell = compose_cell(builder, &from->content, style);
        return;
    }
    bb_compose_flow(builder->compose, from->flow, &cell->blocks);
}

static bool
opens_group(struct builder *builder)
{
    const struct bb_table_template *from = builder->from;
    if (from->group < 0)
        return false;
    struct bb_value *group = builder->compose->slots[from->each[from->group].slot];
    bool opens = group != builder->group;
    builder->group = group;
    return opens;
}

static void
add_body_row(struct builder *builder)
{
    struct bb_compose *compose = builder->compose;
    const struct bb_table_template *from = builder->from;
    if (bb_compose_is_full(compose) || !bb_eval_when(compose, from->when, from->nwhen))
        return;
    bb_compose_count(compose, builder->span);
    bool opens = opens_group(builder);
    if (opens && from->group_rows)
        add_group_row(builder);
    struct bb_row *row = add_row(builder, BB_ROW_BODY, from->ncolumns);
    row->opens_group = opens && !from->group_rows;
    struct bb_value *item = compose->slots[from->each[from->neach - 1].slot];
    if (item && item->type == &bb_type_entry)
        row->entry = item;
    if (from->anchor)
        row->target = bb_eval_one(compose, from->anchor);
    row->barred = from->bar && bb_eval_when(compose, from->bar->when, from->bar->nwhen);
    for (size_t i = 0; i < from->ncolumns; i++)
        compose_column_cell(builder, row, i);
}

static void
add_rows(struct builder *builder, size_t level)
{
    const struct bb_each *each = &builder->from->each[level];
    struct bb_values values = bb_eval_path(builder->compose, &each->path);
    if (values.len == 0 && level > 0 && builder->from->lone) {
        for (size_t i = level; i < builder->from->neach; i++)
            builder->compose->slots[builder->from->each[i].slot] = NULL;
        add_body_row(builder);
    }
    for (size_t i = 0; i < values.len && !bb_compose_is_full(builder->compose); i++) {
        bb_compose_bind(builder->compose, each->slot, values.at[i]);
        if (level + 1 < builder->from->neach)
            add_rows(builder, level + 1);
        else
            add_body_row(builder);
    }
}

static void
add_written_row(struct builder *builder, const struct bb_row_template *from)
{
    struct bb_row *row = add_row(builder, BB_ROW_BODY, from->ncells);
    for (size_t i = 0; i < from->ncells; i++) {
        const struct bb_style *style =
            first_style(builder, builder->from->columns[i].style, builder->from->style);
        row->cells[i] = compose_cell(builder, &from->cells[i], style);
    }
}

static void
compose_titles(struct builder *builder)
{
    const struct bb_table_template *from = builder->from;
    const struct bb_style *style = first_style(builder, from->header_style, from->style);
    builder->table->titles = BB_NEW_ARRAY(builder->compose->arena, struct bb_cell, from->ncolumns);
    for (size_t i = 0; i < from->ncolumns; i++) {
        builder->table->titles[i] = compose_cell(builder, &from->columns[i].title, style);
        bb_inlines_settle(builder->compose, &builder->table->titles[i].inlines);
        builder->table->has_titles |= builder->table->titles[i].inlines.len > 0;
    }
}

static void
compose_routes(struct builder *builder)
{
    const struct bb_table_template *from = builder->from;
    builder->table->routes =
        BB_NEW_ARRAY(builder->compose->arena, struct bb_route *, from->ncolumns);
    for (size_t i = 0; i < from->ncolumns; i++) {
        const struct bb_draw_template *draw = from->columns[i].draw;
        if (!draw || draw->kind != BB_DRAW_ROUTE)
            continue;
        const struct bb_style *style = first_style(
            builder, draw->title_style, first_style(builder, from->header_style, from->style));
        builder->table->routes[i] = bb_compose_route_of_items(
            builder->compose, builder->drawn[i].at, builder->drawn[i].len, style);
        builder->table->has_titles = true;
    }
}

/* A merged cell says nothing where the cell above said the same in the same group. */
static void
merge_cells(struct bb_compose *compose, struct bb_table *table)
{
    for (size_t column = 0; column < table->from->ncolumns; column++) {
        struct bb_str above = BB_STR("");
        for (size_t i = 0; table->from->columns[column].merge && i < table->nrows; i++) {
            struct bb_row *row = &table->rows[i];
            if (row->kind == BB_ROW_GROUP || row->opens_group)
                above = BB_STR("");
            if (row->kind == BB_ROW_GROUP)
                continue;
            struct bb_str text = bb_inlines_text(compose->arena, &row->cells[column].inlines);
            row->cells[column].repeated = text.len > 0 && bb_str_equal(text, above);
            above = text;
        }
    }
}

struct bb_table *
bb_compose_table(struct bb_compose *compose, const struct bb_block_template *template)
{
    const struct bb_table_template *from = template->as.table;
    struct bb_table *table = BB_NEW(compose->arena, struct bb_table);
    struct builder builder = {.compose = compose,
        .from = from,
        .table = table,
        .span = template->span,
        .drawn = BB_NEW_ARRAY(compose->arena, struct bb_values, from->ncolumns)};
    table->from = from;
    table->toc = template->kind == BB_BLOCK_TOC;
    table->timeline = template->kind == BB_BLOCK_TIMELINE;
    table->index = template->kind == BB_BLOCK_INDEX;
    compose_titles(&builder);
    if (from->neach > 0)
        add_rows(&builder, 0);
    for (size_t i = 0; i < from->nrows; i++)
        add_written_row(&builder, &from->rows[i]);
    const struct bb_style *head = first_style(&builder, from->continued_head_style, from->style);
    table->continued_head = bb_compose_content(compose, &from->continued_head, head);
    if (from->summary)
        table->summary = bb_compose_plain(compose, from->summary);
    merge_cells(compose, table);
    compose_routes(&builder);
    return table;
}

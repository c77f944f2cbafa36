/* Tables of the layout language: columns, rows, group rows, what is said where they break. */
#include "template/compile.h"
#include "template/vocabulary.h"

static void
report_width(struct bb_compiler *compiler, const struct bb_node *node)
{
    bb_report(compiler->diag, BB_D_LAYOUT_WIDTH, node->span,
        node->kind == BB_NODE_SCALAR ? node->text.ptr : "");
}

static void
compile_fixed_width(
    struct bb_compiler *compiler, const struct bb_node *node, struct bb_column_template *column)
{
    const struct bb_value *length = bb_schema_read(compiler->input, node, &bb_type_length);
    column->width_kind = BB_WIDTH_FIXED;
    if (!length)
        return;
    column->width = length->as.length;
    if (column->width <= 0 || column->width > BB_LENGTH_MOST)
        report_width(compiler, node);
}

/* "13mm", "natural", "content" or "share 2". */
static void
compile_width(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_column_template *column)
{
    const struct bb_node *node = bb_record_node(record, "width");
    column->width_kind = BB_WIDTH_SHARE;
    column->share = 1;
    if (!node)
        return;
    struct bb_str text = node->kind == BB_NODE_SCALAR ? node->text : BB_STR("");
    if (bb_str_is(text, "natural")) {
        column->width_kind = BB_WIDTH_NATURAL;
        column->width = bb_record_length(compiler, record, "most", 0);
        column->least = bb_record_length(compiler, record, "least", 0);
        column->step = bb_record_length(compiler, record, "step", 0);
    } else if (bb_str_is(text, "content")) {
        column->width_kind = BB_WIDTH_CONTENT;
    } else if (bb_str_starts(text, "share ")) {
        if (!bb_compile_count((struct bb_str){text.ptr + 6, text.len - 6}, &column->share))
            report_width(compiler, node);
    } else if (bb_str_is(text, "share")) {
        return;
    } else if (text.len > 0 && text.ptr[0] >= '0' && text.ptr[0] <= '9')
        compile_fixed_width(compiler, node, column);
    else
        report_width(compiler, node);
}

static void
compile_column(
    struct bb_compiler *compiler, const struct bb_node *node, struct bb_column_template *column)
{
    struct bb_value *record = bb_schema_read(compiler->input, node, &bb_layout_column);
    const struct bb_node *flow = bb_record_node(record, "flow");
    column->title = bb_compile_content(compiler, bb_record_node(record, "title"));
    column->content = bb_compile_record_content(compiler, record);
    if (flow) {
        column->flow = BB_NEW(compiler->arena, struct bb_flow);
        *column->flow = bb_compile_flow(compiler, flow);
    }
    column->draw = bb_compile_draw(compiler, bb_record_get(record, "draw"));
    column->style = bb_compile_style(compiler, bb_record_get(record, "style"));
    compile_width(compiler, record, column);
    column->gap = bb_record_length(compiler, record, "gap", -1);
    column->align_end = bb_record_enum(record, "align", 0) == BB_STYLE_END;
    column->merge = bb_record_bool(record, "merge");
    column->required = bb_record_bool(record, "required");
    column->leader = bb_record_bool(record, "leader");
    column->leader_style = bb_compile_style(compiler, bb_record_get(record, "leader_style"));
    column->row_header = bb_record_bool(record, "header");
    column->level = bb_record_int_in(compiler, record, "level", 0, 1, 6);
}

static void
compile_rows(
    struct bb_compiler *compiler, const struct bb_node *node, struct bb_table_template *table)
{
    size_t count = node->kind == BB_NODE_SEQUENCE ? node->len : 0;
    table->rows = BB_NEW_ARRAY(compiler->arena, struct bb_row_template, count);
    for (size_t i = 0; i < count; i++) {
        const struct bb_node *row = node->items[i];
        if (row->kind != BB_NODE_SEQUENCE || row->len != table->ncolumns) {
            bb_report(compiler->diag, BB_D_LAYOUT_TABLE_ROWS, row->span);
            continue;
        }
        struct bb_row_template *out = &table->rows[table->nrows++];
        out->ncells = row->len;
        out->cells = BB_NEW_ARRAY(compiler->arena, struct bb_content, row->len);
        for (size_t k = 0; k < row->len; k++)
            out->cells[k] = bb_compile_content(compiler, row->items[k]);
    }
}

static struct bb_each
compile_table_each(struct bb_compiler *compiler, const struct bb_node *node)
{
    struct bb_value *value = bb_schema_read(compiler->input, node, &bb_type_string);
    struct bb_each *each = value ? bb_compile_each(compiler, value) : NULL;
    return each ? *each : (struct bb_each){.slot = -1};
}

static void
compile_eaches(
    struct bb_compiler *compiler, const struct bb_node *node, struct bb_table_template *table)
{
    size_t count = node->kind == BB_NODE_SEQUENCE ? node->len : 1;
    table->each = BB_NEW_ARRAY(compiler->arena, struct bb_each, count);
    for (size_t i = 0; i < count; i++) {
        struct bb_each each =
            compile_table_each(compiler, node->kind == BB_NODE_SEQUENCE ? node->items[i] : node);
        if (each.slot >= 0)
            table->each[table->neach++] = each;
    }
}

/* The nesting level of the variable that groups the rows. */
static int
find_group_level(
    struct bb_compiler *compiler, const struct bb_table_template *table, const struct bb_value *by)
{
    struct bb_str name = bb_value_str(by);
    if (!by)
        return -1; /* reported as missing */
    for (size_t i = 0; i < table->neach; i++) {
        size_t at = compiler->scope.len - table->neach + i;
        if (bb_str_equal(compiler->scope.at[at].name, name))
            return (int)i;
    }
    bb_report(compiler->diag, BB_D_LAYOUT_UNKNOWN_NAME, by->span, "each", name.ptr, "");
    return -1;
}

static void
compile_group(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_table_template *table)
{
    table->group = find_group_level(compiler, table, bb_record_get(record, "by"));
    table->group_rows = true;
    table->group_text = bb_compile_record_content(compiler, record);
    table->group_right = bb_compile_content(compiler, bb_record_node(record, "right"));
    table->group_continued = bb_compile_content(compiler, bb_record_node(record, "continued"));
    table->group_style = bb_compile_style(compiler, bb_record_get(record, "style"));
    table->group_right_style = bb_compile_style(compiler, bb_record_get(record, "right_style"));
    table->group_height = bb_record_length(compiler, record, "height", BB_PT(32));
    table->group_before = bb_record_length(compiler, record, "before", 0);
    table->group_below = bb_record_length(compiler, record, "below", 0);
    table->group_rule = bb_record_length(compiler, record, "rule", 0);
}

static void
compile_looks(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_table_template *table)
{
    const struct bb_value *rules = bb_record_get(record, "rules");
    table->header_style = bb_compile_style(compiler, bb_record_get(record, "header_style"));
    table->rules = (struct bb_rules){
        .top = bb_record_length(compiler, rules, "top", 0),
        .header = bb_record_length(compiler, rules, "header", 0),
        .row = bb_record_length(compiler, rules, "row", 0),
        .group = bb_record_length(compiler, rules, "group", 0),
        .end = bb_record_length(compiler, rules, "end", 0),
    };
    table->header_height = bb_record_length(compiler, record, "header_height", BB_PT(16));
    table->padding = bb_record_length(compiler, record, "padding", 0);
    table->row_step = bb_record_length(compiler, record, "row_step", 0);
    table->row_least = bb_record_length(compiler, record, "row_least", 0);
    table->gap = bb_record_length(compiler, record, "gap", bb_len_from_mm(3));
}

static void
compile_continued(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_table_template *table)
{
    if (!record)
        return;
    table->continued_head = bb_compile_content(compiler, bb_record_node(record, "head"));
    table->continued_foot = bb_compile_content(compiler, bb_record_node(record, "foot"));
    table->continued_head_style = bb_compile_style(compiler, bb_record_get(record, "head_style"));
    table->continued_foot_style = bb_compile_style(compiler, bb_record_get(record, "foot_style"));
}

struct bb_table_template *
bb_compile_table(struct bb_compiler *compiler, const struct bb_value *record)
{
    struct bb_table_template *table = BB_NEW(compiler->arena, struct bb_table_template);
    const struct bb_node *each = bb_record_node(record, "each");
    const struct bb_node *rows = bb_record_node(record, "rows");
    const struct bb_node *columns = bb_record_node(record, "columns");
    table->group = -1;
    table->plain = bb_record_bool(record, "plain");
    table->lone = bb_record_bool(record, "lone");
    table->summary = bb_compile_text_value(compiler, bb_record_get(record, "summary"));
    if (!each == !rows)
        bb_report(compiler->diag, BB_D_LAYOUT_TABLE_ROWS, record->span);
    if (each)
        compile_eaches(compiler, each, table);
    table->when = bb_compile_when(compiler, bb_record_node(record, "when"), &table->nwhen);
    table->anchor = bb_compile_path_of(compiler, record, "anchor", 1u << BB_TYPE_RECORD);
    table->ncolumns = columns && columns->kind == BB_NODE_SEQUENCE ? columns->len : 0;
    table->columns = BB_NEW_ARRAY(compiler->arena, struct bb_column_template, table->ncolumns);
    for (size_t i = 0; i < table->ncolumns; i++)
        compile_column(compiler, columns->items[i], &table->columns[i]);
    table->bar = bb_compile_bar(compiler, bb_record_get(record, "bar"));
    if (rows)
        compile_rows(compiler, rows, table);
    if (bb_record_get(record, "group_row"))
        compile_group(compiler, bb_record_get(record, "group_row"), table);
    else
        table->group = find_group_level(compiler, table, bb_record_get(record, "group"));
    table->group_space = bb_record_length(compiler, record, "group_space", 0);
    table->group_step = bb_record_length(compiler, record, "group_step", 0);
    compile_looks(compiler, record, table);
    compile_continued(compiler, bb_record_get(record, "continued"), table);
    return table;
}

void
bb_compile_markdown(struct bb_compiler *compiler, const struct bb_value *record)
{
    if (!record)
        return;
    struct bb_template *out = compiler->out;
    const struct bb_node *node = bb_record_node(record, "table");
    out->markdown_lists = bb_compile_list_style(compiler, bb_record_get(record, "lists"));
    out->markdown_table_style = bb_compile_style(compiler, bb_record_get(record, "table_style"));
    if (!node)
        return;
    struct bb_value *table = bb_schema_read(compiler->input, node, &bb_layout_table_look);
    out->markdown_table = BB_NEW(compiler->arena, struct bb_table_template);
    out->markdown_table->style = out->markdown_table_style;
    compile_looks(compiler, table, out->markdown_table);
}

/* Blocks of a flow.
 *
 * A block is a mapping with one key that names its kind; the other keys are common to all kinds.
 * The mapping is parted in two, so that each half is read by its own record type and mistakes are
 * found in both. A kind is one row of the table below and one function. */
#include "template/compile.h"
#include "template/vocabulary.h"

/* --- content: text and spans ------------------------------------------------------------------ */

/* The text of field `name`, empty where there is none. */
static struct bb_text_template
compile_text_field(struct bb_compiler *compiler, const struct bb_value *record, const char *name)
{
    const struct bb_value *text = bb_record_get(record, name);
    if (!text)
        return (struct bb_text_template){0};
    return bb_compile_text(compiler, bb_value_str(text), &text->as.text.forms[0].origin);
}

static void
compile_span(
    struct bb_compiler *compiler, const struct bb_node *node, struct bb_span_template *span)
{
    if (node->kind == BB_NODE_SCALAR) {
        span->text = bb_compile_text(compiler, node->text, &node->origin);
        return;
    }
    struct bb_value *record = bb_schema_read(compiler->input, node, &bb_layout_span);
    span->text = compile_text_field(compiler, record, "text");
    span->ruby = compile_text_field(compiler, record, "ruby");
    span->style = bb_compile_style(compiler, bb_record_get(record, "style"));
    span->gap = bb_record_length(compiler, record, "gap", 0);
    span->parts = bb_record_bool(record, "parts");
    span->line = bb_record_bool(record, "line");
    span->when = bb_compile_when(compiler, bb_record_node(record, "when"), &span->nwhen);
}

struct bb_content
bb_compile_content(struct bb_compiler *compiler, const struct bb_node *node)
{
    if (!node)
        return (struct bb_content){0};
    size_t count = node->kind == BB_NODE_SEQUENCE ? node->len : 1;
    struct bb_content content = {
        BB_NEW_ARRAY(compiler->arena, struct bb_span_template, count), count};
    for (size_t i = 0; i < count; i++)
        compile_span(
            compiler, node->kind == BB_NODE_SEQUENCE ? node->items[i] : node, &content.spans[i]);
    return content;
}

struct bb_content
bb_compile_record_content(struct bb_compiler *compiler, const struct bb_value *record)
{
    if (!bb_record_get(record, "text"))
        return bb_compile_content(compiler, bb_record_node(record, "spans"));
    struct bb_content content = {BB_NEW_ARRAY(compiler->arena, struct bb_span_template, 1), 1};
    content.spans[0].text = compile_text_field(compiler, record, "text");
    content.spans[0].ruby = compile_text_field(compiler, record, "ruby");
    return content;
}

/* --- kinds ------------------------------------------------------------------------------------ */

static void
compile_paragraph(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block)
{
    block->as.paragraph.content = bb_compile_record_content(compiler, record);
    if (block->kind == BB_BLOCK_HEADING)
        block->as.paragraph.level = bb_record_int_in(compiler, record, "level", 1, 1, 6);
}

static void
compile_rich(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block)
{
    struct bb_path_expr *path = bb_compile_path_of(compiler, record, "text", BB_KINDS_TEXT);
    if (path)
        block->as.rich.text = *path;
    block->as.rich.lists = bb_compile_list_style(compiler, bb_record_get(record, "lists"));
}

static void
compile_list(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block)
{
    const struct bb_value *each = bb_record_get(record, "each");
    block->as.list.each = each ? bb_compile_each(compiler, each) : NULL;
    block->as.list.content = bb_compile_record_content(compiler, record);
    block->as.list.lists = bb_compile_list_style(compiler, bb_record_get(record, "lists"));
}

/* A label is a text in the label style, or a flow of its own. */
static struct bb_flow
compile_label(struct bb_compiler *compiler, const struct bb_value *record)
{
    const struct bb_node *node = bb_record_node(record, "label");
    if (!node)
        return (struct bb_flow){0};
    if (node->kind == BB_NODE_SEQUENCE) {
        compiler->apart++;
        struct bb_flow flow = bb_compile_flow(compiler, node);
        compiler->apart--;
        return flow;
    }
    struct bb_block_template *block = BB_NEW(compiler->arena, struct bb_block_template);
    int level = bb_record_int_in(compiler, record, "label_level", 0, 1, 6);
    block->kind = level > 0 ? BB_BLOCK_HEADING : BB_BLOCK_PARAGRAPH;
    block->as.paragraph.level = level;
    block->span = node->span;
    block->master = -1;
    block->style = bb_compile_style(compiler, bb_record_get(record, "label_style"));
    block->as.paragraph.content = bb_compile_content(compiler, node);
    return (struct bb_flow){block, 1};
}

static void
compile_section(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block)
{
    block->as.section.label = compile_label(compiler, record);
    block->as.section.flow = bb_compile_flow(compiler, bb_record_node(record, "flow"));
    block->as.section.rule = bb_record_length(compiler, record, "rule", BB_PT(0.25));
    block->as.section.label_width =
        bb_record_length(compiler, record, "label_width", bb_len_from_mm(37));
    block->as.section.gap = bb_record_length(compiler, record, "gap", bb_len_from_mm(4));
    block->as.section.space_above = bb_record_length(compiler, record, "above", BB_PT(8));
    block->as.section.space_below = bb_record_length(compiler, record, "below", BB_PT(16));
    block->as.section.inset = bb_record_length(compiler, record, "inset", 0);
}

static void
compile_table(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block)
{
    block->as.table = bb_compile_table(compiler, record);
    block->as.table->style = block->style;
}

static void
compile_column_items(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block)
{
    const struct bb_node *items = bb_record_node(record, "items");
    const struct bb_value *each = bb_record_get(record, "each");
    if (!each == !items)
        bb_report(compiler->diag, BB_D_LAYOUT_TABLE_ROWS, record->span);
    size_t count = each ? 1 : items && items->kind == BB_NODE_SEQUENCE ? items->len : 0;
    block->as.columns.items = BB_NEW_ARRAY(compiler->arena, struct bb_flow, count);
    block->as.columns.nitems = count;
    block->as.columns.each = each ? bb_compile_each(compiler, each) : NULL;
    for (size_t i = 0; i < count; i++)
        block->as.columns.items[i] =
            bb_compile_flow(compiler, each ? bb_record_node(record, "flow") : items->items[i]);
}

static void
compile_columns(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block)
{
    compile_column_items(compiler, record, block);
    block->as.columns.across = bb_record_int_in(compiler, record, "across", 2, 1, 64);
    block->as.columns.step = bb_record_length(compiler, record, "step", 0);
    block->as.columns.gap = bb_record_length(compiler, record, "gap", bb_len_from_mm(4));
    block->as.columns.down = bb_record_enum(record, "fill", 0) == 1;
    bb_len row_step = block->kind == BB_BLOCK_GRID ? BB_PT(8) : 0;
    block->as.columns.row_step = bb_record_length(compiler, record, "row_step", row_step);
    if (block->kind == BB_BLOCK_GRID)
        return;
    block->as.columns.compact = bb_record_bool(record, "compact");
    block->as.columns.whole = bb_record_bool(record, "whole");
    block->as.columns.rest = bb_record_bool(record, "rest");
}

static void
compile_grid(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block)
{
    compile_columns(compiler, record, block);
    block->as.columns.cards = block->as.columns.compact = true;
    block->as.columns.row_least = bb_record_length(compiler, record, "row_least", BB_PT(72));
    block->as.columns.rule = bb_record_length(compiler, record, "rule", BB_PT(0.25));
    block->as.columns.above = bb_record_length(compiler, record, "above", BB_PT(12));
    block->as.columns.below = bb_record_length(compiler, record, "below", BB_PT(8));
    block->as.columns.end = bb_record_length(compiler, record, "end", BB_PT(0.25));
}

static void
compile_box(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block)
{
    block->as.box.flow = bb_compile_flow(compiler, bb_record_node(record, "flow"));
    block->as.box.fill = bb_compile_ink(compiler, bb_record_get(record, "fill"));
    if (!bb_record_get(record, "fill"))
        block->as.box.fill.tint = 0;
    block->as.box.rule = bb_record_length(compiler, record, "rule", 0);
    block->as.box.rule_ink = bb_compile_ink(compiler, bb_record_get(record, "rule_color"));
    if (!bb_record_get(record, "rule_color"))
        block->as.box.rule_ink = compiler->out->styles[0].ink;
    block->as.box.inset_x = bb_record_length(compiler, record, "inset_x", 0);
    block->as.box.inset_y = bb_record_length(compiler, record, "inset_y", 0);
    block->as.box.height = bb_record_length(compiler, record, "height", 0);
    block->as.box.middle = bb_record_enum(record, "valign", 0) == 1;
}

static void
compile_rule(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block)
{
    block->as.rule.thickness = bb_record_length(compiler, record, "thickness", BB_PT(0.5));
    block->as.rule.length = bb_record_length(compiler, record, "length", 0);
    block->as.rule.ink = bb_compile_ink(compiler, bb_record_get(record, "color"));
    if (!bb_record_get(record, "color"))
        block->as.rule.ink = compiler->out->styles[0].ink;
}

static void
compile_space(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block)
{
    block->as.space.height = bb_record_length(compiler, record, "height", 0);
    block->as.space.until = bb_record_length(compiler, record, "until", 0);
}

struct kind {
    const char *key;
    enum bb_block_kind kind;
    const struct bb_type *type; /* NULL: a flow, by itself or by name */
    void (*compile)(struct bb_compiler *, const struct bb_value *, struct bb_block_template *);
};

static const struct kind kinds[] = {
    {"box", BB_BLOCK_BOX, &bb_layout_box, compile_box},
    {"columns", BB_BLOCK_COLUMNS, &bb_layout_columns, compile_columns},
    {"flow", BB_BLOCK_FLOW, NULL, NULL},
    {"grid", BB_BLOCK_GRID, &bb_layout_grid, compile_grid},
    {"heading", BB_BLOCK_HEADING, &bb_layout_heading, compile_paragraph},
    {"hours", BB_BLOCK_HOURS, &bb_layout_hours, bb_compile_hours},
    {"image", BB_BLOCK_IMAGE, &bb_layout_image, bb_compile_image},
    {"index", BB_BLOCK_INDEX, &bb_layout_table, compile_table},
    {"list", BB_BLOCK_LIST, &bb_layout_list, compile_list},
    {"paragraph", BB_BLOCK_PARAGRAPH, &bb_layout_paragraph, compile_paragraph},
    {"qr", BB_BLOCK_QR, &bb_layout_qr, bb_compile_qr},
    {"rich", BB_BLOCK_RICH, &bb_layout_rich, compile_rich},
    {"route", BB_BLOCK_ROUTE, &bb_layout_route, bb_compile_route},
    {"rule", BB_BLOCK_RULE, &bb_layout_rule, compile_rule},
    {"section", BB_BLOCK_SECTION, &bb_layout_section, compile_section},
    {"space", BB_BLOCK_SPACE, &bb_layout_space, compile_space},
    {"table", BB_BLOCK_TABLE, &bb_layout_table, compile_table},
    {"timeline", BB_BLOCK_TIMELINE, &bb_layout_table, compile_table},
    {"toc", BB_BLOCK_TOC, &bb_layout_table, compile_table},
    {"use", BB_BLOCK_FLOW, NULL, NULL},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

static const struct kind *
find_kind(struct bb_str key)
{
    for (int i = 0; i < KINDS; i++)
        if (bb_str_is(key, kinds[i].key))
            return &kinds[i];
    return NULL;
}

/* --- what all kinds share --------------------------------------------------------------------- */

/* Pages of regions, and those after them, begin with their first block: no page is of both. */
static void
check_master(struct bb_compiler *compiler, const struct bb_master *master, struct bb_span span)
{
    const struct bb_master *before = compiler->master;
    if (compiler->apart > 0 && (master->nregions > 0 || (before && before->nregions > 0)))
        bb_report(compiler->diag, BB_D_LAYOUT_START_APART, span);
}

static int
find_master(struct bb_compiler *compiler, const struct bb_value *value)
{
    if (!value)
        return -1;
    struct bb_str name = bb_value_str(value);
    for (size_t i = 0; i < compiler->out->nmasters; i++)
        if (bb_str_is(name, compiler->out->masters[i].name)) {
            check_master(compiler, &compiler->out->masters[i], value->span);
            return (int)i;
        }
    bb_report(compiler->diag, BB_D_LAYOUT_UNKNOWN_NAME, value->span, "master", name.ptr, "");
    return -1;
}

static struct bb_part_template *
compile_part(struct bb_compiler *compiler, const struct bb_value *record)
{
    if (!record)
        return NULL;
    struct bb_part_template *part = BB_NEW(compiler->arena, struct bb_part_template);
    part->number = bb_compile_path_of(compiler, record, "number", 1u << BB_TYPE_INT);
    part->name = bb_compile_path_of(compiler, record, "name", BB_KINDS_TEXT | 1u << BB_TYPE_RECORD);
    const struct bb_value *hue = bb_record_get(record, "hue");
    if (hue && bb_str_is(bb_value_str(hue), "next"))
        part->next_hue = true;
    else if (hue && bb_str_is(bb_value_str(hue), "number"))
        part->numbered_hue = true;
    else if (hue) {
        part->set_hue = true;
        part->hue = bb_compile_ink(compiler, hue);
    }
    return part;
}

static void
compile_place(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block)
{
    const struct bb_page_template *page = &compiler->out->page;
    if (!record)
        return;
    block->placed = true;
    /* Into the margins, but not off the page. */
    block->x = bb_record_length_in(compiler, record, "x", 0, -page->inner, page->width);
    block->y = bb_record_length_in(compiler, record, "y", 0, -page->top, page->height);
    block->has_width = bb_record_get(record, "width") != NULL;
    block->width = bb_record_length(compiler, record, "width", 0);
    block->at_foot = bb_record_enum(record, "at", 0) == 1;
}

static void
compile_entry(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block)
{
    if (!record)
        return;
    block->entry_title =
        bb_compile_path_of(compiler, record, "title", BB_KINDS_TEXT | 1u << BB_TYPE_RECORD);
    block->entry_date = bb_compile_path_of(compiler, record, "date", BB_KINDS_DATE);
    block->entry_until = bb_compile_path_of(compiler, record, "until", BB_KINDS_DATE);
    block->entry_level = bb_record_int_in(compiler, record, "level", 1, 1, 6);
}

/* What shows on a page of regions stands in one of them. */
static void
check_region(struct bb_compiler *compiler, const struct bb_value *into,
    const struct bb_block_template *block)
{
    const struct bb_master *master = compiler->master;
    if (master && master->nregions > 0 && compiler->apart == 0 && !into && !block->placed
        && block->kind != BB_BLOCK_FLOW)
        bb_report(compiler->diag, BB_D_LAYOUT_NO_REGION, block->span, master->name);
}

static void
compile_common(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block)
{
    const struct bb_value *each = bb_record_get(record, "each");
    block->each = each ? bb_compile_each(compiler, each) : NULL;
    block->sort = bb_compile_path_value(compiler, bb_record_get(record, "sort"));
    block->when = bb_compile_when(compiler, bb_record_node(record, "when"), &block->nwhen);
    block->style = bb_compile_style(compiler, bb_record_get(record, "style"));
    block->has_before = bb_record_get(record, "before") != NULL;
    block->before = bb_record_length(compiler, record, "before", 0);
    block->has_after = bb_record_get(record, "after") != NULL;
    block->after = bb_record_length(compiler, record, "after", 0);
    int keep = bb_record_enum(record, "keep", -1);
    block->keep_next = keep == 0;
    block->keep_together = keep == 1;
    block->start = (enum bb_start)bb_record_enum(record, "start", BB_START_NONE);
    if (block->start != BB_START_NONE && compiler->apart > 0)
        bb_report(compiler->diag, BB_D_LAYOUT_START_APART, bb_record_get(record, "start")->span);
    block->master = find_master(compiler, bb_record_get(record, "master"));
    if (block->master >= 0 && compiler->apart == 0)
        compiler->master = &compiler->out->masters[block->master];
    block->into = bb_compile_into(compiler, bb_record_get(record, "into"));
    block->required = bb_record_bool(record, "required");
    block->turn = bb_record_int_in(compiler, record, "turn", 0, 0, 9);
    block->anchor = bb_compile_path_of(compiler, record, "anchor", 1u << BB_TYPE_RECORD);
    block->part = compile_part(compiler, bb_record_get(record, "part"));
    block->bar = bb_compile_bar(compiler, bb_record_get(record, "bar"));
    compile_place(compiler, bb_record_get(record, "place"), block);
    check_region(compiler, bb_record_get(record, "into"), block);
    compile_entry(compiler, bb_record_get(record, "entry"), block);
    block->ending = bb_compile_text_value(compiler, bb_record_get(record, "ending"));
    compiler->out->has_endings |= block->ending != NULL;
}

/* Parts the mapping: the pair that names the kind, and a mapping of the rest. */
static const struct kind *
part_block(struct bb_compiler *compiler, const struct bb_node *node, struct bb_node *common,
    const struct bb_node **content)
{
    const struct kind *kind = NULL;
    *common = *node;
    common->len = 0;
    common->pairs = BB_NEW_ARRAY(compiler->arena, struct bb_pair, node->len);
    for (size_t i = 0; i < node->len; i++) {
        const struct kind *found = find_kind(node->pairs[i].key->text);
        if (found && !kind) {
            kind = found;
            *content = node->pairs[i].value;
        } else
            common->pairs[common->len++] = node->pairs[i];
    }
    return kind;
}

static void
report_kind(struct bb_compiler *compiler, const struct bb_node *node)
{
    const struct bb_node *key = node->pairs[0].key;
    const char *names[KINDS];
    for (int i = 0; i < KINDS; i++)
        names[i] = kinds[i].key;
    const char *near = bb_str_nearest(key->text, names, KINDS);
    bb_report(compiler->diag, BB_D_LAYOUT_BLOCK_KIND, key->span, key->text.ptr, near ? near : "");
}

static struct bb_flow
compile_use(struct bb_compiler *compiler, const struct bb_node *node)
{
    enum { USE_MOST = 16 };
    const struct bb_node *flow =
        node->kind == BB_NODE_SCALAR ? bb_map_lookup(&compiler->definitions, node->text) : NULL;
    if (!flow) {
        bb_report(compiler->diag, BB_D_LAYOUT_UNKNOWN_NAME, node->span, "define",
            node->kind == BB_NODE_SCALAR ? node->text.ptr : "", "");
        return (struct bb_flow){0};
    }
    if (compiler->depth >= USE_MOST) {
        bb_report(compiler->diag, BB_D_LAYOUT_USE_DEPTH, node->span, node->text.ptr);
        return (struct bb_flow){0};
    }
    compiler->depth++;
    struct bb_flow result = bb_compile_flow(compiler, flow);
    compiler->depth--;
    return result;
}

/* Whether what a block holds stands in the flow of the pages, and not apart: in a frame or cell. */
static bool
is_in_flow(const struct bb_block_template *block)
{
    return !block->placed && block->into == 0
        && (block->kind == BB_BLOCK_FLOW || block->kind == BB_BLOCK_SECTION);
}

/* After a block that this trip may not show, it is not known what page kind holds. */
static void
forget_master(struct bb_compiler *compiler, const struct bb_block_template *block,
    const struct bb_master *before)
{
    if ((block->each || block->nwhen > 0) && compiler->master != before)
        compiler->master = NULL;
}

static void
compile_block(
    struct bb_compiler *compiler, const struct bb_node *node, struct bb_block_template *block)
{
    *block = (struct bb_block_template){.span = node->span, .master = -1};
    const struct bb_master *before = compiler->master;
    if (node->kind != BB_NODE_MAPPING || node->len == 0) {
        bb_report(compiler->diag, BB_D_LAYOUT_BLOCK_FORM, node->span);
        return;
    }
    struct bb_node common;
    const struct bb_node *content = NULL;
    const struct kind *kind = part_block(compiler, node, &common, &content);
    if (!kind) {
        report_kind(compiler, node);
        return;
    }
    size_t mark = compiler->scope.len;
    block->kind = kind->kind;
    compile_common(compiler, bb_schema_read(compiler->input, &common, &bb_layout_common), block);
    bool apart = !is_in_flow(block);
    compiler->apart += apart;
    if (kind->type) {
        struct bb_value *record = bb_schema_read(compiler->input, content, kind->type);
        if (record)
            kind->compile(compiler, record, block);
        else
            block->kind = BB_BLOCK_FLOW;
    } else if (bb_str_is(bb_str_from(kind->key), "use"))
        block->as.flow = compile_use(compiler, content);
    else
        block->as.flow = bb_compile_flow(compiler, content);
    compiler->apart -= apart;
    forget_master(compiler, block, before);
    bb_compile_close(compiler, mark);
}

/* Definitions that use one another grow exponentially: the blocks of a layout are counted. */
static bool
count_blocks(struct bb_compiler *compiler, const struct bb_node *node)
{
    size_t most = compiler->input->limits->items;
    bool fitted = compiler->nblocks <= most;
    compiler->nblocks += node->len;
    if (fitted && compiler->nblocks > most)
        bb_report(compiler->diag, BB_D_LAYOUT_TOO_LARGE, node->span,
            bb_arena_printf(compiler->arena, "%zu", most).ptr);
    return compiler->nblocks <= most;
}

struct bb_flow
bb_compile_flow(struct bb_compiler *compiler, const struct bb_node *node)
{
    if (!node || node->kind != BB_NODE_SEQUENCE) {
        if (node)
            bb_report(compiler->diag, BB_D_LAYOUT_BLOCK_FORM, node->span);
        return (struct bb_flow){0};
    }
    if (!count_blocks(compiler, node))
        return (struct bb_flow){0};
    struct bb_flow flow = {
        BB_NEW_ARRAY(compiler->arena, struct bb_block_template, node->len), node->len};
    for (size_t i = 0; i < node->len; i++)
        compile_block(compiler, node->items[i], &flow.blocks[i]);
    return flow;
}

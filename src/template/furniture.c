/* What stands on every page of a master: texts, the tabs of the parts, rules. */
#include "template/compile.h"
#include "template/vocabulary.h"

/* The text in field `name`; without it, what the language of layouts says stands there. */
static struct bb_content
text_or(struct bb_compiler *compiler, const struct bb_value *record, const char *name,
    struct bb_str otherwise)
{
    const struct bb_value *value = bb_record_get(record, name);
    struct bb_span_template *span = BB_NEW(compiler->arena, struct bb_span_template);
    span->text = value
        ? bb_compile_text(compiler, bb_value_str(value), &value->as.text.forms[0].origin)
        : bb_compile_text(compiler, otherwise, NULL);
    return (struct bb_content){span, 1};
}

static struct bb_tabs_template *
compile_tabs(struct bb_compiler *compiler, const struct bb_value *record)
{
    struct bb_tabs_template *tabs = BB_NEW(compiler->arena, struct bb_tabs_template);
    bb_len text_height = compiler->out->page.text_height;
    tabs->name = text_or(compiler, record, "text", BB_STR("{part.name}"));
    tabs->number = text_or(compiler, record, "short", BB_STR("{part.number}"));
    tabs->width = bb_record_length(compiler, record, "width", bb_len_from_mm(9));
    tabs->height =
        bb_record_length_in(compiler, record, "height", BB_PT(64), BB_PT(1), text_height);
    tabs->gap = bb_record_length(compiler, record, "gap", BB_PT(8));
    tabs->step = bb_record_length_in(
        compiler, record, "step", tabs->height + tabs->gap, tabs->height, BB_LENGTH_MOST);
    tabs->top = bb_record_length_in(compiler, record, "top", 0, 0, text_height);
    tabs->center = bb_record_length_in(compiler, record, "center", tabs->width / 2, 0, tabs->width);
    tabs->style = bb_compile_style(compiler, bb_record_get(record, "style"));
    tabs->all = bb_record_enum(record, "show", 0) == 1;
    return tabs;
}

static struct bb_page_rule *
compile_rule(struct bb_compiler *compiler, const struct bb_value *record)
{
    struct bb_page_rule *rule = BB_NEW(compiler->arena, struct bb_page_rule);
    const struct bb_page_template *page = &compiler->out->page;
    rule->x = bb_record_length_in(compiler, record, "x", 0, 0, page->width);
    rule->y = bb_record_length_in(compiler, record, "y", 0, 0, page->height);
    rule->vertical = bb_record_bool(record, "vertical");
    bb_len most = rule->vertical ? page->height - rule->y : page->width - rule->x;
    rule->length = bb_record_length_in(compiler, record, "length", most, 0, most);
    rule->thickness = bb_record_length(compiler, record, "thickness", BB_PT(0.25));
    rule->ink = compiler->out->styles[0].ink;
    if (bb_record_get(record, "color"))
        rule->ink = bb_compile_ink(compiler, bb_record_get(record, "color"));
    return rule;
}

void
bb_compile_furniture(
    struct bb_compiler *compiler, const struct bb_node *node, struct bb_furniture_item *item)
{
    struct bb_value *record = bb_schema_read(compiler->input, node, &bb_layout_furniture);
    const struct bb_value *tabs = bb_record_get(record, "tabs");
    const struct bb_value *rule = bb_record_get(record, "rule");
    bool text = bb_record_get(record, "text") || bb_record_get(record, "spans");
    if (record && text + (tabs != NULL) + (rule != NULL) != 1)
        bb_report(compiler->diag, BB_D_LAYOUT_FURNITURE, record->span);
    item->content = bb_compile_record_content(compiler, record);
    item->style = bb_compile_style(compiler, bb_record_get(record, "style"));
    item->inner = bb_record_enum(record, "side", 0) == 0;
    item->foot = bb_record_enum(record, "zone", 0) == 1;
    item->baseline = bb_record_length(compiler, record, "baseline", 0);
    item->tabs = tabs ? compile_tabs(compiler, tabs) : NULL;
    item->rule = rule ? compile_rule(compiler, rule) : NULL;
}

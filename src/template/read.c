/* Typed records of a layout file, read by field name. Layouts are compiled once a run, so a look-up
 * by name costs nothing that shows and keeps the code close to the file. */
#include "template/compile.h"

struct bb_value *
bb_record_get(const struct bb_value *record, const char *name)
{
    if (!record)
        return NULL;
    return bb_value_field(record, bb_schema_find_field(record->type, bb_str_from(name)));
}

static const char *
describe_length(struct bb_compiler *compiler, bb_len length)
{
    struct bb_buf buf;
    bb_buf_init(&buf, 0);
    bb_buf_append_decimal(&buf, bb_len_to_pt(length), 2);
    bb_buf_append_text(&buf, "pt");
    const char *text = bb_arena_str(compiler->arena, bb_buf_str(&buf)).ptr;
    bb_buf_finish(&buf);
    return text;
}

void
bb_report_range(
    struct bb_compiler *compiler, struct bb_span span, const char *name, bb_len least, bb_len most)
{
    bb_report(compiler->diag, BB_D_LAYOUT_RANGE, span, name, describe_length(compiler, least),
        describe_length(compiler, most));
}

bb_len
bb_record_length_in(struct bb_compiler *compiler, const struct bb_value *record, const char *name,
    bb_len otherwise, bb_len least, bb_len most)
{
    const struct bb_value *value = bb_record_get(record, name);
    if (!value)
        return otherwise;
    if (value->as.length >= least && value->as.length <= most)
        return value->as.length;
    bb_report_range(compiler, value->span, name, least, most);
    return otherwise;
}

bb_len
bb_record_length(
    struct bb_compiler *compiler, const struct bb_value *record, const char *name, bb_len otherwise)
{
    return bb_record_length_in(compiler, record, name, otherwise, 0, BB_LENGTH_MOST);
}

bool
bb_record_bool(const struct bb_value *record, const char *name)
{
    const struct bb_value *value = bb_record_get(record, name);
    return value && value->as.boolean;
}

int
bb_record_int_in(struct bb_compiler *compiler, const struct bb_value *record, const char *name,
    int otherwise, int least, int most)
{
    const struct bb_value *value = bb_record_get(record, name);
    if (!value)
        return otherwise;
    if (value->as.integer >= least && value->as.integer <= most)
        return (int)value->as.integer;
    bb_report(compiler->diag, BB_D_LAYOUT_RANGE, value->span, name,
        bb_arena_printf(compiler->arena, "%d", least).ptr,
        bb_arena_printf(compiler->arena, "%d", most).ptr);
    return otherwise;
}

int
bb_record_enum(const struct bb_value *record, const char *name, int otherwise)
{
    const struct bb_value *value = bb_record_get(record, name);
    return value ? (int)value->as.integer : otherwise;
}

struct bb_str
bb_value_str(const struct bb_value *value)
{
    if (!value || value->as.text.nforms == 0)
        return (struct bb_str){"", 0};
    return value->as.text.forms[0].text;
}

struct bb_str
bb_record_str(const struct bb_value *record, const char *name)
{
    return bb_value_str(bb_record_get(record, name));
}

const struct bb_node *
bb_record_node(const struct bb_value *record, const char *name)
{
    const struct bb_value *value = bb_record_get(record, name);
    return value ? value->as.free : NULL;
}

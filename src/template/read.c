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

bb_len
bb_record_length(const struct bb_value *record, const char *name, bb_len otherwise)
{
    const struct bb_value *value = bb_record_get(record, name);
    return value ? value->as.length : otherwise;
}

bool
bb_record_bool(const struct bb_value *record, const char *name)
{
    const struct bb_value *value = bb_record_get(record, name);
    return value && value->as.boolean;
}

int
bb_record_int(const struct bb_value *record, const char *name, int otherwise)
{
    const struct bb_value *value = bb_record_get(record, name);
    return value ? (int)value->as.integer : otherwise;
}

int
bb_record_enum(const struct bb_value *record, const char *name, int otherwise)
{
    return bb_record_int(record, name, otherwise);
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

/* The JSON schema of the trip file.
 *
 * Keywords of JSON Schema speak only of values of their kind: `required` of objects, `pattern` of
 * strings. So a record with a shorthand is one schema that lists both kinds, and a validator's
 * message stays about the field that is wrong; `anyOf` would end in "matches none of these". It is
 * left for lists, where a single item may stand alone, and for `tbd` and empty values. */
#include "base/json.h"
#include "schema/print.h"
#include "schema/scan.h"

struct printer {
    struct bb_buf *out;
    enum bb_diag_language language;
    int depth;
    bool first; /* nothing stands in the open object yet */
};

/* --- JSON ----------------------------------------------------------------------------------- */

static void
begin(struct printer *printer, const char *key)
{
    bb_buf_append_text(printer->out, printer->first ? "\n" : ",\n");
    bb_buf_printf(printer->out, "%*s", printer->depth * 2, "");
    printer->first = false;
    if (!key)
        return;
    bb_json_append_string(printer->out, bb_str_from(key));
    bb_buf_append_text(printer->out, ": ");
}

static void
put_open(struct printer *printer, const char *key, char bracket)
{
    begin(printer, key);
    bb_buf_append_char(printer->out, bracket);
    printer->depth++;
    printer->first = true;
}

static void
put_close(struct printer *printer, char bracket)
{
    printer->depth--;
    if (!printer->first)
        bb_buf_printf(printer->out, "\n%*s", printer->depth * 2, "");
    bb_buf_append_char(printer->out, bracket);
    printer->first = false;
}

static void
put_text(struct printer *printer, const char *key, const char *text)
{
    begin(printer, key);
    bb_json_append_string(printer->out, bb_str_from(text));
}

/* JSON as it is. */
static void
put_json(struct printer *printer, const char *key, const char *json)
{
    begin(printer, key);
    bb_buf_append_text(printer->out, json);
}

static void
put_reference(struct printer *printer, const char *key, const char *id)
{
    begin(printer, key);
    bb_buf_printf(printer->out, "{\"$ref\": \"#/$defs/%s\"}", id);
}

/* --- types ---------------------------------------------------------------------------------- */

static const char *
record_id(const struct bb_type *type)
{
    size_t at = 0;
    while (bb_vocabulary_records[at].type != type)
        at++;
    return bb_vocabulary_records[at].id;
}

static const char *
type_id(const struct bb_type *type, bool is_id)
{
    if (is_id)
        return bb_written_id.id;
    if (type->kind == BB_TYPE_RECORD)
        return record_id(type);
    return type->kind == BB_TYPE_ENUM ? type->name : bb_written_lookup(type->kind)->id;
}

/* A type that is no list, as a member named `key` or, without one, of a list. `is_id`: its strings
 * are ids. */
static void
put_type(struct printer *printer, const char *key, const struct bb_type *type, bool is_id)
{
    if (type->kind == BB_TYPE_FREE) {
        put_json(printer, key, "true");
    } else if (type->kind == BB_TYPE_MAP) {
        put_open(printer, key, '{');
        put_text(printer, "type", "object");
        put_reference(printer, "propertyNames", bb_written_id.id);
        put_type(printer, "additionalProperties", type->item, false);
        put_close(printer, '}');
    } else {
        put_reference(printer, key, type_id(type, is_id));
    }
}

static bool
is_id(const struct bb_field *field)
{
    return strcmp(field->name, "id") == 0;
}

/* Whether a field takes nothing but one value of its type. */
static bool
is_single(const struct bb_field *field)
{
    enum bb_type_kind kind = field->type->kind;
    return (field->flags & BB_FIELD_REQUIRED) && !(field->flags & BB_FIELD_TBD)
        && kind != BB_TYPE_LIST && kind != BB_TYPE_MAP;
}

/* What a field takes besides its type: several items, `tbd`, or nothing where it is optional. */
static void
put_choice(struct printer *printer, const struct bb_field *field)
{
    const struct bb_type *type = field->type;
    put_open(printer, "anyOf", '[');
    if (type->kind == BB_TYPE_LIST) {
        put_open(printer, NULL, '{');
        put_text(printer, "type", "array");
        put_type(printer, "items", type->item, false);
        put_close(printer, '}');
    }
    put_type(printer, NULL, type->kind == BB_TYPE_LIST ? type->item : type, is_id(field));
    if (field->flags & BB_FIELD_TBD)
        put_json(printer, NULL, "{\"const\": \"tbd\"}");
    if (!(field->flags & BB_FIELD_REQUIRED))
        put_json(printer, NULL, "{\"type\": \"null\"}");
    put_close(printer, ']');
}

static void
put_field(struct printer *printer, const struct bb_field *field)
{
    put_open(printer, field->name, '{');
    put_text(
        printer, "description", printer->language == BB_DIAG_KO ? field->doc_ko : field->doc_en);
    if (is_single(field)) {
        begin(printer, "$ref");
        bb_buf_printf(printer->out, "\"#/$defs/%s\"", type_id(field->type, is_id(field)));
    } else if (field->type->kind != BB_TYPE_FREE) {
        put_choice(printer, field);
    }
    put_close(printer, '}');
}

/* --- definitions ---------------------------------------------------------------------------- */

static void
put_required(struct printer *printer, const struct bb_type *type)
{
    put_open(printer, "required", '[');
    for (size_t i = 0; i < type->nfields; i++)
        if (type->fields[i].flags & BB_FIELD_REQUIRED)
            put_text(printer, NULL, type->fields[i].name);
    put_close(printer, ']');
}

/* What the file itself lacks may come from the files that it includes. */
static void
put_required_or_included(struct printer *printer, const struct bb_type *type)
{
    put_json(printer, "if", "{\"not\": {\"required\": [\"include\"]}}");
    put_open(printer, "then", '{');
    put_required(printer, type);
    put_close(printer, '}');
}

/* An object, or the scalar that stands for its most important field. */
static void
put_record_types(struct printer *printer, const struct bb_type *type)
{
    const struct bb_written *scalar =
        type->shorthand ? bb_written_lookup(type->shorthand->type->kind) : NULL;
    if (!scalar) {
        put_text(printer, "type", "object");
        return;
    }
    begin(printer, "type");
    bb_buf_append_char(printer->out, '[');
    bb_buf_append_text(printer->out, scalar->json);
    bb_buf_append_text(printer->out, strstr(scalar->json, "object") ? "]" : ", \"object\"]");
    if (scalar->pattern)
        put_text(printer, "pattern", scalar->pattern);
}

static void
put_record(struct printer *printer, const struct bb_record *record)
{
    const struct bb_type *type = record->type;
    bool korean = printer->language == BB_DIAG_KO;
    put_open(printer, record->id, '{');
    put_text(printer, "title", korean ? bb_schema_name_ko(type) : type->name);
    put_text(printer, "description", korean ? record->doc_ko : record->doc_en);
    put_record_types(printer, type);
    put_open(printer, "properties", '{');
    for (size_t i = 0; i < type->nfields; i++)
        if (!(type->fields[i].flags & BB_FIELD_DERIVED))
            put_field(printer, &type->fields[i]);
    put_close(printer, '}');
    if (type == &bb_type_root)
        put_required_or_included(printer, type);
    else
        put_required(printer, type);
    put_json(printer, "additionalProperties", "false");
    put_close(printer, '}');
}

/* A record that is worked out as a whole never stands in a file. */
static bool
is_written(const struct bb_type *record)
{
    for (size_t i = 0; i < record->nfields; i++)
        if (!(record->fields[i].flags & BB_FIELD_DERIVED))
            return true;
    return false;
}

static void
put_words(struct printer *printer, const struct bb_words *set)
{
    put_open(printer, set->type->name, '{');
    put_open(printer, "oneOf", '[');
    for (size_t i = 0; i < set->type->nnames; i++) {
        const struct bb_word *word = &set->words[i];
        put_open(printer, NULL, '{');
        put_text(printer, "const", word->name);
        put_text(
            printer, "description", printer->language == BB_DIAG_KO ? word->doc_ko : word->doc_en);
        put_close(printer, '}');
    }
    put_close(printer, ']');
    put_close(printer, '}');
}

static void
put_slips(struct printer *printer)
{
    put_open(printer, "not", '{');
    put_open(printer, "enum", '[');
    for (size_t i = 0; i < BB_SCAN_SLIPS; i++)
        put_text(printer, NULL, bb_scan_slips[i][0]);
    put_close(printer, ']');
    put_close(printer, '}');
}

static void
put_written(struct printer *printer, const struct bb_written *row)
{
    put_open(printer, row->id, '{');
    put_text(printer, "description", row->doc[printer->language]);
    begin(printer, "type");
    bb_buf_printf(printer->out, "[%s]", row->json);
    if (row->pattern)
        put_text(printer, "pattern", row->pattern);
    if (row->forbid) {
        put_open(printer, "not", '{');
        put_text(printer, "pattern", row->forbid);
        put_close(printer, '}');
    }
    if (row->kind == BB_TYPE_LANGUAGE)
        put_slips(printer);
    if (row->kind == BB_TYPE_TEXT || row->kind == BB_TYPE_RICH) {
        put_reference(printer, "propertyNames", bb_written_lookup(BB_TYPE_LANGUAGE)->id);
        put_json(printer, "additionalProperties",
            "{\"type\": [\"string\", \"number\", \"boolean\", \"null\"]}");
    }
    put_close(printer, '}');
}

void
bb_print_schema(struct bb_buf *out, enum bb_diag_language language)
{
    struct printer printer = {.out = out, .language = language, .first = true, .depth = 1};
    bb_buf_append_char(out, '{');
    put_text(&printer, "$schema", "https://json-schema.org/draft/2020-12/schema");
    put_text(&printer, "$ref", "#/$defs/root");
    put_open(&printer, "$defs", '{');
    for (size_t i = 0; i < bb_vocabulary_nrecords; i++)
        if (is_written(bb_vocabulary_records[i].type))
            put_record(&printer, &bb_vocabulary_records[i]);
    for (size_t i = 0; i < bb_vocabulary_nwords; i++)
        put_words(&printer, &bb_vocabulary_words[i]);
    for (size_t i = 0; i < bb_written_count; i++)
        put_written(&printer, &bb_written_table[i]);
    put_written(&printer, &bb_written_id);
    put_close(&printer, '}');
    put_close(&printer, '}');
    bb_buf_append_char(out, '\n');
}

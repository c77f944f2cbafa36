/* Nodes to typed values: records, lists and maps, and looking things up in values.
 *
 * Reading goes down the type and the node together and never stops at a mistake: a field that does
 * not fit stays absent and its neighbours are still read. The types drive everything, so that the
 * vocabulary of a trip and that of a layout need no code of their own; a generated parser for each
 * record would be faster by microseconds and would have to repeat every message. */
#include "schema/schema.h"

#include "schema/reader.h"
#include "schema/scan.h"

const struct bb_type bb_type_string = {.kind = BB_TYPE_STRING, .name = "string", .name_ko = "글자"};
const struct bb_type bb_type_text = {.kind = BB_TYPE_TEXT, .name = "text", .name_ko = "글"};
const struct bb_type bb_type_rich = {.kind = BB_TYPE_RICH, .name = "rich text", .name_ko = "긴 글"};
const struct bb_type bb_type_bool = {.kind = BB_TYPE_BOOL, .name = "boolean", .name_ko = "참·거짓"};
const struct bb_type bb_type_int = {.kind = BB_TYPE_INT, .name = "integer", .name_ko = "정수"};
const struct bb_type bb_type_number = {.kind = BB_TYPE_NUMBER, .name = "number", .name_ko = "수"};
const struct bb_type bb_type_date = {.kind = BB_TYPE_DATE, .name = "date", .name_ko = "날짜"};
const struct bb_type bb_type_time = {.kind = BB_TYPE_TIME, .name = "time", .name_ko = "시각"};
const struct bb_type bb_type_datetime = {
    .kind = BB_TYPE_DATETIME, .name = "date and time", .name_ko = "날짜와 시각"};
const struct bb_type bb_type_timezone = {
    .kind = BB_TYPE_TIMEZONE, .name = "time zone", .name_ko = "시간대"};
const struct bb_type bb_type_language = {
    .kind = BB_TYPE_LANGUAGE, .name = "language", .name_ko = "언어"};
const struct bb_type bb_type_path = {.kind = BB_TYPE_PATH, .name = "path", .name_ko = "파일 경로"};
const struct bb_type bb_type_picture = {
    .kind = BB_TYPE_PATH, .name = "picture", .name_ko = "사진 파일 경로"};
const struct bb_type bb_type_length = {.kind = BB_TYPE_LENGTH, .name = "length", .name_ko = "길이"};
const struct bb_type bb_type_free = {
    .kind = BB_TYPE_FREE, .name = "anything", .name_ko = "자유로운 내용"};

bool
bb_type_counts(const struct bb_type *type)
{
    return (type->kind == BB_TYPE_INT && type != &bb_type_int)
        || (type->kind == BB_TYPE_NUMBER && type != &bb_type_number);
}

static struct bb_value *read_value(struct bb_reader *reader, const struct bb_node *node,
    const struct bb_type *type, const struct bb_slot *slot);

struct bb_value *
bb_reader_value(struct bb_reader *reader, const struct bb_node *node, const struct bb_type *type,
    const struct bb_slot *slot)
{
    struct bb_value *value = bb_value_create(reader->input->arena, type);
    value->span = node->span;
    value->head = slot->head;
    return value;
}

enum { JOIN_MOST = 240 }; /* bytes; of ids there may be hundreds */

const char *
bb_reader_join(struct bb_arena *arena, const char *const *names, size_t count)
{
    struct bb_buf buf;
    bb_buf_init(&buf, 0);
    for (size_t i = 0; i < count; i++) {
        bool more = buf.len + strlen(names[i]) > JOIN_MOST;
        bb_buf_append_text(&buf, buf.len > 0 ? ", " : "");
        bb_buf_append_text(&buf, more ? "…" : names[i]);
        if (more)
            break;
    }
    const char *text = bb_arena_copy(arena, buf.ptr, buf.len);
    bb_buf_finish(&buf);
    return text;
}

void
bb_reader_check_id(struct bb_reader *reader, struct bb_str id, struct bb_span span)
{
    if (!bb_scan_is_id(id))
        bb_report(reader->input->diag, BB_D_BAD_ID, span, id.ptr);
}

/* Where a message about the whole of a node points: a mapping would mark many lines, so its first
 * key stands for it. */
static struct bb_span
head_span(const struct bb_node *node)
{
    if (node->kind == BB_NODE_MAPPING && node->len > 0)
        return node->pairs[0].key->span;
    return node->span;
}

/* Counts an entry against the limit; false once there are too many. */
static bool
count_item(struct bb_reader *reader, const struct bb_node *node)
{
    size_t most = reader->input->limits->items;
    if (reader->items++ < most)
        return true;
    if (!reader->full) {
        struct bb_str limit = bb_arena_printf(reader->input->arena, "%zu", most);
        bb_report(reader->input->diag, BB_D_TOO_MANY_ITEMS, node->span, limit.ptr);
    }
    reader->full = true;
    return false;
}

/* --- records -------------------------------------------------------------------------------- */

/* A record being read, and which of its fields a misspelt key probably meant: those are not missing
 * as well. */
struct entry {
    struct bb_value *record;
    bool *meant; /* by field */
};

static void
report_unknown_key(struct bb_reader *reader, const struct bb_node *key, struct entry *entry)
{
    const struct bb_type *type = entry->record->type;
    struct bb_arena *arena = reader->input->arena;
    const char **names = BB_NEW_ARRAY(arena, const char *, type->nfields);
    size_t count = 0;
    for (size_t i = 0; i < type->nfields; i++)
        if (!(type->fields[i].flags & BB_FIELD_DERIVED))
            names[count++] = type->fields[i].name;
    const char *nearest = bb_str_nearest(key->text, names, count);
    const char *ko = bb_schema_name_ko(type);
    if (!nearest) {
        bb_report(reader->input->diag, BB_D_UNKNOWN_KEY, key->span, key->text.ptr, type->name,
            bb_reader_join(arena, names, count), ko);
        return;
    }
    entry->meant[bb_schema_find_field(type, bb_str_from(nearest))] = true;
    bb_report(
        reader->input->diag, BB_D_MISSPELT_KEY, key->span, key->text.ptr, type->name, nearest, ko);
}

static void
read_field(struct bb_reader *reader, const struct bb_pair *pair, struct entry *entry)
{
    struct bb_value *record = entry->record;
    int index = bb_schema_find_field(record->type, pair->key->text);
    if (index < 0) {
        report_unknown_key(reader, pair->key, entry);
        return;
    }
    const struct bb_field *field = &record->type->fields[index];
    if (field->flags & BB_FIELD_DERIVED) {
        bb_report(reader->input->diag, BB_D_DERIVED_FIELD, pair->key->span, field->name,
            record->type->name, bb_schema_name_ko(record->type));
        return;
    }
    struct bb_slot slot = {field->name, pair->key->span, field->flags};
    record->as.record.fields[index] = read_value(reader, pair->value, field->type, &slot);
    if (strcmp(field->name, "id") == 0 && record->as.record.fields[index]) {
        record->as.record.id = pair->value->text;
        bb_reader_check_id(reader, pair->value->text, pair->value->span);
    }
}

static bool
is_given(const struct bb_node *mapping, const char *name)
{
    const struct bb_node *node = bb_node_lookup(mapping, name);
    return node && !bb_node_is_null(node);
}

static void
check_required(struct bb_reader *reader, const struct bb_node *node, const struct entry *entry)
{
    const struct bb_type *type = entry->record->type;
    for (size_t i = 0; i < type->nfields; i++) {
        const struct bb_field *field = &type->fields[i];
        bool present =
            node->kind == BB_NODE_MAPPING ? is_given(node, field->name) : field == type->shorthand;
        if ((field->flags & BB_FIELD_REQUIRED) && !present && !entry->meant[i])
            bb_report(reader->input->diag, BB_D_MISSING_FIELD, entry->record->head, type->name,
                field->name, bb_schema_name_ko(type));
    }
}

static struct bb_value *
read_record(struct bb_reader *reader, const struct bb_node *node, const struct bb_type *type,
    const struct bb_slot *slot)
{
    bool short_form = node->kind == BB_NODE_SCALAR && type->shorthand;
    if (node->kind != BB_NODE_MAPPING && !short_form) {
        bb_report(reader->input->diag, BB_D_EXPECTED_MAPPING, node->span, slot->name, type->name,
            bb_schema_name_ko(type));
        return NULL;
    }
    struct bb_value *record = bb_reader_value(reader, node, type, slot);
    struct entry entry = {record, BB_NEW_ARRAY(reader->input->arena, bool, type->nfields)};
    if (short_form) {
        struct bb_slot inner = {type->shorthand->name, slot->head, type->shorthand->flags};
        record->as.record.fields[type->shorthand - type->fields] =
            read_value(reader, node, type->shorthand->type, &inner);
    }
    for (size_t i = 0; i < node->len && !short_form; i++)
        read_field(reader, &node->pairs[i], &entry);
    check_required(reader, node, &entry);
    return record;
}

/* --- lists and maps ------------------------------------------------------------------------- */

static void
read_item(struct bb_reader *reader, const struct bb_node *node, struct bb_value *list,
    const struct bb_slot *slot)
{
    if (!count_item(reader, node))
        return;
    if (bb_node_is_null(node)) {
        bb_report(reader->input->diag, BB_D_EMPTY_ITEM, node->span, slot->name);
        return;
    }
    struct bb_slot inner = {slot->name, head_span(node), 0};
    struct bb_value *item = read_value(reader, node, list->type->item, &inner);
    if (item)
        bb_value_append(reader->input->arena, list, item);
}

static struct bb_value *
read_list(struct bb_reader *reader, const struct bb_node *node, const struct bb_type *type,
    const struct bb_slot *slot)
{
    struct bb_value *list = bb_reader_value(reader, node, type, slot);
    if (node->kind != BB_NODE_SEQUENCE) {
        read_item(reader, node, list, slot);
        return list;
    }
    for (size_t i = 0; i < node->len && !reader->full; i++)
        read_item(reader, node->items[i], list, slot);
    return list;
}

static void
read_entry(struct bb_reader *reader, const struct bb_pair *pair, struct bb_value *map)
{
    if (!count_item(reader, pair->key))
        return;
    bb_reader_check_id(reader, pair->key->text, pair->key->span);
    if (bb_node_is_null(pair->value)) {
        bb_report(reader->input->diag, BB_D_EMPTY_ITEM, pair->key->span, pair->key->text.ptr);
        return;
    }
    struct bb_slot slot = {pair->key->text.ptr, pair->key->span, 0};
    struct bb_value *item = read_value(reader, pair->value, map->type->item, &slot);
    if (!item)
        return;
    item->key = pair->key->text;
    if (item->type->kind == BB_TYPE_RECORD)
        item->as.record.id = pair->key->text;
    bb_value_append(reader->input->arena, map, item);
}

static struct bb_value *
read_map(struct bb_reader *reader, const struct bb_node *node, const struct bb_type *type,
    const struct bb_slot *slot)
{
    if (node->kind != BB_NODE_MAPPING) {
        bb_report(reader->input->diag, BB_D_EXPECTED_MAP, node->span, slot->name);
        return NULL;
    }
    struct bb_value *map = bb_reader_value(reader, node, type, slot);
    for (size_t i = 0; i < node->len && !reader->full; i++)
        read_entry(reader, &node->pairs[i], map);
    return map;
}

static struct bb_value *
read_free(struct bb_reader *reader, const struct bb_node *node, const struct bb_type *type,
    const struct bb_slot *slot)
{
    struct bb_value *value = bb_reader_value(reader, node, type, slot);
    value->as.free = node;
    return value;
}

static bool
is_tbd(const struct bb_node *node, const struct bb_slot *slot)
{
    return (slot->flags & BB_FIELD_TBD) && node->kind == BB_NODE_SCALAR && node->plain
        && bb_str_is(node->text, "tbd");
}

static struct bb_value *
read_value(struct bb_reader *reader, const struct bb_node *node, const struct bb_type *type,
    const struct bb_slot *slot)
{
    if (bb_node_is_null(node) && type->kind != BB_TYPE_FREE)
        return NULL;
    if (is_tbd(node, slot)) {
        struct bb_value *value = bb_reader_value(reader, node, type, slot);
        value->tbd = true;
        return value;
    }
    switch (type->kind) {
    case BB_TYPE_RECORD:
        return read_record(reader, node, type, slot);
    case BB_TYPE_LIST:
        return read_list(reader, node, type, slot);
    case BB_TYPE_MAP:
        return read_map(reader, node, type, slot);
    case BB_TYPE_FREE:
        return read_free(reader, node, type, slot);
    default:
        return bb_reader_scalar(reader, node, type, slot);
    }
}

struct bb_value *
bb_schema_read(struct bb_input *input, const struct bb_node *node, const struct bb_type *type)
{
    struct bb_reader reader = {.input = input};
    struct bb_slot slot = {type->name, head_span(node), 0};
    return read_value(&reader, node, type, &slot);
}

/* --- values --------------------------------------------------------------------------------- */

const char *
bb_schema_name_ko(const struct bb_type *type)
{
    return type->name_ko ? type->name_ko : type->name;
}

int
bb_schema_find_field(const struct bb_type *record, struct bb_str name)
{
    for (size_t i = 0; i < record->nfields; i++)
        if (bb_str_is(name, record->fields[i].name))
            return (int)i;
    return -1;
}

struct bb_value *
bb_value_field(const struct bb_value *record, int field)
{
    return record && field >= 0 ? record->as.record.fields[field] : NULL;
}

struct bb_value *
bb_value_record(struct bb_value *value)
{
    return value && value->type->kind == BB_TYPE_REF ? value->as.target : value;
}

size_t
bb_value_len(const struct bb_value *list)
{
    return list ? list->as.list.len : 0;
}

/* The form with exactly this tag; NULL asks for the plain form. */
static const struct bb_form *
exact_form(const struct bb_value *text, struct bb_str tag)
{
    for (size_t i = 0; i < text->as.text.nforms; i++) {
        const struct bb_form *form = &text->as.text.forms[i];
        bool fits = tag.ptr ? form->language && bb_str_is(tag, form->language) : !form->language;
        if (fits && !form->tbd)
            return form;
    }
    return NULL;
}

/* Without its last subtag, and without a singleton that then ends it (RFC 4647, section 3.4). */
static struct bb_str
shorten_tag(struct bb_str tag)
{
    while (tag.len > 0 && tag.ptr[tag.len - 1] != '-')
        tag.len--;
    tag.len = tag.len > 0 ? tag.len - 1 : 0;
    if (tag.len > 2 && tag.ptr[tag.len - 2] == '-')
        tag.len -= 2;
    return tag;
}

const struct bb_form *
bb_value_form(const struct bb_value *text, const char *language)
{
    if (!text)
        return NULL;
    for (struct bb_str tag = bb_str_from(language); tag.len > 0; tag = shorten_tag(tag)) {
        const struct bb_form *form = exact_form(text, tag);
        if (form)
            return form;
    }
    return exact_form(text, (struct bb_str){NULL, 0});
}

struct bb_value *
bb_value_create(struct bb_arena *arena, const struct bb_type *type)
{
    struct bb_value *value = BB_NEW(arena, struct bb_value);
    value->type = type;
    if (type->kind == BB_TYPE_RECORD) {
        value->as.record.fields = BB_NEW_ARRAY(arena, struct bb_value *, type->nfields);
        value->as.record.id = BB_STR("");
    }
    return value;
}

void
bb_value_append(struct bb_arena *arena, struct bb_value *list, struct bb_value *item)
{
    size_t len = list->as.list.len;
    if (len == 0 || (len & (len - 1)) == 0) { /* full at each power of two */
        struct bb_value **items = BB_NEW_ARRAY(arena, struct bb_value *, len > 0 ? len * 2 : 1);
        if (len > 0)
            memcpy(items, list->as.list.items, len * sizeof *items);
        list->as.list.items = items;
    }
    list->as.list.items[list->as.list.len++] = item;
}

static void
walk_record(struct bb_value *record, void (*visit)(struct bb_value *, void *), void *data)
{
    for (size_t i = 0; i < record->type->nfields; i++)
        if (record->as.record.fields[i] && !(record->type->fields[i].flags & BB_FIELD_DERIVED))
            bb_value_walk(record->as.record.fields[i], visit, data);
}

void
bb_value_walk(struct bb_value *value, void (*visit)(struct bb_value *, void *), void *data)
{
    if (!value)
        return;
    visit(value, data);
    enum bb_type_kind kind = value->type->kind;
    if (kind == BB_TYPE_RECORD)
        walk_record(value, visit, data);
    for (size_t i = 0; (kind == BB_TYPE_LIST || kind == BB_TYPE_MAP) && i < bb_value_len(value);
         i++)
        bb_value_walk(value->as.list.items[i], visit, data);
}

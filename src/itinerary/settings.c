/* Settings of the command line, `cities.paris.hotel.name=…`: put into the nodes of the trip before
 * they are read by type, so that a set value is read, checked and reported like one in the file.
 *
 * A setting is a source of its own, and its nodes point into it. The path is followed by the
 * vocabulary: it says whether a step is a field, an item or a language, and whether the value is
 * YAML (lists, maps, records) or text as it stands. What a path does not know it does not make,
 * but for fields: an item by a misspelt id would be a new person, unseen. Nodes on the way are
 * copied, since aliases share them. Setting values after reading was the alternative: required
 * fields, defaults and ids would have to be looked at twice. */
#include "itinerary/trip.h"

struct setting {
    struct bb_input *input;
    struct bb_arena *arena;
    uint32_t source;
    struct bb_str text; /* all of it */
    struct bb_str path, value;
    const struct bb_node *root;
};

static struct bb_span
span_of(const struct setting *setting, struct bb_str part)
{
    uint32_t start = (uint32_t)(part.ptr - setting->text.ptr);
    return (struct bb_span){setting->source, start, start + (uint32_t)part.len};
}

static struct bb_node *
make_scalar(const struct setting *setting, struct bb_str text)
{
    struct bb_node *node = BB_NEW(setting->arena, struct bb_node);
    struct bb_origin_piece *piece = BB_NEW(setting->arena, struct bb_origin_piece);
    struct bb_span span = span_of(setting, text);
    *piece = (struct bb_origin_piece){0, span.start};
    *node = (struct bb_node){.kind = BB_NODE_SCALAR,
        .plain = true,
        .span = span,
        .text = bb_arena_str(setting->arena, text),
        .origin = {span, piece, 1}};
    return node;
}

/* The value as YAML. Its place must be that in the whole setting, so the path is blanked while it
 * is parsed. */
static struct bb_node *
parse_value(const struct setting *setting)
{
    size_t len = (size_t)(setting->value.ptr - setting->text.ptr);
    char *bytes = (char *)setting->text.ptr; /* the arena's own copy */
    char *path = bb_arena_copy(setting->arena, bytes, len);
    memset(bytes, ' ', len);
    struct bb_node *node = bb_yaml_parse(setting->input, setting->source);
    memcpy(bytes, path, len);
    return node;
}

static bool
is_collection(const struct bb_type *type)
{
    enum bb_type_kind kind = type->kind;
    return kind == BB_TYPE_RECORD || kind == BB_TYPE_LIST || kind == BB_TYPE_MAP
        || kind == BB_TYPE_FREE;
}

static struct bb_node *
make_value(const struct setting *setting, const struct bb_type *type)
{
    struct bb_node *node = is_collection(type) ? parse_value(setting) : NULL;
    return node ? node : make_scalar(setting, setting->value);
}

/* --- the way ---------------------------------------------------------------------------------- */

static struct bb_node *
own_copy(const struct setting *setting, struct bb_node **slot)
{
    struct bb_node *copy = BB_NEW(setting->arena, struct bb_node);
    *copy = **slot;
    size_t len = copy->len;
    if (copy->kind == BB_NODE_MAPPING && len > 0) {
        copy->pairs = BB_NEW_ARRAY(setting->arena, struct bb_pair, len);
        memcpy(copy->pairs, (*slot)->pairs, len * sizeof *copy->pairs);
    } else if (copy->kind == BB_NODE_SEQUENCE && len > 0) {
        copy->items = BB_NEW_ARRAY(setting->arena, struct bb_node *, len);
        memcpy(copy->items, (*slot)->items, len * sizeof *copy->items);
    }
    *slot = copy;
    return copy;
}

/* Makes what is there a mapping: nothing becomes an empty one, a scalar the entry `key` of one. */
static struct bb_node *
as_mapping(const struct setting *setting, struct bb_node **slot, const char *key)
{
    struct bb_node *old = *slot;
    if (old && old->kind == BB_NODE_MAPPING)
        return own_copy(setting, slot);
    struct bb_node *mapping = BB_NEW(setting->arena, struct bb_node);
    *mapping = (struct bb_node){
        .kind = BB_NODE_MAPPING, .span = old ? old->span : span_of(setting, setting->path)};
    if (old && !bb_node_is_null(old) && key) {
        struct bb_node *name = make_scalar(setting, setting->path);
        name->text = bb_str_from(key);
        mapping->pairs = BB_NEW(setting->arena, struct bb_pair);
        mapping->pairs[0] = (struct bb_pair){name, old};
        mapping->len = 1;
    }
    *slot = mapping;
    return mapping;
}

/* The slot of an entry, which is made where it is missing. */
static struct bb_node **
enter_field(const struct setting *setting, struct bb_node *mapping, struct bb_str step)
{
    for (size_t i = 0; i < mapping->len; i++)
        if (bb_str_equal(mapping->pairs[i].key->text, step))
            return &mapping->pairs[i].value;
    struct bb_pair *pairs = BB_NEW_ARRAY(setting->arena, struct bb_pair, mapping->len + 1);
    if (mapping->len > 0)
        memcpy(pairs, mapping->pairs, mapping->len * sizeof *pairs);
    pairs[mapping->len] = (struct bb_pair){make_scalar(setting, step), NULL};
    mapping->pairs = pairs;
    return &mapping->pairs[mapping->len++].value;
}

/* What an item of a list is called: its id, or its date without the weekday. */
static struct bb_str
name_item(const struct bb_node *item)
{
    static const char *const keys[] = {"id", "date"};
    for (size_t i = 0; item->kind == BB_NODE_MAPPING && i < sizeof keys / sizeof *keys; i++) {
        const struct bb_node *name = bb_node_lookup(item, keys[i]);
        if (!name || name->kind != BB_NODE_SCALAR)
            continue;
        struct bb_str text = name->text;
        return bb_str_cut(&text, ' ');
    }
    return BB_STR("");
}

/* From 1; 0: no number. */
static size_t
parse_index(struct bb_str step)
{
    size_t index = 0;
    for (size_t i = 0; i < step.len && index < 1000000; i++) {
        if (step.ptr[i] < '0' || step.ptr[i] > '9')
            return 0;
        index = index * 10 + (size_t)(step.ptr[i] - '0');
    }
    return index;
}

static void
report_item(const struct setting *setting, struct bb_str step, const char **names, size_t count,
    const struct bb_type *type)
{
    const char *near = bb_str_nearest(step, names, count);
    const char *word = bb_arena_str(setting->arena, step).ptr;
    const char *name = type->item->name ? type->item->name : type->name;
    const char *name_ko = bb_schema_name_ko(type->item);
    if (near)
        bb_report(setting->input->diag, BB_D_SETTING_ITEM_NEAR, span_of(setting, step), word, name,
            name_ko, near);
    else
        bb_report(
            setting->input->diag, BB_D_SETTING_ITEM, span_of(setting, step), word, name, name_ko);
}

/* An item of a list by its number, id or date; NULL after reporting. */
static struct bb_node **
enter_item(const struct setting *setting, struct bb_node **slot, struct bb_str step,
    const struct bb_type *type)
{
    struct bb_node *list = *slot;
    bool many = list && list->kind == BB_NODE_SEQUENCE;
    size_t count = many ? list->len : list && !bb_node_is_null(list) ? 1 : 0;
    if (many)
        list = own_copy(setting, slot);
    struct bb_node **items = many ? list->items : slot;
    const char **names = BB_NEW_ARRAY(setting->arena, const char *, count + 1);
    size_t nnames = 0;
    for (size_t i = 0; i < count; i++) {
        struct bb_str name = name_item(items[i]);
        if (name.len > 0 && bb_str_equal(name, step))
            return &items[i];
        if (name.len > 0)
            names[nnames++] = bb_arena_str(setting->arena, name).ptr;
    }
    size_t index = parse_index(step);
    if (index > 0 && index <= count)
        return &items[index - 1];
    report_item(setting, step, names, nnames, type);
    return NULL;
}

/* An entry of a map by its id; NULL after reporting. */
static struct bb_node **
enter_entry(const struct setting *setting, struct bb_node **slot, struct bb_str step,
    const struct bb_type *type)
{
    struct bb_node *map = as_mapping(setting, slot, NULL);
    const char **names = BB_NEW_ARRAY(setting->arena, const char *, map->len + 1);
    for (size_t i = 0; i < map->len; i++) {
        if (bb_str_equal(map->pairs[i].key->text, step))
            return &map->pairs[i].value;
        names[i] = map->pairs[i].key->text.ptr;
    }
    report_item(setting, step, names, map->len, type);
    return NULL;
}

/* The language of texts without forms. */
static const char *
plain_language(const struct setting *setting)
{
    const struct bb_node *trip = bb_node_lookup(setting->root, "trip");
    const struct bb_node *language =
        trip && trip->kind == BB_NODE_MAPPING ? bb_node_lookup(trip, "language") : NULL;
    return language && language->kind == BB_NODE_SCALAR ? language->text.ptr : "ko";
}

/* One step down: the slot there, and its type, NULL where the vocabulary has none. The slot is NULL
 * after reporting. */
static struct bb_node **
enter(const struct setting *setting, struct bb_node **slot, struct bb_str step,
    const struct bb_type **type)
{
    const struct bb_type *of = *type;
    int field;
    switch (of->kind) {
    case BB_TYPE_RECORD:
        field = bb_schema_find_field(of, step);
        *type = field >= 0 ? of->fields[field].type : NULL;
        return enter_field(
            setting, as_mapping(setting, slot, of->shorthand ? of->shorthand->name : NULL), step);
    case BB_TYPE_LIST:
        *type = of->item;
        return enter_item(setting, slot, step, of);
    case BB_TYPE_MAP:
        *type = of->item;
        return enter_entry(setting, slot, step, of);
    case BB_TYPE_TEXT:
    case BB_TYPE_RICH:
        *type = &bb_type_string;
        return enter_field(setting, as_mapping(setting, slot, plain_language(setting)), step);
    case BB_TYPE_FREE:
        return enter_field(setting, as_mapping(setting, slot, NULL), step);
    default:
        bb_report(setting->input->diag, BB_D_SETTING_BELOW, span_of(setting, step), of->name,
            bb_schema_name_ko(of));
        return NULL;
    }
}

/* A field that there is none of ends the way: reading by type then says so, with what was meant. */
static void
apply(struct setting *setting, struct bb_node **root)
{
    const struct bb_type *type = &bb_type_root;
    struct bb_node **slot = root;
    struct bb_str rest = setting->path;
    while (rest.ptr && type) {
        slot = enter(setting, slot, bb_str_cut(&rest, '.'), &type);
        if (!slot)
            return;
    }
    *slot = type ? make_value(setting, type) : make_scalar(setting, setting->value);
}

void
bb_settings_apply(struct bb_input *input, const struct bb_settings *settings, struct bb_node **root)
{
    for (size_t i = 0; i < settings->len; i++) {
        struct setting setting = {.input = input, .arena = input->arena, .root = *root};
        if (bb_input_add_text(input, "--set", bb_str_from(settings->texts[i]), &setting.source)
            != BB_OK)
            continue;
        setting.text = bb_sources_lookup(input->sources, setting.source)->bytes;
        struct bb_str rest = setting.text;
        setting.path = bb_str_cut(&rest, '=');
        setting.value = rest;
        if (rest.ptr && setting.path.len > 0)
            apply(&setting, root);
        else
            bb_report(
                input->diag, BB_D_SETTING_FORM, span_of(&setting, setting.text), setting.text.ptr);
    }
}

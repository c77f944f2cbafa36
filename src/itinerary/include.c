/* Includes: the nodes of other trip files added to those of the first, before anything is read by
 * type, so that the rest of the program sees one file.
 *
 * Maps take the other's entries, lists its items; anything given twice is an error that names both
 * places. Merging values instead of nodes was the alternative: it would have to repeat what reading
 * does about missing and doubled fields. */
#include "itinerary/trip.h"

struct merger {
    struct bb_input *input;
    BB_VEC(const struct bb_input_file *) files; /* read so far; their hashes tell repeats */
};

/* A key that every file may carry for itself. */
static bool
is_own_key(struct bb_str key)
{
    return bb_str_is(key, "briefbook") || bb_str_is(key, "include");
}

static const struct bb_input_file *
find_file(const struct bb_input *input, uint32_t source)
{
    for (size_t i = 0; i < input->files.len; i++)
        if (input->files.at[i].source == source)
            return &input->files.at[i];
    return NULL;
}

static struct bb_pair *
find_pair(const struct bb_node *mapping, struct bb_str key)
{
    for (size_t i = 0; i < mapping->len; i++)
        if (bb_str_equal(mapping->pairs[i].key->text, key))
            return &mapping->pairs[i];
    return NULL;
}

static void
append_pair(struct bb_arena *arena, struct bb_node *mapping, struct bb_pair pair)
{
    struct bb_pair *pairs = BB_NEW_ARRAY(arena, struct bb_pair, mapping->len + 1);
    if (mapping->len > 0)
        memcpy(pairs, mapping->pairs, mapping->len * sizeof *pairs);
    pairs[mapping->len++] = pair;
    mapping->pairs = pairs;
}

static void
report_duplicate(struct merger *merger, const struct bb_node *again, const struct bb_node *first)
{
    bb_report(merger->input->diag, BB_D_INCLUDE_DUPLICATE, again->span, again->text.ptr);
    bb_report_note(merger->input->diag, BB_D_FIRST_ID, first->span);
}

/* Into a copy: aliases may share the node. */
static struct bb_node *
merge_entries(struct merger *merger, const struct bb_node *into, const struct bb_node *from)
{
    struct bb_arena *arena = merger->input->arena;
    struct bb_node *both = BB_NEW(arena, struct bb_node);
    *both = *into;
    both->pairs = BB_NEW_ARRAY(arena, struct bb_pair, into->len + from->len);
    struct bb_map keys = {0};
    for (size_t i = 0; i < into->len; i++) {
        both->pairs[i] = into->pairs[i];
        bb_map_set(arena, &keys, into->pairs[i].key->text, into->pairs[i].key);
    }
    for (size_t i = 0; i < from->len; i++) {
        const struct bb_node *first = bb_map_lookup(&keys, from->pairs[i].key->text);
        if (first)
            report_duplicate(merger, from->pairs[i].key, first);
        else
            both->pairs[both->len++] = from->pairs[i];
    }
    return both;
}

static struct bb_node *
as_sequence(struct bb_arena *arena, struct bb_node *node)
{
    if (node->kind == BB_NODE_SEQUENCE)
        return node;
    struct bb_node *sequence = BB_NEW(arena, struct bb_node);
    *sequence = (struct bb_node){.kind = BB_NODE_SEQUENCE, .span = node->span, .len = 1};
    sequence->items = BB_NEW_ARRAY(arena, struct bb_node *, 1);
    sequence->items[0] = node;
    return sequence;
}

static void
merge_items(struct bb_arena *arena, struct bb_pair *into, struct bb_node *from)
{
    struct bb_node *a = as_sequence(arena, into->value), *b = as_sequence(arena, from);
    struct bb_node *both = BB_NEW(arena, struct bb_node);
    *both = *a;
    both->len = a->len + b->len;
    both->items = BB_NEW_ARRAY(arena, struct bb_node *, both->len);
    for (size_t i = 0; i < both->len; i++)
        both->items[i] = i < a->len ? a->items[i] : b->items[i - a->len];
    into->value = both;
}

static bool
is_list(struct bb_str key)
{
    int field = bb_schema_find_field(&bb_type_root, key);
    return field >= 0 && bb_type_root.fields[field].type->kind == BB_TYPE_LIST;
}

static void
merge_pair(struct merger *merger, struct bb_node *root, const struct bb_pair *from)
{
    struct bb_pair *into = find_pair(root, from->key->text);
    if (!into)
        append_pair(merger->input->arena, root, *from);
    else if (bb_node_is_null(from->value))
        return;
    else if (bb_node_is_null(into->value))
        into->value = from->value;
    else if (is_list(from->key->text))
        merge_items(merger->input->arena, into, from->value);
    else if (into->value->kind == BB_NODE_MAPPING && from->value->kind == BB_NODE_MAPPING)
        into->value = merge_entries(merger, into->value, from->value);
    else
        report_duplicate(merger, from->key, into->key);
}

static void add_includes(struct merger *merger, struct bb_node *root, const struct bb_node *from);

/* A file that was read before, told by its bytes: a cycle, or the same people twice. */
static bool
is_repeat(const struct merger *merger, const struct bb_input_file *file)
{
    for (size_t i = 0; file && i < merger->files.len; i++)
        if (bb_str_equal(merger->files.at[i]->bytes, file->bytes))
            return true;
    return false;
}

/* The file's record is copied: input's vector moves as more files are read. */
static bool
enter_file(struct merger *merger, uint32_t source, const struct bb_node *path)
{
    const struct bb_input_file *file = find_file(merger->input, source);
    if (!file)
        return true;
    if (is_repeat(merger, file)) {
        bb_report(merger->input->diag, BB_D_INCLUDE_TWICE, path->span, path->text.ptr);
        return false;
    }
    struct bb_input_file *copy = BB_NEW(merger->input->arena, struct bb_input_file);
    *copy = *file;
    BB_VEC_PUSH(merger->input->arena, &merger->files, copy);
    return true;
}

static void
include_file(struct merger *merger, struct bb_node *root, const struct bb_node *path)
{
    const struct bb_input_file *file = find_file(merger->input, path->span.source);
    const char *base = file ? file->path.ptr : "";
    uint32_t source = 0;
    if (path->kind != BB_NODE_SCALAR
        || bb_input_read_included(merger->input, base, path->text, path->span, &source) != BB_OK
        || !enter_file(merger, source, path))
        return;
    struct bb_node *from = bb_yaml_parse(merger->input, source);
    if (!from)
        return;
    if (from->kind != BB_NODE_MAPPING) {
        bb_report(merger->input->diag, BB_D_EXPECTED_MAPPING, from->span, path->text.ptr,
            bb_type_root.name, bb_type_root.name_ko);
        return;
    }
    for (size_t i = 0; i < from->len; i++)
        if (!is_own_key(from->pairs[i].key->text))
            merge_pair(merger, root, &from->pairs[i]);
    add_includes(merger, root, from);
}

static void
add_includes(struct merger *merger, struct bb_node *root, const struct bb_node *from)
{
    struct bb_node *list = bb_node_lookup(from, "include");
    if (!list || bb_node_is_null(list))
        return;
    list = as_sequence(merger->input->arena, list);
    for (size_t i = 0; i < list->len; i++)
        include_file(merger, root, list->items[i]);
}

struct bb_node *
bb_include_read(struct bb_input *input, uint32_t source)
{
    struct bb_node *root = bb_yaml_parse(input, source);
    if (!root || root->kind != BB_NODE_MAPPING)
        return root;
    struct merger merger = {.input = input};
    if (enter_file(&merger, source, root))
        add_includes(&merger, root, root);
    return root;
}

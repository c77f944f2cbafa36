/* How trip files become one: maps take the other's entries, lists its items; anything given twice
 * is an error that names both places. */
#include "yaml/include.h"
#include "itinerary/trip.h"

/* A key that every file may carry for itself. */
static bool
is_own_key(struct bb_str key)
{
    return bb_str_is(key, "briefbook") || bb_str_is(key, "include");
}

/* Into a copy: aliases may share the node. */
static struct bb_node *
merge_entries(struct bb_input *input, const struct bb_node *into, const struct bb_node *from)
{
    struct bb_arena *arena = input->arena;
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
            bb_include_report(input, from->pairs[i].key, first);
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

/* The root being merged into, with room for the entries of all files, so that they stay where they
 * are. */
struct root {
    struct bb_node *node;
    struct bb_map pairs; /* by key */
};

static void
append_pair(struct bb_input *input, struct root *root, struct bb_pair pair)
{
    struct bb_pair *added = &root->node->pairs[root->node->len++];
    *added = pair;
    bb_map_set(input->arena, &root->pairs, pair.key->text, added);
}

static struct root
open_root(struct bb_input *input, struct bb_node *node, struct bb_node *const *files, size_t count)
{
    struct root root = {.node = node};
    size_t len = node->len, most = len;
    for (size_t i = 0; i < count; i++)
        most += files[i]->len;
    const struct bb_pair *own = node->pairs;
    node->pairs = BB_NEW_ARRAY(input->arena, struct bb_pair, most);
    node->len = 0;
    for (size_t i = 0; i < len; i++)
        append_pair(input, &root, own[i]);
    return root;
}

static void
merge_pair(struct bb_input *input, struct root *root, const struct bb_pair *from)
{
    struct bb_pair *into = bb_map_lookup(&root->pairs, from->key->text);
    if (!into)
        append_pair(input, root, *from);
    else if (bb_node_is_null(from->value))
        return;
    else if (bb_node_is_null(into->value))
        into->value = from->value;
    else if (is_list(from->key->text))
        merge_items(input->arena, into, from->value);
    else if (into->value->kind == BB_NODE_MAPPING && from->value->kind == BB_NODE_MAPPING)
        into->value = merge_entries(input, into->value, from->value);
    else
        bb_include_report(input, from->key, into->key);
}

static void
merge_files(void *data, struct bb_node *into, struct bb_node *const *files, size_t count)
{
    struct root root = open_root(data, into, files, count);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < files[i]->len; k++)
            if (!is_own_key(files[i]->pairs[k].key->text))
                merge_pair(data, &root, &files[i]->pairs[k]);
}

struct bb_node *
bb_trip_read_nodes(struct bb_input *input, uint32_t source)
{
    const struct bb_include_rules rules = {
        .kind = bb_type_root.name,
        .kind_ko = bb_type_root.name_ko,
        .merge = merge_files,
        .data = input,
    };
    return bb_include_read(input, source, &rules);
}

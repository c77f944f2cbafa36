/* How layout files become one. What a layout says wins over its includes: of a map (colours,
 * styles, labels, page …) each entry for itself, of all else the whole. Two includes that say
 * different things, where the layout does not say itself what holds, are an error that names both
 * places.
 *
 * Entries keep the order of the includes, and those of the layout come last: the first style, which
 * everything without a style takes, does not change because a layout adds one of its own. Reading
 * the files by type and merging the values was the alternative: what is required would have to be
 * checked twice, once for the part and once for the whole. */
#include "yaml/include.h"
#include "template/compile.h"
#include "template/vocabulary.h"

/* A key that speaks of the file itself. */
static bool
is_own_key(struct bb_str key)
{
    static const char *const own[] = {"briefbook_layout", "name", "description", "include"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (bb_str_is(key, own[i]))
            return true;
    return false;
}

static bool
is_merged(const struct bb_pair *into, const struct bb_pair *from)
{
    return into->value->kind == BB_NODE_MAPPING && from->value->kind == BB_NODE_MAPPING;
}

/* Reports what comes from two includes: `into` came from another one before. */
static void
check_twice(
    struct bb_input *input, uint32_t own, const struct bb_pair *into, const struct bb_pair *from)
{
    if (into->key->span.source != own)
        bb_include_report(input, into->key, from->key);
}

static struct bb_node *merge(struct bb_input *input, uint32_t own, const struct bb_node *into,
    const struct bb_node *from, bool whole);

/* What holds of an entry that both have. */
static struct bb_pair
choose(struct bb_input *input, uint32_t own, const struct bb_pair *into, const struct bb_pair *from,
    bool whole)
{
    if (bb_node_is_null(into->value))
        return *from;
    if (whole && is_merged(into, from))
        return (struct bb_pair){into->key, merge(input, own, into->value, from->value, false)};
    check_twice(input, own, into, from);
    return *into;
}

/* A mapping of the entries of both, those of `from` first. `whole`: they are whole files, whose
 * maps are merged in turn. */
static struct bb_node *
merge(struct bb_input *input, uint32_t own, const struct bb_node *into, const struct bb_node *from,
    bool whole)
{
    struct bb_node *both = BB_NEW(input->arena, struct bb_node);
    *both = *into;
    both->len = 0;
    both->pairs = BB_NEW_ARRAY(input->arena, struct bb_pair, into->len + from->len);
    struct bb_map above = {0}, taken = {0};
    for (size_t i = 0; i < into->len; i++)
        bb_map_set(input->arena, &above, into->pairs[i].key->text, &into->pairs[i]);
    for (size_t i = 0; i < from->len; i++) {
        const struct bb_pair *pair = &from->pairs[i];
        const struct bb_pair *ours = bb_map_lookup(&above, pair->key->text);
        if (whole && is_own_key(pair->key->text))
            continue;
        both->pairs[both->len++] = ours ? choose(input, own, ours, pair, whole) : *pair;
        bb_map_set(input->arena, &taken, pair->key->text, both);
    }
    for (size_t i = 0; i < into->len; i++)
        if (!bb_map_lookup(&taken, into->pairs[i].key->text))
            both->pairs[both->len++] = into->pairs[i];
    return both;
}

static void
check_version(struct bb_input *input, const struct bb_node *file)
{
    const struct bb_node *node = bb_node_lookup(file, "briefbook_layout");
    if (node)
        bb_layout_check_version(input, bb_schema_read(input, node, &bb_type_int));
}

/* From the last include to the first, so that the first one's entries come first. */
static void
merge_files(void *data, struct bb_node *into, struct bb_node *const *files, size_t count)
{
    struct bb_input *input = data;
    uint32_t own = into->span.source;
    for (size_t i = count; i-- > 0;) {
        check_version(input, files[i]);
        *into = *merge(input, own, into, files[i], true);
    }
}

struct bb_node *
bb_layout_read_nodes(struct bb_input *input, uint32_t source, const char *shared)
{
    const struct bb_include_rules rules = {
        .kind = bb_layout_file.name,
        .kind_ko = bb_schema_name_ko(&bb_layout_file),
        .shared = shared,
        .merge = merge_files,
        .data = input,
    };
    return bb_include_read(input, source, &rules);
}

/* libyaml's events become nodes.
 *
 * One pass with an explicit stack, so that depth is a number in a table and not a matter of the C
 * stack. libyaml counts places in code points; a cursor that follows the events turns them into
 * byte offsets. libyaml's own document API (yaml_parser_load) was the alternative: it refuses a
 * file on the first duplicate anchor, knows no limits and keeps no places inside scalars. */
#include "yaml/yaml.h"

#include <stdlib.h>
#include <yaml.h>

#include "base/utf8.h"
#include "yaml/origin.h"
#include "yaml/syntax.h"

/* Mappings of more pairs find their duplicates by a hash map. */
enum { FEW_PAIRS = 12 };

/* Collections below the depth limit that are read to get past them. */
enum { SKIP_MOST = 1000 };

struct anchor {
    struct bb_node *node;
    size_t weight; /* nodes in it, aliases expanded */
    bool open;     /* its end has not been read yet */
};

/* A collection that is being read. */
struct frame {
    struct bb_node *node;
    struct anchor *anchor; /* or NULL */
    size_t before;         /* nodes counted before it */
    struct bb_node *key;   /* mapping: the key that waits for its value */
    bool drop;             /* mapping: that key was reported, its value is read and left out */
    BB_VEC(struct bb_node *) items;
    BB_VEC(struct bb_pair) pairs;
    struct bb_map *keys; /* text to key node; NULL for few pairs */
};

struct loader {
    struct bb_input *input;
    struct bb_arena *arena;
    uint32_t source;
    struct bb_str bytes;
    yaml_parser_t parser;
    size_t mark;   /* the cursor: code points, … */
    size_t offset; /* … and the bytes they take */
    size_t bom;    /* bytes before the first code point that libyaml sees */
    BB_VEC(struct frame) stack;
    size_t skipping; /* collections open below the depth limit */
    size_t count;    /* nodes so far, aliases expanded */
    bool too_many;
    struct bb_map anchors; /* name to struct anchor */
    struct bb_node *root;
};

static bool
is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Marks come almost in order, so the cursor walks from the last one to the next. */
static uint32_t
find_offset(struct loader *loader, yaml_mark_t mark)
{
    struct bb_str bytes = loader->bytes;
    while (loader->mark < mark.index && loader->offset < bytes.len) {
        loader->offset++;
        while (loader->offset < bytes.len && is_continuation(bytes.ptr[loader->offset]))
            loader->offset++;
        loader->mark++;
    }
    while (loader->mark > mark.index && loader->offset > loader->bom) {
        loader->offset--;
        while (loader->offset > loader->bom && is_continuation(bytes.ptr[loader->offset]))
            loader->offset--;
        loader->mark--;
    }
    return (uint32_t)loader->offset;
}

/* The value's own first byte: libyaml's start mark is that of its anchor or tag. */
static uint32_t
skip_properties(struct bb_str bytes, uint32_t at, uint32_t end)
{
    while (at < end) {
        char byte = bytes.ptr[at];
        if (byte == '#') {
            while (at < end && bytes.ptr[at] != '\n')
                at++;
        } else if (byte == '!' || byte == '&') {
            while (at < end && !strchr(" \t\r\n", bytes.ptr[at]))
                at++;
        } else if (strchr(" \t\r\n", byte)) {
            at++;
        } else {
            break;
        }
    }
    return at;
}

static struct bb_span
find_span(struct loader *loader, const yaml_event_t *event, bool properties)
{
    struct bb_span span = {.source = loader->source};
    span.start = find_offset(loader, event->start_mark);
    span.end = find_offset(loader, event->end_mark);
    if (properties)
        span.start = skip_properties(loader->bytes, span.start, span.end);
    return span;
}

/* --- counting --------------------------------------------------------------------------------- */

static void
count_nodes(struct loader *loader, size_t more, struct bb_span span)
{
    size_t most = loader->input->limits->nodes;
    bool over = more > most || loader->count > most - more;
    loader->count = over ? most : loader->count + more;
    if (!over || loader->too_many)
        return;
    loader->too_many = true;
    char limit[32];
    snprintf(limit, sizeof limit, "%zu", most);
    bb_report(loader->input->diag, BB_D_YAML_NODES, span, limit);
}

/* --- placing nodes in their collection -------------------------------------------------------- */

static const struct bb_node *
find_key(const struct frame *frame, struct bb_str text)
{
    if (frame->keys)
        return bb_map_lookup(frame->keys, text);
    for (size_t i = 0; i < frame->pairs.len; i++)
        if (bb_str_equal(frame->pairs.at[i].key->text, text))
            return frame->pairs.at[i].key;
    return NULL;
}

static void
remember_key(struct loader *loader, struct frame *frame, struct bb_node *key)
{
    if (!frame->keys && frame->pairs.len < FEW_PAIRS)
        return;
    if (!frame->keys) {
        frame->keys = BB_NEW(loader->arena, struct bb_map);
        for (size_t i = 0; i < frame->pairs.len; i++)
            bb_map_set(
                loader->arena, frame->keys, frame->pairs.at[i].key->text, frame->pairs.at[i].key);
    }
    bb_map_set(loader->arena, frame->keys, key->text, key);
}

/* Reports a key that cannot be one; true where it can. */
static bool
check_key(struct loader *loader, const struct frame *frame, const struct bb_node *key)
{
    struct bb_diag *diag = loader->input->diag;
    if (key->kind != BB_NODE_SCALAR) {
        bb_report(diag, BB_D_YAML_KEY_KIND, key->span);
        return false;
    }
    if (key->plain && key->text.len == 0) {
        bb_report(diag, BB_D_YAML_KEY_EMPTY, key->span);
        return false;
    }
    if (key->plain && bb_str_is(key->text, "<<")) {
        bb_report(diag, BB_D_YAML_MERGE_KEY, key->span);
        return false;
    }
    const struct bb_node *first = find_key(frame, key->text);
    if (first) {
        bb_report(diag, BB_D_YAML_DUPLICATE_KEY, key->span, key->text.ptr);
        bb_report_note(diag, BB_D_YAML_FIRST_HERE, first->span);
    }
    return !first;
}

static void
place_in_mapping(struct loader *loader, struct frame *frame, struct bb_node *node)
{
    if (!frame->key) {
        frame->key = node;
        frame->drop = !check_key(loader, frame, node);
        return;
    }
    if (!frame->drop) {
        remember_key(loader, frame, frame->key);
        BB_VEC_PUSH(loader->arena, &frame->pairs, (struct bb_pair){frame->key, node});
    }
    frame->key = NULL;
}

static void
place(struct loader *loader, struct bb_node *node)
{
    if (loader->stack.len == 0) {
        loader->root = node;
        return;
    }
    struct frame *frame = &BB_VEC_LAST(&loader->stack);
    if (frame->node->kind == BB_NODE_SEQUENCE)
        BB_VEC_PUSH(loader->arena, &frame->items, node);
    else
        place_in_mapping(loader, frame, node);
}

static struct bb_node *
new_node(struct loader *loader, enum bb_node_kind kind, struct bb_span span)
{
    struct bb_node *node = BB_NEW(loader->arena, struct bb_node);
    node->kind = kind;
    node->span = span;
    node->origin.whole = span;
    node->text = BB_STR("");
    return node;
}

/* What stands where a value had to be refused: an empty plain scalar. */
static void
place_nothing(struct loader *loader, struct bb_span span)
{
    struct bb_node *node = new_node(loader, BB_NODE_SCALAR, span);
    node->plain = true;
    place(loader, node);
}

/* --- properties ------------------------------------------------------------------------------- */

static struct anchor *
define_anchor(struct loader *loader, const yaml_char_t *name, struct bb_node *node)
{
    if (!name)
        return NULL;
    struct anchor *anchor = BB_NEW(loader->arena, struct anchor);
    *anchor = (struct anchor){.node = node, .weight = 1};
    struct bb_str key = bb_arena_str(loader->arena, bb_str_from((const char *)name));
    bb_map_set(loader->arena, &loader->anchors, key, anchor);
    return anchor;
}

/* The core schema's own tags say nothing that the field does not say; all others are refused. */
static bool
check_tag(struct loader *loader, const yaml_event_t *event, const yaml_char_t *name)
{
    static const char core[] = "tag:yaml.org,2002:";
    static const char *const known[] = {"str", "int", "float", "bool", "null", "seq", "map"};
    struct bb_str tag = bb_str_from((const char *)name);
    if (!tag.ptr || bb_str_is(tag, "!"))
        return false;
    if (bb_str_starts(tag, core))
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            if (strcmp(tag.ptr + sizeof core - 1, known[i]) == 0)
                return i == 0;
    struct bb_span span = {loader->source, find_offset(loader, event->start_mark), 0};
    span.end = span.start;
    while (span.end < loader->bytes.len && !strchr(" \t\r\n", loader->bytes.ptr[span.end]))
        span.end++;
    struct bb_str written = {loader->bytes.ptr + span.start, span.end - span.start};
    bb_report(loader->input->diag, BB_D_YAML_TAG, span, bb_arena_str(loader->arena, written).ptr);
    return false;
}

/* --- events ----------------------------------------------------------------------------------- */

/* Escapes can write what a text may not hold. */
static void
check_escapes(struct loader *loader, struct bb_node *node, char *text)
{
    for (size_t at = 0; at < node->text.len;) {
        size_t start = at;
        int32_t code = bb_utf8_next(node->text, &at);
        bool control = (code < 0x20 && code != '\t' && code != '\n')
            || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 || code == 0xFEFF
            || (code & 0xFFFE) == 0xFFFE;
        if (!control)
            continue;
        char name[16];
        snprintf(name, sizeof name, "U+%04X", (unsigned)code);
        bb_report(
            loader->input->diag, BB_D_YAML_CONTROL, bb_origin_span(&node->origin, start, at), name);
        memset(text + start, '_', at - start);
    }
}

static void
load_scalar(struct loader *loader, const yaml_event_t *event)
{
    yaml_scalar_style_t style = event->data.scalar.style;
    bool properties = event->data.scalar.anchor || event->data.scalar.tag;
    struct bb_span span = find_span(loader, event, properties);
    struct bb_node *node = new_node(loader, BB_NODE_SCALAR, span);
    char *text = bb_arena_copy(loader->arena, event->data.scalar.value, event->data.scalar.length);
    node->text = (struct bb_str){text, event->data.scalar.length};
    node->plain = style == YAML_PLAIN_SCALAR_STYLE;
    node->is_str = check_tag(loader, event, event->data.scalar.tag);
    node->origin = bb_yaml_find_origin(loader->arena, loader->bytes, span, style, node->text);
    node->span = node->origin.whole;
    if (style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        check_escapes(loader, node, text);
    define_anchor(loader, event->data.scalar.anchor, node);
    count_nodes(loader, 1, node->span);
    place(loader, node);
}

static void
load_alias(struct loader *loader, const yaml_event_t *event)
{
    struct bb_span span = find_span(loader, event, false);
    struct bb_str name = bb_str_from((const char *)event->data.alias.anchor);
    const struct anchor *anchor = bb_map_lookup(&loader->anchors, name);
    if (!anchor || anchor->open) {
        enum bb_code code = anchor ? BB_D_YAML_ALIAS_CYCLE : BB_D_YAML_ALIAS_UNKNOWN;
        bb_report(loader->input->diag, code, span, name.ptr);
        place_nothing(loader, span);
        return;
    }
    count_nodes(loader, anchor->weight, span);
    if (loader->too_many)
        place_nothing(loader, span);
    else
        place(loader, anchor->node);
}

static void
report_depth(struct loader *loader, struct bb_span span)
{
    char limit[32];
    snprintf(limit, sizeof limit, "%zu", loader->input->limits->depth);
    bb_report(loader->input->diag, BB_D_YAML_DEPTH, span, limit);
}

static void
open_collection(struct loader *loader, const yaml_event_t *event, enum bb_node_kind kind,
    const yaml_char_t *anchor, const yaml_char_t *tag)
{
    struct bb_span span = find_span(loader, event, anchor || tag);
    if (span.end < span.start)
        span.end = span.start;
    if (loader->stack.len >= loader->input->limits->depth) {
        report_depth(loader, span);
        place_nothing(loader, span);
        loader->skipping = 1;
        return;
    }
    check_tag(loader, event, tag);
    struct frame frame = {.node = new_node(loader, kind, span), .before = loader->count};
    frame.anchor = define_anchor(loader, anchor, frame.node);
    if (frame.anchor)
        frame.anchor->open = true;
    count_nodes(loader, 1, span);
    BB_VEC_PUSH(loader->arena, &loader->stack, frame);
}

/* A block collection ends with its last value; libyaml's end mark is the next thing's start. */
static uint32_t
find_collection_end(const struct frame *frame, uint32_t marked)
{
    const struct bb_node *last = NULL;
    if (frame->items.len > 0)
        last = BB_VEC_LAST(&frame->items);
    else if (frame->pairs.len > 0)
        last = BB_VEC_LAST(&frame->pairs).value;
    bool inside = last && last->span.end >= frame->node->span.start && last->span.end < marked;
    return inside ? last->span.end : marked;
}

static void
close_collection(struct loader *loader, const yaml_event_t *event)
{
    struct frame frame = BB_VEC_LAST(&loader->stack);
    loader->stack.len--;
    struct bb_node *node = frame.node;
    node->items = frame.items.at;
    node->pairs = frame.pairs.at;
    node->len = node->kind == BB_NODE_SEQUENCE ? frame.items.len : frame.pairs.len;
    uint32_t marked = find_offset(loader, event->end_mark);
    bool flow = event->end_mark.index > event->start_mark.index; /* its bracket has a width */
    node->span.end = flow ? marked : find_collection_end(&frame, marked);
    node->origin.whole = node->span;
    if (frame.anchor) {
        frame.anchor->open = false;
        frame.anchor->weight = loader->count - frame.before;
    }
    place(loader, node);
}

/* Below the depth limit only the brackets are counted, and not for ever: the time that libyaml
 * takes grows with the square of the depth. */
static bool
skip_event(struct loader *loader, const yaml_event_t *event)
{
    if (event->type == YAML_SEQUENCE_START_EVENT || event->type == YAML_MAPPING_START_EVENT)
        loader->skipping++;
    else if (event->type == YAML_SEQUENCE_END_EVENT || event->type == YAML_MAPPING_END_EVENT)
        loader->skipping--;
    return loader->skipping < SKIP_MOST;
}

/* false ends the reading. */
static bool
load_event(struct loader *loader, const yaml_event_t *event)
{
    if (loader->skipping > 0)
        return skip_event(loader, event);
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        load_scalar(loader, event);
        return true;
    case YAML_ALIAS_EVENT:
        load_alias(loader, event);
        return true;
    case YAML_SEQUENCE_START_EVENT:
        open_collection(loader, event, BB_NODE_SEQUENCE, event->data.sequence_start.anchor,
            event->data.sequence_start.tag);
        return true;
    case YAML_MAPPING_START_EVENT:
        open_collection(loader, event, BB_NODE_MAPPING, event->data.mapping_start.anchor,
            event->data.mapping_start.tag);
        return true;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_collection(loader, event);
        return true;
    case YAML_DOCUMENT_START_EVENT:
        if (!loader->root)
            return true;
        bb_report(loader->input->diag, BB_D_YAML_DOCUMENTS, find_span(loader, event, false));
        return false;
    case YAML_STREAM_END_EVENT:
        return false;
    default:
        return true;
    }
}

static void
report_problem(struct loader *loader)
{
    if (loader->parser.error == YAML_MEMORY_ERROR)
        abort(); /* the rule of arena.h */
    uint32_t context = find_offset(loader, loader->parser.context_mark);
    uint32_t problem = find_offset(loader, loader->parser.problem_mark);
    bb_yaml_report_problem(
        loader->input->diag, &loader->parser, loader->source, loader->bytes, problem, context);
    loader->root = NULL;
}

struct bb_node *
bb_yaml_parse(struct bb_input *input, uint32_t source)
{
    struct bb_str bytes = bb_sources_lookup(input->sources, source)->bytes;
    struct loader loader = {
        .input = input, .arena = input->arena, .source = source, .bytes = bytes};
    loader.bom = bb_str_starts(bytes, "\xEF\xBB\xBF") ? 3 : 0;
    loader.offset = loader.bom;
    if (!yaml_parser_initialize(&loader.parser))
        abort();
    yaml_parser_set_encoding(&loader.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &loader.parser, (const unsigned char *)bytes.ptr + loader.bom, bytes.len - loader.bom);
    for (bool more = true; more;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&loader.parser, &event)) {
            report_problem(&loader);
            break;
        }
        more = load_event(&loader, &event);
        yaml_event_delete(&event);
    }
    bool empty = !loader.root && loader.stack.len == 0 && loader.parser.error == YAML_NO_ERROR;
    yaml_parser_delete(&loader.parser);
    if (empty)
        bb_report(input->diag, BB_D_YAML_EMPTY, ((struct bb_span){source, 0, 0}));
    return loader.root;
}

struct bb_node *
bb_node_lookup(const struct bb_node *mapping, const char *key)
{
    for (size_t i = 0; i < mapping->len && mapping->kind == BB_NODE_MAPPING; i++)
        if (bb_str_is(mapping->pairs[i].key->text, key))
            return mapping->pairs[i].value;
    return NULL;
}

bool
bb_node_is_null(const struct bb_node *node)
{
    static const char *const names[] = {"", "~", "null", "Null", "NULL"};
    if (node->kind != BB_NODE_SCALAR || !node->plain || node->is_str)
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (bb_str_is(node->text, names[i]))
            return true;
    return false;
}

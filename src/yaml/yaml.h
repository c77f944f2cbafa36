/* YAML to nodes with spans, by libyaml's events.
 *
 * Scalars stay text: what a scalar means is decided by the type of its field (schema). Aliases are
 * shared nodes, counted against the limits as if expanded. Duplicate keys, foreign tags, merge
 * keys, more than one document and the limits are reported; only a syntax error stops the file. */
#ifndef BB_YAML_YAML_H
#define BB_YAML_YAML_H

#include "base/library.h"
#include "input/input.h"

enum bb_node_kind { BB_NODE_SCALAR, BB_NODE_SEQUENCE, BB_NODE_MAPPING };

struct bb_node;

struct bb_pair {
    struct bb_node *key; /* a scalar */
    struct bb_node *value;
};

struct bb_node {
    enum bb_node_kind kind;
    bool plain;          /* a scalar without quotes or block header: may be null, a number, … */
    bool is_str;         /* tagged !!str */
    struct bb_span span; /* of the value; for block scalars with their header */
    struct bb_str text;  /* scalar: decoded value */
    struct bb_origin origin; /* scalar: text offsets back to source bytes, exact in block scalars,
                                quoted and folded ones too */
    size_t len;              /* of items or pairs */
    struct bb_node **items;
    struct bb_pair *pairs;
};

/* The document's root, or NULL when the file is empty or its syntax is broken (reported). */
struct bb_node *bb_yaml_parse(struct bb_input *input, uint32_t source);

/* The value of a key, or NULL. */
struct bb_node *bb_node_lookup(const struct bb_node *mapping, const char *key);

/* YAML 1.2 core schema for plain scalars: null, ~, Null, NULL or empty. */
bool bb_node_is_null(const struct bb_node *node);

/* The libraries underneath. Returns how many. */
size_t bb_yaml_libraries(struct bb_arena *arena, struct bb_library libraries[BB_LIBRARIES_MOST]);

#endif

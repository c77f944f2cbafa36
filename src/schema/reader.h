/* The state of one bb_schema_read, shared by collections (schema.c) and scalars (scalar.c). */
#ifndef BB_SCHEMA_READER_H
#define BB_SCHEMA_READER_H

#include "schema/schema.h"

struct bb_reader {
    struct bb_input *input;
    size_t items; /* entries of lists and maps so far */
    bool full;    /* past the limit, reported once */
    struct bb_map
        zones; /* names asked for so far: opening a zone costs half a million instructions */
};

/* What is being read, for messages. */
struct bb_slot {
    const char *name;    /* the field's, or the type's */
    struct bb_span head; /* its key */
    unsigned flags;      /* of the field */
};

/* Reads a node as one of the kinds up to ENUM, or REF. NULL where it cannot be (reported). */
struct bb_value *bb_reader_scalar(struct bb_reader *reader, const struct bb_node *node,
    const struct bb_type *type, const struct bb_slot *slot);

/* A new value of `type` with the node's place. */
struct bb_value *bb_reader_value(struct bb_reader *reader, const struct bb_node *node,
    const struct bb_type *type, const struct bb_slot *slot);

/* Reports a text that must be an id and is not. */
void bb_reader_check_id(struct bb_reader *reader, struct bb_str id, struct bb_span span);

/* "a, b, c" for messages; a long list ends in "…". */
const char *bb_reader_join(struct bb_arena *arena, const char *const *names, size_t count);

#endif

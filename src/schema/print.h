/* The vocabulary of the trip file for readers: people (Markdown) and editors (JSON Schema). Both
 * are made of vocabulary.def and of the table of written forms below, so that neither can say
 * what reading does not do. */
#ifndef BB_SCHEMA_PRINT_H
#define BB_SCHEMA_PRINT_H

#include "schema/vocabulary.h"

/* JSON Schema, draft 2020-12, of a trip file; descriptions in `language`. What a schema cannot see
 * (which ids exist, the calendar, how parts agree) remains to `briefbook check`. */
void bb_print_schema(struct bb_buf *out, enum bb_diag_language language);

/* The reference: records with their fields, words, written forms. Sections start at level two. */
void bb_print_reference(struct bb_buf *out, enum bb_diag_language language);

/* How a value of a basic type is written. */
struct bb_written {
    enum bb_type_kind kind;
    const char *id;      /* its name in the JSON schema */
    const char *json;    /* JSON types, a list's inside: "\"string\", \"number\"" */
    const char *pattern; /* ECMA 262, of the value as a string; NULL: any */
    const char *forbid;  /* pattern that it must not match; NULL: none */
    const char *name[2]; /* for the reference, by enum bb_diag_language */
    const char *doc[2];  /* what to write, with examples */
};

extern const struct bb_written bb_written_table[];
extern const size_t bb_written_count;

/* The row of a kind, or NULL for records, lists and the like. */
const struct bb_written *bb_written_lookup(enum bb_type_kind kind);

/* The row of an id. */
extern const struct bb_written bb_written_id;

#endif

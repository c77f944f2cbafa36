/* Reading a PDF that is plain to see: one table of all objects, each with its own text, pages in
 * one list (internal to archive). */
#ifndef BB_ARCHIVE_PLAIN_H
#define BB_ARCHIVE_PLAIN_H

#include "base/arena.h"
#include "base/vec.h"

struct bb_plain {
    struct bb_str pdf;           /* borrowed */
    struct bb_str table;         /* 20 bytes an object, within `pdf` */
    BB_VEC(struct bb_str) pages; /* their dictionaries, in the arena */
};

/* An object, both parts within the file. */
struct bb_plain_object {
    struct bb_str text;   /* for a stream its dictionary; empty: there is none */
    struct bb_str stream; /* bytes as they stand there; NULL for any other object */
};

/* False where the file is of another kind, or damaged. */
bool bb_plain_open(struct bb_plain *plain, struct bb_arena *arena, struct bb_str pdf);

struct bb_plain_object bb_plain_find(const struct bb_plain *plain, uint32_t number);

/* The next entry of a dictionary. `*at` starts as 0. */
bool bb_plain_next(struct bb_str dict, size_t *at, struct bb_str *key, struct bb_str *value);

/* The value of a key with its slash; empty where the dictionary has none. */
struct bb_str bb_plain_entry(struct bb_str dict, const char *key);

/* The number of the reference "N 0 R" at `at` and its end, or 0. */
uint32_t bb_plain_reference(struct bb_str text, size_t at, size_t *end);

/* The end of the token at `at`: a string, a name, a number, a comment or a delimiter. */
size_t bb_plain_skip_token(struct bb_str text, size_t at);

bool bb_plain_is_digit(char byte);
bool bb_plain_is_blank(char byte);
bool bb_plain_is_regular(char byte); /* neither a blank nor a delimiter (7.2.2) */

#endif

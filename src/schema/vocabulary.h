/* The vocabulary of the trip file for C: field numbers, words and types, made of vocabulary.def.
 *
 *     const struct bb_value *start = bb_value_field(event, BB_EVENT_START);
 *     if (kind->as.integer == BB_KIND_MEETING) … */
#ifndef BB_SCHEMA_VOCABULARY_H
#define BB_SCHEMA_VOCABULARY_H

#include "schema/schema.h"

/* The formatter takes the halves of declarations in these macros for blocks. */
/* clang-format off */

/* enum { BB_EVENT_ID, BB_EVENT_START, …, BB_EVENT_FIELDS } */
#define BB_WORDS(SET, set) enum {
#define BB_WORD(SET, WORD, ...) BB_##SET##_##WORD,
#define BB_WORDS_END(SET, set) BB_##SET##_WORDS };
#define BB_RECORD(RECORD, record, ...) enum {
#define BB_FIELD(RECORD, FIELD, ...) BB_##RECORD##_##FIELD,
#define BB_RECORD_END(RECORD, record, shorthand) BB_##RECORD##_FIELDS };
#include "schema/vocabulary.def"
#undef BB_WORDS
#undef BB_WORD
#undef BB_WORDS_END
#undef BB_RECORD
#undef BB_FIELD
#undef BB_RECORD_END

/* extern const struct bb_type bb_type_event; and so on, bb_type_root for the file. */
#define BB_WORDS(SET, set)
#define BB_WORD(...)
#define BB_WORDS_END(...)
#define BB_RECORD(RECORD, record, ...) extern const struct bb_type bb_type_##record;
#define BB_FIELD(...)
#define BB_RECORD_END(...)
#include "schema/vocabulary.def"
#undef BB_WORDS
#undef BB_WORD
#undef BB_WORDS_END
#undef BB_RECORD
#undef BB_FIELD
#undef BB_RECORD_END

/* clang-format on */

/* A word of an enumerated field with its doc lines. */
struct bb_word {
    const char *name;
    const char *doc_en;
    const char *doc_ko;
};

struct bb_words {
    const struct bb_type *type;  /* its name is that of the set */
    const struct bb_word *words; /* type->nnames */
};

/* A record type with its doc lines. */
struct bb_record {
    const struct bb_type *type;
    const char *id; /* "event": its name in the table */
    const char *doc_en;
    const char *doc_ko;
};

/* All of them in the order of the table, for `briefbook schema` and the reference. */
extern const struct bb_words bb_vocabulary_words[];
extern const size_t bb_vocabulary_nwords;
extern const struct bb_record bb_vocabulary_records[];
extern const size_t bb_vocabulary_nrecords;

#endif

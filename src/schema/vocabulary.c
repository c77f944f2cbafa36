/* The static types of the trip vocabulary, made of vocabulary.def.
 *
 * List, map and reference types are compound literals: at file scope they are static objects, so
 * the table can say LIST(REF(person)) where the type stands and nothing else has to be named. */
#include "schema/vocabulary.h"

/* The formatter takes the halves of initialisers in these macros for blocks. */
/* clang-format off */

#define TYPE(...) (&(const struct bb_type){__VA_ARGS__})
#define STRING (&bb_type_string)
#define TEXT (&bb_type_text)
#define RICH (&bb_type_rich)
#define INT (&bb_type_int)
#define COUNT(unit, ko) TYPE(.kind = BB_TYPE_INT, .name = unit, .name_ko = ko)
#define NUMBER(unit, ko) TYPE(.kind = BB_TYPE_NUMBER, .name = unit, .name_ko = ko)
#define DATE (&bb_type_date)
#define TIME (&bb_type_time)
#define DATETIME (&bb_type_datetime)
#define TIMEZONE (&bb_type_timezone)
#define LANGUAGE (&bb_type_language)
#define PATH (&bb_type_path)
#define PICTURE (&bb_type_picture)
#define FREE (&bb_type_free)
#define WORDS(set) (&type_##set)
#define RECORD(record) (&bb_type_##record)
#define LIST(of) TYPE(.kind = BB_TYPE_LIST, .name = "list", .item = of)
#define MAP(of) TYPE(.kind = BB_TYPE_MAP, .name = "map", .item = of)
#define REF(record) TYPE(.kind = BB_TYPE_REF, .name = "id", .item = &bb_type_##record)
#define REQUIRED BB_FIELD_REQUIRED
#define TBD BB_FIELD_TBD
#define DERIVED BB_FIELD_DERIVED

/* Words: names, docs and the type of each set. */
#define BB_WORDS(SET, set) static const struct bb_word words_##set[] = {
#define BB_WORD(SET, WORD, name, en, ko) {name, en, ko},
#define BB_WORDS_END(SET, set) };
#define BB_RECORD(...)
#define BB_FIELD(...)
#define BB_RECORD_END(...)
#include "schema/vocabulary.def"
#undef BB_WORDS
#undef BB_WORD
#undef BB_WORDS_END
#define BB_WORDS(SET, set) static const char *const names_##set[] = {
#define BB_WORD(SET, WORD, name, en, ko) name,
#define BB_WORDS_END(SET, set)                                                             \
    };                                                                                     \
    static const struct bb_type type_##set = {                                             \
        .kind = BB_TYPE_ENUM, .name = #set, .names = names_##set, .nnames = BB_##SET##_WORDS};
#include "schema/vocabulary.def"
#undef BB_WORDS
#undef BB_WORD
#undef BB_WORDS_END
#undef BB_RECORD
#undef BB_FIELD
#undef BB_RECORD_END

/* Records: first the fields, then the types. */
#define BB_WORDS(SET, set)
#define BB_WORD(...)
#define BB_WORDS_END(...)
#define BB_RECORD(RECORD, record, ...) static const struct bb_field fields_##record[] = {
#define BB_FIELD(RECORD, FIELD, name, type, flags, en, ko) {name, type, flags, en, ko},
#define BB_RECORD_END(...) };
#include "schema/vocabulary.def"
#undef BB_RECORD
#undef BB_FIELD
#undef BB_RECORD_END
#define NONE (-1)
#define BB_RECORD(RECORD, record, title, title_ko, ...) \
    const struct bb_type bb_type_##record = { \
        .kind = BB_TYPE_RECORD,               \
        .name = title,                        \
        .name_ko = title_ko,                  \
        .fields = fields_##record,            \
        .nfields = BB_##RECORD##_FIELDS,
#define BB_FIELD(...)
#define BB_RECORD_END(RECORD, record, short) \
        .shorthand = (short) < 0 ? NULL : &fields_##record[(short) < 0 ? 0 : (short)]};
#include "schema/vocabulary.def"
#undef BB_RECORD
#undef BB_FIELD
#undef BB_RECORD_END
#define BB_RECORD(RECORD, record, title, title_ko, en, ko) {&bb_type_##record, #record, en, ko},
#define BB_FIELD(...)
#define BB_RECORD_END(...)
const struct bb_record bb_vocabulary_records[] = {
#include "schema/vocabulary.def"
};
const size_t bb_vocabulary_nrecords =
    sizeof bb_vocabulary_records / sizeof bb_vocabulary_records[0];
#undef BB_WORDS
#undef BB_RECORD
#define BB_WORDS(SET, set) {&type_##set, words_##set},
#define BB_RECORD(...)
const struct bb_words bb_vocabulary_words[] = {
#include "schema/vocabulary.def"
};
const size_t bb_vocabulary_nwords = sizeof bb_vocabulary_words / sizeof bb_vocabulary_words[0];

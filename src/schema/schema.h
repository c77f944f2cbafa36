/* Types, typed values, and the reading of nodes into values.
 *
 * A type describes what a YAML value may be; a record type is a table of fields. The vocabulary of
 * the trip (vocabulary.def) and that of the layouts are such tables: loading, checking, "did you
 * mean", `briefbook schema`, field look-up from layouts and the manual's reference all come from
 * them. */
#ifndef BB_SCHEMA_SCHEMA_H
#define BB_SCHEMA_SCHEMA_H

#include "base/len.h"
#include "yaml/yaml.h"

enum bb_type_kind {
    BB_TYPE_STRING, /* one plain text without language: an id, a number of a flight */
    BB_TYPE_TEXT,   /* one line of text: a scalar or a map of forms by language tag */
    BB_TYPE_RICH,   /* CommonMark: a scalar or a map of forms */
    BB_TYPE_BOOL,   /* true | false */
    BB_TYPE_INT,
    BB_TYPE_NUMBER,
    BB_TYPE_DATE,     /* 2024-07-24 */
    BB_TYPE_TIME,     /* 08:30 or morning | noon | afternoon | evening | after-previous | tbd */
    BB_TYPE_DATETIME, /* 2024-07-24T08:30, with an offset (+09:00, Z) or local; or tbd */
    BB_TYPE_TIMEZONE, /* an IANA name */
    BB_TYPE_LANGUAGE, /* a BCP 47 tag */
    BB_TYPE_PATH,     /* a file below the folder of the file that names it */
    BB_TYPE_LENGTH,   /* 28mm, 8pt, 1in, 2em is not one */
    BB_TYPE_ENUM,     /* one of `names` */
    BB_TYPE_RECORD,   /* a mapping with the type's fields */
    BB_TYPE_LIST,     /* of `item`; a single item may stand without the list */
    BB_TYPE_MAP,      /* ids to `item`; order of the file */
    BB_TYPE_REF,      /* the id of an item of the map or list that holds records `item` */
    BB_TYPE_FREE,     /* anything (x) */
};

struct bb_type;

enum bb_field_flag {
    BB_FIELD_REQUIRED = 1,
    BB_FIELD_DERIVED = 2, /* computed by itinerary; an error in the file, reachable from layouts */
    BB_FIELD_TBD = 4,     /* may be `tbd`, to be decided; TIME and DATETIME always may */
};

struct bb_field {
    const char *name;
    const struct bb_type *type;
    unsigned flags;
    const char *doc_en;
    const char *doc_ko;
};

struct bb_type {
    enum bb_type_kind kind;
    const char *name; /* "event", "date"; for messages and the reference */
    const struct bb_type *item;
    const struct bb_field *fields;
    size_t nfields;
    const char *const *names; /* of an enum */
    size_t nnames;
    const struct bb_field *shorthand; /* record: the field that a scalar stands for, or NULL */
    const char *name_ko;              /* "행사"; NULL: as `name` */
};

struct bb_date {
    int16_t year;
    int8_t month, day; /* from 1 */
};

enum bb_clock_kind {
    BB_CLOCK_TBD,
    BB_CLOCK_TIME,
    BB_CLOCK_MORNING,
    BB_CLOCK_NOON,
    BB_CLOCK_AFTERNOON,
    BB_CLOCK_EVENING,
    BB_CLOCK_AFTER_PREVIOUS,
};

struct bb_clock {
    enum bb_clock_kind kind;
    int16_t minutes;   /* TIME: since midnight, local */
    int8_t day_offset; /* derived home times: -1, 0, +1 against the local date */
};

struct bb_datetime {
    bool tbd;
    bool has_time;   /* false: a bare date */
    bool has_offset; /* an explicit UTC offset */
    struct bb_date date;
    int16_t minutes;
    int16_t offset; /* minutes east of UTC */
};

/* One form of a text. `language` is a BCP 47 tag ("latin" arrives as "und-Latn", the sort key
 * "reading" as "x-reading"), or NULL where the file gave a plain string. */
struct bb_form {
    const char *language;
    struct bb_str text;
    struct bb_origin origin;
    bool tbd; /* `zh-Hant: tbd`: the name has such a form, but it is not known; text is empty */
};

struct bb_value {
    const struct bb_type *type;
    struct bb_span span;
    struct bb_span head; /* the key that introduces the value; without one, where it starts */
    struct bb_str key;   /* of an item of a MAP; empty otherwise */
    bool tbd;            /* `tbd`: known to be missing, no content */
    union {
        struct {
            struct bb_form *forms;
            size_t nforms;
        } text; /* STRING, TEXT, RICH, LANGUAGE, TIMEZONE, PATH: STRING-like have one form */
        bool boolean;
        long long integer; /* INT, and the index into names of ENUM */
        double number;
        struct bb_date date;
        struct bb_clock clock;
        struct bb_datetime datetime;
        bb_len length;
        struct {
            struct bb_value **fields; /* type->nfields, NULL where absent */
            struct bb_str id;         /* of a map item or of its `id` field; empty without one */
        } record;
        struct {
            struct bb_value **items;
            size_t len;
        } list;                     /* LIST and MAP */
        struct bb_value *target;    /* REF, set by bb_schema_resolve; NULL if unknown */
        const struct bb_node *free; /* FREE */
    } as;
    struct bb_str ref; /* REF: the id as written */
};

/* Reads a node as `type`. All mistakes are reported; what could be read is returned (fields with
 * mistakes stay NULL). NULL only when nothing fits the type at all.
 *
 * A value left empty (`title:`) counts as absent. A weekday after a date, `2024-07-24 (수)`, is
 * checked and dropped. A TEXT's line breaks become spaces, byte for byte, so that its origin stays
 * exact. Ids are letters, digits, - and _ (ASCII). */
struct bb_value *bb_schema_read(
    struct bb_input *input, const struct bb_node *node, const struct bb_type *type);

/* Sets the target of every REF below `root` to the record of the REF's `item` type that has the id.
 * Reports unknown ids and ids given twice within a type. */
void bb_schema_resolve(struct bb_input *input, struct bb_value *root);

/* Calls `visit` for `value` and all values below it, parents first, in the order of the fields.
 * Neither the targets of REFs nor derived fields are entered, so that each value comes once. */
void bb_value_walk(
    struct bb_value *value, void (*visit)(struct bb_value *value, void *data), void *data);

/* The Korean name of a type, for messages; its English one where it has none. */
const char *bb_schema_name_ko(const struct bb_type *type);

/* The field index of `name`, or -1. */
int bb_schema_find_field(const struct bb_type *record, struct bb_str name);

/* A field's value or NULL; `record` may be NULL and `field` -1, as for a name that is none. */
struct bb_value *bb_value_field(const struct bb_value *record, int field);

/* The record that a value is: itself, or the target of a REF; NULL for NULL and unknown ids. */
struct bb_value *bb_value_record(struct bb_value *value);

/* Items of a LIST or MAP; 0 for NULL. */
size_t bb_value_len(const struct bb_value *list);

/* The form for a language: exact tag, then shorter prefixes (zh-Hant-TW, zh-Hant, zh), then a plain
 * form; NULL if there is none. Forms that are `tbd` count as absent. */
const struct bb_form *bb_value_form(const struct bb_value *text, const char *language);

/* A new, empty value, for derived fields: no forms, no items, a record without its fields. */
struct bb_value *bb_value_create(struct bb_arena *arena, const struct bb_type *type);

/* Appends to a LIST made by bb_value_create. Growing doubles, from the arena. */
void bb_value_append(struct bb_arena *arena, struct bb_value *list, struct bb_value *item);

/* Days since 1970-01-01 (proleptic Gregorian) and back; weekday 0 is Sunday. */
long bb_date_to_days(struct bb_date date);
struct bb_date bb_date_from_days(long days);
int bb_date_weekday(struct bb_date date);

/* The basic types. */
extern const struct bb_type bb_type_string, bb_type_text, bb_type_rich, bb_type_bool, bb_type_int,
    bb_type_number, bb_type_date, bb_type_time, bb_type_datetime, bb_type_timezone,
    bb_type_language, bb_type_path, bb_type_picture, bb_type_length, bb_type_free;

/* Whether a number is so many of something, which its type is named after, and not an ordinal. */
bool bb_type_counts(const struct bb_type *type);

#endif

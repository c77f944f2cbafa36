/* Diagnostics: the author's mistakes, collected and never stopping at the first.
 *
 * Every message is one row of codes.def: a stable code (E0103, W0207), severity, Korean and English
 * text and hint with placeholders {1} … {9}. A sink is a parameter, never a global. */
#ifndef BB_DIAG_DIAG_H
#define BB_DIAG_DIAG_H

#include <stdio.h>

#include "base/map.h"
#include "base/source.h"

enum bb_severity { BB_SEVERITY_NOTE, BB_SEVERITY_WARNING, BB_SEVERITY_ERROR };

enum bb_code {
#define BB_DIAG(name, code, severity, en, ko, hint_en, hint_ko) BB_D_##name,
#include "diag/codes.def"
#undef BB_DIAG
    BB_D_COUNT
};

struct bb_diag_entry {
    enum bb_code code;
    enum bb_severity severity;
    struct bb_span span;
    const char *const *args; /* copied into the sink's arena */
    size_t nargs;
    size_t seq;                     /* order of arrival, the last sort key */
    struct bb_diag_entry *note;     /* "first defined here"; further ones chained; or NULL */
    BB_VEC(const char *) documents; /* those of several that it was found in; none: all share it */
    bool own;                       /* of a document, and not shared by some of them */
};

struct bb_diag {
    struct bb_arena *arena;     /* borrowed */
    struct bb_sources *sources; /* borrowed */
    BB_VEC(struct bb_diag_entry *) entries;
    struct bb_map seen; /* what was reported, for dropping repeats */
    size_t nerrors;
    size_t nwarnings;
    size_t most; /* entries kept; those past it are counted only. Default 1,000 */
    size_t dropped;
    struct bb_diag_entry *last;      /* where a note goes; NULL after a repeat or a dropped one */
    const char *document;            /* that is being made, of several; else NULL */
    bool in_own;                     /* see bb_diag_enter */
    size_t own_errors, own_warnings; /* of it, those that others have too included */
};

enum bb_diag_language { BB_DIAG_EN, BB_DIAG_KO };
enum bb_diag_format { BB_DIAG_TEXT, BB_DIAG_JSON };

struct bb_diag_style {
    enum bb_diag_language language;
    enum bb_diag_format format;
    int color; /* ANSI colours in text */
    bool errors_only;
    bool own_only; /* what was found in single documents of several */
};

void bb_diag_init(struct bb_diag *diag, struct bb_arena *arena, struct bb_sources *sources);

/* What is reported from here on was found in this document of several, whose name is borrowed for
 * the sink's life; or, where it is not its `own`, in what some of them share. */
void bb_diag_enter(struct bb_diag *diag, const char *document, bool own);

/* Reports `code` at `span` with `nargs` texts for {1} … {9}; they are copied. The same code at the
 * same span with the same texts is kept once, with the names of all documents it was found in. */
void bb_diag_add(struct bb_diag *diag, enum bb_code code, struct bb_span span,
    const char *const *args, size_t nargs);

/* bb_report(diag, BB_D_UNKNOWN_KEY, span, "titel", "title"); texts are const char *. */
#define bb_report(diag, code, span, ...)                                              \
    bb_diag_add((diag), (code), (span), (const char *const[]){"", ##__VA_ARGS__} + 1, \
        sizeof((const char *const[]){"", ##__VA_ARGS__}) / sizeof(const char *) - 1)

/* Attaches one more place to the last reported entry ("first defined here"). No-op if that entry
 * was dropped as a repeat. */
void bb_diag_add_note(struct bb_diag *diag, enum bb_code code, struct bb_span span,
    const char *const *args, size_t nargs);
#define bb_report_note(diag, code, span, ...)                                              \
    bb_diag_add_note((diag), (code), (span), (const char *const[]){"", ##__VA_ARGS__} + 1, \
        sizeof((const char *const[]){"", ##__VA_ARGS__}) / sizeof(const char *) - 1)

/* Reports all that was reported to `from`, notes too. */
void bb_diag_pass_on(const struct bb_diag *from, struct bb_diag *to);

/* Sorts by source, place, severity, arrival. */
void bb_diag_sort(struct bb_diag *diag);

/* Prints all entries, sorted.
 *
 * Text: `file:line:column: error E0103: message`, the source line, carets under the exact span,
 * the hint, the notes; at the end a line that counts. Control characters of the input never reach
 * the terminal.
 *
 * JSON: one object a line (JSON Lines, so that several documents made at once can be told apart by
 * reading on), with code, severity, message, hint, file, line, column, end_line, end_column (from
 * 1, in code points), start, end (byte offsets of the span, the end excluded) and notes, a list of
 * such objects. The fields of a place are null where a message has none. What was found in some
 * documents of several has `documents`, a list of their names. */
void bb_diag_print(struct bb_diag *diag, FILE *out, const struct bb_diag_style *style);

/* Appends the message of an entry, or its hint (nothing where it has none), without any place. */
void bb_diag_append_message(
    const struct bb_diag_entry *entry, enum bb_diag_language language, struct bb_buf *out);
void bb_diag_append_hint(
    const struct bb_diag_entry *entry, enum bb_diag_language language, struct bb_buf *out);

/* Why a file cannot be written, by an errno. Its texts are the path and what the system calls the
 * error; most rows leave the second out. */
enum bb_code bb_diag_name_unwritable(int error);

/* The stable code of a row, such as "E0103"; static. */
const char *bb_diag_code_name(enum bb_code code);

#endif

/* Inside diag only: the rows of codes.def and what the printers share. */
#ifndef BB_DIAG_TABLE_H
#define BB_DIAG_TABLE_H

#include "diag/diag.h"

struct bb_diag_row {
    const char *name; /* "E0103" */
    enum bb_severity severity;
    const char *message[2]; /* by enum bb_diag_language */
    const char *hint[2];
};

extern const struct bb_diag_row bb_diag_table[BB_D_COUNT];

/* Line and column of both ends of an entry's span; all zero for an entry without a place. */
struct bb_diag_range {
    struct bb_str file;
    struct bb_place start, end;
};

struct bb_diag_range bb_diag_find_range(
    const struct bb_diag *diag, const struct bb_diag_entry *entry);

void bb_diag_append_text(const struct bb_diag *diag, const struct bb_diag_entry *entry,
    const struct bb_diag_style *style, struct bb_buf *out);
void bb_diag_append_count(
    const struct bb_diag *diag, const struct bb_diag_style *style, struct bb_buf *out);
void bb_diag_append_json(const struct bb_diag *diag, const struct bb_diag_entry *entry,
    const struct bb_diag_style *style, struct bb_buf *out);

/* A line of a source or a text from a file, made safe to print: control characters and ill-formed
 * bytes as U+FFFD. */
void bb_diag_append_safe(struct bb_buf *out, struct bb_str text);

#endif

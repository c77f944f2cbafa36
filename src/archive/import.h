/* Reading the backend's PDF and carrying its objects over (internal to archive). */
#ifndef BB_ARCHIVE_IMPORT_H
#define BB_ARCHIVE_IMPORT_H

#include <qpdf/qpdf-c.h>

#include "archive/pdf.h"
#include "archive/plain.h"

struct bb_import {
    struct bb_arena *arena; /* borrowed */
    struct bb_pdf *to;      /* borrowed */
    struct bb_plain plain;  /* the file, where it is plain to see */
    qpdf_data from;         /* … and where it is not; else NULL */
    bool is_plain;
    bool is_fontless;
    BB_VEC(uint32_t) numbers; /* new number by old; 0: not carried over */
    BB_VEC(uint32_t) queue;   /* old numbers that have a new one, in order of their first use */
    size_t done;              /* of the queue: written */
    const char *fault;        /* the first one, in the arena, or NULL */
};

/* Opens `pdf`, which is borrowed until finish. A failure leaves `fault`. */
void bb_import_init(
    struct bb_import *import, struct bb_arena *arena, struct bb_str pdf, struct bb_pdf *to);
void bb_import_finish(struct bb_import *import);

size_t bb_import_count_pages(struct bb_import *import);

/* Appends the page's content, decoded. */
void bb_import_read_content(struct bb_import *import, size_t page, struct bb_buf *out);

/* Appends `key` and its value in the page to `out`, references renumbered. */
void bb_import_put_page_entry(
    struct bb_import *import, size_t page, const char *key, struct bb_buf *out);

/* From now on fonts are left out of resources. */
void bb_import_drop_fonts(struct bb_import *import);

/* Writes every object that what was put refers to, directly or not. */
void bb_import_carry_over(struct bb_import *import);

#endif

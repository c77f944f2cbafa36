/* What the parts of finishing share (internal to archive). */
#ifndef BB_ARCHIVE_FINISHING_H
#define BB_ARCHIVE_FINISHING_H

#include "archive/archive.h"
#include "archive/pdf.h"
#include "pdf/navigation.h"

struct bb_finishing {
    const struct bb_display *display;
    const struct bb_archive_options *options;
    struct bb_arena *arena;
    struct bb_pdf *pdf;
    uint32_t first_page; /* object numbers of pages are consecutive */
    struct bb_pdf_navigation navigation;
    uint32_t *marks;    /* by page: marks before it in the document; one more ends the last */
    uint32_t *elements; /* by tag id: object number, 0: not in the structure tree; or NULL */
    const char *fault;  /* the first one, or NULL */
};

/* --- structure.c ------------------------------------------------------------------------------ */

/* Writes structure tree, ParentTree and IDTree; returns the number of the root. Page p has
 * StructParents p, link i has StructParent (number of pages) + i. */
uint32_t bb_finishing_add_structure(struct bb_finishing *f);

/* --- attach.c --------------------------------------------------------------------------------- */

/* Writes the files and returns the number of their name tree, 0 where there are none; `*first` is
 * that of the first file's specification, consecutive ones follow. */
uint32_t bb_finishing_add_files(struct bb_finishing *f, uint32_t *first);

/* --- metadata.c ------------------------------------------------------------------------------- */

/* 0 where the level allows none. */
uint32_t bb_finishing_add_info(struct bb_finishing *f);
uint32_t bb_finishing_add_xmp(struct bb_finishing *f);
uint32_t bb_finishing_add_output_intent(struct bb_finishing *f);

#endif

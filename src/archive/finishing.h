/* What the parts of finishing share (internal to archive). */
#ifndef BB_ARCHIVE_FINISHING_H
#define BB_ARCHIVE_FINISHING_H

#include "archive/archive.h"
#include "archive/pdf.h"

struct bb_finishing {
    const struct bb_display *display;
    const struct bb_archive_options *options;
    struct bb_arena *arena;
    struct bb_pdf *pdf;
    uint32_t first_page; /* object numbers: pages, then link annotations, are consecutive */
    uint32_t first_link;
    uint32_t *marks;      /* by page: marks before it in the document; one more ends the last */
    uint32_t *page_links; /* by page: 1 + its first link; 0: none */
    uint32_t *next_links; /* by link: 1 + the next link of its page */
    const char *fault;    /* the first one, or NULL */
};

/* --- structure.c ------------------------------------------------------------------------------ */

/* Writes structure tree, ParentTree and IDTree; returns the number of the root. Page p has
 * StructParents p, link i has StructParent (number of pages) + i. */
uint32_t bb_finishing_add_structure(struct bb_finishing *f);

/* --- navigation.c ----------------------------------------------------------------------------- */

/* Writes the link annotations. */
void bb_finishing_add_links(struct bb_finishing *f);

/* Appends the Annots entry of a page; nothing for a page without links. */
void bb_finishing_put_annots(struct bb_finishing *f, uint32_t page, struct bb_buf *out);

/* Each writes its objects and returns the number of the root, 0 where there is nothing. */
uint32_t bb_finishing_add_destinations(struct bb_finishing *f);
uint32_t bb_finishing_add_outline(struct bb_finishing *f);
uint32_t bb_finishing_add_page_labels(struct bb_finishing *f);

/* --- metadata.c ------------------------------------------------------------------------------- */

uint32_t bb_finishing_add_info(struct bb_finishing *f);
uint32_t bb_finishing_add_xmp(struct bb_finishing *f);
uint32_t bb_finishing_add_output_intent(struct bb_finishing *f);

#endif

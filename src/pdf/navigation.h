/* What leads through a document, from the display list: links, destinations, outline, labels. */
#ifndef BB_PDF_NAVIGATION_H
#define BB_PDF_NAVIGATION_H

#include "pdf/write.h"

struct bb_pdf_navigation {
    const struct bb_display *display;
    struct bb_arena *arena;
    const struct bb_pdf_objects *objects;
    const uint32_t *pages;      /* object numbers, by page */
    uint32_t first_link;        /* object numbers of the links are consecutive */
    bool tagged;                /* link i has StructParent (number of pages) + i */
    const uint32_t *elements;   /* object numbers, by tag id; NULL: no structure tree */
    bool structural;            /* targets are said by element too (PDF 2.0, 12.3.2.3) */
    uint32_t *page_links;       /* by page: 1 + its first link; 0: none */
    uint32_t *next_links;       /* by link: 1 + the next link of its page */
    struct bb_map destinations; /* name -> struct bb_destination */
};

/* Chains the links of each page and indexes destinations; the fields above these are set. */
void bb_pdf_init_navigation(struct bb_pdf_navigation *navigation);

/* Writes the link annotations. */
void bb_pdf_add_links(const struct bb_pdf_navigation *navigation);

/* Appends the Annots entry of a page; nothing for a page without links. */
void bb_pdf_put_annots(
    const struct bb_pdf_navigation *navigation, uint32_t page, struct bb_buf *out);

/* Each writes its objects and returns the number of the root, 0 where there is nothing. */
uint32_t bb_pdf_add_destinations(const struct bb_pdf_navigation *navigation);
uint32_t bb_pdf_add_outline(const struct bb_pdf_navigation *navigation);
uint32_t bb_pdf_add_page_labels(const struct bb_pdf_navigation *navigation);

/* The catalog's entries for those roots, and for a tree of embedded files. */
void bb_pdf_put_roots(
    struct bb_buf *out, uint32_t destinations, uint32_t outline, uint32_t labels, uint32_t files);

#endif

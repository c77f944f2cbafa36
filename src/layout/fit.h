/* Inside layout: passes over a document, and what is over where it does not fit. */
#ifndef BB_LAYOUT_FIT_H
#define BB_LAYOUT_FIT_H

#include "layout/atom.h"

/* --- passes (layout.c) --- */

/* Lays out the whole document by the state's scale, with as many digits of page numbers as it
 * needs. */
enum bb_status bb_layout_whole(const struct bb_layout *state);
/* Builds it and fills pages that nothing is painted on. Returns how many. */
size_t bb_layout_measure(const struct bb_layout *state);
/* An empty document again. */
void bb_layout_start_over(struct bb_display *out);

/* --- fit.c --- */

/* Lays out a document whose layout has `fit`; BB_INVALID after reporting where it does not fit. */
enum bb_status bb_fit_document(struct bb_layout state);

/* --- what is over (over.c) --- */

/* Gathered by a pass that has it: by region, how much does not fit, and the highest rows and
 * paragraphs there. */
struct bb_over;
struct bb_over *bb_over_create(const struct bb_layout *layout, struct bb_arena *arena);
/* The atoms of a region, before pages are filled with them; `region` NULL: of the text. They are
 * named if then some of them are over. */
void bb_over_look(
    struct bb_over *over, const struct bb_region *region, const struct bb_list_of_atoms *list);
/* So much of them does not fit. */
void bb_over_add(struct bb_over *over, const struct bb_region *region, bb_len height);
void bb_over_report(const struct bb_over *over, struct bb_diag *diag);

#endif

/* The bounding boxes of figures (internal to archive). */
#ifndef BB_ARCHIVE_FIGURES_H
#define BB_ARCHIVE_FIGURES_H

#include "display/display.h"

struct bb_figure_box {
    uint32_t page;
    bb_len left, top, right, bottom; /* on the page, y down */
};

struct bb_figure_boxes {
    BB_VEC(struct bb_figure_box) list; /* in order of their first mark */
    uint32_t *index;                   /* by tag id: 1 + its place in the list; 0: none */
};

/* The boxes of all figures that stand on one page, with something in them. */
struct bb_figure_boxes bb_figures_measure(const struct bb_display *display, struct bb_arena *arena);

/* NULL for an element without a box. */
const struct bb_figure_box *bb_figures_lookup(const struct bb_figure_boxes *boxes, uint32_t tag);

#endif

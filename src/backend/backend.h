/* Backends: a display list becomes bytes.
 *
 * Each backend is one struct of function pointers, one file and one row of a table in backend.c.
 * They are called only through bb_backend_render, which owns the traversal and checks nesting; a
 * backend supplies what is its own. */
#ifndef BB_BACKEND_BACKEND_H
#define BB_BACKEND_BACKEND_H

#include "base/library.h"
#include "diag/diag.h"
#include "display/display.h"
#include "fontset/fontset.h"

struct bb_backend_options {
    int dpi;           /* png: 96 by default */
    uint32_t page;     /* svg, png: which page, from 0 */
    bool untagged;     /* pdf: leave marks out */
    bool whole_points; /* pdf: pages rounded up to them; for finishing, which says their size */
};

struct bb_backend {
    const char *name; /* "pdf", "ps", "svg", "png", "trace", "haru" */
    const char *suffix;
    bool per_page;    /* makes one file a page */
    bool wants_fonts; /* needs a fontset */
    void *(*begin)(const struct bb_display *display, const struct bb_fontset *fonts,
        const struct bb_backend_options *options,
        struct bb_diag *diag); /* NULL: failed, reported */
    void (*begin_page)(void *state, const struct bb_page *page, uint32_t number);
    void (*item)(void *state, const struct bb_item *item);
    void (*end_page)(void *state);
    /* Appends the document to `out` and frees the state, whatever the outcome. */
    enum bb_status (*end)(void *state, struct bb_buf *out);
};

extern const struct bb_backend bb_backend_trace, bb_backend_cairo_pdf, bb_backend_cairo_ps,
    bb_backend_cairo_svg, bb_backend_cairo_png, bb_backend_haru;

/* By name; NULL if unknown. */
const struct bb_backend *bb_backend_lookup(const char *name);

/* Renders to `out`. Failures are reported to `diag`. `fonts` may be NULL where wants_fonts is
 * false. */
enum bb_status bb_backend_render(const struct bb_backend *backend, const struct bb_display *display,
    const struct bb_fontset *fonts, const struct bb_backend_options *options, struct bb_diag *diag,
    struct bb_buf *out);

/* The libraries underneath. Returns how many. */
size_t bb_backend_libraries(struct bb_arena *arena, struct bb_library libraries[BB_LIBRARIES_MOST]);

#endif

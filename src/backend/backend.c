/* The one traversal of a display list for all backends.
 *
 * Backends get pages and items in order and nothing else, so none can look ahead, reorder or skip.
 * Nesting is checked on the way, before an item reaches the backend: a list that was changed after
 * bb_display_finish must not make a library write a broken file. */
#include "backend/backend.h"

static const struct bb_backend *const backends[] = {
    &bb_backend_cairo_pdf,
    &bb_backend_cairo_ps,
    &bb_backend_cairo_svg,
    &bb_backend_cairo_png,
    &bb_backend_haru,
    &bb_backend_trace,
};

const struct bb_backend *
bb_backend_lookup(const char *name)
{
    for (size_t i = 0; i < sizeof backends / sizeof backends[0]; i++) {
        if (strcmp(backends[i]->name, name) == 0)
            return backends[i];
    }
    return NULL;
}

struct nesting {
    size_t groups;
    size_t groups_at_mark;
    bool marked;
};

/* Follows one item; false where it does not nest. */
static bool
follow(struct nesting *nesting, enum bb_item_kind kind)
{
    switch (kind) {
    case BB_ITEM_GROUP_BEGIN:
        nesting->groups++;
        return true;
    case BB_ITEM_GROUP_END:
        if (nesting->groups == 0 || (nesting->marked && nesting->groups == nesting->groups_at_mark))
            return false;
        nesting->groups--;
        return true;
    case BB_ITEM_MARK_BEGIN:
    case BB_ITEM_ARTIFACT_BEGIN:
        if (nesting->marked)
            return false;
        nesting->marked = true;
        nesting->groups_at_mark = nesting->groups;
        return true;
    case BB_ITEM_MARK_END:
        if (!nesting->marked || nesting->groups != nesting->groups_at_mark)
            return false;
        nesting->marked = false;
        return true;
    case BB_ITEM_RUN:
    case BB_ITEM_PATH:
    case BB_ITEM_IMAGE:
        return nesting->marked;
    }
    return false;
}

static bool
render_page(
    const struct bb_backend *backend, void *state, const struct bb_page *page, uint32_t number)
{
    struct nesting nesting = {0};
    backend->begin_page(state, page, number);
    for (size_t i = 0; i < page->items.len; i++) {
        if (!follow(&nesting, page->items.at[i].kind))
            return false;
        backend->item(state, &page->items.at[i]);
    }
    backend->end_page(state);
    return nesting.groups == 0 && !nesting.marked;
}

enum bb_status
bb_backend_render(const struct bb_backend *backend, const struct bb_display *display,
    const struct bb_fontset *fonts, const struct bb_backend_options *options, struct bb_diag *diag,
    struct bb_buf *out)
{
    static const struct bb_backend_options defaults = {.dpi = 96};
    if (!options)
        options = &defaults;
    bool missing_page = backend->per_page && options->page >= display->pages.len;
    if (missing_page || (backend->wants_fonts && !fonts)) {
        bb_report(diag, BB_D_INTERNAL, (struct bb_span){0}, "a backend without its page or fonts");
        return BB_INTERNAL;
    }
    void *state = backend->begin(display, fonts, options, diag);
    if (!state)
        return BB_INTERNAL;
    size_t first = backend->per_page ? options->page : 0;
    size_t end = backend->per_page ? first + 1 : display->pages.len;
    bool nested = true;
    for (size_t i = first; i < end && nested; i++)
        nested = render_page(backend, state, display->pages.at[i], (uint32_t)i);
    size_t before = out->len;
    enum bb_status status = backend->end(state, out);
    if (nested)
        return status;
    out->len = before; /* without the half-drawn page */
    if (out->ptr)
        out->ptr[before] = '\0';
    bb_report(diag, BB_D_INTERNAL, (struct bb_span){0}, "marks or groups that do not nest");
    return BB_INTERNAL;
}

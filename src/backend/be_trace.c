/* The display list itself as text (display/dump.c describes the format).
 *
 * The dump writes whole documents, so this backend takes no part in the traversal; it exists so
 * that `--format trace`, the tests and the bench choose it like any other. */
#include "backend/backend.h"

#include <stdlib.h>

struct trace {
    const struct bb_display *display;
};

static void *
begin(const struct bb_display *display, const struct bb_fontset *fonts,
    const struct bb_backend_options *options, struct bb_diag *diag)
{
    (void)fonts, (void)options, (void)diag;
    struct trace *trace = malloc(sizeof *trace);
    if (!trace)
        abort();
    trace->display = display;
    return trace;
}

static void
begin_page(void *state, const struct bb_page *page, uint32_t number)
{
    (void)state, (void)page, (void)number;
}

static void
take_item(void *state, const struct bb_item *item)
{
    (void)state, (void)item;
}

static void
end_page(void *state)
{
    (void)state;
}

static enum bb_status
end(void *state, struct bb_buf *out)
{
    struct trace *trace = state;
    bb_display_dump(trace->display, out);
    free(trace);
    return out->full ? BB_INTERNAL : BB_OK;
}

const struct bb_backend bb_backend_trace = {
    .name = "trace",
    .suffix = "txt",
    .begin = begin,
    .begin_page = begin_page,
    .item = take_item,
    .end_page = end_page,
    .end = end,
};

/* A drawing rendered by a backend, and what other programs say of the file. */
#ifndef BB_TESTS_RENDERING_H
#define BB_TESTS_RENDERING_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "backend/backend.h"
#include "drawing.h"

struct fixture {
    struct drawing drawing;
    struct bb_sources sources;
    struct bb_diag diag;
    char folder[64];
};

static inline int
set_up(void **state)
{
    struct fixture *f = test_calloc(1, sizeof *f);
    drawing_init(&f->drawing);
    bb_sources_init(&f->sources, &f->drawing.arena);
    bb_diag_init(&f->diag, &f->drawing.arena, &f->sources);
    strcpy(f->folder, "/tmp/bb-backend-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    *state = f;
    return 0;
}

static inline int
tear_down(void **state)
{
    struct fixture *f = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -r '%s'", f->folder);
    assert_int_equal(system(command), 0);
    drawing_finish(&f->drawing);
    test_free(f);
    return 0;
}

/* Finishes the drawing and renders it to `out`. */
static inline void
render(struct fixture *f, const struct bb_backend *backend,
    const struct bb_backend_options *options, struct bb_buf *out)
{
    const char *fault = NULL;
    bb_display_finish(&f->drawing.display, &fault);
    assert_null(fault);
    struct bb_fontset *fonts = bb_fontset_create(&f->drawing.display, NULL, &f->diag);
    assert_non_null(fonts);
    bb_buf_init(out, 0);
    assert_int_equal(
        bb_backend_render(backend, &f->drawing.display, fonts, options, &f->diag, out), BB_OK);
    bb_fontset_destroy(fonts);
    assert_int_equal(f->diag.entries.len, 0);
}

/* What `command` prints, with %s standing for the document's path. It must succeed. */
static inline void
run_tool(struct fixture *f, const struct bb_buf *document, const char *command, struct bb_buf *out)
{
    char path[96], line[512];
    snprintf(path, sizeof path, "%s/document", f->folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(document->ptr, 1, document->len, file), document->len);
    assert_int_equal(fclose(file), 0);
    snprintf(line, sizeof line, command, path);
    FILE *pipe = popen(line, "r");
    assert_non_null(pipe);
    bb_buf_init(out, 0);
    char bytes[4096];
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, pipe)) > 0;)
        bb_buf_append(out, bytes, n);
    bb_buf_append_text(out, "");
    int status = pclose(pipe);
    if (status != 0)
        print_error("%s: %d\n%s\n", line, status, out->ptr);
    assert_int_equal(status, 0);
}

#endif

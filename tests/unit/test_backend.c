/* Backends: what they write, read back with independent tools (pdftotext, mutool, qpdf, gs). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "backend/backend.h"
#include "backend/cluster.h"
#include "drawing.h"

#ifdef __SANITIZE_ADDRESS__
/* Cairo 1.16 leaks an array of each CFF font that it embeds while it finishes a PDF surface; ours
 * would show above that call. The slow unwinder is needed to see it through a library without frame
 * pointers. */
__attribute__((visibility("default"))) const char *__asan_default_options(void);
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);

const char *
__asan_default_options(void)
{
    return "fast_unwind_on_malloc=0";
}

const char *
__lsan_default_suppressions(void)
{
    return "leak:cairo_surface_finish\n";
}
#endif

struct fixture {
    struct drawing drawing;
    struct bb_sources sources;
    struct bb_diag diag;
    char folder[64];
};

static int
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

static int
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
static void
render(struct fixture *f, const struct bb_backend *backend,
    const struct bb_backend_options *options, struct bb_buf *out)
{
    const char *fault = NULL;
    bb_display_finish(&f->drawing.display, &fault);
    assert_null(fault);
    struct bb_fontset *fonts = bb_fontset_create(&f->drawing.display, &f->diag);
    assert_non_null(fonts);
    bb_buf_init(out, 0);
    assert_int_equal(
        bb_backend_render(backend, &f->drawing.display, fonts, options, &f->diag, out), BB_OK);
    bb_fontset_destroy(fonts);
    assert_int_equal(f->diag.entries.len, 0);
}

/* What `command` prints, with %s standing for the document's path. It must succeed. */
static void
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

static void
check_sound(struct fixture *f, const struct bb_buf *pdf)
{
    struct bb_buf out;
    run_tool(f, pdf, "qpdf --check '%s' 2>&1", &out);
    assert_non_null(strstr(out.ptr, "No syntax or stream encoding errors found"));
    bb_buf_finish(&out);
    run_tool(f, pdf, "gs -q -dBATCH -dNOPAUSE -dSAFER -sDEVICE=nullpage '%s' 2>&1", &out);
    assert_string_equal(out.ptr, "");
    bb_buf_finish(&out);
}

static const struct {
    const char *font, *language, *text;
} texts[] = {
    {SANS_CJK, "ko", "대한민국임시정부 청사(大韓民國臨時政府廳舍)를 둘러본다."},
    {SERIF_CJK, "zh-Hans", "你好，世界。《文化交流》门直骨"},
    {SANS_CJK, "ko", "나랏말ᄊᆞ미 ᄒᆞᆫ글"},
    {SERIF, "fr", "Les bureaux efficients, affluents; Ballon de Paris"},
    {SANS, "fr", "Parc André Citroën"},
    {SANS_CJK, "ko", "大 ⼤ 大韓民國 중국 大 도시"},
    {SANS_CJK, "ja", "日本語のかな"},
    {HEBREW, "he", "שלום עולם"},
};

static void
add_texts(struct drawing *d)
{
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        drawing_add_text(d, texts[i].font, texts[i].language, 10, 72, 100 + 24 * (double)i,
            texts[i].text);
}

/* pdftotext puts U+202B and U+202C around right-to-left text. */
static char *
without_embedding(char *text)
{
    char *end = strstr(text, "\xe2\x80\xac");
    if (!end || strncmp(text, "\xe2\x80\xab", 3) != 0)
        return text;
    *end = '\0';
    return text + 3;
}

static void
check_text_comes_back(struct fixture *f, const struct bb_backend *backend)
{
    add_texts(&f->drawing);
    struct bb_buf pdf, text;
    render(f, backend, NULL, &pdf);
    check_sound(f, &pdf);
    run_tool(f, &pdf, "pdftotext '%s' -", &text);
    struct bb_str rest = bb_buf_str(&text);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct bb_str line = bb_str_cut(&rest, '\n');
        char *copy = bb_arena_copy(&f->drawing.arena, line.ptr, line.len);
        assert_string_equal(without_embedding(copy), texts[i].text);
    }
    bb_buf_finish(&text);
    bb_buf_finish(&pdf);
}

static void
test_text_comes_back_cairo(void **state)
{
    check_text_comes_back(*state, &bb_backend_cairo_pdf);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_text_comes_back_cairo, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

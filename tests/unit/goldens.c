/* Golden diagnostics; see goldens.h. */
#include "goldens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "reading.h"

static const char suffix[] = ".yaml";

static void
say_both(const struct goldens *goldens, const char *name, struct bb_buf *out)
{
    struct reading in;
    reading_start(&in);
    goldens->read(&in.input, name);
    char *text = NULL;
    size_t len = 0;
    FILE *file = open_memstream(&text, &len);
    assert_non_null(file);
    bb_diag_print(&in.diag, file, &(struct bb_diag_style){.language = BB_DIAG_EN});
    fputs("---\n", file);
    bb_diag_print(&in.diag, file, &(struct bb_diag_style){.language = BB_DIAG_KO});
    fclose(file);
    bb_buf_append(out, text, len);
    free(text);
    reading_finish(&in);
}

static void
read_golden(const char *path, struct bb_buf *out)
{
    FILE *file = fopen(path, "r");
    char piece[4096];
    for (size_t got; file && (got = fread(piece, 1, sizeof piece, file)) > 0;)
        bb_buf_append(out, piece, got);
    if (file)
        fclose(file);
}

static void
write_golden(const char *path, const struct bb_buf *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fwrite(text->ptr, 1, text->len, file);
    fclose(file);
}

static size_t
check_golden(const struct goldens *goldens, const char *name, struct bb_buf *all)
{
    struct bb_buf said, golden;
    char path[300];
    snprintf(path, sizeof path, "%.*s.diag", (int)(strlen(name) - strlen(suffix)), name);
    bb_buf_init(&said, 0);
    bb_buf_init(&golden, 0);
    say_both(goldens, name, &said);
    if (getenv("BB_UPDATE"))
        write_golden(path, &said);
    read_golden(path, &golden);
    bool same = bb_str_equal(bb_buf_str(&said), bb_buf_str(&golden));
    if (!same)
        print_error("%s differs; now:\n%.*s\n", path, (int)said.len, said.ptr);
    bb_buf_append(all, said.ptr, said.len);
    bb_buf_finish(&said);
    bb_buf_finish(&golden);
    return same ? 0 : 1;
}

static bool
is_held_elsewhere(const struct goldens *goldens, const char *code)
{
    for (size_t i = 0; i < goldens->nelsewhere; i++)
        if (strcmp(goldens->elsewhere[i], code) == 0)
            return true;
    return false;
}

/* Notes stand below another message and are printed without their code. */
static void
check_coverage(const struct goldens *goldens, const struct bb_buf *all)
{
    for (int code = 0; code < BB_D_COUNT; code++) {
        const char *name = bb_diag_code_name((enum bb_code)code);
        const char area[] = {name[1], name[2], '\0'};
        if (strstr(goldens->areas, area) && name[0] != 'N' && !is_held_elsewhere(goldens, name)
            && !strstr(all->ptr, name))
            fail_msg("no golden has %s", name);
    }
}

static int
is_input(const struct dirent *entry)
{
    size_t len = strlen(entry->d_name);
    return len >= sizeof suffix && strcmp(entry->d_name + len - strlen(suffix), suffix) == 0;
}

/* The messages name the files as they were opened, so the tests run in the folder. */
void
check_goldens(const struct goldens *goldens)
{
    assert_int_equal(chdir(BB_TEST_DIR "/suite"), 0);
    assert_int_equal(chdir(goldens->folder), 0);
    struct dirent **names = NULL;
    int count = scandir(".", &names, is_input, alphasort);
    assert_true(count > 0);
    struct bb_buf all;
    bb_buf_init(&all, 0);
    size_t wrong = 0;
    for (int i = 0; i < count; i++) {
        wrong += check_golden(goldens, names[i]->d_name, &all);
        free(names[i]);
    }
    free(names);
    check_coverage(goldens, &all);
    bb_buf_finish(&all);
    assert_int_equal(wrong, 0);
}

/* input: confinement, what a text may hold, hashes, all-or-nothing writing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "input/input.h"
#include "reading.h"

struct fixture {
    char folder[64];
    struct reading in;
};

static void
start(struct fixture *f)
{
    strcpy(f->folder, "briefbook-test-XXXXXX"); /* in the build tree */
    assert_non_null(mkdtemp(f->folder));
    reading_start(&f->in);
}

static void
finish(struct fixture *f)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", f->folder);
    assert_int_equal(system(command), 0);
    reading_finish(&f->in);
}

static const char *
path_in(struct fixture *f, const char *name)
{
    return bb_arena_printf(&f->in.arena, "%s/%s", f->folder, name).ptr;
}

static void
put(struct fixture *f, const char *name, const char *bytes, size_t len)
{
    FILE *file = fopen(path_in(f, name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static struct bb_str
get(struct fixture *f, const char *name)
{
    struct bb_str bytes = {0};
    assert_int_equal(bb_input_read_bytes(&f->in.input, path_in(f, name), &bytes), BB_OK);
    return bytes;
}

static size_t
count_files(struct fixture *f)
{
    DIR *dir = opendir(f->folder);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(dir));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(dir);
    return count;
}

static void
expect(struct fixture *f, enum bb_code code)
{
    if (f->in.diag.entries.len == 0)
        fail_msg("%s expected, nothing reported", bb_diag_code_name(code));
    enum bb_code got = BB_VEC_LAST(&f->in.diag.entries)->code;
    assert_string_equal(bb_diag_code_name(got), bb_diag_code_name(code));
}

/* --- text ------------------------------------------------------------------------------------- */

#define BYTES(literal) literal, sizeof(literal) - 1

static const struct {
    const char *bytes;
    size_t len;
    enum bb_code code;
    uint32_t start, end;
} bad_texts[] = {
    {BYTES("a: \xFF\n"), BB_D_FILE_NOT_UTF8, 3, 4},
    {BYTES("a: \xB0\xA1\n"), BB_D_FILE_NOT_UTF8, 3, 5},
    {BYTES("a: \xED\xA0\x80"), BB_D_FILE_NOT_UTF8, 3, 6},     /* a lone surrogate */
    {BYTES("a: \xC0\xAF"), BB_D_FILE_NOT_UTF8, 3, 5},         /* an overlong slash */
    {BYTES("a: \xF4\x90\x80\x80"), BB_D_FILE_NOT_UTF8, 3, 7}, /* past U+10FFFF */
    {BYTES("a: x\0y"), BB_D_FILE_NUL, 4, 5},
    {BYTES("a: \x1b[1m"), BB_D_FILE_CONTROL, 3, 4},
    {BYTES("a: x\ry"), BB_D_FILE_CONTROL, 4, 5},
    {BYTES("a: \x7f"), BB_D_FILE_CONTROL, 3, 4},
    {BYTES("a: \xC2\x85"), BB_D_FILE_CONTROL, 3, 5},
    {BYTES("a: \xE2\x80\xA8"), BB_D_FILE_CONTROL, 3, 6},
    {BYTES("a: \xEF\xBF\xBF"), BB_D_FILE_CONTROL, 3, 6},
    {BYTES("a: \xEF\xBB\xBF"), BB_D_FILE_BOM, 3, 6},
};

static void
test_bad_bytes_have_places(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_texts / sizeof *bad_texts; i++) {
        struct fixture f;
        start(&f);
        put(&f, "t.yaml", bad_texts[i].bytes, bad_texts[i].len);
        uint32_t source = 0;
        assert_int_equal(bb_input_read_text(&f.in.input, path_in(&f, "t.yaml"), &source), BB_OK);
        const struct bb_diag_entry *first = f.in.diag.entries.at[0];
        assert_string_equal(bb_diag_code_name(first->code), bb_diag_code_name(bad_texts[i].code));
        assert_int_equal(first->span.start, bad_texts[i].start);
        assert_int_equal(first->span.end, bad_texts[i].end);
        struct bb_str masked = bb_sources_lookup(&f.in.sources, source)->bytes;
        assert_int_equal(masked.len, bad_texts[i].len);
        assert_int_equal(masked.ptr[first->span.start], '_');
        finish(&f);
    }
}

static void
test_good_texts(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "a: 1", "a:\t1\r\nb: 2\r\n",
        ("\xEF\xBB\xBF"
         "a: 1\n"),
        "a: 충칭 \xF0\xA0\x80\x80 \xE2\x80\x8B\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct fixture f;
        start(&f);
        put(&f, "t.yaml", texts[i], strlen(texts[i]));
        uint32_t source = 0;
        assert_int_equal(bb_input_read_text(&f.in.input, path_in(&f, "t.yaml"), &source), BB_OK);
        assert_int_equal(f.in.diag.entries.len, 0);
        assert_string_equal(bb_sources_lookup(&f.in.sources, source)->bytes.ptr, texts[i]);
        finish(&f);
    }
}

static void
test_files_that_are_no_text(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        enum bb_code code;
    } files[] = {
        {BYTES("\xFF\xFE"
               "a\0:\0"),
            BB_D_FILE_UTF16},
        {BYTES("\xFE\xFF\0a\0:"), BB_D_FILE_UTF16},
        {BYTES("\0\0\xFE\xFF\0\0\0a"), BB_D_FILE_UTF16},
        {BYTES("\1 \1 \1 \1 \1 \1 \1 \1 \1 \1 \1 \1 \1 \1 \1 \1 \1 \1 \1 \1 \1 "),
            BB_D_FILE_SPOILED},
        {BYTES("%PDF-1.7\n"), BB_D_FILE_BINARY},
        {BYTES("PK\3\4\24\0"), BB_D_FILE_BINARY},
        {BYTES("\xD0\xCF\x11\xE0\xA1\xB1"), BB_D_FILE_BINARY},
        {BYTES("\x89PNG\r\n"), BB_D_FILE_BINARY},
        {BYTES("\xFF\xD8\xFF\xE0"), BB_D_FILE_BINARY},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct fixture f;
        start(&f);
        put(&f, "t.yaml", files[i].bytes, files[i].len);
        uint32_t source;
        assert_int_equal(
            bb_input_read_text(&f.in.input, path_in(&f, "t.yaml"), &source), BB_INVALID);
        expect(&f, files[i].code);
        finish(&f);
    }
}

static void
test_size_limit_is_exact(void **state)
{
    (void)state;
    for (size_t more = 0; more < 2; more++) {
        struct fixture f;
        start(&f);
        f.in.limits.file_bytes = 8;
        put(&f, "t.yaml", "123456789", 8 + more);
        uint32_t source;
        enum bb_status status = bb_input_read_text(&f.in.input, path_in(&f, "t.yaml"), &source);
        assert_int_equal(status, more ? BB_INVALID : BB_OK);
        if (more)
            expect(&f, BB_D_FILE_TOO_LARGE);
        finish(&f);
    }
}

static void
test_hash(void **state)
{
    (void)state;
    struct fixture f;
    start(&f);
    put(&f, "t.yaml", "abc", 3);
    uint32_t source;
    assert_int_equal(bb_input_read_text(&f.in.input, path_in(&f, "t.yaml"), &source), BB_OK);
    assert_string_equal(bb_input_hash(&f.in.input.files.at[0]), /* FIPS 180-2, appendix B.1 */
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    finish(&f);
}

static void
test_standard_input(void **state)
{
    (void)state;
    struct fixture f;
    start(&f);
    int pipes[2], saved = dup(STDIN_FILENO);
    assert_int_equal(pipe(pipes), 0);
    assert_int_equal(write(pipes[1], "a: 1\n", 5), 5);
    close(pipes[1]);
    dup2(pipes[0], STDIN_FILENO);
    close(pipes[0]);
    uint32_t source = 0;
    enum bb_status status = bb_input_read_text(&f.in.input, "-", &source);
    dup2(saved, STDIN_FILENO);
    close(saved);
    assert_int_equal(status, BB_OK);
    assert_string_equal(bb_sources_lookup(&f.in.sources, source)->name.ptr, "<stdin>");
    assert_string_equal(bb_sources_lookup(&f.in.sources, source)->bytes.ptr, "a: 1\n");
    finish(&f);
}

static void
test_unreadable(void **state)
{
    (void)state;
    struct fixture f;
    start(&f);
    uint32_t source;
    assert_int_equal(bb_input_read_text(&f.in.input, path_in(&f, "none"), &source), BB_IO);
    expect(&f, BB_D_FILE_MISSING);
    assert_int_equal(bb_input_read_text(&f.in.input, f.folder, &source), BB_IO);
    expect(&f, BB_D_FILE_NOT_REGULAR);
    finish(&f);
}

/* --- confinement ------------------------------------------------------------------------------ */

static const struct {
    const char *path;
    enum bb_status status;
    enum bb_code code; /* where the status is not BB_OK */
} paths[] = {
    {"part.yaml", BB_OK, 0},
    {"./sub/deep.yaml", BB_OK, 0},
    {"sub/../part.yaml", BB_OK, 0},
    {"sub/inside", BB_OK, 0},
    {"", BB_INVALID, BB_D_PATH_EMPTY},
    {"/etc/passwd", BB_INVALID, BB_D_PATH_OUTSIDE},
    {"../outside.yaml", BB_INVALID, BB_D_PATH_OUTSIDE},
    {"../trip-other/x.yaml", BB_INVALID, BB_D_PATH_OUTSIDE},
    {"../none.yaml", BB_INVALID, BB_D_PATH_OUTSIDE},
    {"sub/../../outside.yaml", BB_INVALID, BB_D_PATH_OUTSIDE},
    {"sub/out", BB_INVALID, BB_D_PATH_OUTSIDE},
    {"sub/away/passwd", BB_INVALID, BB_D_PATH_OUTSIDE},
    {"none.yaml", BB_IO, BB_D_FILE_MISSING},
    {"part.yaml/x", BB_IO, BB_D_FILE_MISSING},
    {"loop", BB_IO, BB_D_FILE_UNREADABLE},
    {"sub", BB_IO, BB_D_FILE_NOT_REGULAR},
    {"pipe", BB_IO, BB_D_FILE_NOT_REGULAR},
};

static void
make_tree(struct fixture *f)
{
    assert_int_equal(mkdir(path_in(f, "trip"), 0777), 0);
    assert_int_equal(mkdir(path_in(f, "trip-other"), 0777), 0);
    assert_int_equal(mkdir(path_in(f, "trip/sub"), 0777), 0);
    static const char *const files[] = {
        "trip/t.yaml", "trip/part.yaml", "trip/sub/deep.yaml", "outside.yaml", "trip-other/x.yaml"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        put(f, files[i], "a: 1\n", 5);
    assert_int_equal(symlink("../part.yaml", path_in(f, "trip/sub/inside")), 0);
    assert_int_equal(symlink("../../outside.yaml", path_in(f, "trip/sub/out")), 0);
    assert_int_equal(symlink("/etc", path_in(f, "trip/sub/away")), 0);
    assert_int_equal(symlink("loop", path_in(f, "trip/loop")), 0);
    assert_int_equal(mkfifo(path_in(f, "trip/pipe"), 0600), 0);
}

static void
test_confinement(void **state)
{
    (void)state;
    struct fixture f;
    start(&f);
    make_tree(&f);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        uint32_t source = 0;
        struct bb_span span = {0, (uint32_t)i, (uint32_t)i};
        size_t before = f.in.diag.entries.len;
        enum bb_status status = bb_input_read_included(
            &f.in.input, path_in(&f, "trip/t.yaml"), bb_str_from(paths[i].path), span, &source);
        if (status != paths[i].status)
            fail_msg("“%s”: status %d", paths[i].path, (int)status);
        if (status == BB_OK)
            assert_int_equal(f.in.diag.entries.len, before);
        else
            expect(&f, paths[i].code);
    }
    finish(&f);
}

static void
test_confinement_from_a_bare_name(void **state)
{
    (void)state;
    struct fixture f;
    start(&f);
    make_tree(&f);
    char old[4096];
    assert_non_null(getcwd(old, sizeof old));
    assert_int_equal(chdir(path_in(&f, "trip")), 0);
    struct bb_str resolved;
    struct bb_span none = {0};
    enum bb_status inside =
        bb_input_resolve(&f.in.input, "t.yaml", BB_STR("sub/deep.yaml"), none, &resolved);
    enum bb_status outside =
        bb_input_resolve(&f.in.input, "-", BB_STR("../outside.yaml"), none, &resolved);
    assert_int_equal(chdir(old), 0);
    assert_int_equal(inside, BB_OK);
    assert_int_equal(outside, BB_INVALID);
    finish(&f);
}

/* --- writing ---------------------------------------------------------------------------------- */

static mode_t
mode_of(struct fixture *f, const char *name)
{
    struct stat info;
    assert_int_equal(stat(path_in(f, name), &info), 0);
    return info.st_mode & 0777;
}

static void
test_write_new_and_again(void **state)
{
    (void)state;
    struct fixture f;
    start(&f);
    mode_t umask_before = umask(027);
    assert_int_equal(bb_input_write_file(&f.in.diag, path_in(&f, "o"), "one", 3), BB_OK);
    assert_int_equal(mode_of(&f, "o"), 0640);
    assert_int_equal(chmod(path_in(&f, "o"), 0604), 0);
    assert_int_equal(bb_input_write_file(&f.in.diag, path_in(&f, "o"), "two!", 4), BB_OK);
    umask(umask_before);
    assert_int_equal(mode_of(&f, "o"), 0604);
    assert_string_equal(get(&f, "o").ptr, "two!");
    assert_int_equal(count_files(&f), 1);
    finish(&f);
}

static void
test_write_follows_links(void **state)
{
    (void)state;
    struct fixture f;
    start(&f);
    assert_int_equal(mkdir(path_in(&f, "d"), 0777), 0);
    put(&f, "d/real", "old", 3);
    assert_int_equal(symlink("d/real", path_in(&f, "link")), 0);
    assert_int_equal(bb_input_write_file(&f.in.diag, path_in(&f, "link"), "new", 3), BB_OK);
    assert_string_equal(get(&f, "d/real").ptr, "new");
    struct stat info;
    assert_int_equal(lstat(path_in(&f, "link"), &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    finish(&f);
}

/* Also one whose target is yet to be created, and one that leads to such a one. */
static void
test_write_creates_what_a_link_names(void **state)
{
    (void)state;
    struct fixture f;
    start(&f);
    assert_int_equal(mkdir(path_in(&f, "d"), 0777), 0);
    assert_int_equal(symlink("d/inner", path_in(&f, "outer")), 0);
    assert_int_equal(symlink("new", path_in(&f, "d/inner")), 0);
    assert_int_equal(bb_input_write_file(&f.in.diag, path_in(&f, "outer"), "new", 3), BB_OK);
    assert_string_equal(get(&f, "d/new").ptr, "new");
    assert_int_equal(symlink("round", path_in(&f, "round")), 0);
    assert_int_equal(bb_input_write_file(&f.in.diag, path_in(&f, "round"), "x", 1), BB_IO);
    expect(&f, BB_D_OUTPUT_FAILED);
    finish(&f);
}

static void
test_write_with_the_longest_name(void **state)
{
    (void)state;
    struct fixture f;
    start(&f);
    char name[256];
    memset(name, 'n', 255);
    name[255] = '\0';
    assert_int_equal(bb_input_write_file(&f.in.diag, path_in(&f, name), "x", 1), BB_OK);
    assert_int_equal(count_files(&f), 1);
    finish(&f);
}

/* Neither a file nor a link is replaced, wherever that leads. */
static void
test_write_new_file_replaces_nothing(void **state)
{
    (void)state;
    struct fixture f;
    start(&f);
    assert_int_equal(bb_input_write_new_file(&f.in.diag, path_in(&f, "o"), "one", 3), BB_OK);
    assert_int_equal(bb_input_write_new_file(&f.in.diag, path_in(&f, "o"), "two", 3), BB_IO);
    expect(&f, BB_D_NEW_EXISTS);
    assert_int_equal(symlink("nowhere", path_in(&f, "link")), 0);
    assert_int_equal(bb_input_write_new_file(&f.in.diag, path_in(&f, "link"), "x", 1), BB_IO);
    expect(&f, BB_D_NEW_EXISTS);
    assert_int_equal(bb_input_write_new_file(&f.in.diag, path_in(&f, "no/o"), "x", 1), BB_IO);
    expect(&f, BB_D_OUTPUT_FOLDER);
    assert_string_equal(get(&f, "o").ptr, "one");
    assert_int_equal(count_files(&f), 2);
    finish(&f);
}

static void
test_unwritable(void **state)
{
    (void)state;
    struct fixture f;
    start(&f);
    assert_int_equal(bb_input_write_file(&f.in.diag, path_in(&f, "no/o"), "x", 1), BB_IO);
    expect(&f, BB_D_OUTPUT_FOLDER);
    assert_int_equal(mkdir(path_in(&f, "d"), 0777), 0);
    assert_int_equal(bb_input_write_file(&f.in.diag, path_in(&f, "d"), "x", 1), BB_IO);
    expect(&f, BB_D_OUTPUT_IS_FOLDER);
    assert_int_equal(bb_input_write_file(&f.in.diag, "/dev/full", "x", 1), BB_IO);
    expect(&f, BB_D_OUTPUT_FULL);
    put(&f, "locked", "old", 3);
    assert_int_equal(chmod(path_in(&f, "locked"), 0444), 0);
    if (geteuid() != 0) { /* root may write everything */
        assert_int_equal(bb_input_write_file(&f.in.diag, path_in(&f, "locked"), "x", 1), BB_IO);
        expect(&f, BB_D_OUTPUT_DENIED);
    }
    assert_string_equal(get(&f, "locked").ptr, "old");
    assert_int_equal(count_files(&f), 2);
    finish(&f);
}

/* Writes a file beyond a limit for the size of files in a process of its own, in which SIGXFSZ is
 * handled as asked; how that process ended. */
static int
write_beyond_a_limit(struct fixture *f, const char *name, void (*handler)(int),
    enum bb_status (*write_file)(struct bb_diag *, const char *, const void *, size_t))
{
    pid_t child = fork();
    if (child == 0) {
        const char *path = path_in(f, name);
        char *large = bb_arena_alloc(&f->in.arena, 1 << 20);
        signal(SIGXFSZ, handler);
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){4096, 4096});
        _exit(write_file(&f->in.diag, path, large, 1 << 20) == BB_IO ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

/* The limit makes write(2) fail half-way, as a full disk does. */
static void
test_failure_leaves_the_old_file(void **state)
{
    (void)state;
    struct fixture f;
    start(&f);
    put(&f, "o", "old", 3);
    assert_int_equal(write_beyond_a_limit(&f, "o", SIG_IGN, bb_input_write_file), 0);
    assert_int_equal(write_beyond_a_limit(&f, "new", SIG_IGN, bb_input_write_file), 0);
    assert_int_equal(write_beyond_a_limit(&f, "new", SIG_IGN, bb_input_write_new_file), 0);
    assert_string_equal(get(&f, "o").ptr, "old");
    assert_int_equal(count_files(&f), 1);
    finish(&f);
}

/* Killed half-way, with nobody there to clean up. */
static void
test_a_kill_leaves_nothing(void **state)
{
    (void)state;
    struct fixture f;
    start(&f);
    put(&f, "o", "old", 3);
    int fd = open(f.folder, O_TMPFILE | O_WRONLY, 0600);
    if (fd < 0) {
        print_message("skipped: this file system has no files without a name\n");
        finish(&f);
        skip();
    }
    close(fd);
    assert_int_equal(
        WTERMSIG(write_beyond_a_limit(&f, "o", SIG_DFL, bb_input_write_file)), SIGXFSZ);
    assert_int_equal(
        WTERMSIG(write_beyond_a_limit(&f, "new", SIG_DFL, bb_input_write_file)), SIGXFSZ);
    assert_int_equal(
        WTERMSIG(write_beyond_a_limit(&f, "new", SIG_DFL, bb_input_write_new_file)), SIGXFSZ);
    assert_string_equal(get(&f, "o").ptr, "old");
    assert_int_equal(count_files(&f), 1);
    finish(&f);
}

static void
test_discard_after_a_kill(void **state)
{
    (void)state;
    struct fixture f;
    start(&f);
    put(&f, ".briefbook-4242-0.tmp", "half", 4);
    put(&f, ".briefbook-4243-0.tmp", "someone else's", 14);
    bb_input_discard_unfinished(path_in(&f, "o"), 4242);
    assert_int_equal(count_files(&f), 1);
    assert_int_equal(access(path_in(&f, ".briefbook-4243-0.tmp"), F_OK), 0);
    finish(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bad_bytes_have_places),
        cmocka_unit_test(test_good_texts),
        cmocka_unit_test(test_files_that_are_no_text),
        cmocka_unit_test(test_size_limit_is_exact),
        cmocka_unit_test(test_hash),
        cmocka_unit_test(test_standard_input),
        cmocka_unit_test(test_unreadable),
        cmocka_unit_test(test_confinement),
        cmocka_unit_test(test_confinement_from_a_bare_name),
        cmocka_unit_test(test_write_new_and_again),
        cmocka_unit_test(test_write_follows_links),
        cmocka_unit_test(test_write_creates_what_a_link_names),
        cmocka_unit_test(test_write_with_the_longest_name),
        cmocka_unit_test(test_write_new_file_replaces_nothing),
        cmocka_unit_test(test_unwritable),
        cmocka_unit_test(test_failure_leaves_the_old_file),
        cmocka_unit_test(test_a_kill_leaves_nothing),
        cmocka_unit_test(test_discard_after_a_kill),
    };
    return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}

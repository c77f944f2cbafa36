/* face: stacks by role, weight and language; what is missing is named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "face/face.h"
#include "reading.h"

#define TEST_FONTS BB_TEST_DIR "/fonts/fonts.yaml"

struct fixture {
    struct reading in;
    struct bb_faces *faces;
    const struct bb_face *stack;
    size_t len;
};

static void
start_with_dirs(struct fixture *f, const char *fonts_yaml, const char *const *dirs, size_t ndirs)
{
    reading_start(&f->in);
    f->faces = bb_faces_create(&f->in.input, fonts_yaml, dirs, ndirs);
}

static void
start(struct fixture *f, const char *fonts_yaml)
{
    start_with_dirs(f, fonts_yaml, NULL, 0);
}

/* The same with a font list of the test's own. */
static void
start_with_text(struct fixture *f, const char *text, const char *const *dirs, size_t ndirs)
{
    char path[] = P_tmpdir "/bb-fonts-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), strlen(text));
    close(file);
    start_with_dirs(f, path, dirs, ndirs);
    unlink(path);
}

static void
finish(struct fixture *f)
{
    bb_faces_destroy(f->faces);
    reading_finish(&f->in);
}

static void
ask(struct fixture *f, const char *role, int weight, const char *language)
{
    f->len = bb_faces_stack(f->faces, role, weight, language, &f->stack);
}

static const char *
file_name(const struct bb_face *face)
{
    return strrchr(face->path, '/') + 1;
}

/* --- stacks ----------------------------------------------------------------------------------- */

static const struct {
    const char *role;
    int weight;
    const char *language;
    const char *first, *second;
} stacks[] = {
    {"sans", 400, "ko", "NotoSans-Regular.ttf", "NotoSansCJKkr-Regular.otf"},
    {"sans", 700, "ko", "NotoSans-Bold.ttf", "NotoSansCJKkr-Bold.otf"},
    {"serif", 400, "en", "NotoSerif-Regular.ttf", "NotoSerifCJKkr-Regular.otf"},
    {"sans", 400, "zh", "NotoSansCJKkr-Regular.otf", "NotoSans-Regular.ttf"},
    {"sans", 400, "zh-Hant", "NotoSansCJKkr-Regular.otf", "NotoSans-Regular.ttf"},
    {"serif", 400, "ja-JP", "NotoSerifCJKkr-Regular.otf", "NotoSerif-Regular.ttf"},
    {"serif", 400, "zha", "NotoSerif-Regular.ttf", "NotoSerifCJKkr-Regular.otf"},
};

static void
test_order_follows_the_language(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, TEST_FONTS);
    for (size_t i = 0; i < sizeof stacks / sizeof *stacks; i++) {
        ask(&f, stacks[i].role, stacks[i].weight, stacks[i].language);
        assert_true(f.len >= 2);
        assert_string_equal(file_name(&f.stack[0]), stacks[i].first);
        assert_string_equal(file_name(&f.stack[1]), stacks[i].second);
        assert_null(f.stack[0].variations);
    }
    finish(&f);
}

static void
test_a_stack_is_made_once(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, TEST_FONTS);
    ask(&f, "sans", 400, "ko");
    const struct bb_face *first = f.stack;
    ask(&f, "sans", 400, "fr");
    assert_ptr_equal(f.stack, first);
    ask(&f, "sans", 400, "zh-Hans");
    assert_ptr_not_equal(f.stack, first);
    ask(&f, "fantasy", 400, "ko");
    assert_int_equal(f.len, 0);
    const char *const *roles;
    assert_int_equal(bb_faces_roles(f.faces, &roles), 2);
    assert_string_equal(roles[0], "sans");
    assert_string_equal(roles[1], "serif");
    finish(&f);
}

/* --- what is missing -------------------------------------------------------------------------- */

/* T21: 700 and 500 are not made up from 400. */
static void
test_t21_missing_weight_is_reported_once(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, TEST_FONTS);
    ask(&f, "serif", 700, "ko");
    assert_int_equal(f.len, 0);
    ask(&f, "serif", 700, "ko");
    assert_int_equal(f.in.diag.entries.len, 2); /* one for each family */
    const struct bb_diag_entry *entry = f.in.diag.entries.at[0];
    assert_int_equal(entry->code, BB_D_FONT_WEIGHT_MISSING);
    assert_string_equal(entry->args[0], "Noto Serif");
    assert_string_equal(entry->args[1], "700");
    finish(&f);
}

static const char missing_family[] =
    "folders: []\n"
    "families:\n"
    "  - {name: Noto Sans, package: fonts-noto-core, licence: OFL-1.1}\n"
    "  - {name: Nowhere Sans, package: fonts-nowhere, licence: OFL-1.1}\n"
    "roles:\n"
    "  - {name: sans, families: [Nowhere Sans, Noto Sans, Unlisted Sans]}\n";

static void
test_missing_family_names_its_package(void **state)
{
    (void)state;
    struct fixture f;
    const char *dirs[] = {BB_TEST_DIR "/fonts", "/nonexistent/folder"};
    start_with_text(&f, missing_family, dirs, 2);
    assert_non_null(f.faces);
    assert_int_equal(f.in.diag.entries.len, 0); /* not before it is needed */
    ask(&f, "sans", 400, "ko");
    assert_int_equal(f.len, 1);
    assert_string_equal(file_name(&f.stack[0]), "NotoSans-Regular.ttf");
    assert_int_equal(f.in.diag.entries.len, 2);
    assert_int_equal(f.in.diag.entries.at[0]->code, BB_D_FONT_MISSING);
    assert_string_equal(f.in.diag.entries.at[0]->args[0], "Nowhere Sans");
    assert_string_equal(f.in.diag.entries.at[0]->args[1], "fonts-nowhere");
    const struct bb_diag_entry *unlisted = f.in.diag.entries.at[1];
    assert_int_equal(unlisted->code, BB_D_FONT_UNLISTED);
    struct bb_place place =
        bb_sources_place(&f.in.sources, unlisted->span.source, unlisted->span.start);
    assert_int_equal(place.line, 6);
    finish(&f);
}

static void
test_bad_lists_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "folders: [.]\nfamilies: []\n",                           /* no roles */
        "folders: [.]\nfamilies: []\nroles: []\nfallback: yes\n", /* an unknown key */
        "folders: [.\n",
        "",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct fixture f;
        start_with_text(&f, bad[i], NULL, 0);
        assert_null(f.faces);
        assert_true(f.in.diag.nerrors > 0);
        finish(&f);
    }
}

/* --- report ----------------------------------------------------------------------------------- */

static void
test_report_knows_the_hashes(void **state)
{
    (void)state;
    struct fixture f;
    struct bb_face_report *rows;
    start(&f, TEST_FONTS);
    size_t len = bb_faces_report(f.faces, &f.in.arena, &rows);
    assert_int_equal(len, 9);
    for (size_t i = 0; i < len; i++) {
        assert_non_null(rows[i].file);
        assert_true(rows[i].hash_known);
        assert_string_equal(rows[i].release, "tests");
        assert_int_equal(strlen(rows[i].sha256), 64);
    }
    assert_string_equal(rows[0].role, "sans");
    assert_string_equal(rows[0].family, "Noto Sans");
    assert_int_equal(rows[1].weight, 700);
    finish(&f);
}

static void
test_report_notes_other_hashes_and_missing_files(void **state)
{
    (void)state;
    struct fixture f;
    struct bb_face_report *rows;
    const char *dirs[] = {BB_TEST_DIR "/fonts"};
    start_with_text(&f,
        "folders: []\n"
        "families:\n"
        "  - name: Noto Sans\n"
        "    package: p\n"
        "    licence: OFL-1.1\n"
        "    files:\n"
        "      - {file: NotoSans-Regular.ttf, weight: 400, sha256: [{release: r, value: '0'}]}\n"
        "      - {file: NotoSans-Thin.ttf, weight: 100}\n"
        "roles:\n"
        "  - {name: sans, families: [Noto Sans]}\n",
        dirs, 1);
    assert_int_equal(bb_faces_report(f.faces, &f.in.arena, &rows), 2);
    assert_non_null(rows[0].file);
    assert_false(rows[0].hash_known);
    assert_null(rows[0].release);
    assert_null(rows[1].file);
    assert_string_equal(rows[1].name, "NotoSans-Thin.ttf");
    assert_string_equal(rows[1].sha256, "");
    finish(&f);
}

/* The list that is shipped, whether its fonts are here or not. */
static void
test_shipped_list(void **state)
{
    (void)state;
    struct fixture f;
    struct bb_face_report *rows;
    start(&f, BB_SOURCE_DIR "/fonts/fonts.yaml");
    assert_non_null(f.faces);
    size_t len = bb_faces_report(f.faces, &f.in.arena, &rows);
    assert_int_equal(len, 8);
    for (size_t i = 0; i < len; i++) {
        assert_true(rows[i].weight == 400 || rows[i].weight == 700);
        assert_string_equal(rows[i].licence, "OFL-1.1");
        assert_true(strncmp(rows[i].package, "fonts-noto-", 11) == 0);
    }
    finish(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_follows_the_language),
        cmocka_unit_test(test_a_stack_is_made_once),
        cmocka_unit_test(test_t21_missing_weight_is_reported_once),
        cmocka_unit_test(test_missing_family_names_its_package),
        cmocka_unit_test(test_bad_lists_are_refused),
        cmocka_unit_test(test_report_knows_the_hashes),
        cmocka_unit_test(test_report_notes_other_hashes_and_missing_files),
        cmocka_unit_test(test_shipped_list),
    };
    return cmocka_run_group_tests_name("face", tests, NULL, NULL);
}

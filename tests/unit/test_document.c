/* Several documents by the public functions: each is the same, byte for byte, whatever was made
 * before it and after it, by either backend; and memory does not grow with their number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/str.h"
#include "cairo_leak.h"
#include "document/document.h"

static const char trip[] = BB_TEST_DIR "/../data/seoul-2024/trip.yaml";
static const char each[] = BB_TEST_DIR "/cli/each.yaml";

static struct bb_document *
open_trip(const char *layout, const char *const *only, size_t nonly)
{
    const struct bb_document_options options = {
        .layout = layout,
        .data = BB_TEST_DIR "/..",
        .only = only,
        .nonly = nonly,
    };
    return bb_document_open(trip, &options);
}

/* The caller frees. */
static char *
render(struct bb_document *document, size_t index, bool lightweight, size_t *len)
{
    const struct bb_render_options options = {.lightweight = lightweight};
    assert_int_equal(bb_document_choose(document, index), BB_OUTCOME_DONE);
    assert_int_equal(bb_document_render(document, &options), BB_OUTCOME_DONE);
    const void *bytes = bb_document_bytes(document, len);
    char *copy = malloc(*len);
    assert_non_null(copy);
    memcpy(copy, bytes, *len);
    return copy;
}

static char *
render_alone(const char *name, bool lightweight, size_t *len)
{
    char only[64];
    snprintf(only, sizeof only, "city=%s", name);
    struct bb_document *document = open_trip(each, (const char *const[]){only}, 1);
    assert_int_equal(bb_document_count(document), 1);
    assert_string_equal(bb_document_name(document, 0), name);
    char *bytes = render(document, 0, lightweight, len);
    bb_document_close(document);
    return bytes;
}

static void
test_same_as_alone(void **state)
{
    (void)state;
    for (int lightweight = 0; lightweight < 2; lightweight++) {
        struct bb_document *document = open_trip(each, NULL, 0);
        size_t count = bb_document_count(document);
        assert_int_equal(count, 3);
        for (size_t turn = 0; turn < 2 * count; turn++) {
            size_t index = turn < count ? turn : 2 * count - 1 - turn, len, len_alone;
            char *bytes = render(document, index, lightweight, &len);
            char *alone = render_alone(bb_document_name(document, index), lightweight, &len_alone);
            assert_int_equal(len, len_alone);
            assert_memory_equal(bytes, alone, len);
            free(bytes);
            free(alone);
        }
        bb_document_close(document);
    }
}

static void
test_parts(void **state)
{
    (void)state;
    struct bb_document *all = open_trip(each, NULL, 0);
    size_t seen = 0;
    enum { PARTS = 5 };
    for (size_t part = 0; part < PARTS; part++) {
        const struct bb_document_options options = {
            .layout = each, .data = BB_TEST_DIR "/..", .part = part, .parts = PARTS};
        struct bb_document *document = bb_document_open(trip, &options);
        for (size_t i = 0; i < bb_document_count(document); i++)
            assert_string_equal(bb_document_name(document, i), bb_document_name(all, seen++));
        bb_document_close(document);
    }
    assert_int_equal(seen, bb_document_count(all));
    bb_document_close(all);
}

/* What one document takes is given back. */
static void
test_memory_stays(void **state)
{
    (void)state;
    struct bb_document *document = open_trip(each, NULL, 0);
    size_t count = bb_document_count(document), len, warm = 0;
    enum { TURNS = 20 };
    for (size_t turn = 0; turn < TURNS * count; turn++) {
        free(render(document, turn % count, false, &len));
        if (turn == count)
            warm = document->arena.total;
    }
    assert_true(document->arena.total < warm + warm / 10);
    bb_document_close(document);
}

static void
test_one_document(void **state)
{
    (void)state;
    struct bb_document *document = open_trip(NULL, NULL, 0);
    assert_int_equal(bb_document_count(document), 1);
    assert_null(bb_document_name(document, 0));
    assert_null(bb_document_each(document));
    assert_true(bb_document_pages(document) > 0);
    assert_int_equal(bb_document_choose(document, 0), BB_OUTCOME_DONE);
    bb_document_close(document);
}

static void
test_use(void **state)
{
    (void)state;
    struct bb_document *document = open_trip("book", NULL, 0);
    size_t len, len_alone;
    assert_int_equal(bb_document_use(document, each), BB_OUTCOME_DONE);
    assert_int_equal(bb_document_count(document), 3);
    char *bytes = render(document, 2, false, &len);
    char *alone = render_alone(bb_document_name(document, 2), false, &len_alone);
    assert_int_equal(len, len_alone);
    assert_memory_equal(bytes, alone, len);
    free(bytes);
    free(alone);
    assert_int_equal(bb_document_use(document, "no-such-layout"), BB_OUTCOME_INVALID);
    assert_int_equal(bb_document_count(document), 0);
    assert_int_equal(bb_document_use(document, each), BB_OUTCOME_DONE);
    assert_int_equal(bb_document_outcome(document), BB_OUTCOME_INVALID);
    bb_document_close(document);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_as_alone),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_memory_stays),
        cmocka_unit_test(test_one_document),
        cmocka_unit_test(test_use),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

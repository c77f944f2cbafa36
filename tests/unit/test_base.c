/* base: strings, buffers, UTF-8, lengths, maps, vectors, arena, places and origins. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "base/len.h"
#include "base/map.h"
#include "base/source.h"
#include "base/utf8.h"
#include "base/vec.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- strings ---------------------------------------------------------------------------------- */

static void
test_compare_is_bytewise(void **state)
{
    static const struct {
        const char *a, *b;
        int sign;
    } cases[] = {
        {"", "", 0},
        {"a", "a", 0},
        {"a", "b", -1},
        {"ab", "a", 1},
        {"", "a", -1},
        {"Z", "a", -1},
        {"a", "가", -1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int order = bb_str_compare(bb_str_from(cases[i].a), bb_str_from(cases[i].b));
        assert_int_equal((order > 0) - (order < 0), cases[i].sign);
    }
}

static void
test_trim(void **state)
{
    (void)state;
    assert_true(bb_str_is(bb_str_trim(BB_STR(" \t\r\n a b \n")), "a b"));
    assert_true(bb_str_is(bb_str_trim(BB_STR(" \n ")), ""));
    assert_true(bb_str_is(bb_str_trim(BB_STR("가 나")), "가 나"));
}

static void
test_cut_ends_with_null(void **state)
{
    (void)state;
    struct bb_str rest = BB_STR("a,,b");
    assert_true(bb_str_is(bb_str_cut(&rest, ','), "a"));
    assert_true(bb_str_is(bb_str_cut(&rest, ','), ""));
    assert_non_null(rest.ptr);
    assert_true(bb_str_is(bb_str_cut(&rest, ','), "b"));
    assert_null(rest.ptr);
    assert_int_equal(rest.len, 0);

    rest = BB_STR("a,");
    bb_str_cut(&rest, ',');
    assert_non_null(rest.ptr);
    assert_int_equal(rest.len, 0);
}

static void
test_nearest(void **state)
{
    static const char *const words[] = {
        "start", "end", "title", "kind", "place", "people", "brief"};
    static const struct {
        const char *word, *nearest;
    } cases[] = {
        {"titel", "title"},
        {"titl", "title"},
        {"poeple", "people"},
        {"strat", "start"},
        {"edn", "end"},
        {"ed", "end"},
        {"place", "place"},
        {"weather", NULL},
        {"x", NULL},
        {"", NULL},
        {"0123456789012345678901234567890123456789012345678", NULL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *found = bb_str_nearest(bb_str_from(cases[i].word), words, COUNT(words));
        if (!cases[i].nearest)
            assert_null(found);
        else
            assert_string_equal(found ? found : "(none)", cases[i].nearest);
    }
}

/* --- buffers ---------------------------------------------------------------------------------- */

static void
test_buffer_stays_whole_at_its_limit(void **state)
{
    (void)state;
    struct bb_buf buf;
    bb_buf_init(&buf, 5);
    bb_buf_append_text(&buf, "abcd");
    assert_false(buf.full);
    bb_buf_append_text(&buf, "ef");
    assert_true(buf.full);
    bb_buf_append_char(&buf, 'x');
    bb_buf_printf(&buf, "%d", 7);
    assert_string_equal(buf.ptr, "abcd");
    bb_buf_finish(&buf);

    bb_buf_init(&buf, 5);
    bb_buf_append_text(&buf, "abcde");
    assert_false(buf.full);
    bb_buf_finish(&buf);
}

static void
test_buffer_grows(void **state)
{
    (void)state;
    struct bb_buf buf;
    bb_buf_init(&buf, 0);
    assert_string_equal(bb_buf_str(&buf).ptr, "");
    for (int i = 0; i < 1000; i++)
        bb_buf_printf(&buf, "%d,", i % 10);
    assert_int_equal(buf.len, 2000);
    assert_memory_equal(buf.ptr + 1990, "5,6,7,8,9,", 11);
    bb_buf_finish(&buf);
}

static void
test_decimal(void **state)
{
    static const struct {
        double value;
        int digits;
        const char *text;
    } cases[] = {
        {0, 3, "0"},
        {1.5, 3, "1.5"},
        {-1.5, 3, "-1.5"},
        {0.0004, 3, "0"},
        {-0.0004, 3, "0"},
        {0.0005, 3, "0.001"},
        {12.3456, 2, "12.35"},
        {100, 2, "100"},
        {0.05, 2, "0.05"},
        {595.2756, 0, "595"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct bb_buf buf;
        bb_buf_init(&buf, 0);
        bb_buf_append_decimal(&buf, cases[i].value, cases[i].digits);
        assert_string_equal(buf.ptr, cases[i].text);
        bb_buf_finish(&buf);
    }
}

/* --- UTF-8 ------------------------------------------------------------------------------------ */

static void
test_utf8_round_trip(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        char bytes[4];
        size_t len = bb_utf8_put(code, bytes), at = 0;
        int32_t back = bb_utf8_next((struct bb_str){bytes, len}, &at);
        if (back != (int32_t)code || at != len)
            fail_msg("U+%04X comes back as U+%04X", code, (unsigned)back);
    }
}

static void
test_utf8_check_finds_the_first_fault(void **state)
{
    static const struct {
        const char *bytes;
        size_t len, fault;
    } cases[] = {
        {"abc", 3, 3}, {"\xED\x95\x9C", 3, 3}, {"a\xFFz", 3, 1},
        {"a\xC0\x80", 3, 1},        /* overlong NUL */
        {"\xE0\x80\x80", 3, 0},     /* overlong */
        {"\xED\xA0\x80", 3, 0},     /* a surrogate */
        {"\xF4\x90\x80\x80", 4, 0}, /* above U+10FFFF */
        {"ok\xED\x95", 4, 2},       /* cut short */
        {"\x80", 1, 0},             /* a lone continuation */
        {"a\0b", 3, 3},             /* NUL is well-formed */
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(
            bb_utf8_check((struct bb_str){cases[i].bytes, cases[i].len}), cases[i].fault);
}

static void
test_utf8_skips_the_maximal_subpart(void **state)
{
    (void)state;
    struct bb_str text = BB_STR("\xE1\x80z");
    size_t at = 0;
    assert_int_equal(bb_utf8_next(text, &at), -1);
    assert_int_equal(at, 2);
    assert_int_equal(bb_utf8_next(text, &at), 'z');
}

static void
test_utf8_counts_and_columns(void **state)
{
    (void)state;
    assert_int_equal(bb_utf8_count(BB_STR("후헝화(胡衡華)")), 8);
    assert_int_equal(bb_utf8_columns('a'), 1);
    assert_int_equal(bb_utf8_columns(0xD55C), 2); /* 한 */
    assert_int_equal(bb_utf8_columns(0x91CD), 2); /* 重 */
    assert_int_equal(bb_utf8_columns(0xFF08), 2); /* full-width parenthesis */
    assert_int_equal(bb_utf8_columns(0x0301), 0); /* combining acute */
    assert_int_equal(bb_utf8_columns(0x11AB), 0); /* a final jamo joins its syllable */
    assert_int_equal(bb_utf8_columns(0xE9), 1);
}

/* --- lengths ---------------------------------------------------------------------------------- */

static void
test_lengths(void **state)
{
    (void)state;
    assert_int_equal(bb_len_from_pt(1), 1024);
    assert_int_equal(bb_len_from_pt(-0.5), -512);
    assert_int_equal(bb_len_from_mm(25.4), 72 * 1024);
    assert_int_equal(bb_len_from_mm(-25.4), -72 * 1024);
    assert_int_equal(bb_len_from_mm(210), 609562); /* A4: 595.2756 pt */
    assert_int_equal(bb_len_ceil(BB_PT(17), BB_PT(8)), BB_PT(24));
    assert_int_equal(bb_len_ceil(BB_PT(16), BB_PT(8)), BB_PT(16));
    assert_int_equal(bb_len_ceil(-BB_PT(3), BB_PT(8)), 0);
    assert_int_equal(bb_len_ceil(0, BB_PT(8)), 0);
}

/* --- containers ------------------------------------------------------------------------------- */

static void
test_map_keeps_order_and_replaces(void **state)
{
    (void)state;
    struct bb_arena arena;
    bb_arena_init(&arena);
    struct bb_map map = {0};
    int values[1000];
    assert_null(bb_map_lookup(&map, BB_STR("0")));
    for (int i = 0; i < 1000; i++)
        assert_null(bb_map_set(&arena, &map, bb_arena_printf(&arena, "%d", i), &values[i]));
    for (int i = 0; i < 1000; i++) {
        struct bb_str key = bb_arena_printf(&arena, "%d", i);
        assert_ptr_equal(bb_map_lookup(&map, key), &values[i]);
        assert_true(bb_str_equal(map.entries[i].key, key));
    }
    assert_ptr_equal(bb_map_set(&arena, &map, BB_STR("7"), &values[8]), &values[7]);
    assert_ptr_equal(bb_map_lookup(&map, BB_STR("7")), &values[8]);
    assert_int_equal(map.len, 1000);
    assert_null(bb_map_lookup(&map, BB_STR("1000")));
    bb_arena_finish(&arena);
}

static void
test_vector_grows(void **state)
{
    (void)state;
    struct bb_arena arena;
    bb_arena_init(&arena);
    BB_VEC(int) numbers = {0};
    for (int i = 0; i < 100; i++)
        BB_VEC_PUSH(&arena, &numbers, i * i);
    assert_int_equal(numbers.len, 100);
    for (int i = 0; i < 100; i++)
        assert_int_equal(numbers.at[i], i * i);
    assert_int_equal(BB_VEC_LAST(&numbers), 99 * 99);
    bb_arena_finish(&arena);
}

static void
test_arena_is_zeroed_and_aligned(void **state)
{
    (void)state;
    struct bb_arena arena;
    bb_arena_init(&arena);
    for (int round = 0; round < 3; round++) {
        for (size_t size = 0; size < 3000; size += 7) {
            unsigned char *bytes = bb_arena_alloc(&arena, size);
            assert_int_equal((uintptr_t)bytes % 16, 0);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(bytes[i], 0);
            memset(bytes, 0xA5, size);
        }
        bb_arena_reset(&arena);
        assert_int_equal(arena.total, 0);
    }
    char *large = bb_arena_alloc(&arena, 5 << 20);
    large[(5 << 20) - 1] = 'x';
    assert_string_equal(bb_arena_printf(&arena, "%s-%d", "가", 7).ptr, "가-7");
    bb_arena_finish(&arena);
    assert_int_equal(arena.total, 0);
}

/* --- places and origins ----------------------------------------------------------------------- */

static void
test_places(void **state)
{
    static const struct {
        uint32_t offset, line, column;
        const char *text;
    } cases[] = {
        {0, 1, 1, "가나: 1"},
        {3, 1, 2, "가나: 1"},
        {6, 1, 3, "가나: 1"},
        {9, 1, 6, "가나: 1"}, /* the carriage return */
        {11, 2, 1, ""},
        {12, 3, 1, "끝"},
        {15, 3, 2, "끝"},
        {99, 3, 2, "끝"},
    };
    (void)state;
    struct bb_arena arena;
    struct bb_sources sources;
    bb_arena_init(&arena);
    bb_sources_init(&sources, &arena);
    uint32_t id = bb_sources_add(&sources, BB_STR("t.yaml"), BB_STR("가나: 1\r\n\n끝"));
    assert_int_equal(id, 1);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct bb_place place = bb_sources_place(&sources, id, cases[i].offset);
        assert_int_equal(place.line, cases[i].line);
        assert_int_equal(place.column, cases[i].column);
        assert_true(bb_str_is(place.text, cases[i].text));
    }
    assert_null(bb_sources_lookup(&sources, 0));
    assert_null(bb_sources_lookup(&sources, 2));
    assert_true(bb_str_is(bb_sources_lookup(&sources, 1)->name, "t.yaml"));
    bb_arena_finish(&arena);
}

/* A folded text "ab cd" from "  ab\n  cd" at source offset 100. */
static void
test_origins(void **state)
{
    static const struct bb_origin_piece pieces[] = {{0, 102}, {2, 104}, {3, 107}};
    static const struct {
        size_t start, end;
        uint32_t from, to;
    } cases[] = {
        {0, 1, 102, 103},
        {0, 2, 102, 104},
        {3, 5, 107, 109},
        {1, 4, 103, 108},
        {4, 4, 108, 108},
        {5, 5, 109, 109},
    };
    (void)state;
    struct bb_origin origin = {{1, 100, 109}, pieces, COUNT(pieces)};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct bb_span span = bb_origin_span(&origin, cases[i].start, cases[i].end);
        assert_int_equal(span.source, 1);
        assert_int_equal(span.start, cases[i].from);
        assert_int_equal(span.end, cases[i].to);
    }
    origin.npieces = 0;
    assert_int_equal(bb_origin_span(&origin, 1, 2).start, 100);
    assert_int_equal(bb_origin_span(NULL, 1, 2).source, 0);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_compare_is_bytewise),
        cmocka_unit_test(test_trim),
        cmocka_unit_test(test_cut_ends_with_null),
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_buffer_stays_whole_at_its_limit),
        cmocka_unit_test(test_buffer_grows),
        cmocka_unit_test(test_decimal),
        cmocka_unit_test(test_utf8_round_trip),
        cmocka_unit_test(test_utf8_check_finds_the_first_fault),
        cmocka_unit_test(test_utf8_skips_the_maximal_subpart),
        cmocka_unit_test(test_utf8_counts_and_columns),
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_map_keeps_order_and_replaces),
        cmocka_unit_test(test_vector_grows),
        cmocka_unit_test(test_arena_is_zeroed_and_aligned),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_origins),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}

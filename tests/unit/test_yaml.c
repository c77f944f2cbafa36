/* yaml: nodes, exact origins, limits, what is refused, and the goldens of tests/suite/yaml. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "goldens.h"
#include "reading.h"
#include "yaml/yaml.h"

struct fixture {
    struct reading in;
    struct bb_node *root;
    uint32_t source;
};

static void
open_fixture(struct fixture *f)
{
    reading_start(&f->in);
}

static void
parse(struct fixture *f, struct bb_str text)
{
    f->source = reading_add(&f->in, "t.yaml", text);
    f->root = bb_yaml_parse(&f->in.input, f->source);
}

static void
start(struct fixture *f, const char *text)
{
    open_fixture(f);
    parse(f, bb_str_from(text));
}

static void
finish(struct fixture *f)
{
    reading_finish(&f->in);
}

static const char *
slice(struct fixture *f, struct bb_span span)
{
    struct bb_str bytes = bb_sources_lookup(&f->in.sources, span.source)->bytes;
    return bb_arena_str(
        &f->in.arena, (struct bb_str){bytes.ptr + span.start, span.end - span.start})
        .ptr;
}

/* --- values ----------------------------------------------------------------------------------- */

static const struct {
    const char *yaml; /* the value of key "a" */
    const char *text;
} values[] = {
    {"a: one two", "one two"},
    {"a: 'it''s'", "it's"},
    {"a: \"tab\\there\"", "tab\there"},
    {"a: |\n  one\n  two\n", "one\ntwo\n"},
    {"a: >\n  one\n  two\n", "one two\n"},
    {"a:", ""},
    {"a: 012", "012"},
    {"a: no", "no"},
};

static void
test_values(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct fixture f;
        start(&f, values[i].yaml);
        assert_non_null(f.root);
        const struct bb_node *node = bb_node_lookup(f.root, "a");
        assert_non_null(node);
        assert_string_equal(node->text.ptr, values[i].text);
        assert_int_equal(f.in.diag.nerrors, 0);
        finish(&f);
    }
}

/* --- origins ---------------------------------------------------------------------------------- */

/* `part` of the decoded value of "a" must lead back to `source` in the file. */
static const struct {
    const char *name, *yaml, *part, *source;
} origins[] = {
    {"plain", "a: one two", "two", "two"},
    {"plain after anchor and tag", "a: !!str &x one two", "two", "two"},
    {"plain folded", "a: one\n   two  \n   three", "three", "three"},
    {"plain folded over an empty line", "a: one\n\n   two\n\n\n   three", "three", "three"},
    {"plain across a fold", "a: one\n   two", "one two", "one\n   two"},
    {"plain in Korean", "가: x\na: 충칭시 城市 방문", "방문", "방문"},
    {"plain with CR LF", "a: one\r\n   two\r\n\r\n   three\r\n", "three", "three"},
    {"single quotes", "a: 'one two'", "two", "two"},
    {"single, doubled quote", "a: 'it''s two'", "two", "two"},
    {"single, folded", "a: 'one\n\n   two\n   three'", "three", "three"},
    {"double", "a: \"one two\"", "two", "two"},
    {"double, escapes before", "a: \"\\t\\u00e9\\x41 two\"", "two", "two"},
    {"double, a wide escape", "a: \"x \\uCDA9 y\"", "\xEC\xB6\xA9", "\\uCDA9"},
    {"double, an escaped line end", "a: \"one \\\n    two\"", "two", "two"},
    {"double, escaped then empty lines", "a: \"one \\\n\n    two\"", "two", "two"},
    {"double, folded", "a: \"one  \n   \n    two\"", "two", "two"},
    {"double, trailing fold", "a: \"one two\n  \"", "two", "two"},
    {"literal", "a: |\n  one\n  two\n  three\n", "two", "two"},
    {"literal, more indented", "a: |\n  one\n    two\n  three\n", "  two", "  two"},
    {"literal, empty lines", "a: |\n\n\n  one\n\n  two\n", "two", "two"},
    {"literal, stated indentation", "a: |2\n    one\n  two\n", "  one", "  one"},
    {"literal, strip", "a: |-\n  one\n  two\n\n\n", "two", "two"},
    {"literal, keep", "a: |+\n  one\n  two\n\n\nb: 1", "two", "two"},
    {"literal, comment in the header", "a: | # why\n  one\n  two\n", "two", "two"},
    {"literal with CR LF", "a: |\r\n  one\r\n  two\r\n", "two", "two"},
    {"literal at the end of the file", "a: |\n  one\n  two", "two", "two"},
    {"literal, deeper", "b:\n  - x\na: |\n     one\n     two\n", "two", "two"},
    {"folded", "a: >\n  one\n  two\n  three\n", "three", "three"},
    {"folded, paragraphs", "a: >\n  one\n  two\n\n  three\n\n\n  four\n", "four", "four"},
    {"folded, more indented", "a: >\n  one\n    two\n  three\n", "three", "three"},
    {"folded, stated and stripped", "a: >2-\n   one\n  two\n", "two", "two"},
    {"folded, leading empty lines", "a: >\n\n\n  one\n  two\n", "two", "two"},
};

static void
test_origins(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof origins / sizeof *origins; i++) {
        struct fixture f;
        start(&f, origins[i].yaml);
        const struct bb_node *node = f.root ? bb_node_lookup(f.root, "a") : NULL;
        if (!node)
            fail_msg("%s: not parsed", origins[i].name);
        const char *at = strstr(node->text.ptr, origins[i].part);
        if (!at)
            fail_msg("%s: “%s” not in “%s”", origins[i].name, origins[i].part, node->text.ptr);
        size_t from = (size_t)(at - node->text.ptr);
        if (node->origin.npieces == 0)
            fail_msg("%s: not aligned", origins[i].name);
        struct bb_span span = bb_origin_span(&node->origin, from, from + strlen(origins[i].part));
        if (strcmp(slice(&f, span), origins[i].source) != 0)
            fail_msg("%s: got “%s”", origins[i].name, slice(&f, span));
        finish(&f);
    }
}

/* Every byte of a text that is no folded blank must be the very byte its origin names. */
static void
check_bytes(struct fixture *f, const struct bb_node *node)
{
    for (size_t i = 0; node->kind == BB_NODE_SCALAR && i < node->text.len; i++) {
        char byte = node->text.ptr[i];
        struct bb_span span = bb_origin_span(&node->origin, i, i + 1);
        if (byte != ' ' && byte != '\n')
            assert_int_equal(byte, slice(f, span)[0]);
    }
    for (size_t i = 0; node->kind == BB_NODE_SEQUENCE && i < node->len; i++)
        check_bytes(f, node->items[i]);
    for (size_t i = 0; node->kind == BB_NODE_MAPPING && i < node->len; i++) {
        check_bytes(f, node->pairs[i].key);
        check_bytes(f, node->pairs[i].value);
    }
}

static void
test_every_byte_leads_back(void **state)
{
    (void)state;
    static const char *const heads[] = {"|", ">", "|-", ">+", "|2", ">2-", ""};
    static const char *const bodies[] = {"  가나\n  second line\n\n  third\n",
        "  one\n   more\n   more\n  less\n\n\n", "\n  one\n\n\n  two\n",
        "  - not a list\n  # not a comment\n", "  x\n \n  y\n    \n  z\n"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        for (size_t j = 0; j < sizeof bodies / sizeof *bodies; j++) {
            char text[256];
            snprintf(text, sizeof text, "k:\n- z\na: %s\n%sb: end\n", heads[i], bodies[j]);
            struct fixture f;
            start(&f, text);
            if (!f.root && strcmp(heads[i], "") != 0)
                fail_msg("not parsed: %s", text);
            if (f.root)
                check_bytes(&f, f.root);
            finish(&f);
        }
}

/* --- spans ------------------------------------------------------------------------------------ */

static const struct {
    const char *yaml, *source;
} spans[] = {
    {"a: one", "one"},
    {"a: \"one\"", "\"one\""},
    {"a: &x !!str one # c", "one"},
    {"a: &x\n  b: 1\n  c: 2\n\nz: 3", "b: 1\n  c: 2"},
    {"a:\n  - 1\n  - 2\n# c\nz: 3", "- 1\n  - 2"},
    {"a: [1, {b: 2}]\nz: 3", "[1, {b: 2}]"},
    {"a: |\n  one\n  two\n\n\nz: 3", "|\n  one\n  two"},
    {"\xEF\xBB\xBF"
     "a: 충칭\nz: 3",
        "충칭"},
};

static void
test_spans(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        struct fixture f;
        start(&f, spans[i].yaml);
        assert_non_null(f.root);
        assert_string_equal(slice(&f, bb_node_lookup(f.root, "a")->span), spans[i].source);
        finish(&f);
    }
}

/* --- refusals --------------------------------------------------------------------------------- */

static const struct {
    const char *yaml;
    enum bb_code code;
    const char *source; /* what the span covers */
} refusals[] = {
    {"a: 1\nb: 2\na: 3", BB_D_YAML_DUPLICATE_KEY, "a"},
    {"a: 1\n\"a\": 3", BB_D_YAML_DUPLICATE_KEY, "\"a\""},
    {"b: &x {k: 1}\na:\n  <<: *x\n  c: 1", BB_D_YAML_MERGE_KEY, "<<"},
    {"a: !!binary aGk=", BB_D_YAML_TAG, "!!binary"},
    {"a: !ruby/object:X {b: 1}", BB_D_YAML_TAG, "!ruby/object:X"},
    {"a: 1\n---\nb: 2", BB_D_YAML_DOCUMENTS, "---"},
    {"a: *nobody", BB_D_YAML_ALIAS_UNKNOWN, "*nobody"},
    {"a: &x [1, *x]", BB_D_YAML_ALIAS_CYCLE, "*x"},
    {"? [1, 2]\n: a", BB_D_YAML_KEY_KIND, "[1, 2]"},
    {"{a: 1, : 2}", BB_D_YAML_KEY_EMPTY, ":"},
    {"a: 1\n: 2", BB_D_YAML_KEY_EMPTY, ":"},
    {"? \n: 2", BB_D_YAML_KEY_EMPTY, ""},
    {"a: [1, , 2]", BB_D_YAML_VALUE_MISSING, ","},
    {"a: \"x\\0y\"", BB_D_YAML_CONTROL, "\\"},
    {"a: \"x\\u202\"", BB_D_YAML_ESCAPE, "\\u"},
    {"a: \"\\ud800\"", BB_D_YAML_ESCAPE, "\\u"},
    {"", BB_D_YAML_EMPTY, ""},
    {"a:\n\t- 1", BB_D_YAML_TAB, "\t"},
    {"a: @x", BB_D_YAML_BAD_START, "@"},
    {"a: b: c", BB_D_YAML_COLON, ":"},
    {"a: 1\nbroken\nc: 2", BB_D_YAML_COLON_MISSING, "b"},
    {"a:\n  b: 1\n c: 2", BB_D_YAML_INDENT, "c"},
    {"a: [1, 2\nb: 3", BB_D_YAML_FLOW_OPEN, "["},
    {"a: {b: 1, c\n", BB_D_YAML_FLOW_OPEN, "{"},
    {"a: \"one\nb: 2\n", BB_D_YAML_QUOTE_OPEN, "\""},
    {"a: 'it's'\n", BB_D_YAML_AFTER_QUOTE, "s"},
    {"a: \"\\q\"", BB_D_YAML_ESCAPE, "\\q"},
};

static void
test_refusals(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct fixture f;
        start(&f, refusals[i].yaml);
        bool found = false;
        for (size_t j = 0; j < f.in.diag.entries.len && !found; j++)
            found = f.in.diag.entries.at[j]->code == refusals[i].code
                && strcmp(slice(&f, f.in.diag.entries.at[j]->span), refusals[i].source) == 0;
        if (!found) {
            bb_diag_print(&f.in.diag, stderr, &(struct bb_diag_style){0});
            fail_msg("%s: %s at “%s” expected", refusals[i].yaml,
                bb_diag_code_name(refusals[i].code), refusals[i].source);
        }
        finish(&f);
    }
}

static void
test_duplicate_names_the_first(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "a: 1\nb: 2\na: 3");
    assert_int_equal(f.in.diag.entries.len, 1);
    assert_non_null(f.in.diag.entries.at[0]->note);
    assert_int_equal(f.in.diag.entries.at[0]->note->span.start, 0);
    assert_string_equal(bb_node_lookup(f.root, "a")->text.ptr, "1");
    finish(&f);
}

static void
test_duplicates_of_many_keys(void **state)
{
    (void)state;
    struct bb_buf text;
    bb_buf_init(&text, 0);
    for (int i = 0; i < 500; i++)
        bb_buf_printf(&text, "k%d: 1\n", i);
    bb_buf_append_text(&text, "k3: 2\nk400: 2\n");
    struct fixture f;
    start(&f, text.ptr);
    assert_int_equal(f.in.diag.nerrors, 2);
    assert_int_equal(f.root->len, 500);
    finish(&f);
    bb_buf_finish(&text);
}

/* --- limits ----------------------------------------------------------------------------------- */

static void
test_depth(void **state)
{
    (void)state;
    for (int deep = 0; deep < 2; deep++) {
        struct fixture f;
        open_fixture(&f);
        f.in.limits.depth = 4;
        parse(&f, bb_str_from(deep ? "a: [[[[1]], 2], 3]\nb: 4" : "a: [[[1], 2], 3]\nb: 4"));
        assert_int_equal(f.in.diag.nerrors, deep);
        assert_non_null(f.root);
        assert_string_equal(bb_node_lookup(f.root, "b")->text.ptr, "4");
        assert_int_equal(bb_node_lookup(f.root, "a")->len, 2);
        finish(&f);
    }
}

/* Both would take hours if their time grew with the square of their length. */
static void
test_time_is_linear(void **state)
{
    (void)state;
    enum { MANY = 2000000 };
    struct bb_buf text;
    struct fixture f;
    bb_buf_init(&text, 0);
    bb_buf_printf(&text, "a: %*s", MANY, "");
    memset(text.ptr + 3, '[', MANY);
    start(&f, text.ptr);
    assert_null(f.root);
    assert_int_equal(f.in.diag.nerrors, 1);
    assert_int_equal(f.in.diag.entries.at[0]->code, BB_D_YAML_DEPTH);
    finish(&f);
    memset(text.ptr + 3, ' ', MANY);
    memcpy(text.ptr + 3, "b", 1);
    bb_buf_append_text(&text, "c");
    start(&f, text.ptr);
    assert_int_equal(bb_node_lookup(f.root, "a")->origin.npieces, 1);
    finish(&f);
    bb_buf_finish(&text);
}

static void
test_alias_bomb(void **state)
{
    (void)state;
    struct bb_buf text;
    bb_buf_init(&text, 0);
    bb_buf_append_text(&text, "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
        bb_buf_printf(&text, "a%d: &a%d [", i, i);
        for (int j = 0; j < 10; j++)
            bb_buf_printf(&text, "*a%d%s", i - 1, j < 9 ? "," : "]\n");
    }
    struct fixture f;
    start(&f, text.ptr);
    assert_int_equal(f.in.diag.nerrors, 1);
    assert_int_equal(f.in.diag.entries.at[0]->code, BB_D_YAML_NODES);
    assert_true(f.in.arena.total < 1u << 20);
    finish(&f);
    bb_buf_finish(&text);
}

/* An alias counts as many nodes as its anchor holds, itself included. */
static void
test_alias_count_is_exact(void **state)
{
    (void)state;
    static const char text[] = "a: &x [1, 2, 3]\nb: *x\nc: *x\n"; /* 1 + 3 keys + 3 * 4 */
    for (int spare = -1; spare <= 0; spare++) {
        struct fixture f;
        open_fixture(&f);
        f.in.limits.nodes = (size_t)(16 + spare);
        parse(&f, bb_str_from(text));
        assert_int_equal(f.in.diag.nerrors, spare < 0);
        finish(&f);
    }
}

static void
test_aliases_share(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "a: &x [1]\nb: *x\n*x : 1\n");
    assert_ptr_equal(bb_node_lookup(f.root, "a"), bb_node_lookup(f.root, "b"));
    assert_int_equal(f.in.diag.entries.at[0]->code, BB_D_YAML_KEY_KIND);
    finish(&f);
}

static void
test_null(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "[~, null, Null, NULL, , \"\", '~', nil, !!str ~, !!null null]");
    assert_null(f.root);
    finish(&f);
    start(&f, "[~, null, Null, NULL, \"\", '~', nil, !!str ~, !!null null]");
    static const bool expected[] = {true, true, true, true, false, false, false, false, true};
    for (size_t i = 0; i < f.root->len; i++)
        assert_int_equal(bb_node_is_null(f.root->items[i]), expected[i]);
    finish(&f);
}

/* --- goldens -------------------------------------------------------------------------------- */

static void
read_yaml(struct bb_input *input, const char *name)
{
    uint32_t source;
    if (bb_input_read_text(input, name, &source) == BB_OK)
        bb_yaml_parse(input, source);
}

static void
test_goldens(void **state)
{
    (void)state;
    /* About files, paths and pictures as such: test_input, test_image. */
    static const char *const elsewhere[] = {"E0101", "E0102", "E0103", "E0104", "E0105", "E0112",
        "E0113", "E0114", "E0115", "E0116", "E0117", "E0118", "E0119"};
    check_goldens(&(struct goldens){
        "yaml", read_yaml, "01 02", elsewhere, sizeof elsewhere / sizeof *elsewhere});
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_origins),
        cmocka_unit_test(test_every_byte_leads_back),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_duplicate_names_the_first),
        cmocka_unit_test(test_duplicates_of_many_keys),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_time_is_linear),
        cmocka_unit_test(test_alias_bomb),
        cmocka_unit_test(test_alias_count_is_exact),
        cmocka_unit_test(test_aliases_share),
        cmocka_unit_test(test_null),
        cmocka_unit_test(test_goldens),
    };
    return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}

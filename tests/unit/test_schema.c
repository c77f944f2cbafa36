/* schema: scalars by the type of their field, records, lists, maps, texts, ids, dates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "reading.h"
#include "schema/vocabulary.h"

/* --- a small vocabulary that has every kind ------------------------------------------------- */

static const char *const words[] = {"red", "green", "dark-blue"};
static const struct bb_type type_word = {
    .kind = BB_TYPE_ENUM, .name = "colour", .names = words, .nnames = 3};
static const struct bb_type type_item;
static const struct bb_type type_ref = {.kind = BB_TYPE_REF, .name = "id", .item = &type_item};
static const struct bb_type type_refs = {.kind = BB_TYPE_LIST, .name = "list", .item = &type_ref};
static const struct bb_type type_items = {.kind = BB_TYPE_MAP, .name = "map", .item = &type_item};
static const struct bb_type type_names = {
    .kind = BB_TYPE_MAP, .name = "map", .item = &bb_type_string};
static const struct bb_type type_numbers = {
    .kind = BB_TYPE_LIST, .name = "list", .item = &bb_type_int};

enum { ITEM_NAME, ITEM_NEXT, ITEM_FIELDS };
static const struct bb_field item_fields[] = {
    {"name", &bb_type_text, BB_FIELD_REQUIRED, "", ""},
    {"next", &type_ref, BB_FIELD_TBD, "", ""},
};
static const struct bb_type type_item = {.kind = BB_TYPE_RECORD,
    .name = "item",
    .fields = item_fields,
    .nfields = ITEM_FIELDS,
    .shorthand = &item_fields[ITEM_NAME]};

enum {
    ALL_STRING,
    ALL_TEXT,
    ALL_RICH,
    ALL_BOOL,
    ALL_INT,
    ALL_NUMBER,
    ALL_DATE,
    ALL_TIME,
    ALL_DATETIME,
    ALL_ZONE,
    ALL_LANGUAGE,
    ALL_PATH,
    ALL_LENGTH,
    ALL_WORD,
    ALL_ITEM,
    ALL_NUMBERS,
    ALL_ITEMS,
    ALL_NAMES,
    ALL_REFS,
    ALL_X,
    ALL_DERIVED,
    ALL_TBD,
    ALL_FIELDS
};
static const struct bb_field all_fields[] = {
    {"string", &bb_type_string, 0, "", ""},
    {"text", &bb_type_text, 0, "", ""},
    {"rich", &bb_type_rich, 0, "", ""},
    {"bool", &bb_type_bool, 0, "", ""},
    {"int", &bb_type_int, 0, "", ""},
    {"number", &bb_type_number, 0, "", ""},
    {"date", &bb_type_date, 0, "", ""},
    {"time", &bb_type_time, 0, "", ""},
    {"datetime", &bb_type_datetime, 0, "", ""},
    {"zone", &bb_type_timezone, 0, "", ""},
    {"language", &bb_type_language, 0, "", ""},
    {"path", &bb_type_path, 0, "", ""},
    {"length", &bb_type_length, 0, "", ""},
    {"word", &type_word, 0, "", ""},
    {"item", &type_item, 0, "", ""},
    {"numbers", &type_numbers, 0, "", ""},
    {"items", &type_items, 0, "", ""},
    {"names", &type_names, 0, "", ""},
    {"refs", &type_refs, 0, "", ""},
    {"x", &bb_type_free, 0, "", ""},
    {"derived", &bb_type_int, BB_FIELD_DERIVED, "", ""},
    {"tbd", &bb_type_int, BB_FIELD_TBD, "", ""},
};
static const struct bb_type type_all = {
    .kind = BB_TYPE_RECORD, .name = "all", .fields = all_fields, .nfields = ALL_FIELDS};

struct fixture {
    struct reading in;
    struct bb_value *root;
};

static void
open_fixture(struct fixture *f)
{
    reading_start(&f->in);
}

static void
read_text(struct fixture *f, const char *text)
{
    uint32_t source = reading_add(&f->in, "t.yaml", bb_str_from(text));
    struct bb_node *node = bb_yaml_parse(&f->in.input, source);
    assert_non_null(node);
    f->root = bb_schema_read(&f->in.input, node, &type_all);
    bb_schema_resolve(&f->in.input, f->root);
    bb_diag_sort(&f->in.diag);
}

static void
start(struct fixture *f, const char *text)
{
    open_fixture(f);
    read_text(f, text);
}

static void
finish(struct fixture *f)
{
    reading_finish(&f->in);
}

static struct bb_value *
field(const struct fixture *f, int index)
{
    return bb_value_field(f->root, index);
}

/* --- mistakes: the code, the exact span, a text of the message ------------------------------ */

#define NONE "" /* no mistake */

static const struct {
    const char *yaml, *code, *span, *says; /* says: one of the message's texts, or NULL */
} cases[] = {
    {"string: no", NONE, "", NULL},
    {"string: 012", NONE, "", NULL},
    {"string: 1:30", NONE, "", NULL},
    {"string: [a]", "E0308", "[a]", NULL},
    {"strin: a", "E0302", "strin", "string"},
    {"strign: a", "E0302", "strign", "string"},
    {"wholly_other: a", "E0301", "wholly_other", NULL},
    {"derived: 3", "E0304", "derived", NULL},
    {"deriv: 3", "E0301", "deriv", NULL}, /* derived fields are never suggested */
    {"text: {ko: a, zh-Hans: b}", NONE, "", NULL},
    {"text: [a]", "E0307", "[a]", NULL},
    {"text: {ko: [a]}", "E0307", "[a]", NULL},
    {"text: {ko: a, ko_KR: b}", "E0319", "ko_KR", NULL},
    {"text: {kr: a}", "E0320", "kr", "ko"},
    {"text: {latin: a, und-latn: b}", "E0321", "und-latn", NULL},
    {"text: {ko: }", NONE, "", NULL},
    {"bool: true", NONE, "", NULL},
    {"bool: 'true'", NONE, "", NULL},
    {"bool: yes", "E0310", "yes", NULL},
    {"int: 012", NONE, "", NULL},
    {"int: -7", NONE, "", NULL},
    {"int: 3,000", "E0311", "3,000", NULL},
    {"int: 0x10", "E0311", "0x10", NULL},
    {"int: 9223372036854775808", "E0311", "9223372036854775808", NULL},
    {"number: 29.56", NONE, "", NULL},
    {"number: 1e3", NONE, "", NULL},
    {"number: .inf", "E0312", ".inf", NULL},
    {"number: '29,56'", "E0312", "'29,56'", NULL},
    {"date: 2024-07-24", NONE, "", NULL},
    {"date: 2024-07-24 (수)", NONE, "", NULL},
    {"date: 2024-07-24 Wed", NONE, "", NULL},
    {"date: 2024-07-24 (목)", "E0401", "2024-07-24 (목)", "목"},
    {"date: 2024-07-24 (휴)", "E0313", "2024-07-24 (휴)", NULL},
    {"date: 2024. 7. 24.", "E0313", "2024. 7. 24.", NULL},
    {"date: 2024-7-24", "E0313", "2024-7-24", NULL},
    {"date: 2023-02-29", "E0314", "2023-02-29", NULL},
    {"date: 2024-02-29", NONE, "", NULL},
    {"date: 2024-13-01", "E0314", "2024-13-01", NULL},
    {"time: 8:30", NONE, "", NULL},
    {"time: 08:30", NONE, "", NULL},
    {"time: after-previous", NONE, "", NULL},
    {"time: tbd", NONE, "", NULL},
    {"time: 24:00", "E0315", "24:00", NULL},
    {"time: 오후 2시", "E0315", "오후 2시", NULL},
    {"time: 8:3", "E0315", "8:3", NULL},
    {"datetime: 2024-07-23T11:15+09:00", NONE, "", NULL},
    {"datetime: 2024-07-23T11:15:00Z", NONE, "", NULL},
    {"datetime: 2024-07-23 11:15", NONE, "", NULL},
    {"datetime: 2024-07-23", NONE, "", NULL},
    {"datetime: tbd", NONE, "", NULL},
    {"datetime: 2024-07-23T11", "E0316", "2024-07-23T11", NULL},
    {"datetime: 2024-07-23T25:00", "E0314", "2024-07-23T25:00", NULL},
    {"datetime: 2024-07-23T11:15+9", "E0316", "2024-07-23T11:15+9", NULL},
    {"zone: Asia/Seoul", NONE, "", NULL},
    {"zone: Asia/Beijing", "E0318", "Asia/Beijing", "Asia/Shanghai"},
    {"zone: Europe/Pari", "E0318", "Europe/Pari", "Europe/Paris"},
    {"zone: Nowhere/At-All", "E0317", "Nowhere/At-All", NULL},
    {"zone: ../../../etc/passwd", "E0317", "../../../etc/passwd", NULL},
    {"language: zh-hant-tw", NONE, "", NULL},
    {"language: zh_TW", "E0319", "zh_TW", NULL},
    {"path: people/a.png", NONE, "", NULL},
    {"path: https://example.org/a.png", "E0325", "https://example.org/a.png", NULL},
    {"length: 28mm", NONE, "", NULL},
    {"length: 9.5 pt", NONE, "", NULL},
    {"length: 0", NONE, "", NULL},
    {"length: 2em", "E0322", "2em", NULL},
    {"length: 28", "E0322", "28", NULL},
    {"length: 99999999mm", "E0322", "99999999mm", NULL},
    {"word: green", NONE, "", NULL},
    {"word: gren", "E0324", "gren", "green"},
    {"word: mauve", "E0323", "mauve", "red, green, dark-blue"},
    {"item: {name: a}", NONE, "", NULL},
    {"item: a", NONE, "", NULL},
    {"item: {next: tbd}", "E0303", "item", "name"},
    {"item: [a]", "E0305", "[a]", NULL},
    {"numbers: 7", NONE, "", NULL},
    {"numbers: [1, ~, 3]", "E0309", "~", NULL},
    {"items: {a: x, b: {name: y, next: a}}", NONE, "", NULL},
    {"items: [a]", "E0306", "[a]", NULL},
    {"items: {a b: x}", "E0326", "a b", NULL},
    {"items: {a: }", "E0309", "a", NULL},
    {"items: {alpha: x, b: {name: y, next: alhpa}}", "E0328", "alhpa", "alpha"},
    {"items: {a: x}\nrefs: [a, zebra]", "E0327", "zebra", "a"},
    {"names: {a: x, b: y}", NONE, "", NULL},
    {"x: {any: [thing]}", NONE, "", NULL},
    {"tbd: tbd", NONE, "", NULL},
    {"int: tbd", "E0311", "tbd", NULL},
    {"int:", NONE, "", NULL},
};

static bool
says(const struct bb_diag_entry *entry, const char *text)
{
    for (size_t i = 0; i < entry->nargs; i++)
        if (strcmp(entry->args[i], text) == 0)
            return true;
    return false;
}

static void
check_case(size_t i)
{
    struct fixture f;
    start(&f, cases[i].yaml);
    bool clean = *cases[i].code == '\0';
    if (f.in.diag.entries.len != (clean ? 0 : 1))
        fail_msg("%s: %zu reports", cases[i].yaml, f.in.diag.entries.len);
    if (!clean) {
        const struct bb_diag_entry *entry = f.in.diag.entries.at[0];
        const char *code = bb_diag_code_name(entry->code);
        struct bb_str bytes = bb_sources_lookup(&f.in.sources, 1)->bytes;
        struct bb_str at = {bytes.ptr + entry->span.start, entry->span.end - entry->span.start};
        if (strcmp(code, cases[i].code) != 0)
            fail_msg("%s: %s", cases[i].yaml, code);
        if (cases[i].span && !bb_str_is(at, cases[i].span))
            fail_msg("%s: at “%.*s”", cases[i].yaml, BB_STR_ARG(at));
        if (cases[i].says && !says(entry, cases[i].says))
            fail_msg("%s: does not say %s", cases[i].yaml, cases[i].says);
    }
    finish(&f);
}

static void
test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_case(i);
}

static void
test_all_mistakes_at_once(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "strin: a\nint: x\ndate: y\nitems:\n  a: {nam: z}\n  b: [w]\nint2: 3\n");
    assert_int_equal(f.in.diag.entries.len, 6); /* `nam` was meant as `name`: that is not missing */
    assert_non_null(field(&f, ALL_ITEMS));
    assert_int_equal(bb_value_len(field(&f, ALL_ITEMS)), 1);
    finish(&f);
}

/* --- values --------------------------------------------------------------------------------- */

static void
test_values(void **state)
{
    (void)state;
    struct fixture f;
    start(&f,
        "string: no\nbool: TRUE\nint: 012\nnumber: -0.5\ndate: 2024-07-24\ntime: 8:30\n"
        "length: 1in\nword: dark-blue\nnumbers: 7\nlanguage: zh-hant-tw\ntbd: tbd\n"
        "datetime: 2024-07-23T11:15+09:00\nx: [1]\n");
    assert_string_equal(field(&f, ALL_STRING)->as.text.forms[0].text.ptr, "no");
    assert_true(field(&f, ALL_BOOL)->as.boolean);
    assert_int_equal(field(&f, ALL_INT)->as.integer, 12);
    assert_true(field(&f, ALL_NUMBER)->as.number == -0.5);
    assert_int_equal(field(&f, ALL_DATE)->as.date.month, 7);
    assert_int_equal(field(&f, ALL_TIME)->as.clock.kind, BB_CLOCK_TIME);
    assert_int_equal(field(&f, ALL_TIME)->as.clock.minutes, 510);
    assert_int_equal(field(&f, ALL_LENGTH)->as.length, BB_PT(72));
    assert_int_equal(field(&f, ALL_WORD)->as.integer, 2);
    assert_int_equal(bb_value_len(field(&f, ALL_NUMBERS)), 1);
    assert_string_equal(field(&f, ALL_LANGUAGE)->as.text.forms[0].text.ptr, "zh-Hant-TW");
    assert_true(field(&f, ALL_TBD)->tbd);
    struct bb_datetime at = field(&f, ALL_DATETIME)->as.datetime;
    assert_true(at.has_time && at.has_offset && !at.tbd);
    assert_int_equal(at.minutes, 11 * 60 + 15);
    assert_int_equal(at.offset, 9 * 60);
    assert_int_equal(field(&f, ALL_X)->as.free->len, 1);
    assert_null(field(&f, ALL_TEXT));
    finish(&f);
}

static void
test_text_keeps_its_origin(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "text: |\n  one\n  two three\n\nrich: |\n  a\n  b\n");
    const struct bb_form *form = &field(&f, ALL_TEXT)->as.text.forms[0];
    assert_string_equal(bb_arena_str(&f.in.arena, form->text).ptr, "one two three");
    struct bb_span span = bb_origin_span(&form->origin, 4, 7);
    struct bb_str bytes = bb_sources_lookup(&f.in.sources, 1)->bytes;
    assert_memory_equal(bytes.ptr + span.start, "two", 3);
    assert_string_equal(field(&f, ALL_RICH)->as.text.forms[0].text.ptr, "a\nb\n");
    finish(&f);
}

static void
test_forms(void **state)
{
    (void)state;
    static const struct {
        const char *ask, *found;
    } asks[] = {{"ko", "가"}, {"ko-KR", "가"}, {"zh-Hant-TW", "繁"}, {"zh-Hans", "简"},
        {"zh", NULL}, {"und-Latn", "ga"}, {"x-reading", "나"}, {"fr", NULL}};
    struct fixture f;
    start(
        &f, "text: {ko: 가, zh-hant: 繁, zh-Hans: 简, latin: ga, reading: 나, fr: tbd}\nrich: p\n");
    const struct bb_value *text = field(&f, ALL_TEXT);
    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
        const struct bb_form *form = bb_value_form(text, asks[i].ask);
        if (!asks[i].found) {
            assert_null(form);
            continue;
        }
        assert_non_null(form);
        assert_string_equal(form->text.ptr, asks[i].found);
    }
    assert_true(text->as.text.forms[5].tbd);
    assert_int_equal(text->as.text.forms[5].text.len, 0);
    assert_string_equal(bb_value_form(field(&f, ALL_RICH), "de")->text.ptr, "p");
    assert_null(bb_value_form(NULL, "ko"));
    finish(&f);
}

static void
test_refs_resolve(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "items:\n  a: {name: x, next: b}\n  b: {name: y, next: tbd}\nrefs: b\n");
    struct bb_value *items = field(&f, ALL_ITEMS);
    struct bb_value *a = items->as.list.items[0], *b = items->as.list.items[1];
    assert_string_equal(a->as.record.id.ptr, "a");
    assert_string_equal(a->key.ptr, "a");
    assert_ptr_equal(bb_value_record(bb_value_field(a, ITEM_NEXT)), b);
    assert_ptr_equal(bb_value_record(field(&f, ALL_REFS)->as.list.items[0]), b);
    assert_true(bb_value_field(b, ITEM_NEXT)->tbd);
    assert_null(bb_value_record(bb_value_field(b, ITEM_NEXT)));
    assert_int_equal(f.in.diag.entries.len, 0);
    finish(&f);
}

static void
test_items_are_limited(void **state)
{
    (void)state;
    struct fixture f;
    open_fixture(&f);
    f.in.limits.items = 3;
    read_text(&f, "numbers: [1, 2]\nitems: {a: x, b: y, c: z}\n");
    assert_int_equal(f.in.diag.entries.len, 1);
    assert_string_equal(bb_diag_code_name(f.in.diag.entries.at[0]->code), "E0332");
    assert_int_equal(bb_value_len(field(&f, ALL_ITEMS)), 1);
    finish(&f);
}

static void
count_value(struct bb_value *value, void *data)
{
    (void)value;
    ++*(size_t *)data;
}

/* The derived field leads back to the root: entering it would never end. */
static void
test_walk_leaves_derived_fields(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "items: {a: x, b: y}\nint: 1\n");
    f.root->as.record.fields[ALL_DERIVED] = f.root;
    size_t count = 0;
    bb_value_walk(f.root, count_value, &count);
    assert_int_equal(count, 1 + 1 + 2 + 2 + 1);
    finish(&f);
}

static void
test_lists_grow(void **state)
{
    (void)state;
    struct fixture f;
    open_fixture(&f);
    struct bb_value *list = bb_value_create(&f.in.arena, &type_numbers);
    for (long long i = 0; i < 1000; i++) {
        struct bb_value *item = bb_value_create(&f.in.arena, &bb_type_int);
        item->as.integer = i;
        bb_value_append(&f.in.arena, list, item);
    }
    assert_int_equal(bb_value_len(list), 1000);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(list->as.list.items[i]->as.integer, i);
    finish(&f);
}

/* --- dates ---------------------------------------------------------------------------------- */

static void
test_dates(void **state)
{
    (void)state;
    static const struct {
        struct bb_date date;
        long days;
        int weekday;
    } dates[] = {
        {{1970, 1, 1}, 0, 4},
        {{2024, 7, 24}, 19928, 3},
        {{2000, 2, 29}, 11016, 2},
        {{1969, 12, 31}, -1, 3},
        {{1, 1, 1}, -719162, 1},
        {{9999, 12, 31}, 2932896, 5},
    };
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        assert_int_equal(bb_date_to_days(dates[i].date), dates[i].days);
        assert_int_equal(bb_date_weekday(dates[i].date), dates[i].weekday);
    }
    for (long days = -800000; days < 3000000; days += 97)
        assert_int_equal(bb_date_to_days(bb_date_from_days(days)), days);
}

/* --- the vocabulary ------------------------------------------------------------------------- */

/* What the table promises to the manual and to `briefbook schema`. */
static void
test_vocabulary_is_documented(void **state)
{
    (void)state;
    for (size_t i = 0; i < bb_vocabulary_nrecords; i++) {
        const struct bb_type *type = bb_vocabulary_records[i].type;
        assert_true(bb_vocabulary_records[i].doc_en[0] && bb_vocabulary_records[i].doc_ko[0]);
        for (size_t j = 0; j < type->nfields; j++) {
            const struct bb_field *at = &type->fields[j];
            if (!at->doc_en[0] || !at->doc_ko[0])
                fail_msg("%s.%s has no doc line", type->name, at->name);
            if (bb_schema_find_field(type, bb_str_from(at->name)) != (int)j)
                fail_msg("%s.%s stands twice", type->name, at->name);
            if ((at->flags & BB_FIELD_DERIVED) && (at->flags & BB_FIELD_REQUIRED))
                fail_msg("%s.%s cannot be both derived and required", type->name, at->name);
        }
    }
    for (size_t i = 0; i < bb_vocabulary_nwords; i++)
        for (size_t j = 0; j < bb_vocabulary_words[i].type->nnames; j++)
            assert_string_equal(
                bb_vocabulary_words[i].type->names[j], bb_vocabulary_words[i].words[j].name);
}

static void
test_field_numbers_match(void **state)
{
    (void)state;
    assert_int_equal(bb_schema_find_field(&bb_type_event, BB_STR("start")), BB_EVENT_START);
    assert_int_equal(bb_schema_find_field(&bb_type_root, BB_STR("events")), BB_ROOT_EVENTS);
    assert_int_equal(bb_schema_find_field(&bb_type_event, BB_STR("nothing")), -1);
    assert_int_equal(bb_type_event.nfields, BB_EVENT_FIELDS);
    assert_ptr_equal(bb_type_version.shorthand, &bb_type_version.fields[BB_VERSION_NUMBER]);
    assert_null(bb_type_event.shorthand);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_all_mistakes_at_once),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_text_keeps_its_origin),
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_refs_resolve),
        cmocka_unit_test(test_items_are_limited),
        cmocka_unit_test(test_walk_leaves_derived_fields),
        cmocka_unit_test(test_lists_grow),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_vocabulary_is_documented),
        cmocka_unit_test(test_field_numbers_match),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

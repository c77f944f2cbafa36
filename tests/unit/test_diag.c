/* diag: particles, carets by display width, order, repeats, both printers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "diag/diag.h"

struct fixture {
    struct bb_arena arena;
    struct bb_sources sources;
    struct bb_diag diag;
    uint32_t source;
};

static void
start(struct fixture *f, const char *text)
{
    bb_arena_init(&f->arena);
    bb_sources_init(&f->sources, &f->arena);
    bb_diag_init(&f->diag, &f->arena, &f->sources);
    f->source = bb_sources_add(&f->sources, BB_STR("t.yaml"), bb_str_from(text));
}

static void
finish(struct fixture *f)
{
    bb_arena_finish(&f->arena);
}

/* The printed diagnostics; the caller frees. */
static char *
print(struct fixture *f, enum bb_diag_language language, enum bb_diag_format format)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    bb_diag_print(&f->diag, out, &(struct bb_diag_style){.language = language, .format = format});
    fclose(out);
    return text;
}

static struct bb_span
span_of(struct fixture *f, const char *part)
{
    const char *bytes = f->sources.list.at[f->source - 1].bytes.ptr;
    uint32_t at = (uint32_t)(strstr(bytes, part) - bytes);
    return (struct bb_span){f->source, at, at + (uint32_t)strlen(part)};
}

/* --- the table -------------------------------------------------------------------------------- */

static const struct {
    const char *name, *code, *severity, *texts[4];
} rows[] = {
#define BB_DIAG(name, code, severity, en, ko, hint_en, hint_ko) \
    {#name, code, #severity, {en, ko, hint_en, hint_ko}},
#include "diag/codes.def"
#undef BB_DIAG
};

static void
test_table_is_in_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *code = rows[i].code;
        if (strlen(code) != 5 || code[0] != rows[i].severity[0])
            fail_msg("%s: code %s, severity %s", rows[i].name, code, rows[i].severity);
        if (i > 0 && strcmp(rows[i - 1].code + 1, code + 1) >= 0)
            fail_msg("%s: %s follows %s", rows[i].name, code, rows[i - 1].code);
    }
}

/* How many different texts a template uses. Not the same ones: a weekday, say, comes in as one text
 * for each language. */
static int
count_slots(const char *text)
{
    unsigned found = 0;
    for (; *text; text++)
        if (text[0] == '{' && text[1] >= '1' && text[1] <= '9' && strchr(":|}", text[2]))
            found |= 1u << (text[1] - '0');
    return __builtin_popcount(found);
}

static void
test_languages_say_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int hint = 0; hint < 4; hint += 2) {
            const char *en = rows[i].texts[hint], *ko = rows[i].texts[hint + 1];
            if (count_slots(en) != count_slots(ko) || (*en == '\0') != (*ko == '\0'))
                fail_msg("%s: “%s” and “%s” differ", rows[i].name, en, ko);
            if (bb_utf8_check(bb_str_from(ko)) != strlen(ko))
                fail_msg("%s: not UTF-8", rows[i].name);
        }
}

/* --- messages --------------------------------------------------------------------------------- */

static const struct {
    enum bb_code code;
    const char *arg, *ko;
} particles[] = {
    {BB_D_FILE_DENIED, "표", "표를 읽을 권한이 없습니다"},
    {BB_D_FILE_DENIED, "책", "책을 읽을 권한이 없습니다"},
    {BB_D_FILE_DENIED, "trip.yaml", "trip.yaml을 읽을 권한이 없습니다"},
    {BB_D_FILE_DENIED, "photo", "photo를 읽을 권한이 없습니다"},
    {BB_D_FILE_DENIED, "line", "line을 읽을 권한이 없습니다"},
    {BB_D_FILE_DENIED, "book", "book을 읽을 권한이 없습니다"},
    {BB_D_FILE_DENIED, "PDF", "PDF를 읽을 권한이 없습니다"},
    {BB_D_FILE_DENIED, "XML", "XML을 읽을 권한이 없습니다"},
    {BB_D_FILE_DENIED, "(책)", "(책)을 읽을 권한이 없습니다"},
    {BB_D_FILE_DENIED, "城市", "城市을(를) 읽을 권한이 없습니다"},
    {BB_D_FILE_DENIED, "10", "10을 읽을 권한이 없습니다"},
    {BB_D_FILE_DENIED, "12", "12를 읽을 권한이 없습니다"},
    {BB_D_WORKER_SIGNAL, "길",
        "길을 만들던 프로세스가 시그널 길로 종료되었습니다. 이 문서는 아무것도 쓰지 않았습니다"},
    {BB_D_WORKER_SIGNAL, "책",
        "책을 만들던 프로세스가 시그널 책으로 종료되었습니다. 이 문서는 아무것도 쓰지 않았습니다"},
    {BB_D_WORKER_SIGNAL, "7",
        "7을 만들던 프로세스가 시그널 7로 종료되었습니다. 이 문서는 아무것도 쓰지 않았습니다"},
    {BB_D_WORKER_SIGNAL, "@",
        "@을(를) 만들던 프로세스가 시그널 @(으)로 종료되었습니다. 이 문서는 아무것도 쓰지 "
        "않았습니다"},
};

static void
test_particles(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
        const char *args[] = {particles[i].arg, particles[i].arg};
        struct bb_diag_entry entry = {.code = particles[i].code, .args = args, .nargs = 2};
        struct bb_buf text;
        bb_buf_init(&text, 0);
        bb_diag_append_message(&entry, BB_DIAG_KO, &text);
        assert_string_equal(text.ptr, particles[i].ko);
        bb_buf_finish(&text);
    }
}

static void
test_long_and_hostile_texts_are_tamed(void **state)
{
    (void)state;
    char arg[4096];
    memset(arg, 'k', sizeof arg);
    memcpy(arg, "\x1b[31m\xff", 6);
    arg[sizeof arg - 1] = '\0';
    struct fixture f;
    start(&f, "");
    bb_report(&f.diag, BB_D_FILE_MISSING, ((struct bb_span){0}), arg);
    char *text = print(&f, BB_DIAG_EN, BB_DIAG_TEXT);
    assert_null(strchr(text, '\x1b'));
    assert_int_equal(bb_utf8_check(bb_str_from(text)), strlen(text));
    assert_true(strlen(text) < 400);
    assert_non_null(strstr(text, "…"));
    free(text);
    finish(&f);
}

/* --- text ------------------------------------------------------------------------------------- */

static const struct {
    const char *yaml, *part, *excerpt;
} excerpts[] = {
    {"title: one\n", "one", " 1 | title: one\n   |        ^~~\n"},
    {"제목: 충칭 重慶\n", "重慶", " 1 | 제목: 충칭 重慶\n   |            ^~~~\n"},
    {"a:\tb\tc\n", "c", " 1 | a:  b   c\n   |         ^\n"},
    {"a: 1\r\nb: 2\r\n", "2", " 2 | b: 2\n   |    ^\n"},
    {"a: e\xCC\x81x\n", "x", " 1 | a: e\xCC\x81x\n   |     ^\n"},
    {"x: |\n  one\n  two\n", "|\n  one", " 1 | x: |\n   |    ^\n"},
    {"a: \x1b[1m\n", "a", " 1 | a: \xEF\xBF\xBD[1m\n   | ^\n"},
};

static void
test_carets(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof excerpts / sizeof *excerpts; i++) {
        struct fixture f;
        start(&f, excerpts[i].yaml);
        bb_report(&f.diag, BB_D_YAML_TAB, span_of(&f, excerpts[i].part));
        char *text = print(&f, BB_DIAG_EN, BB_DIAG_TEXT);
        if (!strstr(text, excerpts[i].excerpt))
            fail_msg("expected:\n%sin:\n%s", excerpts[i].excerpt, text);
        free(text);
        finish(&f);
    }
}

static void
test_caret_after_the_last_line(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "a: 1");
    bb_report(&f.diag, BB_D_YAML_TAB, ((struct bb_span){f.source, 4, 4}));
    char *text = print(&f, BB_DIAG_EN, BB_DIAG_TEXT);
    assert_non_null(strstr(text, "t.yaml:1:5: "));
    assert_non_null(strstr(text, " 1 | a: 1\n   |     ^\n"));
    free(text);
    finish(&f);
}

static void
test_long_lines_show_a_window(void **state)
{
    (void)state;
    struct bb_buf line;
    bb_buf_init(&line, 0);
    for (int i = 0; i < 3000; i++)
        bb_buf_append_text(&line, "가");
    bb_buf_append_text(&line, "here");
    for (int i = 0; i < 3000; i++)
        bb_buf_append_text(&line, "나");
    struct fixture f;
    start(&f, line.ptr);
    bb_report(&f.diag, BB_D_YAML_TAB, span_of(&f, "here"));
    char *text = print(&f, BB_DIAG_EN, BB_DIAG_TEXT);
    assert_non_null(strstr(text, "t.yaml:1:3001: "));
    assert_non_null(strstr(text, "가here나"));
    assert_non_null(strstr(text, "^~~~\n"));
    assert_true(strlen(text) < 600);
    free(text);
    bb_buf_finish(&line);
    finish(&f);
}

/* Without anything near enough to be meant, nothing is proposed. */
static void
test_hint_without_its_text(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "a: 1\n");
    bb_report(&f.diag, BB_D_LAYOUT_UNKNOWN_PATH, span_of(&f, "a"), "a", "");
    char *text = print(&f, BB_DIAG_EN, BB_DIAG_TEXT);
    assert_null(strstr(text, "hint"));
    free(text);
    text = print(&f, BB_DIAG_KO, BB_DIAG_JSON);
    assert_non_null(strstr(text, "\"hint\":null"));
    free(text);
    finish(&f);
}

/* Order by place whatever the order of arrival; notes; hints; the count. */
static void
test_golden(void **state)
{
    (void)state;
    static const char *const golden[] = {
        "t.yaml:1:1: error E0202: a tab where YAML wants spaces\n"
        " 1 | a: 1\n"
        "   | ^\n"
        "     hint: indent with spaces only\n"
        "t.yaml:3:1: error E0210: the key “a” stands twice in one map\n"
        " 3 | a: 2\n"
        "   | ^\n"
        "     hint: keep one of them\n"
        "t.yaml:1:1: note: first defined here\n"
        " 1 | a: 1\n"
        "   | ^\n"
        "2 errors\n",
        "t.yaml:1:1: 오류 E0202: YAML에서 공백을 써야 할 곳에 탭이 있습니다\n"
        " 1 | a: 1\n"
        "   | ^\n"
        "     도움말: 들여쓰기에는 공백만 쓰십시오\n"
        "t.yaml:3:1: 오류 E0210: 한 맵에 ‘a’ 키가 두 번 있습니다\n"
        " 3 | a: 2\n"
        "   | ^\n"
        "     도움말: 하나만 남기십시오\n"
        "t.yaml:1:1: 참고: 먼저 정의된 곳입니다\n"
        " 1 | a: 1\n"
        "   | ^\n"
        "오류 2건\n",
    };
    for (int language = 0; language < 2; language++) {
        struct fixture f;
        start(&f, "a: 1\nb: 1\na: 2\n");
        bb_report(&f.diag, BB_D_YAML_DUPLICATE_KEY, ((struct bb_span){f.source, 10, 11}), "a");
        bb_report_note(&f.diag, BB_D_YAML_FIRST_HERE, ((struct bb_span){f.source, 0, 1}));
        bb_report(&f.diag, BB_D_YAML_TAB, ((struct bb_span){f.source, 0, 1}));
        char *text = print(&f, (enum bb_diag_language)language, BB_DIAG_TEXT);
        assert_string_equal(text, golden[language]);
        free(text);
        finish(&f);
    }
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void
test_json(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "제목: 가나\na: 2\n");
    bb_report(&f.diag, BB_D_YAML_DUPLICATE_KEY, span_of(&f, "가나"), "q\"\\\n\x01");
    bb_report_note(&f.diag, BB_D_YAML_FIRST_HERE, span_of(&f, "a"));
    bb_report(&f.diag, BB_D_FILE_MISSING, ((struct bb_span){0}), "\xff");
    char *text = print(&f, BB_DIAG_EN, BB_DIAG_JSON);
    assert_string_equal(text,
        "{\"code\":\"E0101\",\"severity\":\"error\",\"message\":\"there is no file \xEF\xBF\xBD\","
        "\"hint\":\"check the name and the folder\",\"file\":null,\"line\":null,\"column\":null,"
        "\"end_line\":null,\"end_column\":null,\"start\":null,\"end\":null,\"notes\":[]}\n"
        "{\"code\":\"E0210\",\"severity\":\"error\",\"message\":\"the key “q\\\"\\\\\xEF\xBF\xBD"
        "\xEF\xBF\xBD” stands twice in one map\",\"hint\":\"keep one of them\",\"file\":\"t.yaml\","
        "\"line\":1,\"column\":5,\"end_line\":1,\"end_column\":7,\"start\":8,\"end\":14,\"notes\":["
        "{\"code\":\"N0211\",\"severity\":\"note\",\"message\":\"first defined "
        "here\",\"hint\":null,"
        "\"file\":\"t.yaml\",\"line\":2,\"column\":1,\"end_line\":2,\"end_column\":2,\"start\":15,"
        "\"end\":16}]}\n");
    free(text);
    finish(&f);
}

/* --- the sink --------------------------------------------------------------------------------- */

static void
test_repeats_are_dropped(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "a: 1\n");
    struct bb_span span = {f.source, 0, 1};
    bb_report(&f.diag, BB_D_YAML_DUPLICATE_KEY, span, "a");
    bb_report(&f.diag, BB_D_YAML_DUPLICATE_KEY, span, "a");
    bb_report_note(&f.diag, BB_D_YAML_FIRST_HERE, span);
    bb_report(&f.diag, BB_D_YAML_DUPLICATE_KEY, span, "b");
    assert_int_equal(f.diag.entries.len, 2);
    assert_int_equal(f.diag.nerrors, 2);
    assert_null(f.diag.entries.at[0]->note); /* the repeat's note does not go astray */
    finish(&f);
}

static void
test_a_flood_is_counted(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "a: 1\n");
    f.diag.most = 3;
    for (uint32_t i = 0; i < 5; i++)
        bb_report(&f.diag, BB_D_YAML_TAB, ((struct bb_span){f.source, i, i}));
    char *text = print(&f, BB_DIAG_EN, BB_DIAG_TEXT);
    assert_non_null(strstr(text, "\n5 errors, 2 of them not shown\n"));
    free(text);
    text = print(&f, BB_DIAG_KO, BB_DIAG_TEXT);
    assert_non_null(strstr(text, "\n오류 5건 (2건은 표시하지 않음)\n"));
    free(text);
    finish(&f);
}

static void
test_nothing_prints_nothing(void **state)
{
    (void)state;
    struct fixture f;
    start(&f, "");
    for (int format = 0; format < 2; format++) {
        char *text = print(&f, BB_DIAG_EN, (enum bb_diag_format)format);
        assert_string_equal(text, "");
        free(text);
    }
    finish(&f);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table_is_in_order),
        cmocka_unit_test(test_languages_say_the_same),
        cmocka_unit_test(test_particles),
        cmocka_unit_test(test_long_and_hostile_texts_are_tamed),
        cmocka_unit_test(test_carets),
        cmocka_unit_test(test_caret_after_the_last_line),
        cmocka_unit_test(test_long_lines_show_a_window),
        cmocka_unit_test(test_hint_without_its_text),
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_repeats_are_dropped),
        cmocka_unit_test(test_a_flood_is_counted),
        cmocka_unit_test(test_nothing_prints_nothing),
    };
    return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}

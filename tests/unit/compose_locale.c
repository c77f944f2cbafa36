/* The tables of compose/locale.c, row by row, and the order in which forms stand in for another. */
#include "compose_locale.h"

#include "compose/locale.h"
#include "pipeline.h"

#define NBSP "\u00a0"

static const char *const languages[] = {"ko", "en", "zh-Hans", "zh-Hant", "fr"};
enum { LANGUAGES = sizeof languages / sizeof *languages };

static const struct bb_date wednesday = {2024, 7, 24}, friday = {2024, 7, 26},
                            thursday = {2024, 8, 1}, new_year = {2025, 1, 1};

static void
check(struct bb_str found, const char *expected)
{
    assert_string_equal(found.ptr, expected);
}

void
t51_every_language_writes_its_dates(void **state)
{
    (void)state;
    static const char *const expected[LANGUAGES][BB_DATE_STYLES] = {
        {"2024. 7. 24.", "7. 24.", "7. 24.(수)", "2024. 7. 24.(수)", "7.24.(수)"},
        {"24" NBSP "July" NBSP "2024", "24" NBSP "Jul", "Wed" NBSP "24" NBSP "Jul",
            "Wed" NBSP "24" NBSP "July" NBSP "2024", "Wed" NBSP "24" NBSP "Jul"},
        {"2024年7月24日", "7月24日", "7月24日（周三）", "2024年7月24日（周三）", "7月24日（周三）"},
        {"2024年7月24日", "7月24日", "7月24日（週三）", "2024年7月24日（週三）", "7月24日（週三）"},
        {"24" NBSP "juillet" NBSP "2024", "24" NBSP "juill.", "mer." NBSP "24" NBSP "juill.",
            "mer." NBSP "24" NBSP "juillet" NBSP "2024", "mer." NBSP "24" NBSP "juill."},
    };
    struct bb_arena arena;
    bb_arena_init(&arena);
    for (int i = 0; i < LANGUAGES; i++)
        for (int k = 0; k < BB_DATE_STYLES; k++)
            check(bb_locale_date(
                      bb_locale_lookup(languages[i]), &arena, wednesday, (enum bb_date_style)k),
                expected[i][k]);
    check(bb_locale_date(bb_locale_lookup("fr"), &arena, thursday, BB_DATE_WEEKDAY),
        "jeu." NBSP "1er" NBSP "août");
    bb_arena_finish(&arena);
}

struct range {
    const char *language;
    enum bb_date_style style;
    const struct bb_date *last;
    const char *expected;
};

static void
check_ranges(struct bb_date first, const struct range *ranges, size_t count)
{
    struct bb_arena arena;
    bb_arena_init(&arena);
    for (size_t i = 0; i < count; i++)
        check(bb_locale_range(bb_locale_lookup(ranges[i].language), &arena, first, *ranges[i].last,
                  ranges[i].style),
            ranges[i].expected);
    bb_arena_finish(&arena);
}

void
t51_ranges_leave_out_what_they_share(void **state)
{
    (void)state;
    static const struct range ranges[] = {
        {"ko", BB_DATE_WEEKDAY, &wednesday, "7. 24.(수)"},
        {"ko", BB_DATE_WEEKDAY, &friday, "7. 24.(수)~26.(금)"},
        {"ko", BB_DATE_WEEKDAY, &thursday, "7. 24.(수)~8. 1.(목)"},
        {"ko", BB_DATE_FULL, &thursday, "2024. 7. 24.(수)~8. 1.(목)"},
        {"ko", BB_DATE_FULL, &new_year, "2024. 7. 24.(수)~2025. 1. 1.(수)"},
        {"ko", BB_DATE_PLAIN, &friday, "2024. 7. 24.~26."},
        {"ko", BB_DATE_SHORT, &thursday, "7. 24.~8. 1."},
        {"ko", BB_DATE_PRESS, &wednesday, "7.24.(수)"},
        {"ko", BB_DATE_PRESS, &friday, "7.24.(수)~26.(금)"},
        {"ko", BB_DATE_PRESS, &thursday, "7.24.(수)~8.1.(목)"},
        {"en", BB_DATE_PRESS, &friday, "Wed" NBSP "24 – Fri" NBSP "26" NBSP "Jul"},
        {"en", BB_DATE_WEEKDAY, &friday, "Wed" NBSP "24 – Fri" NBSP "26" NBSP "Jul"},
        {"en", BB_DATE_WEEKDAY, &thursday, "Wed" NBSP "24" NBSP "Jul – Thu" NBSP "1" NBSP "Aug"},
        {"en", BB_DATE_FULL, &thursday,
            "Wed" NBSP "24" NBSP "July – Thu" NBSP "1" NBSP "August" NBSP "2024"},
        {"en", BB_DATE_FULL, &new_year,
            "Wed" NBSP "24" NBSP "July" NBSP "2024 – Wed" NBSP "1" NBSP "January" NBSP "2025"},
        {"en", BB_DATE_PLAIN, &friday, "24–26" NBSP "July" NBSP "2024"},
        {"en", BB_DATE_SHORT, &thursday, "24" NBSP "Jul – 1" NBSP "Aug"},
        {"zh-Hans", BB_DATE_WEEKDAY, &friday, "7月24日（周三）至26日（周五）"},
        {"zh-Hans", BB_DATE_FULL, &new_year, "2024年7月24日（周三）至2025年1月1日（周三）"},
        {"zh-Hans", BB_DATE_PLAIN, &thursday, "2024年7月24日至8月1日"},
        {"zh-Hant", BB_DATE_WEEKDAY, &thursday, "7月24日（週三）至8月1日（週四）"},
        {"zh-Hant", BB_DATE_SHORT, &friday, "7月24日至26日"},
        {"fr", BB_DATE_WEEKDAY, &friday, "mer." NBSP "24 – ven." NBSP "26" NBSP "juill."},
        {"fr", BB_DATE_FULL, &thursday,
            "du mer." NBSP "24" NBSP "juillet au jeu." NBSP "1er" NBSP "août" NBSP "2024"},
        {"fr", BB_DATE_PLAIN, &friday, "du 24 au 26" NBSP "juillet" NBSP "2024"},
        {"fr", BB_DATE_PLAIN, &new_year,
            "du 24" NBSP "juillet" NBSP "2024 au 1er" NBSP "janvier" NBSP "2025"},
    };
    check_ranges(wednesday, ranges, sizeof ranges / sizeof *ranges);
}

void
t51_ranges_pass_the_turn_of_the_year(void **state)
{
    (void)state;
    static const struct bb_date monday = {2024, 12, 30}, last_day = {2024, 12, 31},
                                next_week = {2025, 1, 3};
    static const struct range ranges[] = {
        {"ko", BB_DATE_FULL, &next_week, "2024. 12. 30.(월)~2025. 1. 3.(금)"},
        {"ko", BB_DATE_FULL, &last_day, "2024. 12. 30.(월)~31.(화)"},
        {"ko", BB_DATE_FULL, &monday, "2024. 12. 30.(월)"},
        {"ko", BB_DATE_WEEKDAY, &next_week, "12. 30.(월)~1. 3.(금)"},
        {"ko", BB_DATE_PRESS, &next_week, "12.30.(월)~1.3.(금)"},
        {"ko", BB_DATE_PLAIN, &next_week, "2024. 12. 30.~2025. 1. 3."},
        {"en", BB_DATE_FULL, &next_week,
            "Mon" NBSP "30" NBSP "December" NBSP "2024 – Fri" NBSP "3" NBSP "January" NBSP "2025"},
        {"en", BB_DATE_PLAIN, &last_day, "30–31" NBSP "December" NBSP "2024"},
        {"en", BB_DATE_SHORT, &next_week, "30" NBSP "Dec – 3" NBSP "Jan"},
        {"zh-Hans", BB_DATE_FULL, &next_week, "2024年12月30日（周一）至2025年1月3日（周五）"},
        {"zh-Hans", BB_DATE_FULL, &last_day, "2024年12月30日（周一）至31日（周二）"},
        {"zh-Hant", BB_DATE_FULL, &next_week, "2024年12月30日（週一）至2025年1月3日（週五）"},
        {"zh-Hant", BB_DATE_WEEKDAY, &monday, "12月30日（週一）"},
        {"fr", BB_DATE_FULL, &next_week,
            "du lun." NBSP "30" NBSP "décembre" NBSP "2024 au ven." NBSP "3" NBSP "janvier" NBSP
            "2025"},
        {"fr", BB_DATE_PLAIN, &last_day, "du 30 au 31" NBSP "décembre" NBSP "2024"},
    };
    check_ranges(monday, ranges, sizeof ranges / sizeof *ranges);
}

void
t52_midnight_and_the_last_minute(void **state)
{
    (void)state;
    struct bb_arena arena;
    bb_arena_init(&arena);
    for (int i = 0; i < LANGUAGES; i++) {
        const struct bb_locale *locale = bb_locale_lookup(languages[i]);
        check(bb_locale_time(locale, &arena, 0), "00:00");
        check(bb_locale_time(locale, &arena, 23 * 60 + 59), "23:59");
    }
    bb_arena_finish(&arena);
}

void
t52_t53_every_language_counts_hours_and_nights(void **state)
{
    (void)state;
    static const char *const expected[LANGUAGES][9] = {
        {"09:05", "2024. 7. 24. 09:05", "7박 9일", "무박 2일", "당일", "\u22127시간", "+3시간 30분",
            "0시간", ", "},
        {"09:05", "24" NBSP "July" NBSP "2024, 09:05", "7" NBSP "nights, 9" NBSP "days",
            "2" NBSP "days", "1" NBSP "day", "\u22127" NBSP "h", "+3" NBSP "h 30" NBSP "min",
            "0" NBSP "h", ", "},
        {"09:05", "2024年7月24日09:05", "9天7晚", "2天", "当天往返", "\u22127小时", "+3小时30分",
            "0小时", "、"},
        {"09:05", "2024年7月24日09:05", "9天7夜", "2天", "當日往返", "\u22127小時", "+3小時30分",
            "0小時", "、"},
        {"09:05", "24" NBSP "juillet" NBSP "2024, 09:05", "9" NBSP "jours, 7" NBSP "nuits",
            "2" NBSP "jours", "1" NBSP "jour", "\u22127" NBSP "h", "+3" NBSP "h 30" NBSP "min",
            "0" NBSP "h", ", "},
    };
    struct bb_arena arena;
    bb_arena_init(&arena);
    for (int i = 0; i < LANGUAGES; i++) {
        const struct bb_locale *locale = bb_locale_lookup(languages[i]);
        check(bb_locale_time(locale, &arena, 9 * 60 + 5), expected[i][0]);
        check(bb_locale_datetime(locale, &arena, wednesday, 9 * 60 + 5, BB_DATE_PLAIN),
            expected[i][1]);
        check(bb_locale_nights(locale, &arena, 7, 9), expected[i][2]);
        check(bb_locale_nights(locale, &arena, 0, 2), expected[i][3]);
        check(bb_locale_nights(locale, &arena, 0, 1), expected[i][4]);
        check(bb_locale_offset(locale, &arena, -420), expected[i][5]);
        check(bb_locale_offset(locale, &arena, 210), expected[i][6]);
        check(bb_locale_offset(locale, &arena, 0), expected[i][7]);
        check(bb_locale_comma(locale), expected[i][8]);
        assert_int_equal(bb_locale_has_particles(locale), i == 0);
    }
    check(bb_locale_nights(bb_locale_lookup("en"), &arena, 1, 2), "1" NBSP "night, 2" NBSP "days");
    bb_arena_finish(&arena);
}

void
every_language_groups_figures(void **state)
{
    (void)state;
    static const char *const expected[LANGUAGES][2] = {{"1,234", "-12,345,678"},
        {"1,234", "-12,345,678"}, {"1,234", "-12,345,678"}, {"1,234", "-12,345,678"},
        {"1\u202f234", "-12\u202f345\u202f678"}};
    struct bb_arena arena;
    bb_arena_init(&arena);
    for (int i = 0; i < LANGUAGES; i++) {
        const struct bb_locale *locale = bb_locale_lookup(languages[i]);
        check(bb_locale_count(locale, &arena, 0), "0");
        check(bb_locale_count(locale, &arena, 999), "999");
        check(bb_locale_count(locale, &arena, -999), "-999");
        check(bb_locale_count(locale, &arena, 1234), expected[i][0]);
        check(bb_locale_count(locale, &arena, -12345678), expected[i][1]);
    }
    bb_arena_finish(&arena);
}

void
a_language_is_found_by_its_beginning(void **state)
{
    (void)state;
    static const char *const asked[][2] = {{"ko-KR", "ko"}, {"en-GB", "en"}, {"fr-CA", "fr"},
        {"zh-Hant-TW", "zh-Hant"}, {"zh-Hans", "zh-Hans"}, {"de", "en"}, {"fro", "en"}, {"", "en"}};
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        assert_ptr_equal(bb_locale_lookup(asked[i][0]), bb_locale_lookup(asked[i][1]));
    assert_string_equal(bb_locale_language(bb_locale_lookup("fr-CA"), "fr-CA"), "fr-CA");
    assert_string_equal(bb_locale_language(bb_locale_lookup("de"), "de"), "en");
    for (int i = 0; i < LANGUAGES; i++)
        for (int k = 0; k < i; k++)
            assert_ptr_not_equal(bb_locale_lookup(languages[i]), bb_locale_lookup(languages[k]));
}

/* The first inline of a document whose layout says `content` and whose trip has `fields`. */
static const struct bb_inline *
compose_first(struct reading *pipeline, const char *labels, const char *content, const char *fields,
    const char *language)
{
    const struct bb_template *layout = pipeline_layout(pipeline,
        bb_arena_printf(&pipeline->arena,
            "briefbook_layout: 1\npage: {}\nstyles: {body: {}}\nlabels: %s\n"
            "flow: [{paragraph: \"%s\"}]\n",
            labels, content)
            .ptr);
    struct bb_value *root = pipeline_trip(pipeline,
        bb_arena_printf(&pipeline->arena,
            "briefbook: 1\ntrip: {id: t, from: 2024-07-24, to: 2024-07-24, "
            "home: {city: 서울, timezone: Asia/Seoul}, %s}\n"
            "cities: [{id: a, name: A, timezone: Asia/Seoul, days: []}]\n",
            fields)
            .ptr);
    assert_string_equal(pipeline_codes(pipeline), "");
    const struct bb_block *block =
        bb_compose_document(&pipeline->input, &pipeline->arena, layout, root, language, NULL).root;
    return &block->children.at[0]->inlines.at[0];
}

void
a_label_is_said_in_one_language(void **state)
{
    (void)state;
    struct reading pipeline;
    reading_start(&pipeline);
    const struct bb_inline *found = compose_first(&pipeline, "{a: {ko: 가, en: A, zh-Hant: 甲}}",
        "{label.a|forms:zh-Hant,en}{label.a}", "title: T", "ko");
    assert_true(bb_str_is(found->text, "가"));
    reading_finish(&pipeline);
}

void
a_missing_form_gives_way_to_the_next_best(void **state)
{
    (void)state;
    static const struct {
        const char *asked, *forms, *text, *language;
    } examples[] = {
        {"zh-Hans", "{ko: 가, zh-Hans: 简, zh-Hant: 繁}", "简", "zh-Hans"},
        {"zh-Hant-HK", "{ko: 가, zh-Hans: 简, zh-Hant: 繁}", "繁", "zh-Hant"},
        {"zh-TW", "{ko: 가, zh-Hans: 简, zh-Hant: 繁}", "繁", "zh-Hant"},
        {"zh", "{ko: 가, zh-Hant: 繁, zh-Hans: 简}", "简", "zh-Hans"},
        {"zh-Hans", "{ko: 가, zh-Hant: 繁, latin: L}", "繁", "zh-Hant"},
        {"fr", "{ko: 가, en: E, latin: L}", "L", "und-Latn"},
        {"fr-CH", "{ko: 가, fr: F, latin: L}", "F", "fr"},
        {"fr", "{ko: 가, en: E}", "E", "en"},
        {"en", "{ko: 가, fr: F}", "F", "fr"},
        {"fr", "{ko: 가, zh-Hans: 简}", "가", "ko"},
        {"fr", "{reading: 나, ko: 가}", "가", "ko"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct reading pipeline;
        reading_start(&pipeline);
        const char *title = bb_arena_printf(&pipeline.arena, "title: %s", examples[i].forms).ptr;
        const struct bb_inline *found =
            compose_first(&pipeline, "{}", "{trip.title}", title, examples[i].asked);
        assert_true(bb_str_is(found->text, examples[i].text));
        assert_string_equal(found->language, examples[i].language);
        reading_finish(&pipeline);
        reading_start(&pipeline);
        const char *labels = bb_arena_printf(&pipeline.arena, "{a: %s}", examples[i].forms).ptr;
        found = compose_first(&pipeline, labels, "{label.a}", "title: T", examples[i].asked);
        assert_true(bb_str_is(found->text, examples[i].text));
        reading_finish(&pipeline);
    }
}

void
plain_texts_are_of_the_trips_language(void **state)
{
    (void)state;
    static const struct {
        const char *content, *fields, *asked, *language;
    } examples[] = {
        {"{trip.title}", "title: 나들이", "en", "ko"},
        {"{trip.title}", "title: 나들이", NULL, "ko"},
        {"{trip.title}", "title: Outing, language: en", "fr", "en"},
        {"{trip.title}", "title: 出行, language: zh-TW", "en", "zh-Hant-TW"},
        {"{label.a}", "title: Outing, language: en", "fr", "ko"}, /* of the layout */
        {"{trip.from}", "title: Outing, language: en", "fr", "fr"},
        {"{trip.from}", "title: Outing, language: en", "de", "en"},
        {"{trip.from|range:trip.to:full}", "title: Outing, language: en", "fr-CA", "fr-CA"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct reading pipeline;
        reading_start(&pipeline);
        const struct bb_inline *found = compose_first(
            &pipeline, "{a: 가}", examples[i].content, examples[i].fields, examples[i].asked);
        assert_string_equal(found->language, examples[i].language);
        reading_finish(&pipeline);
    }
}

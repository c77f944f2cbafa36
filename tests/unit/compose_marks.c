/* The counters of list items (T50). */
#include "compose_marks.h"

#include "compose/env.h"
#include "pipeline.h"

void
t50_items_are_counted(void **state)
{
    (void)state;
    static const struct {
        enum bb_counter counter;
        unsigned number;
        const char *text;
    } cases[] = {
        {BB_COUNTER_DECIMAL, 0, "0"},
        {BB_COUNTER_DECIMAL, 12, "12"},
        {BB_COUNTER_HANGUL, 0, "0"},
        {BB_COUNTER_HANGUL, 1, "가"},
        {BB_COUNTER_HANGUL, 9, "자"},
        {BB_COUNTER_HANGUL, 14, "하"},
        {BB_COUNTER_HANGUL, 15, "거"},
        {BB_COUNTER_HANGUL, 16, "너"},
        {BB_COUNTER_HANGUL, 28, "허"},
        {BB_COUNTER_HANGUL, 29, "고"},
        {BB_COUNTER_HANGUL, 84, "히"},
        {BB_COUNTER_HANGUL, 85, "85"},
        {BB_COUNTER_CIRCLED, 1, "①"},
        {BB_COUNTER_CIRCLED, 20, "⑳"},
        {BB_COUNTER_CIRCLED, 21, "㉑"},
        {BB_COUNTER_CIRCLED, 35, "㉟"},
        {BB_COUNTER_CIRCLED, 36, "㊱"},
        {BB_COUNTER_CIRCLED, 50, "㊿"},
        {BB_COUNTER_CIRCLED, 51, "(51)"},
        {BB_COUNTER_CIRCLED_HANGUL, 1, "㉮"},
        {BB_COUNTER_CIRCLED_HANGUL, 14, "㉻"},
        {BB_COUNTER_CIRCLED_HANGUL, 15, "(거)"},
        {BB_COUNTER_ROMAN, 1, "Ⅰ"},
        {BB_COUNTER_ROMAN, 12, "Ⅻ"},
        {BB_COUNTER_ROMAN, 14, "XIV"},
        {BB_COUNTER_ROMAN, 1994, "MCMXCIV"},
        {BB_COUNTER_ROMAN, 4000, "4000"},
        {BB_COUNTER_SMALL_ROMAN, 4, "ⅳ"},
        {BB_COUNTER_SMALL_ROMAN, 49, "xlix"},
        {BB_COUNTER_LETTER, 26, "Z"},
        {BB_COUNTER_LETTER, 27, "AA"},
        {BB_COUNTER_LETTER, 703, "AAA"},
        {BB_COUNTER_SMALL_LETTER, 4294967295u, "mwlqkwu"},
        {BB_COUNTER_HAN, 3, "三"},
        {BB_COUNTER_HAN, 10, "十"},
        {BB_COUNTER_HAN, 11, "十一"},
        {BB_COUNTER_HAN, 90, "九十"},
        {BB_COUNTER_HAN, 100, "100"},
    };
    struct bb_arena arena;
    bb_arena_init(&arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(
            bb_counter_text(&arena, cases[i].counter, cases[i].number).ptr, cases[i].text);
    bb_arena_finish(&arena);
}

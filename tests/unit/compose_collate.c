/* The order of names, and the letters under which they are looked up. */
#include "compose_collate.h"

#include "compose/collate.h"
#include "pipeline.h"

struct ordered {
    const char *language;
    const char *names[8]; /* in order */
};

void
names_are_ordered_as_their_language_does(void **state)
{
    (void)state;
    static const struct ordered cases[] = {
        {"ko", {"가", "각", "까", "나", "대한 민국", "대한민국임시정부", "A", "3"}},
        {"ko-KR", {"하", "Zürich", "7", "北京"}},
        {"en", {"A", "Émile", "emu", "Łódź", "Lodz 2", "z", "가", "3"}},
        {"fr", {"Pole", "pôle", "Polka"}},
        /* pinyin: ān, běi, Berlin, chóng, zhōng; then what has no reading */
        {"zh-Hans", {"安阳", "北京", "Berlin", "重庆", "中关村", "3", "가"}},
        /* strokes: 3, 4, 5, 9; then letters */
        {"zh-Hant", {"三峽", "中關村", "北京", "重慶", "湖廣會館", "Berlin", "가"}},
    };
    struct bb_arena arena;
    bb_arena_init(&arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct bb_collator collator = bb_collator_open(&arena, NULL, cases[i].language);
        for (size_t k = 1; k < 8 && cases[i].names[k]; k++) {
            struct bb_str before = bb_collate_key(&collator, bb_str_from(cases[i].names[k - 1]));
            struct bb_str after = bb_collate_key(&collator, bb_str_from(cases[i].names[k]));
            if (bb_str_compare(before, after) >= 0)
                fail_msg("%s: %s, %s", cases[i].language, cases[i].names[k - 1], cases[i].names[k]);
        }
        bb_collator_close(&collator);
    }
    bb_arena_finish(&arena);
}

void
names_are_looked_up_by_their_initial(void **state)
{
    (void)state;
    static const char *const cases[][3] = {{"ko", "김구", "ㄱ"}, {"ko", "까치", "ㄱ"},
        {"ko", "빵", "ㅂ"}, {"ko", "씨", "ㅅ"}, {"en", "쪽", "ㅈ"}, {"ko", "흙", "ㅎ"},
        {"ko", "‘텐궁’", "ㅌ"}, {"fr", "Émile", "E"}, {"en", "ørsted", "O"}, {"ko", "zoo", "Z"},
        {"ko", "18제", "#"}, {"ko", "北京", "#"}, {"en", "Ж", "#"}, {"ko", "", "#"},
        {"zh-Hans", "北京", "B"}, {"zh-Hans", "《重庆》", "C"}, {"zh-Hans", "中关村", "Z"},
        {"zh-Hans", "阿里", "A"}, {"zh-Hans", "Paris", "P"}, {"zh-Hans", "김구", "ㄱ"},
        {"zh-Hant", "一", "1畫"}, {"zh-Hant", "重慶", "9畫"}, {"zh-Hant", "龍", "16畫"},
        {"zh-Hant", "Paris", "P"}, {"zh-Hant", "", "#"}};
    struct bb_arena arena;
    bb_arena_init(&arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct bb_collator collator = bb_collator_open(&arena, NULL, cases[i][0]);
        assert_string_equal(
            bb_collate_initial(&collator, bb_str_from(cases[i][1])).ptr, cases[i][2]);
        bb_collator_close(&collator);
    }
    bb_arena_finish(&arena);
}

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
        {"zh-Hans", {"Beijing", "가", "北京"}},
    };
    struct bb_arena arena;
    bb_arena_init(&arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t k = 1; k < 8 && cases[i].names[k]; k++) {
            struct bb_str before =
                bb_collate_key(&arena, cases[i].language, bb_str_from(cases[i].names[k - 1]));
            struct bb_str after =
                bb_collate_key(&arena, cases[i].language, bb_str_from(cases[i].names[k]));
            if (bb_str_compare(before, after) >= 0)
                fail_msg("%s: %s, %s", cases[i].language, cases[i].names[k - 1], cases[i].names[k]);
        }
    bb_arena_finish(&arena);
}

void
names_are_looked_up_by_their_initial(void **state)
{
    (void)state;
    static const char *const cases[][2] = {{"김구", "ㄱ"}, {"까치", "ㄱ"}, {"빵", "ㅂ"},
        {"씨", "ㅅ"}, {"쪽", "ㅈ"}, {"흙", "ㅎ"}, {"‘텐궁’", "ㅌ"}, {"Émile", "E"}, {"ørsted", "O"},
        {"zoo", "Z"}, {"18제", "#"}, {"北京", "#"}, {"Ж", "#"}, {"", "#"}};
    struct bb_arena arena;
    bb_arena_init(&arena);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(bb_collate_initial(&arena, bb_str_from(cases[i][0])).ptr, cases[i][1]);
    bb_arena_finish(&arena);
}

/* text: what happens to lines that cannot be set as their style asks, and what that costs. */
#include "text_tests.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "setting.h"

static const char body[] =
    "오세훈 서울시장의 파리지 주최 ‘기후행동시장회의’ 및 ‘C40 운영위원회’ 참석과 중국 주요 "
    "도시와의 경제·문화 교류·협력을 위해 24일(수), 7박 9일 일정으로 프랑스·중국 출장길에 오른다.";

static size_t
count_reports(const struct setting *s, enum bb_code code)
{
    size_t count = 0;
    for (size_t i = 0; i < s->diag.entries.len; i++)
        count += s->diag.entries.at[i]->code == code;
    return count;
}

static int
widest_ratio(const struct bb_lines *lines)
{
    int most = 0;
    for (size_t i = 0; i < lines->len; i++)
        most = lines->lines[i].ratio > most ? lines->lines[i].ratio : most;
    return most;
}

/* T5: a line past the limit of its style is reported, and only such a line. */
void
test_t5_lines_past_the_limit_are_reported(void **state)
{
    (void)state;
    size_t loose = 0, ragged = 0;
    for (int points = 80; points <= 460; points += 4) {
        struct setting s;
        setting_start(&s);
        s.style.align = BB_ALIGN_JUSTIFY;
        s.style.mode = BB_BREAK_WORD;
        setting_set(&s, "ko", body, points);
        bb_len left = 0;
        for (size_t i = 0; i < s.lines.len; i++)
            left = bb_len_max(left, s.lines.lines[i].left);
        int most = widest_ratio(&s.lines), limit = s.style.hybrid_limit;
        assert_true(most <= limit * 3 / 2);
        assert_int_equal(count_reports(&s, BB_D_LINE_RAGGED), left > 0);
        assert_int_equal(count_reports(&s, BB_D_LINE_LOOSE), left == 0 && most > limit);
        loose += count_reports(&s, BB_D_LINE_LOOSE);
        ragged += count_reports(&s, BB_D_LINE_RAGGED);
        setting_finish(&s);
    }
    assert_true(loose > 0);
    assert_true(ragged > 0);
}

/* T5: a line is quoted over all its pieces, as far as helps to find it. */
void
test_t5_a_line_is_quoted_whole(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.align = BB_ALIGN_JUSTIFY;
    s.style.mode = BB_BREAK_WORD;
    const struct bb_text_piece pieces[] = {
        setting_piece(&s.serif, "ko", "중"),
        setting_piece(&s.sans, "ko", "국과"),
        setting_piece(&s.serif, "ko", " 기후행동시장회의"),
    };
    s.para = bb_text_shape(s.text, &s.arena, pieces, sizeof pieces / sizeof *pieces);
    setting_break(&s, 90);
    assert_int_equal(count_reports(&s, BB_D_LINE_RAGGED), 1);
    assert_string_equal(s.diag.entries.at[0]->args[0], "중국과");
    setting_finish(&s);
}

/* T1: hybrid breaks words before it spaces lines out past the limit. */
void
test_t1_hybrid_breaks_words_before_the_limit(void **state)
{
    (void)state;
    struct setting s;
    bool passed = false;
    setting_start(&s);
    s.style.align = BB_ALIGN_JUSTIFY;
    setting_shape(&s, "ko", body);
    for (int points = 200; points <= 460; points += 4) {
        s.style.mode = BB_BREAK_WORD;
        setting_break(&s, points);
        passed = passed || widest_ratio(&s.lines) > s.style.hybrid_limit;
        s.style.mode = BB_BREAK_HYBRID;
        setting_break(&s, points);
        assert_true(widest_ratio(&s.lines) <= s.style.hybrid_limit);
    }
    assert_true(passed);
    setting_finish(&s);
}

/* A paragraph of 1 MB sets; tests/linear-paragraph counts what it costs. */
void
test_t5_a_megabyte_sets(void **state)
{
    (void)state;
    struct setting s;
    struct bb_buf text;
    setting_start(&s);
    bb_buf_init(&text, 0);
    while (text.len < 1000000)
        bb_buf_append(&text, body, sizeof body - 1);
    s.style.align = BB_ALIGN_JUSTIFY;
    setting_set(&s, "ko", text.ptr, 300);
    assert_true(s.lines.len > 10000);
    bb_buf_finish(&text);
    setting_finish(&s);
}

static const char english[] =
    "the delegation will discuss administrative cooperation and international responsibilities "
    "with representatives of the municipality (Administration of Chongqing), see "
    "https://example.org/administration/responsibilities for 24 recommendations, and "
    "'extraordinary' "
    "communication between metropolitan governments";

static bool
ends_with_hyphen(struct setting *s, size_t at, const char **word)
{
    const char *text = setting_line(s, at), *space = strrchr(text, ' ');
    *word = space ? space + 1 : text;
    return strlen(text) > 2 && strcmp(text + strlen(text) - 2, "\xC2\xAD") == 0;
}

/* What readers of PDF make of it. */
static const char *
text_without_hyphens(struct setting *s)
{
    const char *text = setting_text(s);
    struct bb_buf out;
    bb_buf_init(&out, 0);
    for (; *text; text += strncmp(text, "\xC2\xAD", 2) == 0 ? 2 : 1)
        if (strncmp(text, "\xC2\xAD", 2) != 0)
            bb_buf_append(&out, text, 1);
    const char *kept = bb_arena_printf(&s->arena, "%.*s", (int)out.len, out.ptr).ptr;
    bb_buf_finish(&out);
    return kept;
}

/* T7, T8: words hyphenate where the style asks, not names or addresses, and what is copied is what
 * was written. */
void
test_t7_words_hyphenate_on_demand(void **state)
{
    (void)state;
    struct setting s;
    size_t found = 0;
    setting_start(&s);
    setting_shape(&s, "en", english);
    for (int round = 0; round < 2; round++)
        for (int points = 90; points <= 200; points += 5) {
            const char *word;
            s.style.align = points % 2 ? BB_ALIGN_START : BB_ALIGN_JUSTIFY;
            s.style.hyphenate = round == 1;
            setting_break(&s, points);
            assert_string_equal(text_without_hyphens(&s), english);
            for (size_t i = 0; i < s.lines.len; i++) {
                if (!ends_with_hyphen(&s, i, &word))
                    continue;
                assert_int_equal(round, 1);
                assert_true(strlen(word) >= 2);
                assert_false(word[0] == 'A' || word[0] == 'C' || strstr(word, "://"));
                assert_true(s.lines.lines[i].width <= BB_PT(points));
                found++;
            }
        }
    assert_true(found > 20);
    setting_finish(&s);
}

void
test_t7_missing_patterns_are_reported_once(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.hyphenate = true;
    for (int round = 0; round < 2; round++) {
        setting_set(&s, "tlh", "the representatives of the municipality", 60);
        assert_int_equal(count_reports(&s, BB_D_HYPHENS_MISSING), 1);
    }
    setting_finish(&s);
}

/* Whether a text stands whole on one of the lines. */
static bool
stands_whole(struct setting *s, const char *text)
{
    for (size_t i = 0; i < s->lines.len; i++)
        if (strstr(setting_line(s, i), text))
            return true;
    return false;
}

/* Lines break between parts first: each that fits a line stands on one, whatever the measure, and
 * what fits on one line together does so. */
void
test_parts_are_broken_for_need_only(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "Port Captain of Halcyon Bay", "Head of the port authority", "만나는 사람"};
    struct setting s;
    setting_start(&s);
    struct bb_text_piece pieces[5];
    bb_len widths[3];
    for (int i = 0; i < 3; i++) {
        setting_shape(&s, "en", parts[i]);
        widths[i] = bb_text_natural_width(s.para);
        pieces[2 * i] = setting_piece(&s.serif, "en", parts[i]);
        if (i < 2) {
            pieces[2 * i + 1] = setting_piece(&s.serif, "en", " ");
            pieces[2 * i + 1].parts = true;
        }
    }
    s.para = bb_text_shape(s.text, &s.arena, pieces, 5);
    assert_int_equal(
        bb_text_part_width(s.para), bb_len_max(widths[0], bb_len_max(widths[1], widths[2])));
    for (int strategy = BB_STRATEGY_TOTAL_FIT; strategy <= BB_STRATEGY_GREEDY; strategy++)
        for (int points = 40; points <= 400; points += 3) {
            s.style.strategy = strategy;
            setting_break(&s, points);
            for (int i = 0; i < 3; i++)
                assert_int_equal(stands_whole(&s, parts[i]), widths[i] <= BB_PT(points));
            assert_true(s.lines.len > 1 || bb_text_natural_width(s.para) <= BB_PT(points));
        }
    setting_finish(&s);
}

/* A form of a name that a line holds stands whole on one (T24). */
static void
check_form(struct setting *s, const char *form, bb_len width, int points)
{
    setting_break(s, points);
    if (width <= BB_PT(points) && !stands_whole(s, form))
        fail_msg("%s at %d pt", form, points);
}

void
test_t24_a_form_is_broken_for_need_only(void **state)
{
    (void)state;
    static const char *const forms[] = {"中國人民銀行", "People’s Bank of China"};
    struct setting s;
    setting_start(&s);
    setting_shape(&s, "en", forms[1]);
    bb_len width = bb_text_natural_width(s.para);
    struct bb_text_piece pieces[] = {
        setting_piece(&s.serif, "zh-Hant", forms[0]),
        {.kind = BB_PIECE_GAP, .text = BB_STR(" "), .font = &s.serif, .width = BB_PT(6)},
        setting_piece(&s.serif, "en", forms[1]),
    };
    pieces[2].form = true;
    s.para = bb_text_shape(s.text, &s.arena, pieces, 3);
    for (int points = 70; points <= 220; points++)
        check_form(&s, forms[1], width, points);
    setting_finish(&s);
}

static const struct {
    const char *language, *text, *form;
} in_brackets[] = {
    {"ko", "부총재를 중국인민은행(中國人民銀行, People’s Bank of China) 시절",
        "People’s Bank of China)"},
    {"ko", "시장 후헝화(胡衡華, Hu Henghua) 면담", "Hu Henghua)"},
    {"ko", "파리에서 오래된 대성당(Notre-Dame de Paris, 巴黎聖母院) 방문",
        "대성당(Notre-Dame de Paris,"},
    {"zh-Hans", "出席人是中国人民银行（People’s Bank of China）代表", "（People’s Bank of China）"},
};

/* … and so do forms in brackets in running text. */
void
test_t24_a_form_in_brackets_is_broken_for_need_only(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.mode = BB_BREAK_WORD;
    for (size_t i = 0; i < sizeof in_brackets / sizeof *in_brackets; i++) {
        setting_shape(&s, in_brackets[i].language, in_brackets[i].form);
        bb_len width = bb_text_natural_width(s.para);
        setting_shape(&s, in_brackets[i].language, in_brackets[i].text);
        for (int points = 90; points <= 300; points++)
            check_form(&s, in_brackets[i].form, width, points);
    }
    setting_finish(&s);
}

/* At how many of 200 measures a justified text parts what stands in its brackets. */
static size_t
count_parted(struct setting *s, const char *words)
{
    size_t parted = 0;
    setting_shape(s, "ko",
        bb_arena_printf(&s->arena,
            "기후 위기 공동 대응 방안을 모색하고 파리올림픽 관련 행사에 참석한다. 문화와 관광 "
            "분야의 "
            "교류를 넓히고 경제와 산업 분야의 협력을 확대하는 방안을 논의한다. 후헝화(胡衡華, %s) "
            "시장을 만나 도시외교를 활성화하고 첨단산업 협력을 넓히는 방안을 논의한다.",
            words)
            .ptr);
    for (int points = 200; points < 400; points++) {
        setting_break(s, points);
        parted += !stands_whole(s, words);
    }
    return parted;
}

/* In justified text a break inside a form costs as much as one inside a word; what begins with a
 * small letter is no form. */
void
test_t24_a_form_is_rather_not_broken_in_justified_text(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.align = BB_ALIGN_JUSTIFY;
    for (int mode = BB_BREAK_WORD; mode <= BB_BREAK_HYBRID; mode++) {
        s.style.mode = mode;
        assert_true(count_parted(&s, "Hu Heng Hua") < count_parted(&s, "hu Heng Hua"));
    }
    setting_finish(&s);
}

/* text: lines and runs, by the rows of typography.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "setting.h"
#include "text_tests.h"

static const char body[] =
    "오세훈 서울시장의 파리지 주최 ‘기후행동시장회의’ 및 ‘C40 운영위원회’ 참석과 중국 주요 "
    "도시와의 "
    "경제·문화 교류·협력을 위해 24일(수), 7박 9일 일정으로 프랑스·중국 출장길에 오른다. 이번 "
    "출장에서 오 "
    "시장은 기후분야 국제회의에 참석해 전 세계도시들과 기후 위기 공동 대응 방안을 모색하고, ‘2024 "
    "파리올림픽’ 관련 행사에 참석한다. 후헝화(胡衡華, Hu Henghua) 충칭시장을 만나 문화·관광 분야 "
    "도시외교 활성화와 경제·산업분야 협력 확대방안을 논의한다.";

/* --- reading lines ---------------------------------------------------------------------------- */

static uint32_t
first_code(const char *line)
{
    size_t at = 0;
    struct bb_str text = bb_str_from(line);
    return text.len > 0 ? (uint32_t)bb_utf8_next(text, &at) : 0;
}

/* The last code point that is not a space. */
static uint32_t
last_code(const char *line)
{
    size_t at = 0;
    uint32_t last = 0;
    struct bb_str text = bb_str_trim(bb_str_from(line));
    while (at < text.len)
        last = (uint32_t)bb_utf8_next(text, &at);
    return last;
}

static bool
is_one_of(uint32_t code, const char *codes)
{
    size_t at = 0;
    struct bb_str text = bb_str_from(codes);
    while (at < text.len)
        if ((uint32_t)bb_utf8_next(text, &at) == code)
            return true;
    return false;
}

/* The sum of the advances of a line's glyphs, hanging space left out. */
static int64_t
advance_sum(const struct bb_text_line *line)
{
    int64_t sum = 0;
    for (size_t i = 0; i < line->nruns; i++)
        for (size_t k = 0; k < line->runs[i].nglyphs; k++)
            sum += line->runs[i].glyphs[k].advance;
    const struct bb_text_run *last = &line->runs[line->nruns - 1];
    const struct bb_glyph *glyph = &last->glyphs[last->nglyphs - 1];
    if (last->text.ptr[glyph->cluster] == ' ')
        sum -= glyph->advance;
    return sum;
}

/* The mean square of what is added to word spaces, in 1/1000 of natural, last lines left out. */
static double
mean_square(const struct bb_lines *lines)
{
    double sum = 0;
    for (size_t i = 0; i + 1 < lines->len; i++) {
        double added = lines->lines[i].ratio - 1000;
        sum += added * added;
    }
    return sum / (double)(lines->len - 1);
}

static size_t
count_inside(const struct bb_lines *lines)
{
    size_t count = 0;
    for (size_t i = 0; i < lines->len; i++)
        count += lines->lines[i].inside_word;
    return count;
}

/* --- lines ------------------------------------------------------------------------------------ */

static void
test_t1_break_modes(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.align = BB_ALIGN_JUSTIFY;
    setting_shape(&s, "ko", body);
    size_t hybrid = 0, syllable = 0;
    for (int points = 160; points <= 460; points += 20) {
        s.style.mode = BB_BREAK_WORD;
        setting_break(&s, points);
        assert_int_equal(count_inside(&s.lines), 0);
        s.style.mode = BB_BREAK_HYBRID;
        setting_break(&s, points);
        hybrid += count_inside(&s.lines);
        s.style.mode = BB_BREAK_SYLLABLE;
        setting_break(&s, points);
        syllable += count_inside(&s.lines);
    }
    assert_true(hybrid > 0);
    assert_true(syllable > 2 * hybrid);
    setting_finish(&s);
}

/* In hybrid style a word is parted only so that two letters stay on either side. */
static void
test_t1_hybrid_strands_no_syllable(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.align = BB_ALIGN_JUSTIFY;
    setting_shape(&s, "ko", body);
    for (int points = 160; points <= 460; points += 3) {
        setting_break(&s, points);
        for (size_t i = 0; i + 1 < s.lines.len; i++) {
            if (!s.lines.lines[i].inside_word)
                continue;
            const char *line = setting_line(&s, i), *next = setting_line(&s, i + 1);
            const char *space = strrchr(line, ' ');
            assert_true(bb_utf8_count(bb_str_from(space ? space + 1 : line)) >= 2);
            assert_true(strcspn(next, " .,") >= 6); /* bytes of two syllables */
        }
    }
    setting_finish(&s);
}

static const char no_start[] = ")]}>）】》」』〉〕’”!?！？.,:;。，、：；·・々ー-‐ぁっゃァッ";
static const char no_end[] = "([{<（【《「『〈〔‘“";

static const struct {
    const char *language, *text;
} edges[] = {
    {"ko",
        "“가나다” ‘라마’ (바사) [아자] {차카} <타파> 가나·다라·마바 하거, 너더. 러머! 버서? 어저: "
        "처커; 터퍼-허가"},
    {"ko", "가(나)다[라]마{바}사<아>자‘차’카“타”파·하·거·너,더.러!머?버:서;어-저"},
    {"zh-Hans",
        "你好，世界。《文化交流》“引号”‘单’（括号）【标】、北；京：市？长！北京市长先生，女士。"},
    {"ja",
        "日本語のかなっとカタカナー、ぁ、直ぃ海っ東ゃ京ァ骨ッ日ュ。「直骨」『海』〈東〉〔京〕・々人"
        "々、日々。"},
};

static void
test_t2_t3_no_mark_at_the_wrong_edge(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        for (int mode = BB_BREAK_WORD; mode <= BB_BREAK_HYBRID; mode++)
            for (int points = 70; points <= 200; points += 3) {
                s.style.mode = mode;
                s.style.align = points % 2 ? BB_ALIGN_JUSTIFY : BB_ALIGN_START;
                s.style.strategy = points % 3 ? BB_STRATEGY_TOTAL_FIT : BB_STRATEGY_GREEDY;
                setting_set(&s, edges[i].language, edges[i].text, points);
                for (size_t k = 0; k < s.lines.len; k++) {
                    const char *line = setting_line(&s, k);
                    assert_false(k > 0 && is_one_of(first_code(line), no_start));
                    assert_false(is_one_of(last_code(line), no_end));
                }
            }
    setting_finish(&s);
}

static const struct {
    const char *text, *unit;
} units[] = {
    {"면적은 60만㎡ 면적에 기업이 연구", "60만㎡"},
    {"모두 25% 확대 방안을 논의", "25%"},
    {"기온은 24℃ 날씨 다음", "24℃"},
    {"선물은 $100 이내로 하고", "$100"},
    {"말없이…… 돌아보며——그는 말하다", "……"},
    {"말없이…… 돌아보며——그는 말하다", "——"},
    {"일정은 2024. 7. 24.(수) 오전 출발", "2024. 7. 24.(수)"},
    {"기간은 7.24.(수)~8.1.(목) 일정", "7.24.(수)"},
    {"시각은 14:00 이후 면담", "14:00"},
    {"항공편은 KE901 파리 도착", "KE901"},
    {"오전에 후헝화(胡衡華, Hu Henghua) 시장", "후헝화(胡衡華"},
    {"참석은 36개 도시 시장", "36개"},
    {"현지 기업 모두 30여 개사 협력 면담", "30여 개사"},
    {"회의는 제 3 회 협력 회의에서 논의", "3 회 "},
    {"일정은 모두 7박 9일 일정으로 참석", "7박 9일"},
    {"참석은 오전 8시 30분에 면담", "8시 30분"},
    {"항공편은 KE 901 파리 도착", "KE 901"},
    {"항공편은 7C 901 파리 도착", "7C 901"},
    {"항공편은 PM 2.5 파리 도착", "PM 2.5"},
    {"회의는 No. 3 협력 회의에서", "No. 3"},
    {"시장은 J. Smith 파리 시장", "J. Smith"},
    {"면적은 모두 1,200 km 이내로", "1,200 km"},
    {"기온은 모두 30 °C 날씨 다음", "30 °C"},
    {"물량은 모두 10³㎥ 이상으로", "10³㎥"},
    {"물량은 모두 10⁻²㎥ 이상으로", "10⁻²㎥"},
    {"면적은 모두 60㎡ 이상으로", "60㎡"},
};

static void
test_t4_units_stay_whole(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        for (int mode = BB_BREAK_WORD; mode <= BB_BREAK_HYBRID; mode++)
            for (int points = 85; points <= 160; points += 2) {
                s.style.mode = mode;
                s.style.align = points % 4 < 2 ? BB_ALIGN_JUSTIFY : BB_ALIGN_START;
                setting_set(&s, "ko", units[i].text, points);
                bool whole = false;
                for (size_t k = 0; k < s.lines.len; k++)
                    whole = whole || strstr(setting_line(&s, k), units[i].unit);
                if (!whole)
                    fail_msg("%s at %d", units[i].unit, points);
            }
    setting_finish(&s);
}

static void
test_t4_kept_piece(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    for (int points = 90; points < 200; points += 5) {
        struct bb_text_piece pieces[] = {
            setting_piece(&s.serif, "ko", "행사는 대한민국 "),
            setting_piece(&s.serif, "ko", "베이징 미래과학성"),
            setting_piece(&s.serif, "ko", " 에서 참석"),
        };
        pieces[1].keep = true;
        s.style.mode = BB_BREAK_SYLLABLE;
        s.para = bb_text_shape(s.text, &s.arena, pieces, 3);
        setting_break(&s, points);
        bool whole = false;
        for (size_t k = 0; k < s.lines.len; k++)
            whole = whole || strstr(setting_line(&s, k), "베이징 미래과학성");
        assert_true(whole);
    }
    setting_finish(&s);
}

/* --- justification (T5) ----------------------------------------------------------------------- */

static void
test_t5_justified_lines_end_on_the_measure(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.align = BB_ALIGN_JUSTIFY;
    setting_shape(&s, "ko", body);
    for (int points = 150; points <= 460; points += 7) {
        setting_break(&s, points);
        for (size_t i = 0; i < s.lines.len; i++) {
            const struct bb_text_line *line = &s.lines.lines[i];
            assert_int_equal(advance_sum(line), line->width);
            if (i + 1 < s.lines.len)
                assert_int_equal(line->width, BB_PT(points));
            else
                assert_true(line->width <= BB_PT(points));
            assert_true(line->ratio >= 1000 - 350);
        }
        assert_true(s.lines.lines[s.lines.len - 1].ratio <= 1000);
    }
    setting_finish(&s);
}

/* Gaps between Hangul grow by 0.04 em at most, those beside anything else not at all. */
static void
test_t5_stretch_goes_where_it_may(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.align = BB_ALIGN_JUSTIFY;
    setting_shape(&s, "ko", body);
    setting_break(&s, 2000);
    bb_len syllable = s.lines.lines[0].runs[0].glyphs[0].advance; /* all are as wide in Noto */
    bool stretched = false;
    for (int points = 150; points <= 460; points += 7) {
        setting_break(&s, points);
        for (size_t i = 0; i < s.lines.len; i++)
            for (size_t r = 0; r < s.lines.lines[i].nruns; r++) {
                const struct bb_text_run *run = &s.lines.lines[i].runs[r];
                for (size_t g = 0; g < run->nglyphs; g++) {
                    const char *at = run->text.ptr + run->glyphs[g].cluster;
                    if ((unsigned char)at[0] < 0xEA || (unsigned char)at[0] > 0xED)
                        continue; /* not a syllable */
                    bb_len added = run->glyphs[g].advance - syllable;
                    size_t next = run->glyphs[g].cluster + 3;
                    bool between = next < run->text.len && (unsigned char)at[3] >= 0xEA
                        && (unsigned char)at[3] <= 0xED;
                    assert_true(added >= 0 && added <= 410); /* 0.04 em of 10 pt, 1/1024 pt */
                    assert_true(between || added == 0);
                    stretched = stretched || added > 0;
                }
            }
    }
    assert_true(stretched);
    setting_finish(&s);
}

/* The most that is added to a syllable of a line. */
static bb_len
most_added(const struct bb_text_line *line, bb_len syllable)
{
    bb_len most = 0;
    for (size_t r = 0; r < line->nruns; r++)
        for (size_t g = 0; g < line->runs[r].nglyphs; g++) {
            const struct bb_glyph *glyph = &line->runs[r].glyphs[g];
            unsigned char first = (unsigned char)line->runs[r].text.ptr[glyph->cluster];
            if (first >= 0xEA && first <= 0xED && glyph->advance - syllable > most)
                most = glyph->advance - syllable;
        }
    return most;
}

/* By order of the style letters give way after the spaces or in step with them. */
static void
test_t5_letters_give_way_after_spaces_or_with_them(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.align = BB_ALIGN_JUSTIFY;
    setting_set(&s, "ko", body, 2000);
    bb_len syllable = s.lines.lines[0].runs[0].glyphs[0].advance;
    int seen = 0;
    for (int points = 150; points <= 460; points += 7)
        for (int together = 0; together < 2; together++) {
            s.style.together = together == 1;
            setting_break(&s, points);
            for (size_t i = 0; i + 1 < s.lines.len; i++) {
                const struct bb_text_line *line = &s.lines.lines[i];
                if (line->ratio <= 1000 || line->ratio >= 1540)
                    continue;
                double expected = together * 409.6 * (line->ratio - 1000) / 550;
                assert_in_range((int)(most_added(line, syllable) - expected + 3), 0, 6);
                seen++;
            }
        }
    assert_true(seen > 100);
    setting_finish(&s);
}

/* The width of the first space inside `unit` where it stands on the first line, else 0. Runs point
 * into one text. */
static bb_len
space_inside(const struct setting *s, const char *unit)
{
    const struct bb_text_line *line = &s->lines.lines[0];
    const char *at = strstr(line->runs[0].text.ptr, unit);
    const char *space = at ? strchr(at, ' ') : NULL;
    for (size_t r = 0; space && r < line->nruns; r++) {
        const struct bb_text_run *run = &line->runs[r];
        for (size_t g = 0; g < run->nglyphs; g++)
            if (run->text.ptr + run->glyphs[g].cluster == space)
                return run->glyphs[g].advance;
    }
    return 0;
}

static void
test_t5_units_keep_their_spaces(void **state)
{
    (void)state;
    static const struct {
        const char *text, *unit;
        bool kept;
    } cases[] = {
        {"대표단은 2024. 7. 24.(수) 베이징에 도착한다", "2024. 7. 24.(수)", true},
        {"대표단은 오후에 KE 901 베이징에 도착한다", "KE 901", true},
        {"대표단은 오후에 No. 3 베이징에 도착한다", "No. 3", true},
        {"대표단은 오후에 25 km 베이징에 도착한다", "25 km", true},
        {"대표단은 앞으로 7박 9일 베이징에 도착한다", "7박 9일", false},
    };
    struct setting s;
    setting_start(&s);
    s.style.align = BB_ALIGN_JUSTIFY;
    s.style.mode = BB_BREAK_WORD;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        setting_set(&s, "ko", cases[i].unit, 1000);
        bb_len natural = space_inside(&s, cases[i].unit);
        setting_shape(&s, "ko", cases[i].text);
        int stretched = 0;
        for (int points = 110; points <= 170; points += 3) {
            setting_break(&s, points);
            bb_len space = space_inside(&s, cases[i].unit);
            if (s.lines.lines[0].ratio == 1000 || space == 0)
                continue;
            assert_true((space == natural) == cases[i].kept);
            stretched++;
        }
        assert_true(stretched > 0);
    }
    setting_finish(&s);
}

static void
test_t5_total_fit_is_more_even_than_greedy(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.align = BB_ALIGN_JUSTIFY;
    s.style.mode = BB_BREAK_WORD;
    s.style.hybrid_limit = 100000; /* no line is left ragged */
    setting_shape(&s, "ko", body);
    double total = 0, greedy = 0;
    for (int points = 200; points <= 460; points += 4) {
        s.style.strategy = BB_STRATEGY_TOTAL_FIT;
        setting_break(&s, points);
        total += mean_square(&s.lines);
        s.style.strategy = BB_STRATEGY_GREEDY;
        setting_break(&s, points);
        greedy += mean_square(&s.lines);
    }
    assert_true(total < 0.75 * 0.75 * greedy); /* root mean square 25 % lower */
    setting_finish(&s);
}

static void
test_t6_no_last_line_of_one_syllable(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    setting_shape(&s, "ko", "서울시장이 중국 주요 도시를 방문해 경제 협력을 논의할 것");
    bool greedy_strands = false;
    for (int points = 90; points <= 290; points++) {
        s.style.mode = BB_BREAK_WORD;
        s.style.strategy = BB_STRATEGY_GREEDY;
        setting_break(&s, points);
        const char *last = setting_line(&s, s.lines.len - 1);
        greedy_strands = greedy_strands || strcmp(last, "것") == 0;
        s.style.strategy = BB_STRATEGY_TOTAL_FIT;
        setting_break(&s, points);
        assert_string_not_equal(setting_line(&s, s.lines.len - 1), "것");
    }
    assert_true(greedy_strands);
    setting_finish(&s);
}

static void
test_t7_soft_hyphens_and_addresses(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.hyphenate = true;
    setting_set(&s, "en",
        "inter\xC2\xADnational cooper\xC2\xAD"
        "ation",
        60);
    assert_string_equal(setting_line(&s, 0), "inter\xC2\xAD");
    const struct bb_text_run *hyphen = &s.lines.lines[0].runs[1];
    assert_int_equal(hyphen->nglyphs, 1);
    assert_int_equal(s.lines.lines[0].width, hyphen->x + hyphen->width);
    assert_string_equal(setting_line(&s, 1), "national ");
    s.style.hyphenate = false;
    setting_break(&s, 80);
    assert_string_equal(setting_line(&s, 0), "international ");

    setting_set(&s, "ko", "https://example.org/first/second-third/fourth.html", 90);
    assert_true(s.lines.len > 2);
    for (size_t i = 0; i + 1 < s.lines.len; i++)
        assert_true(is_one_of(last_code(setting_line(&s, i)), "/.-"));
    setting_set(&s, "ko", "https://example.org/find?language=korean&page=12", 90);
    assert_true(s.lines.len > 2);
    for (size_t i = 0; i + 1 < s.lines.len; i++)
        assert_true(is_one_of(last_code(setting_line(&s, i)), "/.-?&="));
    setting_finish(&s);
}

/* A line that holds nothing but an address takes no syllable of the word before it: it is as good
 * as it is full. */
static void
test_t1_addresses_pull_no_syllable(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.align = BB_ALIGN_JUSTIFY;
    s.style.mode = BB_BREAK_HYBRID;
    setting_shape(
        &s, "ko", "자세한 내용은 https://example.org/administration/reports 에서 볼 수 있다");
    for (int points = 86; points <= 200; points++) {
        setting_break(&s, points);
        assert_non_null(strstr(setting_line(&s, 0), "내용은"));
    }
    setting_finish(&s);
}

/* T8: what is copied is what was written, whatever the breaks. */
static void
test_t8_text_comes_back(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.align = BB_ALIGN_JUSTIFY;
    setting_shape(&s, "ko", body);
    for (int points = 30; points <= 460; points += 10) {
        for (int mode = BB_BREAK_WORD; mode <= BB_BREAK_HYBRID; mode++) {
            s.style.mode = mode;
            s.style.trial = true;
            setting_break(&s, points);
            assert_string_equal(setting_text(&s), body);
        }
    }
    setting_set(&s, "ko",
        "가나\xE2\x80\x8B"
        "다라 \xE2\x81\xA0마바 사\xC2\xAD아\xEF\xBB\xBF자",
        460);
    assert_string_equal(setting_text(&s), "가나다라 마바 사아자");
    setting_finish(&s);
}

static void
test_t12_hanging_indent(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.indent_first = -BB_PT(15);
    s.style.align = BB_ALIGN_JUSTIFY;
    setting_set(&s, "ko", body, 300);
    assert_int_equal(s.lines.lines[0].runs[0].x, -BB_PT(15));
    assert_int_equal(s.lines.lines[0].width, BB_PT(315));
    assert_int_equal(s.lines.lines[1].runs[0].x, 0);
    assert_int_equal(s.lines.lines[1].width, BB_PT(300));
    s.style.indent_first = BB_PT(10);
    setting_break(&s, 300);
    assert_int_equal(s.lines.lines[0].runs[0].x, BB_PT(10));
    assert_int_equal(s.lines.lines[0].width, BB_PT(290));
    setting_finish(&s);
}

/* --- T14 -------------------------------------------------------------------------------------- */

static void
test_t14_long_words_break_and_are_reported_once(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.mode = BB_BREAK_WORD;
    struct bb_origin origin = {.whole = {1, 0, 60}};
    bb_sources_add(
        &s.sources, BB_STR("trip.yaml"), BB_STR("title: 도시 기후행동시장회의에서 참석"));
    struct bb_origin_piece map = {0, 7};
    origin.pieces = &map;
    origin.npieces = 1;
    struct bb_text_piece piece = setting_piece(&s.serif, "ko", "도시 기후행동시장회의에서 참석");
    piece.origin = &origin;
    s.para = bb_text_shape(s.text, &s.arena, &piece, 1);
    s.style.trial = true;
    setting_break(&s, 50);
    assert_int_equal(s.diag.entries.len, 0);
    s.style.trial = false;
    setting_break(&s, 50);
    setting_break(&s, 52);
    assert_int_equal(s.diag.entries.len, 1);
    const struct bb_diag_entry *entry = s.diag.entries.at[0];
    assert_int_equal(entry->code, BB_D_OVERFULL_LINE);
    assert_string_equal(entry->args[0], "기후행동시장회의에서");
    assert_int_equal(entry->span.start, 7 + strlen("도시 "));
    assert_int_equal(entry->span.end, 7 + strlen("도시 기후행동시장회의에서"));
    for (size_t i = 0; i < s.lines.len; i++) {
        assert_false(s.lines.lines[i].overfull);
        assert_true(s.lines.lines[i].width <= BB_PT(52));
    }
    setting_finish(&s);
}

static void
test_t14_nothing_leaves_the_measure(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    setting_set(&s, "en", "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerk", 40);
    assert_true(s.lines.len > 3);
    for (size_t i = 0; i < s.lines.len; i++)
        assert_true(s.lines.lines[i].width <= BB_PT(40));
    assert_int_equal(s.diag.entries.len, 1);
    setting_set(&s, "ko", "가나", 3); /* narrower than a syllable: one a line, and said so */
    assert_int_equal(s.lines.len, 2);
    assert_true(s.lines.lines[0].overfull);
    setting_finish(&s);
}

/* --- pieces ----------------------------------------------------------------------------------- */

static void
test_gaps_reserved_room_and_forced_breaks(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    struct bb_text_piece pieces[] = {
        setting_piece(&s.serif, "ko", "충칭"),
        {.kind = BB_PIECE_GAP, .font = &s.serif, .language = "ko", .width = BB_PT(6)},
        setting_piece(&s.serif, "zh-Hant", "重慶"),
        {.kind = BB_PIECE_BREAK, .font = &s.serif, .language = "ko"},
        setting_piece(&s.serif, "ko", "쪽 "),
        {.kind = BB_PIECE_RESERVED,
            .font = &s.serif,
            .language = "ko",
            .width = BB_PT(11),
            .user = 7},
    };
    s.para = bb_text_shape(s.text, &s.arena, pieces, 6);
    setting_break(&s, 300);
    assert_int_equal(s.lines.len, 2);
    const struct bb_text_line *line = &s.lines.lines[0];
    assert_int_equal(line->nruns, 2);
    assert_int_equal(line->runs[1].x, line->runs[0].width + BB_PT(6));
    assert_int_equal(line->width, line->runs[1].x + line->runs[1].width);
    assert_int_equal(bb_text_natural_width(s.para), line->width);
    const struct bb_text_run *reserved = &s.lines.lines[1].runs[1];
    assert_int_equal(reserved->kind, BB_RUN_RESERVED);
    assert_int_equal(reserved->width, BB_PT(11));
    assert_int_equal(reserved->user, 7);
    assert_int_equal(reserved->text.len, 0);
    setting_break(&s, 25); /* the gap vanishes at the line's end */
    assert_string_equal(setting_line(&s, 0), "충칭");
    assert_string_equal(setting_line(&s, 1), "重慶");
    assert_int_equal(s.lines.lines[1].runs[0].x, 0);
    setting_finish(&s);
}

static void
test_empty_text_has_no_lines(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    setting_set(&s, "ko", "", 100);
    assert_int_equal(s.lines.len, 0);
    assert_int_equal(bb_text_natural_width(s.para), 0);
    assert_int_equal(bb_text_least_width(s.para, BB_BREAK_WORD), 0);
    setting_set(&s, "ko", "   ", 100);
    assert_int_equal(s.lines.len, 1);
    assert_int_equal(s.lines.lines[0].width, 0);
    setting_finish(&s);
}

static void
test_t39_widths(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    setting_shape(&s, "ko", "기후행동 회의");
    bb_len natural = bb_text_natural_width(s.para);
    setting_break(&s, bb_len_to_pt(natural));
    assert_int_equal(s.lines.len, 1);
    assert_int_equal(s.lines.width, natural);
    bb_len least = bb_text_least_width(s.para, BB_BREAK_WORD);
    setting_break(&s, bb_len_to_pt(least));
    assert_string_equal(setting_line(&s, 0), "기후행동 ");
    assert_int_equal(s.lines.width, least);
    assert_true(bb_text_least_width(s.para, BB_BREAK_SYLLABLE) < least);
    setting_finish(&s);
}

static void
test_alignment(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    s.style.align = BB_ALIGN_END;
    setting_set(&s, "ko", "끝", 100);
    const struct bb_text_line *line = &s.lines.lines[0];
    assert_int_equal(line->runs[0].x + line->runs[0].width, BB_PT(100));
    s.style.align = BB_ALIGN_CENTER;
    setting_break(&s, 100);
    line = &s.lines.lines[0];
    assert_int_equal(line->runs[0].x, (BB_PT(100) - line->width) / 2);
    setting_finish(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_t1_break_modes),
        cmocka_unit_test(test_t1_hybrid_strands_no_syllable),
        cmocka_unit_test(test_t2_t3_no_mark_at_the_wrong_edge),
        cmocka_unit_test(test_t4_units_stay_whole),
        cmocka_unit_test(test_t4_kept_piece),
        cmocka_unit_test(test_t5_justified_lines_end_on_the_measure),
        cmocka_unit_test(test_t5_stretch_goes_where_it_may),
        cmocka_unit_test(test_t5_letters_give_way_after_spaces_or_with_them),
        cmocka_unit_test(test_t5_units_keep_their_spaces),
        cmocka_unit_test(test_t5_total_fit_is_more_even_than_greedy),
        cmocka_unit_test(test_t6_no_last_line_of_one_syllable),
        cmocka_unit_test(test_t7_soft_hyphens_and_addresses),
        cmocka_unit_test(test_t1_addresses_pull_no_syllable),
        cmocka_unit_test(test_t8_text_comes_back),
        cmocka_unit_test(test_t12_hanging_indent),
        cmocka_unit_test(test_t14_long_words_break_and_are_reported_once),
        cmocka_unit_test(test_t14_nothing_leaves_the_measure),
        cmocka_unit_test(test_t20_language_picks_the_form),
        cmocka_unit_test(test_t21_latin_stays_in_one_face),
        cmocka_unit_test(test_t21_one_word_space),
        cmocka_unit_test(test_t22_missing_characters_are_reported),
        cmocka_unit_test(test_t22_missing_marks_are_reported_each_time),
        cmocka_unit_test(test_unknown_role_is_reported),
        cmocka_unit_test(test_sizes_by_script),
        cmocka_unit_test(test_letters_that_stack),
        cmocka_unit_test(test_t23_clusters_are_shaped_whole),
        cmocka_unit_test(test_t23_right_to_left),
        cmocka_unit_test(test_gaps_reserved_room_and_forced_breaks),
        cmocka_unit_test(test_empty_text_has_no_lines),
        cmocka_unit_test(test_t39_widths),
        cmocka_unit_test(test_alignment),
        cmocka_unit_test(test_any_text_sets),
        cmocka_unit_test(test_t1_hybrid_breaks_words_before_the_limit),
        cmocka_unit_test(test_t5_a_line_is_quoted_whole),
        cmocka_unit_test(test_t5_lines_past_the_limit_are_reported),
        cmocka_unit_test(test_t5_a_megabyte_sets),
        cmocka_unit_test(test_t7_words_hyphenate_on_demand),
        cmocka_unit_test(test_t7_missing_patterns_are_reported_once),
        cmocka_unit_test(test_parts_are_broken_for_need_only),
        cmocka_unit_test(test_t24_a_form_is_broken_for_need_only),
        cmocka_unit_test(test_t24_a_form_in_brackets_is_broken_for_need_only),
        cmocka_unit_test(test_t24_a_form_is_rather_not_broken_in_justified_text),
        cmocka_unit_test(test_t9_han_and_latin_stand_apart),
        cmocka_unit_test(test_t9_room_is_no_gap),
        cmocka_unit_test(test_t9_hangul_and_latin_stand_apart_on_demand),
        cmocka_unit_test(test_t10_marks_together_share_their_blank),
        cmocka_unit_test(test_t10_a_mark_at_a_line_end_is_half),
        cmocka_unit_test(test_t10_a_mark_at_a_line_start_is_half),
        cmocka_unit_test(test_t10_marks_give_in_order),
        cmocka_unit_test(test_t11_korean_brackets_share_their_blank),
        cmocka_unit_test(test_t11_a_word_space_takes_the_blank),
        cmocka_unit_test(test_t25_marks_follow_the_language),
        cmocka_unit_test(test_t5_marks_hang_on_demand),
        cmocka_unit_test(test_t5_chinese_stretches_between_ideographs),
        cmocka_unit_test(test_t24_a_group_is_read_as_one),
        cmocka_unit_test(test_t24_a_wide_reading_makes_room),
        cmocka_unit_test(test_t24_each_character_is_read),
        cmocka_unit_test(test_t24_a_reading_leans),
        cmocka_unit_test(test_t24_a_base_stands_at_the_edge),
        cmocka_unit_test(test_t24_neighbours_share_their_room),
        cmocka_unit_test(test_t24_pieces_share_a_reading),
        cmocka_unit_test(test_t24_lines_break_between_characters),
        cmocka_unit_test(test_t14_a_reading_wider_than_its_line),
        cmocka_unit_test(test_t11_opening_marks_hang_on_demand),
        cmocka_unit_test(test_t11_full_width_marks_hang_by_their_blank),
        cmocka_unit_test(test_t10_hanging_marks_give_nothing),
        cmocka_unit_test(test_t11_justified_lines_end_on_the_measure),
        cmocka_unit_test(test_t11_marks_of_the_other_direction_stay),
        cmocka_unit_test(test_t14_hostile_words_stay_on_their_lines),
        cmocka_unit_test(test_t8_the_last_blank_stays_with_its_word),
        cmocka_unit_test(test_t24_a_reading_stays_with_its_base),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}

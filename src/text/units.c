/* What belongs together stays on a line (T4): dates, figures with what they count, names with their
 * Hanja, codes with their numbers.
 *
 * A few patterns around each figure and bracket; they look at most one word back and a few figures
 * ahead, so that the cost is linear. A dictionary lost, and so did markup by hand: what is to be
 * kept is regular, and who writes a trip file does not see its lines. Where no line holds what is
 * kept so, it breaks at its spaces first. Forms of a name in Latin letters may be as long as a
 * line: breaks inside them have a price instead (T24). The patterns would rather hold too much: a
 * line has other places to break, while "PM | 17" reads as a mistake. */
#include <glib.h>

#include "text/paragraph.h"

struct holder {
    struct bb_paragraph *para;
    struct bb_char *chars;
    size_t n;
};

/* Breaks inside start..end (exclusive of both edges) are for need only. */
static void
hold(struct holder *holder, size_t start, size_t end)
{
    for (size_t i = start + 1; i < end && i < holder->n; i++) {
        uint8_t *brk = &holder->chars[i].brk;
        if (*brk == BB_BREAK_SPACE || *brk == BB_BREAK_NAMED)
            *brk = BB_BREAK_HELD;
        else if (*brk > BB_BREAK_UNIT && *brk < BB_BREAK_PART)
            *brk = BB_BREAK_UNIT;
        holder->chars[i - 1].flags &= (uint8_t)~BB_FLAG_STRETCH;
    }
}

static bool
is_digit(const struct holder *holder, size_t i)
{
    return i < holder->n && holder->chars[i].class == BB_CHAR_DIGIT;
}

static bool
is_hangul(const struct holder *holder, size_t i)
{
    return i < holder->n && holder->chars[i].class == BB_CHAR_HANGUL;
}

/* The spaces inside start..end keep their width, which is part of how a figure is written:
 * 2024. 7. 24., KE 901, 25 km (T5). One beside Hangul parts words: 7박 9일. */
static void
fix_spaces(struct holder *holder, size_t start, size_t end)
{
    for (size_t i = start + 1; i < end; i++) {
        if (holder->chars[i].class != BB_CHAR_SPACE || is_hangul(holder, i - 1)
            || is_hangul(holder, i + 1))
            continue;
        holder->chars[i].flags |= BB_FLAG_FIXED;
        holder->para->has_fixed = true;
    }
}

static bool
is_cjk_letter(uint8_t class)
{
    return class == BB_CHAR_HANGUL || class == BB_CHAR_HAN;
}

static bool
is_capital(const struct holder *holder, size_t i)
{
    return i < holder->n && g_unichar_isupper(holder->chars[i].code);
}

/* Whether a word ends before character `i`: a blank, a bracket or the text's edge. */
static bool
is_word_start(const struct holder *holder, size_t i)
{
    if (i == 0)
        return true;
    uint8_t class = holder->chars[i - 1].class;
    return class == BB_CHAR_SPACE || class == BB_CHAR_NBSP || class == BB_CHAR_GAP
        || class == BB_CHAR_END || class == BB_CHAR_OPEN;
}

static bool
is_word_end(const struct holder *holder, size_t i)
{
    uint8_t class = holder->chars[i].class;
    return i >= holder->n || class == BB_CHAR_SPACE || class == BB_CHAR_NBSP || class == BB_CHAR_GAP
        || class == BB_CHAR_END || class == BB_CHAR_CLOSE;
}

/* --- dates ------------------------------------------------------------------------------------ */

/* Up to `most` figures from *at; returns how many. */
static size_t
skip_digits(const struct holder *holder, size_t *at, size_t most)
{
    size_t start = *at;
    while (*at < holder->n && holder->chars[*at].class == BB_CHAR_DIGIT && *at - start < most)
        ++*at;
    return *at - start;
}

/* "7." or "7. " from *at. */
static bool
skip_date_part(const struct holder *holder, size_t *at)
{
    size_t i = *at;
    if (skip_digits(holder, &i, 4) == 0 || holder->chars[i].code != '.')
        return false;
    *at = i + 1;
    return true;
}

enum { WIDE_OPEN = 0xFF08, WIDE_CLOSE = 0xFF09, WIDE_COMMA = 0xFF0C };

static bool
is_bracket(uint32_t code)
{
    return code == '(' || code == WIDE_OPEN;
}

/* "(수)", "(목요일)", "（周三）" from *at. */
static bool
skip_weekday(const struct holder *holder, size_t *at)
{
    size_t i = *at;
    uint32_t open = holder->chars[i].code;
    if (!is_bracket(open))
        return false;
    size_t start = ++i;
    while (i < holder->n && is_cjk_letter(holder->chars[i].class) && i - start < 3)
        i++;
    bool closed = i > start && holder->chars[i].code == (open == '(' ? ')' : WIDE_CLOSE);
    if (closed)
        *at = i + 1;
    return closed;
}

/* A date of two or three numbers with dots, with or without spaces, with its weekday: the end of
 * "2024. 7. 24.(수)" or "7.24.(수)", or `start`. */
static size_t
match_date(const struct holder *holder, size_t start)
{
    size_t at = start, parts = 0, end = start;
    while (parts < 3 && skip_date_part(holder, &at)) {
        parts++;
        end = at;
        if (holder->chars[at].code == ' ')
            at++;
    }
    if (parts < 2)
        return start;
    skip_weekday(holder, &end);
    return end;
}

/* "2024年7月24日（周三）", "26日（周五）": the end of a Chinese date of two parts or more, or
 * `start`. */
static size_t
match_chinese_date(const struct holder *holder, size_t start)
{
    enum { YEAR = 0x5E74, MONTH = 0x6708, DAY = 0x65E5 };
    size_t at = start, parts = 0, end = start;
    while (parts < 3 && skip_digits(holder, &at, 4) > 0) {
        uint32_t unit = holder->chars[at].code;
        if (unit != YEAR && unit != MONTH && unit != DAY)
            break;
        parts++;
        end = ++at;
    }
    parts += parts > 0 && skip_weekday(holder, &end);
    return parts > 1 ? end : start;
}

/* --- names ------------------------------------------------------------------------------------ */

/* A person's name with its Hanja, 후헝화(胡衡華, up to the last of them. `at` is the bracket. */
static void
hold_name(struct holder *holder, size_t at)
{
    enum { HANGUL_MOST = 5, HAN_MOST = 4 };
    const struct bb_char *chars = holder->chars;
    size_t start = at, end = at + 1;
    while (start > 0 && at - start <= HANGUL_MOST && chars[start - 1].class == BB_CHAR_HANGUL)
        start--;
    while (end < holder->n && end - at - 1 <= HAN_MOST && chars[end].class == BB_CHAR_HAN)
        end++;
    size_t hangul = at - start, han = end - at - 1;
    if (hangul > 0 && hangul <= HANGUL_MOST && han > 1 && han <= HAN_MOST)
        hold(holder, start, end);
}

/* Spaces and hyphens inside start..end break at a price (T24). Held they would leave lines too
 * empty: a form in Latin letters may be as long as a line. */
static void
price_breaks(struct holder *holder, size_t start, size_t end)
{
    for (size_t i = start + 1; i < end && i < holder->n; i++) {
        uint8_t *brk = &holder->chars[i].brk;
        if (*brk == BB_BREAK_SPACE || *brk == BB_BREAK_MARK)
            *brk = BB_BREAK_NAMED;
    }
}

/* What a name in Latin letters consists of: Notre-Dame, People’s Bank, J. Smith & Co. */
static bool
is_of_form(const struct bb_char *at)
{
    switch (at->class) {
    case BB_CHAR_LETTER:
    case BB_CHAR_DIGIT:
    case BB_CHAR_MARK:
    case BB_CHAR_SPACE:
        return true;
    default:
        return at->code == '.' || at->code == '-' || at->code == '\'' || at->code == 0x2019
            || at->code == '&';
    }
}

/* 중국인민은행(中國人民銀行, People’s Bank of China): the forms right after a name that are in Latin
 * letters and begin with a capital. `at` is the bracket. Longer ones are sentences. */
static void
price_forms(struct holder *holder, size_t at)
{
    enum { FORM_MOST = 64 };
    const struct bb_char *chars = holder->chars;
    if (at == 0 || !is_cjk_letter(chars[at - 1].class))
        return;
    for (size_t start = at + 1, i = start; i < holder->n; start = ++i) {
        if (chars[i].class == BB_CHAR_SPACE)
            continue;
        while (i < holder->n && i - start < FORM_MOST
            && (is_of_form(&chars[i]) || is_cjk_letter(chars[i].class)))
            i++;
        if (chars[i].class != BB_CHAR_CLOSE)
            return;
        if (is_capital(holder, start))
            price_breaks(holder, start, i);
        if (chars[i].code != ',' && chars[i].code != WIDE_COMMA)
            return;
    }
}

/* J. Smith: an initial and what it begins. `at` is the stop. */
static void
hold_initial(struct holder *holder, size_t at)
{
    if (at > 0 && is_capital(holder, at - 1) && is_word_start(holder, at - 1)
        && holder->chars[at + 1].code == ' ' && is_capital(holder, at + 2))
        hold(holder, at - 1, at + 3);
}

/* --- figures ---------------------------------------------------------------------------------- */

/* Past 1,200 or 2.5 or 14:00. */
static size_t
skip_figure(const struct holder *holder, size_t at)
{
    while (is_digit(holder, at)
        || (is_digit(holder, at + 1)
            && (holder->chars[at].code == '.' || holder->chars[at].code == ','
                || holder->chars[at].code == ':')))
        at++;
    return at;
}

/* Up to `most` syllables from `at`. */
static size_t
count_syllables(const struct holder *holder, size_t at, size_t most)
{
    size_t count = 0;
    while (count < most && is_hangul(holder, at + count))
        count++;
    return count;
}

/* km, °C, am, kWh: at most two letters or signs, or three with a capital. */
static bool
is_unit(const struct holder *holder, size_t at)
{
    enum { LETTERS_MOST = 3 };
    size_t end = at;
    bool capital = false;
    for (; end < at + LETTERS_MOST && !is_word_end(holder, end); end++) {
        uint8_t class = holder->chars[end].class;
        if (class != BB_CHAR_LETTER && class != BB_CHAR_OTHER)
            return false;
        capital |= is_capital(holder, end);
    }
    return end > at && is_word_end(holder, end) && (capital || end - at < LETTERS_MOST);
}

/* 7박 9일, 2024년 7월 24일, 30여 개사, 3 회, 25 km: from a figure on, with what follows it; a counter
 * is a word of one or two syllables; longer ones cost more at other line ends than they give. The
 * end, past the first letter of the last word. */
static size_t
match_counted(const struct holder *holder, size_t start)
{
    enum { FIGURES_MOST = 3, COUNTER_MOST = 2 };
    size_t end = skip_figure(holder, start);
    for (int figures = 1; figures < FIGURES_MOST; figures++) {
        size_t letters = count_syllables(holder, end, COUNTER_MOST + 1), next = end + letters + 1;
        bool about = letters == 1 && holder->chars[end].code == 0xC5EC; /* 여 */
        if (letters > COUNTER_MOST || next >= holder->n || holder->chars[next - 1].code != ' ')
            break;
        size_t counter = count_syllables(holder, next, COUNTER_MOST);
        bool counts = counter > 0 && is_word_end(holder, next + counter);
        if ((letters == 0 || about) && counts)
            return next + counter;
        if (letters == 0 && is_unit(holder, next))
            return next + 1;
        size_t figure = skip_figure(holder, next);
        if (letters == 0 || figure == next || !is_hangul(holder, figure))
            break;
        end = figure;
    }
    return end;
}

/* KE 901, PM 2.5, 7C 1101: two or three capitals or figures. */
static bool
is_code(const struct holder *holder, size_t start, size_t end)
{
    bool capital = false;
    for (size_t i = start; i < end; i++) {
        if (!is_digit(holder, i) && !is_capital(holder, i))
            return false;
        capital |= is_capital(holder, i);
    }
    return capital && end - start >= 2 && end - start <= 3;
}

/* No. 3, Art. 5, p. 12. */
static bool
is_abbreviation(const struct holder *holder, size_t start, size_t end)
{
    if (end - start < 2 || holder->chars[end - 1].code != '.')
        return false;
    for (size_t i = start; i + 1 < end; i++)
        if (holder->chars[i].class != BB_CHAR_LETTER)
            return false;
    return true;
}

/* What stands by itself before the number it is of: 제 3 회, 약 30명; §, №. */
static bool
is_prefix(uint32_t code)
{
    switch (code) {
    case 0xC81C: /* 제 */
    case 0xC57D: /* 약 */
    case 0xCD1D: /* 총 */
    case 0xB9CC: /* 만 */
    case 0xC5F0: /* 연 */
    case 0x00A7: /* section sign */
    case 0x2116: /* numero sign */
        return true;
    default:
        return false;
    }
}

/* The start of the word before a figure where it is of it, else the figure's own. */
static size_t
match_numbered(const struct holder *holder, size_t figure)
{
    enum { LETTERS_MOST = 5 };
    if (figure < 2 || holder->chars[figure - 1].code != ' ')
        return figure;
    size_t end = figure - 1, start = end;
    while (start > 0 && end - start < LETTERS_MOST && !is_word_start(holder, start))
        start--;
    if (!is_word_start(holder, start) || start == end)
        return figure;
    bool numbered = is_code(holder, start, end) || is_abbreviation(holder, start, end)
        || (end - start == 1 && is_prefix(holder->chars[start].code));
    return numbered ? start : figure;
}

/* Of 10³ and 10⁻³. */
static bool
is_raised_figure(uint32_t code)
{
    return code == 0xB2 || code == 0xB3 || code == 0xB9 || (code >= 0x2070 && code <= 0x207B);
}

/* Past the figures from `at` on and the sign of a unit right after them: 60㎡, 10³㎥. */
static size_t
skip_measured(const struct holder *holder, size_t at)
{
    while (is_digit(holder, at) || (at < holder->n && is_raised_figure(holder->chars[at].code)))
        at++;
    bool sign = at < holder->n && holder->chars[at].class == BB_CHAR_OTHER
        && holder->chars[at].code >= 0x80;
    return sign ? at + 1 : at;
}

/* The figure at `at`, with what it is of. Returns the last digit that needs no other look. */
static size_t
hold_figure(struct holder *holder, size_t at)
{
    size_t date = match_date(holder, at), digits = at;
    skip_digits(holder, &digits, holder->n);
    if (date == at)
        date = match_chinese_date(holder, at);
    if (date > at) {
        hold(holder, at, date);
        fix_spaces(holder, at, date);
        return (date > digits ? date : digits) - 1;
    }
    if (is_word_start(holder, at)) {
        size_t start = match_numbered(holder, at), end = match_counted(holder, at);
        hold(holder, start, end);
        fix_spaces(holder, start, end);
    }
    hold(holder, at, skip_measured(holder, at));
    return digits - 1;
}

static void
hold_patterns(struct holder *holder)
{
    for (size_t i = 0; i < holder->n; i++) {
        if (is_bracket(holder->chars[i].code)) {
            hold_name(holder, i);
            price_forms(holder, i);
        } else if (holder->chars[i].code == '.')
            hold_initial(holder, i);
        else if (holder->chars[i].class == BB_CHAR_DIGIT)
            i = hold_figure(holder, i);
    }
}

static void
hold_kept_pieces(struct holder *holder)
{
    const struct bb_paragraph *para = holder->para;
    size_t i = 0;
    for (size_t piece = 0; piece < para->npieces; piece++) {
        size_t start = i;
        while (i < holder->n && holder->chars[i].offset < para->piece_start[piece + 1])
            i++;
        if (para->pieces[piece].kind == BB_PIECE_CHARS && para->pieces[piece].keep)
            hold(holder, start, i);
        else if (para->pieces[piece].form)
            price_breaks(holder, start, i);
    }
    for (size_t r = 0; r < para->rubies.len; r++)
        hold(holder, para->rubies.at[r].start, para->rubies.at[r].end);
}

/* What the spaces that keep their width have in the sums is taken out again. */
static void
take_fixed_spaces(struct holder *holder)
{
    int64_t fixed = 0;
    for (size_t i = 0; i <= holder->n; i++) {
        struct bb_char *at = &holder->chars[i];
        at->spaces -= fixed;
        if (at->flags & BB_FLAG_FIXED)
            fixed += at[1].width - at->width;
    }
}

void
bb_paragraph_hold_units(struct bb_paragraph *para)
{
    struct holder holder = {.para = para, .chars = para->chars, .n = para->nchars};
    hold_patterns(&holder);
    hold_kept_pieces(&holder);
    if (para->has_fixed)
        take_fixed_spaces(&holder);
}

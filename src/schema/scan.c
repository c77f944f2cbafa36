/* Scanners for scalars.
 *
 * Written out rather than handed to strptime or sscanf: those skip blanks, follow the locale and
 * take prefixes, and each of the three lets a slip of the pen through as another value. */
#include "schema/scan.h"

#include <errno.h>
#include <glib.h>

const char *const bb_clock_names[BB_CLOCK_WORDS] = {
    [BB_CLOCK_TBD] = "tbd",
    [BB_CLOCK_MORNING] = "morning",
    [BB_CLOCK_NOON] = "noon",
    [BB_CLOCK_AFTERNOON] = "afternoon",
    [BB_CLOCK_EVENING] = "evening",
    [BB_CLOCK_AFTER_PREVIOUS] = "after-previous",
};

static bool
is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

enum bb_scan
bb_scan_bool(struct bb_str text, bool *out)
{
    static const char *const yes[] = {"true", "True", "TRUE"};
    static const char *const no[] = {"false", "False", "FALSE"};
    for (size_t i = 0; i < 3; i++) {
        *out = bb_str_is(text, yes[i]);
        if (*out || bb_str_is(text, no[i]))
            return BB_SCAN_OK;
    }
    return BB_SCAN_SYNTAX;
}

enum bb_scan
bb_scan_int(struct bb_str text, long long *out)
{
    bool negative = text.len > 0 && text.ptr[0] == '-';
    size_t at = negative || (text.len > 0 && text.ptr[0] == '+') ? 1 : 0;
    if (at == text.len)
        return BB_SCAN_SYNTAX;
    long long value = 0;
    bool over = false;
    for (; at < text.len; at++) {
        if (!is_digit(text.ptr[at]))
            return BB_SCAN_SYNTAX;
        int digit = text.ptr[at] - '0';
        over = over || __builtin_mul_overflow(value, 10, &value)
            || __builtin_add_overflow(value, digit, &value);
    }
    *out = negative ? -value : value;
    return over ? BB_SCAN_RANGE : BB_SCAN_OK;
}

static size_t
skip_digits(struct bb_str text, size_t at)
{
    while (at < text.len && is_digit(text.ptr[at]))
        at++;
    return at;
}

/* The end of the number at the start of `text`, or 0. */
static size_t
number_end(struct bb_str text)
{
    size_t at = text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '+') ? 1 : 0;
    size_t whole = skip_digits(text, at);
    size_t digits = whole - at;
    at = whole;
    if (at < text.len && text.ptr[at] == '.') {
        size_t fraction = skip_digits(text, at + 1);
        digits += fraction - at - 1;
        at = fraction;
    }
    if (digits == 0)
        return 0;
    if (at < text.len && (text.ptr[at] | 0x20) == 'e') {
        size_t from = at + 1;
        if (from < text.len && (text.ptr[from] == '-' || text.ptr[from] == '+'))
            from++;
        size_t exponent = skip_digits(text, from);
        at = exponent > from ? exponent : at;
    }
    return at;
}

enum { NUMBER_MOST = 64 }; /* bytes; nobody writes a longer one by intent */

static enum bb_scan
convert_number(struct bb_str text, double *out)
{
    char copy[NUMBER_MOST + 1];
    if (text.len > NUMBER_MOST)
        return BB_SCAN_RANGE;
    memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    errno = 0;
    *out = g_ascii_strtod(copy, NULL);
    bool over = errno == ERANGE && (*out > 1 || *out < -1);
    return over ? BB_SCAN_RANGE : BB_SCAN_OK;
}

enum bb_scan
bb_scan_number(struct bb_str text, double *out)
{
    size_t end = number_end(text);
    if (end == 0 || end != text.len)
        return BB_SCAN_SYNTAX;
    return convert_number(text, out);
}

static int
days_in_month(int year, int month)
{
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

/* Exactly `count` digits at `at`, or -1. */
static int
digits_at(struct bb_str text, size_t at, size_t count)
{
    int value = 0;
    if (text.len < at + count)
        return -1;
    for (size_t i = at; i < at + count; i++) {
        if (!is_digit(text.ptr[i]))
            return -1;
        value = value * 10 + (text.ptr[i] - '0');
    }
    return value;
}

enum { DATE_BYTES = 10 }; /* 2024-07-24 */

/* The date at the start of `text`. */
static enum bb_scan
scan_date_part(struct bb_str text, struct bb_date *out)
{
    int year = digits_at(text, 0, 4), month = digits_at(text, 5, 2), day = digits_at(text, 8, 2);
    if (year < 0 || month < 0 || day < 0 || text.ptr[4] != '-' || text.ptr[7] != '-')
        return BB_SCAN_SYNTAX;
    if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return BB_SCAN_RANGE;
    *out = (struct bb_date){(int16_t)year, (int8_t)month, (int8_t)day};
    return BB_SCAN_OK;
}

static bool
same_letters(struct bb_str text, const char *word, size_t len)
{
    return text.len == len && g_ascii_strncasecmp(text.ptr, word, len) == 0;
}

int
bb_scan_weekday(struct bb_str text)
{
    static const struct {
        const char *ko, *en;
    } names[] = {{"일요일", "Sunday"}, {"월요일", "Monday"}, {"화요일", "Tuesday"},
        {"수요일", "Wednesday"}, {"목요일", "Thursday"}, {"금요일", "Friday"},
        {"토요일", "Saturday"}};
    enum { KO_SHORT = 3, EN_SHORT = 3 }; /* bytes: one syllable, three letters */
    for (int i = 0; i < 7; i++) {
        struct bb_str ko = bb_str_from(names[i].ko);
        if (bb_str_equal(text, ko) || bb_str_equal(text, (struct bb_str){ko.ptr, KO_SHORT})
            || same_letters(text, names[i].en, EN_SHORT)
            || same_letters(text, names[i].en, strlen(names[i].en)))
            return i;
    }
    return -1;
}

/* ` (수)`, `(수)`, ` Wed` after a date; nothing at all gives -1. */
static enum bb_scan
scan_weekday_part(struct bb_str text, int *weekday)
{
    *weekday = -1;
    text = bb_str_trim(text);
    if (text.len == 0)
        return BB_SCAN_OK;
    if (text.len > 2 && text.ptr[0] == '(' && text.ptr[text.len - 1] == ')')
        text = (struct bb_str){text.ptr + 1, text.len - 2};
    *weekday = bb_scan_weekday(text);
    return *weekday >= 0 ? BB_SCAN_OK : BB_SCAN_SYNTAX;
}

enum bb_scan
bb_scan_date(struct bb_str text, struct bb_date *out, int *weekday)
{
    enum bb_scan scan = scan_date_part(text, out);
    if (scan == BB_SCAN_SYNTAX)
        return scan;
    struct bb_str rest = {text.ptr + DATE_BYTES, text.len - DATE_BYTES};
    if (scan_weekday_part(rest, weekday) != BB_SCAN_OK)
        return BB_SCAN_SYNTAX;
    return scan;
}

enum bb_scan
bb_scan_minutes(struct bb_str text, int16_t *out)
{
    size_t colon = skip_digits(text, 0);
    if (colon < 1 || colon > 2 || text.len != colon + 3 || text.ptr[colon] != ':')
        return BB_SCAN_SYNTAX;
    int hour = digits_at(text, 0, colon), minute = digits_at(text, colon + 1, 2);
    if (minute < 0)
        return BB_SCAN_SYNTAX;
    if (hour > 23 || minute > 59)
        return BB_SCAN_RANGE;
    *out = (int16_t)(hour * 60 + minute);
    return BB_SCAN_OK;
}

enum bb_scan
bb_scan_clock(struct bb_str text, struct bb_clock *out)
{
    *out = (struct bb_clock){0};
    for (int kind = 0; kind < BB_CLOCK_WORDS; kind++)
        if (bb_clock_names[kind] && bb_str_is(text, bb_clock_names[kind])) {
            out->kind = (enum bb_clock_kind)kind;
            return BB_SCAN_OK;
        }
    out->kind = BB_CLOCK_TIME;
    return bb_scan_minutes(text, &out->minutes);
}

/* Z or ±HH:MM; UTC offsets reach from -12:00 to +14:00, some old ones further. */
static enum bb_scan
scan_offset(struct bb_str text, int16_t *out)
{
    *out = 0;
    if (bb_str_is(text, "Z"))
        return BB_SCAN_OK;
    if (text.len != 6 || (text.ptr[0] != '+' && text.ptr[0] != '-'))
        return BB_SCAN_SYNTAX;
    enum bb_scan scan = bb_scan_minutes((struct bb_str){text.ptr + 1, text.len - 1}, out);
    if (text.ptr[0] == '-')
        *out = (int16_t) - *out;
    return scan;
}

/* 08:30, 08:30:00, either with an offset. */
static enum bb_scan
scan_time_part(struct bb_str text, struct bb_datetime *out)
{
    enum { CLOCK_BYTES = 5 };
    if (text.len < CLOCK_BYTES)
        return BB_SCAN_SYNTAX;
    enum bb_scan scan = bb_scan_minutes((struct bb_str){text.ptr, CLOCK_BYTES}, &out->minutes);
    struct bb_str rest = {text.ptr + CLOCK_BYTES, text.len - CLOCK_BYTES};
    if (bb_str_starts(rest, ":00"))
        rest = (struct bb_str){rest.ptr + 3, rest.len - 3};
    out->has_time = true;
    out->has_offset = rest.len > 0;
    if (scan == BB_SCAN_OK && rest.len > 0)
        scan = scan_offset(rest, &out->offset);
    return scan;
}

enum bb_scan
bb_scan_datetime(struct bb_str text, struct bb_datetime *out, int *weekday)
{
    *out = (struct bb_datetime){0};
    *weekday = -1;
    if (bb_str_is(text, "tbd")) {
        out->tbd = true;
        return BB_SCAN_OK;
    }
    char between = text.len > DATE_BYTES + 1 ? text.ptr[DATE_BYTES] : '\0';
    bool timed =
        between == 'T' || between == 't' || (between == ' ' && is_digit(text.ptr[DATE_BYTES + 1]));
    if (!timed)
        return bb_scan_date(text, &out->date, weekday);
    enum bb_scan scan = scan_date_part(text, &out->date);
    if (scan != BB_SCAN_OK)
        return scan;
    struct bb_str rest = {text.ptr + DATE_BYTES + 1, text.len - DATE_BYTES - 1};
    return scan_time_part(rest, out);
}

enum bb_scan
bb_scan_length(struct bb_str text, bb_len *out)
{
    static const struct {
        const char *name;
        double points;
    } units[] = {{"mm", 72 / 25.4}, {"cm", 72 / 2.54}, {"in", 72}, {"pt", 1}};
    enum { POINTS_MOST = 1000000 }; /* 350 m; int32 in 1/1024 pt holds twice that */
    size_t end = number_end(text);
    double value = 0;
    if (end == 0 || convert_number((struct bb_str){text.ptr, end}, &value) != BB_SCAN_OK)
        return BB_SCAN_SYNTAX;
    struct bb_str unit = bb_str_trim((struct bb_str){text.ptr + end, text.len - end});
    if (value == 0 && unit.len == 0) {
        *out = 0;
        return BB_SCAN_OK;
    }
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (!bb_str_is(unit, units[i].name))
            continue;
        double points = value * units[i].points;
        if (points > POINTS_MOST || points < -POINTS_MOST)
            return BB_SCAN_RANGE;
        *out = bb_len_from_pt(points);
        return BB_SCAN_OK;
    }
    return BB_SCAN_SYNTAX;
}

bool
bb_scan_is_id(struct bb_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];
        bool mark = (byte == '-' || byte == '_') && i > 0;
        if (!mark && !g_ascii_isalnum(byte))
            return false;
    }
    return text.len > 0;
}

/* Weekdays in running text: `7. 24.(목)`, `7월 24일(목)`, `24일(목)` against the calendar.
 *
 * A text is searched for a weekday in brackets; what stands before it is read backwards as a date.
 * A date without a year is taken for the one near the trip, and a day alone for one of the trip, so
 * that a date of another year is never doubted. A regular expression would find the same, but not
 * hand over the parts without a second reading. */
#include "itinerary/trip.h"

enum { SYLLABLE = 3 }; /* bytes of a Hangul syllable in UTF-8 */
enum { NEAR = 31 };    /* days before and after the trip that a date without a year may be */

static const char *const weekdays[] = {"일", "월", "화", "수", "목", "금", "토"};

/* A cursor that moves backwards over the text before *at. */
struct cursor {
    const char *text;
    size_t at;
};

static bool
take(struct cursor *cursor, const char *word)
{
    size_t len = strlen(word);
    if (cursor->at < len || memcmp(cursor->text + cursor->at - len, word, len) != 0)
        return false;
    cursor->at -= len;
    return true;
}

static void
skip_blanks(struct cursor *cursor)
{
    while (cursor->at > 0 && g_ascii_isspace(cursor->text[cursor->at - 1]))
        cursor->at--;
}

/* The number before the cursor, of at most four digits, or -1. */
static int
take_number(struct cursor *cursor)
{
    int value = 0, scale = 1;
    size_t end = cursor->at;
    while (cursor->at > 0 && g_ascii_isdigit(cursor->text[cursor->at - 1]) && scale < 100000) {
        value += (cursor->text[--cursor->at] - '0') * scale;
        scale *= 10;
    }
    return cursor->at < end && scale <= 10000 ? value : -1;
}

struct found {
    int year, month, day; /* -1 where it is not given */
    size_t start;
};

/* `24일`, `7월 24일`, `2024년 7월 24일` before the cursor. */
static bool
read_named(struct cursor cursor, struct found *found)
{
    static const char *const marks[] = {"월", "년"};
    if (!take(&cursor, "일"))
        return false;
    int *parts[] = {&found->month, &found->year};
    *found = (struct found){-1, -1, take_number(&cursor), cursor.at};
    for (size_t i = 0; found->day >= 0 && i < 2; i++) {
        skip_blanks(&cursor);
        if (!take(&cursor, marks[i]))
            break;
        *parts[i] = take_number(&cursor);
        found->start = cursor.at;
    }
    return found->day >= 0;
}

/* `7. 24.`, `7.24`, `2024. 7. 24.` before the cursor, and the second half of `7. 24.~27.`. */
static bool
read_dotted(struct cursor cursor, struct found *found)
{
    take(&cursor, ".");
    *found = (struct found){-1, -1, take_number(&cursor), cursor.at};
    if (found->day >= 0 && take(&cursor, "~"))
        return true;
    skip_blanks(&cursor);
    if (found->day < 0 || !take(&cursor, "."))
        return false;
    found->month = take_number(&cursor);
    found->start = cursor.at;
    skip_blanks(&cursor);
    if (found->month >= 0 && take(&cursor, ".")) {
        int year = take_number(&cursor);
        found->year = year;
        found->start = year >= 0 ? cursor.at : found->start;
    }
    return found->month >= 0;
}

static bool
is_date(int year, int month, int day)
{
    return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* Whether the found date can be one with this weekday; true as well where it cannot be told. */
static bool
is_possible(const struct bb_trip *trip, const struct found *found, int weekday, long *other)
{
    bool known = false;
    long from = trip->first - NEAR, to = trip->last + NEAR;
    if (found->month < 0) {
        from = trip->first;
        to = trip->last;
    }
    if (found->year >= 0 && is_date(found->year, found->month, found->day)) {
        struct bb_date date = {(int16_t)found->year, (int8_t)found->month, (int8_t)found->day};
        from = to = bb_date_to_days(date);
    }
    for (long day = from; day <= to; day++) {
        struct bb_date date = bb_date_from_days(day);
        if (date.day != found->day || (found->month >= 0 && date.month != found->month))
            continue;
        if (bb_date_weekday(date) == weekday)
            return true;
        known = true;
        *other = day;
    }
    return !known;
}

static void
report(struct bb_trip *trip, const struct bb_form *form, const struct found *found, size_t end,
    long day)
{
    static const char *const en[] = {
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    struct bb_date date = bb_date_from_days(day);
    int real = bb_date_weekday(date);
    const char *shown =
        bb_arena_printf(trip->arena, "%04d-%02d-%02d", date.year, date.month, date.day).ptr;
    bb_report(trip->diag, BB_D_TEXT_WEEKDAY, bb_origin_span(&form->origin, found->start, end),
        shown, en[real], weekdays[real]);
}

static void
check_form(struct bb_trip *trip, const struct bb_form *form)
{
    const struct bb_str text = form->text;
    for (size_t at = 0; at + SYLLABLE + 2 <= text.len; at++) {
        if (text.ptr[at] != '(' || text.ptr[at + 1 + SYLLABLE] != ')')
            continue;
        int weekday = 0;
        while (weekday < 7 && memcmp(text.ptr + at + 1, weekdays[weekday], SYLLABLE) != 0)
            weekday++;
        struct cursor cursor = {text.ptr, at};
        struct found found;
        long other = 0;
        if (weekday < 7 && (read_named(cursor, &found) || read_dotted(cursor, &found))
            && !is_possible(trip, &found, weekday, &other))
            report(trip, form, &found, at + SYLLABLE + 2, other);
    }
}

static void
check_text(struct bb_value *value, void *data)
{
    if (value->type->kind != BB_TYPE_TEXT && value->type->kind != BB_TYPE_RICH)
        return;
    for (size_t i = 0; i < value->as.text.nforms; i++)
        check_form(data, &value->as.text.forms[i]);
}

void
bb_check_weekdays(struct bb_trip *trip)
{
    if (trip->calendar)
        bb_value_walk(trip->root, check_text, trip);
}

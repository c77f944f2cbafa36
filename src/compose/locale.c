/* Dates, ranges, nights and time differences as a language writes them: one row a language.
 * Korean after typography.md T51-T53; English after the common British form. */
#include "compose/env.h"

#include <stdlib.h>

static bool
is_style(struct bb_str style, const char *name)
{
    return bb_str_is(style, name);
}

/* --- Korean ----------------------------------------------------------------------------------- */

static const char *const weekdays_ko[] = {"일", "월", "화", "수", "목", "금", "토"};

static struct bb_str
date_ko(struct bb_arena *arena, struct bb_date date, struct bb_str style)
{
    bool with_year = !is_style(style, "short") && !is_style(style, "weekday");
    bool with_weekday = is_style(style, "full") || is_style(style, "weekday");
    const char *year = with_year ? bb_arena_printf(arena, "%d. ", date.year).ptr : "";
    struct bb_str day = bb_arena_printf(arena, "%s%d. %d.", year, date.month, date.day);
    if (!with_weekday)
        return day;
    return bb_arena_printf(arena, "%s(%s)", day.ptr, weekdays_ko[bb_date_weekday(date)]);
}

/* The end leaves out what it shares with the start. */
static struct bb_str
range_ko(struct bb_arena *arena, struct bb_date first, struct bb_date last, struct bb_str style)
{
    struct bb_str start = date_ko(arena, first, style);
    bool weekday = is_style(style, "full") || is_style(style, "weekday");
    if (bb_date_to_days(first) == bb_date_to_days(last))
        return start;
    if (first.year != last.year)
        return bb_arena_printf(arena, "%s~%s", start.ptr, date_ko(arena, last, style).ptr);
    const char *day =
        weekday ? bb_arena_printf(arena, "(%s)", weekdays_ko[bb_date_weekday(last)]).ptr : "";
    if (first.month != last.month)
        return bb_arena_printf(arena, "%s~%d. %d.%s", start.ptr, last.month, last.day, day);
    return bb_arena_printf(arena, "%s~%d.%s", start.ptr, last.day, day);
}

static struct bb_str
nights_ko(struct bb_arena *arena, long nights, long days)
{
    return bb_arena_printf(arena, "%ld박 %ld일", nights, days);
}

static struct bb_str
hours_ko(struct bb_arena *arena, long minutes)
{
    const char *sign = minutes < 0 ? "−" : "+";
    long whole = labs(minutes) / 60, rest = labs(minutes) % 60;
    if (rest == 0)
        return bb_arena_printf(arena, "%s%ld시간", sign, whole);
    return bb_arena_printf(arena, "%s%ld시간 %ld분", sign, whole, rest);
}

/* --- English ---------------------------------------------------------------------------------- */

static const char *const weekdays_en[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
static const char *const months_en[] = {"January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December"};

static struct bb_str
date_en(struct bb_arena *arena, struct bb_date date, struct bb_str style)
{
    bool with_year = !is_style(style, "short") && !is_style(style, "weekday");
    bool with_weekday = is_style(style, "full") || is_style(style, "weekday");
    const char *month = months_en[date.month - 1];
    struct bb_str day = bb_arena_printf(arena, "%d %s", date.day, month);
    if (with_weekday)
        day = bb_arena_printf(arena, "%s %s", weekdays_en[bb_date_weekday(date)], day.ptr);
    return with_year ? bb_arena_printf(arena, "%s %d", day.ptr, date.year) : day;
}

static struct bb_str
range_en(struct bb_arena *arena, struct bb_date first, struct bb_date last, struct bb_str style)
{
    if (bb_date_to_days(first) == bb_date_to_days(last))
        return date_en(arena, first, style);
    bool with_weekday = is_style(style, "full") || is_style(style, "weekday");
    struct bb_str end = date_en(arena, last, style);
    if (first.year != last.year)
        return bb_arena_printf(arena, "%s – %s", date_en(arena, first, style).ptr, end.ptr);
    if (first.month == last.month && !with_weekday)
        return bb_arena_printf(arena, "%d–%s", first.day, end.ptr);
    struct bb_str start = date_en(arena, first, with_weekday ? BB_STR("weekday") : BB_STR("short"));
    return bb_arena_printf(arena, "%s – %s", start.ptr, end.ptr);
}

static struct bb_str
nights_en(struct bb_arena *arena, long nights, long days)
{
    return bb_arena_printf(arena, "%ld night%s, %ld day%s", nights, nights == 1 ? "" : "s", days,
        days == 1 ? "" : "s");
}

static struct bb_str
hours_en(struct bb_arena *arena, long minutes)
{
    const char *sign = minutes < 0 ? "−" : "+";
    long whole = labs(minutes) / 60, rest = labs(minutes) % 60;
    if (rest == 0)
        return bb_arena_printf(arena, "%s%ld h", sign, whole);
    return bb_arena_printf(arena, "%s%ld h %ld min", sign, whole, rest);
}

static const struct bb_locale locales[] = {
    {"en", date_en, range_en, nights_en, hours_en},
    {"ko", date_ko, range_ko, nights_ko, hours_ko},
};

const struct bb_locale *
bb_locale_lookup(const char *language)
{
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++)
        if (strncmp(locales[i].language, language, 2) == 0
            && (language[2] == '\0' || language[2] == '-'))
            return &locales[i];
    return &locales[0];
}

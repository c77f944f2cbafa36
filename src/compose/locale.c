/* What differs by language stands in one row of a table, as patterns; the code below only fills
 * them in. A language is added by a row.
 *
 * ICU was the alternative: 30 MB of data for five languages, and neither the Korean dates of public
 * documents nor ranges that leave out what they share come out as T51 wants them.
 *
 * Letters of a pattern after %:
 *   y year · m month · M its name · o its short name · d day · D day, a first by its ordinal
 *   w weekday
 *   H hour of two digits · N minutes of two digits · t a date · T a time
 *   a nights · A the word for so many · b days · B the word for so many
 *   s sign of a difference · h its hours · n minutes beyond them
 * and _ for a space without a break. */
#include "compose/locale.h"

#include <stdlib.h>

enum shared { SHARED_NOTHING, SHARED_YEAR, SHARED_MONTH, SHARED_WAYS };

struct bb_locale {
    const char *language;
    const char *weekdays[7]; /* from Sunday */
    const char *months[12];
    const char *short_months[12]; /* where a language abbreviates them */
    const char *first; /* ordinal of the first of a month; NULL: a number like the others */
    const char *dates[BB_DATE_STYLES];
    const char *ranges[BB_DATE_STYLES][SHARED_WAYS]; /* first|last, by what the two share */
    const char *time;
    const char *datetime;
    const char *nights, *no_night, *one_day;   /* several days with and without nights, one day */
    const char *night_words[2], *day_words[2]; /* one, more */
    const char *whole_hours, *hours;
    const char *comma;
    const char *thousands; /* between groups of three figures */
    bool particles;
};

#define MONTHS_BY_NUMBER                                              \
    {                                                                 \
        "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12" \
    }

/* Both scripts write these alike. */
#define CHINESE_DATES                                                                          \
    .months = MONTHS_BY_NUMBER,                                                                \
    .dates = {"%y年%m月%d日", "%m月%d日", "%m月%d日（%w）", "%y年%m月%d日（%w）"},             \
    .ranges =                                                                                  \
        {                                                                                      \
            {"%y年%m月%d日至|%y年%m月%d日", "%y年%m月%d日至|%m月%d日", "%y年%m月%d日至|%d日"}, \
            {"%m月%d日至|%m月%d日", "%m月%d日至|%m月%d日", "%m月%d日至|%d日"},                 \
            {"%m月%d日（%w）至|%m月%d日（%w）", "%m月%d日（%w）至|%m月%d日（%w）",             \
                "%m月%d日（%w）至|%d日（%w）"},                                                \
            {"%y年%m月%d日（%w）至|%y年%m月%d日（%w）", "%y年%m月%d日（%w）至|%m月%d日（%w）", \
                "%y年%m月%d日（%w）至|%d日（%w）"},                                            \
    },                                                                                         \
    .time = "%H:%N", .datetime = "%t%T", .comma = "、", .thousands = ","

static const struct bb_locale locales[] = {
    /* The common British form; the first row stands for all languages without one. */
    {
        .language = "en",
        .weekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
        .months = {"January", "February", "March", "April", "May", "June", "July", "August",
            "September", "October", "November", "December"},
        .short_months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
            "Nov", "Dec"},
        .dates = {"%d_%M_%y", "%d_%o", "%w_%d_%o", "%w_%d_%M_%y"},
        .ranges =
            {
                {"%d_%M_%y – |%d_%M_%y", "%d_%M – |%d_%M_%y", "%d–|%d_%M_%y"},
                {"%d_%o – |%d_%o", "%d_%o – |%d_%o", "%d–|%d_%o"},
                {"%w_%d_%o – |%w_%d_%o", "%w_%d_%o – |%w_%d_%o", "%w_%d – |%w_%d_%o"},
                {"%w_%d_%M_%y – |%w_%d_%M_%y", "%w_%d_%M – |%w_%d_%M_%y", "%w_%d – |%w_%d_%M_%y"},
            },
        .time = "%H:%N",
        .datetime = "%t, %T",
        .nights = "%a_%A, %b_%B",
        .no_night = "%b_%B",
        .one_day = "%b_%B",
        .night_words = {"night", "nights"},
        .day_words = {"day", "days"},
        .whole_hours = "%s%h_h",
        .hours = "%s%h_h %n_min",
        .comma = ", ",
        .thousands = ",",
    },
    {
        .language = "ko",
        .weekdays = {"일", "월", "화", "수", "목", "금", "토"},
        .months = MONTHS_BY_NUMBER,
        .dates = {"%y. %m. %d.", "%m. %d.", "%m. %d.(%w)", "%y. %m. %d.(%w)", "%m.%d.(%w)"},
        .ranges =
            {
                {"%y. %m. %d.~|%y. %m. %d.", "%y. %m. %d.~|%m. %d.", "%y. %m. %d.~|%d."},
                {"%m. %d.~|%m. %d.", "%m. %d.~|%m. %d.", "%m. %d.~|%d."},
                {"%m. %d.(%w)~|%m. %d.(%w)", "%m. %d.(%w)~|%m. %d.(%w)", "%m. %d.(%w)~|%d.(%w)"},
                {"%y. %m. %d.(%w)~|%y. %m. %d.(%w)", "%y. %m. %d.(%w)~|%m. %d.(%w)",
                    "%y. %m. %d.(%w)~|%d.(%w)"},
                {"%m.%d.(%w)~|%m.%d.(%w)", "%m.%d.(%w)~|%m.%d.(%w)", "%m.%d.(%w)~|%d.(%w)"},
            },
        .time = "%H:%N",
        .datetime = "%t %T",
        .nights = "%a박 %b일",
        .no_night = "무박 %b일",
        .one_day = "당일",
        .whole_hours = "%s%h시간",
        .hours = "%s%h시간 %n분",
        .comma = ", ",
        .thousands = ",",
        .particles = true,
    },
    {
        .language = "zh-Hans",
        .weekdays = {"周日", "周一", "周二", "周三", "周四", "周五", "周六"},
        CHINESE_DATES,
        .nights = "%b天%a晚",
        .no_night = "%b天",
        .one_day = "当天往返",
        .whole_hours = "%s%h小时",
        .hours = "%s%h小时%n分",
    },
    {
        .language = "zh-Hant",
        .weekdays = {"週日", "週一", "週二", "週三", "週四", "週五", "週六"},
        CHINESE_DATES,
        .nights = "%b天%a夜",
        .no_night = "%b天",
        .one_day = "當日往返",
        .whole_hours = "%s%h小時",
        .hours = "%s%h小時%n分",
    },
    {
        .language = "fr",
        .weekdays = {"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."},
        .months = {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
            "septembre", "octobre", "novembre", "décembre"},
        .short_months = {"janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.",
            "oct.", "nov.", "déc."},
        .first = "1er",
        .dates = {"%D_%M_%y", "%D_%o", "%w_%D_%o", "%w_%D_%M_%y"},
        .ranges =
            {
                {"du %D_%M_%y au |%D_%M_%y", "du %D_%M au |%D_%M_%y", "du %D au |%D_%M_%y"},
                {"%D_%o – |%D_%o", "%D_%o – |%D_%o", "%D–|%D_%o"},
                {"%w_%D_%o – |%w_%D_%o", "%w_%D_%o – |%w_%D_%o", "%w_%D – |%w_%D_%o"},
                {"du %w_%D_%M_%y au |%w_%D_%M_%y", "du %w_%D_%M au |%w_%D_%M_%y",
                    "du %w %D au |%w_%D_%M_%y"},
            },
        .time = "%H:%N", /* 14h30 is for running text; schedules align their figures */
        .datetime = "%t, %T",
        .nights = "%b_%B, %a_%A",
        .no_night = "%b_%B",
        .one_day = "%b_%B",
        .night_words = {"nuit", "nuits"},
        .day_words = {"jour", "jours"},
        .whole_hours = "%s%h_h",
        .hours = "%s%h_h %n_min",
        .comma = ", ",
        .thousands = "\u202f",
    },
};

static bool
is_of(const struct bb_locale *locale, const char *language)
{
    size_t len = strlen(locale->language);
    return strncmp(locale->language, language, len) == 0
        && (language[len] == '\0' || language[len] == '-');
}

const struct bb_locale *
bb_locale_lookup(const char *language)
{
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++)
        if (is_of(&locales[i], language))
            return &locales[i];
    return &locales[0];
}

/* --- filling in ------------------------------------------------------------------------------- */

/* What the letters of a pattern stand for; each pattern uses a few. */
struct filling {
    const struct bb_locale *locale;
    struct bb_date date;
    int minutes; /* of the day */
    long nights, days;
    long difference; /* in minutes */
    const char *date_text, *time_text;
};

static void
fill_date(const struct filling *filling, char letter, struct bb_buf *buf)
{
    const struct bb_locale *locale = filling->locale;
    const struct bb_date *date = &filling->date;
    if (letter == 'D' && date->day == 1 && locale->first)
        bb_buf_append_text(buf, locale->first);
    else if (letter == 'd' || letter == 'D')
        bb_buf_printf(buf, "%d", date->day);
    else if (letter == 'w')
        bb_buf_append_text(buf, locale->weekdays[bb_date_weekday(*date)]);
    else if (letter == 'M')
        bb_buf_append_text(buf, locale->months[date->month - 1]);
    else if (letter == 'o')
        bb_buf_append_text(buf, locale->short_months[date->month - 1]);
    else
        bb_buf_printf(buf, "%d", letter == 'y' ? date->year : date->month);
}

static void
fill_letter(const struct filling *filling, char letter, struct bb_buf *buf)
{
    const struct bb_locale *locale = filling->locale;
    long difference = filling->difference;
    switch (letter) {
    case 'H':
        bb_buf_printf(buf, "%02d", filling->minutes / 60);
        return;
    case 'N':
        bb_buf_printf(buf, "%02d", filling->minutes % 60);
        return;
    case 't':
        bb_buf_append_text(buf, filling->date_text);
        return;
    case 'T':
        bb_buf_append_text(buf, filling->time_text);
        return;
    case 'a':
        bb_buf_printf(buf, "%ld", filling->nights);
        return;
    case 'A':
        bb_buf_append_text(buf, locale->night_words[filling->nights != 1]);
        return;
    case 'b':
        bb_buf_printf(buf, "%ld", filling->days);
        return;
    case 'B':
        bb_buf_append_text(buf, locale->day_words[filling->days != 1]);
        return;
    case 's':
        bb_buf_append_text(buf, difference < 0 ? "\u2212" : difference > 0 ? "+" : "");
        return;
    case 'h':
        bb_buf_printf(buf, "%ld", labs(difference) / 60);
        return;
    case 'n':
        bb_buf_printf(buf, "%ld", labs(difference) % 60);
        return;
    default:
        fill_date(filling, letter, buf);
    }
}

/* Fills in a pattern up to its end or '|'; returns where it stopped. */
static const char *
fill(const struct filling *filling, const char *pattern, struct bb_buf *buf)
{
    for (; *pattern && *pattern != '|'; pattern++) {
        if (*pattern == '%')
            fill_letter(filling, *++pattern, buf);
        else if (*pattern == '_')
            bb_buf_append_text(buf, "\u00a0");
        else
            bb_buf_append_char(buf, *pattern);
    }
    return pattern;
}

static struct bb_str
keep(struct bb_arena *arena, struct bb_buf *buf)
{
    struct bb_str text = bb_arena_str(arena, bb_buf_str(buf));
    bb_buf_finish(buf);
    return text;
}

static struct bb_str
fill_whole(const struct filling *filling, struct bb_arena *arena, const char *pattern)
{
    struct bb_buf buf;
    bb_buf_init(&buf, 0);
    fill(filling, pattern, &buf);
    return keep(arena, &buf);
}

/* A language without a press style writes the short date with the weekday there. */
static enum bb_date_style
style_of(const struct bb_locale *locale, enum bb_date_style style)
{
    return locale->dates[style] ? style : BB_DATE_WEEKDAY;
}

/* --- what is made ----------------------------------------------------------------------------- */

struct bb_str
bb_locale_date(const struct bb_locale *locale, struct bb_arena *arena, struct bb_date date,
    enum bb_date_style style)
{
    struct filling filling = {.locale = locale, .date = date};
    return fill_whole(&filling, arena, locale->dates[style_of(locale, style)]);
}

struct bb_str
bb_locale_range(const struct bb_locale *locale, struct bb_arena *arena, struct bb_date first,
    struct bb_date last, enum bb_date_style style)
{
    if (bb_date_to_days(first) == bb_date_to_days(last))
        return bb_locale_date(locale, arena, first, style);
    enum shared shared = first.year != last.year ? SHARED_NOTHING
        : first.month != last.month              ? SHARED_YEAR
                                                 : SHARED_MONTH;
    struct filling filling = {.locale = locale, .date = first};
    struct bb_buf buf;
    bb_buf_init(&buf, 0);
    const char *middle = fill(&filling, locale->ranges[style_of(locale, style)][shared], &buf);
    filling.date = last;
    fill(&filling, middle + 1, &buf);
    return keep(arena, &buf);
}

struct bb_str
bb_locale_time(const struct bb_locale *locale, struct bb_arena *arena, int minutes)
{
    struct filling filling = {.locale = locale, .minutes = minutes};
    return fill_whole(&filling, arena, locale->time);
}

struct bb_str
bb_locale_datetime(const struct bb_locale *locale, struct bb_arena *arena, struct bb_date date,
    int minutes, enum bb_date_style style)
{
    struct filling filling = {.locale = locale,
        .date_text = bb_locale_date(locale, arena, date, style).ptr,
        .time_text = bb_locale_time(locale, arena, minutes).ptr};
    return fill_whole(&filling, arena, locale->datetime);
}

struct bb_str
bb_locale_nights(const struct bb_locale *locale, struct bb_arena *arena, long nights, long days)
{
    struct filling filling = {.locale = locale, .nights = nights, .days = days};
    const char *pattern = nights > 0 ? locale->nights
        : days > 1                   ? locale->no_night
                                     : locale->one_day;
    return fill_whole(&filling, arena, pattern);
}

struct bb_str
bb_locale_offset(const struct bb_locale *locale, struct bb_arena *arena, long minutes)
{
    struct filling filling = {.locale = locale, .difference = minutes};
    return fill_whole(&filling, arena, minutes % 60 == 0 ? locale->whole_hours : locale->hours);
}

struct bb_str
bb_locale_count(const struct bb_locale *locale, struct bb_arena *arena, long long count)
{
    char digits[32];
    struct bb_buf buf;
    bb_buf_init(&buf, 0);
    int len = snprintf(digits, sizeof digits, "%lld", count);
    for (int i = 0; i < len; i++) {
        bool begun = i > (count < 0);
        if (begun && (len - i) % 3 == 0)
            bb_buf_append_text(&buf, locale->thousands);
        bb_buf_append_char(&buf, digits[i]);
    }
    return keep(arena, &buf);
}

struct bb_str
bb_locale_comma(const struct bb_locale *locale)
{
    return bb_str_from(locale->comma);
}

const char *
bb_locale_language(const struct bb_locale *locale, const char *asked)
{
    return is_of(locale, asked) ? asked : locale->language;
}

bool
bb_locale_has_particles(const struct bb_locale *locale)
{
    return locale->particles;
}

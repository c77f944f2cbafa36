/* Dates as days since 1970-01-01, proleptic Gregorian.
 *
 * Years are counted from March, so that the leap day ends a year; 400 years always have 146,097
 * days. GDate would do as well, but starts at year 1 and asserts on what it does not like. */
#include "schema/schema.h"

enum {
    DAYS_PER_ERA = 146097,  /* 400 years */
    DAYS_TO_EPOCH = 719468, /* 0000-03-01 to 1970-01-01 */
};

long
bb_date_to_days(struct bb_date date)
{
    long year = date.month <= 2 ? date.year - 1 : date.year;
    long era = (year >= 0 ? year : year - 399) / 400;
    long year_of_era = year - era * 400;
    long month = (date.month + 9) % 12; /* March is 0 */
    long day_of_year = (153 * month + 2) / 5 + date.day - 1;
    long day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH;
}

struct bb_date
bb_date_from_days(long days)
{
    days += DAYS_TO_EPOCH;
    long era = (days >= 0 ? days : days - DAYS_PER_ERA + 1) / DAYS_PER_ERA;
    long day_of_era = days - era * DAYS_PER_ERA;
    long year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    long month = (5 * day_of_year + 2) / 153;
    struct bb_date date = {
        .day = (int8_t)(day_of_year - (153 * month + 2) / 5 + 1),
        .month = (int8_t)(month < 10 ? month + 3 : month - 9),
    };
    date.year = (int16_t)(year_of_era + era * 400 + (date.month <= 2 ? 1 : 0));
    return date;
}

int
bb_date_weekday(struct bb_date date)
{
    long days = bb_date_to_days(date) + 4; /* 1970-01-01 was a Thursday */
    return (int)(days % 7 + 7) % 7;
}

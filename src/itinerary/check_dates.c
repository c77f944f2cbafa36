/* Dates: the trip's own, days outside it, days that run backwards. */
#include "itinerary/trip.h"

static const char *
show_day(struct bb_trip *trip, long day)
{
    struct bb_date date = bb_date_from_days(day);
    return bb_arena_printf(trip->arena, "%04d-%02d-%02d", date.year, date.month, date.day).ptr;
}

static void
check_span(struct bb_trip *trip)
{
    const struct bb_value *to = bb_value_field(trip->trip, BB_TRIP_TO);
    if (trip->first == BB_NO_DAY || trip->last == BB_NO_DAY || trip->calendar)
        return;
    enum bb_code code = trip->last < trip->first ? BB_D_TRIP_BACKWARDS : BB_D_TRIP_TOO_LONG;
    bb_report(trip->diag, code, to->span, show_day(trip, trip->last), show_day(trip, trip->first));
}

static void
check_inside(struct bb_trip *trip, long day, struct bb_span span)
{
    if (trip->calendar && day != BB_NO_DAY && (day < trip->first || day > trip->last))
        bb_report(trip->diag, BB_D_DATE_OUTSIDE, span, show_day(trip, day),
            show_day(trip, trip->first), show_day(trip, trip->last));
}

/* Days go forward within a city; a city's first day is not before the last of the one before. */
static void
check_order(struct bb_trip *trip)
{
    struct bb_value *city, *day;
    long before = BB_NO_DAY;
    const struct bb_value *last = NULL;
    BB_EACH(city, trip->root, BB_ROOT_CITIES)
        BB_EACH(day, city, BB_CITY_DAYS) {
            const struct bb_value *field = bb_value_field(day, BB_DAY_DATE);
            long date = bb_trip_day(field);
            if (date == BB_NO_DAY)
                continue;
            bool shared = date == before && day_at == 0;
            if (last && date <= before && !shared) {
                bb_report(trip->diag, BB_D_DAY_ORDER, field->span, show_day(trip, date),
                    show_day(trip, before));
                bb_report_note(trip->diag, BB_D_DAY_BEFORE, last->span);
            }
            before = date;
            last = field;
        }
}

static void
check_move_dates(struct bb_trip *trip, const struct bb_value *move, int field)
{
    const struct bb_value *datetime = bb_value_field(move, field);
    if (datetime)
        check_inside(trip, bb_moves_stated_day(datetime), datetime->span);
}

void
bb_check_dates(struct bb_trip *trip)
{
    struct bb_value *city, *day, *move;
    check_span(trip);
    BB_EACH(city, trip->root, BB_ROOT_CITIES)
        BB_EACH(day, city, BB_CITY_DAYS) {
            const struct bb_value *date = bb_value_field(day, BB_DAY_DATE);
            if (date)
                check_inside(trip, bb_trip_day(date), date->span);
        }
    BB_EACH(move, trip->root, BB_ROOT_MOVES) {
        check_move_dates(trip, move, BB_MOVE_DEPART);
        check_move_dates(trip, move, BB_MOVE_ARRIVE);
    }
    check_order(trip);
}

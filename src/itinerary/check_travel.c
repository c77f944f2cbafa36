/* Being there in time: events with no time between them to go from one place to the next, events
 * before the arrival in their city or after leaving it, places in another city.
 *
 * Only what is certain is reported. How long a way takes is not known, so of two events at
 * different places the second must start the very minute that the first one ends; and only cities
 * that are reached once and left once are held against the moves. */
#include <math.h>

#include "itinerary/trip.h"

/* --- from one event to the next ------------------------------------------------------------- */

/* Two degrees, where both are given and no mistake. */
static bool
find_location(const struct bb_value *place, double *latitude, double *longitude)
{
    const struct bb_value *location = bb_value_field(place, BB_PLACE_LOCATION);
    if (bb_value_len(location) != 2)
        return false;
    *latitude = location->as.list.items[0]->as.number;
    *longitude = location->as.list.items[1]->as.number;
    return true;
}

/* Two halls of one building are two places without a way between them. */
static bool
is_next_door(const struct bb_value *a, const struct bb_value *b)
{
    const double metres_per_degree = 111000, next_door = 300, radians = 0.0174533;
    double north_a, east_a, north_b, east_b;
    if (!find_location(a, &north_a, &east_a) || !find_location(b, &north_b, &east_b))
        return false;
    double up = (north_a - north_b) * metres_per_degree;
    double across = (east_a - east_b) * metres_per_degree * cos(north_a * radians);
    return up * up + across * across < next_door * next_door;
}

static void
check_gap(struct bb_trip *trip, const struct bb_value *before, const struct bb_value *event)
{
    const struct bb_value *start = bb_value_field(event, BB_EVENT_START);
    struct bb_value *from = bb_value_record(bb_value_field(before, BB_EVENT_PLACE));
    struct bb_value *to = bb_value_record(bb_value_field(event, BB_EVENT_PLACE));
    bool touch = start && start->as.clock.kind == BB_CLOCK_TIME
        && start->as.clock.minutes == bb_events_end(before);
    if (!touch || !from || !to || from == to || is_next_door(from, to)
        || !bb_events_share_people(before, event))
        return;
    bb_report(trip->diag, BB_D_TIGHT_EVENTS, start->span,
        bb_trip_text(bb_value_field(event, BB_EVENT_TITLE)),
        bb_trip_text(bb_value_field(before, BB_EVENT_TITLE)));
    bb_report_note(trip->diag, BB_D_EVENT_OTHER, bb_value_field(before, BB_EVENT_END)->span);
}

static void
check_gaps(struct bb_trip *trip, const struct bb_value *day)
{
    const struct bb_value *before = NULL;
    struct bb_value *event;
    BB_EACH(event, day, BB_DAY_EVENTS) {
        if (bb_events_is_cancelled(event))
            continue;
        if (before)
            check_gap(trip, before, event);
        before = event;
    }
}

/* --- between the moves ---------------------------------------------------------------------- */

/* When the event is surely not over yet, or surely has begun, in minutes since 1970 of its own
 * clocks; false where nothing is known of its time. */
static bool
find_times(const struct bb_value *event, bb_minutes *begins, bb_minutes *lasts)
{
    const struct bb_value *start = bb_value_field(event, BB_EVENT_START);
    long date = bb_trip_day(bb_value_field(event, BB_EVENT_DATE));
    if (!start || date == BB_NO_DAY || start->as.clock.kind == BB_CLOCK_TBD
        || start->as.clock.kind == BB_CLOCK_AFTER_PREVIOUS)
        return false;
    struct bb_clock_range range = bb_events_range(&start->as.clock);
    int end = bb_events_end(event);
    *begins = (bb_minutes)date * BB_MINUTES_PER_DAY + range.to;
    *lasts = (bb_minutes)date * BB_MINUTES_PER_DAY + (end > range.from ? end : range.from);
    return true;
}

/* The one time at which the city is reached (or left) on the event's own clocks; false where it is
 * not given, or where there are several. */
static bool
find_move(struct bb_trip *trip, const struct bb_value *city, bool arriving, bb_minutes *local,
    const struct bb_value **datetime)
{
    int stop_field = arriving ? BB_MOVE_TO : BB_MOVE_FROM;
    size_t count = 0;
    bb_minutes utc = 0;
    struct bb_value *move;
    *datetime = NULL;
    BB_EACH(move, city, BB_CITY_MOVES) {
        const struct bb_value *stop = bb_value_field(move, stop_field);
        const struct bb_value *status = bb_value_field(move, BB_MOVE_STATUS);
        if (bb_moves_find_city(trip, stop) != city
            || (status && status->as.integer == BB_STATUS_CANCELLED))
            continue;
        const struct bb_value *at =
            bb_value_field(move, arriving ? BB_MOVE_ARRIVE : BB_MOVE_DEPART);
        if (bb_moves_find_instant(trip, at, stop, &utc))
            *datetime = at;
        count++;
    }
    GTimeZone *zone = bb_zones_lookup(trip, bb_value_field(city, BB_CITY_TIMEZONE));
    if (count != 1 || !*datetime || !zone)
        return false;
    *local = utc + bb_zones_offset(zone, utc);
    return true;
}

static void
report_move(struct bb_trip *trip, enum bb_code code, const struct bb_value *event,
    const struct bb_value *city, const struct bb_value *datetime)
{
    bb_report(trip->diag, code, bb_value_field(event, BB_EVENT_START)->span,
        bb_trip_text(bb_value_field(event, BB_EVENT_TITLE)),
        bb_trip_text(bb_value_field(city, BB_CITY_NAME)));
    bb_report_note(trip->diag, BB_D_THE_MOVE, datetime->span);
}

/* Days before the arrival and after leaving are check_moves.c's; here it is the hours. */
static bool
is_same_day(bb_minutes move, const struct bb_value *event)
{
    bb_minutes day = bb_trip_day(bb_value_field(event, BB_EVENT_DATE));
    return move >= day * BB_MINUTES_PER_DAY && move < (day + 1) * BB_MINUTES_PER_DAY;
}

static void
check_stay(struct bb_trip *trip, const struct bb_value *city)
{
    bb_minutes arrival, leaving, begins, lasts;
    const struct bb_value *arrive, *depart;
    bool arrives = find_move(trip, city, true, &arrival, &arrive);
    bool leaves = find_move(trip, city, false, &leaving, &depart);
    struct bb_value *event;
    BB_EACH(event, city, BB_CITY_EVENTS) {
        if (bb_events_is_cancelled(event) || !find_times(event, &begins, &lasts))
            continue;
        if (arrives && begins < arrival && is_same_day(arrival, event))
            report_move(trip, BB_D_BEFORE_ARRIVAL, event, city, arrive);
        if (leaves && lasts > leaving && is_same_day(leaving, event))
            report_move(trip, BB_D_AFTER_LEAVING, event, city, depart);
    }
}

/* --- places --------------------------------------------------------------------------------- */

static void
check_place(struct bb_trip *trip, const struct bb_value *event)
{
    const struct bb_value *ref = bb_value_field(event, BB_EVENT_PLACE);
    const struct bb_value *place = bb_value_record(bb_value_field(event, BB_EVENT_PLACE));
    const struct bb_value *there = bb_value_record(bb_value_field(place, BB_PLACE_CITY));
    const struct bb_value *here = bb_value_field(event, BB_EVENT_CITY);
    if (there && here && there != here)
        bb_report(trip->diag, BB_D_PLACE_ELSEWHERE, ref->span,
            bb_trip_text(bb_value_field(place, BB_PLACE_NAME)),
            bb_trip_text(bb_value_field(there, BB_CITY_NAME)),
            bb_trip_text(bb_value_field(here, BB_CITY_NAME)));
}

void
bb_check_travel(struct bb_trip *trip)
{
    struct bb_value *day, *city, *event;
    BB_EACH(day, trip->root, BB_ROOT_DAYS)
        check_gaps(trip, day);
    BB_EACH(city, trip->root, BB_ROOT_CITIES)
        check_stay(trip, city);
    BB_EACH(event, trip->root, BB_ROOT_EVENTS)
        check_place(trip, event);
}

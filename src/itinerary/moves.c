/* Moves: which day each stands under, home times, duration.
 *
 * A move with a date stands under that of leaving. One without fills the gap between the days of
 * the cities it joins: the first day that belongs to neither, else the day of arrival. */
#include "itinerary/trip.h"

bool
bb_moves_is_home(const struct bb_value *stop)
{
    return strcmp(bb_trip_text(bb_value_field(stop, BB_STOP_CITY)), "home") == 0;
}

struct bb_value *
bb_moves_find_city(struct bb_trip *trip, const struct bb_value *stop)
{
    const struct bb_value *id = bb_value_field(stop, BB_STOP_CITY);
    return id ? bb_map_lookup(&trip->cities, id->as.text.forms[0].text) : NULL;
}

struct bb_value *
bb_moves_zone(struct bb_trip *trip, const struct bb_value *stop)
{
    if (bb_moves_is_home(stop))
        return trip->home_zone;
    return bb_value_field(bb_moves_find_city(trip, stop), BB_CITY_TIMEZONE);
}

long
bb_moves_stated_day(const struct bb_value *datetime)
{
    if (!datetime || datetime->as.datetime.tbd)
        return BB_NO_DAY;
    return bb_date_to_days(datetime->as.datetime.date);
}

/* --- the day of a move ---------------------------------------------------------------------- */

/* First or last day of the city at a stop; the trip's own for home. */
static long
edge_day(struct bb_trip *trip, const struct bb_value *stop, bool last)
{
    if (bb_moves_is_home(stop))
        return last ? trip->first - 1 : trip->last + 1;
    const struct bb_value *city = bb_moves_find_city(trip, stop);
    return bb_trip_day(bb_value_field(city, last ? BB_CITY_LAST : BB_CITY_FIRST));
}

static long
gap_day(struct bb_trip *trip, const struct bb_value *move)
{
    long before = edge_day(trip, bb_value_field(move, BB_MOVE_FROM), true);
    long after = edge_day(trip, bb_value_field(move, BB_MOVE_TO), false);
    if (before == BB_NO_DAY || after == BB_NO_DAY)
        return BB_NO_DAY;
    if (after - before > 1)
        return before + 1;
    return after > trip->last ? before : after;
}

static long
move_day(struct bb_trip *trip, const struct bb_value *move)
{
    long day = bb_moves_stated_day(bb_value_field(move, BB_MOVE_DEPART));
    long arrival = bb_moves_stated_day(bb_value_field(move, BB_MOVE_ARRIVE));
    /* Eastwards over the date line one arrives on the day before, and what follows is later. */
    if (day == BB_NO_DAY || arrival == day - 1)
        day = arrival;
    return day != BB_NO_DAY ? day : gap_day(trip, move);
}

/* --- derived fields ------------------------------------------------------------------------- */

static void
derive_stop(struct bb_trip *trip, struct bb_value *stop, struct bb_value *move)
{
    if (!stop)
        return;
    struct bb_value *city = bb_moves_find_city(trip, stop);
    struct bb_value *home = bb_value_field(trip->trip, BB_TRIP_HOME);
    bb_trip_set(stop, BB_STOP_NAME,
        bb_moves_is_home(stop) ? bb_value_field(home, BB_HOME_CITY)
                               : bb_value_field(city, BB_CITY_NAME));
    if (city)
        bb_trip_append_once(trip, city, BB_CITY_MOVES, move);
}

bool
bb_moves_find_instant(struct bb_trip *trip, const struct bb_value *datetime,
    const struct bb_value *stop, bb_minutes *utc)
{
    if (!datetime || datetime->as.datetime.tbd || !datetime->as.datetime.has_time)
        return false;
    const struct bb_datetime *at = &datetime->as.datetime;
    bb_minutes local = (bb_minutes)bb_date_to_days(at->date) * BB_MINUTES_PER_DAY + at->minutes;
    GTimeZone *zone = bb_zones_lookup(trip, bb_moves_zone(trip, stop));
    if (at->has_offset)
        *utc = local - at->offset;
    else if (zone)
        *utc = bb_zones_to_utc(zone, local);
    return at->has_offset || zone;
}

/* Home time, its day counted against the local date. */
static struct bb_value *
home_clock(struct bb_trip *trip, const struct bb_value *datetime, const struct bb_value *stop)
{
    if (!datetime || datetime->as.datetime.tbd || !datetime->as.datetime.has_time)
        return NULL;
    struct bb_value *clock = bb_trip_make_clock(
        trip, (struct bb_clock){.kind = BB_CLOCK_TIME, .minutes = datetime->as.datetime.minutes});
    return bb_zones_make_home_clock(
        trip, bb_moves_zone(trip, stop), bb_moves_stated_day(datetime), clock);
}

static void
derive_times(struct bb_trip *trip, struct bb_value *move)
{
    const struct bb_value *depart = bb_value_field(move, BB_MOVE_DEPART);
    const struct bb_value *arrive = bb_value_field(move, BB_MOVE_ARRIVE);
    const struct bb_value *from = bb_value_field(move, BB_MOVE_FROM);
    const struct bb_value *to = bb_value_field(move, BB_MOVE_TO);
    bb_trip_set(move, BB_MOVE_HOME_DEPART, home_clock(trip, depart, from));
    bb_trip_set(move, BB_MOVE_HOME_ARRIVE, home_clock(trip, arrive, to));
    bb_minutes start, end;
    if (bb_moves_find_instant(trip, depart, from, &start)
        && bb_moves_find_instant(trip, arrive, to, &end))
        bb_trip_set_int(trip, move, BB_MOVE_DURATION, end - start);
}

void
bb_moves_derive(struct bb_trip *trip)
{
    struct bb_value *move;
    BB_EACH(move, trip->root, BB_ROOT_MOVES) {
        derive_stop(trip, bb_value_field(move, BB_MOVE_FROM), move);
        derive_stop(trip, bb_value_field(move, BB_MOVE_TO), move);
        derive_times(trip, move);
        long day = move_day(trip, move);
        if (day != BB_NO_DAY)
            bb_trip_set(move, BB_MOVE_DATE, bb_trip_make_date(trip, day));
    }
}

/* Moves: unknown cities, arrival before departure, breaks in the chain, days in a city before it is
 * reached or after it is left. */
#include "itinerary/trip.h"

struct stops {
    const char **ids; /* of the cities, and home */
    size_t count;
    size_t compared; /* in search of the nearest; past COMPARED_MOST messages go without */
};

enum { COMPARED_MOST = 1000000 };

static struct stops
list_stops(struct bb_trip *trip)
{
    struct stops stops = {.count = trip->cities.len + 1};
    stops.ids = BB_NEW_ARRAY(trip->arena, const char *, stops.count);
    for (size_t i = 0; i < trip->cities.len; i++)
        stops.ids[i] = trip->cities.entries[i].key.ptr;
    stops.ids[trip->cities.len] = "home";
    return stops;
}

static void
check_stop(struct bb_trip *trip, struct stops *stops, const struct bb_value *stop)
{
    const struct bb_value *id = bb_value_field(stop, BB_STOP_CITY);
    if (!id || bb_moves_is_home(stop) || bb_moves_find_city(trip, stop))
        return;
    const char *nearest = NULL;
    stops->compared += stops->count;
    if (stops->compared < COMPARED_MOST)
        nearest = bb_str_nearest(id->as.text.forms[0].text, stops->ids, stops->count);
    bb_report(trip->diag, nearest ? BB_D_MISSPELT_STOP : BB_D_UNKNOWN_STOP, id->span,
        bb_trip_text(id), nearest ? nearest : "home");
}

/* The date line lets a bare date of arrival be the day before. */
static void
check_order(struct bb_trip *trip, const struct bb_value *move)
{
    const struct bb_value *arrive = bb_value_field(move, BB_MOVE_ARRIVE);
    const struct bb_value *duration = bb_value_field(move, BB_MOVE_DURATION);
    long leaving = bb_moves_stated_day(bb_value_field(move, BB_MOVE_DEPART));
    long arrival = bb_moves_stated_day(arrive);
    bool dates_known = leaving != BB_NO_DAY && arrival != BB_NO_DAY;
    bool wrong = duration ? duration->as.integer <= 0 : dates_known && arrival < leaving - 1;
    if (wrong)
        bb_report(trip->diag, BB_D_ARRIVES_FIRST, arrive->span);
}

static struct bb_str
stop_id(const struct bb_value *stop)
{
    return bb_str_from(bb_trip_text(bb_value_field(stop, BB_STOP_CITY)));
}

static void
check_chain(struct bb_trip *trip, const struct bb_value *before, const struct bb_value *move)
{
    const struct bb_value *from = bb_value_field(move, BB_MOVE_FROM);
    const struct bb_value *to = bb_value_field(before, BB_MOVE_TO);
    if (!from || !to || bb_str_equal(stop_id(from), stop_id(to)))
        return;
    bb_report(trip->diag, BB_D_MOVE_CHAIN, from->span, stop_id(from).ptr, stop_id(to).ptr);
    bb_report_note(trip->diag, BB_D_MOVE_BEFORE, to->span);
}

/* A city's days lie between a stated arrival and a stated departure. Only cities with one of each
 * kind are asked: who comes back another day does so by intent. */
static void
check_stay(struct bb_trip *trip, struct bb_value *city)
{
    long arrival = BB_NO_DAY, leaving = BB_NO_DAY;
    size_t arrivals = 0, departures = 0;
    struct bb_value *move, *day;
    BB_EACH(move, city, BB_CITY_MOVES) {
        if (bb_moves_find_city(trip, bb_value_field(move, BB_MOVE_TO)) == city) {
            arrival = bb_moves_stated_day(bb_value_field(move, BB_MOVE_ARRIVE));
            arrivals++;
        } else {
            leaving = bb_moves_stated_day(bb_value_field(move, BB_MOVE_DEPART));
            departures++;
        }
    }
    BB_EACH(day, city, BB_CITY_DAYS) {
        const struct bb_value *date = bb_value_field(day, BB_DAY_DATE);
        long at = bb_trip_day(date);
        bool early = arrivals == 1 && arrival != BB_NO_DAY && at < arrival;
        bool late = departures == 1 && leaving != BB_NO_DAY && at > leaving;
        if (date && (early || late))
            bb_report(trip->diag, early ? BB_D_DAY_TOO_EARLY : BB_D_DAY_TOO_LATE, date->span,
                bb_trip_text(bb_value_field(city, BB_CITY_NAME)));
    }
}

void
bb_check_moves(struct bb_trip *trip)
{
    struct bb_value *move, *city;
    const struct bb_value *before = NULL;
    struct stops stops = list_stops(trip);
    BB_EACH(move, trip->root, BB_ROOT_MOVES) {
        check_stop(trip, &stops, bb_value_field(move, BB_MOVE_FROM));
        check_stop(trip, &stops, bb_value_field(move, BB_MOVE_TO));
        check_order(trip, move);
        if (before)
            check_chain(trip, before, move);
        before = move;
    }
    BB_EACH(city, trip->root, BB_ROOT_CITIES)
        check_stay(trip, city);
}

/* Derived fields of days, cities and events.
 *
 * The calendar runs from trip.from to trip.to. Each date takes the days that the cities give it, in
 * the order of the cities; a date that none gives becomes a day of its own with nothing but its
 * date and moves. */
#include "itinerary/trip.h"

/* More would be a mistyped year; each day costs a record. */
enum { DAYS_MOST = 1000 };

static bool
has_calendar(const struct bb_trip *trip)
{
    return trip->first != BB_NO_DAY && trip->last != BB_NO_DAY && trip->first <= trip->last
        && trip->last - trip->first < DAYS_MOST;
}

/* --- days ----------------------------------------------------------------------------------- */

/* The days given in the file by date, those of one date in the order of the cities. */
static void
sort_days(struct bb_trip *trip)
{
    size_t count = (size_t)(trip->last - trip->first + 1);
    trip->calendar = BB_NEW_ARRAY(trip->arena, struct bb_calendar_day *, count);
    struct bb_calendar_day ***ends = BB_NEW_ARRAY(trip->arena, struct bb_calendar_day **, count);
    for (size_t i = 0; i < count; i++)
        ends[i] = &trip->calendar[i];
    struct bb_value *city, *day;
    BB_EACH(city, trip->root, BB_ROOT_CITIES)
        BB_EACH(day, city, BB_CITY_DAYS) {
            long date = bb_trip_day(bb_value_field(day, BB_DAY_DATE));
            if (date < trip->first || date > trip->last)
                continue;
            struct bb_calendar_day *given = BB_NEW(trip->arena, struct bb_calendar_day);
            *given = (struct bb_calendar_day){.day = day, .city = city};
            *ends[date - trip->first] = given;
            ends[date - trip->first] = &given->next;
        }
}

static struct bb_calendar_day *
make_travel_day(struct bb_trip *trip, long date)
{
    struct bb_calendar_day *entry = BB_NEW(trip->arena, struct bb_calendar_day);
    entry->day = bb_value_create(trip->arena, &bb_type_day);
    bb_trip_set(entry->day, BB_DAY_DATE, bb_trip_make_date(trip, date));
    return entry;
}

static void
derive_calendar(struct bb_trip *trip)
{
    sort_days(trip);
    for (long date = trip->first; date <= trip->last; date++) {
        struct bb_calendar_day **entry = &trip->calendar[date - trip->first];
        if (!*entry)
            *entry = make_travel_day(trip, date);
        for (struct bb_calendar_day *at = *entry; at; at = at->next) {
            bb_trip_set_int(trip, at->day, BB_DAY_NUMBER, date - trip->first + 1);
            bb_trip_set(at->day, BB_DAY_CITY, at->city);
            bb_trip_append(trip, trip->root, BB_ROOT_DAYS, at->day);
        }
    }
    bb_trip_set_int(trip, trip->trip, BB_TRIP_DAYS, trip->last - trip->first + 1);
}

/* Where two cities share a date the move stands under the day that it leaves. */
static void
derive_travel(struct bb_trip *trip)
{
    struct bb_value *move;
    BB_EACH(move, trip->root, BB_ROOT_MOVES) {
        long date = bb_trip_day(bb_value_field(move, BB_MOVE_DATE));
        if (date < trip->first || date > trip->last)
            continue;
        struct bb_value *from = bb_moves_find_city(trip, bb_value_field(move, BB_MOVE_FROM));
        struct bb_calendar_day *found = trip->calendar[date - trip->first];
        for (struct bb_calendar_day *at = found; at && found->city != from; at = at->next)
            if (at->city == from)
                found = at;
        bb_trip_append(trip, found->day, BB_DAY_TRAVEL, move);
    }
}

/* The city where the day ends: where its last move arrives that day, else the day's own. NULL in
 * the air, at home, or where it is not known. */
static struct bb_value *
night_city(struct bb_trip *trip, struct bb_value *day)
{
    struct bb_value *travel = bb_value_field(day, BB_DAY_TRAVEL);
    struct bb_value *city = bb_value_field(day, BB_DAY_CITY);
    if (bb_value_len(travel) == 0)
        return city;
    struct bb_value *move = travel->as.list.items[bb_value_len(travel) - 1];
    long arrival = bb_moves_stated_day(bb_value_field(move, BB_MOVE_ARRIVE));
    bool known = arrival == bb_trip_day(bb_value_field(day, BB_DAY_DATE));
    return known || city ? bb_moves_find_city(trip, bb_value_field(move, BB_MOVE_TO)) : NULL;
}

static void
derive_lodging(struct bb_trip *trip)
{
    struct bb_value *day;
    BB_EACH(day, trip->root, BB_ROOT_DAYS) {
        struct bb_value *hotel = bb_value_field(day, BB_DAY_HOTEL);
        if (!hotel && bb_trip_day(bb_value_field(day, BB_DAY_DATE)) < trip->last)
            hotel = bb_value_field(night_city(trip, day), BB_CITY_HOTEL);
        bb_trip_set(day, BB_DAY_LODGING, hotel);
    }
}

/* --- events --------------------------------------------------------------------------------- */

struct numbering {
    struct bb_map ids; /* of events, given ones first */
    long count;
    long date;    /* of the events named last */
    size_t taken; /* on that date every place up to here has an event */
};

static void
collect_ids(struct bb_trip *trip, struct numbering *numbering)
{
    struct bb_value *city, *day, *event;
    BB_EACH(city, trip->root, BB_ROOT_CITIES)
        BB_EACH(day, city, BB_CITY_DAYS)
            BB_EACH(event, day, BB_DAY_EVENTS)
                if (event->as.record.id.len > 0)
                    bb_map_set(trip->arena, &numbering->ids, event->as.record.id, event);
}

/* 2024-07-29-4: the date and the place in the day, which other days' changes leave alone. Cities
 * that share a date go on from one another; days come by date. */
static void
name_event(struct bb_trip *trip, struct numbering *numbering, struct bb_value *event, long date,
    size_t place)
{
    if (event->as.record.id.len > 0)
        return;
    struct bb_date on = bb_date_from_days(date);
    struct bb_str id;
    if (numbering->date != date)
        numbering->taken = 0;
    numbering->date = date;
    bool from_taken = place <= numbering->taken;
    place = from_taken ? numbering->taken : place;
    do
        id = bb_arena_printf(trip->arena, "%04d-%02d-%02d-%zu", on.year, on.month, on.day, ++place);
    while (bb_map_lookup(&numbering->ids, id));
    numbering->taken = from_taken ? place : numbering->taken;
    bb_map_set(trip->arena, &numbering->ids, id, event);
    event->as.record.id = id;
    bb_trip_set(event, BB_EVENT_ID, bb_trip_make_string(trip, id));
}

/* An end before its start is the next day's. */
static void
derive_times(struct bb_trip *trip, struct bb_value *event, const struct bb_value *zone, long date)
{
    struct bb_value *start = bb_value_field(event, BB_EVENT_START);
    struct bb_value *end = bb_value_field(event, BB_EVENT_END);
    bool clocks = start && end && start->as.clock.kind == BB_CLOCK_TIME
        && end->as.clock.kind == BB_CLOCK_TIME;
    if (clocks && end->as.clock.minutes < start->as.clock.minutes)
        end->as.clock.day_offset = 1;
    bb_trip_set(event, BB_EVENT_HOME_START, bb_zones_make_home_clock(trip, zone, date, start));
    bb_trip_set(event, BB_EVENT_HOME_END, bb_zones_make_home_clock(trip, zone, date, end));
    struct bb_value *step;
    BB_EACH(step, event, BB_EVENT_SEQUENCE)
        bb_trip_set(step, BB_STEP_HOME_AT,
            bb_zones_make_home_clock(trip, zone, date, bb_value_field(step, BB_STEP_AT)));
}

static void
derive_counterpart(struct bb_value *event)
{
    struct bb_value *participant;
    BB_EACH(participant, event, BB_EVENT_PEOPLE) {
        struct bb_value *person = bb_trip_person(participant);
        const struct bb_value *party = bb_value_field(person, BB_PERSON_PARTY);
        if (party && party->as.integer == BB_PARTY_COUNTERPART) {
            bb_trip_set(event, BB_EVENT_COUNTERPART, person);
            return;
        }
    }
}

/* Whether a text has a form of the name in one of its own. */
static bool
says(const struct bb_value *text, const struct bb_value *name)
{
    for (size_t i = 0; text && name && i < text->as.text.nforms; i++)
        for (size_t k = 0; k < name->as.text.nforms; k++) {
            struct bb_str whole = text->as.text.forms[i].text, part = name->as.text.forms[k].text;
            if (part.len > 0 && memmem(whole.ptr, whole.len, part.ptr, part.len))
                return true;
        }
    return false;
}

static void
derive_venue(struct bb_value *event)
{
    struct bb_value *place = bb_value_record(bb_value_field(event, BB_EVENT_PLACE));
    if (!says(bb_value_field(event, BB_EVENT_TITLE), bb_value_field(place, BB_PLACE_NAME)))
        bb_trip_set(event, BB_EVENT_VENUE, place);
}

static void
derive_event(
    struct bb_trip *trip, struct numbering *numbering, struct bb_value *event, struct bb_value *day)
{
    struct bb_value *city = bb_value_field(day, BB_DAY_CITY);
    bb_trip_set_int(trip, event, BB_EVENT_NUMBER, ++numbering->count);
    bb_trip_set(event, BB_EVENT_CITY, city);
    bb_trip_set(event, BB_EVENT_DAY, day);
    bb_trip_set(event, BB_EVENT_DATE, bb_value_field(day, BB_DAY_DATE));
    derive_times(trip, event, bb_value_field(city, BB_CITY_TIMEZONE),
        bb_trip_day(bb_value_field(day, BB_DAY_DATE)));
    derive_counterpart(event);
    derive_venue(event);
    bb_trip_append(trip, trip->root, BB_ROOT_EVENTS, event);
    if (city)
        bb_trip_append(trip, city, BB_CITY_EVENTS, event);
}

static void
derive_events(struct bb_trip *trip)
{
    struct numbering numbering = {0};
    collect_ids(trip, &numbering);
    struct bb_value *day, *event;
    BB_EACH(day, trip->root, BB_ROOT_DAYS)
        BB_EACH(event, day, BB_DAY_EVENTS) {
            name_event(
                trip, &numbering, event, bb_trip_day(bb_value_field(day, BB_DAY_DATE)), event_at);
            derive_event(trip, &numbering, event, day);
        }
}

/* --- cities --------------------------------------------------------------------------------- */

static void
derive_offsets(struct bb_trip *trip, struct bb_value *city, long date)
{
    GTimeZone *zone = bb_zones_lookup(trip, bb_value_field(city, BB_CITY_TIMEZONE));
    GTimeZone *home = bb_zones_lookup(trip, trip->home_zone);
    if (!zone)
        return;
    bb_minutes noon = (bb_minutes)date * BB_MINUTES_PER_DAY + BB_MINUTES_PER_DAY / 2;
    bb_minutes utc = bb_zones_to_utc(zone, noon);
    int east = bb_zones_offset(zone, utc);
    bb_trip_set_int(trip, city, BB_CITY_UTC, east);
    if (home)
        bb_trip_set_int(trip, city, BB_CITY_OFFSET, east - bb_zones_offset(home, utc));
}

static void
derive_city(struct bb_trip *trip, struct bb_value *city)
{
    long first = BB_NO_DAY, last = BB_NO_DAY;
    struct bb_value *day;
    BB_EACH(day, city, BB_CITY_DAYS) {
        long date = bb_trip_day(bb_value_field(day, BB_DAY_DATE));
        if (date == BB_NO_DAY)
            continue;
        first = first == BB_NO_DAY || date < first ? date : first;
        last = date > last ? date : last;
    }
    if (first == BB_NO_DAY)
        return;
    bb_trip_set(city, BB_CITY_FIRST, bb_trip_make_date(trip, first));
    bb_trip_set(city, BB_CITY_LAST, bb_trip_make_date(trip, last));
    derive_offsets(trip, city, first);
}

/* The day of leaving counts where the file states it, though no event is left for it. */
static void
extend_city(struct bb_trip *trip, struct bb_value *city)
{
    struct bb_value *move;
    BB_EACH(move, city, BB_CITY_MOVES) {
        long leaving = bb_moves_stated_day(bb_value_field(move, BB_MOVE_DEPART));
        long last = bb_trip_day(bb_value_field(city, BB_CITY_LAST));
        bool leaves = bb_moves_find_city(trip, bb_value_field(move, BB_MOVE_FROM)) == city;
        if (leaves && last != BB_NO_DAY && leaving > last && leaving <= trip->last)
            bb_trip_set(city, BB_CITY_LAST, bb_trip_make_date(trip, leaving));
    }
}

void
bb_derive_days(struct bb_trip *trip)
{
    struct bb_value *city;
    BB_EACH(city, trip->root, BB_ROOT_CITIES)
        bb_trip_set_int(trip, city, BB_CITY_NUMBER, (long long)city_at + 1);
    if (trip->trip)
        bb_trip_set_int(trip, trip->trip, BB_TRIP_STOPS,
            (long long)bb_value_len(bb_value_field(trip->root, BB_ROOT_CITIES)));
    if (!has_calendar(trip))
        return;
    BB_EACH(city, trip->root, BB_ROOT_CITIES)
        derive_city(trip, city);
    bb_moves_derive(trip);
    BB_EACH(city, trip->root, BB_ROOT_CITIES)
        extend_city(trip, city);
    derive_calendar(trip);
    derive_travel(trip);
    derive_lodging(trip);
    derive_events(trip);
}

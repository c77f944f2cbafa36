/* The agenda of a day: its events and moves in the order of time.
 *
 * Events keep the order of the file, which their author chose and which their times, often vague,
 * could not give. Moves are put between them, in the order of their own times: one that leaves the
 * day's city comes after every event that does not surely start later, one that reaches it before
 * every event that is not surely over. A move without a time therefore comes last or first. Times
 * are compared as instants, since a move tells departure and arrival by two clocks.
 *
 * Sorting all by one time was the alternative: it needs a time invented for "after the meeting". */
#include "itinerary/trip.h"

/* --- instants ------------------------------------------------------------------------------- */

/* Minutes of the day within which something told in a word happens. */
static const struct {
    int16_t earliest, latest;
} words[] = {
    [BB_CLOCK_TBD] = {0, BB_MINUTES_PER_DAY},
    [BB_CLOCK_MORNING] = {0, 12 * 60},
    [BB_CLOCK_NOON] = {12 * 60, 13 * 60},
    [BB_CLOCK_AFTERNOON] = {12 * 60, 18 * 60},
    [BB_CLOCK_EVENING] = {18 * 60, BB_MINUTES_PER_DAY},
    [BB_CLOCK_AFTER_PREVIOUS] = {0, BB_MINUTES_PER_DAY},
};

/* The place of a move among the events of a day. */
struct travel {
    struct bb_value *move;
    bb_minutes at; /* UTC, of leaving the day's city or reaching it */
    bool timed, reaches;
};

/* When an event starts at the earliest and at the latest, UTC. */
struct window {
    bb_minutes earliest, latest;
    bool known;
};

static struct window
find_window(struct bb_trip *trip, const struct bb_value *event)
{
    const struct bb_value *start = bb_value_field(event, BB_EVENT_START);
    const struct bb_value *city = bb_value_field(event, BB_EVENT_CITY);
    GTimeZone *zone = bb_zones_lookup(trip, bb_value_field(city, BB_CITY_TIMEZONE));
    if (!start || !zone)
        return (struct window){0};
    struct bb_clock clock = start->as.clock;
    bool timed = clock.kind == BB_CLOCK_TIME;
    int earliest = timed ? clock.minutes : words[clock.kind].earliest;
    int latest = timed ? clock.minutes : words[clock.kind].latest;
    bb_minutes midnight =
        (bb_minutes)bb_trip_day(bb_value_field(event, BB_EVENT_DATE)) * BB_MINUTES_PER_DAY;
    return (struct window){
        bb_zones_to_utc(zone, midnight + earliest), bb_zones_to_utc(zone, midnight + latest), true};
}

/* Of the events of a day: asked for by each of its moves. */
static struct window *
find_windows(struct bb_trip *trip, const struct bb_value *events)
{
    size_t count = bb_value_len(events);
    struct window *windows = BB_NEW_ARRAY(trip->arena, struct window, count);
    for (size_t i = 0; i < count; i++)
        windows[i] = find_window(trip, events->as.list.items[i]);
    return windows;
}

/* --- order ---------------------------------------------------------------------------------- */

static struct travel
look_at(struct bb_trip *trip, const struct bb_value *day, struct bb_value *move)
{
    const struct bb_value *city = bb_value_field(day, BB_DAY_CITY);
    const struct bb_value *from = bb_value_field(move, BB_MOVE_FROM);
    const struct bb_value *to = bb_value_field(move, BB_MOVE_TO);
    const struct bb_value *depart = bb_value_field(move, BB_MOVE_DEPART);
    const struct bb_value *arrive = bb_value_field(move, BB_MOVE_ARRIVE);
    struct travel travel = {.move = move};
    travel.reaches = city && bb_moves_find_city(trip, to) == city;
    travel.timed = travel.reaches && bb_moves_find_instant(trip, arrive, to, &travel.at);
    if (!travel.timed)
        travel.timed = bb_moves_find_instant(trip, depart, from, &travel.at);
    return travel;
}

/* Moves with a time in its order. Those without stand where the file has them. */
static void
sort_moves(struct travel *moves, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t j = i;
             j > 0 && moves[j].timed && moves[j - 1].timed && moves[j].at < moves[j - 1].at; j--) {
            struct travel later = moves[j - 1];
            moves[j - 1] = moves[j];
            moves[j] = later;
        }
}

/* The number of the day's `count` events that come before the move. */
static size_t
count_before(const struct window *windows, size_t count, const struct travel *travel)
{
    size_t before = 0;
    if (!travel->timed)
        return travel->reaches ? 0 : count;
    for (size_t i = 0; i < count; i++) {
        if (!travel->reaches && windows[i].known && windows[i].earliest >= travel->at)
            return i;
        if (!travel->reaches || (windows[i].known && windows[i].latest <= travel->at))
            before = i + 1;
    }
    return before;
}

/* --- items ---------------------------------------------------------------------------------- */

static struct bb_value *
append_item(struct bb_trip *trip, struct bb_value *day)
{
    struct bb_value *item = bb_value_create(trip->arena, &bb_type_item);
    bb_trip_set(item, BB_ITEM_DATE, bb_value_field(day, BB_DAY_DATE));
    bb_trip_append(trip, day, BB_DAY_AGENDA, item);
    return item;
}

static void
append_event(struct bb_trip *trip, struct bb_value *day, struct bb_value *event)
{
    struct bb_value *item = append_item(trip, day);
    bb_trip_set(item, BB_ITEM_EVENT, event);
    bb_trip_set(item, BB_ITEM_START, bb_value_field(event, BB_EVENT_START));
    bb_trip_set(item, BB_ITEM_HOME_START, bb_value_field(event, BB_EVENT_HOME_START));
}

/* The time of leaving, or of reaching `reached`, as the day of the item tells it: over the date
 * line one leaves on the next. A move without one starts at a time to be decided, as an event must
 * say. */
static void
append_move(
    struct bb_trip *trip, struct bb_value *day, struct bb_value *move, struct bb_value *reached)
{
    const struct bb_value *when = bb_value_field(move, reached ? BB_MOVE_ARRIVE : BB_MOVE_DEPART);
    struct bb_value *home =
        bb_value_field(move, reached ? BB_MOVE_HOME_ARRIVE : BB_MOVE_HOME_DEPART);
    struct bb_clock clock = {.kind = BB_CLOCK_TBD};
    struct bb_value *item = append_item(trip, day);
    if (when && !when->as.datetime.tbd && when->as.datetime.has_time) {
        long later = bb_moves_stated_day(when) - bb_trip_day(bb_value_field(day, BB_DAY_DATE));
        clock = (struct bb_clock){.kind = BB_CLOCK_TIME,
            .minutes = when->as.datetime.minutes,
            .day_offset = (int8_t)later};
        if (home && later != 0) {
            struct bb_clock shifted = home->as.clock;
            shifted.day_offset = (int8_t)(shifted.day_offset + later);
            home = bb_trip_make_clock(trip, shifted);
        }
    }
    bb_trip_set(item, BB_ITEM_MOVE, move);
    bb_trip_set(item, BB_ITEM_REACHES, reached);
    bb_trip_set(item, BB_ITEM_START, bb_trip_make_clock(trip, clock));
    bb_trip_set(item, BB_ITEM_HOME_START, home);
}

void
bb_agenda_derive(struct bb_trip *trip, struct bb_value *day, bool of_city)
{
    struct bb_value *events = bb_value_field(day, BB_DAY_EVENTS);
    struct bb_value *travel = bb_value_field(day, BB_DAY_TRAVEL), *move;
    size_t nmoves = bb_value_len(travel), done = 0;
    struct travel *moves = BB_NEW_ARRAY(trip->arena, struct travel, nmoves);
    BB_EACH(move, day, BB_DAY_TRAVEL)
        moves[move_at] = look_at(trip, day, move);
    sort_moves(moves, nmoves);
    const struct window *windows = nmoves > 0 ? find_windows(trip, events) : NULL;
    for (size_t i = 0; i < nmoves; i++) {
        size_t before = count_before(windows, bb_value_len(events), &moves[i]);
        for (; done < before; done++)
            append_event(trip, day, events->as.list.items[done]);
        append_move(trip, day, moves[i].move,
            of_city && moves[i].reaches ? bb_value_field(day, BB_DAY_CITY) : NULL);
    }
    for (; done < bb_value_len(events); done++)
        append_event(trip, day, events->as.list.items[done]);
}

void
bb_derive_agenda(struct bb_trip *trip)
{
    struct bb_value *day;
    BB_EACH(day, trip->root, BB_ROOT_DAYS)
        bb_agenda_derive(trip, day, false);
}

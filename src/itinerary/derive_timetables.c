/* The days of the trip as one city or one person has them.
 *
 * Each is a day record of its own, with what that city or person has of the day's events and moves
 * and an agenda of these; all else it shares with the day of the calendar. Filters in the layouts
 * were the alternative: who attends what is no matter of look, and every layout would have had to
 * say it again. */
#include "itinerary/trip.h"

/* A day with all that the other has but for what happens on it. */
static struct bb_value *
copy_day(struct bb_trip *trip, const struct bb_value *day)
{
    static const int own[] = {BB_DAY_EVENTS, BB_DAY_TRAVEL, BB_DAY_AGENDA};
    struct bb_value *copy = bb_value_create(trip->arena, &bb_type_day);
    copy->span = day->span;
    for (int i = 0; i < BB_DAY_FIELDS; i++)
        bb_trip_set(copy, i, bb_value_field(day, i));
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        bb_trip_set(copy, own[i], NULL);
    return copy;
}

/* --- of a city ------------------------------------------------------------------------------ */

/* The day of the city's timetable with this date: where a city has two, the first, or the last. */
static struct bb_value *
find_day(const struct bb_value *city, long date, bool last)
{
    struct bb_value *day, *found = NULL;
    BB_EACH(day, city, BB_CITY_TIMETABLE)
        if (bb_trip_day(bb_value_field(day, BB_DAY_DATE)) == date && (last || !found))
            found = day;
    return found;
}

/* A day on which nothing happens but a move, in its place among the others. */
static struct bb_value *
insert_day(struct bb_trip *trip, struct bb_value *city, long date)
{
    struct bb_value *day = bb_value_create(trip->arena, &bb_type_day);
    bb_trip_set(day, BB_DAY_DATE, bb_trip_make_date(trip, date));
    bb_trip_set_int(trip, day, BB_DAY_NUMBER, date - trip->first + 1);
    bb_trip_set(day, BB_DAY_CITY, city);
    bb_trip_append(trip, city, BB_CITY_TIMETABLE, day);
    struct bb_value *days = bb_value_field(city, BB_CITY_TIMETABLE);
    struct bb_value **items = days->as.list.items;
    size_t at = bb_value_len(days) - 1;
    for (; at > 0 && bb_trip_day(bb_value_field(items[at - 1], BB_DAY_DATE)) > date; at--)
        items[at] = items[at - 1];
    items[at] = day;
    return day;
}

/* A move that no date is stated for stands with the city that it leaves. */
static long
find_date(const struct bb_value *move, bool reaches)
{
    long depart = bb_moves_stated_day(bb_value_field(move, BB_MOVE_DEPART));
    long arrive = bb_moves_stated_day(bb_value_field(move, BB_MOVE_ARRIVE));
    if (reaches)
        return arrive != BB_NO_DAY ? arrive : depart;
    return depart != BB_NO_DAY ? depart : bb_trip_day(bb_value_field(move, BB_MOVE_DATE));
}

static void
add_move(struct bb_trip *trip, struct bb_value *city, struct bb_value *move)
{
    bool reaches = bb_moves_find_city(trip, bb_value_field(move, BB_MOVE_TO)) == city;
    long date = find_date(move, reaches);
    if (date < trip->first || date > trip->last)
        return;
    struct bb_value *day = find_day(city, date, !reaches);
    if (!day)
        day = insert_day(trip, city, date);
    bb_trip_append(trip, day, BB_DAY_TRAVEL, move);
}

static void
derive_of_city(struct bb_trip *trip, struct bb_value *city)
{
    struct bb_value *day, *move;
    BB_EACH(day, city, BB_CITY_DAYS) {
        struct bb_value *copy = copy_day(trip, day);
        bb_trip_set(copy, BB_DAY_EVENTS, bb_value_field(day, BB_DAY_EVENTS));
        bb_trip_append(trip, city, BB_CITY_TIMETABLE, copy);
    }
    BB_EACH(move, city, BB_CITY_MOVES)
        add_move(trip, city, move);
    BB_EACH(day, city, BB_CITY_TIMETABLE) {
        bb_trip_set_int(trip, day, BB_DAY_ORDINAL, (long long)day_at + 1);
        bb_agenda_derive(trip, day, true);
    }
}

/* --- who takes part ------------------------------------------------------------------------- */

static bool
travels(const struct bb_value *person)
{
    return bb_people_is_of(person, BB_PARTY_DELEGATION) || bb_people_is_of(person, BB_PARTY_STAFF);
}

/* Those who are named so far of people who may be named: whether `person` is, whether anyone is. */
struct named {
    const struct bb_value *person;
    bool person_is, anyone_is;
};

static void
name(struct named *named, const struct bb_value *other)
{
    named->person_is |= other == named->person;
    named->anyone_is |= other && travels(other);
}

static const struct bb_value *
find_participant(const struct bb_value *event, const struct bb_value *person)
{
    struct bb_value *participant;
    BB_EACH(participant, event, BB_EVENT_PEOPLE)
        if (bb_trip_person(participant) == person)
            return participant;
    return NULL;
}

static bool
attends(const struct bb_value *event, const struct bb_value *person)
{
    struct named named = {.person = person};
    struct bb_value *participant, *seat;
    BB_EACH(participant, event, BB_EVENT_PEOPLE)
        name(&named, bb_trip_person(participant));
    BB_EACH(seat, event, BB_EVENT_SEATING)
        name(&named, bb_value_record(bb_value_field(seat, BB_SEAT_PERSON)));
    return named.person_is || !named.anyone_is;
}

/* Whether a field that lists people of the delegation names this one, or no one. */
static struct named
find_named(const struct bb_value *record, int field, const struct bb_value *person)
{
    struct named named = {.person = person};
    struct bb_value *ref;
    BB_EACH(ref, record, field)
        name(&named, bb_value_record(ref));
    return named;
}

static bool
takes(const struct bb_value *move, const struct bb_value *person)
{
    struct named named = find_named(move, BB_MOVE_PEOPLE, person);
    return named.person_is || !named.anyone_is;
}

/* --- seats, cars, rooms --------------------------------------------------------------------- */

static struct bb_value *
find_seat(const struct bb_value *record, int field, const struct bb_value *person)
{
    struct bb_value *seat;
    BB_EACH(seat, record, field)
        if (bb_value_record(bb_value_field(seat, BB_SEAT_PERSON)) == person)
            return seat;
    return NULL;
}

/* Those of the cars in `field` of `from` that the person rides in become `to_field` of `to`. */
static void
take_vehicles(struct bb_trip *trip, const struct bb_value *from, int field,
    const struct bb_value *person, struct bb_value *to, int to_field)
{
    struct bb_value *vehicle, *own = NULL;
    bb_trip_set(to, to_field, NULL);
    BB_EACH(vehicle, from, field)
        if (find_named(vehicle, BB_VEHICLE_PEOPLE, person).person_is)
            own = vehicle;
    BB_EACH(vehicle, from, field) {
        const struct bb_value *people = bb_value_field(vehicle, BB_VEHICLE_PEOPLE);
        bool rides = own ? find_named(vehicle, BB_VEHICLE_PEOPLE, person).person_is
                         : bb_value_len(people) == 0;
        if (rides)
            bb_trip_append(trip, to, to_field, vehicle);
    }
}

static struct bb_value *
find_room(const struct bb_value *hotel, const struct bb_value *person)
{
    struct bb_value *room;
    BB_EACH(room, hotel, BB_HOTEL_ROOMS)
        if (find_named(room, BB_ROOM_PEOPLE, person).person_is)
            return room;
    return NULL;
}

/* --- of a person ---------------------------------------------------------------------------- */

static void
fill_item(struct bb_trip *trip, struct bb_value *item, const struct bb_value *person)
{
    const struct bb_value *event = bb_value_field(item, BB_ITEM_EVENT);
    const struct bb_value *move = bb_value_field(item, BB_ITEM_MOVE);
    if (event) {
        bb_trip_set(item, BB_ITEM_SEAT, find_seat(event, BB_EVENT_SEATING, person));
        bb_trip_set(item, BB_ITEM_ROLE,
            bb_value_field(find_participant(event, person), BB_PARTICIPANT_ROLE));
        take_vehicles(trip, event, BB_EVENT_VEHICLES, person, item, BB_ITEM_VEHICLES);
    } else {
        bb_trip_set(item, BB_ITEM_SEAT, find_seat(move, BB_MOVE_SEATING, person));
        take_vehicles(trip, move, BB_MOVE_VEHICLES, person, item, BB_ITEM_VEHICLES);
    }
}

static struct bb_value *
make_day(struct bb_trip *trip, const struct bb_value *day, const struct bb_value *person)
{
    struct bb_value *own = copy_day(trip, day), *event, *move, *item;
    BB_EACH(event, day, BB_DAY_EVENTS)
        if (attends(event, person))
            bb_trip_append(trip, own, BB_DAY_EVENTS, event);
    BB_EACH(move, day, BB_DAY_TRAVEL)
        if (takes(move, person))
            bb_trip_append(trip, own, BB_DAY_TRAVEL, move);
    take_vehicles(trip, day, BB_DAY_VEHICLES, person, own, BB_DAY_VEHICLES);
    bb_trip_set(own, BB_DAY_ROOM, find_room(bb_value_field(day, BB_DAY_LODGING), person));
    bb_agenda_derive(trip, own, false);
    BB_EACH(item, own, BB_DAY_AGENDA)
        fill_item(trip, item, person);
    return own;
}

static bool
says_something(const struct bb_value *day)
{
    return bb_value_len(bb_value_field(day, BB_DAY_AGENDA)) > 0
        || bb_value_len(bb_value_field(day, BB_DAY_VEHICLES)) > 0
        || bb_value_field(day, BB_DAY_TITLE) || bb_value_field(day, BB_DAY_NOTE);
}

static void
move_night(struct bb_value *from, struct bb_value *to)
{
    static const int fields[] = {BB_DAY_LODGING, BB_DAY_ROOM};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        bb_trip_set(to, fields[i], bb_value_field(from, fields[i]));
}

/* Adds a day after those there are. A date in two cities has two: of those the one that says
 * nothing to this person goes, and the night is the later one's. */
static void
add_day(struct bb_trip *trip, struct bb_value *person, struct bb_value *day)
{
    struct bb_value *days = bb_trip_list(trip, person, BB_PERSON_TIMETABLE);
    size_t count = bb_value_len(days);
    struct bb_value *last = count > 0 ? days->as.list.items[count - 1] : NULL;
    bool twice = last
        && bb_trip_day(bb_value_field(last, BB_DAY_DATE))
            == bb_trip_day(bb_value_field(day, BB_DAY_DATE));
    bool replaces = twice && !says_something(last);
    if (twice && !replaces && !says_something(day)) {
        move_night(day, last);
        return;
    }
    if (twice) {
        bb_trip_set(last, BB_DAY_LODGING, NULL);
        bb_trip_set(last, BB_DAY_ROOM, NULL);
    }
    bb_trip_set_int(trip, day, BB_DAY_ORDINAL, (long long)(replaces ? count : count + 1));
    if (replaces)
        days->as.list.items[count - 1] = day;
    else
        bb_value_append(trip->arena, days, day);
}

/* Nights in a row in one hotel are one stay. Of two days with one date the later has the night. */
static void
derive_stays(struct bb_trip *trip, struct bb_value *person)
{
    const struct bb_value *days = bb_value_field(person, BB_PERSON_TIMETABLE);
    struct bb_value *stay = NULL;
    for (size_t i = 0; i < bb_value_len(days); i++) {
        const struct bb_value *day = days->as.list.items[i];
        struct bb_value *hotel = bb_value_field(day, BB_DAY_LODGING);
        long date = bb_trip_day(bb_value_field(day, BB_DAY_DATE));
        if (i + 1 < bb_value_len(days)
            && bb_trip_day(bb_value_field(days->as.list.items[i + 1], BB_DAY_DATE)) == date)
            continue;
        if (hotel && !(stay && bb_value_field(stay, BB_STAY_HOTEL) == hotel)) {
            stay = bb_value_create(trip->arena, &bb_type_stay);
            bb_trip_set(stay, BB_STAY_HOTEL, hotel);
            bb_trip_set(stay, BB_STAY_ROOM, bb_value_field(day, BB_DAY_ROOM));
            bb_trip_set(stay, BB_STAY_FIRST, bb_value_field(day, BB_DAY_DATE));
            bb_trip_append(trip, person, BB_PERSON_STAYS, stay);
        }
        stay = hotel ? stay : NULL;
        if (stay)
            bb_trip_set(stay, BB_STAY_LAST, bb_trip_make_date(trip, date + 1));
    }
}

/* Everyone may attend everything: the product is held to the limit of what the file may hold. */
static bool
is_within_limit(struct bb_trip *trip)
{
    size_t people = bb_value_len(bb_value_field(trip->root, BB_ROOT_TRAVELLERS));
    size_t most = trip->input->limits->items;
    size_t entries = bb_value_len(bb_value_field(trip->root, BB_ROOT_DAYS))
        + bb_value_len(bb_value_field(trip->root, BB_ROOT_EVENTS))
        + bb_value_len(bb_value_field(trip->root, BB_ROOT_MOVES));
    if (people == 0 || entries <= most / people)
        return true;
    bb_report(trip->diag, BB_D_TOO_MANY_ITEMS, bb_value_field(trip->root, BB_ROOT_PEOPLE)->span,
        bb_arena_printf(trip->arena, "%zu", most).ptr);
    return false;
}

void
bb_derive_timetables(struct bb_trip *trip)
{
    struct bb_value *city, *person, *day;
    BB_EACH(city, trip->root, BB_ROOT_CITIES)
        derive_of_city(trip, city);
    if (!is_within_limit(trip))
        return;
    BB_EACH(person, trip->root, BB_ROOT_TRAVELLERS) {
        BB_EACH(day, trip->root, BB_ROOT_DAYS)
            add_day(trip, person, make_day(trip, day, person));
        derive_stays(trip, person);
    }
}

/* People where they cannot be: a head who is not of the delegation, two people in one seat, one
 * person in two seats, rooms or cars, more people than beds or seats.
 *
 * The lists that are compared are those of one moment: a table, a hotel, the cars to one event. A
 * day may have one car in the morning and another at night, and so may the way to an airport. */
#include "itinerary/trip.h"

static void
check_head(struct bb_trip *trip)
{
    struct bb_value *ref = bb_value_field(trip->trip, BB_TRIP_HEAD);
    const struct bb_value *person = bb_value_record(ref);
    const struct bb_value *party = bb_value_field(person, BB_PERSON_PARTY);
    if (person && !(party && party->as.integer == BB_PARTY_DELEGATION))
        bb_report(trip->diag, BB_D_HEAD_OUTSIDE, ref->span,
            bb_trip_text(bb_value_field(person, BB_PERSON_NAME)));
}

/* What one list has named so far. */
struct list {
    const struct bb_type *type; /* of its items */
    GHashTable *people;         /* to their REF */
    GHashTable *numbers;        /* as text, to their value */
};

static struct list
open_list(const struct bb_type *type)
{
    return (struct list){type, g_hash_table_new(NULL, NULL),
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
}

static void
close_list(struct list *list)
{
    g_hash_table_unref(list->people);
    g_hash_table_unref(list->numbers);
}

static void
place_person(struct bb_trip *trip, struct list *list, struct bb_value *ref)
{
    struct bb_value *person = bb_value_record(ref);
    if (!person)
        return;
    const struct bb_value *first = g_hash_table_lookup(list->people, person);
    if (!first) {
        g_hash_table_insert(list->people, person, ref);
        return;
    }
    bb_report(trip->diag, BB_D_PLACED_TWICE, ref->span,
        bb_trip_text(bb_value_field(person, BB_PERSON_NAME)), list->type->name,
        bb_schema_name_ko(list->type));
    bb_report_note(trip->diag, BB_D_FIRST_PLACE, first->span);
}

/* A number, of a seat at its table or of a room, belongs to one item. */
static bool
take_number(
    struct bb_trip *trip, struct list *list, const struct bb_value *number, const char *table)
{
    if (!number || number->tbd)
        return true;
    char *key = g_strdup_printf("%s\n%s", table, bb_trip_text(number));
    const struct bb_value *first = g_hash_table_lookup(list->numbers, key);
    if (!first) {
        g_hash_table_insert(list->numbers, key, (void *)number);
        return true;
    }
    g_free(key);
    bb_report(trip->diag, BB_D_SEAT_TAKEN, number->span, bb_trip_text(number), list->type->name,
        bb_schema_name_ko(list->type));
    bb_report_note(trip->diag, BB_D_FIRST_PLACE, first->span);
    return false;
}

static void
check_room_for(struct bb_trip *trip, const struct bb_value *most, const struct bb_value *people)
{
    if (!most || most->tbd || bb_value_len(people) <= 1)
        return;
    long long count = (long long)bb_value_len(people);
    if (count <= most->as.integer)
        return;
    struct bb_str are = bb_arena_printf(trip->arena, "%lld", count);
    struct bb_str may = bb_arena_printf(trip->arena, "%lld", most->as.integer);
    bb_report(trip->diag, BB_D_TOO_MANY_PEOPLE, most->span, are.ptr, may.ptr);
}

static void
check_seating(struct bb_trip *trip, const struct bb_value *record, int field)
{
    struct list list = open_list(&bb_type_seat);
    struct bb_value *seat;
    BB_EACH(seat, record, field)
        if (take_number(trip, &list, bb_value_field(seat, BB_SEAT_SEAT),
                bb_trip_text(bb_value_field(seat, BB_SEAT_TABLE))))
            place_person(trip, &list, bb_value_field(seat, BB_SEAT_PERSON));
    close_list(&list);
}

static void
check_rooms(struct bb_trip *trip, const struct bb_value *hotel)
{
    struct list list = open_list(&bb_type_room);
    struct bb_value *room, *person;
    BB_EACH(room, hotel, BB_HOTEL_ROOMS) {
        check_room_for(
            trip, bb_value_field(room, BB_ROOM_BEDS), bb_value_field(room, BB_ROOM_PEOPLE));
        take_number(trip, &list, bb_value_field(room, BB_ROOM_NUMBER), "");
        BB_EACH(person, room, BB_ROOM_PEOPLE)
            place_person(trip, &list, person);
    }
    close_list(&list);
}

/* `at_once`: the cars of the list drive at the same time. */
static void
check_vehicles(struct bb_trip *trip, const struct bb_value *record, int field, bool at_once)
{
    struct list list = open_list(&bb_type_vehicle);
    struct bb_value *vehicle, *person;
    BB_EACH(vehicle, record, field) {
        check_room_for(trip, bb_value_field(vehicle, BB_VEHICLE_SEATS),
            bb_value_field(vehicle, BB_VEHICLE_PEOPLE));
        if (!at_once)
            continue;
        BB_EACH(person, vehicle, BB_VEHICLE_PEOPLE)
            place_person(trip, &list, person);
    }
    close_list(&list);
}

void
bb_check_people(struct bb_trip *trip)
{
    struct bb_value *city, *day, *event, *move;
    check_head(trip);
    BB_EACH(city, trip->root, BB_ROOT_CITIES)
        check_rooms(trip, bb_value_field(city, BB_CITY_HOTEL));
    BB_EACH(day, trip->root, BB_ROOT_DAYS) {
        check_rooms(trip, bb_value_field(day, BB_DAY_HOTEL));
        check_vehicles(trip, day, BB_DAY_VEHICLES, false);
    }
    BB_EACH(event, trip->root, BB_ROOT_EVENTS) {
        check_seating(trip, event, BB_EVENT_SEATING);
        check_vehicles(trip, event, BB_EVENT_VEHICLES, true);
    }
    BB_EACH(move, trip->root, BB_ROOT_MOVES) {
        check_seating(trip, move, BB_MOVE_SEATING);
        check_vehicles(trip, move, BB_MOVE_VEHICLES, false);
    }
}

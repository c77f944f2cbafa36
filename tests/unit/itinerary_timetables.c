/* Derived: the timetables of cities and people, and what a city's own page shows. */
#include "itinerary_timetables.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "itinerary_fixture.h"

static const struct bb_value *
item(const struct bb_value *record, int field, size_t index)
{
    const struct bb_value *list = bb_value_field(record, field);
    return index < bb_value_len(list) ? list->as.list.items[index] : NULL;
}

static const char *
text(const struct bb_value *value)
{
    return value ? value->as.text.forms[0].text.ptr : "-";
}

/* --- printing ------------------------------------------------------------------------------- */

/* "a 09:00" or "M1 t" and, in brackets, role, seat and cars. */
static void
say_item(struct bb_buf *out, const struct bb_value *of)
{
    const struct bb_value *event = bb_value_field(of, BB_ITEM_EVENT);
    const struct bb_value *move = bb_value_field(of, BB_ITEM_MOVE);
    struct bb_clock start = bb_value_field(of, BB_ITEM_START)->as.clock;
    bb_buf_printf(out, " %s%s",
        text(event ? bb_value_field(event, BB_EVENT_TITLE) : bb_value_field(move, BB_MOVE_NUMBER)),
        bb_value_field(of, BB_ITEM_REACHES) ? ">" : "");
    if (start.kind == BB_CLOCK_TIME)
        bb_buf_printf(out, "@%02d:%02d", start.minutes / 60, start.minutes % 60);
    if (bb_value_field(of, BB_ITEM_ROLE))
        bb_buf_printf(out, " %s", text(bb_value_field(of, BB_ITEM_ROLE)));
    if (bb_value_field(of, BB_ITEM_SEAT))
        bb_buf_printf(
            out, " s%s", text(bb_value_field(bb_value_field(of, BB_ITEM_SEAT), BB_SEAT_SEAT)));
    for (size_t i = 0; item(of, BB_ITEM_VEHICLES, i); i++)
        bb_buf_printf(
            out, " %s", text(bb_value_field(item(of, BB_ITEM_VEHICLES, i), BB_VEHICLE_NAME)));
}

/* Days by date with their items, cars in braces, the room after a slash. */
static const char *
say_days(struct fixture *f, const struct bb_value *of, int field)
{
    const struct bb_value *day;
    f->said.len = 0;
    for (size_t i = 0; (day = item(of, field, i)); i++) {
        bb_buf_printf(
            &f->said, "%s%d:", i > 0 ? "; " : "", bb_value_field(day, BB_DAY_DATE)->as.date.day);
        for (size_t k = 0; item(day, BB_DAY_AGENDA, k); k++)
            say_item(&f->said, item(day, BB_DAY_AGENDA, k));
        for (size_t k = 0; item(day, BB_DAY_VEHICLES, k); k++)
            bb_buf_printf(&f->said, " {%s}",
                text(bb_value_field(item(day, BB_DAY_VEHICLES, k), BB_VEHICLE_NAME)));
        const struct bb_value *room = bb_value_field(day, BB_DAY_ROOM);
        if (room)
            bb_buf_printf(&f->said, " /%s", text(bb_value_field(room, BB_ROOM_NUMBER)));
    }
    return bb_buf_str(&f->said).ptr;
}

/* --- a trip --------------------------------------------------------------------------------- */

static const char trip_text[] =
    "briefbook: 1\n"
    "trip: {id: t, title: T, from: 2024-07-24, to: 2024-07-29, home: {city: H, timezone: "
    "Asia/Seoul}}\n"
    "people:\n"
    "  ann: {name: Ann, party: delegation, rank: 1}\n"
    "  bob: {name: Bob, party: delegation}\n"
    "  cho: {name: Cho, party: staff}\n"
    "  hu: {name: Hu, party: counterpart}\n"
    "  gus: {name: Gus, party: guest}\n"
    "places:\n"
    "  hall: {name: Hall, location: [48.5, 2], website: 'https://hall.example'}\n"
    "  park: {name: Park, website: 'https://park.example'}\n"
    "cities:\n"
    "  - id: p\n"
    "    name: P\n"
    "    timezone: Europe/Paris\n"
    "    hotel: {name: Inn, location: [48.85661, 2.35], rooms: [{number: '7', people: [ann]}, "
    "{number: '8', people: [bob, cho]}]}\n"
    "    days:\n"
    "      - date: 2024-07-25\n"
    "        vehicles: [{name: c1, people: [ann]}, {name: bus}]\n"
    "        events:\n"
    "          - {start: 09:00, title: a, place: hall, people: [hu, {person: ann, role: talks}]}\n"
    "          - {start: 11:00, title: b, place: park, people: [gus, hu]}\n"
    "          - {start: 13:00, title: d, seating: [{seat: '1', person: hu}, {seat: '2', person: "
    "cho}], vehicles: [{name: v1, people: [cho]}, {name: v2}]}\n"
    "      - date: 2024-07-26\n"
    "        events: [{start: 10:00, title: x, place: hall, people: [hu], status: cancelled}]\n"
    "  - id: q\n"
    "    name: Q\n"
    "    timezone: Europe/Paris\n"
    "    hotel: {name: Rest, rooms: [{number: '1', people: [bob]}]}\n"
    "    days: [{date: 2024-07-28, events: [{start: tbd, title: e, people: [gus, hu]}]}]\n"
    "moves:\n"
    "  - {kind: flight, number: M1, from: home, to: p, depart: 2024-07-24T12:00, arrive: "
    "2024-07-24T17:30}\n"
    "  - {kind: train, number: M2, from: p, to: q, people: [bob], seating: [{seat: '12', person: "
    "bob}]}\n"
    "  - {kind: train, number: M3, from: q, to: p, depart: 2024-07-28T18:00}\n"
    "  - {kind: flight, number: M4, from: q, to: home, depart: 2024-07-29T08:00, arrive: "
    "2024-07-29T23:00}\n";

void
city_has_its_days_and_moves(void **state)
{
    (void)state;
    struct fixture f;
    load(&f, trip_text);
    assert_string_equal(say_days(&f, item(f.root, BB_ROOT_CITIES, 0), BB_CITY_TIMETABLE),
        "24: M1>@17:30; 25: a@09:00 b@11:00 d@13:00 {c1} {bus}; 26: x@10:00; 27: M2; 28: M3>");
    assert_string_equal(say_days(&f, item(f.root, BB_ROOT_CITIES, 1), BB_CITY_TIMETABLE),
        "28: e M3@18:00; 29: M4@08:00");
    finish(&f);
}

/* Names of the records in a list of the city. */
static const char *
say_names(struct fixture *f, int field, int name)
{
    const struct bb_value *city = item(f->root, BB_ROOT_CITIES, 0), *record;
    f->said.len = 0;
    for (size_t i = 0; (record = item(city, field, i)); i++)
        bb_buf_printf(&f->said, "%s%s", i > 0 ? "; " : "", text(bb_value_field(record, name)));
    return bb_buf_str(&f->said).ptr;
}

void
city_has_people_venues_links(void **state)
{
    (void)state;
    struct fixture f;
    load(&f, trip_text);
    assert_string_equal(say_names(&f, BB_CITY_PEOPLE, BB_ENCOUNTER_NAME), "Hu; Gus");
    const struct bb_value *hu = item(item(f.root, BB_ROOT_CITIES, 0), BB_CITY_PEOPLE, 0);
    assert_int_equal(bb_value_len(bb_value_field(hu, BB_ENCOUNTER_EVENTS)), 2);
    assert_string_equal(say_names(&f, BB_CITY_VENUES, BB_PLACE_NAME), "Hall; Park");
    assert_string_equal(
        say_names(&f, BB_CITY_VENUES, BB_PLACE_LINK), "geo:48.5,2; https://park.example");
    assert_string_equal(
        text(bb_value_field(
            bb_value_field(item(f.root, BB_ROOT_CITIES, 0), BB_CITY_HOTEL), BB_HOTEL_LINK)),
        "geo:48.85661,2.35");
    finish(&f);
}

void
city_language_is_that_of_its_phrases(void **state)
{
    (void)state;
    static const struct {
        const char *fields, *language; /* NULL: none */
    } cities[] = {
        {"", NULL},
        {"language: fr, phrases: [{text: {ko: a, zh-Hans: b}}], ", "fr"},
        {"phrases: [{text: {ko: a, latin: b, zh-Hans: c}}], ", "zh-Hans"},
        {"phrases: [a], ", "ko"},
        {"phrases: [{text: {ko: a, reading: b, latin: c}}], ", "ko"},
    };
    for (size_t i = 0; i < sizeof cities / sizeof *cities; i++) {
        struct fixture f;
        char trip[500];
        snprintf(trip, sizeof trip,
            "briefbook: 1\ntrip: {id: t, title: T, from: 2024-07-24, to: 2024-07-24, home: {city: "
            "H, timezone: Asia/Seoul}}\n"
            "cities: [{id: c, name: C, timezone: Asia/Seoul, %sdays: [{date: 2024-07-24}]}]\n",
            cities[i].fields);
        load(&f, trip);
        const struct bb_value *found =
            bb_value_field(item(f.root, BB_ROOT_CITIES, 0), BB_CITY_LANGUAGE);
        assert_int_equal(found != NULL, cities[i].language != NULL);
        if (found)
            assert_string_equal(text(found), cities[i].language);
        finish(&f);
    }
}

void
person_has_own_days(void **state)
{
    (void)state;
    static const struct {
        const char *id, *days;
    } people[] = {
        {"ann",
            "24: M1@12:00 /7; 25: a@09:00 talks b@11:00 {c1} /7; 26: x@10:00 /7; 27:; "
            "28: e M3@18:00 /7; 29: M4@08:00"},
        {"bob",
            "24: M1@12:00 /8; 25: b@11:00 {bus} /8; 26: x@10:00 /8; 27: M2 s12; "
            "28: e M3@18:00 /8; 29: M4@08:00"},
        {"cho",
            "24: M1@12:00 /8; 25: b@11:00 d@13:00 s2 v1 {bus} /8; 26: x@10:00 /8; 27:; "
            "28: e M3@18:00 /8; 29: M4@08:00"},
    };
    struct fixture f;
    load(&f, trip_text);
    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        const struct bb_value *person = item(f.root, BB_ROOT_TRAVELLERS, i);
        assert_string_equal(text(bb_value_field(person, BB_PERSON_ID)), people[i].id);
        assert_string_equal(say_days(&f, person, BB_PERSON_TIMETABLE), people[i].days);
    }
    assert_null(item(f.root, BB_ROOT_TRAVELLERS, 3));
    assert_null(bb_value_field(item(f.root, BB_ROOT_PEOPLE, 3), BB_PERSON_TIMETABLE));
    finish(&f);
}

/* A date in two cities: the day that says nothing to someone goes, a title stays, the night is the
 * later city's. */
void
person_has_a_date_once(void **state)
{
    (void)state;
    static const char two_cities[] =
        "briefbook: 1\n"
        "trip: {id: t, title: T, from: 2024-07-24, to: 2024-07-26, home: {city: H, timezone: "
        "Asia/Seoul}}\n"
        "people: {ann: {name: A, party: delegation}, bob: {name: B, party: delegation}, cho: "
        "{name: C, party: delegation}}\n"
        "cities:\n"
        "  - {id: c, name: C, timezone: Asia/Seoul, hotel: {name: Inn, rooms: [{number: \"1\", "
        "people: [ann, bob, cho]}]}, days: [{date: 2024-07-24, events: [{start: \"09:00\", title: "
        "a, people: [ann]}]}]}\n"
        "  - {id: d, name: D, timezone: Asia/Seoul, hotel: {name: Lodge, rooms: [{number: \"2\", "
        "people: [ann, bob, cho]}]}, days: [{date: 2024-07-24, events: [{start: \"19:00\", title: "
        "b, people: [ann, bob]}]}, {date: 2024-07-25, title: Papers}]}\n"
        "  - {id: e, name: E, timezone: Asia/Seoul, hotel: {name: Barn, rooms: [{number: \"3\", "
        "people: [ann, bob, cho]}]}, days: [{date: 2024-07-25, events: [{start: \"19:00\", title: "
        "x, people: [bob]}]}]}\n";
    static const char *const days[] = {"24: a@09:00; 24: b@19:00 /2; 25: /3; 26:",
        "24: b@19:00 /2; 25:; 25: x@19:00 /3; 26:", "24: /2; 25: /3; 26:"};
    struct fixture f;
    load(&f, two_cities);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        const struct bb_value *person = item(f.root, BB_ROOT_TRAVELLERS, i), *day;
        assert_string_equal(say_days(&f, person, BB_PERSON_TIMETABLE), days[i]);
        for (size_t k = 0; (day = item(person, BB_PERSON_TIMETABLE, k)); k++)
            assert_int_equal(bb_value_field(day, BB_DAY_ORDINAL)->as.integer, k + 1);
    }
    finish(&f);
}

void
person_has_own_stays(void **state)
{
    (void)state;
    struct fixture f;
    load(&f, trip_text);
    const struct bb_value *ann = item(f.root, BB_ROOT_TRAVELLERS, 0), *stay;
    for (size_t i = 0; (stay = item(ann, BB_PERSON_STAYS, i)); i++)
        bb_buf_printf(&f.said, "%s%s %s %d-%d", i > 0 ? "; " : "",
            text(bb_value_field(bb_value_field(stay, BB_STAY_HOTEL), BB_HOTEL_NAME)),
            text(bb_value_field(bb_value_field(stay, BB_STAY_ROOM), BB_ROOM_NUMBER)),
            bb_value_field(stay, BB_STAY_FIRST)->as.date.day,
            bb_value_field(stay, BB_STAY_LAST)->as.date.day);
    assert_string_equal(bb_buf_str(&f.said).ptr, "Inn 7 24-27; Inn 7 28-29");
    finish(&f);
}

/* Twenty people and ten days are 200 entries, of which the file holds far less. */
void
timetables_are_limited(void **state)
{
    (void)state;
    static const size_t limits[] = {199, 200};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct fixture f;
        struct bb_buf trip;
        bb_buf_init(&trip, 0);
        bb_buf_append_text(&trip,
            "briefbook: 1\ntrip: {id: t, title: T, from: 2024-07-01, to: 2024-07-10, home: {city: "
            "H, timezone: Asia/Seoul}}\ncities: []\npeople:\n");
        for (int k = 0; k < 20; k++)
            bb_buf_printf(&trip, "  p%d: {name: P%d, party: staff}\n", k, k);
        open_fixture(&f);
        f.in.limits.items = limits[i];
        load_open(&f, bb_buf_str(&trip).ptr);
        bool full = bb_value_field(item(f.root, BB_ROOT_TRAVELLERS, 0), BB_PERSON_TIMETABLE);
        assert_int_equal(full, limits[i] == 200);
        assert_int_equal(f.status, full ? BB_OK : BB_INVALID);
        bb_buf_finish(&trip);
        finish(&f);
    }
}

/* itinerary: derived fields, includes, time zones, and the goldens of tests/suite/trip. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "goldens.h"
#include "itinerary/hanzi.h"
#include "itinerary_fixture.h"
#include "itinerary_timetables.h"

static void
load_file(struct fixture *f, const char *path)
{
    open_fixture(f);
    f->status = bb_itinerary_load(&f->in.input, path, NULL, &f->root);
}

static struct bb_value *
item(const struct bb_value *record, int field, size_t index)
{
    const struct bb_value *list = bb_value_field(record, field);
    assert_true(index < bb_value_len(list));
    return list->as.list.items[index];
}

static long
day_of(const struct bb_value *record, int field)
{
    const struct bb_value *date = bb_value_field(record, field);
    assert_non_null(date);
    return bb_date_to_days(date->as.date);
}

static long
on(int month, int day)
{
    return bb_date_to_days((struct bb_date){2024, (int8_t)month, (int8_t)day});
}

/* --- the sample ----------------------------------------------------------------------------- */

static void
load_sample(struct fixture *f)
{
    load_file(f, BB_SOURCE_DIR "/data/seoul-2024/trip.yaml");
    assert_int_equal(f->status, BB_OK);
    assert_int_equal(f->in.diag.entries.len, 0);
}

static void
test_sample_calendar(void **state)
{
    (void)state;
    static const struct {
        int month, day;
        const char *city; /* NULL: travel only */
        size_t events, moves;
    } days[] = {{7, 24, NULL, 0, 1}, {7, 25, "paris", 3, 0}, {7, 26, "paris", 4, 0},
        {7, 27, NULL, 0, 1}, {7, 28, "chongqing", 3, 0}, {7, 29, "chongqing", 5, 0},
        {7, 30, "beijing", 2, 1}, {7, 31, "beijing", 3, 0}, {8, 1, "beijing", 2, 1}};
    struct fixture f;
    load_sample(&f);
    const size_t count = sizeof days / sizeof *days;
    assert_int_equal(bb_value_len(bb_value_field(f.root, BB_ROOT_DAYS)), count);
    for (size_t i = 0; i < count; i++) {
        const struct bb_value *day = item(f.root, BB_ROOT_DAYS, i);
        const struct bb_value *city = bb_value_field(day, BB_DAY_CITY);
        assert_int_equal(day_of(day, BB_DAY_DATE), on(days[i].month, days[i].day));
        assert_int_equal(bb_value_field(day, BB_DAY_NUMBER)->as.integer, i + 1);
        assert_int_equal(bb_value_len(bb_value_field(day, BB_DAY_EVENTS)), days[i].events);
        assert_int_equal(bb_value_len(bb_value_field(day, BB_DAY_TRAVEL)), days[i].moves);
        assert_int_equal(city != NULL, days[i].city != NULL);
        if (city)
            assert_string_equal(city->as.record.id.ptr, days[i].city);
    }
    const struct bb_value *trip = bb_value_field(f.root, BB_ROOT_TRIP);
    assert_int_equal(bb_value_field(trip, BB_TRIP_DAYS)->as.integer, 9);
    assert_int_equal(bb_value_len(bb_value_field(f.root, BB_ROOT_EVENTS)), 22);
    finish(&f);
}

static void
test_sample_cities(void **state)
{
    (void)state;
    static const struct {
        const char *id;
        int first[2], last[2], offset, utc;
        size_t events, moves;
    } cities[] = {{"paris", {7, 25}, {7, 26}, -7 * 60, 2 * 60, 7, 2},
        {"chongqing", {7, 28}, {7, 30}, -60, 8 * 60, 8, 2},
        {"beijing", {7, 30}, {8, 1}, -60, 8 * 60, 7, 2}};
    struct fixture f;
    load_sample(&f);
    for (size_t i = 0; i < 3; i++) {
        const struct bb_value *city = item(f.root, BB_ROOT_CITIES, i);
        assert_string_equal(city->as.record.id.ptr, cities[i].id);
        assert_int_equal(bb_value_field(city, BB_CITY_NUMBER)->as.integer, i + 1);
        assert_int_equal(day_of(city, BB_CITY_FIRST), on(cities[i].first[0], cities[i].first[1]));
        assert_int_equal(day_of(city, BB_CITY_LAST), on(cities[i].last[0], cities[i].last[1]));
        assert_int_equal(bb_value_field(city, BB_CITY_OFFSET)->as.integer, cities[i].offset);
        assert_int_equal(bb_value_field(city, BB_CITY_UTC)->as.integer, cities[i].utc);
        assert_int_equal(bb_value_len(bb_value_field(city, BB_CITY_EVENTS)), cities[i].events);
        assert_int_equal(bb_value_len(bb_value_field(city, BB_CITY_MOVES)), cities[i].moves);
    }
    finish(&f);
}

static struct bb_value *
find_event(const struct fixture *f, const char *id)
{
    const struct bb_value *events = bb_value_field(f->root, BB_ROOT_EVENTS);
    for (size_t i = 0; i < bb_value_len(events); i++)
        if (bb_str_is(events->as.list.items[i]->as.record.id, id))
            return events->as.list.items[i];
    fail_msg("no event %s", id);
    return NULL;
}

static void
test_sample_meeting(void **state)
{
    (void)state;
    struct fixture f;
    load_sample(&f);
    struct bb_value *event = find_event(&f, "hu-meeting");
    const struct bb_value *home = bb_value_field(event, BB_EVENT_HOME_START);
    assert_int_equal(home->as.clock.minutes, 18 * 60);
    assert_int_equal(home->as.clock.day_offset, 0);
    assert_string_equal(bb_value_field(event, BB_EVENT_CITY)->as.record.id.ptr, "chongqing");
    assert_int_equal(day_of(event, BB_EVENT_DATE), on(7, 29));
    assert_ptr_equal(item(bb_value_field(event, BB_EVENT_DAY), BB_DAY_EVENTS, 3), event);
    struct bb_value *person = bb_value_field(event, BB_EVENT_COUNTERPART);
    assert_string_equal(person->as.record.id.ptr, "hu-henghua");
    assert_ptr_equal(item(person, BB_PERSON_EVENTS, 0), event);
    assert_ptr_equal(item(f.root, BB_ROOT_COUNTERPARTS, 0), person);
    assert_int_equal(bb_value_len(bb_value_field(f.root, BB_ROOT_COUNTERPARTS)), 2);
    const struct bb_value *step = item(event, BB_EVENT_SEQUENCE, 0);
    assert_int_equal(bb_value_field(step, BB_STEP_HOME_AT)->as.clock.minutes, 18 * 60);
    assert_null(bb_value_field(find_event(&f, "signing"), BB_EVENT_HOME_START));
    finish(&f);
}

/* An undated move stands under the free day between the cities; a day that ends in another city has
 * that one's hotel. */
static void
test_sample_moves(void **state)
{
    (void)state;
    struct fixture f;
    load_sample(&f);
    const struct bb_value *move = item(f.root, BB_ROOT_MOVES, 1);
    assert_int_equal(day_of(move, BB_MOVE_DATE), on(7, 27));
    const struct bb_value *from = bb_value_field(move, BB_MOVE_FROM);
    assert_string_equal(bb_value_form(bb_value_field(from, BB_STOP_NAME), "ko")->text.ptr, "파리");
    from = bb_value_field(item(f.root, BB_ROOT_MOVES, 0), BB_MOVE_FROM);
    assert_string_equal(bb_value_form(bb_value_field(from, BB_STOP_NAME), "ko")->text.ptr, "서울");
    const struct bb_value *beijing = item(f.root, BB_ROOT_CITIES, 2);
    const struct bb_value *day = item(f.root, BB_ROOT_DAYS, 6); /* 30 July, from Chongqing */
    assert_ptr_equal(bb_value_field(day, BB_DAY_LODGING), bb_value_field(beijing, BB_CITY_HOTEL));
    assert_null(bb_value_field(item(f.root, BB_ROOT_DAYS, 0), BB_DAY_LODGING));
    assert_null(bb_value_field(item(f.root, BB_ROOT_DAYS, 8), BB_DAY_LODGING));
    finish(&f);
}

/* --- time zones ----------------------------------------------------------------------------- */

static const struct {
    const char *name, *home, *city, *date, *start, *end;
    int start_at, start_day, end_at, end_day; /* in home time */
} clocks[] = {
    {"Paris in summer", "Asia/Seoul", "Europe/Paris", "2024-07-25", "08:30", "10:00", 930, 0, 1020,
        0},
    {"Paris in winter", "Asia/Seoul", "Europe/Paris", "2024-01-25", "17:00", "17:30", 60, 1, 90, 1},
    {"Los Angeles", "Asia/Seoul", "America/Los_Angeles", "2024-07-25", "18:00", "19:00", 600, 1,
        660, 1},
    {"past midnight", "Asia/Seoul", "Asia/Shanghai", "2024-07-25", "22:30", "00:30", 1410, 0, 90,
        1},
    {"seen from the west", "America/New_York", "Asia/Seoul", "2024-07-25", "09:00", "13:30", 1200,
        -1, 30, 0},
    {"half an hour", "Asia/Seoul", "Asia/Kolkata", "2024-07-25", "09:00", "09:30", 750, 0, 780, 0},
    {"across the date line", "Pacific/Auckland", "Pacific/Honolulu", "2024-07-25", "15:00", "23:00",
        780, 1, 1260, 1},
};

static void
test_home_times(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        char text[1000];
        snprintf(text, sizeof text,
            "briefbook: 1\n"
            "trip: {id: t, title: T, from: %s, to: %s, home: {city: H, timezone: %s}}\n"
            "cities:\n  - id: c\n    name: C\n    timezone: %s\n    days:\n      - date: %s\n"
            "        events: {start: %s, end: %s, title: E}\n",
            clocks[i].date, clocks[i].date, clocks[i].home, clocks[i].city, clocks[i].date,
            clocks[i].start, clocks[i].end);
        struct fixture f;
        load(&f, text);
        if (f.status != BB_OK)
            fail_msg("%s: refused", clocks[i].name);
        const struct bb_value *event = item(f.root, BB_ROOT_EVENTS, 0);
        struct bb_clock start = bb_value_field(event, BB_EVENT_HOME_START)->as.clock;
        struct bb_clock end = bb_value_field(event, BB_EVENT_HOME_END)->as.clock;
        if (start.minutes != clocks[i].start_at || start.day_offset != clocks[i].start_day
            || end.minutes != clocks[i].end_at || end.day_offset != clocks[i].end_day)
            fail_msg("%s: %d %+d to %d %+d", clocks[i].name, start.minutes, start.day_offset,
                end.minutes, end.day_offset);
        finish(&f);
    }
}

#define HEAD                                                                               \
    "briefbook: 1\n"                                                                       \
    "trip: {id: t, title: T, from: 2024-07-24, to: 2024-07-27, home: {city: H, timezone: " \
    "Asia/Seoul}}\n"
#define CITY(id, zone, days) "  - id: " id "\n    name: N\n    timezone: " zone "\n    days:\n" days

static void
test_move_times(void **state)
{
    (void)state;
    static const struct {
        const char *depart, *arrive;
        int minutes, home_arrive, home_day;
    } moves[] = {
        {"2024-07-24T13:05", "2024-07-24T19:35", 810, 155, 1},
        {"2024-07-24T13:05+09:00", "2024-07-24T17:35Z", 810, 155, 1},
    };
    for (size_t i = 0; i < 2; i++) {
        char text[1000];
        snprintf(text, sizeof text,
            HEAD "moves: {kind: flight, from: home, to: a, depart: %s, arrive: %s}\ncities:\n" CITY(
                "a", "Europe/Paris", "      - {date: 2024-07-25}\n"),
            moves[i].depart, moves[i].arrive);
        struct fixture f;
        load(&f, text);
        assert_int_equal(f.status, BB_OK);
        const struct bb_value *move = item(f.root, BB_ROOT_MOVES, 0);
        assert_int_equal(bb_value_field(move, BB_MOVE_DURATION)->as.integer, moves[i].minutes);
        assert_int_equal(day_of(move, BB_MOVE_DATE), on(7, 24));
        struct bb_clock arrive = bb_value_field(move, BB_MOVE_HOME_ARRIVE)->as.clock;
        if (i == 0) {
            assert_int_equal(arrive.minutes, moves[i].home_arrive);
            assert_int_equal(arrive.day_offset, moves[i].home_day);
        }
        finish(&f);
    }
}

/* --- the order of things -------------------------------------------------------------------- */

/* Two cities share 26 July; each keeps its own day of that date. */
static void
test_shared_date(void **state)
{
    (void)state;
    struct fixture f;
    load(&f,
        HEAD "cities:\n" CITY("a", "Europe/Paris",
            "      - {date: 2024-07-25, events: {start: 09:00, title: one}}\n"
            "      - {date: 2024-07-26, events: {start: 08:00, title: two}}\n") CITY("b",
            "Asia/Shanghai",
            "      - {date: 2024-07-26, events: {start: 20:00, title: three}}\n") "moves: {kind: "
                                                                                  "train, from: a, "
                                                                                  "to: b, depart: "
                                                                                  "2024-07-26}\n");
    assert_int_equal(f.status, BB_OK);
    assert_int_equal(f.in.diag.entries.len, 0);
    assert_int_equal(bb_value_len(bb_value_field(f.root, BB_ROOT_DAYS)), 5);
    const struct bb_value *leaving = item(f.root, BB_ROOT_DAYS, 2);
    const struct bb_value *arriving = item(f.root, BB_ROOT_DAYS, 3);
    assert_string_equal(bb_value_field(leaving, BB_DAY_CITY)->as.record.id.ptr, "a");
    assert_string_equal(bb_value_field(arriving, BB_DAY_CITY)->as.record.id.ptr, "b");
    assert_int_equal(bb_value_field(arriving, BB_DAY_NUMBER)->as.integer, 3);
    assert_int_equal(bb_value_len(bb_value_field(leaving, BB_DAY_TRAVEL)), 1);
    assert_int_equal(bb_value_len(bb_value_field(arriving, BB_DAY_TRAVEL)), 0);
    assert_string_equal(item(f.root, BB_ROOT_EVENTS, 2)->as.record.id.ptr, "2024-07-26-2");
    finish(&f);
}

static void
test_event_ids(void **state)
{
    (void)state;
    static const char *const ids[] = {"2024-07-25-3", "2024-07-25-2", "given", "2024-07-25-4"};
    struct fixture f;
    load(&f,
        HEAD "cities:\n" CITY("a", "Europe/Paris",
            "      - date: 2024-07-25\n        events:\n"
            "          - {start: tbd, title: one, id: 2024-07-25-3}\n"
            "          - {start: tbd, title: two}\n"
            "          - {start: tbd, title: three, id: given}\n"
            "          - {start: tbd, title: four}\n"));
    assert_int_equal(f.status, BB_OK);
    for (size_t i = 0; i < 4; i++) {
        const struct bb_value *event = item(f.root, BB_ROOT_EVENTS, i);
        assert_string_equal(event->as.record.id.ptr, ids[i]);
        assert_string_equal(bb_value_field(event, BB_EVENT_ID)->as.text.forms[0].text.ptr, ids[i]);
    }
    finish(&f);
}

static void
test_delegation_by_rank(void **state)
{
    (void)state;
    static const char *const order[] = {"c", "a", "d", "b"};
    struct fixture f;
    load(&f,
        HEAD "cities:\n" CITY("x", "Europe/Paris",
            "      - {date: 2024-07-25}\n") "people:\n  a: {name: A, party: delegation, rank: 2}\n"
                                            "  b: {name: B, party: delegation}\n  c: {name: C, "
                                            "party: delegation, rank: 1}\n"
                                            "  d: {name: D, party: delegation, rank: 2}\n");
    assert_int_equal(bb_value_len(bb_value_field(f.root, BB_ROOT_DELEGATION)), 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(item(f.root, BB_ROOT_DELEGATION, i)->as.record.id.ptr, order[i]);
    finish(&f);
}

static void
test_participant(void **state)
{
    (void)state;
    struct fixture f;
    load(&f,
        HEAD "people: {a: {name: A, party: counterpart}, b: {name: B}}\n"
             "cities:\n" CITY("x", "Europe/Paris",
                 "      - {date: 2024-07-25, events: [{start: 9:00, title: T, vehicles: by bus,"
                 " people: [b, {person: a, role: host}]}]}\n"));
    assert_int_equal(f.status, BB_OK);
    const struct bb_value *event = item(f.root, BB_ROOT_EVENTS, 0);
    const struct bb_value *host = item(event, BB_EVENT_PEOPLE, 1);
    const struct bb_value *person = bb_value_field(event, BB_EVENT_COUNTERPART);
    assert_string_equal(person->as.record.id.ptr, "a");
    assert_ptr_equal(
        bb_value_field(host, BB_PARTICIPANT_NAME), bb_value_field(person, BB_PERSON_NAME));
    assert_ptr_equal(item(person, BB_PERSON_EVENTS, 0), event);
    assert_ptr_equal(item(f.root, BB_ROOT_COUNTERPARTS, 0), person);
    const struct bb_value *bus = bb_value_field(item(event, BB_EVENT_VEHICLES, 0), BB_VEHICLE_NAME);
    assert_string_equal(bus->as.text.forms[0].text.ptr, "by bus");
    finish(&f);
}

/* Whom an event names twice is met once. */
static void
test_counterparts(void **state)
{
    (void)state;
    static const char *const order[] = {"b", "c", "a", "d"};
    struct fixture f;
    load(&f,
        HEAD
        "people: {a: {name: A, party: counterpart}, b: {name: B, party: counterpart},"
        " c: {name: C, party: counterpart}, d: {name: D, party: counterpart}, e: {name: E}}\n"
        "cities:\n" CITY("x", "Europe/Paris",
            "      - {date: 2024-07-25, events: [{start: 9:00, title: T, people: [b, c, e, b]},"
            " {start: 10:00, title: U, people: [a, b]}]}\n"));
    assert_int_equal(bb_value_len(bb_value_field(f.root, BB_ROOT_COUNTERPARTS)), 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(item(f.root, BB_ROOT_COUNTERPARTS, i)->as.record.id.ptr, order[i]);
    finish(&f);
}

/* --- agenda --------------------------------------------------------------------------------- */

/* Titles of events and numbers of moves, in order. */
static void
print_agenda(const struct bb_value *day, char *out, size_t size)
{
    const struct bb_value *agenda = bb_value_field(day, BB_DAY_AGENDA);
    size_t len = 0;
    out[0] = '\0';
    for (size_t i = 0; i < bb_value_len(agenda); i++) {
        const struct bb_value *of = agenda->as.list.items[i];
        const struct bb_value *event = bb_value_field(of, BB_ITEM_EVENT);
        const struct bb_value *move = bb_value_field(of, BB_ITEM_MOVE);
        assert_true((event == NULL) != (move == NULL));
        assert_int_equal(day_of(of, BB_ITEM_DATE), day_of(day, BB_DAY_DATE));
        const struct bb_value *name =
            event ? bb_value_field(event, BB_EVENT_TITLE) : bb_value_field(move, BB_MOVE_NUMBER);
        len += (size_t)snprintf(
            out + len, size - len, "%s%s", i > 0 ? " " : "", name->as.text.forms[0].text.ptr);
    }
}

static const struct {
    const char *name, *events, *moves, *agenda;
} agendas[] = {
    {"events alone", "{start: evening, title: a}, {start: 09:00, title: b}", "", "a b"},
    {"an untimed move in", "{start: 09:00, title: a}", "{from: home, to: c, depart: 2024-07-25}",
        "M1 a"},
    {"an untimed move out", "{start: tbd, title: a}", "{from: c, to: home, depart: 2024-07-25}",
        "a M1"},
    {"a move out before the evening",
        "{start: 14:00, title: a}, {start: after-previous, title: b}, {start: evening, title: d}",
        "{from: c, to: home, depart: 2024-07-25T17:00}", "a b M1 d"},
    {"a move in after the morning", "{start: morning, title: a}, {start: afternoon, title: b}",
        "{from: home, to: c, depart: 2024-07-25T18:30, arrive: 2024-07-25T12:10}", "a M1 b"},
    {"a move in, by its departure in Seoul", "{start: 08:00, title: a}, {start: 12:30, title: b}",
        "{from: home, to: c, depart: 2024-07-25T18:00}", "a M1 b"},
    {"a day trip home", "{start: 07:00, title: a}, {start: 22:00, title: b}",
        "{from: c, to: home, depart: 2024-07-25T08:00}, "
        "{from: home, to: c, depart: 2024-07-25T22:00, arrive: 2024-07-25T21:30}",
        "a M1 M2 b"},
    {"moves in another order than the file's", "{start: 12:00, title: a}",
        "{from: c, to: home, depart: 2024-07-25T18:00}, "
        "{from: home, to: c, depart: 2024-07-25T09:00, arrive: 2024-07-25T11:00}",
        "M2 a M1"},
    {"untimed moves out and back", "{start: evening, title: a}",
        "{from: c, to: home, depart: 2024-07-25}, {from: home, to: c, depart: 2024-07-25}",
        "a M1 M2"},
};

static void
test_agenda(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof agendas / sizeof *agendas; i++) {
        struct fixture f;
        char text[1500], agenda[100], moves[500];
        size_t len = 0, number = 0;
        for (const char *at = agendas[i].moves; *at; at++) {
            moves[len++] = *at;
            if (*at == '{')
                len += (size_t)sprintf(moves + len, "kind: flight, number: M%zu, ", ++number);
        }
        snprintf(text, sizeof text,
            "briefbook: 1\ntrip: {id: t, title: T, from: 2024-07-25, to: 2024-07-25, home: {city: "
            "H, timezone: Asia/Seoul}}\n"
            "cities:\n  - {id: c, name: C, timezone: Europe/Paris, days: [{date: 2024-07-25, "
            "events: [%s]}]}\nmoves: [%.*s]\n",
            agendas[i].events, (int)len, moves);
        load(&f, text);
        print_agenda(item(f.root, BB_ROOT_DAYS, 0), agenda, sizeof agenda);
        if (strcmp(agenda, agendas[i].agenda) != 0)
            fail_msg("%s: %s", agendas[i].name, agenda);
        finish(&f);
    }
}

/* What an item tells of its event or move. */
static void
test_agenda_items(void **state)
{
    (void)state;
    struct fixture f;
    load_sample(&f);
    struct bb_value *day = item(f.root, BB_ROOT_DAYS, 6); /* 30 July: Chongqing to Beijing */
    const struct bb_value *move = item(day, BB_DAY_AGENDA, 0);
    const struct bb_value *event = item(day, BB_DAY_AGENDA, 1);
    assert_int_equal(bb_value_len(bb_value_field(day, BB_DAY_AGENDA)), 3);
    assert_ptr_equal(bb_value_field(move, BB_ITEM_MOVE), item(f.root, BB_ROOT_MOVES, 2));
    assert_int_equal(bb_value_field(move, BB_ITEM_START)->as.clock.kind, BB_CLOCK_TBD);
    assert_null(bb_value_field(move, BB_ITEM_HOME_START));
    assert_ptr_equal(bb_value_field(event, BB_ITEM_EVENT), item(day, BB_DAY_EVENTS, 0));
    event = item(item(f.root, BB_ROOT_DAYS, 1), BB_DAY_AGENDA, 0);
    assert_int_equal(bb_value_field(event, BB_ITEM_START)->as.clock.minutes, 8 * 60 + 30);
    assert_int_equal(bb_value_field(event, BB_ITEM_HOME_START)->as.clock.minutes, 15 * 60 + 30);
    finish(&f);
}

/* --- zones ---------------------------------------------------------------------------------- */

/* "0 H,A; -60 B": offsets, and the names of the places. */
static void
print_zones(const struct bb_value *root, char *out, size_t size)
{
    const struct bb_value *zones = bb_value_field(root, BB_ROOT_ZONES);
    size_t len = 0;
    out[0] = '\0';
    for (size_t i = 0; i < bb_value_len(zones); i++) {
        const struct bb_value *zone = zones->as.list.items[i];
        const struct bb_value *names = bb_value_field(zone, BB_ZONE_NAMES);
        assert_int_equal(bb_value_field(zone, BB_ZONE_HOME) != NULL, i == 0);
        len += (size_t)snprintf(out + len, size - len, "%s%lld", i > 0 ? "; " : "",
            bb_value_field(zone, BB_ZONE_OFFSET)->as.integer);
        for (size_t j = 0; j < bb_value_len(names); j++)
            len += (size_t)snprintf(out + len, size - len, "%c%s", j > 0 ? ',' : ' ',
                names->as.list.items[j]->as.text.forms[0].text.ptr);
    }
}

static void
test_zones(void **state)
{
    (void)state;
    static const struct {
        const char *name, *home, *zones[4], *expected;
    } trips[] = {
        {"one zone", "Asia/Seoul", {"Asia/Tokyo"}, "0 H,A"},
        {"from east to west", "Asia/Seoul", {"Europe/Paris", "Asia/Shanghai", "Asia/Taipei"},
            "0 H; -60 B,C; -420 A"},
        {"home between", "Europe/Paris", {"America/New_York", "Asia/Seoul"}, "0 H; 420 B; -360 A"},
        {"a quarter of an hour", "Asia/Seoul", {"Asia/Kolkata", "Asia/Kathmandu"},
            "0 H; -195 B; -210 A"},
        {"both sides of the date line", "Pacific/Honolulu", {"Pacific/Auckland", "Pacific/Midway"},
            "0 H; 1320 A; -60 B"},
    };
    for (size_t i = 0; i < sizeof trips / sizeof *trips; i++) {
        char text[1500], zones[200];
        int len = snprintf(text, sizeof text,
            "briefbook: 1\ntrip: {id: t, title: T, from: 2024-07-24, to: 2024-07-27, home: {city: "
            "H, timezone: %s}}\ncities:\n",
            trips[i].home);
        for (size_t j = 0; trips[i].zones[j]; j++)
            len += snprintf(text + len, sizeof text - (size_t)len,
                "  - {id: %c, name: %c, timezone: %s, days: {date: 2024-07-25}}\n", 'a' + (int)j,
                'A' + (int)j, trips[i].zones[j]);
        struct fixture f;
        load(&f, text);
        print_zones(f.root, zones, sizeof zones);
        size_t all = bb_value_len(bb_value_field(f.root, BB_ROOT_ZONES));
        size_t away = bb_value_len(bb_value_field(f.root, BB_ROOT_ZONES_AWAY));
        assert_int_equal(away, all > 0 ? all - 1 : 0);
        if (strcmp(zones, trips[i].expected) != 0)
            fail_msg("%s: %s", trips[i].name, zones);
        finish(&f);
    }
}

/* --- Hanzi ------------------------------------------------------------------------------------ */

static void
test_hanzi(void **state)
{
    (void)state;
    static const struct {
        int32_t code, simplified;
        bool only_simplified;
    } letters[] = {{L'華', L'华', false}, {L'华', 0, true}, {L'胡', 0, false},
        {L'丟', L'丢', false}, {L'龔', L'龚', false}, {L'乾', 0, false}, {L'於', 0, false},
        {L'杰', 0, false}, {L'龙', 0, true}, {L'a', 0, false}, {0, 0, false}, {0x2A6A5, 0, false}};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        assert_int_equal(bb_hanzi_simplify(letters[i].code), letters[i].simplified);
        assert_int_equal(bb_hanzi_is_simplified(letters[i].code), letters[i].only_simplified);
    }
    static const struct {
        const char *a, *b;
        bool near;
        size_t different;
    } names[] = {{"胡衡華", "胡衡华", true, 0}, {"林峯", "林峰", true, 0},
        {"胡衡華", "胡恒华", true, 1}, {"胡衡華", "胡衡", false, 0}, {"殷勇", "王岐", false, 2},
        {"후헝화", "후형화", true, 1}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t different;
        bool near = bb_hanzi_is_near(bb_str_from(names[i].a), bb_str_from(names[i].b), &different);
        assert_int_equal(near, names[i].near);
        assert_int_equal(different, names[i].different);
    }
}

/* --- includes ------------------------------------------------------------------------------- */

static void
test_include_merges(void **state)
{
    (void)state;
    struct fixture f;
    assert_int_equal(chdir(BB_TEST_DIR "/suite/trip"), 0);
    load_file(&f, "include-merges.yaml");
    assert_int_equal(f.status, BB_OK);
    assert_int_equal(f.in.diag.entries.len, 0);
    assert_int_equal(bb_value_len(bb_value_field(f.root, BB_ROOT_PEOPLE)), 3);
    assert_int_equal(bb_value_len(bb_value_field(f.root, BB_ROOT_GLOSSARY)), 3);
    assert_int_equal(bb_value_len(bb_value_field(f.root, BB_ROOT_CITIES)), 1);
    finish(&f);
}

/* --- broken input --------------------------------------------------------------------------- */

static void
test_broken_input(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "7\n", "[]\n", "{}\n", "trip:\n", "a: [\n",
        "trip: {}\ncities: [{}, {days: [{}, {events: [{}]}]}]\nmoves: [{}, {from: {}}]\n",
        "people: {a: {}}\nplaces: {b: {location: []}}\ntrip: {from: 2024-01-01}\ncities: {days: "
        "{date: tbd}}\n",
        HEAD "cities: {id: home, days: {date: 2024-07-25, events: {start: tbd, people: tbd, place: "
             "tbd, mou: {parties: tbd}}}, hotel: tbd}\nmoves: {kind: tbd, from: home, to: home}\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct fixture f;
        load(&f, texts[i]);
        assert_int_equal(f.status, BB_INVALID);
        assert_true(f.in.diag.nerrors > 0);
        finish(&f);
    }
}

static void
test_unreadable_file(void **state)
{
    (void)state;
    struct fixture f;
    load_file(&f, "there/is/no/such.yaml");
    assert_int_equal(f.status, BB_IO);
    assert_null(f.root);
    finish(&f);
}

/* --- goldens -------------------------------------------------------------------------------- */

static void
read_trip(struct bb_input *input, const char *name)
{
    struct bb_value *root;
    bb_itinerary_load(input, name, NULL, &root);
}

/* What a trip of as many cities takes, all visited on one day. */
static size_t
measure_cities(int count)
{
    struct fixture f;
    struct bb_buf text;
    bb_buf_init(&text, 0);
    bb_buf_append_text(&text,
        "briefbook: 1\n"
        "trip: {id: t, title: T, from: 2024-07-24, to: 2024-07-24, "
        "home: {city: 서울, timezone: Asia/Seoul}}\n"
        "cities:\n");
    for (int i = 0; i < count; i++)
        bb_buf_printf(&text,
            "  - {id: c%d, name: C, timezone: Asia/Seoul, days: [{date: 2024-07-24, "
            "events: [{start: tbd, title: E}]}]}\n",
            i);
    load(&f, text.ptr);
    bb_buf_finish(&text);
    assert_int_equal(f.status, BB_OK);
    const struct bb_value *last = item(f.root, BB_ROOT_EVENTS, (size_t)count - 1);
    char id[32];
    snprintf(id, sizeof id, "2024-07-24-%d", count);
    assert_string_equal(last->as.record.id.ptr, id);
    size_t total = f.in.arena.total;
    finish(&f);
    return total;
}

/* Trying the names of a date from the first on for each city took the square of it. */
static void
test_cities_that_share_a_date_cost_the_same_each(void **state)
{
    (void)state;
    size_t some = measure_cities(250), more = measure_cities(1000);
    assert_true(more < 6 * some);
}

static void
test_goldens(void **state)
{
    (void)state;
    /* Layouts alone have such fields, or the file would be as large as the limit: test_schema. */
    static const char *const elsewhere[] = {"E0310", "E0322", "E0332"};
    check_goldens(&(struct goldens){
        "trip", read_trip, "03 04", elsewhere, sizeof elsewhere / sizeof *elsewhere});
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sample_calendar),
        cmocka_unit_test(test_sample_cities),
        cmocka_unit_test(test_sample_meeting),
        cmocka_unit_test(test_sample_moves),
        cmocka_unit_test(test_home_times),
        cmocka_unit_test(test_move_times),
        cmocka_unit_test(test_shared_date),
        cmocka_unit_test(test_event_ids),
        cmocka_unit_test(test_delegation_by_rank),
        cmocka_unit_test(test_participant),
        cmocka_unit_test(test_counterparts),
        cmocka_unit_test(test_hanzi),
        cmocka_unit_test(test_agenda),
        cmocka_unit_test(test_agenda_items),
        cmocka_unit_test(test_zones),
        cmocka_unit_test(city_has_its_days_and_moves),
        cmocka_unit_test(city_has_people_venues_links),
        cmocka_unit_test(city_language_is_that_of_its_phrases),
        cmocka_unit_test(person_has_own_days),
        cmocka_unit_test(person_has_a_date_once),
        cmocka_unit_test(person_has_own_stays),
        cmocka_unit_test(timetables_are_limited),
        cmocka_unit_test(test_include_merges),
        cmocka_unit_test(test_broken_input),
        cmocka_unit_test(test_unreadable_file),
        cmocka_unit_test(test_cities_that_share_a_date_cost_the_same_each),
        cmocka_unit_test(test_goldens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

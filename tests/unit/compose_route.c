/* Routes composed from small trips: "A H" are the stops from west to east, "H>A 0-1" is a move in
 * the first row, "A 1-3" a stay through the two after it. */
#include "compose_route.h"

#include <stdio.h>

#include "compose/route.h"
#include "pipeline.h"

#define EVENTS(date) "{date: 2024-07-" date ", events: {start: tbd, title: e}}"
#define CITY(name, longitude, days)                                                     \
    "  - {id: " name ", name: " name ", timezone: Asia/Seoul, location: [0, " longitude \
    "], days: [" days "]}\n"
#define MAPLESS(name, days) \
    "  - {id: " name ", name: " name ", timezone: Asia/Seoul, days: [" days "]}\n"
#define MOVE(from, to, date) \
    "  - {kind: train, from: " from ", to: " to ", depart: 2024-07-" date "}\n"

/* Home is H at 127 degrees; the trip lasts from 1 July for `days`. */
struct example {
    const char *name;
    int days;
    const char *cities, *moves, *route;
};

static struct bb_composed
compose_in(
    const char *language, struct reading *pipeline, const struct example *example, const char *flow)
{
    const char *yaml = bb_arena_printf(&pipeline->arena,
        "briefbook: 1\n"
        "trip: {id: t, title: T, from: 2024-07-01, to: 2024-07-%02d, home: {city: H, timezone: "
        "Asia/Seoul, location: [37, 127]}}\ncities:\n%smoves:\n%s",
        example->days, example->cities, example->moves)
                           .ptr;
    const char *layout = bb_arena_printf(&pipeline->arena, PIPELINE_HEAD "%s", flow).ptr;
    const struct bb_template *template = pipeline_layout(pipeline, layout);
    assert_non_null(template);
    return bb_compose_document(&pipeline->input, &pipeline->arena, template,
        pipeline_trip(pipeline, yaml), language, NULL);
}

static struct bb_composed
compose(struct reading *pipeline, const struct example *example, const char *flow)
{
    return compose_in("en", pipeline, example, flow);
}

static const struct bb_route *
find_route(const struct bb_composed *composed)
{
    const struct bb_block *block = composed->root->children.at[0];
    assert_false(block->hidden);
    return block->route ? block->route : block->table->routes[0];
}

static char
letter(const struct bb_route *route, size_t stop)
{
    const struct bb_value *place = route->stops[stop].place;
    return route->stops[stop].home ? 'H' : place->as.record.id.ptr[0];
}

static void
print_route(const struct bb_route *route, char *out, size_t size)
{
    size_t len = 0;
    for (size_t i = 0; i < route->nstops; i++)
        len += (size_t)snprintf(out + len, size - len, "%c ", letter(route, i));
    for (size_t i = 0; i < route->npieces; i++) {
        const struct bb_route_piece *piece = &route->pieces[i];
        len += (size_t)snprintf(out + len, size - len, "| %c", letter(route, piece->from));
        if (piece->from != piece->to)
            len += (size_t)snprintf(out + len, size - len, ">%c", letter(route, piece->to));
        len += (size_t)snprintf(out + len, size - len, " %g-%g ",
            (double)piece->start / BB_ROUTE_ROW, (double)piece->end / BB_ROUTE_ROW);
    }
    out[len > 0 ? len - 1 : 0] = '\0';
}

static void
check(const struct example *examples, size_t count, const char *flow)
{
    for (size_t i = 0; i < count; i++) {
        struct reading pipeline;
        char text[500];
        reading_start(&pipeline);
        struct bb_composed composed = compose(&pipeline, &examples[i], flow);
        print_route(find_route(&composed), text, sizeof text);
        if (strcmp(text, examples[i].route) != 0)
            fail_msg("%s: %s", examples[i].name, text);
        reading_finish(&pipeline);
    }
}

#define CHECK(examples, flow) check((examples), sizeof(examples) / sizeof *(examples), flow)
#define DAYS "flow: [{route: {label: \"{day.date|weekday}\", row_least: 1pt}}]"

void
routes_run_from_west_to_east(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"home in the east", 4, CITY("a", "116", EVENTS("02")) CITY("b", "2", EVENTS("03")),
            MOVE("home", "a", "01") MOVE("a", "b", "02") MOVE("b", "home", "04"),
            "b a H | H>a 0-1 | a 1-1.5 | a>b 1.5-2 | b 2-3 | b>H 3-4"},
        {"home in the west", 3, CITY("a", "140", EVENTS("02")),
            MOVE("home", "a", "01") MOVE("a", "home", "03"), "H a | H>a 0-1 | a 1-2 | a>H 2-3"},
        {"over the Pacific", 3, CITY("a", "-122", EVENTS("02")),
            MOVE("home", "a", "01") MOVE("a", "home", "03"), "H a | H>a 0-1 | a 1-2 | a>H 2-3"},
        {"over the Atlantic", 4, CITY("a", "2", EVENTS("02")) CITY("b", "-74", EVENTS("03")),
            MOVE("home", "a", "01") MOVE("a", "b", "03") MOVE("b", "home", "04"),
            "b a H | H>a 0-1 | a 1-2 | a>b 2-2.5 | b 2.5-3 | b>H 3-4"},
        {"a city without a place on the map", 4,
            CITY("a", "140", EVENTS("02")) MAPLESS("b", EVENTS("03")),
            MOVE("home", "a", "01") MOVE("a", "b", "03") MOVE("b", "home", "04"),
            "a b H | H>a 0-1 | a 1-2 | a>b 2-2.5 | b 2.5-3 | b>H 3-4"},
    };
    CHECK(examples, DAYS);
}

void
routes_share_rows_and_fill_gaps(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"one day", 1, CITY("a", "140", EVENTS("01")),
            MOVE("home", "a", "01") MOVE("a", "home", "01"),
            "H a | H>a 0-0.25 | a 0.25-0.75 | a>H 0.75-1"},
        {"three moves on one day", 3, CITY("a", "130", EVENTS("02")) CITY("b", "140", EVENTS("02")),
            MOVE("home", "a", "02") MOVE("a", "b", "02") MOVE("b", "home", "03"),
            "H a b | H 0-1 | H>a 1-1.25 | a 1.25-1.5 | a>b 1.5-1.75 | b 1.75-2 | b>H 2-3"},
        {"an undated move fills the gap", 5,
            CITY("a", "130", EVENTS("02")) CITY("b", "140", EVENTS("04")),
            "  - {kind: train, from: home, to: a}\n  - {kind: train, from: a, to: b}\n"
            "  - {kind: train, from: b, to: home}\n",
            "H a b | H>a 0-1 | a 1-2 | a>b 2-3 | b 3-4 | b>H 4-5"},
        {"no moves", 5, CITY("a", "130", EVENTS("02")) CITY("b", "140", EVENTS("03")), "  []\n",
            "H a b | H>a 0-1 | a 1-2 | a>b 2-2.5 | b 2.5-3 | b>H 3-4 | H 4-5"},
        {"a trip home", 6, CITY("a", "130", EVENTS("02") ", " EVENTS("05")),
            MOVE("home", "a", "01") MOVE("a", "home", "03") MOVE("home", "a", "04")
                MOVE("a", "home", "06"),
            "H a | H>a 0-1 | a 1-2 | a>H 2-2.5 | H 2.5-3 | H>a 3-4 | a 4-5 | a>H 5-6"},
        {"an event before the arrival of its day", 3,
            CITY("a", "130",
                "{date: 2024-07-02, events: [{start: 06:00, title: e}, {start: 15:00, title: e}]}"),
            "  - {kind: train, from: home, to: a, depart: 2024-07-02T08:00, arrive: "
            "2024-07-02T10:00}\n" MOVE("a", "home", "03"),
            "H a | H 0-1 | H>a 1-1.5 | a 1.5-2 | a>H 2-3"},
        {"a flight of days", 6, CITY("a", "-122", EVENTS("05")),
            "  - {kind: flight, from: home, to: a, depart: 2024-07-01, arrive: 2024-07-04}\n" MOVE(
                "a", "home", "06"),
            "H a | H>a 0-3 | a 3-5 | a>H 5-6"},
        {"a move that starts where the trip is not", 4,
            CITY("a", "130", EVENTS("02")) CITY("b", "140", EVENTS("04")),
            MOVE("home", "a", "01") MOVE("b", "home", "04"),
            "H a b | H>a 0-1 | a 1-2 | a>b 2-3 | b 3-3.5 | b>H 3.5-4"},
    };
    CHECK(examples, DAYS);
}

void
routes_of_tables_have_home_last(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"a row for each item, and for a day without", 4,
            CITY("a", "140", EVENTS("02") ", {date: 2024-07-03}"),
            MOVE("home", "a", "01") MOVE("a", "home", "04"), "a H | H>a 0-1 | a 1-3 | a>H 3-4"},
        {"moves and events of a day", 2,
            CITY("a", "140", EVENTS("01")) CITY("b", "150", EVENTS("02")),
            MOVE("home", "a", "01") MOVE("a", "b", "02") MOVE("b", "home", "02"),
            "a b H | H>a 0-1 | a 1-2 | a>b 2-3 | b 3-4 | b>H 4-5"},
    };
    CHECK(examples,
        "flow: [{table: {each: [days as day, day.agenda as item], lone: true, columns: [{draw: "
        "{route: item}}]}}]");
}

void
routes_are_told_in_words(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        struct example example;
    } cases[] = {
        {"en",
            {"", 5, CITY("a", "140", EVENTS("02") ", " EVENTS("03")),
                MOVE("home", "a", "01") MOVE("a", "home", "04"),
                "Mon\u00a01\u00a0Jul H → a, Tue\u00a02\u00a0Jul–Wed\u00a03\u00a0Jul a, "
                "Thu\u00a04\u00a0Jul a → H, Fri\u00a05\u00a0Jul H"}},
        {"zh-Hans",
            {"", 2, CITY("a", "140", EVENTS("02")), MOVE("home", "a", "01"),
                "7月1日（周一） H → a、7月2日（周二） a → H"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading pipeline;
        reading_start(&pipeline);
        struct bb_composed composed =
            compose_in(cases[i].language, &pipeline, &cases[i].example, DAYS);
        assert_string_equal(find_route(&composed)->alt.ptr, cases[i].example.route);
        reading_finish(&pipeline);
    }
}

void
one_time_zone_has_no_hours(void **state)
{
    (void)state;
    static const struct example here = {"", 2, CITY("a", "140", EVENTS("02")), "  []\n", ""};
    static const struct example there = {"", 2,
        "  - {id: a, name: a, timezone: Asia/Kolkata, days: [" EVENTS("02") "]}\n", "  []\n", ""};
    static const char flow[] = "flow: [{hours: {each: zones as zone, label: \"{zone.names}\"}}]";
    struct reading pipeline;
    reading_start(&pipeline);
    struct bb_composed composed = compose(&pipeline, &here, flow);
    assert_true(composed.root->children.at[0]->hidden);
    composed = compose(&pipeline, &there, flow);
    const struct bb_block *block = composed.root->children.at[0];
    assert_false(block->hidden);
    assert_int_equal(block->hours->nrows, 2);
    assert_int_equal(block->hours->rows[1].minutes, -210);
    reading_finish(&pipeline);
}

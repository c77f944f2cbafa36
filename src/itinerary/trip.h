/* What the files of this module share: the trip being loaded, and shorthands for its values. */
#ifndef BB_ITINERARY_TRIP_H
#define BB_ITINERARY_TRIP_H

#include <glib.h>
#include <limits.h>

#include "itinerary/itinerary.h"

struct bb_zone {
    struct bb_str name;
    GTimeZone *zone; /* NULL: not in the database (reported by schema) */
};

/* A day of the calendar; several where cities share a date. */
struct bb_calendar_day {
    struct bb_value *day, *city; /* city: NULL on a day of travel only */
    struct bb_calendar_day *next;
};

struct bb_trip {
    struct bb_input *input;
    struct bb_arena *arena;
    struct bb_diag *diag;
    struct bb_value *root;
    struct bb_value *trip;             /* root.trip, or NULL */
    struct bb_value *home_zone;        /* trip.home.timezone, or NULL */
    long first, last;                  /* days since 1970, or BB_NO_DAY */
    struct bb_map cities;              /* by id */
    struct bb_calendar_day **calendar; /* by date from `first`; NULL where the dates are no good */
    BB_VEC(struct bb_zone) zones;
    struct bb_names *names; /* made by bb_names_collect when first asked for */
};

/* Minutes since 1970-01-01 00:00, of a wall clock or of UTC. */
typedef int64_t bb_minutes;

enum { BB_MINUTES_PER_DAY = 24 * 60 };

/* A day count that says "none". */
#define BB_NO_DAY LONG_MIN

/* --- trip.c --- */
const char *bb_trip_text(
    const struct bb_value *text);              /* the first form, for messages; "" for NULL */
long bb_trip_day(const struct bb_value *date); /* a DATE's day count; BB_NO_DAY for NULL */
/* The person of a participant; NULL for an unknown id. */
struct bb_value *bb_trip_person(const struct bb_value *participant);
struct bb_value *bb_trip_make_date(struct bb_trip *trip, long day);
struct bb_value *bb_trip_make_clock(struct bb_trip *trip, struct bb_clock clock);
struct bb_value *bb_trip_make_string(struct bb_trip *trip, struct bb_str text);
void bb_trip_set(struct bb_value *record, int field, struct bb_value *value);
/* A derived number of a record, of the field's type. */
void bb_trip_set_int(struct bb_trip *trip, struct bb_value *record, int field, long long integer);
/* The list in a derived field, made when it is not there yet. */
struct bb_value *bb_trip_list(struct bb_trip *trip, struct bb_value *record, int field);
void bb_trip_append(
    struct bb_trip *trip, struct bb_value *record, int field, struct bb_value *item);
/* The same, unless `item` is the last one already. */
void bb_trip_append_once(
    struct bb_trip *trip, struct bb_value *record, int field, struct bb_value *item);
/* `for` over the items of a field that is a LIST or MAP, absent or not. */
#define BB_EACH(item, record, field)                                                       \
    for (size_t item##_at = 0; item##_at < bb_value_len(bb_value_field((record), (field))) \
         && ((item) = bb_value_field((record), (field))->as.list.items[item##_at], true);  \
         item##_at++)

/* --- zones.c --- */
GTimeZone *bb_zones_lookup(struct bb_trip *trip, const struct bb_value *place_zone);
void bb_zones_finish(struct bb_trip *trip);
/* Wall clock to UTC. A time that a clock change skips moves on with the clock. `zone` not NULL. */
bb_minutes bb_zones_to_utc(GTimeZone *zone, bb_minutes local);
/* Local time minus UTC at an instant, in minutes. */
int bb_zones_offset(GTimeZone *zone, bb_minutes utc);
/* Whether a clock change skips this wall-clock time. */
bool bb_zones_is_skipped(GTimeZone *zone, bb_minutes local);
/* `clock` on `day` in `zone` as home time, day_offset against `day`; NULL unless it is a clock time
 * and both zones are known. */
struct bb_value *bb_zones_make_home_clock(struct bb_trip *trip, const struct bb_value *place_zone,
    long day, const struct bb_value *clock);

/* --- include.c --- */
/* The root of a trip file with its includes; NULL where there is nothing to read. */
struct bb_node *bb_trip_read_nodes(struct bb_input *input, uint32_t source);

/* --- settings.c --- */
void bb_settings_apply(
    struct bb_input *input, const struct bb_settings *settings, struct bb_node **root);

/* --- moves.c --- */
struct bb_value *bb_moves_find_city(struct bb_trip *trip, const struct bb_value *stop);
struct bb_value *bb_moves_zone(struct bb_trip *trip, const struct bb_value *stop);
bool bb_moves_is_home(const struct bb_value *stop);
/* The stated day of `depart` or `arrive`, or BB_NO_DAY. */
long bb_moves_stated_day(const struct bb_value *datetime);
/* UTC of a stated date and time at a stop; false without a time or a zone. */
bool bb_moves_find_instant(struct bb_trip *trip, const struct bb_value *datetime,
    const struct bb_value *stop, bb_minutes *utc);
void bb_moves_derive(struct bb_trip *trip);

/* --- derive_*.c --- */
void bb_derive_days(struct bb_trip *trip);       /* days, cities, events */
void bb_derive_agenda(struct bb_trip *trip);     /* days[].agenda; after the days */
void bb_derive_zones(struct bb_trip *trip);      /* zones; after the days */
void bb_derive_people(struct bb_trip *trip);     /* back references and lists of people */
void bb_derive_cities(struct bb_trip *trip);     /* cities: language, people, venues, links */
void bb_derive_timetables(struct bb_trip *trip); /* of cities and people; after all of these */
/* The agenda of a day from its events and moves. In the days of one city a move that reaches it
 * starts with the arrival. */
void bb_agenda_derive(struct bb_trip *trip, struct bb_value *day, bool of_city);
bool bb_people_is_of(const struct bb_value *person, long long party);

/* --- check_events.c --- */
/* Minutes of the day, both included, that a time may mean: `afternoon` is from noon on. */
struct bb_clock_range {
    int from, to;
};
struct bb_clock_range bb_events_range(const struct bb_clock *clock);
bool bb_events_is_cancelled(const struct bb_value *event);
/* Whether someone takes part in both: false only where both list delegates, and others. */
bool bb_events_share_people(const struct bb_value *a, const struct bb_value *b);
/* The end in minutes of the day of the start, or -1. */
int bb_events_end(const struct bb_value *event);

/* --- checks.c --- */
void bb_checks_run(struct bb_trip *trip);

/* --- check_*.c: one check each, or a few on the same records --- */
void bb_check_dates(struct bb_trip *trip);
void bb_check_nights(struct bb_trip *trip);
void bb_check_weekdays(struct bb_trip *trip);
void bb_check_events(struct bb_trip *trip);
void bb_check_moves(struct bb_trip *trip);
void bb_check_ids(struct bb_trip *trip);
void bb_check_places(struct bb_trip *trip);
void bb_check_travel(struct bb_trip *trip);
void bb_check_people(struct bb_trip *trip);
void bb_check_names(struct bb_trip *trip);
void bb_check_texts(struct bb_trip *trip);
void bb_check_markdown(struct bb_trip *trip);

#endif

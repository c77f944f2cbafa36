/* Coordinates that are none, files that are named but not there, and pictures that nobody has put
 * into words. A portrait needs none: the person's name and role are what it shows. */
#include "itinerary/trip.h"

enum { LATITUDE_MOST = 90, LONGITUDE_MOST = 180 };

static bool
is_within(const struct bb_value *number, int most)
{
    return number->as.number >= -most && number->as.number <= most;
}

static void
check_location(struct bb_trip *trip, const struct bb_value *record, int field)
{
    const struct bb_value *location = bb_value_field(record, field);
    if (!location || bb_value_len(location) == 0)
        return;
    struct bb_value **items = location->as.list.items;
    if (bb_value_len(location) < 2 && trip->diag->nerrors > 0)
        return; /* a number of it was refused, most likely, and reported */
    bool good = bb_value_len(location) == 2 && is_within(items[0], LATITUDE_MOST)
        && is_within(items[1], LONGITUDE_MOST);
    if (!good)
        bb_report(trip->diag, BB_D_BAD_LOCATION, location->span);
}

/* The folder is that of the file in which the path stands, an included one perhaps. */
static void
check_path(struct bb_value *value, void *data)
{
    struct bb_trip *trip = data;
    if (value->type->kind != BB_TYPE_PATH || value->tbd)
        return;
    struct bb_str path = value->as.text.forms[0].text;
    const char *base = bb_input_lookup_path(trip->input, value->span.source);
    if (!strstr(path.ptr, "://"))
        bb_input_resolve(trip->input, base, path, value->span, &value->ref);
}

static void
check_hotel(struct bb_trip *trip, const struct bb_value *hotel)
{
    check_location(trip, hotel, BB_HOTEL_LOCATION);
}

static void
check_photo(struct bb_trip *trip, const struct bb_value *record, int name, int photo, int words)
{
    const struct bb_value *picture = bb_value_field(record, photo);
    const struct bb_value *said = bb_value_field(record, words);
    if (!picture || picture->tbd || (said && !said->tbd))
        return;
    const struct bb_value *named = bb_value_field(record, name);
    bool has_name = named && named->as.text.nforms > 0;
    bb_report(trip->diag, BB_D_PHOTO_UNSAID, picture->span,
        has_name ? named->as.text.forms[0].text.ptr : "");
}

void
bb_check_places(struct bb_trip *trip)
{
    struct bb_value *place, *city, *day;
    check_location(trip, bb_value_field(trip->trip, BB_TRIP_HOME), BB_HOME_LOCATION);
    BB_EACH(place, trip->root, BB_ROOT_PLACES) {
        check_location(trip, place, BB_PLACE_LOCATION);
        check_photo(trip, place, BB_PLACE_NAME, BB_PLACE_PHOTO, BB_PLACE_PHOTO_ALT);
    }
    BB_EACH(city, trip->root, BB_ROOT_CITIES) {
        check_location(trip, city, BB_CITY_LOCATION);
        check_photo(trip, city, BB_CITY_NAME, BB_CITY_PHOTO, BB_CITY_PHOTO_ALT);
        check_hotel(trip, bb_value_field(city, BB_CITY_HOTEL));
        BB_EACH(day, city, BB_CITY_DAYS)
            check_hotel(trip, bb_value_field(day, BB_DAY_HOTEL));
    }
    bb_value_walk(trip->root, check_path, trip);
}

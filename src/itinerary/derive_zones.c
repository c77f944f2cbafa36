/* The zones of a trip: which of its places share a clock.
 *
 * Places are one zone when their difference from home is the same while the delegation is there,
 * whatever the names of their time zones: what a reader compares is the hour. */
#include "itinerary/trip.h"

/* Whether the zone has this name already: a city visited twice is listed twice in the file. */
static bool
has_name(const struct bb_value *zone, const struct bb_value *name)
{
    struct bb_value *other;
    BB_EACH(other, zone, BB_ZONE_NAMES)
        if (strcmp(bb_trip_text(other), bb_trip_text(name)) == 0)
            return true;
    return false;
}

static void
add_name(struct bb_trip *trip, struct bb_value *zone, struct bb_value *name)
{
    if (name && !has_name(zone, name))
        bb_trip_append(trip, zone, BB_ZONE_NAMES, name);
}

static struct bb_value *
make_zone(struct bb_trip *trip, long long offset)
{
    struct bb_value *zone = bb_value_create(trip->arena, &bb_type_zone);
    bb_trip_set_int(trip, zone, BB_ZONE_OFFSET, offset);
    return zone;
}

static long long
offset_of(const struct bb_value *zone)
{
    return bb_value_field(zone, BB_ZONE_OFFSET)->as.integer;
}

/* The zone of this offset; a new one stands before the first that lies farther west. Home's, which
 * is the first, stays so. */
static struct bb_value *
find_zone(struct bb_trip *trip, long long offset)
{
    struct bb_value *zones = bb_value_field(trip->root, BB_ROOT_ZONES);
    size_t count = bb_value_len(zones), at = 1;
    if (offset_of(zones->as.list.items[0]) == offset)
        return zones->as.list.items[0];
    while (at < count && offset_of(zones->as.list.items[at]) > offset)
        at++;
    if (at < count && offset_of(zones->as.list.items[at]) == offset)
        return zones->as.list.items[at];
    struct bb_value *zone = make_zone(trip, offset);
    bb_value_append(trip->arena, zones, zone);
    struct bb_value **items = zones->as.list.items;
    memmove(items + at + 1, items + at, (count - at) * sizeof *items);
    items[at] = zone;
    return zone;
}

void
bb_derive_zones(struct bb_trip *trip)
{
    struct bb_value *home = bb_value_field(trip->trip, BB_TRIP_HOME), *city;
    if (!bb_zones_lookup(trip, trip->home_zone))
        return;
    struct bb_value *zone = make_zone(trip, 0);
    bb_trip_append(trip, trip->root, BB_ROOT_ZONES, zone);
    bb_trip_set(zone, BB_ZONE_HOME, home);
    add_name(trip, zone, bb_value_field(home, BB_HOME_CITY));
    BB_EACH(city, trip->root, BB_ROOT_CITIES) {
        const struct bb_value *offset = bb_value_field(city, BB_CITY_OFFSET);
        if (!offset)
            continue;
        zone = find_zone(trip, offset->as.integer);
        bb_trip_append(trip, zone, BB_ZONE_CITIES, city);
        add_name(trip, zone, bb_value_field(city, BB_CITY_NAME));
    }
    struct bb_value *each;
    BB_EACH(each, trip->root, BB_ROOT_ZONES)
        if (offset_of(each) != 0)
            bb_trip_append(trip, trip->root, BB_ROOT_ZONES_AWAY, each);
}

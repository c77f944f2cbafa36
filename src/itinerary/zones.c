/* Time zones: GLib's reading of the system's database, each zone opened once per trip.
 *
 * Minutes are enough: no zone has had seconds in its offset since 1972. */
#include "itinerary/trip.h"

GTimeZone *
bb_zones_lookup(struct bb_trip *trip, const struct bb_value *place_zone)
{
    if (!place_zone)
        return NULL;
    struct bb_str name = place_zone->as.text.forms[0].text;
    for (size_t i = 0; i < trip->zones.len; i++)
        if (bb_str_equal(trip->zones.at[i].name, name))
            return trip->zones.at[i].zone;
    GTimeZone *zone = g_time_zone_new_identifier(name.ptr);
    BB_VEC_PUSH(trip->arena, &trip->zones, (struct bb_zone){name, zone});
    return zone;
}

void
bb_zones_finish(struct bb_trip *trip)
{
    for (size_t i = 0; i < trip->zones.len; i++)
        if (trip->zones.at[i].zone)
            g_time_zone_unref(trip->zones.at[i].zone);
    trip->zones.len = 0;
}

bb_minutes
bb_zones_to_utc(GTimeZone *zone, bb_minutes local)
{
    gint64 seconds = local * 60;
    int interval = g_time_zone_adjust_time(zone, G_TIME_TYPE_STANDARD, &seconds);
    return (seconds - g_time_zone_get_offset(zone, interval)) / 60;
}

int
bb_zones_offset(GTimeZone *zone, bb_minutes utc)
{
    int interval = g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, utc * 60);
    return g_time_zone_get_offset(zone, interval) / 60;
}

bool
bb_zones_is_skipped(GTimeZone *zone, bb_minutes local)
{
    return g_time_zone_find_interval(zone, G_TIME_TYPE_STANDARD, local * 60) == -1;
}

static long
day_of(bb_minutes minutes)
{
    bb_minutes rest = minutes % BB_MINUTES_PER_DAY;
    return (long)((minutes - (rest < 0 ? rest + BB_MINUTES_PER_DAY : rest)) / BB_MINUTES_PER_DAY);
}

struct bb_value *
bb_zones_make_home_clock(
    struct bb_trip *trip, const struct bb_value *place_zone, long day, const struct bb_value *clock)
{
    GTimeZone *zone = bb_zones_lookup(trip, place_zone);
    GTimeZone *home = bb_zones_lookup(trip, trip->home_zone);
    if (!zone || !home || day == BB_NO_DAY || !clock || clock->as.clock.kind != BB_CLOCK_TIME)
        return NULL;
    bb_minutes local = (bb_minutes)(day + clock->as.clock.day_offset) * BB_MINUTES_PER_DAY
        + clock->as.clock.minutes;
    bb_minutes utc = bb_zones_to_utc(zone, local);
    bb_minutes there = utc + bb_zones_offset(home, utc);
    struct bb_clock result = {
        .kind = BB_CLOCK_TIME,
        .minutes = (int16_t)(there - (bb_minutes)day_of(there) * BB_MINUTES_PER_DAY),
        .day_offset = (int8_t)(day_of(there) - day),
    };
    return bb_trip_make_clock(trip, result);
}

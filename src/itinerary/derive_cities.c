/* What a city has on its own page: its language, whom one meets, where one goes, what a telephone
 * can open.
 *
 * Cancelled events count for none of it: no one drives there. */
#include "itinerary/trip.h"

/* --- language ------------------------------------------------------------------------------- */

/* The language of a phrase: a form in another one than the trip's, else the trip's own. */
static const char *
find_phrase_language(const struct bb_trip *trip, const struct bb_value *phrase)
{
    const struct bb_value *text = bb_value_field(phrase, BB_PHRASE_TEXT);
    const char *own = bb_itinerary_language(trip->root);
    for (size_t i = 0; text && i < text->as.text.nforms; i++) {
        const char *language = text->as.text.forms[i].language;
        bool spoken = language && strcmp(language, "und-Latn") != 0
            && strcmp(language, "x-reading") != 0 && strcmp(language, own) != 0;
        if (spoken)
            return language;
    }
    return own;
}

/* A city's name has forms in several scripts; what is said there has one. */
static void
derive_language(struct bb_trip *trip, struct bb_value *city)
{
    const struct bb_value *phrases = bb_value_field(city, BB_CITY_PHRASES);
    if (bb_value_field(city, BB_CITY_LANGUAGE) || bb_value_len(phrases) == 0)
        return;
    const char *found = find_phrase_language(trip, phrases->as.list.items[0]);
    bb_trip_set(city, BB_CITY_LANGUAGE, bb_trip_make_string(trip, bb_str_from(found)));
}

/* --- people and venues ---------------------------------------------------------------------- */

/* What a city has so far, so that each comes once. */
struct found {
    struct bb_map people; /* record pointer -> encounter */
    struct bb_map venues; /* record pointer -> itself */
};

static struct bb_str
key_of(struct bb_trip *trip, struct bb_value *record)
{
    return (struct bb_str){bb_arena_copy(trip->arena, &record, sizeof record), sizeof record};
}

static struct bb_value *
find_encounter(
    struct bb_trip *trip, struct found *found, struct bb_value *city, struct bb_value *person)
{
    struct bb_str key = key_of(trip, person);
    struct bb_value *encounter = bb_map_lookup(&found->people, key);
    if (encounter)
        return encounter;
    encounter = bb_value_create(trip->arena, &bb_type_encounter);
    bb_trip_set(encounter, BB_ENCOUNTER_PERSON, person);
    bb_trip_set(encounter, BB_ENCOUNTER_NAME, bb_value_field(person, BB_PERSON_NAME));
    bb_trip_append(trip, city, BB_CITY_PEOPLE, encounter);
    bb_map_set(trip->arena, &found->people, key, encounter);
    bb_trip_set_int(trip, encounter, BB_ENCOUNTER_NUMBER,
        (long long)bb_value_len(bb_value_field(city, BB_CITY_PEOPLE)));
    return encounter;
}

static void
derive_people(
    struct bb_trip *trip, struct found *found, struct bb_value *city, struct bb_value *event)
{
    struct bb_value *participant;
    BB_EACH(participant, event, BB_EVENT_PEOPLE) {
        struct bb_value *person = bb_trip_person(participant);
        if (!bb_people_is_of(person, BB_PARTY_COUNTERPART)
            && !bb_people_is_of(person, BB_PARTY_GUEST))
            continue;
        struct bb_value *encounter = find_encounter(trip, found, city, person);
        bb_trip_append_once(trip, encounter, BB_ENCOUNTER_EVENTS, event);
        if (!bb_value_field(encounter, BB_ENCOUNTER_FIRST))
            bb_trip_set(encounter, BB_ENCOUNTER_FIRST, event);
    }
}

static void
derive_venue(
    struct bb_trip *trip, struct found *found, struct bb_value *city, struct bb_value *place)
{
    struct bb_str key = key_of(trip, place);
    if (!place || bb_map_lookup(&found->venues, key))
        return;
    bb_map_set(trip->arena, &found->venues, key, place);
    bb_trip_append(trip, city, BB_CITY_VENUES, place);
}

/* --- links ---------------------------------------------------------------------------------- */

/* RFC 5870; NULL where no two numbers are given. */
static struct bb_value *
make_geo_uri(struct bb_trip *trip, const struct bb_value *location)
{
    if (bb_value_len(location) != 2)
        return NULL;
    struct bb_buf buf;
    bb_buf_init(&buf, 0);
    bb_buf_append_text(&buf, "geo:");
    bb_buf_append_decimal(&buf, location->as.list.items[0]->as.number, 6);
    bb_buf_append_char(&buf, ',');
    bb_buf_append_decimal(&buf, location->as.list.items[1]->as.number, 6);
    struct bb_value *uri = bb_trip_make_string(trip, bb_buf_str(&buf));
    bb_buf_finish(&buf);
    return uri;
}

/* Who stands in the street wants the map before the website. */
static struct bb_value *
make_link(struct bb_trip *trip, const struct bb_value *location, struct bb_value *website)
{
    struct bb_value *geo = make_geo_uri(trip, location);
    return geo ? geo : website;
}

static void
derive_hotel_link(struct bb_trip *trip, struct bb_value *hotel)
{
    if (hotel && !hotel->tbd)
        bb_trip_set(hotel, BB_HOTEL_LINK,
            make_link(trip, bb_value_field(hotel, BB_HOTEL_LOCATION),
                bb_value_field(hotel, BB_HOTEL_WEBSITE)));
}

static void
derive_links(struct bb_trip *trip)
{
    struct bb_value *place, *city, *day;
    BB_EACH(place, trip->root, BB_ROOT_PLACES)
        bb_trip_set(place, BB_PLACE_LINK,
            make_link(trip, bb_value_field(place, BB_PLACE_LOCATION),
                bb_value_field(place, BB_PLACE_WEBSITE)));
    BB_EACH(city, trip->root, BB_ROOT_CITIES) {
        derive_hotel_link(trip, bb_value_field(city, BB_CITY_HOTEL));
        BB_EACH(day, city, BB_CITY_DAYS)
            derive_hotel_link(trip, bb_value_field(day, BB_DAY_HOTEL));
    }
}

void
bb_derive_cities(struct bb_trip *trip)
{
    struct bb_value *city, *event;
    BB_EACH(city, trip->root, BB_ROOT_CITIES) {
        struct found found = {0};
        derive_language(trip, city);
        BB_EACH(event, city, BB_CITY_EVENTS) {
            if (bb_events_is_cancelled(event))
                continue;
            derive_people(trip, &found, city, event);
            derive_venue(
                trip, &found, city, bb_value_record(bb_value_field(event, BB_EVENT_PLACE)));
        }
    }
    derive_links(trip);
}

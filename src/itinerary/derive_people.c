/* Back references: who and what comes up in which events, and the lists of people. */
#include "itinerary/trip.h"

#include <stdlib.h>

static void
add_event(struct bb_trip *trip, struct bb_value *ref, int field, struct bb_value *event)
{
    struct bb_value *record = bb_value_record(ref);
    if (record)
        bb_trip_append_once(trip, record, field, event);
}

static void
derive_event(struct bb_trip *trip, struct bb_value *event)
{
    struct bb_value *ref, *participant;
    BB_EACH(participant, event, BB_EVENT_PEOPLE) {
        struct bb_value *person = bb_trip_person(participant);
        add_event(trip, person, BB_PERSON_EVENTS, event);
        bb_trip_set(participant, BB_PARTICIPANT_NAME, bb_value_field(person, BB_PERSON_NAME));
    }
    BB_EACH(ref, event, BB_EVENT_ORGANIZATIONS)
        add_event(trip, ref, BB_ORGANIZATION_EVENTS, event);
    BB_EACH(ref, bb_value_field(event, BB_EVENT_MOU), BB_MOU_PARTIES)
        add_event(trip, ref, BB_ORGANIZATION_EVENTS, event);
    add_event(trip, bb_value_field(event, BB_EVENT_PLACE), BB_PLACE_EVENTS, event);
}

bool
bb_people_is_of(const struct bb_value *person, long long party)
{
    const struct bb_value *field = bb_value_field(person, BB_PERSON_PARTY);
    return field && field->as.integer == party;
}

struct ranked {
    struct bb_value *person;
    long long rank;
    size_t at; /* in the file */
};

static int
compare_ranks(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at;
}

/* Those of a party, by rank; people without one come after, in the order of the file. */
static void
append_ranked(struct bb_trip *trip, long long party, int field)
{
    BB_VEC(struct ranked) people = {0};
    struct bb_value *person;
    BB_EACH(person, trip->root, BB_ROOT_PEOPLE) {
        const struct bb_value *rank = bb_value_field(person, BB_PERSON_RANK);
        if (bb_people_is_of(person, party))
            BB_VEC_PUSH(trip->arena, &people,
                (struct ranked){person, rank ? rank->as.integer : LLONG_MAX, person_at});
    }
    if (people.len > 0)
        qsort(people.at, people.len, sizeof *people.at, compare_ranks);
    for (size_t i = 0; i < people.len; i++)
        bb_trip_append(trip, trip->root, field, people.at[i].person);
}

/* The key under which the file has each. */
static void
derive_ids(struct bb_trip *trip)
{
    struct bb_value *person;
    BB_EACH(person, trip->root, BB_ROOT_PEOPLE)
        bb_trip_set(person, BB_PERSON_ID, bb_trip_make_string(trip, person->as.record.id));
}

static void
derive_members(struct bb_trip *trip)
{
    struct bb_value *person;
    BB_EACH(person, trip->root, BB_ROOT_PEOPLE) {
        struct bb_value *organization =
            bb_value_record(bb_value_field(person, BB_PERSON_ORGANIZATION));
        if (organization)
            bb_trip_append(trip, organization, BB_ORGANIZATION_PEOPLE, person);
    }
}

/* In the order of the first meeting, each once; those whom no event names come last. */
static void
derive_counterparts(struct bb_trip *trip)
{
    struct bb_map met = {0};
    struct bb_value *event, *participant, *person;
    BB_EACH(event, trip->root, BB_ROOT_EVENTS)
        BB_EACH(participant, event, BB_EVENT_PEOPLE) {
            person = bb_trip_person(participant);
            if (person && bb_people_is_of(person, BB_PARTY_COUNTERPART)
                && !bb_map_set(trip->arena, &met, person->as.record.id, person))
                bb_trip_append(trip, trip->root, BB_ROOT_COUNTERPARTS, person);
        }
    BB_EACH(person, trip->root, BB_ROOT_PEOPLE)
        if (bb_people_is_of(person, BB_PARTY_COUNTERPART)
            && !bb_value_field(person, BB_PERSON_EVENTS))
            bb_trip_append(trip, trip->root, BB_ROOT_COUNTERPARTS, person);
}

void
bb_derive_people(struct bb_trip *trip)
{
    struct bb_value *event;
    BB_EACH(event, trip->root, BB_ROOT_EVENTS)
        derive_event(trip, event);
    derive_ids(trip);
    derive_members(trip);
    append_ranked(trip, BB_PARTY_DELEGATION, BB_ROOT_DELEGATION);
    append_ranked(trip, BB_PARTY_DELEGATION, BB_ROOT_TRAVELLERS);
    append_ranked(trip, BB_PARTY_STAFF, BB_ROOT_TRAVELLERS);
    derive_counterparts(trip);
}

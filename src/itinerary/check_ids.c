/* Unused ids: a person, organization or place that nothing refers to is most often a mistyped or
 * forgotten reference. */
#include "itinerary/trip.h"

static void
mark_target(struct bb_value *value, void *data)
{
    GHashTable *used = data;
    if (value->type->kind == BB_TYPE_REF && value->as.target)
        g_hash_table_add(used, value->as.target);
}

/* Delegates travel without being named anywhere else. */
static bool
needs_use(const struct bb_value *record)
{
    if (record->type == &bb_type_person) {
        const struct bb_value *party = bb_value_field(record, BB_PERSON_PARTY);
        if (party && party->as.integer == BB_PARTY_DELEGATION)
            return false;
        return !bb_value_field(record, BB_PERSON_MENTIONED_IN);
    }
    if (record->type == &bb_type_organization)
        return !bb_value_field(record, BB_ORGANIZATION_MENTIONED_IN);
    return !bb_value_field(record, BB_PLACE_MENTIONED_IN);
}

void
bb_check_ids(struct bb_trip *trip)
{
    static const int maps[] = {BB_ROOT_PEOPLE, BB_ROOT_ORGANIZATIONS, BB_ROOT_PLACES};
    GHashTable *used = g_hash_table_new(NULL, NULL);
    bb_value_walk(trip->root, mark_target, used);
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++) {
        struct bb_value *record;
        BB_EACH(record, trip->root, maps[i])
            if (needs_use(record) && !g_hash_table_contains(used, record))
                bb_report(trip->diag, BB_D_UNUSED_ID, record->head, record->as.record.id.ptr,
                    record->type->name, bb_schema_name_ko(record->type));
    }
    g_hash_table_unref(used);
}

/* Loading: parse, include, read by the vocabulary, resolve, derive, check.
 *
 * Deriving comes before the checks because most of them ask about derived things (which city, which
 * day); both go on with what there is when something is missing. */
#include "itinerary/trip.h"

enum { FORMAT_VERSION = 1 };

/* --- values --------------------------------------------------------------------------------- */

const char *
bb_trip_text(const struct bb_value *text)
{
    return text && text->as.text.nforms > 0 ? text->as.text.forms[0].text.ptr : "";
}

long
bb_trip_day(const struct bb_value *date)
{
    return date ? bb_date_to_days(date->as.date) : BB_NO_DAY;
}

struct bb_value *
bb_trip_person(const struct bb_value *participant)
{
    return bb_value_record(bb_value_field(participant, BB_PARTICIPANT_PERSON));
}

struct bb_value *
bb_trip_make_date(struct bb_trip *trip, long day)
{
    struct bb_value *value = bb_value_create(trip->arena, &bb_type_date);
    value->as.date = bb_date_from_days(day);
    return value;
}

struct bb_value *
bb_trip_make_clock(struct bb_trip *trip, struct bb_clock clock)
{
    struct bb_value *value = bb_value_create(trip->arena, &bb_type_time);
    value->as.clock = clock;
    return value;
}

struct bb_value *
bb_trip_make_string(struct bb_trip *trip, struct bb_str text)
{
    struct bb_value *value = bb_value_create(trip->arena, &bb_type_string);
    value->as.text.forms = BB_NEW(trip->arena, struct bb_form);
    value->as.text.forms[0].text = bb_arena_str(trip->arena, text);
    value->as.text.nforms = 1;
    return value;
}

struct bb_value *
bb_trip_list(struct bb_trip *trip, struct bb_value *record, int field)
{
    struct bb_value **slot = &record->as.record.fields[field];
    if (!*slot)
        *slot = bb_value_create(trip->arena, record->type->fields[field].type);
    return *slot;
}

void
bb_trip_append(struct bb_trip *trip, struct bb_value *record, int field, struct bb_value *item)
{
    bb_value_append(trip->arena, bb_trip_list(trip, record, field), item);
}

/* Items arrive in order, so that a repeat can only be the last one. */
void
bb_trip_append_once(struct bb_trip *trip, struct bb_value *record, int field, struct bb_value *item)
{
    struct bb_value *list = bb_trip_list(trip, record, field);
    size_t len = bb_value_len(list);
    if (len == 0 || list->as.list.items[len - 1] != item)
        bb_value_append(trip->arena, list, item);
}

void
bb_trip_set(struct bb_value *record, int field, struct bb_value *value)
{
    record->as.record.fields[field] = value;
}

void
bb_trip_set_int(struct bb_trip *trip, struct bb_value *record, int field, long long integer)
{
    struct bb_value *value = bb_value_create(trip->arena, record->type->fields[field].type);
    value->as.integer = integer;
    bb_trip_set(record, field, value);
}

const char *
bb_itinerary_language(const struct bb_value *root)
{
    const struct bb_value *trip = bb_value_field(root, BB_ROOT_TRIP);
    const struct bb_value *language = bb_value_field(trip, BB_TRIP_LANGUAGE);
    return language ? bb_trip_text(language) : "ko";
}

/* --- loading -------------------------------------------------------------------------------- */

static void
open_trip(struct bb_trip *trip, struct bb_input *input, struct bb_value *root)
{
    *trip = (struct bb_trip){.input = input, .arena = input->arena, .diag = input->diag};
    trip->root = root;
    trip->trip = bb_value_field(root, BB_ROOT_TRIP);
    trip->home_zone = bb_value_field(bb_value_field(trip->trip, BB_TRIP_HOME), BB_HOME_TIMEZONE);
    trip->first = bb_trip_day(bb_value_field(trip->trip, BB_TRIP_FROM));
    trip->last = bb_trip_day(bb_value_field(trip->trip, BB_TRIP_TO));
    struct bb_value *city;
    BB_EACH(city, root, BB_ROOT_CITIES)
        if (!bb_map_lookup(&trip->cities, city->as.record.id))
            bb_map_set(trip->arena, &trip->cities, city->as.record.id, city);
}

static void
check_version(struct bb_trip *trip)
{
    const struct bb_value *version = bb_value_field(trip->root, BB_ROOT_BRIEFBOOK);
    if (!version || version->as.integer == FORMAT_VERSION)
        return;
    struct bb_str number = bb_arena_printf(trip->arena, "%lld", version->as.integer);
    bb_report(trip->diag, BB_D_FORMAT_VERSION, version->span, number.ptr);
}

static enum bb_status
load(struct bb_input *input, uint32_t source, const struct bb_settings *settings,
    struct bb_value **root)
{
    size_t errors = input->diag->nerrors;
    *root = NULL;
    struct bb_node *node = bb_trip_read_nodes(input, source);
    if (node && settings && node->kind == BB_NODE_MAPPING)
        bb_settings_apply(input, settings, &node);
    if (node)
        *root = bb_schema_read(input, node, &bb_type_root);
    if (*root) {
        struct bb_trip trip;
        bb_schema_resolve(input, *root);
        open_trip(&trip, input, *root);
        check_version(&trip);
        bb_derive_days(&trip);
        bb_derive_agenda(&trip);
        bb_derive_zones(&trip);
        bb_derive_people(&trip);
        bb_derive_cities(&trip);
        bb_derive_timetables(&trip);
        bb_checks_run(&trip);
        bb_zones_finish(&trip);
    }
    return *root && input->diag->nerrors == errors ? BB_OK : BB_INVALID;
}

enum bb_status
bb_itinerary_load_source(struct bb_input *input, uint32_t source, struct bb_value **root)
{
    return load(input, source, NULL, root);
}

enum bb_status
bb_itinerary_load(struct bb_input *input, const char *path, const struct bb_settings *settings,
    struct bb_value **root)
{
    size_t errors = input->diag->nerrors;
    uint32_t source = 0;
    *root = NULL;
    enum bb_status status = bb_input_read_text(input, path, &source);
    if (status != BB_OK)
        return status;
    status = load(input, source, settings, root);
    return input->diag->nerrors == errors ? status : BB_INVALID;
}

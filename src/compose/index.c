/* The index of names: the people, organizations, places, cities and terms that stand in this
 * document, in the order in which its readers look them up, by initials.
 *
 * A name stands where something is anchored to its record, and where an event that names it is. The
 * trip's references say which events do; searching the text would find 인용 in 인용문, and miss
 * whom a table lists by the role. An event is listed once for a name, however often it names it:
 * all pairs of list and event are kept in one map. To search the list was the alternative, but who
 * leads a delegation stands in all its events. */
#include <stdlib.h>

#include "compose/collate.h"
#include "compose/env.h"
#include "schema/vocabulary.h"

struct name {
    struct bb_value *entry;
    struct bb_str form; /* by which it is looked up */
    struct bb_str key;  /* of that form */
    enum bb_named kind;
};

struct names {
    struct bb_compose *compose;
    struct bb_collator collator;
    struct bb_map listed; /* each `listing` by its bytes -> non-NULL */
    struct name *at;
    size_t len;
    size_t cap;
};

/* That a record stands in the list of a name. Without padding: it is known by its bytes. */
struct listing {
    const struct bb_value *stands, *record;
};

static struct bb_value *
field_of(const struct bb_value *record, const char *name)
{
    return bb_value_field(record, bb_schema_find_field(record->type, bb_str_from(name)));
}

/* --- where names stand ------------------------------------------------------------------------ */

static void
add_record(struct names *names, struct bb_value *stands, struct bb_value *record)
{
    struct bb_arena *arena = names->compose->arena;
    struct listing listing = {stands, record};
    struct bb_str key = {(const char *)&listing, sizeof listing};
    if (!bb_anchor_exists(names->compose, record) || bb_map_lookup(&names->listed, key))
        return;
    bb_map_set(arena, &names->listed, bb_arena_str(arena, key), names);
    bb_value_append(arena, stands, record);
}

static void
add_records(struct names *names, struct bb_value *stands, const struct bb_value *list)
{
    for (size_t i = 0; i < bb_value_len(list); i++)
        add_record(names, stands, bb_value_record(list->as.list.items[i]));
}

/* A city's events take place in it without naming it. */
static struct bb_value *
find_stands(struct names *names, struct bb_value *record, enum bb_named kind)
{
    struct bb_value *stands =
        bb_value_create(names->compose->arena, bb_type_name.fields[BB_NAME_STANDS].type);
    add_record(names, stands, record);
    if (kind != BB_NAMED_CITY)
        add_records(names, stands, field_of(record, "events"));
    add_records(names, stands, field_of(record, "mentioned_in"));
    return stands;
}

/* --- names ------------------------------------------------------------------------------------ */

/* The reading in Korean (18제: 십팔제); Latin letters where the own form has no initial. */
static struct bb_str
look_up_form(const struct names *names, const struct bb_value *name)
{
    struct bb_compose *compose = names->compose;
    const struct bb_form *form = bb_pick_form(compose, name);
    const struct bb_form *reading = bb_value_form(name, "x-reading");
    const struct bb_form *latin = bb_value_form(name, "und-Latn");
    if (bb_str_starts(bb_str_from(compose->language), "ko") && reading && reading->language)
        form = reading;
    struct bb_str text = form ? form->text : BB_STR("");
    bool lacks = bb_str_is(bb_collate_initial(&names->collator, text), "#");
    return lacks && latin ? latin->text : text;
}

static void
add_name(struct names *names, struct bb_value *record, enum bb_named kind)
{
    struct bb_compose *compose = names->compose;
    struct bb_value *name = field_of(record, "name");
    struct bb_value *stands = find_stands(names, record, kind);
    if (bb_value_is_empty(name) || stands->as.list.len == 0)
        return;
    struct bb_value *entry = bb_value_create(compose->arena, &bb_type_name);
    struct bb_value **fields = entry->as.record.fields;
    fields[BB_NAME_NAME] = name;
    fields[BB_NAME_KIND] = bb_value_create(compose->arena, bb_type_name.fields[BB_NAME_KIND].type);
    fields[BB_NAME_KIND]->as.integer = kind;
    fields[BB_NAME_NOTE] = field_of(record, "note");
    fields[BB_NAME_RECORD] = record;
    fields[BB_NAME_STANDS] = stands;
    struct bb_str form = look_up_form(names, name);
    names->at = bb_vec_grow(compose->arena, names->at, names->len, &names->cap, sizeof *names->at);
    names->at[names->len++] =
        (struct name){entry, form, bb_collate_key(&names->collator, form), kind};
}

static int
compare_names(const void *left, const void *right)
{
    const struct name *a = left, *b = right;
    int order = bb_str_compare(a->key, b->key);
    return order != 0 ? order : (a->kind > b->kind) - (a->kind < b->kind);
}

/* A place and the organization in it, a city and its entry in the glossary are one name; two people
 * of one name are two. */
static bool
is_same(const struct name *a, const struct name *b)
{
    return bb_str_equal(a->key, b->key)
        && (a->kind != BB_NAMED_PERSON || b->kind != BB_NAMED_PERSON);
}

/* The name with more forms stays, with all the places of both. */
static void
join_names(struct names *names, struct name *into, const struct name *name)
{
    struct bb_value **to = into->entry->as.record.fields;
    struct bb_value **from = name->entry->as.record.fields;
    add_records(names, to[BB_NAME_STANDS], from[BB_NAME_STANDS]);
    if (from[BB_NAME_NAME]->as.text.nforms > to[BB_NAME_NAME]->as.text.nforms)
        to[BB_NAME_NAME] = from[BB_NAME_NAME];
    if (bb_value_is_empty(to[BB_NAME_NOTE]))
        to[BB_NAME_NOTE] = from[BB_NAME_NOTE];
}

static void
collect_names(struct names *names)
{
    static const int lists[BB_NAMED_KINDS] = {
        [BB_NAMED_PERSON] = BB_ROOT_PEOPLE,
        [BB_NAMED_ORGANIZATION] = BB_ROOT_ORGANIZATIONS,
        [BB_NAMED_PLACE] = BB_ROOT_PLACES,
        [BB_NAMED_CITY] = BB_ROOT_CITIES,
        [BB_NAMED_TERM] = BB_ROOT_GLOSSARY,
    };
    for (int kind = 0; kind < BB_NAMED_KINDS; kind++) {
        const struct bb_value *list =
            bb_value_field(names->compose->slots[BB_SLOT_ROOT], lists[kind]);
        for (size_t i = 0; i < bb_value_len(list); i++)
            add_name(names, list->as.list.items[i], (enum bb_named)kind);
    }
    if (names->len > 0)
        qsort(names->at, names->len, sizeof *names->at, compare_names);
}

/* --- groups ----------------------------------------------------------------------------------- */

/* An initial is of the document's language, whatever that of the trip. */
static struct bb_value *
add_group(struct bb_compose *compose, struct bb_value *groups, struct bb_str initial)
{
    struct bb_value *group = bb_value_create(compose->arena, &bb_type_initial);
    struct bb_value *text = bb_value_create(compose->arena, &bb_type_string);
    text->as.text.forms = BB_NEW(compose->arena, struct bb_form);
    text->as.text.forms[0] = (struct bb_form){.language = compose->language, .text = initial};
    text->as.text.nforms = 1;
    group->as.record.fields[BB_INITIAL_INITIAL] = text;
    group->as.record.fields[BB_INITIAL_ENTRIES] =
        bb_value_create(compose->arena, bb_type_initial.fields[BB_INITIAL_ENTRIES].type);
    bb_value_append(compose->arena, groups, group);
    return group;
}

struct bb_value *
bb_compose_index(struct bb_compose *compose)
{
    struct names names = {.compose = compose,
        .collator = bb_collator_open(compose->arena, compose->diag, compose->language)};
    struct bb_value *index = bb_value_create(compose->arena, &bb_type_index);
    struct bb_value *groups =
        bb_value_create(compose->arena, bb_type_index.fields[BB_INDEX_GROUPS].type);
    struct bb_value *group = NULL;
    struct bb_str last = BB_STR("");
    struct name *before = NULL;
    index->as.record.fields[BB_INDEX_GROUPS] = groups;
    collect_names(&names);
    for (size_t i = 0; i < names.len; i++) {
        if (before && is_same(before, &names.at[i])) {
            join_names(&names, before, &names.at[i]);
            continue;
        }
        struct bb_str initial = bb_collate_initial(&names.collator, names.at[i].form);
        if (!group || !bb_str_equal(initial, last))
            group = add_group(compose, groups, initial);
        last = initial;
        before = &names.at[i];
        bb_value_append(compose->arena, group->as.record.fields[BB_INITIAL_ENTRIES], before->entry);
    }
    bb_collator_close(&names.collator);
    return index;
}

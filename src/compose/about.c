/* What a composed document says about itself, from the trip.
 *
 * The title is given in all languages that the trip has it in: a catalogue lists the book in that
 * of its readers (dc:title is a language alternative). The trip's dates are what the document
 * covers, not dates of its own, so they are dc:coverage and not dc:date. */
#include "base/map.h"
#include "compose/env.h"
#include "itinerary/itinerary.h"

static struct bb_value *
field(struct bb_value *record, const char *name)
{
    return record ? bb_value_field(record, bb_schema_find_field(record->type, bb_str_from(name)))
                  : NULL;
}

/* A text, or the name of a record; NULL where there is none. */
static const char *
say(struct bb_compose *compose, struct bb_value *value)
{
    const struct bb_value *named = bb_value_naming(bb_value_record(value));
    return bb_value_is_empty(named) ? NULL : bb_eval_text(compose, named).ptr;
}

/* --- title ------------------------------------------------------------------------------------ */

/* Latin letters and sort keys are no language. */
static bool
is_in_a_language(const struct bb_compose *compose, const struct bb_form *form)
{
    return !form->tbd && form->text.len > 0
        && (!form->language || strcmp(form->language, "x-reading") != 0)
        && strncmp(bb_form_language(compose, form), "und", 3) != 0;
}

static void
set_titles(struct bb_compose *compose, const struct bb_value *title, struct bb_metadata *about)
{
    size_t nforms = title ? title->as.text.nforms : 0;
    struct bb_wording *titles = BB_NEW_ARRAY(compose->arena, struct bb_wording, nforms);
    for (size_t i = 0; i < nforms; i++) {
        const struct bb_form *form = &title->as.text.forms[i];
        if (is_in_a_language(compose, form))
            titles[about->ntitles++] = (struct bb_wording){
                .language = bb_form_language(compose, form), .text = form->text.ptr};
    }
    about->titles = titles;
}

/* The trip's, and after it what tells the document from others of the trip; that is known in the
 * document's language only. */
static void
set_title(
    struct bb_compose *compose, struct bb_value *title, const char *own, struct bb_metadata *about)
{
    about->title = say(compose, title);
    if (!own) {
        set_titles(compose, title, about);
        return;
    }
    if (about->title)
        own = bb_arena_printf(compose->arena, "%s – %s", about->title, own).ptr;
    struct bb_wording *only = BB_NEW(compose->arena, struct bb_wording);
    *only = (struct bb_wording){.language = compose->language, .text = own};
    about->title = own;
    about->titles = only;
    about->ntitles = 1;
}

/* --- keywords and coverage -------------------------------------------------------------------- */

/* What the document is of: the city of a city's page, else what its trip is of. */
static struct bb_values
find_cities(struct bb_value *root, const struct bb_compose_item *item)
{
    struct bb_value *cities = field(root, "cities");
    struct bb_values all = {.at = cities ? cities->as.list.items : NULL, bb_value_len(cities)};
    for (size_t i = 0; item && i < all.len; i++)
        if (all.at[i] == item->value)
            return (struct bb_values){.at = all.at + i, .len = 1};
    return all;
}

/* Those of the trip, else its cities, each once. */
static void
set_keywords(struct bb_compose *compose, struct bb_value *root, const struct bb_compose_item *item,
    struct bb_metadata *about)
{
    struct bb_value *words = field(field(root, "trip"), "keywords");
    struct bb_values named = bb_value_is_empty(words)
        ? find_cities(root, item)
        : (struct bb_values){.at = words->as.list.items, .len = bb_value_len(words)};
    const char **keywords = BB_NEW_ARRAY(compose->arena, const char *, named.len);
    struct bb_map said = {0};
    about->keywords = keywords;
    for (size_t i = 0; i < named.len; i++) {
        const char *word = say(compose, named.at[i]);
        if (word && !bb_map_set(compose->arena, &said, bb_str_from(word), compose))
            keywords[about->nkeywords++] = word;
    }
}

static void
set_coverage(struct bb_compose *compose, struct bb_value *trip, struct bb_metadata *about)
{
    struct bb_date from, to;
    if (bb_value_date(field(trip, "from"), &from) && bb_value_date(field(trip, "to"), &to))
        about->coverage = bb_arena_printf(compose->arena, "%04d-%02d-%02d/%04d-%02d-%02d",
            from.year, from.month, from.day, to.year, to.month, to.day)
                              .ptr;
}

/* --- the whole -------------------------------------------------------------------------------- */

struct bb_metadata
bb_compose_about(struct bb_compose *compose, const struct bb_compose_item *item)
{
    struct bb_value *root = compose->slots[BB_SLOT_ROOT], *trip = field(root, "trip");
    struct bb_metadata about = {
        .language = compose->language,
        .author = say(compose, field(trip, "issuer")),
        .subject = say(compose, field(trip, "subtitle")),
        .identifier = say(compose, field(trip, "id")),
    };
    set_title(compose, field(trip, "title"), item ? item->title : NULL, &about);
    set_keywords(compose, root, item, &about);
    set_coverage(compose, trip, &about);
    return about;
}

struct bb_date
bb_compose_date(const struct bb_compose *compose)
{
    struct bb_value *trip = field(compose->slots[BB_SLOT_ROOT], "trip");
    struct bb_date found = {1970, 1, 1};
    if (!bb_value_date(field(field(trip, "version"), "date"), &found))
        bb_value_date(field(trip, "from"), &found);
    return found;
}

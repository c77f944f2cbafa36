/* The names of a trip, by form. See names.h. */
#include "itinerary/names.h"

#include "base/utf8.h"

/* Languages whose Latin spelling of a name is compared with its romanisation. */
static bool
is_latin(struct bb_str language)
{
    static const char *const tags[] = {"und-Latn", "en", "fr", "de", "es", "it", "pt", "nl", "vi"};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (bb_str_is(language, tags[i]))
            return true;
    return false;
}

enum bb_script
bb_names_script(const struct bb_names *names, const struct bb_form *form)
{
    struct bb_str language = bb_str_from(form->language ? form->language : names->language);
    if (bb_str_is(language, "ko"))
        return BB_SCRIPT_HANGUL;
    if (bb_str_starts(language, "zh-Hant"))
        return BB_SCRIPT_HANT;
    if (bb_str_starts(language, "zh-Hans"))
        return BB_SCRIPT_HANS;
    return is_latin(language) ? BB_SCRIPT_LATIN : BB_SCRIPTS;
}

/* Small letters and digits without accents, and with `gaps` the blanks and hyphens. The caller
 * frees. */
static char *
fold(struct bb_str text, bool gaps)
{
    char *plain = g_utf8_normalize(text.ptr, (gssize)text.len, G_NORMALIZE_NFD);
    size_t len = 0;
    for (const char *at = plain; at && *at; at++)
        if (g_ascii_isalnum(*at) || (gaps && (*at == ' ' || *at == '-')))
            plain[len++] = g_ascii_tolower(*at);
    if (plain)
        plain[len] = '\0';
    return plain ? plain : g_strdup("");
}

struct bb_str
bb_names_letters(struct bb_arena *arena, struct bb_str text)
{
    char *letters = fold(text, false);
    struct bb_str copy = {bb_arena_copy(arena, letters, strlen(letters)), strlen(letters)};
    g_free(letters);
    return copy;
}

bool
bb_names_spelled_alike(struct bb_str a, struct bb_str b)
{
    char *left = fold(a, true), *right = fold(b, true);
    bool alike = strcmp(left, right) == 0;
    g_free(left);
    g_free(right);
    return alike;
}

/* The place of two letters in `first`, or -1. */
static int
first_index(const char *text)
{
    int index = 0;
    for (int i = 0; i < 2; i++) {
        if (!g_ascii_isalnum(text[i]))
            return -1;
        int digit = g_ascii_isdigit(text[i]) ? text[i] - '0' : g_ascii_tolower(text[i]) - 'a' + 10;
        index = index * 36 + digit;
    }
    return index;
}

bool
bb_names_begins(const struct bb_names *names, struct bb_str text)
{
    int index = text.len >= 2 ? first_index(text.ptr) : -1;
    return index < 0 || names->first[index];
}

static void
add_form(struct bb_trip *trip, struct bb_names *names, struct bb_name *name, enum bb_script script)
{
    struct bb_str key = name->forms[script]->text;
    if (script == BB_SCRIPT_LATIN)
        key = bb_names_letters(trip->arena, key);
    if (script == BB_SCRIPT_LATIN && key.len >= 2)
        names->first[first_index(key.ptr)] = true;
    if (key.len > 0 && !bb_map_lookup(&names->by_form[script], key))
        bb_map_set(trip->arena, &names->by_form[script], key, name);
}

static void
add_name(struct bb_trip *trip, struct bb_names *names, const struct bb_value *record,
    int name_field, int note_field)
{
    struct bb_name *name = BB_NEW(trip->arena, struct bb_name);
    *name = (struct bb_name){.record = record, .name = bb_value_field(record, name_field)};
    name->note = bb_value_field(record, note_field);
    for (size_t i = 0; name->name && i < name->name->as.text.nforms; i++) {
        const struct bb_form *form = &name->name->as.text.forms[i];
        enum bb_script script = bb_names_script(names, form);
        if (script < BB_SCRIPTS && !form->tbd && !name->forms[script])
            name->forms[script] = form;
    }
    BB_VEC_PUSH(trip->arena, &names->all, name);
    for (enum bb_script script = 0; script < BB_SCRIPTS; script++)
        if (name->forms[script])
            add_form(trip, names, name, script);
}

const struct bb_names *
bb_names_collect(struct bb_trip *trip)
{
    if (trip->names)
        return trip->names;
    static const struct {
        int records, name, note; /* note: -1 for cities, which have none */
    } kinds[] = {
        {BB_ROOT_PEOPLE, BB_PERSON_NAME, BB_PERSON_NOTE},
        {BB_ROOT_ORGANIZATIONS, BB_ORGANIZATION_NAME, BB_ORGANIZATION_NOTE},
        {BB_ROOT_PLACES, BB_PLACE_NAME, BB_PLACE_NOTE},
        {BB_ROOT_CITIES, BB_CITY_NAME, -1},
        {BB_ROOT_GLOSSARY, BB_TERM_NAME, BB_TERM_NOTE},
    };
    struct bb_names *names = trip->names = BB_NEW(trip->arena, struct bb_names);
    names->language = bb_itinerary_language(trip->root);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct bb_value *record;
        BB_EACH(record, trip->root, kinds[i].records)
            add_name(trip, names, record, kinds[i].name, kinds[i].note);
    }
    return names;
}

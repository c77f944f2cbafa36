/* The names that a trip gives: of people, organizations, places, cities and terms, by each of their
 * forms. */
#ifndef BB_ITINERARY_NAMES_H
#define BB_ITINERARY_NAMES_H

#include "itinerary/trip.h"

/* The scripts in which names are compared. */
enum bb_script { BB_SCRIPT_HANGUL, BB_SCRIPT_HANT, BB_SCRIPT_HANS, BB_SCRIPT_LATIN, BB_SCRIPTS };

/* Two ASCII letters or digits, of 36 each. */
enum { BB_NAMES_FIRST = 36 * 36 };

struct bb_name {
    const struct bb_value *record;
    const struct bb_form *forms[BB_SCRIPTS]; /* NULL where the name has none */
    const struct bb_value *name, *note;      /* the fields; a note may cite other spellings */
};

struct bb_names {
    BB_VEC(struct bb_name *) all;
    struct bb_map
        by_form[BB_SCRIPTS];    /* to the first bb_name with this form; Latin: by its letters */
    bool first[BB_NAMES_FIRST]; /* whether a Latin name begins so: see bb_names_begins */
    const char *language;       /* of forms without one */
};

/* The trip's names, collected once. */
const struct bb_names *bb_names_collect(struct bb_trip *trip);

/* Whether a name in Latin letters may begin as the word at the start of `text` does: quick, so that
 * few words have to be looked up. */
bool bb_names_begins(const struct bb_names *names, struct bb_str text);

/* The script of a form: Hangul for Korean, Hant and Hans for Chinese, Latin for und-Latn and for
 * languages written so; BB_SCRIPTS for any other. */
enum bb_script bb_names_script(const struct bb_names *names, const struct bb_form *form);

/* Latin letters and digits alone, small and without accents, as one may spell them with or without
 * hyphen and blank. In the arena. */
struct bb_str bb_names_letters(struct bb_arena *arena, struct bb_str text);

/* Whether two names of the same letters have the same blanks and hyphens too. */
bool bb_names_spelled_alike(struct bb_str a, struct bb_str b);

#endif

/* The trip: a trip file read by the vocabulary, its ids resolved, its derived fields set, its
 * mistakes reported.
 *
 * Derived fields hold the records themselves, not copies: city.events and root.events share their
 * items, and event.city leads back to the city. Times are wall-clock times of their city; home
 * times come from the system's time zone database. */
#ifndef BB_ITINERARY_ITINERARY_H
#define BB_ITINERARY_ITINERARY_H

#include "base/status.h"
#include "schema/vocabulary.h"

/* What the command line sets: "trip.title=…", borrowed. Steps of a path are fields, ids, dates of
 * days, numbers of items from 1, and languages of a text's forms. */
struct bb_settings {
    const char *const *texts;
    size_t len;
};

/* Loads the trip file at `path` ("-" is standard input) with its includes. `*root` is a value of
 * bb_type_root in the input's arena.
 * `settings` go before the file, after its includes; NULL: none.
 * BB_OK: there was no error, perhaps warnings.
 * BB_INVALID: errors were reported; `*root` is what could be read, for further checks but not for
 * a document, and NULL where nothing could. BB_IO: the file cannot be read; `*root` is NULL. */
enum bb_status bb_itinerary_load(struct bb_input *input, const char *path,
    const struct bb_settings *settings, struct bb_value **root);

/* The same for a source that is already registered. Paths in it are relative to the folder of
 * the file that was read as this source, or to the current one. */
enum bb_status bb_itinerary_load_source(
    struct bb_input *input, uint32_t source, struct bb_value **root);

/* The language of texts without forms: trip.language, or "ko". */
const char *bb_itinerary_language(const struct bb_value *root);

#endif

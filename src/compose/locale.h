/* Dates, ranges, times, numbers and differences of time as a language writes them (T51-T53). */
#ifndef BB_COMPOSE_LOCALE_H
#define BB_COMPOSE_LOCALE_H

#include "template/template.h"

struct bb_locale;

/* That of a BCP 47 tag, by its longest beginning that is known; else the English one. */
const struct bb_locale *bb_locale_lookup(const char *language);
/* Of what it writes: `asked`, where the locale is of that language, else its own. */
const char *bb_locale_language(const struct bb_locale *locale, const char *asked);

struct bb_str bb_locale_date(const struct bb_locale *locale, struct bb_arena *arena,
    struct bb_date date, enum bb_date_style style);
/* The end leaves out what it shares with the start, or the other way round. */
struct bb_str bb_locale_range(const struct bb_locale *locale, struct bb_arena *arena,
    struct bb_date first, struct bb_date last, enum bb_date_style style);
/* Minutes after midnight. */
struct bb_str bb_locale_time(const struct bb_locale *locale, struct bb_arena *arena, int minutes);
struct bb_str bb_locale_datetime(const struct bb_locale *locale, struct bb_arena *arena,
    struct bb_date date, int minutes, enum bb_date_style style);
struct bb_str bb_locale_nights(
    const struct bb_locale *locale, struct bb_arena *arena, long nights, long days);
struct bb_str bb_locale_offset(
    const struct bb_locale *locale, struct bb_arena *arena, long minutes);
/* A number of things, its figures in groups. */
struct bb_str bb_locale_count(
    const struct bb_locale *locale, struct bb_arena *arena, long long count);
/* Between the items of a list. */
struct bb_str bb_locale_comma(const struct bb_locale *locale);
/* Whether words take a particle by their last sound. */
bool bb_locale_has_particles(const struct bb_locale *locale);

#endif

/* Pure scanners: text to a typed value, no reports. Private to the module.
 *
 * They read the whole text or fail; none depends on the locale. */
#ifndef BB_SCHEMA_SCAN_H
#define BB_SCHEMA_SCAN_H

#include "schema/schema.h"

enum bb_scan {
    BB_SCAN_OK,
    BB_SCAN_SYNTAX, /* not written as the type is written */
    BB_SCAN_RANGE,  /* well written, but there is no such value: 2024-02-30, 25:00 */
};

/* true, True, TRUE and the same of false (YAML 1.2 core schema). */
enum bb_scan bb_scan_bool(struct bb_str text, bool *out);

/* Decimal, with a sign or without; leading zeros are just zeros. */
enum bb_scan bb_scan_int(struct bb_str text, long long *out);

/* Decimal with fraction and exponent; neither infinity nor NaN. */
enum bb_scan bb_scan_number(struct bb_str text, double *out);

/* 2024-07-24. A weekday may follow, `2024-07-24 (수)`: `*weekday` is 0 (Sunday) to 6, or -1. */
enum bb_scan bb_scan_date(struct bb_str text, struct bb_date *out, int *weekday);

/* 8:30 or 08:30, 00:00 to 23:59, in minutes since midnight. */
enum bb_scan bb_scan_minutes(struct bb_str text, int16_t *out);

/* A clock time or one of bb_clock_names. */
enum bb_scan bb_scan_clock(struct bb_str text, struct bb_clock *out);

/* A date; a date and time with T or a space between; an offset (Z, +09:00) may follow the time. */
enum bb_scan bb_scan_datetime(struct bb_str text, struct bb_datetime *out, int *weekday);

/* A number with mm, cm, in or pt, a space between them or not; 0 needs no unit. */
enum bb_scan bb_scan_length(struct bb_str text, bb_len *out);

/* Letters, digits, - and _ (ASCII), a letter or digit first. */
bool bb_scan_is_id(struct bb_str text);

/* A weekday's name, Korean (월, 월요일) or English (Mon, Monday): 0 is Sunday; -1 is none. */
int bb_scan_weekday(struct bb_str text);

/* The words of bb_clock_kind, `tbd` first; TIME has none and is NULL. */
enum { BB_CLOCK_WORDS = BB_CLOCK_AFTER_PREVIOUS + 1 };
extern const char *const bb_clock_names[BB_CLOCK_WORDS];

/* BCP 47: whether `tag` is well-formed (RFC 5646, section 2.1, without the grandfathered tags).
 * `*canonical` (in the arena) gets the usual case: zh-hant-tw becomes zh-Hant-TW; `latin` becomes
 * und-Latn and `reading` x-reading. */
bool bb_scan_language(struct bb_arena *arena, struct bb_str tag, const char **canonical);

/* Chinese with its script where the tag has none: zh-TW becomes zh-Hant-TW, zh becomes zh-Hans.
 * Forms of a text are told apart by script. */
const char *bb_scan_language_script(struct bb_arena *arena, const char *canonical);

/* What is written in a language's place, a country's code most often, and what is meant. */
enum { BB_SCAN_SLIPS = 23 };
extern const char *const bb_scan_slips[BB_SCAN_SLIPS][2];

/* What was probably meant by such a slip (kr, cn, jp …), or NULL. */
const char *bb_scan_language_slip(const char *canonical);

#endif

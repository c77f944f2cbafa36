/* ICU's order of names, for languages whose order no rule tells. */
#ifndef BB_COMPOSE_COLLATE_ICU_H
#define BB_COMPOSE_COLLATE_ICU_H

#include "base/arena.h"
#include "base/str.h"

struct bb_icu;

/* NULL where the library is not there or does not know the language; `why` is then its message. */
struct bb_icu *bb_icu_open(struct bb_arena *arena, const char *language, const char **why);
void bb_icu_close(struct bb_icu *icu);

/* The sort key; no byte of it is 0. */
struct bb_str bb_icu_key(const struct bb_icu *icu, struct bb_arena *arena, struct bb_str text);

/* What a text that begins in Chinese characters is looked up by: the letter of its reading (A), or
 * the strokes of its first character (3畫); empty for other texts. */
struct bb_str bb_icu_initial(const struct bb_icu *icu, struct bb_arena *arena, struct bb_str text);

#endif

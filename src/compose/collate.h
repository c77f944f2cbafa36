/* The order of names in an index, and the letter under which a name is looked up. */
#ifndef BB_COMPOSE_COLLATE_H
#define BB_COMPOSE_COLLATE_H

#include "base/arena.h"
#include "base/str.h"
#include "diag/diag.h"

struct bb_icu;

struct bb_collator {
    struct bb_arena *arena; /* borrowed */
    const char *language;
    struct bb_icu *icu; /* of Chinese, or NULL */
};

/* The order in which readers of `language` (BCP 47) look names up. */
struct bb_collator bb_collator_open(
    struct bb_arena *arena, struct bb_diag *diag, const char *language);
void bb_collator_close(struct bb_collator *collator);

/* A key for bb_str_compare: its bytes are in that order. Equal only for equal texts. */
struct bb_str bb_collate_key(const struct bb_collator *collator, struct bb_str text);

/* ㄱ to ㅎ (ㄲ under ㄱ) for Hangul, A to Z for Latin letters and for Chinese characters read in
 * Mandarin, 3畫 for them in Traditional Chinese, # for the rest. */
struct bb_str bb_collate_initial(const struct bb_collator *collator, struct bb_str text);

#endif

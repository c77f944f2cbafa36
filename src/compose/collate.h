/* The order of names in an index, and the letter under which a name is looked up. */
#ifndef BB_COMPOSE_COLLATE_H
#define BB_COMPOSE_COLLATE_H

#include "base/arena.h"
#include "base/str.h"

/* A key for bb_str_compare: its bytes are in the order in which readers of `language` (BCP 47) look
 * names up. Equal only for equal texts. */
struct bb_str bb_collate_key(struct bb_arena *arena, const char *language, struct bb_str text);

/* ㄱ to ㅎ (ㄲ under ㄱ) for Hangul, A to Z for Latin letters, # for the rest. */
struct bb_str bb_collate_initial(struct bb_arena *arena, struct bb_str text);

#endif

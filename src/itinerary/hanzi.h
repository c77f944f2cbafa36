/* What the linter knows of Hanzi: which characters are traditional or simplified only, and which
 * are forms of one another. */
#ifndef BB_ITINERARY_HANZI_H
#define BB_ITINERARY_HANZI_H

#include "base/str.h"

/* Of the unified ideographs, without radicals and compatibility forms. */
bool bb_hanzi_is(int32_t code);

/* The simplified form of a character that simplified text never has; 0 for all others. */
int32_t bb_hanzi_simplify(int32_t code);

/* Whether only simplified text has it. */
bool bb_hanzi_is_simplified(int32_t code);

/* Names alike: as long as each other, and of their letters (of any script) at least half the same,
 * variants of one character counted as the same. `*different` gets the number of those that differ;
 * 0 says that the names are one and the same. */
bool bb_hanzi_is_near(struct bb_str a, struct bb_str b, size_t *different);

#endif

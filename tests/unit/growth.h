/* For tests: documents grown from a seed, in which every text is a word that comes nowhere else. */
#ifndef BB_TEST_GROWTH_H
#define BB_TEST_GROWTH_H

#include <stdint.h>

#include "base/str.h"

struct growth {
    struct bb_buf yaml;
    uint64_t state; /* not 0 */
    int words;
    bool events; /* the trip's events have been shown */
};

/* 0 to below - 1 (xorshift64*). */
static inline int
pick(struct growth *growth, int below)
{
    growth->state ^= growth->state >> 12;
    growth->state ^= growth->state << 25;
    growth->state ^= growth->state >> 27;
    return (int)((growth->state * 2685821657736338717u >> 33) % (uint64_t)below);
}

static inline void
add(struct growth *growth, const char *text)
{
    bb_buf_append_text(&growth->yaml, text);
}

static inline void
add_words(struct growth *growth, int count)
{
    for (int i = 0; i < count; i++)
        bb_buf_printf(&growth->yaml, "%s제%d끝", i > 0 ? " " : "", growth->words++);
}

#endif

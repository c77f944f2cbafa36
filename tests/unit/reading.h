/* What reading a file takes, for tests of all that reads. */
#ifndef BB_TESTS_READING_H
#define BB_TESTS_READING_H

#include "input/input.h"

struct reading {
    struct bb_arena arena;
    struct bb_sources sources;
    struct bb_diag diag;
    struct bb_limits limits;
    struct bb_input input;
};

/* `r` stays where it is until reading_finish. */
static inline void
reading_start(struct reading *r)
{
    r->limits = BB_LIMITS_DEFAULT;
    bb_arena_init(&r->arena);
    bb_sources_init(&r->sources, &r->arena);
    bb_diag_init(&r->diag, &r->arena, &r->sources);
    bb_input_init(&r->input, &r->arena, &r->sources, &r->diag, &r->limits);
}

static inline void
reading_finish(struct reading *r)
{
    bb_arena_finish(&r->arena);
}

/* A source that is in no file; the text is copied. */
static inline uint32_t
reading_add(struct reading *r, const char *name, struct bb_str text)
{
    return bb_sources_add(&r->sources, bb_str_from(name), bb_arena_str(&r->arena, text));
}

#endif

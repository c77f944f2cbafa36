/* Typed vectors in an arena:
 *
 *     BB_VEC(int) numbers = {0};
 *     BB_VEC_PUSH(arena, &numbers, 7);
 *     for (size_t i = 0; i < numbers.len; i++) use(numbers.at[i]);
 *
 * Growing copies into a larger piece of the arena, so pointers into a vector end with the next
 * push. Zero-initialised is empty. */
#ifndef BB_BASE_VEC_H
#define BB_BASE_VEC_H

#include <stddef.h>

#include "base/arena.h"

#define BB_VEC(type) \
    struct {         \
        type *at;    \
        size_t len;  \
        size_t cap;  \
    }

void *bb_vec_enlarge(struct bb_arena *arena, void *at, size_t len, size_t *cap, size_t size);

/* Makes room for one more item and returns the (possibly moved) array. */
static inline void *
bb_vec_grow(struct bb_arena *arena, void *at, size_t len, size_t *cap, size_t size)
{
    return len < *cap ? at : bb_vec_enlarge(arena, at, len, cap, size);
}

#define BB_VEC_PUSH(arena, vec, ...)                                                          \
    ((vec)->at = bb_vec_grow((arena), (vec)->at, (vec)->len, &(vec)->cap, sizeof *(vec)->at), \
        (vec)->at[(vec)->len++] = (__VA_ARGS__))

#define BB_VEC_LAST(vec) ((vec)->at[(vec)->len - 1])

#endif

/* Typed vectors in an arena. */
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

void *
bb_vec_grow(struct bb_arena *arena, void *at, size_t len, size_t *cap, size_t size)
{
    if (len < *cap)
        return at;
    if (*cap > SIZE_MAX / 4 / size)
        abort();
    size_t more = *cap > 0 ? *cap * 2 : 8;
    void *moved = bb_arena_alloc_array(arena, more, size);
    if (len > 0)
        memcpy(moved, at, len * size);
    *cap = more;
    return moved;
}

/* Typed vectors in an arena. Capacities double; most vectors here stay short and their items are
 * large, so they start small. */
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

/* A vector that was the arena's last allocation grows where it stands; the others are copied. */
void *
bb_vec_enlarge(struct bb_arena *arena, void *at, size_t len, size_t *cap, size_t size)
{
    if (*cap > SIZE_MAX / 4 / size)
        abort();
    size_t first = size <= 16 ? 8 : size <= 64 ? 4 : 2;
    size_t more = *cap > 0 ? *cap * 2 : first;
    if (!bb_arena_extend(arena, at, *cap * size, more * size)) {
        void *moved = bb_arena_alloc_array(arena, more, size);
        if (len > 0)
            memcpy(moved, at, len * size);
        at = moved;
    }
    *cap = more;
    return at;
}

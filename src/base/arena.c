/* Arena: blocks of growing size in a list, the current one bumped.
 *
 * A block's size doubles up to 1 MiB, so that a small document stays small and a large one makes
 * few calls. Blocks come zeroed, mostly as untouched pages of the system, so that only what a reset
 * gave back is cleared again. Freeing single items is left out on purpose: everything of a document
 * dies with it. */
#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_ALIGN = 16, ARENA_FIRST = 16 * 1024, ARENA_MOST = 1024 * 1024 };

struct bb_arena_block {
    struct bb_arena_block *prev;
    size_t size; /* of the payload */
    _Alignas(ARENA_ALIGN) char bytes[];
};

static struct bb_arena_block *
new_block(size_t size, struct bb_arena_block *prev)
{
    if (size > SIZE_MAX - sizeof(struct bb_arena_block))
        abort();
    struct bb_arena_block *block = calloc(1, sizeof *block + size);
    if (!block)
        abort();
    block->prev = prev;
    block->size = size;
    return block;
}

void
bb_arena_init(struct bb_arena *arena)
{
    *arena = (struct bb_arena){0};
}

void
bb_arena_finish(struct bb_arena *arena)
{
    while (arena->head) {
        struct bb_arena_block *prev = arena->head->prev;
        free(arena->head);
        arena->head = prev;
    }
    bb_arena_init(arena);
}

void
bb_arena_reset(struct bb_arena *arena)
{
#ifdef BB_ARENA_SINGLE
    bb_arena_finish(arena);
#else
    struct bb_arena_block *keep = arena->head;
    if (!keep)
        return;
    struct bb_arena rest = {.head = keep->prev};
    bb_arena_finish(&rest);
    keep->prev = NULL;
    if (arena->used < arena->next)
        arena->used = arena->next;
    arena->next = keep->bytes;
    arena->end = keep->bytes + keep->size;
    arena->total = 0;
#endif
}

#ifndef BB_ARENA_SINGLE
/* The next `size` bytes of the block, zeroed. */
static char *
take(struct bb_arena *arena, size_t size)
{
    char *at = arena->next;
    arena->next += size;
    if (at < arena->used)
        memset(at, 0, (size_t)((arena->next < arena->used ? arena->next : arena->used) - at));
    return at;
}

static size_t
round_up(size_t size)
{
    if (size > SIZE_MAX - ARENA_ALIGN)
        abort();
    return (size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
}
#endif

void *
bb_arena_alloc(struct bb_arena *arena, size_t size)
{
    arena->total += size;
#ifdef BB_ARENA_SINGLE
    arena->head = new_block(size, arena->head);
    return arena->head->bytes;
#else
    size_t rounded = round_up(size);
    if (rounded > (size_t)(arena->end - arena->next)) {
        size_t want = arena->head ? arena->head->size * 2 : ARENA_FIRST;
        if (want > ARENA_MOST)
            want = ARENA_MOST;
        if (want < rounded)
            want = rounded;
        arena->head = new_block(want, arena->head);
        arena->next = arena->used = arena->head->bytes;
        arena->end = arena->next + want;
    }
    return take(arena, rounded);
#endif
}

bool
bb_arena_extend(struct bb_arena *arena, void *at, size_t size, size_t more)
{
#ifdef BB_ARENA_SINGLE
    (void)arena, (void)at, (void)size, (void)more;
    return false;
#else
    size_t old = round_up(size), rounded = round_up(more);
    if (!at || (char *)at + old != arena->next
        || rounded - old > (size_t)(arena->end - arena->next))
        return false;
    take(arena, rounded - old);
    arena->total += more - size;
    return true;
#endif
}

void *
bb_arena_alloc_array(struct bb_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        abort();
    return bb_arena_alloc(arena, count * size);
}

char *
bb_arena_copy(struct bb_arena *arena, const void *bytes, size_t len)
{
    char *copy = bb_arena_alloc(arena, len + 1);
    if (len > 0)
        memcpy(copy, bytes, len);
    copy[len] = '\0';
    return copy;
}

struct bb_str
bb_arena_str(struct bb_arena *arena, struct bb_str str)
{
    return (struct bb_str){bb_arena_copy(arena, str.ptr, str.len), str.len};
}

struct bb_str
bb_arena_vprintf(struct bb_arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len < 0)
        abort();
    char *text = bb_arena_alloc(arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, args);
    return (struct bb_str){text, (size_t)len};
}

struct bb_str
bb_arena_printf(struct bb_arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    struct bb_str text = bb_arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

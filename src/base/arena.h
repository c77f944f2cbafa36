/* Arena: memory that is freed all at once.
 *
 * One holds a trip and its layout, one the document that is being made; layout has two more for
 * what is made in passing. Allocation never returns NULL: when the system has no memory left the
 * process ends through abort(), as GLib's allocator does, which is why the program makes documents
 * in workers.
 *
 * Built with BB_ARENA_SINGLE (the asan preset does), each allocation is a malloc of its own, so
 * that sanitizers see its bounds. */
#ifndef BB_BASE_ARENA_H
#define BB_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/str.h"

struct bb_arena_block;

struct bb_arena {
    struct bb_arena_block *head;
    char *next;
    char *end;
    char *used;   /* memory from here to the end has not been handed out yet, and is zero */
    size_t total; /* bytes handed out since init or reset */
};

void bb_arena_init(struct bb_arena *arena);

/* Frees everything; the arena may be used again afterwards. */
void bb_arena_finish(struct bb_arena *arena);

/* Forgets everything but keeps a block for the next round. */
void bb_arena_reset(struct bb_arena *arena);

/* `size` zeroed bytes, aligned for any type. size 0 gives a valid, unusable pointer. */
void *bb_arena_alloc(struct bb_arena *arena, size_t size);

/* `count` zeroed items of `size` bytes; aborts on overflow. */
void *bb_arena_alloc_array(struct bb_arena *arena, size_t count, size_t size);

/* Grows an allocation of `size` bytes to `more` zeroed ones in place. False, with nothing changed,
 * where it was not the last one or its block is full. */
bool bb_arena_extend(struct bb_arena *arena, void *at, size_t size, size_t more);

/* A copy of `len` bytes with a NUL after them. */
char *bb_arena_copy(struct bb_arena *arena, const void *bytes, size_t len);

/* A NUL-terminated copy of a slice. */
struct bb_str bb_arena_str(struct bb_arena *arena, struct bb_str str);

/* printf into the arena; the result is NUL-terminated. */
struct bb_str bb_arena_printf(struct bb_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct bb_str bb_arena_vprintf(struct bb_arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

#define BB_NEW(arena, type) ((type *)bb_arena_alloc((arena), sizeof(type)))
#define BB_NEW_ARRAY(arena, type, count) \
    ((type *)bb_arena_alloc_array((arena), (count), sizeof(type)))

#endif

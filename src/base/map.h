/* A map from strings to pointers, in an arena; keys are borrowed. Iterates in order of
 * insertion. */
#ifndef BB_BASE_MAP_H
#define BB_BASE_MAP_H

#include "base/arena.h"

struct bb_map_entry {
    struct bb_str key;
    void *value;
};

struct bb_map {
    struct bb_map_entry *entries; /* `len` of them, in order of insertion */
    size_t len;
    size_t cap;
    uint32_t *slots; /* open addressing; entry index + 1, 0 is free */
    size_t nslots;   /* a power of two, or 0 */
};

/* Sets the value of `key`. Returns the value it replaced, or NULL. */
void *bb_map_set(struct bb_arena *arena, struct bb_map *map, struct bb_str key, void *value);

/* NULL where the key is absent. */
void *bb_map_lookup(const struct bb_map *map, struct bb_str key);

#endif

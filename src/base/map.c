/* String map: entries in a vector, FNV-1a and linear probing over their indices. */
#include "base/map.h"

#include "base/vec.h"

static uint32_t
hash(struct bb_str key)
{
    uint32_t value = 2166136261u;
    for (size_t i = 0; i < key.len; i++)
        value = (value ^ (unsigned char)key.ptr[i]) * 16777619u;
    return value;
}

/* The slot of `key`, or the free one where it belongs. */
static size_t
find_slot(const struct bb_map *map, struct bb_str key)
{
    size_t slot = hash(key) & (map->nslots - 1);
    while (map->slots[slot] != 0 && !bb_str_equal(map->entries[map->slots[slot] - 1].key, key))
        slot = (slot + 1) & (map->nslots - 1);
    return slot;
}

static void
rehash(struct bb_arena *arena, struct bb_map *map)
{
    map->nslots = map->nslots > 0 ? map->nslots * 2 : 16;
    map->slots = BB_NEW_ARRAY(arena, uint32_t, map->nslots);
    for (size_t i = 0; i < map->len; i++)
        map->slots[find_slot(map, map->entries[i].key)] = (uint32_t)i + 1;
}

void *
bb_map_set(struct bb_arena *arena, struct bb_map *map, struct bb_str key, void *value)
{
    if (map->len * 2 >= map->nslots)
        rehash(arena, map);
    size_t slot = find_slot(map, key);
    if (map->slots[slot] != 0) {
        struct bb_map_entry *entry = &map->entries[map->slots[slot] - 1];
        void *old = entry->value;
        entry->value = value;
        return old;
    }
    map->entries = bb_vec_grow(arena, map->entries, map->len, &map->cap, sizeof *map->entries);
    map->entries[map->len++] = (struct bb_map_entry){key, value};
    map->slots[slot] = (uint32_t)map->len;
    return NULL;
}

void *
bb_map_lookup(const struct bb_map *map, struct bb_str key)
{
    if (map->nslots == 0)
        return NULL;
    size_t slot = find_slot(map, key);
    return map->slots[slot] != 0 ? map->entries[map->slots[slot] - 1].value : NULL;
}

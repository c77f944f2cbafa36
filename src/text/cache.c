/* Shaping is half the cost of a paragraph, and a briefing book says the same again and again:
 * labels, times, names, the brackets and commas between Hangul that stand in the Latin face. A hash
 * table of short stretches answers for these. Long ones hardly ever return and are not kept; nor is
 * anything kept past a bound, so that the cache cannot outgrow a document of many pages.
 *
 * Scripts whose letters join across stretches are not cached (shape.c): their forms depend on what
 * stands outside. A cache per word, splitting stretches at spaces, lost: each call of hb_shape has
 * a fixed cost of some five letters, which eats what the returning words save. */
#include "text/cache.h"

enum {
    SLOTS = 4096, /* a power of two */
    ENTRIES_MOST = SLOTS / 2,
    TEXT_MOST = 48, /* bytes */
};

struct entry {
    struct bb_shape_key key;
    struct bb_shaped shaped;
};

struct bb_shape_cache {
    struct bb_arena *arena;
    struct entry *slots[SLOTS];
    size_t len;
};

struct bb_shape_cache *
bb_shape_cache_create(struct bb_arena *arena)
{
    struct bb_shape_cache *cache = BB_NEW(arena, struct bb_shape_cache);
    cache->arena = arena;
    return cache;
}

/* FNV-1a. */
static size_t
hash(const struct bb_shape_key *key)
{
    uint32_t value = 2166136261u ^ key->face ^ (uint32_t)key->script << 8;
    for (size_t i = 0; i < key->text.len; i++)
        value = (value ^ (unsigned char)key->text.ptr[i]) * 16777619u;
    return (value ^ value >> 15) & (SLOTS - 1);
}

static bool
same_key(const struct bb_shape_key *a, const struct bb_shape_key *b)
{
    return a->face == b->face && a->script == b->script && a->rtl == b->rtl
        && a->language == b->language && bb_str_equal(a->text, b->text);
}

/* The slot that holds the key or would. The table is never more than half full. */
static size_t
find_slot(const struct bb_shape_cache *cache, const struct bb_shape_key *key)
{
    size_t slot = hash(key);
    while (cache->slots[slot] && !same_key(&cache->slots[slot]->key, key))
        slot = (slot + 1) & (SLOTS - 1);
    return slot;
}

const struct bb_shaped *
bb_shape_cache_find(const struct bb_shape_cache *cache, const struct bb_shape_key *key)
{
    if (key->text.len > TEXT_MOST)
        return NULL;
    const struct entry *entry = cache->slots[find_slot(cache, key)];
    return entry ? &entry->shaped : NULL;
}

void
bb_shape_cache_keep(
    struct bb_shape_cache *cache, const struct bb_shape_key *key, struct bb_shaped shaped)
{
    if (key->text.len > TEXT_MOST || cache->len == ENTRIES_MOST)
        return;
    struct entry *entry = BB_NEW(cache->arena, struct entry);
    struct bb_glyph *glyphs = BB_NEW_ARRAY(cache->arena, struct bb_glyph, shaped.len);
    memcpy(glyphs, shaped.glyphs, shaped.len * sizeof *glyphs);
    entry->key = *key;
    entry->key.text = bb_arena_str(cache->arena, key->text);
    entry->shaped = (struct bb_shaped){glyphs, shaped.len};
    cache->slots[find_slot(cache, key)] = entry;
    cache->len++;
}

/* Shaped stretches, remembered at BB_SHAPE_EM units per em. */
#ifndef BB_TEXT_CACHE_H
#define BB_TEXT_CACHE_H

#include "text/paragraph.h"

/* What shaping depends on. */
struct bb_shape_key {
    struct bb_str text;
    PangoLanguage *language;
    uint32_t face;
    uint16_t script;
    bool rtl;
};

/* Glyphs in visual order, lengths in BB_SHAPE_EM, clusters as offsets in the key's text. */
struct bb_shaped {
    const struct bb_glyph *glyphs;
    size_t len;
};

struct bb_shape_cache *bb_shape_cache_create(struct bb_arena *arena);

/* NULL where it has not been kept. */
const struct bb_shaped *bb_shape_cache_find(
    const struct bb_shape_cache *cache, const struct bb_shape_key *key);

/* Keeps a copy, unless the text is long or the cache is full. */
void bb_shape_cache_keep(
    struct bb_shape_cache *cache, const struct bb_shape_key *key, struct bb_shaped shaped);

#endif

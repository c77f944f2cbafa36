/* The two ways to a subset (internal to fontset). */
#ifndef BB_FONTSET_SUBSET_H
#define BB_FONTSET_SUBSET_H

#include "fontset/source.h"

enum { BB_FONTSET_GLYPHS_MOST = 65536, BB_FONTSET_WORD_BITS = 64 };
enum { BB_FONTSET_WORDS = BB_FONTSET_GLYPHS_MOST / BB_FONTSET_WORD_BITS };

struct bb_fontset_entry {
    struct bb_fontset_face face;
    uint64_t *used;   /* bit set of glyph ids, BB_FONTSET_WORDS long; NULL: none */
    uint16_t *before; /* by word of `used`: how many glyphs are before it */
    struct bb_buf bytes;
    hb_blob_t *blob; /* `bytes` or this holds the program */
};

/* Fill in the face whose glyphs are `used`. False where the font is damaged or lacks one. */
bool bb_fontset_subset_keyed(
    struct bb_fontset_entry *entry, struct bb_arena *arena, const struct bb_fontset_source *source);
bool bb_fontset_subset_general(
    struct bb_fontset_entry *entry, struct bb_arena *arena, const struct bb_fontset_source *source);

#endif

/* A placed glyph, shared by text (which makes it) and display (which carries it). */
#ifndef BB_BASE_GLYPH_H
#define BB_BASE_GLYPH_H

#include <stdint.h>

#include "base/len.h"

/* Glyphs of a run stand in visual order. The pen starts at the run's origin; the glyph is drawn at
 * pen + (dx, dy), y down, then the pen moves on by `advance`. */
struct bb_glyph {
    uint32_t id;      /* glyph id in the face's file, before subsetting */
    uint32_t cluster; /* byte offset of its cluster in the run's text */
    bb_len advance;
    bb_len dx;
    bb_len dy;
};

#endif

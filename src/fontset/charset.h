/* CIDs of a CFF font's glyphs. Private to fontset. */
#ifndef BB_FONTSET_CHARSET_H
#define BB_FONTSET_CHARSET_H

#include "base/arena.h"

/* The CIDs of the `nglyphs` glyphs of a `CFF ` table, in `arena`; NULL where the font is not
 * CID-keyed (a CID then is a glyph id) or its charset is damaged. */
const uint16_t *bb_cff_read_cids(
    struct bb_arena *arena, const uint8_t *cff, size_t len, size_t nglyphs);

#endif

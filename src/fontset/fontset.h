/* The glyphs used, as one subset per face, shared by all backends.
 *
 * hb_subset with desubroutinised, unhinted outlines and no layout tables, from a face without cmap
 * (findings.md, 1). Never hands a whole CJK face to Cairo. */
#ifndef BB_FONTSET_FONTSET_H
#define BB_FONTSET_FONTSET_H

#include "display/display.h"
#include "face/face.h"

enum bb_outline_format { BB_OUTLINE_CFF, BB_OUTLINE_TRUETYPE };

struct bb_fontset_face {
    enum bb_outline_format format;
    const char *ps_name;   /* of the font, without subset tag */
    const uint8_t *blob;   /* the subset OpenType font */
    size_t blob_len;
    const uint32_t *old_ids; /* new glyph id -> id in the display list; ascending from 0 (.notdef) */
    size_t nglyphs;
    int units_per_em;
    int ascent, descent, cap_height, italic_angle, flags; /* font units; for font descriptors */
    int bbox[4];
    const uint16_t *advances; /* font units, by new glyph id */
};

struct bb_fontset;

/* Subsets every face of `display`. A .notdef among the glyphs is an internal fault (text reports
 * missing glyphs before). NULL after reporting to `diag`. */
struct bb_fontset *bb_fontset_create(const struct bb_display *display, struct bb_diag *diag);
void bb_fontset_destroy(struct bb_fontset *set);

/* Borrowed. */
const struct bb_fontset_face *bb_fontset_lookup(const struct bb_fontset *set, uint32_t face);

/* The new id of a glyph of the display list. */
uint32_t bb_fontset_map(const struct bb_fontset *set, uint32_t face, uint32_t old_id);

#endif

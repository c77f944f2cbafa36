/* The glyphs used, as one subset per face, shared by all backends.
 *
 * hb_subset with desubroutinised, unhinted outlines and no layout tables, from a face without cmap
 * (findings.md, 1). Never hands a whole CJK face to Cairo. */
#ifndef BB_FONTSET_FONTSET_H
#define BB_FONTSET_FONTSET_H

#include "diag/diag.h"
#include "display/display.h"

enum bb_outline_format { BB_OUTLINE_CFF, BB_OUTLINE_TRUETYPE };

/* Flags of a PDF font descriptor (ISO 32000-1, table 123). */
enum bb_font_flag {
    BB_FONT_FIXED_PITCH = 1 << 0,
    BB_FONT_SERIF = 1 << 1,
    BB_FONT_SYMBOLIC = 1 << 2,
    BB_FONT_ITALIC = 1 << 6,
};

/* A face that no run uses has no glyphs and no blob. */
struct bb_fontset_face {
    enum bb_outline_format format;
    const char *ps_name; /* of the font, without subset tag; ASCII without blanks and delimiters */
    const uint8_t *blob; /* the subset OpenType font */
    size_t blob_len;
    const uint8_t *program; /* what a PDF embeds: `CFF ` alone, or the whole TrueType font */
    size_t program_len;
    const uint32_t
        *old_ids; /* new glyph id -> id in the display list; ascending from 0 (.notdef) */
    size_t nglyphs;
    int units_per_em;
    int ascent, descent, cap_height; /* font units; for font descriptors; descent is negative */
    int italic_angle;                /* degrees counter-clockwise from the vertical */
    int flags;                       /* enum bb_font_flag */
    int bbox[4];                     /* left, bottom, right, top */
    const uint16_t *advances;        /* font units, by new glyph id */
};

struct bb_fontset;

/* Subsets every face of `display`, one after the other: a source file is mapped only while its turn
 * lasts. A .notdef among the glyphs is an internal fault (text reports missing glyphs before). NULL
 * after reporting to `diag`. */
struct bb_fontset *bb_fontset_create(const struct bb_display *display, struct bb_diag *diag);
void bb_fontset_destroy(struct bb_fontset *set);

/* Borrowed. */
const struct bb_fontset_face *bb_fontset_lookup(const struct bb_fontset *set, uint32_t face);

/* The new id of a glyph of the display list. */
uint32_t bb_fontset_map(const struct bb_fontset *set, uint32_t face, uint32_t old_id);

/* A copy of a face's subset in which FreeType finds a rectangle of the em's size for each glyph of
 * CFF outlines, while `CFF ` still holds the outlines to embed (fontset/boxes.c says why); TrueType
 * subsets are copied as they are. The caller frees it. */
uint8_t *bb_fontset_copy_boxed(const struct bb_fontset_face *face, size_t *len);

#endif

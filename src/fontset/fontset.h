/* The glyphs used, as one subset per face, shared by all backends.
 *
 * Outlines without subroutines and hints, no layout tables. Never hands a whole CJK face to Cairo
 * (findings.md, 1). */
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

/* A face that no run uses has no glyphs and no program. */
struct bb_fontset_face {
    enum bb_outline_format format;
    const char *ps_name; /* of the font, without subset tag; ASCII without blanks and delimiters */
    struct bb_str program; /* what a PDF embeds: `CFF ` alone, or a whole TrueType font */
    struct bb_str head, hhea, hmtx, maxp, name; /* CFF: the tables beside it */
    const uint32_t
        *old_ids; /* new glyph id -> id in the display list; ascending from 0 (.notdef) */
    size_t nglyphs;
    const uint16_t *cids; /* CID-keyed CFF: by new glyph id; or NULL */
    int units_per_em;
    int ascent, descent, cap_height; /* font units; for font descriptors; descent is negative */
    int italic_angle;                /* degrees counter-clockwise from the vertical */
    int flags;                       /* enum bb_font_flag */
    int bbox[4];                     /* left, bottom, right, top */
    const uint16_t *advances;        /* font units, by new glyph id */
};

/* Font files kept open from one document to the next. */
struct bb_fontset_sources;
struct bb_fontset_sources *bb_fontset_sources_create(void);
void bb_fontset_sources_destroy(struct bb_fontset_sources *sources);

struct bb_fontset;

/* Subsets every face of `display`, one after the other. Without `sources` a file is open only while
 * its turn lasts. A .notdef among the glyphs is an internal fault (text reports missing glyphs
 * before). NULL after reporting to `diag`. */
struct bb_fontset *bb_fontset_create(
    const struct bb_display *display, struct bb_fontset_sources *sources, struct bb_diag *diag);
void bb_fontset_destroy(struct bb_fontset *set);

/* Borrowed. */
const struct bb_fontset_face *bb_fontset_lookup(const struct bb_fontset *set, uint32_t face);

/* The new id of a glyph of the display list. */
uint32_t bb_fontset_map(const struct bb_fontset *set, uint32_t face, uint32_t old_id);

/* A face's subset as a font of its own, with neither cmap nor checksums; the caller frees it.
 * `boxed`: where outlines are CFF, FreeType finds a rectangle of the em's size for each glyph,
 * while `CFF ` still holds the outlines to embed (fontset/boxes.c says why). */
uint8_t *bb_fontset_copy_font(const struct bb_fontset_face *face, bool boxed, size_t *len);

/* The character that a glyph stands for. */
struct bb_fontset_name {
    uint32_t code, glyph; /* new id */
};

/* The same font, as bb_fontset_copy_font made it, with a cmap of `names`, which are in ascending
 * order of code, each but once. Takes `font`; the caller frees what it returns. */
uint8_t *bb_fontset_name_glyphs(
    uint8_t *font, const struct bb_fontset_name *names, size_t count, size_t *len);

#endif

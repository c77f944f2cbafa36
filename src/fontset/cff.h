/* CID-keyed CFF fonts: reading and subsetting (internal to fontset). Adobe Technical Note 5176.
 *
 * Everything read is held to its bounds: a damaged font is refused, never followed. */
#ifndef BB_FONTSET_CFF_H
#define BB_FONTSET_CFF_H

#include "base/arena.h"
#include "fontset/file.h"

enum {
    BB_CFF_OPERANDS_MOST = 48,
    /* Bytes of an element of an index, or of a private DICT: the longest charstring that the
     * specification allows, and far more than the others have. Elements may overlap, so that a
     * small file could claim gigabytes. */
    BB_CFF_ELEMENT_MOST = 65535,
};

enum bb_cff_op_code {
    BB_CFF_CHARSET = 15,
    BB_CFF_CHAR_STRINGS = 17,
    BB_CFF_PRIVATE = 18,
    BB_CFF_SUBRS = 19,
    BB_CFF_DEFAULT_WIDTH = 20,
    BB_CFF_NOMINAL_WIDTH = 21,
    BB_CFF_ESCAPE = 12,
    BB_CFF_LANGUAGE_GROUP = BB_CFF_ESCAPE << 8 | 17,
    BB_CFF_ROS = BB_CFF_ESCAPE << 8 | 30,
    BB_CFF_FD_ARRAY = BB_CFF_ESCAPE << 8 | 36,
    BB_CFF_FD_SELECT = BB_CFF_ESCAPE << 8 | 37,
    BB_CFF_FONT_NAME = BB_CFF_ESCAPE << 8 | 38,
};

/* An entry of a DICT. */
struct bb_cff_entry {
    int op;                                 /* of two bytes: ESCAPE << 8 | the second */
    struct bb_str bytes;                    /* operands and operator as written */
    int32_t operands[BB_CFF_OPERANDS_MOST]; /* a real number as 0: none is needed */
    unsigned noperands;
};

struct bb_cff_index {
    const char *offsets; /* count + 1 numbers of `offset_bytes` each */
    unsigned offset_bytes;
    uint32_t count;
    struct bb_str data; /* after the offsets; offset 1 is its first byte */
};

/* What glyphs of a kind share: "font DICT". */
struct bb_cff_part {
    struct bb_str dict, private_dict;
    struct bb_cff_index subrs;
};

struct bb_cff {
    const struct bb_font_file *file;
    struct bb_str table;
    struct bb_str name, top;
    struct bb_cff_index strings, subrs, glyphs;
    struct bb_str charset, selector; /* from where they start to the table's end */
    struct bb_cff_part *parts;
    uint32_t nparts;
};

/* Reads the table of a CID-keyed font; false for any other and a damaged one. `arena` keeps what
 * the font has in parts. */
bool bb_cff_open(struct bb_cff *cff, struct bb_arena *arena, const struct bb_font_file *file,
    struct bb_str table);

/* The `i`-th element; false where it lies outside or is too long. */
bool bb_cff_get(const struct bb_cff_index *index, uint32_t i, struct bb_str *out);

/* The next entry of a DICT; false at its end and where it is damaged, which leaves `rest` not
 * empty. */
bool bb_cff_next(struct bb_str *rest, struct bb_cff_entry *entry);

/* CIDs and parts of `nglyphs` ascending glyph ids. */
bool bb_cff_find_cids(
    const struct bb_cff *cff, const uint32_t *glyphs, size_t nglyphs, uint16_t *cids);
bool bb_cff_find_parts(
    const struct bb_cff *cff, const uint32_t *glyphs, size_t nglyphs, uint8_t *parts);

/* Appends a glyph's charstring with its subroutines written out and its hints left out. False where
 * it is damaged, asks for far more work than a glyph is worth, or does arithmetic, which no font of
 * today has. */
bool bb_cff_flatten(
    const struct bb_cff *cff, uint32_t glyph, const struct bb_cff_part *part, struct bb_buf *out);

/* Appends the subset of `nglyphs` ascending glyph ids, the first of them 0, as a CFF table: glyph i
 * is the i-th, its CID stays and is stored in `cids`. False where the font is damaged. */
bool bb_cff_subset(const struct bb_cff *cff, const uint32_t *glyphs, size_t nglyphs,
    struct bb_buf *out, uint16_t *cids);

#endif

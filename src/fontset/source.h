/* Faces that subsets are made of (internal to fontset). */
#ifndef BB_FONTSET_SOURCE_H
#define BB_FONTSET_SOURCE_H

#include <hb-ot.h>

#include "fontset/cff.h"
#include "fontset/fontset.h"

enum { BB_FONTSET_AXES_MOST = 16 };

struct bb_fontset_source {
    struct bb_display_face face;
    struct bb_font_file file;
    hb_face_t *whole;
    hb_variation_t variations[BB_FONTSET_AXES_MOST];
    unsigned nvariations;
    struct bb_fontset_face metrics; /* what all subsets share; the rest is zero */
    bool keyed;                     /* `cff` is open */
    struct bb_cff cff;
};

enum bb_fontset_fault { BB_FONTSET_GOOD, BB_FONTSET_UNREADABLE, BB_FONTSET_NO_FONT };

/* Strings of `face` are borrowed, the rest is the source's own or in `arena`. Whatever comes back,
 * it is to be closed. */
enum bb_fontset_fault bb_fontset_source_open(
    struct bb_fontset_source *source, struct bb_arena *arena, const struct bb_display_face *face);
void bb_fontset_source_close(struct bb_fontset_source *source);

#endif

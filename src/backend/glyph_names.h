/* Names of glyphs that have no text of their own in any run. Private to the backends. */
#ifndef BB_BACKEND_GLYPH_NAMES_H
#define BB_BACKEND_GLYPH_NAMES_H

#include "display/display.h"
#include "fontset/fontset.h"

/* Lists in `*names` what the parts of a face's clusters stand for, in order of their codes; returns
 * how many. They live in `arena`; `scratch` is reset. */
size_t bb_glyph_names_collect(struct bb_arena *arena, struct bb_arena *scratch,
    const struct bb_display *display, const struct bb_fontset *fonts, uint32_t face,
    struct bb_fontset_name **names);

#endif

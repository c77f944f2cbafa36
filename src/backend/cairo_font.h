/* Fonts of the Cairo backends. Private to be_cairo. */
#ifndef BB_BACKEND_CAIRO_FONT_H
#define BB_BACKEND_CAIRO_FONT_H

#include <cairo.h>

#include "fontset/fontset.h"

/* The FreeType library that faces come from. */
struct bb_cairo_fonts;

/* NULL where FreeType fails. */
struct bb_cairo_fonts *bb_cairo_fonts_create(void);

/* Gives up the caller's hold; faces still known to Cairo keep the library. */
void bb_cairo_fonts_release(struct bb_cairo_fonts *fonts);

/* A new face of a subset, which is copied; with boxes for CFF outlines where Cairo only measures
 * and embeds (fontset/boxes.c), and a cmap where there are names. NULL where FreeType or Cairo
 * refuses the font. */
cairo_font_face_t *bb_cairo_fonts_create_face(struct bb_cairo_fonts *fonts,
    const struct bb_fontset_face *face, bool boxed, const struct bb_fontset_name *names,
    size_t nnames);

/* A new face of Cairo's own, every glyph of which is a square of one em. */
cairo_font_face_t *bb_cairo_fonts_create_square(void);

#endif

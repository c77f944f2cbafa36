/* The fonts that Pango sees: exactly the faces that a document asked for. */
#ifndef BB_TEXT_FONTMAP_H
#define BB_TEXT_FONTMAP_H

#include <hb.h>
#include <pango/pango.h>

/* All faces are shaped at this many units per em and scaled to their size afterwards: one hb_font
 * and one set of shape plans serve all sizes. It is the finest power of two whose products with
 * any sane advance stay in 32 bits. */
enum {
    BB_SHAPE_EM_SHIFT = 16,
    BB_SHAPE_EM = 1 << BB_SHAPE_EM_SHIFT,
    BB_SHAPE_HALF = BB_SHAPE_EM / 2,
};

/* A font map for pango_itemize. Its only font is a placeholder without glyphs: the faces of a run
 * are chosen afterwards (shape.c). Free with g_object_unref. */
PangoFontMap *bb_fontmap_create(void);

/* A PangoFont that shapes with `font`, which it holds. Free with g_object_unref. */
PangoFont *bb_fontmap_wrap(hb_font_t *font);

#endif

/* Subset fonts for Cairo, through FreeType faces in memory.
 *
 * Cairo keeps fonts in a cache of its own beyond the surface's life, so what a font is made of
 * goes only when Cairo lets go of it (user data of its face): a FreeType face freed earlier may be
 * replaced by another one at the same address, which Cairo would take for the first. Hence the
 * library is counted and each face owns a copy of its bytes. */
#include "backend/cairo_font.h"

#include <cairo-ft.h>
#include <stdlib.h>

struct bb_cairo_fonts {
    FT_Library library;
    size_t users;
};

/* What a face of Cairo's lives on. */
struct font_source {
    struct bb_cairo_fonts *fonts;
    FT_Face face;
    uint8_t *bytes;
};

static const cairo_user_data_key_t font_source_key;

struct bb_cairo_fonts *
bb_cairo_fonts_create(void)
{
    struct bb_cairo_fonts *fonts = calloc(1, sizeof *fonts);
    if (!fonts)
        abort();
    fonts->users = 1;
    if (FT_Init_FreeType(&fonts->library) == 0)
        return fonts;
    free(fonts);
    return NULL;
}

void
bb_cairo_fonts_release(struct bb_cairo_fonts *fonts)
{
    if (--fonts->users > 0)
        return;
    FT_Done_FreeType(fonts->library);
    free(fonts);
}

static void
free_source(void *data)
{
    struct font_source *source = data;
    if (source->face)
        FT_Done_Face(source->face);
    bb_cairo_fonts_release(source->fonts);
    free(source->bytes);
    free(source);
}

cairo_font_face_t *
bb_cairo_fonts_create_face(struct bb_cairo_fonts *fonts, const struct bb_fontset_face *face,
    bool boxed, const struct bb_fontset_name *names, size_t nnames)
{
    struct font_source *source = calloc(1, sizeof *source);
    if (!source)
        abort();
    size_t len;
    source->bytes = bb_fontset_copy_font(face, boxed, &len);
    if (nnames > 0)
        source->bytes = bb_fontset_name_glyphs(source->bytes, names, nnames, &len);
    source->fonts = fonts;
    fonts->users++;
    if (FT_New_Memory_Face(fonts->library, source->bytes, (FT_Long)len, 0, &source->face)) {
        free_source(source);
        return NULL;
    }
    cairo_font_face_t *font =
        cairo_ft_font_face_create_for_ft_face(source->face, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
    if (cairo_font_face_set_user_data(font, &font_source_key, source, free_source)
        == CAIRO_STATUS_SUCCESS)
        return font;
    cairo_font_face_destroy(font);
    free_source(source);
    return NULL;
}

static cairo_status_t
draw_square(
    cairo_scaled_font_t *font, unsigned long glyph, cairo_t *cr, cairo_text_extents_t *extents)
{
    (void)font, (void)glyph, (void)extents;
    cairo_rectangle(cr, 0, -1, 1, 1);
    cairo_fill(cr);
    return CAIRO_STATUS_SUCCESS;
}

cairo_font_face_t *
bb_cairo_fonts_create_square(void)
{
    cairo_font_face_t *face = cairo_user_font_face_create();
    cairo_user_font_face_set_render_glyph_func(face, draw_square);
    return face;
}

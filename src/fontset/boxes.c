/* The font that Cairo measures with.
 *
 * To know how large a glyph is, Cairo has FreeType load its outline, up to three times per glyph
 * and size; with CFF outlines that was 37 % of all instructions of a 25-page book, for boxes that
 * nothing here uses. So a CFF subset gets a second set of outlines for FreeType: TrueType ones, a
 * rectangle for each glyph. The font's version says TrueType, therefore FreeType draws from
 * `glyf`; Cairo embeds what it finds in `CFF `, where the true outlines are. A FreeType driver of
 * our own and FreeType's incremental interface were the alternatives: the one is much code, the
 * other still starts the CFF interpreter for each glyph (20,000 instructions).
 *
 * Only for a surface that embeds fonts: anything that draws the glyphs itself would show boxes. */
#include "fontset/fontset.h"

#include <hb-subset.h>
#include <stdlib.h>

enum {
    GLYPH_BYTES = 28,      /* 26 and padding to a multiple of 4 */
    HEAD_LOCA_FORMAT = 50, /* offset in `head` of indexToLocFormat */
    HEAD_BYTES = 54,
};

static uint8_t *
put_u16(uint8_t *at, int value)
{
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
    return at + 2;
}

/* A simple glyph of `glyf`: four points around (0, bottom) – (em, top). Coordinates are relative to
 * the point before and 16 bits wide, or left out where they repeat it; OpenType, table glyf. */
static void
put_rectangle(uint8_t *out, const struct bb_fontset_face *face)
{
    enum { ON_CURVE = 0x01, SAME_X = 0x10, SAME_Y = 0x20 };
    int em = face->units_per_em, bottom = face->descent, top = face->ascent;
    uint8_t *at = out;
    at = put_u16(at, 1); /* contours */
    at = put_u16(at, 0);
    at = put_u16(at, bottom);
    at = put_u16(at, em);
    at = put_u16(at, top);
    at = put_u16(at, 3); /* the last point */
    at = put_u16(at, 0); /* no instructions */
    *at++ = ON_CURVE | SAME_X;
    *at++ = ON_CURVE | SAME_Y;
    *at++ = ON_CURVE | SAME_X;
    *at++ = ON_CURVE | SAME_Y;
    at = put_u16(at, em);
    at = put_u16(at, -em);
    at = put_u16(at, bottom);
    put_u16(at, top - bottom);
}

/* Adds `len` bytes as a table and frees them. */
static void
add_table(hb_face_t *builder, hb_tag_t tag, uint8_t *bytes, size_t len)
{
    hb_blob_t *blob =
        hb_blob_create((const char *)bytes, (unsigned)len, HB_MEMORY_MODE_READONLY, bytes, free);
    hb_face_builder_add_table(builder, tag, blob);
    hb_blob_destroy(blob);
}

static void
add_rectangles(hb_face_t *builder, const struct bb_fontset_face *face)
{
    uint8_t *glyf = calloc(face->nglyphs, GLYPH_BYTES);
    uint8_t *loca = calloc(face->nglyphs + 1, 4);
    if (!glyf || !loca)
        abort();
    for (size_t i = 0; i < face->nglyphs; i++)
        put_rectangle(glyf + i * GLYPH_BYTES, face);
    for (size_t i = 0; i <= face->nglyphs; i++) {
        uint32_t offset = (uint32_t)(i * GLYPH_BYTES);
        put_u16(put_u16(loca + 4 * i, (int)(offset >> 16)), (int)(offset & 0xffff));
    }
    add_table(builder, HB_TAG('g', 'l', 'y', 'f'), glyf, face->nglyphs * GLYPH_BYTES);
    add_table(builder, HB_TAG('l', 'o', 'c', 'a'), loca, (face->nglyphs + 1) * 4);
}

/* All tables of the subset, `head` with long offsets in `loca`. */
static void
add_tables_of(hb_face_t *builder, hb_face_t *subset)
{
    hb_tag_t tags[32];
    unsigned ntags = sizeof tags / sizeof tags[0];
    hb_face_get_table_tags(subset, 0, &ntags, tags);
    for (unsigned i = 0; i < ntags; i++) {
        hb_blob_t *table = hb_face_reference_table(subset, tags[i]);
        unsigned len;
        const char *bytes = hb_blob_get_data(table, &len);
        if (tags[i] == HB_TAG('h', 'e', 'a', 'd') && len >= HEAD_BYTES) {
            uint8_t *head = malloc(len);
            if (!head)
                abort();
            memcpy(head, bytes, len);
            put_u16(head + HEAD_LOCA_FORMAT, 1);
            add_table(builder, tags[i], head, len);
        } else {
            hb_face_builder_add_table(builder, tags[i], table);
        }
        hb_blob_destroy(table);
    }
}

static uint8_t *
copy_bytes(hb_blob_t *blob, size_t *len)
{
    unsigned size;
    const char *bytes = hb_blob_get_data(blob, &size);
    uint8_t *copy = malloc(size > 0 ? size : 1);
    if (!copy)
        abort();
    memcpy(copy, bytes, size);
    *len = size;
    return copy;
}

uint8_t *
bb_fontset_copy_boxed(const struct bb_fontset_face *face, size_t *len)
{
    hb_blob_t *blob = hb_blob_create(
        (const char *)face->blob, (unsigned)face->blob_len, HB_MEMORY_MODE_READONLY, NULL, NULL);
    if (face->format == BB_OUTLINE_CFF) {
        hb_face_t *subset = hb_face_create(blob, 0);
        hb_face_t *builder = hb_face_builder_create();
        add_tables_of(builder, subset);
        add_rectangles(builder, face);
        hb_blob_destroy(blob);
        blob = hb_face_reference_blob(builder);
        hb_face_destroy(builder);
        hb_face_destroy(subset);
    }
    uint8_t *copy = copy_bytes(blob, len);
    hb_blob_destroy(blob);
    if (face->format == BB_OUTLINE_CFF && *len >= 4)
        memcpy(copy, "\0\1\0\0", 4); /* "OTTO" to TrueType */
    return copy;
}

/* A face's file, and what is read of it once for all subsets. */
#include "fontset/source.h"

#include <stdlib.h>

/* --- metrics ---------------------------------------------------------------------------------- */

static int
read_i16(const uint8_t *at)
{
    return (int16_t)(at[0] << 8 | at[1]);
}

static int
read_metric(hb_font_t *font, hb_ot_metrics_tag_t tag)
{
    hb_position_t value = 0;
    hb_ot_metrics_get_position_with_fallback(font, tag, &value);
    return value;
}

/* Font bounding box and style bits of `head`, family class of `OS/2`, pitch of `post`; offsets are
 * the OpenType specification's. */
static void
read_tables(struct bb_fontset_face *out, hb_face_t *face)
{
    unsigned len;
    hb_blob_t *head = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
    const uint8_t *at = (const uint8_t *)hb_blob_get_data(head, &len);
    for (int i = 0; len >= 54 && i < 4; i++)
        out->bbox[i] = read_i16(at + 36 + 2 * i);
    if (len >= 54 && (at[45] & 2))
        out->flags |= BB_FONT_ITALIC;
    hb_blob_destroy(head);
    hb_blob_t *os2 = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
    at = (const uint8_t *)hb_blob_get_data(os2, &len);
    /* PANOSE: Latin text with serif style 2 (cove) to 10 (triangle). */
    if (len >= 42 && at[32] == 2 && at[33] >= 2 && at[33] <= 10)
        out->flags |= BB_FONT_SERIF;
    hb_blob_destroy(os2);
    hb_blob_t *post = hb_face_reference_table(face, HB_TAG('p', 'o', 's', 't'));
    at = (const uint8_t *)hb_blob_get_data(post, &len);
    if (len >= 16 && (at[12] | at[13] | at[14] | at[15]))
        out->flags |= BB_FONT_FIXED_PITCH;
    if (len >= 16)
        out->italic_angle = read_i16(at + 4);
    hb_blob_destroy(post);
}

/* Names of PDF objects take no blanks and delimiters; what else a font may claim is left out too.
 */
static const char *
read_ps_name(struct bb_arena *arena, hb_face_t *face)
{
    char name[64];
    unsigned size = sizeof name;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, name);
    size_t len = 0;
    for (unsigned i = 0; i < size; i++) {
        char c = name[i];
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-')
            name[len++] = c;
    }
    return len > 0 ? bb_arena_copy(arena, name, len) : "Font";
}

static void
read_metrics(struct bb_fontset_source *source, struct bb_arena *arena)
{
    struct bb_fontset_face *out = &source->metrics;
    out->ps_name = read_ps_name(arena, source->whole);
    out->units_per_em = (int)hb_face_get_upem(source->whole);
    out->flags = BB_FONT_SYMBOLIC;
    read_tables(out, source->whole);
    hb_font_t *font = hb_font_create(source->whole); /* its scale is the em: in font units */
    hb_font_set_variations(font, source->variations, source->nvariations);
    out->ascent = read_metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
    out->descent = read_metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
    out->cap_height = read_metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT);
    hb_font_destroy(font);
}

/* --- the source ------------------------------------------------------------------------------- */

/* "wght=700,wdth=75" */
static void
parse_variations(struct bb_fontset_source *source)
{
    const char *text = source->face.variations;
    struct bb_str rest = text ? bb_str_from(text) : (struct bb_str){0};
    while (rest.len > 0 && source->nvariations < BB_FONTSET_AXES_MOST) {
        struct bb_str part = bb_str_trim(bb_str_cut(&rest, ','));
        hb_variation_t *variation = &source->variations[source->nvariations];
        source->nvariations +=
            (unsigned)hb_variation_from_string(part.ptr, (int)part.len, variation);
    }
}

enum bb_fontset_fault
bb_fontset_source_open(
    struct bb_fontset_source *source, struct bb_arena *arena, const struct bb_display_face *face)
{
    *source = (struct bb_fontset_source){.face = *face};
    if (!bb_font_file_open(&source->file, face->path))
        return BB_FONTSET_UNREADABLE;
    unsigned index = (unsigned)face->index;
    struct bb_str bytes = source->file.bytes;
    struct bb_str cff = bb_font_file_table(&source->file, index, "CFF ");
    parse_variations(source);
    hb_blob_t *blob =
        hb_blob_create(bytes.ptr, (unsigned)bytes.len, HB_MEMORY_MODE_READONLY, NULL, NULL);
    source->whole = hb_face_create(blob, index);
    hb_blob_destroy(blob);
    if (cff.len == 0 && bb_font_file_table(&source->file, index, "glyf").len == 0)
        return BB_FONTSET_NO_FONT;
    source->metrics.format = cff.len > 0 ? BB_OUTLINE_CFF : BB_OUTLINE_TRUETYPE;
    source->keyed = bb_cff_open(&source->cff, arena, &source->file, cff);
    read_metrics(source, arena);
    return BB_FONTSET_GOOD;
}

void
bb_fontset_source_close(struct bb_fontset_source *source)
{
    hb_face_destroy(source->whole);
    bb_font_file_close(&source->file);
    source->whole = NULL;
}

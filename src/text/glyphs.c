/* The glyphs of a segment or of a part of it.
 *
 * Each segment is shaped once, by Pango, at BB_SHAPE_EM units per em and scaled to its size. Only a
 * line that cuts a segment where shaping reaches across (form of an Arabic letter, kerning of
 * Latin) shapes its part again. */
#include <glib.h>
#include <hb.h>

#include "text/cache.h"
#include "text/fontmap.h"
#include "text/paragraph.h"

const uint32_t bb_missing_marks[BB_MISSING_MARKS] = {0xFFFD, 0x25A1, '?'};

bb_len
bb_shape_scale(int value, bb_len size)
{
    int64_t product = (int64_t)value * size + BB_SHAPE_HALF;
    return (bb_len)(product >> BB_SHAPE_EM_SHIFT);
}

/* --- missing characters (T22) ----------------------------------------------------------------- */

/* The mark in a face that has one, in BB_SHAPE_EM; else a glyph that is not drawn. */
static struct bb_glyph
mark_glyph(const struct bb_text *text, uint32_t face)
{
    hb_font_t *hb = text->loaded.at[face].hb;
    struct bb_glyph mark = {.id = BB_GLYPH_NONE};
    for (size_t i = 0; i < BB_MISSING_MARKS; i++)
        if (hb_font_get_nominal_glyph(hb, bb_missing_marks[i], &mark.id)) {
            mark.advance = hb_font_get_glyph_h_advance(hb, mark.id);
            return mark;
        }
    mark.id = BB_GLYPH_NONE;
    return mark;
}

static struct bb_shaped
mark_all(
    const struct bb_paragraph *para, const struct bb_segment *segment, uint32_t start, uint32_t end)
{
    struct bb_text *text = para->owner;
    struct bb_glyph mark = mark_glyph(text, segment->face);
    text->raw.len = 0;
    for (uint32_t i = start; i < end; i++) {
        uint32_t at = segment->level & 1 ? start + end - 1 - i : i;
        mark.cluster = para->chars[at].offset - para->chars[start].offset;
        BB_VEC_PUSH(text->arena, &text->raw, mark);
    }
    return (struct bb_shaped){text->raw.at, text->raw.len};
}

static bool
is_missing(const struct bb_glyph *glyph)
{
    return glyph->id == 0 || (glyph->id != BB_GLYPH_NONE && glyph->id & PANGO_GLYPH_UNKNOWN_FLAG);
}

/* Reports and marks what shaping found no glyph for: a combining mark, say, whose base chose the
 * face. Returns whether there was any. */
static bool
repair_missing(const struct bb_paragraph *para, const struct bb_segment *segment, uint32_t offset)
{
    struct bb_text *text = para->owner;
    uint32_t at = segment->start; /* walks along, as clusters rise or, right to left, fall */
    bool any = false;
    for (size_t i = 0; i < text->raw.len; i++) {
        struct bb_glyph *glyph = &text->raw.at[i];
        if (!is_missing(glyph))
            continue;
        while (para->chars[at].offset < offset + glyph->cluster)
            at++;
        while (para->chars[at].offset > offset + glyph->cluster)
            at--;
        bb_paragraph_report_missing(para, at, segment->piece);
        struct bb_glyph mark = mark_glyph(text, segment->face);
        mark.cluster = glyph->cluster;
        *glyph = mark;
        any = true;
    }
    return any;
}

/* --- shaping ---------------------------------------------------------------------------------- */

/* U+0020 or U+00A0; other spaces keep the width they are there for. */
static bool
is_word_space(const char *text)
{
    return text[0] == ' ' || ((unsigned char)text[0] == 0xC2 && (unsigned char)text[1] == 0xA0);
}

/* Pango's invisible glyphs are kept as BB_GLYPH_NONE, so that clusters stay complete. */
static void
read_glyphs(struct bb_text *text)
{
    const PangoGlyphString *from = text->glyphs;
    text->raw.len = 0;
    for (int i = 0; i < from->num_glyphs; i++) {
        const PangoGlyphInfo *info = &from->glyphs[i];
        struct bb_glyph glyph = {
            .id = info->glyph == PANGO_GLYPH_EMPTY ? BB_GLYPH_NONE : info->glyph,
            .cluster = (uint32_t)from->log_clusters[i],
            .advance = info->geometry.width,
            .dx = info->geometry.x_offset,
            .dy = info->geometry.y_offset,
        };
        BB_VEC_PUSH(text->arena, &text->raw, glyph);
    }
}

/* These scripts take their forms from their own stretch only. */
static bool
is_self_contained(PangoScript script)
{
    return script == PANGO_SCRIPT_HANGUL || script == PANGO_SCRIPT_HAN
        || script == PANGO_SCRIPT_LATIN || script == PANGO_SCRIPT_COMMON
        || script == PANGO_SCRIPT_HIRAGANA || script == PANGO_SCRIPT_KATAKANA;
}

/* In BB_SHAPE_EM, clusters from the start of the stretch; valid until the next call. */
static struct bb_shaped
shape_stretch(
    const struct bb_paragraph *para, const struct bb_segment *segment, uint32_t start, uint32_t end)
{
    struct bb_text *text = para->owner;
    uint32_t offset = para->chars[start].offset;
    struct bb_str part = {para->text.ptr + offset, para->chars[end].offset - offset};
    struct bb_shape_key key = {
        part, segment->language, segment->face, (uint16_t)segment->script, segment->level & 1};
    bool cached = is_self_contained(segment->script);
    const struct bb_shaped *known = cached ? bb_shape_cache_find(text->cache, &key) : NULL;
    if (known)
        return *known;
    PangoAnalysis analysis = {
        .font = text->loaded.at[segment->face].font,
        .level = segment->level,
        .gravity = PANGO_GRAVITY_SOUTH,
        .script = (guint8)segment->script,
        .language = segment->language,
    };
    pango_shape_full(
        part.ptr, (int)part.len, para->text.ptr, (int)para->text.len, &analysis, text->glyphs);
    read_glyphs(text);
    bool complete = !repair_missing(para, segment, offset);
    struct bb_shaped shaped = {text->raw.at, text->raw.len};
    if (cached && complete)
        bb_shape_cache_keep(text->cache, &key, shaped);
    return shaped;
}

static void
push_scaled(const struct bb_paragraph *para, const struct bb_segment *segment,
    struct bb_shaped shaped, uint32_t offset, struct bb_arena *arena, struct bb_glyph_vec *glyphs)
{
    bb_len tracking = para->pieces[segment->piece].font->tracking;
    for (size_t i = 0; i < shaped.len; i++) {
        struct bb_glyph glyph = shaped.glyphs[i];
        bool first = i == 0 || shaped.glyphs[i - 1].cluster != glyph.cluster;
        bool last = i + 1 == shaped.len || shaped.glyphs[i + 1].cluster != glyph.cluster;
        glyph.cluster += offset;
        glyph.advance = first && last && is_word_space(para->text.ptr + glyph.cluster)
            ? segment->space
            : bb_shape_scale(glyph.advance, segment->size);
        if (last && glyph.id != BB_GLYPH_NONE)
            glyph.advance += tracking;
        glyph.dx = bb_shape_scale(glyph.dx, segment->size);
        glyph.dy = bb_shape_scale(glyph.dy, segment->size);
        BB_VEC_PUSH(arena, glyphs, glyph);
    }
}

void
bb_paragraph_shape(const struct bb_paragraph *para, const struct bb_segment *segment,
    uint32_t start, uint32_t end, struct bb_arena *arena, struct bb_glyph_vec *glyphs)
{
    if (segment->kind == BB_SEGMENT_BLANK)
        return;
    struct bb_shaped shaped = segment->kind == BB_SEGMENT_MARKED
        ? mark_all(para, segment, start, end)
        : shape_stretch(para, segment, start, end);
    push_scaled(para, segment, shaped, para->chars[start].offset, arena, glyphs);
}

bb_len
bb_paragraph_hyphen(
    const struct bb_paragraph *para, const struct bb_segment *segment, uint32_t *glyph)
{
    *glyph = BB_GLYPH_NONE;
    if (segment->kind == BB_SEGMENT_BLANK)
        return 0;
    hb_font_t *hb = para->owner->loaded.at[segment->face].hb;
    if (!hb_font_get_nominal_glyph(hb, 0x2010, glyph) && !hb_font_get_nominal_glyph(hb, '-', glyph))
        return 0;
    return bb_shape_scale(hb_font_get_glyph_h_advance(hb, *glyph), segment->size);
}

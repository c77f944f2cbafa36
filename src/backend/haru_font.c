/* Fonts through libharu's object layer.
 *
 * libharu's own fonts go through code points, refuse CFF and build a map of 65,535 entries each
 * (findings.md, 2). Here a Type0 font with Identity-H stands for the fontset's subset:
 * CIDFontType0C for CFF, where a code is the glyph's CID, CIDFontType2 for TrueType, where it is
 * the glyph id. ToUnicode holds what the runs said of each glyph, never what a cmap says: Noto
 * shares one glyph between 大 and the radical ⼤. Only functions and structures of the installed
 * headers are used. */
#include "backend/haru_font.h"

#include <ft2build.h>

#include FT_FREETYPE_H
#include FT_CID_H

#include "base/utf8.h"

/* Readers select the glyphs of a CID-keyed CFF font by CID, which is the glyph id only by accident:
 * hb-subset renumbers glyphs but keeps their CIDs. NULL where the font is not CID-keyed. */
static const uint16_t *
read_cids(struct bb_arena *arena, const struct bb_fontset_face *face)
{
    FT_Library library;
    FT_Face font = NULL;
    FT_Bool keyed = 0;
    uint16_t *cids = NULL;
    if (FT_Init_FreeType(&library))
        return NULL;
    if (FT_New_Memory_Face(library, face->blob, (FT_Long)face->blob_len, 0, &font) == 0)
        FT_Get_CID_Is_Internally_CID_Keyed(font, &keyed);
    if (keyed)
        cids = BB_NEW_ARRAY(arena, uint16_t, face->nglyphs);
    for (uint32_t glyph = 0; keyed && glyph < face->nglyphs; glyph++) {
        FT_UInt cid = 0;
        FT_Get_CID_From_Glyph_Index(font, glyph, &cid);
        cids[glyph] = (uint16_t)cid;
    }
    FT_Done_Face(font);
    FT_Done_FreeType(library);
    return cids;
}

void
bb_haru_font_init(struct bb_haru_font *font, struct bb_arena *arena, HPDF_Doc doc,
    const struct bb_fontset_face *face)
{
    font->face = face;
    font->arena = arena;
    if (face->format == BB_OUTLINE_CFF)
        font->cids = read_cids(arena, face);
    font->texts = BB_NEW_ARRAY(arena, struct bb_str, face->nglyphs);
    font->dict = HPDF_Dict_New(doc->mmgr);
    HPDF_Xref_Add(doc->xref, font->dict);
}

bool
bb_haru_font_note_text(struct bb_haru_font *font, uint32_t glyph, struct bb_str text)
{
    struct bb_str *known = &font->texts[glyph];
    if (known->ptr)
        return bb_str_equal(*known, text);
    if (text.len == 0)
        return false;
    *known = bb_arena_str(font->arena, text);
    return true;
}

uint32_t
bb_haru_font_code(const struct bb_haru_font *font, uint32_t glyph)
{
    return font->cids ? font->cids[glyph] : glyph;
}

int
bb_haru_font_width(const struct bb_haru_font *font, uint32_t glyph)
{
    int em = font->face->units_per_em;
    return (font->face->advances[glyph] * 1000 + em / 2) / em;
}

static void
put_utf16_unit(struct bb_buf *out, unsigned unit)
{
    static const char digits[] = "0123456789ABCDEF";
    for (int shift = 12; shift >= 0; shift -= 4)
        bb_buf_append_char(out, digits[unit >> shift & 15]);
}

void
bb_haru_put_utf16(struct bb_buf *out, struct bb_str text, bool mark)
{
    if (mark)
        put_utf16_unit(out, 0xfeff);
    for (size_t at = 0; at < text.len;) {
        int32_t code = bb_utf8_next(text, &at);
        unsigned scalar = code < 0 ? 0xfffd : (unsigned)code;
        if (scalar >= 0x10000) {
            put_utf16_unit(out, 0xd800 + ((scalar - 0x10000) >> 10));
            scalar = 0xdc00 + ((scalar - 0x10000) & 0x3ff);
        }
        put_utf16_unit(out, scalar);
    }
}

/* A compressed stream object with `bytes`. */
static HPDF_Dict
add_stream(HPDF_Doc doc, const void *bytes, size_t len)
{
    HPDF_Dict stream = HPDF_DictStream_New(doc->mmgr, doc->xref);
    stream->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
    HPDF_Stream_Write(stream->stream, bytes, (HPDF_UINT)len);
    return stream;
}

/* --- ToUnicode ------------------------------------------------------------------------------- */

/* A glyph that only ever was part of a cluster has no text of its own: U+200B, which extraction
 * drops. PDF/A wants every glyph mapped. */
static struct bb_str
get_text(const struct bb_haru_font *font, uint32_t glyph)
{
    return font->texts[glyph].ptr ? font->texts[glyph] : BB_STR("\xe2\x80\x8b");
}

static void
put_mappings(struct bb_buf *out, const struct bb_haru_font *font)
{
    enum { BLOCK_MOST = 100 }; /* of one bfchar; Adobe Technical Note 5014 */
    uint32_t end = (uint32_t)font->face->nglyphs;
    for (uint32_t start = 1; start < end; start += BLOCK_MOST) {
        uint32_t stop = end - start < BLOCK_MOST ? end : start + BLOCK_MOST;
        bb_buf_printf(out, "%u beginbfchar\n", stop - start);
        for (uint32_t glyph = start; glyph < stop; glyph++) {
            bb_buf_printf(out, "<%04X> <", bb_haru_font_code(font, glyph));
            bb_haru_put_utf16(out, get_text(font, glyph), false);
            bb_buf_append_text(out, ">\n");
        }
        bb_buf_append_text(out, "endbfchar\n");
    }
}

static HPDF_Dict
add_to_unicode(HPDF_Doc doc, const struct bb_haru_font *font)
{
    struct bb_buf text;
    bb_buf_init(&text, 0);
    bb_buf_append_text(&text,
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    put_mappings(&text, font);
    bb_buf_append_text(&text, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    HPDF_Dict stream = add_stream(doc, text.ptr, text.len);
    bb_buf_finish(&text);
    return stream;
}

/* --- widths ---------------------------------------------------------------------------------- */

/* Most glyphs of a CJK face are one em wide: the width that DW then states for all others. */
static int
find_commonest_width(const struct bb_haru_font *font)
{
    enum { WIDEST = 4096 };
    uint16_t counts[WIDEST] = {0};
    int commonest = 1000;
    for (uint32_t glyph = 1; glyph < font->face->nglyphs; glyph++) {
        int width = bb_haru_font_width(font, glyph);
        if (width < WIDEST && ++counts[width] > counts[commonest])
            commonest = width;
    }
    return commonest;
}

/* W: `code [width …]` for each stretch of neighbouring codes whose widths are not `common`. */
static HPDF_Array
make_widths(HPDF_Doc doc, const struct bb_haru_font *font, int common)
{
    HPDF_Array widths = HPDF_Array_New(doc->mmgr);
    HPDF_Array stretch = NULL;
    uint32_t next = 0;
    for (uint32_t glyph = 0; glyph < font->face->nglyphs; glyph++) {
        int width = bb_haru_font_width(font, glyph);
        uint32_t code = bb_haru_font_code(font, glyph);
        if (width == common) {
            stretch = NULL;
            continue;
        }
        if (!stretch || code != next) {
            stretch = HPDF_Array_New(doc->mmgr);
            HPDF_Array_AddNumber(widths, (HPDF_INT32)code);
            HPDF_Array_Add(widths, stretch);
        }
        HPDF_Array_AddNumber(stretch, width);
        next = code + 1;
    }
    return widths;
}

/* --- dictionaries ---------------------------------------------------------------------------- */

/* "ABCDEF+Name": the tag must differ between subsets, so it comes from the glyphs (FNV-1a). */
static void
make_base_font(const struct bb_fontset_face *face, char *out, size_t size)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < face->nglyphs; i++)
        hash = (hash ^ face->old_ids[i]) * 1099511628211u;
    char tag[7] = {0};
    for (int i = 0; i < 6; i++, hash /= 26)
        tag[i] = (char)('A' + hash % 26);
    snprintf(out, size, "%s+%s", tag, face->ps_name);
}

static int
to_thousandths(const struct bb_fontset_face *face, int units)
{
    return units * 1000 / face->units_per_em;
}

static HPDF_Dict
add_descriptor(HPDF_Doc doc, const struct bb_fontset_face *face, const char *base_font)
{
    HPDF_Dict descriptor = HPDF_Dict_New(doc->mmgr);
    HPDF_Xref_Add(doc->xref, descriptor);
    HPDF_Dict_AddName(descriptor, "Type", "FontDescriptor");
    HPDF_Dict_AddName(descriptor, "FontName", base_font);
    HPDF_Dict_AddNumber(descriptor, "Flags", face->flags);
    HPDF_Array box = HPDF_Array_New(doc->mmgr);
    for (int i = 0; i < 4; i++)
        HPDF_Array_AddNumber(box, to_thousandths(face, face->bbox[i]));
    HPDF_Dict_Add(descriptor, "FontBBox", box);
    HPDF_Dict_AddNumber(descriptor, "ItalicAngle", face->italic_angle);
    HPDF_Dict_AddNumber(descriptor, "Ascent", to_thousandths(face, face->ascent));
    HPDF_Dict_AddNumber(descriptor, "Descent", to_thousandths(face, face->descent));
    HPDF_Dict_AddNumber(descriptor, "CapHeight", to_thousandths(face, face->cap_height));
    HPDF_Dict_AddNumber(
        descriptor, "StemV", 80); /* required; readers use it for substitutes only */
    HPDF_Dict program = add_stream(doc, face->program, face->program_len);
    if (face->format == BB_OUTLINE_CFF) {
        HPDF_Dict_AddName(program, "Subtype", "CIDFontType0C");
        HPDF_Dict_Add(descriptor, "FontFile3", program);
    } else {
        HPDF_Dict_AddNumber(program, "Length1", (HPDF_INT32)face->program_len);
        HPDF_Dict_Add(descriptor, "FontFile2", program);
    }
    return descriptor;
}

static HPDF_Dict
add_cid_font(HPDF_Doc doc, const struct bb_haru_font *font, const char *base_font)
{
    HPDF_Dict cid_font = HPDF_Dict_New(doc->mmgr);
    HPDF_Xref_Add(doc->xref, cid_font);
    bool cff = font->face->format == BB_OUTLINE_CFF;
    HPDF_Dict_AddName(cid_font, "Type", "Font");
    HPDF_Dict_AddName(cid_font, "Subtype", cff ? "CIDFontType0" : "CIDFontType2");
    HPDF_Dict_AddName(cid_font, "BaseFont", base_font);
    HPDF_Dict info = HPDF_Dict_New(doc->mmgr);
    HPDF_Dict_Add(info, "Registry", HPDF_String_New(doc->mmgr, "Adobe", NULL));
    HPDF_Dict_Add(info, "Ordering", HPDF_String_New(doc->mmgr, "Identity", NULL));
    HPDF_Dict_AddNumber(info, "Supplement", 0);
    HPDF_Dict_Add(cid_font, "CIDSystemInfo", info);
    if (!cff)
        HPDF_Dict_AddName(cid_font, "CIDToGIDMap", "Identity");
    int common = find_commonest_width(font);
    HPDF_Dict_AddNumber(cid_font, "DW", common);
    HPDF_Dict_Add(cid_font, "W", make_widths(doc, font, common));
    HPDF_Dict_Add(cid_font, "FontDescriptor", add_descriptor(doc, font->face, base_font));
    return cid_font;
}

void
bb_haru_font_finish(struct bb_haru_font *font, HPDF_Doc doc)
{
    char base_font[96];
    make_base_font(font->face, base_font, sizeof base_font);
    HPDF_Dict_AddName(font->dict, "Type", "Font");
    HPDF_Dict_AddName(font->dict, "Subtype", "Type0");
    HPDF_Dict_AddName(font->dict, "BaseFont", base_font);
    HPDF_Dict_AddName(font->dict, "Encoding", "Identity-H");
    HPDF_Array descendants = HPDF_Array_New(doc->mmgr);
    HPDF_Array_Add(descendants, add_cid_font(doc, font, base_font));
    HPDF_Dict_Add(font->dict, "DescendantFonts", descendants);
    HPDF_Dict_Add(font->dict, "ToUnicode", add_to_unicode(doc, font));
}

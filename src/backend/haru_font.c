/* Fonts through libharu's object layer.
 *
 * libharu's own fonts go through code points, refuse CFF and build a map of 65,535 entries each
 * (findings.md, 2). Here a Type0 font with Identity-H stands for the fontset's subset:
 * CIDFontType0C for CFF, where a code is the glyph's CID, CIDFontType2 for TrueType, where it is
 * the glyph id. ToUnicode holds what the runs said of each glyph, never what a cmap says: Noto
 * shares one glyph between 大 and the radical ⼤. Only functions and structures of the installed
 * headers are used. */
#include "backend/haru_font.h"

#include "base/utf8.h"

void
bb_haru_font_init(struct bb_haru_font *font, struct bb_arena *arena, struct bb_haru_file *file,
    const struct bb_fontset_face *face)
{
    font->face = face;
    font->arena = arena;
    font->texts = BB_NEW_ARRAY(arena, struct bb_str, face->nglyphs);
    font->number = file->objects.reserve(file, 1);
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

/* Readers select the glyphs of a CID-keyed CFF font by CID, which is the glyph id only by accident:
 * a subset renumbers glyphs but keeps their CIDs. */
uint32_t
bb_haru_font_code(const struct bb_haru_font *font, uint32_t glyph)
{
    return font->face->cids ? font->face->cids[glyph] : glyph;
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
        bb_pdf_put_int(out, stop - start);
        bb_buf_append_text(out, " beginbfchar\n");
        for (uint32_t glyph = start; glyph < stop; glyph++) {
            bb_buf_append_char(out, '<');
            put_utf16_unit(out, bb_haru_font_code(font, glyph));
            bb_buf_append_text(out, "> <");
            bb_haru_put_utf16(out, get_text(font, glyph), false);
            bb_buf_append_text(out, ">\n");
        }
        bb_buf_append_text(out, "endbfchar\n");
    }
}

static uint32_t
add_to_unicode(struct bb_haru_file *file, const struct bb_haru_font *font)
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
    uint32_t number =
        bb_haru_file_add_stream(file, BB_STR(""), bb_buf_str(&text), BB_HARU_DEFLATED);
    bb_buf_finish(&text);
    return number;
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
static void
put_widths(struct bb_buf *out, const struct bb_haru_font *font, int common)
{
    bool open = false;
    uint32_t next = 0;
    bb_buf_append_text(out, "/W[");
    for (uint32_t glyph = 0; glyph < font->face->nglyphs; glyph++) {
        int width = bb_haru_font_width(font, glyph);
        uint32_t code = bb_haru_font_code(font, glyph);
        if (width == common)
            continue;
        if (open && code != next)
            bb_buf_append_char(out, ']');
        if (!open || code != next) {
            bb_pdf_put_int(out, code);
            bb_buf_append_char(out, '[');
        } else {
            bb_buf_append_char(out, ' ');
        }
        bb_pdf_put_int(out, width);
        open = true;
        next = code + 1;
    }
    bb_buf_append_text(out, open ? "]]" : "]");
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

static void
put_program(struct bb_buf *out, struct bb_haru_file *file, const struct bb_fontset_face *face)
{

    bool cff = face->format == BB_OUTLINE_CFF;
    char length[32];
    snprintf(length, sizeof length, "/Length1 %zu", face->program.len);
    struct bb_str entries = cff ? BB_STR("/Subtype/CIDFontType0C") : bb_str_from(length);
    uint32_t number = bb_haru_file_add_stream(file, entries, face->program, BB_HARU_OUTLINES);
    bb_pdf_put_ref(out, cff ? "/FontFile3 " : "/FontFile2 ", number);
}

static uint32_t
add_descriptor(struct bb_haru_file *file, const struct bb_fontset_face *face, const char *base_font)
{
    enum { STEM = 80 }; /* required; readers use it for substitutes only */
    uint32_t number = file->objects.reserve(file, 1);
    struct bb_buf *out = file->objects.begin(file, number);
    bb_buf_printf(out, "<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%d %d %d %d]",
        base_font, face->flags, to_thousandths(face, face->bbox[0]),
        to_thousandths(face, face->bbox[1]), to_thousandths(face, face->bbox[2]),
        to_thousandths(face, face->bbox[3]));
    bb_buf_printf(out, "/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV %d",
        face->italic_angle, to_thousandths(face, face->ascent), to_thousandths(face, face->descent),
        to_thousandths(face, face->cap_height), STEM);
    put_program(out, file, face);
    bb_buf_append_text(out, ">>");
    file->objects.end(file);
    return number;
}

static uint32_t
add_cid_font(struct bb_haru_file *file, const struct bb_haru_font *font, const char *base_font)
{
    uint32_t descriptor = add_descriptor(file, font->face, base_font);
    uint32_t number = file->objects.reserve(file, 1);
    struct bb_buf *out = file->objects.begin(file, number);
    int common = find_commonest_width(font);
    bb_buf_printf(out,
        "<</Type/Font/Subtype/%s/BaseFont/%s"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW %d",
        font->face->format == BB_OUTLINE_CFF ? "CIDFontType0" : "CIDFontType2/CIDToGIDMap/Identity",
        base_font, common);
    put_widths(out, font, common);
    bb_pdf_put_ref(out, "/FontDescriptor ", descriptor);
    bb_buf_append_text(out, ">>");
    file->objects.end(file);
    return number;
}

void
bb_haru_font_finish(struct bb_haru_font *font, struct bb_haru_file *file)
{
    char base_font[96];
    make_base_font(font->face, base_font, sizeof base_font);
    uint32_t cid_font = add_cid_font(file, font, base_font);
    uint32_t to_unicode = add_to_unicode(file, font);
    struct bb_buf *out = file->objects.begin(file, font->number);
    bb_buf_printf(out, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H", base_font);
    bb_pdf_put_ref(out, "/DescendantFonts[", cid_font);
    bb_pdf_put_ref(out, "]/ToUnicode ", to_unicode);
    bb_buf_append_text(out, ">>");
    file->objects.end(file);
}

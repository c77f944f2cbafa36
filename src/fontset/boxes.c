/* Subsets as fonts for FreeType, and the font that Cairo measures with.
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
#include <stdlib.h>

#include "fontset/fontset.h"

enum {
    GLYPH_BYTES = 28,      /* 26 and padding to a multiple of 4 */
    HEAD_LOCA_FORMAT = 50, /* offset in `head` of indexToLocFormat */
    TABLES_MOST = 8,
    DIRECTORY_HEAD = 12,
    DIRECTORY_ENTRY = 16,
};

static uint8_t *
put_u16(uint8_t *at, int value)
{
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
    return at + 2;
}

static uint8_t *
put_u32(uint8_t *at, size_t value)
{
    return put_u16(put_u16(at, (int)(value >> 16 & 0xffff)), (int)(value & 0xffff));
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

/* A table of the font to be; one without bytes is made here. */
struct table {
    char tag[5];
    struct bb_str bytes;
    size_t len;
};

static size_t
pad(size_t len)
{
    return (len + 3) & ~(size_t)3;
}

/* Lists the tables in the order of their tags; returns how many. */
static size_t
list_tables(const struct bb_fontset_face *face, bool boxed, struct table tables[TABLES_MOST])
{
    const struct table all[TABLES_MOST] = {
        {"CFF ", face->program, face->program.len},
        {"glyf", {0}, face->nglyphs * GLYPH_BYTES},
        {"head", face->head, face->head.len},
        {"hhea", face->hhea, face->hhea.len},
        {"hmtx", face->hmtx, face->hmtx.len},
        {"loca", {0}, (face->nglyphs + 1) * 4},
        {"maxp", face->maxp, face->maxp.len},
        {"name", face->name, face->name.len},
    };
    size_t count = 0;
    for (size_t i = 0; i < TABLES_MOST; i++) {
        if (boxed || all[i].bytes.ptr)
            tables[count++] = all[i];
    }
    return count;
}

static void
put_table(uint8_t *at, const struct table *table, const struct bb_fontset_face *face, bool boxed)
{
    if (table->bytes.ptr)
        memcpy(at, table->bytes.ptr, table->len);
    if (boxed && strcmp(table->tag, "head") == 0 && table->len > HEAD_LOCA_FORMAT + 1)
        put_u16(at + HEAD_LOCA_FORMAT, 1); /* long offsets */
    for (size_t i = 0; i < face->nglyphs && strcmp(table->tag, "glyf") == 0; i++)
        put_rectangle(at + i * GLYPH_BYTES, face);
    for (size_t i = 0; i <= face->nglyphs && strcmp(table->tag, "loca") == 0; i++)
        put_u32(at + 4 * i, i * GLYPH_BYTES);
}

/* The search fields of the directory and all checksums stay 0: the font goes to FreeType alone,
 * which passes over them. */
static uint8_t *
build_font(const struct bb_fontset_face *face, bool boxed, size_t *len)
{
    struct table tables[TABLES_MOST];
    size_t count = list_tables(face, boxed, tables);
    size_t at = DIRECTORY_HEAD + count * DIRECTORY_ENTRY;
    *len = at;
    for (size_t i = 0; i < count; i++)
        *len += pad(tables[i].len);
    uint8_t *font = calloc(*len, 1);
    if (!font)
        abort();
    memcpy(font, boxed ? "\0\1\0\0" : "OTTO", 4);
    put_u16(font + 4, (int)count);
    for (size_t i = 0; i < count; i++) {
        uint8_t *entry = font + DIRECTORY_HEAD + i * DIRECTORY_ENTRY;
        memcpy(entry, tables[i].tag, 4);
        put_u32(put_u32(entry + 8, at), tables[i].len);
        put_table(font + at, &tables[i], face, boxed);
        at += pad(tables[i].len);
    }
    return font;
}

uint8_t *
bb_fontset_copy_font(const struct bb_fontset_face *face, bool boxed, size_t *len)
{
    if (face->format == BB_OUTLINE_CFF)
        return build_font(face, boxed, len);
    uint8_t *copy = malloc(face->program.len);
    if (!copy)
        abort();
    memcpy(copy, face->program.ptr, face->program.len);
    *len = face->program.len;
    return copy;
}

/* A cmap for a font that has none. Subsets go without: their texts come from the runs. But a glyph
 * that is only ever a part of what is read as one (a tone mark, the blank beside a letter) has no
 * text of its own in any run, and Cairo, which asks the font for it then, would write U+FFFD.
 *
 * The table goes to the end and the directory grows by an entry, so that all else only moves on by
 * its length. Format 12 with a group for each glyph: OpenType, table cmap. */
#include <stdlib.h>

#include "fontset/fontset.h"

enum {
    DIRECTORY_HEAD = 12,
    DIRECTORY_ENTRY = 16,
    ENTRY_OFFSET = 8, /* of a table's offset in its entry */
    CMAP_HEAD = 12,   /* with one encoding record */
    MAP_HEAD = 16,
    GROUP = 12,
};

static uint32_t
read_u32(const uint8_t *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void
put_u16(uint8_t *at, unsigned value)
{
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
}

static void
put_u32(uint8_t *at, size_t value)
{
    put_u16(at, (unsigned)(value >> 16 & 0xffff));
    put_u16(at + 2, (unsigned)(value & 0xffff));
}

static void
put_cmap(uint8_t *out, const struct bb_fontset_name *names, size_t count)
{
    enum { WINDOWS = 3, FULL_UNICODE = 10, SEGMENTED = 12 };
    uint8_t *map = out + CMAP_HEAD;
    put_u16(out + 2, 1); /* encoding records */
    put_u16(out + 4, WINDOWS);
    put_u16(out + 6, FULL_UNICODE);
    put_u32(out + 8, CMAP_HEAD);
    put_u16(map, SEGMENTED);
    put_u32(map + 4, MAP_HEAD + count * GROUP);
    put_u32(map + 12, count);
    for (size_t i = 0; i < count; i++) {
        uint8_t *group = map + MAP_HEAD + i * GROUP;
        put_u32(group, names[i].code);
        put_u32(group + 4, names[i].code);
        put_u32(group + 8, names[i].glyph);
    }
}

static void
put_entry(uint8_t *entry, size_t offset, size_t len)
{
    memcpy(entry, "cmap", 4);
    put_u32(entry + ENTRY_OFFSET, offset);
    put_u32(entry + ENTRY_OFFSET + 4, len);
}

uint8_t *
bb_fontset_name_glyphs(
    uint8_t *font, const struct bb_fontset_name *names, size_t count, size_t *len)
{
    size_t tables = (size_t)font[4] << 8 | font[5];
    size_t directory = DIRECTORY_HEAD + tables * DIRECTORY_ENTRY;
    size_t offset = (*len + DIRECTORY_ENTRY + 3) & ~(size_t)3;
    size_t cmap = CMAP_HEAD + MAP_HEAD + count * GROUP;
    uint8_t *named = calloc(offset + cmap, 1);
    if (!named)
        abort();
    memcpy(named, font, directory);
    memcpy(named + directory + DIRECTORY_ENTRY, font + directory, *len - directory);
    put_u16(named + 4, (unsigned)tables + 1);
    for (size_t i = 0; i < tables; i++) {
        uint8_t *at = named + DIRECTORY_HEAD + i * DIRECTORY_ENTRY + ENTRY_OFFSET;
        put_u32(at, read_u32(at) + DIRECTORY_ENTRY);
    }
    put_entry(named + directory, offset, cmap);
    put_cmap(named + offset, names, count);
    free(font);
    *len = offset + cmap;
    return named;
}

/* Subsets of CID-keyed CFF fonts: the table with the outlines, and beside it those that FreeType
 * and Cairo read. */
#include "fontset/subset.h"

enum { HHEA_METRICS = 34, MAXP_GLYPHS = 4 }; /* offsets of counts in these tables */

static void
put_u16(char *at, uint32_t value)
{
    at[0] = (char)(value >> 8);
    at[1] = (char)value;
}

/* The glyphs used in ascending order, with .notdef, which every font must have. */
static const uint32_t *
list_glyphs(struct bb_arena *arena, uint64_t *used, size_t *count)
{
    size_t len = 0;
    used[0] |= 1;
    for (uint32_t word = 0; word < BB_FONTSET_WORDS; word++)
        len += (unsigned)__builtin_popcountll(used[word]);
    uint32_t *list = BB_NEW_ARRAY(arena, uint32_t, len);
    *count = 0;
    for (uint32_t word = 0; word < BB_FONTSET_WORDS; word++) {
        for (uint64_t bits = used[word]; bits != 0; bits &= bits - 1)
            list[(*count)++] = word * BB_FONTSET_WORD_BITS + (uint32_t)__builtin_ctzll(bits);
    }
    return list;
}

/* A copy with the 16-bit count at `at` set; empty where the table is too short for one. */
static struct bb_str
copy_with_count(struct bb_arena *arena, struct bb_str table, size_t at, size_t count)
{
    if (table.len < at + 2)
        return (struct bb_str){0};
    char *copy = bb_arena_copy(arena, table.ptr, table.len);
    put_u16(copy + at, (uint32_t)count);
    return (struct bb_str){copy, table.len};
}

/* Advance and left side bearing of each glyph; glyphs past the last advance have that one. */
static bool
pick_metrics(
    struct bb_fontset_face *face, struct bb_arena *arena, struct bb_str hmtx, uint32_t full)
{
    char *metrics = bb_arena_alloc(arena, 4 * face->nglyphs);
    uint16_t *advances = BB_NEW_ARRAY(arena, uint16_t, face->nglyphs);
    if (full == 0)
        return false;
    for (size_t i = 0; i < face->nglyphs; i++) {
        uint32_t old = face->old_ids[i];
        size_t at = 4 * (size_t)(old < full ? old : full - 1);
        size_t bearing = old < full ? at + 2 : 4 * (size_t)full + 2 * (size_t)(old - full);
        if (bearing + 2 > hmtx.len)
            return false;
        advances[i] = (uint16_t)bb_font_u16(hmtx.ptr + at);
        memcpy(metrics + 4 * i, hmtx.ptr + at, 2);
        memcpy(metrics + 4 * i + 2, hmtx.ptr + bearing, 2);
    }
    face->advances = advances;
    face->hmtx = (struct bb_str){metrics, 4 * face->nglyphs};
    return true;
}

/* Full name and PostScript name in English, for Windows: Cairo reads these. */
static struct bb_str
reduce_names(struct bb_arena *arena, struct bb_str names)
{
    enum { HEAD = 6, RECORD = 12, KEPT_MOST = 2, FULL_NAME = 4, POSTSCRIPT_NAME = 6 };
    static const char windows_english[] = {0, 3, 0, 1, 4, 9}; /* platform, encoding, language */
    struct bb_buf out;
    const char *kept[KEPT_MOST];
    unsigned nkept = 0;
    uint32_t count = names.len >= HEAD ? bb_font_u16(names.ptr + 2) : 0;
    size_t strings = names.len >= HEAD ? bb_font_u16(names.ptr + 4) : 0;
    for (uint32_t i = 0; i < count && HEAD + RECORD * (size_t)(i + 1) <= names.len; i++) {
        const char *record = names.ptr + HEAD + RECORD * (size_t)i;
        uint32_t id = bb_font_u16(record + 6);
        size_t end = strings + bb_font_u16(record + 10) + bb_font_u16(record + 8);
        if (memcmp(record, windows_english, sizeof windows_english) == 0 && nkept < KEPT_MOST
            && (id == FULL_NAME || id == POSTSCRIPT_NAME) && end <= names.len)
            kept[nkept++] = record;
    }
    char head[HEAD + KEPT_MOST * RECORD] = {0};
    size_t head_len = HEAD + nkept * RECORD, at = 0;
    put_u16(head + 2, nkept);
    put_u16(head + 4, (uint32_t)head_len);
    for (unsigned i = 0; i < nkept; i++) {
        memcpy(head + HEAD + i * RECORD, kept[i], RECORD);
        put_u16(head + HEAD + i * RECORD + 10, (uint32_t)at);
        at += bb_font_u16(kept[i] + 8);
    }
    bb_buf_init(&out, 0);
    bb_buf_append(&out, head, head_len);
    for (unsigned i = 0; i < nkept; i++)
        bb_buf_append(
            &out, names.ptr + strings + bb_font_u16(kept[i] + 10), bb_font_u16(kept[i] + 8));
    struct bb_str copy = bb_arena_str(arena, bb_buf_str(&out));
    bb_buf_finish(&out);
    return copy;
}

static bool
add_tables(
    struct bb_fontset_face *face, struct bb_arena *arena, const struct bb_fontset_source *source)
{
    const struct bb_font_file *file = &source->file;
    unsigned index = (unsigned)source->face.index;
    struct bb_str hhea = bb_font_file_table(file, index, "hhea");
    face->head = bb_arena_str(arena, bb_font_file_table(file, index, "head"));
    face->hhea = copy_with_count(arena, hhea, HHEA_METRICS, face->nglyphs);
    face->maxp =
        copy_with_count(arena, bb_font_file_table(file, index, "maxp"), MAXP_GLYPHS, face->nglyphs);
    face->name = reduce_names(arena, bb_font_file_table(file, index, "name"));
    return face->hhea.ptr && face->maxp.ptr
        && pick_metrics(face, arena, bb_font_file_table(file, index, "hmtx"),
            bb_font_u16(hhea.ptr + HHEA_METRICS));
}

bool
bb_fontset_subset_keyed(
    struct bb_fontset_entry *entry, struct bb_arena *arena, const struct bb_fontset_source *source)
{
    struct bb_fontset_face *face = &entry->face;
    face->old_ids = list_glyphs(arena, entry->used, &face->nglyphs);
    uint16_t *cids = BB_NEW_ARRAY(arena, uint16_t, face->nglyphs);
    bb_buf_init(&entry->bytes, 0);
    bool good = bb_cff_subset(&source->cff, face->old_ids, face->nglyphs, &entry->bytes, cids)
        && add_tables(face, arena, source);
    face->program = bb_buf_str(&entry->bytes);
    face->cids = cids;
    return good;
}

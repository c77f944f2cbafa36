/* Reading CFF: indexes, dictionaries, charset and selector. */
#include "fontset/cff.h"

static uint32_t
read_number(const char *at, unsigned bytes)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < bytes; i++)
        value = value << 8 | (uint8_t)at[i];
    return value;
}

/* What follows the first `len` bytes. */
static struct bb_str
skip(struct bb_str str, size_t len)
{
    return len <= str.len ? (struct bb_str){str.ptr + len, str.len - len} : (struct bb_str){0};
}

/* --- indexes ---------------------------------------------------------------------------------- */

bool
bb_cff_get(const struct bb_cff_index *index, uint32_t i, struct bb_str *out)
{
    if (i >= index->count)
        return false;
    unsigned bytes = index->offset_bytes;
    const char *at = index->offsets + (size_t)i * bytes;
    uint32_t start = read_number(at, bytes), end = read_number(at + bytes, bytes);
    if (start < 1 || end < start || end - 1 > index->data.len || end - start > BB_CFF_ELEMENT_MOST)
        return false;
    *out = (struct bb_str){index->data.ptr + start - 1, end - start};
    return true;
}

/* The index at the start of `str`; `rest`, where it is wanted, is what follows it. */
static bool
read_index(struct bb_str str, struct bb_cff_index *index, struct bb_str *rest)
{
    enum { HEAD = 3 };
    struct bb_str after = skip(str, 2);
    *index = (struct bb_cff_index){0};
    if (str.len < 2)
        return false;
    index->count = bb_font_u16(str.ptr);
    if (index->count > 0) {
        if (str.len < HEAD)
            return false;
        index->offset_bytes = (uint8_t)str.ptr[2];
        size_t bytes = ((size_t)index->count + 1) * index->offset_bytes;
        index->offsets = str.ptr + HEAD;
        index->data = skip(str, HEAD + bytes);
        if (index->offset_bytes < 1 || index->offset_bytes > 4 || !index->data.ptr)
            return false;
        uint32_t end = read_number(index->data.ptr - index->offset_bytes, index->offset_bytes);
        after = end > 0 ? skip(index->data, end - 1) : (struct bb_str){0};
    }
    if (rest)
        *rest = after;
    return after.ptr != NULL;
}

/* --- dictionaries ----------------------------------------------------------------------------- */

/* A real number ends with the nibble 15. */
static size_t
measure_real(struct bb_str str)
{
    size_t len = 1;
    while (len < str.len && (str.ptr[len] & 0x0f) != 0x0f)
        len++;
    return len + 1;
}

/* Reads one operand; returns its length, which may be too long. */
static size_t
read_operand(struct bb_str str, int32_t *value)
{
    uint8_t lead = (uint8_t)str.ptr[0];
    uint8_t second = str.len > 1 ? (uint8_t)str.ptr[1] : 0;
    *value = 0;
    if (lead == 30)
        return measure_real(str);
    if (lead == 28 && str.len > 2)
        *value = (int16_t)bb_font_u16(str.ptr + 1);
    if (lead == 29 && str.len > 4)
        *value = (int32_t)bb_font_u32(str.ptr + 1);
    if (lead < 32)
        return lead == 28 ? 3 : 5;
    *value = lead < 247 ? lead - 139
        : lead < 251    ? (lead - 247) * 256 + second + 108
                        : -(lead - 251) * 256 - second - 108;
    return lead < 247 ? 1 : 2;
}

bool
bb_cff_next(struct bb_str *rest, struct bb_cff_entry *entry)
{
    enum { OPERATORS = 22 };
    struct bb_str at = *rest;
    entry->noperands = 0;
    while (at.len > 0 && (uint8_t)at.ptr[0] >= OPERATORS) {
        int32_t value;
        size_t len = read_operand(at, &value);
        if (len > at.len || entry->noperands == BB_CFF_OPERANDS_MOST)
            return false;
        entry->operands[entry->noperands++] = value;
        at = skip(at, len);
    }
    size_t len = at.len > 0 && at.ptr[0] == BB_CFF_ESCAPE ? 2 : 1;
    if (len > at.len)
        return false;
    entry->op = len == 2 ? BB_CFF_ESCAPE << 8 | (uint8_t)at.ptr[1] : at.ptr[0];
    at = skip(at, len);
    entry->bytes = (struct bb_str){rest->ptr, (size_t)(at.ptr - rest->ptr)};
    *rest = at;
    return true;
}

/* From the table's offset that the entry states to its end. */
static struct bb_str
follow(struct bb_str table, const struct bb_cff_entry *entry)
{
    int32_t offset = entry->noperands > 0 ? entry->operands[entry->noperands - 1] : 0;
    return offset > 0 ? skip(table, (size_t)offset) : (struct bb_str){0};
}

/* --- parts ------------------------------------------------------------------------------------ */

/* `from`: from the private dictionary's start to the table's end; its subroutines are counted from
 * there. */
static bool
read_private(struct bb_cff_part *part, struct bb_str from, int32_t len)
{
    struct bb_cff_entry entry;
    if (len < 0 || (size_t)len > from.len || len > BB_CFF_ELEMENT_MOST)
        return false;
    struct bb_str rest = part->private_dict = (struct bb_str){from.ptr, (size_t)len};
    while (bb_cff_next(&rest, &entry)) {
        if (entry.op == BB_CFF_SUBRS && !read_index(follow(from, &entry), &part->subrs, NULL))
            return false;
    }
    return rest.len == 0;
}

static bool
read_part(struct bb_str table, struct bb_cff_part *part)
{
    struct bb_str rest = part->dict;
    struct bb_cff_entry entry;
    while (bb_cff_next(&rest, &entry)) {
        if (entry.op == BB_CFF_PRIVATE
            && (entry.noperands != 2
                || !read_private(part, follow(table, &entry), entry.operands[0])))
            return false;
    }
    return rest.len == 0;
}

static bool
read_parts(struct bb_cff *cff, struct bb_arena *arena, struct bb_str from)
{
    struct bb_cff_index index;
    if (!read_index(from, &index, NULL) || index.count == 0 || index.count > 256)
        return false;
    cff->nparts = index.count;
    cff->parts = BB_NEW_ARRAY(arena, struct bb_cff_part, index.count);
    for (uint32_t i = 0; i < index.count; i++) {
        if (!bb_cff_get(&index, i, &cff->parts[i].dict) || !read_part(cff->table, &cff->parts[i]))
            return false;
    }
    return true;
}

/* --- the table -------------------------------------------------------------------------------- */

static bool
read_top(struct bb_cff *cff, struct bb_arena *arena)
{
    struct bb_str rest = cff->top, parts = {0};
    struct bb_cff_entry entry;
    bool keyed = false, good = true;
    while (good && bb_cff_next(&rest, &entry)) {
        struct bb_str there = follow(cff->table, &entry);
        keyed = keyed || entry.op == BB_CFF_ROS;
        if (entry.op == BB_CFF_CHARSET)
            cff->charset = there;
        else if (entry.op == BB_CFF_FD_SELECT)
            cff->selector = there;
        else if (entry.op == BB_CFF_FD_ARRAY)
            parts = there;
        else if (entry.op == BB_CFF_CHAR_STRINGS)
            good = read_index(there, &cff->glyphs, NULL);
    }
    return good && rest.len == 0 && keyed && cff->glyphs.count > 0 && cff->glyphs.count <= 65535
        && read_parts(cff, arena, parts);
}

bool
bb_cff_open(struct bb_cff *cff, struct bb_arena *arena, const struct bb_font_file *file,
    struct bb_str table)
{
    struct bb_cff_index names, tops;
    *cff = (struct bb_cff){.file = file, .table = table};
    if (table.len < 4 || table.ptr[0] != 1)
        return false;
    struct bb_str rest = skip(table, (uint8_t)table.ptr[2]);
    return read_index(rest, &names, &rest) && bb_cff_get(&names, 0, &cff->name)
        && read_index(rest, &tops, &rest) && bb_cff_get(&tops, 0, &cff->top)
        && read_index(rest, &cff->strings, &rest) && read_index(rest, &cff->subrs, NULL)
        && read_top(cff, arena);
}

/* --- glyphs ----------------------------------------------------------------------------------- */

bool
bb_cff_find_cids(const struct bb_cff *cff, const uint32_t *glyphs, size_t nglyphs, uint16_t *cids)
{
    struct bb_str at = skip(cff->charset, 1);
    if (!at.ptr || cff->charset.ptr[0] < 0 || cff->charset.ptr[0] > 2)
        return false;
    size_t bytes = 2 + (size_t)cff->charset.ptr[0]; /* a CID, and how many follow it */
    uint32_t first = 1, end = 1, cid = 0;           /* glyphs of the range before `at` */
    for (size_t i = 0; i < nglyphs; i++) {
        for (; glyphs[i] >= end && at.len >= bytes; at = skip(at, bytes)) {
            first = end;
            cid = bb_font_u16(at.ptr);
            end += 1 + read_number(at.ptr + 2, (unsigned)bytes - 2);
        }
        if (glyphs[i] >= end)
            return false;
        cids[i] = glyphs[i] == 0 ? 0 : (uint16_t)(cid + glyphs[i] - first);
    }
    return true;
}

/* Format 3: ranges, each a first glyph and a part, and the glyph after the last. */
static bool
find_parts_in_ranges(struct bb_str at, const uint32_t *glyphs, size_t nglyphs, uint8_t *parts)
{
    enum { RANGE = 3 };
    uint32_t count = at.len >= 2 ? bb_font_u16(at.ptr) : 0;
    at = skip(at, 2);
    if (at.len < (size_t)RANGE * count + 2)
        return false;
    for (size_t i = 0; i < nglyphs; i++) {
        while (count > 0 && bb_font_u16(at.ptr + RANGE) <= glyphs[i]) {
            at = skip(at, RANGE);
            count--;
        }
        if (count == 0 || bb_font_u16(at.ptr) > glyphs[i])
            return false;
        parts[i] = (uint8_t)at.ptr[2];
    }
    return true;
}

bool
bb_cff_find_parts(const struct bb_cff *cff, const uint32_t *glyphs, size_t nglyphs, uint8_t *parts)
{
    struct bb_str at = skip(cff->selector, 1);
    bool found =
        at.ptr && cff->selector.ptr[0] == 3 && find_parts_in_ranges(at, glyphs, nglyphs, parts);
    bool plain = at.ptr && cff->selector.ptr[0] == 0;
    for (size_t i = 0; plain && i < nglyphs; i++) {
        found = glyphs[i] < at.len;
        plain = found;
        parts[i] = found ? (uint8_t)at.ptr[glyphs[i]] : 0;
    }
    for (size_t i = 0; found && i < nglyphs; i++)
        found = parts[i] < cff->nparts;
    return found;
}

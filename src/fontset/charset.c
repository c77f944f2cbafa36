/* CIDs of a CFF font's glyphs.
 *
 * A PDF reader selects the glyphs of an embedded CID-keyed CFF font by CID, which is the glyph id
 * only by accident: hb-subset renumbers glyphs but keeps their CIDs. HarfBuzz has no call that
 * tells a CID, so the charset is read here (Adobe Technical Note 5176, sections 5, 9, 13).
 * Rewriting the charset as the identity was the alternative; it needs every offset behind it
 * moved. */
#include "fontset/charset.h"

struct reader {
    const uint8_t *bytes;
    size_t len;
    bool short_of; /* a read went past the end */
};

static uint32_t
read_number(struct reader *reader, size_t at, int size)
{
    if (size < 0 || at > reader->len || (size_t)size > reader->len - at) {
        reader->short_of = true;
        return 0;
    }
    uint32_t value = 0;
    for (int i = 0; i < size; i++)
        value = value << 8 | reader->bytes[at + (size_t)i];
    return value;
}

/* The end of the INDEX at `at`; the first object's bounds in `*first` and `*second`. */
static size_t
read_index(struct reader *reader, size_t at, size_t *first, size_t *second)
{
    uint32_t count = read_number(reader, at, 2);
    if (count == 0)
        return at + 2;
    int size = (int)read_number(reader, at + 2, 1);
    size_t offsets = at + 3;
    size_t data = offsets + ((size_t)count + 1) * (size_t)size - 1; /* offsets start at 1 */
    *first = data + read_number(reader, offsets, size);
    *second = data + read_number(reader, offsets + (size_t)size, size);
    return data + read_number(reader, offsets + (size_t)count * (size_t)size, size);
}

/* Bytes of the DICT operand at `at`, its value in `*value` where it is an integer. */
static size_t
read_operand(struct reader *reader, size_t at, int32_t *value)
{
    int32_t b0 = (int32_t)read_number(reader, at, 1);
    if (b0 == 28) {
        *value = (int16_t)read_number(reader, at + 1, 2);
        return 3;
    }
    if (b0 == 29) {
        *value = (int32_t)read_number(reader, at + 1, 4);
        return 5;
    }
    if (b0 == 30) { /* a real: nibbles up to one of 15 */
        size_t len = 1;
        while (!reader->short_of) {
            uint32_t pair = read_number(reader, at + len++, 1);
            if ((pair & 15) == 15 || pair >> 4 == 15)
                break;
        }
        return len;
    }
    int32_t b1 = b0 >= 247 ? (int32_t)read_number(reader, at + 1, 1) : 0;
    *value = b0 < 247 ? b0 - 139
        : b0 < 251    ? (b0 - 247) * 256 + b1 + 108
                      : -(b0 - 251) * 256 - b1 - 108;
    return b0 < 247 ? 1 : 2;
}

/* Whether the Top DICT says CID-keyed, and where its charset is (0: none given). */
static bool
read_top_dict(struct reader *reader, size_t at, size_t end, size_t *charset)
{
    enum { OPERATORS = 22, ESCAPE = 12, CHARSET = 15, ROS = 30 };
    bool cid_keyed = false;
    int32_t operand = 0;
    while (at < end && !reader->short_of) {
        uint32_t b0 = read_number(reader, at, 1);
        if (b0 >= OPERATORS) {
            at += read_operand(reader, at, &operand);
            continue;
        }
        if (b0 == CHARSET)
            *charset = operand > 0 ? (size_t)operand : 0;
        if (b0 == ESCAPE && read_number(reader, at + 1, 1) == ROS)
            cid_keyed = true;
        at += b0 == ESCAPE ? 2 : 1;
    }
    return cid_keyed;
}

static void
read_charset(struct reader *reader, size_t at, uint16_t *cids, size_t nglyphs)
{
    uint32_t format = read_number(reader, at++, 1);
    if (format > 2)
        reader->short_of = true;
    for (size_t glyph = 1; glyph < nglyphs && !reader->short_of;) {
        uint32_t first = read_number(reader, at, 2);
        int size = (int)format; /* of the count that follows: none, one byte, two bytes */
        uint32_t more = read_number(reader, at + 2, size);
        at += 2 + (size_t)size;
        for (uint32_t i = 0; i <= more && glyph < nglyphs; i++)
            cids[glyph++] = (uint16_t)(first + i);
    }
}

const uint16_t *
bb_cff_read_cids(struct bb_arena *arena, const uint8_t *cff, size_t len, size_t nglyphs)
{
    enum { PREDEFINED = 2 }; /* charsets 0 to 2 have names, not CIDs */
    struct reader reader = {.bytes = cff, .len = len};
    size_t start = 0, end = 0, charset = 0;
    size_t names = read_number(&reader, 2, 1);
    size_t dicts = read_index(&reader, names, &start, &end);
    start = end = 0;
    read_index(&reader, dicts, &start, &end);
    if (!read_top_dict(&reader, start, end, &charset) || charset <= PREDEFINED)
        return NULL;
    uint16_t *cids = BB_NEW_ARRAY(arena, uint16_t, nglyphs);
    read_charset(&reader, charset, cids, nglyphs);
    return reader.short_of ? NULL : cids;
}

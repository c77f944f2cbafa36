/* UTF-8. */
#include "base/utf8.h"

int32_t
bb_utf8_next(struct bb_str text, size_t *at)
{
    const unsigned char *bytes = (const unsigned char *)text.ptr;
    unsigned lead = bytes[(*at)++];
    if (lead < 0x80)
        return (int32_t)lead;
    if (lead < 0xC2 || lead > 0xF4)
        return -1;
    int more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    /* Table 3-7: only the second byte's range depends on the lead. */
    unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    int32_t code = (int32_t)(lead & (0x3Fu >> more));
    for (int i = 0; i < more; i++) {
        if (*at >= text.len || bytes[*at] < low || bytes[*at] > high)
            return -1;
        code = code << 6 | (int32_t)(bytes[(*at)++] & 0x3F);
        low = 0x80;
        high = 0xBF;
    }
    return code;
}

size_t
bb_utf8_put(uint32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = len - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)(leads[len] | code);
    return len;
}

size_t
bb_utf8_check(struct bb_str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        if (bb_utf8_next(text, &at) < 0)
            return start;
    }
    return text.len;
}

size_t
bb_utf8_count(struct bb_str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    return count;
}

/* East Asian Width W and F (UAX #11), and the common zero-width ranges; a terminal's view, enough
 * to put a caret under the right letter. */
int
bb_utf8_columns(uint32_t code)
{
    static const struct {
        uint32_t first, last;
        int columns;
    } ranges[] = {
        {0x0300, 0x036F, 0},
        {0x1100, 0x115F, 2},
        {0x1160, 0x11FF, 0},
        {0x200B, 0x200F, 0},
        {0x2060, 0x2064, 0},
        {0x20D0, 0x20FF, 0},
        {0x231A, 0x231B, 2},
        {0x2E80, 0x303E, 2},
        {0x3041, 0x33FF, 2},
        {0x3400, 0x4DBF, 2},
        {0x4E00, 0x9FFF, 2},
        {0xA000, 0xA4CF, 2},
        {0xA960, 0xA97C, 2},
        {0xAC00, 0xD7A3, 2},
        {0xD7B0, 0xD7FF, 0},
        {0xF900, 0xFAFF, 2},
        {0xFE00, 0xFE0F, 0},
        {0xFE30, 0xFE6F, 2},
        {0xFEFF, 0xFEFF, 0},
        {0xFF01, 0xFF60, 2},
        {0xFFE0, 0xFFE6, 2},
        {0x1F300, 0x1F64F, 2},
        {0x1F900, 0x1F9FF, 2},
        {0x20000, 0x3FFFD, 2},
        {0xE0100, 0xE01EF, 0},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return ranges[i].columns;
    return 1;
}

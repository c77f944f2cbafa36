/* Writing JSON. Strings only: objects and lists are a few lines wherever they are written, and a
 * library for them would be larger than all that uses it. */
#include "base/json.h"

#include "base/utf8.h"

void
bb_json_append_string(struct bb_buf *out, struct bb_str text)
{
    bb_buf_append_char(out, '"');
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        int32_t code = bb_utf8_next(text, &at);
        if (code == '"' || code == '\\')
            bb_buf_printf(out, "\\%c", (int)code);
        else if (code < 0)
            bb_buf_append_text(out, "\xEF\xBF\xBD");
        else if (code < 0x20 || code == 0x7F)
            bb_buf_printf(out, "\\u%04x", (unsigned)code);
        else
            bb_buf_append(out, text.ptr + start, at - start);
    }
    bb_buf_append_char(out, '"');
}

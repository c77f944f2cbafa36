/* What a text may hold: well-formed UTF-8, and of the control characters only tab and line ends
 * (LF or CR LF). The other line ends that YAML 1.1 knows (CR alone, NEL, U+2028, U+2029) are
 * refused as control characters: editors, compilers and this program's line numbers disagree about
 * them.
 *
 * A mistake is reported with its place and its bytes are masked with '_', which means nothing in
 * YAML, so that one stray character does not hide the other mistakes of the file. Refusing the
 * file at once was the alternative; it is kept for files full of such bytes, which are no text at
 * all. */
#include "input/check.h"

#include <stdio.h>

#include "base/utf8.h"

enum { MISTAKES_MOST = 10 };

static bool
is_control(int32_t code, char next)
{
    if (code == '\r')
        return next != '\n';
    if (code < 0x20)
        return code != '\t' && code != '\n';
    return (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029
        || (code & 0xFFFE) == 0xFFFE;
}

enum mistake { FINE, NOT_UTF8, NUL, CONTROL, STRAY_MARK };

/* What is wrong with the code point at *at, which is moved past it; the text has a NUL at its
 * end. */
static enum mistake
judge_next(struct bb_str text, size_t *at)
{
    size_t start = *at;
    int32_t code = bb_utf8_next(text, at);
    if (code < 0)
        return NOT_UTF8;
    if (code == 0)
        return NUL;
    if (code == 0xFEFF)
        return start > 0 ? STRAY_MARK : FINE;
    return is_control(code, text.ptr[*at]) ? CONTROL : FINE;
}

static void
report(struct bb_diag *diag, enum mistake mistake, const char *bytes, struct bb_span span)
{
    char text[16];
    size_t at = span.start;
    int32_t code = bb_utf8_next((struct bb_str){bytes, span.end}, &at);
    if (mistake == NOT_UTF8) {
        snprintf(text, sizeof text, "0x%02X", (unsigned char)bytes[span.start]);
        bb_report(diag, BB_D_FILE_NOT_UTF8, span, text);
    } else if (mistake == NUL) {
        bb_report(diag, BB_D_FILE_NUL, span);
    } else if (mistake == STRAY_MARK) {
        bb_report(diag, BB_D_FILE_BOM, span);
    } else {
        snprintf(text, sizeof text, "U+%04X", (unsigned)code);
        bb_report(diag, BB_D_FILE_CONTROL, span, text);
    }
}

/* Several in a row are one mistake, named by the first. */
enum bb_status
bb_input_check_text(struct bb_diag *diag, uint32_t id, char *bytes, size_t len)
{
    struct bb_str text = {bytes, len};
    int mistakes = 0;
    for (size_t at = 0; at < len;) {
        if (bytes[at] >= ' ' && bytes[at] < 0x7F) { /* most of any file: no need to ask further */
            at++;
            continue;
        }
        size_t start = at;
        enum mistake mistake = judge_next(text, &at);
        if (mistake == FINE)
            continue;
        for (size_t next = at; next < len; at = next)
            if (judge_next(text, &next) != mistake)
                break;
        struct bb_span span = {id, (uint32_t)start, (uint32_t)at};
        if (++mistakes > MISTAKES_MOST) {
            bb_report(diag, BB_D_FILE_SPOILED, span);
            return BB_INVALID;
        }
        report(diag, mistake, bytes, span);
        memset(bytes + start, '_', at - start);
    }
    return BB_OK;
}

bool
bb_input_is_utf16(struct bb_str bytes)
{
    return bb_str_starts(bytes, "\xFE\xFF") || bb_str_starts(bytes, "\xFF\xFE")
        || (bytes.len >= 4 && memcmp(bytes.ptr, "\0\0\xFE\xFF", 4) == 0);
}

const char *
bb_input_name_binary(struct bb_str bytes)
{
    static const struct {
        const char *start, *name;
    } kinds[] = {
        {"%PDF-", "PDF"},
        {"PK\3\4", "ZIP (docx, xlsx, hwpx)"},
        {"\xD0\xCF\x11\xE0", "OLE (doc, xls, hwp)"},
        {"\x89PNG", "PNG"},
        {"\xFF\xD8\xFF", "JPEG"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (bb_str_starts(bytes, kinds[i].start))
            return kinds[i].name;
    return NULL;
}

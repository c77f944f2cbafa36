/* Where each byte of a decoded scalar came from.
 *
 * libyaml gives the decoded text and the place of the whole scalar, nothing in between. So the
 * text is aligned with the source a second time: a cursor in each, the text deciding what the
 * source must have meant. Wherever the two would disagree, which only a fault of this file can
 * bring about, the scalar keeps its whole span alone: a caret may be wide, never wrong. A YAML
 * scanner of our own was the alternative and would have to be right about everything, not about
 * this alone. */
#include "yaml/origin.h"

#include "base/utf8.h"

struct aligner {
    struct bb_arena *arena;
    struct bb_str bytes;
    size_t at;  /* in bytes */
    size_t end; /* of the scalar's content in bytes */
    struct bb_str text;
    size_t done; /* text bytes aligned */
    BB_VEC(struct bb_origin_piece) pieces;
    uint32_t next; /* source offset that the current piece would reach now */
};

/* The next `len` text bytes come from the source at `source` on. */
static void
align(struct aligner *a, size_t source, size_t len)
{
    if (a->pieces.len == 0 || a->next != source)
        BB_VEC_PUSH(
            a->arena, &a->pieces, (struct bb_origin_piece){(uint32_t)a->done, (uint32_t)source});
    a->done += len;
    a->next = (uint32_t)(source + len);
}

static bool
is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static bool
is_break(char byte)
{
    return byte == '\n' || byte == '\r';
}

/* Moves past one line end, LF or CR LF. */
static void
skip_break(struct aligner *a)
{
    if (a->bytes.ptr[a->at] == '\r')
        a->at++;
    if (a->at < a->end && a->bytes.ptr[a->at] == '\n')
        a->at++;
}

static void
skip_blanks(struct aligner *a)
{
    while (a->at < a->end && is_blank(a->bytes.ptr[a->at]))
        a->at++;
}

/* One source byte that stands for itself. */
static bool
align_byte(struct aligner *a)
{
    if (a->at >= a->end || a->done >= a->text.len || a->bytes.ptr[a->at] != a->text.ptr[a->done])
        return false;
    align(a, a->at, 1);
    a->at++;
    return true;
}

/* The blanks from `start` to the cursor, which stand for themselves. */
static bool
align_blanks(struct aligner *a, size_t start)
{
    size_t len = a->at - start;
    if (a->done + len > a->text.len
        || memcmp(a->bytes.ptr + start, a->text.ptr + a->done, len) != 0)
        return false;
    align(a, start, len);
    return true;
}

/* A line end that the text holds as `byte`. */
static bool
align_break(struct aligner *a, char byte)
{
    if (a->done >= a->text.len || a->text.ptr[a->done] != byte)
        return false;
    align(a, a->at, 1);
    return true;
}

/* Blanks and line ends between words of a flow scalar. Blanks within a line stand for themselves;
 * those around line ends vanish, a single line end is a space, of several each but the first is a
 * line feed (YAML 1.2, 6.5). An escaped line end leaves no space. */
static bool
align_white(struct aligner *a, bool escaped)
{
    size_t start = a->at;
    skip_blanks(a);
    if (a->at >= a->end || !is_break(a->bytes.ptr[a->at]))
        return align_blanks(a, start);
    size_t first = a->at;
    int breaks = 0;
    for (; a->at < a->end && is_break(a->bytes.ptr[a->at]); skip_blanks(a)) {
        if (breaks++ > 0 && !align_break(a, '\n'))
            return false;
        skip_break(a);
    }
    if (breaks > 1 || escaped)
        return true;
    size_t after = a->at;
    a->at = first;
    bool folded = align_break(a, ' ');
    a->at = after;
    return folded;
}

static size_t
escape_len(char letter)
{
    return letter == 'x' ? 4 : letter == 'u' ? 6 : letter == 'U' ? 10 : 2;
}

/* An escape in double quotes. The first byte it makes belongs to its backslash, the last of several
 * to its last byte, so that a span over them covers all of it. */
static bool
align_escape(struct aligner *a)
{
    if (a->at + 1 >= a->end)
        return false;
    if (is_break(a->bytes.ptr[a->at + 1])) {
        a->at++;
        return align_white(a, true);
    }
    size_t len = escape_len(a->bytes.ptr[a->at + 1]);
    size_t made = a->done;
    if (made >= a->text.len || a->at + len > a->end)
        return false;
    bb_utf8_next(a->text, &made);
    made -= a->done;
    if (made > 1)
        align(a, a->at, made - 1);
    align(a, made > 1 ? a->at + len - 1 : a->at, 1);
    a->at += len;
    return true;
}

static bool
align_flow(struct aligner *a, yaml_scalar_style_t style)
{
    bool fits = true;
    while (fits && a->at < a->end) {
        char byte = a->bytes.ptr[a->at];
        if (is_blank(byte) || is_break(byte)) {
            fits = align_white(a, false);
        } else if (byte == '\\' && style == YAML_DOUBLE_QUOTED_SCALAR_STYLE) {
            fits = align_escape(a);
        } else if (byte == '\'' && style == YAML_SINGLE_QUOTED_SCALAR_STYLE) {
            fits = align_byte(a); /* of the pair, the first stands for both */
            a->at++;
        } else {
            fits = align_byte(a);
        }
    }
    return fits && a->done == a->text.len;
}

/* The leading spaces of the first line that holds anything else, from `at` on; SIZE_MAX without
 * one. */
static size_t
first_indent(struct bb_str text, size_t at)
{
    size_t spaces = 0;
    for (; at < text.len; at++) {
        if (text.ptr[at] == ' ')
            spaces++;
        else if (is_break(text.ptr[at]))
            spaces = 0;
        else
            return spaces;
    }
    return SIZE_MAX;
}

static void
skip_indent(struct aligner *a, size_t indent)
{
    for (size_t i = 0; i < indent && a->at < a->end && a->bytes.ptr[a->at] == ' '; i++)
        a->at++;
}

/* A run of line ends in a block scalar, empty lines between them. The text tells how many it kept:
 * all of them (literal, or next to a more indented line), all but the first (folded), or for a
 * single one a space (folded). */
static bool
align_block_breaks(struct aligner *a, size_t indent)
{
    size_t kept = 0;
    while (a->done + kept < a->text.len && a->text.ptr[a->done + kept] == '\n')
        kept++;
    size_t start = a->at, found = 0;
    while (a->at < a->end && is_break(a->bytes.ptr[a->at])) {
        skip_break(a);
        skip_indent(a, indent);
        found++;
    }
    a->at = start;
    bool space = kept == 0 && found == 1;
    if (found == 0 || kept > found)
        return false;
    for (size_t i = 0; i < found; i++) {
        if (space ? !align_break(a, ' ') : i >= found - kept && !align_break(a, '\n'))
            return false;
        skip_break(a);
        skip_indent(a, indent);
    }
    return true;
}

/* The indentation of the content follows from comparing its first line with the text's, which
 * holds for detected and for stated indentation alike. `*content_end` is the end of the last line
 * used. */
static bool
align_block(struct aligner *a, size_t *content_end)
{
    while (a->at < a->end && !is_break(a->bytes.ptr[a->at]))
        a->at++;
    *content_end = a->at;
    if (a->at < a->end)
        skip_break(a);
    size_t there = first_indent(a->bytes, a->at), here = first_indent(a->text, 0);
    if (here == SIZE_MAX || there == SIZE_MAX || here > there)
        return false;
    size_t indent = there - here;
    skip_indent(a, indent);
    while (a->done < a->text.len) {
        bool at_break = a->at >= a->end || is_break(a->bytes.ptr[a->at]);
        if (at_break ? !align_block_breaks(a, indent) : !align_byte(a))
            return false;
        if (!at_break)
            *content_end = a->at;
    }
    return true;
}

/* Most scalars stand in the source as they are. */
static bool
align_whole(struct aligner *a)
{
    if (a->text.len == 0 || a->end - a->at != a->text.len
        || memcmp(a->bytes.ptr + a->at, a->text.ptr, a->text.len) != 0)
        return false;
    align(a, a->at, a->text.len);
    return true;
}

struct bb_origin
bb_yaml_find_origin(struct bb_arena *arena, struct bb_str bytes, struct bb_span span,
    yaml_scalar_style_t style, struct bb_str text)
{
    struct bb_origin origin = {.whole = span};
    struct aligner a = {
        .arena = arena, .bytes = bytes, .at = span.start, .end = span.end, .text = text};
    bool fits;
    if (style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE) {
        size_t content_end = span.start;
        a.end = bytes.len;
        fits = align_block(&a, &content_end);
        origin.whole.end = (uint32_t)content_end;
    } else {
        bool quoted = style != YAML_PLAIN_SCALAR_STYLE && span.end >= span.start + 2;
        a.at += quoted;
        a.end -= quoted;
        fits = align_whole(&a) || align_flow(&a, style);
    }
    if (fits) {
        origin.pieces = a.pieces.at;
        origin.npieces = a.pieces.len;
    }
    return origin;
}

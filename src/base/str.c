/* Byte slices and growing buffers. */
#include "base/str.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

int
bb_str_compare(struct bb_str a, struct bb_str b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len > 0 ? memcmp(a.ptr, b.ptr, len) : 0;
    if (order != 0)
        return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

static bool
is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

struct bb_str
bb_str_trim(struct bb_str str)
{
    while (str.len > 0 && is_blank(str.ptr[0])) {
        str.ptr++;
        str.len--;
    }
    while (str.len > 0 && is_blank(str.ptr[str.len - 1]))
        str.len--;
    return str;
}

struct bb_str
bb_str_cut(struct bb_str *rest, char sep)
{
    struct bb_str part = *rest;
    const char *at = rest->len > 0 ? memchr(rest->ptr, sep, rest->len) : NULL;
    if (!at) {
        *rest = (struct bb_str){NULL, 0};
        return part;
    }
    part.len = (size_t)(at - rest->ptr);
    rest->ptr = at + 1;
    rest->len -= part.len + 1;
    return part;
}

enum { NEAREST_MOST = 48 };

static unsigned
min3(unsigned a, unsigned b, unsigned c)
{
    unsigned least = a < b ? a : b;
    return least < c ? least : c;
}

/* Optimal string alignment distance by bytes: three rows of the usual table. */
static unsigned
distance(struct bb_str a, struct bb_str b)
{
    unsigned rows[3][NEAREST_MOST + 1];
    unsigned *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b.len; j++)
        above[j] = (unsigned)j;
    for (size_t i = 1; i <= a.len; i++) {
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b.len; j++) {
            unsigned change = a.ptr[i - 1] == b.ptr[j - 1] ? 0 : 1;
            row[j] = min3(above[j] + 1, row[j - 1] + 1, above[j - 1] + change);
            bool swapped =
                i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1];
            if (swapped && before[j - 2] + 1 < row[j])
                row[j] = before[j - 2] + 1;
        }
        unsigned *oldest = before;
        before = above;
        above = row;
        row = oldest;
    }
    return above[b.len];
}

const char *
bb_str_nearest(struct bb_str word, const char *const *candidates, size_t count)
{
    if (word.len == 0 || word.len > NEAREST_MOST)
        return NULL;
    unsigned best = (unsigned)(word.len < 3 ? 1 : word.len / 3) + 1;
    const char *nearest = NULL;
    for (size_t i = 0; i < count; i++) {
        struct bb_str candidate = bb_str_from(candidates[i]);
        if (candidate.len == 0 || candidate.len > NEAREST_MOST)
            continue;
        unsigned found = distance(word, candidate);
        if (found < best) {
            best = found;
            nearest = candidates[i];
        }
    }
    return nearest;
}

void
bb_buf_init(struct bb_buf *buf, size_t limit)
{
    *buf = (struct bb_buf){.limit = limit};
}

void
bb_buf_finish(struct bb_buf *buf)
{
    free(buf->ptr);
    *buf = (struct bb_buf){0};
}

static bool
reserve(struct bb_buf *buf, size_t more)
{
    if (more > SIZE_MAX / 2 - buf->len)
        abort();
    size_t need = buf->len + more + 1;
    if (buf->full || (buf->limit > 0 && need > buf->limit + 1)) {
        buf->full = true;
        return false;
    }
    if (need > buf->cap) {
        size_t cap = buf->cap > 0 ? buf->cap : 64;
        while (cap < need)
            cap *= 2;
        char *ptr = realloc(buf->ptr, cap);
        if (!ptr)
            abort();
        buf->ptr = ptr;
        buf->cap = cap;
    }
    return true;
}

void
bb_buf_append(struct bb_buf *buf, const void *bytes, size_t len)
{
    if (!reserve(buf, len))
        return;
    if (len > 0)
        memcpy(buf->ptr + buf->len, bytes, len);
    buf->len += len;
    buf->ptr[buf->len] = '\0';
}

char *
bb_buf_reserve(struct bb_buf *buf, size_t most)
{
    return reserve(buf, most) ? buf->ptr + buf->len : NULL;
}

void
bb_buf_fill(struct bb_buf *buf, size_t len)
{
    buf->len += len;
    buf->ptr[buf->len] = '\0';
}

void
bb_buf_append_str(struct bb_buf *buf, struct bb_str str)
{
    bb_buf_append(buf, str.ptr, str.len);
}

void
bb_buf_append_text(struct bb_buf *buf, const char *text)
{
    bb_buf_append(buf, text, strlen(text));
}

void
bb_buf_append_char(struct bb_buf *buf, char byte)
{
    bb_buf_append(buf, &byte, 1);
}

void
bb_buf_printf(struct bb_buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len >= 0 && reserve(buf, (size_t)len)) {
        vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, args);
        buf->len += (size_t)len;
    }
    va_end(args);
}

void
bb_buf_append_decimal(struct bb_buf *buf, double value, int digits)
{
    int64_t scale = 1;
    for (int i = 0; i < digits; i++)
        scale *= 10;
    int64_t scaled = llround(value * (double)scale);
    if (scaled < 0) {
        bb_buf_append_char(buf, '-');
        scaled = -scaled;
    }
    char text[32]; /* from its end: the fraction without closing zeros, the whole */
    size_t end = sizeof text, at = end;
    for (int64_t rest = scaled % scale; digits > 0; digits--, rest /= 10)
        if (rest % 10 != 0 || at < end)
            text[--at] = (char)('0' + rest % 10);
    if (at < end)
        text[--at] = '.';
    int64_t whole = scaled / scale;
    do
        text[--at] = (char)('0' + whole % 10);
    while ((whole /= 10) > 0);
    bb_buf_append(buf, text + at, end - at);
}

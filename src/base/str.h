/* Byte slices and growing buffers. Text is UTF-8 throughout. */
#ifndef BB_BASE_STR_H
#define BB_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A borrowed slice. Slices out of an arena are NUL-terminated as well; others need not be. */
struct bb_str {
    const char *ptr;
    size_t len;
};

#define BB_STR(literal) ((struct bb_str){(literal), sizeof(literal) - 1})
#define BB_STR_ARG(str) (int)(str).len, (str).ptr /* for "%.*s" */

static inline struct bb_str
bb_str_from(const char *text)
{
    return (struct bb_str){text, text ? strlen(text) : 0};
}

static inline bool
bb_str_equal(struct bb_str a, struct bb_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool
bb_str_is(struct bb_str a, const char *b)
{
    /* Most comparisons fail at the first letter, before the length of `b` has to be known. */
    if (a.len == 0 || a.ptr[0] != b[0])
        return a.len == 0 && b[0] == '\0';
    return bb_str_equal(a, bb_str_from(b));
}

static inline bool
bb_str_starts(struct bb_str a, const char *prefix)
{
    size_t len = strlen(prefix);
    return a.len >= len && memcmp(a.ptr, prefix, len) == 0;
}

/* Bytewise order; a prefix comes first. */
int bb_str_compare(struct bb_str a, struct bb_str b);

/* Without blanks (space, tab, CR, LF) at either end. */
struct bb_str bb_str_trim(struct bb_str str);

/* The part of `*rest` before the first `sep`, which is dropped; `*rest` becomes what follows.
 * Without a `sep`, the whole of it, and `*rest` becomes empty with a NULL pointer. */
struct bb_str bb_str_cut(struct bb_str *rest, char sep);

/* The candidate nearest to `word` by optimal string alignment distance, for "did you mean", or
 * NULL where none is near enough (a third of the word's length, at least 1). */
const char *bb_str_nearest(struct bb_str word, const char *const *candidates, size_t count);

/* A growing byte buffer. Once it would pass `limit` (0: none) it stays as it is and `full` is set.
 * Always NUL-terminated once anything has been appended. */
struct bb_buf {
    char *ptr;
    size_t len;
    size_t cap;
    size_t limit;
    bool full;
};

void bb_buf_init(struct bb_buf *buf, size_t limit);
void bb_buf_finish(struct bb_buf *buf);
void bb_buf_append(struct bb_buf *buf, const void *bytes, size_t len);
void bb_buf_append_str(struct bb_buf *buf, struct bb_str str);
void bb_buf_append_text(struct bb_buf *buf, const char *text);
void bb_buf_append_char(struct bb_buf *buf, char byte);
/* Room for `most` bytes at the end, to be written to directly, and the saying of how many were.
 * NULL where the limit forbids. */
char *bb_buf_reserve(struct bb_buf *buf, size_t most);
void bb_buf_fill(struct bb_buf *buf, size_t len);
void bb_buf_printf(struct bb_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* `value` rounded to `digits` decimals: '.' whatever the locale, no trailing zeros, "-0" never. */
void bb_buf_append_decimal(struct bb_buf *buf, double value, int digits);

static inline struct bb_str
bb_buf_str(const struct bb_buf *buf)
{
    return (struct bb_str){buf->ptr ? buf->ptr : "", buf->len};
}

#endif

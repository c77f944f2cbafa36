/* UTF-8, by the Unicode Standard's table 3-7: no surrogates, no overlong forms, up to U+10FFFF. */
#ifndef BB_BASE_UTF8_H
#define BB_BASE_UTF8_H

#include "base/str.h"

/* Reads the code point at *at (< text.len) and moves *at past it. An ill-formed sequence gives
 * -1 and moves past its maximal subpart. */
int32_t bb_utf8_next(struct bb_str text, size_t *at);

/* Writes a scalar value; returns the number of bytes, 1 to 4. */
size_t bb_utf8_put(uint32_t code, char out[4]);

/* The offset of the first ill-formed byte, or text.len. */
size_t bb_utf8_check(struct bb_str text);

/* Code points in well-formed text. */
size_t bb_utf8_count(struct bb_str text);

/* Columns that a code point takes on a terminal: 0, 1 or 2 (East Asian Width W and F). */
int bb_utf8_columns(uint32_t code);

#endif

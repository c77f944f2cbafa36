/* zlib, at what a stream is worth.
 *
 * A document of one page has some twenty streams, most of them below 4 KB. For each, zlib clears
 * tables of 64 KB, unless it is told beforehand that little will come. And it searches long for
 * what repeats; in the outlines of a few hundred glyphs hardly anything does: level 1
 * makes them 0.6 % larger. Large fonts are another matter (7 %: Hangul of a book
 * repeats its parts), hence DENSE_MOST. One deflater for everything was the alternative; a light
 * handout took 8 % more instructions. */
#include "pdf/deflate.h"

#include <stdlib.h>

enum { SMALL, LARGE };

enum {
    SMALL_MOST = 8192, /* bytes: the whole is within the small window */
    SMALL_WINDOW = 13, /* log2 */
    SMALL_MEMORY = 6,
    WINDOW = 15,
    MEMORY = 8,
    LEVEL = 6,
    DENSE_MOST = 32768, /* bytes */
    DENSE_LEVEL = 1,
};

static z_stream *
prepare(struct bb_pdf_deflater *deflater, size_t len, int level)
{
    int size = len <= SMALL_MOST ? SMALL : LARGE;
    z_stream *z = &deflater->sizes[size];
    int status = deflater->ready[size]
        ? deflateReset(z)
        : deflateInit2(z, LEVEL, Z_DEFLATED, size == SMALL ? SMALL_WINDOW : WINDOW,
            size == SMALL ? SMALL_MEMORY : MEMORY, Z_DEFAULT_STRATEGY);
    deflater->ready[size] = true;
    z->avail_in = 0;
    if (status != Z_OK || deflateParams(z, level, Z_DEFAULT_STRATEGY) != Z_OK)
        abort(); /* no memory: the rule of base/arena.h */
    return z;
}

void
bb_pdf_deflate(
    struct bb_pdf_deflater *deflater, struct bb_str bytes, bool dense, struct bb_buf *out)
{
    enum { PIECE_MOST = 1 << 30 };
    unsigned char piece[16384];
    z_stream *z =
        prepare(deflater, bytes.len, dense && bytes.len <= DENSE_MOST ? DENSE_LEVEL : LEVEL);
    z->next_in = (Bytef *)(uintptr_t)bytes.ptr; /* zlib's type lacks the const it honours */
    size_t rest = bytes.len;
    int status = Z_OK;
    while (status == Z_OK || status == Z_BUF_ERROR) {
        if (z->avail_in == 0 && rest > 0) {
            z->avail_in = rest < PIECE_MOST ? (uInt)rest : PIECE_MOST;
            rest -= z->avail_in;
        }
        z->next_out = piece;
        z->avail_out = sizeof piece;
        status = deflate(z, rest == 0 ? Z_FINISH : Z_NO_FLUSH);
        bb_buf_append(out, piece, sizeof piece - z->avail_out);
    }
}

void
bb_pdf_deflater_finish(struct bb_pdf_deflater *deflater)
{
    for (int size = SMALL; size <= LARGE; size++) {
        if (deflater->ready[size])
            deflateEnd(&deflater->sizes[size]);
    }
}

/* libdeflate, at what a stream is worth.
 *
 * It takes a stream whole, which is how they come here, and at the same size needs half of zlib's
 * instructions: with zlib, one deflater for short streams and one for long, a light handout took a
 * fifth more and a finished one 3 %. Outlines of a few hundred glyphs hardly repeat anything:
 * level 1 makes them 1 % larger. Large fonts are another matter (7 %: Hangul of a book repeats its
 * parts), hence DENSE_MOST. */
#include "pdf/deflate.h"

#include <libdeflate.h>
#include <stdlib.h>

enum {
    LEVEL = 5,
    DENSE_MOST = 32768, /* bytes */
    DENSE_LEVEL = 1,
};

static struct libdeflate_compressor *
find_compressor(struct bb_pdf_deflater *deflater, bool dense)
{
    struct libdeflate_compressor **place = dense ? &deflater->dense : &deflater->plain;
    if (!*place)
        *place = libdeflate_alloc_compressor(dense ? DENSE_LEVEL : LEVEL);
    if (!*place)
        abort(); /* no memory: the rule of base/arena.h */
    return *place;
}

void
bb_pdf_deflate(
    struct bb_pdf_deflater *deflater, struct bb_str bytes, bool dense, struct bb_buf *out)
{
    struct libdeflate_compressor *compressor =
        find_compressor(deflater, dense && bytes.len <= DENSE_MOST);
    size_t most = libdeflate_zlib_compress_bound(compressor, bytes.len);
    char *room = bb_buf_reserve(out, most);
    if (room)
        bb_buf_fill(out, libdeflate_zlib_compress(compressor, bytes.ptr, bytes.len, room, most));
}

void
bb_pdf_deflater_finish(struct bb_pdf_deflater *deflater)
{
    libdeflate_free_compressor(deflater->plain);
    libdeflate_free_compressor(deflater->dense);
}

/* How long the result is nobody says beforehand: with too little room it is tried again. */
bool
bb_pdf_inflate(struct bb_str bytes, struct bb_buf *out)
{
    enum { GUESS = 8, MOST = 1032 /* times as long; RFC 1951 allows no more */ };
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    if (!decompressor)
        abort();
    enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
    for (size_t times = GUESS; result == LIBDEFLATE_INSUFFICIENT_SPACE && times < 2 * MOST;
         times *= 2) {
        size_t len = 0, most = bytes.len * times;
        char *room = bb_buf_reserve(out, most);
        if (!room)
            break;
        result = libdeflate_zlib_decompress(decompressor, bytes.ptr, bytes.len, room, most, &len);
        if (result == LIBDEFLATE_SUCCESS)
            bb_buf_fill(out, len);
    }
    libdeflate_free_decompressor(decompressor);
    return result == LIBDEFLATE_SUCCESS;
}

/* It does not tell its version when it runs. */
size_t
bb_pdf_libraries(struct bb_arena *arena, struct bb_library libraries[BB_LIBRARIES_MOST])
{
    (void)arena;
    libraries[0] = (struct bb_library){"libdeflate", LIBDEFLATE_VERSION_STRING};
    return 1;
}

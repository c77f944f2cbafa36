/* Any bytes as a picture. Besides not crashing, a decoder that says "good" has made all of one: pixels,
 * or a JPEG that decodes to what was said of it. */
#include <stdlib.h>

#include "fuzz.h"
#include "image/decode.h"

static void
require(bool holds)
{
    if (!holds)
        abort();
}

static void
check_picture(struct bb_arena *arena, const struct bb_image *image)
{
    size_t size = (size_t)image->width * image->height * (size_t)image->channels;
    require(size > 0 && (image->channels == 1 || image->channels == 3));
    require(!image->pixels == (image->jpeg.len > 0));
    unsigned sum = 0;
    for (size_t i = 0; image->pixels && i < size; i++)
        sum += image->pixels[i]; /* a sanitizer sees whether all are there */
    require(sum <= size * 255);
    if (image->jpeg.len > 0)
        require(bb_image_decode_jpeg(image->jpeg, image->width, image->height, image->channels,
            bb_arena_alloc(arena, size)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bb_arena arena;
    bb_arena_init(&arena);
    struct bb_decoding decoding = {.arena = &arena, .pixels_most = 1 << 16};
    struct bb_str bytes = {(const char *)data, size};
    struct bb_image image = {0};
    enum bb_image_fault fault = BB_IMAGE_UNSUPPORTED;
    if (bb_png_is(bytes))
        fault = bb_png_decode(&decoding, bytes, &image);
    else if (bb_jpeg_is(bytes))
        fault = bb_jpeg_decode(&decoding, bytes, &image);
    if (fault == BB_IMAGE_GOOD)
        check_picture(&arena, &image);
    bb_arena_finish(&arena);
    return 0;
}

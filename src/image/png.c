/* PNG by libpng's simplified interface: it turns every kind of PNG (1 to 16 bits, palette, grey,
 * alpha by tRNS or channel, interlaced, another gamma) into 8-bit sRGB rows and flattens alpha on
 * the background asked for, and it never leaves by longjmp.
 *
 * It stops at the last row, so a file cut off behind that would pass, and it says in words only
 * what is wrong. Therefore the chunks are walked first: a file without its IEND was cut off.
 * Setting up the transformations one by one was the alternative; they are a page of code in which
 * each order of calls but one is wrong. */
#include <png.h>

#include "image/decode.h"

static const char signature[8] = {'\x89', 'P', 'N', 'G', '\r', '\n', '\x1a', '\n'};

bool
bb_png_is(struct bb_str bytes)
{
    return bytes.len >= sizeof signature && memcmp(bytes.ptr, signature, sizeof signature) == 0;
}

/* Chunks are: length of the data, type, data, CRC; ISO/IEC 15948, 5.3. */
static bool
is_whole(struct bb_str bytes)
{
    enum { LENGTH = 4, TYPE = 4, CRC = 4 };
    size_t at = sizeof signature;
    while (bytes.len - at >= LENGTH + TYPE + CRC) {
        const unsigned char *chunk = (const unsigned char *)bytes.ptr + at;
        size_t data = (size_t)chunk[0] << 24 | (size_t)chunk[1] << 16 | (size_t)chunk[2] << 8
            | (size_t)chunk[3];
        if (data > bytes.len - at - (LENGTH + TYPE + CRC))
            return false;
        if (memcmp(chunk + LENGTH, "IEND", TYPE) == 0)
            return true;
        at += LENGTH + TYPE + data + CRC;
    }
    return false;
}

static enum bb_image_fault
read_rows(struct bb_decoding *decoding, png_image *png, struct bb_image *image)
{
    static const png_color white = {255, 255, 255};
    image->width = png->width;
    image->height = png->height;
    enum bb_image_fault fault = bb_decoding_check_size(decoding, image);
    if (fault != BB_IMAGE_GOOD)
        return fault;
    image->channels = png->format & PNG_FORMAT_FLAG_COLOR ? 3 : 1;
    png->format = image->channels == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    uint8_t *pixels = bb_arena_alloc_array(
        decoding->arena, (size_t)image->width * image->height, (size_t)image->channels);
    image->pixels = pixels;
    return png_image_finish_read(png, &white, pixels, 0, NULL) ? BB_IMAGE_GOOD : BB_IMAGE_DAMAGED;
}

enum bb_image_fault
bb_png_decode(struct bb_decoding *decoding, struct bb_str bytes, struct bb_image *image)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    if (!is_whole(bytes))
        return BB_IMAGE_TRUNCATED;
    enum bb_image_fault fault = BB_IMAGE_DAMAGED;
    if (png_image_begin_read_from_memory(&png, bytes.ptr, bytes.len))
        fault = read_rows(decoding, &png, image);
    snprintf(decoding->detail, sizeof decoding->detail, "%s", png.message);
    png_image_free(&png);
    return fault;
}

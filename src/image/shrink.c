/* Shrinking by areas: a pixel becomes the mean of all that it covers, in whole numbers, so that it
 * is the same on every machine. A filter with more reach would be sharper at twice the cost; at 150
 * dots an inch nobody sees the difference.
 *
 * A JPEG is decoded at the smallest of libjpeg's sizes that is no less than what is wanted, a
 * photograph of a telephone hence at a quarter or an eighth, and never held in full. Channels are
 * shrunk each by itself; transparency is not weighed, for pictures from files have none
 * (image.h). */
#include "image/shrink.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "image/decode.h"

/* --- by areas --------------------------------------------------------------------------------- */

/* In units of which a source pixel has `width` of the target and a target pixel `from->width`:
 * adds the row to `sums`, a sum for each channel of each target pixel. */
static void
add_row(const struct bb_shrunk *from, const uint8_t *row, uint32_t width, uint32_t *sums)
{
    size_t channels = (size_t)from->channels;
    uint64_t at = 0, edge = from->width;
    for (uint32_t x = 0; x < from->width; x++, at += width, row += channels) {
        uint32_t past = at + width > edge ? (uint32_t)(at + width - edge) : 0;
        for (size_t c = 0; c < channels; c++) {
            sums[c] += row[c] * (width - past);
            if (past > 0)
                sums[channels + c] += row[c] * past;
        }
        if (at + width >= edge) {
            sums += channels;
            edge += from->width;
        }
    }
}

static void
close_row(uint64_t *sums, size_t len, uint64_t area, uint8_t *to)
{
    for (size_t i = 0; i < len; i++)
        to[i] = (uint8_t)((sums[i] + area / 2) / area);
    memset(sums, 0, len * sizeof *sums);
}

/* The mean of the pixels under each new one. */
static const uint8_t *
shrink_pixels(struct bb_arena *arena, const struct bb_shrunk *from, uint32_t width, uint32_t height)
{
    size_t channels = (size_t)from->channels, len = width * channels;
    uint8_t *made = bb_arena_alloc_array(arena, len, height), *to = made;
    uint32_t *row = BB_NEW_ARRAY(arena, uint32_t, len + channels);
    uint64_t *sums = BB_NEW_ARRAY(arena, uint64_t, len);
    uint64_t at = 0, edge = from->height, area = (uint64_t)from->width * from->height;
    for (uint32_t y = 0; y < from->height; y++, at += height) {
        memset(row, 0, (len + channels) * sizeof *row);
        add_row(from, from->pixels + y * from->width * channels, width, row);
        uint64_t past = at + height > edge ? at + height - edge : 0;
        for (size_t i = 0; i < len; i++)
            sums[i] += row[i] * (height - past);
        if (at + height < edge)
            continue;
        close_row(sums, len, area, to);
        to += len;
        edge += from->height;
        for (size_t i = 0; i < len && past > 0; i++)
            sums[i] = row[i] * past;
    }
    return made;
}

/* --- channels --------------------------------------------------------------------------------- */

static bool
is_grey(const struct bb_shrunk *image)
{
    size_t pixels = (size_t)image->width * image->height;
    const uint8_t *at = image->pixels;
    for (size_t i = 0; i < pixels; i++, at += image->channels)
        if (at[0] != at[1] || at[1] != at[2])
            return false;
    return true;
}

/* Channels `first` to `first + n` of `from`. */
static struct bb_shrunk
take_channels(struct bb_arena *arena, const struct bb_shrunk *from, int first, int n)
{
    struct bb_shrunk taken = *from;
    taken.channels = n;
    if (n == from->channels)
        return taken;
    size_t pixels = (size_t)from->width * from->height;
    uint8_t *to = bb_arena_alloc_array(arena, pixels, (size_t)n);
    for (size_t i = 0; i < pixels; i++)
        memcpy(to + i * (size_t)n, from->pixels + i * (size_t)from->channels + first, (size_t)n);
    taken.pixels = to;
    return taken;
}

/* --- JPEG ------------------------------------------------------------------------------------- */

struct writer {
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    jmp_buf leave;
    unsigned char *bytes; /* of libjpeg's, to be freed */
    unsigned long len;
};

static void
leave_on_error(j_common_ptr jpeg)
{
    struct writer *writer = jpeg->client_data;
    longjmp(writer->leave, 1);
}

static void
write_rows(struct writer *writer, const struct bb_shrunk *image)
{
    enum { QUALITY = 85 };
    struct jpeg_compress_struct *jpeg = &writer->jpeg;
    jpeg_mem_dest(jpeg, &writer->bytes, &writer->len);
    jpeg->image_width = image->width;
    jpeg->image_height = image->height;
    jpeg->input_components = image->channels;
    jpeg->in_color_space = image->channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(jpeg);
    jpeg_set_quality(jpeg, QUALITY, TRUE);
    jpeg->optimize_coding = TRUE;
    jpeg_start_compress(jpeg, TRUE);
    size_t stride = (size_t)image->width * (size_t)image->channels;
    while (jpeg->next_scanline < jpeg->image_height) {
        JSAMPROW row = (JSAMPROW)(image->pixels + jpeg->next_scanline * stride);
        jpeg_write_scanlines(jpeg, &row, 1);
    }
    jpeg_finish_compress(jpeg);
}

static bool
run(struct writer *writer, const struct bb_shrunk *image)
{
    writer->jpeg.err = jpeg_std_error(&writer->errors);
    writer->jpeg.client_data = writer;
    writer->errors.error_exit = leave_on_error;
    if (setjmp(writer->leave) != 0)
        return false;
    jpeg_create_compress(&writer->jpeg); /* keeps err and client_data */
    write_rows(writer, image);
    return true;
}

/* The picture as a JPEG; empty where libjpeg refuses it. */
static struct bb_str
make_jpeg(struct bb_arena *arena, const struct bb_shrunk *image)
{
    struct writer writer = {0};
    struct bb_str made = {0};
    if (run(&writer, image))
        made = bb_arena_str(arena, (struct bb_str){(const char *)writer.bytes, writer.len});
    jpeg_destroy_compress(&writer.jpeg);
    free(writer.bytes);
    return made;
}

static void
shrink_jpeg(struct bb_arena *arena, const struct bb_shrunk *from, uint32_t width, uint32_t height,
    struct bb_shrunk *color)
{
    struct bb_image decoded = {.channels = from->channels};
    *color = *from;
    if (!bb_jpeg_decode_reduced(arena, from->jpeg, width, height, &decoded))
        return;
    struct bb_shrunk pixels = {.width = decoded.width,
        .height = decoded.height,
        .channels = decoded.channels,
        .pixels = decoded.pixels};
    pixels.pixels = shrink_pixels(arena, &pixels, width, height);
    pixels.width = width;
    pixels.height = height;
    if (pixels.channels == 3 && is_grey(&pixels))
        pixels = take_channels(arena, &pixels, 0, 1);
    pixels.jpeg = make_jpeg(arena, &pixels);
    pixels.pixels = NULL;
    if (pixels.jpeg.len > 0 && pixels.jpeg.len < from->jpeg.len)
        *color = pixels;
}

/* --- the whole -------------------------------------------------------------------------------- */

bool
bb_image_shrink(struct bb_arena *arena, const struct bb_shrunk *from, uint32_t width,
    uint32_t height, struct bb_shrunk *color, struct bb_shrunk *alpha)
{
    bool smaller = width < from->width || height < from->height;
    *color = *from;
    if (from->jpeg.len > 0) {
        if (smaller)
            shrink_jpeg(arena, from, width, height, color);
        return false;
    }
    struct bb_shrunk whole = *from;
    if (smaller) {
        whole.pixels = shrink_pixels(arena, from, width, height);
        whole.width = width;
        whole.height = height;
    }
    int colors = whole.channels == 1 || is_grey(&whole) ? 1 : 3;
    *color = take_channels(arena, &whole, 0, colors);
    if (whole.channels == 4)
        *alpha = take_channels(arena, &whole, 3, 1);
    return whole.channels == 4;
}

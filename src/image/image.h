/* Pictures: PNG and JPEG files of the trip's folder, checked wholly before anything uses them.
 *
 * A JPEG of a kind that every reader of PDF knows stays as it is: its bytes, without what is not
 * the picture (camera, place, thumbnail), are passed through to the file. All else becomes pixels:
 * 8 bits grey or RGB, upright, alpha flattened on white, CMYK turned into RGB. Colour profiles are
 * not followed: pixels are taken for sRGB, which the PDF's output intent says of all colours.
 *
 * Every file is read and decoded once for a document, and two files of the same bytes are one
 * picture. Everything lives in the input's arena. */
#ifndef BB_IMAGE_IMAGE_H
#define BB_IMAGE_IMAGE_H

#include "input/input.h"

struct bb_image {
    const char *path;       /* as it was opened */
    uint32_t width, height; /* in pixels; neither is 0 or above BB_IMAGE_SIDE_MOST */
    int channels;           /* 1 grey, 3 RGB */
    const uint8_t *pixels;  /* rows without padding; NULL where there is a `jpeg` */
    struct bb_str jpeg;     /* a whole file to pass through; empty where there are `pixels` */
};

/* Cairo's images have no longer side. */
#define BB_IMAGE_SIDE_MOST 32767

struct bb_images;

/* `input` is borrowed. */
struct bb_images *bb_images_create(struct bb_input *input);

/* The picture at `path`, as it is written at `span` of a file: confined to that file's folder. NULL
 * where there is none that can be used, which is reported the first time that `path` is asked for
 * from that file. */
const struct bb_image *bb_images_load(
    struct bb_images *images, struct bb_str path, struct bb_span span);

/* The pixels of a JPEG that was passed through, for what cannot take it as it is: width x height x
 * channels bytes at `pixels`. False where the bytes are not those of such a picture. */
bool bb_image_decode_jpeg(
    struct bb_str jpeg, uint32_t width, uint32_t height, int channels, uint8_t *pixels);

/* Appends a PNG of rows of RGB without padding. */
void bb_image_write_png(const uint8_t *pixels, uint32_t width, uint32_t height, struct bb_buf *out);

#endif

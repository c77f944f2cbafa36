/* Inside image: the decoders. Each takes the bytes of a file of its kind and fills in all of the
 * picture but its path, or says what is wrong. */
#ifndef BB_IMAGE_DECODE_H
#define BB_IMAGE_DECODE_H

#include "image/image.h"

enum bb_image_fault {
    BB_IMAGE_GOOD,
    BB_IMAGE_TRUNCATED,
    BB_IMAGE_DAMAGED,     /* `detail` in the decoder's words */
    BB_IMAGE_UNSUPPORTED, /* a kind that is not read; `detail` names it */
    BB_IMAGE_TOO_MANY_PIXELS,
    BB_IMAGE_TOO_LONG, /* a side above BB_IMAGE_SIDE_MOST */
};

struct bb_decoding {
    struct bb_arena *arena;
    size_t pixels_most;
    char detail[256];
};

bool bb_png_is(struct bb_str bytes);
enum bb_image_fault bb_png_decode(
    struct bb_decoding *decoding, struct bb_str bytes, struct bb_image *image);

bool bb_jpeg_is(struct bb_str bytes);
enum bb_image_fault bb_jpeg_decode(
    struct bb_decoding *decoding, struct bb_str bytes, struct bb_image *image);

/* The pixels of a JPEG that was passed through, of image->channels, at the smallest of libjpeg's
 * sizes (whole, half, quarter, eighth) that is no less than the given; they and their size go into
 * `image`. False where the bytes are not those of such a picture. */
bool bb_jpeg_decode_reduced(struct bb_arena *arena, struct bb_str jpeg, uint32_t least_width,
    uint32_t least_height, struct bb_image *image);

/* Whether a picture of the image's size is within the limits. */
enum bb_image_fault bb_decoding_check_size(
    const struct bb_decoding *decoding, const struct bb_image *image);

/* --- exif.c --- */

/* How a camera held the picture (EXIF 2.3, tag 0x0112): the turn that sets it upright. 1 to 8; 1 is
 * upright, also where `app1`, the content of the segment, says nothing. */
int bb_exif_read_orientation(struct bb_str app1);

/* Sets the pixels upright: a new array, width and height changed with it. */
void bb_exif_turn(struct bb_arena *arena, struct bb_image *image, int orientation);

#endif

/* Pictures for tests, encoded by the libraries themselves: four fields, red and green over blue and
 * white. */
#ifndef BB_TEST_PICTURES_H
#define BB_TEST_PICTURES_H

#include <stdbool.h>
#include <stddef.h>

enum { PICTURE_WIDTH = 32, PICTURE_HEIGHT = 16 };

struct picture_bytes {
    unsigned char *at; /* free(3) */
    size_t len;
};

enum png_kind {
    PNG_GREY,
    PNG_GREY_1,
    PNG_GREY_16,
    PNG_GREY_ALPHA,
    PNG_RGB,
    PNG_RGB_16,
    PNG_RGB_ALPHA,
    PNG_RGB_TRNS,
    PNG_PALETTE,
    PNG_PALETTE_TRNS,
    PNG_INTERLACED,
    PNG_KINDS
};

/* Where the kind has transparency, the white field is transparent black instead. */
struct picture_bytes picture_make_png(enum png_kind kind);

/* Grey, of any size, to try limits. */
struct picture_bytes picture_make_wide_png(unsigned width, unsigned height);

enum jpeg_kind {
    JPEG_GREY,
    JPEG_YCC,
    JPEG_PROGRESSIVE,
    JPEG_SUBSAMPLED,
    JPEG_RGB, /* stored as RGB */
    JPEG_CMYK,
    JPEG_YCCK,
    JPEG_ARITHMETIC,
    JPEG_MANY_SCANS,
    JPEG_KINDS
};

/* With EXIF data of that orientation (0: none), in the byte order asked for, and a comment. */
struct picture_bytes picture_make_jpeg(enum jpeg_kind kind, int orientation, bool big_endian);

#endif

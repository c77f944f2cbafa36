/* Pictures made smaller, for files that are to be light. */
#ifndef BB_IMAGE_SHRINK_H
#define BB_IMAGE_SHRINK_H

#include "base/arena.h"
#include "base/str.h"

/* A picture as pixels (rows without padding) or as a JPEG to pass through. */
struct bb_shrunk {
    uint32_t width, height;
    int channels;          /* 1 grey, 3 RGB; 4 RGBA in what is to be shrunk */
    const uint8_t *pixels; /* NULL where there is a `jpeg` */
    struct bb_str jpeg;    /* of 1 or 3 channels */
};

/* Makes `color` of `from`: no more than `width` by `height` pixels, neither above its own, and
 * pixels without colour in grey. A JPEG becomes a new one where that is smaller. True where `from`
 * has transparency: `alpha` is then a grey picture of the same size. What they hold lives in
 * `arena`, or is that of `from`. */
bool bb_image_shrink(struct bb_arena *arena, const struct bb_shrunk *from, uint32_t width,
    uint32_t height, struct bb_shrunk *color, struct bb_shrunk *alpha);

#endif

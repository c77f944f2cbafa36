/* Images of the libharu backend. Private to be_haru. */
#ifndef BB_BACKEND_HARU_IMAGE_H
#define BB_BACKEND_HARU_IMAGE_H

#include "backend/haru_file.h"

struct bb_haru_images {
    const struct bb_display *display;
    struct bb_haru_placed *placed; /* by image */
};

/* Finds out how large each image of the document is shown. */
void bb_haru_images_init(
    struct bb_haru_images *images, struct bb_arena *arena, const struct bb_display *display);

/* Writes an image where it is not written yet. */
void bb_haru_images_add(struct bb_haru_images *images, struct bb_haru_file *file, uint32_t image);

/* Appends "/I0 5 0 R …" for the images that were written. */
void bb_haru_images_put_refs(const struct bb_haru_images *images, struct bb_buf *out);

#endif

/* Writing a PNG, by libpng's simplified interface. */
#include <png.h>
#include <stdlib.h>

#include "image/image.h"

void
bb_image_write_png(const uint8_t *pixels, uint32_t width, uint32_t height, struct bb_buf *out)
{
    png_image image = {
        .version = PNG_IMAGE_VERSION, .width = width, .height = height, .format = PNG_FORMAT_RGB};
    png_alloc_size_t most = PNG_IMAGE_PNG_SIZE_MAX(image);
    char *bytes = malloc(most);
    if (!bytes || !png_image_write_to_memory(&image, bytes, &most, 0, pixels, 0, NULL))
        abort(); /* no memory: the rule of base/arena.h */
    bb_buf_append(out, bytes, most);
    free(bytes);
}

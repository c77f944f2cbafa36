/* Images of the Cairo backends. Private to be_cairo. */
#ifndef BB_BACKEND_CAIRO_IMAGE_H
#define BB_BACKEND_CAIRO_IMAGE_H

#include <cairo.h>

#include "display/display.h"

/* A surface for an image. For a file, which takes a JPEG as it is, the JPEG is attached and
 * borrowed and no pixel is made. In an error state where Cairo or the JPEG's decoder fails. */
cairo_surface_t *bb_cairo_image_create(const struct bb_display_image *image, bool for_file);

#endif

/* Images for Cairo: native-endian words of premultiplied pixels, or a JPEG attached to a surface of
 * its size, which Cairo then writes to a PDF, PS or SVG as it is. Nobody looks at that surface's
 * own pixels; they are of the smallest opaque format, because Cairo copies them when the surface
 * ends (12 megapixels: 24 MB for a moment, instead of 48). */
#include "backend/cairo_image.h"

#include <stdlib.h>

#include "image/image.h"

static uint32_t
make_pixel(const uint8_t *at, int channels)
{
    uint32_t r = at[0], g = channels > 1 ? at[1] : r, b = channels > 1 ? at[2] : r;
    uint32_t a = channels == 4 ? at[3] : 255;
    r = (r * a + 127) / 255;
    g = (g * a + 127) / 255;
    b = (b * a + 127) / 255;
    return a << 24 | r << 16 | g << 8 | b;
}

static void
copy_pixels(cairo_surface_t *surface, const struct bb_display_image *image, const uint8_t *pixels)
{
    uint8_t *rows = cairo_image_surface_get_data(surface);
    if (!rows)
        return; /* in an error state, which painting with it reports */
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    for (uint32_t y = 0; y < image->height; y++) {
        for (uint32_t x = 0; x < image->width; x++, pixels += image->channels) {
            uint32_t pixel = make_pixel(pixels, image->channels);
            memcpy(rows + y * stride + x * sizeof pixel, &pixel, sizeof pixel);
        }
    }
    cairo_surface_mark_dirty(surface);
}

static bool
copy_jpeg(cairo_surface_t *surface, const struct bb_display_image *image)
{
    uint8_t *pixels = calloc((size_t)image->width * image->height, (size_t)image->channels);
    if (!pixels)
        abort();
    bool good =
        bb_image_decode_jpeg(image->jpeg, image->width, image->height, image->channels, pixels);
    if (good)
        copy_pixels(surface, image, pixels);
    free(pixels);
    return good;
}

cairo_surface_t *
bb_cairo_image_create(const struct bb_display_image *image, bool for_file)
{
    bool passed = image->jpeg.len > 0 && for_file, good = true;
    cairo_format_t format = passed ? CAIRO_FORMAT_RGB16_565
        : image->channels == 4     ? CAIRO_FORMAT_ARGB32
                                   : CAIRO_FORMAT_RGB24;
    cairo_surface_t *surface =
        cairo_image_surface_create(format, (int)image->width, (int)image->height);
    if (passed)
        good = cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG,
                   (const unsigned char *)image->jpeg.ptr, image->jpeg.len, NULL, NULL)
            == CAIRO_STATUS_SUCCESS;
    else if (image->jpeg.len > 0)
        good = copy_jpeg(surface, image);
    else
        copy_pixels(surface, image, image->pixels);
    if (good)
        return surface;
    cairo_surface_destroy(surface);
    return cairo_image_surface_create(CAIRO_FORMAT_INVALID, 0, 0);
}

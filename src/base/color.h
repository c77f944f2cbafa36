/* Colours: sRGB, opaque. */
#ifndef BB_BASE_COLOR_H
#define BB_BASE_COLOR_H

#include <stdbool.h>
#include <stdint.h>

struct bb_color {
    uint8_t r, g, b;
};

static inline bool
bb_color_equal(struct bb_color a, struct bb_color b)
{
    return a.r == b.r && a.g == b.g && a.b == b.b;
}

#endif

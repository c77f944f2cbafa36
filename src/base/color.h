/* Colours: sRGB, opaque. */
#ifndef BB_BASE_COLOR_H
#define BB_BASE_COLOR_H

#include <stdint.h>

struct bb_color {
    uint8_t r, g, b;
};

#endif

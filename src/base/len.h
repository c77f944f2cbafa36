/* Lengths. One unit everywhere: 1/1024 pt in int32, the same as Pango's at 72 dpi.
 * The page's origin is its top left corner and y grows downwards; only backends convert.
 * Integers keep dumps exact and output identical from machine to machine. */
#ifndef BB_BASE_LEN_H
#define BB_BASE_LEN_H

#include <stdint.h>

typedef int32_t bb_len;

enum { BB_LEN_PER_PT = 1024 };

#define BB_PT(points) ((bb_len)((points)*BB_LEN_PER_PT))

/* Millimetres to lengths, rounded to the nearest unit; 1 mm = 72/25.4 pt. */
static inline bb_len
bb_len_from_mm(double mm)
{
    double units = mm * 72.0 / 25.4 * BB_LEN_PER_PT;
    return (bb_len)(units < 0 ? units - 0.5 : units + 0.5);
}

static inline bb_len
bb_len_from_pt(double pt)
{
    double units = pt * BB_LEN_PER_PT;
    return (bb_len)(units < 0 ? units - 0.5 : units + 0.5);
}

static inline double
bb_len_to_pt(bb_len len)
{
    return (double)len / BB_LEN_PER_PT;
}

static inline double
bb_len_to_mm(bb_len len)
{
    return (double)len / BB_LEN_PER_PT * 25.4 / 72.0;
}

/* The smallest multiple of `step` (> 0) not below `len`. */
static inline bb_len
bb_len_ceil(bb_len len, bb_len step)
{
    bb_len rest = len % step;
    if (rest == 0)
        return len;
    return rest > 0 ? len + step - rest : len - rest;
}

static inline bb_len
bb_len_min(bb_len a, bb_len b)
{
    return a < b ? a : b;
}

static inline bb_len
bb_len_max(bb_len a, bb_len b)
{
    return a > b ? a : b;
}

#endif

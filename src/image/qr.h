/* QR codes: a text as black and white modules (ISO/IEC 18004), by libqrencode. */
#ifndef BB_IMAGE_QR_H
#define BB_IMAGE_QR_H

#include "base/arena.h"

enum bb_qr_level { BB_QR_L, BB_QR_M, BB_QR_Q, BB_QR_H }; /* of error correction: 7 to 30 % */

/* Quiet zone on each side, in modules. */
#define BB_QR_QUIET 4

struct bb_qr {
    int side;    /* modules, without the quiet zone */
    bool *black; /* side x side, row by row */
};

/* Corners of the black areas as closed loops: black lies on the right hand of one who walks along
 * them, so that either rule of filling does. */
struct bb_qr_corner {
    int x, y;    /* in modules, from the symbol's top left */
    bool starts; /* a loop */
};

/* The smallest symbol that holds the text, not empty, as UTF-8; false where none does. */
bool bb_qr_encode(
    struct bb_arena *arena, struct bb_str text, enum bb_qr_level level, struct bb_qr *qr);

/* The outlines of the symbol; returns the number of corners. */
size_t bb_qr_trace(struct bb_arena *arena, const struct bb_qr *qr, struct bb_qr_corner **corners);

#endif

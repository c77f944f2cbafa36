/* Glyphs that stand for a text by themselves, looked up in a display list. Private to the backends.
 */
#ifndef BB_BACKEND_LONE_GLYPH_H
#define BB_BACKEND_LONE_GLYPH_H

#include "display/display.h"

/* The text lives as long as the arena it was found with, and the display list. */
struct bb_lone_glyph {
    const struct bb_run *run;
    uint32_t id;
    struct bb_str text;
};

/* The glyph that is the blank wherever `face` is used; 0: nowhere. */
uint32_t bb_lone_glyph_find_blank(
    struct bb_arena *arena, const struct bb_display *display, uint32_t face);

/* The first glyph that paints something; `found` stays as it was where there is none. */
void bb_lone_glyph_find_painted(
    struct bb_arena *arena, const struct bb_display *display, struct bb_lone_glyph *found);

#endif

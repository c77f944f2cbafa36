/* What Cairo writes into PostScript and SVG files beside the pages, put right. Private to
 * be_cairo. */
#ifndef BB_BACKEND_SETTLE_H
#define BB_BACKEND_SETTLE_H

#include "display/display.h"

/* Appends the file that Cairo wrote, with the document's date and its page labels. */
void bb_settle_ps(const struct bb_display *display, struct bb_str ps, struct bb_buf *out);

/* Appends the file with its ids counted from the file's own start. `arena` is for the while. */
void bb_settle_svg(struct bb_arena *arena, struct bb_str svg, struct bb_buf *out);

#endif

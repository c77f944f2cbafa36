/* Layout: the tree of blocks becomes pages of a display list.
 *
 * Concept. Every block is turned into atoms: lines, spaces, rules, groups of lists side by side.
 * An atom knows its height, whether a page may break before it, and what to paint. Pages are filled
 * with atoms in order, breaking at the last place that is allowed; a table says what stands at the
 * foot and the head where it breaks. Structure elements are made while building, in reading order;
 * marks are made while painting. Page numbers that are shown before they are known (contents,
 * references) have reserved room and are filled in at the end, so that one pass settles them. */
#ifndef BB_LAYOUT_LAYOUT_H
#define BB_LAYOUT_LAYOUT_H

#include "base/limits.h"
#include "compose/compose.h"
#include "display/display.h"
#include "image/image.h"
#include "text/text.h"

/* Lays out `composed` by `layout` into `out` (initialised, in the same arena). Lengths are of the
 * page: origin top left, y down. The metadata is left to the caller. BB_INVALID after reporting
 * where a limit is passed. */
enum bb_status bb_layout_document(const struct bb_template *layout,
    const struct bb_composed *composed, struct bb_text *text, struct bb_images *images,
    const struct bb_limits *limits, struct bb_diag *diag, struct bb_display *out);

#endif

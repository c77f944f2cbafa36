/* Clusters of a run: which glyphs stand for which text. Private to the backends. */
#ifndef BB_BACKEND_CLUSTER_H
#define BB_BACKEND_CLUSTER_H

#include "display/display.h"

struct bb_cluster {
    uint32_t glyph;     /* its first glyph, in the run's visual order */
    uint32_t nglyphs;   /* at least 1 */
    struct bb_str text; /* what a reader should get back; may be empty */
};

/* The clusters of `run` in visual order, as its glyphs are: PDF shows right-to-left text so, and
 * readers turn it around. Together they hold every glyph once and the whole text, without the
 * characters that only steer line breaking (U+200B, U+2060, U+FEFF) and with plain blanks for
 * U+00A0, so that the glyph they share stands for one text. They live in `arena` and borrow from
 * the run. */
size_t bb_cluster_split(
    struct bb_arena *arena, const struct bb_run *run, struct bb_cluster **clusters);

/* The character that glyph `k` of a cluster of several stands for by itself, -1 where it cannot be
 * told. For readers that pass over ActualText. */
int32_t bb_cluster_part(const struct bb_cluster *cluster, uint32_t k);

/* Whether the text is nothing but blanks, which paint nothing. */
bool bb_cluster_is_blank(struct bb_str text);

#endif

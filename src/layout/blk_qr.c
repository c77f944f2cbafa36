/* QR codes: one path a symbol. */
#include "image/qr.h"
#include "layout/atom.h"

/* Where the edge before module `at` stands: rounded for itself, so that nothing adds up. */
static bb_len
place(bb_len size, int side, int at)
{
    return (bb_len)((int64_t)size * (BB_QR_QUIET + at) / (side + 2 * BB_QR_QUIET));
}

static struct bb_path
make_path(struct bb_layout *layout, const struct bb_qr *qr, bb_len size)
{
    struct bb_qr_corner *corners;
    size_t ncorners = bb_qr_trace(layout->passage, qr, &corners), len = 0;
    /* A loop has at least four corners, and one segment more that closes it. */
    struct bb_path_segment *segments =
        BB_NEW_ARRAY(layout->passage, struct bb_path_segment, ncorners + ncorners / 4);
    for (size_t i = 0; i < ncorners; i++) {
        segments[len++] =
            (struct bb_path_segment){.op = corners[i].starts ? BB_PATH_MOVE : BB_PATH_LINE,
                .x = {place(size, qr->side, corners[i].x)},
                .y = {place(size, qr->side, corners[i].y)}};
        if (i + 1 == ncorners || corners[i + 1].starts)
            segments[len++] = (struct bb_path_segment){.op = BB_PATH_CLOSE};
    }
    return (struct bb_path){.segments = segments, .len = len, .fill = true};
}

void
bb_build_qr(struct bb_layout *layout, const struct bb_block *block)
{
    const struct bb_block_template *from = block->from;
    struct bb_str text = bb_inlines_text(layout->arena, &block->inlines);
    bool worded = bb_inlines_text(layout->arena, &block->alt).len > 0;
    bb_len size = bb_len_min(from->as.qr.size, layout->width);
    struct bb_qr qr;
    if (!bb_qr_encode(layout->passage, text, (enum bb_qr_level)from->as.qr.level, &qr)) {
        bb_report(layout->diag, BB_D_QR_TOO_LONG, bb_inlines_span(&block->inlines),
            bb_arena_printf(layout->arena, "%zu", text.len).ptr);
        return;
    }
    struct bb_figure figure = {.width = size, .height = size, .path = make_path(layout, &qr, size)};
    figure.path.fill_color = bb_ink_color(&from->as.qr.ink, block->hue);
    bb_build_figure(layout, block, figure, worded ? &block->alt : &block->inlines);
}

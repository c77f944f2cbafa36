/* Drawings: lines, bars and dots that stretch with the row they stand in; bars beside the text.
 *
 * A row's height is known only when all its cells are set, and changes where it is taken apart over
 * pages. Levels therefore name a share of the height, and become places when the row is painted.
 * Shapes of an element are marked with it; guides are artifacts. */
#include "layout/atom.h"

static const struct bb_color paper = {255, 255, 255};

struct bb_drawing *
bb_drawing_create(struct bb_layout *layout, bb_len x, struct bb_tag *tag)
{
    struct bb_drawing *drawing = BB_NEW(layout->passage, struct bb_drawing);
    drawing->x = x;
    drawing->tag = tag;
    return drawing;
}

void
bb_drawing_add(struct bb_layout *layout, struct bb_drawing *drawing, struct bb_shape shape)
{
    drawing->shapes = bb_vec_grow(
        layout->passage, drawing->shapes, drawing->nshapes, &drawing->cap, sizeof *drawing->shapes);
    drawing->shapes[drawing->nshapes++] = shape;
}

/* --- routes ----------------------------------------------------------------------------------- */

void
bb_drawing_add_piece(struct bb_layout *layout, struct bb_drawing *drawing,
    const struct bb_route_ink *ink, const struct bb_route_piece *piece, struct bb_level from,
    struct bb_level to)
{
    struct bb_shape shape = {.kind = BB_SHAPE_LINE,
        .x = ink->tracks[piece->from],
        .to_x = ink->tracks[piece->to],
        .y = from,
        .to_y = to,
        .thickness = ink->look->line,
        .color = ink->color};
    if (piece->from == piece->to && !piece->home) {
        shape.kind = BB_SHAPE_BAR;
        shape.x -= ink->look->bar / 2;
        shape.to_x = shape.x + ink->look->bar;
        shape.color = piece->color;
    }
    bb_drawing_add(layout, drawing, shape);
}

void
bb_drawing_add_dot(struct bb_layout *layout, struct bb_drawing *drawing,
    const struct bb_route_ink *ink, size_t stop, struct bb_level at, bool filled)
{
    bb_drawing_add(layout, drawing,
        (struct bb_shape){.kind = BB_SHAPE_DOT,
            .x = ink->tracks[stop],
            .to_x = ink->look->dot,
            .y = at,
            .thickness = ink->look->line,
            .color = ink->color,
            .fill = filled ? ink->color : paper});
}

/* --- painting --------------------------------------------------------------------------------- */

static bb_len
place(struct bb_level level, bb_len height)
{
    return level.at + (bb_len)((int64_t)height * level.share / BB_ROUTE_ROW);
}

static struct bb_path_segment
segment(enum bb_path_op op, bb_len x, bb_len y)
{
    return (struct bb_path_segment){op, {x}, {y}};
}

static struct bb_path
line_path(struct bb_layout *layout, const struct bb_shape *shape, bb_len x, bb_len y, bb_len height)
{
    struct bb_path_segment *out = BB_NEW_ARRAY(layout->arena, struct bb_path_segment, 2);
    out[0] = segment(BB_PATH_MOVE, x + shape->x, y + place(shape->y, height));
    out[1] = segment(BB_PATH_LINE, x + shape->to_x, y + place(shape->to_y, height));
    return (struct bb_path){.segments = out,
        .len = 2,
        .stroke = true,
        .stroke_color = shape->color,
        .stroke_width = shape->thickness};
}

static struct bb_path
bar_path(struct bb_layout *layout, const struct bb_shape *shape, bb_len x, bb_len y, bb_len height)
{
    struct bb_path_segment *out = BB_NEW_ARRAY(layout->arena, struct bb_path_segment, 5);
    bb_len top = y + place(shape->y, height), bottom = y + place(shape->to_y, height);
    out[0] = segment(BB_PATH_MOVE, x + shape->x, top);
    out[1] = segment(BB_PATH_LINE, x + shape->to_x, top);
    out[2] = segment(BB_PATH_LINE, x + shape->to_x, bottom);
    out[3] = segment(BB_PATH_LINE, x + shape->x, bottom);
    out[4] = (struct bb_path_segment){.op = BB_PATH_CLOSE};
    return (struct bb_path){.segments = out, .len = 5, .fill = true, .fill_color = shape->color};
}

/* Four Bezier curves; 0.5523 of the radius makes a quarter of a circle within 0.03 %. */
static struct bb_path
dot_path(struct bb_layout *layout, const struct bb_shape *shape, bb_len x, bb_len y, bb_len height)
{
    struct bb_path_segment *out = BB_NEW_ARRAY(layout->arena, struct bb_path_segment, 6);
    bb_len r = shape->to_x, k = (bb_len)((int64_t)r * 5523 / 10000);
    x += shape->x;
    y += place(shape->y, height);
    out[0] = segment(BB_PATH_MOVE, x + r, y);
    out[1] = (struct bb_path_segment){BB_PATH_CURVE, {x + r, x + k, x}, {y + k, y + r, y + r}};
    out[2] = (struct bb_path_segment){BB_PATH_CURVE, {x - k, x - r, x - r}, {y + r, y + k, y}};
    out[3] = (struct bb_path_segment){BB_PATH_CURVE, {x - r, x - k, x}, {y - k, y - r, y - r}};
    out[4] = (struct bb_path_segment){BB_PATH_CURVE, {x + k, x + r, x + r}, {y - r, y - k, y}};
    out[5] = (struct bb_path_segment){.op = BB_PATH_CLOSE};
    return (struct bb_path){.segments = out,
        .len = 6,
        .fill = true,
        .fill_color = shape->fill,
        .stroke = shape->thickness > 0,
        .stroke_color = shape->color,
        .stroke_width = shape->thickness};
}

static void
add_path(struct bb_layout *layout, struct bb_path path)
{
    bb_page_add(layout->out, layout->page, (struct bb_item){.kind = BB_ITEM_PATH, .as.path = path});
}

/* All in one path, the dots at the same places of the page in every row. */
static void
paint_guides(
    struct bb_layout *layout, const struct bb_drawing *drawing, bb_len x, bb_len y, bb_len height)
{
    bb_len pitch = drawing->guide.thickness + drawing->guide_gap;
    if (drawing->nguides == 0 || drawing->guide.thickness <= 0)
        return;
    bb_len top = bb_len_ceil(y, pitch);
    if (top >= y + height)
        return;
    struct bb_path_segment *out =
        BB_NEW_ARRAY(layout->arena, struct bb_path_segment, 2 * drawing->nguides);
    for (size_t i = 0; i < drawing->nguides; i++) {
        out[2 * i] = segment(BB_PATH_MOVE, x + drawing->guides[i], top);
        out[2 * i + 1] = segment(BB_PATH_LINE, x + drawing->guides[i], y + height);
    }
    bb_paint_close(layout);
    add_path(layout,
        (struct bb_path){.segments = out,
            .len = 2 * drawing->nguides,
            .stroke = true,
            .stroke_color = drawing->guide.color,
            .stroke_width = drawing->guide.thickness,
            .dash_on = drawing->guide.thickness,
            .dash_off = drawing->guide_gap});
}

static void
paint_shape(
    struct bb_layout *layout, const struct bb_shape *shape, bb_len x, bb_len y, bb_len height)
{
    switch (shape->kind) {
    case BB_SHAPE_LINE:
        if (shape->thickness > 0)
            add_path(layout, line_path(layout, shape, x, y, height));
        break;
    case BB_SHAPE_BAR:
        add_path(layout, bar_path(layout, shape, x, y, height));
        break;
    case BB_SHAPE_DOT:
        if (shape->to_x > 0)
            add_path(layout, dot_path(layout, shape, x, y, height));
        break;
    }
}

void
bb_paint_drawing(
    struct bb_layout *layout, const struct bb_drawing *drawing, bb_len x, bb_len y, bb_len height)
{
    if (layout->measuring)
        return;
    for (; drawing; drawing = drawing->next) {
        paint_guides(layout, drawing, x + drawing->x, y, height);
        if (drawing->tag && drawing->nshapes > 0)
            bb_paint_mark(layout, drawing->tag);
        else
            bb_paint_close(layout);
        for (size_t i = 0; i < drawing->nshapes; i++)
            paint_shape(layout, &drawing->shapes[i], x + drawing->x, y, height);
    }
}

/* --- bars beside the text --------------------------------------------------------------------- */

const struct bb_side_bar *
bb_bar_create(struct bb_layout *layout, const struct bb_bar_template *from, struct bb_color hue)
{
    struct bb_side_bar *bar = BB_NEW(layout->passage, struct bb_side_bar);
    *bar = (struct bb_side_bar){from, layout->x - from->offset, bb_ink_color(&from->ink, hue)};
    return bar;
}

void
bb_paint_bar(
    struct bb_layout *layout, const struct bb_side_bar *bar, bb_len x, bb_len y, bb_len height)
{
    if (bar != layout->bar.from) {
        bb_paint_end_bar(layout);
        layout->bar.from = bar;
        layout->bar.x = x + bar->x;
        layout->bar.top = y;
    }
    layout->bar.bottom = y + height;
}

void
bb_paint_end_bar(struct bb_layout *layout)
{
    const struct bb_side_bar *bar = layout->bar.from;
    if (!bar)
        return;
    bb_len inset = bar->from->inset;
    layout->bar.from = NULL;
    if (layout->bar.bottom - layout->bar.top > 2 * inset)
        bb_paint_stroke(layout, layout->bar.x, layout->bar.top + inset, layout->bar.x,
            layout->bar.bottom - inset, (struct bb_rule_look){bar->from->width, bar->color});
}

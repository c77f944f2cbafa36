/* The route of a trip as one picture: days from top to bottom, stops from west to east.
 *
 * All of it is one Figure: its text in words says what the lines show, day by day, and dates and
 * names are in that text. Marking them as paragraphs beside the figure was the alternative; they
 * would be read twice, and as a list of words without the lines they belong to.
 *
 * Names stand right of their bars. Where a line, another name or the page's edge is in the way,
 * other places beside the bar are tried, in an order that prefers the middle of a row, then places
 * clear of the rules. Where none is free the other forms of the name are left out, and at last the
 * name: the text in words still has it. Should the names of the easternmost stop not fit before the
 * edge, all tracks move closer together first. */
#include "layout/atom.h"

struct frame {
    bb_len left, top, right, bottom;
};

struct line {
    bb_len x, y, to_x, to_y;
};

struct picture {
    struct bb_layout *layout;
    const struct bb_block *block;
    const struct bb_route *route;
    const struct bb_route_template *from;
    struct bb_route_ink ink;
    bb_len row;        /* height of a row */
    bb_len main, room; /* left edge and width of the main column */
    bb_len *tracks;    /* from the left edge of the block */
    struct bb_group *group;
    struct bb_tag *tag;
    bb_len *label_ends;            /* right edge of each row's label */
    BB_VEC(struct frame) occupied; /* bars, dots and names */
    BB_VEC(struct line) lines;     /* moves */
};

static const struct bb_style *
style_or_first(const struct picture *picture, const struct bb_style *style)
{
    return style ? style : &picture->layout->layout->styles[0];
}

static bb_len
level(const struct picture *picture, int at)
{
    return (bb_len)((int64_t)picture->row * at / BB_ROUTE_ROW);
}

/* --- tracks ----------------------------------------------------------------------------------- */

static bb_len
name_width(const struct picture *picture, size_t stop)
{
    const struct bb_inlines *name = &picture->route->stops[stop].name;
    if (name->len == 0)
        return 0;
    return bb_inlines_width(
        picture->layout, name, style_or_first(picture, picture->from->name_style));
}

/* The layout's places where it gives as many as there are stops, else evenly spread from its first
 * to its last. */
static void
spread_tracks(struct picture *picture)
{
    const struct bb_route_template *from = picture->from;
    size_t count = picture->route->nstops;
    bb_len first = from->ntracks > 0 ? from->tracks[0] : 0;
    bb_len last = from->ntracks > 0 ? from->tracks[from->ntracks - 1] : picture->room;
    for (size_t i = 0; i < count; i++) {
        int64_t across = (int64_t)(last - first) * (int64_t)i;
        picture->tracks[i] = from->ntracks == count ? from->tracks[i]
            : count > 1 ? first + (bb_len)(across / (int64_t)(count - 1))
                        : last;
    }
}

static void
measure_labels(struct picture *picture)
{
    const struct bb_style *style = style_or_first(picture, picture->from->label_style);
    picture->label_ends = BB_NEW_ARRAY(picture->layout->passage, bb_len, picture->route->nrows);
    for (size_t i = 0; i < picture->route->nrows; i++)
        picture->label_ends[i] =
            bb_inlines_width(picture->layout, &picture->route->rows[i].label, style);
}

/* The least place of the first track. Where the trip starts or ends there its lines lie to the
 * right, and the name has to find room to the left, beside the labels. */
static bb_len
least_track(const struct picture *picture)
{
    const struct bb_route *route = picture->route;
    bb_len end = 0;
    if (route->pieces[0].from != 0 && route->pieces[route->npieces - 1].to != 0)
        return 0;
    for (size_t i = 0; i < route->nrows; i++)
        end = bb_len_max(end, picture->label_ends[i]);
    end += picture->from->gap + name_width(picture, 0) + picture->from->name_gap + BB_PT(2);
    return bb_len_min(end - picture->main, picture->room / 2);
}

/* Closer together where the names of the first or last track would not fit beside them, or the last
 * track itself not into the column. */
static void
place_tracks(struct picture *picture)
{
    size_t count = picture->route->nstops;
    picture->tracks = BB_NEW_ARRAY(picture->layout->passage, bb_len, count);
    spread_tracks(picture);
    bb_len origin = picture->tracks[0], last = picture->tracks[count - 1];
    bb_len first = bb_len_min(bb_len_max(origin, least_track(picture)), picture->room);
    bb_len most = picture->room - picture->from->name_gap - name_width(picture, count - 1);
    most = most <= first ? picture->room : bb_len_min(most, bb_len_max(last, first));
    for (size_t i = 0; i < count; i++) {
        int64_t across = picture->tracks[i] - origin;
        if (last > origin)
            across = across * (most - first) / (last - origin);
        picture->tracks[i] = picture->main + first + (bb_len)across;
    }
}

/* --- the drawing ------------------------------------------------------------------------------ */

static struct bb_child *
add_child(struct picture *picture)
{
    return &picture->group->children[picture->group->nchildren++];
}

static void
draw_rules(struct picture *picture)
{
    struct bb_drawing *rules = bb_drawing_create(picture->layout, 0, NULL);
    for (size_t i = 0; i <= picture->route->nrows; i++) {
        struct bb_level at = {picture->row * (bb_len)i, 0};
        bb_drawing_add(picture->layout, rules,
            (struct bb_shape){.kind = BB_SHAPE_LINE,
                .to_x = picture->layout->width,
                .y = at,
                .to_y = at,
                .thickness = picture->from->rule,
                .color = picture->ink.color});
    }
    add_child(picture)->drawing = rules;
}

static void
occupy(struct picture *picture, bb_len x, bb_len beside, bb_len top, bb_len bottom)
{
    BB_VEC_PUSH(picture->layout->passage, &picture->occupied,
        (struct frame){x - beside, top, x + beside, bottom});
}

static void
add_piece(struct picture *picture, struct bb_drawing *drawing, const struct bb_route_piece *piece)
{
    bb_len top = level(picture, piece->start), bottom = level(picture, piece->end);
    bb_len from = picture->tracks[piece->from], to = picture->tracks[piece->to];
    bb_drawing_add_piece(picture->layout, drawing, &picture->ink, piece, (struct bb_level){top, 0},
        (struct bb_level){bottom, 0});
    if (piece->from == piece->to)
        occupy(picture, from, picture->from->look.bar / 2, top, bottom);
    else
        BB_VEC_PUSH(
            picture->layout->passage, &picture->lines, (struct line){from, top, to, bottom});
}

static void
add_dot(struct picture *picture, struct bb_drawing *drawing, size_t stop, int at, bool filled)
{
    bb_len y = level(picture, at), radius = picture->from->look.dot;
    bb_drawing_add_dot(
        picture->layout, drawing, &picture->ink, stop, (struct bb_level){y, 0}, filled);
    occupy(picture, picture->tracks[stop], radius, y - radius, y + radius);
}

/* Moves first, so that bars and dots lie over their ends. */
static void
draw_way(struct picture *picture)
{
    const struct bb_route *route = picture->route;
    struct bb_drawing *drawing = bb_drawing_create(picture->layout, 0, picture->tag);
    for (int stays = 0; stays < 2; stays++)
        for (size_t i = 0; i < route->npieces; i++)
            if ((route->pieces[i].from == route->pieces[i].to) == stays)
                add_piece(picture, drawing, &route->pieces[i]);
    const struct bb_route_piece *last = &route->pieces[route->npieces - 1];
    add_dot(picture, drawing, route->pieces[0].from, route->pieces[0].start, false);
    add_dot(picture, drawing, last->to, last->end, true);
    add_child(picture)->drawing = drawing;
}

/* --- text ------------------------------------------------------------------------------------- */

/* One line of text whose middle is at `middle`. */
static void
add_text(struct picture *picture, const struct bb_inlines *inlines, const struct bb_style *style,
    bb_len x, bb_len middle, bb_len width)
{
    struct bb_layout *layout = picture->layout;
    struct bb_child *child = add_child(picture);
    struct bb_setting setting = {
        .style = style, .language = layout->composed->language, .tag = picture->tag};
    struct bb_column_state state = bb_column_enter(layout, &child->list, width + BB_PT(1));
    child->x = x;
    child->y = middle - bb_scaled_style(layout, style)->leading / 2;
    bb_build_lines(layout, bb_inlines_end_with_space(layout, inlines), &setting);
    bb_column_leave(layout, state);
}

static void
set_labels(struct picture *picture)
{
    const struct bb_style *style = style_or_first(picture, picture->from->label_style);
    for (size_t i = 0; i < picture->route->nrows; i++) {
        const struct bb_inlines *label = &picture->route->rows[i].label;
        bb_len middle = picture->row * (bb_len)i + picture->row / 2;
        add_text(picture, label, style, 0, middle, picture->from->label_width);
    }
}

/* --- names ------------------------------------------------------------------------------------ */

/* A name and where it could stand: beside a bar or dot, in a stretch of the picture's height. */
struct name {
    size_t stop;
    bb_len top, bottom; /* of the stay, or of the row of a dot */
    struct bb_inlines inlines;
    const struct bb_style *style;
    bb_len size, width;
};

/* The room that letters take around the middle of their line, in 1/1000 of the size: from the tops
 * of Hangul and ascenders down to the descenders. */
enum { ABOVE_MIDDLE = 480, BELOW_MIDDLE = 580 };

static struct frame
frame_of(const struct name *name, bb_len x, bb_len middle)
{
    bb_len size = name->size;
    return (struct frame){x, middle - (bb_len)((int64_t)size * ABOVE_MIDDLE / 1000),
        x + name->width, middle + (bb_len)((int64_t)size * BELOW_MIDDLE / 1000)};
}

static bool
frames_meet(const struct frame *a, const struct frame *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

/* Whether a line runs through a frame: the part of it between the frame's sides does. Lines go from
 * top to bottom, in rows of a point by less than a unit. */
static bool
line_meets(const struct line *line, const struct frame *frame)
{
    if (line->to_y <= frame->top || line->y >= frame->bottom)
        return false;
    int64_t height = bb_len_max(line->to_y - line->y, 1), run = line->to_x - line->x;
    bb_len top = bb_len_max(line->y, frame->top), bottom = bb_len_min(line->to_y, frame->bottom);
    bb_len x = line->x + (bb_len)(run * (top - line->y) / height);
    bb_len to_x = line->x + (bb_len)(run * (bottom - line->y) / height);
    return bb_len_min(x, to_x) < frame->right && bb_len_max(x, to_x) > frame->left;
}

static bool
meets_labels(const struct picture *picture, const struct frame *frame)
{
    for (size_t i = 0; i < picture->route->nrows; i++) {
        bb_len top = picture->row * (bb_len)i, bottom = top + picture->row;
        if (frame->top < bottom && frame->bottom > top
            && frame->left < picture->label_ends[i] + picture->from->gap)
            return true;
    }
    return false;
}

static bool
is_free(const struct picture *picture, struct frame frame)
{
    const bb_len clear = BB_PT(1);
    frame = (struct frame){
        frame.left - clear, frame.top - clear, frame.right + clear, frame.bottom + clear};
    if (frame.right > picture->layout->width + clear || meets_labels(picture, &frame))
        return false;
    for (size_t i = 0; i < picture->occupied.len; i++)
        if (frames_meet(&picture->occupied.at[i], &frame))
            return false;
    for (size_t i = 0; i < picture->lines.len; i++)
        if (line_meets(&picture->lines.at[i], &frame))
            return false;
    return true;
}

/* Whether no rule runs through it; none does at the picture's own edges. */
static bool
is_between_rules(const struct picture *picture, const struct frame *frame)
{
    return frame->top >= 0 && frame->bottom <= picture->row * (bb_len)picture->route->nrows
        && frame->top / picture->row == (frame->bottom - 1) / picture->row;
}

static bool
try_place(const struct picture *picture, const struct name *name, bb_len middle, bool ruled,
    struct frame *found)
{
    bb_len track = picture->tracks[name->stop], gap = picture->from->name_gap;
    for (int side = 0; side < 2; side++) {
        *found = frame_of(name, side == 0 ? track + gap : track - gap - name->width, middle);
        if ((ruled || is_between_rules(picture, found)) && is_free(picture, *found))
            return true;
    }
    return false;
}

/* The middle of each row of the stay, from the first, then of the stay's share of it, then its
 * ends. */
static bool
try_rows(const struct picture *picture, const struct name *name, bool ruled, bb_len *middle,
    struct frame *found)
{
    for (bb_len top = name->top / picture->row * picture->row; top < name->bottom;
         top += picture->row) {
        bb_len from = bb_len_max(top, name->top);
        bb_len to = bb_len_min(top + picture->row, name->bottom);
        bb_len half = name->size / 2;
        bool whole = to - from == picture->row;
        bb_len places[] = {whole ? top + picture->row / 2 : from + (to - from) / 2,
            top + picture->row / 2, to - half, from + half, to + half, from - half};
        for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
            *middle = places[i];
            if (try_place(picture, name, *middle, ruled, found))
                return true;
        }
    }
    return false;
}

/* Only what stands before the first gap: the name without its other forms. */
static void
shorten(const struct picture *picture, struct name *name)
{
    size_t len = 0;
    while (len < name->inlines.len && name->inlines.at[len].kind != BB_INLINE_GAP)
        len++;
    name->inlines.len = len;
    name->width = bb_inlines_width(picture->layout, &name->inlines, name->style);
}

static void
set_name(struct picture *picture, size_t stop, bb_len top, bb_len bottom)
{
    const struct bb_style *style = style_or_first(picture, picture->from->name_style);
    struct name name = {.stop = stop,
        .top = top,
        .bottom = bottom,
        .inlines = picture->route->stops[stop].name,
        .style = style,
        .size = bb_scaled_style(picture->layout, style)->size,
        .width = name_width(picture, stop)};
    struct frame frame;
    bb_len middle;
    for (int trial = 0; name.inlines.len > 0 && trial < 4; trial++) {
        if (trial == 2)
            shorten(picture, &name);
        if (!try_rows(picture, &name, trial % 2 == 1, &middle, &frame))
            continue;
        add_text(picture, &name.inlines, style, frame.left, middle, name.width);
        BB_VEC_PUSH(picture->layout->passage, &picture->occupied, frame);
        return;
    }
}

/* Each stay has its name; so have start and end, one between them where they share a row. */
static void
set_names(struct picture *picture)
{
    const struct bb_route *route = picture->route;
    const struct bb_route_piece *first = &route->pieces[0];
    const struct bb_route_piece *last = &route->pieces[route->npieces - 1];
    for (size_t i = 0; i < route->npieces; i++)
        if (route->pieces[i].from == route->pieces[i].to)
            set_name(picture, route->pieces[i].from, level(picture, route->pieces[i].start),
                level(picture, route->pieces[i].end));
    bb_len top = level(picture, first->start), end = level(picture, last->end);
    if (first->from != first->to)
        set_name(picture, first->from, top, top + picture->row);
    if (last->from != last->to && (last->to != first->from || end - top > picture->row))
        set_name(picture, last->to, end - picture->row, end);
}

/* --- the block -------------------------------------------------------------------------------- */

/* As high as the layout allows at most, in whole points. */
static bb_len
row_height(const struct bb_route *route)
{
    bb_len fitting = route->from->height / (bb_len)route->nrows / BB_PT(1) * BB_PT(1);
    return bb_len_min(route->from->row, bb_len_max(fitting, route->from->row_least));
}

void
bb_build_route(struct bb_layout *layout, const struct bb_block *block)
{
    const struct bb_route *route = block->route;
    struct picture picture = {.layout = layout,
        .block = block,
        .route = route,
        .from = route->from,
        .row = row_height(route),
        .room = bb_room(layout, block, layout->width - route->from->label_width - route->from->gap),
        .group = BB_NEW(layout->passage, struct bb_group),
        .tag = bb_display_add_tag(layout->out, layout->parent, BB_ROLE_FIGURE)};
    picture.main = layout->width - picture.room;
    picture.tag->alt = route->alt.ptr;
    picture.group->width = layout->width;
    picture.group->children =
        BB_NEW_ARRAY(layout->passage, struct bb_child, 4 + route->nrows + route->npieces);
    measure_labels(&picture);
    place_tracks(&picture);
    picture.ink = (struct bb_route_ink){&route->from->look, picture.tracks,
        bb_ink_color(&layout->layout->styles[0].ink, block->hue)};
    draw_rules(&picture);
    draw_way(&picture);
    set_labels(&picture);
    set_names(&picture);
    bb_len height = picture.row * (bb_len)route->nrows;
    bb_atom_push(layout,
        (struct bb_atom){.kind = BB_ATOM_GROUP, .height = height, .as.group = picture.group});
    bb_atom_to_grid(layout, height);
}

/* Columns of tables that draw: the route of a trip, one track a stop; the spine of a timeline.
 *
 * A row's drawing covers the row from its upper to its lower edge, so that rows join whatever
 * heights they have: what a row passes through is drawn over its padding too, a move only beside
 * the text. Space and group rows between two rows show what both share. */
#include "layout/atom.h"

struct bb_drawn_column {
    const struct bb_draw_template *from;
    const struct bb_table_template *table;
    const struct bb_route *route; /* NULL: a spine */
    struct bb_color ink, hue;
    bb_len x, width;
    bb_len *tracks;
    bool crowded; /* the tracks are closer together than the layout's least */
    size_t nrows;
};

bb_len
bb_drawn_width(const struct bb_table *table, size_t column)
{
    const struct bb_draw_template *from = table->from->columns[column].draw;
    if (from->kind == BB_DRAW_SPINE)
        return 2 * from->look.dot + from->stroke;
    int64_t width = (int64_t)from->step * (int64_t)table->routes[column]->nstops;
    return width < BB_HEIGHT_MOST ? (bb_len)width : BB_HEIGHT_MOST;
}

/* Each track in the middle of its step; the steps shrink where there are more than fit. */
static void
place_tracks(struct bb_layout *layout, struct bb_drawn_column *column)
{
    size_t count = column->route->nstops;
    bb_len *tracks = BB_NEW_ARRAY(layout->passage, bb_len, count);
    int64_t step = column->from->step;
    if (step * (int64_t)count > column->width)
        step = column->width / (bb_len)count;
    for (size_t i = 0; i < count; i++)
        tracks[i] = (bb_len)(step * (int64_t)i + step / 2);
    column->tracks = tracks;
    column->crowded = step < column->from->step_least;
}

struct bb_drawn_column *
bb_drawn_open(struct bb_layout *layout, const struct bb_block *block, size_t index, bb_len x,
    bb_len width, size_t nrows)
{
    const struct bb_table *table = block->table;
    struct bb_drawn_column *column = BB_NEW(layout->passage, struct bb_drawn_column);
    *column = (struct bb_drawn_column){
        .from = table->from->columns[index].draw,
        .table = table->from,
        .route = table->routes[index],
        .ink = bb_ink_color(&layout->layout->styles[0].ink, block->hue),
        .hue = block->hue,
        .x = x,
        .width = width,
        .nrows = nrows,
    };
    if (column->route)
        place_tracks(layout, column);
    return column;
}

/* --- titles ----------------------------------------------------------------------------------- */

/* Whether these fit over their tracks without touching; `of` gives each stop's. */
static bool
titles_fit(struct bb_layout *layout, const struct bb_drawn_column *column,
    const struct bb_inlines *(*of)(const struct bb_route_stop *stop))
{
    const bb_len between = BB_PT(2);
    bb_len end = -BB_HEIGHT_MOST;
    for (size_t i = 0; i < column->route->nstops; i++) {
        const struct bb_inlines *title = of(&column->route->stops[i]);
        if (title->len == 0)
            continue;
        bb_len half = bb_inlines_width(layout, title, title->at[0].style) / 2;
        if (column->tracks[i] - half < end)
            return false;
        end = column->tracks[i] + half + between;
    }
    return end - between <= column->width;
}

static const struct bb_inlines *
name_of(const struct bb_route_stop *stop)
{
    return &stop->name;
}

static const struct bb_inlines *
number_of(const struct bb_route_stop *stop)
{
    return &stop->number;
}

static const struct bb_inlines *
number_or_home(const struct bb_route_stop *stop)
{
    return stop->home ? &stop->name : &stop->number;
}

/* One title over its track, a list of its own. A space keeps it off the next one where the header
 * is read aloud or copied. */
static void
push_title(struct bb_layout *layout, const struct bb_inlines *title, bb_len track,
    struct bb_tag *tag, bool last)
{
    const struct bb_inline *name = &title->at[0];
    struct bb_inline *spaced = BB_NEW_ARRAY(layout->passage, struct bb_inline, 2);
    struct bb_inlines inlines = {.at = spaced, .len = last ? 1 : 2};
    bb_len width = bb_inlines_width(layout, title, name->style);
    struct bb_list_of_atoms list = {0};
    struct bb_setting setting = {
        .style = name->style, .language = layout->composed->language, .tag = tag};
    spaced[0] = *name;
    spaced[1] = *name;
    spaced[1].text = BB_STR(" ");
    spaced[1].origin = NULL;
    struct bb_column_state state = bb_column_enter(layout, &list, width + BB_PT(1));
    bb_build_lines(layout, &inlines, &setting);
    bb_column_leave(layout, state);
    bb_atom_push(layout,
        (struct bb_atom){
            .kind = BB_ATOM_LABEL, .x = track - width / 2, .as.placed = {.list = list}});
}

/* Names, or the numbers of the cities where names do not fit, or nothing. Crowded tracks have
 * neither, nor guides, which would be a field of dots: the way alone shows its course. */
void
bb_drawn_titles(struct bb_layout *layout, const struct bb_drawn_column *column,
    struct bb_child *child, struct bb_tag *tag)
{
    static const struct bb_inlines *(*const ways[])(const struct bb_route_stop *) = {
        name_of, number_or_home, number_of};
    size_t way = 0;
    if (!column->route || column->crowded)
        return;
    while (way < 3 && !titles_fit(layout, column, ways[way]))
        way++;
    child->x = column->x;
    struct bb_column_state state = bb_column_enter(layout, &child->list, column->width);
    for (size_t i = 0; way < 3 && i < column->route->nstops; i++) {
        const struct bb_inlines *title = ways[way](&column->route->stops[i]);
        if (title->len > 0)
            push_title(layout, title, column->tracks[i], tag, i + 1 == column->route->nstops);
    }
    bb_column_leave(layout, state);
}

/* --- routes ----------------------------------------------------------------------------------- */

/* A row to be drawn: its number, and what is kept free at its ends. */
struct drawn_row {
    size_t number;
    struct bb_ends ends;
};

/* A level of the route in a row: between its free ends, f of the height without them. With a and b
 * free at the ends of height h that is a + f (h - a - b), or f h and a - f (a + b) more. */
static struct bb_level
level_in_row(const struct drawn_row *row, int at)
{
    int share = at - (int)row->number * BB_ROUTE_ROW;
    bb_len ends = row->ends.above + row->ends.below;
    return (struct bb_level){
        row->ends.above - (bb_len)((int64_t)ends * share / BB_ROUTE_ROW), share};
}

/* The first piece that ends below a level. */
static size_t
find_piece(const struct bb_route *route, int at)
{
    size_t low = 0, high = route->npieces;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (route->pieces[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct bb_drawing *
new_drawing(struct bb_layout *layout, const struct bb_drawn_column *column, struct bb_tag *tag)
{
    struct bb_drawing *drawing = bb_drawing_create(layout, column->x, tag);
    if (!column->route || column->crowded)
        return drawing;
    drawing->guides = column->tracks;
    drawing->nguides = column->route->nstops;
    drawing->guide = (struct bb_rule_look){column->from->guide, column->ink};
    drawing->guide_gap = column->from->guide_gap;
    return drawing;
}

static struct bb_route_ink
ink_of(const struct bb_drawn_column *column)
{
    return (struct bb_route_ink){&column->from->look, column->tracks, column->ink};
}

/* The stay that lies across a level, or touches it from below or above; NULL before the start and
 * after the end. */
static const struct bb_route_piece *
stay_across(const struct bb_route *route, int at)
{
    size_t i = find_piece(route, at);
    if (at == 0 || i == route->npieces)
        return NULL;
    const struct bb_route_piece *piece = &route->pieces[i];
    if (piece->from != piece->to && piece->start == at && i > 0)
        piece--;
    return piece->from == piece->to ? piece : NULL;
}

/* What goes through space of any height: guides, and the stay. */
static struct bb_drawing *
draw_between(struct bb_layout *layout, const struct bb_drawn_column *column, int at)
{
    static const struct bb_level top = {0, 0}, bottom = {0, BB_ROUTE_ROW};
    struct bb_drawing *drawing = new_drawing(layout, column, NULL);
    struct bb_route_ink ink = ink_of(column);
    const struct bb_route_piece *stay = stay_across(column->route, at);
    if (stay)
        bb_drawing_add_piece(layout, drawing, &ink, stay, top, bottom);
    return drawing;
}

/* A stay that goes on beyond the row is drawn to its edge, over the padding. */
static void
add_pieces(struct bb_layout *layout, const struct bb_drawn_column *column,
    struct bb_drawing *drawing, const struct drawn_row *row)
{
    const struct bb_route *route = column->route;
    struct bb_route_ink ink = ink_of(column);
    int top = (int)row->number * BB_ROUTE_ROW, bottom = top + BB_ROUTE_ROW;
    const struct bb_route_piece *above = stay_across(route, top);
    const struct bb_route_piece *below = stay_across(route, bottom);
    const struct bb_level edges[2] = {{0, 0}, {0, BB_ROUTE_ROW}};
    size_t first = find_piece(route, top), last = first;
    while (last < route->npieces && route->pieces[last].start < bottom)
        last++;
    if (above && (first == last || above != &route->pieces[first]))
        bb_drawing_add_piece(layout, drawing, &ink, above, edges[0], level_in_row(row, top));
    for (size_t i = first; i < last; i++) {
        const struct bb_route_piece *piece = &route->pieces[i];
        struct bb_level from =
            piece == above ? edges[0] : level_in_row(row, piece->start > top ? piece->start : top);
        struct bb_level to = piece == below
            ? edges[1]
            : level_in_row(row, piece->end < bottom ? piece->end : bottom);
        bb_drawing_add_piece(layout, drawing, &ink, piece, from, to);
    }
    if (below && (first == last || below != &route->pieces[last - 1]))
        bb_drawing_add_piece(layout, drawing, &ink, below, level_in_row(row, bottom), edges[1]);
}

static void
add_ends(struct bb_layout *layout, const struct bb_drawn_column *column, struct bb_drawing *drawing,
    const struct drawn_row *row)
{
    const struct bb_route *route = column->route;
    struct bb_route_ink ink = ink_of(column);
    if (row->number == 0 && route->npieces > 0)
        bb_drawing_add_dot(layout, drawing, &ink, route->pieces[0].from,
            level_in_row(row, route->pieces[0].start), false);
    if (row->number + 1 == route->nrows && route->npieces > 0) {
        const struct bb_route_piece *last = &route->pieces[route->npieces - 1];
        bb_drawing_add_dot(layout, drawing, &ink, last->to, level_in_row(row, last->end), true);
    }
}

static struct bb_tag *
figure_tag(struct bb_layout *layout, struct bb_str alt, struct bb_tag *parent)
{
    struct bb_tag *tag = bb_display_add_tag(layout->out, parent, BB_ROLE_FIGURE);
    tag->alt = alt.ptr;
    return tag;
}

static struct bb_drawing *
draw_route_row(struct bb_layout *layout, const struct bb_drawn_column *column,
    const struct drawn_row *row, struct bb_tag *parent)
{
    struct bb_str places = column->route->rows[row->number].places;
    struct bb_tag *tag = parent && places.len > 0 ? figure_tag(layout, places, parent) : NULL;
    struct bb_drawing *drawing = new_drawing(layout, column, tag);
    add_pieces(layout, column, drawing, row);
    add_ends(layout, column, drawing, row);
    int top = (int)row->number * BB_ROUTE_ROW;
    drawing->before = draw_between(layout, column, top);
    struct bb_drawing *rest = draw_between(layout, column, top + BB_ROUTE_ROW);
    rest->before = drawing->rest = rest;
    return drawing;
}

/* --- spines ----------------------------------------------------------------------------------- */

static struct bb_drawing *
draw_spine(struct bb_layout *layout, const struct bb_drawn_column *column, struct bb_level from,
    struct bb_level to)
{
    struct bb_drawing *drawing = new_drawing(layout, column, NULL);
    bb_len x = column->from->look.dot + column->from->stroke / 2;
    bb_drawing_add(layout, drawing,
        (struct bb_shape){.kind = BB_SHAPE_LINE,
            .x = x,
            .to_x = x,
            .y = from,
            .to_y = to,
            .thickness = column->from->look.line,
            .color = column->ink});
    return drawing;
}

/* The dot stands in the middle of the letters of the row's first line. */
static struct bb_level
dot_level(const struct bb_layout *layout, const struct bb_drawn_column *column,
    const struct bb_style *style, const struct drawn_row *row)
{
    style = bb_scaled_style(layout, style);
    bb_len baseline = (bb_len)((int64_t)style->leading * layout->layout->page.baseline / 1000);
    bb_len rise = (bb_len)((int64_t)style->size * column->from->rise / 1000);
    return (struct bb_level){row->ends.above + baseline - rise, 0};
}

static struct bb_drawing *
draw_spine_row(struct bb_layout *layout, const struct bb_drawn_column *column,
    const struct bb_cell *cell, const struct drawn_row *row)
{
    static const struct bb_level top = {0, 0}, bottom = {0, BB_ROUTE_ROW};
    const struct bb_color paper = {255, 255, 255};
    struct bb_level at = dot_level(layout, column, cell->style, row);
    bool first = row->number == 0, last = row->number + 1 == column->nrows;
    struct bb_drawing *drawing = draw_spine(layout, column, first ? at : top, last ? at : bottom);
    bb_drawing_add(layout, drawing,
        (struct bb_shape){.kind = BB_SHAPE_DOT,
            .x = drawing->shapes[0].x,
            .to_x = column->from->look.dot,
            .y = at,
            .thickness = column->from->stroke,
            .color = cell->fixed ? column->hue : column->ink,
            .fill = cell->fixed ? column->hue : paper});
    drawing->before = bb_drawn_above(layout, column, row->number);
    drawing->rest =
        last ? new_drawing(layout, column, NULL) : draw_spine(layout, column, top, bottom);
    return drawing;
}

/* --- rows ------------------------------------------------------------------------------------- */

const struct bb_drawing *
bb_drawn_row(struct bb_layout *layout, const struct bb_drawn_column *column,
    const struct bb_cell *cell, size_t number, struct bb_ends ends, struct bb_tag *tag)
{
    bb_len padding = column->table->padding;
    struct drawn_row row = {number, {ends.above + padding, ends.below + padding}};
    if (!column->route)
        return draw_spine_row(layout, column, cell, &row);
    return number < column->route->nrows ? draw_route_row(layout, column, &row, tag) : NULL;
}

const struct bb_drawing *
bb_drawn_above(struct bb_layout *layout, const struct bb_drawn_column *column, size_t row)
{
    static const struct bb_level top = {0, 0}, bottom = {0, BB_ROUTE_ROW};
    if (column->route)
        return row < column->route->nrows ? draw_between(layout, column, (int)row * BB_ROUTE_ROW)
                                          : NULL;
    return row > 0 ? draw_spine(layout, column, top, bottom) : NULL;
}

/* Imposition: pages become parts of sheets, several side by side, fronts before their backs.
 *
 * What stands on a page is moved to its place on the sheet, item by item, and links and
 * destinations with it: marks stay as flat as they are, and no reader of the list needs to know of
 * sheets. Groups are moved by their matrix, and so with all that is in them. To wrap each page in a
 * group was the alternative, but marks and groups would have to nest, and positions would no longer
 * be absolute.
 *
 * Bleed needs no layout of its own: paths that end at a page's edge are drawn on beyond it. To clip
 * larger pages was the alternative, but then each layout would have to say by how much its panels
 * are larger, and groups would be needed again. Pictures end with the page.
 *
 * A back is printed on the other side of a front, and lies behind it when the sheet is turned over
 * an upright edge only where the columns are mirrored, or where it is turned over a level one, the
 * rows. */
#include "display/display.h"

/* Pages and gaps along one side of a sheet. */
struct axis {
    bb_len length; /* of the sheet */
    bb_len start;  /* of the first page */
    bb_len page, gap;
    int count;
};

struct imposer {
    struct bb_display *display;
    const struct bb_imposition *how;
    struct axis across, down;
};

/* Where a page stands. */
struct spot {
    size_t sheet;
    int column, row;
    bb_len x, y;
};

static struct axis
make_axis(bb_len length, bb_len page, bb_len gap, int count)
{
    return (struct axis){.length = length,
        .start = (length - count * page - (count - 1) * gap) / 2,
        .page = page,
        .gap = gap,
        .count = count};
}

/* Whether sheets are turned over an upright edge, which mirrors their columns. */
static bool
turns_upright(const struct bb_imposition *how)
{
    return (how->backs == BB_BACKS_FLIP_LONG) == (how->width <= how->height);
}

static struct spot
find_spot(const struct imposer *imposer, size_t page)
{
    const struct bb_imposition *how = imposer->how;
    bool both = how->backs != BB_BACKS_NONE, back = both && page % 2 == 1;
    size_t across = (size_t)how->across, down = (size_t)how->down, places = across * down;
    size_t turn = both ? page / 2 : page, place = turn % places;
    size_t column = how->by_columns ? place / down : place % across;
    size_t row = how->by_columns ? place % down : place / across;
    if (back && turns_upright(how))
        column = across - 1 - column;
    else if (back)
        row = down - 1 - row;
    return (struct spot){.sheet = turn / places * (both ? 2 : 1) + back,
        .column = (int)column,
        .row = (int)row,
        .x = imposer->across.start + (bb_len)column * (imposer->across.page + how->gap),
        .y = imposer->down.start + (bb_len)row * (imposer->down.page + how->gap)};
}

/* --- pages ------------------------------------------------------------------------------------ */

/* What of the bleed has room beyond a page's edge: half of a gap, or all that is beside the outer
 * pages. */
static bb_len
find_bleed(const struct imposer *imposer, const struct axis *axis, bool outer)
{
    return bb_len_min(imposer->how->bleed, outer ? bb_len_max(axis->start, 0) : axis->gap / 2);
}

/* A coordinate moved to the sheet; what lies on the page's edge goes on over the bleed. Edges were
 * rounded: a tenth of a millimetre off them is on them. */
static bb_len
move_coordinate(
    const struct imposer *imposer, const struct axis *axis, int index, bb_len offset, bb_len at)
{
    const bb_len near = bb_len_from_mm(0.1);
    if (imposer->how->bleed > 0 && at <= near)
        return offset - find_bleed(imposer, axis, index == 0);
    if (imposer->how->bleed > 0 && at >= axis->page - near)
        return offset + axis->page + find_bleed(imposer, axis, index == axis->count - 1);
    return offset + at;
}

static void
move_path(struct imposer *imposer, struct bb_path *path, const struct spot *spot)
{
    struct bb_path_segment *segments =
        BB_NEW_ARRAY(imposer->display->arena, struct bb_path_segment, path->len);
    for (size_t i = 0; i < path->len; i++) {
        segments[i] = path->segments[i];
        for (int k = 0; k < 3; k++) {
            segments[i].x[k] =
                move_coordinate(imposer, &imposer->across, spot->column, spot->x, segments[i].x[k]);
            segments[i].y[k] =
                move_coordinate(imposer, &imposer->down, spot->row, spot->y, segments[i].y[k]);
        }
    }
    path->segments = segments;
}

/* What is inside of a group, `depth` of them, moves with the outermost. */
static void
move_item(struct imposer *imposer, struct bb_item *item, int depth, const struct spot *spot)
{
    bb_len x = spot->x, y = spot->y;
    if (depth > 0)
        return;
    switch (item->kind) {
    case BB_ITEM_RUN:
        item->as.run.x += x;
        item->as.run.y += y;
        break;
    case BB_ITEM_PATH:
        move_path(imposer, &item->as.path, spot);
        break;
    case BB_ITEM_IMAGE:
        item->as.image.x += x;
        item->as.image.y += y;
        break;
    case BB_ITEM_GROUP_BEGIN:
        item->as.group.matrix.e += x;
        item->as.group.matrix.f += y;
        break;
    case BB_ITEM_GROUP_END:
    case BB_ITEM_MARK_BEGIN:
    case BB_ITEM_ARTIFACT_BEGIN:
    case BB_ITEM_MARK_END:
        break;
    }
}

static void
add_page(struct imposer *imposer, struct bb_page *sheet, const struct bb_page *page,
    const struct spot *spot)
{
    int depth = 0;
    for (size_t i = 0; i < page->items.len; i++) {
        struct bb_item item = page->items.at[i];
        depth -= item.kind == BB_ITEM_GROUP_END;
        move_item(imposer, &item, depth, spot);
        depth += item.kind == BB_ITEM_GROUP_BEGIN;
        bb_page_add(imposer->display, sheet, item);
    }
}

/* --- marks of where to cut and to fold -------------------------------------------------------- */

/* A line from `from` to `to`, `upright` at that x or level at that y. Folds are dashed. */
static void
add_line(struct imposer *imposer, struct bb_page *sheet, bool upright, bb_len at, bb_len from,
    bb_len to, bool fold)
{
    struct bb_path_segment *segments =
        BB_NEW_ARRAY(imposer->display->arena, struct bb_path_segment, 2);
    segments[0].op = BB_PATH_MOVE;
    segments[1].op = BB_PATH_LINE;
    for (int i = 0; i < 2; i++) {
        segments[i].x[0] = upright ? at : i == 0 ? from : to;
        segments[i].y[0] = !upright ? at : i == 0 ? from : to;
    }
    bb_page_add(imposer->display, sheet,
        (struct bb_item){.kind = BB_ITEM_PATH,
            .as.path = {.segments = segments,
                .len = 2,
                .stroke = true,
                .stroke_width = imposer->how->mark_thickness,
                .dash_on = fold ? BB_PT(1) : 0,
                .dash_off = fold ? BB_PT(1) : 0}});
}

/* The stretch of a mark in a margin, as far as there is room; none where there is not. */
static bool
find_stretch(const struct bb_imposition *how, bb_len margin, bb_len *from, bb_len *to)
{
    *to = margin - how->mark_offset;
    *from = bb_len_max(*to - how->mark_length, 0);
    return *from < *to;
}

/* Marks at both ends of a line over the whole sheet. */
static void
mark_ends(struct imposer *imposer, struct bb_page *sheet, bool upright, bb_len at, bb_len from,
    bb_len to, bool fold)
{
    bb_len length = upright ? imposer->down.length : imposer->across.length;
    add_line(imposer, sheet, upright, at, from, to, fold);
    add_line(imposer, sheet, upright, at, length - from, length - to, fold);
}

/* The edges of pages along an axis are numbered from the left or top, two to a page. */
static bb_len
find_edge(const struct axis *axis, int edge)
{
    return axis->start + edge / 2 * (axis->page + axis->gap) + edge % 2 * axis->page;
}

/* Whether no edge before is in the same place. */
static bool
is_new_edge(const struct axis *axis, int edge)
{
    return edge == 0 || edge % 2 == 1 || axis->gap > 0;
}

static bool
is_between(const struct axis *axis, int edge)
{
    return edge > 0 && edge < 2 * axis->count - 1;
}

/* All cuts in one direction: in the margin, or where that is too narrow, those between pages at the
 * sheet's edge. */
static void
mark_cuts(struct imposer *imposer, struct bb_page *sheet, bool upright)
{
    const struct axis *axis = upright ? &imposer->across : &imposer->down;
    bb_len from, to, margin = upright ? imposer->down.start : imposer->across.start;
    bool room = find_stretch(imposer->how, margin, &from, &to);
    for (int i = 0; i < 2 * axis->count; i++)
        if (is_new_edge(axis, i) && room)
            mark_ends(imposer, sheet, upright, find_edge(axis, i), from, to, false);
        else if (is_new_edge(axis, i) && is_between(axis, i) && imposer->how->mark_inside > 0)
            mark_ends(
                imposer, sheet, upright, find_edge(axis, i), 0, imposer->how->mark_inside, false);
}

/* A cross where cuts between pages meet, which no margin shows. */
static void
mark_crossings(struct imposer *imposer, struct bb_page *sheet)
{
    const struct axis *across = &imposer->across, *down = &imposer->down;
    bb_len half = imposer->how->mark_inside / 2;
    for (int i = 0; i < 2 * across->count && half > 0; i++)
        for (int k = 0; k < 2 * down->count; k++) {
            if (!is_new_edge(across, i) || !is_between(across, i) || !is_new_edge(down, k)
                || !is_between(down, k))
                continue;
            bb_len x = find_edge(across, i), y = find_edge(down, k);
            add_line(imposer, sheet, true, x, y - half, y + half, false);
            add_line(imposer, sheet, false, y, x - half, x + half, false);
        }
}

/* Each row or column of pages is folded at `fold` of them, which on backs counts from the other end
 * where the turning mirrors them. */
static void
mark_folds(struct imposer *imposer, struct bb_page *sheet, bool upright, bb_len fold, bool mirrored)
{
    const struct axis *axis = upright ? &imposer->across : &imposer->down;
    bb_len from, to, margin = upright ? imposer->down.start : imposer->across.start;
    if (fold == 0 || !find_stretch(imposer->how, margin, &from, &to))
        return;
    for (int i = 0; i < axis->count; i++)
        mark_ends(imposer, sheet, upright,
            find_edge(axis, 2 * i) + (mirrored ? axis->page - fold : fold), from, to, true);
}

static void
add_marks(struct imposer *imposer, struct bb_page *sheet, bool back)
{
    const struct bb_imposition *how = imposer->how;
    if (how->mark_thickness == 0)
        return;
    bb_page_add(imposer->display, sheet,
        (struct bb_item){.kind = BB_ITEM_ARTIFACT_BEGIN, .as.artifact = BB_ARTIFACT_LAYOUT});
    mark_cuts(imposer, sheet, true);
    mark_cuts(imposer, sheet, false);
    mark_crossings(imposer, sheet);
    mark_folds(imposer, sheet, true, how->fold_x, back && turns_upright(how));
    mark_folds(imposer, sheet, false, how->fold_y, back && !turns_upright(how));
    bb_page_add(imposer->display, sheet, (struct bb_item){.kind = BB_ITEM_MARK_END});
}

/* --- the document ----------------------------------------------------------------------------- */

static void
move_targets(struct imposer *imposer)
{
    struct bb_display *display = imposer->display;
    for (size_t i = 0; i < display->destinations.len; i++) {
        struct bb_destination *at = &display->destinations.at[i];
        struct spot spot = find_spot(imposer, at->page);
        at->page = (uint32_t)spot.sheet;
        at->x += spot.x;
        at->y += spot.y;
    }
    for (size_t i = 0; i < display->links.len; i++) {
        struct bb_link *at = &display->links.at[i];
        struct spot spot = find_spot(imposer, at->page);
        at->page = (uint32_t)spot.sheet;
        at->x += spot.x;
        at->y += spot.y;
    }
}

/* All pages with what is between them, and `more` around. */
static struct bb_page_box
find_box(const struct imposer *imposer, bb_len more)
{
    const struct axis *across = &imposer->across, *down = &imposer->down;
    bb_len x = bb_len_max(across->start - more, 0), y = bb_len_max(down->start - more, 0);
    return (struct bb_page_box){x, y, across->length - 2 * x, down->length - 2 * y};
}

/* The sheet of that number, with those before it. Its boxes are said where it is cut smaller. */
static struct bb_page *
reach_sheet(struct imposer *imposer, size_t number)
{
    struct bb_display *display = imposer->display;
    while (display->pages.len <= number) {
        struct bb_page *sheet =
            bb_display_add_page(display, imposer->how->width, imposer->how->height);
        sheet->label = bb_arena_printf(display->arena, "%zu", display->pages.len).ptr;
        if (imposer->across.start > 0 || imposer->down.start > 0) {
            sheet->trim = find_box(imposer, 0);
            sheet->bleed = find_box(imposer, imposer->how->bleed);
        }
    }
    return display->pages.at[number];
}

void
bb_display_impose(struct bb_display *display, const struct bb_imposition *how)
{
    size_t count = display->pages.len;
    struct bb_page **pages = display->pages.at;
    if (count == 0)
        return;
    struct imposer imposer = {.display = display,
        .how = how,
        .across = make_axis(how->width, pages[0]->width, how->gap, how->across),
        .down = make_axis(how->height, pages[0]->height, how->gap, how->down)};
    move_targets(&imposer);
    display->pages.at = NULL;
    display->pages.len = display->pages.cap = 0;
    for (size_t i = 0; i < count; i++) {
        struct spot spot = find_spot(&imposer, i);
        add_page(&imposer, reach_sheet(&imposer, spot.sheet), pages[i], &spot);
    }
    for (size_t i = 0; i < display->pages.len; i++)
        add_marks(&imposer, display->pages.at[i], how->backs != BB_BACKS_NONE && i % 2 == 1);
}

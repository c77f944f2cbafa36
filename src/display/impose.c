/* Imposition: pages become parts of sheets, several side by side, fronts before their backs.
 *
 * What stands on a page is moved to its place on the sheet, item by item, and links and
 * destinations with it: marks stay as flat as they are, and no reader of the list needs to know of
 * sheets. Groups are moved by their matrix, and so with all that is in them. To wrap each page in a
 * group was the alternative, but marks and groups would have to nest, and positions would no longer
 * be absolute.
 *
 * A back is printed on the other side of a front, and lies behind it when the sheet is turned over
 * an upright edge only where the columns are mirrored, or where it is turned over a level one, the
 * rows. */
#include "display/display.h"

struct imposer {
    struct bb_display *display;
    const struct bb_imposition *how;
    size_t places;    /* on a sheet */
    bb_len left, top; /* of the pages on it */
    bb_len width, height;
};

/* Where a page stands. */
struct spot {
    size_t sheet;
    bb_len x, y;
};

static struct spot
find_spot(const struct imposer *imposer, size_t page)
{
    const struct bb_imposition *how = imposer->how;
    bool both = how->backs != BB_BACKS_NONE, back = both && page % 2 == 1;
    size_t turn = both ? page / 2 : page, place = turn % imposer->places;
    size_t across = (size_t)how->across, down = (size_t)how->down;
    size_t column = how->by_columns ? place / down : place % across;
    size_t row = how->by_columns ? place % down : place / across;
    bool upright = (how->backs == BB_BACKS_FLIP_LONG) == (how->width <= how->height);
    if (back && upright)
        column = across - 1 - column;
    else if (back)
        row = down - 1 - row;
    return (struct spot){.sheet = turn / imposer->places * (both ? 2 : 1) + back,
        .x = imposer->left + (bb_len)column * imposer->width,
        .y = imposer->top + (bb_len)row * imposer->height};
}

/* --- pages ------------------------------------------------------------------------------------ */

static void
move_path(struct imposer *imposer, struct bb_path *path, bb_len x, bb_len y)
{
    struct bb_path_segment *segments =
        BB_NEW_ARRAY(imposer->display->arena, struct bb_path_segment, path->len);
    for (size_t i = 0; i < path->len; i++) {
        segments[i] = path->segments[i];
        for (int k = 0; k < 3; k++) {
            segments[i].x[k] += x;
            segments[i].y[k] += y;
        }
    }
    path->segments = segments;
}

/* What is inside of a group, `depth` of them, moves with the outermost. */
static void
move_item(struct imposer *imposer, struct bb_item *item, int depth, bb_len x, bb_len y)
{
    if (depth > 0)
        return;
    switch (item->kind) {
    case BB_ITEM_RUN:
        item->as.run.x += x;
        item->as.run.y += y;
        break;
    case BB_ITEM_PATH:
        move_path(imposer, &item->as.path, x, y);
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
add_page(
    struct imposer *imposer, struct bb_page *sheet, const struct bb_page *page, bb_len x, bb_len y)
{
    int depth = 0;
    for (size_t i = 0; i < page->items.len; i++) {
        struct bb_item item = page->items.at[i];
        depth -= item.kind == BB_ITEM_GROUP_END;
        move_item(imposer, &item, depth, x, y);
        depth += item.kind == BB_ITEM_GROUP_BEGIN;
        bb_page_add(imposer->display, sheet, item);
    }
}

/* --- marks of where to cut -------------------------------------------------------------------- */

static void
add_mark(
    struct imposer *imposer, struct bb_page *sheet, bb_len x, bb_len y, bb_len to_x, bb_len to_y)
{
    struct bb_path_segment *segments =
        BB_NEW_ARRAY(imposer->display->arena, struct bb_path_segment, 2);
    segments[0] = (struct bb_path_segment){.op = BB_PATH_MOVE, .x = {x}, .y = {y}};
    segments[1] = (struct bb_path_segment){.op = BB_PATH_LINE, .x = {to_x}, .y = {to_y}};
    bb_page_add(imposer->display, sheet,
        (struct bb_item){.kind = BB_ITEM_PATH,
            .as.path = {.segments = segments,
                .len = 2,
                .stroke = true,
                .stroke_width = imposer->how->mark_thickness}});
}

/* The stretch of a mark in a margin, as far as there is room; none where there is not. */
static bool
find_stretch(const struct bb_imposition *how, bb_len margin, bb_len *from, bb_len *to)
{
    *to = margin - how->mark_offset;
    *from = bb_len_max(*to - how->mark_length, 0);
    return how->mark_thickness > 0 && *from < *to;
}

/* At both ends of each edge between pages, and of the outer ones. */
static void
add_marks(struct imposer *imposer, struct bb_page *sheet)
{
    const struct bb_imposition *how = imposer->how;
    bb_len from, to;
    bb_page_add(imposer->display, sheet,
        (struct bb_item){.kind = BB_ITEM_ARTIFACT_BEGIN, .as.artifact = BB_ARTIFACT_LAYOUT});
    for (int i = 0; i <= how->across && find_stretch(how, imposer->top, &from, &to); i++) {
        bb_len x = imposer->left + i * imposer->width;
        add_mark(imposer, sheet, x, from, x, to);
        add_mark(imposer, sheet, x, how->height - from, x, how->height - to);
    }
    for (int i = 0; i <= how->down && find_stretch(how, imposer->left, &from, &to); i++) {
        bb_len y = imposer->top + i * imposer->height;
        add_mark(imposer, sheet, from, y, to, y);
        add_mark(imposer, sheet, how->width - from, y, how->width - to, y);
    }
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

/* The sheet of that number, with those before it. */
static struct bb_page *
reach_sheet(struct imposer *imposer, size_t number)
{
    struct bb_display *display = imposer->display;
    while (display->pages.len <= number) {
        struct bb_page *sheet =
            bb_display_add_page(display, imposer->how->width, imposer->how->height);
        sheet->label = bb_arena_printf(display->arena, "%zu", display->pages.len).ptr;
        add_marks(imposer, sheet);
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
    bb_len width = pages[0]->width, height = pages[0]->height;
    struct imposer imposer = {.display = display,
        .how = how,
        .places = (size_t)how->across * (size_t)how->down,
        .left = (how->width - how->across * width) / 2,
        .top = (how->height - how->down * height) / 2,
        .width = width,
        .height = height};
    move_targets(&imposer);
    display->pages.at = NULL;
    display->pages.len = display->pages.cap = 0;
    for (size_t i = 0; i < count; i++) {
        struct spot spot = find_spot(&imposer, i);
        add_page(&imposer, reach_sheet(&imposer, spot.sheet), pages[i], spot.x, spot.y);
    }
}

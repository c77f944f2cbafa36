/* The bounding boxes of figures, which PDF asks for (ISO 32000-1, table 344): viewers highlight a
 * figure when it is read out, and cut it out when text is reflowed.
 *
 * One pass over the items: each item's box goes through the open groups from the inside out, is
 * clipped and transformed by each, and joins the box of the figure whose mark is open. A path's box
 * is that of its points and a run's that of its em boxes: both may be a little large, which does no
 * harm, and neither needs outlines. Asking the layout engine for the figure's frame was the
 * alternative; the display list does not carry frames. */
#include "archive/figures.h"

struct box {
    bb_len left, top, right, bottom;
};

struct measuring {
    struct bb_arena *arena;
    struct bb_figure_boxes boxes;
    BB_VEC(const struct bb_item *) groups;
    struct bb_figure_box *open; /* of the figure whose mark is open, or NULL */
};

enum { NO_PAGE = UINT32_MAX };

static bool
is_empty(const struct bb_figure_box *box)
{
    return box->left > box->right;
}

static struct box
clip(struct box box, const struct bb_item *group)
{
    if (!group->as.group.clip)
        return box;
    bb_len x = group->as.group.x, y = group->as.group.y;
    return (struct box){bb_len_max(box.left, x), bb_len_max(box.top, y),
        bb_len_min(box.right, x + group->as.group.width),
        bb_len_min(box.bottom, y + group->as.group.height)};
}

static bb_len
scale(int32_t factor, bb_len len)
{
    return (bb_len)(((int64_t)factor * len) / 65536);
}

/* The box around the transformed corners. */
static struct box
transform(struct box box, const struct bb_matrix *m)
{
    struct box out = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    for (int corner = 0; corner < 4; corner++) {
        bb_len x = corner & 1 ? box.right : box.left, y = corner & 2 ? box.bottom : box.top;
        bb_len to_x = scale(m->a, x) + scale(m->c, y) + m->e;
        bb_len to_y = scale(m->b, x) + scale(m->d, y) + m->f;
        out = (struct box){bb_len_min(out.left, to_x), bb_len_min(out.top, to_y),
            bb_len_max(out.right, to_x), bb_len_max(out.bottom, to_y)};
    }
    return out;
}

static void
include(struct measuring *m, struct box box)
{
    for (size_t i = m->groups.len; i > 0; i--) {
        box = clip(box, m->groups.at[i - 1]);
        if (box.left >= box.right || box.top >= box.bottom)
            return;
        box = transform(box, &m->groups.at[i - 1]->as.group.matrix);
    }
    struct bb_figure_box *all = m->open;
    all->left = bb_len_min(all->left, box.left);
    all->top = bb_len_min(all->top, box.top);
    all->right = bb_len_max(all->right, box.right);
    all->bottom = bb_len_max(all->bottom, box.bottom);
}

static void
include_path(struct measuring *m, const struct bb_path *path)
{
    static const int points[] = {
        [BB_PATH_MOVE] = 1, [BB_PATH_LINE] = 1, [BB_PATH_CURVE] = 3, [BB_PATH_CLOSE] = 0};
    bb_len half = path->stroke ? path->stroke_width / 2 : 0;
    struct box box = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    for (size_t i = 0; i < path->len; i++) {
        const struct bb_path_segment *at = &path->segments[i];
        for (int k = 0; k < points[at->op]; k++)
            box = (struct box){bb_len_min(box.left, at->x[k] - half),
                bb_len_min(box.top, at->y[k] - half), bb_len_max(box.right, at->x[k] + half),
                bb_len_max(box.bottom, at->y[k] + half)};
    }
    if (path->len > 0)
        include(m, box);
}

/* From an em above the baseline to a quarter below, where the descenders of Latin end. */
static void
include_run(struct measuring *m, const struct bb_run *run)
{
    bb_len width = 0;
    for (size_t i = 0; i < run->nglyphs; i++)
        width += run->glyphs[i].advance;
    include(m, (struct box){run->x, run->y - run->size, run->x + width, run->y + run->size / 4});
}

/* A figure marked again goes on in its box; on another page it loses it. */
static void
begin_mark(struct measuring *m, const struct bb_display *display, uint32_t tag, uint32_t page)
{
    if (display->tags.at[tag]->role != BB_ROLE_FIGURE)
        return;
    if (m->boxes.index[tag] == 0) {
        struct bb_figure_box empty = {.page = page,
            .left = INT32_MAX,
            .top = INT32_MAX,
            .right = INT32_MIN,
            .bottom = INT32_MIN};
        BB_VEC_PUSH(m->arena, &m->boxes.list, empty);
        m->boxes.index[tag] = (uint32_t)m->boxes.list.len;
    }
    struct bb_figure_box *box = &m->boxes.list.at[m->boxes.index[tag] - 1];
    if (box->page != page)
        box->page = NO_PAGE;
    m->open = box;
}

static void
measure_item(struct measuring *m, const struct bb_item *item)
{
    switch (item->kind) {
    case BB_ITEM_RUN:
        include_run(m, &item->as.run);
        break;
    case BB_ITEM_PATH:
        include_path(m, &item->as.path);
        break;
    case BB_ITEM_IMAGE:
        include(m,
            (struct box){item->as.image.x, item->as.image.y,
                item->as.image.x + item->as.image.width, item->as.image.y + item->as.image.height});
        break;
    default:
        break;
    }
}

struct bb_figure_boxes
bb_figures_measure(const struct bb_display *display, struct bb_arena *arena)
{
    struct measuring m = {.arena = arena};
    m.boxes.index = BB_NEW_ARRAY(arena, uint32_t, display->tags.len);
    for (uint32_t p = 0; p < display->pages.len; p++) {
        const struct bb_page *page = display->pages.at[p];
        for (size_t i = 0; i < page->items.len; i++) {
            const struct bb_item *item = &page->items.at[i];
            if (item->kind == BB_ITEM_MARK_BEGIN)
                begin_mark(&m, display, item->as.tag, p);
            else if (item->kind == BB_ITEM_MARK_END)
                m.open = NULL;
            else if (item->kind == BB_ITEM_GROUP_BEGIN)
                BB_VEC_PUSH(arena, &m.groups, item);
            else if (item->kind == BB_ITEM_GROUP_END)
                m.groups.len--;
            else if (m.open)
                measure_item(&m, item);
        }
    }
    return m.boxes;
}

const struct bb_figure_box *
bb_figures_lookup(const struct bb_figure_boxes *boxes, uint32_t tag)
{
    uint32_t place = boxes->index[tag];
    if (place == 0)
        return NULL;
    const struct bb_figure_box *box = &boxes->list.at[place - 1];
    return box->page == NO_PAGE || is_empty(box) ? NULL : box;
}

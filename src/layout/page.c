/* The page builder: fills pages with atoms in order.
 *
 * Where each ends, ends.c says. Space at the top of a page goes. A table that breaks shows its foot
 * and, on the next page, its head once more (T32). */
#include "layout/atom.h"
#include "layout/ends.h"

struct builder {
    struct bb_layout *layout;
    struct bb_list_of_atoms *list;
    size_t next;                         /* first atom not yet on a page */
    const struct bb_table_state *broken; /* a table that goes on */
    struct bb_page_ends ends;
};

static bb_len
page_room(const struct builder *builder)
{
    return builder->layout->layout->page.text_height;
}

static void
add_page(struct builder *builder, bool blank)
{
    struct bb_layout *layout = builder->layout;
    const struct bb_page_template *geometry = &layout->layout->page;
    struct bb_page *page = bb_display_add_page(layout->out, geometry->width, geometry->height);
    page->label = bb_arena_printf(layout->arena, "%zu", layout->out->pages.len).ptr;
    layout->page = page;
    layout->page_number = (uint32_t)layout->out->pages.len - 1;
    BB_VEC_PUSH(layout->arena, &layout->pages,
        (struct bb_page_state){layout->part, layout->master, blank, page});
}

static bb_len
paint_atoms(struct builder *builder, const struct bb_list_of_atoms *list, size_t from, size_t to,
    bb_len y, bool top)
{
    struct bb_layout *layout = builder->layout;
    uint32_t page = (uint32_t)layout->out->pages.len - 1;
    bb_len left = bb_text_left(layout->layout, page);
    for (size_t i = from; i < to; i++) {
        const struct bb_atom *atom = &list->at[i];
        bb_paint_atom(layout, atom, left, layout->layout->page.top + y, top);
        top = top && !bb_atom_shows(atom);
        if (atom->kind == BB_ATOM_SPACE) {
            bb_len below = bb_space_pass(atom, y, top, page_room(builder));
            if (below > y)
                bb_paint_drawing(
                    layout, atom->drawing, left + atom->x, layout->layout->page.top + y, below - y);
            y = below;
        } else if (!top)
            y += atom->height;
    }
    bb_paint_end_bar(layout);
    return y;
}

static bb_len
start_table_head(struct builder *builder, bb_len y)
{
    struct bb_list_of_atoms head = {0};
    const struct bb_atom *row = bb_ends_row(&builder->ends, builder->next);
    if (!builder->broken || row->table != builder->broken)
        return y;
    bb_table_head(builder->layout, row, &head);
    return paint_atoms(builder, &head, 0, head.len, y, false);
}

/* What stands at the foot of the page where a table goes on after it, in `*foot`; the table, or
 * NULL. */
static const struct bb_table_state *
find_table_foot(
    struct builder *builder, const struct bb_page_end *end, struct bb_list_of_atoms *foot)
{
    *foot = (struct bb_list_of_atoms){0};
    if (end->at >= builder->list->len || end->at == 0)
        return NULL;
    const struct bb_atom *row =
        bb_ends_torn_row(&builder->ends, end->at, end->split ? end->at + 1 : end->at);
    if (!row)
        return NULL;
    bb_table_foot(builder->layout, row, foot);
    return row->table;
}

/* Parts and masters at the page's top belong to it; of several starts there the strongest
 * counts. */
static enum bb_start
read_top(struct builder *builder)
{
    enum bb_start start = BB_START_NONE;
    for (size_t i = builder->next; i < builder->list->len; i++) {
        const struct bb_atom *atom = &builder->list->at[i];
        if (bb_atom_shows(atom))
            break;
        if (atom->start > start)
            start = atom->start;
        if (atom->kind != BB_ATOM_PART)
            continue;
        if (atom->as.part.part)
            builder->layout->part = atom->as.part.part;
        if (atom->as.part.master >= 0)
            builder->layout->master = atom->as.part.master;
    }
    return start;
}

static bool
check_pages(struct builder *builder)
{
    struct bb_layout *layout = builder->layout;
    if (layout->out->pages.len < layout->limits->pages)
        return true;
    const char *most = bb_arena_printf(layout->arena, "%zu", layout->limits->pages).ptr;
    bb_report(layout->diag, BB_D_LAYOUT_PAGES, (struct bb_span){0}, most);
    layout->status = BB_INVALID;
    return false;
}

static void
skip_space(struct builder *builder)
{
    while (builder->next < builder->list->len
        && builder->list->at[builder->next].kind == BB_ATOM_SPACE
        && builder->list->at[builder->next].as.until == 0)
        builder->next++;
}

/* Takes the group at the end apart, so that the table's foot still fits. Where nothing else may
 * break it breaks anywhere. False where nothing of it fits. What is left of it is in `*rest`. */
static bool
split_end(struct builder *builder, const struct bb_page_end *end, const struct bb_last_breaks *last,
    const struct bb_list_of_atoms *foot, struct bb_atom *rest)
{
    bb_len room = page_room(builder) - end->y - bb_list_height(foot);
    enum bb_breaks worst = last->free.at > 0 ? BB_BREAKS_FREE
        : last->together.at > 0              ? BB_BREAKS_TOGETHER
                                             : BB_BREAKS_ANY;
    return bb_group_split(builder->layout, &builder->list->at[end->at], room, worst, rest);
}

/* A group that cannot but stand on this page, at y: only its rounding up to whole steps is too
 * tall, or not even a line of it would fit on any page. */
static void
shrink(const struct builder *builder, struct bb_atom *group, bb_len y)
{
    group->height = bb_len_max(bb_len_min(group->height, page_room(builder) - y), 0);
}

/* Ends the page: its atoms from `from`, `y` taken already. Returns the first atom of the next. */
static size_t
end_page(struct builder *builder, size_t from, bb_len y)
{
    struct bb_last_breaks last;
    struct bb_page_end end = bb_ends_find(&builder->ends, from, y, page_room(builder), &last);
    struct bb_list_of_atoms foot;
    struct bb_atom rest;
    builder->broken = find_table_foot(builder, &end, &foot);
    bb_len excess = end.y + bb_list_height(&foot) - page_room(builder);
    if (!end.split && excess > 0) {
        end = bb_ends_find(&builder->ends, from, y, page_room(builder) - excess, &last);
        builder->broken = find_table_foot(builder, &end, &foot);
    }
    if (end.split && !split_end(builder, &end, &last, &foot, &rest)) {
        size_t whole = end.at;
        end = bb_ends_break(&last, from, whole, end.y);
        if (end.at > whole)
            shrink(builder, &builder->list->at[whole], end.y);
        builder->broken = find_table_foot(builder, &end, &foot);
    }
    y = paint_atoms(builder, builder->list, from, end.at + end.split, y, true);
    paint_atoms(builder, &foot, 0, foot.len, y, false);
    if (end.split)
        builder->list->at[end.at] = rest;
    return end.at;
}

/* Room for the items of a page's furniture, which is painted when all pages stand. */
static size_t
furniture_items(const struct bb_layout *layout)
{
    enum { ITEMS_OF_EACH = 8 };
    size_t nmasters = layout->layout->nmasters;
    return nmasters > 0 ? ITEMS_OF_EACH * layout->layout->masters[layout->master].nfurniture : 0;
}

static void
fill_page(struct builder *builder)
{
    struct bb_layout *layout = builder->layout;
    if (read_top(builder) == BB_START_RECTO && layout->out->pages.len % 2 == 1)
        add_page(builder, true);
    add_page(builder, false);
    builder->next = end_page(builder, builder->next, start_table_head(builder, 0));
    bb_paint_close(layout);
    bb_page_close(layout->out, layout->page, furniture_items(layout));
}

bool
bb_list_shows(const struct bb_list_of_atoms *list)
{
    for (size_t i = 0; i < list->len; i++)
        if (bb_atom_shows(&list->at[i]))
            return true;
    return false;
}

bool
bb_pages_go_on(const struct bb_layout *layout)
{
    return layout->status == BB_OK && bb_pages_fit(layout);
}

void
bb_fill_pages(struct bb_layout *layout)
{
    struct builder builder = {
        .layout = layout, .list = layout->flow, .ends = {.layout = layout, .list = layout->flow}};
    skip_space(&builder);
    while (builder.next < builder.list->len && bb_pages_go_on(layout) && check_pages(&builder)) {
        fill_page(&builder);
        skip_space(&builder);
    }
    if (layout->out->pages.len == 0)
        add_page(&builder, false);
}

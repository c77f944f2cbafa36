/* The page builder: fills pages with atoms in order.
 *
 * A page ends at the last place that may break before what overflows; where nothing may, a group
 * is taken apart at a line, else the page breaks all the same. Space at the top of a page goes. A
 * table that breaks has its foot reserved before the break is allowed, so that it never
 * overflows. */
#include "layout/atom.h"

struct builder {
    struct bb_layout *layout;
    struct bb_list_of_atoms *list;
    size_t next;                         /* first atom not yet on a page */
    const struct bb_table_state *broken; /* a table that goes on */
    size_t asked, answer;                /* of after_space; see there */
};

/* What shows; the rest are spaces, rules and markers. */
static bool
is_content(const struct bb_atom *atom)
{
    return atom->kind == BB_ATOM_LINE || atom->kind == BB_ATOM_GROUP || atom->kind == BB_ATOM_RULE
        || atom->kind == BB_ATOM_PLACED;
}

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

static bool
is_row_or_line(const struct bb_atom *atom)
{
    return atom->kind == BB_ATOM_LINE || atom->kind == BB_ATOM_GROUP;
}

/* Where what follows a space at `y` stands. Space goes at a page's top, and never leaves the page;
 * that down to a place of the page stays. */
static bb_len
pass_space(const struct bb_atom *space, bb_len y, bool top, bb_len room)
{
    bb_len below = top ? y : y + space->height;
    return bb_len_max(y, bb_len_min(bb_len_max(below, space->as.until), room));
}

/* The first line or group at or after `at`, which a table's foot and head are asked about; else the
 * last atom. The answer holds for all atoms up to it. */
static const struct bb_atom *
after_space(struct builder *builder, size_t at)
{
    const struct bb_list_of_atoms *list = builder->list;
    if (at < builder->asked || at > builder->answer) {
        builder->asked = builder->answer = at;
        while (builder->answer + 1 < list->len && !is_row_or_line(&list->at[builder->answer]))
            builder->answer++;
    }
    return &list->at[builder->answer];
}

/* Where a page ends. */
struct page_end {
    size_t at;  /* the first atom of the next page */
    bb_len y;   /* where that would have stood */
    bool split; /* it is a group to be taken apart there */
};

/* The last places where the page may break: freely, or inside of what is to stay together. at 0:
 * there is none. */
struct last_breaks {
    struct page_end free, together;
};

/* The page cannot take atom i, which would stand at y: it ends at the best place there is. */
static struct page_end
best_break(const struct last_breaks *last, size_t from, size_t i, bb_len y)
{
    if (last->free.at > 0)
        return last->free;
    if (last->together.at > 0)
        return last->together;
    return (struct page_end){.at = i > from ? i : i + 1, .y = y};
}

/* Whether the group that the page cannot take is to be taken apart: it is taller than a page, or
 * nothing before it may break; unless two thirds of the page are full without it. */
static bool
splits(const struct bb_atom *atom, const struct last_breaks *last, bb_len used, bb_len room)
{
    if (atom->kind != BB_ATOM_GROUP)
        return false;
    if (last->free.at == 0)
        return last->together.at == 0 || atom->height > room - used;
    return atom->height > room - used && last->free.y < room * 2 / 3;
}

/* Where the page that starts at `from` with `used` of `room` taken ends. */
static struct page_end
find_end(struct builder *builder, size_t from, bb_len used, bb_len room, struct last_breaks *last)
{
    const struct bb_list_of_atoms *list = builder->list;
    bb_len y = used;
    bool top = used == 0;
    *last = (struct last_breaks){0};
    for (size_t i = from; i < list->len; i++) {
        const struct bb_atom *atom = &list->at[i];
        if (!top && atom->start != BB_START_NONE)
            return (struct page_end){.at = i, .y = y};
        if (i > from && !atom->no_break
            && y + bb_table_foot_height(builder->layout, after_space(builder, i)) <= room)
            *(atom->together ? &last->together : &last->free) = (struct page_end){.at = i, .y = y};
        if (atom->kind == BB_ATOM_SPACE)
            y = pass_space(atom, y, top, room);
        else if (y + atom->height <= room) {
            y += atom->height;
            top = top && !is_content(atom);
        } else if (splits(atom, last, used, room))
            return (struct page_end){.at = i, .y = y, .split = true};
        else
            return best_break(last, from, i, y);
    }
    return (struct page_end){.at = list->len, .y = y};
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
        top = top && !is_content(atom);
        if (atom->kind == BB_ATOM_SPACE) {
            bb_len below = pass_space(atom, y, top, page_room(builder));
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
    const struct bb_atom *row = after_space(builder, builder->next);
    if (!builder->broken || row->table != builder->broken)
        return y;
    bb_table_head(builder->layout, row, &head);
    return paint_atoms(builder, &head, 0, head.len, y, false);
}

/* What stands at the foot of the page where a table goes on after it, in `*foot`; the table, or
 * NULL. */
static const struct bb_table_state *
find_table_foot(struct builder *builder, const struct page_end *end, struct bb_list_of_atoms *foot)
{
    const struct bb_list_of_atoms *list = builder->list;
    *foot = (struct bb_list_of_atoms){0};
    if (end->at >= list->len || end->at == 0)
        return NULL;
    const struct bb_atom *row = after_space(builder, end->at);
    size_t before = end->split ? end->at + 1 : end->at;
    while (before > 0 && !is_row_or_line(&list->at[before - 1]))
        before--;
    const struct bb_table_state *table = before > 0 ? list->at[before - 1].table : NULL;
    if (!table || row->table != table)
        return NULL;
    bb_table_foot(builder->layout, row, foot);
    return table;
}

/* Parts and masters at the page's top belong to it; of several starts there the strongest
 * counts. */
static enum bb_start
read_top(struct builder *builder)
{
    enum bb_start start = BB_START_NONE;
    for (size_t i = builder->next; i < builder->list->len; i++) {
        const struct bb_atom *atom = &builder->list->at[i];
        if (is_content(atom))
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
split_end(struct builder *builder, const struct page_end *end, const struct last_breaks *last,
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
    struct last_breaks last;
    struct page_end end = find_end(builder, from, y, page_room(builder), &last);
    struct bb_list_of_atoms foot;
    struct bb_atom rest;
    builder->broken = find_table_foot(builder, &end, &foot);
    bb_len excess = end.y + bb_list_height(&foot) - page_room(builder);
    if (!end.split && excess > 0) {
        end = find_end(builder, from, y, page_room(builder) - excess, &last);
        builder->broken = find_table_foot(builder, &end, &foot);
    }
    if (end.split && !split_end(builder, &end, &last, &foot, &rest)) {
        size_t whole = end.at;
        end = best_break(&last, from, whole, end.y);
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
        if (is_content(&list->at[i]))
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
    struct builder builder = {.layout = layout, .list = layout->flow};
    skip_space(&builder);
    while (builder.next < builder.list->len && bb_pages_go_on(layout) && check_pages(&builder)) {
        fill_page(&builder);
        skip_space(&builder);
    }
    if (layout->out->pages.len == 0)
        add_page(&builder, false);
}

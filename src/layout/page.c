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
    enum bb_status status;
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
    BB_VEC_PUSH(layout->arena, &layout->pages,
        (struct bb_page_state){layout->part, layout->master, blank, page});
}

/* The first atom at or after `at` that a table's foot and head are asked about. */
static const struct bb_atom *
after_space(const struct bb_list_of_atoms *list, size_t at)
{
    while (at + 1 < list->len && list->at[at].kind != BB_ATOM_LINE
        && list->at[at].kind != BB_ATOM_GROUP)
        at++;
    return &list->at[at];
}

/* Where the page that starts at `from` with `used` taken ends. `*split`: the last atom is to be
 * taken apart. */
static size_t
find_end(struct builder *builder, size_t from, bb_len used, bool *split)
{
    const struct bb_list_of_atoms *list = builder->list;
    bb_len room = page_room(builder), y = used, y_last = used;
    size_t last = 0;
    *split = false;
    bool top = used == 0;
    for (size_t i = from; i < list->len; i++) {
        const struct bb_atom *atom = &list->at[i];
        if (!top && atom->start != BB_START_NONE)
            return i;
        bb_len foot = bb_table_foot_height(builder->layout, after_space(list, i));
        if (i > from && !atom->no_break && y + foot <= room) {
            last = i;
            y_last = y;
        }
        if (atom->kind == BB_ATOM_SPACE)
            y = top ? y : bb_len_min(y + atom->height, room);
        else if (y + atom->height <= room) {
            y += atom->height;
            top = top && !is_content(atom);
        } else {
            bool tall = atom->kind == BB_ATOM_GROUP && atom->height > room - used;
            *split = tall && (last == 0 || y_last < room * 2 / 3);
            return *split ? i + 1 : last > 0 ? last : i > from ? i : i + 1;
        }
    }
    return list->len;
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
        if (!top)
            y += atom->height;
    }
    return y;
}

static bb_len
start_table_head(struct builder *builder, bb_len y)
{
    struct bb_list_of_atoms head = {0};
    const struct bb_atom *row = after_space(builder->list, builder->next);
    if (!builder->broken || row->table != builder->broken)
        return y;
    bb_table_head(builder->layout, row, &head);
    return paint_atoms(builder, &head, 0, head.len, y, false);
}

/* Whether the table of the last row painted goes on after `end`. */
static void
end_table_foot(struct builder *builder, size_t end, bb_len y)
{
    builder->broken = NULL;
    if (end >= builder->list->len || end == 0)
        return;
    const struct bb_atom *row = after_space(builder->list, end);
    const struct bb_table_state *table = NULL;
    for (size_t i = end; i > 0 && !table; i--)
        if (builder->list->at[i - 1].kind == BB_ATOM_GROUP)
            table = builder->list->at[i - 1].table;
        else if (builder->list->at[i - 1].kind == BB_ATOM_LINE)
            break;
    if (!table || row->table != table)
        return;
    struct bb_list_of_atoms foot = {0};
    bb_table_foot(builder->layout, row, &foot);
    paint_atoms(builder, &foot, 0, foot.len, y, false);
    builder->broken = table;
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
    builder->status = BB_INVALID;
    return false;
}

static void
skip_space(struct builder *builder)
{
    while (builder->next < builder->list->len
        && builder->list->at[builder->next].kind == BB_ATOM_SPACE)
        builder->next++;
}

static void
fill_page(struct builder *builder)
{
    struct bb_layout *layout = builder->layout;
    size_t from = builder->next;
    if (read_top(builder) == BB_START_RECTO && layout->out->pages.len % 2 == 1)
        add_page(builder, true);
    add_page(builder, false);
    bool split;
    bb_len y = start_table_head(builder, 0);
    size_t end = find_end(builder, from, y, &split);
    struct bb_atom rest, *last = &builder->list->at[end - 1];
    struct bb_list_of_atoms before = {builder->list->at + from, end - 1 - from, 0};
    if (split)
        split =
            bb_group_split(layout, last, page_room(builder) - y - bb_list_height(&before), &rest);
    y = paint_atoms(builder, builder->list, from, end, y, true);
    if (split) {
        *last = rest;
        end--;
    }
    end_table_foot(builder, end, y);
    bb_paint_close(layout);
    builder->next = end;
}

enum bb_status
bb_fill_pages(struct bb_layout *layout, struct bb_list_of_atoms *list)
{
    struct builder builder = {.layout = layout, .list = list};
    skip_space(&builder);
    while (builder.next < list->len && check_pages(&builder)) {
        fill_page(&builder);
        skip_space(&builder);
    }
    if (layout->out->pages.len == 0)
        add_page(&builder, false);
    return builder.status;
}

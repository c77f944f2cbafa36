/* The page builder: fills pages with atoms in order, or the frames of their regions.
 *
 * Where each ends, ends.c says. Space at the top of a page goes. A table that breaks shows its foot
 * and, on the next page, its head once more (T32).
 *
 * A page of regions is filled region by region, and pages follow as long as one of them has atoms
 * left. What is in no region takes no room there: parts, anchors and what is placed. */
#include "layout/atom.h"
#include "layout/ends.h"
#include "layout/fit.h"

struct builder {
    struct bb_layout *layout;
    struct bb_list_of_atoms *list;
    size_t next;                         /* first atom not yet on a page */
    const struct bb_table_state *broken; /* a table that goes on */
    uint32_t broken_on;                  /* the page that it broke on */
    struct bb_page_ends ends;
    bb_len left, top, room;         /* of the place being filled */
    bb_len used;                    /* of it, at its end */
    const struct bb_region *region; /* NULL: the text */
};

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
    for (size_t i = from; i < to; i++) {
        const struct bb_atom *atom = &list->at[i];
        bb_paint_atom(layout, atom, builder->left, builder->top + y, top);
        top = top && !bb_atom_shows(atom);
        if (atom->kind == BB_ATOM_SPACE) {
            bb_len below = bb_space_pass(atom, y, top, builder->room);
            if (below > y)
                bb_paint_drawing(
                    layout, atom->drawing, builder->left + atom->x, builder->top + y, below - y);
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
    const struct bb_atom *found = bb_ends_row(&builder->ends, builder->next);
    if (!builder->broken || found->table != builder->broken)
        return y;
    struct bb_atom *row = &builder->list->at[found - builder->list->at];
    bb_table_head(builder->layout, row, builder->broken_on != builder->layout->page_number, &head);
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
    bb_table_foot(builder->layout, row, !builder->ends.goes_on_here, foot);
    builder->broken_on = builder->layout->page_number;
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
    bb_len room = builder->room - end->y - bb_list_height(foot);
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
    bb_len room = bb_len_max(builder->room - y, 0);
    if (group->height > room)
        bb_group_spill(builder->layout, group, room);
    group->height = bb_len_min(group->height, room);
}

/* Ends the page: its atoms from `from`, `y` taken already. Returns the first atom of the next. */
static size_t
end_page(struct builder *builder, size_t from, bb_len y)
{
    struct bb_last_breaks last;
    struct bb_page_end end = bb_ends_find(&builder->ends, from, y, builder->room, &last);
    struct bb_list_of_atoms foot;
    struct bb_atom rest;
    builder->broken = find_table_foot(builder, &end, &foot);
    bb_len excess = end.y + bb_list_height(&foot) - builder->room;
    if (!end.split && excess > 0) {
        end = bb_ends_find(&builder->ends, from, y, builder->room - excess, &last);
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
    builder->used = paint_atoms(builder, &foot, 0, foot.len, y, false);
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

static struct builder
builder_of(struct bb_layout *layout, struct bb_list_of_atoms *list)
{
    return (struct builder){
        .layout = layout, .list = list, .ends = {.layout = layout, .list = list}};
}

static void
begin_page(struct builder *builder)
{
    struct bb_layout *layout = builder->layout;
    if (read_top(builder) == BB_START_RECTO && layout->out->pages.len % 2 == 1)
        add_page(builder, true);
    add_page(builder, false);
    builder->left = bb_text_left(layout->layout, layout->page_number);
    builder->top = layout->layout->page.top;
    builder->room = layout->layout->page.text_height;
}

static void
close_page(struct bb_layout *layout)
{
    if (layout->measuring)
        return;
    bb_paint_close(layout);
    bb_page_close(layout->out, layout->page, furniture_items(layout));
}

static void
fill_page(struct builder *builder)
{
    begin_page(builder);
    builder->next = end_page(builder, builder->next, start_table_head(builder, 0));
    close_page(builder->layout);
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
bb_pages_show(const struct bb_layout *layout)
{
    bool shows = bb_list_shows(layout->flow);
    for (size_t i = 0; i < layout->nregions && !shows; i++)
        shows = bb_list_shows(&layout->regions[i].list);
    return shows;
}

bool
bb_pages_go_on(const struct bb_layout *layout)
{
    return layout->status == BB_OK && bb_pages_fit(layout)
        && (layout->pages_most == 0 || layout->out->pages.len <= layout->pages_most);
}

/* --- what is over ----------------------------------------------------------------------------- */

/* Where an item of `for_each` begins, pages are counted from there: one that has too many is not
 * made good, nor told, by those after it. */
static void
count_anew(const struct builder *builder)
{
    struct bb_layout *layout = builder->layout;
    for (size_t i = builder->next; layout->over && i < builder->list->len; i++) {
        const struct bb_atom *atom = &builder->list->at[i];
        if (bb_atom_shows(atom))
            break;
        if (atom->kind == BB_ATOM_PART && atom->as.part.counted)
            layout->pages_before = layout->out->pages.len;
    }
}

/* Pages that a passage and those before it may have. Each to come needs one: what is too long is
 * told of the passage that it is in, not of the last, which would lack its page. */
static size_t
pages_allowed(const struct bb_layout *layout)
{
    size_t pages = (size_t)layout->layout->fit->pages;
    return pages > layout->passages_to_come ? pages - layout->passages_to_come : 1;
}

/* Whether there may be no more pages, and what is left is only to be measured. Room that the last
 * place had left does not lack. */
static bool
ends_here(struct builder *builder)
{
    struct bb_layout *layout = builder->layout;
    if (!layout->over || layout->out->pages.len - layout->pages_before < pages_allowed(layout))
        return false;
    if (builder->next == builder->list->len)
        return true;
    struct bb_list_of_atoms rest = {
        builder->list->at + builder->next, builder->list->len - builder->next, 0};
    bb_over_add(layout->over, builder->region,
        bb_len_max(bb_list_height(&rest) - (builder->room - builder->used), 1));
    return true;
}

static void
look_over(struct builder *builder)
{
    if (builder->layout->over)
        bb_over_look(builder->layout->over, builder->region, builder->list);
}

/* --- regions ---------------------------------------------------------------------------------- */

/* Whether the frame stays empty for a taller one: what it would begin with has to be taken apart or
 * torn here, and would not be there. */
static bool
is_too_low(struct builder *builder)
{
    struct bb_last_breaks last;
    if (builder->room >= builder->layout->room)
        return false;
    const struct bb_atom *row = bb_ends_row(&builder->ends, builder->next);
    bool head = builder->broken && row->table == builder->broken;
    bb_len used = head ? bb_table_head_height(builder->layout, row) : 0;
    struct bb_page_end end =
        bb_ends_find(&builder->ends, builder->next, used, builder->room, &last);
    return !bb_ends_run(&builder->ends, &end) && last.free.at == 0;
}

static void
fill_frame(struct builder *builder, const struct bb_frame *frame, bool last)
{
    struct bb_layout *layout = builder->layout;
    skip_space(builder);
    if (builder->next == builder->list->len)
        return;
    builder->left = bb_frame_left(layout->layout, frame, layout->page_number);
    builder->top = frame->y;
    builder->room = frame->height;
    builder->ends.goes_on_here = !last;
    builder->used = 0;
    if (is_too_low(builder))
        return;
    builder->next = end_page(builder, builder->next, start_table_head(builder, 0));
}

/* Whether something is left for another page. */
static bool
fill_region(struct builder *builder, const struct bb_region_flow *region)
{
    struct bb_layout *layout = builder->layout;
    layout->room = region->room;
    layout->filling = region->region;
    bb_scale_choose(layout, region->region);
    for (size_t i = 0; i < region->frames.len; i++)
        fill_frame(builder, &region->frames.at[i], i + 1 == region->frames.len);
    layout->room = layout->layout->page.text_height;
    layout->filling = NULL;
    bb_scale_choose(layout, NULL);
    skip_space(builder);
    return builder->next < builder->list->len;
}

static struct builder *
open_regions(struct bb_layout *layout)
{
    struct builder *builders = BB_NEW_ARRAY(layout->passage, struct builder, layout->nregions);
    for (size_t i = 0; i < layout->nregions; i++) {
        builders[i] = builder_of(layout, &layout->regions[i].list);
        builders[i].ends.frames = true;
        builders[i].region = layout->regions[i].region;
        look_over(&builders[i]);
    }
    return builders;
}

static bool
regions_end_here(struct bb_layout *layout, struct builder *builders)
{
    bool end = false;
    for (size_t i = 0; i < layout->nregions; i++)
        end |= ends_here(&builders[i]);
    return end;
}

static void
fill_region_pages(struct bb_layout *layout)
{
    struct builder flow = builder_of(layout, layout->flow);
    struct builder *builders = open_regions(layout);
    bool left = layout->flow->len > 0;
    for (size_t i = 0; i < layout->nregions && !left; i++)
        left = layout->regions[i].list.len > 0;
    while (left && bb_pages_go_on(layout) && check_pages(&flow)) {
        count_anew(&flow);
        if (regions_end_here(layout, builders))
            return;
        begin_page(&flow);
        paint_atoms(&flow, flow.list, flow.next, flow.list->len, 0, true);
        flow.next = flow.list->len;
        left = false;
        for (size_t i = 0; i < layout->nregions; i++)
            left |= fill_region(&builders[i], &layout->regions[i]);
        close_page(layout);
    }
}

/* --- the text --------------------------------------------------------------------------------- */

static void
fill_text_pages(struct bb_layout *layout)
{
    struct builder builder = builder_of(layout, layout->flow);
    skip_space(&builder);
    look_over(&builder);
    while (builder.next < builder.list->len && bb_pages_go_on(layout) && check_pages(&builder)) {
        count_anew(&builder);
        if (ends_here(&builder))
            return;
        fill_page(&builder);
        skip_space(&builder);
    }
}

void
bb_fill_pages(struct bb_layout *layout)
{
    struct builder builder = builder_of(layout, layout->flow);
    if (layout->nregions > 0)
        fill_region_pages(layout);
    else
        fill_text_pages(layout);
    if (layout->out->pages.len == 0)
        add_page(&builder, false);
}

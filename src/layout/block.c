/* Blocks in order: what all kinds have in common, then the kind's own file.
 *
 * Space between two blocks is the larger of what the first asks for after it and the second before
 * it. A part, a new page, an anchor become atoms of no height that stay with what follows. */
#include "layout/atom.h"

static void
flush_space(struct bb_layout *layout, bb_len before)
{
    bb_len gap = bb_len_max(layout->space, bb_scaled_space(layout, before));
    layout->space = 0;
    if (layout->list->len > 0)
        bb_atom_space(layout, gap, false);
}

static void
build_rule(struct bb_layout *layout, const struct bb_block *block)
{
    const struct bb_block_template *from = block->from;
    bb_len length = from->as.rule.length > 0 ? from->as.rule.length : layout->width;
    struct bb_rule_look look = {
        from->as.rule.thickness, bb_ink_color(&from->as.rule.ink, block->hue)};
    bb_atom_rule(layout, length, look, layout->list->len > 0);
}

static void
build_space(struct bb_layout *layout, const struct bb_block *block)
{
    bb_len until = bb_scaled_space(layout, block->from->as.space.until);
    bb_atom_space(layout, bb_scaled_space(layout, block->from->as.space.height), false);
    if (until > 0)
        bb_atom_push(layout, (struct bb_atom){.kind = BB_ATOM_SPACE, .as.until = until});
}

static struct bb_tag *
open_tag(struct bb_layout *layout, enum bb_role role)
{
    struct bb_tag *outer = layout->parent;
    layout->parent = bb_display_add_tag(layout->out, outer, role);
    return outer;
}

static void
build_kind(struct bb_layout *layout, const struct bb_block *block)
{
    switch (block->kind) {
    case BB_COMPOSED_FLOW:
    case BB_COMPOSED_ITEM:
        bb_build_blocks(layout, &block->children);
        break;
    case BB_COMPOSED_PARAGRAPH:
        bb_build_paragraph(layout, block);
        break;
    case BB_COMPOSED_LIST:
        bb_build_list(layout, block);
        break;
    case BB_COMPOSED_SECTION:
        bb_build_section(layout, block);
        break;
    case BB_COMPOSED_TABLE:
        bb_build_table(layout, block);
        break;
    case BB_COMPOSED_COLUMNS:
        bb_build_columns(layout, block);
        break;
    case BB_COMPOSED_BOX:
        bb_build_box(layout, block);
        break;
    case BB_COMPOSED_IMAGE:
        bb_build_image(layout, block);
        break;
    case BB_COMPOSED_QR:
        bb_build_qr(layout, block);
        break;
    case BB_COMPOSED_ROUTE:
        bb_build_route(layout, block);
        break;
    case BB_COMPOSED_HOURS:
        bb_build_hours(layout, block);
        break;
    case BB_COMPOSED_RULE:
        build_rule(layout, block);
        break;
    case BB_COMPOSED_SPACE:
        build_space(layout, block);
        break;
    }
}

/* What comes begins a page whatever stands before: that can be painted and forgotten. */
static void
end_passage(struct bb_layout *layout)
{
    if (layout->list != layout->flow || !bb_pages_show(layout))
        return;
    bb_fill_pages(layout);
    bb_pages_foresee(layout);
    *layout->flow = (struct bb_list_of_atoms){0};
    bb_regions_clear(layout);
    bb_arena_reset(layout->passage);
    layout->npassages++;
    if (layout->passages_to_come > 0)
        layout->passages_to_come--;
}

/* No page has both regions and text: with regions, and after them, a page begins. */
static enum bb_start
start_of(const struct bb_layout *layout, const struct bb_block_template *from)
{
    if (from->start != BB_START_NONE || from->master < 0 || layout->list != layout->flow)
        return from->start;
    bool regions = layout->nregions > 0 || layout->layout->masters[from->master].nregions > 0;
    return regions ? BB_START_PAGE : BB_START_NONE;
}

/* Whether `fit` allows so many pages for each of these. */
static bool
is_counted(const struct bb_layout *layout, const struct bb_block_template *from)
{
    const struct bb_fit *fit = layout->layout->fit;
    const struct bb_path_expr *list = fit ? fit->for_each : NULL;
    const struct bb_path_expr *each = from->each ? &from->each->path : NULL;
    if (!list || !each || each->slot != list->slot || each->nsteps != list->nsteps)
        return false;
    for (size_t i = 0; i < list->nsteps; i++)
        if (each->steps[i].of != list->steps[i].of || each->steps[i].field != list->steps[i].field)
            return false;
    return true;
}

static bool
is_container(const struct bb_block *block)
{
    return block->kind == BB_COMPOSED_FLOW || block->kind == BB_COMPOSED_ITEM;
}

/* Adds the passages of a block: what begins a page and shows something. */
static void
count_passages(
    const struct bb_layout *layout, const struct bb_block *block, bool *begins, size_t *count)
{
    if (block->hidden)
        return;
    *begins |= block->from && start_of(layout, block->from) != BB_START_NONE;
    for (size_t i = 0; is_container(block) && i < block->children.len; i++)
        count_passages(layout, block->children.at[i], begins, count);
    if (!is_container(block) && *begins) {
        *begins = false;
        ++*count;
    }
}

void
bb_foresee_passages(struct bb_layout *layout, const struct bb_block *block)
{
    size_t count = 0;
    bool begins = true;
    count_passages(layout, block, &begins, &count);
    layout->passages_to_come = count > 0 ? count - 1 : 0;
}

/* A new part, page kind or page. */
static void
build_start(struct bb_layout *layout, const struct bb_block *block)
{
    const struct bb_block_template *from = block->from;
    if (!from || (!block->part && from->start == BB_START_NONE && from->master < 0))
        return;
    enum bb_start start = start_of(layout, from);
    if (start != BB_START_NONE)
        end_passage(layout);
    if (from->master >= 0 && layout->list == layout->flow)
        bb_regions_open(layout, from->master);
    bool counted = is_counted(layout, from);
    if (counted && layout->over)
        bb_foresee_passages(layout, block);
    bb_atom_push(layout,
        (struct bb_atom){
            .kind = BB_ATOM_PART, .start = start, .as.part = {block->part, from->master, counted}});
    if (start != BB_START_NONE)
        layout->space = 0;
}

static void
build_anchors(struct bb_layout *layout, const struct bb_block *block)
{
    if (block->target)
        bb_atom_push(layout, (struct bb_atom){.kind = BB_ATOM_ANCHOR, .as.anchor = block->target});
    if (block->entry)
        bb_atom_push(layout, (struct bb_atom){.kind = BB_ATOM_ANCHOR, .as.anchor = block->entry});
}

/* The atoms of a block with a bar share one, whatever bars stand inside. */
static void
set_bar(struct bb_layout *layout, const struct bb_block *block, size_t from)
{
    if (!block->barred || from == layout->list->len)
        return;
    const struct bb_side_bar *bar = bb_bar_create(layout, block->from->bar, block->hue);
    for (size_t i = from; i < layout->list->len; i++)
        if (layout->list->at[i].kind == BB_ATOM_LINE || layout->list->at[i].kind == BB_ATOM_GROUP)
            layout->list->at[i].bar = bar;
}

/* Taken out of the flow: its own list, at a fixed place of the page that comes. */
static void
build_placed(struct bb_layout *layout, const struct bb_block *block)
{
    const struct bb_block_template *from = block->from;
    struct bb_list_of_atoms list = {0};
    const struct bb_page_template *page = &layout->layout->page;
    bb_len width = bb_room(layout, block, from->has_width ? from->width : layout->width - from->x);
    struct bb_column_state state = bb_column_enter(layout, &list, width);
    build_anchors(layout, block);
    build_kind(layout, block);
    set_bar(layout, block, 0);
    bb_column_leave(layout, state);
    /* Into the margins as the layout likes, but not off the page. */
    bb_len top = from->at_foot ? 0 : page->top + from->y;
    bb_len below = top + bb_list_height(&list) - page->height;
    bb_len beside = page->inner + page->gutter + from->x + width - page->width;
    bb_len lacking = bb_len_max(below, beside);
    if (lacking > 0)
        bb_report(layout->diag, BB_D_LAYOUT_PLACE, block->span,
            bb_arena_printf(layout->arena, "%.1f", bb_len_to_mm(lacking)).ptr);
    /* What would leave the page is moved in: Cairo 1.18 drops what is outside with its marks. */
    bb_len x = bb_len_max(from->x - bb_len_max(beside, 0), -page->inner - page->gutter);
    bb_len y = bb_len_max(from->y - bb_len_max(below, 0), -page->top);
    bb_atom_push(layout,
        (struct bb_atom){.kind = BB_ATOM_PLACED,
            .as.placed = {list, x, y, from->at_foot, bb_list_height(&list)}});
}

/* What is taller than a page breaks as its own blocks may. */
static void
keep_together(struct bb_layout *layout, size_t from)
{
    if (bb_list_height_from(layout->list, from) > layout->room)
        return;
    for (size_t i = from + 1; i < layout->list->len; i++)
        layout->list->at[i].together = true;
}

bb_len
bb_room(struct bb_layout *layout, const struct bb_block *block, bb_len width)
{
    enum { LEAST_MM = 2 };
    bb_len least = bb_len_from_mm(LEAST_MM);
    if (width >= least)
        return width;
    bb_report(layout->diag, BB_D_LAYOUT_NARROW, block->span,
        bb_arena_printf(layout->arena, "%.1f", bb_len_to_mm(width)).ptr);
    return least;
}

int
bb_level_nest(struct bb_levels *levels, int level)
{
    while (levels->depth > 0 && levels->open[levels->depth - 1] >= level)
        levels->depth--;
    if (levels->depth < BB_LEVELS)
        levels->open[levels->depth++] = level;
    return levels->depth;
}

enum bb_role
bb_role_of_level(struct bb_layout *layout, int level)
{
    if (level == 0)
        return BB_ROLE_P;
    level = bb_level_nest(&layout->headings, level);
    return (enum bb_role)(BB_ROLE_H1 + (level < 6 ? level : 6) - 1);
}

/* In the column where it stands, with the space around it. */
static void
build_here(struct bb_layout *layout, const struct bb_block *block)
{
    if (is_container(block))
        layout->space = bb_len_max(layout->space, bb_scaled_space(layout, block->before));
    else
        flush_space(layout, block->before);
    size_t from = layout->list->len, passages = layout->npassages;
    build_anchors(layout, block);
    build_kind(layout, block);
    if (passages != layout->npassages)
        from = 0; /* what stood before has been painted */
    set_bar(layout, block, from);
    layout->space = bb_len_max(layout->space, bb_scaled_space(layout, block->after));
    if (block->from && block->from->keep_together)
        keep_together(layout, from);
    if (block->keep_next)
        layout->keep = true;
}

/* The elements of a block, those after `last` of its parent, have its turn; what is inside of it
 * may have a turn of its own. */
static void
set_turn(struct bb_tag *parent, struct bb_tag *last, const struct bb_block *block)
{
    int turn = block->from ? block->from->turn : 0;
    if (turn == 0)
        return;
    for (struct bb_tag *tag = last ? last->next : parent->first; tag; tag = tag->next)
        tag->turn = tag->turn > 0 ? tag->turn : turn;
}

void
bb_build_block(struct bb_layout *layout, const struct bb_block *block)
{
    if (block->hidden || !bb_pages_go_on(layout))
        return;
    struct bb_tag *outer = layout->parent, *last = outer->last;
    layout->nbuilt++;
    if (block->part)
        outer = open_tag(layout, BB_ROLE_PART);
    build_start(layout, block);
    struct bb_region_flow *region = bb_regions_find(layout, block);
    if (block->from && block->from->placed)
        build_placed(layout, block);
    else if (region) {
        struct bb_column_state state = bb_region_enter(layout, region);
        build_here(layout, block);
        bb_region_leave(layout, region, state);
    } else if (is_container(block) || !bb_regions_lack(layout, block))
        build_here(layout, block);
    layout->parent = outer;
    set_turn(outer, last, block);
}

void
bb_build_blocks(struct bb_layout *layout, const struct bb_blocks *blocks)
{
    for (size_t i = 0; i < blocks->len; i++)
        bb_build_block(layout, blocks->at[i]);
}

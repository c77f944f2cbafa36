/* Regions while blocks are built: each has a list of atoms of its own, into which blocks go in the
 * order of the file, whatever region the one before went into. Pages are filled from them (page.c).
 *
 * One list with atoms that say their region was the alternative: it would have to be taken apart
 * for each page, and space between two blocks would have to look for the one before. */
#include "layout/atom.h"

static bb_len
tallest(const struct bb_frames *frames)
{
    bb_len height = 0;
    for (size_t i = 0; i < frames->len; i++)
        height = bb_len_max(height, frames->at[i].height);
    return height;
}

static void
give_back(struct bb_layout *layout, const struct bb_list_of_atoms *list)
{
    for (size_t i = 0; i < list->len; i++)
        bb_atom_push(layout, list->at[i]);
}

void
bb_regions_open(struct bb_layout *layout, int master)
{
    const struct bb_master *from = &layout->layout->masters[master];
    for (size_t i = 0; i < layout->nregions; i++)
        give_back(layout, &layout->regions[i].list);
    layout->nregions = from->nregions;
    layout->building = master;
    if (from->nregions == 0)
        return;
    layout->regions = BB_NEW_ARRAY(layout->arena, struct bb_region_flow, from->nregions);
    for (size_t i = 0; i < from->nregions; i++) {
        const struct bb_region *region = &from->regions[i];
        bool unfolded = layout->scale.unfolded && region->unfolded.len > 0;
        layout->regions[i].region = region;
        layout->regions[i].frames = unfolded ? region->unfolded : region->frames;
        layout->regions[i].room = tallest(&layout->regions[i].frames);
    }
}

void
bb_regions_clear(struct bb_layout *layout)
{
    for (size_t i = 0; i < layout->nregions; i++) {
        layout->regions[i].list = (struct bb_list_of_atoms){0};
        layout->regions[i].space = 0;
        layout->regions[i].keep = false;
    }
}

struct bb_region_flow *
bb_regions_find(struct bb_layout *layout, const struct bb_block *block)
{
    int name = block->from ? block->from->into - 1 : -1;
    for (size_t i = 0; name >= 0 && i < layout->nregions; i++)
        if (layout->regions[i].region->name == name)
            return &layout->regions[i];
    if (name >= 0)
        bb_report(layout->diag, BB_D_LAYOUT_UNKNOWN_NAME, block->span, "region",
            layout->layout->region_names[name], "");
    return NULL;
}

struct bb_column_state
bb_region_enter(struct bb_layout *layout, struct bb_region_flow *region)
{
    struct bb_column_state state =
        bb_column_enter(layout, &region->list, region->frames.at[0].width);
    bb_scale_choose(layout, region->region);
    layout->space = region->space;
    layout->keep = region->keep;
    layout->room = region->room;
    layout->on_grid = true;
    return state;
}

void
bb_region_leave(
    struct bb_layout *layout, struct bb_region_flow *region, struct bb_column_state state)
{
    region->space = layout->space;
    region->keep = layout->keep;
    layout->room = layout->layout->page.text_height;
    bb_scale_choose(layout, NULL);
    bb_column_leave(layout, state);
}

bool
bb_regions_lack(struct bb_layout *layout, const struct bb_block *block)
{
    bool lacks = layout->nregions > 0 && layout->list == layout->flow;
    if (lacks)
        bb_report(layout->diag, BB_D_LAYOUT_NO_REGION, block->span,
            layout->layout->masters[layout->building].name);
    return lacks;
}

/* Looking for glyphs that stand for a text by themselves.
 *
 * Runs are gone through from the document's first to the one that has the glyph, which is nearly
 * always among the first few. Asking the font file's cmap was the alternative: the glyph need not
 * be in the subset then, and the file is no longer open. */
#include "backend/lone_glyph.h"

#include "backend/cluster.h"

/* What is looked for: a blank of a face, or what paints, in any. */
struct search {
    bool blank;
    uint32_t face;
};

static bool
can_hold(const struct search *search, const struct bb_run *run)
{
    return !search->blank
        || (run->face == search->face && memchr(run->text.ptr, ' ', run->text.len));
}

static bool
is_sought(const struct search *search, const struct bb_cluster *cluster)
{
    if (cluster->nglyphs != 1)
        return false;
    return search->blank ? bb_str_equal(cluster->text, BB_STR(" "))
                         : !bb_cluster_is_blank(cluster->text);
}

static bool
find_in_run(struct bb_arena *arena, const struct search *search, const struct bb_run *run,
    struct bb_lone_glyph *found)
{
    if (!can_hold(search, run))
        return false;
    struct bb_cluster *clusters;
    size_t nclusters = bb_cluster_split(arena, run, &clusters);
    size_t i = 0;
    while (i < nclusters && !is_sought(search, &clusters[i]))
        i++;
    if (i < nclusters)
        *found = (struct bb_lone_glyph){
            .run = run, .id = run->glyphs[clusters[i].glyph].id, .text = clusters[i].text};
    return i < nclusters;
}

static bool
find_in_document(struct bb_arena *arena, const struct search *search,
    const struct bb_display *display, struct bb_lone_glyph *found)
{
    for (size_t p = 0; p < display->pages.len; p++) {
        const struct bb_page *page = display->pages.at[p];
        for (size_t i = 0; i < page->items.len; i++) {
            const struct bb_item *item = &page->items.at[i];
            if (item->kind == BB_ITEM_RUN && find_in_run(arena, search, &item->as.run, found))
                return true;
        }
    }
    return false;
}

uint32_t
bb_lone_glyph_find_blank(struct bb_arena *arena, const struct bb_display *display, uint32_t face)
{
    const struct search search = {.blank = true, .face = face};
    struct bb_lone_glyph found;
    return find_in_document(arena, &search, display, &found) ? found.id : 0;
}

void
bb_lone_glyph_find_painted(
    struct bb_arena *arena, const struct bb_display *display, struct bb_lone_glyph *found)
{
    const struct search search = {0};
    find_in_document(arena, &search, display, found);
}

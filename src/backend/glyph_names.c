/* Collects the names of glyphs from the clusters of several: one pass over a face's runs, which are
 * split only where two neighbours share a cluster, so that a document without such pays a
 * comparison for each glyph. */
#include "backend/glyph_names.h"

#include <stdlib.h>

#include "backend/cluster.h"

struct name_vec {
    struct bb_fontset_name *at;
    size_t len;
    size_t cap;
};

static bool
has_shared_cluster(const struct bb_run *run)
{
    for (size_t i = 1; i < run->nglyphs; i++)
        if (run->glyphs[i].cluster == run->glyphs[i - 1].cluster)
            return true;
    return false;
}

static void
add_run(struct bb_arena *arena, struct bb_arena *scratch, const struct bb_fontset *fonts,
    const struct bb_run *run, struct name_vec *names)
{
    struct bb_cluster *clusters;
    size_t count = bb_cluster_split(scratch, run, &clusters);
    for (size_t i = 0; i < count; i++)
        for (uint32_t k = 0; clusters[i].nglyphs > 1 && k < clusters[i].nglyphs; k++) {
            int32_t code = bb_cluster_part(&clusters[i], k);
            uint32_t id = run->glyphs[clusters[i].glyph + k].id;
            if (code >= 0)
                BB_VEC_PUSH(arena, names,
                    (struct bb_fontset_name){(uint32_t)code, bb_fontset_map(fonts, run->face, id)});
        }
    bb_arena_reset(scratch);
}

static int
compare_names(const void *a, const void *b)
{
    const struct bb_fontset_name *x = a, *y = b;
    if (x->code != y->code)
        return x->code < y->code ? -1 : 1;
    return x->glyph < y->glyph ? -1 : x->glyph > y->glyph;
}

/* A character of several glyphs (forms of a language) goes to the first. */
static size_t
sort_names(struct name_vec *names)
{
    size_t len = 0;
    if (names->len == 0)
        return 0;
    qsort(names->at, names->len, sizeof *names->at, compare_names);
    for (size_t i = 0; i < names->len; i++)
        if (len == 0 || names->at[i].code != names->at[len - 1].code)
            names->at[len++] = names->at[i];
    return len;
}

size_t
bb_glyph_names_collect(struct bb_arena *arena, struct bb_arena *scratch,
    const struct bb_display *display, const struct bb_fontset *fonts, uint32_t face,
    struct bb_fontset_name **names)
{
    struct name_vec found = {0};
    for (size_t p = 0; p < display->pages.len; p++) {
        const struct bb_page *page = display->pages.at[p];
        for (size_t i = 0; i < page->items.len; i++) {
            const struct bb_item *item = &page->items.at[i];
            if (item->kind == BB_ITEM_RUN && item->as.run.face == face
                && has_shared_cluster(&item->as.run))
                add_run(arena, scratch, fonts, &item->as.run, &found);
        }
    }
    size_t len = sort_names(&found);
    *names = found.at;
    return len;
}

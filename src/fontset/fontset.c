/* One subset per face for all glyphs of a document.
 *
 * The glyphs of all runs are collected as bit sets; a glyph's new id is its rank in the set.
 * CID-keyed CFF fonts, which all CJK fonts are, are subset here (keyed.c), the others by hb-subset
 * (general.c).
 *
 * Leaving subsetting to the backends was the alternative. Cairo's own damages or aborts on Noto
 * CJK (findings.md, 1), and each backend would do it again in its own way. */
#include "fontset/fontset.h"

#include <stdlib.h>

#include "base/vec.h"
#include "fontset/subset.h"

struct bb_fontset_sources {
    struct bb_arena arena;
    BB_VEC(struct bb_fontset_source *) list;
};

struct bb_fontset {
    struct bb_arena arena;
    struct bb_fontset_entry *entries;
    size_t len;
};

/* --- sources ---------------------------------------------------------------------------------- */

struct bb_fontset_sources *
bb_fontset_sources_create(void)
{
    struct bb_fontset_sources *sources = calloc(1, sizeof *sources);
    if (!sources)
        abort();
    bb_arena_init(&sources->arena);
    return sources;
}

void
bb_fontset_sources_destroy(struct bb_fontset_sources *sources)
{
    if (!sources)
        return;
    for (size_t i = 0; i < sources->list.len; i++)
        bb_fontset_source_close(sources->list.at[i]);
    bb_arena_finish(&sources->arena);
    free(sources);
}

static bool
same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* The source of a face, opened where it is not. NULL with `*fault` where that fails. */
static const struct bb_fontset_source *
find_source(struct bb_fontset_sources *sources, const struct bb_display_face *face,
    enum bb_fontset_fault *fault)
{
    for (size_t i = 0; i < sources->list.len; i++) {
        const struct bb_display_face *known = &sources->list.at[i]->face;
        if (known->index == face->index && same_text(known->path, face->path)
            && same_text(known->variations, face->variations))
            return sources->list.at[i];
    }
    struct bb_arena *arena = &sources->arena;
    struct bb_fontset_source *source = BB_NEW(arena, struct bb_fontset_source);
    struct bb_display_face own = *face;
    own.path = bb_arena_str(arena, bb_str_from(face->path)).ptr;
    if (face->variations)
        own.variations = bb_arena_str(arena, bb_str_from(face->variations)).ptr;
    *fault = bb_fontset_source_open(source, arena, &own);
    if (*fault == BB_FONTSET_GOOD) {
        BB_VEC_PUSH(arena, &sources->list, source);
        return source;
    }
    bb_fontset_source_close(source);
    return NULL;
}

/* --- collecting ------------------------------------------------------------------------------- */

static bool
collect_run(struct bb_fontset *set, const struct bb_run *run)
{
    struct bb_fontset_entry *entry = &set->entries[run->face];
    if (!entry->used)
        entry->used = BB_NEW_ARRAY(&set->arena, uint64_t, BB_FONTSET_WORDS);
    for (size_t i = 0; i < run->nglyphs; i++) {
        uint32_t id = run->glyphs[i].id;
        if (id == 0 || id >= BB_FONTSET_GLYPHS_MOST)
            return false;
        entry->used[id / BB_FONTSET_WORD_BITS] |= (uint64_t)1 << (id % BB_FONTSET_WORD_BITS);
    }
    return true;
}

static bool
collect_glyphs(struct bb_fontset *set, const struct bb_display *display, struct bb_diag *diag)
{
    for (size_t p = 0; p < display->pages.len; p++) {
        const struct bb_page *page = display->pages.at[p];
        for (size_t i = 0; i < page->items.len; i++) {
            const struct bb_item *item = &page->items.at[i];
            if (item->kind != BB_ITEM_RUN || collect_run(set, &item->as.run))
                continue;
            bb_report(diag, BB_D_INTERNAL, item->as.run.span, "a run without a glyph for its text");
            return false;
        }
    }
    return true;
}

/* --- the set ---------------------------------------------------------------------------------- */

static void
rank_glyphs(struct bb_fontset_entry *entry, struct bb_arena *arena)
{
    unsigned count = 0;
    entry->before = BB_NEW_ARRAY(arena, uint16_t, BB_FONTSET_WORDS);
    for (uint32_t word = 0; word < BB_FONTSET_WORDS; word++) {
        entry->before[word] = (uint16_t)count;
        count += (unsigned)__builtin_popcountll(entry->used[word]);
    }
}

static bool
subset(
    struct bb_fontset_entry *entry, struct bb_arena *arena, const struct bb_fontset_source *source)
{
    entry->face = source->metrics;
    bool good = source->keyed && bb_fontset_subset_keyed(entry, arena, source);
    good = good || bb_fontset_subset_general(entry, arena, source);
    if (good)
        rank_glyphs(entry, arena);
    return good;
}

/* Reports and returns false where the file is no font or lacks a glyph that a run claims of it. */
static bool
fill_entry(struct bb_fontset_entry *entry, struct bb_arena *arena,
    struct bb_fontset_sources *sources, const struct bb_display_face *wanted, struct bb_diag *diag)
{
    enum bb_fontset_fault fault = BB_FONTSET_GOOD;
    const struct bb_fontset_source *source = find_source(sources, wanted, &fault);
    if (source && subset(entry, arena, source))
        return true;
    bb_report(diag, fault == BB_FONTSET_UNREADABLE ? BB_D_FONT_UNREADABLE : BB_D_FONT_NOT_SUBSET,
        (struct bb_span){0}, wanted->path);
    return false;
}

/* A document of its own keeps a file open only while its turn lasts. */
static bool
fill_entry_alone(struct bb_fontset_entry *entry, struct bb_arena *arena,
    struct bb_fontset_sources *sources, const struct bb_display_face *wanted, struct bb_diag *diag)
{
    struct bb_fontset_sources *own = sources ? NULL : bb_fontset_sources_create();
    bool good = fill_entry(entry, arena, sources ? sources : own, wanted, diag);
    if (good && own)
        entry->face.ps_name = bb_arena_str(arena, bb_str_from(entry->face.ps_name)).ptr;
    bb_fontset_sources_destroy(own);
    return good;
}

struct bb_fontset *
bb_fontset_create(
    const struct bb_display *display, struct bb_fontset_sources *sources, struct bb_diag *diag)
{
    struct bb_fontset *set = calloc(1, sizeof *set);
    if (!set)
        abort();
    bb_arena_init(&set->arena);
    set->len = display->faces.len;
    set->entries = BB_NEW_ARRAY(&set->arena, struct bb_fontset_entry, set->len);
    bool good = collect_glyphs(set, display, diag);
    for (size_t i = 0; i < set->len && good; i++) {
        if (set->entries[i].used)
            good = fill_entry_alone(
                &set->entries[i], &set->arena, sources, &display->faces.at[i], diag);
    }
    if (good)
        return set;
    bb_fontset_destroy(set);
    return NULL;
}

void
bb_fontset_destroy(struct bb_fontset *set)
{
    if (!set)
        return;
    for (size_t i = 0; i < set->len; i++) {
        hb_blob_destroy(set->entries[i].blob);
        bb_buf_finish(&set->entries[i].bytes);
    }
    bb_arena_finish(&set->arena);
    free(set);
}

const struct bb_fontset_face *
bb_fontset_lookup(const struct bb_fontset *set, uint32_t face)
{
    return &set->entries[face].face;
}

uint32_t
bb_fontset_map(const struct bb_fontset *set, uint32_t face, uint32_t old_id)
{
    const struct bb_fontset_entry *entry = &set->entries[face];
    uint32_t word = old_id / BB_FONTSET_WORD_BITS;
    uint64_t bit = (uint64_t)1 << (old_id % BB_FONTSET_WORD_BITS);
    if (!entry->before || word >= BB_FONTSET_WORDS || !(entry->used[word] & bit))
        return 0;
    return entry->before[word] + (uint32_t)__builtin_popcountll(entry->used[word] & (bit - 1));
}

/* One subset per face for all glyphs of a document.
 *
 * The glyphs of all runs are collected as bit sets, then hb-subset makes one small OpenType font
 * per face. It sees the source through a filter that hides all tables but those of outlines and
 * metrics: without the cmap its plan need not visit 65,535 mappings (4 M instructions instead of
 * 85 M for Noto CJK), and without GSUB the glyph closure cannot grow the set.
 *
 * Leaving subsetting to the backends was the alternative. Cairo's own damages or aborts on Noto
 * CJK (findings.md, 1), and each backend would do it again in its own way. */
#include "fontset/fontset.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <stdlib.h>

enum { GLYPHS_MOST = 65536, WORD_BITS = 64 };

struct entry {
    struct bb_fontset_face face;
    hb_blob_t *blob;
    uint64_t *used;    /* bit set of glyph ids, GLYPHS_MOST bits; NULL: none */
    uint16_t *new_ids; /* by old id, up to the greatest used */
    uint32_t nold;
};

struct bb_fontset {
    struct bb_arena arena;
    struct entry *entries;
    size_t len;
};

/* --- collecting ------------------------------------------------------------------------------ */

static bool
collect_run(struct bb_fontset *set, const struct bb_run *run)
{
    struct entry *entry = &set->entries[run->face];
    if (!entry->used)
        entry->used = BB_NEW_ARRAY(&set->arena, uint64_t, GLYPHS_MOST / WORD_BITS);
    for (size_t i = 0; i < run->nglyphs; i++) {
        uint32_t id = run->glyphs[i].id;
        if (id == 0 || id >= GLYPHS_MOST)
            return false;
        entry->used[id / WORD_BITS] |= (uint64_t)1 << (id % WORD_BITS);
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

static void
add_used(hb_set_t *glyphs, const uint64_t *used)
{
    for (uint32_t word = 0; word < GLYPHS_MOST / WORD_BITS; word++) {
        for (uint64_t bits = used[word]; bits != 0; bits &= bits - 1)
            hb_set_add(glyphs, word * WORD_BITS + (uint32_t)__builtin_ctzll(bits));
    }
}

/* --- subsetting ------------------------------------------------------------------------------ */

static const hb_tag_t tables_kept[] = {
    HB_TAG('h', 'e', 'a', 'd'),
    HB_TAG('h', 'h', 'e', 'a'),
    HB_TAG('h', 'm', 't', 'x'),
    HB_TAG('m', 'a', 'x', 'p'),
    HB_TAG('n', 'a', 'm', 'e'),
    HB_TAG('C', 'F', 'F', ' '),
    HB_TAG('g', 'l', 'y', 'f'),
    HB_TAG('l', 'o', 'c', 'a'),
    HB_TAG('f', 'v', 'a', 'r'),
    HB_TAG('a', 'v', 'a', 'r'),
    HB_TAG('g', 'v', 'a', 'r'),
    HB_TAG('H', 'V', 'A', 'R'),
};

static hb_blob_t *
reference_kept_table(hb_face_t *face, hb_tag_t tag, void *whole)
{
    (void)face;
    for (size_t i = 0; i < sizeof tables_kept / sizeof tables_kept[0]; i++) {
        if (tables_kept[i] == tag)
            return hb_face_reference_table(whole, tag);
    }
    return NULL;
}

static bool
has_table(hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *table = hb_face_reference_table(face, tag);
    bool there = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    return there;
}

/* Every axis is fixed, at the value asked for or at its default, so that a static font comes out.
 */
static void
pin_axes(hb_subset_input_t *input, hb_face_t *face, const hb_variation_t *wanted, unsigned nwanted)
{
    hb_ot_var_axis_info_t axes[16];
    unsigned naxes = sizeof axes / sizeof axes[0];
    hb_ot_var_get_axis_infos(face, 0, &naxes, axes);
    for (unsigned i = 0; i < naxes; i++) {
        hb_subset_input_pin_axis_to_default(input, face, axes[i].tag);
        for (unsigned k = 0; k < nwanted; k++) {
            if (wanted[k].tag == axes[i].tag)
                hb_subset_input_pin_axis_location(input, face, axes[i].tag, wanted[k].value);
        }
    }
}

/* "wght=700,wdth=75"; returns how many were read. */
static unsigned
parse_variations(const char *text, hb_variation_t *wanted, unsigned most)
{
    unsigned len = 0;
    struct bb_str rest = text ? bb_str_from(text) : (struct bb_str){0};
    while (rest.len > 0 && len < most) {
        struct bb_str part = bb_str_trim(bb_str_cut(&rest, ','));
        if (hb_variation_from_string(part.ptr, (int)part.len, &wanted[len]))
            len++;
    }
    return len;
}

static hb_subset_input_t *
make_input(const struct entry *entry)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    add_used(hb_subset_input_glyph_set(input), entry->used);
    hb_set_t *names = hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID);
    hb_set_clear(names);
    hb_set_add(names, HB_OT_NAME_ID_FULL_NAME); /* Cairo reads this one and the next */
    hb_set_add(names, HB_OT_NAME_ID_POSTSCRIPT_NAME);
    return input;
}

static void
keep_mapping(
    struct bb_fontset *set, struct entry *entry, const hb_subset_plan_t *plan, unsigned nglyphs)
{
    const hb_map_t *olds = hb_subset_plan_new_to_old_glyph_mapping(plan);
    uint32_t *old_ids = BB_NEW_ARRAY(&set->arena, uint32_t, nglyphs);
    for (unsigned id = 0; id < nglyphs; id++) {
        old_ids[id] = hb_map_get(olds, id);
        if (old_ids[id] >= entry->nold && old_ids[id] < GLYPHS_MOST)
            entry->nold = old_ids[id] + 1;
    }
    entry->new_ids = BB_NEW_ARRAY(&set->arena, uint16_t, entry->nold);
    for (unsigned id = 0; id < nglyphs; id++) {
        if (old_ids[id] < entry->nold)
            entry->new_ids[old_ids[id]] = (uint16_t)id;
    }
    entry->face.old_ids = old_ids;
    entry->face.nglyphs = nglyphs;
}

/* hb-subset drops ids that the font does not have; drawing them would give .notdef. */
static bool
has_all_used(const struct entry *entry)
{
    for (uint32_t word = 0; word < GLYPHS_MOST / WORD_BITS; word++) {
        for (uint64_t bits = entry->used[word]; bits != 0; bits &= bits - 1) {
            uint32_t id = word * WORD_BITS + (uint32_t)__builtin_ctzll(bits);
            if (id >= entry->nold || entry->new_ids[id] == 0)
                return false;
        }
    }
    return true;
}

/* Runs hb-subset; false where it gives up, which it does on damaged tables, or a glyph is lacking.
 */
static bool
subset_face(struct bb_fontset *set, struct entry *entry, hb_face_t *source,
    const hb_variation_t *wanted, unsigned nwanted)
{
    hb_subset_input_t *input = make_input(entry);
    hb_subset_plan_t *plan = NULL;
    hb_face_t *result = NULL;
    if (!input)
        return false;
    pin_axes(input, source, wanted, nwanted);
    plan = hb_subset_plan_create_or_fail(source, input);
    if (plan)
        result = hb_subset_plan_execute_or_fail(plan);
    if (result) {
        entry->blob = hb_face_reference_blob(result);
        unsigned len;
        entry->face.blob = (const uint8_t *)hb_blob_get_data(entry->blob, &len);
        entry->face.blob_len = len;
        keep_mapping(set, entry, plan, hb_face_get_glyph_count(result));
    }
    hb_face_destroy(result);
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
    return entry->face.blob_len > 0 && has_all_used(entry);
}

/* --- metrics --------------------------------------------------------------------------------- */

static int
read_i16(const uint8_t *at)
{
    return (int16_t)(at[0] << 8 | at[1]);
}

static int
read_metric(hb_font_t *font, hb_ot_metrics_tag_t tag)
{
    hb_position_t value = 0;
    hb_ot_metrics_get_position_with_fallback(font, tag, &value);
    return value;
}

/* Font bounding box and style bits of `head`, family class of `OS/2`, pitch of `post`; offsets are
 * the OpenType specification's. */
static void
read_tables(struct bb_fontset_face *out, hb_face_t *face)
{
    unsigned len;
    hb_blob_t *head = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
    const uint8_t *at = (const uint8_t *)hb_blob_get_data(head, &len);
    for (int i = 0; len >= 54 && i < 4; i++)
        out->bbox[i] = read_i16(at + 36 + 2 * i);
    if (len >= 54 && (at[45] & 2))
        out->flags |= BB_FONT_ITALIC;
    hb_blob_destroy(head);
    hb_blob_t *os2 = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
    at = (const uint8_t *)hb_blob_get_data(os2, &len);
    /* PANOSE: Latin text with serif style 2 (cove) to 10 (triangle). */
    if (len >= 42 && at[32] == 2 && at[33] >= 2 && at[33] <= 10)
        out->flags |= BB_FONT_SERIF;
    hb_blob_destroy(os2);
    hb_blob_t *post = hb_face_reference_table(face, HB_TAG('p', 'o', 's', 't'));
    at = (const uint8_t *)hb_blob_get_data(post, &len);
    if (len >= 16 && (at[12] | at[13] | at[14] | at[15]))
        out->flags |= BB_FONT_FIXED_PITCH;
    if (len >= 16)
        out->italic_angle = read_i16(at + 4);
    hb_blob_destroy(post);
}

/* Names of PDF objects take no blanks and delimiters; what else a font may claim is left out too.
 */
static const char *
read_ps_name(struct bb_arena *arena, hb_face_t *face)
{
    char name[64];
    unsigned size = sizeof name;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, name);
    size_t len = 0;
    for (unsigned i = 0; i < size; i++) {
        char c = name[i];
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-')
            name[len++] = c;
    }
    return len > 0 ? bb_arena_copy(arena, name, len) : "Font";
}

/* Tables of a parsed font are slices of its blob, so the pointer outlives the face. */
static void
read_program(struct bb_fontset_face *out, hb_face_t *subset)
{
    out->program = out->blob;
    out->program_len = out->blob_len;
    if (out->format != BB_OUTLINE_CFF)
        return;
    hb_blob_t *cff = hb_face_reference_table(subset, HB_TAG('C', 'F', 'F', ' '));
    unsigned len;
    out->program = (const uint8_t *)hb_blob_get_data(cff, &len);
    out->program_len = len;
    hb_blob_destroy(cff);
}

static void
read_metrics(struct bb_fontset *set, struct entry *entry, hb_face_t *source,
    const hb_variation_t *wanted, unsigned nwanted)
{
    struct bb_fontset_face *out = &entry->face;
    out->ps_name = read_ps_name(&set->arena, source);
    out->units_per_em = (int)hb_face_get_upem(source);
    out->flags = BB_FONT_SYMBOLIC;
    read_tables(out, source);
    hb_font_t *font = hb_font_create(source); /* its scale is the em: metrics in font units */
    hb_font_set_variations(font, wanted, nwanted);
    out->ascent = read_metric(font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
    out->descent = read_metric(font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
    out->cap_height = read_metric(font, HB_OT_METRICS_TAG_CAP_HEIGHT);
    hb_font_destroy(font);

    /* Advances as embedded: PDF/A compares a file's widths with those of the font in it. */
    hb_face_t *subset = hb_face_create(entry->blob, 0);
    read_program(out, subset);
    font = hb_font_create(subset);
    uint16_t *advances = BB_NEW_ARRAY(&set->arena, uint16_t, out->nglyphs);
    for (uint32_t id = 0; id < out->nglyphs; id++)
        advances[id] = (uint16_t)hb_font_get_glyph_h_advance(font, id);
    out->advances = advances;
    hb_font_destroy(font);
    hb_face_destroy(subset);
}

/* --- the set --------------------------------------------------------------------------------- */

/* Reports and returns false where the file is no font or lacks a glyph that a run claims of it. */
static bool
fill_entry(struct bb_fontset *set, struct entry *entry, const struct bb_display_face *wanted,
    struct bb_diag *diag)
{
    enum { AXES_MOST = 16 };
    hb_variation_t variations[AXES_MOST];
    unsigned nvariations = parse_variations(wanted->variations, variations, AXES_MOST);
    hb_blob_t *file = hb_blob_create_from_file_or_fail(wanted->path);
    if (!file) {
        bb_report(diag, BB_D_FONT_UNREADABLE, (struct bb_span){0}, wanted->path);
        return false;
    }
    hb_face_t *whole = hb_face_create(file, (unsigned)wanted->index);
    hb_face_t *source = hb_face_create_for_tables(reference_kept_table, whole, NULL);
    bool cff = has_table(whole, HB_TAG('C', 'F', 'F', ' '));
    bool done = (cff || has_table(whole, HB_TAG('g', 'l', 'y', 'f')))
        && subset_face(set, entry, source, variations, nvariations);
    if (done) {
        entry->face.format = cff ? BB_OUTLINE_CFF : BB_OUTLINE_TRUETYPE;
        read_metrics(set, entry, whole, variations, nvariations);
    } else {
        bb_report(diag, BB_D_FONT_NOT_SUBSET, (struct bb_span){0}, wanted->path);
    }
    hb_face_destroy(source);
    hb_face_destroy(whole);
    hb_blob_destroy(file);
    return done;
}

struct bb_fontset *
bb_fontset_create(const struct bb_display *display, struct bb_diag *diag)
{
    struct bb_fontset *set = calloc(1, sizeof *set);
    if (!set)
        abort();
    bb_arena_init(&set->arena);
    set->len = display->faces.len;
    set->entries = BB_NEW_ARRAY(&set->arena, struct entry, set->len);
    bool good = collect_glyphs(set, display, diag);
    for (size_t i = 0; i < set->len && good; i++) {
        if (set->entries[i].used)
            good = fill_entry(set, &set->entries[i], &display->faces.at[i], diag);
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
    for (size_t i = 0; i < set->len; i++)
        hb_blob_destroy(set->entries[i].blob);
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
    const struct entry *entry = &set->entries[face];
    return old_id < entry->nold ? entry->new_ids[old_id] : 0;
}

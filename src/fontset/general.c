/* Subsets by hb-subset, for TrueType, variable and name-keyed fonts.
 *
 * It sees the source through a filter that hides all tables but those of outlines and metrics:
 * without the cmap its plan need not visit 65,535 mappings (4 M instructions instead of 85 M for
 * Noto CJK), and without GSUB the glyph closure cannot grow the set. What it adds are the parts of
 * composite glyphs. */
#include <hb-subset.h>

#include "fontset/subset.h"

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

/* Every axis is fixed, at the value asked for or at its default, so that a static font comes out.
 */
static void
pin_axes(hb_subset_input_t *input, hb_face_t *face, const struct bb_fontset_source *source)
{
    hb_ot_var_axis_info_t axes[BB_FONTSET_AXES_MOST];
    unsigned naxes = sizeof axes / sizeof axes[0];
    hb_ot_var_get_axis_infos(face, 0, &naxes, axes);
    for (unsigned i = 0; i < naxes; i++) {
        hb_subset_input_pin_axis_to_default(input, face, axes[i].tag);
        for (unsigned k = 0; k < source->nvariations; k++) {
            if (source->variations[k].tag == axes[i].tag)
                hb_subset_input_pin_axis_location(
                    input, face, axes[i].tag, source->variations[k].value);
        }
    }
}

static void
add_used(hb_set_t *glyphs, const uint64_t *used)
{
    for (uint32_t word = 0; word < BB_FONTSET_WORDS; word++) {
        for (uint64_t bits = used[word]; bits != 0; bits &= bits - 1)
            hb_set_add(glyphs, word * BB_FONTSET_WORD_BITS + (uint32_t)__builtin_ctzll(bits));
    }
}

static hb_subset_input_t *
make_input(const struct bb_fontset_entry *entry)
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

/* The ids that hb-subset kept. Those that the font does not have it drops; drawing them would give
 * .notdef, hence false. */
static bool
keep_mapping(struct bb_fontset_entry *entry, struct bb_arena *arena, const hb_subset_plan_t *plan)
{
    const hb_map_t *olds = hb_subset_plan_new_to_old_glyph_mapping(plan);
    uint32_t *old_ids = BB_NEW_ARRAY(arena, uint32_t, entry->face.nglyphs);
    uint64_t *kept = BB_NEW_ARRAY(arena, uint64_t, BB_FONTSET_WORDS);
    for (uint32_t id = 0; id < entry->face.nglyphs; id++) {
        uint32_t old = old_ids[id] = hb_map_get(olds, id);
        if (old >= BB_FONTSET_GLYPHS_MOST)
            return false;
        kept[old / BB_FONTSET_WORD_BITS] |= (uint64_t)1 << (old % BB_FONTSET_WORD_BITS);
    }
    for (uint32_t word = 0; word < BB_FONTSET_WORDS; word++) {
        if (entry->used[word] & ~kept[word])
            return false;
    }
    entry->face.old_ids = old_ids;
    entry->used = kept;
    return true;
}

/* Tables are slices of the blob, so they outlive the face. */
static struct bb_str
get_table(hb_face_t *face, const char *tag)
{
    hb_blob_t *blob = hb_face_reference_table(face, HB_TAG(tag[0], tag[1], tag[2], tag[3]));
    unsigned len;
    const char *bytes = hb_blob_get_data(blob, &len);
    hb_blob_destroy(blob);
    return (struct bb_str){bytes, len};
}

static void
read_program(struct bb_fontset_face *face, struct bb_arena *arena, hb_blob_t *blob)
{
    unsigned len;
    const char *bytes = hb_blob_get_data(blob, &len);
    face->program = (struct bb_str){bytes, len};
    if (face->format != BB_OUTLINE_CFF)
        return;
    hb_face_t *subset = hb_face_create(blob, 0);
    face->program = get_table(subset, "CFF ");
    face->head = get_table(subset, "head");
    face->hhea = get_table(subset, "hhea");
    face->hmtx = get_table(subset, "hmtx");
    face->maxp = get_table(subset, "maxp");
    face->name = get_table(subset, "name");
    hb_face_destroy(subset);
    struct bb_cff cff; /* a CID-keyed font that does what keyed.c does not know */
    uint32_t *ids = BB_NEW_ARRAY(arena, uint32_t, face->nglyphs);
    uint16_t *cids = BB_NEW_ARRAY(arena, uint16_t, face->nglyphs);
    for (uint32_t id = 0; id < face->nglyphs; id++)
        ids[id] = id;
    face->cids = bb_cff_open(&cff, arena, NULL, face->program)
            && bb_cff_find_cids(&cff, ids, face->nglyphs, cids)
        ? cids
        : NULL;
}

/* As embedded: PDF/A compares a file's widths with those of the font in it. */
static void
read_advances(struct bb_fontset_face *face, struct bb_arena *arena, hb_face_t *subset)
{
    hb_font_t *font = hb_font_create(subset);
    uint16_t *advances = BB_NEW_ARRAY(arena, uint16_t, face->nglyphs);
    for (uint32_t id = 0; id < face->nglyphs; id++)
        advances[id] = (uint16_t)hb_font_get_glyph_h_advance(font, id);
    face->advances = advances;
    hb_font_destroy(font);
}

/* hb-subset gives up on damaged tables. */
bool
bb_fontset_subset_general(
    struct bb_fontset_entry *entry, struct bb_arena *arena, const struct bb_fontset_source *source)
{
    hb_face_t *filtered = hb_face_create_for_tables(reference_kept_table, source->whole, NULL);
    hb_subset_input_t *input = make_input(entry);
    hb_subset_plan_t *plan = NULL;
    hb_face_t *result = NULL;
    bool good = false;
    if (input) {
        pin_axes(input, filtered, source);
        plan = hb_subset_plan_create_or_fail(filtered, input);
    }
    if (plan)
        result = hb_subset_plan_execute_or_fail(plan);
    if (result) {
        entry->face.nglyphs = hb_face_get_glyph_count(result);
        good = keep_mapping(entry, arena, plan);
    }
    if (good) {
        entry->blob = hb_face_reference_blob(result);
        read_program(&entry->face, arena, entry->blob);
        read_advances(&entry->face, arena, result);
    }
    hb_face_destroy(result);
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
    hb_face_destroy(filtered);
    return good;
}

/* The text system of one document: fonts in use, by request and language.
 *
 * Requests are told apart by address, so that a piece mostly costs a comparison of two pointers;
 * the few dozen pairs with a language stand in a list, the last one found is tried first. A stack
 * of faces remembers in a direct-mapped cache which face has which character. */
#include "text/text.h"

#include <hb-ot.h>

#include "text/cache.h"
#include "text/fontmap.h"
#include "text/paragraph.h"

struct bb_text *
bb_text_create(struct bb_arena *arena, struct bb_faces *faces, struct bb_diag *diag)
{
    struct bb_text *text = BB_NEW(arena, struct bb_text);
    text->arena = arena;
    text->faces = faces;
    text->diag = diag;
    text->map = bb_fontmap_create();
    text->context = pango_font_map_create_context(text->map);
    text->attributes = pango_attr_list_new();
    pango_attr_list_insert(text->attributes, pango_attr_fallback_new(FALSE));
    text->glyphs = pango_glyph_string_new();
    text->cache = bb_shape_cache_create(arena);
    return text;
}

void
bb_text_destroy(struct bb_text *text)
{
    if (!text)
        return;
    for (size_t i = 0; i < text->loaded.len; i++) {
        g_object_unref(text->loaded.at[i].font);
        hb_font_destroy(text->loaded.at[i].hb);
    }
    bb_text_free_hyphens(text);
    pango_glyph_string_free(text->glyphs);
    pango_attr_list_unref(text->attributes);
    g_object_unref(text->context);
    g_object_unref(text->map);
}

void
bb_text_forget_requests(struct bb_text *text)
{
    text->keys.len = 0;
    text->recent = NULL;
}

void
bb_text_allow_missing(struct bb_text *text, bool allow)
{
    text->allow_missing = allow;
}

/* --- faces ------------------------------------------------------------------------------------ */

static hb_font_t *
open_font(struct bb_text *text, const struct bb_face *face)
{
    hb_blob_t *blob = hb_blob_create_from_file(face->path);
    hb_face_t *hb_face = hb_face_create(blob, (unsigned)face->index);
    if (hb_face_get_glyph_count(hb_face) == 0)
        bb_report(text->diag, BB_D_FONT_UNREADABLE, (struct bb_span){0}, face->path);
    hb_font_t *font = hb_font_create(hb_face);
    hb_font_set_scale(font, BB_SHAPE_EM, BB_SHAPE_EM);
    hb_variation_t variation;
    if (face->variations && hb_variation_from_string(face->variations, -1, &variation))
        hb_font_set_variations(font, &variation, 1);
    hb_face_destroy(hb_face);
    hb_blob_destroy(blob);
    return font;
}

static bool
same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static uint32_t
load_face(struct bb_text *text, const struct bb_face *face)
{
    for (size_t i = 0; i < text->loaded.len; i++) {
        const struct bb_text_face *known = &text->loaded.at[i].face;
        if (known->index == face->index && strcmp(known->path, face->path) == 0
            && same_text(known->variations, face->variations))
            return (uint32_t)i;
    }
    hb_font_t *hb = open_font(text, face);
    struct bb_loaded loaded = {
        .face = {.path = face->path, .index = face->index, .variations = face->variations},
        .font = bb_fontmap_wrap(hb),
        .hb = hb,
    };
    BB_VEC_PUSH(text->arena, &text->loaded, loaded);
    return (uint32_t)text->loaded.len - 1;
}

const struct bb_text_face *
bb_text_lookup_face(const struct bb_text *text, uint32_t face)
{
    return &text->loaded.at[face].face;
}

size_t
bb_text_face_count(const struct bb_text *text)
{
    return text->loaded.len;
}

/* --- stacks ----------------------------------------------------------------------------------- */

/* One word space for the whole stack: Noto's differ (Latin 0.26 em, Hangul 0.28 sans and 0.31
 * serif), and a Korean line would show it around every Latin name. The first family's is the one
 * that Korean text composed by hand comes nearest to. */
static int
word_space(const struct bb_text *text, const struct bb_stack *stack)
{
    hb_codepoint_t glyph;
    for (size_t i = 0; i < stack->len; i++) {
        hb_font_t *hb = text->loaded.at[stack->loaded[i]].hb;
        if (hb_font_get_nominal_glyph(hb, ' ', &glyph))
            return hb_font_get_glyph_h_advance(hb, glyph);
    }
    return 0;
}

static void
report_role(struct bb_text *text, const struct bb_text_font *font)
{
    const char *const *names;
    const char *list = "";
    size_t count = bb_faces_roles(text->faces, &names);
    for (size_t i = 0; i < count; i++)
        list = bb_arena_printf(text->arena, "%s%s%s", list, i > 0 ? ", " : "", names[i]).ptr;
    bb_report(text->diag, BB_D_FONT_ROLE_UNKNOWN, font->span, font->role, list);
}

static struct bb_stack *
find_stack(struct bb_text *text, const struct bb_text_font *font, const char *language)
{
    const struct bb_face *faces;
    size_t len = bb_faces_stack(text->faces, font->role, font->weight, language, &faces);
    if (!faces)
        report_role(text, font);
    for (size_t i = 0; i < text->stacks.len; i++)
        if (text->stacks.at[i]->faces == faces)
            return text->stacks.at[i];
    struct bb_stack *stack = BB_NEW(text->arena, struct bb_stack);
    stack->faces = faces;
    stack->len = len;
    stack->loaded = BB_NEW_ARRAY(text->arena, uint32_t, len);
    for (size_t i = 0; i < len; i++)
        stack->loaded[i] = load_face(text, &faces[i]);
    stack->space = word_space(text, stack);
    BB_VEC_PUSH(text->arena, &text->stacks, stack);
    return stack;
}

static bool
is_cjk(const char *language)
{
    return (strncmp(language, "zh", 2) == 0 || strncmp(language, "ja", 2) == 0)
        && (language[2] == '\0' || language[2] == '-');
}

const struct bb_style_key *
bb_text_key(struct bb_text *text, const struct bb_text_font *font, const char *language)
{
    const struct bb_style_key *recent = text->recent;
    if (recent && recent->font == font && same_text(recent->language, language))
        return recent;
    for (size_t i = 0; i < text->keys.len; i++) {
        const struct bb_style_key *key = &text->keys.at[i];
        if (key->font == font && same_text(key->language, language))
            return text->recent = key;
    }
    struct bb_style_key key = {
        .font = font,
        .language = language,
        .stack = find_stack(text, font, language),
        .pango = pango_language_from_string(language),
        .cjk = is_cjk(language),
    };
    BB_VEC_PUSH(text->arena, &text->keys, key);
    return text->recent = &BB_VEC_LAST(&text->keys);
}

static uint32_t
search_stack(const struct bb_text *text, const struct bb_stack *stack, uint32_t code)
{
    hb_codepoint_t glyph;
    for (size_t i = 0; i < stack->len; i++)
        if (hb_font_get_nominal_glyph(text->loaded.at[stack->loaded[i]].hb, code, &glyph))
            return stack->loaded[i] + 1;
    return 0;
}

/* U+0000 never stands in a text, so a zeroed cache is an empty one. */
uint32_t
bb_stack_find(struct bb_text *text, struct bb_stack *stack, uint32_t code)
{
    size_t slot = (code ^ code >> 9) & (BB_CHAR_CACHE - 1);
    if (stack->cache[slot].code != code) {
        stack->cache[slot].code = code;
        stack->cache[slot].face = search_stack(text, stack, code);
    }
    return stack->cache[slot].face;
}

/* Segments: characters of one piece, item and face.
 *
 * pango_itemize divides the paragraph by direction and script; its items are cut further where the
 * piece or the face changes. A face is chosen per character, the first of the stack that has it;
 * what has no form of its own (spaces, marks, joiners) stays with the character before it. So the
 * text of a Korean run changes face only where Latin letters, figures or marks stand. */
#include <glib.h>
#include <hb.h>

#include "text/paragraph.h"

/* --- missing characters (T22) ----------------------------------------------------------------- */

void
bb_paragraph_report_missing(const struct bb_paragraph *para, uint32_t i, uint32_t piece)
{
    const struct bb_text *text = para->owner;
    const struct bb_text_piece *from = &para->pieces[piece];
    size_t start = para->chars[i].offset - para->piece_start[piece] + from->origin_offset;
    size_t len = para->chars[i + 1].offset - para->chars[i].offset;
    struct bb_span span = bb_origin_span(from->origin, start, start + len);
    char character[8] = "", code[16];
    memcpy(character, para->text.ptr + para->chars[i].offset, len);
    g_snprintf(code, sizeof code, "U+%04X", para->chars[i].code);
    bb_report(text->diag, text->allow_missing ? BB_D_GLYPH_MARKED : BB_D_GLYPH_MISSING, span,
        character, code);
}

/* 1 + the face that has the mark, or 0. */
static uint32_t
find_mark_face(struct bb_text *text, struct bb_stack *stack)
{
    for (size_t i = 0; i < BB_MISSING_MARKS; i++) {
        uint32_t found = bb_stack_find(text, stack, bb_missing_marks[i]);
        if (found > 0)
            return found;
    }
    return 0;
}

/* --- faces ------------------------------------------------------------------------------------ */

struct cutter {
    struct bb_paragraph *para;
    struct bb_arena *arena;
    uint32_t piece; /* of the current character */
};

static bool
takes_form_of_neighbour(uint8_t class)
{
    return class == BB_CHAR_SPACE || class == BB_CHAR_NBSP || class == BB_CHAR_HIDDEN
        || class == BB_CHAR_JOINER || class == BB_CHAR_MARK;
}

/* The face of a base character with its marks: one that has them all, if there is any. */
static uint32_t
find_face(const struct cutter *cutter, struct bb_stack *stack, size_t i)
{
    const struct bb_paragraph *para = cutter->para;
    struct bb_text *text = para->owner;
    uint32_t found = bb_stack_find(text, stack, para->chars[i].code);
    if (found == 0 || para->chars[i + 1].class != BB_CHAR_MARK)
        return found;
    for (size_t k = 0; k < stack->len; k++) {
        hb_codepoint_t glyph;
        size_t at = i;
        hb_font_t *hb = text->loaded.at[stack->loaded[k]].hb;
        while (hb_font_get_nominal_glyph(hb, para->chars[at].code, &glyph)
            && para->chars[at + 1].class == BB_CHAR_MARK)
            at++;
        if (at > i && para->chars[at + 1].class != BB_CHAR_MARK
            && hb_font_get_nominal_glyph(hb, para->chars[at].code, &glyph))
            return stack->loaded[k] + 1;
    }
    return found;
}

/* The face a leading space or mark takes: that of the first character with a form, or the first of
 * the stack. */
static uint32_t
find_leading_face(const struct cutter *cutter, struct bb_stack *stack, size_t i, size_t end)
{
    const struct bb_paragraph *para = cutter->para;
    while (i < end && takes_form_of_neighbour(para->chars[i].class))
        i++;
    uint32_t found = i < end ? find_face(cutter, stack, i) : 0;
    return found > 0 ? found : stack->len > 0 ? stack->loaded[0] + 1 : 0;
}

/* Joins the segment with the one before where nothing tells them apart: pieces and items end
 * segments, Pango's items also where only a script of common characters changed. */
static void
add_segment(struct cutter *cutter, const struct bb_segment *segment)
{
    struct bb_paragraph *para = cutter->para;
    struct bb_segment *last = para->segments.len > 0 ? &BB_VEC_LAST(&para->segments) : NULL;
    if (last && last->piece == segment->piece && last->face == segment->face
        && last->kind == segment->kind && last->level == segment->level
        && last->script == segment->script)
        last->end = segment->end;
    else
        BB_VEC_PUSH(cutter->arena, &para->segments, *segment);
}

/* Sets face and kind of a segment for character `i`; those that take the form of their neighbour
 * leave it as it is. */
static void
choose_face(struct cutter *cutter, struct bb_stack *stack, uint32_t i, struct bb_segment *segment)
{
    struct bb_paragraph *para = cutter->para;
    uint32_t found = find_face(cutter, stack, i);
    segment->kind = BB_SEGMENT_SHAPED;
    if (found == 0) {
        bb_paragraph_report_missing(para, i, cutter->piece);
        found = find_mark_face(para->owner, stack);
        segment->kind = found > 0 ? BB_SEGMENT_MARKED : BB_SEGMENT_BLANK;
    }
    segment->face = found > 0 ? found - 1 : segment->face;
}

/* The size of a font for a script. */
static bb_len
size_for(const struct bb_text_font *font, PangoScript script)
{
    uint32_t code = font->nscripts > 0 ? g_unicode_script_to_iso15924((GUnicodeScript)script) : 0;
    for (size_t i = 0; i < font->nscripts; i++)
        if (font->by_script[i].script == code)
            return font->size + font->by_script[i].more;
    return font->size;
}

/* Cuts characters start..end, of one piece and one item, by face. */
static void
cut_by_face(struct cutter *cutter, struct bb_segment segment, uint32_t start, uint32_t end)
{
    struct bb_paragraph *para = cutter->para;
    const struct bb_text_piece *piece = &para->pieces[cutter->piece];
    const struct bb_style_key *key = bb_text_key(para->owner, piece->font, piece->language);
    uint32_t leading = find_leading_face(cutter, key->stack, start, end);
    segment.language = key->pango;
    segment.size = size_for(piece->font, segment.script);
    segment.space = bb_shape_scale(key->stack->space, segment.size);
    segment.face = leading > 0 ? leading - 1 : 0;
    segment.kind = leading > 0 ? BB_SEGMENT_SHAPED : BB_SEGMENT_BLANK;
    segment.start = start;
    for (uint32_t i = start; i < end && leading > 0; i++) {
        uint8_t class = para->chars[i].class;
        struct bb_segment next = segment;
        if (class == BB_CHAR_END)
            next.kind = BB_SEGMENT_BLANK;
        else if (takes_form_of_neighbour(class))
            next.kind = segment.kind == BB_SEGMENT_MARKED ? BB_SEGMENT_SHAPED : segment.kind;
        else
            choose_face(cutter, key->stack, i, &next);
        if (next.face != segment.face || next.kind != segment.kind) {
            segment.end = i;
            if (i > segment.start)
                add_segment(cutter, &segment);
            segment = next;
            segment.start = i;
        }
    }
    segment.end = end;
    add_segment(cutter, &segment);
}

static void
cut_piece(struct cutter *cutter, const PangoAnalysis *analysis, uint32_t start, uint32_t end)
{
    struct bb_segment segment = {
        .piece = cutter->piece,
        .level = analysis->level,
        .script = (PangoScript)analysis->script,
    };
    if (cutter->para->pieces[cutter->piece].kind == BB_PIECE_CHARS) {
        cut_by_face(cutter, segment, start, end);
        return;
    }
    segment.kind = BB_SEGMENT_BLANK;
    segment.start = start;
    segment.end = end;
    add_segment(cutter, &segment);
}

static void
cut_item(struct cutter *cutter, const PangoItem *item, uint32_t start)
{
    struct bb_paragraph *para = cutter->para;
    uint32_t end = start + (uint32_t)item->num_chars;
    while (start < end) {
        while (para->chars[start].offset >= para->piece_start[cutter->piece + 1])
            cutter->piece++;
        uint32_t limit = start;
        while (limit < end && para->chars[limit].offset < para->piece_start[cutter->piece + 1])
            limit++;
        cut_piece(cutter, &item->analysis, start, limit);
        start = limit;
    }
}

void
bb_paragraph_cut(struct bb_paragraph *para, struct bb_arena *arena)
{
    struct cutter cutter = {.para = para, .arena = arena};
    const struct bb_text *text = para->owner;
    GList *items = pango_itemize_with_base_dir(text->context,
        para->rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR, para->text.ptr, 0,
        (int)para->text.len, text->attributes, NULL);
    uint32_t start = 0;
    for (GList *link = items; link; link = link->next) {
        PangoItem *item = link->data;
        cut_item(&cutter, item, start);
        start += (uint32_t)item->num_chars;
        pango_item_free(item);
    }
    g_list_free(items);
}

const struct bb_segment *
bb_paragraph_find_segment(const struct bb_paragraph *para, uint32_t at)
{
    size_t low = 0, high = para->segments.len;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (para->segments.at[middle].start <= at)
            low = middle;
        else
            high = middle;
    }
    return &para->segments.at[low];
}

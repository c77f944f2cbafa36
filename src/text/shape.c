/* From pieces to shaped segments.
 *
 * pango_itemize divides the paragraph by direction and script; its items are cut further where the
 * piece or the face changes, and each such segment is shaped once. Only a line that cuts a segment
 * where shaping reaches across (shape of an Arabic letter, kerning of Latin) shapes its part again.
 *
 * A face is chosen per character, the first of the stack that has it; what has no form of its own
 * (spaces, marks, joiners) stays with the character before it. So the text of a Korean run changes
 * face only where Latin letters or figures stand. */
#include <glib.h>
#include <hb.h>

#include "base/utf8.h"
#include "text/cache.h"
#include "text/fontmap.h"
#include "text/paragraph.h"

static bb_len
size_of(const struct bb_paragraph *para, const struct bb_segment *segment)
{
    return para->pieces[segment->piece].font->size;
}

/* From BB_SHAPE_EM to the size. */
static bb_len
scale(int value, bb_len size)
{
    int64_t product = (int64_t)value * size + BB_SHAPE_HALF;
    return (bb_len)(product >> BB_SHAPE_EM_SHIFT);
}

/* --- text ------------------------------------------------------------------------------------- */

/* What stands for a piece in the paragraph's text: a space breaks, a figure binds as a page number
 * does, a line separator ends the line. */
static struct bb_str
piece_text(const struct bb_text_piece *piece)
{
    switch (piece->kind) {
    case BB_PIECE_CHARS:
        return piece->text;
    case BB_PIECE_GAP:
        return BB_STR(" ");
    case BB_PIECE_RESERVED:
        return BB_STR("0");
    case BB_PIECE_BREAK:
        break;
    }
    return BB_STR("\xE2\x80\xA8");
}

/* Line ends and tabs of a folded or quoted scalar are spaces here. */
static void
copy_text(char *to, struct bb_str from)
{
    for (size_t i = 0; i < from.len; i++)
        to[i] = (unsigned char)from.ptr[i] < 0x20 ? ' ' : from.ptr[i];
}

static void
join_pieces(struct bb_paragraph *para, struct bb_arena *arena)
{
    size_t len = 0;
    para->piece_start = BB_NEW_ARRAY(arena, uint32_t, para->npieces + 1);
    for (size_t i = 0; i < para->npieces; i++) {
        para->piece_start[i] = (uint32_t)len;
        len += piece_text(&para->pieces[i]).len;
    }
    para->piece_start[para->npieces] = (uint32_t)len;
    char *text = bb_arena_alloc(arena, len + 1);
    for (size_t i = 0; i < para->npieces; i++)
        copy_text(text + para->piece_start[i], piece_text(&para->pieces[i]));
    para->text = (struct bb_str){text, len};
}

static enum bb_char_class
class_in_piece(enum bb_piece_kind kind, uint32_t code)
{
    switch (kind) {
    case BB_PIECE_GAP:
        return BB_CHAR_GAP;
    case BB_PIECE_RESERVED:
        return BB_CHAR_DIGIT;
    case BB_PIECE_BREAK:
        return BB_CHAR_END;
    case BB_PIECE_CHARS:
        break;
    }
    return bb_char_classify(code);
}

static void
list_chars(struct bb_paragraph *para, struct bb_arena *arena)
{
    para->nchars = bb_utf8_count(para->text);
    para->chars = BB_NEW_ARRAY(arena, struct bb_char, para->nchars + 1);
    size_t at = 0, piece = 0;
    for (size_t i = 0; i < para->nchars; i++) {
        while (at >= para->piece_start[piece + 1])
            piece++;
        para->chars[i].offset = (uint32_t)at;
        uint32_t code = (uint32_t)bb_utf8_next(para->text, &at);
        uint8_t class = (uint8_t)class_in_piece(para->pieces[piece].kind, code);
        para->chars[i].code = code;
        para->chars[i].class = class;
        para->has_hidden = para->has_hidden || class == BB_CHAR_HIDDEN;
        para->has_ends = para->has_ends || class == BB_CHAR_END;
    }
    para->chars[para->nchars].offset = (uint32_t)para->text.len;
}

/* --- missing characters (T22) ----------------------------------------------------------------- */

static void
report_missing(const struct bb_paragraph *para, uint32_t i, uint32_t piece)
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

/* U+FFFD, else a box, else a question mark: never .notdef. */
static const uint32_t missing_marks[] = {0xFFFD, 0x25A1, '?'};

/* 1 + the face that has the mark, or 0. */
static uint32_t
find_mark_face(struct bb_text *text, struct bb_stack *stack)
{
    for (size_t i = 0; i < G_N_ELEMENTS(missing_marks); i++) {
        uint32_t found = bb_stack_find(text, stack, missing_marks[i]);
        if (found > 0)
            return found;
    }
    return 0;
}

/* --- segments --------------------------------------------------------------------------------- */

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
        report_missing(para, i, cutter->piece);
        found = find_mark_face(para->owner, stack);
        segment->kind = found > 0 ? BB_SEGMENT_MARKED : BB_SEGMENT_BLANK;
    }
    segment->face = found > 0 ? found - 1 : segment->face;
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
    segment.space = scale(key->stack->space, piece->font->size);
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

static void
cut_items(struct bb_paragraph *para, struct bb_arena *arena)
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

/* --- shaping ---------------------------------------------------------------------------------- */

static void
mark_missing(const struct bb_paragraph *para, const struct bb_segment *segment, uint32_t start,
    uint32_t end, struct bb_arena *arena, struct bb_glyph_vec *glyphs)
{
    hb_font_t *hb = para->owner->loaded.at[segment->face].hb;
    hb_codepoint_t glyph = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(missing_marks); i++)
        if (hb_font_get_nominal_glyph(hb, missing_marks[i], &glyph))
            break;
    bb_len advance = scale(hb_font_get_glyph_h_advance(hb, glyph), size_of(para, segment));
    for (uint32_t i = start; i < end; i++) {
        uint32_t at = segment->level & 1 ? start + end - 1 - i : i;
        BB_VEC_PUSH(arena, glyphs,
            (struct bb_glyph){.id = glyph, .cluster = para->chars[at].offset, .advance = advance});
    }
}

/* U+0020 or U+00A0; other spaces keep the width they are there for. */
static bool
is_word_space(const char *text)
{
    return text[0] == ' ' || ((unsigned char)text[0] == 0xC2 && (unsigned char)text[1] == 0xA0);
}

/* Pango's invisible glyphs are kept as BB_GLYPH_NONE, so that clusters stay complete. */
static struct bb_shaped
read_glyphs(struct bb_text *text)
{
    const PangoGlyphString *from = text->glyphs;
    text->raw.len = 0;
    for (int i = 0; i < from->num_glyphs; i++) {
        const PangoGlyphInfo *info = &from->glyphs[i];
        struct bb_glyph glyph = {
            .id = info->glyph == PANGO_GLYPH_EMPTY ? BB_GLYPH_NONE : info->glyph,
            .cluster = (uint32_t)from->log_clusters[i],
            .advance = info->geometry.width,
            .dx = info->geometry.x_offset,
            .dy = info->geometry.y_offset,
        };
        BB_VEC_PUSH(text->arena, &text->raw, glyph);
    }
    return (struct bb_shaped){text->raw.at, text->raw.len};
}

/* These scripts take their forms from their own stretch only. */
static bool
is_self_contained(PangoScript script)
{
    return script == PANGO_SCRIPT_HANGUL || script == PANGO_SCRIPT_HAN
        || script == PANGO_SCRIPT_LATIN || script == PANGO_SCRIPT_COMMON
        || script == PANGO_SCRIPT_HIRAGANA || script == PANGO_SCRIPT_KATAKANA;
}

/* In BB_SHAPE_EM, clusters from the start of the stretch; valid until the next call. */
static struct bb_shaped
shape_stretch(const struct bb_paragraph *para, const struct bb_segment *segment, struct bb_str part)
{
    struct bb_text *text = para->owner;
    struct bb_shape_key key = {
        part, segment->language, segment->face, (uint16_t)segment->script, segment->level & 1};
    bool cached = is_self_contained(segment->script);
    const struct bb_shaped *known = cached ? bb_shape_cache_find(text->cache, &key) : NULL;
    if (known)
        return *known;
    PangoAnalysis analysis = {
        .font = text->loaded.at[segment->face].font,
        .level = segment->level,
        .gravity = PANGO_GRAVITY_SOUTH,
        .script = (guint8)segment->script,
        .language = segment->language,
    };
    pango_shape_full(
        part.ptr, (int)part.len, para->text.ptr, (int)para->text.len, &analysis, text->glyphs);
    struct bb_shaped shaped = read_glyphs(text);
    if (cached)
        bb_shape_cache_keep(text->cache, &key, shaped);
    return shaped;
}

static void
push_scaled(const struct bb_paragraph *para, const struct bb_segment *segment,
    struct bb_shaped shaped, uint32_t offset, struct bb_arena *arena, struct bb_glyph_vec *glyphs)
{
    const struct bb_text_font *font = para->pieces[segment->piece].font;
    for (size_t i = 0; i < shaped.len; i++) {
        struct bb_glyph glyph = shaped.glyphs[i];
        bool last = i + 1 == shaped.len || shaped.glyphs[i + 1].cluster != glyph.cluster;
        glyph.cluster += offset;
        glyph.advance = is_word_space(para->text.ptr + glyph.cluster)
            ? segment->space
            : scale(glyph.advance, font->size);
        if (last && glyph.id != BB_GLYPH_NONE)
            glyph.advance += font->tracking;
        glyph.dx = scale(glyph.dx, font->size);
        glyph.dy = scale(glyph.dy, font->size);
        BB_VEC_PUSH(arena, glyphs, glyph);
    }
}

void
bb_paragraph_shape(const struct bb_paragraph *para, const struct bb_segment *segment,
    uint32_t start, uint32_t end, struct bb_arena *arena, struct bb_glyph_vec *glyphs)
{
    if (segment->kind == BB_SEGMENT_BLANK)
        return;
    if (segment->kind == BB_SEGMENT_MARKED) {
        mark_missing(para, segment, start, end, arena, glyphs);
        return;
    }
    uint32_t offset = para->chars[start].offset;
    struct bb_str part = {para->text.ptr + offset, para->chars[end].offset - offset};
    push_scaled(para, segment, shape_stretch(para, segment, part), offset, arena, glyphs);
}

bb_len
bb_paragraph_hyphen(
    const struct bb_paragraph *para, const struct bb_segment *segment, uint32_t *glyph)
{
    *glyph = BB_GLYPH_NONE;
    if (segment->kind == BB_SEGMENT_BLANK)
        return 0;
    hb_font_t *hb = para->owner->loaded.at[segment->face].hb;
    if (!hb_font_get_nominal_glyph(hb, 0x2010, glyph) && !hb_font_get_nominal_glyph(hb, '-', glyph))
        return 0;
    return scale(hb_font_get_glyph_h_advance(hb, *glyph), size_of(para, segment));
}

/* --- measuring -------------------------------------------------------------------------------- */

/* Gives each character the width of the glyphs of its cluster. Clusters of a run rise or, right to
 * left, fall, so the walk never turns. */
static void
spread_widths(struct bb_paragraph *para, const struct bb_segment *segment)
{
    struct bb_char *chars = para->chars;
    uint32_t c = segment->level & 1 ? segment->end - 1 : segment->start;
    for (uint32_t i = 0; i < segment->nglyphs; i++) {
        const struct bb_glyph *glyph = &para->glyphs.at[segment->glyphs + i];
        while (chars[c].offset < glyph->cluster)
            c++;
        while (chars[c].offset > glyph->cluster)
            c--;
        chars[c].width += glyph->advance;
        chars[c].flags |= BB_FLAG_CLUSTER;
    }
}

static void
shape_segments(struct bb_paragraph *para, struct bb_arena *arena)
{
    for (size_t i = 0; i < para->segments.len; i++) {
        struct bb_segment *segment = &para->segments.at[i];
        segment->glyphs = (uint32_t)para->glyphs.len;
        bb_paragraph_shape(para, segment, segment->start, segment->end, arena, &para->glyphs);
        segment->nglyphs = (uint32_t)para->glyphs.len - segment->glyphs;
        if (segment->kind != BB_SEGMENT_BLANK) {
            spread_widths(para, segment);
            continue;
        }
        for (uint32_t k = segment->start; k < segment->end; k++)
            para->chars[k].flags |= BB_FLAG_CLUSTER;
        if (para->pieces[segment->piece].kind != BB_PIECE_CHARS)
            para->chars[segment->start].width = para->pieces[segment->piece].width;
    }
}

/* Turns the widths of single characters into sums. */
static void
sum_widths(struct bb_paragraph *para)
{
    struct bb_char *chars = para->chars;
    int64_t width = 0, spaces = 0;
    for (size_t i = 0; i <= para->nchars; i++) {
        int64_t own = chars[i].width;
        chars[i].width = width;
        chars[i].spaces = spaces;
        width += own;
        if (chars[i].class == BB_CHAR_SPACE || chars[i].class == BB_CHAR_NBSP)
            spaces += own;
    }
}

/* --- entry ------------------------------------------------------------------------------------ */

/* The base direction orders what is mixed; alignment is the style's. Right to left only where the
 * whole text is of such a language: an Arabic name in a Korean line must not turn it round. */
static bool
reads_right_to_left(const struct bb_text_piece *pieces, size_t npieces)
{
    static const char *const languages[] = {"ar", "he", "fa", "ur", "yi", "ps", "ug", "dv", "sd"};
    bool any = false;
    for (size_t i = 0; i < npieces; i++) {
        bool found = false;
        if (pieces[i].kind != BB_PIECE_CHARS)
            continue;
        for (size_t k = 0; k < G_N_ELEMENTS(languages) && !found; k++)
            found = strncmp(pieces[i].language, languages[k], 2) == 0
                && (pieces[i].language[2] == '\0' || pieces[i].language[2] == '-');
        if (!found)
            return false;
        any = true;
    }
    return any;
}

struct bb_paragraph *
bb_text_shape(struct bb_text *text, struct bb_arena *arena, const struct bb_text_piece *pieces,
    size_t npieces)
{
    struct bb_paragraph *para = BB_NEW(arena, struct bb_paragraph);
    para->owner = text;
    para->pieces = pieces;
    para->npieces = npieces;
    para->rtl = reads_right_to_left(pieces, npieces);
    join_pieces(para, arena);
    list_chars(para, arena);
    if (para->nchars == 0)
        return para;
    cut_items(para, arena);
    shape_segments(para, arena);
    sum_widths(para);
    return para;
}

/* Paragraphs and headings: inlines are shaped once and set as lines, one atom a line.
 *
 * A run whose language differs from the block's gets a Span of its own, a link a Link, so that a
 * screen reader and copied text stay right. Keeping lines together (T31) is a matter of which atoms
 * may start a page. */
#include "layout/atom.h"

/* Hashed as bytes: no padding. */
struct length_key {
    uint32_t style;
    int32_t scale; /* of sizes */
    bb_len length;
};

static const struct bb_text_script_size *
script_sizes(struct bb_arena *arena, const struct bb_style *style)
{
    struct bb_text_script_size *sizes =
        BB_NEW_ARRAY(arena, struct bb_text_script_size, style->nscripts);
    for (size_t i = 0; i < style->nscripts; i++)
        sizes[i] =
            (struct bb_text_script_size){style->by_script[i].script, style->by_script[i].more};
    return sizes;
}

/* T13: how large type of this size is set, and how far above the baseline. */
static bb_len
scripted(const struct bb_style *style, bb_len size)
{
    enum { SCRIPT_SIZE = 65 }; /* per cent; klreq has 60 to 70 */
    return style->script == BB_STYLE_ON_LINE ? size : size * SCRIPT_SIZE / 100;
}

static bb_len
rise_of(const struct bb_style *style, bb_len size)
{
    /* Per cent: figures end a little above capitals, or hang below. What is raised by more than
     * half of its own size pdftotext -raw takes for a line of its own (T8). */
    enum { SUPER = 32, SUB = -15 };
    return style->script == BB_STYLE_SUPER ? size * SUPER / 100
        : style->script == BB_STYLE_SUB    ? size * SUB / 100
                                           : 0;
}

/* The font of a style as it is set, at its own size or a smaller one. */
static const struct bb_text_font *
font_at(struct bb_layout *layout, const struct bb_style *style, bb_len size)
{
    struct length_key sought = {(uint32_t)style->index, layout->scale.size, size};
    struct bb_str key = {(const char *)&sought, sizeof sought};
    struct bb_arena *arena = layout->shared->arena;
    struct bb_text_font *font = bb_map_lookup(&layout->shared->fonts, key);
    if (font)
        return font;
    font = BB_NEW(arena, struct bb_text_font);
    *font = (struct bb_text_font){style->font, style->weight, scripted(style, size),
        style->tracking, style->font_span, script_sizes(arena, style), style->nscripts};
    key.ptr = bb_arena_copy(arena, &sought, sizeof sought);
    bb_map_set(arena, &layout->shared->fonts, key, font);
    return font;
}

const struct bb_text_font *
bb_style_font(struct bb_layout *layout, const struct bb_style *style)
{
    style = bb_scaled_style(layout, style);
    return font_at(layout, style, style->size);
}

static bb_len
text_width(struct bb_layout *layout, const struct bb_style *style, struct bb_str text)
{
    struct bb_text_piece piece = {.kind = BB_PIECE_CHARS,
        .text = text,
        .font = bb_style_font(layout, style),
        .language = layout->composed->language};
    return bb_text_natural_width(bb_text_shape(layout->text, layout->scratch, &piece, 1));
}

/* The style's font tracked so that a word space comes out as wide as the gap: a gap of no character
 * would run the words on its sides together for a screen reader and in copied text. */
static const struct bb_text_font *
gap_font(struct bb_layout *layout, const struct bb_inline *gap)
{
    struct length_key sought = {(uint32_t)gap->style->index, layout->scale.size, gap->width};
    struct bb_str key = {(const char *)&sought, sizeof sought};
    struct bb_arena *arena = layout->shared->arena;
    struct bb_text_font *font = bb_map_lookup(&layout->shared->gaps, key);
    if (font)
        return font;
    bb_len space = text_width(layout, gap->style, BB_STR("0 0"))
        - text_width(layout, gap->style, BB_STR("00"));
    font = BB_NEW(arena, struct bb_text_font);
    *font = *bb_style_font(layout, gap->style);
    font->tracking = gap->width - space;
    key.ptr = bb_arena_copy(arena, &sought, sizeof sought);
    bb_map_set(arena, &layout->shared->gaps, key, font);
    return font;
}

/* Room for a page number in a style, of as many digits as this document's have. */
static bb_len
reserved_width(struct bb_layout *layout, const struct bb_style *style)
{
    struct bb_str key = {(const char *)&style->index, sizeof style->index};
    bb_len *width = bb_map_lookup(&layout->reserved, key);
    if (width)
        return *width;
    width = BB_NEW(layout->arena, bb_len);
    *width = text_width(layout, style, (struct bb_str){"0000000000", (size_t)layout->digits});
    bb_map_set(layout->arena, &layout->reserved, key, width);
    return *width;
}

static struct bb_tag *
link_tag(struct bb_layout *layout, const struct bb_inline *item, struct bb_tag *tag)
{
    struct bb_tag *parent = tag;
    if (item->target)
        parent = bb_display_add_tag(layout->out, tag, BB_ROLE_REFERENCE);
    return bb_display_add_tag(layout->out, parent, BB_ROLE_LINK);
}

static struct bb_tag *
uri_tag(struct bb_layout *layout, const struct bb_inline *item, const char *language,
    struct bb_tag *tag)
{
    struct bb_tag *link = link_tag(layout, item, tag);
    if (strcmp(item->language, language) != 0)
        link->language = item->language;
    return link;
}

/* The element of an inline's text. Neighbours of one link or one language share theirs. */
static struct bb_tag *
tag_of(struct bb_layout *layout, const struct bb_ink_piece *before, const struct bb_inline *item,
    const char *language, struct bb_tag *tag)
{
    if (!tag)
        return NULL;
    if (tag->role == BB_ROLE_LINK && (item->target || item->uri))
        return tag; /* links do not nest */
    if (item->target)
        return link_tag(layout, item, tag);
    if (item->uri)
        return before && before->from->uri == item->uri ? before->tag
                                                        : uri_tag(layout, item, language, tag);
    bool text = item->kind == BB_INLINE_TEXT && bb_str_trim(item->text).len > 0;
    /* Space goes with the word before it: a mark of nothing but space is dropped by Cairo 1.18. A
     * text goes by itself where one of them has a reading and the other has not. */
    if (!text && before && before->tag->role != BB_ROLE_LINK)
        return before->tag;
    if (!text || strcmp(item->language, language) == 0)
        return tag;
    if (before && before->tag != tag && before->from->kind == BB_INLINE_TEXT
        && before->from->reading == item->reading
        && strcmp(before->from->language, item->language) == 0)
        return before->tag;
    struct bb_tag *span = bb_display_add_tag(layout->out, tag, BB_ROLE_SPAN);
    span->language = item->language;
    return span;
}

/* Whether a word ends with this inline, and no space after it. */
static bool
ends_word(const struct bb_inline *item)
{
    return item->kind == BB_INLINE_TEXT && item->text.len > 0
        && item->text.ptr[item->text.len - 1] != ' ';
}

/* A new line ends a word, too: it is a space, which hangs, and a line separator, so that readers
 * and copied text do not run the words together (T8). */
static void
space_break(struct bb_text_piece *piece)
{
    piece->kind = BB_PIECE_CHARS;
    piece->text = BB_STR(" \xE2\x80\xA8");
}

static struct bb_text_piece
piece_of(struct bb_layout *layout, const struct bb_inlines *inlines, size_t i)
{
    const struct bb_inline *item = &inlines->at[i];
    static const enum bb_piece_kind kinds[] = {
        [BB_INLINE_TEXT] = BB_PIECE_CHARS,
        [BB_INLINE_GAP] = BB_PIECE_CHARS,
        [BB_INLINE_BREAK] = BB_PIECE_BREAK,
        [BB_INLINE_PAGE] = BB_PIECE_RESERVED,
    };
    struct bb_text_piece piece = {.kind = kinds[item->kind],
        .text = item->text,
        .font = bb_style_font(layout, item->style),
        .language = item->language,
        .origin = item->origin,
        .origin_offset = item->origin_offset,
        .width = item->width,
        .form = item->form,
        .user = (uint32_t)i};
    if (item->style && item->style->latin_space)
        piece.latin_space = 125;
    if (item->style && item->kind == BB_INLINE_TEXT)
        piece.rise = rise_of(item->style, bb_scaled_style(layout, item->style)->size);
    if (item->kind == BB_INLINE_PAGE)
        piece.width = reserved_width(layout, item->style);
    if (item->kind == BB_INLINE_BREAK && i > 0 && ends_word(item - 1))
        space_break(&piece);
    if (item->kind == BB_INLINE_GAP) {
        piece.text = BB_STR(" ");
        piece.parts = item->parts;
        piece.font = gap_font(layout, item);
    }
    return piece;
}

/* Inlines as they are shaped, kept for the case that they have to be smaller. */
struct draft {
    const struct bb_inlines *inlines;
    struct bb_text_piece *pieces;
    struct bb_ink_piece *inks; /* of the inlines, then of their readings */
    size_t ninks;
    const struct bb_reading **readings; /* of each inline; or NULL */
};

/* What the readings of characters i..end take past their own place, were these set apart by less
 * than what readers of PDF take for a space (T8). */
static bool
are_too_wide(struct bb_layout *layout, const struct bb_inlines *inlines, size_t i, size_t end)
{
    enum { ROOM = 9 }; /* per cent of the size */
    const struct bb_reading *first = inlines->at[i].reading;
    int64_t size = bb_scaled_style(layout, first->style)->size;
    int64_t between = size * BB_RUBY_BETWEEN / 100, room = size * BB_RUBY_LEAN / 50 + between;
    for (; i < end; i++) {
        const struct bb_inline *item = &inlines->at[i];
        room += text_width(layout, item->style, item->text);
        room += bb_scaled_style(layout, item->style)->size * ROOM / 100;
        room -= text_width(layout, item->reading->style, item->reading->text) + between;
    }
    return room < 0;
}

/* The reading of each inline: those by character give way to the whole where they are too wide. */
static const struct bb_reading **
choose_readings(struct bb_layout *layout, const struct bb_inlines *inlines, size_t *count)
{
    const struct bb_reading **chosen =
        BB_NEW_ARRAY(layout->passage, const struct bb_reading *, inlines->len + 1);
    for (size_t i = 0, end; i < inlines->len; i = end) {
        const struct bb_reading *whole =
            inlines->at[i].reading ? inlines->at[i].reading->whole : NULL;
        for (end = i + 1; whole && end < inlines->len && inlines->at[end].reading
             && inlines->at[end].reading->whole == whole;)
            end++;
        bool joined = whole && are_too_wide(layout, inlines, i, end);
        for (size_t k = i; k < end; k++) {
            chosen[k] = joined ? whole : inlines->at[k].reading;
            *count += chosen[k] && (k == 0 || chosen[k - 1] != chosen[k]);
        }
    }
    return chosen;
}

static bool
has_readings(const struct bb_inlines *inlines)
{
    for (size_t i = 0; i < inlines->len; i++)
        if (inlines->at[i].reading)
            return true;
    return false;
}

/* The ink of a reading as a text of its own. */
static struct bb_inline *
reading_inline(struct bb_layout *layout, const struct bb_reading *reading)
{
    struct bb_inline *item = BB_NEW(layout->passage, struct bb_inline);
    *item = (struct bb_inline){.kind = BB_INLINE_TEXT,
        .text = reading->text,
        .language = reading->language,
        .style = reading->style,
        .color = reading->color};
    return item;
}

static const char *
other_language(const char *language, const char *around)
{
    return strcmp(language, around) == 0 ? NULL : language;
}

/* The reading that begins with inline `i`: its ink, its place in the structure, which is Ruby with
 * RB for the text and RT for the reading, and what is shaped. Returns RB. */
static struct bb_tag *
add_reading(struct bb_layout *layout, struct draft *draft, size_t i, const char *language,
    struct bb_tag *tag, const struct bb_text_ruby **ruby)
{
    const struct bb_inline *item = &draft->inlines->at[i];
    const struct bb_reading *reading = draft->readings[i];
    struct bb_text_ruby *shaped = BB_NEW(layout->scratch, struct bb_text_ruby);
    struct bb_ink_piece *ink = &draft->inks[draft->ninks];
    *shaped = (struct bb_text_ruby){.text = reading->text,
        .font = bb_style_font(layout, reading->style),
        .language = reading->language,
        .origin = reading->origin,
        .origin_offset = reading->origin_offset,
        .user = (uint32_t)draft->ninks++};
    *ink =
        (struct bb_ink_piece){.from = reading_inline(layout, reading), .size = shaped->font->size};
    *ruby = shaped;
    if (!tag)
        return NULL;
    struct bb_tag *outer = bb_display_add_tag(layout->out, tag, BB_ROLE_RUBY);
    struct bb_tag *base = bb_display_add_tag(layout->out, outer, BB_ROLE_RB);
    base->language = other_language(item->language, language);
    ink->tag = bb_display_add_tag(layout->out, outer, BB_ROLE_RT);
    ink->tag->language = other_language(reading->language, language);
    return base;
}

static struct draft
draft_inlines(struct bb_layout *layout, const struct bb_inlines *inlines, const char *language,
    struct bb_tag *tag)
{
    inlines = bb_cite_known(layout, inlines);
    size_t nreadings = 0;
    struct draft draft = {.inlines = inlines, .ninks = inlines->len};
    if (has_readings(inlines))
        draft.readings = choose_readings(layout, inlines, &nreadings);
    draft.pieces = BB_NEW_ARRAY(layout->scratch, struct bb_text_piece, inlines->len);
    draft.inks = BB_NEW_ARRAY(layout->passage, struct bb_ink_piece, inlines->len + nreadings);
    const struct bb_text_ruby *ruby = NULL;
    struct bb_tag *base = NULL;
    for (size_t i = 0; i < inlines->len; i++) {
        const struct bb_inline *item = &inlines->at[i];
        struct bb_ink_piece *ink = &draft.inks[i];
        draft.pieces[i] = piece_of(layout, inlines, i);
        bool read = draft.readings && draft.readings[i];
        if (read && (i == 0 || draft.readings[i] != draft.readings[i - 1]))
            base = add_reading(layout, &draft, i, language, tag, &ruby);
        draft.pieces[i].ruby = read ? ruby : NULL;
        struct bb_tag *around = read ? base : tag;
        const char *spoken = around && around->language ? around->language : language;
        ink->from = item;
        const struct bb_style *style = bb_scaled_style(layout, item->style);
        ink->size = style ? scripted(style, style->size) : 0;
        ink->tag = tag_of(layout, i > 0 ? ink - 1 : NULL, item, spoken, around);
        ink->link = ink->tag && ink->tag != tag && ink->tag->role == BB_ROLE_LINK;
    }
    bb_cite_unknown(layout, inlines, draft.inks, tag);
    return draft;
}

static struct bb_paragraph *
shape_draft(struct bb_layout *layout, const struct draft *draft, struct bb_set_paragraph **set)
{
    *set = BB_NEW(layout->passage, struct bb_set_paragraph);
    (*set)->pieces = draft->inks;
    return bb_text_shape(layout->text, layout->scratch, draft->pieces, draft->inlines->len);
}

struct bb_paragraph *
bb_shape_inlines(struct bb_layout *layout, const struct bb_inlines *inlines, const char *language,
    struct bb_tag *tag, struct bb_set_paragraph **set)
{
    struct draft draft = draft_inlines(layout, inlines, language, tag);
    return shape_draft(layout, &draft, set);
}

bb_len
bb_inlines_width(
    struct bb_layout *layout, const struct bb_inlines *inlines, const struct bb_style *style)
{
    struct bb_set_paragraph *set;
    if (style && style->writing != BB_STYLE_HORIZONTAL)
        return bb_scaled_style(layout, style)->leading;
    bb_len width = bb_text_natural_width(
        bb_shape_inlines(layout, inlines, layout->composed->language, NULL, &set));
    bb_arena_reset(layout->scratch);
    return width;
}

const struct bb_inlines *
bb_inlines_end_with_space(struct bb_layout *layout, const struct bb_inlines *inlines)
{
    if (inlines->len == 0 || inlines->at[inlines->len - 1].kind != BB_INLINE_TEXT)
        return inlines;
    const struct bb_inline *last = &inlines->at[inlines->len - 1];
    struct bb_inlines *spaced = BB_NEW(layout->passage, struct bb_inlines);
    *spaced = *inlines;
    spaced->at = BB_NEW_ARRAY(layout->passage, struct bb_inline, inlines->len + 1);
    memcpy(spaced->at, inlines->at, inlines->len * sizeof *inlines->at);
    spaced->at[spaced->len++] = (struct bb_inline){.kind = BB_INLINE_TEXT,
        .text = BB_STR(" "),
        .style = last->style,
        .color = last->color,
        .language = last->language};
    return spaced;
}

struct bb_span
bb_inlines_span(const struct bb_inlines *inlines)
{
    for (size_t i = 0; i < inlines->len; i++)
        if (inlines->at[i].origin)
            return inlines->at[i].origin->whole;
    return (struct bb_span){0};
}

/* --- sizes that give way ---------------------------------------------------------------------- */

/* How much smaller the text may become at most. */
static bb_len
range_of(const struct bb_layout *layout, const struct bb_inlines *inlines)
{
    bb_len range = 0;
    for (size_t i = 0; i < inlines->len; i++) {
        const struct bb_style *style = bb_scaled_style(layout, inlines->at[i].style);
        if (inlines->at[i].kind == BB_INLINE_TEXT)
            range = bb_len_max(range, style->size - style->size_least);
    }
    return range;
}

/* All text with a range is set smaller by the same, down to its own least. */
static struct bb_paragraph *
shape_smaller(struct bb_layout *layout, const struct draft *draft, bb_len less)
{
    struct bb_set_paragraph *set;
    for (size_t i = 0; i < draft->inlines->len; i++) {
        const struct bb_inline *item = &draft->inlines->at[i];
        if (item->kind != BB_INLINE_TEXT)
            continue;
        const struct bb_style *style = bb_scaled_style(layout, item->style);
        bb_len size = bb_len_max(style->size - less, style->size_least);
        draft->pieces[i].font = font_at(layout, style, size);
        draft->pieces[i].rise = rise_of(style, size);
        draft->inks[i].size = draft->pieces[i].font->size;
    }
    return shape_draft(layout, draft, &set);
}

/* Shaping short texts again costs little: the shapes are remembered without their size. */
struct bb_paragraph *
bb_fit_inlines(struct bb_layout *layout, const struct bb_inlines *inlines, const char *language,
    struct bb_tag *tag, bb_len room, struct bb_set_paragraph **set)
{
    const bb_len step = BB_PT(0.5);
    struct draft draft = draft_inlines(layout, inlines, language, tag);
    struct bb_paragraph *shaped = shape_draft(layout, &draft, set);
    bb_len range = range_of(layout, inlines);
    if (range == 0 || bb_text_part_width(shaped) <= room)
        return shaped;
    bb_len low = 1, high = (range + step - 1) / step;
    while (low < high) {
        bb_len middle = (low + high) / 2;
        shaped = shape_smaller(layout, &draft, middle * step);
        if (bb_text_part_width(shaped) <= room)
            high = middle;
        else
            low = middle + 1;
    }
    return shape_smaller(layout, &draft, low * step);
}

/* --- lines ------------------------------------------------------------------------------------ */

static struct bb_para_style
para_style(const struct bb_style *style, bool align_end)
{
    static const enum bb_align aligns[] = {
        [BB_STYLE_START] = BB_ALIGN_START,
        [BB_STYLE_END] = BB_ALIGN_END,
        [BB_STYLE_CENTER] = BB_ALIGN_CENTER,
        [BB_STYLE_JUSTIFY] = BB_ALIGN_JUSTIFY,
    };
    static const enum bb_break_mode modes[] = {
        [BB_STYLE_WORD] = BB_BREAK_WORD,
        [BB_STYLE_SYLLABLE] = BB_BREAK_SYLLABLE,
        [BB_STYLE_HYBRID] = BB_BREAK_HYBRID,
    };
    struct bb_para_style out = BB_PARA_STYLE_DEFAULT;
    out.align = align_end ? BB_ALIGN_END : aligns[style->align];
    out.mode = modes[style->breaking];
    out.strategy = style->greedy ? BB_STRATEGY_GREEDY : BB_STRATEGY_TOTAL_FIT;
    out.space_shrink = style->stretch.least;
    out.space_stretch = style->stretch.most - 1000;
    out.glyph_stretch = style->stretch.letters;
    out.together = style->stretch.together;
    out.hyphenate = style->hyphenate;
    out.hang = style->hang;
    return out;
}

/* Whether line i may not start a page: it would leave too few lines on one side. */
static bool
keeps(size_t i, size_t count, int together)
{
    size_t least = together > 0 ? (size_t)together : 1;
    return i > 0 && (i < least || count - i < least);
}

/* How far the readings of a line reach above its baseline; 0 without any. */
static bb_len
readings_over(const struct bb_text_line *line)
{
    enum { ASCENT = 100 }; /* of letters and above, per cent of their size */
    bb_len over = 0;
    for (size_t i = line->nruns; i > 0 && line->runs[i - 1].kind == BB_RUN_READING; i--)
        over = bb_len_max(over, line->runs[i - 1].rise + line->runs[i - 1].size * ASCENT / 100);
    return over;
}

/* Lines as they are set; while measuring only how many. */
struct set_lines {
    const struct bb_set_paragraph *set;
    const struct bb_text_line *lines; /* or NULL */
    size_t len;
    bb_len over; /* of the readings of the first above its baseline */
};

static struct set_lines
set_lines(
    struct bb_layout *layout, const struct bb_inlines *inlines, const struct bb_setting *setting)
{
    struct bb_set_paragraph *set;
    struct bb_paragraph *shaped =
        bb_fit_inlines(layout, inlines, setting->language, setting->tag, layout->width, &set);
    struct bb_para_style style = para_style(setting->style, setting->align_end);
    style.diag = layout->diag;
    struct bb_lines lines =
        bb_text_break(layout->text, layout->passage, shaped, layout->width, &style);
    bb_arena_reset(layout->scratch);
    set->align = style.align;
    bb_len over = lines.len > 0 ? readings_over(&lines.lines[0]) : 0;
    return (struct set_lines){set, lines.lines, lines.len, over};
}

/* … or as they are known to be. */
static struct set_lines
recall_lines(
    struct bb_layout *layout, const struct bb_inlines *inlines, const struct bb_setting *setting)
{
    const struct bb_fitted *fitted =
        setting->lasting ? bb_fitted_lookup(layout, inlines, layout->width) : NULL;
    if (fitted && layout->measuring)
        return (struct set_lines){
            BB_NEW(layout->passage, struct bb_set_paragraph), NULL, fitted->lines, fitted->over};
    struct set_lines lines = set_lines(layout, inlines, setting);
    if (setting->lasting && !fitted)
        bb_fitted_keep(layout, inlines, layout->width,
            (struct bb_fitted){.lines = lines.len, .over = lines.over});
    return lines;
}

bb_len
bb_build_lines(
    struct bb_layout *layout, const struct bb_inlines *inlines, const struct bb_setting *setting)
{
    if (setting->style->writing != BB_STYLE_HORIZONTAL)
        return bb_build_downward(layout, inlines, setting);
    struct set_lines lines = recall_lines(layout, inlines, setting);
    bb_len leading = bb_scaled_style(layout, setting->style)->leading;
    bb_len baseline = (bb_len)((int64_t)leading * layout->layout->page.baseline / 1000);
    bb_len over = lines.len > 0 ? lines.over - baseline : 0;
    bb_len room = over > 0 ? bb_len_max(over - bb_room_above(layout), 0) : 0;
    bb_atom_space(layout, room, false);
    for (size_t i = 0; i < lines.len; i++) {
        bool last = i + 1 == lines.len;
        bb_atom_push(layout,
            (struct bb_atom){.kind = BB_ATOM_LINE,
                .height = leading,
                .heading = setting->keep_lines,
                .no_break = setting->keep_lines
                    ? i > 0
                    : keeps(i, lines.len, setting->style->lines_together),
                .as.line = {.line = lines.lines ? &lines.lines[i] : NULL,
                    .set = lines.set,
                    .baseline = setting->baseline > 0 && i == 0 ? setting->baseline : baseline,
                    .measure = layout->width,
                    .over = i == 0 ? over : 0,
                    .leader = last ? setting->leader : NULL}});
    }
    int64_t height = room + (int64_t)lines.len * leading;
    return height < BB_HEIGHT_MOST ? (bb_len)height : BB_HEIGHT_MOST;
}

static struct bb_tag *
paragraph_tag(struct bb_layout *layout, const struct bb_block *block)
{
    struct bb_tag *tag =
        bb_display_add_tag(layout->out, layout->parent, bb_role_of_level(layout, block->heading));
    if (strcmp(block->language, layout->composed->language) != 0)
        tag->language = block->language;
    return tag;
}

void
bb_build_paragraph(struct bb_layout *layout, const struct bb_block *block)
{
    struct bb_setting setting = {.style = block->style,
        .language = block->language,
        .tag = paragraph_tag(layout, block),
        .lasting = true,
        .keep_lines = block->heading > 0};
    bb_atom_to_grid(layout, bb_build_lines(layout, &block->inlines, &setting));
}

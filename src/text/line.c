/* From a plan to lines: stretch, slices of segments, bidi order, runs.
 *
 * A line takes its glyphs from the shaped segments; only a slice that cuts a segment where shaping
 * reaches across the cut is shaped again. Stretch is dealt out by running sums (character k of the
 * line gets the difference of two roundings), so a justified line ends exactly on the measure. */
#include <hb.h>

#include "base/utf8.h"
#include "text/compose.h"
#include "text/fontmap.h"

/* Follows the paragraph's text in its copy for the lines. */
#define SOFT_HYPHEN "\xC2\xAD"

/* What is added to a line, in all. */
struct stretch {
    int64_t spaces, gaps; /* to word spaces, to gaps between glyphs */
    int64_t squeeze;      /* … and taken from marks */
    int64_t space_width,
        gap_width; /* what they are shared out over; 0 only where nothing is added */
};

/* A part of a segment on a line. */
struct slice {
    const struct bb_segment *segment;
    uint32_t start, end;
    uint8_t level;
    bool hanging; /* blanks past the line's end, set off because their direction differs */
};

struct builder {
    struct bb_composer *composer;
    const struct bb_candidate *from, *to;
    struct stretch stretch;
    BB_VEC(struct slice) slices;
    struct bb_run_vec runs;
    size_t ruby;                /* the first that no line before has taken */
    struct bb_glyph_vec shaped; /* scratch of slices shaped again */
    bb_len *cuts;               /* what each character of the line gives, or NULL */
    bb_len pen;
};

/* --- stretch ---------------------------------------------------------------------------------- */

/* T5: word spaces up to the comfortable stretch, then gaps between glyphs up to their limit (or, by
 * style, both at once), then word spaces again. A line that would take too much, or has nothing to
 * stretch, stays ragged. */
static struct stretch
share_stretch(const struct bb_composer *composer, const struct bb_candidate *from,
    const struct bb_candidate *to, int64_t room)
{
    const struct bb_para_style *style = composer->style;
    struct stretch stretch = {
        .space_width = bb_candidate_spaces(from, to),
        .gap_width = bb_candidate_gaps(from, to),
    };
    if (room <= 0) {
        int64_t most = stretch.space_width * (1000 - style->space_shrink) / 1000;
        int64_t give = bb_candidate_squeeze(from, to);
        stretch.spaces = -room > most ? -most : room;
        stretch.squeeze = stretch.spaces - room < give ? stretch.spaces - room : give;
        return stretch;
    }
    int64_t easy = stretch.space_width * style->space_stretch / 1000;
    int64_t between = stretch.gap_width * style->glyph_stretch / 1000;
    int64_t wide = stretch.space_width * (bb_ragged_from(style) - 1000);
    if (room > easy + between && (room - between) * 1000 > wide)
        return stretch;
    if (room >= easy + between)
        stretch.gaps = between;
    else if (style->together)
        stretch.gaps = room * between / (easy + between);
    else
        stretch.gaps = room > easy ? room - easy : 0;
    stretch.spaces = room - stretch.gaps;
    return stretch;
}

/* What a share of `total` comes to for the part from..to of `whole`. */
static bb_len
deal(int64_t total, int64_t whole, int64_t from, int64_t to)
{
    return whole > 0 ? (bb_len)(total * to / whole - total * from / whole) : 0;
}

/* What is added after character `i` of the line. */
static bb_len
added_after(const struct builder *builder, uint32_t i)
{
    const struct stretch *stretch = &builder->stretch;
    const struct bb_candidate *from = builder->from;
    const struct bb_char *chars = builder->composer->para->chars;
    bb_len added = 0;
    if (i >= builder->to->last)
        return 0;
    if (chars[i + 1].spaces != chars[i].spaces)
        added += deal(stretch->spaces, stretch->space_width, chars[i].spaces - from->start_spaces,
            chars[i + 1].spaces - from->start_spaces);
    if (chars[i + 1].gaps != chars[i].gaps && i + 1 < builder->to->last)
        added += deal(stretch->gaps, stretch->gap_width, chars[i].gaps - from->start_gaps,
            chars[i + 1].gaps - from->start_gaps);
    return added;
}

/* --- slices ----------------------------------------------------------------------------------- */

/* Blanks that open a line are left out. */
static uint32_t
first_visible(const struct bb_composer *composer, const struct bb_candidate *from,
    const struct bb_candidate *to)
{
    const struct bb_char *chars = composer->para->chars;
    uint32_t first = from->at;
    while (first < to->last
        && (chars[first].class == BB_CHAR_SPACE || chars[first].class == BB_CHAR_GAP
            || chars[first].class == BB_CHAR_HIDDEN))
        first++;
    return first;
}

static void
push_slice(struct builder *builder, struct slice slice)
{
    BB_VEC_PUSH(builder->composer->scratch, &builder->slices, slice);
}

/* Blanks at a line's end take the paragraph's direction (UAX #9, L1). */
static void
cut_slices(struct builder *builder, uint32_t first, uint32_t last, uint32_t end)
{
    const struct bb_paragraph *para = builder->composer->para;
    const struct bb_segment *segment = bb_paragraph_find_segment(para, first);
    uint8_t base = para->rtl ? 1 : 0;
    builder->slices.len = 0;
    for (; first < end; first = segment->end, segment++) {
        struct slice slice = {.segment = segment, .start = first, .level = segment->level};
        slice.end = segment->end < end ? segment->end : end;
        bool turns = segment->level != base || para->rtl;
        if (slice.end > last && turns) {
            struct slice hanging = slice;
            hanging.start = slice.start > last ? slice.start : last;
            hanging.level = base;
            hanging.hanging = true;
            slice.end = hanging.start;
            if (slice.end > slice.start)
                push_slice(builder, slice);
            push_slice(builder, hanging);
        } else {
            push_slice(builder, slice);
        }
    }
}

/* Right to left, what hangs is on the left. */
static bb_len
hanging_width(const struct builder *builder)
{
    const struct bb_char *chars = builder->composer->para->chars;
    bb_len width = 0;
    for (size_t i = 0; i < builder->slices.len; i++) {
        const struct slice *slice = &builder->slices.at[i];
        if (slice->hanging)
            width += (bb_len)(chars[slice->end].width - chars[slice->start].width);
    }
    return width;
}

/* UAX #9, L2: from the highest level down to the lowest odd one, turn what stands at it or above
 * it. */
static void
order_slices(struct builder *builder)
{
    struct slice *slices = builder->slices.at;
    uint8_t most = 0;
    for (size_t i = 0; i < builder->slices.len; i++)
        most = slices[i].level > most ? slices[i].level : most;
    for (; most > 0; most--)
        for (size_t i = 0; i < builder->slices.len; i++) {
            size_t end = i;
            while (end < builder->slices.len && slices[end].level >= most)
                end++;
            for (size_t a = i, b = end; a + 1 < b; a++, b--) {
                struct slice swap = slices[a];
                slices[a] = slices[b - 1];
                slices[b - 1] = swap;
            }
            i = end > i ? end : i;
        }
}

/* --- runs ------------------------------------------------------------------------------------- */

/* How many glyphs of a run stand for characters before byte `offset`; right to left these are the
 * last ones. */
static size_t
glyphs_before(struct bb_glyph_vec glyphs, uint32_t offset, bool rtl)
{
    size_t low = 0, high = glyphs.len;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct bb_glyph *glyph = &glyphs.at[rtl ? glyphs.len - 1 - middle : middle];
        if (glyph->cluster < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct bb_glyph_vec
glyphs_between(const struct bb_paragraph *para, const struct bb_segment *segment,
    struct bb_glyph_vec glyphs, uint32_t start, uint32_t end)
{
    bool rtl = segment->level & 1;
    size_t first = glyphs_before(glyphs, para->chars[start].offset, rtl);
    size_t last = glyphs_before(glyphs, para->chars[end].offset, rtl);
    size_t skip = rtl ? glyphs.len - last : first;
    return (struct bb_glyph_vec){glyphs.at + skip, last - first, 0};
}

/* The glyphs of a slice, in visual order, clusters as offsets in the paragraph's text. */
static struct bb_glyph_vec
slice_glyphs(struct builder *builder, const struct slice *slice)
{
    const struct bb_paragraph *para = builder->composer->para;
    const struct bb_segment *segment = slice->segment;
    const struct bb_char *chars = para->chars;
    struct bb_glyph_vec all = {para->glyphs.at + segment->glyphs, segment->nglyphs, 0};
    bool whole = slice->start == segment->start && slice->end == segment->end;
    if (whole || segment->kind == BB_SEGMENT_BLANK)
        return all;
    if (!(chars[slice->start].flags & BB_FLAG_SAFE) || !(chars[slice->end].flags & BB_FLAG_SAFE)) {
        builder->shaped.len = 0;
        bb_paragraph_shape(
            para, segment, slice->start, slice->end, builder->composer->scratch, &builder->shaped);
        return builder->shaped;
    }
    return glyphs_between(para, segment, all, slice->start, slice->end);
}

static struct bb_text_run
describe_run(
    const struct bb_composer *composer, const struct slice *slice, uint32_t start, uint32_t end)
{
    const struct bb_paragraph *para = composer->para;
    const struct bb_segment *segment = slice->segment;
    const struct bb_text_piece *piece = &para->pieces[segment->piece];
    uint32_t offset = para->chars[start].offset;
    return (struct bb_text_run){
        .kind = BB_RUN_GLYPHS,
        .face = segment->face,
        .size = segment->size,
        .text = {composer->characters + offset, para->chars[end].offset - offset},
        .language = piece->language,
        .rise = piece->rise,
        .rtl = segment->level & 1,
        .origin = piece->origin,
        .origin_offset = piece->origin_offset + offset - para->piece_start[segment->piece],
        .user = piece->user,
    };
}

/* What the stretch adds to the cluster that starts at byte `offset`; `*at` walks along. */
static bb_len
added_to_cluster(const struct builder *builder, uint32_t offset, uint32_t end, uint32_t *at)
{
    const struct bb_char *chars = builder->composer->para->chars;
    bb_len added = 0;
    while (chars[*at].offset < offset)
        ++*at;
    while (chars[*at].offset > offset)
        --*at;
    uint32_t i = *at;
    do
        added += added_after(builder, i++);
    while (i < end && !(chars[i].flags & BB_FLAG_CLUSTER));
    return added;
}

/* What a character gives of its room. */
static bb_len
cut_of(const struct builder *builder, uint32_t i)
{
    return builder->cuts && i < builder->to->at ? builder->cuts[i - builder->from->at] : 0;
}

/* Puts the room that its characters have beside them into the glyph of a cluster, which is the last
 * one of it or not. */
static void
space_glyph(const struct builder *builder, const struct bb_text_run *run, struct bb_glyph *glyph,
    bool last, uint32_t *at)
{
    const struct bb_char *chars = builder->composer->para->chars;
    while (chars[*at].offset < glyph->cluster)
        ++*at;
    while (chars[*at].offset > glyph->cluster)
        --*at;
    glyph->dx += bb_space_scale(chars[*at].before, run->size);
    if (chars[*at].class == BB_CHAR_OPEN)
        glyph->dx -= cut_of(builder, *at);
    uint32_t i = *at;
    while (last && (i == *at || !(chars[i].flags & BB_FLAG_CLUSTER)) && i < builder->to->at) {
        glyph->advance += bb_space_scale(chars[i].before, run->size)
            + bb_space_scale(chars[i].after, run->size) - cut_of(builder, i);
        i++;
    }
}

/* The room beside a letter (T9) that follows the cluster of character `i`; none at a line's end. */
static bb_len
room_after(const struct builder *builder, bb_len size, uint32_t i)
{
    const struct bb_char *chars = builder->composer->para->chars;
    while (i + 1 < builder->to->last && !(chars[i + 1].flags & BB_FLAG_CLUSTER))
        i++;
    if (i + 1 >= builder->to->last || !(chars[i].flags & BB_FLAG_APART))
        return 0;
    return bb_space_scale(chars[i].after, size) - cut_of(builder, i);
}

/* Fills the room behind a glyph by a blank one of its cluster, which ends where the next glyph
 * begins: readers of PDF then find no gap to take for a space (T8). False where the face has none.
 */
static bool
split_room(const struct builder *builder, const struct bb_text_run *run, bb_len room,
    struct bb_glyph *glyph, struct bb_glyph *blank)
{
    hb_font_t *hb = builder->composer->text->loaded.at[run->face].hb;
    if (room <= 0 || !hb_font_get_nominal_glyph(hb, ' ', &blank->id))
        return false;
    bb_len width = bb_shape_scale(hb_font_get_glyph_h_advance(hb, blank->id), run->size);
    *blank = (struct bb_glyph){
        .id = blank->id, .cluster = glyph->cluster, .advance = room, .dx = room - width};
    glyph->advance -= room;
    return true;
}

/* Copies glyphs into a run: clusters relative to its text, stretch added, what is not drawn left
 * out. The run's width ends with what is visible. */
static void
fill_run(struct builder *builder, struct bb_text_run *run, struct bb_glyph_vec glyphs,
    uint32_t start, uint32_t end)
{
    const struct bb_char *chars = builder->composer->para->chars;
    uint32_t base = chars[start].offset, visible = chars[builder->to->last].offset;
    bool stretched = builder->stretch.spaces != 0 || builder->stretch.gaps != 0;
    uint32_t walk = start;
    bool has_space = builder->composer->para->has_space;
    size_t most = has_space ? 2 * glyphs.len : glyphs.len;
    struct bb_glyph *out = BB_NEW_ARRAY(builder->composer->arena, struct bb_glyph, most);
    for (size_t i = 0; i < glyphs.len; i++) {
        struct bb_glyph glyph = glyphs.at[i], blank;
        bool last = i + 1 == glyphs.len || glyphs.at[i + 1].cluster != glyph.cluster;
        if (has_space)
            space_glyph(builder, run, &glyph, last, &walk);
        if (stretched && last)
            glyph.advance += added_to_cluster(builder, glyph.cluster, end, &walk);
        if (glyph.cluster < visible)
            run->width += glyph.advance;
        builder->pen += glyph.advance;
        glyph.cluster -= base;
        bool apart = has_space && last
            && split_room(builder, run, room_after(builder, run->size, walk), &glyph, &blank);
        if (glyph.id != BB_GLYPH_NONE)
            out[run->nglyphs++] = glyph;
        if (apart)
            out[run->nglyphs++] = blank;
    }
    run->glyphs = out;
    if (start < builder->to->last && builder->to->last <= end)
        run->width -= bb_paragraph_overhang(
            builder->composer->para, builder->to->last, builder->composer->style->hang);
}

/* A run without the text of hidden characters, which nobody copying it wants (T8). */
static void
push_run(struct builder *builder, const struct slice *slice, struct bb_glyph_vec glyphs,
    uint32_t start, uint32_t end)
{
    const struct bb_paragraph *para = builder->composer->para;
    struct bb_text_run run = describe_run(builder->composer, slice, start, end);
    run.x = builder->pen;
    fill_run(builder, &run, glyphs_between(para, slice->segment, glyphs, start, end), start, end);
    if (run.nglyphs > 0)
        BB_VEC_PUSH(builder->composer->scratch, &builder->runs, run);
}

static void
push_blank(struct builder *builder, const struct slice *slice)
{
    const struct bb_text_piece *piece = &builder->composer->para->pieces[slice->segment->piece];
    if (piece->kind == BB_PIECE_RESERVED) {
        struct bb_text_run run = describe_run(builder->composer, slice, slice->start, slice->end);
        run.kind = BB_RUN_RESERVED;
        run.text = (struct bb_str){"", 0};
        run.x = builder->pen;
        run.width = piece->width;
        BB_VEC_PUSH(builder->composer->scratch, &builder->runs, run);
    }
    if (piece->kind != BB_PIECE_CHARS)
        builder->pen += piece->width;
}

static void
push_slice_runs(struct builder *builder, const struct slice *slice)
{
    const struct bb_paragraph *para = builder->composer->para;
    if (slice->segment->kind == BB_SEGMENT_BLANK) {
        push_blank(builder, slice);
        return;
    }
    struct bb_glyph_vec glyphs = slice_glyphs(builder, slice);
    uint32_t start = slice->start;
    for (uint32_t i = start; para->has_hidden && i < slice->end; i++) {
        if (para->chars[i].class != BB_CHAR_HIDDEN)
            continue;
        if (i > start)
            push_run(builder, slice, glyphs, start, i);
        start = i + 1;
    }
    if (start < slice->end)
        push_run(builder, slice, glyphs, start, slice->end);
}

/* The hyphen of a line that ends at one. Its text is a soft hyphen, the source's or one that stands
 * for it: readers of PDF know it as no part of the word (ISO 32000-1, 14.8.2.2.3). */
static void
push_hyphen(struct builder *builder)
{
    struct bb_composer *composer = builder->composer;
    const struct bb_paragraph *para = composer->para;
    uint32_t at = builder->to->at - 1;
    const struct bb_segment *segment = bb_paragraph_find_segment(para, at);
    struct slice slice = {.segment = segment, .start = at, .end = at + 1};
    struct bb_text_run run = describe_run(composer, &slice, at, at + 1);
    struct bb_glyph *glyph = BB_NEW(composer->arena, struct bb_glyph);
    glyph->advance = bb_paragraph_hyphen(para, segment, &glyph->id);
    if (para->chars[at].class != BB_CHAR_HIDDEN)
        run.text = (struct bb_str){composer->characters + para->text.len, strlen(SOFT_HYPHEN)};
    run.x = builder->pen;
    run.width = glyph->advance;
    run.glyphs = glyph;
    run.nglyphs = 1;
    builder->pen += glyph->advance;
    if (glyph->advance > 0)
        BB_VEC_PUSH(composer->scratch, &builder->runs, run);
}

/* --- lines ------------------------------------------------------------------------------------ */

static bb_len
align_offset(const struct bb_para_style *style, bb_len room)
{
    switch (style->align) {
    case BB_ALIGN_END:
        return room;
    case BB_ALIGN_CENTER:
        return room / 2;
    case BB_ALIGN_START:
    case BB_ALIGN_JUSTIFY:
        break;
    }
    return 0;
}

static int
space_ratio(const struct stretch *stretch)
{
    if (stretch->space_width <= 0)
        return 1000;
    return (int)(1000 + stretch->spaces * 1000 / stretch->space_width);
}

static const struct bb_text_run *
keep_runs(struct builder *builder)
{
    size_t size = builder->runs.len * sizeof *builder->runs.at;
    struct bb_text_run *runs = bb_arena_alloc(builder->composer->arena, size);
    if (size > 0)
        memcpy(runs, builder->runs.at, size);
    return runs;
}

/* A line's last blank is of the word before it, also where that is of another piece: Cairo writes
 * no text for a run of nothing but space at the end of a line, and copied words would run together
 * (T8). */
static void
join_last_blank(struct builder *builder)
{
    struct bb_composer *composer = builder->composer;
    if (builder->runs.len < 2)
        return;
    struct bb_text_run *blank = &BB_VEC_LAST(&builder->runs), *word = blank - 1;
    bool apart = word->kind != BB_RUN_GLYPHS || blank->kind != BB_RUN_GLYPHS || word->rtl
        || word->nglyphs == 0 || word->text.ptr + word->text.len != blank->text.ptr;
    hb_codepoint_t space;
    if (apart || blank->text.len != 1 || blank->text.ptr[0] != ' '
        || !hb_font_get_nominal_glyph(composer->text->loaded.at[word->face].hb, ' ', &space))
        return;
    struct bb_glyph *glyphs = BB_NEW_ARRAY(composer->arena, struct bb_glyph, word->nglyphs + 1);
    memcpy(glyphs, word->glyphs, word->nglyphs * sizeof *glyphs);
    glyphs[word->nglyphs] = (struct bb_glyph){
        .id = space, .cluster = (uint32_t)word->text.len, .advance = blank->glyphs[0].advance};
    word->glyphs = glyphs;
    word->nglyphs++;
    word->text.len++;
    builder->runs.len--;
}

static void
push_readings(struct builder *builder, uint32_t first, bool full)
{
    const struct bb_composer *composer = builder->composer;
    struct bb_ruby_line line = {.first = first,
        .last = builder->to->last,
        .left = builder->from->at == 0 ? composer->style->indent_first : 0,
        .full = full};
    bb_ruby_place(composer, &line, &builder->ruby, &builder->runs);
}

static void
cut_marks(struct builder *builder)
{
    const struct bb_candidate *from = builder->from, *to = builder->to;
    builder->cuts = NULL;
    if (builder->stretch.squeeze == 0)
        return;
    const struct bb_composer *composer = builder->composer;
    uint32_t first = first_visible(composer, from, to);
    if (bb_composer_hang_before(composer, first) > 0)
        first++;
    builder->cuts = BB_NEW_ARRAY(composer->scratch, bb_len, to->at - from->at);
    bb_paragraph_squeeze(composer->para, first, to->last - 1, builder->stretch.squeeze,
        builder->cuts + (first - from->at));
}

static struct bb_text_line
build_line(struct builder *builder, uint32_t from, uint32_t to)
{
    struct bb_composer *composer = builder->composer;
    const struct bb_para_style *style = composer->style;
    builder->from = &composer->candidates.at[from];
    builder->to = &composer->candidates.at[to];
    bb_len measure = bb_composer_measure(composer, from);
    int64_t natural = bb_composer_width(composer, from, to);
    int64_t room = measure - natural;
    bool justify =
        style->align == BB_ALIGN_JUSTIFY && (builder->to->grade != BB_BREAK_FORCED || room < 0);
    builder->stretch = (struct stretch){0};
    if (justify)
        builder->stretch = share_stretch(composer, builder->from, builder->to, room);
    int64_t width = natural + builder->stretch.spaces + builder->stretch.gaps;
    width -= builder->stretch.squeeze;
    cut_marks(builder);
    bb_len left = measure > width ? (bb_len)(measure - width) : 0;
    bb_len offset = align_offset(style, left);
    builder->pen = offset + (from == 0 ? style->indent_first : 0);

    builder->runs.len = 0;
    uint32_t first = first_visible(composer, builder->from, builder->to);
    if (first < builder->to->last)
        builder->pen -= bb_composer_hang_before(composer, first);
    cut_slices(builder, first, builder->to->last, builder->to->at);
    if (composer->para->rtl)
        builder->pen -= hanging_width(builder);
    order_slices(builder);
    for (size_t i = 0; i < builder->slices.len; i++)
        push_slice_runs(builder, &builder->slices.at[i]);
    if (builder->to->grade == BB_BREAK_SOFT)
        push_hyphen(builder);
    join_last_blank(builder);
    if (builder->ruby < composer->para->rubies.len)
        push_readings(builder, first, justify && left == 0);
    return (struct bb_text_line){
        .runs = keep_runs(builder),
        .nruns = builder->runs.len,
        .width = (bb_len)width,
        .ratio = space_ratio(&builder->stretch),
        .left = justify ? left : 0,
        .overfull = width > measure,
        .inside_word = bb_breaks_word(builder->to->grade),
    };
}

static const char *
copy_text(const struct bb_composer *composer)
{
    struct bb_str text = composer->para->text;
    char *copy = bb_arena_alloc(composer->arena, text.len + sizeof SOFT_HYPHEN);
    memcpy(copy, text.ptr, text.len);
    memcpy(copy + text.len, SOFT_HYPHEN, sizeof SOFT_HYPHEN);
    return copy;
}

struct bb_lines
bb_composer_build(struct bb_composer *composer)
{
    struct builder builder = {.composer = composer};
    struct bb_lines lines = {0};
    struct bb_text_line *out =
        BB_NEW_ARRAY(composer->arena, struct bb_text_line, composer->plan.len);
    uint32_t from = 0;
    composer->characters = copy_text(composer);
    for (size_t i = 0; i < composer->plan.len; i++) {
        uint32_t to = composer->plan.at[i];
        out[i] = build_line(&builder, from, to);
        lines.width = bb_len_max(lines.width, out[i].width);
        from = to;
    }
    lines.lines = out;
    lines.len = composer->plan.len;
    if (!composer->style->trial)
        bb_composer_report(composer, &lines);
    return lines;
}

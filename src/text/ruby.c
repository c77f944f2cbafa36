/* Readings above their base (T24).
 *
 * A reading is a paragraph of its own on one line, centred over the letters that it reads. It may
 * lean over what stands beside them, by its size (as Japanese allows over kana), and over the base
 * of a neighbour whose own reading leaves room; readings keep a word space between them. Only where
 * that does not do, the base gets room, half on either side. Room whenever a reading is wider than
 * its base lost: readers of PDF take a tenth of an em between two letters for a space, and 重慶市
 * with a reading in Latin letters was copied as two words (T8). Room between the letters of the
 * base, as Japanese has it, lost for the same reason.
 *
 * Readings stand within the leading and never change it. Those of a line are placed together: each
 * wants to stand over its middle, those that would touch move apart as one cluster by as little as
 * does (the pool of adjacent violators), and none leaves the line. Where a line begins or ends with
 * a base, it stands at the edge, and its room on the other side. */
#include "text/compose.h"

/* Above the base's ink in per cent of its size, and the reading's own descenders. */
enum { BASE_ASCENT = 88, READING_DESCENT = 20 };

/* See text.h. */
enum { LEAN = BB_RUBY_LEAN, BETWEEN = BB_RUBY_BETWEEN };

/* No base gets more room than this on one side, 1/1024 em. */
enum { ROOM_MOST = 2048 };

static bb_len
share_of(bb_len size, int per_cent)
{
    return (bb_len)((int64_t)size * per_cent / 100);
}

static struct bb_lines
set_reading(
    const struct bb_paragraph *para, struct bb_arena *arena, const struct bb_text_ruby *ruby)
{
    struct bb_para_style style = BB_PARA_STYLE_DEFAULT;
    struct bb_text_piece *piece = BB_NEW(arena, struct bb_text_piece);
    *piece = (struct bb_text_piece){
        .kind = BB_PIECE_CHARS,
        .text = ruby->text,
        .font = ruby->font,
        .language = ruby->language,
        .origin = ruby->origin,
        .origin_offset = ruby->origin_offset,
        .user = ruby->user,
    };
    style.trial = true;
    struct bb_paragraph *reading = bb_text_shape(para->owner, arena, piece, 1);
    return bb_text_break(para->owner, arena, reading, INT32_MAX / 2, &style);
}

/* --- room ------------------------------------------------------------------------------------- */

/* Along the characters, whose widths are still their own. */
struct walk {
    struct bb_paragraph *para;
    uint32_t at;  /* characters before it are passed */
    int64_t pen;  /* and take this */
    int64_t free; /* where the next reading may begin */
};

static int64_t
pass(struct walk *walk, uint32_t until)
{
    int64_t from = walk->pen;
    for (; walk->at < until; walk->at++)
        walk->pen += walk->para->chars[walk->at].width;
    return walk->pen - from;
}

/* `room` in 1/1024 em, rounded up. */
static int
in_units(int64_t room, bb_len size)
{
    int64_t units = (room * 1024 + size - 1) / size;
    return (int)(units > ROOM_MOST ? ROOM_MOST : units);
}

static void
make_room(struct bb_paragraph *para, const struct bb_ruby *ruby, int64_t before, int64_t after)
{
    struct bb_char *first = &para->chars[ruby->start], *last = &para->chars[ruby->end - 1];
    int left = in_units(before, ruby->size), right = in_units(after, ruby->size);
    first->before = (int16_t)(first->before + left);
    last->after = (int16_t)(last->after + right);
    first->width += bb_space_scale(left, ruby->size);
    last->width += bb_space_scale(right, ruby->size);
    last->flags &= (uint8_t)~BB_FLAG_APART;
    para->has_space = true;
}

/* Gives the base what its reading takes past what it may lean, then what it takes past the reading
 * before it. */
static void
find_room(struct walk *walk, const struct bb_ruby *ruby)
{
    int64_t width = ruby->lines.width, lean = share_of(ruby->from->font->size, LEAN);
    pass(walk, ruby->start);
    int64_t start = walk->pen, base = pass(walk, ruby->end);
    int64_t own = width - base - 2 * lean, side = own > 0 ? (own + 1) / 2 : 0;
    int64_t from = start - lean > walk->free ? start - lean : walk->free;
    int64_t past = from + width - (start + 2 * side + base + lean), push = past > 0 ? past : 0;
    if (side + push > 0)
        make_room(walk->para, ruby, side + push, side);
    walk->pen += 2 * side + push;
    walk->free = from + width + share_of(ruby->from->font->size, BETWEEN);
}

static void
add_reading(struct walk *walk, struct bb_arena *arena, uint32_t start, uint32_t end,
    const struct bb_text_ruby *from)
{
    struct bb_ruby ruby = {.start = start, .end = end, .from = from};
    ruby.size = bb_paragraph_find_segment(walk->para, start)->size;
    ruby.lines = set_reading(walk->para, arena, from);
    if (ruby.lines.len == 0 || ruby.size == 0)
        return;
    find_room(walk, &ruby);
    BB_VEC_PUSH(arena, &walk->para->rubies, ruby);
}

static const struct bb_text_ruby *
ruby_of(const struct bb_paragraph *para, size_t piece)
{
    const struct bb_text_piece *from = &para->pieces[piece];
    return from->kind == BB_PIECE_CHARS ? from->ruby : NULL;
}

void
bb_paragraph_add_rubies(struct bb_paragraph *para, struct bb_arena *arena)
{
    struct walk walk = {.para = para, .free = INT64_MIN / 2};
    uint32_t i = 0;
    for (size_t piece = 0, end; piece < para->npieces; piece = end) {
        const struct bb_text_ruby *ruby = ruby_of(para, piece);
        end = piece + 1;
        if (!ruby)
            continue;
        while (end < para->npieces && ruby_of(para, end) == ruby)
            end++;
        while (i < para->nchars && para->chars[i].offset < para->piece_start[piece])
            i++;
        uint32_t start = i;
        while (i < para->nchars && para->chars[i].offset < para->piece_start[end])
            i++;
        if (i > start)
            add_reading(&walk, arena, start, i, ruby);
    }
}

/* --- lines ------------------------------------------------------------------------------------ */

/* A reading on its line: where it would stand, and as how much of its size. */
struct placed {
    const struct bb_ruby *ruby;
    bb_len x, width;
};

/* Readings that touch. */
struct cluster {
    size_t first, count;
    int64_t sum; /* of where each would have the cluster begin */
    bb_len width;
};

struct row {
    const struct bb_composer *composer;
    bb_len left, right; /* of the line */
    BB_VEC(struct placed) placed;
    BB_VEC(struct cluster) clusters;
};

/* The place on the line where the glyphs of character `i` begin, or with `after` end; glyphs of a
 * cluster stand together. */
static bb_len
place_of(const struct bb_composer *composer, const struct bb_run_vec *runs, uint32_t i, bool after)
{
    uint32_t offset = composer->para->chars[i].offset;
    for (size_t r = 0; r < runs->len; r++) {
        const struct bb_text_run *run = &runs->at[r];
        uint32_t start = (uint32_t)(run->text.ptr - composer->characters);
        if (run->kind != BB_RUN_GLYPHS || offset < start || offset >= start + run->text.len)
            continue;
        bb_len x = run->x, end = run->x;
        bool found = false;
        for (size_t g = 0; g < run->nglyphs; g++) {
            bool own = start + run->glyphs[g].cluster == offset;
            if (found && !own)
                break;
            x = found ? x : end;
            found |= own;
            end += run->glyphs[g].advance;
        }
        return after ? end : x;
    }
    return 0;
}

/* The middle of the base, without the room beside it. */
static bb_len
middle_of(const struct bb_composer *composer, const struct bb_run_vec *runs,
    const struct bb_ruby *ruby, uint32_t last)
{
    const struct bb_char *chars = composer->para->chars;
    uint32_t end = ruby->end < last ? ruby->end : last;
    bb_len from = place_of(composer, runs, ruby->start, false);
    bb_len to = place_of(composer, runs, end - 1, true);
    bb_len before = bb_space_scale(chars[ruby->start].before, ruby->size);
    return (from + before + to - bb_space_scale(chars[end - 1].after, ruby->size)) / 2;
}

/* Adds a reading by the order of places, which lines from left to right have already. One wider
 * than the line is set smaller. */
static void
add_placed(struct row *row, const struct bb_ruby *ruby, bb_len middle)
{
    bb_len width = bb_len_min(ruby->lines.width, bb_len_max(row->right - row->left, 1));
    struct placed placed = {.ruby = ruby, .x = middle - width / 2, .width = width};
    BB_VEC_PUSH(row->composer->scratch, &row->placed, placed);
    size_t i = row->placed.len - 1;
    for (; i > 0 && row->placed.at[i - 1].x > placed.x; i--)
        row->placed.at[i] = row->placed.at[i - 1];
    row->placed.at[i] = placed;
}

static bb_len
cluster_start(const struct row *row, const struct cluster *cluster)
{
    bb_len x = (bb_len)(cluster->sum / (int64_t)cluster->count);
    return bb_len_max(bb_len_min(x, row->right - cluster->width), row->left);
}

static bb_len
space_after(const struct row *row, size_t i)
{
    return share_of(row->placed.at[i].ruby->from->font->size, BETWEEN);
}

static void
add_cluster(struct row *row, size_t i)
{
    struct cluster cluster = {
        .first = i, .count = 1, .sum = row->placed.at[i].x, .width = row->placed.at[i].width};
    while (row->clusters.len > 0) {
        const struct cluster *before = &BB_VEC_LAST(&row->clusters);
        bb_len own = before->width + space_after(row, cluster.first - 1);
        if (cluster_start(row, before) + own <= cluster_start(row, &cluster))
            break;
        cluster = (struct cluster){.first = before->first,
            .count = before->count + cluster.count,
            .sum = before->sum + cluster.sum - (int64_t)cluster.count * own,
            .width = own + cluster.width};
        row->clusters.len--;
    }
    BB_VEC_PUSH(row->composer->scratch, &row->clusters, cluster);
}

static struct bb_text_run
copy_run(struct bb_arena *arena, const struct bb_text_run *from, bb_len width, bb_len of)
{
    struct bb_text_run run = *from;
    struct bb_glyph *glyphs = BB_NEW_ARRAY(arena, struct bb_glyph, run.nglyphs);
    memcpy(glyphs, run.glyphs, run.nglyphs * sizeof *glyphs);
    run.glyphs = glyphs;
    run.text = bb_arena_str(arena, run.text);
    run.kind = BB_RUN_READING;
    if (width == of)
        return run;
    run.x = (bb_len)((int64_t)run.x * width / of);
    run.width = (bb_len)((int64_t)run.width * width / of);
    run.size = bb_len_max((bb_len)((int64_t)run.size * width / of), 1);
    for (size_t i = 0; i < run.nglyphs; i++) {
        glyphs[i].advance = (bb_len)((int64_t)glyphs[i].advance * width / of);
        glyphs[i].dx = (bb_len)((int64_t)glyphs[i].dx * width / of);
        glyphs[i].dy = (bb_len)((int64_t)glyphs[i].dy * width / of);
    }
    return run;
}

static void
push_reading(const struct row *row, const struct placed *placed, bb_len x, struct bb_run_vec *out)
{
    const struct bb_composer *composer = row->composer;
    const struct bb_ruby *ruby = placed->ruby;
    const struct bb_text_line *line = &ruby->lines.lines[0];
    for (size_t i = 0; i < line->nruns; i++) {
        struct bb_text_run run =
            copy_run(composer->arena, &line->runs[i], placed->width, ruby->lines.width);
        run.x += x;
        run.rise = (ruby->size * BASE_ASCENT + run.size * READING_DESCENT) / 100;
        BB_VEC_PUSH(composer->scratch, out, run);
    }
    if (placed->width < ruby->lines.width && !composer->style->trial)
        bb_report(composer->text->diag, BB_D_OVERFULL_LINE,
            bb_origin_span(ruby->from->origin, ruby->from->origin_offset,
                ruby->from->origin_offset + ruby->from->text.len),
            bb_arena_str(composer->scratch, ruby->from->text).ptr);
}

/* Moves the glyphs of a base. */
static void
move_base(const struct bb_composer *composer, const struct bb_run_vec *runs,
    const struct bb_ruby *ruby, bb_len by)
{
    const struct bb_char *chars = composer->para->chars;
    const char *from = composer->characters + chars[ruby->start].offset;
    const char *to = composer->characters + chars[ruby->end].offset;
    for (size_t r = 0; r < runs->len; r++)
        if (runs->at[r].text.ptr >= from && runs->at[r].text.ptr < to)
            runs->at[r].x += by;
}

/* A base that the line begins or ends with stands at its edge. */
static void
move_to_edge(const struct bb_composer *composer, const struct bb_run_vec *runs,
    const struct bb_ruby *ruby, const struct bb_ruby_line *line)
{
    const struct bb_char *chars = composer->para->chars;
    enum bb_align align = composer->style->align;
    if (ruby->start == line->first && (align == BB_ALIGN_START || align == BB_ALIGN_JUSTIFY))
        move_base(composer, runs, ruby, -bb_space_scale(chars[ruby->start].before, ruby->size));
    else if (ruby->end == line->last && (align == BB_ALIGN_END || line->full))
        move_base(composer, runs, ruby, bb_space_scale(chars[ruby->end - 1].after, ruby->size));
}

void
bb_ruby_place(const struct bb_composer *composer, const struct bb_ruby_line *line, size_t *next,
    struct bb_run_vec *runs)
{
    const struct bb_paragraph *para = composer->para;
    struct row row = {.composer = composer, .left = line->left, .right = composer->measure};
    for (; *next < para->rubies.len && para->rubies.at[*next].start < line->last; ++*next) {
        const struct bb_ruby *ruby = &para->rubies.at[*next];
        bb_len middle = middle_of(composer, runs, ruby, line->last);
        bb_len before = runs->len > 0 ? place_of(composer, runs, ruby->start, false) : 0;
        move_to_edge(composer, runs, ruby, line);
        add_placed(&row, ruby, middle + place_of(composer, runs, ruby->start, false) - before);
    }
    for (size_t i = 0; i < row.placed.len; i++)
        add_cluster(&row, i);
    for (size_t c = 0; c < row.clusters.len; c++) {
        const struct cluster *cluster = &row.clusters.at[c];
        bb_len x = cluster_start(&row, cluster);
        for (size_t i = cluster->first; i < cluster->first + cluster->count; i++) {
            push_reading(&row, &row.placed.at[i], x, runs);
            x += row.placed.at[i].width + space_after(&row, i);
        }
    }
}

/* References to pages: "29, 35" or "22–24", sorted, each page once, each number a link.
 *
 * Where all pages of a reference stand already, it is set like any text. For pages to come a line
 * keeps room for one number a record, and is painted once all pages stand: nothing but that line
 * moves then (T36). Laying the document out twice would double its cost for the sake of its
 * contents. */
#include "layout/atom.h"

#include <stdlib.h>

/* A page, and a record that stands on it. */
struct cited {
    uint32_t page;
    const struct bb_value *target;
};

/* References that stand together, for which a line or several keep room. */
struct bb_citation {
    struct bb_inline look; /* of its numbers */
    struct bb_tag *tag;    /* of what stands between them; NULL: an artifact */
    const struct bb_value **targets;
    struct bb_tag **links; /* for the numbers, in order; NULL: they are no links */
    size_t ntargets;       /* and links */
    struct cited *pages;   /* once all pages stand */
    size_t npages;
    size_t next; /* of the pages, not yet set */
    size_t nset; /* numbers that are */
};

static int
compare_cited(const void *left, const void *right)
{
    const struct cited *a = left, *b = right;
    return (a->page > b->page) - (a->page < b->page);
}

/* The pages of those records that stand, sorted, each once. */
static struct cited *
find_pages(struct bb_layout *layout, struct bb_arena *arena, const struct bb_value *const *targets,
    size_t ntargets, size_t *count)
{
    struct cited *pages = BB_NEW_ARRAY(arena, struct cited, ntargets);
    size_t found = 0;
    *count = 0;
    for (size_t i = 0; i < ntargets; i++) {
        const struct bb_anchor_place *place = bb_anchor_lookup(layout, targets[i]);
        if (place->placed)
            pages[found++] = (struct cited){place->page, targets[i]};
    }
    if (found > 0)
        qsort(pages, found, sizeof *pages, compare_cited);
    for (size_t i = 0; i < found; i++)
        if (*count == 0 || pages[*count - 1].page != pages[i].page)
            pages[(*count)++] = pages[i];
    return pages;
}

/* How many pages from the first on are said as one: three or more that follow one another. */
static size_t
range_length(const struct cited *pages, size_t count)
{
    enum { RANGE_LEAST = 3 };
    size_t len = 1;
    while (len < count && pages[len].page == pages[len - 1].page + 1)
        len++;
    return len >= RANGE_LEAST ? len : 1;
}

/* --- as inlines ------------------------------------------------------------------------------- */

static void
push_inline(struct bb_arena *arena, struct bb_inlines *out, struct bb_inline item)
{
    out->at = bb_vec_grow(arena, out->at, out->len, &out->cap, sizeof *out->at);
    out->at[out->len++] = item;
}

static void
push_text(struct bb_arena *arena, struct bb_inlines *out, struct bb_inline look, struct bb_str text,
    const struct bb_value *target)
{
    look.kind = BB_INLINE_TEXT;
    look.text = text;
    look.target = target;
    push_inline(arena, out, look);
}

static void
push_number(struct bb_arena *arena, struct bb_inlines *out, struct bb_inline look,
    const struct cited *cited)
{
    push_text(arena, out, look, bb_arena_printf(arena, "%u", cited->page + 1), cited->target);
}

/* `count` pages, one or a range of them. */
static void
push_pages(struct bb_arena *arena, struct bb_inlines *out, struct bb_inline look,
    const struct cited *pages, size_t count)
{
    push_number(arena, out, look, &pages[0]);
    if (count == 1)
        return;
    push_text(arena, out, look, BB_STR("\u2060–\u2060"), NULL); /* no break beside the dash */
    push_number(arena, out, look, &pages[count - 1]);
}

static void
push_comma(struct bb_arena *arena, struct bb_inlines *out, struct bb_inline look)
{
    push_text(arena, out, look, BB_STR(", "), NULL);
}

/* --- pages that stand ------------------------------------------------------------------------- */

/* Past the references that stand together from inline `from`, which is one, on. */
static size_t
end_of_citation(const struct bb_inlines *inlines, size_t from)
{
    size_t end = from + 1;
    while (end + 1 < inlines->len && inlines->at[end].between
        && inlines->at[end + 1].kind == BB_INLINE_PAGE)
        end += 2;
    return end;
}

/* The records of the references from..end; every second inline is one. */
static const struct bb_value **
targets_of(struct bb_arena *arena, const struct bb_inlines *inlines, size_t from, size_t end,
    size_t *count)
{
    const struct bb_value **targets =
        BB_NEW_ARRAY(arena, const struct bb_value *, (end - from + 1) / 2);
    *count = 0;
    for (size_t i = from; i < end; i += 2)
        targets[(*count)++] = inlines->at[i].target;
    return targets;
}

static bool
is_known(struct bb_layout *layout, const struct bb_inlines *inlines, size_t from, size_t end)
{
    for (size_t i = from; i < end; i += 2)
        if (!bb_anchor_lookup(layout, inlines->at[i].target)->placed)
            return false;
    return true;
}

static void
push_known(struct bb_layout *layout, struct bb_inlines *out, const struct bb_inlines *inlines,
    size_t from, size_t end)
{
    size_t ntargets, count;
    const struct bb_value **targets = targets_of(layout->passage, inlines, from, end, &ntargets);
    struct cited *pages = find_pages(layout, layout->passage, targets, ntargets, &count);
    for (size_t at = 0, len; at < count; at += len) {
        len = range_length(&pages[at], count - at);
        if (at > 0)
            push_comma(layout->passage, out, inlines->at[from]);
        push_pages(layout->passage, out, inlines->at[from], &pages[at], len);
    }
}

const struct bb_inlines *
bb_cite_known(struct bb_layout *layout, const struct bb_inlines *inlines)
{
    if (!inlines->refers)
        return inlines;
    struct bb_inlines *out = BB_NEW(layout->passage, struct bb_inlines);
    out->refers = true;
    for (size_t i = 0, end; i < inlines->len; i = end) {
        bool page = inlines->at[i].kind == BB_INLINE_PAGE;
        end = page ? end_of_citation(inlines, i) : i + 1;
        if (page && is_known(layout, inlines, i, end))
            push_known(layout, out, inlines, i, end);
        else
            for (size_t k = i; k < end; k++)
                push_inline(layout->passage, out, inlines->at[k]);
    }
    return out;
}

/* --- pages to come ---------------------------------------------------------------------------- */

static struct bb_citation *
new_citation(struct bb_layout *layout, const struct bb_inlines *inlines, size_t from, size_t end,
    const struct bb_ink_piece *inks, struct bb_tag *tag)
{
    struct bb_citation *citation = BB_NEW(layout->arena, struct bb_citation);
    citation->look = inlines->at[from];
    citation->tag = tag;
    citation->targets = targets_of(layout->arena, inlines, from, end, &citation->ntargets);
    if (!inks[from].link)
        return citation;
    citation->links = BB_NEW_ARRAY(layout->arena, struct bb_tag *, citation->ntargets);
    for (size_t i = 0; i < citation->ntargets; i++)
        citation->links[i] = inks[from + 2 * i].tag;
    return citation;
}

void
bb_cite_unknown(struct bb_layout *layout, const struct bb_inlines *inlines,
    struct bb_ink_piece *inks, struct bb_tag *tag)
{
    for (size_t i = 0; inlines->refers && i < inlines->len; i++) {
        if (inlines->at[i].kind != BB_INLINE_PAGE)
            continue;
        size_t end = end_of_citation(inlines, i);
        struct bb_citation *citation = new_citation(layout, inlines, i, end, inks, tag);
        for (; i < end; i++)
            inks[i].citation = citation;
        inks[i - 1].ends_citation = true;
    }
}

bool
bb_line_waits(const struct bb_text_line *line, const struct bb_set_paragraph *set)
{
    for (size_t i = 0; i < line->nruns; i++)
        if (set->pieces[line->runs[i].user].citation)
            return true;
    return false;
}

/* The line's passage ends before its pages stand: runs, pieces and inlines are copied, and the text
 * of those, which is the passage's own where a number is known already. */
void
bb_line_defer(struct bb_layout *layout, const struct bb_text_line *line,
    const struct bb_set_paragraph *set, bb_len x, bb_len baseline)
{
    struct bb_arena *arena = layout->arena;
    struct bb_text_run *runs = BB_NEW_ARRAY(arena, struct bb_text_run, line->nruns);
    struct bb_ink_piece *pieces = BB_NEW_ARRAY(arena, struct bb_ink_piece, line->nruns);
    struct bb_inline *inlines = BB_NEW_ARRAY(arena, struct bb_inline, line->nruns);
    for (size_t i = 0; i < line->nruns; i++) {
        runs[i] = line->runs[i];
        pieces[i] = set->pieces[runs[i].user];
        inlines[i] = *pieces[i].from;
        inlines[i].text = bb_arena_str(arena, inlines[i].text);
        pieces[i].from = &inlines[i];
    }
    struct bb_matrix *turn = NULL;
    if (layout->turn) {
        turn = BB_NEW(arena, struct bb_matrix);
        *turn = *layout->turn;
    }
    bb_paint_close(layout);
    BB_VEC_PUSH(arena, &layout->late,
        (struct bb_late){.page = layout->page_number,
            .item = layout->page->items.len,
            .runs = runs,
            .nruns = line->nruns,
            .pieces = pieces,
            .align = set->align,
            .justified = line->ratio != 1000,
            .x = x,
            .baseline = baseline,
            .turn = turn});
}

/* --- once all pages stand --------------------------------------------------------------------- */

/* A line as it is set anew: runs, each with the piece of its own number. */
struct setting {
    struct bb_layout *layout;
    BB_VEC(struct bb_text_run) runs;
    BB_VEC(struct bb_ink_piece) pieces;
    bb_len shift; /* of what follows */
};

static void
push_run(struct setting *setting, struct bb_text_run run, struct bb_ink_piece piece)
{
    run.user = (uint32_t)setting->pieces.len;
    BB_VEC_PUSH(setting->layout->arena, &setting->runs, run);
    BB_VEC_PUSH(setting->layout->arena, &setting->pieces, piece);
}

/* Inlines of one style on one line. */
static struct bb_lines
set_inlines(struct bb_layout *layout, const struct bb_inlines *inlines)
{
    struct bb_text_piece *pieces =
        BB_NEW_ARRAY(layout->scratch, struct bb_text_piece, inlines->len);
    for (size_t i = 0; i < inlines->len; i++)
        pieces[i] = (struct bb_text_piece){.kind = BB_PIECE_CHARS,
            .text = inlines->at[i].text,
            .font = bb_style_font(layout, inlines->at[i].style),
            .language = inlines->at[i].language,
            .user = (uint32_t)i};
    struct bb_paragraph *shaped =
        bb_text_shape(layout->text, layout->scratch, pieces, inlines->len);
    struct bb_para_style plain = BB_PARA_STYLE_DEFAULT;
    struct bb_lines lines =
        bb_text_break(layout->text, layout->arena, shaped, BB_PT(10000), &plain);
    bb_arena_reset(layout->scratch);
    return lines;
}

/* The pages from `next` on that `room` takes, or all that are left. A range counts as its pages
 * one by one where it does not fit: room is there for each. */
static struct bb_lines
set_some(struct bb_layout *layout, struct bb_citation *citation, bb_len room, bool all,
    struct bb_inlines *inlines)
{
    struct bb_arena *arena = layout->arena;
    struct bb_lines lines = {0};
    while (citation->next < citation->npages) {
        const struct cited *pages = &citation->pages[citation->next];
        size_t len = range_length(pages, citation->npages - citation->next);
        size_t before = inlines->len;
        if (before > 0)
            push_comma(arena, inlines, citation->look);
        size_t start = inlines->len;
        push_pages(arena, inlines, citation->look, pages, len);
        struct bb_lines more = set_inlines(layout, inlines);
        if (len > 1 && more.width > room) {
            inlines->len = start;
            len = 1;
            push_pages(arena, inlines, citation->look, pages, len);
            more = set_inlines(layout, inlines);
        }
        if (before > 0 && more.width > room && !all) {
            inlines->len = start; /* a comma ends the line */
            return set_inlines(layout, inlines);
        }
        lines = more;
        citation->next += len;
    }
    return lines;
}

/* The element of an inline: the numbers have one each. */
static struct bb_ink_piece
ink_of(struct bb_layout *layout, struct bb_citation *citation, const struct bb_inline *from)
{
    struct bb_ink_piece piece = {
        .from = from, .size = bb_scaled_style(layout, from->style)->size, .tag = citation->tag};
    if (from->target && citation->links) {
        piece.tag = citation->links[citation->nset++];
        piece.link = true;
    }
    return piece;
}

/* Sets what fits in the place of the runs first..end, which are of one citation. */
static void
set_citation(struct setting *setting, const struct bb_late *late, size_t first, size_t end)
{
    struct bb_layout *layout = setting->layout;
    struct bb_citation *citation = late->pieces[first].citation;
    const struct bb_text_run *last = &late->runs[end - 1];
    bb_len x = late->runs[first].x, room = last->x + last->width - x;
    if (!citation->pages)
        citation->pages = find_pages(
            layout, layout->arena, citation->targets, citation->ntargets, &citation->npages);
    struct bb_inlines *inlines = BB_NEW(layout->arena, struct bb_inlines);
    struct bb_lines lines =
        set_some(layout, citation, room, late->pieces[end - 1].ends_citation, inlines);
    struct bb_ink_piece *inks = BB_NEW_ARRAY(layout->arena, struct bb_ink_piece, inlines->len);
    for (size_t i = 0; i < inlines->len; i++)
        inks[i] = ink_of(layout, citation, &inlines->at[i]);
    for (size_t i = 0; lines.len > 0 && i < lines.lines[0].nruns; i++) {
        struct bb_text_run run = lines.lines[0].runs[i];
        run.x += x + setting->shift;
        push_run(setting, run, inks[run.user]);
    }
    setting->shift += lines.width - room;
}

static size_t
count_spaces(const struct bb_text_run *run)
{
    size_t count = 0;
    for (size_t i = 0; i < run->nglyphs; i++)
        count += run->text.ptr[run->glyphs[i].cluster] == ' ';
    return count;
}

/* Spaces that hang past the line's end. */
static size_t
count_hanging(const struct bb_text_run *run)
{
    size_t count = 0;
    while (count < run->text.len && run->text.ptr[run->text.len - 1 - count] == ' ')
        count++;
    return count;
}

/* Shares `rest` among the first `count` spaces of the line. */
static void
widen_spaces(struct setting *setting, bb_len rest, size_t count)
{
    bb_len moved = 0;
    size_t at = 0;
    for (size_t i = 0; i < setting->runs.len; i++) {
        struct bb_text_run *run = &setting->runs.at[i];
        struct bb_glyph *glyphs =
            BB_NEW_ARRAY(setting->layout->arena, struct bb_glyph, run->nglyphs);
        run->x += moved;
        for (size_t k = 0; k < run->nglyphs; k++) {
            glyphs[k] = run->glyphs[k];
            if (at == count || run->text.ptr[glyphs[k].cluster] != ' ')
                continue;
            bb_len until = (bb_len)((int64_t)rest * (int64_t)++at / (int64_t)count);
            glyphs[k].advance += until - moved;
            moved = until;
        }
        run->glyphs = glyphs;
    }
}

/* A justified line stays as wide as it is. */
static void
justify(struct setting *setting, bb_len rest)
{
    size_t count = 0;
    for (size_t i = 0; i < setting->runs.len; i++)
        count += count_spaces(&setting->runs.at[i]);
    if (count > 0)
        count -= count_hanging(&setting->runs.at[setting->runs.len - 1]);
    if (count > 0)
        widen_spaces(setting, rest, count);
}

/* What the numbers leave free goes where the line's alignment has its free room. */
static void
share_rest(struct setting *setting, const struct bb_late *late)
{
    bb_len rest = -setting->shift;
    bb_len move = late->align == BB_ALIGN_END ? rest
        : late->align == BB_ALIGN_CENTER      ? rest / 2
                                              : 0;
    for (size_t i = 0; i < setting->runs.len; i++)
        setting->runs.at[i].x += move;
    if (late->justified)
        justify(setting, rest);
}

/* Readings go with the text below them, which the numbers before it may have moved: `places` are
 * those of the line's runs among the ones set anew. */
static void
push_readings(struct setting *setting, const struct bb_late *late, const size_t *places)
{
    size_t base = 0;
    for (size_t i = 0; i < late->nruns; i++) {
        struct bb_text_run run = late->runs[i];
        if (run.kind != BB_RUN_READING)
            continue;
        bb_len middle = run.x + run.width / 2;
        for (size_t k = 0; k < i && late->runs[k].kind != BB_RUN_READING; k++)
            if (late->runs[k].x <= middle)
                base = k;
        if (places[base] < setting->runs.len)
            run.x += setting->runs.at[places[base]].x - late->runs[base].x;
        push_run(setting, run, late->pieces[i]);
    }
}

static void
paint_late(struct bb_layout *layout, const struct bb_late *late)
{
    struct setting setting = {.layout = layout};
    size_t *places = BB_NEW_ARRAY(layout->passage, size_t, late->nruns);
    for (size_t i = 0; i < late->nruns;) {
        size_t end = i + 1;
        const struct bb_citation *citation = late->pieces[i].citation;
        while (citation && end < late->nruns && late->pieces[end].citation == citation)
            end++;
        if (late->runs[i].kind == BB_RUN_READING)
            break;
        for (size_t k = i; k < end; k++)
            places[k] = setting.runs.len;
        if (citation)
            set_citation(&setting, late, i, end);
        else {
            struct bb_text_run run = late->runs[i];
            run.x += setting.shift;
            push_run(&setting, run, late->pieces[i]);
        }
        i = end;
    }
    share_rest(&setting, late);
    push_readings(&setting, late, places);
    struct bb_text_line line = {.runs = setting.runs.at, .nruns = setting.runs.len};
    struct bb_set_paragraph set = {.pieces = setting.pieces.at, .align = late->align};
    bb_paint_line(layout, &line, &set, late->x, late->baseline);
    bb_paint_close(layout);
}

/* Puts what was painted for the lines into their places; line i's items are those from starts[i] to
 * starts[i + 1]. From the end on, so that none is moved twice. Nothing is painted where
 * there is no font. */
static void
merge_items(struct bb_layout *layout, struct bb_page *page, const struct bb_page *painted,
    const size_t *starts, const struct bb_late *late, size_t nlate)
{
    size_t len = page->items.len, more = page->items.cap - len + painted->items.len;
    if (painted->items.len == 0)
        return;
    bb_page_close(layout->out, page, more);
    for (size_t i = 0; i < painted->items.len; i++)
        bb_page_add(layout->out, page, painted->items.at[i]);
    struct bb_item *items = page->items.at;
    size_t end = page->items.len;
    for (size_t i = nlate; i > 0; i--) {
        size_t own = len - late[i - 1].item, count = starts[i] - starts[i - 1];
        memmove(&items[end - own], &items[late[i - 1].item], own * sizeof *items);
        end -= own + count;
        memcpy(&items[end], &painted->items.at[starts[i - 1]], count * sizeof *items);
        len -= own;
    }
}

/* Paints the lines of one page, from `first` on. Returns the first of the next page. */
static size_t
fill_page(struct bb_layout *layout, size_t first)
{
    const struct bb_late *late = &layout->late.at[first];
    struct bb_page *page = layout->out->pages.at[late->page], painted = {0};
    size_t count = 1;
    while (first + count < layout->late.len && late[count].page == late->page)
        count++;
    size_t *starts = BB_NEW_ARRAY(layout->passage, size_t, count + 1);
    layout->page = &painted;
    layout->page_number = late->page;
    for (size_t i = 0; i < count; i++) {
        layout->turn = late[i].turn;
        paint_late(layout, &late[i]);
        starts[i + 1] = painted.items.len;
    }
    layout->turn = NULL;
    merge_items(layout, page, &painted, starts, late, count);
    layout->out->spare.at = painted.items.at;
    layout->out->spare.cap = painted.items.cap;
    bb_arena_reset(layout->passage);
    return first + count;
}

void
bb_fill_late(struct bb_layout *layout)
{
    for (size_t i = 0; i < layout->late.len;)
        i = fill_page(layout, i);
}

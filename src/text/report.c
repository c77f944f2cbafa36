/* What is said of lines that could not be set as their style asks: words broken for need (T14), and
 * of word spaces past the limit and lines left ragged (T5) the worst of the paragraph. Diagnostics
 * drop repeats of one span, so breaking a paragraph again says nothing new. */
#include "text/compose.h"

static struct bb_diag *
sink(const struct bb_composer *composer)
{
    return composer->style->diag ? composer->style->diag : composer->text->diag;
}

/* As much of a text as helps to find it. */
static const char *
quote(const struct bb_paragraph *para, struct bb_arena *arena, uint32_t start, uint32_t end)
{
    enum { QUOTED_MOST = 30 };
    uint32_t shown = end - start > QUOTED_MOST ? start + QUOTED_MOST : end;
    uint32_t from = para->chars[start].offset, to = para->chars[shown].offset;
    return bb_arena_printf(
        arena, "%.*s%s", (int)(to - from), para->text.ptr + from, shown < end ? "…" : "")
        .ptr;
}

/* Where characters start..end of one piece stand in their source. */
static struct bb_span
span_of(const struct bb_paragraph *para, uint32_t start, uint32_t end)
{
    const struct bb_segment *segment = bb_paragraph_find_segment(para, start);
    const struct bb_text_piece *piece = &para->pieces[segment->piece];
    uint32_t first = para->piece_start[segment->piece];
    return bb_origin_span(piece->origin, piece->origin_offset + para->chars[start].offset - first,
        piece->origin_offset + para->chars[end].offset - first);
}

/* T14: the word (or what of it is in one piece) that the line from..at ends in. Said when the first
 * of its lines is made; a later one finds that it began inside the word. */
static void
report_broken_word(const struct bb_composer *composer, uint32_t from, uint32_t at)
{
    const struct bb_paragraph *para = composer->para;
    const struct bb_char *chars = para->chars;
    uint32_t start = at < para->nchars ? at : at - 1, end = start;
    const struct bb_segment *segment = bb_paragraph_find_segment(para, start);
    uint32_t piece_start = para->piece_start[segment->piece];
    uint32_t piece_end = para->piece_start[segment->piece + 1];
    while (start > from && chars[start].offset > piece_start && chars[start].brk <= BB_BREAK_LINK)
        start--;
    if (start == from && from > 0 && chars[start].offset > piece_start
        && bb_breaks_word(chars[start].brk))
        return;
    while (end < para->nchars && chars[end].offset < piece_end
        && (end == start || chars[end].brk <= BB_BREAK_LINK) && chars[end].class != BB_CHAR_SPACE)
        end++;
    bb_report(sink(composer), BB_D_OVERFULL_LINE, span_of(para, start, end),
        quote(para, composer->scratch, start, end));
}

/* What a style of its mode would not do but for need. */
static bool
is_worth_reporting(enum bb_break_mode mode, uint8_t grade)
{
    enum bb_break most = mode == BB_BREAK_WORD ? BB_BREAK_INSIDE : BB_BREAK_UNIT;
    return bb_breaks_word(grade) && grade <= most && grade != BB_BREAK_SOFT;
}

/* How far a line is past the limits of its style: below 0 not at all, most for one left ragged. */
static int64_t
excess(const struct bb_composer *composer, const struct bb_text_line *line)
{
    int64_t over = (int64_t)line->ratio - composer->style->hybrid_limit;
    return line->left > 0 ? (int64_t)INT32_MAX + line->left : over > 0 ? over : -1;
}

/* The line between two candidates; shown as far as it is of its first piece. */
static void
report_spacing(
    const struct bb_composer *composer, const struct bb_text_line *line, uint32_t from, uint32_t to)
{
    const struct bb_paragraph *para = composer->para;
    uint32_t start = composer->candidates.at[from].at, last = composer->candidates.at[to].last;
    const struct bb_segment *segment = bb_paragraph_find_segment(para, start);
    uint32_t end = start + 1;
    while (end < last && para->chars[end].offset < para->piece_start[segment->piece + 1])
        end++;
    bool ragged = line->left > 0;
    double amount = ragged ? bb_len_to_mm(line->left) : line->ratio / 1000.0;
    bb_report(sink(composer), ragged ? BB_D_LINE_RAGGED : BB_D_LINE_LOOSE,
        span_of(para, start, end), quote(para, composer->scratch, start, last),
        bb_arena_printf(composer->scratch, "%.1f", amount).ptr);
}

void
bb_composer_report(const struct bb_composer *composer, const struct bb_lines *lines)
{
    const struct bb_candidate *candidates = composer->candidates.at;
    int64_t most = 0;
    size_t worst = 0;
    for (size_t i = 0; i < lines->len; i++) {
        const struct bb_candidate *to = &candidates[composer->plan.at[i]];
        uint32_t from = i > 0 ? composer->plan.at[i - 1] : 0;
        if (lines->lines[i].overfull || is_worth_reporting(composer->style->mode, to->grade))
            report_broken_word(composer, candidates[from].at, to->at);
        int64_t over = to->last > candidates[from].at ? excess(composer, &lines->lines[i]) : -1;
        worst = over > most ? i : worst;
        most = over > most ? over : most;
    }
    if (most > 0)
        report_spacing(composer, &lines->lines[worst], worst > 0 ? composer->plan.at[worst - 1] : 0,
            composer->plan.at[worst]);
}

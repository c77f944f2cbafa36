/* The places where lines of a given measure may break. */
#include <hb.h>

#include "text/compose.h"
#include "text/fontmap.h"

/* --- soft hyphens ----------------------------------------------------------------------------- */

static bb_len
hyphen_width(const struct bb_paragraph *para, uint32_t at)
{
    uint32_t glyph;
    return bb_paragraph_hyphen(para, bb_paragraph_find_segment(para, at), &glyph);
}

/* --- listing ---------------------------------------------------------------------------------- */

static void
push_candidate(struct bb_composer *composer, uint32_t at)
{
    const struct bb_paragraph *para = composer->para;
    const struct bb_char *chars = para->chars;
    uint32_t floor = composer->candidates.len > 0 ? BB_VEC_LAST(&composer->candidates).at : 0;
    uint32_t last = at, first = at;
    while (last > floor && bb_char_goes_at_edge(chars[last - 1].class))
        last--;
    while (first < para->nchars && chars[first].class != BB_CHAR_END
        && bb_char_goes_at_edge(chars[first].class))
        first++;
    bb_len before = bb_composer_hang_before(composer, first);
    struct bb_candidate candidate = {
        .at = at,
        .last = last,
        .grade = at == para->nchars ? BB_BREAK_FORCED : chars[at].brk,
        .end = chars[last].width
            - (last > floor ? bb_paragraph_overhang(para, last, composer->style->hang) : 0),
        .end_spaces = chars[last].spaces,
        .end_gaps = last > floor ? chars[last - 1].gaps : chars[last].gaps,
        .end_squeeze = last > floor ? chars[last - 1].squeeze : chars[last].squeeze,
        .start_squeeze = chars[before > 0 ? first + 1 : first].squeeze,
        .start = chars[first].width + before,
        .start_spaces = chars[first].spaces,
        .start_gaps = chars[first].gaps,
    };
    if (candidate.grade == BB_BREAK_SOFT)
        candidate.hyphen = hyphen_width(para, at - 1);
    BB_VEC_PUSH(composer->scratch, &composer->candidates, candidate);
}

/* The width of a stretch set by itself. */
static int64_t
stretch_width(const struct bb_paragraph *para, uint32_t start, uint32_t end)
{
    while (end > start && bb_char_goes_at_edge(para->chars[end - 1].class))
        end--;
    return para->chars[end].width - para->chars[start].width;
}

/* The first line may be the shortest. */
static bb_len
narrowest(const struct bb_composer *composer)
{
    return bb_len_min(composer->measure, bb_composer_measure(composer, 0));
}

/* Lists the breaks inside start..end of the grade `grade`, then of lower ones in what is still too
 * wide. */
static void
list_inside(struct bb_composer *composer, uint32_t start, uint32_t end, int grade)
{
    const struct bb_char *chars = composer->para->chars;
    while (
        grade > BB_BREAK_NEVER && stretch_width(composer->para, start, end) > narrowest(composer)) {
        uint32_t from = start;
        for (uint32_t i = start + 1; i < end; i++) {
            if (chars[i].brk != grade)
                continue;
            list_inside(composer, from, i, grade - 1);
            push_candidate(composer, i);
            from = i;
        }
        start = from;
        grade--;
    }
}

static bool
is_free(const struct bb_composer *composer, uint8_t brk, enum bb_break least)
{
    return brk >= least || (brk == BB_BREAK_SOFT && composer->style->hyphenate);
}

void
bb_composer_list(struct bb_composer *composer, enum bb_break least)
{
    const struct bb_paragraph *para = composer->para;
    uint32_t from = 0;
    composer->candidates.len = 0;
    push_candidate(composer, 0);
    for (uint32_t i = 1; i <= para->nchars; i++) {
        if (i < para->nchars && !is_free(composer, para->chars[i].brk, least))
            continue;
        list_inside(composer, from, i, (int)least - 1);
        push_candidate(composer, i);
        from = i;
    }
}

void
bb_composer_plan_single(struct bb_composer *composer)
{
    push_candidate(composer, 0);
    push_candidate(composer, (uint32_t)composer->para->nchars);
    BB_VEC_PUSH(composer->scratch, &composer->plan, 1);
}

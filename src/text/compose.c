/* Lines and widths of a paragraph: the public entries of line breaking. */
#include "text/compose.h"

enum bb_break
bb_composer_least_grade(enum bb_break_mode mode)
{
    switch (mode) {
    case BB_BREAK_SYLLABLE:
        return BB_BREAK_STRAND;
    case BB_BREAK_HYBRID:
        return BB_BREAK_INSIDE;
    case BB_BREAK_WORD:
        break;
    }
    return BB_BREAK_MARK;
}

enum bb_break
bb_composer_ragged_grade(const struct bb_paragraph *para, enum bb_break_mode mode)
{
    return para->has_parts ? BB_BREAK_PART : bb_composer_least_grade(mode);
}

struct bb_lines
bb_text_break(struct bb_text *text, struct bb_arena *arena, struct bb_paragraph *para,
    bb_len measure, const struct bb_para_style *style)
{
    struct bb_composer composer = {
        .text = text,
        .arena = arena,
        .scratch = para->arena,
        .para = para,
        .style = style,
        .measure = measure,
    };
    if (para->nchars == 0)
        return (struct bb_lines){0};
    bb_len room = bb_len_min(measure, measure - style->indent_first);
    if (!para->has_ends && bb_text_natural_width(para) <= room) {
        bb_composer_plan_single(&composer);
        return bb_composer_build(&composer);
    }
    bb_paragraph_find_breaks(para);
    if (style->hyphenate)
        bb_paragraph_hyphenate(para);
    if (style->strategy == BB_STRATEGY_GREEDY) {
        bb_composer_list(&composer, bb_composer_ragged_grade(para, style->mode));
        bb_composer_plan_greedy(&composer);
    } else {
        bb_composer_plan_total(&composer);
    }
    return bb_composer_build(&composer);
}

/* --- widths (T39) ----------------------------------------------------------------------------- */

/* The width of characters start..end, blanks at their edges left out. */
static int64_t
stretch_width(const struct bb_paragraph *para, size_t start, size_t end)
{
    const struct bb_char *chars = para->chars;
    while (end > start && bb_char_goes_at_edge(chars[end - 1].class))
        end--;
    while (start < end && bb_char_goes_at_edge(chars[start].class))
        start++;
    return chars[end].width - chars[start].width;
}

static bb_len
narrow(int64_t width)
{
    return width > INT32_MAX ? INT32_MAX : (bb_len)width;
}

static bool
ends_line(const struct bb_char *at, bool parted)
{
    return at->class == BB_CHAR_END || (parted && (at->flags & BB_FLAG_PART));
}

/* Of the widest line, were each part a line of its own where they are `parted`. */
static bb_len
widest_line(const struct bb_paragraph *para, bool parted)
{
    int64_t widest = 0;
    size_t start = 0;
    for (size_t i = 0; (parted || para->has_ends) && i < para->nchars; i++) {
        if (!ends_line(&para->chars[i], parted))
            continue;
        int64_t width = stretch_width(para, start, i);
        widest = width > widest ? width : widest;
        start = i + 1;
    }
    int64_t width = para->nchars > 0 ? stretch_width(para, start, para->nchars) : 0;
    return narrow(width > widest ? width : widest);
}

bb_len
bb_text_natural_width(const struct bb_paragraph *para)
{
    return widest_line(para, false);
}

bb_len
bb_text_part_width(const struct bb_paragraph *para)
{
    return widest_line(para, para->has_parts);
}

bb_len
bb_text_least_width(struct bb_paragraph *para, enum bb_break_mode mode)
{
    enum bb_break least = bb_composer_least_grade(mode);
    int64_t widest = 0;
    size_t start = 0;
    if (para->nchars == 0)
        return 0;
    bb_paragraph_find_breaks(para);
    for (size_t i = 1; i <= para->nchars; i++) {
        if (i < para->nchars && para->chars[i].brk < least)
            continue;
        int64_t width = stretch_width(para, start, i);
        widest = width > widest ? width : widest;
        start = i;
    }
    return narrow(widest);
}

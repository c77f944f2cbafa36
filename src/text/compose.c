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

struct bb_lines
bb_text_break(struct bb_text *text, struct bb_arena *arena, struct bb_paragraph *para,
    bb_len measure, const struct bb_para_style *style)
{
    struct bb_composer composer = {
        .text = text,
        .arena = arena,
        .para = para,
        .style = style,
        .measure = measure,
    };
    if (para->nchars == 0)
        return (struct bb_lines){0};
    if (style->strategy == BB_STRATEGY_GREEDY) {
        bb_composer_list(&composer, bb_composer_least_grade(style->mode));
        bb_composer_plan_greedy(&composer);
    } else {
        bb_composer_plan_total(&composer);
    }
    return bb_composer_build(&composer);
}

/* --- widths (T39) ----------------------------------------------------------------------------- */

static bool
is_edge_blank(uint8_t class)
{
    return class == BB_CHAR_SPACE || class == BB_CHAR_GAP || class == BB_CHAR_HIDDEN ||
        class == BB_CHAR_END;
}

/* The widest stretch between breaks of at least `grade`, blanks at its edges left out. */
static bb_len
widest_stretch(const struct bb_paragraph *para, enum bb_break grade)
{
    const struct bb_char *chars = para->chars;
    int64_t widest = 0;
    size_t start = 0;
    for (size_t i = 1; i <= para->nchars; i++) {
        if (i < para->nchars && chars[i].brk < grade)
            continue;
        size_t end = i;
        while (end > start && is_edge_blank(chars[end - 1].class))
            end--;
        while (start < end && is_edge_blank(chars[start].class))
            start++;
        int64_t width = chars[end].width - chars[start].width;
        widest = width > widest ? width : widest;
        start = i;
    }
    return widest > INT32_MAX ? INT32_MAX : (bb_len)widest;
}

bb_len
bb_text_natural_width(const struct bb_paragraph *para)
{
    return para->nchars > 0 ? widest_stretch(para, BB_BREAK_FORCED) : 0;
}

bb_len
bb_text_least_width(const struct bb_paragraph *para, enum bb_break_mode mode)
{
    return para->nchars > 0 ? widest_stretch(para, bb_composer_least_grade(mode)) : 0;
}

/* Text that reads downwards: stacked, one letter under the other, or rotated by a right angle.
 *
 * Stacked text is a paragraph set in a measure of nothing, so that each line is one cluster, and
 * centred. Only Hangul, ideographs and kana stand so; a text with other letters is rotated instead.
 * Rotated text is set like any other and painted in a group with a matrix: marks stay flat, and
 * glyphs keep their own advances. Pango's vertical gravity was the alternative; it would bring a
 * second way of shaping and of positions, for a name on a tab. */
#include "layout/atom.h"

/* A word on several lines is one to assistive technology. */
static struct bb_tag *
word_tag(struct bb_layout *layout, struct bb_str words, struct bb_tag *tag)
{
    if (!tag)
        return NULL;
    struct bb_tag *span = bb_display_add_tag(layout->out, tag, BB_ROLE_SPAN);
    span->actual = words.ptr;
    return span;
}

/* From one line to the next; words stand half a line apart. */
static bb_len
advance(const struct bb_downward *text, size_t line)
{
    const struct bb_text_line *at = &text->lines.lines[line];
    struct bb_str last = at->nruns > 0 ? at->runs[at->nruns - 1].text : (struct bb_str){0};
    bool space = last.len > 0 && last.ptr[last.len - 1] == ' ' && line + 1 < text->lines.len;
    return text->stacked && space ? text->leading * 3 / 2 : text->leading;
}

static void
set_stacked(struct bb_layout *layout, struct bb_paragraph *shaped, struct bb_downward *out)
{
    struct bb_para_style style = BB_PARA_STYLE_DEFAULT;
    style.strategy = BB_STRATEGY_GREEDY;
    style.trial = true;
    out->stacked = true;
    out->lines = bb_text_break(layout->text, layout->arena, shaped, 1, &style);
    out->width = out->lines.width;
    out->height = 0;
    for (size_t i = 0; i < out->lines.len; i++)
        out->height += advance(out, i);
}

static void
set_rotated(struct bb_layout *layout, struct bb_paragraph *shaped, bb_len room, bool trial,
    struct bb_downward *out)
{
    struct bb_para_style style = BB_PARA_STYLE_DEFAULT;
    style.trial = trial;
    out->stacked = false;
    out->lines = bb_text_break(layout->text, layout->arena, shaped, room, &style);
    out->width = (bb_len)out->lines.len * out->leading;
    out->height = out->lines.width;
}

struct bb_downward
bb_set_downward(struct bb_layout *layout, const struct bb_inlines *inlines,
    const struct bb_setting *setting, bb_len room, bool trial)
{
    const struct bb_style *style = bb_scaled_style(layout, setting->style);
    struct bb_str words = bb_inlines_text(layout->arena, inlines);
    bool stacks = style->writing == BB_STYLE_STACKED && bb_text_stacks(words);
    struct bb_downward out = {.leading = style->leading};
    out.baseline = (bb_len)((int64_t)out.leading * layout->layout->page.baseline / 1000);
    struct bb_set_paragraph *set;
    struct bb_tag *tag = stacks ? word_tag(layout, words, setting->tag) : setting->tag;
    struct bb_paragraph *shaped =
        bb_fit_inlines(layout, inlines, setting->language, tag, room, &set);
    out.set = set;
    if (stacks)
        set_stacked(layout, shaped, &out);
    if (!out.stacked || out.height > room)
        set_rotated(layout, shaped, room, trial, &out);
    bb_arena_reset(layout->scratch);
    return out;
}

bb_len
bb_build_downward(
    struct bb_layout *layout, const struct bb_inlines *inlines, const struct bb_setting *setting)
{
    struct bb_downward *text = BB_NEW(layout->passage, struct bb_downward);
    *text = bb_set_downward(layout, inlines, setting, layout->room, false);
    if (text->lines.len == 0)
        return 0;
    bb_len beside = layout->width - text->width;
    bool end = setting->align_end || setting->style->align == BB_STYLE_END;
    if (beside < 0)
        bb_report(layout->diag, BB_D_OVERFULL_LINE, bb_inlines_span(inlines),
            bb_inlines_text(layout->arena, inlines).ptr);
    bb_atom_push(layout,
        (struct bb_atom){.kind = BB_ATOM_LINE,
            .x = end                                       ? beside
                : setting->style->align == BB_STYLE_CENTER ? beside / 2
                                                           : 0,
            .height = text->height,
            .as.line = {.line = text->lines.lines,
                .set = text->set,
                .baseline = text->baseline,
                .measure = text->width,
                .downward = text}});
    return text->height;
}

/* A quarter turn clockwise: what is right goes down, what is down goes left. */
static void
paint_rotated(struct bb_layout *layout, const struct bb_downward *text, bb_len x, bb_len y)
{
    enum { ONE = 65536 };
    const struct bb_matrix turn = {.b = ONE, .c = -ONE, .e = x + text->width, .f = y};
    bb_paint_open_group(layout, &turn);
    for (size_t i = 0; i < text->lines.len; i++)
        bb_paint_line(layout, &text->lines.lines[i], text->set, 0,
            (bb_len)i * text->leading + text->baseline);
    bb_paint_close_group(layout);
}

void
bb_paint_downward(struct bb_layout *layout, const struct bb_downward *text, bb_len x, bb_len y)
{
    if (!text->stacked) {
        paint_rotated(layout, text, x, y);
        return;
    }
    for (size_t i = 0; i < text->lines.len; i++) {
        const struct bb_text_line *line = &text->lines.lines[i];
        bb_paint_line(
            layout, line, text->set, x + (text->width - line->width) / 2, y + text->baseline);
        y += advance(text, i);
    }
}

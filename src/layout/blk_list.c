/* Lists: the mark beside the text, turnover lines under its first letter (T12). Tagged L, LI, Lbl
 * and LBody. */
#include "layout/atom.h"

/* The mark and the space after it. */
static bb_len
mark_width(struct bb_layout *layout, const struct bb_block *item)
{
    struct bb_inline at[2];
    struct bb_inlines mark = {.at = at, .len = 2};
    at[0] = at[1] = item->inlines.at[0];
    at[1].text = BB_STR("\u00a0");
    at[1].origin = NULL;
    return bb_inlines_width(layout, &mark, item->style);
}

/* Syllables, and figures up to 9, are of one width. Letters and Roman numbers are not: texts of
 * their lists stand beside the widest mark. 0: each beside its own. */
static bb_len
widest_mark(struct bb_layout *layout, const struct bb_block *list)
{
    static const bool uneven[BB_COUNTERS] = {[BB_COUNTER_ROMAN] = true,
        [BB_COUNTER_SMALL_ROMAN] = true,
        [BB_COUNTER_LETTER] = true,
        [BB_COUNTER_SMALL_LETTER] = true};
    bb_len widest = 0;
    for (size_t i = 0; i < list->children.len; i++) {
        const struct bb_block *item = list->children.at[i];
        if (!item->hidden && item->number && uneven[item->number->counter])
            widest = bb_len_max(widest, mark_width(layout, item));
    }
    return widest;
}

/* A list without a style of the layout: a mark, then the text one and a half ems in. */
static bb_len
text_indent(struct bb_layout *layout, const struct bb_block *item, bb_len widest)
{
    const struct bb_list_level *level = item->level;
    if (!level)
        return bb_scaled_style(layout, item->style)->size * 3 / 2;
    if (item->inlines.len == 0 && level->bare_alone)
        return level->mark_at;
    if (level->text_at >= 0 || item->inlines.len == 0)
        return bb_len_max(level->text_at, 0);
    return level->mark_at + (widest > 0 ? widest : mark_width(layout, item));
}

static void
build_mark(
    struct bb_layout *layout, const struct bb_block *item, struct bb_tag *list_item, bb_len indent)
{
    struct bb_list_of_atoms list = {0};
    bb_len at = item->level ? item->level->mark_at : 0;
    if (item->inlines.len == 0)
        return;
    struct bb_column_state state =
        bb_column_enter(layout, &list, bb_room(layout, item, indent - at));
    struct bb_setting setting = {.style = item->style,
        .language = item->language,
        .tag = bb_display_add_tag(layout->out, list_item, BB_ROLE_LBL)};
    bb_build_lines(layout, &item->inlines, &setting);
    bb_column_leave(layout, state);
    bb_atom_push(
        layout, (struct bb_atom){.kind = BB_ATOM_LABEL, .x = at, .as.placed = {.list = list}});
}

/* What an item says stays with the first of what stands below it (T30): a page ends between them
 * only where it can end nowhere else. */
static void
keep_with_first(struct bb_layout *layout, size_t from)
{
    for (size_t i = from; i < layout->list->len; i++) {
        struct bb_atom *atom = &layout->list->at[i];
        atom->together = true;
        if (atom->kind == BB_ATOM_LINE || atom->kind == BB_ATOM_GROUP)
            return;
    }
}

static void
build_item(struct bb_layout *layout, const struct bb_block *item, bb_len widest)
{
    struct bb_tag *outer = layout->parent;
    struct bb_tag *list_item = bb_display_add_tag(layout->out, outer, BB_ROLE_LI);
    bb_len x = layout->x, width = layout->width, indent = text_indent(layout, item, widest);
    build_mark(layout, item, list_item, indent);
    layout->parent = bb_display_add_tag(layout->out, list_item, BB_ROLE_LBODY);
    bb_len inner = bb_room(layout, item, width - indent);
    for (size_t i = 0; i < item->children.len; i++) {
        const struct bb_block *child = item->children.at[i];
        bool nested = child->kind == BB_COMPOSED_LIST;
        /* A nested list's places are measured from the outermost text edge. */
        layout->x = nested ? x : x + indent;
        layout->width = nested ? width : inner;
        size_t from = layout->list->len;
        bb_build_block(layout, child);
        if (nested && i > 0)
            keep_with_first(layout, from);
    }
    layout->x = x;
    layout->width = width;
    layout->parent = outer;
}

/* PDF has no name for counters of Hangul and Chinese characters; Decimal says that items are
 * counted, and Lbl how. */
static enum bb_list_numbering
numbering_of(const struct bb_block *item)
{
    static const enum bb_list_numbering numberings[BB_COUNTERS] = {
        [BB_COUNTER_ROMAN] = BB_NUMBERING_UPPER_ROMAN,
        [BB_COUNTER_SMALL_ROMAN] = BB_NUMBERING_LOWER_ROMAN,
        [BB_COUNTER_LETTER] = BB_NUMBERING_UPPER_ALPHA,
        [BB_COUNTER_SMALL_LETTER] = BB_NUMBERING_LOWER_ALPHA,
    };
    if (item->inlines.len == 0)
        return BB_NUMBERING_NONE;
    if (!item->number)
        return BB_NUMBERING_DISC;
    enum bb_list_numbering named = numberings[item->number->counter];
    return named != BB_NUMBERING_NONE ? named : BB_NUMBERING_DECIMAL;
}

void
bb_build_list(struct bb_layout *layout, const struct bb_block *block)
{
    struct bb_tag *outer = layout->parent;
    bool first = true;
    bb_len widest = widest_mark(layout, block);
    layout->parent = bb_display_add_tag(layout->out, outer, BB_ROLE_L);
    for (size_t i = 0; i < block->children.len; i++) {
        const struct bb_block *item = block->children.at[i];
        if (item->hidden)
            continue;
        if (first)
            layout->parent->numbering = numbering_of(item);
        else if (item->level)
            bb_atom_space(layout, bb_scaled_space(layout, item->level->before), false);
        build_item(layout, item, widest);
        first = false;
    }
    layout->parent = outer;
}

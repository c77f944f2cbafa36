/* Lists: the mark beside the text, turnover lines under its first letter (T12). Tagged L, LI, Lbl
 * and LBody. */
#include "layout/atom.h"

/* A list without a style of the layout: a mark, then the text one and a half ems in. */
static bb_len
text_indent(const struct bb_block *item)
{
    return item->level ? item->level->text_at : item->style->size * 3 / 2;
}

static void
build_mark(struct bb_layout *layout, const struct bb_block *item, struct bb_tag *list_item)
{
    struct bb_list_of_atoms list = {0};
    bb_len at = item->level ? item->level->mark_at : 0;
    if (item->inlines.len == 0)
        return;
    struct bb_column_state state =
        bb_column_enter(layout, &list, bb_room(layout, item, text_indent(item) - at));
    struct bb_setting setting = {.style = item->style,
        .language = item->language,
        .tag = bb_display_add_tag(layout->out, list_item, BB_ROLE_LBL)};
    bb_build_lines(layout, &item->inlines, &setting);
    bb_column_leave(layout, state);
    bb_atom_push(
        layout, (struct bb_atom){.kind = BB_ATOM_LABEL, .x = at, .as.placed = {.list = list}});
}

static void
build_item(struct bb_layout *layout, const struct bb_block *item)
{
    struct bb_tag *outer = layout->parent;
    struct bb_tag *list_item = bb_display_add_tag(layout->out, outer, BB_ROLE_LI);
    bb_len x = layout->x, width = layout->width, indent = text_indent(item);
    build_mark(layout, item, list_item);
    layout->parent = bb_display_add_tag(layout->out, list_item, BB_ROLE_LBODY);
    bb_len inner = bb_room(layout, item, width - indent);
    for (size_t i = 0; i < item->children.len; i++) {
        const struct bb_block *child = item->children.at[i];
        bool nested = child->kind == BB_COMPOSED_LIST;
        /* A nested list's places are measured from the outermost text edge. */
        layout->x = nested ? x : x + indent;
        layout->width = nested ? width : inner;
        bb_build_block(layout, child);
    }
    layout->x = x;
    layout->width = width;
    layout->parent = outer;
}

void
bb_build_list(struct bb_layout *layout, const struct bb_block *block)
{
    struct bb_tag *outer = layout->parent;
    bool first = true;
    layout->parent = bb_display_add_tag(layout->out, outer, BB_ROLE_L);
    layout->parent->numbering = block->ordered ? BB_NUMBERING_DECIMAL : BB_NUMBERING_DISC;
    for (size_t i = 0; i < block->children.len; i++) {
        const struct bb_block *item = block->children.at[i];
        if (item->hidden)
            continue;
        if (!first && item->level)
            bb_atom_space(layout, item->level->before, false);
        build_item(layout, item);
        first = false;
    }
    layout->parent = outer;
}

/* What is known only once all pages stand: furniture and outline; for page numbers in the text see
 * reference.c. */
#include "layout/atom.h"

/* --- furniture -------------------------------------------------------------------------------- */

/* A furniture item as it was last set on a side; most pages of a part share it. */
struct set_furniture {
    struct bb_inlines inlines;
    struct bb_set_paragraph *set;
    struct bb_lines lines;
    struct bb_downward downward; /* where its style says so */
    struct bb_tabs *tabs;        /* instead of text */
};

static bool
same_reading(const struct bb_reading *a, const struct bb_reading *b)
{
    return a == b || (a && b && a->style == b->style && bb_str_equal(a->text, b->text));
}

static bool
same_inlines(const struct bb_inlines *a, const struct bb_inlines *b)
{
    if (a->len != b->len)
        return false;
    for (size_t i = 0; i < a->len; i++) {
        const struct bb_inline *x = &a->at[i], *y = &b->at[i];
        if (x->kind != y->kind || x->style != y->style || !bb_str_equal(x->text, y->text)
            || !bb_color_equal(x->color, y->color) || x->width != y->width
            || !same_reading(x->reading, y->reading) || strcmp(x->language, y->language) != 0)
            return false;
    }
    return true;
}

static bool
is_downward(const struct bb_furniture_item *item)
{
    return item->style && item->style->writing != BB_STYLE_HORIZONTAL;
}

/* Whether it takes more than one line. */
static bool
set_downward(
    struct bb_layout *layout, const struct bb_furniture_item *item, struct set_furniture *out)
{
    struct bb_setting setting = {.style = item->style, .language = layout->composed->language};
    bb_len room = bb_len_max(layout->layout->page.height - item->baseline, item->style->leading);
    out->downward = bb_set_downward(layout, &out->inlines, &setting, room, true);
    out->set = out->downward.set;
    return !out->downward.stacked && out->downward.lines.len > 1;
}

/* In the margin, half its leading off the text. */
static void
paint_downward(struct bb_layout *layout, const struct bb_furniture_item *item,
    const struct bb_downward *text, bool left, uint32_t number)
{
    const struct bb_page_template *geometry = &layout->layout->page;
    bb_len width = geometry->width - geometry->inner - geometry->outer - geometry->gutter;
    bb_len edge = bb_text_left(layout->layout, number), beside = text->leading / 2;
    bb_paint_downward(
        layout, text, left ? edge - beside - text->width : edge + width + beside, item->baseline);
}

static bool
set_line(struct bb_layout *layout, struct set_furniture *out, bool align_end)
{
    const struct bb_page_template *geometry = &layout->layout->page;
    bb_len width = geometry->width - geometry->inner - geometry->outer - geometry->gutter;
    struct bb_para_style style = BB_PARA_STYLE_DEFAULT;
    style.align = align_end ? BB_ALIGN_END : BB_ALIGN_START;
    struct bb_paragraph *shaped =
        bb_fit_inlines(layout, &out->inlines, layout->composed->language, NULL, width, &out->set);
    out->lines = bb_text_break(layout->text, layout->arena, shaped, width, &style);
    bb_arena_reset(layout->scratch);
    return out->lines.len > 1;
}

static void
paint_text(struct bb_layout *layout, const struct bb_furniture_item *item,
    struct set_furniture *last, uint32_t number)
{
    const struct bb_page_state *state = &layout->pages.at[number];
    bool left = item->inner != (layout->layout->page.duplex && number % 2 == 1);
    struct bb_inlines inlines = bb_compose_furniture(layout->composed->compose, &item->content,
        item->style, state->part, (int)number + 1, (int)layout->pages.len);
    if (!last->set || !same_inlines(&inlines, &last->inlines)) {
        last->inlines = inlines;
        if (is_downward(item) ? set_downward(layout, item, last) : set_line(layout, last, !left))
            bb_report(layout->diag, BB_D_FURNITURE_LONG, bb_inlines_span(&inlines),
                bb_inlines_text(layout->arena, &inlines).ptr);
    }
    bb_paint_artifact(layout, item->foot ? BB_ARTIFACT_FOOTER : BB_ARTIFACT_HEADER);
    if (is_downward(item))
        paint_downward(layout, item, &last->downward, left, number);
    else if (last->lines.len > 0)
        bb_paint_line(layout, &last->lines.lines[0], last->set,
            bb_text_left(layout->layout, number), item->baseline);
    bb_paint_close(layout);
}

static void
paint_page_rule(struct bb_layout *layout, const struct bb_page_rule *rule, uint32_t number)
{
    const struct bb_page_template *geometry = &layout->layout->page;
    const struct bb_part *part = layout->pages.at[number].part;
    bb_len width = rule->vertical ? 0 : rule->length, height = rule->vertical ? rule->length : 0;
    bool verso = geometry->duplex && number % 2 == 1;
    bb_len x = verso ? geometry->width - rule->x - width : rule->x;
    struct bb_color color = bb_ink_color(&rule->ink, part ? part->hue : (struct bb_color){0});
    bb_paint_artifact(layout, BB_ARTIFACT_LAYOUT);
    bb_paint_stroke(layout, x, rule->y, x + width, rule->y + height,
        (struct bb_rule_look){rule->thickness, color});
    bb_paint_close(layout);
}

static void
paint_furniture_item(struct bb_layout *layout, const struct bb_furniture_item *item,
    struct set_furniture *last, uint32_t number)
{
    if (item->rule)
        paint_page_rule(layout, item->rule, number);
    else if (!item->tabs)
        paint_text(layout, item, last, number);
    else {
        if (!last->tabs)
            last->tabs = bb_set_tabs(layout, item->tabs);
        bb_paint_tabs(layout, last->tabs, number);
    }
}

/* Room for what was last set, for each item of each master, verso and recto. */
static struct set_furniture **
new_furniture(struct bb_layout *layout)
{
    size_t count = layout->layout->nmasters;
    struct set_furniture **all = BB_NEW_ARRAY(layout->arena, struct set_furniture *, count);
    for (size_t i = 0; i < count; i++)
        all[i] = BB_NEW_ARRAY(
            layout->arena, struct set_furniture, 2 * layout->layout->masters[i].nfurniture);
    return all;
}

void
bb_paint_furniture(struct bb_layout *layout)
{
    size_t count = layout->pages.len;
    struct set_furniture **last = new_furniture(layout);
    for (uint32_t number = 0; number < count; number++) {
        const struct bb_page_state *state = &layout->pages.at[number];
        if (state->blank || layout->layout->nmasters == 0)
            continue;
        const struct bb_master *master = &layout->layout->masters[state->master];
        layout->page = state->page;
        layout->page_number = number;
        for (size_t i = 0; i < master->nfurniture; i++)
            paint_furniture_item(
                layout, &master->furniture[i], &last[state->master][2 * i + number % 2], number);
        bb_paint_close(layout);
    }
}

/* --- outline ---------------------------------------------------------------------------------- */

struct outliner {
    struct bb_layout *layout;
    struct bb_levels levels;
};

/* The entry as its title says it, otherwise as the block does. */
static struct bb_outline_entry
word_entry(struct bb_layout *layout, const struct bb_block *block, const struct bb_value *title)
{
    const struct bb_composed *composed = layout->composed;
    const struct bb_form *form = title ? bb_value_form(title, composed->language) : NULL;
    struct bb_outline_entry entry = {
        .title = form ? form->text.ptr : bb_inlines_text(layout->arena, &block->inlines).ptr,
        .language =
            form ? bb_composed_language(composed, form) : bb_inlines_language(&block->inlines)};
    if (entry.language && strcmp(entry.language, composed->language) == 0)
        entry.language = NULL;
    return entry;
}

static void
add_outline(void *data, struct bb_block *block)
{
    struct outliner *outliner = data;
    struct bb_layout *layout = outliner->layout;
    if (block->hidden)
        return;
    if (block->entry && bb_anchor_lookup(layout, block->entry)->placed) {
        struct bb_value **fields = block->entry->as.record.fields;
        struct bb_outline_entry entry = word_entry(layout, block, fields[BB_ENTRY_TITLE]);
        entry.level = bb_level_nest(&outliner->levels, (int)fields[BB_ENTRY_LEVEL]->as.integer);
        entry.destination = bb_anchor_lookup(layout, block->entry)->name;
        BB_VEC_PUSH(layout->arena, &layout->out->outline, entry);
    }
    bb_block_visit(block, add_outline, outliner);
}

void
bb_write_outline(struct bb_layout *layout)
{
    struct outliner outliner = {.layout = layout};
    add_outline(&outliner, layout->composed->root);
}

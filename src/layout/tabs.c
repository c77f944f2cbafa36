/* Thumb tabs: a tab for each part at the pages' outer edge, in order, so that a part is found with
 * the thumb and the contents page shows the whole index.
 *
 * A part's name is set once for the document. It reads downwards or not as its style says; where it
 * does not fit, the part's number stands for it; where that does not either, the colour alone. */
#include "layout/atom.h"

enum face { FACE_UNKNOWN, FACE_NONE, FACE_DOWNWARD, FACE_LINE };

struct tab {
    enum face face;
    struct bb_downward text;  /* DOWNWARD */
    struct bb_text_line line; /* LINE */
    const struct bb_set_paragraph *set;
};

struct bb_tabs {
    const struct bb_tabs_template *from;
    bb_len step, height;
    struct tab *tabs; /* of layout->parts */
    size_t recent;    /* the part last found: pages come in order */
};

/* Tabs too many for their height share the text's on whole steps of the grid. */
static void
divide_height(const struct bb_layout *layout, struct bb_tabs *tabs)
{
    const struct bb_tabs_template *from = tabs->from;
    bb_len room = layout->layout->page.text_height - from->top, grid = layout->layout->page.grid;
    bb_len count = (bb_len)layout->parts.len;
    tabs->step = from->step;
    tabs->height = from->height;
    if (count == 0 || (int64_t)from->step * (count - 1) + from->height <= room)
        return;
    bb_len share = room / count;
    tabs->step = share >= grid ? share / grid * grid : share;
    tabs->height = tabs->step - bb_len_min(from->gap, tabs->step / 2);
}

struct bb_tabs *
bb_set_tabs(struct bb_layout *layout, const struct bb_tabs_template *from)
{
    struct bb_tabs *tabs = BB_NEW(layout->arena, struct bb_tabs);
    tabs->from = from;
    tabs->tabs = BB_NEW_ARRAY(layout->arena, struct tab, layout->parts.len);
    divide_height(layout, tabs);
    return tabs;
}

static struct bb_inlines
compose_text(struct bb_layout *layout, const struct bb_tabs *tabs, const struct bb_content *content,
    const struct bb_part *part)
{
    return bb_compose_furniture(layout->composed->compose, content, tabs->from->style, part, 1, 1);
}

static const struct bb_style *
style_of(const struct bb_layout *layout, const struct bb_tabs *tabs)
{
    return tabs->from->style ? tabs->from->style : &layout->layout->styles[0];
}

/* One line across the tab. */
static bool
set_line(struct bb_layout *layout, const struct bb_tabs *tabs, const struct bb_inlines *inlines,
    struct tab *tab)
{
    struct bb_para_style style = BB_PARA_STYLE_DEFAULT;
    struct bb_set_paragraph *set;
    bb_len room = tabs->from->width;
    style.trial = true;
    struct bb_paragraph *shaped =
        bb_fit_inlines(layout, inlines, layout->composed->language, NULL, room, &set);
    struct bb_lines lines = bb_text_break(layout->text, layout->arena, shaped, room, &style);
    bb_arena_reset(layout->scratch);
    if (lines.len != 1 || style_of(layout, tabs)->size > tabs->height)
        return false;
    tab->face = FACE_LINE;
    tab->line = lines.lines[0];
    tab->set = set;
    return true;
}

/* Down the tab, a quarter of the size or more from its ends. */
static bool
set_downward(struct bb_layout *layout, const struct bb_tabs *tabs, const struct bb_inlines *inlines,
    struct tab *tab)
{
    const struct bb_style *style = style_of(layout, tabs);
    struct bb_setting setting = {.style = style, .language = layout->composed->language};
    bb_len room = tabs->height - style->size / 2;
    if (room < style->size)
        return false;
    tab->text = bb_set_downward(layout, inlines, &setting, room, true);
    bool one = tab->text.stacked || tab->text.lines.len == 1;
    if (!one || tab->text.height > room || tab->text.width > tabs->from->width)
        return false;
    tab->face = FACE_DOWNWARD;
    return true;
}

static void
set_tab(struct bb_layout *layout, const struct bb_tabs *tabs, const struct bb_part *part,
    struct tab *tab)
{
    struct bb_inlines name = compose_text(layout, tabs, &tabs->from->name, part);
    bool flat = style_of(layout, tabs)->writing == BB_STYLE_HORIZONTAL;
    tab->face = FACE_NONE;
    if (flat ? set_line(layout, tabs, &name, tab) : set_downward(layout, tabs, &name, tab))
        return;
    struct bb_inlines number = compose_text(layout, tabs, &tabs->from->number, part);
    set_line(layout, tabs, &number, tab);
}

static void
paint_text(struct bb_layout *layout, const struct bb_tabs *tabs, const struct tab *tab,
    bb_len center, bb_len y)
{
    bb_len leading = style_of(layout, tabs)->leading;
    bb_len baseline = (bb_len)((int64_t)leading * layout->layout->page.baseline / 1000);
    if (tab->face == FACE_DOWNWARD)
        bb_paint_downward(layout, &tab->text, center - tab->text.width / 2,
            y + (tabs->height - tab->text.height) / 2);
    if (tab->face == FACE_LINE)
        bb_paint_line(layout, &tab->line, tab->set, center - tab->line.width / 2,
            y + (tabs->height - leading) / 2 + baseline);
}

static void
paint_tab(struct bb_layout *layout, struct bb_tabs *tabs, size_t index, uint32_t page)
{
    const struct bb_page_template *geometry = &layout->layout->page;
    const struct bb_tabs_template *from = tabs->from;
    const struct bb_part *part = layout->parts.at[index];
    struct tab *tab = &tabs->tabs[index];
    bool verso = geometry->duplex && page % 2 == 1;
    bb_len x = verso ? 0 : geometry->width - from->width;
    bb_len y = geometry->top + from->top + (bb_len)index * tabs->step;
    if (tab->face == FACE_UNKNOWN)
        set_tab(layout, tabs, part, tab);
    bb_paint_artifact(layout, BB_ARTIFACT_PAGINATION);
    bb_paint_fill(layout, x, y, from->width, tabs->height, part->hue);
    paint_text(layout, tabs, tab, verso ? from->center : geometry->width - from->center, y);
    bb_paint_close(layout);
}

void
bb_paint_tabs(struct bb_layout *layout, struct bb_tabs *tabs, uint32_t page)
{
    const struct bb_part *own = layout->pages.at[page].part;
    size_t count = layout->parts.len;
    for (size_t i = 0; i < count && tabs->from->all; i++)
        paint_tab(layout, tabs, i, page);
    for (size_t i = 0; i < count && !tabs->from->all; i++, tabs->recent++) {
        tabs->recent %= count;
        if (layout->parts.at[tabs->recent] == own) {
            paint_tab(layout, tabs, tabs->recent, page);
            return;
        }
    }
}

/* What is said of a document that does not fit however small it is set: how much is lacking in
 * which region, and what is longest there, at its place in the trip file.
 *
 * An item is a row of a table, a card, a box or a paragraph: what an author shortens or leaves out.
 * It is named by the first words in it that come from the trip, a picture by what stands for it;
 * where there are no words the layout is at fault, and is named instead. */
#include "layout/fit.h"

enum { ITEMS_MOST = 3, QUOTED_MOST = 24 };

struct item {
    int64_t height;
    struct bb_str text;
    struct bb_span span;
};

/* The highest first; height 0: none. */
struct items {
    struct item at[ITEMS_MOST];
};

struct place {
    int64_t lacking;
    struct items items; /* of what does not fit */
    struct items seen;  /* of what is being filled, which may fit yet: another item's card */
};

struct bb_over {
    struct bb_arena *arena;
    const struct bb_template *layout;
    size_t nplaces; /* by the region's name, the text last */
    struct place *places;
};

struct bb_over *
bb_over_create(const struct bb_layout *layout, struct bb_arena *arena)
{
    struct bb_over *over = BB_NEW(arena, struct bb_over);
    over->arena = arena;
    over->layout = layout->layout;
    over->nplaces = layout->layout->nregion_names + 1;
    over->places = BB_NEW_ARRAY(arena, struct place, over->nplaces);
    return over;
}

static struct place *
place_of(struct bb_over *over, const struct bb_region *region)
{
    return &over->places[region ? (size_t)region->name : over->nplaces - 1];
}

/* --- items ------------------------------------------------------------------------------------ */

/* As much of a text as helps to find it. */
static struct bb_str
quote(struct bb_arena *arena, struct bb_str text)
{
    size_t at = 0;
    for (size_t count = 0; at < text.len && count < QUOTED_MOST; count++)
        do
            at++;
        while (at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80);
    return bb_arena_printf(arena, "%.*s%s", (int)at, text.ptr, at < text.len ? "…" : "");
}

static bool name_item(struct bb_over *over, const struct bb_list_of_atoms *list, struct item *item);

/* 胡 in the place of a portrait says too little. */
static bool
is_initial(struct bb_str text)
{
    size_t letters = 0;
    for (size_t i = 0; i < text.len; i++)
        letters += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    return letters <= 1;
}

/* By a text of the trip; one of the layout or an initial serves until such is found. */
static bool
name_by_line(struct bb_over *over, const struct bb_atom *atom, struct item *item)
{
    const struct bb_text_line *line = atom->as.line.line;
    for (size_t i = 0; line && i < line->nruns; i++) {
        const struct bb_inline *from = atom->as.line.set->pieces[line->runs[i].user].from;
        bool own =
            !from->origin || bb_template_has_source(over->layout, from->origin->whole.source);
        if (from->kind != BB_INLINE_TEXT || (own && item->text.len > 0))
            continue;
        item->text = quote(over->arena, from->text);
        item->span = own ? (struct bb_span){0}
                         : bb_origin_span(from->origin, from->origin_offset,
                             from->origin_offset + (uint32_t)from->text.len);
        if (!own && !is_initial(from->text))
            return true;
    }
    return false;
}

/* By what stands for a picture where it is not seen. */
static bool
name_by_figure(struct bb_over *over, const struct bb_figure *figure, struct item *item)
{
    if (figure->tag && figure->tag->alt && item->text.len == 0)
        item->text = quote(over->arena, bb_str_from(figure->tag->alt));
    return false;
}

static bool
name_by_atom(struct bb_over *over, const struct bb_atom *atom, struct item *item)
{
    if (atom->kind == BB_ATOM_LINE)
        return name_by_line(over, atom, item);
    if (atom->kind == BB_ATOM_FIGURE)
        return name_by_figure(over, atom->as.figure, item);
    if (atom->kind != BB_ATOM_GROUP)
        return false;
    for (size_t i = 0; i < atom->as.group->nchildren; i++)
        if (name_item(over, &atom->as.group->children[i].list, item))
            return true;
    return false;
}

static bool
name_item(struct bb_over *over, const struct bb_list_of_atoms *list, struct item *item)
{
    for (size_t i = 0; i < list->len; i++)
        if (name_by_atom(over, &list->at[i], item))
            return true;
    return false;
}

static void
add_item(struct items *items, struct item item)
{
    for (int i = 0; i < ITEMS_MOST; i++)
        if (item.height > items->at[i].height) {
            struct item lower = items->at[i];
            items->at[i] = item;
            item = lower;
        }
}

static void
add_items(struct items *items, const struct items *more)
{
    for (int i = 0; i < ITEMS_MOST; i++)
        add_item(items, more->at[i]);
}

/* How many atoms an item that begins with atom `from` has: the lines of one paragraph are one. */
static size_t
item_length(const struct bb_list_of_atoms *list, size_t from)
{
    size_t end = from + 1;
    if (list->at[from].kind == BB_ATOM_LINE)
        while (end < list->len && list->at[end].kind == BB_ATOM_LINE
            && list->at[end].as.line.set == list->at[from].as.line.set)
            end++;
    return end - from;
}

void
bb_over_look(
    struct bb_over *over, const struct bb_region *region, const struct bb_list_of_atoms *list)
{
    struct items *seen = &place_of(over, region)->seen;
    *seen = (struct items){0};
    for (size_t i = 0; i < list->len;) {
        struct bb_list_of_atoms atoms = {list->at + i, item_length(list, i), 0};
        bool counts = list->at[i].kind == BB_ATOM_LINE || list->at[i].kind == BB_ATOM_GROUP
            || list->at[i].kind == BB_ATOM_FIGURE;
        struct item item = {.height = counts ? bb_list_height(&atoms) : 0};
        if (item.height > seen->at[ITEMS_MOST - 1].height) {
            name_item(over, &atoms, &item);
            add_item(seen, item);
        }
        i += atoms.len;
    }
}

void
bb_over_add(struct bb_over *over, const struct bb_region *region, bb_len height)
{
    struct place *place = place_of(over, region);
    place->lacking += height;
    add_items(&place->items, &place->seen);
    place->seen = (struct items){0};
}

/* --- the report ------------------------------------------------------------------------------- */

/* In millimetres, rounded up to a tenth. */
static const char *
describe_height(struct bb_arena *arena, int64_t height)
{
    int64_t tenths = (int64_t)(bb_len_to_mm(BB_PT(1)) * 10 * (double)height / BB_PT(1) + 0.999);
    return bb_arena_printf(arena, "%lld.%lld", (long long)tenths / 10, (long long)tenths % 10).ptr;
}

/* "12.3 mm (left), 4.0 mm (right)" */
static const char *
describe_places(const struct bb_over *over)
{
    struct bb_buf buf;
    bb_buf_init(&buf, 0);
    for (size_t i = 0; i < over->nplaces; i++) {
        if (over->places[i].lacking == 0)
            continue;
        bb_buf_printf(&buf, "%s%s mm", buf.len > 0 ? ", " : "",
            describe_height(over->arena, over->places[i].lacking));
        if (i + 1 < over->nplaces)
            bb_buf_printf(&buf, " (%s)", over->layout->region_names[i]);
    }
    const char *text = bb_arena_str(over->arena, bb_buf_str(&buf)).ptr;
    bb_buf_finish(&buf);
    return text;
}

void
bb_over_report(const struct bb_over *over, struct bb_diag *diag)
{
    struct items all = {0};
    for (size_t i = 0; i < over->nplaces; i++)
        add_items(&all, &over->places[i].items);
    const struct item *first = &all.at[0];
    const char *pages = bb_arena_printf(over->arena, "%d", over->layout->fit->pages).ptr;
    const char *places = describe_places(over),
               *height = describe_height(over->arena, first->height);
    if (first->text.len > 0)
        bb_report(diag, BB_D_FIT, first->span, pages, places, first->text.ptr, height);
    else
        bb_report(diag, BB_D_FIT_WORDLESS, over->layout->fit->span, pages, places, height);
    for (int k = 1; k < ITEMS_MOST && all.at[k].height > 0; k++)
        if (all.at[k].text.len > 0)
            bb_report_note(diag, BB_D_FIT_ITEM, all.at[k].span, all.at[k].text.ptr,
                describe_height(over->arena, all.at[k].height));
}

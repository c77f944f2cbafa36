/* Building a display list.
 *
 * Everything goes to the document's arena, so building cannot fail and needs no teardown. Items
 * are stored by value in one vector a page, in drawing order: backends read them once, front to
 * back. A tree of frames with positions relative to their parents was the alternative; it would
 * make every reader (backends, dump, tests, finishing) resolve positions for itself. */
#include "display/display.h"

static bool
same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

void
bb_display_init(struct bb_display *display, struct bb_arena *arena)
{
    *display = (struct bb_display){.arena = arena};
    struct bb_tag *document = BB_NEW(arena, struct bb_tag);
    document->role = BB_ROLE_DOCUMENT;
    BB_VEC_PUSH(arena, &display->tags, document);
}

/* A document has a handful of faces: a search is cheaper than a map. */
uint32_t
bb_display_add_face(struct bb_display *display, const char *path, int index, const char *variations)
{
    for (size_t i = 0; i < display->faces.len; i++) {
        const struct bb_display_face *face = &display->faces.at[i];
        if (face->index == index && same_text(face->path, path)
            && same_text(face->variations, variations))
            return (uint32_t)i;
    }
    BB_VEC_PUSH(display->arena, &display->faces,
        (struct bb_display_face){.path = path, .index = index, .variations = variations});
    return (uint32_t)display->faces.len - 1;
}

uint32_t
bb_display_add_image(struct bb_display *display, struct bb_display_image image)
{
    for (size_t i = 0; i < display->images.len; i++) {
        const struct bb_display_image *known = &display->images.at[i];
        if (known->pixels == image.pixels && known->jpeg.ptr == image.jpeg.ptr)
            return (uint32_t)i;
    }
    BB_VEC_PUSH(display->arena, &display->images, image);
    return (uint32_t)display->images.len - 1;
}

struct bb_page *
bb_display_add_page(struct bb_display *display, bb_len width, bb_len height)
{
    struct bb_page *page = BB_NEW(display->arena, struct bb_page);
    page->width = width;
    page->height = height;
    BB_VEC_PUSH(display->arena, &display->pages, page);
    return page;
}

struct bb_tag *
bb_display_add_tag(struct bb_display *display, struct bb_tag *parent, enum bb_role role)
{
    if (!parent)
        parent = display->tags.at[0];
    struct bb_tag *tag = BB_NEW(display->arena, struct bb_tag);
    tag->role = role;
    tag->id = (uint32_t)display->tags.len;
    tag->parent = parent;
    if (parent->last)
        parent->last->next = tag;
    else
        parent->first = tag;
    parent->last = tag;
    BB_VEC_PUSH(display->arena, &display->tags, tag);
    return tag;
}

void
bb_page_add(struct bb_display *display, struct bb_page *page, struct bb_item item)
{
    if (!page->items.at) {
        page->items.at = display->spare.at;
        page->items.cap = display->spare.cap;
        display->spare.at = NULL;
        display->spare.cap = 0;
    }
    BB_VEC_PUSH(display->arena, &page->items, item);
}

bool
bb_page_mark_has_text(const struct bb_page *page, size_t at)
{
    while (++at < page->items.len && page->items.at[at].kind != BB_ITEM_MARK_END)
        if (page->items.at[at].kind == BB_ITEM_RUN)
            return true;
    return false;
}

void
bb_page_close(struct bb_display *display, struct bb_page *page, size_t more)
{
    struct bb_item *grown = page->items.at;
    size_t cap = page->items.cap;
    if (!grown)
        return;
    page->items.cap = page->items.len + more;
    page->items.at = BB_NEW_ARRAY(display->arena, struct bb_item, page->items.cap);
    memcpy(page->items.at, grown, page->items.len * sizeof *grown);
    display->spare.at = grown;
    display->spare.cap = cap;
}

const char *
bb_role_name(enum bb_role role)
{
    static const char *const names[BB_ROLE_COUNT] = {
        [BB_ROLE_DOCUMENT] = "Document",
        [BB_ROLE_PART] = "Part",
        [BB_ROLE_SECT] = "Sect",
        [BB_ROLE_DIV] = "Div",
        [BB_ROLE_H1] = "H1",
        [BB_ROLE_H2] = "H2",
        [BB_ROLE_H3] = "H3",
        [BB_ROLE_H4] = "H4",
        [BB_ROLE_H5] = "H5",
        [BB_ROLE_H6] = "H6",
        [BB_ROLE_P] = "P",
        [BB_ROLE_L] = "L",
        [BB_ROLE_LI] = "LI",
        [BB_ROLE_LBL] = "Lbl",
        [BB_ROLE_LBODY] = "LBody",
        [BB_ROLE_TABLE] = "Table",
        [BB_ROLE_THEAD] = "THead",
        [BB_ROLE_TBODY] = "TBody",
        [BB_ROLE_TR] = "TR",
        [BB_ROLE_TH] = "TH",
        [BB_ROLE_TD] = "TD",
        [BB_ROLE_TOC] = "TOC",
        [BB_ROLE_TOCI] = "TOCI",
        [BB_ROLE_INDEX] = "Index",
        [BB_ROLE_REFERENCE] = "Reference",
        [BB_ROLE_LINK] = "Link",
        [BB_ROLE_SPAN] = "Span",
        [BB_ROLE_RUBY] = "Ruby",
        [BB_ROLE_RB] = "RB",
        [BB_ROLE_RT] = "RT",
        [BB_ROLE_FIGURE] = "Figure",
        [BB_ROLE_CAPTION] = "Caption",
        [BB_ROLE_NOTE] = "Note",
        [BB_ROLE_BLOCKQUOTE] = "BlockQuote",
        [BB_ROLE_STRONG] = "Strong",
        [BB_ROLE_EM] = "Em",
    };
    return names[role];
}

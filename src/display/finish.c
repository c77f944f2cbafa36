/* Settling a display list before output.
 *
 * Paths and images outside marks are put into layout artifacts, so that all readers see everything
 * marked. One pass over the pages checks what every backend relies on, and numbers the elements by
 * their first mark; a second over the elements, children before parents, drops the empty ones.
 * Checking here, once, keeps the backends free of it; a check at each bb_page_add was the
 * alternative and could not see what is missing at a page's end. */
#include "display/display.h"

#include <limits.h>

struct settling {
    struct bb_display *display;
    uint32_t marks; /* seen so far in the document */
    size_t page, item;
    size_t depth;      /* of groups */
    size_t mark_depth; /* of groups where the open mark began */
    bool marked;       /* a mark or an artifact is open */
    const char *fault; /* the first one */
};

static void
set_fault(struct settling *s, const char *what)
{
    if (s->fault)
        return;
    s->fault =
        bb_arena_printf(s->display->arena, "page %zu, item %zu: %s", s->page + 1, s->item + 1, what)
            .ptr;
}

/* --- stray paths and images ------------------------------------------------------------------ */

static bool
is_drawing(const struct bb_item *item)
{
    return item->kind == BB_ITEM_PATH || item->kind == BB_ITEM_IMAGE;
}

/* Whether a mark or an artifact is open after `item`, where one was or was not before it. */
static bool
is_marked_after(const struct bb_item *item, bool marked)
{
    if (item->kind == BB_ITEM_MARK_BEGIN || item->kind == BB_ITEM_ARTIFACT_BEGIN)
        return true;
    return marked && item->kind != BB_ITEM_MARK_END;
}

static bool
has_strays(const struct bb_page *page)
{
    bool marked = false;
    for (size_t i = 0; i < page->items.len; i++) {
        const struct bb_item *item = &page->items.at[i];
        if (!marked && is_drawing(item))
            return true;
        marked = is_marked_after(item, marked);
    }
    return false;
}

/* Writes the page's items anew, each stretch of strays between an artifact's begin and end. */
static void
wrap_strays(struct bb_display *display, struct bb_page *page)
{
    struct bb_page wrapped = {0};
    bool marked = false, stray = false;
    for (size_t i = 0; i < page->items.len; i++) {
        const struct bb_item *item = &page->items.at[i];
        bool now_stray = !marked && is_drawing(item);
        if (now_stray && !stray)
            bb_page_add(display, &wrapped,
                (struct bb_item){
                    .kind = BB_ITEM_ARTIFACT_BEGIN, .as.artifact = BB_ARTIFACT_LAYOUT});
        else if (stray && !now_stray)
            bb_page_add(display, &wrapped, (struct bb_item){.kind = BB_ITEM_MARK_END});
        stray = now_stray;
        bb_page_add(display, &wrapped, *item);
        marked = is_marked_after(item, marked);
    }
    if (stray)
        bb_page_add(display, &wrapped, (struct bb_item){.kind = BB_ITEM_MARK_END});
    page->items.at = wrapped.items.at;
    page->items.len = wrapped.items.len;
    page->items.cap = wrapped.items.cap;
}

/* --- pages ----------------------------------------------------------------------------------- */

static void
check_run(struct settling *s, const struct bb_run *run)
{
    if (!s->marked)
        set_fault(s, "a glyph run outside any mark");
    if (run->face >= s->display->faces.len)
        set_fault(s, "a glyph run of an unknown face");
    if (run->size <= 0)
        set_fault(s, "a glyph run without a size");
    for (size_t i = 0; i < run->nglyphs; i++) {
        if (run->glyphs[i].cluster >= run->text.len)
            set_fault(s, "a glyph whose cluster is past its text");
    }
}

static void
begin_mark(struct settling *s, const struct bb_item *item)
{
    if (s->marked)
        set_fault(s, "a mark inside a mark");
    s->marked = true;
    s->mark_depth = s->depth;
    if (item->kind == BB_ITEM_ARTIFACT_BEGIN)
        return;
    if (item->as.tag >= s->display->tags.len) {
        set_fault(s, "a mark of an unknown element");
        return;
    }
    struct bb_tag *tag = s->display->tags.at[item->as.tag];
    s->marks++;
    if (tag->first_mark == 0)
        tag->first_mark = s->marks;
}

static void
end_mark(struct settling *s)
{
    if (!s->marked)
        set_fault(s, "the end of a mark that is not open");
    else if (s->mark_depth != s->depth)
        set_fault(s, "a mark that ends in another group than it began in");
    s->marked = false;
}

static void
end_group(struct settling *s)
{
    if (s->depth == 0) {
        set_fault(s, "the end of a group that is not open");
        return;
    }
    if (s->marked && s->mark_depth == s->depth)
        set_fault(s, "a group that ends inside a mark begun in it");
    s->depth--;
}

static void
check_item(struct settling *s, const struct bb_item *item)
{
    switch (item->kind) {
    case BB_ITEM_RUN:
        check_run(s, &item->as.run);
        break;
    case BB_ITEM_PATH:
        if (item->as.path.len > 0 && item->as.path.segments[0].op != BB_PATH_MOVE)
            set_fault(s, "a path that does not start with a move");
        break;
    case BB_ITEM_IMAGE:
        if (item->as.image.image >= s->display->images.len)
            set_fault(s, "an unknown image");
        break;
    case BB_ITEM_GROUP_BEGIN:
        s->depth++;
        break;
    case BB_ITEM_GROUP_END:
        end_group(s);
        break;
    case BB_ITEM_MARK_BEGIN:
    case BB_ITEM_ARTIFACT_BEGIN:
        begin_mark(s, item);
        break;
    case BB_ITEM_MARK_END:
        end_mark(s);
        break;
    }
}

static void
check_pages(struct settling *s)
{
    for (s->page = 0; s->page < s->display->pages.len; s->page++) {
        const struct bb_page *page = s->display->pages.at[s->page];
        s->depth = 0;
        s->marked = false;
        for (s->item = 0; s->item < page->items.len; s->item++)
            check_item(s, &page->items.at[s->item]);
        if (s->marked)
            set_fault(s, "a mark open at the page's end");
        if (s->depth > 0)
            set_fault(s, "a group open at the page's end");
    }
}

/* --- targets --------------------------------------------------------------------------------- */

/* Faults of what belongs to the document carry the name they are about instead of a place. */
static void
set_named_fault(struct settling *s, const char *what, const char *name)
{
    if (!s->fault)
        s->fault = bb_arena_printf(s->display->arena, "%s: \"%s\"", what, name ? name : "").ptr;
}

/* Names go into PDF strings and XML unescaped; Cairo 1.16 mishandles parentheses (findings.md, 4).
 */
static bool
is_destination_name(const char *name)
{
    if (!name || !*name)
        return false;
    for (const char *at = name; *at; at++) {
        bool letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z');
        bool digit = *at >= '0' && *at <= '9';
        if (!letter && !digit && *at != '-' && *at != '.')
            return false;
    }
    return true;
}

static void
check_destinations(struct settling *s, struct bb_map *names)
{
    struct bb_display *display = s->display;
    for (size_t i = 0; i < display->destinations.len; i++) {
        struct bb_destination *dest = &display->destinations.at[i];
        if (!is_destination_name(dest->name))
            set_named_fault(s, "not a destination's name", dest->name);
        else if (bb_map_set(display->arena, names, bb_str_from(dest->name), dest))
            set_named_fault(s, "a destination defined twice", dest->name);
        if (dest->page >= display->pages.len)
            set_named_fault(s, "a destination on no page", dest->name);
        if (dest->tag >= display->tags.len)
            set_named_fault(s, "a destination in an unknown element", dest->name);
    }
}

static void
check_link(struct settling *s, const struct bb_map *names, uint32_t index)
{
    const struct bb_link *link = &s->display->links.at[index];
    const char *target = link->destination ? link->destination : link->uri;
    if (link->page >= s->display->pages.len)
        set_named_fault(s, "a link on no page", target);
    if (!link->destination == !link->uri)
        set_named_fault(s, "a link needs one target, a destination or a URI", target);
    else if (link->destination && !bb_map_lookup(names, bb_str_from(link->destination)))
        set_named_fault(s, "a link to an unknown destination", target);
    if (link->tag >= s->display->tags.len || s->display->tags.at[link->tag]->role != BB_ROLE_LINK) {
        set_named_fault(s, "a link without its Link element", target);
        return;
    }
    struct bb_tag *tag = s->display->tags.at[link->tag];
    if (tag->link == 0)
        tag->link = index + 1;
}

static void
check_outline(struct settling *s, const struct bb_map *names)
{
    int above = 0;
    for (size_t i = 0; i < s->display->outline.len; i++) {
        const struct bb_outline_entry *entry = &s->display->outline.at[i];
        if (!entry->destination || !bb_map_lookup(names, bb_str_from(entry->destination)))
            set_named_fault(s, "an outline entry to an unknown destination", entry->title);
        if (entry->level < 1 || entry->level - 1 > above)
            set_named_fault(s, "an outline entry that skips a level", entry->title);
        above = entry->level;
    }
}

static void
check_targets(struct settling *s)
{
    struct bb_map names = {0};
    check_destinations(s, &names);
    for (size_t i = 0; i < s->display->links.len; i++)
        check_link(s, &names, (uint32_t)i);
    check_outline(s, &names);
}

/* --- structure ------------------------------------------------------------------------------- */

/* Cells keep a table's grid whole, and a figure may be nothing but its Alt. */
static bool
is_kept_empty(const struct bb_tag *tag)
{
    return tag->role == BB_ROLE_TH || tag->role == BB_ROLE_TD || tag->role == BB_ROLE_FIGURE;
}

static void
drop_empty_children(struct bb_tag *parent)
{
    struct bb_tag **link = &parent->first;
    parent->last = NULL;
    while (*link) {
        struct bb_tag *tag = *link;
        bool empty = tag->first_mark == 0 && tag->link == 0 && !tag->first;
        if (empty && !is_kept_empty(tag)) {
            *link = tag->next;
            tag->next = NULL;
            tag->parent = NULL;
        } else {
            parent->last = tag;
            link = &tag->next;
        }
    }
}

/* Children by turn, those of one turn as they were made: one pass for each turn that there is. */
static void
sort_children(struct bb_tag *parent)
{
    struct bb_tag *rest = parent->first, **end = &parent->first;
    *end = NULL;
    for (int turn = 0, next = INT_MAX; rest; turn = next, next = INT_MAX) {
        for (struct bb_tag **link = &rest; *link;) {
            struct bb_tag *tag = *link;
            if (tag->turn > turn) {
                next = tag->turn < next ? tag->turn : next;
                link = &tag->next;
                continue;
            }
            *link = tag->next;
            tag->next = NULL;
            parent->last = *end = tag;
            end = &tag->next;
        }
    }
}

enum bb_status
bb_display_finish(struct bb_display *display, const char **fault)
{
    struct settling s = {.display = display};
    for (size_t i = 0; i < display->tags.len; i++)
        display->tags.at[i]->first_mark = 0;
    for (size_t i = 0; i < display->pages.len; i++) {
        if (has_strays(display->pages.at[i]))
            wrap_strays(display, display->pages.at[i]);
    }
    check_pages(&s);
    check_targets(&s);
    /* A child is always made after its parent, so backwards is children first. */
    for (size_t i = display->tags.len; i > 0; i--) {
        drop_empty_children(display->tags.at[i - 1]);
        sort_children(display->tags.at[i - 1]);
    }
    if (fault)
        *fault = s.fault;
    return s.fault ? BB_INTERNAL : BB_OK;
}

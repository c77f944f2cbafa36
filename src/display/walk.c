/* Walking the structure tree with the marks of each element.
 *
 * All marks are counted and then laid out by element in one array (a counting sort), so an
 * element's marks are a slice of it in page order. An element's kids merge that slice with its
 * child elements: a mark stands before the first child whose earliest mark comes after it.
 * Children keep their own order even where their marks do not (a float may be drawn before the
 * text that it follows). A list of marks per element was the alternative: many small allocations
 * for the same answer. */
#include "display/display.h"

struct mark {
    uint32_t order; /* in the document, from 1; as bb_tag.first_mark */
    uint32_t page, mcid;
};

struct bb_tag_walk {
    const struct bb_display *display;
    struct bb_arena *arena;
    uint32_t *starts; /* by tag id: its first mark in `marks`; one more entry ends the last */
    struct mark *marks;
    uint32_t *earliest; /* by tag id: the order of the first mark in its subtree, or UINT32_MAX */
};

static void
count_marks(struct bb_tag_walk *walk)
{
    const struct bb_display *display = walk->display;
    for (size_t p = 0; p < display->pages.len; p++) {
        const struct bb_page *page = display->pages.at[p];
        for (size_t i = 0; i < page->items.len; i++) {
            if (page->items.at[i].kind == BB_ITEM_MARK_BEGIN)
                walk->starts[page->items.at[i].as.tag + 1]++;
        }
    }
    for (size_t i = 0; i < display->tags.len; i++)
        walk->starts[i + 1] += walk->starts[i];
}

static void
place_marks(struct bb_tag_walk *walk)
{
    const struct bb_display *display = walk->display;
    uint32_t *next = BB_NEW_ARRAY(walk->arena, uint32_t, display->tags.len);
    memcpy(next, walk->starts, display->tags.len * sizeof *next);
    uint32_t order = 0;
    for (size_t p = 0; p < display->pages.len; p++) {
        const struct bb_page *page = display->pages.at[p];
        uint32_t mcid = 0;
        for (size_t i = 0; i < page->items.len; i++) {
            if (page->items.at[i].kind != BB_ITEM_MARK_BEGIN)
                continue;
            walk->marks[next[page->items.at[i].as.tag]++] =
                (struct mark){.order = ++order, .page = (uint32_t)p, .mcid = mcid++};
        }
    }
}

/* Children have greater ids than their parents: backwards, each is settled before its parent. */
static void
find_earliest(struct bb_tag_walk *walk)
{
    const struct bb_display *display = walk->display;
    for (size_t i = 0; i < display->tags.len; i++) {
        bool marked = walk->starts[i] < walk->starts[i + 1];
        walk->earliest[i] = marked ? walk->marks[walk->starts[i]].order : UINT32_MAX;
    }
    for (size_t i = display->tags.len; i > 0; i--) {
        const struct bb_tag *parent = display->tags.at[i - 1]->parent;
        if (parent && walk->earliest[i - 1] < walk->earliest[parent->id])
            walk->earliest[parent->id] = walk->earliest[i - 1];
    }
}

struct bb_tag_walk *
bb_tag_walk_create(const struct bb_display *display, struct bb_arena *arena)
{
    struct bb_tag_walk *walk = BB_NEW(arena, struct bb_tag_walk);
    walk->display = display;
    walk->arena = arena;
    walk->starts = BB_NEW_ARRAY(arena, uint32_t, display->tags.len + 1);
    walk->earliest = BB_NEW_ARRAY(arena, uint32_t, display->tags.len);
    count_marks(walk);
    walk->marks = BB_NEW_ARRAY(arena, struct mark, walk->starts[display->tags.len]);
    place_marks(walk);
    find_earliest(walk);
    return walk;
}

static struct bb_tag_kid
kid_of_mark(const struct mark *mark)
{
    return (struct bb_tag_kid){.page = mark->page, .mcid = mark->mcid};
}

size_t
bb_tag_walk_kids(struct bb_tag_walk *walk, const struct bb_tag *tag, struct bb_tag_kid **kids)
{
    uint32_t mark = walk->starts[tag->id], end = walk->starts[tag->id + 1];
    size_t most = end - mark;
    for (const struct bb_tag *child = tag->first; child; child = child->next)
        most++;
    *kids = BB_NEW_ARRAY(walk->arena, struct bb_tag_kid, most);
    size_t len = 0;
    for (const struct bb_tag *child = tag->first; child; child = child->next) {
        uint32_t earliest = walk->earliest[child->id];
        while (earliest != UINT32_MAX && mark < end && walk->marks[mark].order < earliest)
            (*kids)[len++] = kid_of_mark(&walk->marks[mark++]);
        (*kids)[len++] = (struct bb_tag_kid){.tag = child};
    }
    while (mark < end)
        (*kids)[len++] = kid_of_mark(&walk->marks[mark++]);
    return len;
}

/* Groups parted over pages: each of the lists side by side breaks at its own last place that fits,
 * and what is left of all of them goes on together (T33). Breaking only where all lists break alike
 * would leave a row of unlike cells with no break at all. */
#include "layout/fit.h"

bool
bb_may_break(const struct bb_atom *atom, enum bb_breaks breaks)
{
    return breaks == BB_BREAKS_ANY
        || (!atom->no_break && (breaks == BB_BREAKS_TOGETHER || !atom->together));
}

/* How many atoms of a list fit into `room`: up to the last place where it may break. */
static size_t
fitting(const struct bb_list_of_atoms *list, bb_len room, enum bb_breaks breaks)
{
    size_t last = 0;
    bb_len height = 0;
    for (size_t i = 0; i < list->len; i++) {
        if (i > 0 && bb_may_break(&list->at[i], breaks))
            last = i;
        if (height + list->at[i].height > room && list->at[i].kind != BB_ATOM_SPACE)
            return last;
        height += list->at[i].height;
    }
    return list->len;
}

/* Space at the head of what goes on would look like a mistake. */
static struct bb_list_of_atoms
rest_from(const struct bb_list_of_atoms *list, size_t from)
{
    while (from < list->len && list->at[from].kind == BB_ATOM_SPACE)
        from++;
    if (from == list->len)
        return (struct bb_list_of_atoms){0};
    return (struct bb_list_of_atoms){list->at + from, list->len - from, 0};
}

/* Takes apart a nested group where the list breaks: one that is taller than a page, or that stands
 * first and nothing else helps. A row that fits on a page stays whole. */
static bool
split_nested(struct bb_layout *layout, const struct bb_list_of_atoms *list, size_t at, bb_len room,
    enum bb_breaks breaks, struct bb_list_of_atoms *first, struct bb_list_of_atoms *rest)
{
    struct bb_list_of_atoms before = {list->at, at, 0};
    struct bb_atom head = list->at[at], tail;
    bool tall = head.height > layout->room;
    if (head.kind != BB_ATOM_GROUP || !(tall || (at == 0 && breaks == BB_BREAKS_ANY))
        || !bb_group_split(layout, &head, room - bb_list_height(&before), breaks, &tail))
        return false;
    first->len = at + 1;
    first->at = BB_NEW_ARRAY(layout->passage, struct bb_atom, first->len);
    memcpy(first->at, list->at, at * sizeof *first->at);
    first->at[at] = head;
    /* The rest stays where it is: a split is never undone once a part of it has succeeded. */
    *rest = (struct bb_list_of_atoms){list->at + at, list->len - at, 0};
    rest->at[0] = tail;
    return true;
}

/* The height of a list, or some height above `most`: what is taller than a page goes on however
 * tall it is, and a row of hundreds of pages is not measured to its end on each of them. */
static bb_len
height_to(const struct bb_list_of_atoms *list, bb_len most)
{
    int64_t height = 0;
    for (size_t i = 0; i < list->len && height <= most; i++)
        height += list->at[i].height;
    return height < BB_HEIGHT_MOST ? (bb_len)height : BB_HEIGHT_MOST;
}

static bb_len
group_height(const struct bb_group *group, bb_len most)
{
    bb_len height = 0;
    for (size_t i = 0; i < group->nchildren; i++)
        height =
            bb_len_max(height, group->children[i].y + height_to(&group->children[i].list, most));
    return height + group->pad_below;
}

void
bb_group_spill(struct bb_layout *layout, const struct bb_atom *atom, bb_len room)
{
    bb_len height = group_height(atom->as.group, BB_HEIGHT_MOST);
    if (!layout->spilled || height <= room)
        return;
    *layout->spilled = true;
    if (layout->over)
        bb_over_add(layout->over, layout->filling, height - room);
}

/* A first group that is too tall only by its rounding up to whole steps, or of which not even a
 * line would fit anywhere: it stands here, the rest goes on. */
static bool
take_first(struct bb_layout *layout, const struct bb_list_of_atoms *list, bb_len room,
    struct bb_list_of_atoms *first, struct bb_list_of_atoms *rest)
{
    *rest = rest_from(list, 1);
    if (list->at[0].kind != BB_ATOM_GROUP || rest->len == 0) {
        *rest = *list;
        return false;
    }
    first->len = 1;
    first->at = BB_NEW(layout->passage, struct bb_atom);
    first->at[0] = list->at[0];
    first->at[0].height = bb_len_max(bb_len_min(list->at[0].height, room), 0);
    bb_group_spill(layout, &list->at[0], first->at[0].height);
    return true;
}

static bool
split_list(struct bb_layout *layout, const struct bb_list_of_atoms *list, bb_len room,
    enum bb_breaks breaks, struct bb_list_of_atoms *first, struct bb_list_of_atoms *rest)
{
    size_t count = fitting(list, room, breaks);
    *first = (struct bb_list_of_atoms){list->at, count, 0};
    *rest = rest_from(list, count);
    if (count == list->len)
        return false;
    if (split_nested(layout, list, count, room, breaks, first, rest) || count > 0)
        return true;
    return breaks == BB_BREAKS_ANY && take_first(layout, list, room, first, rest);
}

/* The same lines once more, which nobody is to hear twice. */
static struct bb_list_of_atoms
as_artifact(struct bb_layout *layout, const struct bb_list_of_atoms *list)
{
    struct bb_list_of_atoms out = {BB_NEW_ARRAY(layout->passage, struct bb_atom, list->len), 0, 0};
    for (; out.len < list->len; out.len++) {
        struct bb_atom *atom = &out.at[out.len];
        *atom = list->at[out.len];
        if (atom->kind != BB_ATOM_LINE)
            continue;
        struct bb_set_paragraph *set = BB_NEW(layout->passage, struct bb_set_paragraph);
        *set = *atom->as.line.set;
        set->artifact = true;
        atom->as.line.set = set;
    }
    return out;
}

static bool
split_children(struct bb_layout *layout, const struct bb_group *group, bb_len room,
    enum bb_breaks breaks, struct bb_child *first, struct bb_child *rest)
{
    bool moved = false;
    for (size_t i = 0; i < group->nchildren; i++) {
        const struct bb_child *child = &group->children[i];
        bb_len inside = room - child->y - group->pad_below;
        first[i] = rest[i] = *child;
        rest[i].drawing = child->drawing ? child->drawing->rest : NULL;
        moved |= split_list(layout, &child->list, inside, breaks, &first[i].list, &rest[i].list);
        if (child->repeats && rest[i].list.len == 0) {
            rest[i].list = as_artifact(layout, &child->list);
            rest[i].only_first = true;
        }
    }
    return moved;
}

bool
bb_group_split(struct bb_layout *layout, struct bb_atom *atom, bb_len room, enum bb_breaks worst,
    struct bb_atom *rest)
{
    const struct bb_group *group = atom->as.group;
    struct bb_group *head = BB_NEW(layout->passage, struct bb_group);
    struct bb_group *tail = BB_NEW(layout->passage, struct bb_group);
    *head = *tail = *group;
    head->more_at_head = tail->more_at_head = 0;
    head->children = BB_NEW_ARRAY(layout->passage, struct bb_child, group->nchildren);
    tail->children = BB_NEW_ARRAY(layout->passage, struct bb_child, group->nchildren);
    enum bb_breaks breaks = BB_BREAKS_FREE;
    while (!split_children(layout, group, room, breaks, head->children, tail->children))
        if (breaks++ == worst)
            return false;
    *rest = *atom;
    rest->no_break = false;
    rest->as.group = tail;
    rest->height = bb_len_ceil(group_height(tail, layout->room), bb_scaled_grid(layout));
    atom->as.group = head;
    atom->height = room;
    return true;
}

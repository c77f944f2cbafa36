/* Groups parted over pages: each of the lists side by side breaks at its own last place that fits,
 * and what is left of all of them goes on together (T33). Breaking only where all lists break alike
 * would leave a row of unlike cells with no break at all. */
#include "layout/atom.h"

/* How many atoms of a list fit into `room`: up to the last place where it may break. With `force`,
 * a place where it may not will do. */
static size_t
fitting(const struct bb_list_of_atoms *list, bb_len room, bool force)
{
    size_t last = 0;
    bb_len height = 0;
    for (size_t i = 0; i < list->len; i++) {
        if (i > 0 && (force || !list->at[i].no_break))
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
    return (struct bb_list_of_atoms){list->at + from, list->len - from, 0};
}

/* Takes apart a nested group that stands where the list overflows. */
static bool
split_nested(struct bb_layout *layout, const struct bb_list_of_atoms *list, size_t at, bb_len room,
    struct bb_list_of_atoms *first, struct bb_list_of_atoms *rest)
{
    struct bb_list_of_atoms before = {list->at, at, 0};
    struct bb_atom head = list->at[at], tail;
    if (head.kind != BB_ATOM_GROUP
        || !bb_group_split(layout, &head, room - bb_list_height(&before), &tail))
        return false;
    first->len = at + 1;
    first->at = BB_NEW_ARRAY(layout->arena, struct bb_atom, first->len);
    memcpy(first->at, list->at, at * sizeof *first->at);
    first->at[at] = head;
    rest->len = list->len - at;
    rest->at = BB_NEW_ARRAY(layout->arena, struct bb_atom, rest->len);
    memcpy(rest->at, list->at + at, rest->len * sizeof *rest->at);
    rest->at[0] = tail;
    return true;
}

static bool
split_list(struct bb_layout *layout, const struct bb_list_of_atoms *list, bb_len room, bool force,
    struct bb_list_of_atoms *first, struct bb_list_of_atoms *rest)
{
    size_t count = fitting(list, room, force);
    *first = (struct bb_list_of_atoms){list->at, count, 0};
    *rest = rest_from(list, count);
    if (count == list->len)
        return false;
    if (list->at[count].kind == BB_ATOM_GROUP
        && split_nested(layout, list, count, room, first, rest))
        return true;
    return count > 0;
}

static bool
split_children(struct bb_layout *layout, const struct bb_group *group, bb_len room, bool force,
    struct bb_child *first, struct bb_child *rest)
{
    bool moved = false;
    for (size_t i = 0; i < group->nchildren; i++) {
        const struct bb_child *child = &group->children[i];
        bb_len inside = room - child->y - group->pad_below;
        first[i] = rest[i] = *child;
        moved |= split_list(layout, &child->list, inside, force, &first[i].list, &rest[i].list);
    }
    return moved;
}

static bb_len
group_height(const struct bb_group *group)
{
    bb_len height = 0;
    for (size_t i = 0; i < group->nchildren; i++)
        height =
            bb_len_max(height, group->children[i].y + bb_list_height(&group->children[i].list));
    return height + group->pad_below;
}

bool
bb_group_split(struct bb_layout *layout, struct bb_atom *atom, bb_len room, struct bb_atom *rest)
{
    const struct bb_group *group = atom->as.group;
    struct bb_group *head = BB_NEW(layout->arena, struct bb_group);
    struct bb_group *tail = BB_NEW(layout->arena, struct bb_group);
    *head = *tail = *group;
    head->children = BB_NEW_ARRAY(layout->arena, struct bb_child, group->nchildren);
    tail->children = BB_NEW_ARRAY(layout->arena, struct bb_child, group->nchildren);
    if (!split_children(layout, group, room, false, head->children, tail->children)
        && !split_children(layout, group, room, true, head->children, tail->children))
        return false;
    *rest = *atom;
    rest->no_break = false;
    rest->as.group = tail;
    rest->height = bb_len_ceil(group_height(tail), layout->layout->page.grid);
    atom->as.group = head;
    atom->height = room;
    return true;
}

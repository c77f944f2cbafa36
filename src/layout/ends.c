/* Where pages end: at the best of the places that may break, looking ahead to the next forced page
 * start (T30-T33).
 *
 * The fewest pages come first, then the least cost: room left over, and what a break tears apart
 * (the table of costs below). costs[i] is what all pages cost from one that begins with atom i on;
 * it is found from the last atom to the first, since it needs only those after it: the page from i
 * may end at any free place that it reaches, and costs what it lacks itself and costs[] of that
 * place. Each atom is looked at by as many pages as have places to begin within one page before it,
 * so that all takes time linear in the atoms, and 8 bytes for each. What fits on one page is never
 * looked ahead from.
 *
 * To remember for each place only the best one before it (as lines are broken) would need the exact
 * height of table heads, which are set only where a page begins with one; here a page chooses among
 * the places that it really reaches, and a head that is not as high as foreseen does no harm.
 *
 * Where nothing may break freely the page breaks inside of what is to stay together, a group is
 * taken apart at a line, or the page breaks all the same. A table that breaks has its foot reserved
 * before the break is allowed, so that it never overflows.
 *
 * The frames of a region are filled as far as they go, without a look at those after them:
 * room left at a region's end is what a page of regions is to have. */
#include "layout/ends.h"

/* What so many hundredths of a page left over cost: a little more for each than for the one before,
 * so that pages end evenly, but not so much that something is torn for that alone. */
#define LEFT_OVER(hundredths) ((hundredths) * ((hundredths) + 80) / 5)

/* What else the end of a page costs, as the room that one would rather leave over. */
enum {
    /* Rows of a table or of cards go on. */
    COST_ROWS_TORN = LEFT_OVER(5),
    /* … inside of a group of them, most often a day. */
    COST_GROUP_TORN = LEFT_OVER(20),
    /* … and only one row of what is torn stands on a side: seen as a mistake. */
    COST_SINGLE_ROW = LEFT_OVER(20),
    /* A paragraph goes on: two lines of a page of text. */
    COST_PARAGRAPH_TORN = LEFT_OVER(4),
    /* What goes on has no label beside it. */
    COST_SECTION_TORN = LEFT_OVER(8),
    /* A heading in the last eighth of the page: hardly begun. */
    COST_HEADING_LOW = LEFT_OVER(14),
    /* The page cannot but break what is to stay together. */
    COST_TOGETHER_TORN = LEFT_OVER(70),
    /* A last page less full than so many hundredths looks forgotten; what it lacks of them costs
     * like room left over. */
    LAST_PAGE_LEAST = 15,
};

/* More than all that any document could cost otherwise. */
static const int64_t COST_PAGE = (int64_t)1 << 32;

bool
bb_atom_shows(const struct bb_atom *atom)
{
    return atom->kind == BB_ATOM_LINE || atom->kind == BB_ATOM_GROUP || atom->kind == BB_ATOM_RULE
        || atom->kind == BB_ATOM_PLACED;
}

static bool
is_row_or_line(const struct bb_atom *atom)
{
    return atom->kind == BB_ATOM_LINE || atom->kind == BB_ATOM_GROUP;
}

bb_len
bb_space_pass(const struct bb_atom *space, bb_len y, bool top, bb_len room)
{
    bb_len below = top ? y : y + space->height;
    return bb_len_max(y, bb_len_min(bb_len_max(below, space->as.until), room));
}

/* The answer holds for all atoms up to it. */
const struct bb_atom *
bb_ends_row(struct bb_page_ends *ends, size_t at)
{
    const struct bb_list_of_atoms *list = ends->list;
    if (at < ends->asked || at > ends->answer) {
        ends->asked = ends->answer = at;
        while (ends->answer + 1 < list->len && !is_row_or_line(&list->at[ends->answer]))
            ends->answer++;
    }
    return &list->at[ends->answer];
}

const struct bb_atom *
bb_ends_torn_row(struct bb_page_ends *ends, size_t at, size_t end)
{
    const struct bb_atom *atoms = ends->list->at;
    while (end > 0 && !is_row_or_line(&atoms[end - 1]))
        end--;
    const struct bb_atom *row = bb_ends_row(ends, at);
    return end > 0 && row->table && row->table == atoms[end - 1].table ? row : NULL;
}

/* --- costs ------------------------------------------------------------------------------------ */

/* What stands on a page down to where it might end. */
struct stood {
    const struct bb_atom *last; /* line or group; NULL: none */
    size_t rows, in_group;      /* of the last one's table or cards; of its group */
    bb_len heading;             /* the lower edge of the last heading, or -BB_HEIGHT_MOST */
};

/* Whether a row goes on with the rows of a table or cards. */
static bool
goes_on(const struct bb_atom *row, const struct bb_atom *before)
{
    return row->more_cards || (before && row->table && row->table == before->table);
}

static bool
is_inside_group(const struct bb_atom *row)
{
    return row->table && bb_table_has_groups(row) && !row->opens_group;
}

static void
stand(struct stood *stood, const struct bb_atom *atom, bb_len below)
{
    if (!is_row_or_line(atom))
        return;
    if (atom->heading)
        stood->heading = below;
    stood->rows = goes_on(atom, stood->last) ? stood->rows + 1 : 1;
    /* a group's own row is none of its rows */
    stood->in_group = is_inside_group(atom) ? stood->in_group + 1 : !atom->group_row;
    stood->last = atom;
}

/* Whether a row is the last of its table or cards, or of its group if it is inside one. */
static bool
is_last_row(struct bb_page_ends *ends, const struct bb_atom *row)
{
    const struct bb_list_of_atoms *list = ends->list;
    size_t next = (size_t)(row - list->at) + 1;
    while (next < list->len && !is_row_or_line(&list->at[next]))
        next++;
    return next == list->len || !goes_on(&list->at[next], row)
        || (is_inside_group(row) && list->at[next].opens_group);
}

/* What goes on after a break between two lines or rows. */
static int64_t
tear_cost(struct bb_page_ends *ends, const struct stood *stood, const struct bb_atom *row)
{
    int64_t cost = row->inside ? COST_SECTION_TORN : 0;
    const struct bb_atom *before = stood->last;
    if (!before)
        return cost;
    if (row->kind == BB_ATOM_LINE && before->kind == BB_ATOM_LINE
        && row->as.line.set == before->as.line.set)
        return cost + COST_PARAGRAPH_TORN;
    if (!goes_on(row, before))
        return cost;
    bool group = is_inside_group(row);
    if ((group ? stood->in_group : stood->rows) == 1 || is_last_row(ends, row))
        cost += COST_SINGLE_ROW;
    return cost + COST_ROWS_TORN + (group ? COST_GROUP_TORN : 0);
}

static int64_t
lacking_cost(bb_len height, bb_len room)
{
    int64_t hundredths = room > 0 ? (int64_t)height * 100 / room : 0;
    return LEFT_OVER(hundredths);
}

/* Notes a free place to break, `foot` taken by a table that goes on. A page less than half full is
 * best only where nothing else is. */
static void
weigh(struct bb_page_ends *ends, const struct stood *stood, struct bb_page_end end, bb_len foot,
    struct bb_last_breaks *last)
{
    bb_len room = ends->layout->room;
    last->free = end;
    if (!ends->costs || (end.y < room / 2 && last->best.at == 0))
        return;
    int64_t cost = ends->costs[end.at] + lacking_cost(room - end.y - foot, room);
    if (last->best.at > 0 && cost >= last->cost)
        return;
    cost += tear_cost(ends, stood, bb_ends_row(ends, end.at));
    if (end.y - stood->heading < room / 8)
        cost += COST_HEADING_LOW;
    if (last->best.at > 0 && cost >= last->cost)
        return;
    last->best = end;
    last->cost = cost;
}

/* --- one page --------------------------------------------------------------------------------- */

struct bb_page_end
bb_ends_break(const struct bb_last_breaks *last, size_t from, size_t i, bb_len y)
{
    if (last->best.at > 0)
        return last->best;
    if (last->free.at > 0)
        return last->free;
    if (last->together.at > 0)
        return last->together;
    return (struct bb_page_end){.at = i > from ? i : i + 1, .y = y};
}

/* Whether the group that the page cannot take is to be taken apart: it is taller than a page, or
 * nothing before it may break; unless two thirds of the page are full without it. */
static bool
splits(const struct bb_page_ends *ends, const struct bb_atom *atom,
    const struct bb_last_breaks *last, bb_len used, bb_len room)
{
    bool tall = atom->height > (ends->frames ? ends->layout->room : room) - used;
    if (atom->kind != BB_ATOM_GROUP)
        return false;
    if (last->free.at == 0)
        return last->together.at == 0 || tall;
    return tall && last->free.y < room * 2 / 3;
}

static struct bb_page_end
find_end(
    struct bb_page_ends *ends, size_t from, bb_len used, bb_len room, struct bb_last_breaks *last)
{
    const struct bb_list_of_atoms *list = ends->list;
    struct stood stood = {.heading = -BB_HEIGHT_MOST};
    bb_len y = used;
    bool top = used == 0;
    *last = (struct bb_last_breaks){0};
    for (size_t i = from; i < list->len; i++) {
        const struct bb_atom *atom = &list->at[i];
        if (!top && atom->start != BB_START_NONE)
            return (struct bb_page_end){.at = i, .y = y};
        if (i > from && !atom->no_break) {
            bb_len foot =
                bb_table_foot_height(ends->layout, bb_ends_row(ends, i), !ends->goes_on_here);
            struct bb_page_end end = {.at = i, .y = y};
            if (y + foot <= room && atom->together)
                last->together = end;
            else if (y + foot <= room)
                weigh(ends, &stood, end, foot, last);
        }
        if (atom->kind == BB_ATOM_SPACE)
            y = bb_space_pass(atom, y, top, room);
        else if (y + atom->height <= room) {
            y += atom->height;
            top = top && !bb_atom_shows(atom);
            stand(&stood, atom, y);
        } else if (splits(ends, atom, last, used, room))
            return (struct bb_page_end){.at = i, .y = y, .split = true};
        else
            return bb_ends_break(last, from, i, y);
    }
    return (struct bb_page_end){.at = list->len, .y = y};
}

/* --- all pages -------------------------------------------------------------------------------- */

bool
bb_ends_run(const struct bb_page_ends *ends, const struct bb_page_end *end)
{
    return !end->split
        && (end->at == ends->list->len || ends->list->at[end->at].start != BB_START_NONE);
}

/* Of all pages from one on that begins with atom `from`. A group taken apart is counted as if its
 * rest took no room. */
static int64_t
cost_from(struct bb_page_ends *ends, size_t from)
{
    struct bb_last_breaks last;
    bb_len room = ends->layout->room;
    const struct bb_atom *row = bb_ends_torn_row(ends, from, from);
    bb_len used = row ? bb_table_head_height(ends->layout, row) : 0;
    struct bb_page_end end = find_end(ends, from, used, room, &last);
    if (bb_ends_run(ends, &end))
        return COST_PAGE
            + lacking_cost(bb_len_max(room * LAST_PAGE_LEAST / 100 - (end.y - used), 0), room);
    if (end.split)
        return COST_PAGE + ends->costs[end.at + 1];
    if (last.best.at > 0)
        return COST_PAGE + last.cost;
    return COST_PAGE + ends->costs[end.at]
        + (last.free.at > 0 ? lacking_cost(room - end.y, room) : COST_TOGETHER_TORN);
}

/* A page that begins with what may not begin one is as good as one that begins after it. */
static void
look_ahead(struct bb_page_ends *ends, size_t from)
{
    const struct bb_list_of_atoms *list = ends->list;
    int64_t *costs = BB_NEW_ARRAY(ends->layout->passage, int64_t, list->len + 1);
    ends->costs = costs;
    for (size_t i = list->len; i-- > from + 1;) {
        const struct bb_atom *atom = &list->at[i];
        bool begins = !atom->no_break && atom->kind != BB_ATOM_SPACE;
        costs[i] = atom->start != BB_START_NONE ? 0 : begins ? cost_from(ends, i) : costs[i + 1];
    }
}

struct bb_page_end
bb_ends_find(
    struct bb_page_ends *ends, size_t from, bb_len used, bb_len room, struct bb_last_breaks *last)
{
    struct bb_page_end end = find_end(ends, from, used, room, last);
    if (ends->frames || ends->costs || end.split || bb_ends_run(ends, &end))
        return end;
    look_ahead(ends, from);
    return find_end(ends, from, used, room, last);
}

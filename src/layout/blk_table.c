/* Tables: header, rows, group rows, and what stands where a table breaks (T32, T33, T39).
 *
 * A row is one group atom of its cells. It is kept whole where it fits on a page. The table's state
 * hangs on its atoms, so that the page builder can ask it for foot and head where it breaks. */
#include "layout/table.h"

/* --- rows ------------------------------------------------------------------------------------- */

static struct bb_group *
new_group(struct bb_layout *layout, const struct bb_table_state *state, size_t nchildren)
{
    struct bb_group *group = BB_NEW(layout->passage, struct bb_group);
    group->children = BB_NEW_ARRAY(layout->passage, struct bb_child, nchildren);
    group->nchildren = nchildren;
    group->width = state->width;
    return group;
}

/* Text in a child of its own, `above` which so much is free; its first baseline stands where a line
 * of `height` has it. */
static void
fill_child(struct bb_layout *layout, struct bb_child *child, const struct bb_inlines *inlines,
    const struct bb_setting *setting, bb_len x, bb_len width, bb_len above)
{
    struct bb_column_state column = bb_column_enter(layout, &child->list, width);
    child->x = x;
    layout->above = above;
    bb_build_lines(layout, inlines, setting);
    bb_column_leave(layout, column);
}

/* The height that the layout gives, or, where text of more lines needs more, whole steps of it. */
static bb_len
grown(
    const struct bb_layout *layout, const struct bb_table_state *state, bb_len given, bb_len needed)
{
    bb_len step = bb_scaled_space(layout, state->from->row_step);
    step = step > 0 ? step : bb_scaled_grid(layout);
    return needed > given ? bb_len_ceil(needed, step) : given;
}

/* A spine says nothing that the times beside it do not say: it is no cell. */
static bool
is_told(const struct bb_table_template *from, size_t column)
{
    const struct bb_draw_template *draw = from->columns[column].draw;
    return !draw || draw->kind != BB_DRAW_SPINE;
}

/* Both of two drawings. */
static const struct bb_drawing *
join_drawings(struct bb_layout *layout, const struct bb_drawing *a, const struct bb_drawing *b)
{
    if (!a)
        return b;
    struct bb_drawing *joined = BB_NEW(layout->passage, struct bb_drawing);
    *joined = *a;
    joined->next = join_drawings(layout, a->next, b);
    return joined;
}

/* What the columns draw in space above a body row. */
static const struct bb_drawing *
draw_above(struct bb_layout *layout, const struct bb_table_state *state, size_t row)
{
    const struct bb_drawing *drawing = NULL;
    for (size_t i = 0; i < state->ncolumns; i++)
        if (state->columns[i].drawn)
            drawing = join_drawings(
                layout, drawing, bb_drawn_above(layout, state->columns[i].drawn, row));
    return drawing;
}

/* … above the row that a page begins with. */
static const struct bb_drawing *
drawn_above(struct bb_layout *layout, const struct bb_atom *row)
{
    const struct bb_drawing *drawing = NULL;
    for (size_t i = 0; row->kind == BB_ATOM_GROUP && i < row->as.group->nchildren; i++)
        if (row->as.group->children[i].drawing)
            drawing = join_drawings(layout, drawing, row->as.group->children[i].drawing->before);
    return drawing;
}

/* The header; without `row` it repeats on a later page, as an artifact. Returns its height. */
static bb_len
push_header(struct bb_layout *layout, const struct bb_table_state *state, struct bb_tag *row)
{
    const struct bb_table_template *from = state->from;
    struct bb_group *group = new_group(layout, state, state->ncolumns);
    bb_len height = 0, given = bb_scaled_space(layout, from->header_height);
    for (size_t i = 0; i < state->ncolumns; i++) {
        size_t index = state->columns[i].index;
        const struct bb_cell *title = &state->table->titles[index];
        struct bb_setting setting = {.style = title->style,
            .language = layout->composed->language,
            .align_end = from->columns[index].align_end,
            .lasting = true};
        if (row && is_told(from, index)) {
            bool names = title->inlines.len > 0 || state->columns[i].drawn;
            setting.tag = bb_display_add_tag(layout->out, row,
                from->plain ? BB_ROLE_P
                    : names ? BB_ROLE_TH
                            : BB_ROLE_TD);
            setting.tag->scope = setting.tag->role == BB_ROLE_TH ? BB_SCOPE_COLUMN : BB_SCOPE_NONE;
        }
        bb_len leading = bb_scaled_style(layout, title->style)->leading;
        bb_len over = bb_len_max(given - leading, 0);
        group->children[i].y = over / 2;
        if (state->columns[i].drawn)
            bb_drawn_titles(layout, state->columns[i].drawn, &group->children[i], setting.tag);
        else
            fill_child(layout, &group->children[i], &title->inlines, &setting, state->columns[i].x,
                state->columns[i].width, over / 2);
        height = bb_len_max(height, bb_list_height(&group->children[i].list) + over);
    }
    group->top = (struct bb_rule_look){from->rules.top, state->ink};
    height = grown(layout, state, given, height);
    bb_atom_push(
        layout, (struct bb_atom){.kind = BB_ATOM_GROUP, .height = height, .as.group = group});
    bb_atom_rule(layout, state->width, (struct bb_rule_look){from->rules.header, state->ink}, true);
    layout->keep = true;
    return height;
}

/* The room of a group row's right text: what it needs on one line, at most half of the row. The
 * left text has the rest. */
static bb_len
right_room(
    struct bb_layout *layout, const struct bb_table_state *state, const struct bb_cell *right)
{
    if (right->inlines.len == 0)
        return 0;
    return bb_len_min(bb_table_natural_width(layout, right), state->width / 2);
}

/* Returns its height. */
static bb_len
push_group_row(struct bb_layout *layout, const struct bb_table_state *state,
    const struct bb_row *row, struct bb_tag *tag, bool continued, const struct bb_drawing *drawing)
{
    const struct bb_table_template *from = state->from;
    struct bb_group *group = new_group(layout, state, 3);
    group->children[2].drawing = drawing;
    bb_len baseline = 0, height = 0;
    bb_len given = bb_scaled_space(layout, from->group_height);
    bb_len below = bb_scaled_space(layout, from->group_below);
    bb_len right = right_room(layout, state, &row->cells[1]);
    bb_len left = right > 0 ? state->width - right - from->gap : state->width;
    for (size_t i = 0; i < 2; i++) {
        bool replace = i == 0 && continued && row->cells[2].inlines.len > 0;
        const struct bb_cell *cell = &row->cells[replace ? 2 : i];
        bb_len leading = bb_scaled_style(layout, cell->style)->leading;
        bb_len own = (bb_len)((int64_t)leading * layout->layout->page.baseline / 1000);
        if (i == 0)
            baseline = bb_len_max(given - below - leading, 0) + own;
        struct bb_setting setting = {.style = cell->style,
            .language = layout->composed->language,
            .tag = tag,
            .align_end = i == 1,
            .lasting = true};
        group->children[i].y = baseline - own;
        const struct bb_inlines *text = &cell->inlines;
        fill_child(layout, &group->children[i],
            i == 0 && right > 0 ? bb_inlines_end_with_space(layout, text) : text, &setting,
            i == 0 ? 0 : state->width - right, i == 0 ? left : right, group->children[i].y);
        bb_len end = group->children[i].y + bb_list_height(&group->children[i].list);
        height = bb_len_max(height, end + below);
    }
    height = grown(layout, state, given, height);
    bb_atom_push(layout,
        (struct bb_atom){.kind = BB_ATOM_GROUP,
            .height = height,
            .table = state,
            .group_row = row,
            .opens_group = true,
            .as.group = group});
    bb_atom_rule(layout, state->width, (struct bb_rule_look){from->group_rule, state->ink}, true);
    layout->keep = true;
    return height;
}

/* Of a column that has dots, or NULL. */
static const struct bb_leader *
leader_of(struct bb_layout *layout, const struct bb_table_state *state, const struct bb_cell *cell,
    const struct bb_column_template *from)
{
    if (!from->leader || cell->inlines.len == 0)
        return NULL;
    struct bb_leader *leader = BB_NEW(layout->arena, struct bb_leader);
    leader->style = from->leader_style ? from->leader_style : cell->style;
    leader->color = from->leader_style ? bb_ink_color(&leader->style->ink, state->block->hue)
                                       : cell->inlines.at[0].color;
    return leader;
}

/* `shared`: the element goes on in the next cell. */
static void
build_cell(struct bb_layout *layout, const struct bb_table_state *state, const struct bb_cell *cell,
    const struct bb_table_column *column, struct bb_child *child, struct bb_tag *tag, bool shared)
{
    const struct bb_column_template *from = &state->from->columns[column->index];
    child->y = bb_scaled_space(layout, state->from->padding);
    child->x = column->x;
    if (cell->blocks.len > 0) {
        struct bb_tag *outer = layout->parent;
        layout->parent = tag;
        struct bb_column_state saved = bb_column_enter(layout, &child->list, column->width);
        layout->above = BB_HEIGHT_MOST;
        bb_build_blocks(layout, &cell->blocks);
        bb_column_leave(layout, saved);
        layout->parent = outer;
        return;
    }
    struct bb_setting setting = {.style = cell->style,
        .language = layout->composed->language,
        .tag = cell->repeated ? NULL : tag,
        .align_end = from->align_end,
        .leader = leader_of(layout, state, cell, from),
        .lasting = true};
    child->only_first = cell->repeated;
    child->repeats = from->merge;
    const struct bb_inlines *text =
        shared ? bb_inlines_end_with_space(layout, &cell->inlines) : &cell->inlines;
    fill_child(layout, child, text, &setting, column->x, column->width, BB_HEIGHT_MOST);
}

/* With the merged cells that are shown only at a page's head, or without them. */
static bb_len
row_height(const struct bb_layout *layout, const struct bb_table_state *state,
    const struct bb_group *group, bool at_head)
{
    bb_len height = 0, padding = bb_scaled_space(layout, state->from->padding);
    bb_len step = bb_scaled_space(layout, state->from->row_step);
    for (size_t i = 0; i < group->nchildren; i++)
        if (at_head || !group->children[i].only_first)
            height = bb_len_max(height, bb_list_height(&group->children[i].list));
    height = bb_len_max(height + 2 * padding, bb_scaled_space(layout, state->from->row_least));
    return step > 0 ? bb_len_ceil(height, step) : height;
}

/* The elements of a row: TR with cells, or in contents TOCI, Reference and Link. */
static struct bb_tag *
open_row_tag(struct bb_layout *layout, const struct bb_row *row, struct bb_group *group,
    struct bb_tag *table)
{
    if (table->role == BB_ROLE_L) {
        struct bb_tag *step = bb_display_add_tag(layout->out, table, BB_ROLE_LI);
        return bb_display_add_tag(layout->out, step, BB_ROLE_LBODY);
    }
    if (!row->entry)
        return table->role == BB_ROLE_DIV ? table
                                          : bb_display_add_tag(layout->out, table, BB_ROLE_TR);
    struct bb_tag *item = bb_display_add_tag(layout->out, table, BB_ROLE_TOCI);
    struct bb_tag *reference = bb_display_add_tag(layout->out, item, BB_ROLE_REFERENCE);
    const struct bb_value *title = row->entry->as.record.fields[BB_ENTRY_TITLE];
    group->link = row->entry;
    group->link_tag = bb_display_add_tag(layout->out, reference, BB_ROLE_LINK);
    group->link_contents =
        title && title->as.text.nforms > 0 ? title->as.text.forms[0].text.ptr : "";
    return group->link_tag;
}

/* The level of heading that a cell's text has; 0: none. */
static int
level_of(const struct bb_column_template *from, const struct bb_cell *cell)
{
    return cell->inlines.len > 0 && cell->blocks.len == 0 ? from->level : 0;
}

static struct bb_tag *
open_cell_tag(struct bb_layout *layout, const struct bb_table_state *state,
    const struct bb_row *row, struct bb_table_column *column, struct bb_tag *parent)
{
    const struct bb_column_template *from = &state->from->columns[column->index];
    const struct bb_cell *cell = &row->cells[column->index];
    if (row->entry)
        return parent;
    if (!is_told(state->from, column->index))
        return NULL;
    if (state->from->plain || state->table->timeline) {
        bool text = cell->blocks.len == 0; /* otherwise it has its own P */
        return bb_display_add_tag(layout->out, parent,
            text ? bb_role_of_level(layout, level_of(from, cell)) : BB_ROLE_DIV);
    }
    if (cell->repeated && column->merged) {
        int rows = column->merged->row_span > 0 ? column->merged->row_span : 1;
        column->merged->row_span = rows + 1;
        return NULL;
    }
    struct bb_tag *tag =
        bb_display_add_tag(layout->out, parent, from->row_header ? BB_ROLE_TH : BB_ROLE_TD);
    if (from->row_header)
        tag->scope = BB_SCOPE_ROW;
    column->merged = tag;
    int level = level_of(from, cell);
    return level > 0 ? bb_display_add_tag(layout->out, tag, bb_role_of_level(layout, level)) : tag;
}

/* Groups without a row of their own have half of the space between them at either end. */
static bb_len
half_space(const struct bb_layout *layout, const struct bb_table_state *state)
{
    bool none = state->from->group_rows || state->from->group < 0;
    return none ? 0 : bb_scaled_space(layout, state->from->group_space) / 2;
}

static bool
closes_group(const struct bb_table_state *state, const struct bb_row *row)
{
    return row + 1 == state->table->rows + state->table->nrows || row[1].opens_group;
}

/* The space at the ends of its group that a row has. */
static struct bb_ends
ends_of(
    const struct bb_layout *layout, const struct bb_table_state *state, const struct bb_row *row)
{
    return (struct bb_ends){
        .above = row->opens_group ? half_space(layout, state) : 0,
        .below = closes_group(state, row) ? half_space(layout, state) : 0,
    };
}

/* What readings of first lines need above the row's padding, for all its cells: their baselines
 * stay in line. */
static bb_len
room_for_readings(const struct bb_group *group, bb_len padding)
{
    bb_len over = 0;
    for (size_t i = 0; i < group->nchildren; i++)
        over = bb_len_max(over, bb_list_over(&group->children[i].list));
    return bb_len_max(over - padding, 0);
}

/* Makes room for it. Returns how much. */
static bb_len
space_out(struct bb_ends ends, struct bb_group *group)
{
    for (size_t i = 0; i < group->nchildren; i++)
        group->children[i].y += ends.above;
    group->pad_below += ends.below;
    return ends.above + ends.below;
}

/* The cells of a row, and then what is drawn beside their first lines. Returns the space at the
 * row's ends. */
static struct bb_ends
build_cells(struct bb_layout *layout, const struct bb_table_state *state, const struct bb_row *row,
    struct bb_group *group, struct bb_tag *table, size_t number)
{
    struct bb_tag *parent = open_row_tag(layout, row, group, table);
    struct bb_tag **tags = BB_NEW_ARRAY(layout->passage, struct bb_tag *, state->ncolumns);
    for (size_t i = 0; i < state->ncolumns; i++) {
        struct bb_table_column *column = &state->columns[i];
        tags[i] = open_cell_tag(layout, state, row, column, parent);
        if (!column->drawn)
            build_cell(layout, state, &row->cells[column->index], column, &group->children[i],
                tags[i], row->entry && i + 1 < state->ncolumns);
    }
    struct bb_ends ends = ends_of(layout, state, row);
    ends.above += room_for_readings(group, bb_scaled_space(layout, state->from->padding));
    for (size_t i = 0; i < state->ncolumns; i++) {
        const struct bb_table_column *column = &state->columns[i];
        if (column->drawn)
            group->children[i].drawing = bb_drawn_row(
                layout, column->drawn, &row->cells[column->index], number, ends, tags[i]);
    }
    return ends;
}

static void
push_body_row(struct bb_layout *layout, const struct bb_table_state *state,
    const struct bb_row *row, const struct bb_row *group_row, struct bb_tag *table, bool ruled,
    size_t number)
{
    const struct bb_rules *rules = &state->from->rules;
    struct bb_group *group = new_group(layout, state, state->ncolumns);
    layout->nbuilt++;
    struct bb_ends ends = build_cells(layout, state, row, group, table, number);
    if (ruled)
        group->between =
            (struct bb_rule_look){row->opens_group ? rules->group : rules->row, state->ink};
    group->pad_below = bb_scaled_space(layout, state->from->padding);
    bb_len height = row_height(layout, state, group, false);
    group->more_at_head = row_height(layout, state, group, true) - height;
    height += space_out(ends, group);
    if (row->target)
        bb_atom_push(layout, (struct bb_atom){.kind = BB_ATOM_ANCHOR, .as.anchor = row->target});
    bb_atom_push(layout,
        (struct bb_atom){.kind = BB_ATOM_GROUP,
            .height = height,
            .table = state,
            .group_row = group_row,
            .bar = row->barred ? bb_bar_create(layout, state->from->bar, state->block->hue) : NULL,
            .opens_group = row->opens_group,
            .as.group = group});
}

static void
push_space(struct bb_layout *layout, bb_len height, const struct bb_drawing *drawing, bool no_break)
{
    if (height > 0)
        bb_atom_push(layout,
            (struct bb_atom){
                .kind = BB_ATOM_SPACE, .height = height, .no_break = no_break, .drawing = drawing});
}

/* The last row of a group, pushed just now, takes what the group's atoms from `first` on lack of
 * whole steps. */
static void
fill_step(struct bb_layout *layout, const struct bb_table_state *state, size_t first)
{
    struct bb_atom *last = &layout->list->at[layout->list->len - 1];
    bb_len height = bb_list_height_from(layout->list, first);
    bb_len step = bb_len_max(bb_scaled_space(layout, state->from->group_step), 1);
    bb_len lacking = bb_len_ceil(height, step) - height;
    last->height += lacking;
    last->as.group->pad_below += lacking;
}

/* The columns of the table as it is told. */
static int
count_told(const struct bb_table_state *state)
{
    int count = 0;
    for (size_t i = 0; i < state->ncolumns; i++)
        count += is_told(state->from, state->columns[i].index);
    return count;
}

static void
push_rows(struct bb_layout *layout, struct bb_table_state *state, struct bb_tag *table)
{
    size_t nbody = 0;
    const struct bb_row *group_row = NULL;
    bool ruled = false;
    size_t first = layout->list->len;
    for (size_t i = 0; i < state->table->nrows; i++) {
        const struct bb_row *row = &state->table->rows[i];
        if (row->kind == BB_ROW_BODY) {
            first = row->opens_group ? layout->list->len : first;
            push_body_row(layout, state, row, group_row, table, ruled, nbody++);
            if (state->from->group_step > 0 && closes_group(state, row))
                fill_step(layout, state, first);
            ruled = true;
            continue;
        }
        const struct bb_drawing *above = draw_above(layout, state, nbody);
        if (group_row)
            push_space(layout, bb_scaled_space(layout, state->from->group_before), above, false);
        struct bb_tag *tr = bb_display_add_tag(layout->out, table, BB_ROLE_TR);
        struct bb_tag *th = bb_display_add_tag(layout->out, tr, BB_ROLE_TH);
        th->scope = BB_SCOPE_ROW;
        th->col_span = count_told(state);
        bb_len height = push_group_row(layout, state, row, th, false, above);
        state->group_height = bb_len_max(state->group_height, height);
        group_row = row;
        ruled = false;
    }
}

void
bb_build_table(struct bb_layout *layout, const struct bb_block *block)
{
    struct bb_table_state *state = BB_NEW(layout->arena, struct bb_table_state);
    enum bb_role role = block->table->toc ? BB_ROLE_TOC
        : block->table->timeline          ? BB_ROLE_L
        : block->table->from->plain       ? BB_ROLE_DIV
                                          : BB_ROLE_TABLE;
    struct bb_tag *outer = layout->parent;
    if (block->table->index)
        outer = bb_display_add_tag(layout->out, outer, BB_ROLE_INDEX);
    struct bb_tag *tag = bb_display_add_tag(layout->out, outer, role);
    *state = (struct bb_table_state){.block = block,
        .table = block->table,
        .from = block->table->from,
        .x = layout->x,
        .width = layout->width,
        .ink = bb_ink_color(&layout->layout->styles[0].ink, block->hue)};
    if (block->table->summary.len > 0)
        tag->alt = block->table->summary.ptr;
    bb_table_place_columns(layout, state);
    if (state->ncolumns == 0)
        return;
    if (block->table->has_titles)
        state->header_height = push_header(layout, state,
            state->from->plain ? tag : bb_display_add_tag(layout->out, tag, BB_ROLE_TR));
    else
        bb_atom_rule(
            layout, state->width, (struct bb_rule_look){state->from->rules.top, state->ink}, false);
    size_t first = layout->list->len;
    push_rows(layout, state, tag);
    bb_atom_rule(
        layout, state->width, (struct bb_rule_look){state->from->rules.end, state->ink}, true);
    bb_atom_to_grid(layout, bb_list_height_from(layout->list, first));
}

/* --- where it breaks -------------------------------------------------------------------------- */

/* A line of text that takes whole grid steps, its baseline as of one line that high. */
static bb_len
push_note(struct bb_layout *layout, const struct bb_inlines *inlines, const struct bb_style *style,
    bool align_end)
{
    bb_len step = bb_scaled_grid(layout);
    bb_len height = bb_len_ceil(bb_scaled_style(layout, style)->leading, step);
    struct bb_setting setting = {.style = style,
        .language = layout->composed->language,
        .align_end = align_end,
        .lasting = true,
        .baseline = (bb_len)((int64_t)height * layout->layout->page.baseline / 1000)};
    bb_len set = bb_build_lines(layout, inlines, &setting);
    bb_len rest = bb_len_ceil(set, step) - set;
    bb_atom_space(layout, rest, true);
    return set + rest;
}

static bool
has_foot_note(const struct bb_atom *row)
{
    return !row->opens_group && row->group_row && row->group_row->foot.len > 0;
}

/* The space that a group lacks at the page's foot and head where it breaks. */
static bb_len
broken_space(const struct bb_layout *layout, const struct bb_atom *row)
{
    return row->opens_group ? 0 : half_space(layout, row->table);
}

bb_len
bb_table_foot_height(const struct bb_layout *layout, const struct bb_atom *row, bool over_page)
{
    if (!row->table)
        return 0;
    if (!over_page || !has_foot_note(row))
        return broken_space(layout, row);
    const struct bb_style *style = row->group_row->foot.at[0].style;
    return bb_len_ceil(bb_scaled_style(layout, style)->leading, bb_scaled_grid(layout));
}

/* What a row lacks to show its merged cells too. */
static bb_len
more_at_head(const struct bb_atom *row)
{
    return row->kind == BB_ATOM_GROUP ? row->as.group->more_at_head : 0;
}

bool
bb_table_has_groups(const struct bb_atom *row)
{
    return row->table->from->group >= 0;
}

bb_len
bb_table_head_height(const struct bb_layout *layout, const struct bb_atom *row)
{
    const struct bb_table_state *state = row->table;
    const struct bb_inlines *head = &state->table->continued_head;
    bb_len step = bb_scaled_grid(layout);
    bb_len note = 0;
    if (head->len > 0)
        note = bb_len_ceil(bb_scaled_style(layout, head->at[0].style)->leading, step) + step;
    bb_len group = !row->opens_group && row->group_row ? state->group_height : 0;
    return note + state->header_height + group + broken_space(layout, row) + more_at_head(row);
}

void
bb_table_foot(struct bb_layout *layout, const struct bb_atom *row, bool over_page,
    struct bb_list_of_atoms *out)
{
    const struct bb_table_state *state = row->table;
    struct bb_column_state column = bb_column_enter(layout, out, state->width);
    layout->x = state->x;
    push_space(layout, broken_space(layout, row), drawn_above(layout, row), true);
    bb_atom_rule(
        layout, state->width, (struct bb_rule_look){state->from->rules.end, state->ink}, true);
    if (over_page && has_foot_note(row))
        push_note(layout, &row->group_row->foot, row->group_row->foot.at[0].style, true);
    bb_column_leave(layout, column);
}

void
bb_table_head(
    struct bb_layout *layout, struct bb_atom *row, bool over_page, struct bb_list_of_atoms *out)
{
    const struct bb_table_state *state = row->table;
    const struct bb_inlines *head = &state->table->continued_head;
    struct bb_column_state column = bb_column_enter(layout, out, state->width);
    layout->x = state->x;
    if (over_page && head->len > 0) {
        push_note(layout, head, head->at[0].style, false);
        bb_atom_space(layout, bb_scaled_grid(layout), true);
    }
    if (state->table->has_titles)
        push_header(layout, state, NULL);
    if (!row->opens_group && row->group_row)
        push_group_row(layout, state, row->group_row, NULL, over_page, drawn_above(layout, row));
    push_space(layout, broken_space(layout, row), drawn_above(layout, row), true);
    bb_column_leave(layout, column);
    bb_len more = more_at_head(row);
    row->height += more;
    if (more > 0)
        row->as.group->more_at_head = 0;
}

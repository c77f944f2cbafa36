/* Hours: time zones side by side, one row a zone, one cell an hour of home's day.
 *
 * A table for those who cannot see it: the hours of the first row, home's, are its column headers,
 * since a column is one moment everywhere. A figure with a description was the alternative; nobody
 * can look up an hour in that.
 *
 * Where a zone is off by part of an hour its cells are shifted by that part, and the first hour is
 * cut in two: its end stands at the row's left edge, its beginning at the right. A cut cell has its
 * number where there is room for it. */
#include "layout/atom.h"

enum { HOURS = 24, HOUR_MINUTES = 60, DAY_MINUTES = HOURS * HOUR_MINUTES };

struct builder {
    struct bb_layout *layout;
    const struct bb_block *block;
    const struct bb_hours_template *from;
    const struct bb_hours_row *row;
    struct bb_group *group;
    struct bb_drawing *fills;
    bb_len cells, width; /* where they begin; of all of them */
    bool first;
};

/* --- text ------------------------------------------------------------------------------------- */

static void
add_text(struct builder *builder, const struct bb_inlines *inlines, struct bb_setting setting,
    bb_len x, bb_len width)
{
    struct bb_layout *layout = builder->layout;
    struct bb_child *child = &builder->group->children[builder->group->nchildren++];
    struct bb_column_state state = bb_column_enter(layout, &child->list, width);
    child->x = x;
    setting.language = layout->composed->language;
    bb_build_lines(layout, inlines, &setting);
    bb_column_leave(layout, state);
}

static struct bb_tag *
add_cell(struct builder *builder, struct bb_tag *row, enum bb_scope scope)
{
    struct bb_tag *tag = bb_display_add_tag(
        builder->layout->out, row, scope == BB_SCOPE_NONE ? BB_ROLE_TD : BB_ROLE_TH);
    tag->scope = scope;
    return tag;
}

static void
add_labels(struct builder *builder, struct bb_tag *tr)
{
    const struct bb_hours_template *from = builder->from;
    const struct bb_hours_row *row = builder->row;
    const struct bb_style *first = &builder->layout->layout->styles[0];
    struct bb_setting label = {.style = from->label_style ? from->label_style : first,
        .tag = add_cell(builder, tr, BB_SCOPE_ROW)};
    add_text(builder, &row->label, label, 0, from->label_width);
    struct bb_setting offset = {.style = from->offset_style ? from->offset_style : first,
        .tag = add_cell(builder, tr, BB_SCOPE_NONE),
        .align_end = true};
    if (row->offset.len > 0)
        add_text(builder, &row->offset, offset, from->label_width, from->offset_width);
}

/* --- cells ------------------------------------------------------------------------------------ */

static bool
is_in(const struct bb_hours_zone *zone, int hour)
{
    return hour >= zone->from && hour < zone->to;
}

/* Office hours are shown before the waking day, of which they are a part. */
static const struct bb_hours_zone *
zone_of(const struct bb_hours_template *from, int hour)
{
    if (is_in(&from->office, hour))
        return &from->office;
    return is_in(&from->day, hour) ? &from->day : NULL;
}

static const struct bb_style *
cell_style(const struct builder *builder, int hour)
{
    const struct bb_hours_template *from = builder->from;
    const struct bb_hours_zone *zone = zone_of(from, hour);
    const struct bb_style *plain =
        from->cell_style ? from->cell_style : &builder->layout->layout->styles[0];
    if (hour == 0 && from->zero_style)
        return from->zero_style;
    return zone && zone->style ? zone->style : plain;
}

static bb_len
minute_place(const struct builder *builder, int minute)
{
    return builder->cells + (bb_len)((int64_t)builder->width * minute / DAY_MINUTES);
}

static struct bb_inlines
number_inlines(struct builder *builder, int hour, const struct bb_style *style)
{
    struct bb_arena *arena = builder->layout->passage;
    struct bb_inline *item = BB_NEW(arena, struct bb_inline);
    *item = (struct bb_inline){.kind = BB_INLINE_TEXT,
        .text = bb_arena_printf(arena, "%d", hour),
        .language = builder->layout->composed->language,
        .style = style,
        .color = bb_ink_color(&style->ink, builder->block->hue)};
    return (struct bb_inlines){.at = item, .len = 1};
}

/* The number in the middle of its cell, which is from `from` to `to` in minutes; false where it
 * does not fit. */
static bool
add_number(struct builder *builder, int hour, int from, int to, struct bb_tag *tag)
{
    const struct bb_style *style = cell_style(builder, hour);
    struct bb_inlines number = number_inlines(builder, hour, style);
    bb_len left = minute_place(builder, from), right = minute_place(builder, to);
    bb_len width = bb_inlines_width(builder->layout, &number, style);
    if (width > right - left)
        return false;
    struct bb_setting setting = {.style = style, .tag = tag};
    add_text(builder, &number, setting, left + (right - left - width) / 2, width + BB_PT(1));
    return true;
}

/* A run of cells of one colour is one bar: bars that only touch show a seam. */
static void
add_fill(struct builder *builder, const struct bb_hours_zone *zone, int from, int to)
{
    if (!zone || zone->fill.tint == 0 || from >= to)
        return;
    struct bb_color color = bb_ink_color(&zone->fill, builder->block->hue);
    bb_len left = minute_place(builder, from), right = minute_place(builder, to);
    bb_len padding = bb_scaled_space(builder->layout, builder->from->padding);
    struct bb_drawing *fills = builder->fills;
    struct bb_shape *last = fills->nshapes > 0 ? &fills->shapes[fills->nshapes - 1] : NULL;
    if (last && last->to_x == left && bb_color_equal(last->color, color)) {
        last->to_x = right;
        return;
    }
    bb_drawing_add(builder->layout, fills,
        (struct bb_shape){.kind = BB_SHAPE_BAR,
            .x = left,
            .to_x = right,
            .y = {padding, 0},
            .to_y = {-padding, BB_ROUTE_ROW},
            .color = color});
}

/* The cells of a row: local hour `hour` begins at minute `start` of home's day. */
static void
add_cells(struct builder *builder, struct bb_tag *tr)
{
    int shift = ((builder->row->minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
    int part = (HOUR_MINUTES - shift % HOUR_MINUTES) % HOUR_MINUTES; /* of the hour cut off */
    int hour = (shift + part) / HOUR_MINUTES % HOURS;                /* that begins at `part` */
    int cut = (hour + HOURS - 1) % HOURS;
    add_fill(builder, zone_of(builder->from, cut), 0, part);
    for (int i = 0; i < HOURS; i++) {
        int start = i * HOUR_MINUTES + part, end = start + HOUR_MINUTES;
        int local = (hour + i) % HOURS;
        struct bb_tag *tag =
            add_cell(builder, tr, builder->first ? BB_SCOPE_COLUMN : BB_SCOPE_NONE);
        end = end < DAY_MINUTES ? end : DAY_MINUTES;
        add_fill(builder, zone_of(builder->from, local), start, end);
        if (!add_number(builder, local, start, end, tag))
            add_number(builder, local, 0, part, tag);
    }
}

/* --- rows ------------------------------------------------------------------------------------- */

/* As high as the layout gives, or as a label of several lines needs; everything stands in the
 * middle. Returns the height. */
static bb_len
align_row(struct builder *builder)
{
    struct bb_group *group = builder->group;
    bb_len height = builder->from->row;
    for (size_t i = 0; i < group->nchildren; i++)
        height = bb_len_max(height, bb_list_height(&group->children[i].list));
    height += 2 * bb_scaled_space(builder->layout, builder->from->padding);
    for (size_t i = 0; i < group->nchildren; i++)
        group->children[i].y = (height - bb_list_height(&group->children[i].list)) / 2;
    return height;
}

static void
push_row(struct builder *builder, struct bb_tag *table)
{
    struct bb_layout *layout = builder->layout;
    const struct bb_hours_template *from = builder->from;
    struct bb_color ink = bb_ink_color(&layout->layout->styles[0].ink, builder->block->hue);
    struct bb_tag *tr = bb_display_add_tag(layout->out, table, BB_ROLE_TR);
    builder->group = BB_NEW(layout->passage, struct bb_group);
    builder->group->children = BB_NEW_ARRAY(layout->passage, struct bb_child, HOURS + 3);
    builder->group->width = layout->width;
    builder->group->top = (struct bb_rule_look){from->rule, ink};
    builder->fills = bb_drawing_create(layout, 0, NULL);
    builder->group->children[builder->group->nchildren++].drawing = builder->fills;
    add_labels(builder, tr);
    add_cells(builder, tr);
    bb_atom_push(layout,
        (struct bb_atom){.kind = BB_ATOM_GROUP,
            .height = align_row(builder),
            .together = !builder->first,
            .as.group = builder->group});
}

void
bb_build_hours(struct bb_layout *layout, const struct bb_block *block)
{
    const struct bb_hours *hours = block->hours;
    const struct bb_hours_template *from = hours->from;
    struct bb_tag *table = bb_display_add_tag(layout->out, layout->parent, BB_ROLE_TABLE);
    bb_len cells = from->label_width + from->offset_width + from->gap;
    struct builder builder = {.layout = layout,
        .block = block,
        .from = from,
        .cells = cells,
        .width = bb_room(layout, block, layout->width - cells)};
    size_t first = layout->list->len;
    for (size_t i = 0; i < hours->nrows; i++) {
        builder.row = &hours->rows[i];
        builder.first = i == 0;
        push_row(&builder, table);
    }
    struct bb_color ink = bb_ink_color(&layout->layout->styles[0].ink, block->hue);
    bb_atom_rule(layout, layout->width, (struct bb_rule_look){from->rule, ink}, true);
    bb_atom_to_grid(layout, bb_list_height_from(layout->list, first));
}

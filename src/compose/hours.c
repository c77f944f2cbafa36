/* Hours: the time zones of a trip side by side. One zone alone has nothing to be compared with, and
 * goes. */
#include "compose/route.h"

#include "compose/env.h"
#include "schema/vocabulary.h"

static const struct bb_style *
style_or_first(struct bb_compose *compose, const struct bb_style *style)
{
    return style ? style : &compose->layout->styles[0];
}

static struct bb_hours_row
compose_row(
    struct bb_compose *compose, const struct bb_hours_template *from, const struct bb_value *zone)
{
    const struct bb_value *minutes = bb_value_field(zone, BB_ZONE_OFFSET);
    struct bb_hours_row row = {
        .label =
            bb_compose_content(compose, &from->label, style_or_first(compose, from->label_style)),
        .offset =
            bb_compose_content(compose, &from->offset, style_or_first(compose, from->offset_style)),
        .minutes = minutes ? (int)minutes->as.integer : 0,
    };
    bb_inlines_settle(compose, &row.label);
    bb_inlines_settle(compose, &row.offset);
    return row;
}

struct bb_block *
bb_compose_hours(struct bb_compose *compose, const struct bb_block_template *from)
{
    const struct bb_hours_template *template = from->as.hours;
    struct bb_block *block = bb_compose_new(compose, BB_COMPOSED_HOURS, from);
    block->fill = BB_FILL_EMPTY;
    if (!template->each)
        return block;
    struct bb_values zones = bb_eval_path(compose, &template->each->path);
    struct bb_hours *hours = BB_NEW(compose->arena, struct bb_hours);
    hours->from = template;
    hours->rows = BB_NEW_ARRAY(compose->arena, struct bb_hours_row, zones.len);
    for (size_t i = 0; i < zones.len; i++) {
        bb_compose_bind(compose, template->each->slot, zones.at[i]);
        hours->rows[hours->nrows++] = compose_row(compose, template, zones.at[i]);
    }
    block->hours = hours;
    block->fill = hours->nrows > 1 ? BB_FILL_FULL : BB_FILL_EMPTY;
    return block;
}

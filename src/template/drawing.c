/* What a layout draws from data: routes, spines, hours, change bars. Their measures are all the
 * layout's; the numbers here are what is taken where it gives none. */
#include "template/compile.h"
#include "template/vocabulary.h"

#include "schema/vocabulary.h"

/* A colour in a field, or that of the first style. */
static struct bb_ink
ink_or_text(struct bb_compiler *compiler, const struct bb_value *record, const char *name)
{
    const struct bb_value *value = bb_record_get(record, name);
    return value ? bb_compile_ink(compiler, value) : compiler->out->styles[0].ink;
}

struct bb_bar_template *
bb_compile_bar(struct bb_compiler *compiler, const struct bb_value *record)
{
    if (!record)
        return NULL;
    struct bb_bar_template *bar = BB_NEW(compiler->arena, struct bb_bar_template);
    bar->when = bb_compile_when(compiler, bb_record_node(record, "when"), &bar->nwhen);
    bar->offset = bb_record_length(compiler, record, "offset", bb_len_from_mm(4));
    bar->width = bb_record_length(compiler, record, "width", BB_PT(1.5));
    bar->inset = bb_record_length(compiler, record, "inset", 0);
    bar->ink = ink_or_text(compiler, record, "color");
    return bar;
}

/* --- columns that draw ------------------------------------------------------------------------ */

static struct bb_route_look
compile_look(struct bb_compiler *compiler, const struct bb_value *record)
{
    return (struct bb_route_look){
        .bar = bb_record_length(compiler, record, "bar", BB_PT(4)),
        .line = bb_record_length(compiler, record, "line", BB_PT(1)),
        .dot = bb_record_length(compiler, record, "dot", BB_PT(3.5)),
    };
}

/* Whether a path leads to records of a type; reports where it does not. */
static bool
leads_to(struct bb_compiler *compiler, const struct bb_path_expr *path, const char *name,
    const struct bb_type *type)
{
    const struct bb_type *found = path->type;
    while (found && (found->kind == BB_TYPE_LIST || found->kind == BB_TYPE_MAP))
        found = found->item;
    if (found == type)
        return true;
    bb_report(
        compiler->diag, BB_D_LAYOUT_VALUE_KIND, path->span, name, found ? found->name : "text");
    return false;
}

struct bb_draw_template *
bb_compile_draw(struct bb_compiler *compiler, const struct bb_value *record)
{
    if (!record)
        return NULL;
    struct bb_draw_template *draw = BB_NEW(compiler->arena, struct bb_draw_template);
    const struct bb_value *route = bb_record_get(record, "route");
    const struct bb_value *spine = bb_record_get(record, "spine");
    if (!route == !spine)
        bb_report(compiler->diag, BB_D_LAYOUT_DRAW, record->span);
    draw->kind = route ? BB_DRAW_ROUTE : BB_DRAW_SPINE;
    draw->item = bb_compile_path_of(compiler, record, "route", 1u << BB_TYPE_RECORD);
    if (draw->item)
        leads_to(compiler, draw->item, "route", &bb_type_item);
    draw->title_style = bb_compile_style(compiler, bb_record_get(record, "title_style"));
    draw->look = compile_look(compiler, record);
    if (spine)
        draw->look.line = spine->as.length;
    draw->step_least =
        bb_record_length_in(compiler, record, "least", bb_len_from_mm(3), 1, BB_LENGTH_MOST);
    draw->step = bb_record_length_in(
        compiler, record, "step", bb_len_from_mm(10), draw->step_least, BB_LENGTH_MOST);
    draw->guide = bb_record_length(compiler, record, "guide", 0);
    draw->guide_gap =
        bb_record_length_in(compiler, record, "guide_gap", BB_PT(3.5), BB_PT(1), BB_LENGTH_MOST);
    draw->stroke = bb_record_length(compiler, record, "stroke", BB_PT(1));
    draw->rise = bb_record_int_in(compiler, record, "rise", 350, -1000, 1000);
    draw->fixed = bb_compile_when(compiler, bb_record_node(record, "fixed"), &draw->nfixed);
    return draw;
}

/* --- routes ----------------------------------------------------------------------------------- */

static void
compile_tracks(
    struct bb_compiler *compiler, const struct bb_value *tracks, struct bb_route_template *route)
{
    route->ntracks = bb_value_len(tracks);
    route->tracks = BB_NEW_ARRAY(compiler->arena, bb_len, route->ntracks);
    for (size_t i = 0; i < route->ntracks; i++) {
        const struct bb_value *track = tracks->as.list.items[i];
        route->tracks[i] = track->as.length;
        bb_len least = i > 0 ? route->tracks[i - 1] : 0;
        if (route->tracks[i] < least || route->tracks[i] > BB_LENGTH_MOST)
            bb_report_range(compiler, track->span, "tracks", least, BB_LENGTH_MOST);
    }
}

void
bb_compile_route(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block)
{
    struct bb_route_template *route = BB_NEW(compiler->arena, struct bb_route_template);
    const struct bb_value *name = bb_record_get(record, "name");
    block->as.route = route;
    route->day_slot = bb_compile_variable(compiler, "day", &bb_type_day, record->span);
    route->stop_slot = bb_compile_variable(compiler, "stop", &bb_type_stop, record->span);
    route->label = bb_compile_content(compiler, bb_record_node(record, "label"));
    route->label_style = bb_compile_style(compiler, bb_record_get(record, "label_style"));
    route->name = bb_compile_record_content(compiler, name);
    route->name_style = bb_compile_style(compiler, bb_record_get(name, "style"));
    route->label_width = bb_record_length(compiler, record, "label_width", bb_len_from_mm(37));
    route->gap = bb_record_length(compiler, record, "gap", bb_len_from_mm(4));
    compile_tracks(compiler, bb_record_get(record, "tracks"), route);
    route->row_least =
        bb_record_length_in(compiler, record, "row_least", BB_PT(16), BB_PT(1), BB_LENGTH_MOST);
    route->row =
        bb_record_length_in(compiler, record, "row", BB_PT(40), route->row_least, BB_LENGTH_MOST);
    route->height = bb_record_length(compiler, record, "height", compiler->out->page.text_height);
    route->look = compile_look(compiler, record);
    route->rule = bb_record_length(compiler, record, "rule", BB_PT(0.25));
    route->name_gap = bb_record_length(compiler, record, "name_gap", bb_len_from_mm(5));
    route->otherwise = bb_compile_flow(compiler, bb_record_node(record, "otherwise"));
}

/* --- hours ------------------------------------------------------------------------------------ */

static struct bb_hours_zone
compile_hours_zone(struct bb_compiler *compiler, const struct bb_value *record)
{
    struct bb_hours_zone zone = {0};
    zone.from = bb_record_int_in(compiler, record, "from", 0, 0, 24);
    zone.to = bb_record_int_in(compiler, record, "to", 0, 0, 24);
    zone.style = bb_compile_style(compiler, bb_record_get(record, "style"));
    if (bb_record_get(record, "fill"))
        zone.fill = bb_compile_ink(compiler, bb_record_get(record, "fill"));
    return zone;
}

void
bb_compile_hours(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block)
{
    struct bb_hours_template *hours = BB_NEW(compiler->arena, struct bb_hours_template);
    const struct bb_value *each = bb_record_get(record, "each");
    block->as.hours = hours;
    hours->each = each ? bb_compile_each(compiler, each) : NULL;
    if (hours->each)
        leads_to(compiler, &hours->each->path, "hours", &bb_type_zone);
    hours->label = bb_compile_content(compiler, bb_record_node(record, "label"));
    hours->offset = bb_compile_content(compiler, bb_record_node(record, "offset"));
    hours->label_style = bb_compile_style(compiler, bb_record_get(record, "label_style"));
    hours->offset_style = bb_compile_style(compiler, bb_record_get(record, "offset_style"));
    hours->cell_style = bb_compile_style(compiler, bb_record_get(record, "cell_style"));
    hours->zero_style = bb_compile_style(compiler, bb_record_get(record, "zero_style"));
    hours->label_width = bb_record_length(compiler, record, "label_width", bb_len_from_mm(25));
    hours->offset_width = bb_record_length(compiler, record, "offset_width", bb_len_from_mm(12));
    hours->gap = bb_record_length(compiler, record, "gap", bb_len_from_mm(4));
    hours->row = bb_record_length_in(compiler, record, "row", BB_PT(16), BB_PT(1), BB_LENGTH_MOST);
    hours->padding = bb_record_length(compiler, record, "padding", BB_PT(2));
    hours->rule = bb_record_length(compiler, record, "rule", BB_PT(0.25));
    hours->office = compile_hours_zone(compiler, bb_record_get(record, "office"));
    hours->day = compile_hours_zone(compiler, bb_record_get(record, "day"));
}

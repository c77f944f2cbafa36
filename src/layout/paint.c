/* Painting: atoms become items of the display list.
 *
 * Marks are opened when the element of what is painted changes and closed before any rule or fill,
 * so they never nest. A line's runs carry the element of the piece they came from; runs without one
 * are artifacts. */
#include "layout/atom.h"

static void
add_item(struct bb_layout *layout, struct bb_item item)
{
    bb_page_add(layout->out, layout->page, item);
}

void
bb_paint_close(struct bb_layout *layout)
{
    if (layout->open_mark || layout->open_artifact)
        add_item(layout, (struct bb_item){.kind = BB_ITEM_MARK_END});
    layout->open_mark = NULL;
    layout->open_artifact = false;
}

/* What is marked next stands where the destinations before it lead. */
static void
settle_destinations(struct bb_layout *layout, const struct bb_tag *tag)
{
    struct bb_display *out = layout->out;
    for (; layout->ndestinations < out->destinations.len; layout->ndestinations++)
        out->destinations.at[layout->ndestinations].tag = tag->id;
}

void
bb_paint_mark(struct bb_layout *layout, struct bb_tag *tag)
{
    settle_destinations(layout, tag);
    if (layout->open_mark == tag)
        return;
    bb_paint_close(layout);
    add_item(layout, (struct bb_item){.kind = BB_ITEM_MARK_BEGIN, .as.tag = tag->id});
    layout->open_mark = tag;
}

void
bb_paint_artifact(struct bb_layout *layout, enum bb_artifact kind)
{
    if (layout->open_artifact && layout->artifact == kind)
        return;
    bb_paint_close(layout);
    add_item(layout, (struct bb_item){.kind = BB_ITEM_ARTIFACT_BEGIN, .as.artifact = kind});
    layout->open_artifact = true;
    layout->artifact = kind;
}

void
bb_paint_open_group(struct bb_layout *layout, const struct bb_matrix *turn)
{
    bool artifact = layout->open_artifact;
    bb_paint_close(layout);
    add_item(layout, (struct bb_item){.kind = BB_ITEM_GROUP_BEGIN, .as.group.matrix = *turn});
    layout->turn = turn;
    if (artifact)
        bb_paint_artifact(layout, layout->artifact);
}

void
bb_paint_close_group(struct bb_layout *layout)
{
    bb_paint_close(layout);
    add_item(layout, (struct bb_item){.kind = BB_ITEM_GROUP_END});
    layout->turn = NULL;
}

/* --- paths ------------------------------------------------------------------------------------ */

static void
add_path(struct bb_layout *layout, struct bb_path path)
{
    if (!layout->open_artifact)
        bb_paint_artifact(layout, BB_ARTIFACT_LAYOUT);
    add_item(layout, (struct bb_item){.kind = BB_ITEM_PATH, .as.path = path});
}

void
bb_paint_stroke(struct bb_layout *layout, bb_len x, bb_len y, bb_len to_x, bb_len to_y,
    struct bb_rule_look look)
{
    if (look.thickness <= 0)
        return;
    struct bb_path_segment *segments = BB_NEW_ARRAY(layout->arena, struct bb_path_segment, 2);
    segments[0] = (struct bb_path_segment){BB_PATH_MOVE, {x}, {y}};
    segments[1] = (struct bb_path_segment){BB_PATH_LINE, {to_x}, {to_y}};
    add_path(layout,
        (struct bb_path){.segments = segments,
            .len = 2,
            .stroke = true,
            .stroke_color = look.color,
            .stroke_width = look.thickness});
}

void
bb_paint_rule(struct bb_layout *layout, bb_len x, bb_len y, bb_len length, struct bb_rule_look look)
{
    bb_paint_stroke(layout, x, y, x + length, y, look);
}

static struct bb_path
rectangle(struct bb_layout *layout, bb_len x, bb_len y, bb_len width, bb_len height)
{
    struct bb_path_segment *segments = BB_NEW_ARRAY(layout->arena, struct bb_path_segment, 5);
    segments[0] = (struct bb_path_segment){BB_PATH_MOVE, {x}, {y}};
    segments[1] = (struct bb_path_segment){BB_PATH_LINE, {x + width}, {y}};
    segments[2] = (struct bb_path_segment){BB_PATH_LINE, {x + width}, {y + height}};
    segments[3] = (struct bb_path_segment){BB_PATH_LINE, {x}, {y + height}};
    segments[4] = (struct bb_path_segment){.op = BB_PATH_CLOSE};
    return (struct bb_path){.segments = segments, .len = 5};
}

void
bb_paint_fill(struct bb_layout *layout, bb_len x, bb_len y, bb_len width, bb_len height,
    struct bb_color color)
{
    struct bb_path path = rectangle(layout, x, y, width, height);
    path.fill = true;
    path.fill_color = color;
    add_path(layout, path);
}

/* --- text ------------------------------------------------------------------------------------- */

uint32_t
bb_paint_face(struct bb_layout *layout, uint32_t text_face)
{
    struct bb_str key = {(const char *)&text_face, sizeof text_face};
    uint32_t *face = bb_map_lookup(&layout->faces, key);
    if (face)
        return *face;
    const struct bb_text_face *file = bb_text_lookup_face(layout->text, text_face);
    face = BB_NEW(layout->arena, uint32_t);
    *face = bb_display_add_face(layout->out, file->path, file->index, file->variations);
    key.ptr = bb_arena_copy(layout->arena, &text_face, sizeof text_face);
    bb_map_set(layout->arena, &layout->faces, key, face);
    return *face;
}

static bb_len
part_of(bb_len size, int per_mille)
{
    return (bb_len)((int64_t)size * per_mille / 1000);
}

/* Links stand outside of groups: a rectangle turned clockwise as the open group is. */
static void
turn_link(const struct bb_layout *layout, struct bb_link *link)
{
    const struct bb_matrix *turn = layout->turn;
    struct bb_link flat = *link;
    if (!turn)
        return;
    link->x = turn->e - flat.y - flat.height;
    link->y = turn->f + flat.x;
    link->width = flat.height;
    link->height = flat.width;
}

static void
add_link(struct bb_layout *layout, const struct bb_ink_piece *piece, bb_len x, bb_len baseline,
    bb_len width)
{
    const struct bb_inline *from = piece->from;
    bb_len leading = bb_scaled_style(layout, from->style)->leading;
    bb_len ascent = part_of(leading, layout->layout->page.baseline);
    struct bb_link link = {.page = layout->page_number,
        .x = x,
        .y = baseline - ascent,
        .width = width,
        .height = leading,
        .uri = from->uri,
        .contents = from->uri,
        .tag = piece->tag->id};
    turn_link(layout, &link);
    if (from->target) {
        link.destination = bb_anchor_lookup(layout, from->target)->name;
        link.contents = bb_arena_printf(layout->arena, "→ %.*s", BB_STR_ARG(from->text)).ptr;
    }
    BB_VEC_PUSH(layout->arena, &layout->out->links, link);
    piece->tag->link = (uint32_t)layout->out->links.len;
}

static bb_len
end_of(const struct bb_run *run)
{
    bb_len end = run->x;
    for (size_t i = 0; i < run->nglyphs; i++)
        end += run->glyphs[i].advance;
    return end;
}

/* The run that the next goes on, in the same mark, or NULL. None whose glyphs come late. */
static struct bb_run *
find_joined(struct bb_layout *layout, const struct bb_text_run *next, uint32_t face,
    struct bb_color color, bb_len x, bb_len baseline)
{
    struct bb_page *page = layout->page;
    struct bb_item *item = page->items.len > 0 ? &BB_VEC_LAST(&page->items) : NULL;
    if (!item || item->kind != BB_ITEM_RUN || next->nglyphs == 0)
        return NULL;
    struct bb_run *run = &item->as.run;
    bool alike = run->nglyphs > 0 && run->face == face && run->size == next->size
        && run->y == baseline - next->rise && !run->rtl && !next->rtl
        && bb_color_equal(run->color, color) && strcmp(run->language, next->language) == 0;
    return alike && end_of(run) == x ? run : NULL;
}

/* Pieces of one look are one run: a word that a style, a path or a break parted is drawn and read
 * as one, and every backend has a call less to make. */
static void
join_run(struct bb_layout *layout, struct bb_run *run, const struct bb_text_run *next)
{
    size_t count = run->nglyphs + next->nglyphs, len = run->text.len + next->text.len;
    struct bb_glyph *glyphs = BB_NEW_ARRAY(layout->arena, struct bb_glyph, count);
    char *text = bb_arena_alloc(layout->arena, len + 1);
    memcpy(glyphs, run->glyphs, run->nglyphs * sizeof *glyphs);
    memcpy(glyphs + run->nglyphs, next->glyphs, next->nglyphs * sizeof *glyphs);
    for (size_t i = run->nglyphs; i < count; i++)
        glyphs[i].cluster += (uint32_t)run->text.len;
    memcpy(text, run->text.ptr, run->text.len);
    memcpy(text + run->text.len, next->text.ptr, next->text.len);
    run->glyphs = glyphs;
    run->nglyphs = count;
    run->text = (struct bb_str){text, len};
}

static void
add_run(struct bb_layout *layout, const struct bb_text_run *run, const struct bb_inline *from,
    bb_len x, bb_len baseline)
{
    uint32_t face = bb_paint_face(layout, run->face);
    struct bb_run *before = find_joined(layout, run, face, from->color, x, baseline);
    if (before) {
        join_run(layout, before, run);
        return;
    }
    struct bb_span span =
        bb_origin_span(run->origin, run->origin_offset, run->origin_offset + run->text.len);
    add_item(layout,
        (struct bb_item){.kind = BB_ITEM_RUN,
            .as.run = {.face = face,
                .size = run->size,
                .x = x,
                .y = baseline - run->rise,
                .color = from->color,
                .glyphs = run->glyphs,
                .nglyphs = run->nglyphs,
                .text = run->text,
                .language = run->language,
                .rtl = run->rtl,
                .span = span}});
}

/* A frame around the text, or a line through it, as the style asks. */
static void
decorate(struct bb_layout *layout, const struct bb_text_run *run, const struct bb_ink_piece *piece,
    bb_len x, bb_len baseline)
{
    const struct bb_ornaments *look = &layout->layout->ornaments;
    const struct bb_inline *from = piece->from;
    bb_len size = piece->size;
    if (from->style->strike)
        bb_paint_rule(layout, x, baseline - part_of(size, look->strike), run->width,
            (struct bb_rule_look){look->line, from->color});
    if (!from->style->frame || look->line <= 0)
        return;
    bb_len side = part_of(size, look->frame_side), above = part_of(size, look->frame_above);
    struct bb_path path = rectangle(layout, x - side, baseline - above, run->width + 2 * side,
        above + part_of(size, look->frame_below));
    path.stroke = true;
    path.stroke_color = from->color;
    path.stroke_width = look->line;
    add_path(layout, path);
}

void
bb_paint_line(struct bb_layout *layout, const struct bb_text_line *line,
    const struct bb_set_paragraph *set, bb_len x, bb_len baseline)
{
    if (bb_line_waits(line, set)) {
        bb_line_defer(layout, line, set, x, baseline);
        return;
    }
    for (size_t i = 0; i < line->nruns; i++) {
        const struct bb_text_run *run = &line->runs[i];
        const struct bb_ink_piece *piece = &set->pieces[run->user];
        bb_len at = x + run->x;
        decorate(layout, run, piece, at, baseline - run->rise);
        if (piece->tag && !set->artifact)
            bb_paint_mark(layout, piece->tag);
        else if (!layout->open_artifact)
            bb_paint_artifact(layout, BB_ARTIFACT_LAYOUT);
        add_run(layout, run, piece->from, at, baseline);
        if (piece->link && !set->artifact)
            add_link(layout, piece, at, baseline, run->width);
    }
}

/* Dots of one pitch, at the same places on every line of the page. */
static void
paint_leader(struct bb_layout *layout, const struct bb_atom *atom, bb_len x, bb_len baseline)
{
    const struct bb_style *style = atom->as.line.leader->style;
    bb_len size = bb_scaled_style(layout, style)->size;
    bb_len pitch = part_of(size, layout->layout->ornaments.leader);
    bb_len from = x + atom->as.line.line->width + pitch;
    bb_len end = x + atom->as.line.measure;
    struct bb_text_piece piece = {.kind = BB_PIECE_CHARS,
        .text = BB_STR("."),
        .font = bb_style_font(layout, style),
        .language = layout->composed->language};
    from = bb_len_ceil(from, pitch);
    if (from + pitch > end)
        return;
    size_t count = (size_t)((end - from) / pitch);
    struct bb_paragraph *shaped = bb_text_shape(layout->text, layout->scratch, &piece, 1);
    struct bb_para_style plain = BB_PARA_STYLE_DEFAULT;
    struct bb_lines lines = bb_text_break(layout->text, layout->arena, shaped, end, &plain);
    bb_arena_reset(layout->scratch);
    if (lines.len == 0 || lines.lines[0].nruns == 0 || lines.lines[0].runs[0].nglyphs == 0)
        return;
    struct bb_text_run run = lines.lines[0].runs[0];
    struct bb_glyph *glyphs = BB_NEW_ARRAY(layout->arena, struct bb_glyph, count);
    char *dots = bb_arena_alloc(layout->arena, count + 1);
    for (size_t i = 0; i < count; i++) {
        glyphs[i] = run.glyphs[0];
        glyphs[i].advance = pitch;
        glyphs[i].cluster = (uint32_t)i;
        dots[i] = '.';
    }
    run.glyphs = glyphs;
    run.nglyphs = count;
    run.text = (struct bb_str){dots, count};
    struct bb_inline ink = {.style = style, .color = atom->as.line.leader->color};
    bb_paint_artifact(layout, BB_ARTIFACT_LAYOUT);
    add_run(layout, &run, &ink, from, baseline);
}

/* --- atoms ------------------------------------------------------------------------------------ */

/* Glyphs and text go with the display list; the line itself ends with its passage. */
static void
keep_runs(struct bb_layout *layout, struct bb_text_run *runs, size_t nruns)
{
    size_t nglyphs = 0, bytes = 0;
    for (size_t i = 0; i < nruns; i++) {
        nglyphs += runs[i].nglyphs;
        bytes += runs[i].text.len;
    }
    struct bb_glyph *glyphs = BB_NEW_ARRAY(layout->arena, struct bb_glyph, nglyphs);
    char *text = bb_arena_alloc(layout->arena, bytes);
    for (size_t i = 0; i < nruns; i++) {
        if (runs[i].nglyphs > 0)
            memcpy(glyphs, runs[i].glyphs, runs[i].nglyphs * sizeof *glyphs);
        memcpy(text, runs[i].text.ptr, runs[i].text.len);
        runs[i].glyphs = glyphs;
        runs[i].text.ptr = text;
        glyphs += runs[i].nglyphs;
        text += runs[i].text.len;
    }
}

static void
paint_line_atom(struct bb_layout *layout, const struct bb_atom *atom, bb_len x, bb_len baseline)
{
    struct bb_text_line line = *atom->as.line.line;
    struct bb_text_run *runs = BB_NEW_ARRAY(layout->passage, struct bb_text_run, line.nruns);
    if (line.nruns > 0)
        memcpy(runs, line.runs, line.nruns * sizeof *runs);
    keep_runs(layout, runs, line.nruns);
    line.runs = runs;
    bb_paint_line(layout, &line, atom->as.line.set, x, baseline);
}

static void
paint_anchor(struct bb_layout *layout, const struct bb_atom *atom, bb_len x, bb_len y)
{
    struct bb_anchor_place *place = bb_anchor_lookup(layout, atom->as.anchor);
    if (place->placed)
        return;
    place->placed = true;
    place->page = layout->page_number;
    BB_VEC_PUSH(layout->arena, &layout->out->destinations,
        (struct bb_destination){.name = place->name, .page = place->page, .x = x, .y = y});
}

static void
paint_group(struct bb_layout *layout, const struct bb_atom *atom, bb_len x, bb_len y, bool first)
{
    const struct bb_group *group = atom->as.group;
    if (group->filled)
        bb_paint_fill(layout, x, y, group->width, atom->height, group->fill);
    bb_paint_rule(layout, x, y, group->width, group->top);
    if (!first)
        bb_paint_rule(layout, x, y, group->width, group->between);
    for (size_t i = 0; i < group->nchildren; i++) {
        const struct bb_child *child = &group->children[i];
        bb_paint_drawing(layout, child->drawing, x, y, atom->height);
        if (first || !child->only_first)
            bb_paint_list(layout, &child->list, x + child->x, y + child->y);
    }
    if (!group->link)
        return;
    BB_VEC_PUSH(layout->arena, &layout->out->links,
        (struct bb_link){.page = layout->page_number,
            .x = x,
            .y = y,
            .width = group->width,
            .height = atom->height,
            .destination = bb_anchor_lookup(layout, group->link)->name,
            .contents = group->link_contents,
            .tag = group->link_tag->id});
    group->link_tag->link = (uint32_t)layout->out->links.len;
}

/* A part without a name is only a change of hue. */
static void
paint_part(struct bb_layout *layout, const struct bb_part *part)
{
    layout->part = part;
    if (part->record->as.record.fields[BB_PART_NAME])
        BB_VEC_PUSH(layout->arena, &layout->parts, part);
}

/* All that a measurement has of painting: which records are anchored on which page, for references
 * to them that are set later. */
static void
measure_atom(struct bb_layout *layout, const struct bb_atom *atom)
{
    if (atom->kind == BB_ATOM_ANCHOR)
        paint_anchor(layout, atom, 0, 0);
    else if (atom->kind == BB_ATOM_PART && atom->as.part.master >= 0)
        layout->master = atom->as.part.master;
    else if (atom->kind == BB_ATOM_LABEL || atom->kind == BB_ATOM_PLACED)
        bb_paint_list(layout, &atom->as.placed.list, 0, 0);
    else if (atom->kind == BB_ATOM_GROUP)
        for (size_t i = 0; i < atom->as.group->nchildren; i++)
            bb_paint_list(layout, &atom->as.group->children[i].list, 0, 0);
}

void
bb_paint_atom(struct bb_layout *layout, const struct bb_atom *atom, bb_len x, bb_len y, bool first)
{
    if (layout->measuring) {
        measure_atom(layout, atom);
        return;
    }
    if (atom->bar)
        bb_paint_bar(layout, atom->bar, x, y, atom->height);
    x += atom->x;
    switch (atom->kind) {
    case BB_ATOM_LINE:
        if (atom->as.line.downward) {
            bb_paint_downward(layout, atom->as.line.downward, x, y);
            break;
        }
        paint_line_atom(layout, atom, x, y + atom->as.line.baseline);
        if (atom->as.line.leader)
            paint_leader(layout, atom, x, y + atom->as.line.baseline);
        break;
    case BB_ATOM_RULE:
        bb_paint_rule(layout, x, y, atom->as.rule.length, atom->as.rule.look);
        break;
    case BB_ATOM_GROUP:
        paint_group(layout, atom, x, y, first);
        break;
    case BB_ATOM_FIGURE:
        bb_paint_figure(layout, atom->as.figure, x, y);
        break;
    case BB_ATOM_ANCHOR:
        paint_anchor(layout, atom, x, y);
        break;
    case BB_ATOM_LABEL:
        bb_paint_list(layout, &atom->as.placed.list, x, y);
        break;
    case BB_ATOM_PLACED: {
        const struct bb_page_template *page = &layout->layout->page;
        bb_len top = atom->as.placed.at_foot ? page->text_height - atom->as.placed.height
                                             : atom->as.placed.y;
        bb_len left = bb_text_left(layout->layout, layout->page_number);
        bb_paint_list(layout, &atom->as.placed.list, left + atom->as.placed.x, page->top + top);
        break;
    }
    case BB_ATOM_PART:
        if (atom->as.part.part)
            paint_part(layout, atom->as.part.part);
        if (atom->as.part.master >= 0)
            layout->master = atom->as.part.master;
        break;
    case BB_ATOM_SPACE:
        break;
    }
}

void
bb_paint_list(struct bb_layout *layout, const struct bb_list_of_atoms *list, bb_len x, bb_len y)
{
    for (size_t i = 0; i < list->len; i++) {
        bb_paint_atom(layout, &list->at[i], x, y, false);
        if (list->at[i].kind == BB_ATOM_SPACE)
            bb_paint_drawing(layout, list->at[i].drawing, x + list->at[i].x, y, list->at[i].height);
        y += list->at[i].height;
    }
}

/* Regions: the frames that pages of a master have instead of one text, and the blocks that stand in
 * them.
 *
 * Which page kind a block stands on follows from the order of the file, as long as no condition
 * decides it; so that a block in no region is found though this trip does not show it. Where it
 * does depend on the trip, layout finds it. */
#include "template/compile.h"
#include "template/vocabulary.h"

enum {
    FRAME_LEAST_MM = 2, /* less holds no text */
    FRAMES_MOST = 256,  /* of a page; each is held against each */
};

/* The index of a name, in the order of the file; new ones are added. */
static int
index_name(struct bb_compiler *compiler, struct bb_str name)
{
    size_t *known = bb_map_lookup(&compiler->regions, name);
    if (known)
        return (int)*known;
    known = BB_NEW(compiler->arena, size_t);
    *known = compiler->region_names.len;
    BB_VEC_PUSH(compiler->arena, &compiler->region_names, name.ptr);
    bb_map_set(compiler->arena, &compiler->regions, name, known);
    return (int)*known;
}

static struct bb_frame
compile_frame(struct bb_compiler *compiler, const struct bb_node *node)
{
    const struct bb_value *record = bb_schema_read(compiler->input, node, &bb_layout_frame);
    const struct bb_page_template *page = &compiler->out->page;
    bb_len least = bb_len_from_mm(FRAME_LEAST_MM);
    struct bb_frame frame = {.width = least, .height = least};
    if (!record)
        return frame;
    frame.x = bb_record_length_in(compiler, record, "x", 0, 0, page->width - least);
    frame.y = bb_record_length_in(compiler, record, "y", 0, 0, page->height - least);
    frame.width =
        bb_record_length_in(compiler, record, "width", least, least, page->width - frame.x);
    frame.height =
        bb_record_length_in(compiler, record, "height", least, least, page->height - frame.y);
    return frame;
}

/* Lines are set once, for a frame of any of them. */
static void
check_width(struct bb_compiler *compiler, const struct bb_node *node, const struct bb_frame *frame,
    bb_len width)
{
    if (frame->width != width)
        bb_report(compiler->diag, BB_D_LAYOUT_FRAME_WIDTH, node->span,
            bb_arena_printf(compiler->arena, "%.1f", bb_len_to_mm(frame->width)).ptr,
            bb_arena_printf(compiler->arena, "%.1f", bb_len_to_mm(width)).ptr);
}

/* `width` 0: that of the first. */
static struct bb_frames
compile_frames(struct bb_compiler *compiler, const struct bb_node *node, bb_len width)
{
    size_t count = node->kind == BB_NODE_SEQUENCE ? node->len : 0;
    if (count == 0) {
        bb_report(compiler->diag, BB_D_LAYOUT_FRAMES, node->span);
        return (struct bb_frames){0};
    }
    struct bb_frame *frames = BB_NEW_ARRAY(compiler->arena, struct bb_frame, count);
    for (size_t i = 0; i < count; i++) {
        frames[i] = compile_frame(compiler, node->items[i]);
        check_width(compiler, node->items[i], &frames[i], width > 0 ? width : frames[0].width);
    }
    return (struct bb_frames){frames, count};
}

static bool
overlap(const struct bb_frame *a, const struct bb_frame *b)
{
    return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
        && b->y < a->y + a->height;
}

static const struct bb_frames *
frames_of(const struct bb_region *region, bool unfolded)
{
    return unfolded && region->unfolded.len > 0 ? &region->unfolded : &region->frames;
}

static bool
frames_overlap(const struct bb_frames *a, const struct bb_frames *b)
{
    for (size_t i = 0; i < a->len; i++)
        for (size_t k = a == b ? i + 1 : 0; k < b->len; k++)
            if (overlap(&a->at[i], &b->at[k]))
                return true;
    return false;
}

static bool
check_count(struct bb_compiler *compiler, const struct bb_node *node,
    const struct bb_master *master, bool unfolded)
{
    size_t count = 0;
    for (size_t i = 0; i < master->nregions; i++)
        count += frames_of(&master->regions[i], unfolded)->len;
    if (count > FRAMES_MOST)
        bb_report(compiler->diag, BB_D_LAYOUT_RANGE, node->span, "regions", "1",
            bb_arena_printf(compiler->arena, "%d", FRAMES_MOST).ptr);
    return count <= FRAMES_MOST;
}

/* What is printed over something else cannot be meant. Reported once a master: the pairs of
 * hundreds of frames would say no more. */
static void
check_overlap(struct bb_compiler *compiler, const struct bb_node *node,
    const struct bb_master *master, bool unfolded)
{
    if (!check_count(compiler, node, master, unfolded))
        return;
    for (size_t i = 0; i < master->nregions; i++)
        for (size_t k = i; k < master->nregions; k++) {
            const struct bb_region *a = &master->regions[i], *b = &master->regions[k];
            if (!frames_overlap(frames_of(a, unfolded), frames_of(b, unfolded)))
                continue;
            bb_report(compiler->diag, BB_D_LAYOUT_FRAMES_OVERLAP, node->span,
                compiler->region_names.at[a->name], compiler->region_names.at[b->name]);
            return;
        }
}

static struct bb_region *
find_region(const struct bb_master *master, int name)
{
    for (size_t i = 0; i < master->nregions; i++)
        if (master->regions[i].name == name)
            return &master->regions[i];
    return NULL;
}

static void
report_unknown(struct bb_compiler *compiler, struct bb_span span, struct bb_str name)
{
    const char *near = bb_str_nearest(name, compiler->region_names.at, compiler->region_names.len);
    bb_report(compiler->diag, BB_D_LAYOUT_UNKNOWN_NAME, span, "region", name.ptr, near ? near : "");
}

static void
compile_unfolded(struct bb_compiler *compiler, const struct bb_node *node, struct bb_master *master)
{
    if (!node || node->kind != BB_NODE_MAPPING)
        return;
    for (size_t i = 0; i < node->len; i++) {
        struct bb_str name = node->pairs[i].key->text;
        const size_t *known = bb_map_lookup(&compiler->regions, name);
        struct bb_region *region = known ? find_region(master, (int)*known) : NULL;
        if (!region)
            report_unknown(compiler, node->pairs[i].key->span, name);
        else if (region->frames.len > 0)
            region->unfolded =
                compile_frames(compiler, node->pairs[i].value, region->frames.at[0].width);
    }
    check_overlap(compiler, node, master, true);
}

void
bb_compile_regions(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_master *master)
{
    const struct bb_node *node = bb_record_node(record, "regions");
    size_t count = node && node->kind == BB_NODE_MAPPING ? node->len : 0;
    if (node && count == 0)
        bb_report(compiler->diag, BB_D_LAYOUT_FRAMES, node->span);
    master->regions = BB_NEW_ARRAY(compiler->arena, struct bb_region, count);
    master->nregions = count;
    for (size_t i = 0; i < count; i++) {
        master->regions[i].name = index_name(compiler, node->pairs[i].key->text);
        master->regions[i].frames = compile_frames(compiler, node->pairs[i].value, 0);
    }
    if (count > 0)
        check_overlap(compiler, node, master, false);
    compile_unfolded(compiler, bb_record_node(record, "unfolded"), master);
}

int
bb_compile_region_name(struct bb_compiler *compiler, const struct bb_value *value)
{
    const size_t *known = bb_map_lookup(&compiler->regions, bb_value_str(value));
    if (!known)
        report_unknown(compiler, value->span, bb_value_str(value));
    return known ? (int)*known : -1;
}

int
bb_compile_into(struct bb_compiler *compiler, const struct bb_value *value)
{
    if (!value)
        return 0;
    struct bb_str name = bb_value_str(value);
    const size_t *known = bb_map_lookup(&compiler->regions, name);
    const struct bb_master *master = compiler->master;
    if (!known || (master && !find_region(master, (int)*known))) {
        report_unknown(compiler, value->span, name);
        return 0;
    }
    if (compiler->apart > 0)
        bb_report(compiler->diag, BB_D_LAYOUT_INTO_APART, value->span);
    return (int)*known + 1;
}

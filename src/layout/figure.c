/* Figures painted: a mark of its own around an image or a path, so that those who cannot see it
 * hear its alternative text; what has none is decoration, an artifact. */
#include "layout/atom.h"

/* An image larger than its frame shows only inside of it. */
static void
paint_image(struct bb_layout *layout, const struct bb_figure *figure, bb_len x, bb_len y)
{
    enum { ONE = 65536 };
    const struct bb_image *image = figure->image;
    bool crop = figure->to_width > figure->width || figure->to_height > figure->height;
    struct bb_item clip = {.kind = BB_ITEM_GROUP_BEGIN};
    clip.as.group.matrix = (struct bb_matrix){.a = ONE, .d = ONE};
    clip.as.group.clip = true;
    clip.as.group.x = x;
    clip.as.group.y = y;
    clip.as.group.width = figure->width;
    clip.as.group.height = figure->height;
    struct bb_item item = {.kind = BB_ITEM_IMAGE};
    item.as.image.image = bb_display_add_image(layout->out,
        (struct bb_display_image){.path = image->path,
            .width = image->width,
            .height = image->height,
            .channels = image->channels,
            .pixels = image->pixels,
            .jpeg = image->jpeg});
    item.as.image.x = x + figure->x;
    item.as.image.y = y + figure->y;
    item.as.image.width = figure->to_width;
    item.as.image.height = figure->to_height;
    if (crop)
        bb_page_add(layout->out, layout->page, clip);
    bb_page_add(layout->out, layout->page, item);
    if (crop)
        bb_page_add(layout->out, layout->page, (struct bb_item){.kind = BB_ITEM_GROUP_END});
}

static void
paint_path(struct bb_layout *layout, const struct bb_path *from, bb_len x, bb_len y)
{
    struct bb_path path = *from;
    struct bb_path_segment *segments =
        BB_NEW_ARRAY(layout->arena, struct bb_path_segment, path.len);
    for (size_t i = 0; i < path.len; i++) {
        segments[i] = from->segments[i];
        for (int k = 0; k < 3; k++) {
            segments[i].x[k] += x;
            segments[i].y[k] += y;
        }
    }
    path.segments = segments;
    bb_page_add(layout->out, layout->page, (struct bb_item){.kind = BB_ITEM_PATH, .as.path = path});
}

void
bb_paint_figure(struct bb_layout *layout, const struct bb_figure *figure, bb_len x, bb_len y)
{
    bb_paint_close(layout);
    if (figure->tag)
        bb_paint_mark(layout, figure->tag);
    else
        bb_paint_artifact(layout, BB_ARTIFACT_LAYOUT);
    if (figure->image)
        paint_image(layout, figure, x, y);
    else
        paint_path(layout, &figure->path, x, y);
    bb_paint_close(layout);
}

/* Where something of `width` stands in the column, by the style's alignment. */
static bb_len
aligned(const struct bb_layout *layout, const struct bb_style *style, bb_len width)
{
    bb_len rest = layout->width - width;
    if (style && style->align == BB_STYLE_CENTER)
        return rest / 2;
    return style && style->align == BB_STYLE_END ? rest : 0;
}

struct bb_group *
bb_build_frame(struct bb_layout *layout, const struct bb_block *block, bb_len width, bb_len height)
{
    struct bb_group *group = BB_NEW(layout->passage, struct bb_group);
    group->children = BB_NEW(layout->passage, struct bb_child);
    group->nchildren = 1;
    group->width = width;
    bb_atom_push(layout,
        (struct bb_atom){.kind = BB_ATOM_GROUP,
            .x = aligned(layout, block->style, width),
            .height = bb_on_grid(layout, height),
            .as.group = group});
    return group;
}

void
bb_build_figure(struct bb_layout *layout, const struct bb_block *block, struct bb_figure figure,
    const struct bb_inlines *alt)
{
    struct bb_str words = bb_inlines_text(layout->arena, alt);
    if (words.len > 0) {
        const char *language = bb_inlines_language(alt);
        figure.tag = bb_display_add_tag(layout->out, layout->parent, BB_ROLE_FIGURE);
        figure.tag->alt = words.ptr;
        if (language && strcmp(language, layout->composed->language) != 0)
            figure.tag->language = language;
    }
    struct bb_figure *kept = BB_NEW(layout->passage, struct bb_figure);
    *kept = figure;
    struct bb_group *group = bb_build_frame(layout, block, figure.width, figure.height);
    struct bb_column_state state = bb_column_enter(layout, &group->children[0].list, figure.width);
    bb_atom_push(layout,
        (struct bb_atom){.kind = BB_ATOM_FIGURE, .height = figure.height, .as.figure = kept});
    bb_column_leave(layout, state);
}

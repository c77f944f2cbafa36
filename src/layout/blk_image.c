/* Images: a picture cropped to its frame, or fitted into it; without a picture, the frame filled
 * and the fallback set in its middle.
 *
 * The picture is not scaled but placed: the display list has its pixels as they are, once, however
 * often it is shown, and the clip leaves out what does not fit the frame. */
#include "layout/atom.h"

/* `length` * to / from, which a picture of one row or column of pixels can blow up, or shrink to
 * less than a hairline, which Cairo leaves out. */
static bb_len
scaled(bb_len length, uint32_t to, uint32_t from)
{
    int64_t scaled = (int64_t)length * to / from;
    bb_len size = scaled < BB_HEIGHT_MOST ? (bb_len)scaled : BB_HEIGHT_MOST;
    return bb_len_max(size, BB_PT(0.25));
}

/* The size at which the picture fills the frame's width or its height: for cover whichever is the
 * larger, for contain the smaller. */
static void
place_picture(struct bb_figure *figure, bool contain)
{
    uint32_t width = figure->image->width, height = figure->image->height;
    bool wider = (int64_t)figure->width * height > (int64_t)figure->height * width;
    if (wider != contain) {
        figure->to_width = figure->width;
        figure->to_height = scaled(figure->width, height, width);
    } else {
        figure->to_height = figure->height;
        figure->to_width = scaled(figure->height, width, height);
    }
    figure->x = (figure->width - figure->to_width) / 2;
    figure->y = (figure->height - figure->to_height) / 2;
}

static bb_len
frame_width(struct bb_layout *layout, const struct bb_block *block)
{
    bb_len width = block->from->as.image.width;
    return bb_room(layout, block, width > 0 ? bb_len_min(width, layout->width) : layout->width);
}

static void
build_picture(struct bb_layout *layout, const struct bb_block *block, const struct bb_image *image)
{
    bb_len height = block->from->as.image.height;
    struct bb_figure figure = {.image = image, .width = frame_width(layout, block)};
    figure.height = height > 0 ? height : scaled(figure.width, image->height, image->width);
    if (figure.height > layout->room) {
        figure.height = layout->room;
        if (height == 0) /* all of it, smaller, rather than a part */
            figure.width = scaled(figure.height, image->width, image->height);
    }
    place_picture(&figure, block->from->as.image.contain);
    bb_build_figure(layout, block, figure, &block->alt);
}

static void
build_fallback(struct bb_layout *layout, const struct bb_block *block)
{
    const struct bb_block_template *from = block->from;
    struct bb_list_of_atoms list = {0};
    bb_len width = frame_width(layout, block);
    struct bb_column_state state = bb_column_enter(layout, &list, width);
    bb_build_blocks(layout, &block->children);
    bb_column_leave(layout, state);
    bb_len content = bb_list_height(&list);
    bb_len height = bb_len_max(from->as.image.height, content);
    struct bb_group *group = bb_build_frame(layout, block, width, height);
    group->filled = from->as.image.fill.tint > 0;
    group->fill = bb_ink_color(&from->as.image.fill, block->hue);
    group->children[0] = (struct bb_child){.y = (height - content) / 2, .list = list};
}

void
bb_build_image(struct bb_layout *layout, const struct bb_block *block)
{
    if (!block->picture) {
        build_fallback(layout, block);
        return;
    }
    struct bb_str path = block->picture->as.text.forms[0].text;
    const struct bb_image *image = bb_images_load(layout->images, path, block->picture->span);
    if (image) /* otherwise reported, and there will be no document */
        build_picture(layout, block, image);
}

/* What gives way so that a document fits (fit.c): spaces, the pitch of lines, the size of type. All
 * of layout asks here for what the layout file gives, so that a template stays as it was compiled
 * and one document may be laid out with several scales in turn.
 *
 * Styles are scaled once a pass, all of them: there are a few dozen. At full scale there is nothing
 * to look up, and documents without `fit` pay a comparison. */
#include "layout/atom.h"

bb_len
bb_scaled_space(const struct bb_layout *layout, bb_len length)
{
    int percent = layout->scale.space;
    return percent == 100 ? length : (bb_len)((int64_t)length * percent / 100);
}

bb_len
bb_scaled_grid(const struct bb_layout *layout)
{
    return bb_len_max(bb_scaled_space(layout, layout->layout->page.grid), 1);
}

const struct bb_style *
bb_scaled_style(const struct bb_layout *layout, const struct bb_style *style)
{
    return layout->styles && style ? &layout->styles[style->index] : style;
}

static bb_len
part(bb_len length, int64_t of, int64_t whole)
{
    return whole > 0 ? (bb_len)(length * of / whole) : length;
}

/* No smaller than the floor; what is smaller already stays. */
static bb_len
scale_size(const struct bb_layout *layout, bb_len size)
{
    bb_len floor = layout->layout->fit ? layout->layout->fit->floor : 0;
    return bb_len_min(size, bb_len_max(part(size, layout->scale.size, 100), floor));
}

static const struct bb_script_size *
scale_scripts(struct bb_layout *layout, const struct bb_style *from, bb_len size)
{
    struct bb_script_size *scripts =
        BB_NEW_ARRAY(layout->arena, struct bb_script_size, from->nscripts);
    for (size_t i = 0; i < from->nscripts; i++) {
        scripts[i] = from->by_script[i];
        scripts[i].more = part(scripts[i].more, size, from->size);
    }
    return scripts;
}

/* The pitch goes with the size, besides what it gives way by itself. */
static struct bb_style
scale_style(struct bb_layout *layout, const struct bb_style *from)
{
    struct bb_style style = *from;
    style.size = scale_size(layout, from->size);
    style.size_least = bb_len_min(scale_size(layout, from->size_least), style.size);
    style.leading = part(from->leading, layout->scale.leading, 100);
    style.leading = part(style.leading, style.size, from->size);
    style.by_script = scale_scripts(layout, from, style.size);
    return style;
}

void
bb_scale_choose(struct bb_layout *layout, const struct bb_region *region)
{
    const struct bb_fit *fit = layout->layout->fit;
    bool gives = !region || !fit || !fit->gives || fit->gives[region->name];
    layout->scale = gives ? layout->tight : BB_SCALE_FULL;
    layout->styles = gives ? layout->tight_styles : NULL;
}

void
bb_scale_styles(struct bb_layout *layout)
{
    const struct bb_template *from = layout->layout;
    layout->tight = layout->scale;
    layout->tight_styles = layout->styles = NULL;
    if (layout->scale.leading == 100 && layout->scale.size == 100)
        return;
    struct bb_style *styles = BB_NEW_ARRAY(layout->arena, struct bb_style, from->nstyles);
    for (size_t i = 0; i < from->nstyles; i++)
        styles[from->styles[i].index] = scale_style(layout, &from->styles[i]);
    layout->tight_styles = layout->styles = styles;
}

/* Images for screen and office printer: at most RESOLUTION dots an inch where they are shown
 * largest, grey where they are grey.
 *
 * A picture that is no finer goes in as it is: a JPEG with its own bytes, pixels deflated. A finer
 * one is shrunk (image/shrink.c); a JPEG is made one again, unless it got no smaller. libharu's
 * loaders are not used: its PNG loader aborts the process on a bad file, and the others would only
 * look for the size that is known. */
#include "backend/haru_image.h"

#include <math.h>
#include <stdlib.h>

#include "image/shrink.h"

enum { RESOLUTION = 150, POINTS_PER_INCH = 72 };

struct bb_haru_placed {
    double width, height; /* the largest it is shown, pt */
    uint32_t number;      /* of its object; 0: not written */
};

/* How much longer a length is in the group than in its content, at most. */
static double
find_scale(const struct bb_matrix *m)
{
    enum { ONE = 65536 };
    return fmax(hypot(m->a, m->b), hypot(m->c, m->d)) / ONE;
}

static void
note_page(struct bb_haru_images *images, const struct bb_page *page)
{
    enum { DEPTH_MOST = 16 }; /* deeper groups count as their sixteenth */
    double scales[DEPTH_MOST + 1] = {1};
    size_t depth = 0;
    for (size_t i = 0; i < page->items.len; i++) {
        const struct bb_item *item = &page->items.at[i];
        double scale = scales[depth < DEPTH_MOST ? depth : DEPTH_MOST];
        if (item->kind == BB_ITEM_GROUP_BEGIN && ++depth <= DEPTH_MOST)
            scales[depth] = scale * find_scale(&item->as.group.matrix);
        else if (item->kind == BB_ITEM_GROUP_END)
            depth--;
        else if (item->kind == BB_ITEM_IMAGE) {
            struct bb_haru_placed *placed = &images->placed[item->as.image.image];
            placed->width = fmax(placed->width, scale * bb_len_to_pt(item->as.image.width));
            placed->height = fmax(placed->height, scale * bb_len_to_pt(item->as.image.height));
        }
    }
}

void
bb_haru_images_init(
    struct bb_haru_images *images, struct bb_arena *arena, const struct bb_display *display)
{
    images->display = display;
    images->placed = BB_NEW_ARRAY(arena, struct bb_haru_placed, display->images.len);
    for (size_t i = 0; i < display->pages.len && display->images.len > 0; i++)
        note_page(images, display->pages.at[i]);
}

static uint32_t
pixels_for(double points, uint32_t most)
{
    double pixels = ceil(points * RESOLUTION / POINTS_PER_INCH);
    return pixels < 1 ? 1 : pixels < most ? (uint32_t)pixels : most;
}

static uint32_t
add_object(struct bb_haru_file *file, const struct bb_shrunk *image, uint32_t mask)
{
    struct bb_buf entries;
    bb_buf_init(&entries, 0);
    bb_buf_printf(&entries,
        "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8/ColorSpace/Device%s",
        image->width, image->height, image->channels == 1 ? "Gray" : "RGB");
    if (mask > 0)
        bb_pdf_put_ref(&entries, "/SMask ", mask);
    bool jpeg = image->jpeg.len > 0;
    if (jpeg)
        bb_buf_append_text(&entries, "/Filter/DCTDecode");
    struct bb_str pixels = {(const char *)image->pixels,
        (size_t)image->width * image->height * (size_t)image->channels};
    uint32_t number = bb_haru_file_add_stream(file, bb_buf_str(&entries),
        jpeg ? image->jpeg : pixels, jpeg ? BB_HARU_AS_IS : BB_HARU_DEFLATED);
    bb_buf_finish(&entries);
    return number;
}

void
bb_haru_images_add(struct bb_haru_images *images, struct bb_haru_file *file, uint32_t image)
{
    struct bb_haru_placed *placed = &images->placed[image];
    const struct bb_display_image *from = &images->display->images.at[image];
    if (placed->number > 0)
        return;
    struct bb_arena arena;
    bb_arena_init(&arena);
    struct bb_shrunk source = {.width = from->width,
        .height = from->height,
        .channels = from->channels,
        .pixels = from->pixels,
        .jpeg = from->jpeg};
    struct bb_shrunk color, alpha;
    bool masked = bb_image_shrink(&arena, &source, pixels_for(placed->width, from->width),
        pixels_for(placed->height, from->height), &color, &alpha);
    uint32_t mask = masked ? add_object(file, &alpha, 0) : 0;
    placed->number = add_object(file, &color, mask);
    bb_arena_finish(&arena);
}

void
bb_haru_images_put_refs(const struct bb_haru_images *images, struct bb_buf *out)
{
    for (uint32_t i = 0; i < images->display->images.len; i++) {
        if (images->placed[i].number == 0)
            continue;
        bb_buf_append_text(out, "/I");
        bb_pdf_put_int(out, i);
        bb_pdf_put_ref(out, " ", images->placed[i].number);
    }
}

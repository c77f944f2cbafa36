/* The pictures of a document: each path is looked up once, each file decoded once.
 *
 * A failure is kept like a success, so that a portrait named in ten places is reported once. Equal
 * bytes are found by comparing with the files of the same length: a document has tens of pictures,
 * and a hash would have to read them all.
 *
 * Decoding when a page is drawn was the alternative to decoding here. It would hold one picture in
 * memory at a time, but a damaged one would be found when half of the document is written. */
#include "image/image.h"

#include "image/decode.h"

/* A file as it was found, by its resolved path. */
struct picture {
    struct bb_str bytes;
    const struct bb_image *image; /* NULL: of no use, and reported */
};

struct bb_images {
    struct bb_input *input;
    struct bb_map asked;              /* source and path as written -> struct picture */
    struct bb_map opened;             /* resolved path -> struct picture */
    BB_VEC(struct picture *) decoded; /* one for each different content */
};

struct bb_images *
bb_images_create(struct bb_input *input)
{
    struct bb_images *images = BB_NEW(input->arena, struct bb_images);
    images->input = input;
    return images;
}

enum bb_image_fault
bb_decoding_check_size(const struct bb_decoding *decoding, const struct bb_image *image)
{
    if (image->width > BB_IMAGE_SIDE_MOST || image->height > BB_IMAGE_SIDE_MOST)
        return BB_IMAGE_TOO_LONG;
    return (size_t)image->width * image->height > decoding->pixels_most ? BB_IMAGE_TOO_MANY_PIXELS
                                                                        : BB_IMAGE_GOOD;
}

static void
report(struct bb_images *images, struct bb_str path, struct bb_span span,
    const struct bb_decoding *decoding, const struct bb_image *image, enum bb_image_fault fault)
{
    struct bb_diag *diag = images->input->diag;
    struct bb_arena *arena = images->input->arena;
    const char *name = bb_arena_str(arena, path).ptr;
    const char *size = bb_arena_printf(arena, "%u × %u", image->width, image->height).ptr;
    switch (fault) {
    case BB_IMAGE_GOOD:
        break;
    case BB_IMAGE_TRUNCATED:
        bb_report(diag, BB_D_IMAGE_TRUNCATED, span, name);
        break;
    case BB_IMAGE_DAMAGED:
        bb_report(diag, BB_D_IMAGE_DAMAGED, span, name, decoding->detail);
        break;
    case BB_IMAGE_UNSUPPORTED:
        bb_report(diag, BB_D_IMAGE_UNSUPPORTED, span, name, decoding->detail);
        break;
    case BB_IMAGE_TOO_MANY_PIXELS:
        bb_report(diag, BB_D_IMAGE_PIXELS, span, name, size,
            bb_arena_printf(arena, "%zu", decoding->pixels_most).ptr);
        break;
    case BB_IMAGE_TOO_LONG:
        bb_report(diag, BB_D_IMAGE_SIDE, span, name, size,
            bb_arena_printf(arena, "%d", BB_IMAGE_SIDE_MOST).ptr);
        break;
    }
}

/* The picture in `bytes`, or NULL after reporting. */
static struct bb_image *
decode(struct bb_images *images, struct bb_str path, struct bb_span span, struct bb_str bytes)
{
    struct bb_decoding decoding = {
        .arena = images->input->arena, .pixels_most = images->input->limits->pixels};
    struct bb_image *image = BB_NEW(images->input->arena, struct bb_image);
    enum bb_image_fault fault;
    if (bb_png_is(bytes)) {
        fault = bb_png_decode(&decoding, bytes, image);
    } else if (bb_jpeg_is(bytes)) {
        fault = bb_jpeg_decode(&decoding, bytes, image);
    } else {
        bb_report(images->input->diag, BB_D_IMAGE_KIND, span,
            bb_arena_str(images->input->arena, path).ptr);
        return NULL;
    }
    report(images, path, span, &decoding, image, fault);
    return fault == BB_IMAGE_GOOD ? image : NULL;
}

/* A picture of the same bytes, or NULL. */
static const struct picture *
find_equal(const struct bb_images *images, struct bb_str bytes)
{
    for (size_t i = 0; i < images->decoded.len; i++)
        if (bb_str_equal(images->decoded.at[i]->bytes, bytes))
            return images->decoded.at[i];
    return NULL;
}

static const struct picture *
open_picture(
    struct bb_images *images, struct bb_str resolved, struct bb_str path, struct bb_span span)
{
    struct bb_arena *arena = images->input->arena;
    const struct picture *found = bb_map_lookup(&images->opened, resolved);
    if (found)
        return found;
    struct picture *picture = BB_NEW(arena, struct picture);
    enum bb_status status = bb_input_read_resolved(images->input, resolved, span, &picture->bytes);
    const struct picture *equal = status == BB_OK ? find_equal(images, picture->bytes) : NULL;
    if (equal) {
        picture->image = equal->image;
    } else if (status == BB_OK) {
        struct bb_image *image = decode(images, path, span, picture->bytes);
        if (image)
            image->path = resolved.ptr;
        picture->image = image;
        BB_VEC_PUSH(arena, &images->decoded, picture);
    }
    bb_map_set(arena, &images->opened, resolved, picture);
    return picture;
}

const struct bb_image *
bb_images_load(struct bb_images *images, struct bb_str path, struct bb_span span)
{
    struct bb_arena *arena = images->input->arena;
    struct bb_str key = bb_arena_printf(arena, "%u %.*s", span.source, BB_STR_ARG(path));
    const struct picture *found = bb_map_lookup(&images->asked, key);
    if (found)
        return found->image;
    static const struct picture none;
    const char *base = bb_input_lookup_path(images->input, span.source);
    struct bb_str resolved;
    if (bb_input_resolve(images->input, base, path, span, &resolved) == BB_OK)
        found = open_picture(images, resolved, path, span);
    else
        found = &none;
    bb_map_set(arena, &images->asked, key, (void *)found);
    return found->image;
}

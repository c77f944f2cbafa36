/* How two makings of a document differ: files, surroundings, pages.
 *
 * Files are compared with the manifest beside them, manifests with each other, pages by their
 * pixels. */
#include <glib.h>
#include <stdlib.h>

#include "document/names.h"
#include "document/raster.h"
#include "document/verify.h"
#include "image/image.h"
#include "input/hash.h"
#include "yaml/yaml.h"

enum { LOOK_DPI = 72, PICTURE_DPI = 100, GAP = 20 };

static const struct bb_span none;

/* --- rows of manifests ------------------------------------------------------------------------ */

/* The row of a list that has this name, or NULL. */
static const struct bb_node *
find_row(const struct bb_node *manifest, const char *list, const char *name)
{
    const struct bb_node *rows = manifest ? bb_node_lookup(manifest, list) : NULL;
    for (size_t i = 0; rows && rows->kind == BB_NODE_SEQUENCE && i < rows->len; i++) {
        const char *found = bb_verify_text(rows->items[i], "name");
        if (found && strcmp(found, name) == 0)
            return rows->items[i];
    }
    return NULL;
}

static bool
is_same(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

/* --- files ------------------------------------------------------------------------------------ */

static bool
has_hash(struct bb_str bytes, const char *hash)
{
    char found[BB_HASH_SIZE];
    bb_input_hash_bytes(bytes, found);
    return is_same(found, hash);
}

void
bb_verify_files(struct bb_document *document, const struct bb_verify_copy *copy)
{
    for (size_t i = 0; i < copy->nfiles; i++) {
        const struct bb_archive_file *file = &copy->files[i];
        if (strcmp(file->name, BB_MANIFEST_NAME) == 0)
            continue;
        const struct bb_node *row = find_row(copy->manifest, "files", file->name);
        if (!has_hash(file->bytes, bb_verify_text(row, "sha256")))
            bb_report(&document->diag, BB_D_VERIFY_FILE, none, file->name, copy->path);
    }
}

/* --- surroundings ----------------------------------------------------------------------------- */

static void
compare_rows(struct bb_document *document, const struct bb_verify_copy *kept,
    const struct bb_verify_copy *made, const char *list, const char *key, enum bb_code code)
{
    const struct bb_node *rows = bb_node_lookup(kept->manifest, list);
    for (size_t i = 0; rows && rows->kind == BB_NODE_SEQUENCE && i < rows->len; i++) {
        const char *name = bb_verify_text(rows->items[i], "name");
        const char *then = bb_verify_text(rows->items[i], key);
        const char *now = name ? bb_verify_text(find_row(made->manifest, list, name), key) : NULL;
        if (name && then && !is_same(then, now))
            bb_report(&document->diag, code, none, name, then, now ? now : "–");
    }
}

void
bb_verify_surroundings(struct bb_document *document, const struct bb_verify_copy *kept,
    const struct bb_verify_copy *made)
{
    const char *then = bb_verify_text(kept->manifest, "program");
    const char *now = bb_verify_text(made->manifest, "program");
    if (!is_same(then, now))
        bb_report(&document->diag, BB_D_VERIFY_LIBRARY, none, "briefbook", then ? then : "–",
            now ? now : "–");
    compare_rows(document, kept, made, "libraries", "version", BB_D_VERIFY_LIBRARY);
    compare_rows(document, kept, made, "fonts", "sha256", BB_D_VERIFY_FONT);
    const struct bb_node *old = bb_node_lookup(kept->manifest, "profile");
    const struct bb_node *new = made->manifest ? bb_node_lookup(made->manifest, "profile") : NULL;
    if (!is_same(bb_verify_text(old, "sha256"), bb_verify_text(new, "sha256")))
        bb_report(&document->diag, BB_D_VERIFY_FONT, none, "sRGB");
}

/* --- pictures --------------------------------------------------------------------------------- */

static bool
draw_page(const char *path, size_t page, struct bb_raster *raster)
{
    struct bb_raster_pages *pages = bb_raster_open(path, page, 1, PICTURE_DPI);
    bool drawn = pages && bb_raster_read(pages, raster);
    if (pages)
        bb_raster_close(pages);
    return drawn;
}

static void
put_beside(uint8_t *sheet, size_t width, size_t left, const struct bb_raster *raster)
{
    for (size_t y = 0; raster->pixels && y < raster->height; y++)
        memcpy(sheet + (y * width + left) * BB_RASTER_CHANNELS,
            raster->pixels + y * raster->width * BB_RASTER_CHANNELS,
            (size_t)raster->width * BB_RASTER_CHANNELS);
}

/* The page as it was kept on the left, as it was made on the right. */
static void
write_picture(struct bb_document *document, const char *kept, const char *made, size_t page,
    const char *folder)
{
    struct bb_raster left = {0}, right = {0};
    bool drawn = draw_page(kept, page, &left);
    drawn |= draw_page(made, page, &right);
    uint32_t width = left.width + GAP + right.width;
    uint32_t height = left.height > right.height ? left.height : right.height;
    if (drawn) {
        uint8_t *sheet = calloc((size_t)width * height, BB_RASTER_CHANNELS);
        if (!sheet)
            abort(); /* no memory: the rule of base/arena.h */
        put_beside(sheet, width, 0, &left);
        put_beside(sheet, width, left.width + GAP, &right);
        struct bb_buf png;
        bb_buf_init(&png, 0);
        bb_image_write_png(sheet, width, height, &png);
        const char *path = bb_arena_printf(&document->arena, "%s/page-%03zu.png", folder, page).ptr;
        bb_input_write_file(&document->diag, path, png.ptr, png.len);
        bb_buf_finish(&png);
        free(sheet);
    }
    free(left.pixels);
    free(right.pixels);
}

/* --- pages ------------------------------------------------------------------------------------ */

static bool
look_alike(const struct bb_raster *a, const struct bb_raster *b)
{
    return a->width == b->width && a->height == b->height
        && memcmp(a->pixels, b->pixels, (size_t)a->width * a->height * BB_RASTER_CHANNELS) == 0;
}

struct numbers {
    BB_VEC(size_t) list;
};

/* The pages, from 1, that only one of the two has or that look different. False where they cannot
 * be drawn. */
static bool
find_different(
    struct bb_document *document, const char *kept, const char *made, struct numbers *found)
{
    struct bb_raster_pages *a = bb_raster_open(kept, 1, 0, LOOK_DPI);
    struct bb_raster_pages *b = bb_raster_open(made, 1, 0, LOOK_DPI);
    bool drawn = a && b, more = drawn;
    size_t pages = 0;
    while (more) {
        struct bb_raster left, right;
        bool has_left = bb_raster_read(a, &left), has_right = bb_raster_read(b, &right);
        more = has_left || has_right;
        pages += more;
        if (more && !(has_left && has_right && look_alike(&left, &right)))
            BB_VEC_PUSH(&document->arena, &found->list, pages);
        free(left.pixels);
        free(right.pixels);
    }
    if (a)
        bb_raster_close(a);
    if (b)
        bb_raster_close(b);
    return drawn && pages > 0;
}

/* "3, 5–7" */
static const char *
format_numbers(struct bb_document *document, const struct numbers *numbers)
{
    struct bb_buf text;
    bb_buf_init(&text, 0);
    for (size_t i = 0; i < numbers->list.len; i++) {
        size_t first = numbers->list.at[i], last = first;
        while (i + 1 < numbers->list.len && numbers->list.at[i + 1] == last + 1)
            last = numbers->list.at[++i];
        bb_buf_printf(&text, "%s%zu", text.len > 0 ? ", " : "", first);
        if (last > first)
            bb_buf_printf(&text, "–%zu", last);
    }
    const char *kept = bb_arena_str(&document->arena, bb_buf_str(&text)).ptr;
    bb_buf_finish(&text);
    return kept;
}

void
bb_verify_pages(struct bb_document *document, const char *folder, const char *pictures)
{
    const char *kept = bb_arena_printf(&document->arena, "%s/kept.pdf", folder).ptr;
    const char *made = bb_arena_printf(&document->arena, "%s/made.pdf", folder).ptr;
    struct numbers found = {0};
    if (!find_different(document, kept, made, &found))
        bb_report(&document->diag, BB_D_VERIFY_UNSEEN, none);
    else if (found.list.len == 0)
        bb_report(&document->diag, BB_D_VERIFY_UNSEEN_PARTS, none);
    else
        bb_report(&document->diag, BB_D_VERIFY_PAGES, none, format_numbers(document, &found));
    if (!pictures || found.list.len == 0
        || bb_input_make_folder(&document->diag, pictures) != BB_OK)
        return;
    for (size_t i = 0; i < found.list.len; i++)
        write_picture(document, kept, made, found.list.at[i], pictures);
}

/* The libharu backend: the same pages, the smallest file and memory.
 *
 * libharu keeps the document (pages, cross-reference, streams); content streams are written here,
 * text as shaped glyphs in TJ arrays, because its text calls go through code points (findings.md,
 * 2). Each glyph is placed where the display list has it: the writer follows the pen as a reader
 * will, rounded widths and all, and corrects it by a TJ number as soon as it strays by more than
 * STRAY_MOST; nothing accumulates. Where a cluster's text is not what its glyph stands for in
 * ToUnicode, it is wrapped in a Span with ActualText.
 *
 * Coordinates are turned here (y up) rather than by a matrix at the page's start: readers then
 * need no mirrored text matrices. There are no marks: this file is not tagged.
 *
 * libharu's errors stick to its document; they are looked at once, at the end. */
#include "backend/backend.h"

#include <math.h>
#include <stdlib.h>

#include "backend/cluster.h"
#include "backend/haru_font.h"

#define STRAY_MOST 0.0008 /* pt; issue 6 allows 0.002 */

enum {
    PLACE_DIGITS = 3,  /* of points */
    SIZE_DIGITS = 5,   /* of font sizes: they are multiplied by whole lines */
    ADJUST_DIGITS = 1, /* of TJ numbers, 1/1000 em */
};

/* What the page's graphics state holds, where known. */
struct drawn_state {
    bool filled, stroked, sized;
    struct bb_color fill, stroke;
    uint32_t face;
    bb_len size;
};

struct writer {
    const struct bb_display *display;
    const struct bb_fontset *fonts;
    struct bb_diag *diag;
    struct bb_arena arena;   /* as long as the document */
    struct bb_arena scratch; /* of one run */
    HPDF_Doc doc;
    struct bb_haru_font *faces; /* by face */
    HPDF_Image *images;         /* by image; NULL: not made yet */
    HPDF_Page page;
    HPDF_Dict page_fonts; /* of the page's resources */
    bool *on_page;        /* by face: in page_fonts */
    double height;        /* of the page, pt */
    struct drawn_state drawn;
    bool in_text;  /* between BT and ET */
    bool in_array; /* inside [ … ] TJ */
    bool in_string;
    double pen_x, pen_y; /* where a reader's pen stands */
    struct bb_buf content;
};

/* --- numbers --------------------------------------------------------------------------------- */

static double
round_to(double value, int digits)
{
    double scale = digits == PLACE_DIGITS ? 1e3 : digits == SIZE_DIGITS ? 1e5 : 10;
    return round(value * scale) / scale;
}

static void
put_number(struct writer *writer, double value, int digits)
{
    bb_buf_append_decimal(&writer->content, value, digits);
    bb_buf_append_char(&writer->content, ' ');
}

static void
put_point(struct writer *writer, bb_len x, bb_len y)
{
    put_number(writer, bb_len_to_pt(x), PLACE_DIGITS);
    put_number(writer, writer->height - bb_len_to_pt(y), PLACE_DIGITS);
}

static void
put(struct writer *writer, const char *text)
{
    bb_buf_append_text(&writer->content, text);
}

static void
put_color(struct writer *writer, struct bb_color color, const char *operator)
{
    put_number(writer, color.r / 255.0, PLACE_DIGITS);
    put_number(writer, color.g / 255.0, PLACE_DIGITS);
    put_number(writer, color.b / 255.0, PLACE_DIGITS);
    put(writer, operator);
}

static void
set_fill(struct writer *writer, struct bb_color color)
{
    struct drawn_state *drawn = &writer->drawn;
    if (!drawn->filled || !bb_color_equal(drawn->fill, color))
        put_color(writer, color, "rg\n");
    drawn->filled = true;
    drawn->fill = color;
}

static void
set_stroke(struct writer *writer, struct bb_color color)
{
    struct drawn_state *drawn = &writer->drawn;
    if (!drawn->stroked || !bb_color_equal(drawn->stroke, color))
        put_color(writer, color, "RG\n");
    drawn->stroked = true;
    drawn->stroke = color;
}

/* --- text ------------------------------------------------------------------------------------ */

static void
close_string(struct writer *writer)
{
    if (writer->in_string)
        put(writer, ")");
    writer->in_string = false;
}

static void
close_array(struct writer *writer)
{
    close_string(writer);
    if (writer->in_array)
        put(writer, "]TJ\n");
    writer->in_array = false;
}

static void
end_text(struct writer *writer)
{
    close_array(writer);
    if (writer->in_text)
        put(writer, "ET\n");
    writer->in_text = false;
}

static struct bb_haru_font *
find_font(struct writer *writer, uint32_t face)
{
    struct bb_haru_font *font = &writer->faces[face];
    if (!font->dict)
        bb_haru_font_init(
            font, &writer->arena, writer->doc, bb_fontset_lookup(writer->fonts, face));
    if (!writer->on_page[face]) {
        char name[16];
        snprintf(name, sizeof name, "F%u", face);
        HPDF_Dict_Add(writer->page_fonts, name, font->dict);
        writer->on_page[face] = true;
    }
    return font;
}

static void
begin_run(struct writer *writer, const struct bb_run *run)
{
    struct drawn_state *drawn = &writer->drawn;
    if (!writer->in_text)
        put(writer, "BT\n");
    writer->in_text = true;
    set_fill(writer, run->color);
    if (drawn->sized && drawn->face == run->face && drawn->size == run->size)
        return;
    bb_buf_printf(&writer->content, "/F%u ", run->face);
    put_number(writer, bb_len_to_pt(run->size), SIZE_DIGITS);
    put(writer, "Tf\n");
    drawn->sized = true;
    drawn->face = run->face;
    drawn->size = run->size;
}

/* Brings the reader's pen to (x, y), y up: by a matrix for a run's start and another height, else
 * by a TJ number. */
static void
move_pen(struct writer *writer, double x, double y, double size, bool anew)
{
    if (anew || fabs(y - writer->pen_y) > STRAY_MOST) {
        close_array(writer);
        put(writer, "1 0 0 1 ");
        put_number(writer, x, PLACE_DIGITS);
        put_number(writer, y, PLACE_DIGITS);
        put(writer, "Tm\n");
        writer->pen_x = round_to(x, PLACE_DIGITS);
        writer->pen_y = round_to(y, PLACE_DIGITS);
    } else if (fabs(x - writer->pen_x) > STRAY_MOST) {
        double adjust = round_to((writer->pen_x - x) * 1000 / size, ADJUST_DIGITS);
        close_string(writer);
        if (!writer->in_array)
            put(writer, "[");
        writer->in_array = true;
        bb_buf_append_decimal(&writer->content, adjust, ADJUST_DIGITS);
        writer->pen_x -= adjust * size / 1000;
    }
}

static void
put_string_byte(struct writer *writer, unsigned byte)
{
    if (byte == '(' || byte == ')' || byte == '\\')
        bb_buf_append_char(&writer->content, '\\');
    if (byte == '\r') /* a bare one would be read as a line feed */
        put(writer, "\\r");
    else
        bb_buf_append_char(&writer->content, (char)byte);
}

static void
show_glyph(struct writer *writer, const struct bb_haru_font *font, uint32_t glyph, double size)
{
    if (!writer->in_array)
        put(writer, "[");
    if (!writer->in_string)
        put(writer, "(");
    writer->in_array = writer->in_string = true;
    uint32_t code = bb_haru_font_code(font, glyph);
    put_string_byte(writer, code >> 8);
    put_string_byte(writer, code & 255);
    writer->pen_x += bb_haru_font_width(font, glyph) * size / 1000;
}

/* Whether ToUnicode alone gives the cluster's text back. Parts of a larger cluster get what
 * ToUnicode can say of them, for readers that pass over ActualText: the first stands for the
 * whole. */
static bool
is_plain(struct writer *writer, struct bb_haru_font *font, const struct bb_run *run,
    const struct bb_cluster *cluster)
{
    uint32_t glyph = bb_fontset_map(writer->fonts, run->face, run->glyphs[cluster->glyph].id);
    bool known = bb_haru_font_note_text(font, glyph, cluster->text);
    return known && cluster->nglyphs == 1;
}

static void
begin_actual_text(struct writer *writer, struct bb_str text)
{
    close_array(writer);
    put(writer, "/Span<</ActualText<");
    bb_haru_put_utf16(&writer->content, text, true);
    put(writer, ">>>BDC\n");
}

static void
end_actual_text(struct writer *writer)
{
    close_array(writer);
    put(writer, "EMC\n");
}

static void
draw_run(struct writer *writer, const struct bb_run *run)
{
    struct bb_haru_font *font = find_font(writer, run->face);
    double size = round_to(bb_len_to_pt(run->size), SIZE_DIGITS);
    begin_run(writer, run);
    struct bb_cluster *clusters;
    size_t nclusters = bb_cluster_split(&writer->scratch, run, &clusters);
    bb_len pen = run->x;
    for (size_t i = 0; i < nclusters; i++) {
        bool plain = is_plain(writer, font, run, &clusters[i]);
        for (uint32_t k = 0; k < clusters[i].nglyphs; k++) {
            const struct bb_glyph *glyph = &run->glyphs[clusters[i].glyph + k];
            double x = bb_len_to_pt(pen + glyph->dx);
            double y = writer->height - bb_len_to_pt(run->y + glyph->dy);
            bool first = i == 0 && k == 0;
            if (k == 0 && !plain) {
                move_pen(writer, x, y, size, first);
                begin_actual_text(writer, clusters[i].text);
                first = false;
            }
            move_pen(writer, x, y, size, first);
            show_glyph(writer, font, bb_fontset_map(writer->fonts, run->face, glyph->id), size);
            pen += glyph->advance;
        }
        if (!plain)
            end_actual_text(writer);
    }
    close_array(writer);
    bb_arena_reset(&writer->scratch);
}

/* --- paths, images, groups ------------------------------------------------------------------- */

static void
put_segments(struct writer *writer, const struct bb_path *path)
{
    for (size_t i = 0; i < path->len; i++) {
        const struct bb_path_segment *segment = &path->segments[i];
        int points = segment->op == BB_PATH_CURVE ? 3 : segment->op == BB_PATH_CLOSE ? 0 : 1;
        for (int k = 0; k < points; k++)
            put_point(writer, segment->x[k], segment->y[k]);
        put(writer,
            segment->op == BB_PATH_MOVE        ? "m\n"
                : segment->op == BB_PATH_LINE  ? "l\n"
                : segment->op == BB_PATH_CURVE ? "c\n"
                                               : "h\n");
    }
}

static void
draw_path(struct writer *writer, const struct bb_path *path)
{
    if (path->len == 0 || (!path->fill && !path->stroke))
        return;
    if (path->fill)
        set_fill(writer, path->fill_color);
    if (path->stroke) {
        set_stroke(writer, path->stroke_color);
        put_number(writer, bb_len_to_pt(path->stroke_width), PLACE_DIGITS);
        put(writer, "w\n[");
        if (path->dash_on > 0) {
            put_number(writer, bb_len_to_pt(path->dash_on), PLACE_DIGITS);
            put_number(writer, bb_len_to_pt(path->dash_off), PLACE_DIGITS);
        }
        put(writer, "]0 d\n");
    }
    put_segments(writer, path);
    put(writer, path->fill && path->stroke ? "B\n" : path->fill ? "f\n" : "S\n");
}

/* Channels `first` to `first + n` of each pixel, as an image of their own. */
static HPDF_Image
add_channels(struct writer *writer, const struct bb_display_image *image, int first, int n)
{
    size_t pixels = (size_t)image->width * image->height;
    uint8_t *bytes = malloc(pixels * (size_t)n + 1);
    if (!bytes)
        abort();
    for (size_t i = 0; i < pixels; i++)
        memcpy(
            bytes + i * (size_t)n, image->pixels + i * (size_t)image->channels + first, (size_t)n);
    HPDF_Image added = HPDF_LoadRawImageFromMem(writer->doc, bytes, image->width, image->height,
        n == 1 ? HPDF_CS_DEVICE_GRAY : HPDF_CS_DEVICE_RGB, 8);
    free(bytes);
    return added;
}

/* The JPEG is one that image has decoded to its end; libharu only looks for its size. */
static HPDF_Image
add_image(struct writer *writer, const struct bb_display_image *image)
{
    if (image->jpeg.len > 0)
        return HPDF_LoadJpegImageFromMem(
            writer->doc, (const HPDF_BYTE *)image->jpeg.ptr, (HPDF_UINT)image->jpeg.len);
    HPDF_Image added = add_channels(writer, image, 0, image->channels == 1 ? 1 : 3);
    if (added && image->channels == 4) {
        HPDF_Image mask = add_channels(writer, image, 3, 1);
        if (mask)
            HPDF_Image_AddSMask(added, mask);
    }
    return added;
}

static void
draw_image(struct writer *writer, const struct bb_item *item)
{
    HPDF_Image *image = &writer->images[item->as.image.image];
    if (!*image)
        *image = add_image(writer, &writer->display->images.at[item->as.image.image]);
    const char *name = *image ? HPDF_Page_GetXObjectName(writer->page, *image) : NULL;
    if (!name)
        return; /* libharu keeps the error */
    put(writer, "q\n");
    put_number(writer, bb_len_to_pt(item->as.image.width), PLACE_DIGITS);
    put(writer, "0 0 ");
    put_number(writer, bb_len_to_pt(item->as.image.height), PLACE_DIGITS);
    put_point(writer, item->as.image.x, item->as.image.y + item->as.image.height);
    bb_buf_printf(&writer->content, "cm\n/%s Do\nQ\n", name);
}

/* With F the turn of the page (y to height - y), the content's matrix is F M F⁻¹. */
static void
begin_group(struct writer *writer, const struct bb_item *item)
{
    enum { MATRIX_DIGITS = 5, ONE = 65536 };
    const struct bb_matrix *m = &item->as.group.matrix;
    double a = (double)m->a / ONE, b = (double)m->b / ONE;
    double c = (double)m->c / ONE, d = (double)m->d / ONE, h = writer->height;
    put(writer, "q\n");
    put_number(writer, a, MATRIX_DIGITS);
    put_number(writer, -b, MATRIX_DIGITS);
    put_number(writer, -c, MATRIX_DIGITS);
    put_number(writer, d, MATRIX_DIGITS);
    put_number(writer, bb_len_to_pt(m->e) + c * h, PLACE_DIGITS);
    put_number(writer, h - d * h - bb_len_to_pt(m->f), PLACE_DIGITS);
    put(writer, "cm\n");
    writer->drawn = (struct drawn_state){0};
    if (!item->as.group.clip)
        return;
    put_point(writer, item->as.group.x, item->as.group.y + item->as.group.height);
    put_number(writer, bb_len_to_pt(item->as.group.width), PLACE_DIGITS);
    put_number(writer, bb_len_to_pt(item->as.group.height), PLACE_DIGITS);
    put(writer, "re W n\n");
}

/* --- the backend ----------------------------------------------------------------------------- */

static void *HPDF_STDCALL
allocate(HPDF_UINT size)
{
    void *memory = malloc(size);
    if (!memory)
        abort();
    return memory;
}

static void HPDF_STDCALL
release(void *memory)
{
    free(memory);
}

static void *
begin(const struct bb_display *display, const struct bb_fontset *fonts,
    const struct bb_backend_options *options, struct bb_diag *diag)
{
    (void)options;
    struct writer *writer = calloc(1, sizeof *writer);
    if (!writer)
        abort();
    writer->doc = HPDF_NewEx(NULL, allocate, release, 0, NULL);
    if (!writer->doc) {
        free(writer);
        bb_report(diag, BB_D_HARU_FAILED, (struct bb_span){0}, "HPDF_NewEx");
        return NULL;
    }
    HPDF_SetCompressionMode(writer->doc, HPDF_COMP_ALL);
    writer->doc->pdf_version = HPDF_VER_17; /* its own guess knows nothing of ActualText */
    writer->display = display;
    writer->fonts = fonts;
    writer->diag = diag;
    bb_arena_init(&writer->arena);
    bb_arena_init(&writer->scratch);
    writer->faces = BB_NEW_ARRAY(&writer->arena, struct bb_haru_font, display->faces.len);
    writer->on_page = BB_NEW_ARRAY(&writer->arena, bool, display->faces.len);
    writer->images = BB_NEW_ARRAY(&writer->arena, HPDF_Image, display->images.len);
    return writer;
}

static void
begin_page(void *state, const struct bb_page *page, uint32_t number)
{
    (void)number;
    struct writer *writer = state;
    writer->page = HPDF_AddPage(writer->doc);
    writer->height = bb_len_to_pt(page->height);
    writer->drawn = (struct drawn_state){0};
    writer->content.len = 0;
    if (!writer->page)
        return; /* libharu keeps the error */
    HPDF_Page_SetWidth(writer->page, (HPDF_REAL)bb_len_to_pt(page->width));
    HPDF_Page_SetHeight(writer->page, (HPDF_REAL)writer->height);
    HPDF_Dict resources = HPDF_Page_GetInheritableItem(writer->page, "Resources", HPDF_OCLASS_DICT);
    writer->page_fonts = HPDF_Dict_New(writer->doc->mmgr);
    HPDF_Dict_Add(resources, "Font", writer->page_fonts);
    memset(writer->on_page, 0, writer->display->faces.len * sizeof *writer->on_page);
}

static void
draw_item(void *state, const struct bb_item *item)
{
    struct writer *writer = state;
    if (!writer->page)
        return;
    if (item->kind == BB_ITEM_RUN) {
        draw_run(writer, &item->as.run);
        return;
    }
    end_text(writer);
    switch (item->kind) {
    case BB_ITEM_PATH:
        draw_path(writer, &item->as.path);
        break;
    case BB_ITEM_IMAGE:
        draw_image(writer, item);
        break;
    case BB_ITEM_GROUP_BEGIN:
        begin_group(writer, item);
        break;
    case BB_ITEM_GROUP_END:
        put(writer, "Q\n");
        writer->drawn = (struct drawn_state){0};
        break;
    case BB_ITEM_RUN:
    case BB_ITEM_MARK_BEGIN:
    case BB_ITEM_ARTIFACT_BEGIN:
    case BB_ITEM_MARK_END:
        break;
    }
}

static void
end_page(void *state)
{
    struct writer *writer = state;
    if (!writer->page)
        return;
    end_text(writer);
    HPDF_Dict contents = HPDF_Dict_GetItem(writer->page, "Contents", HPDF_OCLASS_DICT);
    HPDF_Stream_Write(contents->stream, (const HPDF_BYTE *)bb_buf_str(&writer->content).ptr,
        (HPDF_UINT)writer->content.len);
}

static void
take_document(HPDF_Doc doc, struct bb_buf *out)
{
    HPDF_UINT count = HPDF_MemStream_GetBufCount(doc->stream);
    for (HPDF_UINT i = 0; i < count; i++) {
        HPDF_UINT len = 0;
        const HPDF_BYTE *bytes = HPDF_MemStream_GetBufPtr(doc->stream, i, &len);
        bb_buf_append(out, bytes, len);
    }
}

static void
destroy_writer(struct writer *writer)
{
    HPDF_Free(writer->doc);
    bb_buf_finish(&writer->content);
    bb_arena_finish(&writer->scratch);
    bb_arena_finish(&writer->arena);
    free(writer);
}

static enum bb_status
end(void *state, struct bb_buf *out)
{
    struct writer *writer = state;
    for (size_t i = 0; i < writer->display->faces.len; i++) {
        if (writer->faces[i].dict)
            bb_haru_font_finish(&writer->faces[i], writer->doc);
    }
    HPDF_STATUS error = HPDF_GetError(writer->doc);
    if (error == HPDF_OK)
        error = HPDF_SaveToStream(writer->doc);
    if (error == HPDF_OK) {
        take_document(writer->doc, out);
    } else {
        char code[32];
        snprintf(code, sizeof code, "0x%04lX", (unsigned long)error);
        bb_report(writer->diag, BB_D_HARU_FAILED, (struct bb_span){0}, code);
    }
    destroy_writer(writer);
    return error == HPDF_OK && !out->full ? BB_OK : BB_INTERNAL;
}

const struct bb_backend bb_backend_haru = {
    .name = "haru",
    .suffix = "pdf",
    .wants_fonts = true,
    .begin = begin,
    .begin_page = begin_page,
    .item = draw_item,
    .end_page = end_page,
    .end = end,
};

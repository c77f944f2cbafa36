/* The libharu backend: the same pages, the smallest file and memory.
 *
 * libharu keeps the document (haru_file.c); content streams are written here, text as shaped glyphs
 * in TJ arrays, because its text calls go through code points (findings.md, 2). Each glyph is
 * placed where the display list has it: the writer follows the pen as a reader will, rounded widths
 * and all, and corrects it by a TJ number as soon as it strays by more than STRAY_MOST; nothing
 * accumulates. Runs of one line go on in one array, but not for ever, since readers add up widths
 * in single precision. Where a cluster's text is not what its glyph stands for in ToUnicode, it is
 * wrapped in a Span with ActualText.
 *
 * Coordinates are turned here (y up) rather than by a matrix at the page's start: readers then
 * need no mirrored text matrices. There are no marks: this file is not tagged. */
#include "backend/backend.h"

#include <math.h>
#include <stdlib.h>

#include "backend/cluster.h"
#include "backend/haru_font.h"
#include "backend/haru_image.h"
#include "base/utf8.h"
#include "pdf/navigation.h"

#define STRAY_MOST 0.0008 /* pt; issue 6 allows 0.002 */

enum {
    PLACE_DIGITS = 3, /* of points */
    SIZE_DIGITS = 5,  /* of font sizes: they are multiplied by whole lines */
    COLOR_DIGITS = 3,
    CHAIN_MOST = 64, /* glyphs, before the next run is placed anew */
};

/* What the page's graphics state holds, where known. */
struct drawn_state {
    bool filled, stroked, sized, lined;
    struct bb_color fill, stroke;
    uint32_t face;
    bb_len size;
    bb_len line_width, dash_on, dash_off;
};

struct writer {
    const struct bb_display *display;
    const struct bb_fontset *fonts;
    struct bb_diag *diag;
    struct bb_arena arena;   /* as long as the document */
    struct bb_arena scratch; /* of one run */
    struct bb_haru_file file;
    struct bb_haru_font *faces; /* by face */
    struct bb_haru_images images;
    uint32_t *pages;     /* by page: its object */
    HPDF_Dict resources; /* shared by all pages */
    HPDF_Page page;
    double height; /* of the page, pt */
    struct drawn_state drawn;
    bool in_text;  /* between BT and ET */
    bool in_array; /* inside [ … ] TJ */
    bool in_string;
    bool placed;         /* the pen's place is known */
    unsigned chain;      /* glyphs since the pen was placed */
    double pen_x, pen_y; /* where a reader's pen stands */
    struct bb_buf content;
};

/* --- numbers --------------------------------------------------------------------------------- */

static double
round_to(double value, int digits)
{
    static const double scales[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5};
    return round(value * scales[digits]) / scales[digits];
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

/* In grey where it is grey: `grey` is that operator. */
static void
put_color(struct writer *writer, struct bb_color color, const char *operator, const char * grey)
{
    put_number(writer, color.r / 255.0, COLOR_DIGITS);
    if (color.r == color.g && color.g == color.b) {
        put(writer, grey);
        return;
    }
    put_number(writer, color.g / 255.0, COLOR_DIGITS);
    put_number(writer, color.b / 255.0, COLOR_DIGITS);
    put(writer, operator);
}

static void
set_fill(struct writer *writer, struct bb_color color)
{
    struct drawn_state *drawn = &writer->drawn;
    if (!drawn->filled || !bb_color_equal(drawn->fill, color))
        put_color(writer, color, "rg\n", "g\n");
    drawn->filled = true;
    drawn->fill = color;
}

static void
set_stroke(struct writer *writer, struct bb_color color)
{
    struct drawn_state *drawn = &writer->drawn;
    if (!drawn->stroked || !bb_color_equal(drawn->stroke, color))
        put_color(writer, color, "RG\n", "G\n");
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
    if (font->number == 0)
        bb_haru_font_init(
            font, &writer->arena, &writer->file, bb_fontset_lookup(writer->fonts, face));
    return font;
}

static void
begin_run(struct writer *writer, const struct bb_run *run)
{
    struct drawn_state *drawn = &writer->drawn;
    bool sized = drawn->sized && drawn->face == run->face && drawn->size == run->size;
    bool filled = drawn->filled && bb_color_equal(drawn->fill, run->color);
    if (!writer->in_text) {
        put(writer, "BT\n");
        writer->placed = false;
    }
    writer->in_text = true;
    if (!sized || !filled)
        close_array(writer);
    set_fill(writer, run->color);
    if (sized)
        return;
    put(writer, "/F");
    bb_pdf_put_int(&writer->content, run->face);
    bb_buf_append_char(&writer->content, ' ');
    put_number(writer, bb_len_to_pt(run->size), SIZE_DIGITS);
    put(writer, "Tf\n");
    drawn->sized = true;
    drawn->face = run->face;
    drawn->size = run->size;
}

/* Decimals of a TJ number, 1/1000 em, whose rounding stays below STRAY_MOST. */
static int
adjust_digits(double size)
{
    return size < 12 ? 1 : size < 120 ? 2 : 3;
}

/* Brings the reader's pen to (x, y), y up: by a matrix for another height, a long chain and a far
 * leap, else by a TJ number. */
static void
move_pen(struct writer *writer, double x, double y, double size, bool run_starts)
{
    enum { LEAP_MOST = 20 }; /* em */
    double off = x - writer->pen_x;
    bool anew = !writer->placed || fabs(y - writer->pen_y) > STRAY_MOST
        || (run_starts && (writer->chain > CHAIN_MOST || fabs(off) > LEAP_MOST * size));
    if (anew) {
        close_array(writer);
        put(writer, "1 0 0 1 ");
        put_number(writer, x, PLACE_DIGITS);
        put_number(writer, y, PLACE_DIGITS);
        put(writer, "Tm\n");
        writer->placed = true;
        writer->chain = 0;
        writer->pen_x = round_to(x, PLACE_DIGITS);
        writer->pen_y = round_to(y, PLACE_DIGITS);
    } else if (fabs(off) > STRAY_MOST) {
        int digits = adjust_digits(size);
        double adjust = round_to(-off * 1000 / size, digits);
        close_string(writer);
        if (!writer->in_array)
            put(writer, "[");
        writer->in_array = true;
        bb_buf_append_decimal(&writer->content, adjust, digits);
        writer->pen_x -= adjust * size / 1000;
    }
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
    bb_pdf_put_string_byte(&writer->content, (unsigned char)(code >> 8));
    bb_pdf_put_string_byte(&writer->content, (unsigned char)(code & 255));
    writer->pen_x += bb_haru_font_width(font, glyph) * size / 1000;
    writer->chain++;
}

/* Parts of a larger cluster get what ToUnicode can say of them, for readers that pass over
 * ActualText: their own characters, or else the first stands for the whole. */
static void
note_parts(struct writer *writer, struct bb_haru_font *font, const struct bb_run *run,
    const struct bb_cluster *cluster)
{
    for (uint32_t k = 0; k < cluster->nglyphs; k++) {
        uint32_t id = run->glyphs[cluster->glyph + k].id;
        uint32_t glyph = bb_fontset_map(writer->fonts, run->face, id);
        int32_t code = bb_cluster_part(cluster, k);
        char bytes[4];
        if (code >= 0)
            bb_haru_font_note_text(
                font, glyph, (struct bb_str){bytes, bb_utf8_put((uint32_t)code, bytes)});
        else if (k == 0)
            bb_haru_font_note_text(font, glyph, cluster->text);
    }
}

/* Whether ToUnicode alone gives the cluster's text back. */
static bool
is_plain(struct writer *writer, struct bb_haru_font *font, const struct bb_run *run,
    const struct bb_cluster *cluster)
{
    if (cluster->nglyphs > 1) {
        note_parts(writer, font, run, cluster);
        return false;
    }
    uint32_t glyph = bb_fontset_map(writer->fonts, run->face, run->glyphs[cluster->glyph].id);
    return bb_haru_font_note_text(font, glyph, cluster->text);
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
set_line(struct writer *writer, const struct bb_path *path)
{
    struct drawn_state *drawn = &writer->drawn;
    if (!drawn->lined || drawn->line_width != path->stroke_width) {
        put_number(writer, bb_len_to_pt(path->stroke_width), PLACE_DIGITS);
        put(writer, "w\n");
    }
    if (!drawn->lined || drawn->dash_on != path->dash_on || drawn->dash_off != path->dash_off) {
        put(writer, "[");
        if (path->dash_on > 0) {
            put_number(writer, bb_len_to_pt(path->dash_on), PLACE_DIGITS);
            put_number(writer, bb_len_to_pt(path->dash_off), PLACE_DIGITS);
        }
        put(writer, "]0 d\n");
    }
    drawn->lined = true;
    drawn->line_width = path->stroke_width;
    drawn->dash_on = path->dash_on;
    drawn->dash_off = path->dash_off;
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
        set_line(writer, path);
    }
    put_segments(writer, path);
    put(writer, path->fill && path->stroke ? "B\n" : path->fill ? "f\n" : "S\n");
}

static void
draw_image(struct writer *writer, const struct bb_item *item)
{
    bb_haru_images_add(&writer->images, &writer->file, item->as.image.image);
    put(writer, "q\n");
    put_number(writer, bb_len_to_pt(item->as.image.width), PLACE_DIGITS);
    put(writer, "0 0 ");
    put_number(writer, bb_len_to_pt(item->as.image.height), PLACE_DIGITS);
    put_point(writer, item->as.image.x, item->as.image.y + item->as.image.height);
    put(writer, "cm\n/I");
    bb_pdf_put_int(&writer->content, item->as.image.image);
    put(writer, " Do\nQ\n");
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

static void *
begin(const struct bb_display *display, const struct bb_fontset *fonts,
    const struct bb_backend_options *options, struct bb_diag *diag)
{
    (void)options;
    struct writer *writer = calloc(1, sizeof *writer);
    if (!writer)
        abort();
    bb_arena_init(&writer->arena);
    bb_arena_init(&writer->scratch);
    if (!bb_haru_file_init(&writer->file, &writer->arena)) {
        bb_arena_finish(&writer->arena);
        bb_arena_finish(&writer->scratch);
        free(writer);
        bb_report(diag, BB_D_HARU_FAILED, (struct bb_span){0}, "HPDF_NewEx");
        return NULL;
    }
    writer->display = display;
    writer->fonts = fonts;
    writer->diag = diag;
    writer->resources =
        bb_haru_file_lookup(&writer->file, writer->file.objects.reserve(&writer->file, 1));
    writer->faces = BB_NEW_ARRAY(&writer->arena, struct bb_haru_font, display->faces.len);
    writer->pages = BB_NEW_ARRAY(&writer->arena, uint32_t, display->pages.len);
    bb_haru_images_init(&writer->images, &writer->arena, display);
    return writer;
}

static void
add_box(struct writer *writer, const char *key, const struct bb_page *page,
    const struct bb_page_box *box)
{
    if (box->width == 0)
        return;
    bb_len bottom = page->height - box->y - box->height;
    HPDF_Box edges = {(HPDF_REAL)bb_len_to_pt(box->x), (HPDF_REAL)bb_len_to_pt(bottom),
        (HPDF_REAL)bb_len_to_pt(box->x + box->width),
        (HPDF_REAL)bb_len_to_pt(page->height - box->y)};
    HPDF_Dict_Add(writer->page, key, HPDF_Box_Array_New(writer->file.doc->mmgr, edges));
}

static void
begin_page(void *state, const struct bb_page *page, uint32_t number)
{
    struct writer *writer = state;
    writer->page = HPDF_AddPage(writer->file.doc);
    writer->height = bb_len_to_pt(page->height);
    writer->drawn = (struct drawn_state){0};
    writer->content.len = 0;
    if (!writer->page)
        return; /* libharu keeps the error */
    writer->pages[number] = bb_haru_file_number(writer->page);
    HPDF_Page_SetWidth(writer->page, (HPDF_REAL)bb_len_to_pt(page->width));
    HPDF_Page_SetHeight(writer->page, (HPDF_REAL)writer->height);
    add_box(writer, "BleedBox", page, &page->bleed);
    add_box(writer, "TrimBox", page, &page->trim);
    HPDF_Dict_Add(writer->page, "Resources", writer->resources);
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
    bb_haru_file_fill_stream(
        &writer->file, contents, BB_STR(""), bb_buf_str(&writer->content), BB_HARU_DEFLATED);
}

/* --- the document ---------------------------------------------------------------------------- */

static void
add_resources(struct writer *writer)
{
    struct bb_buf text;
    bb_buf_init(&text, 0);
    bb_buf_append_text(&text, "/Font<<");
    for (uint32_t i = 0; i < writer->display->faces.len; i++) {
        if (writer->faces[i].number == 0)
            continue;
        bb_haru_font_finish(&writer->faces[i], &writer->file);
        bb_buf_append_text(&text, "/F");
        bb_pdf_put_int(&text, i);
        bb_pdf_put_ref(&text, " ", writer->faces[i].number);
    }
    bb_buf_append_text(&text, ">>/XObject<<");
    bb_haru_images_put_refs(&writer->images, &text);
    bb_buf_append_text(&text, ">>");
    bb_haru_file_extend(&writer->file, writer->resources, bb_buf_str(&text));
    bb_buf_finish(&text);
}

/* The page's annotations, as an array of libharu's: a page is libharu's own dictionary. */
static void
add_annots(struct writer *writer, const struct bb_pdf_navigation *n, uint32_t page)
{
    HPDF_Dict dict = bb_haru_file_lookup(&writer->file, n->pages[page]);
    if (!dict || n->page_links[page] == 0)
        return;
    HPDF_Array annots = HPDF_Array_New(writer->file.doc->mmgr);
    HPDF_Dict_Add(dict, "Annots", annots);
    for (uint32_t i = n->page_links[page]; i > 0; i = n->next_links[i - 1])
        HPDF_Array_Add(annots, bb_haru_file_lookup(&writer->file, n->first_link + i - 1));
}

static void
add_navigation(struct writer *writer, struct bb_buf *catalog)
{
    struct bb_haru_file *file = &writer->file;
    struct bb_pdf_navigation n = {
        .display = writer->display,
        .arena = &writer->arena,
        .objects = &file->objects,
        .pages = writer->pages,
        .first_link = file->objects.reserve(file, (uint32_t)writer->display->links.len),
    };
    bb_pdf_init_navigation(&n);
    bb_pdf_add_links(&n);
    for (uint32_t i = 0; i < writer->display->pages.len; i++)
        add_annots(writer, &n, i);
    uint32_t destinations = bb_pdf_add_destinations(&n);
    uint32_t outline = bb_pdf_add_outline(&n);
    bb_pdf_put_roots(catalog, destinations, outline, bb_pdf_add_page_labels(&n), 0);
}

/* The producer is libharu's entry. */
static void
add_info(struct writer *writer)
{
    enum { BRACKET = 2 };
    struct bb_buf text;
    bb_buf_init(&text, 0);
    bb_pdf_put_info(&text, &writer->display->metadata, NULL);
    bb_haru_file_extend(&writer->file, writer->file.doc->info,
        (struct bb_str){text.ptr + BRACKET, text.len - 2 * BRACKET});
    bb_buf_finish(&text);
}

static void
close_document(struct writer *writer)
{
    struct bb_buf catalog;
    bb_buf_init(&catalog, 0);
    add_resources(writer);
    add_navigation(writer, &catalog);
    bb_pdf_put_entry(&catalog, "/Lang", writer->display->metadata.language);
    bb_buf_append_text(&catalog, "/ViewerPreferences<</DisplayDocTitle true>>");
    bb_haru_file_extend(&writer->file, writer->file.doc->catalog, bb_buf_str(&catalog));
    bb_buf_finish(&catalog);
    add_info(writer);
}

static void
destroy_writer(struct writer *writer)
{
    bb_haru_file_finish(&writer->file);
    bb_buf_finish(&writer->content);
    bb_arena_finish(&writer->scratch);
    bb_arena_finish(&writer->arena);
    free(writer);
}

static enum bb_status
end(void *state, struct bb_buf *out)
{
    struct writer *writer = state;
    close_document(writer);
    HPDF_STATUS error = bb_haru_file_save(&writer->file, out);
    if (error != HPDF_OK) {
        char code[32];
        snprintf(code, sizeof code, "0x%04lX", (unsigned long)error);
        bb_report(writer->diag, BB_D_HARU_FAILED, (struct bb_span){0}, code);
    }
    destroy_writer(writer);
    return error == HPDF_OK ? BB_OK : BB_INTERNAL;
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

/* The Cairo backends: pdf (all pages, flat marks for finishing), ps (all pages), svg and png (one
 * page each).
 *
 * Fonts are the fontset's subset blobs, loaded by FreeType from memory and never hinted; for a
 * pdf, which only embeds them, CFF ones come with boxes to measure (fontset/boxes.c). Neighbouring
 * runs of one face, size and colour go to Cairo in one call, over line ends too, because each call
 * is recorded, analysed and replayed by itself. Text goes along as clusters in visual order: Cairo
 * writes ToUnicode from the first text it sees for a glyph and ActualText where a later one
 * differs, so text comes back as it went in. Dates are the document's own; nothing else in Cairo's
 * output varies between runs.
 *
 * Marks, for archive, which reads the content streams. A mark with text in it is one marked
 * content sequence, in display order:
 *     MARK_BEGIN      /P <</MCID m>> BDC … EMC
 *     ARTIFACT_BEGIN  /Private <</MCID m>> BDC … EMC
 * so the n-th /P sequence of a page's stream is the page's n-th mark, which must get MCID n, and
 * the n-th /Private one is its n-th artifact with text. m counts both and means nothing. Artifacts
 * of paths and images alone are left bare: Cairo 1.18 opens a marked content only for text, and
 * what is painted outside every sequence can be nothing else. For the same reason an element's mark
 * without text gets a speck of text there, which archive cuts out. ActualText spans are nested
 * inside, as /Span <</ActualText …>> BDC … EMC. Cairo's own structure tree is a flat list and is to
 * be dropped. Links, outline, labels, language, metadata but for dates are archive's.
 *
 * Letting Cairo build the structure tree from nested tags was the alternative: its tree differs
 * between releases and cannot hold an element that is split over pages (findings.md, 4). */
#include "backend/backend.h"

#include <cairo-pdf.h>
#include <cairo-ps.h>
#include <cairo-svg.h>
#include <math.h>
#include <stdlib.h>

#include "backend/cairo_font.h"
#include "backend/cairo_image.h"
#include "backend/cluster.h"
#include "backend/glyph_names.h"
#include "backend/lone_glyph.h"
#include "backend/settle.h"

#define MARK_TAG "P"
#define ARTIFACT_TAG "Private"

/* --- state ----------------------------------------------------------------------------------- */

struct sized_font {
    uint32_t face;
    bb_len size;
    cairo_scaled_font_t *font;
};

struct face_blank {
    bool sought;
    uint32_t glyph; /* in the display list; 0: the document has none */
};

enum target { TO_PDF, TO_PS, TO_SVG, TO_PNG };

/* Runs that wait to be shown together. */
struct pending_text {
    uint32_t face;
    bb_len size;
    struct bb_color color;
    BB_VEC(cairo_glyph_t) glyphs;
    BB_VEC(cairo_text_cluster_t) clusters;
    struct bb_buf text;
};

/* Where the pen of a PDF's reader stands within a text object. */
struct pen {
    bool known;
    double size, x, y; /* pt */
};

struct painter {
    const struct bb_display *display;
    const struct bb_fontset *fonts;
    struct bb_diag *diag;
    struct bb_arena arena;   /* as long as the painter */
    struct bb_arena scratch; /* of one show call */
    struct bb_cairo_fonts *cairo_fonts;
    cairo_font_face_t **faces; /* by face; NULL: not made yet */
    cairo_surface_t **images;  /* by image; NULL: not made yet */
    struct face_blank *blanks; /* by face */
    BB_VEC(struct sized_font) sizes;
    cairo_surface_t *surface;
    cairo_t *cr;
    struct pending_text pending;
    struct pen pen;
    struct bb_color color; /* of the context, where `colored` */
    bool colored;
    const struct bb_page *page;
    size_t next_item;            /* of the page, to look ahead for a mark's text */
    const char *open_tag;        /* NULL: none */
    bool bare;                   /* the open mark needs a speck of text, and has none yet */
    struct bb_lone_glyph speck;  /* without a run: not looked for yet */
    cairo_scaled_font_t *square; /* for specks where the document has no such glyph; else NULL */
    enum target target;
    bool tagged;
    bool whole_points;
    double scale;           /* device units per point */
    cairo_status_t failure; /* the first */
    struct bb_buf out;
};

/* What is written describes the page and is drawn by others. */
static bool
is_file(const struct painter *painter)
{
    return painter->target != TO_PNG;
}

static void
note_failure(struct painter *painter, cairo_status_t status)
{
    if (painter->failure == CAIRO_STATUS_SUCCESS)
        painter->failure = status;
}

static cairo_status_t
write_bytes(void *data, const unsigned char *bytes, unsigned len)
{
    struct painter *painter = data;
    bb_buf_append(&painter->out, bytes, len);
    return painter->out.full ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void
set_color(struct painter *painter, struct bb_color color)
{
    if (painter->colored && bb_color_equal(painter->color, color))
        return;
    painter->colored = true;
    painter->color = color;
    cairo_set_source_rgb(painter->cr, color.r / 255.0, color.g / 255.0, color.b / 255.0);
}

/* --- text ------------------------------------------------------------------------------------ */

static cairo_scaled_font_t *
scale_face(const struct painter *painter, cairo_font_face_t *face, bb_len size)
{
    cairo_matrix_t scale, ctm;
    cairo_matrix_init_scale(&scale, bb_len_to_pt(size), bb_len_to_pt(size));
    cairo_matrix_init_scale(&ctm, painter->scale, painter->scale);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_scaled_font_t *font = cairo_scaled_font_create(face, &scale, &ctm, options);
    cairo_font_options_destroy(options);
    return font;
}

static cairo_scaled_font_t *
make_scaled_font(struct painter *painter, uint32_t face, bb_len size)
{
    if (!painter->faces[face]) {
        struct bb_fontset_name *names = NULL;
        bool pdf = painter->target == TO_PDF;
        size_t nnames = !pdf ? 0
                             : bb_glyph_names_collect(&painter->arena, &painter->scratch,
                                 painter->display, painter->fonts, face, &names);
        painter->faces[face] = bb_cairo_fonts_create_face(
            painter->cairo_fonts, bb_fontset_lookup(painter->fonts, face), pdf, names, nnames);
        if (!painter->faces[face]) {
            note_failure(painter, CAIRO_STATUS_FONT_TYPE_MISMATCH);
            return NULL;
        }
    }
    return scale_face(painter, painter->faces[face], size);
}

static cairo_scaled_font_t *
find_scaled_font(struct painter *painter, uint32_t face, bb_len size)
{
    for (size_t i = 0; i < painter->sizes.len; i++) {
        if (painter->sizes.at[i].face == face && painter->sizes.at[i].size == size)
            return painter->sizes.at[i].font;
    }
    cairo_scaled_font_t *font = make_scaled_font(painter, face, size);
    if (font)
        BB_VEC_PUSH(&painter->arena, &painter->sizes,
            (struct sized_font){.face = face, .size = size, .font = font});
    return font;
}

static void
flush_text(struct painter *painter)
{
    struct pending_text *text = &painter->pending;
    if (text->glyphs.len == 0)
        return;
    cairo_scaled_font_t *font = find_scaled_font(painter, text->face, text->size);
    if (font) {
        set_color(painter, text->color);
        cairo_set_scaled_font(painter->cr, font);
        cairo_show_text_glyphs(painter->cr, text->text.ptr ? text->text.ptr : "",
            (int)text->text.len, text->glyphs.at, (int)text->glyphs.len, text->clusters.at,
            (int)text->clusters.len, 0);
    }
    text->glyphs.len = text->clusters.len = text->text.len = 0;
}

static bool
joins_pending(const struct pending_text *text, const struct bb_run *run)
{
    return text->glyphs.len > 0 && text->face == run->face && text->size == run->size
        && bb_color_equal(text->color, run->color);
}

/* Where Cairo will put a glyph that is wanted at (x, y), so that it lands as near as a PDF by
 * Cairo can have it. Cairo keeps the pen of the file's reader and writes only whole 1/1000 em of a
 * correction, and none below 3: what it would leave out is rounded here, to 0 or 3, which halves
 * the error. Without a pen, on another line and after a gap of 10 em it sets the place exactly. */
static cairo_glyph_t
place_glyph(struct painter *painter, double size, double x, double y)
{
    enum { PER_EM = 1000, LEAST = 3, GAP_MOST = 10 };
    struct pen *pen = &painter->pen;
    if (painter->target == TO_SVG || painter->target == TO_PNG)
        return (cairo_glyph_t){.x = x, .y = y};
    double off = (x - pen->x) * PER_EM / size;
    if (pen->known && pen->size == size && pen->y == y && fabs(off) < GAP_MOST * PER_EM) {
        double step = round(off);
        if (fabs(step) < LEAST)
            step = fabs(off) * 2 <= LEAST ? 0 : off < 0 ? -LEAST : LEAST;
        x = pen->x + step * size / PER_EM;
    }
    *pen = (struct pen){.known = true, .size = size, .x = x, .y = y};
    return (cairo_glyph_t){.x = x, .y = y};
}

static void
add_run_glyphs(struct painter *painter, const struct bb_run *run)
{
    const struct bb_fontset_face *face = bb_fontset_lookup(painter->fonts, run->face);
    double size = bb_len_to_pt(run->size);
    bb_len pen = run->x;
    for (size_t i = 0; i < run->nglyphs; i++) {
        const struct bb_glyph *glyph = &run->glyphs[i];
        cairo_glyph_t placed = place_glyph(
            painter, size, bb_len_to_pt(pen + glyph->dx), bb_len_to_pt(run->y + glyph->dy));
        placed.index = bb_fontset_map(painter->fonts, run->face, glyph->id);
        painter->pen.x += face->advances[placed.index] * size / face->units_per_em;
        BB_VEC_PUSH(&painter->arena, &painter->pending.glyphs, placed);
        pen += glyph->advance;
    }
}

/* Cairo leaves out a call that paints nothing, and its text with it. So a blank that does not join
 * the words before it joins those after it, or else is shown as the blank of the words' own face.
 * As a part of the last cluster it would make Cairo write ActualText for all other uses of that
 * glyph, after which poppler loses what is left of the mark. */
static bool
joins_next(const struct painter *painter, const struct bb_run *run)
{
    const struct bb_item *next = &painter->page->items.at[painter->next_item];
    return painter->next_item < painter->page->items.len && next->kind == BB_ITEM_RUN
        && next->as.run.face == run->face && next->as.run.size == run->size
        && bb_color_equal(next->as.run.color, run->color);
}

static uint32_t
find_blank(struct painter *painter, uint32_t face)
{
    struct face_blank *blank = &painter->blanks[face];
    if (!blank->sought)
        *blank = (struct face_blank){
            true, bb_lone_glyph_find_blank(&painter->scratch, painter->display, face)};
    bb_arena_reset(&painter->scratch);
    return blank->glyph;
}

static void
add_blank_glyph(struct painter *painter, const struct bb_run *run, uint32_t blank)
{
    struct pending_text *text = &painter->pending;
    const struct bb_fontset_face *face = bb_fontset_lookup(painter->fonts, text->face);
    double size = bb_len_to_pt(text->size);
    cairo_glyph_t placed =
        place_glyph(painter, size, bb_len_to_pt(run->x), BB_VEC_LAST(&text->glyphs).y);
    placed.index = bb_fontset_map(painter->fonts, text->face, blank);
    painter->pen.x += face->advances[placed.index] * size / face->units_per_em;
    BB_VEC_PUSH(&painter->arena, &text->glyphs, placed);
    bb_buf_append_text(&text->text, " ");
    BB_VEC_PUSH(
        &painter->arena, &text->clusters, (cairo_text_cluster_t){.num_bytes = 1, .num_glyphs = 1});
}

/* In a document that has no blank in that face the cluster before has to do. */
static void
add_blank(struct painter *painter, const struct bb_run *run)
{
    struct pending_text *text = &painter->pending;
    uint32_t blank = find_blank(painter, text->face);
    if (blank != 0) {
        add_blank_glyph(painter, run, blank);
        return;
    }
    bb_buf_append_str(&text->text, run->text);
    BB_VEC_LAST(&text->clusters).num_bytes += (int)run->text.len;
}

static void
draw_run(struct painter *painter, const struct bb_run *run)
{
    struct pending_text *text = &painter->pending;
    if (!joins_pending(text, run)) {
        if (text->glyphs.len > 0 && bb_cluster_is_blank(run->text) && !joins_next(painter, run)) {
            add_blank(painter, run);
            return;
        }
        flush_text(painter);
    }
    if (!bb_color_equal(text->color, run->color))
        painter->pen.known = false; /* Cairo ends its text object */
    text->face = run->face;
    text->size = run->size;
    text->color = run->color;
    add_run_glyphs(painter, run);
    struct bb_cluster *clusters;
    size_t nclusters = bb_cluster_split(&painter->scratch, run, &clusters);
    for (size_t i = 0; i < nclusters; i++) {
        bb_buf_append_str(&text->text, clusters[i].text);
        BB_VEC_PUSH(&painter->arena, &text->clusters,
            (cairo_text_cluster_t){
                .num_bytes = (int)clusters[i].text.len, .num_glyphs = (int)clusters[i].nglyphs});
    }
    bb_arena_reset(&painter->scratch);
}

/* --- bare marks ------------------------------------------------------------------------------ */

enum { SPECK_SIZE = BB_LEN_PER_PT / 16 };

static cairo_scaled_font_t *
make_square(struct painter *painter)
{
    cairo_font_face_t *face = bb_cairo_fonts_create_square();
    painter->square = scale_face(painter, face, SPECK_SIZE);
    cairo_font_face_destroy(face);
    return painter->square;
}

static void
show_speck(
    struct painter *painter, cairo_scaled_font_t *font, cairo_glyph_t glyph, struct bb_str text)
{
    if (!font)
        return;
    cairo_text_cluster_t cluster = {.num_bytes = (int)text.len, .num_glyphs = 1};
    cairo_set_scaled_font(painter->cr, font);
    cairo_show_text_glyphs(painter->cr, text.ptr, cluster.num_bytes, &glyph, 1, &cluster, 1, 0);
}

/* Since 1.17 Cairo opens a marked content for text only. So the first thing painted in a mark
 * without text has a speck of it in its middle, which archive cuts out again, together with the
 * squares of a document without words. */
static void
open_bare_mark(struct painter *painter, double x, double y)
{
    if (!painter->bare)
        return;
    painter->bare = false;
    cairo_glyph_t glyph = {.x = x, .y = y};
    struct bb_lone_glyph *speck = &painter->speck;
    if (!painter->square && !speck->run)
        bb_lone_glyph_find_painted(&painter->arena, painter->display, speck);
    if (!speck->run) {
        show_speck(
            painter, painter->square ? painter->square : make_square(painter), glyph, BB_STR("."));
        return;
    }
    uint32_t face = speck->run->face;
    glyph.index = bb_fontset_map(painter->fonts, face, speck->id);
    show_speck(painter, find_scaled_font(painter, face, SPECK_SIZE), glyph, speck->text);
}

/* --- paths, images, groups ------------------------------------------------------------------- */

static void
trace_path(cairo_t *cr, const struct bb_path *path)
{
    cairo_new_path(cr);
    for (size_t i = 0; i < path->len; i++) {
        const struct bb_path_segment *segment = &path->segments[i];
        double x[3], y[3];
        for (int k = 0; k < 3; k++) {
            x[k] = bb_len_to_pt(segment->x[k]);
            y[k] = bb_len_to_pt(segment->y[k]);
        }
        switch (segment->op) {
        case BB_PATH_MOVE:
            cairo_move_to(cr, x[0], y[0]);
            break;
        case BB_PATH_LINE:
            cairo_line_to(cr, x[0], y[0]);
            break;
        case BB_PATH_CURVE:
            cairo_curve_to(cr, x[0], y[0], x[1], y[1], x[2], y[2]);
            break;
        case BB_PATH_CLOSE:
            cairo_close_path(cr);
            break;
        }
    }
}

static void
draw_path(struct painter *painter, const struct bb_path *path)
{
    cairo_t *cr = painter->cr;
    if (painter->bare) {
        double left, top, right, bottom;
        trace_path(cr, path);
        cairo_path_extents(cr, &left, &top, &right, &bottom);
        open_bare_mark(painter, (left + right) / 2, (top + bottom) / 2);
    }
    trace_path(cr, path);
    if (path->fill) {
        set_color(painter, path->fill_color);
        cairo_fill_preserve(cr);
    }
    if (path->stroke) {
        double dash[2] = {bb_len_to_pt(path->dash_on), bb_len_to_pt(path->dash_off)};
        set_color(painter, path->stroke_color);
        cairo_set_line_width(cr, bb_len_to_pt(path->stroke_width));
        cairo_set_dash(cr, dash, path->dash_on > 0 ? 2 : 0, 0);
        cairo_stroke_preserve(cr);
    }
    cairo_new_path(cr);
}

static void
draw_image(struct painter *painter, const struct bb_item *item)
{
    const struct bb_display_image *image = &painter->display->images.at[item->as.image.image];
    cairo_surface_t **surface = &painter->images[item->as.image.image];
    if (!*surface)
        *surface = bb_cairo_image_create(image, is_file(painter));
    cairo_t *cr = painter->cr;
    note_failure(painter, cairo_surface_status(*surface));
    if (painter->failure != CAIRO_STATUS_SUCCESS)
        return;
    open_bare_mark(painter, bb_len_to_pt(item->as.image.x + item->as.image.width / 2),
        bb_len_to_pt(item->as.image.y + item->as.image.height / 2));
    cairo_save(cr);
    cairo_translate(cr, bb_len_to_pt(item->as.image.x), bb_len_to_pt(item->as.image.y));
    cairo_scale(cr, bb_len_to_pt(item->as.image.width) / image->width,
        bb_len_to_pt(item->as.image.height) / image->height);
    cairo_set_source_surface(cr, *surface, 0, 0);
    if (!is_file(painter)) /* otherwise the edges would be smoothed into nothing */
        cairo_pattern_set_extend(cairo_get_source(cr), CAIRO_EXTEND_PAD);
    cairo_rectangle(cr, 0, 0, image->width, image->height);
    cairo_fill(cr);
    cairo_restore(cr);
}

static void
begin_group(struct painter *painter, const struct bb_item *item)
{
    const struct bb_matrix *m = &item->as.group.matrix;
    enum { ONE = 65536 };
    cairo_matrix_t matrix;
    cairo_matrix_init(&matrix, (double)m->a / ONE, (double)m->b / ONE, (double)m->c / ONE,
        (double)m->d / ONE, bb_len_to_pt(m->e), bb_len_to_pt(m->f));
    cairo_save(painter->cr);
    cairo_transform(painter->cr, &matrix);
    if (!item->as.group.clip)
        return;
    cairo_rectangle(painter->cr, bb_len_to_pt(item->as.group.x), bb_len_to_pt(item->as.group.y),
        bb_len_to_pt(item->as.group.width), bb_len_to_pt(item->as.group.height));
    cairo_clip(painter->cr);
}

static void
end_group(struct painter *painter)
{
    cairo_restore(painter->cr);
    painter->colored = false; /* the colour is the one before the group again */
}

/* --- marks ----------------------------------------------------------------------------------- */

static void
begin_mark(struct painter *painter, bool artifact)
{
    bool text = bb_page_mark_has_text(painter->page, painter->next_item - 1);
    if (artifact && !text)
        return;
    painter->bare = !text && cairo_version() >= CAIRO_VERSION_ENCODE(1, 17, 0);
    painter->open_tag = artifact ? ARTIFACT_TAG : MARK_TAG;
    cairo_tag_begin(painter->cr, painter->open_tag, NULL);
}

static void
end_mark(struct painter *painter)
{
    if (painter->open_tag)
        cairo_tag_end(painter->cr, painter->open_tag);
    painter->open_tag = NULL;
    painter->bare = false;
}

/* --- the backend ----------------------------------------------------------------------------- */

static struct painter *
create_painter(
    const struct bb_display *display, const struct bb_fontset *fonts, struct bb_diag *diag)
{
    struct painter *painter = calloc(1, sizeof *painter);
    if (!painter)
        abort();
    painter->cairo_fonts = bb_cairo_fonts_create();
    if (!painter->cairo_fonts) {
        free(painter);
        bb_report(diag, BB_D_CAIRO_FAILED, (struct bb_span){0}, "FreeType");
        return NULL;
    }
    painter->display = display;
    painter->fonts = fonts;
    painter->diag = diag;
    painter->scale = 1;
    bb_arena_init(&painter->arena);
    bb_arena_init(&painter->scratch);
    painter->faces = BB_NEW_ARRAY(&painter->arena, cairo_font_face_t *, display->faces.len);
    painter->blanks = BB_NEW_ARRAY(&painter->arena, struct face_blank, display->faces.len);
    painter->images = BB_NEW_ARRAY(&painter->arena, cairo_surface_t *, display->images.len);
    return painter;
}

static void *
begin_pdf(const struct bb_display *display, const struct bb_fontset *fonts,
    const struct bb_backend_options *options, struct bb_diag *diag)
{
    struct painter *painter = create_painter(display, fonts, diag);
    if (!painter)
        return NULL;
    painter->tagged = !options->untagged;
    painter->whole_points = options->whole_points;
    painter->surface = cairo_pdf_surface_create_for_stream(write_bytes, painter, 1, 1);
    const char *date = display->metadata.date;
    cairo_pdf_surface_set_metadata(painter->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(painter->surface, CAIRO_PDF_METADATA_MOD_DATE, date);
    painter->cr = cairo_create(painter->surface);
    return painter;
}

static void *
begin_ps(const struct bb_display *display, const struct bb_fontset *fonts,
    const struct bb_backend_options *options, struct bb_diag *diag)
{
    (void)options;
    struct painter *painter = create_painter(display, fonts, diag);
    if (!painter)
        return NULL;
    painter->target = TO_PS;
    painter->surface = cairo_ps_surface_create_for_stream(write_bytes, painter, 1, 1);
    cairo_ps_surface_restrict_to_level(painter->surface, CAIRO_PS_LEVEL_3);
    painter->cr = cairo_create(painter->surface);
    return painter;
}

static void *
begin_svg(const struct bb_display *display, const struct bb_fontset *fonts,
    const struct bb_backend_options *options, struct bb_diag *diag)
{
    struct painter *painter = create_painter(display, fonts, diag);
    if (!painter)
        return NULL;
    const struct bb_page *page = display->pages.at[options->page];
    painter->target = TO_SVG;
    painter->surface = cairo_svg_surface_create_for_stream(
        write_bytes, painter, bb_len_to_pt(page->width), bb_len_to_pt(page->height));
    cairo_svg_surface_set_document_unit(painter->surface, CAIRO_SVG_UNIT_PT);
    painter->cr = cairo_create(painter->surface);
    return painter;
}

static void *
begin_png(const struct bb_display *display, const struct bb_fontset *fonts,
    const struct bb_backend_options *options, struct bb_diag *diag)
{
    struct painter *painter = create_painter(display, fonts, diag);
    if (!painter)
        return NULL;
    const struct bb_page *page = display->pages.at[options->page];
    painter->target = TO_PNG;
    painter->scale = (options->dpi > 0 ? options->dpi : 96) / 72.0;
    painter->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24,
        (int)(bb_len_to_pt(page->width) * painter->scale + 0.5),
        (int)(bb_len_to_pt(page->height) * painter->scale + 0.5));
    painter->cr = cairo_create(painter->surface);
    cairo_set_source_rgb(painter->cr, 1, 1, 1);
    cairo_paint(painter->cr);
    cairo_scale(painter->cr, painter->scale, painter->scale);
    return painter;
}

/* Cairo adds the box of each call to a region, of as many rectangles as the calls so far make, to
 * know where it may not fall back on pixels: 1.3 M instructions of a handout.
 * Once a box is as large as the page all others are inside. So the first thing on each is a path
 * of two squares, both beyond its corners, where nothing is seen. */
static void
fill_beyond_corners(struct painter *painter, const struct bb_page *page)
{
    enum { GAP = 1, SIZE = 1 };
    static const struct bb_color black = {0};
    double right = bb_len_to_pt(page->width) + GAP, bottom = bb_len_to_pt(page->height) + GAP;
    set_color(painter, black);
    cairo_rectangle(painter->cr, -GAP - SIZE, -GAP - SIZE, SIZE, SIZE);
    cairo_rectangle(painter->cr, right, bottom, SIZE, SIZE);
    cairo_fill(painter->cr);
}

/* Cairo 1.16 cuts a page off at whole points, and of a card's panel at the edge 0.2 mm with it.
 * What a page of whole points has more than ours lies at the right and at the top, so all stands
 * where it does on ours: the origin of a PDF is at the lower left. */
static void
set_pdf_size(struct painter *painter, double width, double height)
{
    double above = painter->whole_points ? ceil(height) - height : 0;
    cairo_pdf_surface_set_size(
        painter->surface, painter->whole_points ? ceil(width) : width, height + above);
    cairo_identity_matrix(painter->cr);
    cairo_translate(painter->cr, 0, above);
}

static void
begin_page(void *state, const struct bb_page *page, uint32_t number)
{
    (void)number;
    struct painter *painter = state;
    painter->page = page;
    painter->next_item = 0;
    painter->pen.known = false;
    painter->colored = false;
    double width = bb_len_to_pt(page->width), height = bb_len_to_pt(page->height);
    if (painter->target == TO_PS)
        cairo_ps_surface_set_size(painter->surface, width, height);
    if (painter->target != TO_PDF)
        return;
    set_pdf_size(painter, width, height);
    fill_beyond_corners(painter, page);
}

static bool
is_mark(const struct bb_item *item)
{
    return item->kind == BB_ITEM_MARK_BEGIN || item->kind == BB_ITEM_ARTIFACT_BEGIN
        || item->kind == BB_ITEM_MARK_END;
}

static void
draw_item(void *state, const struct bb_item *item)
{
    struct painter *painter = state;
    painter->next_item++;
    if (item->kind == BB_ITEM_RUN) {
        draw_run(painter, &item->as.run);
        return;
    }
    if (!painter->tagged && is_mark(item))
        return; /* text may be shown together across marks */
    flush_text(painter);
    painter->pen.known = false;
    switch (item->kind) {
    case BB_ITEM_RUN:
        break;
    case BB_ITEM_PATH:
        draw_path(painter, &item->as.path);
        break;
    case BB_ITEM_IMAGE:
        draw_image(painter, item);
        break;
    case BB_ITEM_GROUP_BEGIN:
        begin_group(painter, item);
        break;
    case BB_ITEM_GROUP_END:
        end_group(painter);
        break;
    case BB_ITEM_MARK_BEGIN:
    case BB_ITEM_ARTIFACT_BEGIN:
        begin_mark(painter, item->kind == BB_ITEM_ARTIFACT_BEGIN);
        break;
    case BB_ITEM_MARK_END:
        end_mark(painter);
        break;
    }
}

static void
end_page(void *state)
{
    struct painter *painter = state;
    flush_text(painter);
    if (is_file(painter))
        cairo_show_page(painter->cr);
}

static void
destroy_painter(struct painter *painter)
{
    for (size_t i = 0; i < painter->sizes.len; i++)
        cairo_scaled_font_destroy(painter->sizes.at[i].font);
    cairo_scaled_font_destroy(painter->square);
    for (size_t i = 0; i < painter->display->faces.len; i++)
        cairo_font_face_destroy(painter->faces[i]);
    for (size_t i = 0; i < painter->display->images.len; i++)
        cairo_surface_destroy(painter->images[i]);
    cairo_destroy(painter->cr);
    cairo_surface_destroy(painter->surface);
    bb_cairo_fonts_release(painter->cairo_fonts);
    bb_buf_finish(&painter->pending.text);
    bb_buf_finish(&painter->out);
    bb_arena_finish(&painter->scratch);
    bb_arena_finish(&painter->arena);
    free(painter);
}

static void
take_file(struct painter *painter, struct bb_buf *out)
{
    struct bb_str file = bb_buf_str(&painter->out);
    if (painter->target == TO_PS)
        bb_settle_ps(painter->display, file, out);
    else if (painter->target == TO_SVG)
        bb_settle_svg(&painter->arena, file, out);
    else
        bb_buf_append_str(out, file);
}

static enum bb_status
end(void *state, struct bb_buf *out)
{
    struct painter *painter = state;
    note_failure(painter, cairo_status(painter->cr));
    if (!is_file(painter))
        note_failure(
            painter, cairo_surface_write_to_png_stream(painter->surface, write_bytes, painter));
    else
        cairo_surface_finish(painter->surface);
    note_failure(painter, cairo_surface_status(painter->surface));
    bool good = painter->failure == CAIRO_STATUS_SUCCESS;
    if (good)
        take_file(painter, out);
    else
        bb_report(painter->diag, BB_D_CAIRO_FAILED, (struct bb_span){0},
            cairo_status_to_string(painter->failure));
    destroy_painter(painter);
    return good ? BB_OK : BB_INTERNAL;
}

const struct bb_backend bb_backend_cairo_pdf = {
    .name = "pdf",
    .suffix = "pdf",
    .wants_fonts = true,
    .begin = begin_pdf,
    .begin_page = begin_page,
    .item = draw_item,
    .end_page = end_page,
    .end = end,
};

const struct bb_backend bb_backend_cairo_ps = {
    .name = "ps",
    .suffix = "ps",
    .wants_fonts = true,
    .begin = begin_ps,
    .begin_page = begin_page,
    .item = draw_item,
    .end_page = end_page,
    .end = end,
};

const struct bb_backend bb_backend_cairo_svg = {
    .name = "svg",
    .suffix = "svg",
    .per_page = true,
    .wants_fonts = true,
    .begin = begin_svg,
    .begin_page = begin_page,
    .item = draw_item,
    .end_page = end_page,
    .end = end,
};

const struct bb_backend bb_backend_cairo_png = {
    .name = "png",
    .suffix = "png",
    .per_page = true,
    .wants_fonts = true,
    .begin = begin_png,
    .begin_page = begin_page,
    .item = draw_item,
    .end_page = end_page,
    .end = end,
};

/* Backends: what they write, read back with independent tools (pdftotext, mutool, qpdf, gs,
 * rsvg-convert). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cairo-ft.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "backend_clusters.h"
#include "cairo_leak.h"
#include "pictures.h"
#include "rendering.h"

static void
check_sound(struct fixture *f, const struct bb_buf *pdf)
{
    struct bb_buf out;
    run_tool(f, pdf, "qpdf --check '%s' 2>&1", &out);
    assert_non_null(strstr(out.ptr, "No syntax or stream encoding errors found"));
    bb_buf_finish(&out);
    run_tool(f, pdf, "gs -q -dBATCH -dNOPAUSE -dSAFER -sDEVICE=nullpage '%s' 2>&1", &out);
    assert_string_equal(out.ptr, "");
    bb_buf_finish(&out);
}

static const struct {
    const char *font, *language, *text;
} texts[] = {
    {SANS_CJK, "ko", "대한민국임시정부 청사(大韓民國臨時政府廳舍)를 둘러본다."},
    {SERIF_CJK, "zh-Hans", "你好，世界。《文化交流》门直骨"},
    {SANS_CJK, "ko", "나랏말ᄊᆞ미 ᄒᆞᆫ글"},
    {SERIF, "fr", "Les bureaux efficients, affluents; Ballon de Paris"},
    {SANS, "fr", "Parc André Citroën"},
    {SANS_CJK, "ko", "大 ⼤ 大韓民國 중국 大 도시"},
    {SANS_CJK, "ja", "日本語のかな"},
    {HEBREW, "he", "שלום עולם"},
};

static void
add_texts(struct drawing *d)
{
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        drawing_add_text(
            d, texts[i].font, texts[i].language, 10, 72, 100 + 24 * (double)i, texts[i].text);
}

/* pdftotext puts U+202B and U+202C around right-to-left text. */
static char *
without_embedding(char *text)
{
    char *end = strstr(text, "\xe2\x80\xac");
    if (!end || strncmp(text, "\xe2\x80\xab", 3) != 0)
        return text;
    *end = '\0';
    return text + 3;
}

static void
check_text_comes_back(struct fixture *f, const struct bb_backend *backend)
{
    add_texts(&f->drawing);
    struct bb_buf pdf, text;
    render(f, backend, NULL, &pdf);
    check_sound(f, &pdf);
    run_tool(f, &pdf, "pdftotext '%s' -", &text);
    struct bb_str rest = bb_buf_str(&text);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct bb_str line = bb_str_cut(&rest, '\n');
        char *copy = bb_arena_copy(&f->drawing.arena, line.ptr, line.len);
        assert_string_equal(without_embedding(copy), texts[i].text);
    }
    bb_buf_finish(&text);
    bb_buf_finish(&pdf);
}

static void
test_text_comes_back_cairo(void **state)
{
    check_text_comes_back(*state, &bb_backend_cairo_pdf);
}

static void
test_text_comes_back_haru(void **state)
{
    check_text_comes_back(*state, &bb_backend_haru);
}

/* --- positions ------------------------------------------------------------------------------- */

struct point {
    double x, y; /* pt, from the top left */
};

struct points {
    struct point at[4096];
    size_t len;
};

static void
add_glyph_points(const struct bb_run *run, struct points *points)
{
    bb_len pen = run->x;
    for (size_t i = 0; i < run->nglyphs; i++) {
        const struct bb_glyph *glyph = &run->glyphs[i];
        points->at[points->len++] =
            (struct point){bb_len_to_pt(pen + glyph->dx), bb_len_to_pt(run->y + glyph->dy)};
        pen += glyph->advance;
    }
}

/* Glyph origins of `mutool trace`, in its order. */
static void
read_trace(struct bb_str trace, struct points *points)
{
    double a = 1, d = 1, e = 0, f = 0, skip;
    while (trace.len > 0) {
        struct bb_str cut = bb_str_trim(bb_str_cut(&trace, '\n'));
        char line[1024];
        snprintf(line, sizeof line, "%.*s", BB_STR_ARG(cut));
        const char *transform = strstr(line, "transform=\"");
        if (bb_str_starts(cut, "<fill_text") && transform)
            assert_int_equal(sscanf(transform, "transform=\"%lf %lf %lf %lf %lf %lf", &a, &skip,
                                 &skip, &d, &e, &f),
                6);
        const char *x = strstr(line, " x=\""), *y = strstr(line, " y=\"");
        /* Without a glyph it is a further character of the one before. */
        if (bb_str_starts(cut, "<g ") && strstr(line, " glyph=\"") && x && y)
            points->at[points->len++] =
                (struct point){a * strtod(x + 4, NULL) + e, d * strtod(y + 4, NULL) + f};
    }
}

/* Text with kerning, offsets, long lines whose errors would add up, and sizes that are no round
 * numbers. */
static void
add_position_samples(struct drawing *d)
{
    add_texts(d);
    static const char *const lines[] = {
        "이번 출장에서 오 시장은 기후분야 국제회의에 참석해 전 세계도시들과 기후 위기 공동 대응 "
        "방안",
        "AV Wa To, Parc André Citroën; efficient affluent Łódź 2024 7 24",
    };
    for (int i = 0; i < 6; i++) {
        struct bb_tag *tag = bb_display_add_tag(&d->display, NULL, BB_ROLE_P);
        drawing_begin_mark(d, tag);
        struct bb_run run = drawing_shape(d, i % 2 ? SERIF : SERIF_CJK, "ko", 7.3 + 1.1 * i, 40.31,
            400.123 + 30.7 * i, lines[i % 2]);
        struct bb_glyph *spread = BB_NEW_ARRAY(&d->arena, struct bb_glyph, run.nglyphs);
        for (size_t k = 0; k < run.nglyphs; k++) {
            spread[k] = run.glyphs[k];
            spread[k].advance += (bb_len)(k * 7 % 31); /* as justified text has it */
        }
        run.glyphs = spread;
        drawing_add_run(d, run);
        drawing_end_mark(d);
    }
    drawing_add_text(d, DEVANAGARI, "hi", 11, 72, 620, "हिन्दी");
    drawing_add_text(d, ARABIC, "ar", 11, 72, 650, "باريس");
}

static void
check_positions(struct fixture *f, const struct bb_backend *backend, double tolerance)
{
    static struct points expected, found;
    expected.len = found.len = 0;
    add_position_samples(&f->drawing);
    struct bb_buf pdf, trace;
    render(f, backend, NULL, &pdf);
    run_tool(f, &pdf, "mutool trace '%s' 2>&1", &trace);
    read_trace(bb_buf_str(&trace), &found);
    for (size_t i = 0; i < f->drawing.page->items.len; i++) {
        if (f->drawing.page->items.at[i].kind == BB_ITEM_RUN)
            add_glyph_points(&f->drawing.page->items.at[i].as.run, &expected);
    }
    assert_int_equal(found.len, expected.len);
    assert_true(found.len > 400);
    double worst = 0;
    for (size_t i = 0; i < found.len; i++) {
        worst = fmax(worst, fabs(found.at[i].x - expected.at[i].x));
        worst = fmax(worst, fabs(found.at[i].y - expected.at[i].y));
    }
    print_message("%s: worst position error %.4f pt\n", backend->name, worst);
    assert_true(worst <= tolerance);
    bb_buf_finish(&trace);
    bb_buf_finish(&pdf);
}

static void
test_positions_cairo(void **state)
{
    check_positions(*state, &bb_backend_cairo_pdf, 0.03);
}

static void
test_positions_haru(void **state)
{
    check_positions(*state, &bb_backend_haru, 0.002);
}

/* --- what ToUnicode says --------------------------------------------------------------------- */

/* 大 and the radical ⼤ (U+2F24) are one glyph of Noto: each must come back as itself. */
static void
check_shared_glyph(struct fixture *f, const struct bb_backend *backend, const char *text)
{
    f->drawing.page->items.len = 0;
    drawing_add_text(&f->drawing, SANS_CJK, "zh-Hant", 12, 72, 100, text);
    const struct bb_run *run = &f->drawing.page->items.at[1].as.run;
    assert_int_equal(run->glyphs[0].id, run->glyphs[1].id); /* the trap is there */
    struct bb_buf pdf, out;
    render(f, backend, NULL, &pdf);
    run_tool(f, &pdf, "pdftotext '%s' -", &out);
    struct bb_str rest = bb_buf_str(&out);
    struct bb_str line = bb_str_cut(&rest, '\n');
    assert_true(bb_str_is(line, text));
    bb_buf_finish(&out);
    bb_buf_finish(&pdf);
}

static void
test_shared_glyph(void **state)
{
    static const struct bb_backend *const backends[] = {&bb_backend_cairo_pdf, &bb_backend_haru};
    for (size_t i = 0; i < 2; i++) {
        check_shared_glyph(*state, backends[i], "大大韓民國");
        check_shared_glyph(*state, backends[i], "大⼤");
        check_shared_glyph(*state, backends[i], "⼤大");
    }
}

/* --- bytes and pixels ------------------------------------------------------------------------ */

/* Text, paths and a turned, clipped group. */
static void
add_drawing(struct drawing *d)
{
    struct bb_color tint = {0x6f, 0x5c, 0x8c};
    add_texts(d);
    drawing_add_rectangle(d, 60, 300, 200, 80, tint);
    drawing_add_line(d, 60, 400, 260, 400, 0.5, 0, tint);
    drawing_add_line(d, 60, 410, 260, 410, 1, 3, tint);
    struct bb_item group = {.kind = BB_ITEM_GROUP_BEGIN};
    group.as.group.matrix = (struct bb_matrix){
        .b = 65536, .c = -65536, .e = BB_PT(400), .f = BB_PT(500)}; /* a quarter turn */
    group.as.group.clip = true;
    group.as.group.width = BB_PT(120);
    group.as.group.height = BB_PT(60);
    bb_page_add(&d->display, d->page, group);
    drawing_add_rectangle(d, -20, -20, 100, 60, tint);
    drawing_add_text(d, BOLD_CJK, "ko", 14, 10, 50, "충칭");
    bb_page_add(&d->display, d->page, (struct bb_item){.kind = BB_ITEM_GROUP_END});
}

static const uint8_t pixels[4 * 4 * 4] = {255, 0, 0, 255, 0, 255, 0, 128, 0, 0, 255, 255};

/* Grey, RGB and RGBA. */
static void
add_images(struct drawing *d)
{
    for (int channels = 1; channels <= 4; channels += channels == 1 ? 2 : 1) {
        BB_VEC_PUSH(&d->arena, &d->display.images,
            (struct bb_display_image){.path = "sample.png",
                .width = 4,
                .height = 4,
                .channels = channels,
                .pixels = pixels});
        struct bb_item image = {.kind = BB_ITEM_IMAGE};
        image.as.image.image = (uint32_t)d->display.images.len - 1;
        image.as.image.x = BB_PT(60 + 50 * channels);
        image.as.image.y = BB_PT(600);
        image.as.image.width = image.as.image.height = BB_PT(40);
        bb_page_add(&d->display, d->page, image);
    }
}

static void
add_everything(struct drawing *d)
{
    add_drawing(d);
    add_images(d);
}

static void
test_same_bytes_twice(void **state)
{
    static const struct bb_backend *const backends[] = {&bb_backend_cairo_pdf, &bb_backend_cairo_ps,
        &bb_backend_cairo_svg, &bb_backend_cairo_png, &bb_backend_haru, &bb_backend_trace};
    struct fixture *f = *state;
    add_everything(&f->drawing);
    for (size_t i = 0; i < sizeof backends / sizeof backends[0]; i++) {
        struct bb_buf one, two;
        render(f, backends[i], NULL, &one);
        render(f, backends[i], NULL, &two);
        assert_true(one.len > 500);
        assert_int_equal(one.len, two.len);
        assert_memory_equal(one.ptr, two.ptr, one.len);
        bb_buf_finish(&one);
        bb_buf_finish(&two);
    }
}

struct picture {
    int width, height;
    uint8_t *grey;
};

static cairo_status_t
read_bytes(void *data, unsigned char *to, unsigned len)
{
    struct bb_str *rest = data;
    if (len > rest->len)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(to, rest->ptr, len);
    rest->ptr += len;
    rest->len -= len;
    return CAIRO_STATUS_SUCCESS;
}

static struct picture
take_surface(struct drawing *d, cairo_surface_t *surface)
{
    cairo_surface_flush(surface);
    struct picture picture = {.width = cairo_image_surface_get_width(surface),
        .height = cairo_image_surface_get_height(surface)};
    picture.grey = bb_arena_alloc(&d->arena, (size_t)(picture.width * picture.height));
    for (int y = 0; y < picture.height; y++) {
        const uint8_t *row =
            cairo_image_surface_get_data(surface) + y * cairo_image_surface_get_stride(surface);
        for (int x = 0; x < picture.width; x++) {
            uint32_t pixel;
            memcpy(&pixel, row + 4 * x, 4);
            picture.grey[y * picture.width + x] =
                (uint8_t)(((pixel >> 16 & 255) * 77 + (pixel >> 8 & 255) * 151 + (pixel & 255) * 28)
                    >> 8);
        }
    }
    cairo_surface_destroy(surface);
    return picture;
}

static struct picture
take_png(struct fixture *f, struct bb_buf *png)
{
    struct bb_str rest = bb_buf_str(png);
    cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_bytes, &rest);
    assert_int_equal(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    bb_buf_finish(png);
    return take_surface(&f->drawing, surface);
}

static uint8_t
make_grey(const uint8_t *rgb)
{
    return (uint8_t)((rgb[0] * 77 + rgb[1] * 151 + rgb[2] * 28) >> 8);
}

static struct picture
take_ppm(struct fixture *f, struct bb_buf *ppm)
{
    struct picture picture;
    int header = 0;
    const char *numbers = ppm->ptr + 3; /* "P6" and a line end */
    if (*numbers == '#')
        numbers = strchr(numbers, '\n') + 1;
    assert_int_equal(sscanf(numbers, "%d %d 255%n", &picture.width, &picture.height, &header), 2);
    const uint8_t *rgb = (const uint8_t *)numbers + header + 1;
    size_t size = (size_t)(picture.width * picture.height);
    assert_int_equal(ppm->len, (size_t)(rgb - (const uint8_t *)ppm->ptr) + 3 * size);
    picture.grey = bb_arena_alloc(&f->drawing.arena, size);
    for (size_t i = 0; i < size; i++)
        picture.grey[i] = make_grey(rgb + 3 * i);
    bb_buf_finish(ppm);
    return picture;
}

static struct picture
render_png(struct fixture *f)
{
    struct bb_buf png;
    render(f, &bb_backend_cairo_png, &(struct bb_backend_options){.dpi = 100}, &png);
    return take_png(f, &png);
}

/* By another program, at 100 dpi. */
static struct picture
render_by(struct fixture *f, const struct bb_backend *backend, const char *program)
{
    struct bb_buf document, drawn;
    render(f, backend, NULL, &document);
    run_tool(f, &document, program, &drawn);
    bb_buf_finish(&document);
    return drawn.ptr[0] == 'P' ? take_ppm(f, &drawn) : take_png(f, &drawn);
}

static const char mutool[] = "mutool draw -q -r 100 -c rgb -F ppm -o - '%s' 2>/dev/null";
static const char ghostscript[] = "gs -q -dBATCH -dNOPAUSE -dSAFER -r100 -dTextAlphaBits=4 "
                                  "-dGraphicsAlphaBits=4 -sDEVICE=ppmraw -sOutputFile=- '%s'";
static const char librsvg[] = "rsvg-convert -d 100 -p 100 -b white '%s'";

/* Mean difference of 8-pixel cells, the worst of them: antialiasing stays far below what a glyph
 * that is missing, damaged or a box makes. */
static double
compare_cells(const struct picture *a, const struct picture *b)
{
    enum { CELL = 8 };
    double worst = 0;
    assert_true(abs(a->width - b->width) <= 1 && abs(a->height - b->height) <= 1);
    for (int y = 0; y + CELL < a->height - 1; y += CELL) {
        for (int x = 0; x + CELL < a->width - 1; x += CELL) {
            double sum = 0;
            for (int k = 0; k < CELL * CELL; k++) {
                int at = y + k / CELL, on = x + k % CELL;
                sum += a->grey[at * a->width + on] - b->grey[at * b->width + on];
            }
            worst = fmax(worst, fabs(sum) / (CELL * CELL));
        }
    }
    return worst;
}

static void
test_backends_look_alike(void **state)
{
    struct fixture *f = *state;
    add_drawing(&f->drawing); /* images are smoothed in each reader's own way */
    struct picture png = render_png(f);
    struct picture cairo = render_by(f, &bb_backend_cairo_pdf, mutool);
    struct picture haru = render_by(f, &bb_backend_haru, mutool);
    struct picture printed = render_by(f, &bb_backend_cairo_pdf, ghostscript);
    struct picture ps = render_by(f, &bb_backend_cairo_ps, ghostscript);
    struct picture svg = render_by(f, &bb_backend_cairo_svg, librsvg);
    assert_int_equal(png.width, 827);
    assert_int_equal(png.height, 1169);
    double pdfs = compare_cells(&cairo, &haru), screen = compare_cells(&png, &cairo);
    double print = compare_cells(&ps, &printed), web = compare_cells(&svg, &png);
    print_message(
        "worst cell of 255: Cairo and libharu %.1f, PNG and PDF %.1f, PS and PDF on paper %.1f, "
        "SVG and PNG %.1f\n",
        pdfs, screen, print, web);
    assert_true(pdfs < 12);
    assert_true(screen < 24);
    assert_true(print < 40); /* gs rasters its two kinds of fonts differently */
    assert_true(web < 24);
}

/* --- images ----------------------------------------------------------------------------------- */

enum { FIELDS_X = 60, FIELDS_Y = 80, FIELDS_WIDTH = 320, FIELDS_HEIGHT = 160 };

/* One of pictures.h, passed through; twice on the page. */
static void
add_jpeg(struct drawing *d, struct picture_bytes bytes)
{
    struct bb_display_image image = {.path = "fields.jpg",
        .width = PICTURE_WIDTH,
        .height = PICTURE_HEIGHT,
        .channels = 3,
        .jpeg = {(const char *)bytes.at, bytes.len}};
    for (int i = 0; i < 2; i++) {
        struct bb_item item = {.kind = BB_ITEM_IMAGE};
        item.as.image.image = bb_display_add_image(&d->display, image);
        item.as.image.x = BB_PT(FIELDS_X);
        item.as.image.y = BB_PT(FIELDS_Y + i * 200);
        item.as.image.width = BB_PT(FIELDS_WIDTH);
        item.as.image.height = BB_PT(FIELDS_HEIGHT);
        bb_page_add(&d->display, d->page, item);
    }
    assert_int_equal(d->display.images.len, 1);
}

/* Red, green, blue and white in the middle of each field. */
static void
check_fields(const struct picture *picture)
{
    static const uint8_t colors[4][3] = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {255, 255, 255}};
    for (int field = 0; field < 4; field++) {
        int x = (FIELDS_X + FIELDS_WIDTH / 4 + field % 2 * FIELDS_WIDTH / 2) * 100 / 72;
        int y = (FIELDS_Y + FIELDS_HEIGHT / 4 + field / 2 * FIELDS_HEIGHT / 2) * 100 / 72;
        int off = picture->grey[y * picture->width + x] - make_grey(colors[field]);
        assert_in_range(abs(off), 0, 6);
    }
}

static void
test_jpeg_passes_through(void **state)
{
    struct fixture *f = *state;
    struct picture_bytes bytes = picture_make_jpeg(JPEG_YCC, 0, false);
    add_jpeg(&f->drawing, bytes);
    struct picture pictures[] = {render_png(f), render_by(f, &bb_backend_cairo_pdf, mutool),
        render_by(f, &bb_backend_haru, mutool), render_by(f, &bb_backend_cairo_ps, ghostscript),
        render_by(f, &bb_backend_cairo_svg, librsvg)};
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++)
        check_fields(&pictures[i]);
    static const struct bb_backend *const pdfs[] = {&bb_backend_cairo_pdf, &bb_backend_haru};
    for (size_t i = 0; i < 2; i++) {
        struct bb_buf pdf, file;
        render(f, pdfs[i], NULL, &pdf);
        assert_non_null(memmem(pdf.ptr, pdf.len, bytes.at, bytes.len));
        run_tool(f, &pdf, "pdfimages -list '%s' | awk 'NR > 2 {print $9, $11}' | uniq -c", &file);
        assert_int_equal(strncmp(file.ptr, "      2 jpeg ", 13), 0); /* one object, used twice */
        bb_buf_finish(&pdf);
        bb_buf_finish(&file);
    }
    struct bb_buf svg;
    render(f, &bb_backend_cairo_svg, NULL, &svg);
    assert_non_null(strstr(svg.ptr, "data:image/jpeg;base64,"));
    bb_buf_finish(&svg);
    free(bytes.at);
}

/* Where the JPEG is not what it is said to be, which image would have found. */
static void
test_wrong_jpeg(void **state)
{
    struct fixture *f = *state;
    add_jpeg(&f->drawing, (struct picture_bytes){(unsigned char *)"no JPEG", 7});
    struct bb_fontset *fonts = bb_fontset_create(&f->drawing.display, NULL, &f->diag);
    struct bb_buf out;
    const char *fault = NULL;
    bb_display_finish(&f->drawing.display, &fault);
    bb_buf_init(&out, 0);
    assert_int_equal(
        bb_backend_render(&bb_backend_cairo_png, &f->drawing.display, fonts, NULL, &f->diag, &out),
        BB_INTERNAL);
    assert_int_equal(f->diag.nerrors, 1);
    bb_buf_finish(&out);
    bb_fontset_destroy(fonts);
}

/* --- PostScript ------------------------------------------------------------------------------- */

static void
test_ps_comments(void **state)
{
    struct fixture *f = *state;
    struct drawing *d = &f->drawing;
    static const char *const labels[] = {"iv", "a b", NULL};
    drawing_add_text(d, SANS, "en", 10, 72, 100, "Seoul");
    d->page->label = labels[0];
    for (int i = 1; i < 3; i++)
        bb_display_add_page(&d->display, d->page->width, d->page->height)->label = labels[i];
    d->display.metadata.date = "2024-07-23T00:00:00+09:00";
    struct bb_buf ps, comments, text;
    render(f, &bb_backend_cairo_ps, NULL, &ps);
    run_tool(
        f, &ps, "grep -a '^%%!\\|^%%%%CreationDate\\|^%%%%Page: \\|^%%%%Pages' '%s'", &comments);
    assert_string_equal(comments.ptr,
        "%!PS-Adobe-3.0\n%%CreationDate: 2024-07-23T00:00:00+09:00\n%%Pages: 3\n"
        "%%Page: iv 1\n%%Page: 2 2\n%%Page: 3 3\n");
    run_tool(
        f, &ps, "gs -q -dBATCH -dNOPAUSE -dSAFER -sDEVICE=txtwrite -sOutputFile=- '%s'", &text);
    assert_non_null(strstr(text.ptr, "Seoul"));
    struct bb_buf *const all[] = {&ps, &comments, &text};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        bb_buf_finish(all[i]);
}

/* The page drawn with the whole font, by the glyph ids of the display list. */
static struct picture
draw_with_whole_font(struct fixture *f, const char *path)
{
    FT_Library library;
    FT_Face face;
    assert_int_equal(FT_Init_FreeType(&library), 0);
    assert_int_equal(FT_New_Face(library, path, 0, &face), 0);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 827, 1169);
    cairo_t *cr = cairo_create(surface);
    cairo_font_face_t *font =
        cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, 100 / 72.0, 100 / 72.0);
    cairo_set_font_face(cr, font);
    cairo_set_font_options(cr, options);
    cairo_set_source_rgb(cr, 0x1a / 255.0, 0x1a / 255.0, 0x1a / 255.0);
    for (size_t i = 0; i < f->drawing.page->items.len; i++) {
        const struct bb_item *item = &f->drawing.page->items.at[i];
        if (item->kind != BB_ITEM_RUN)
            continue;
        cairo_set_font_size(cr, bb_len_to_pt(item->as.run.size));
        static struct points points;
        points.len = 0;
        add_glyph_points(&item->as.run, &points);
        for (size_t k = 0; k < points.len; k++) {
            cairo_glyph_t glyph = {item->as.run.glyphs[k].id, points.at[k].x, points.at[k].y};
            cairo_show_glyphs(cr, &glyph, 1);
        }
    }
    cairo_font_options_destroy(options);
    cairo_font_face_destroy(font);
    cairo_destroy(cr);
    /* Cairo caches fonts beyond this point: face and library stay for the life of the test. */
    return take_surface(&f->drawing, surface);
}

static void
test_subset_draws_as_the_whole_font(void **state)
{
    struct fixture *f = *state;
    drawing_add_text(&f->drawing, SERIF_CJK, "ko", 14, 40, 100,
        "펲시콜라 쑛 햏 갉 낡 닭 몫 삶 싫 앉 없 읽 잃 젊 짧 핥 흙 값 않 많 뷁 똠방각하");
    drawing_add_text(
        &f->drawing, SERIF_CJK, "zh-Hans", 9, 40, 140, "门直骨角令今海 北京 重庆 您好 谢谢 警察");
    struct picture subset = render_png(f);
    struct picture whole = draw_with_whole_font(f, SERIF_CJK);
    assert_int_equal(subset.width, whole.width);
    /* Subpixel rounding; Cairo 1.18 also cuts a faint column off one glyph or the other. */
    size_t dark = 0, off = 0;
    for (int i = 0; i < whole.width * whole.height; i++) {
        int difference = abs(whole.grey[i] - subset.grey[i]);
        dark += whole.grey[i] < 128;
        off += difference > 2;
        assert_true(difference <= 24);
    }
    assert_true(off < 20);
    assert_true(dark > 2000);
}

/* --- marks ----------------------------------------------------------------------------------- */

/* be_cairo's head says what archive finds: /P for marks, /Private for artifacts with text, in
 * order. */
static void
test_marks_of_cairo(void **state)
{
    struct fixture *f = *state;
    struct drawing *d = &f->drawing;
    drawing_add_rectangle(d, 60, 300, 200, 80, (struct bb_color){0}); /* bare */
    drawing_add_text(d, SANS_CJK, "ko", 10, 72, 100, "서울");
    drawing_begin_artifact(d, BB_ARTIFACT_HEADER);
    drawing_add_run(d, drawing_shape(d, SANS, "en", 8, 72, 60, "Seoul"));
    drawing_end_mark(d);
    drawing_add_text(d, SANS_CJK, "ko", 10, 72, 130, "중국");
    struct bb_buf pdf, plain;
    render(f, &bb_backend_cairo_pdf, NULL, &pdf);
    run_tool(f, &pdf,
        "qpdf --qdf --object-streams=disable '%s' - | grep -a -o "
        "'^/P <.*BDC\\|^/Private <.*BDC\\|^EMC\\|re f'",
        &plain);
    assert_string_equal(plain.ptr,
        "re f\n/P << /MCID 0 >> BDC\nEMC\n/Private << /MCID 1 >> BDC\nEMC\n"
        "/P << /MCID 2 >> BDC\nEMC\n");
    bb_buf_finish(&plain);
    bb_buf_finish(&pdf);
}

/* Without marks the same text comes back, and what stands side by side is shown together. */
static void
test_untagged_cairo(void **state)
{
    struct fixture *f = *state;
    add_texts(&f->drawing);
    struct bb_buf pdf, untagged, text, other, plain;
    render(f, &bb_backend_cairo_pdf, NULL, &pdf);
    render(f, &bb_backend_cairo_pdf, &(struct bb_backend_options){.untagged = true}, &untagged);
    check_sound(f, &untagged);
    run_tool(f, &pdf, "pdftotext '%s' -", &text);
    run_tool(f, &untagged, "pdftotext '%s' -", &other);
    assert_string_equal(text.ptr, other.ptr);
    run_tool(
        f, &untagged, "qpdf --qdf '%s' - | grep -a -c 'MCID\\|StructTreeRoot' || true", &plain);
    assert_string_equal(plain.ptr, "0\n");
    struct bb_buf *const all[] = {&pdf, &untagged, &text, &other, &plain};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        bb_buf_finish(all[i]);
}

/* In whole points nothing is cut off at the edge, and all stands where it does on the page. */
static void
test_whole_points(void **state)
{
    struct fixture *f = *state;
    struct bb_buf pdf, box;
    double edges[4], wanted[4] = {593, 0, 596, 841.89 - 839};
    drawing_add_rectangle(&f->drawing, 593, 839, 10, 10, (struct bb_color){0});
    render(f, &bb_backend_cairo_pdf, &(struct bb_backend_options){.whole_points = true}, &pdf);
    run_tool(f, &pdf, "gs -q -dBATCH -dNOPAUSE -dSAFER -sDEVICE=bbox '%s' 2>&1", &box);
    const char *found = strstr(box.ptr, "%%HiRes");
    assert_non_null(found);
    assert_int_equal(sscanf(found, "%%%%HiResBoundingBox: %lf %lf %lf %lf", &edges[0], &edges[1],
                         &edges[2], &edges[3]),
        4);
    for (int i = 0; i < 4; i++)
        assert_true(fabs(edges[i] - wanted[i]) < 0.02);
    bb_buf_finish(&box);
    bb_buf_finish(&pdf);
}

/* --- the seam -------------------------------------------------------------------------------- */

static void
test_lookup(void **state)
{
    (void)state;
    static const char *const names[] = {"pdf", "ps", "svg", "png", "haru", "trace"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        assert_string_equal(bb_backend_lookup(names[i])->name, names[i]);
    assert_null(bb_backend_lookup("ps2"));
}

static void
test_trace_is_the_dump(void **state)
{
    struct fixture *f = *state;
    add_everything(&f->drawing);
    struct bb_buf trace, dump;
    render(f, &bb_backend_trace, NULL, &trace);
    bb_buf_init(&dump, 0);
    bb_display_dump(&f->drawing.display, &dump);
    assert_string_equal(trace.ptr, dump.ptr);
    bb_buf_finish(&trace);
    bb_buf_finish(&dump);
}

/* A list that was changed after it was finished, and requests that cannot be met. */
static void
test_refusals(void **state)
{
    static const struct bb_backend *const backends[] = {&bb_backend_cairo_pdf, &bb_backend_cairo_ps,
        &bb_backend_cairo_svg, &bb_backend_cairo_png, &bb_backend_haru, &bb_backend_trace};
    struct fixture *f = *state;
    drawing_add_text(&f->drawing, SANS, "en", 10, 72, 100, "Seoul");
    struct bb_fontset *fonts = bb_fontset_create(&f->drawing.display, NULL, &f->diag);
    f->drawing.page->items.len--; /* the mark's end */
    for (size_t i = 0; i < sizeof backends / sizeof backends[0]; i++) {
        struct bb_buf out;
        bb_buf_init(&out, 0);
        bb_buf_append_text(&out, "kept");
        assert_int_equal(
            bb_backend_render(backends[i], &f->drawing.display, fonts, NULL, &f->diag, &out),
            BB_INTERNAL);
        assert_string_equal(out.ptr, "kept");
        bb_buf_finish(&out);
    }
    struct bb_buf out;
    bb_buf_init(&out, 0);
    assert_int_equal(bb_backend_render(&bb_backend_cairo_png, &f->drawing.display, fonts,
                         &(struct bb_backend_options){.page = 1}, &f->diag, &out),
        BB_INTERNAL);
    assert_int_equal(
        bb_backend_render(&bb_backend_haru, &f->drawing.display, NULL, NULL, &f->diag, &out),
        BB_INTERNAL);
    assert_true(f->diag.nerrors > 0);
    bb_buf_finish(&out);
    bb_fontset_destroy(fonts);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_text_comes_back_cairo, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_text_comes_back_haru, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_positions_cairo, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_positions_haru, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_shared_glyph, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_clusters, set_up, tear_down),
        cmocka_unit_test(test_parts_of_clusters),
        cmocka_unit_test_setup_teardown(test_same_bytes_twice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_backends_look_alike, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_jpeg_passes_through, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wrong_jpeg, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_ps_comments, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_subset_draws_as_the_whole_font, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_marks_of_cairo, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_untagged_cairo, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_whole_points, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lookup, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_trace_is_the_dump, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refusals, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

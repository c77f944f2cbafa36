/* Pictures for tests; see pictures.h. */
#include "pictures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jpeglib.h>
#include <png.h>

static const unsigned char fields[4][3] = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {255, 255, 255}};

static int
field_at(int x, int y)
{
    return (y >= PICTURE_HEIGHT / 2) * 2 + (x >= PICTURE_WIDTH / 2);
}

/* --- PNG -------------------------------------------------------------------------------------- */

static void
write_png(png_structp png, png_bytep bytes, size_t len)
{
    struct picture_bytes *out = png_get_io_ptr(png);
    out->at = realloc(out->at, out->len + len);
    assert_non_null(out->at);
    memcpy(out->at + out->len, bytes, len);
    out->len += len;
}

static void
flush_png(png_structp png)
{
    (void)png;
}

static const struct {
    int bits, color;
    bool interlaced, trns;
} png_kinds[PNG_KINDS] = {
    [PNG_GREY] = {8, PNG_COLOR_TYPE_GRAY, false, false},
    [PNG_GREY_1] = {1, PNG_COLOR_TYPE_GRAY, false, false},
    [PNG_GREY_16] = {16, PNG_COLOR_TYPE_GRAY, false, false},
    [PNG_GREY_ALPHA] = {8, PNG_COLOR_TYPE_GRAY_ALPHA, false, false},
    [PNG_RGB] = {8, PNG_COLOR_TYPE_RGB, false, false},
    [PNG_RGB_16] = {16, PNG_COLOR_TYPE_RGB, false, false},
    [PNG_RGB_ALPHA] = {8, PNG_COLOR_TYPE_RGB_ALPHA, false, false},
    [PNG_RGB_TRNS] = {8, PNG_COLOR_TYPE_RGB, false, true},
    [PNG_PALETTE] = {8, PNG_COLOR_TYPE_PALETTE, false, false},
    [PNG_PALETTE_TRNS] = {8, PNG_COLOR_TYPE_PALETTE, false, true},
    [PNG_INTERLACED] = {8, PNG_COLOR_TYPE_RGB, true, false},
};

static void
set_png_header(png_structp png, png_infop info, enum png_kind kind)
{
    static const png_color palette[] = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {255, 255, 255}};
    static const unsigned char alphas[] = {255, 255, 255, 0};
    png_color_16 white = {.red = 255, .green = 255, .blue = 255};
    int color = png_kinds[kind].color;
    png_set_IHDR(png, info, PICTURE_WIDTH, PICTURE_HEIGHT, png_kinds[kind].bits, color,
        png_kinds[kind].interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (color == PNG_COLOR_TYPE_PALETTE)
        png_set_PLTE(png, info, palette, 4);
    if (png_kinds[kind].trns)
        png_set_tRNS(png, info, color == PNG_COLOR_TYPE_PALETTE ? alphas : NULL,
            color == PNG_COLOR_TYPE_PALETTE ? 4 : 0, &white);
}

/* One row of the kind; grey takes the red of a field, which tells two of them apart. */
static void
fill_png_row(enum png_kind kind, int y, unsigned char *row)
{
    int color = png_kinds[kind].color;
    size_t bytes = png_kinds[kind].bits == 16 ? 2 : 1;
    for (int x = 0; x < PICTURE_WIDTH; x++) {
        int field = field_at(x, y);
        bool alpha = color & PNG_COLOR_MASK_ALPHA, clear = alpha && field == 3;
        int channels = color & PNG_COLOR_MASK_COLOR ? 3 : 1;
        if (kind == PNG_GREY_1) {
            row[x / 8] = (unsigned char)(row[x / 8] << 1 | (fields[field][0] == 255));
            continue;
        }
        if (color == PNG_COLOR_TYPE_PALETTE) {
            *row++ = (unsigned char)field;
            continue;
        }
        for (int c = 0; c < channels; c++, row += bytes)
            memset(row, clear ? 0 : fields[field][c], bytes);
        if (alpha)
            *row++ = clear ? 0 : 255;
    }
}

struct picture_bytes
picture_make_png(enum png_kind kind)
{
    struct picture_bytes out = {0};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    unsigned char rows[PICTURE_HEIGHT][PICTURE_WIDTH * 6];
    unsigned char *pointers[PICTURE_HEIGHT];
    png_set_write_fn(png, &out, write_png, flush_png);
    set_png_header(png, info, kind);
    memset(rows, 0, sizeof rows);
    for (int y = 0; y < PICTURE_HEIGHT; y++) {
        fill_png_row(kind, y, rows[y]);
        pointers[y] = rows[y];
    }
    png_set_rows(png, info, pointers);
    png_write_png(png, info, PNG_TRANSFORM_IDENTITY, NULL);
    png_destroy_write_struct(&png, &info);
    return out;
}

struct picture_bytes
picture_make_wide_png(unsigned width, unsigned height)
{
    png_image image = {
        .version = PNG_IMAGE_VERSION, .width = width, .height = height, .format = PNG_FORMAT_GRAY};
    unsigned char *pixels = calloc(width, height);
    png_alloc_size_t len = 0;
    struct picture_bytes out = {0};
    assert_true(png_image_write_to_memory(&image, NULL, &len, 0, pixels, 0, NULL));
    out.at = malloc(len);
    assert_true(png_image_write_to_memory(&image, out.at, &len, 0, pixels, 0, NULL));
    out.len = len;
    free(pixels);
    return out;
}

/* --- JPEG ------------------------------------------------------------------------------------- */

/* A TIFF with one entry, the orientation. */
static void
write_exif(struct jpeg_compress_struct *jpeg, int orientation, bool big)
{
    static const char little_head[] = "Exif\0\0II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0";
    static const char big_head[] = "Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01";
    unsigned char data[sizeof big_head - 1 + 8] = {0};
    memcpy(data, big ? big_head : little_head, sizeof big_head - 1);
    data[sizeof big_head - 1 + (big ? 1 : 0)] = (unsigned char)orientation;
    jpeg_write_marker(jpeg, JPEG_APP0 + 1, data, sizeof data);
}

/* Each coefficient in scans of its own. */
static void
set_many_scans(struct jpeg_compress_struct *jpeg, jpeg_scan_info *scans)
{
    enum { COEFFICIENTS = 64, PASSES = 4 };
    int count = 0;
    scans[count++] = (jpeg_scan_info){.comps_in_scan = 1};
    for (int k = 1; k < COEFFICIENTS; k++)
        for (int pass = 0; pass < PASSES; pass++)
            scans[count++] = (jpeg_scan_info){.comps_in_scan = 1,
                .Ss = k,
                .Se = k,
                .Ah = pass == 0 ? 0 : PASSES - pass,
                .Al = PASSES - 1 - pass};
    jpeg->scan_info = scans;
    jpeg->num_scans = count;
}

static void
set_kind(struct jpeg_compress_struct *jpeg, enum jpeg_kind kind)
{
    bool cmyk = kind == JPEG_CMYK || kind == JPEG_YCCK;
    bool grey = kind == JPEG_GREY || kind == JPEG_MANY_SCANS;
    jpeg->image_width = PICTURE_WIDTH;
    jpeg->image_height = PICTURE_HEIGHT;
    jpeg->input_components = cmyk ? 4 : grey ? 1 : 3;
    jpeg->in_color_space = cmyk ? JCS_CMYK : grey ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(jpeg);
    jpeg_set_colorspace(jpeg,
        kind == JPEG_CMYK       ? JCS_CMYK
            : kind == JPEG_YCCK ? JCS_YCCK
            : kind == JPEG_RGB  ? JCS_RGB
            : grey              ? JCS_GRAYSCALE
                                : JCS_YCbCr);
    jpeg_set_quality(jpeg, 95, TRUE);
    for (int i = 0; kind != JPEG_SUBSAMPLED && i < jpeg->num_components; i++)
        jpeg->comp_info[i].h_samp_factor = jpeg->comp_info[i].v_samp_factor = 1;
    if (kind == JPEG_PROGRESSIVE)
        jpeg_simple_progression(jpeg);
    jpeg->arith_code = kind == JPEG_ARITHMETIC;
}

/* CMYK as Adobe has it: 255 is no ink. */
static void
fill_jpeg_row(const struct jpeg_compress_struct *jpeg, int y, unsigned char *row)
{
    for (int x = 0; x < PICTURE_WIDTH; x++) {
        for (int c = 0; c < 3 && (c == 0 || jpeg->input_components > 1); c++)
            *row++ = fields[field_at(x, y)][c];
        if (jpeg->input_components == 4)
            *row++ = 255;
    }
}

struct picture_bytes
picture_make_jpeg(enum jpeg_kind kind, int orientation, bool big_endian)
{
    static const char comment[] = "taken in secret";
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    jpeg_scan_info scans[64 * 4];
    unsigned char row[PICTURE_WIDTH * 4], *rows = row, *at = NULL;
    unsigned long len = 0;
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &at, &len);
    set_kind(&jpeg, kind);
    if (kind == JPEG_MANY_SCANS)
        set_many_scans(&jpeg, scans);
    jpeg_start_compress(&jpeg, TRUE);
    if (orientation > 0)
        write_exif(&jpeg, orientation, big_endian);
    jpeg_write_marker(&jpeg, JPEG_COM, (const JOCTET *)comment, sizeof comment - 1);
    for (int y = 0; y < PICTURE_HEIGHT; y++) {
        fill_jpeg_row(&jpeg, y, row);
        jpeg_write_scanlines(&jpeg, &rows, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    return (struct picture_bytes){at, len};
}

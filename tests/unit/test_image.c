/* image: every kind of PNG and JPEG, everything that can be wrong with one, and QR codes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "image/image.h"
#include "image/qr.h"
#include "image/shrink.h"
#include "pictures.h"
#include "reading.h"

struct fixture {
    char folder[64];
    struct reading in;
    struct bb_images *images;
    struct bb_span span; /* of a trip file in the folder */
    int count;           /* of files put there */
};

static void
start(struct fixture *f)
{
    *f = (struct fixture){.folder = "briefbook-test-XXXXXX"}; /* in the build tree */
    assert_non_null(mkdtemp(f->folder));
    reading_start(&f->in);
    f->in.diag.most = SIZE_MAX;
    f->images = bb_images_create(&f->in.input);
    const char *trip = bb_arena_printf(&f->in.arena, "%s/trip.yaml", f->folder).ptr;
    assert_int_equal(
        bb_input_add_text(&f->in.input, trip, BB_STR("photo: x"), &f->span.source), BB_OK);
    f->span.end = 5;
}

static void
finish(struct fixture *f)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", f->folder);
    assert_int_equal(system(command), 0);
    reading_finish(&f->in);
}

static void
put(struct fixture *f, const char *name, const void *bytes, size_t len)
{
    FILE *file = fopen(bb_arena_printf(&f->in.arena, "%s/%s", f->folder, name).ptr, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static const struct bb_image *
load(struct fixture *f, const char *name)
{
    return bb_images_load(f->images, bb_str_from(name), f->span);
}

/* Under a new name, so that no answer is remembered. */
static const struct bb_image *
load_bytes(struct fixture *f, const void *bytes, size_t len)
{
    const char *name = bb_arena_printf(&f->in.arena, "%d", f->count++).ptr;
    put(f, name, bytes, len);
    return load(f, name);
}

/* The code of the last diagnostic, or "". */
static const char *
last_code(struct fixture *f)
{
    return f->in.diag.last ? bb_diag_code_name(f->in.diag.last->code) : "";
}

/* --- pixels ----------------------------------------------------------------------------------- */

/* The fields of a picture, from its top left to its bottom right: R, G, B, W, or K and W of
 * grey. */
static void
describe(const struct bb_image *image, const uint8_t *pixels, char text[5])
{
    enum { BRIGHT = 240, DARK = 15 };
    for (size_t i = 0; i < 4; i++) {
        size_t x = image->width / 4 + (i % 2) * (image->width / 2);
        size_t y = image->height / 4 + (i / 2) * (image->height / 2);
        const uint8_t *at = pixels + (y * image->width + x) * (size_t)image->channels;
        unsigned bright = 0, dark = 0;
        for (int c = 0; c < image->channels; c++) {
            bright |= (unsigned)(at[c] >= BRIGHT) << c;
            dark |= (unsigned)(at[c] <= DARK) << c;
        }
        unsigned all = (1u << image->channels) - 1;
        static const char names[] = "KRG?B??W";
        text[i] = (bright | dark) != all     ? '?'
            : image->channels == 1 && bright ? 'W'
                                             : names[bright];
    }
    text[4] = '\0';
}

static void
check_pixels(const struct bb_image *image, const char *fields)
{
    char text[5];
    assert_non_null(image);
    assert_non_null(image->pixels);
    assert_int_equal(image->jpeg.len, 0);
    describe(image, image->pixels, text);
    assert_string_equal(text, fields);
}

static void
test_png_kinds(void **state)
{
    static const struct {
        int channels;
        const char *fields;
    } wanted[PNG_KINDS] = {
        [PNG_GREY] = {1, "WKKW"},
        [PNG_GREY_1] = {1, "WKKW"},
        [PNG_GREY_16] = {1, "WKKW"},
        [PNG_GREY_ALPHA] = {1, "WKKW"},
        [PNG_RGB] = {3, "RGBW"},
        [PNG_RGB_16] = {3, "RGBW"},
        [PNG_RGB_ALPHA] = {3, "RGBW"},
        [PNG_RGB_TRNS] = {3, "RGBW"},
        [PNG_PALETTE] = {3, "RGBW"},
        [PNG_PALETTE_TRNS] = {3, "RGBW"},
        [PNG_INTERLACED] = {3, "RGBW"},
    };
    struct fixture f;
    (void)state;
    start(&f);
    for (int kind = 0; kind < PNG_KINDS; kind++) {
        struct picture_bytes bytes = picture_make_png((enum png_kind)kind);
        const struct bb_image *image = load_bytes(&f, bytes.at, bytes.len);
        check_pixels(image, wanted[kind].fields);
        assert_int_equal(image->channels, wanted[kind].channels);
        assert_int_equal(image->width, PICTURE_WIDTH);
        assert_int_equal(image->height, PICTURE_HEIGHT);
        free(bytes.at);
    }
    assert_int_equal(f.in.diag.nerrors, 0);
    finish(&f);
}

static bool
holds(struct bb_str bytes, const char *text)
{
    return memmem(bytes.ptr, bytes.len, text, strlen(text)) != NULL;
}

static void
check_passed(struct bb_arena *arena, const struct bb_image *image, const char *fields)
{
    char text[5];
    assert_non_null(image);
    assert_null(image->pixels);
    assert_true(image->jpeg.len > 0);
    assert_false(holds(image->jpeg, "secret"));
    assert_false(holds(image->jpeg, "Exif"));
    uint8_t *pixels =
        bb_arena_alloc_array(arena, (size_t)image->width * image->height, (size_t)image->channels);
    assert_true(
        bb_image_decode_jpeg(image->jpeg, image->width, image->height, image->channels, pixels));
    assert_false(bb_image_decode_jpeg(
        image->jpeg, image->width + 1, image->height, image->channels, pixels));
    describe(image, pixels, text);
    assert_string_equal(text, fields);
}

static void
test_jpeg_kinds(void **state)
{
    static const struct {
        bool passed;
        const char *fields;
    } wanted[JPEG_MANY_SCANS] = {
        [JPEG_GREY] = {true, "WKKW"},
        [JPEG_YCC] = {true, "RGBW"},
        [JPEG_PROGRESSIVE] = {true, "RGBW"},
        [JPEG_SUBSAMPLED] = {true, "RGBW"},
        [JPEG_RGB] = {false, "RGBW"},
        [JPEG_CMYK] = {false, "RGBW"},
        [JPEG_YCCK] = {false, "RGBW"},
        [JPEG_ARITHMETIC] = {false, "RGBW"},
    };
    struct fixture f;
    (void)state;
    start(&f);
    for (int kind = 0; kind < JPEG_MANY_SCANS; kind++) {
        struct picture_bytes bytes = picture_make_jpeg((enum jpeg_kind)kind, 1, false);
        const struct bb_image *image = load_bytes(&f, bytes.at, bytes.len);
        if (wanted[kind].passed)
            check_passed(&f.in.arena, image, wanted[kind].fields);
        else
            check_pixels(image, wanted[kind].fields);
        free(bytes.at);
    }
    assert_int_equal(f.in.diag.nerrors, 0);
    finish(&f);
}

/* Each orientation says where the file's top left and top right stand in the scene, so the fields
 * of the file, RGBW row by row, come to stand like this. */
static void
test_orientations(void **state)
{
    static const char *const wanted[] = {
        "", "RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB"};
    struct fixture f;
    (void)state;
    start(&f);
    for (int orientation = 2; orientation <= 8; orientation++) {
        struct picture_bytes bytes = picture_make_jpeg(JPEG_YCC, orientation, orientation % 2 == 0);
        const struct bb_image *image = load_bytes(&f, bytes.at, bytes.len);
        check_pixels(image, wanted[orientation]);
        bool turned = orientation >= 5;
        assert_int_equal(image->width, turned ? PICTURE_HEIGHT : PICTURE_WIDTH);
        assert_int_equal(image->height, turned ? PICTURE_WIDTH : PICTURE_HEIGHT);
        free(bytes.at);
    }
    /* Nonsense is upright. */
    struct picture_bytes odd = picture_make_jpeg(JPEG_YCC, 77, true);
    check_passed(&f.in.arena, load_bytes(&f, odd.at, odd.len), "RGBW");
    free(odd.at);
    finish(&f);
}

/* --- what is wrong ---------------------------------------------------------------------------- */

/* No part of a picture passes for all of it. */
static void
test_every_prefix(void **state)
{
    struct picture_bytes files[] = {picture_make_png(PNG_RGB), picture_make_png(PNG_INTERLACED),
        picture_make_jpeg(JPEG_YCC, 1, false), picture_make_jpeg(JPEG_PROGRESSIVE, 0, false),
        picture_make_jpeg(JPEG_CMYK, 0, false)};
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct fixture f;
        start(&f);
        for (size_t len = 0; len < files[i].len; len++) {
            assert_null(load_bytes(&f, files[i].at, len));
            assert_int_equal(f.in.diag.nerrors, len + 1);
        }
        assert_string_equal(last_code(&f), "E0115");
        free(files[i].at);
        finish(&f);
    }
}

/* Damage is reported or does not show; it never brings anything down. */
static void
test_every_byte_damaged(void **state)
{
    struct picture_bytes files[] = {picture_make_png(PNG_PALETTE_TRNS),
        picture_make_jpeg(JPEG_YCC, 6, true), picture_make_jpeg(JPEG_PROGRESSIVE, 1, false)};
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct fixture f;
        start(&f);
        f.in.limits.pixels = 1 << 20;
        for (size_t at = 0; at < files[i].len; at++) {
            files[i].at[at] ^= 0xFF;
            size_t before = f.in.diag.nerrors;
            const struct bb_image *image = load_bytes(&f, files[i].at, files[i].len);
            assert_int_equal(f.in.diag.nerrors, before + (image == NULL));
            files[i].at[at] ^= 0xFF;
        }
        assert_true(f.in.diag.nerrors > files[i].len / 8);
        free(files[i].at);
        finish(&f);
    }
}

static void
check_refused(struct fixture *f, struct picture_bytes bytes, const char *code)
{
    assert_null(load_bytes(f, bytes.at, bytes.len));
    assert_string_equal(last_code(f), code);
    assert_int_equal(f->in.diag.last->span.end, f->span.end);
    free(bytes.at);
}

static struct picture_bytes
text_bytes(const char *text)
{
    return (struct picture_bytes){(unsigned char *)strdup(text), strlen(text)};
}

static void
test_refused(void **state)
{
    struct fixture f;
    (void)state;
    start(&f);
    check_refused(&f, text_bytes(""), "E0114");
    check_refused(&f, text_bytes("GIF89a"), "E0114");
    check_refused(&f, text_bytes("<svg/>"), "E0114");
    check_refused(&f, picture_make_jpeg(JPEG_MANY_SCANS, 0, false), "E0117");
    check_refused(&f, picture_make_wide_png(BB_IMAGE_SIDE_MOST + 1, 1), "E0119");
    check_refused(&f, picture_make_wide_png(1, BB_IMAGE_SIDE_MOST + 1), "E0119");
    f.in.limits.pixels = PICTURE_WIDTH * PICTURE_HEIGHT - 1;
    check_refused(&f, picture_make_png(PNG_RGB), "E0118");
    check_refused(&f, picture_make_jpeg(JPEG_YCC, 0, false), "E0118");
    f.in.limits.pixels++;
    struct picture_bytes bytes = picture_make_png(PNG_GREY);
    assert_non_null(load_bytes(&f, bytes.at, bytes.len));
    free(bytes.at);
    f.in.limits.file_bytes = 10;
    check_refused(&f, picture_make_png(PNG_RGB), "E0105");
    finish(&f);
}

/* Twelve bits a sample, in the frame header. */
static void
test_unsupported_precision(void **state)
{
    struct fixture f;
    (void)state;
    start(&f);
    struct picture_bytes bytes = picture_make_jpeg(JPEG_YCC, 0, false);
    unsigned char *frame = memmem(bytes.at, bytes.len, "\xFF\xC0", 2);
    assert_non_null(frame);
    frame[4] = 12;
    check_refused(&f, bytes, "E0117");
    finish(&f);
}

/* Bytes between segments, as some cameras write them, and a second picture behind the first. */
static void
test_odd_jpeg(void **state)
{
    struct fixture f;
    (void)state;
    start(&f);
    struct picture_bytes bytes = picture_make_jpeg(JPEG_YCC, 0, false);
    bytes.at = realloc(bytes.at, bytes.len + 2);
    assert_non_null(bytes.at);
    memcpy(bytes.at + bytes.len, "xy", 2);
    const struct bb_image *image = load_bytes(&f, bytes.at, bytes.len + 2);
    check_passed(&f.in.arena, image, "RGBW");
    assert_memory_equal(image->jpeg.ptr + image->jpeg.len - 2, "\xFF\xD9", 2);
    unsigned char *tables = memmem(bytes.at, bytes.len, "\xFF\xDB", 2);
    size_t at = (size_t)(tables - bytes.at);
    memmove(tables + 2, tables, bytes.len - at);
    memcpy(tables, "\0\0", 2);
    check_pixels(load_bytes(&f, bytes.at, bytes.len + 2), "RGBW");
    assert_int_equal(f.in.diag.nerrors, 0);
    free(bytes.at);
    finish(&f);
}

/* --- paths ------------------------------------------------------------------------------------ */

static void
test_paths(void **state)
{
    struct fixture f;
    (void)state;
    start(&f);
    struct picture_bytes bytes = picture_make_png(PNG_RGB);
    put(&f, "a.png", bytes.at, bytes.len);
    put(&f, "b.png", bytes.at, bytes.len);
    free(bytes.at);
    const struct bb_image *image = load(&f, "a.png");
    assert_non_null(image);
    assert_ptr_equal(load(&f, "a.png"), image);
    assert_ptr_equal(load(&f, "./a.png"), image);
    assert_ptr_equal(load(&f, "b.png"), image); /* the same bytes */
    assert_int_equal(f.in.diag.nerrors, 0);
    assert_int_equal(mkdir(bb_arena_printf(&f.in.arena, "%s/folder", f.folder).ptr, S_IRWXU), 0);
    static const struct {
        const char *path, *code;
    } bad[] = {
        {"none.png", "E0101"},
        {"../a.png", "E0113"},
        {"/etc/passwd", "E0113"},
        {"folder", "E0103"},
        {"", "E0112"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        for (int again = 0; again < 2; again++)
            assert_null(load(&f, bad[i].path));
        assert_string_equal(last_code(&f), bad[i].code);
        assert_int_equal(f.in.diag.nerrors, i + 1);
    }
    finish(&f);
}

/* --- QR --------------------------------------------------------------------------------------- */

/* How often the outlines wind around the middle of a module. */
static int
winding(const struct bb_qr_corner *corners, size_t len, int x, int y)
{
    int turns = 0;
    size_t first = 0;
    for (size_t i = 0; i < len; i++) {
        if (corners[i].starts)
            first = i;
        const struct bb_qr_corner *from = &corners[i];
        const struct bb_qr_corner *to =
            i + 1 == len || corners[i + 1].starts ? &corners[first] : &corners[i + 1];
        if (from->x == to->x && from->x > x)
            turns += (from->y <= y && to->y > y) - (to->y <= y && from->y > y);
    }
    return turns;
}

static void
test_qr_outlines(void **state)
{
    static const char *const texts[] = {"a", "https://www.cq.gov.cn/", "https://서울.한국/",
        "BEGIN:VCARD\nFN:Hu Henghua\nTEL:+86 23 0000 0000\nEND:VCARD"};
    struct bb_arena arena;
    (void)state;
    bb_arena_init(&arena);
    for (int level = BB_QR_L; level <= BB_QR_H; level++)
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
            struct bb_qr qr;
            struct bb_qr_corner *corners;
            assert_true(bb_qr_encode(&arena, bb_str_from(texts[i]), (enum bb_qr_level)level, &qr));
            size_t len = bb_qr_trace(&arena, &qr, &corners);
            assert_int_equal(qr.side % 4, 1);
            assert_true(len > 0 && corners[0].starts);
            for (int y = 0; y < qr.side; y++)
                for (int x = 0; x < qr.side; x++)
                    assert_int_equal(
                        winding(corners, len, x, y), qr.black[y * qr.side + x] ? 1 : 0);
        }
    bb_arena_finish(&arena);
}

static void
test_qr_capacity(void **state)
{
    static const size_t most[] = {
        [BB_QR_L] = 2953, [BB_QR_M] = 2331, [BB_QR_Q] = 1663, [BB_QR_H] = 1273};
    char text[3000];
    struct bb_arena arena;
    struct bb_qr qr;
    (void)state;
    bb_arena_init(&arena);
    memset(text, 'a', sizeof text);
    assert_false(bb_qr_encode(&arena, BB_STR(""), BB_QR_L, &qr));
    for (int level = BB_QR_L; level <= BB_QR_H; level++) {
        struct bb_str full = {text, most[level]}, over = {text, most[level] + 1};
        assert_true(bb_qr_encode(&arena, full, (enum bb_qr_level)level, &qr));
        assert_false(bb_qr_encode(&arena, over, (enum bb_qr_level)level, &qr));
    }
    bb_arena_finish(&arena);
}

/* --- shrinking -------------------------------------------------------------------------------- */

static void
test_shrink_by_areas(void **state)
{
    (void)state;
    struct bb_arena arena;
    bb_arena_init(&arena);
    static const uint8_t pixels[] = {0, 30, 60, 90, 120, 150}; /* 3 x 2 */
    struct bb_shrunk from = {.width = 3, .height = 2, .channels = 1, .pixels = pixels};
    struct bb_shrunk color, alpha;
    assert_false(bb_image_shrink(&arena, &from, 2, 1, &color, &alpha));
    assert_int_equal(color.width, 2);
    assert_int_equal(color.height, 1);
    assert_int_equal(color.pixels[0], 55); /* (0 + 30/2 + 90 + 120/2) / 3 */
    assert_int_equal(color.pixels[1], 95);
    assert_false(bb_image_shrink(&arena, &from, 3, 2, &color, &alpha));
    assert_ptr_equal(color.pixels, pixels); /* nothing to do */
    bb_arena_finish(&arena);
}

static void
test_shrink_finds_grey_and_alpha(void **state)
{
    (void)state;
    struct bb_arena arena;
    bb_arena_init(&arena);
    static const uint8_t pixels[] = {9, 9, 9, 255, 7, 7, 7, 128};
    struct bb_shrunk from = {.width = 2, .height = 1, .channels = 4, .pixels = pixels};
    struct bb_shrunk color, alpha;
    assert_true(bb_image_shrink(&arena, &from, 2, 1, &color, &alpha));
    assert_int_equal(color.channels, 1);
    assert_memory_equal(color.pixels, ((uint8_t[]){9, 7}), 2);
    assert_memory_equal(alpha.pixels, ((uint8_t[]){255, 128}), 2);
    bb_arena_finish(&arena);
}

/* A JPEG of PICTURE_WIDTH becomes one of a quarter of it; broken bytes stay as they are. */
static void
test_shrink_jpeg(void **state)
{
    (void)state;
    struct bb_arena arena;
    bb_arena_init(&arena);
    struct picture_bytes bytes = picture_make_jpeg(JPEG_YCC, 0, false);
    struct bb_shrunk from = {.width = PICTURE_WIDTH,
        .height = PICTURE_HEIGHT,
        .channels = 3,
        .jpeg = {(const char *)bytes.at, bytes.len}};
    struct bb_shrunk color, alpha;
    bb_image_shrink(&arena, &from, PICTURE_WIDTH / 4, PICTURE_HEIGHT / 4, &color, &alpha);
    assert_int_equal(color.width, PICTURE_WIDTH / 4);
    assert_true(color.jpeg.len > 0 && color.jpeg.len < from.jpeg.len);
    from.jpeg.len = 20;
    bb_image_shrink(&arena, &from, PICTURE_WIDTH / 4, PICTURE_HEIGHT / 4, &color, &alpha);
    assert_int_equal(color.width, PICTURE_WIDTH);
    assert_ptr_equal(color.jpeg.ptr, from.jpeg.ptr);
    free(bytes.at);
    bb_arena_finish(&arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shrink_by_areas),
        cmocka_unit_test(test_shrink_finds_grey_and_alpha),
        cmocka_unit_test(test_shrink_jpeg),
        cmocka_unit_test(test_png_kinds),
        cmocka_unit_test(test_jpeg_kinds),
        cmocka_unit_test(test_orientations),
        cmocka_unit_test(test_every_prefix),
        cmocka_unit_test(test_every_byte_damaged),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_unsupported_precision),
        cmocka_unit_test(test_odd_jpeg),
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_qr_outlines),
        cmocka_unit_test(test_qr_capacity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

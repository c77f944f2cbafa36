/* JPEG by libjpeg: decoded once from its first byte to its last row, which is the only proof that
 * it is whole, and then either passed through as it is or kept as pixels.
 *
 * Passed through is what ISO 32000-1, 7.4.8, has: 8 bits, Huffman coding, sequential or
 * progressive, grey or YCbCr, upright, without any complaint of the decoder. The rows of such a
 * picture are decoded into one row's memory and forgotten.
 *
 * libjpeg leaves by longjmp on errors. What must outlive that is in `struct reader`, whose address
 * does not change; functions that are left so hold nothing of their own. */
#include <setjmp.h>
#include <stdio.h>

#include <jerror.h>
#include <jpeglib.h>

#include "image/decode.h"

/* Scans of a progressive picture: an encoder makes some ten. Each costs a pass over the whole
 * picture, so a small file of thousands of them would take hours. */
enum { SCANS_MOST = 200 };

struct reader {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf leave;
    struct bb_decoding *decoding;
    enum bb_image_fault fault;
    bool odd; /* complained about, but whole: nothing to hand on as it is */
};

static void
give_up(struct reader *reader, enum bb_image_fault fault, const char *detail)
{
    reader->fault = fault;
    snprintf(reader->decoding->detail, sizeof reader->decoding->detail, "%s", detail);
    longjmp(reader->leave, 1);
}

/* An error or warning of libjpeg, in its words. */
static void
give_up_on(struct reader *reader, enum bb_image_fault fault)
{
    char message[JMSG_LENGTH_MAX];
    reader->errors.format_message((j_common_ptr)&reader->jpeg, message);
    give_up(reader, fault, message);
}

static void
leave_on_error(j_common_ptr jpeg)
{
    struct reader *reader = jpeg->client_data;
    switch (jpeg->err->msg_code) {
    case JERR_INPUT_EOF:
        give_up_on(reader, BB_IMAGE_TRUNCATED);
        break;
    case JERR_BAD_PRECISION:
    case JERR_SOF_UNSUPPORTED:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_NOT_COMPILED:
        give_up_on(reader, BB_IMAGE_UNSUPPORTED);
        break;
    default:
        give_up_on(reader, BB_IMAGE_DAMAGED);
    }
}

/* Level -1: libjpeg goes on with damaged data. A few stray bytes between segments, as some cameras
 * write them, do no harm; anything else shows in the picture. */
static void
take_message(j_common_ptr jpeg, int level)
{
    struct reader *reader = jpeg->client_data;
    if (level >= 0)
        return;
    switch (jpeg->err->msg_code) {
    case JWRN_EXTRANEOUS_DATA:
    case JWRN_JFIF_MAJOR:
    case JWRN_ADOBE_XFORM:
        reader->odd = true;
        break;
    case JWRN_JPEG_EOF:
    case JWRN_HIT_MARKER:
        give_up_on(reader, BB_IMAGE_TRUNCATED);
        break;
    default:
        give_up_on(reader, BB_IMAGE_DAMAGED);
    }
}

static void
check_scans(j_common_ptr jpeg)
{
    struct reader *reader = jpeg->client_data;
    if (reader->jpeg.input_scan_number > SCANS_MOST)
        give_up(reader, BB_IMAGE_UNSUPPORTED, "too many scans");
}

static void
start(struct reader *reader, struct bb_str bytes)
{
    struct jpeg_decompress_struct *jpeg = &reader->jpeg;
    jpeg_mem_src(jpeg, (const unsigned char *)bytes.ptr, (unsigned long)bytes.len);
    jpeg_save_markers(jpeg, JPEG_APP0 + 1, 0xFFFF);
    jpeg_read_header(jpeg, TRUE);
}

/* --- pixels ----------------------------------------------------------------------------------- */

/* CMYK as light (Adobe writes it so, 255 is no ink) or as ink. Ink over ink multiplies. */
static void
turn_to_rgb(const struct reader *reader, const uint8_t *cmyk, uint8_t *rgb)
{
    enum { FULL = 255 };
    bool light = reader->jpeg.saw_Adobe_marker;
    for (JDIMENSION x = 0; x < reader->jpeg.output_width; x++, cmyk += 4)
        for (int i = 0; i < 3; i++) {
            unsigned ink = light ? cmyk[i] : FULL - cmyk[i];
            unsigned black = light ? cmyk[3] : FULL - cmyk[3];
            *rgb++ = (uint8_t)((ink * black + FULL / 2) / FULL);
        }
}

enum { EIGHTH = 8 }; /* the greatest reduction */

/* At 1/`reduction` of the picture's size, which is that of `image`. `pixels` NULL: the data is only
 * checked, for which an eighth of the size will do: all of it is decoded, but hardly anything made
 * of it. */
static void
read_rows(struct reader *reader, const struct bb_image *image, uint8_t *pixels, unsigned reduction)
{
    enum { CHANNELS_MOST = 4 };
    struct jpeg_decompress_struct *jpeg = &reader->jpeg;
    uint8_t *row = bb_arena_alloc_array(reader->decoding->arena, jpeg->image_width, CHANNELS_MOST);
    size_t stride = (size_t)image->width * (size_t)image->channels;
    bool cmyk = jpeg->out_color_space == JCS_CMYK;
    jpeg->scale_denom = reduction;
    jpeg_start_decompress(jpeg);
    while (jpeg->output_scanline < jpeg->output_height) {
        uint8_t *to = pixels ? pixels + jpeg->output_scanline * stride : NULL;
        uint8_t *decoded = to && !cmyk ? to : row;
        jpeg_read_scanlines(jpeg, &decoded, 1);
        if (to && cmyk)
            turn_to_rgb(reader, row, to);
    }
    jpeg_finish_decompress(jpeg);
}

/* What libjpeg is to make of the picture's colours. */
static void
choose_colors(struct reader *reader, struct bb_image *image)
{
    struct jpeg_decompress_struct *jpeg = &reader->jpeg;
    image->width = jpeg->image_width;
    image->height = jpeg->image_height;
    image->channels = jpeg->jpeg_color_space == JCS_GRAYSCALE ? 1 : 3;
    if (jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK)
        jpeg->out_color_space = JCS_CMYK;
    else
        jpeg->out_color_space = image->channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
}

static uint8_t *
make_pixels(struct bb_arena *arena, const struct bb_image *image)
{
    return bb_arena_alloc_array(
        arena, (size_t)image->width * image->height, (size_t)image->channels);
}

/* --- passing through -------------------------------------------------------------------------- */

static int
orientation_of(const struct reader *reader)
{
    int orientation = 1;
    jpeg_saved_marker_ptr marker = reader->jpeg.marker_list;
    for (; marker && orientation == 1; marker = marker->next)
        orientation = bb_exif_read_orientation(
            (struct bb_str){(const char *)marker->data, marker->data_length});
    return orientation;
}

static bool
may_pass(const struct reader *reader, int orientation)
{
    const struct jpeg_decompress_struct *jpeg = &reader->jpeg;
    return !jpeg->arith_code && orientation == 1
        && (jpeg->jpeg_color_space == JCS_GRAYSCALE || jpeg->jpeg_color_space == JCS_YCbCr);
}

/* JFIF's and Adobe's segments say how the colours are coded. */
static bool
is_about_colors(int mark, struct bb_str data)
{
    enum { APP0 = 0xE0, APP14 = 0xEE };
    return mark == APP14 || (mark == APP0 && bb_str_starts(data, "JFIF"));
}

/* The file without its segments of applications and comments, which say when, where and with what
 * a photograph was taken, and without the `rest` bytes that follow its end. The walk stops where
 * the picture's own data begins (SOS). */
static struct bb_str
strip(struct bb_arena *arena, struct bb_str bytes, size_t rest)
{
    enum { MARK = 0xFF, SOS = 0xDA, APP0 = 0xE0, APP15 = 0xEF, COM = 0xFE, MARK_LEN = 2, HEAD = 4 };
    const unsigned char *from = (const unsigned char *)bytes.ptr;
    size_t end = bytes.len - rest, at = MARK_LEN; /* after SOI */
    struct bb_buf out;
    bb_buf_init(&out, 0);
    bb_buf_append(&out, from, MARK_LEN);
    while (end - at >= HEAD && from[at + 1] != SOS) {
        if (from[at + 1] == MARK) { /* fill bytes may stand before a mark */
            at++;
            continue;
        }
        int mark = from[at + 1];
        size_t len = MARK_LEN + ((size_t)from[at + 2] << 8 | from[at + 3]);
        len = len < end - at ? len : end - at;
        struct bb_str data = {bytes.ptr + at + HEAD, len > HEAD ? len - HEAD : 0};
        bool drop = (mark >= APP0 && mark <= APP15) || mark == COM;
        if (!drop || is_about_colors(mark, data))
            bb_buf_append(&out, from + at, len);
        at += len;
    }
    bb_buf_append(&out, from + at, end - at);
    struct bb_str stripped = bb_arena_str(arena, bb_buf_str(&out));
    bb_buf_finish(&out);
    return stripped;
}

/* --- the whole -------------------------------------------------------------------------------- */

bool
bb_jpeg_is(struct bb_str bytes)
{
    return bb_str_starts(bytes, "\xFF\xD8\xFF");
}

static void
read_picture(struct reader *reader, struct bb_str bytes, struct bb_image *image)
{
    struct bb_arena *arena = reader->decoding->arena;
    start(reader, bytes);
    choose_colors(reader, image);
    enum bb_image_fault fault = bb_decoding_check_size(reader->decoding, image);
    if (fault != BB_IMAGE_GOOD)
        give_up(reader, fault, "");
    int orientation = orientation_of(reader);
    uint8_t *pixels = may_pass(reader, orientation) ? NULL : make_pixels(arena, image);
    image->pixels = pixels;
    read_rows(reader, image, pixels, pixels ? 1 : EIGHTH);
    if (pixels)
        bb_exif_turn(arena, image, orientation);
    else if (!reader->odd)
        image->jpeg = strip(arena, bytes, reader->jpeg.src->bytes_in_buffer);
}

static void
read_pixels(struct reader *reader, struct bb_str bytes, struct bb_image *image)
{
    struct bb_image found;
    start(reader, bytes);
    choose_colors(reader, &found);
    if (found.width != image->width || found.height != image->height
        || found.channels != image->channels)
        give_up(reader, BB_IMAGE_DAMAGED, "another picture");
    read_rows(reader, image, (uint8_t *)image->pixels, 1);
}

/* In image->width and height what is wanted at least comes in; what was made goes out. */
static void
read_reduced(struct reader *reader, struct bb_str bytes, struct bb_image *image)
{
    struct bb_image found;
    uint32_t width = image->width, height = image->height;
    unsigned reduction = EIGHTH;
    start(reader, bytes);
    choose_colors(reader, &found);
    if (found.channels != image->channels || reader->jpeg.out_color_space == JCS_CMYK)
        give_up(reader, BB_IMAGE_DAMAGED, "another picture");
    while (reduction > 1 && (found.width / reduction < width || found.height / reduction < height))
        reduction /= 2;
    image->width = (found.width + reduction - 1) / reduction; /* as libjpeg rounds */
    image->height = (found.height + reduction - 1) / reduction;
    uint8_t *pixels = make_pixels(reader->decoding->arena, image);
    image->pixels = pixels;
    read_rows(reader, image, pixels, reduction);
}

typedef void reading(struct reader *, struct bb_str, struct bb_image *);

/* Reads as `read` does, up to its end or the first error. */
static enum bb_image_fault
run(struct bb_decoding *decoding, reading *read, struct bb_str bytes, struct bb_image *image)
{
    struct reader reader = {.decoding = decoding};
    reader.jpeg.err = jpeg_std_error(&reader.errors);
    reader.jpeg.client_data = &reader;
    reader.errors.error_exit = leave_on_error;
    reader.errors.emit_message = take_message;
    reader.progress.progress_monitor = check_scans;
    if (setjmp(reader.leave) == 0) {
        jpeg_create_decompress(&reader.jpeg); /* keeps err and client_data */
        reader.jpeg.progress = &reader.progress;
        read(&reader, bytes, image);
    }
    jpeg_destroy_decompress(&reader.jpeg);
    return reader.fault;
}

enum bb_image_fault
bb_jpeg_decode(struct bb_decoding *decoding, struct bb_str bytes, struct bb_image *image)
{
    enum bb_image_fault fault = run(decoding, read_picture, bytes, image);
    if (fault != BB_IMAGE_GOOD || image->pixels || image->jpeg.len > 0)
        return fault;
    image->pixels = make_pixels(decoding->arena, image); /* odd, as its rows have shown */
    return run(decoding, read_pixels, bytes, image);
}

bool
bb_image_decode_jpeg(
    struct bb_str jpeg, uint32_t width, uint32_t height, int channels, uint8_t *pixels)
{
    struct bb_arena arena;
    bb_arena_init(&arena);
    struct bb_decoding decoding = {.arena = &arena};
    struct bb_image image = {
        .width = width, .height = height, .channels = channels, .pixels = pixels};
    bool good = run(&decoding, read_pixels, jpeg, &image) == BB_IMAGE_GOOD;
    bb_arena_finish(&arena);
    return good;
}

bool
bb_jpeg_decode_reduced(struct bb_arena *arena, struct bb_str jpeg, uint32_t least_width,
    uint32_t least_height, struct bb_image *image)
{
    struct bb_decoding decoding = {.arena = arena};
    image->width = least_width;
    image->height = least_height;
    return run(&decoding, read_reduced, jpeg, image) == BB_IMAGE_GOOD;
}

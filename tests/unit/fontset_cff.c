/* Charstrings written by hand, and fonts with bytes changed. */
#include "fontset_cff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "drawing.h"
#include "fontset/cff.h"

enum { CODE_MOST = 64, SUBRS = 16 };

/* The bytes of a charstring; an int each, ended by END. */
enum { END = 256, HSTEM = 1, VMOVETO = 4, CALLSUBR = 10, RETURN = 11, ESCAPE = 12, ENDCHAR = 14 };
enum { HSTEMHM = 18, HINTMASK = 19, CNTRMASK = 20, RMOVETO = 21, HMOVETO = 22, VSTEMHM = 23 };
enum { CALLGSUBR = 29, FLEX = 35, ADD = 10 };

/* Numbers from -107 to 107 are one byte; that of subroutine i, less the bias, is SUBR(i). */
#define N(value) (139 + (value))
#define SUBR(i) N((i)-107)

/* A subroutine that calls the i-th eight times. */
#define CALL(i) SUBR(i), CALLSUBR
#define CALL_EIGHT(i)                                                                       \
    {                                                                                       \
        CALL(i), CALL(i), CALL(i), CALL(i), CALL(i), CALL(i), CALL(i), CALL(i), RETURN, END \
    }

static const int subrs[SUBRS][CODE_MOST] = {
    {N(7), RMOVETO, RETURN, END},
    {N(8), SUBR(0), CALLSUBR, RETURN, END},
    {N(3), ENDCHAR, END},
    {N(1), N(2), HSTEM, RETURN, END},
    {SUBR(4), CALLSUBR, END}, /* calls itself */
    {SUBR(0), RETURN, END},
    {RETURN, END},
    CALL_EIGHT(8),
    CALL_EIGHT(9),
    CALL_EIGHT(10),
    CALL_EIGHT(11),
    CALL_EIGHT(12),
    CALL_EIGHT(13),
    CALL_EIGHT(14),
    CALL_EIGHT(15),
    {RETURN, END},
};

/* A file of the charstring alone, and a font of that glyph. */
struct font {
    struct bb_font_file file;
    struct bb_cff cff;
    struct bb_cff_part part;
    char offsets[SUBRS + 1], data[SUBRS * CODE_MOST], glyph_offsets[2];
};

static size_t
put_codes(char *out, const int *codes)
{
    size_t len = 0;
    for (; codes[len] != END; len++)
        out[len] = (char)codes[len];
    return len;
}

static void
open_bytes(struct bb_font_file *file, const void *bytes, size_t len)
{
    char path[] = "/tmp/bb-cff-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, len), len);
    close(fd);
    assert_true(bb_font_file_open(file, path));
    unlink(path);
}

static void
open_font(struct font *font, const int *codes)
{
    char bytes[CODE_MOST];
    size_t len = put_codes(bytes, codes), at = 0;
    *font = (struct font){0};
    open_bytes(&font->file, bytes, len);
    font->glyph_offsets[0] = 1;
    font->glyph_offsets[1] = (char)(len + 1);
    for (unsigned i = 0; i < SUBRS; i++) {
        font->offsets[i] = (char)(at + 1);
        at += put_codes(font->data + at, subrs[i]);
    }
    font->offsets[SUBRS] = (char)(at + 1);
    struct bb_cff_index index = {font->offsets, 1, SUBRS, {font->data, at}};
    font->part.subrs = index;
    font->cff = (struct bb_cff){.file = &font->file,
        .subrs = index,
        .glyphs = {font->glyph_offsets, 1, 1, font->file.bytes}};
}

void
test_charstrings_are_flattened(void **state)
{
    static const struct {
        const char *what;
        int code[CODE_MOST], flat[CODE_MOST];
    } rows[] = {
        {"a width before a path", {N(5), N(1), N(2), RMOVETO, ENDCHAR, END},
            {N(5), N(1), N(2), RMOVETO, ENDCHAR, END}},
        {"stems without a width", {N(1), N(2), HSTEM, N(3), N(4), 3, N(9), HMOVETO, ENDCHAR, END},
            {N(9), HMOVETO, ENDCHAR, END}},
        {"stems after a width", {N(5), N(1), N(2), HSTEMHM, ENDCHAR, END}, {N(5), ENDCHAR, END}},
        {"an odd operand that is no width: the first operator is past",
            {N(1), N(2), HSTEM, N(5), N(1), N(2), HSTEM, ENDCHAR, END}, {ENDCHAR, END}},
        {"a mask with stems before it",
            {N(1), N(2), HSTEMHM, N(3), N(4), HINTMASK, ENDCHAR, N(9), VMOVETO, ENDCHAR, END},
            {N(9), VMOVETO, ENDCHAR, END}},
        {"a mask of two bytes",
            {N(1), N(2), N(1), N(2), N(1), N(2), N(1), N(2), N(1), N(2), N(1), N(2), N(1), N(2),
                N(1), N(2), N(1), N(2), VSTEMHM, CNTRMASK, ENDCHAR, ENDCHAR, N(9), VMOVETO, ENDCHAR,
                END},
            {N(9), VMOVETO, ENDCHAR, END}},
        {"numbers of all lengths",
            {28, 1, 2, 247, 3, 251, 4, 255, 1, 2, 3, 4, VMOVETO, ENDCHAR, END},
            {28, 1, 2, 247, 3, 251, 4, 255, 1, 2, 3, 4, VMOVETO, ENDCHAR, END}},
        {"a flex", {N(1), ESCAPE, FLEX, ENDCHAR, END}, {N(1), ESCAPE, FLEX, ENDCHAR, END}},
        {"a subroutine", {N(1), SUBR(0), CALLSUBR, ENDCHAR, END},
            {N(1), N(7), RMOVETO, ENDCHAR, END}},
        {"one that calls another", {N(1), SUBR(1), CALLSUBR, ENDCHAR, END},
            {N(1), N(8), N(7), RMOVETO, ENDCHAR, END}},
        {"one whose number waits", {N(1), SUBR(0), SUBR(6), CALLSUBR, CALLSUBR, ENDCHAR, END},
            {N(1), N(7), RMOVETO, ENDCHAR, END}},
        {"one whose number another leaves", {N(1), SUBR(5), CALLSUBR, CALLSUBR, ENDCHAR, END},
            {N(1), N(7), RMOVETO, ENDCHAR, END}},
        {"one that ends the glyph", {SUBR(2), CALLSUBR, N(1), HMOVETO, END}, {N(3), ENDCHAR, END}},
        {"one of all parts", {N(1), SUBR(0), CALLGSUBR, ENDCHAR, END},
            {N(1), N(7), RMOVETO, ENDCHAR, END}},
        {"stems of a subroutine", {N(5), SUBR(3), CALLSUBR, N(9), HMOVETO, ENDCHAR, END},
            {N(5), N(9), HMOVETO, ENDCHAR, END}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct font font;
        struct bb_buf out;
        char want[CODE_MOST];
        size_t len = put_codes(want, rows[i].flat);
        open_font(&font, rows[i].code);
        bb_buf_init(&out, 0);
        if (!bb_cff_flatten(&font.cff, 0, &font.part, &out) || out.len != len
            || memcmp(out.ptr, want, len) != 0)
            fail_msg("%s", rows[i].what);
        bb_buf_finish(&out);
        bb_font_file_close(&font.file);
    }
}

void
test_bad_charstrings_are_refused(void **state)
{
    static const struct {
        const char *what;
        int code[CODE_MOST];
    } rows[] = {
        {"nothing ends it", {N(1), HMOVETO, END}},
        {"a number cut short", {N(1), 28, 1, END}},
        {"a mask cut short", {N(1), N(2), HSTEMHM, HINTMASK, END}},
        {"an operator cut short", {ESCAPE, END}},
        {"arithmetic", {N(1), N(2), ESCAPE, ADD, HMOVETO, ENDCHAR, END}},
        {"an accent of old", {N(1), N(2), N(3), N(4), ENDCHAR, END}},
        {"a subroutine without a number", {CALLSUBR, ENDCHAR, END}},
        {"a subroutine that is not there", {N(0), CALLSUBR, ENDCHAR, END}},
        {"a subroutine before the first", {N(-107), N(-107), 28, 0x80, 0, CALLSUBR, ENDCHAR, END}},
        {"a subroutine that calls itself", {SUBR(4), CALLSUBR, ENDCHAR, END}},
        {"subroutines that call others, 16 million in all", {CALL(7), N(9), HMOVETO, ENDCHAR, END}},
        {"too many numbers",
            {N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1),
                N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1),
                N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1), N(1),
                N(1), N(1), N(1), N(1), N(1), N(1), N(1), HMOVETO, ENDCHAR, END}},
        {"an operator that is none", {N(1), 9, ENDCHAR, END}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct font font;
        struct bb_buf out;
        open_font(&font, rows[i].code);
        bb_buf_init(&out, 0);
        if (bb_cff_flatten(&font.cff, 0, &font.part, &out))
            fail_msg("%s", rows[i].what);
        bb_buf_finish(&out);
        bb_font_file_close(&font.file);
    }
}

/* Reads and subsets the font in the file; the sanitizers see what it touches. */
static bool
subset_all(const struct bb_font_file *file)
{
    struct bb_arena arena;
    struct bb_cff cff;
    struct bb_buf out;
    uint32_t glyphs[100];
    uint16_t cids[100];
    size_t count = 0;
    bb_arena_init(&arena);
    bb_buf_init(&out, 0);
    bool good = bb_cff_open(&cff, &arena, file, bb_font_file_table(file, 0, "CFF "));
    for (; good && count < 100 && count < cff.glyphs.count; count++)
        glyphs[count] = (uint32_t)count;
    good = good && bb_cff_subset(&cff, glyphs, count, &out, cids);
    bb_buf_finish(&out);
    bb_arena_finish(&arena);
    return good;
}

/* One to eight bytes are changed in the dictionaries and indexes at the table's start. */
void
test_damaged_fonts_are_refused(void **state)
{
    enum { TIMES = 400, REACH = 400 };
    struct bb_font_file whole, damaged;
    uint32_t seed = 1;
    int refused = 0;
    (void)state;
    assert_true(bb_font_file_open(&whole, SANS_CJK));
    assert_true(subset_all(&whole));
    size_t start = (size_t)(bb_font_file_table(&whole, 0, "CFF ").ptr - whole.bytes.ptr);
    char *bytes = malloc(whole.bytes.len);
    for (int i = 0; i < TIMES; i++) {
        memcpy(bytes, whole.bytes.ptr, whole.bytes.len);
        for (int k = 0; k <= i % 8; k++) {
            seed = seed * 1664525 + 1013904223;
            size_t at = (seed >> 8) % (i % 2 == 0 ? REACH : whole.bytes.len - start);
            bytes[start + at] = (char)(seed >> 3);
        }
        open_bytes(&damaged, bytes, i % 16 == 15 ? start + REACH : whole.bytes.len);
        refused += !subset_all(&damaged);
        bb_font_file_close(&damaged);
    }
    free(bytes);
    bb_font_file_close(&whole);
    assert_true(refused > TIMES / 4);
}

/* The orientation of a photograph, from the one number of its EXIF data that matters here, and the
 * turning of pixels by it.
 *
 * EXIF data is a TIFF: a header with the byte order, then directories of entries of 12 bytes. Only
 * the first directory is looked at, and whatever does not fit is taken for upright: the data is the
 * camera's, and a picture without it is a picture all the same. */
#include "image/decode.h"

enum { UPRIGHT = 1, ORIENTATIONS = 8 };

struct tiff {
    const uint8_t *at;
    size_t len;
    bool big; /* endian */
};

/* An unsigned number of `size` bytes; 0 past the end. */
static uint32_t
read_number(const struct tiff *tiff, size_t at, size_t size)
{
    uint32_t number = 0;
    if (at > tiff->len || tiff->len - at < size)
        return 0;
    for (size_t i = 0; i < size; i++)
        number = number << 8 | tiff->at[tiff->big ? at + i : at + size - 1 - i];
    return number;
}

int
bb_exif_read_orientation(struct bb_str app1)
{
    static const char head[6] = "Exif\0";
    enum { ORDER = 2, DIRECTORY = 4, ENTRY = 12, TAG = 0x0112, VALUE = 8 };
    if (app1.len < sizeof head + VALUE || memcmp(app1.ptr, head, sizeof head) != 0)
        return UPRIGHT;
    struct tiff tiff = {(const uint8_t *)app1.ptr + sizeof head, app1.len - sizeof head, false};
    tiff.big = memcmp(tiff.at, "MM", ORDER) == 0;
    size_t directory = read_number(&tiff, DIRECTORY, 4);
    uint32_t entries = read_number(&tiff, directory, 2);
    for (uint32_t i = 0; i < entries; i++) {
        size_t entry = directory + 2 + (size_t)i * ENTRY;
        if (read_number(&tiff, entry, 2) != TAG)
            continue;
        uint32_t value = read_number(&tiff, entry + VALUE, 2);
        return value >= UPRIGHT && value <= ORIENTATIONS ? (int)value : UPRIGHT;
    }
    return UPRIGHT;
}

/* Where the pixel that comes to (x, y) of the upright picture stands in the file's rows. The table
 * is that of the standard: which corner of the file's rows is the picture's top left, and whether
 * its rows run down. */
static size_t
find_pixel(const struct bb_image *from, int orientation, size_t x, size_t y)
{
    static const struct {
        bool right, bottom, swapped;
    } turns[ORIENTATIONS + 1] = {
        [1] = {false, false, false},
        [2] = {true, false, false},
        [3] = {true, true, false},
        [4] = {false, true, false},
        [5] = {false, false, true},
        [6] = {false, true, true},
        [7] = {true, true, true},
        [8] = {true, false, true},
    };
    size_t column = turns[orientation].swapped ? y : x;
    size_t row = turns[orientation].swapped ? x : y;
    if (turns[orientation].right)
        column = from->width - 1 - column;
    if (turns[orientation].bottom)
        row = from->height - 1 - row;
    return row * from->width + column;
}

void
bb_exif_turn(struct bb_arena *arena, struct bb_image *image, int orientation)
{
    enum { FIRST_SWAPPED = 5 };
    if (orientation == UPRIGHT)
        return;
    struct bb_image from = *image;
    size_t channels = (size_t)from.channels;
    uint8_t *pixels = bb_arena_alloc_array(arena, (size_t)from.width * from.height, channels);
    if (orientation >= FIRST_SWAPPED) {
        image->width = from.height;
        image->height = from.width;
    }
    uint8_t *to = pixels;
    for (size_t y = 0; y < image->height; y++)
        for (size_t x = 0; x < image->width; x++, to += channels)
            memcpy(to, from.pixels + find_pixel(&from, orientation, x, y) * channels, channels);
    image->pixels = pixels;
}

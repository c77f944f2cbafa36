/* A font file: its tables mapped, glyphs read (internal to fontset). */
#ifndef BB_FONTSET_FILE_H
#define BB_FONTSET_FILE_H

#include <stdint.h>

#include "base/str.h"

struct bb_font_file {
    int fd;
    struct bb_str bytes; /* the whole file, mapped */
};

/* False where it cannot be read. A file that is cut short while it is open ends the process. */
bool bb_font_file_open(struct bb_font_file *file, const char *path);
void bb_font_file_close(struct bb_font_file *file);

/* A table of the `index`-th font of the file; empty where there is none. */
struct bb_str bb_font_file_table(const struct bb_font_file *file, unsigned index, const char *tag);

/* Copies `len` bytes that lie within the file. Unlike a look at the mapping this takes no page of
 * the file into the memory of the process. False where the system cannot read them. */
bool bb_font_file_read(const struct bb_font_file *file, size_t at, void *to, size_t len);

/* Big-endian numbers, as all of OpenType has them. */
static inline uint32_t
bb_font_u16(const char *at)
{
    const uint8_t *byte = (const uint8_t *)at;
    return (uint32_t)byte[0] << 8 | byte[1];
}

static inline uint32_t
bb_font_u32(const char *at)
{
    return bb_font_u16(at) << 16 | bb_font_u16(at + 2);
}

#endif

/* Pages of PDF files as pixels (internal to document). */
#ifndef BB_DOCUMENT_RASTER_H
#define BB_DOCUMENT_RASTER_H

#include "base/str.h"

enum { BB_RASTER_CHANNELS = 3 };

struct bb_raster {
    uint32_t width, height;
    uint8_t *pixels; /* RGB; the caller's to free; NULL: none */
};

struct bb_raster_pages; /* being drawn, one after the other */

/* Has pdftoppm draw the pages of `path` from `first` (from 1) on, all or `count` of them; NULL
 * where it is not installed. In colour: two colours may be as dark as each other. */
struct bb_raster_pages *bb_raster_open(const char *path, size_t first, size_t count, int dpi);

/* The next page; false after the last one. */
bool bb_raster_read(struct bb_raster_pages *pages, struct bb_raster *raster);
void bb_raster_close(struct bb_raster_pages *pages);

#endif

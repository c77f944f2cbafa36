/* Compressed streams (ISO 32000-1, 7.4.4), for all that writes one. */
#ifndef BB_PDF_DEFLATE_H
#define BB_PDF_DEFLATE_H

#include <zlib.h>

#include "base/str.h"

/* Deflaters by the size of what they are for, made at need. */
struct bb_pdf_deflater {
    z_stream sizes[2];
    bool ready[2];
};

/* Zeroed is a good start. */
void bb_pdf_deflater_finish(struct bb_pdf_deflater *deflater);

/* Appends the bytes compressed. `dense`: they are outlines of fonts, which hardly get smaller. The
 * same bytes give the same result, whatever came before. */
void bb_pdf_deflate(
    struct bb_pdf_deflater *deflater, struct bb_str bytes, bool dense, struct bb_buf *out);

#endif

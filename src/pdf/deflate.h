/* Compressed streams (ISO 32000-1, 7.4.4), for all that writes one. */
#ifndef BB_PDF_DEFLATE_H
#define BB_PDF_DEFLATE_H

#include "base/library.h"
#include "base/str.h"

struct libdeflate_compressor;

/* Compressors by what they are for, made at need. */
struct bb_pdf_deflater {
    struct libdeflate_compressor *plain, *dense;
};

/* Zeroed is a good start. */
void bb_pdf_deflater_finish(struct bb_pdf_deflater *deflater);

/* Appends the bytes compressed. `dense`: they are outlines of fonts, which hardly get smaller. The
 * same bytes give the same result, whatever came before. */
void bb_pdf_deflate(
    struct bb_pdf_deflater *deflater, struct bb_str bytes, bool dense, struct bb_buf *out);

/* Appends what was compressed. False where it is damaged. */
bool bb_pdf_inflate(struct bb_str bytes, struct bb_buf *out);

/* The libraries underneath. Returns how many. */
size_t bb_pdf_libraries(struct bb_arena *arena, struct bb_library libraries[BB_LIBRARIES_MOST]);

#endif

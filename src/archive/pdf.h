/* Writing a PDF file object by object (internal to archive).
 *
 * Numbers are handed out first, so that objects may refer to each other, and each number is then
 * written exactly once. Objects without a stream are packed into compressed object streams. */
#ifndef BB_ARCHIVE_PDF_H
#define BB_ARCHIVE_PDF_H

#include "pdf/deflate.h"
#include "pdf/write.h"

enum bb_pdf_kind { BB_PDF_UNWRITTEN, BB_PDF_PLAIN, BB_PDF_PACKED }; /* as 7.5.8.3, type 1 and 2 */

struct bb_pdf_slot {
    uint64_t place; /* PLAIN: byte offset; PACKED: number of the object stream */
    uint16_t index; /* PACKED: position in that stream */
    uint16_t kind;
};

struct bb_pdf {
    struct bb_arena *arena;           /* borrowed */
    struct bb_buf *out;               /* borrowed */
    size_t start;                     /* of the file in `out` */
    BB_VEC(struct bb_pdf_slot) slots; /* by object number; 0 is unused */
    uint32_t pack;                    /* number of the object stream being filled; 0: none */
    uint32_t packed;                  /* objects in it */
    struct bb_buf body;               /* their text */
    struct bb_buf head;               /* their numbers and offsets */
    struct bb_buf squeezed;           /* deflated bytes of the stream being written */
    struct bb_pdf_deflater deflater;
    struct bb_pdf_objects objects; /* the file, for module pdf */
    const char *fault;             /* the first offence against "exactly once", or of zlib; NULL */
};

/* Starts a file of `version` ("1.7") at the end of `out`. */
void bb_pdf_init(
    struct bb_pdf *pdf, struct bb_arena *arena, struct bb_buf *out, const char *version);
void bb_pdf_finish(struct bb_pdf *pdf);

/* The first of `count` consecutive new object numbers. */
uint32_t bb_pdf_reserve(struct bb_pdf *pdf, uint32_t count);

/* Begins the object `number` and returns the buffer its text goes to. Objects do not nest. */
struct bb_buf *bb_pdf_begin(struct bb_pdf *pdf, uint32_t number);
void bb_pdf_end(struct bb_pdf *pdf);

/* Writes a stream. `entries` are those of its dictionary, without Length. With `deflate` the bytes
 * are compressed here and Filter is added; otherwise they are written as they are. */
void bb_pdf_add_stream(
    struct bb_pdf *pdf, uint32_t number, struct bb_str entries, struct bb_str bytes, bool deflate);

/* Writes cross-reference stream and trailer. The file's ID is the MD5 of all that precedes it, so
 * the same objects give the same file. `info` 0: there is none. Returns the first fault, or
 * NULL. */
const char *bb_pdf_close(struct bb_pdf *pdf, uint32_t root, uint32_t info);

#endif

/* The file of the libharu backend: objects written as text, streams, and its bytes. Private to
 * be_haru. */
#ifndef BB_BACKEND_HARU_FILE_H
#define BB_BACKEND_HARU_FILE_H

#include <hpdf.h>
#include <hpdf_doc.h>

#include "pdf/deflate.h"
#include "pdf/write.h"

struct bb_haru_file {
    HPDF_Doc doc;
    struct bb_arena *arena;        /* borrowed: the objects' text lives there */
    struct bb_pdf_objects objects; /* for module pdf */
    struct bb_buf body;            /* of the object that is begun */
    HPDF_Dict open;                /* that object */
    struct bb_pdf_deflater deflater;
    struct bb_buf squeezed; /* deflated bytes of the stream being written */
};

/* Begins an empty document. False where libharu has none. */
bool bb_haru_file_init(struct bb_haru_file *file, struct bb_arena *arena);
void bb_haru_file_finish(struct bb_haru_file *file);

/* An object's number, for references. 0 for NULL, which stands for a kept error. */
uint32_t bb_haru_file_number(HPDF_Dict object);

/* The dictionary of a number; NULL after an error. */
HPDF_Dict bb_haru_file_lookup(struct bb_haru_file *file, uint32_t number);

/* How the bytes of a stream are written. */
enum bb_haru_packing {
    BB_HARU_AS_IS,
    BB_HARU_DEFLATED,
    BB_HARU_OUTLINES, /* deflated, with little effort */
};

/* A new stream. `entries` are those of its dictionary besides Length, and Filter where the bytes
 * are deflated here. The bytes are copied. Returns its number. */
uint32_t bb_haru_file_add_stream(struct bb_haru_file *file, struct bb_str entries,
    struct bb_str bytes, enum bb_haru_packing packing);

/* The same with an empty stream that libharu has made. */
void bb_haru_file_fill_stream(struct bb_haru_file *file, HPDF_Dict stream, struct bb_str entries,
    struct bb_str bytes, enum bb_haru_packing packing);

/* Adds entries, as text, to a dictionary of libharu's own: catalog or Info. */
void bb_haru_file_extend(struct bb_haru_file *file, HPDF_Dict dict, struct bb_str entries);

/* Appends the document to `out`; libharu's first error, or HPDF_OK. */
HPDF_STATUS bb_haru_file_save(struct bb_haru_file *file, struct bb_buf *out);

#endif

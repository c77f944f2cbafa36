/* A trip to begin with: one of the starters of the data folder, copied. */
#include <unistd.h>

#include "document/document.h"

enum bb_outcome
bb_document_begin(struct bb_document *document, const char *path, const char *language)
{
    struct bb_str bytes;
    enum bb_status status = BB_IO;
    const char *starter =
        bb_arena_printf(&document->arena, "%s/starter/%s/trip.yaml", document->data, language).ptr;
    if (access(starter, F_OK) == 0)
        status = bb_input_read_bytes(&document->input, starter, &bytes);
    else
        bb_report(&document->diag, BB_D_DATA_MISSING, ((struct bb_span){0}), starter);
    if (status == BB_OK)
        status = bb_input_write_new_file(&document->diag, path, bytes.ptr, bytes.len);
    bb_document_goes_on(document, status);
    return document->outcomes.own;
}

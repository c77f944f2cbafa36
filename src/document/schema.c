/* The vocabulary of the trip file, printed for those who use the library by its public header. */
#include "document/briefbook.h"
#include "schema/print.h"

void
bb_document_print_schema(FILE *out, const struct bb_schema_options *options)
{
    bool korean = options->language && strcmp(options->language, "ko") == 0;
    struct bb_buf text;
    bb_buf_init(&text, 0);
    if (options->markdown)
        bb_print_reference(&text, korean ? BB_DIAG_KO : BB_DIAG_EN);
    else
        bb_print_schema(&text, korean ? BB_DIAG_KO : BB_DIAG_EN);
    fwrite(text.ptr, 1, text.len, out);
    bb_buf_finish(&text);
}

/* The files inside of a document, brought out. */
#include "document/document.h"
#include "document/names.h"

enum bb_status
bb_document_read_files(struct bb_document *document, const char *pdf, struct bb_str *bytes,
    const struct bb_archive_file **files, size_t *nfiles)
{
    const struct bb_archive_entry *entry = bb_document_find_archive(document);
    if (!entry)
        return BB_INTERNAL;
    enum bb_status status = bb_input_read_bytes(&document->input, pdf, bytes);
    if (status == BB_OK)
        status = entry->read_files(*bytes, pdf, document->limits.file_bytes, &document->arena,
            &document->diag, files, nfiles);
    return status == BB_OK ? bb_document_check_names(document, *files, *nfiles) : status;
}

enum bb_status
bb_document_write_files(struct bb_document *document, const char *folder,
    const struct bb_archive_file *files, size_t nfiles)
{
    struct bb_input_new_file *list =
        BB_NEW_ARRAY(&document->arena, struct bb_input_new_file, nfiles);
    for (size_t i = 0; i < nfiles; i++)
        list[i] = (struct bb_input_new_file){files[i].name, files[i].bytes};
    return bb_input_write_folder(&document->diag, folder, list, nfiles);
}

enum bb_outcome
bb_document_extract(struct bb_document *document, const char *pdf, const char *folder)
{
    struct bb_str bytes;
    const struct bb_archive_file *files;
    size_t nfiles;
    enum bb_status status = bb_document_read_files(document, pdf, &bytes, &files, &nfiles);
    if (status == BB_OK)
        status = bb_document_write_files(document, folder, files, nfiles);
    bb_document_goes_on(document, status);
    return document->outcomes.own;
}

/* The names of files inside of documents (internal to document). */
#ifndef BB_DOCUMENT_NAMES_H
#define BB_DOCUMENT_NAMES_H

#include "document/document.h"

#define BB_MANIFEST_NAME "manifest.yaml"

/* What the trip file and the layout are called inside: "trip/trip.yaml". */
const char *bb_document_name_trip(struct bb_document *document);
const char *bb_document_name_layout(struct bb_document *document);

/* Whether all names can be files of one folder on any system: relative, of plain words, none the
 * name of a device, no two alike but for their case, none both file and folder. Otherwise
 * BB_INVALID after reporting every one. */
enum bb_status bb_document_check_names(
    struct bb_document *document, const struct bb_archive_file *files, size_t nfiles);

#endif

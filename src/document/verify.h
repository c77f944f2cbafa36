/* Telling how a document and the one made again from its sources differ (internal to document). */
#ifndef BB_DOCUMENT_VERIFY_H
#define BB_DOCUMENT_VERIFY_H

#include "document/document.h"

struct bb_node;

/* A PDF with what is inside. */
struct bb_verify_copy {
    const char *path;
    struct bb_str bytes;
    const struct bb_archive_file *files;
    size_t nfiles;
    const struct bb_node *manifest; /* root of its mapping */
};

/* Reports files that are not those of the manifest. */
void bb_verify_files(struct bb_document *document, const struct bb_verify_copy *copy);

/* Reports how the surroundings of both differ: program, fonts, libraries, profile. */
void bb_verify_surroundings(struct bb_document *document, const struct bb_verify_copy *kept,
    const struct bb_verify_copy *made);

/* Reports which pages of kept.pdf and made.pdf in `folder` look different; with `pictures`, writes
 * them side by side into that folder. */
void bb_verify_pages(struct bb_document *document, const char *folder, const char *pictures);

/* The text of a field of a manifest; NULL where it is none. */
const char *bb_verify_text(const struct bb_node *mapping, const char *key);

#endif

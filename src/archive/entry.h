/* The one symbol of libbriefbook-archive.
 *
 * libqpdf costs 21 million instructions and 5.5 MB to load (half of all libraries together), so the
 * shared libbriefbook loads archive, and with it libqpdf, only when a document is finished. Linked
 * statically, archive is simply part of the program. */
#ifndef BB_ARCHIVE_ENTRY_H
#define BB_ARCHIVE_ENTRY_H

#include "archive/archive.h"

struct bb_archive_entry {
    __typeof__(bb_archive_find_level) *find_level;
    __typeof__(bb_archive_finish) *finish;
    const char *const *icc_paths;
    __typeof__(bb_archive_read_files) *read_files;
    __typeof__(bb_archive_libraries) *libraries;
};

extern const struct bb_archive_entry bb_archive_entry __attribute__((visibility("default")));

#endif

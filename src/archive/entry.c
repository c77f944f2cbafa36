/* What a loader finds. */
#include "archive/entry.h"

const struct bb_archive_entry bb_archive_entry = {
    .find_level = bb_archive_find_level,
    .finish = bb_archive_finish,
    .icc_paths = bb_archive_icc_paths,
    .libraries = bb_archive_libraries,
    .read_files = bb_archive_read_files,
};

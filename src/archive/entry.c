/* What a loader finds. */
#include "archive/entry.h"

const struct bb_archive_entry bb_archive_entry = {
    bb_archive_finish, bb_archive_icc_paths, bb_archive_libraries};

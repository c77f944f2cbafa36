/* Which libqpdf and zlib these are. What Cairo deflates stays as it is. */
#include <qpdf/qpdf-c.h>
#include <zlib.h>

#include "archive/archive.h"

size_t
bb_archive_libraries(struct bb_arena *arena, struct bb_library libraries[BB_LIBRARIES_MOST])
{
    (void)arena;
    libraries[0] = (struct bb_library){"libqpdf", qpdf_get_qpdf_version()};
    libraries[1] = (struct bb_library){"zlib", zlibVersion()};
    return 2;
}

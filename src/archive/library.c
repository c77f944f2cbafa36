/* Which libqpdf this is. */
#include <qpdf/qpdf-c.h>

#include "archive/archive.h"

size_t
bb_archive_libraries(struct bb_arena *arena, struct bb_library libraries[BB_LIBRARIES_MOST])
{
    (void)arena;
    libraries[0] = (struct bb_library){"libqpdf", qpdf_get_qpdf_version()};
    return 1;
}

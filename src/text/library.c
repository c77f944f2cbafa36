/* Which Pango and HarfBuzz these are. */
#include <hb.h>
#include <pango/pango.h>

#include "text/text.h"

size_t
bb_text_libraries(struct bb_arena *arena, struct bb_library libraries[BB_LIBRARIES_MOST])
{
    (void)arena;
    libraries[0] = (struct bb_library){"Pango", pango_version_string()};
    libraries[1] = (struct bb_library){"HarfBuzz", hb_version_string()};
    return 2;
}

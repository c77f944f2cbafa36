/* Which Cairo, FreeType and libharu these are. */
#include <cairo.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <hpdf.h>

#include "backend/backend.h"

static const char *
freetype_version(struct bb_arena *arena)
{
    FT_Library library;
    FT_Int major, minor, patch;
    if (FT_Init_FreeType(&library) != 0)
        return "?";
    FT_Library_Version(library, &major, &minor, &patch);
    FT_Done_FreeType(library);
    return bb_arena_printf(arena, "%d.%d.%d", major, minor, patch).ptr;
}

size_t
bb_backend_libraries(struct bb_arena *arena, struct bb_library libraries[BB_LIBRARIES_MOST])
{
    libraries[0] = (struct bb_library){"Cairo", cairo_version_string()};
    libraries[1] = (struct bb_library){"FreeType", freetype_version(arena)};
    libraries[2] = (struct bb_library){"libharu", HPDF_GetVersion()};
    return 3;
}

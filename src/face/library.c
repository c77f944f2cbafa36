/* Which fontconfig this is. */
#include <fontconfig/fontconfig.h>

#include "face/face.h"

size_t
bb_face_libraries(struct bb_arena *arena, struct bb_library libraries[BB_LIBRARIES_MOST])
{
    int version = FcGetVersion(); /* 21401 for 2.14.1 */
    libraries[0] = (struct bb_library){"fontconfig",
        bb_arena_printf(arena, "%d.%d.%d", version / 10000, version / 100 % 100, version % 100)
            .ptr};
    return 1;
}

/* Which libyaml this is. */
#include <yaml.h>

#include "yaml/yaml.h"

size_t
bb_yaml_libraries(struct bb_arena *arena, struct bb_library libraries[BB_LIBRARIES_MOST])
{
    (void)arena;
    libraries[0] = (struct bb_library){"libyaml", yaml_get_version_string()};
    return 1;
}

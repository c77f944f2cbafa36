/* Inside yaml only: from a scalar's decoded text back to its bytes. */
#ifndef BB_YAML_ORIGIN_H
#define BB_YAML_ORIGIN_H

#include <yaml.h>

#include "base/source.h"

/* The origin of `text`, decoded by libyaml from source bytes span.start..span.end in `style`. For
 * block scalars the end of `whole` is moved back to the end of the last line that holds text. */
struct bb_origin bb_yaml_find_origin(struct bb_arena *arena, struct bb_str bytes,
    struct bb_span span, yaml_scalar_style_t style, struct bb_str text);

#endif

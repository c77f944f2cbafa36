/* Writing JSON (RFC 8259). */
#ifndef BB_BASE_JSON_H
#define BB_BASE_JSON_H

#include "base/str.h"

/* The text as a JSON string in its quotes: UTF-8, control characters escaped; ill-formed bytes (of
 * a file's name, say) become U+FFFD. */
void bb_json_append_string(struct bb_buf *out, struct bb_str text);

#endif

/* Inside input only: is this text? */
#ifndef BB_INPUT_CHECK_H
#define BB_INPUT_CHECK_H

#include "input/input.h"

/* Reports every byte that has no place in a text, and masks it with '_' so that the rest of the
 * file can be checked and printed. `bytes` belongs to the source `id`. BB_INVALID: too many of
 * them. */
enum bb_status bb_input_check_text(struct bb_diag *diag, uint32_t id, char *bytes, size_t len);

/* Starts with the byte order mark of UTF-16 or UTF-32. */
bool bb_input_is_utf16(struct bb_str bytes);

/* What someone often gives in place of a trip file, by the bytes it starts with: "PDF"; NULL for
 * anything else. */
const char *bb_input_name_binary(struct bb_str bytes);

#endif

/* SHA-256 of bytes and of files, in lower-case hex. */
#ifndef BB_INPUT_HASH_H
#define BB_INPUT_HASH_H

#include "base/str.h"

enum { BB_HASH_SIZE = 65 }; /* 64 digits and the end */

void bb_input_hash_bytes(struct bb_str bytes, char hash[BB_HASH_SIZE]);

/* Leaves "" where the file cannot be read. */
void bb_input_hash_file(const char *path, char hash[BB_HASH_SIZE]);

#endif

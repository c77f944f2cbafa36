/* SHA-256 of bytes and of files, and MD5 where PDF asks for it, in lower-case hex. */
#ifndef BB_INPUT_HASH_H
#define BB_INPUT_HASH_H

#include "base/str.h"

enum { BB_HASH_SIZE = 65, BB_MD5_SIZE = 33 }; /* 64 and 32 digits and the end */

void bb_input_hash_bytes(struct bb_str bytes, char hash[BB_HASH_SIZE]);

/* Leaves "" where the file cannot be read. */
void bb_input_hash_file(const char *path, char hash[BB_HASH_SIZE]);

void bb_input_md5_bytes(struct bb_str bytes, char hash[BB_MD5_SIZE]);

#endif

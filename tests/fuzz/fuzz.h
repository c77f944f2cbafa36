/* What a fuzz target is: fuzz_NAME.c defines this function, libFuzzer or replay.c calls it. */
#ifndef BB_TESTS_FUZZ_H
#define BB_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif

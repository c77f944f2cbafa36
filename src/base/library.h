/* The libraries that a module stands on, as they were found when the program runs. */
#ifndef BB_BASE_LIBRARY_H
#define BB_BASE_LIBRARY_H

#include "base/arena.h"

struct bb_library {
    const char *name, *version;
};

/* A module gives no more than this many. */
enum { BB_LIBRARIES_MOST = 4 };

#endif

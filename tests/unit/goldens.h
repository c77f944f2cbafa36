/* Golden diagnostics: what is said of NAME.yaml, in English and Korean, stands in NAME.diag. */
#ifndef BB_TESTS_GOLDENS_H
#define BB_TESTS_GOLDENS_H

#include "input/input.h"

struct goldens {
    const char *folder; /* below tests/suite */
    void (*read)(struct bb_input *input, const char *name);
    const char *areas;            /* first two digits of the codes held here: "03 04" */
    const char *const *elsewhere; /* codes of these areas that no file here can earn … */
    size_t nelsewhere;            /* … and another test holds */
};

/* Every file as its golden says, and every code of the areas in one of them. Set BB_UPDATE=1 to
 * write the goldens anew, then read the difference. */
void check_goldens(const struct goldens *goldens);

#endif

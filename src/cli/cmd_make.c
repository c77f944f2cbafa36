/* briefbook make LAYOUT TRIP.yaml...: any layout, whose name becomes part of the file's. */
#include <stdlib.h>

#include "cli/make.h"

int
bb_cli_make(const struct bb_cli_options *options)
{
    if (options->narguments == 0)
        return bb_cli_fail(
            options, BB_EXIT_USAGE, BB_D_USAGE_LAYOUT_MISSING, options->command->name);
    struct bb_cli_options mine = *options;
    mine.arguments++;
    mine.narguments--;
    char *kind = bb_cli_stem(options->arguments[0]);
    int code = bb_cli_make_by(&mine, options->arguments[0], kind);
    free(kind);
    return code;
}

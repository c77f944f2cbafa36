/* briefbook version */
#include "cli/options.h"

int
bb_cli_version(const struct bb_cli_options *options)
{
    if (options->narguments > 0)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_ARGUMENT, options->arguments[0],
            options->command->name);
    puts("briefbook " BB_VERSION);
    return BB_EXIT_DONE;
}

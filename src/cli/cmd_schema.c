/* briefbook schema: the vocabulary of the trip file, for editors and for the manual. The library is
 * loaded here, without a worker: nothing of anyone's is read. */
#include "cli/library.h"

int
bb_cli_schema(const struct bb_cli_options *options)
{
    if (options->narguments > 0)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_ARGUMENT, options->arguments[0],
            options->command->name);
    struct bb_cli_library library;
    if (!bb_cli_load_library(options, &library))
        return BB_EXIT_FAILED;
    struct bb_schema_options schema = {
        .language = options->messages == BB_DIAG_KO ? "ko" : "en",
        .markdown = options->markdown,
    };
    library.print_schema(stdout, &schema);
    return BB_EXIT_DONE;
}

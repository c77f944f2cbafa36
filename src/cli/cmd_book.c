/* briefbook book TRIP.yaml... */
#include "cli/make.h"

int
bb_cli_book(const struct bb_cli_options *options)
{
    return bb_cli_make_documents(options, options->arguments, (size_t)options->narguments, "book");
}

/* briefbook book TRIP.yaml... */
#include "cli/make.h"

int
bb_cli_book(const struct bb_cli_options *options)
{
    return bb_cli_make_by(options, "book", "book");
}

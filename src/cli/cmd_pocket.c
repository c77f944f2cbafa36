/* briefbook pocket TRIP.yaml...: a card for each city. */
#include "cli/make.h"

int
bb_cli_pocket(const struct bb_cli_options *options)
{
    return bb_cli_make_by(options, "pocket", "pocket");
}

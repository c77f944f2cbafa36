/* briefbook handouts TRIP.yaml...: a page for each city. */
#include "cli/make.h"

int
bb_cli_handouts(const struct bb_cli_options *options)
{
    return bb_cli_make_by(options, "handout", "handouts");
}

/* briefbook schedule TRIP.yaml...: each person's own schedule. */
#include "cli/make.h"

int
bb_cli_schedule(const struct bb_cli_options *options)
{
    return bb_cli_make_by(options, "schedule", "schedule");
}

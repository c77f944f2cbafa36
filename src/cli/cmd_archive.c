/* briefbook archive TRIP.yaml...: a document to be kept, with its sources inside. */
#include "cli/make.h"

static bool
has_tags(const char *level)
{
    return strcmp(level, "2u") != 0 && strcmp(level, "3u") != 0;
}

int
bb_cli_archive(const struct bb_cli_options *options)
{
    struct bb_cli_options mine = *options;
    if (!mine.render.level)
        mine.render.level = mine.render.lightweight ? "3u" : "3a";
    if (mine.render.lightweight && has_tags(mine.render.level))
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_LIGHT_LEVEL, mine.render.level);
    return bb_cli_make_by(&mine, "book", "archive");
}

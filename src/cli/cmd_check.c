/* briefbook check TRIP.yaml...: everything up to the layout, since missing glyphs and lines that
 * are too long show only there; nothing is written. */
#include "cli/make.h"

static int
check(const struct bb_cli_library *library, const struct bb_cli_options *options,
    const struct bb_cli_task *task)
{
    struct bb_document_options wanted = options->document;
    wanted.all_pictures = true;
    struct bb_document *document = library->open(task->trip, &wanted);
    for (size_t i = 0; i < library->count(document); i++)
        library->choose(document, i);
    int code = bb_cli_conclude(library, options, task, document);
    library->close(document);
    return code;
}

int
bb_cli_check(const struct bb_cli_options *options)
{
    if (options->narguments == 0)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_TRIP_MISSING, options->command->name);
    return bb_cli_run_on_trips(options, check);
}

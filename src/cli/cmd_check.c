/* briefbook check TRIP.yaml...: everything up to the layout, since missing glyphs and lines that
 * are too long show only there; nothing is written. */
#include <stdlib.h>

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
    size_t ntrips = (size_t)options->narguments;
    if (ntrips == 0)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_TRIP_MISSING, options->command->name);
    struct bb_cli_task *tasks = calloc(ntrips, sizeof *tasks);
    if (!tasks)
        abort();
    for (size_t i = 0; i < ntrips; i++)
        tasks[i] = (struct bb_cli_task){.trip = options->arguments[i], .group = i};
    int code = bb_cli_run_tasks(options, tasks, ntrips, (struct bb_cli_work){.run = check});
    free(tasks);
    return code;
}

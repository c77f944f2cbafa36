/* Each document is made in a process of its own. A library that aborts or hangs there becomes a
 * message and an exit code here, and leaves nothing behind. */
#ifndef BB_CLI_WORKER_H
#define BB_CLI_WORKER_H

#include "cli/library.h"

struct bb_cli_task {
    const char *trip;   /* or NULL: none */
    const char *output; /* where it writes, or NULL */
};

/* What a worker does; what it returns is the exit code of its task. */
struct bb_cli_work {
    int (*run)(const struct bb_cli_library *library, const struct bb_cli_options *options,
        const struct bb_cli_task *task);
};

/* Runs the tasks, at most options->jobs at once; the worst exit code. With several tasks, says at
 * the end which failed. */
int bb_cli_run_tasks(const struct bb_cli_options *options, const struct bb_cli_task *tasks,
    size_t ntasks, struct bb_cli_work work);

#endif

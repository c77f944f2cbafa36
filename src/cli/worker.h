/* Documents are made in processes of their own. A library that aborts or hangs there becomes a
 * message and an exit code here, and leaves nothing behind; what else the task was to make is made
 * by another worker, which leaves out the file that the first one died of. */
#ifndef BB_CLI_WORKER_H
#define BB_CLI_WORKER_H

#include "cli/journal.h"
#include "cli/library.h"

/* Tasks of one trip stand after each other. */
struct bb_cli_task {
    const char *trip;   /* or NULL: none */
    size_t group;       /* the number of the trip on the command line */
    const char *output; /* where it writes, or NULL */
    size_t part, parts; /* of the trip's documents; 0: all */
    bool further;       /* another task of this trip tells what its documents share */
    const void *input;  /* that the command gives it */
    /* In the worker: */
    int journal;         /* where it takes notes */
    char *const *deadly; /* files that workers before it died of */
    size_t ndeadly;
};

/* What a worker does; what it returns is the exit code of its task. */
struct bb_cli_work {
    int (*run)(const struct bb_cli_library *library, const struct bb_cli_options *options,
        const struct bb_cli_task *task);
    /* Called in the parent for each task that has ended, in their order, with the notes of the last
     * worker that it took; or NULL. */
    void (*collect)(void *data, const struct bb_cli_task *task, const struct bb_cli_notes *notes);
    void *data;
};

/* Runs the tasks, at most options->jobs at once; the worst exit code. Says at the end which
 * documents of a trip were not made, and with several trips, which of these failed. */
int bb_cli_run_tasks(const struct bb_cli_options *options, const struct bb_cli_task *tasks,
    size_t ntasks, struct bb_cli_work work);

/* Runs one task for each trip of the command line, or a single one without a trip. */
int bb_cli_run_on_trips(const struct bb_cli_options *options,
    int (*run)(const struct bb_cli_library *library, const struct bb_cli_options *options,
        const struct bb_cli_task *task));

/* For a worker: notes that a file is begun. false where it must not be, as workers died of it. */
bool bb_cli_begin_file(const struct bb_cli_task *task, const char *path);
void bb_cli_end_file(const struct bb_cli_task *task, const char *path, bool written);

#endif

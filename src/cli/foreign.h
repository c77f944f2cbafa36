/* Commands that read a PDF, which may be anybody's. */
#ifndef BB_CLI_FOREIGN_H
#define BB_CLI_FOREIGN_H

#include "cli/worker.h"

/* Runs a command on the one PDF that the command line names; `output` is where it writes, or NULL.
 * The worker can have so much memory and no more, for a small PDF can ask for a lot. */
int bb_cli_run_on_pdf(const struct bb_cli_options *options, const char *output,
    int (*run)(const struct bb_cli_library *library, const struct bb_cli_options *options,
        const struct bb_cli_task *task));

/* To be called in the worker before it reads. */
void bb_cli_limit_memory(void);

#endif

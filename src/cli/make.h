/* Making documents: what book, make and later commands share. */
#ifndef BB_CLI_MAKE_H
#define BB_CLI_MAKE_H

#include "cli/worker.h"

/* One task a share of each trip's documents; those of a trip stand after each other. */
struct bb_cli_tasks {
    struct bb_cli_task *at;
    size_t ntrips, shares;
};

/* Makes the documents of each trip of the command line by `layout`, where it names no other. The
 * file of one is options->output, or by default STEM-`kind`.FORMAT in the current folder; several
 * go to options->output as a folder, or STEM-`kind`, by their names. */
int bb_cli_make_by(const struct bb_cli_options *options, const char *layout, const char *kind);

/* Runs what a command does with the tasks that come of its command line. */
int bb_cli_with_tasks(const struct bb_cli_options *options, const char *kind,
    int (*run)(const struct bb_cli_options *options, const struct bb_cli_tasks *tasks));

/* Not where warnings are errors and the chosen document has some. */
bool bb_cli_may_write(const struct bb_cli_library *library, const struct bb_cli_options *options,
    const struct bb_document *document);

/* The file name of a path without its folder and its last suffix; "trip" for standard input. The
 * caller frees. */
char *bb_cli_stem(const char *path);

/* Prints the diagnostics of a document and returns the exit code: that of its outcome, or 1 where
 * warnings are errors. */
int bb_cli_conclude(const struct bb_cli_library *library, const struct bb_cli_options *options,
    const struct bb_cli_task *task, struct bb_document *document);

#endif

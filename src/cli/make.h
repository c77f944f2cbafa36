/* Making documents: what book, make and later commands share. */
#ifndef BB_CLI_MAKE_H
#define BB_CLI_MAKE_H

#include "cli/worker.h"

/* Makes a document of each trip. Its file is options->output, or by default STEM-`kind`.SUFFIX in
 * the current folder. */
int bb_cli_make_documents(
    const struct bb_cli_options *options, char **trips, size_t ntrips, const char *kind);

/* The file name of a path without its folder and its last suffix; "trip" for standard input. The
 * caller frees. */
char *bb_cli_stem(const char *path);

/* Prints the diagnostics of a document and returns the exit code: that of its outcome, or 1 where
 * warnings are errors. */
int bb_cli_conclude(const struct bb_cli_library *library, const struct bb_cli_options *options,
    struct bb_document *document);

#endif

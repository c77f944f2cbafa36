/* The program: a table of commands, one file each.
 *
 * The parent only reads the command line, starts workers and waits; the library and all it stands
 * on are loaded in the workers. So the parent takes 2 MB, and whatever a library does to its
 * process, the parent is there to say so and to clean up. */
#ifndef BB_CLI_CLI_H
#define BB_CLI_CLI_H

#include "diag/diag.h"
#include "document/briefbook.h"

enum {
    BB_EXIT_DONE = 0,
    BB_EXIT_INVALID = 1, /* the input is wrong, nothing was written */
    BB_EXIT_USAGE = 2,
    BB_EXIT_FAILED = 3, /* input or output, or an internal fault */
};

struct bb_cli_options;

struct bb_cli_command {
    const char *name;
    const char *arguments;  /* "TRIP.yaml..." */
    const char *summary[2]; /* by enum bb_diag_language */
    unsigned bit;           /* for the table of options */
    int (*run)(const struct bb_cli_options *options);
};

extern const struct bb_cli_command bb_cli_commands[];
extern const size_t bb_cli_ncommands;

/* By name; NULL where there is none. */
const struct bb_cli_command *bb_cli_find_command(const char *name);

int bb_cli_archive(const struct bb_cli_options *options);
int bb_cli_book(const struct bb_cli_options *options);
int bb_cli_check(const struct bb_cli_options *options);
int bb_cli_doctor(const struct bb_cli_options *options);
int bb_cli_extract(const struct bb_cli_options *options);
int bb_cli_fonts(const struct bb_cli_options *options);
int bb_cli_handouts(const struct bb_cli_options *options);
int bb_cli_help(const struct bb_cli_options *options);
int bb_cli_layouts(const struct bb_cli_options *options);
int bb_cli_make(const struct bb_cli_options *options);
int bb_cli_new(const struct bb_cli_options *options);
int bb_cli_pack(const struct bb_cli_options *options);
int bb_cli_pocket(const struct bb_cli_options *options);
int bb_cli_schedule(const struct bb_cli_options *options);
int bb_cli_schema(const struct bb_cli_options *options);
int bb_cli_verify(const struct bb_cli_options *options);
int bb_cli_version(const struct bb_cli_options *options);

#endif

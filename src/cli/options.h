/* The command line. */
#ifndef BB_CLI_OPTIONS_H
#define BB_CLI_OPTIONS_H

#include "cli/cli.h"

enum bb_cli_color { BB_COLOR_AUTO, BB_COLOR_ALWAYS, BB_COLOR_NEVER };

struct bb_cli_options {
    const struct bb_cli_command *command;
    char **arguments; /* what is no option */
    int narguments;
    struct bb_document_options document;
    struct bb_render_options render;
    const char *output;   /* -o, or NULL */
    const char *pictures; /* of verify, or NULL */
    enum bb_diag_language messages;
    bool markdown; /* schema */
    bool json, quiet, strict;
    enum bb_cli_color color;
    size_t jobs;
    size_t shard, shards; /* the shard-th (from 0) of `shards` parts of the work; 0: all */
    size_t seconds;       /* that a document may take */
    const char **font_dirs;
    const char **settings;
    char **only; /* documents chosen, "city=chongqing"; owned */
};

/* For the table of options, which commands take one. */
enum {
    BB_CMD_ARCHIVE = 1 << 0,
    BB_CMD_BOOK = 1 << 1,
    BB_CMD_CHECK = 1 << 2,
    BB_CMD_DOCTOR = 1 << 3,
    BB_CMD_EXTRACT = 1 << 4,
    BB_CMD_FONTS = 1 << 5,
    BB_CMD_HANDOUTS = 1 << 6,
    BB_CMD_HELP = 1 << 7,
    BB_CMD_LAYOUTS = 1 << 8,
    BB_CMD_MAKE = 1 << 9,
    BB_CMD_NEW = 1 << 10,
    BB_CMD_PACK = 1 << 11,
    BB_CMD_POCKET = 1 << 12,
    BB_CMD_SCHEDULE = 1 << 13,
    BB_CMD_SCHEMA = 1 << 14,
    BB_CMD_VERIFY = 1 << 15,
    BB_CMD_VERSION = 1 << 16,
};

struct bb_cli_option {
    const char *name;
    int letter;          /* its short form, or a number past all letters */
    const char *value;   /* what stands for its value in the help, or NULL: takes none */
    unsigned commands;   /* that take it */
    const char *help[2]; /* by enum bb_diag_language */
    /* NULL, or what values are right (for the message about a wrong one). */
    const char *(*set)(struct bb_cli_options *options, const char *value);
};

extern const struct bb_cli_option bb_cli_option_table[];
extern const size_t bb_cli_option_count;

/* The variable that names the locale of messages, or NULL. POSIX: LC_ALL goes before LC_MESSAGES,
 * that before LANG; an empty one counts as unset. */
const char *bb_cli_find_locale(void);

/* Fills in the defaults: language from the locale, time limit, jobs. */
void bb_cli_init_options(struct bb_cli_options *options);
void bb_cli_finish_options(struct bb_cli_options *options);

/* Takes the options about messages from anywhere in argv, so that what is wrong with the rest of
 * the command line is told as they ask. */
void bb_cli_scan_messages(struct bb_cli_options *options, int argc, char **argv);

/* Where in argv the first word stands that is neither an option nor the value of one; argc where
 * there is none. --help, -h and --version stand for words. */
int bb_cli_find_word(int argc, char **argv);

/* Reads argv[1…] as options and arguments of options->command; 0, or BB_EXIT_USAGE after saying
 * what is wrong. */
int bb_cli_parse(struct bb_cli_options *options, int argc, char **argv);

/* Says what is wrong with the command line, or with the run as a whole; returns `code`. */
int bb_cli_complain(const struct bb_cli_options *options, int code, enum bb_code what,
    const char *const *args, size_t nargs);

#define bb_cli_fail(options, exit_code, what, ...)                                                \
    bb_cli_complain((options), (exit_code), (what), (const char *const[]){"", ##__VA_ARGS__} + 1, \
        sizeof((const char *const[]){"", ##__VA_ARGS__}) / sizeof(const char *) - 1)

/* `code`, if all that was printed on standard output has arrived there; otherwise says so. */
int bb_cli_settle_output(const struct bb_cli_options *options, int code);

/* How diagnostics are to be printed on standard error. */
bool bb_cli_wants_color(const struct bb_cli_options *options);

#endif

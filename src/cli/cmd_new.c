/* briefbook new [FOLDER]: a trip file to begin with, one of the starters of the data folder.
 *
 * The library writes it, as it writes everything: whole or not at all, in a worker. The program did
 * so itself once, without loading the library; but then it needed a writer of its own, and whoever
 * killed it left half a file. */
#include <stdlib.h>
#include <unistd.h>

#include "cli/make.h"

/* NULL: neither of the languages that starters are in. */
static const char *
choose_language(const struct bb_cli_options *options)
{
    const char *asked = options->document.language;
    if (!asked)
        return options->messages == BB_DIAG_KO ? "ko" : "en";
    return strcmp(asked, "ko") == 0 || strcmp(asked, "en") == 0 ? asked : NULL;
}

static void
tell(const struct bb_cli_options *options, const char *path)
{
    static const char *const lines[] = {
        "%s\n  briefbook check %s    what is wrong with it\n  briefbook book %s     the book\n",
        "%s\n  briefbook check %s    잘못을 찾습니다\n  briefbook book %s     책을 만듭니다\n"};
    if (!options->quiet)
        printf(lines[options->messages], path, path, path);
}

/* The folder is made if need be, but not those above it; it does not stay where nothing comes into
 * it. */
static int
begin(const struct bb_cli_library *library, const struct bb_cli_options *options,
    const struct bb_cli_task *task)
{
    struct bb_document *document = library->open(NULL, &options->document);
    const char *folder = options->narguments > 0 ? options->arguments[0] : NULL;
    bool there = !folder || access(folder, F_OK) == 0;
    if ((!folder || library->make_folder(document, folder) == BB_OUTCOME_DONE)
        && library->begin(document, task->output, choose_language(options)) == BB_OUTCOME_DONE)
        tell(options, task->output);
    else if (!there)
        rmdir(folder);
    int code = bb_cli_conclude(library, options, task, document);
    library->close(document);
    return code;
}

int
bb_cli_new(const struct bb_cli_options *options)
{
    if (options->narguments > 1)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_ARGUMENT, options->arguments[1],
            options->command->name);
    if (!choose_language(options))
        return bb_cli_fail(
            options, BB_EXIT_USAGE, BB_D_USAGE_VALUE, "lang", options->document.language, "ko, en");
    struct bb_buf path;
    bb_buf_init(&path, 0);
    if (options->narguments > 0)
        bb_buf_printf(&path, "%s/", options->arguments[0]);
    bb_buf_printf(&path, "trip.yaml");
    struct bb_cli_task task = {.output = path.ptr};
    int code = bb_cli_run_tasks(options, &task, 1, (struct bb_cli_work){.run = begin});
    bb_buf_finish(&path);
    return code;
}

/* briefbook extract FILE.pdf: the files inside of an archive copy, byte for byte. */
#include <stdlib.h>

#include "cli/foreign.h"
#include "cli/make.h"

static int
extract(const struct bb_cli_library *library, const struct bb_cli_options *options,
    const struct bb_cli_task *task)
{
    bb_cli_limit_memory();
    struct bb_document *document = library->open(NULL, &options->document);
    library->extract(document, task->trip, task->output);
    int code = bb_cli_conclude(library, options, task, document);
    library->close(document);
    return code;
}

int
bb_cli_extract(const struct bb_cli_options *options)
{
    char *folder = options->output ? strdup(options->output) : NULL;
    char *stem = bb_cli_stem(options->narguments > 0 ? options->arguments[0] : "-");
    if (!folder && asprintf(&folder, "%s-source", stem) < 0)
        abort();
    free(stem);
    for (size_t len = strlen(folder); len > 1 && folder[len - 1] == '/';)
        folder[--len] = '\0'; /* beside the folder, not in it, it is put together */
    int code = bb_cli_run_on_pdf(options, folder, extract);
    free(folder);
    return code;
}

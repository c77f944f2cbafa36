/* briefbook layouts: name, description and file of each shipped layout. */
#include "cli/make.h"

static int
list_layouts(const struct bb_cli_library *library, const struct bb_cli_options *options,
    const struct bb_cli_task *task)
{
    struct bb_document *document = library->open(task->trip, &options->document);
    const struct bb_document_layout *layouts;
    const char *language = options->messages == BB_DIAG_KO ? "ko" : "en";
    size_t count = library->layouts(document, language, &layouts);
    for (size_t i = 0; i < count; i++)
        printf("%s\n    %s\n    %s\n", layouts[i].name,
            layouts[i].description ? layouts[i].description : "-", layouts[i].path);
    int code = bb_cli_conclude(library, options, task, document);
    library->close(document);
    return code;
}

int
bb_cli_layouts(const struct bb_cli_options *options)
{
    if (options->narguments > 0)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_ARGUMENT, options->arguments[0],
            options->command->name);
    struct bb_cli_task task = {0};
    return bb_cli_run_tasks(options, &task, 1, (struct bb_cli_work){.run = list_layouts});
}

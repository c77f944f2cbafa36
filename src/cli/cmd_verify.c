/* briefbook verify FILE.pdf: makes an archive copy again from its sources and compares. */
#include "cli/foreign.h"
#include "cli/make.h"

static int
verify(const struct bb_cli_library *library, const struct bb_cli_options *options,
    const struct bb_cli_task *task)
{
    static const char *const lines[] = {"%s: made again from its sources, byte for byte\n",
        "%s: 담긴 원본으로 다시 만든 것과 한 바이트도 다르지 않습니다\n"};
    bb_cli_limit_memory();
    struct bb_document *document = library->open(NULL, &options->document);
    const char *workspace = library->make_workspace(document);
    if (workspace) {
        bb_cli_take_note(task->journal, BB_NOTE_WORKSPACE, workspace);
        library->verify(document, task->trip, workspace, options->pictures);
        library->remove_workspace(workspace);
    }
    int code = bb_cli_conclude(library, options, task, document);
    if (code == 0 && !options->quiet)
        printf(lines[options->messages], task->trip);
    library->close(document);
    return code;
}

int
bb_cli_verify(const struct bb_cli_options *options)
{
    return bb_cli_run_on_pdf(options, NULL, verify);
}

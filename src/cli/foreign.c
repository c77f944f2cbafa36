/* PDFs from elsewhere: one limit for files, one for memory.
 *
 * libqpdf inflates a file's own tables without a limit. It survives an allocation that fails, so a
 * limit for the process turns a bomb into a message. */
#include "cli/foreign.h"

#include <sys/resource.h>

static const size_t file_bytes = (size_t)256 << 20;
static const rlim_t memory_bytes = (rlim_t)2 << 30;

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

/* A sanitizer reserves terabytes of addresses. */
void
bb_cli_limit_memory(void)
{
#ifdef SANITIZED
    (void)memory_bytes;
#else
    struct rlimit limit = {memory_bytes, memory_bytes};
    setrlimit(RLIMIT_AS, &limit);
#endif
}

int
bb_cli_run_on_pdf(const struct bb_cli_options *options, const char *output,
    int (*run)(const struct bb_cli_library *library, const struct bb_cli_options *options,
        const struct bb_cli_task *task))
{
    const char *command = options->command->name;
    if (options->narguments == 0)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_PDF_MISSING, command);
    if (options->narguments > 1)
        return bb_cli_fail(
            options, BB_EXIT_USAGE, BB_D_USAGE_ARGUMENT, options->arguments[1], command);
    struct bb_cli_options mine = *options;
    if (mine.document.limits.file_bytes == 0)
        mine.document.limits.file_bytes = file_bytes;
    struct bb_cli_task task = {.trip = options->arguments[0], .output = output};
    return bb_cli_run_tasks(&mine, &task, 1, (struct bb_cli_work){.run = run});
}

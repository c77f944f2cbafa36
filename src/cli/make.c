/* Making documents. Names are settled and clashes found in the parent, before any work is done. */
#include "cli/make.h"

#include <stdlib.h>
#include <unistd.h>

char *
bb_cli_stem(const char *path)
{
    if (strcmp(path, "-") == 0)
        return strdup("trip");
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    return strndup(name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
}

int
bb_cli_conclude(const struct bb_cli_library *library, const struct bb_cli_options *options,
    struct bb_document *document)
{
    struct bb_print_options print = {
        .language = options->messages == BB_DIAG_KO ? "ko" : "en",
        .json = options->json,
        .color = bb_cli_wants_color(options),
        .errors_only = options->quiet && !options->strict,
    };
    library->print(document, stderr, &print);
    enum bb_outcome outcome = library->outcome(document);
    bool warned = options->strict && library->warnings(document) > 0;
    return outcome == BB_OUTCOME_DONE && warned ? BB_EXIT_INVALID : (int)outcome;
}

static bool
may_write(const struct bb_cli_library *library, const struct bb_cli_options *options,
    const struct bb_document *document)
{
    return library->outcome(document) == BB_OUTCOME_DONE
        && !(options->strict && library->warnings(document) > 0);
}

/* OUT.png for page 7 of 12 is OUT-07.png, so that names sort as pages do. */
static char *
name_page(const char *output, size_t page, size_t pages)
{
    const char *slash = strrchr(output, '/');
    const char *dot = strrchr(slash ? slash : output, '.');
    int stem = dot ? (int)(dot - output) : (int)strlen(output);
    int digits = 1;
    for (size_t rest = pages; rest >= 10; rest /= 10)
        digits++;
    char *name;
    if (asprintf(&name, "%.*s-%0*zu%s", stem, output, digits, page + 1, dot ? dot : "") < 0)
        abort();
    return name;
}

static void
write_one(const struct bb_cli_library *library, const struct bb_cli_options *options,
    struct bb_document *document, size_t page, const char *output)
{
    struct bb_render_options render = options->render;
    render.page = page;
    library->render(document, &render);
    if (may_write(library, options, document))
        library->save(document, output);
}

/* A file a page; 0, or a usage error that only the number of pages brings to light. */
static int
write_pages(const struct bb_cli_library *library, const struct bb_cli_options *options,
    struct bb_document *document, const char *output)
{
    size_t pages = library->pages(document);
    size_t wanted = options->render.page; /* from 1; 0: all */
    char count[32];
    snprintf(count, sizeof count, "%zu", pages);
    if (wanted > pages)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_PAGE, count);
    if (wanted > 0 || pages == 1) {
        write_one(library, options, document, wanted > 0 ? wanted - 1 : 0, output);
        return 0;
    }
    if (strcmp(output, "-") == 0)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_PAGES_STDOUT, count);
    for (size_t page = 0; page < pages; page++) {
        char *name = name_page(output, page, pages);
        write_one(library, options, document, page, name);
        free(name);
    }
    return 0;
}

static void
tell(const struct bb_cli_options *options, const struct bb_cli_task *task, size_t pages)
{
    static const char *const lines[] = {"%s: %zu pages\n", "%s: %zu쪽\n"};
    if (!options->quiet && !options->json && isatty(STDERR_FILENO) && strcmp(task->output, "-"))
        fprintf(stderr, lines[options->messages], task->output, pages);
}

/* Whether a format has a file a page. */
static bool
is_paged(const char *format)
{
    return format && (strcmp(format, "png") == 0 || strcmp(format, "svg") == 0);
}

static int
make_document(const struct bb_cli_library *library, const struct bb_cli_options *options,
    const struct bb_cli_task *task)
{
    struct bb_document *document = library->open(task->trip, &options->document);
    int usage = 0;
    if (may_write(library, options, document)) {
        if (is_paged(options->render.format))
            usage = write_pages(library, options, document, task->output);
        else
            write_one(library, options, document, 0, task->output);
    }
    int code = bb_cli_conclude(library, options, document);
    if (code == 0 && usage == 0)
        tell(options, task, library->pages(document));
    library->close(document);
    return usage > 0 ? usage : code;
}

/* The output of each task; the caller frees them. */
static void
name_outputs(const struct bb_cli_options *options, struct bb_cli_task *tasks, size_t ntasks,
    const char *kind)
{
    const char *format = options->render.format ? options->render.format : "pdf";
    for (size_t i = 0; i < ntasks; i++) {
        char *name = options->output ? strdup(options->output) : NULL;
        char *stem = bb_cli_stem(tasks[i].trip);
        if (!name && asprintf(&name, "%s-%s.%s", stem, kind, format) < 0)
            abort();
        free(stem);
        tasks[i].output = name;
    }
}

static int
check_outputs(const struct bb_cli_options *options, const struct bb_cli_task *tasks, size_t ntasks)
{
    char count[32];
    snprintf(count, sizeof count, "%zu", ntasks);
    if (options->output && ntasks > 1)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_ONE_OUTPUT, count);
    for (size_t i = 0; i < ntasks; i++)
        for (size_t j = 0; j < i; j++) {
            if (strcmp(tasks[i].output, tasks[j].output) == 0)
                return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_SAME_OUTPUT, tasks[j].trip,
                    tasks[i].trip, tasks[i].output);
        }
    return 0;
}

int
bb_cli_make_documents(
    const struct bb_cli_options *options, char **trips, size_t ntrips, const char *kind)
{
    if (ntrips == 0)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_TRIP_MISSING, options->command->name);
    struct bb_cli_task *tasks = calloc(ntrips, sizeof *tasks);
    if (!tasks)
        abort();
    for (size_t i = 0; i < ntrips; i++)
        tasks[i].trip = trips[i];
    name_outputs(options, tasks, ntrips, kind);
    int code = check_outputs(options, tasks, ntrips);
    if (code == 0)
        code = bb_cli_run_tasks(options, tasks, ntrips, (struct bb_cli_work){make_document});
    for (size_t i = 0; i < ntrips; i++)
        free((char *)tasks[i].output);
    free(tasks);
    return code;
}

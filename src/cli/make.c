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
    return !(options->strict && library->own_warnings(document) > 0);
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

/* Renders a page, or the whole where a format has them in one file, and writes it. */
static bool
write_one(const struct bb_cli_library *library, const struct bb_cli_options *options,
    struct bb_document *document, size_t page, const char *output)
{
    struct bb_render_options render = options->render;
    render.page = page;
    return library->render(document, &render) == BB_OUTCOME_DONE
        && may_write(library, options, document)
        && library->save(document, output) == BB_OUTCOME_DONE;
}

/* A file a page; 0, 1 where one was not written, or a usage error that only the number of pages
 * brings to light. */
static int
write_pages(const struct bb_cli_library *library, const struct bb_cli_options *options,
    struct bb_document *document, const char *output)
{
    size_t pages = library->pages(document);
    size_t wanted = options->render.page; /* from 1; 0: all */
    bool written = true;
    char count[32];
    snprintf(count, sizeof count, "%zu", pages);
    if (wanted > pages)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_PAGE, count);
    if (wanted > 0 || pages == 1)
        return !write_one(library, options, document, wanted > 0 ? wanted - 1 : 0, output);
    if (strcmp(output, "-") == 0)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_PAGES_STDOUT, count);
    for (size_t page = 0; page < pages && written; page++) {
        char *name = name_page(output, page, pages);
        written = write_one(library, options, document, page, name);
        free(name);
    }
    return !written;
}

static void
tell(const struct bb_cli_options *options, const char *output, size_t pages)
{
    static const char *const lines[] = {"%s: %zu pages\n", "%s: %zu쪽\n"};
    if (!options->quiet && !options->json && isatty(STDERR_FILENO) && strcmp(output, "-"))
        fprintf(stderr, lines[options->messages], output, pages);
}

/* Whether a format has a file a page. */
static bool
is_paged(const char *format)
{
    return format && (strcmp(format, "png") == 0 || strcmp(format, "svg") == 0);
}

/* Makes the document at `index`; 0, 1 where it was not written (the document says why), or a usage
 * error. */
static int
make_one(const struct bb_cli_library *library, const struct bb_cli_options *options,
    struct bb_document *document, size_t index, const char *output)
{
    if (library->choose(document, index) != BB_OUTCOME_DONE
        || !may_write(library, options, document))
        return BB_EXIT_INVALID;
    int code = is_paged(options->render.format) ? write_pages(library, options, document, output)
                                                : !write_one(library, options, document, 0, output);
    if (code == 0)
        tell(options, output, library->pages(document));
    return code;
}

static const char *
format_name(const struct bb_cli_options *options)
{
    return options->render.format ? options->render.format : "pdf";
}

/* The length of a file's name without its format, if it ends in that; otherwise the whole. */
static size_t
stem_len(const char *output, const char *format)
{
    size_t len = strlen(output), end = strlen(format);
    bool ends =
        len > end + 1 && strcmp(output + len - end, format) == 0 && output[len - end - 1] == '.';
    return ends ? len - end - 1 : len;
}

static int
make_several(const struct bb_cli_library *library, const struct bb_cli_options *options,
    struct bb_document *document, const char *folder)
{
    int worst = 0;
    for (size_t i = 0; i < library->count(document); i++) {
        char *output;
        if (asprintf(&output, "%s/%s.%s", folder, library->name(document, i), format_name(options))
            < 0)
            abort();
        int code = make_one(library, options, document, i, output);
        worst = code > worst ? code : worst;
        free(output);
    }
    return worst;
}

/* A file is named for a document alone: by standard output, or by a name that ends as files of the
 * format do. */
static bool
names_file(const struct bb_cli_options *options)
{
    const char *output = options->output;
    return output
        && (strcmp(output, "-") == 0 || stem_len(output, format_name(options)) < strlen(output));
}

static int
make_each(const struct bb_cli_library *library, const struct bb_cli_options *options,
    struct bb_document *document, const struct bb_cli_task *task)
{
    size_t count = library->count(document);
    char number[32];
    snprintf(number, sizeof number, "%zu", count);
    if (names_file(options) && count > 1)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_MANY_FILES, number,
            strcmp(options->output, "-") == 0 ? "<stdout>" : options->output,
            library->each(document));
    if (names_file(options))
        return count > 0 ? make_one(library, options, document, 0, options->output) : 0;
    char *folder = strndup(task->output, stem_len(task->output, format_name(options)));
    int code = BB_EXIT_INVALID;
    if (count == 0 || library->make_folder(document, folder) == BB_OUTCOME_DONE)
        code = make_several(library, options, document, folder);
    free(folder);
    return code;
}

static int
make_document(const struct bb_cli_library *library, const struct bb_cli_options *options,
    const struct bb_cli_task *task)
{
    struct bb_document *document = library->open(task->trip, &options->document);
    int made = 0;
    if (library->each(document))
        made = make_each(library, options, document, task);
    else if (library->count(document) > 0)
        made = make_one(library, options, document, 0, task->output);
    int code = bb_cli_conclude(library, options, document);
    library->close(document);
    return made > code ? made : code;
}

/* The output of each task; the caller frees them. */
static void
name_outputs(const struct bb_cli_options *options, struct bb_cli_task *tasks, size_t ntasks,
    const char *kind)
{
    for (size_t i = 0; i < ntasks; i++) {
        char *name = options->output ? strdup(options->output) : NULL;
        char *stem = bb_cli_stem(tasks[i].trip);
        if (!name && asprintf(&name, "%s-%s.%s", stem, kind, format_name(options)) < 0)
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

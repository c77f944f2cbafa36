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
    const struct bb_cli_task *task, struct bb_document *document)
{
    struct bb_print_options print = {
        .language = options->messages == BB_DIAG_KO ? "ko" : "en",
        .json = options->json,
        .color = bb_cli_wants_color(options),
        .errors_only = options->quiet && !options->strict,
        .own_only = task->further,
    };
    library->print(document, stderr, &print);
    enum bb_outcome outcome = library->outcome(document);
    bool warned = options->strict && library->warnings(document) > 0;
    return outcome == BB_OUTCOME_DONE && warned ? BB_EXIT_INVALID : (int)outcome;
}

bool
bb_cli_may_write(const struct bb_cli_library *library, const struct bb_cli_options *options,
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
        && bb_cli_may_write(library, options, document)
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

static int
write_document(const struct bb_cli_library *library, const struct bb_cli_options *options,
    struct bb_document *document, size_t index, const char *output)
{
    if (library->choose(document, index) != BB_OUTCOME_DONE
        || !bb_cli_may_write(library, options, document))
        return BB_EXIT_INVALID;
    return is_paged(options->render.format) ? write_pages(library, options, document, output)
                                            : !write_one(library, options, document, 0, output);
}

/* Makes the document at `index`, which is planned; 0, 1 where it was not written (the document says
 * why), or a usage error. */
static int
make_planned(const struct bb_cli_library *library, const struct bb_cli_options *options,
    struct bb_document *document, size_t index, const char *output, const struct bb_cli_task *task)
{
    int code = BB_EXIT_INVALID;
    if (bb_cli_begin_file(task, output))
        code = write_document(library, options, document, index, output);
    bb_cli_end_file(task, output, code == 0);
    return code;
}

static int
make_one(const struct bb_cli_library *library, const struct bb_cli_options *options,
    struct bb_document *document, const struct bb_cli_task *task, const char *output)
{
    bb_cli_take_note(task->journal, BB_NOTE_PLANNED, output);
    int code = make_planned(library, options, document, 0, output, task);
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

static char *
name_in_folder(const struct bb_cli_options *options, const char *folder, const char *name)
{
    char *path;
    if (asprintf(&path, "%s/%s.%s", folder, name, format_name(options)) < 0)
        abort();
    return path;
}

static int
make_several(const struct bb_cli_library *library, const struct bb_cli_options *options,
    struct bb_document *document, const struct bb_cli_task *task, const char *folder)
{
    size_t count = library->count(document);
    char **files = calloc(count, sizeof *files);
    int worst = 0;
    if (!files)
        abort();
    for (size_t i = 0; i < count; i++) {
        files[i] = name_in_folder(options, folder, library->name(document, i));
        bb_cli_take_note(task->journal, BB_NOTE_PLANNED, files[i]);
    }
    for (size_t i = 0; i < count; i++) {
        int code = make_planned(library, options, document, i, files[i], task);
        worst = code > worst ? code : worst;
        free(files[i]);
    }
    free(files);
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
        return count > 0 ? make_one(library, options, document, task, options->output) : 0;
    if (count == 0)
        return 0;
    char *folder = strndup(task->output, stem_len(task->output, format_name(options)));
    int code = BB_EXIT_INVALID;
    if (library->make_folder(document, folder) == BB_OUTCOME_DONE)
        code = make_several(library, options, document, task, folder);
    free(folder);
    return code;
}

static int
make_document(const struct bb_cli_library *library, const struct bb_cli_options *options,
    const struct bb_cli_task *task)
{
    struct bb_document_options wanted = options->document;
    wanted.part = task->part;
    wanted.parts = task->parts;
    struct bb_document *document = library->open(task->trip, &wanted);
    int made = 0;
    if (library->each(document))
        made = make_each(library, options, document, task);
    else if (library->count(document) > 0)
        made = make_one(library, options, document, task, task->output);
    int code = bb_cli_conclude(library, options, task, document);
    library->close(document);
    return made > code ? made : code;
}

/* --- in the parent ---------------------------------------------------------------------------- */

/* The trips of the shard asked for; of a single trip, it is of the documents. */
static void
take_shard(struct bb_cli_options *options, char ***trips, size_t *ntrips)
{
    size_t count = *ntrips, shard = options->shard, shards = options->shards;
    if (shards < 2 || count < 2)
        return;
    size_t from = (count * shard + shards - 1) / shards;
    size_t to = (count * (shard + 1) + shards - 1) / shards;
    *trips += from;
    *ntrips = to - from;
    options->shards = 1;
}

/* Several workers share the documents of each trip where there are more of them than trips. */
static size_t
count_shares(const struct bb_cli_options *options, size_t ntrips)
{
    bool divisible =
        options->command->bit != BB_CMD_BOOK && !names_file(options) && options->jobs > ntrips;
    return divisible ? options->jobs / ntrips : 1;
}

static char *
name_output(const struct bb_cli_options *options, const char *trip, const char *kind)
{
    char *name = options->output ? strdup(options->output) : NULL;
    char *stem = bb_cli_stem(trip);
    bool folder = options->command->bit == BB_CMD_PACK;
    if (!name
        && asprintf(&name, "%s-%s%s%s", stem, kind, folder ? "" : ".",
               folder ? "" : format_name(options))
            < 0)
        abort();
    free(stem);
    return name;
}

/* One task for each share of each trip. */
static struct bb_cli_tasks
list_tasks(const struct bb_cli_options *options, char **trips, size_t ntrips, const char *kind)
{
    size_t shares = count_shares(options, ntrips);
    struct bb_cli_tasks tasks = {calloc(ntrips * shares, sizeof *tasks.at), ntrips, shares};
    if (!tasks.at)
        abort();
    bool sharded = options->shards > 1;
    for (size_t i = 0; i < ntrips; i++) {
        char *output = name_output(options, trips[i], kind);
        for (size_t k = 0; k < shares; k++)
            tasks.at[i * shares + k] = (struct bb_cli_task){
                .trip = trips[i],
                .group = i,
                .output = output,
                .part = (sharded ? options->shard * shares : 0) + k,
                .parts = (sharded ? options->shards : 1) * shares,
                .further = k > 0,
            };
    }
    return tasks;
}

static void
free_tasks(struct bb_cli_tasks *tasks)
{
    for (size_t i = 0; i < tasks->ntrips; i++)
        free((char *)tasks->at[i * tasks->shares].output);
    free(tasks->at);
}

static int
check_outputs(const struct bb_cli_options *options, const struct bb_cli_tasks *tasks)
{
    char count[32];
    snprintf(count, sizeof count, "%zu", tasks->ntrips);
    if (options->output && tasks->ntrips > 1)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_ONE_OUTPUT, count);
    for (size_t i = 0; i < tasks->ntrips; i++)
        for (size_t j = 0; j < i; j++) {
            const struct bb_cli_task *first = &tasks->at[j * tasks->shares];
            const struct bb_cli_task *second = &tasks->at[i * tasks->shares];
            if (strcmp(first->output, second->output) == 0)
                return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_SAME_OUTPUT, first->trip,
                    second->trip, second->output);
        }
    return 0;
}

int
bb_cli_with_tasks(const struct bb_cli_options *options, const char *kind,
    int (*run)(const struct bb_cli_options *options, const struct bb_cli_tasks *tasks))
{
    char **trips = options->arguments;
    size_t ntrips = (size_t)options->narguments;
    struct bb_cli_options mine = *options;
    if (ntrips == 0)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_TRIP_MISSING, options->command->name);
    take_shard(&mine, &trips, &ntrips);
    if (ntrips == 0)
        return 0;
    struct bb_cli_tasks tasks = list_tasks(&mine, trips, ntrips, kind);
    int code = check_outputs(&mine, &tasks);
    if (code == 0)
        code = run(&mine, &tasks);
    free_tasks(&tasks);
    return code;
}

static int
make_documents(const struct bb_cli_options *options, const struct bb_cli_tasks *tasks)
{
    return bb_cli_run_tasks(options, tasks->at, tasks->ntrips * tasks->shares,
        (struct bb_cli_work){.run = make_document});
}

int
bb_cli_make_by(const struct bb_cli_options *options, const char *layout, const char *kind)
{
    struct bb_cli_options mine = *options;
    if (!mine.document.layout)
        mine.document.layout = layout;
    return bb_cli_with_tasks(&mine, kind, make_documents);
}

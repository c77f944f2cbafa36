/* briefbook pack TRIP.yaml...: all documents of a trip in one folder, and a list of them.
 *
 * In two rounds, since the list and its cover sheet show what the first one made: each document is
 * laid out once and written as all its files, by as many workers as are asked for; then one worker
 * makes cover sheet and list. What the pack holds is data, the list `pack` of a layout. */
#include <stdlib.h>
#include <unistd.h>

#include "cli/make.h"
#include "cli/pack.h"

static const char list_name[] = "pack.yaml", cover_name[] = "pack.pdf";

/* What a worker has at hand. */
struct packing {
    const struct bb_cli_library *library;
    const struct bb_cli_options *options;
    const struct bb_cli_task *task;
    struct bb_document *document;
    int code; /* the worst so far */
};

/* A document on its way into its files. */
struct item {
    size_t entry;
    const struct bb_document_pack_entry *from;
    char *layout;     /* without folder and suffix */
    bool possible;    /* the layout can be used */
    size_t index;     /* among its documents */
    const char *name; /* or NULL */
};

static void
worsen(struct packing *packing, int code)
{
    packing->code = code > packing->code ? code : packing->code;
}

/* `pattern` with the document's name in it; the caller frees. */
static char *
fill_in(const char *pattern, const char *name)
{
    static const char place[] = "{name}";
    struct bb_buf text;
    bb_buf_init(&text, 0);
    const char *found;
    while (name && (found = strstr(pattern, place))) {
        bb_buf_append(&text, pattern, (size_t)(found - pattern));
        bb_buf_append_text(&text, name);
        pattern = found + strlen(place);
    }
    bb_buf_append_text(&text, pattern);
    return text.ptr;
}

/* The caller frees. */
static char *
in_folder(const struct packing *packing, const char *name)
{
    char *path;
    if (asprintf(&path, "%s/%s", packing->task->output, name) < 0)
        abort();
    return path;
}

static bool
write_file(struct packing *packing, const struct bb_render_options *render, const char *path)
{
    const struct bb_cli_library *library = packing->library;
    return bb_cli_may_write(library, packing->options, packing->document)
        && library->render(packing->document, render) == BB_OUTCOME_DONE
        && library->save(packing->document, path) == BB_OUTCOME_DONE;
}

static struct bb_document_packed
describe(const struct packing *packing, const char *name, const char *layout)
{
    const struct bb_cli_library *library = packing->library;
    size_t bytes;
    library->bytes(packing->document, &bytes);
    return (struct bb_document_packed){
        .name = name,
        .layout = layout,
        .title = library->title(packing->document),
        .sha256 = library->sha256(packing->document),
        .pages = library->pages(packing->document),
        .sheets = library->sheets(packing->document),
        .bytes = bytes,
    };
}

/* --- the first round -------------------------------------------------------------------------- */

static void
plan(struct packing *packing, const struct item *item)
{
    for (size_t i = 0; i < item->from->nfiles; i++) {
        char *name = fill_in(item->from->files[i].name, item->name);
        char *path = in_folder(packing, name);
        bb_cli_take_note(packing->task->journal, BB_NOTE_PLANNED, path);
        free(path);
        free(name);
    }
}

/* Lays the document out where it is not yet: only then is it known which file a worker that dies
 * here was about to make. */
static bool
lay_out(const struct packing *packing, const struct item *item)
{
    return item->possible
        && packing->library->choose(packing->document, item->index) == BB_OUTCOME_DONE;
}

/* Writes one file of a document, or notes that it is missing. */
static void
make_file(
    struct packing *packing, const struct item *item, const struct bb_document_pack_file *file)
{
    char *name = fill_in(file->name, item->name);
    char *path = in_folder(packing, name);
    bool written = bb_cli_begin_file(packing->task, path) && lay_out(packing, item)
        && write_file(packing, &file->render, path);
    struct bb_document_packed row = {.name = name, .layout = item->layout};
    if (written)
        row = describe(packing, name, item->layout);
    bb_cli_note_row(packing->task->journal, item->entry, &row);
    bb_cli_end_file(packing->task, path, written);
    worsen(packing, written ? 0 : BB_EXIT_INVALID);
    free(path);
    free(name);
}

static void
make_files(struct packing *packing, const struct item *item)
{
    for (size_t i = 0; i < item->from->nfiles; i++)
        make_file(packing, item, &item->from->files[i]);
}

/* The folders of the entry's files. */
static bool
make_folders(struct packing *packing, const struct bb_document_pack_entry *entry)
{
    bool made = true;
    for (size_t i = 0; i < entry->nfiles; i++) {
        const char *name = entry->files[i].name, *slash = strchr(name, '/');
        char *folder = strndup(name, slash ? (size_t)(slash - name) : 0);
        char *path = in_folder(packing, folder);
        if (slash)
            made &= packing->library->make_folder(packing->document, path) == BB_OUTCOME_DONE;
        free(path);
        free(folder);
    }
    return made;
}

/* The first file whose name does not tell the documents of the entry apart, or NULL. */
static const char *
find_shared_name(const struct bb_document_pack_entry *entry)
{
    for (size_t i = 0; i < entry->nfiles; i++)
        if (!strstr(entry->files[i].name, "{name}"))
            return entry->files[i].name;
    return NULL;
}

/* Takes the entry's layout; false where none of its documents can be made. */
static bool
take_entry(struct packing *packing, const struct bb_document_pack_entry *entry)
{
    const struct bb_cli_library *library = packing->library;
    enum bb_outcome outcome = library->use(packing->document, entry->layout);
    const char *shared = find_shared_name(entry);
    if (outcome != BB_OUTCOME_DONE && library->count(packing->document) == 0)
        return false;
    if (!library->each(packing->document) || !shared)
        return make_folders(packing, entry);
    if (!packing->task->further)
        bb_cli_fail(packing->options, BB_EXIT_INVALID, BB_D_PACK_TWICE, shared);
    return false;
}

/* All of the entry is missing, which one worker tells: as a shell would write them, handouts/ and a
 * star, since no name of theirs is known. */
static void
miss_entry(struct packing *packing, struct item *item)
{
    worsen(packing, BB_EXIT_INVALID);
    if (packing->task->further)
        return;
    item->name = "*";
    plan(packing, item);
    make_files(packing, item);
}

static void
make_items(struct packing *packing, struct item *item)
{
    const struct bb_cli_library *library = packing->library;
    size_t count = library->count(packing->document);
    for (size_t i = 0; i < count; i++) {
        item->name = library->name(packing->document, i);
        plan(packing, item);
    }
    for (size_t i = 0; i < count; i++) {
        item->name = library->name(packing->document, i);
        item->index = i;
        make_files(packing, item);
    }
}

static void
make_entry(struct packing *packing, size_t index, const struct bb_document_pack_entry *entry)
{
    struct item item = {.entry = index, .from = entry, .layout = bb_cli_stem(entry->layout)};
    item.possible = take_entry(packing, entry);
    if (item.possible)
        make_items(packing, &item);
    else
        miss_entry(packing, &item);
    free(item.layout);
}

static void
make_entries(struct packing *packing)
{
    const struct bb_cli_library *library = packing->library;
    const struct bb_document_pack_entry *entries;
    size_t count = library->pack(packing->document, &entries);
    if (count == 0)
        worsen(packing,
            bb_cli_fail(packing->options, BB_EXIT_INVALID, BB_D_PACK_MISSING,
                packing->options->document.layout));
    if (count == 0
        || library->make_folder(packing->document, packing->task->output) != BB_OUTCOME_DONE)
        return;
    for (size_t i = 0; i < count; i++)
        make_entry(packing, i, &entries[i]);
}

static struct packing
start(const struct bb_cli_library *library, const struct bb_cli_options *options,
    const struct bb_cli_task *task)
{
    struct bb_document_options wanted = options->document;
    wanted.part = task->part;
    wanted.parts = task->parts;
    return (struct packing){library, options, task, library->open(task->trip, &wanted), 0};
}

static int
finish(struct packing *packing)
{
    worsen(packing,
        bb_cli_conclude(packing->library, packing->options, packing->task, packing->document));
    packing->library->close(packing->document);
    return packing->code;
}

static int
make_documents(const struct bb_cli_library *library, const struct bb_cli_options *options,
    const struct bb_cli_task *task)
{
    struct packing packing = start(library, options, task);
    if (library->outcome(packing.document) == BB_OUTCOME_DONE)
        make_entries(&packing);
    bb_cli_note_end_of_rows(task->journal);
    return finish(&packing);
}

/* --- the second round ------------------------------------------------------------------------- */

/* The cover sheet lists all but itself. */
static bool
make_cover(struct packing *packing, const struct bb_document_packed *files, size_t count)
{
    const struct bb_cli_library *library = packing->library;
    char *path = in_folder(packing, cover_name);
    library->set_packed(packing->document, files, count);
    bool written = bb_cli_begin_file(packing->task, path)
        && library->choose(packing->document, 0) == BB_OUTCOME_DONE
        && write_file(packing, &packing->options->render, path);
    bb_cli_end_file(packing->task, path, written);
    free(path);
    worsen(packing, written ? 0 : BB_EXIT_INVALID);
    return written;
}

static void
make_list(struct packing *packing, const struct bb_document_packed *files, size_t count)
{
    const struct bb_cli_library *library = packing->library;
    char *path = in_folder(packing, list_name);
    bool written = bb_cli_begin_file(packing->task, path)
        && library->list_packed(packing->document, files, count) == BB_OUTCOME_DONE
        && library->save(packing->document, path) == BB_OUTCOME_DONE;
    bb_cli_end_file(packing->task, path, written);
    free(path);
}

static int
make_cover_and_list(const struct bb_cli_library *library, const struct bb_cli_options *options,
    const struct bb_cli_task *task)
{
    const struct bb_cli_rows *rows = task->input;
    struct packing packing = start(library, options, task);
    struct bb_document_packed *files = calloc(rows->len + 1, sizeof *files);
    char *layout = bb_cli_stem(options->document.layout);
    char sha256[65];
    if (!files)
        abort();
    for (size_t i = 0; i < rows->len; i++)
        files[i] = rows->at[i].file;
    struct bb_document_packed cover = {.name = cover_name, .layout = layout};
    if (make_cover(&packing, files, rows->len)) {
        cover = describe(&packing, cover_name, layout);
        snprintf(sha256, sizeof sha256, "%s", cover.sha256); /* which goes with the bytes */
        cover.sha256 = sha256;
    }
    files[rows->len] = cover;
    make_list(&packing, files, rows->len + 1);
    free(layout);
    free(files);
    return finish(&packing);
}

/* --- in the parent ---------------------------------------------------------------------------- */

static void
collect(void *data, const struct bb_cli_task *task, const struct bb_cli_notes *notes)
{
    struct bb_cli_rows *by_trip = data;
    bb_cli_collect_rows(&by_trip[task->group], notes);
}

static bool
has_file(const struct bb_cli_rows *rows)
{
    for (size_t i = 0; i < rows->len; i++)
        if (rows->at[i].file.sha256)
            return true;
    return false;
}

/* Where nothing was made nothing is listed, so that an older pack stays as it is; nor where workers
 * were killed and none came to its end, for nobody knows what they would have made. */
static int
list_packs(const struct bb_cli_options *options, const struct bb_cli_tasks *tasks,
    struct bb_cli_rows *rows)
{
    struct bb_cli_task *lists = calloc(tasks->ntrips, sizeof *lists);
    size_t count = 0;
    if (!lists)
        abort();
    for (size_t i = 0; i < tasks->ntrips; i++) {
        bb_cli_sort_rows(&rows[i]);
        if (rows[i].ended < tasks->shares || !has_file(&rows[i]))
            continue;
        lists[count] = tasks->at[i * tasks->shares];
        lists[count].input = &rows[i];
        lists[count].part = lists[count].parts = 0;
        lists[count++].further = true;
    }
    int code = 0;
    if (count > 0)
        code = bb_cli_run_tasks(
            options, lists, count, (struct bb_cli_work){.run = make_cover_and_list});
    free(lists);
    return code;
}

static int
make_packs(const struct bb_cli_options *options, const struct bb_cli_tasks *tasks)
{
    struct bb_cli_rows *rows = calloc(tasks->ntrips, sizeof *rows);
    if (!rows)
        abort();
    int code = bb_cli_run_tasks(options, tasks->at, tasks->ntrips * tasks->shares,
        (struct bb_cli_work){.run = make_documents, .collect = collect, .data = rows});
    int listed = list_packs(options, tasks, rows);
    for (size_t i = 0; i < tasks->ntrips; i++)
        bb_cli_free_rows(&rows[i]);
    free(rows);
    return listed > code ? listed : code;
}

int
bb_cli_pack(const struct bb_cli_options *options)
{
    struct bb_cli_options mine = *options;
    if (!mine.document.layout)
        mine.document.layout = "pack";
    if (mine.output && strcmp(mine.output, "-") == 0)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_VALUE, "output", "-", "FOLDER");
    return bb_cli_with_tasks(&mine, "pack", make_packs);
}

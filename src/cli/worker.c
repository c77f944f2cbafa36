/* Workers: fork, wait, tell.
 *
 * A worker that was killed while it made a file is followed by one that does the whole task but for
 * that file. It makes the files before it once more, to the same bytes, since what the first one
 * had to say about them died with it: to go on behind the file was the alternative, and lost those
 * messages.
 *
 * The parent keeps all signals it cares for blocked and takes them one by one with
 * sigtimedwait(2), so there are no handlers and no races; the time-out of that call is the next
 * deadline of a worker. Threads were the alternative: an abort or a stray write in one would take
 * all others along. */
#include "cli/worker.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct slot {
    pid_t pid;
    const struct bb_cli_task *task; /* NULL: free */
    struct timespec deadline;       /* monotonic */
    size_t noted;                   /* length of the journal when it was set */
    int journal;
    bool late; /* killed by us */
};

/* How a task stands. */
struct state {
    int code;                  /* the worst of its workers */
    struct bb_cli_notes notes; /* of the last that has ended */
    char **deadly;             /* files that its workers died of */
    size_t ndeadly;
};

enum { DEADLY_MOST = 8 }; /* in one task; more are no fault of a document */

struct pool {
    const struct bb_cli_options *options;
    struct bb_cli_work work;
    struct slot *slots;
    size_t nslots;
    size_t running, ndone;
    struct state *states; /* by task */
    const struct bb_cli_task *tasks;
    size_t ntasks;
    sigset_t waited, before; /* signals taken here; the mask to give back to workers */
    int ended_by;            /* SIGINT, SIGTERM or SIGHUP, or 0 */
};

static const char *
task_name(const struct bb_cli_task *task)
{
    return task->output ? task->output : task->trip ? task->trip : "briefbook";
}

/* All that the command line asks for is done for one trip. */
static bool
is_single(const struct pool *pool)
{
    return pool->tasks[0].group == pool->tasks[pool->ntasks - 1].group;
}

/* Whether a person watches. */
static bool
is_watched(const struct bb_cli_options *options)
{
    return !options->quiet && !options->json && isatty(STDERR_FILENO);
}

static struct timespec
now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time;
}

/* Milliseconds until `deadline`, not below 0. */
static long long
time_left(const struct timespec *deadline)
{
    struct timespec time = now();
    long long left =
        (deadline->tv_sec - time.tv_sec) * 1000LL + (deadline->tv_nsec - time.tv_nsec) / 1000000;
    return left > 0 ? left : 0;
}

/* --- in the worker ---------------------------------------------------------------------------- */

static void
be_worker(const struct pool *pool, size_t index, int journal, pid_t parent)
{
    const struct state *state = &pool->states[index];
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* even a killed parent leaves no worker behind */
    if (getppid() != parent)
        _exit(BB_EXIT_FAILED);
    signal(SIGPIPE, SIG_IGN); /* a reader that goes away is a failed write, with its message, */
    signal(SIGXFSZ, SIG_IGN); /* and so is a file beyond `ulimit -f` */
    sigprocmask(SIG_SETMASK, &pool->before, NULL);
    struct bb_cli_library library;
    struct bb_cli_task mine = pool->tasks[index];
    int code = BB_EXIT_FAILED;
    mine.journal = journal;
    mine.deadly = state->deadly;
    mine.ndeadly = state->ndeadly;
    if (bb_cli_load_library(pool->options, &library))
        code = pool->work.run(&library, pool->options, &mine);
    exit(bb_cli_settle_output(pool->options, code));
}

bool
bb_cli_begin_file(const struct bb_cli_task *task, const char *path)
{
    for (size_t i = 0; i < task->ndeadly; i++)
        if (strcmp(task->deadly[i], path) == 0)
            return false;
    bb_cli_take_note(task->journal, BB_NOTE_BEGUN, path);
    return true;
}

void
bb_cli_end_file(const struct bb_cli_task *task, const char *path, bool written)
{
    bb_cli_take_note(task->journal, written ? BB_NOTE_WRITTEN : BB_NOTE_FAILED, path);
}

/* --- in the parent ---------------------------------------------------------------------------- */

static void
worsen(struct state *state, int code)
{
    state->code = code > state->code ? code : state->code;
}

static struct slot *
find_slot(struct pool *pool, pid_t pid)
{
    for (size_t i = 0; i < pool->nslots; i++)
        if (pool->slots[i].task ? pool->slots[i].pid == pid : pid == 0)
            return &pool->slots[i];
    return NULL;
}

/* From now on. */
static void
set_deadline(const struct pool *pool, struct slot *slot)
{
    slot->noted = bb_cli_journal_len(slot->journal);
    slot->deadline = now();
    slot->deadline.tv_sec += (time_t)pool->options->seconds;
}

static void
start(struct pool *pool, size_t index)
{
    const struct bb_cli_task *task = &pool->tasks[index];
    fflush(NULL); /* or the worker would print what is buffered once more */
    pid_t parent = getpid();
    int journal = bb_cli_open_journal();
    pid_t pid = fork();
    if (pid == 0)
        be_worker(pool, index, journal, parent);
    if (pid < 0) {
        worsen(&pool->states[index],
            bb_cli_fail(pool->options, BB_EXIT_FAILED, BB_D_WORKER_FAILED, task_name(task),
                strerror(errno)));
        close(journal);
        pool->ndone++;
        return;
    }
    struct slot *slot = find_slot(pool, 0);
    *slot = (struct slot){.pid = pid, .task = task, .journal = journal};
    set_deadline(pool, slot);
    pool->running++;
}

/* What a killed worker was writing, and where it worked; only now is the library worth its memory
 * here. */
static void
clean_up(const struct pool *pool, const struct slot *slot, const char *file, const char *workspace)
{
    struct bb_cli_library library;
    if ((!file && !workspace) || !bb_cli_load_library(pool->options, &library))
        return;
    if (file)
        library.discard(file, (long)slot->pid);
    if (workspace)
        library.remove_workspace(workspace);
}

/* What is said of a worker that was killed while it made `file`. */
static void
report_death(const struct pool *pool, const struct slot *slot, int number, const char *file)
{
    char text[32];
    if (slot->late) {
        snprintf(text, sizeof text, "%zu", pool->options->seconds);
        bb_cli_fail(pool->options, BB_EXIT_FAILED, BB_D_WORKER_TIMEOUT, file, text);
        return;
    }
    const char *name = sigabbrev_np(number);
    snprintf(text, sizeof text, name ? "SIG%s" : "%.0s%d", name ? name : "", number);
    bb_cli_fail(pool->options, BB_EXIT_FAILED, BB_D_WORKER_SIGNAL, file, text);
}

/* Of a worker that was killed. */
static void
settle_death(const struct pool *pool, const struct slot *slot, int number)
{
    const struct bb_cli_task *task = slot->task;
    struct state *state = &pool->states[task - pool->tasks];
    struct bb_cli_tally tally = bb_cli_tally_notes(&state->notes);
    clean_up(pool, slot, tally.begun ? tally.begun : task->output, tally.workspace);
    worsen(state, BB_EXIT_FAILED);
    if (!pool->ended_by)
        report_death(pool, slot, number, tally.begun ? tally.begun : task_name(task));
}

/* Has the next worker of a task leave out what the last one died of; false where there is to be
 * none. */
static bool
give_up_file(struct state *state)
{
    const char *begun = bb_cli_tally_notes(&state->notes).begun;
    if (!begun || state->ndeadly == DEADLY_MOST)
        return false;
    state->deadly = reallocarray(state->deadly, state->ndeadly + 1, sizeof *state->deadly);
    char *file = strdup(begun);
    if (!state->deadly || !file)
        abort();
    state->deadly[state->ndeadly++] = file;
    return true;
}

/* Adds up the documents of the tasks that have ended and of those that have not. */
static struct bb_cli_tally
count_documents(const struct pool *pool)
{
    struct bb_cli_tally all = {0};
    for (size_t i = 0; i < pool->ntasks + pool->nslots; i++) {
        const struct slot *slot = i < pool->ntasks ? NULL : &pool->slots[i - pool->ntasks];
        if (slot && !slot->task)
            continue;
        struct bb_cli_notes notes =
            slot ? bb_cli_read_journal(slot->journal) : pool->states[i].notes;
        struct bb_cli_tally tally = bb_cli_tally_notes(&notes);
        all.planned += tally.planned;
        all.written += tally.written + tally.failed;
        if (slot)
            bb_cli_free_notes(&notes);
    }
    return all;
}

/* How many trips, or documents of the only one, are done, on a terminal only. The cursor goes back
 * to the line's start, so that what a worker says stands there instead. */
static void
show_progress(const struct pool *pool)
{
    size_t done = pool->ndone, total = pool->ntasks;
    if (!is_watched(pool->options))
        return;
    if (is_single(pool)) {
        struct bb_cli_tally tally = count_documents(pool);
        done = tally.written;
        total = tally.planned;
    }
    if (total > 1 && done < total && pool->ndone < pool->ntasks)
        fprintf(stderr, "\033[K%zu/%zu\r", done, total);
    else if (total > 1)
        fputs("\033[K", stderr);
}

static void
settle(struct pool *pool, struct slot *slot, int status)
{
    size_t index = (size_t)(slot->task - pool->tasks);
    struct state *state = &pool->states[index];
    bb_cli_free_notes(&state->notes);
    state->notes = bb_cli_read_journal(slot->journal);
    if (WIFEXITED(status))
        worsen(state, WEXITSTATUS(status) <= BB_EXIT_FAILED ? WEXITSTATUS(status) : BB_EXIT_FAILED);
    else
        settle_death(pool, slot, WTERMSIG(status));
    close(slot->journal);
    slot->task = NULL;
    pool->running--;
    if (WIFSIGNALED(status) && !pool->ended_by && give_up_file(state))
        start(pool, index);
    else
        pool->ndone++;
    show_progress(pool);
}

static void
reap(struct pool *pool)
{
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        struct slot *slot = find_slot(pool, pid);
        if (slot)
            settle(pool, slot, status);
    }
}

/* The time that a document may take begins anew with each. */
static bool
is_late(const struct pool *pool, struct slot *slot)
{
    if (time_left(&slot->deadline) > 0)
        return false;
    bool went_on = bb_cli_journal_len(slot->journal) > slot->noted;
    if (went_on)
        set_deadline(pool, slot);
    return !went_on;
}

static void
kill_workers(struct pool *pool, bool only_late)
{
    for (size_t i = 0; i < pool->nslots; i++) {
        struct slot *slot = &pool->slots[i];
        if (!slot->task || (only_late && !is_late(pool, slot)))
            continue;
        slot->late = only_late;
        kill(slot->pid, SIGKILL);
    }
}

/* Waits for a worker to end, a deadline to pass or a signal to end it all. */
static void
wait_for_news(struct pool *pool)
{
    enum { GLANCE = 250 }; /* ms */
    long long left = is_watched(pool->options) && is_single(pool) ? GLANCE : INT32_MAX;
    for (size_t i = 0; i < pool->nslots; i++)
        if (pool->slots[i].task && time_left(&pool->slots[i].deadline) < left)
            left = time_left(&pool->slots[i].deadline);
    struct timespec wait = {left / 1000, left % 1000 * 1000000};
    int got = sigtimedwait(&pool->waited, NULL, &wait);
    if (got > 0 && got != SIGCHLD) {
        pool->ended_by = got;
        kill_workers(pool, false);
    } else if (got < 0 && errno == EAGAIN) {
        kill_workers(pool, true);
        show_progress(pool);
    }
    reap(pool);
}

static void
run_pool(struct pool *pool)
{
    size_t next = 0;
    while (pool->running > 0 || (next < pool->ntasks && !pool->ended_by)) {
        while (next < pool->ntasks && pool->running < pool->nslots && !pool->ended_by)
            start(pool, next++);
        if (pool->running > 0)
            wait_for_news(pool);
    }
}

/* The next ending; false where the worker did not come so far. */
static bool
was_written(const struct bb_cli_notes *notes, size_t *at)
{
    enum bb_cli_note note;
    const char *text;
    while (bb_cli_next_note(notes, at, &note, &text))
        if (note == BB_NOTE_WRITTEN || note == BB_NOTE_FAILED)
            return note == BB_NOTE_WRITTEN;
    return false;
}

/* Adds the files of a task that were not written. */
static void
list_missing(
    const struct bb_cli_notes *notes, size_t *planned, size_t *missing, struct bb_buf *names)
{
    enum bb_cli_note note;
    const char *text;
    size_t ending = 0;
    for (size_t at = 0; bb_cli_next_note(notes, &at, &note, &text);) {
        if (note != BB_NOTE_PLANNED)
            continue;
        ++*planned;
        if (was_written(notes, &ending))
            continue;
        ++*missing;
        bb_buf_printf(names, "%s%s", names->len > 0 ? ", " : "", text);
    }
}

/* Of several documents of one trip, those of the tasks from `first` on: which were not made. */
static void
tell_documents(const struct pool *pool, size_t first, size_t end)
{
    struct bb_buf names;
    size_t planned = 0, missing = 0;
    bb_buf_init(&names, 0);
    for (size_t i = first; i < end; i++)
        list_missing(&pool->states[i].notes, &planned, &missing, &names);
    char count[32], total[32];
    snprintf(count, sizeof count, "%zu", missing);
    snprintf(total, sizeof total, "%zu", planned);
    static const char *const lines[] = {"%s: %zu documents\n", "%s: 문서 %zu건\n"};
    if (planned > 1 && missing > 0)
        bb_cli_fail(
            pool->options, BB_EXIT_INVALID, BB_D_DOCUMENTS_MISSING, count, total, names.ptr);
    else if (planned > 1 && is_watched(pool->options))
        fprintf(stderr, lines[pool->options->messages], pool->tasks[first].trip, planned);
    bb_buf_finish(&names);
}

/* The worst exit code; the trips that failed are told where there are several. */
static int
sum_up(const struct pool *pool)
{
    struct bb_buf names;
    size_t failed = 0, trips = 0;
    int worst = 0;
    bb_buf_init(&names, 0);
    for (size_t first = 0, end; first < pool->ntasks; first = end) {
        int code = 0;
        for (end = first; end < pool->ntasks && pool->tasks[end].group == pool->tasks[first].group;
             end++)
            code = pool->states[end].code > code ? pool->states[end].code : code;
        tell_documents(pool, first, end);
        trips++;
        failed += code != 0;
        worst = code > worst ? code : worst;
        if (code != 0)
            bb_buf_printf(&names, "%s%s", names.len > 0 ? ", " : "", pool->tasks[first].trip);
    }
    char count[32], total[32];
    snprintf(count, sizeof count, "%zu", failed);
    snprintf(total, sizeof total, "%zu", trips);
    if (trips > 1 && failed > 0)
        bb_cli_fail(pool->options, worst, BB_D_TASKS_FAILED, count, total, names.ptr);
    bb_buf_finish(&names);
    return worst;
}

/* Blocks the signals that wait_for_news takes. Those that this process was told to ignore, by
 * nohup(1) say, stay ignored. */
static void
hold_signals(struct pool *pool)
{
    static const int ending[] = {SIGINT, SIGTERM, SIGHUP};
    sigemptyset(&pool->waited);
    sigaddset(&pool->waited, SIGCHLD);
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++) {
        struct sigaction action;
        if (sigaction(ending[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(&pool->waited, ending[i]);
    }
    sigprocmask(SIG_BLOCK, &pool->waited, &pool->before);
}

static void
finish_state(struct state *state)
{
    for (size_t i = 0; i < state->ndeadly; i++)
        free(state->deadly[i]);
    free(state->deadly);
    bb_cli_free_notes(&state->notes);
}

int
bb_cli_run_tasks(const struct bb_cli_options *options, const struct bb_cli_task *tasks,
    size_t ntasks, struct bb_cli_work work)
{
    struct pool pool = {.options = options, .work = work, .tasks = tasks, .ntasks = ntasks};
    pool.nslots = options->jobs < ntasks ? options->jobs : ntasks;
    pool.slots = calloc(pool.nslots, sizeof *pool.slots);
    pool.states = calloc(ntasks, sizeof *pool.states);
    if (!pool.slots || !pool.states)
        abort();
    hold_signals(&pool);
    run_pool(&pool);
    sigprocmask(SIG_SETMASK, &pool.before, NULL);
    if (pool.ended_by)
        raise(pool.ended_by); /* as if it had not been held back */
    int code = sum_up(&pool);
    for (size_t i = 0; i < ntasks; i++) {
        if (work.collect)
            work.collect(work.data, &tasks[i], &pool.states[i].notes);
        finish_state(&pool.states[i]);
    }
    free(pool.states);
    free(pool.slots);
    return code;
}

int
bb_cli_run_on_trips(const struct bb_cli_options *options,
    int (*run)(const struct bb_cli_library *library, const struct bb_cli_options *options,
        const struct bb_cli_task *task))
{
    size_t count = options->narguments > 0 ? (size_t)options->narguments : 1;
    struct bb_cli_task *tasks = calloc(count, sizeof *tasks);
    if (!tasks)
        abort();
    for (int i = 0; i < options->narguments; i++)
        tasks[i] = (struct bb_cli_task){.trip = options->arguments[i], .group = (size_t)i};
    int code = bb_cli_run_tasks(options, tasks, count, (struct bb_cli_work){.run = run});
    free(tasks);
    return code;
}

/* Workers: fork, wait, tell.
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
    bool late;                      /* killed by us */
};

struct pool {
    const struct bb_cli_options *options;
    struct bb_cli_work work;
    struct slot *slots;
    size_t nslots;
    size_t running, ndone;
    int *codes; /* by task */
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
be_worker(const struct pool *pool, const struct bb_cli_task *task, pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* even a killed parent leaves no worker behind */
    if (getppid() != parent)
        _exit(BB_EXIT_FAILED);
    signal(SIGPIPE, SIG_IGN); /* a reader that goes away is a failed write, with its message */
    sigprocmask(SIG_SETMASK, &pool->before, NULL);
    struct bb_cli_library library;
    int code = BB_EXIT_FAILED;
    if (bb_cli_load_library(pool->options, &library))
        code = pool->work.run(&library, pool->options, task);
    exit(bb_cli_settle_output(pool->options, code));
}

/* --- in the parent ---------------------------------------------------------------------------- */

static struct slot *
find_slot(struct pool *pool, pid_t pid)
{
    for (size_t i = 0; i < pool->nslots; i++)
        if (pool->slots[i].task ? pool->slots[i].pid == pid : pid == 0)
            return &pool->slots[i];
    return NULL;
}

static void
start(struct pool *pool, size_t index)
{
    const struct bb_cli_task *task = &pool->tasks[index];
    fflush(NULL); /* or the worker would print what is buffered once more */
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid == 0)
        be_worker(pool, task, parent);
    if (pid < 0) {
        pool->codes[index] = bb_cli_fail(
            pool->options, BB_EXIT_FAILED, BB_D_WORKER_FAILED, task_name(task), strerror(errno));
        return;
    }
    struct slot *slot = find_slot(pool, 0);
    *slot = (struct slot){.pid = pid, .task = task, .deadline = now()};
    slot->deadline.tv_sec += (time_t)pool->options->seconds;
    pool->running++;
}

/* What a killed worker was writing; only now is the library worth its memory here. */
static void
clean_up(const struct pool *pool, const struct slot *slot)
{
    struct bb_cli_library library;
    if (slot->task->output && bb_cli_load_library(pool->options, &library))
        library.discard(slot->task->output, (long)slot->pid);
}

static int
judge(const struct pool *pool, const struct slot *slot, int status)
{
    if (WIFEXITED(status))
        return WEXITSTATUS(status) <= BB_EXIT_FAILED ? WEXITSTATUS(status) : BB_EXIT_FAILED;
    clean_up(pool, slot);
    if (pool->ended_by)
        return BB_EXIT_FAILED;
    char text[32];
    if (slot->late) {
        snprintf(text, sizeof text, "%zu", pool->options->seconds);
        return bb_cli_fail(
            pool->options, BB_EXIT_FAILED, BB_D_WORKER_TIMEOUT, task_name(slot->task), text);
    }
    int number = WTERMSIG(status);
    const char *name = sigabbrev_np(number);
    snprintf(text, sizeof text, name ? "SIG%s" : "%.0s%d", name ? name : "", number);
    return bb_cli_fail(
        pool->options, BB_EXIT_FAILED, BB_D_WORKER_SIGNAL, task_name(slot->task), text);
}

/* How many tasks are done, on a terminal only. The cursor goes back to the line's start, so that
 * what a worker says stands there instead. */
static void
show_progress(const struct pool *pool, size_t ndone)
{
    const struct bb_cli_options *options = pool->options;
    if (pool->ntasks < 2 || options->quiet || options->json || !isatty(STDERR_FILENO))
        return;
    if (ndone < pool->ntasks)
        fprintf(stderr, "\033[K%zu/%zu\r", ndone, pool->ntasks);
    else
        fputs("\033[K", stderr);
}

static void
reap(struct pool *pool)
{
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        struct slot *slot = find_slot(pool, pid);
        if (!slot)
            continue;
        pool->codes[slot->task - pool->tasks] = judge(pool, slot, status);
        slot->task = NULL;
        pool->running--;
        show_progress(pool, ++pool->ndone);
    }
}

static void
kill_workers(struct pool *pool, bool only_late)
{
    for (size_t i = 0; i < pool->nslots; i++) {
        struct slot *slot = &pool->slots[i];
        if (!slot->task || (only_late && time_left(&slot->deadline) > 0))
            continue;
        slot->late = only_late;
        kill(slot->pid, SIGKILL);
    }
}

/* Waits for a worker to end, a deadline to pass or a signal to end it all. */
static void
wait_for_news(struct pool *pool)
{
    long long left = INT32_MAX;
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

static int
sum_up(const struct pool *pool)
{
    int worst = 0;
    size_t failed = 0;
    for (size_t i = 0; i < pool->ntasks; i++) {
        worst = pool->codes[i] > worst ? pool->codes[i] : worst;
        failed += pool->codes[i] != 0;
    }
    if (pool->ntasks < 2 || failed == 0)
        return worst;
    char count[32], total[32];
    snprintf(count, sizeof count, "%zu", failed);
    snprintf(total, sizeof total, "%zu", pool->ntasks);
    struct bb_buf names;
    bb_buf_init(&names, 0);
    for (size_t i = 0; i < pool->ntasks; i++)
        if (pool->codes[i] != 0)
            bb_buf_printf(&names, "%s%s", names.len > 0 ? ", " : "", pool->tasks[i].trip);
    bb_cli_fail(pool->options, worst, BB_D_TASKS_FAILED, count, total, names.ptr);
    bb_buf_finish(&names);
    return worst;
}

int
bb_cli_run_tasks(const struct bb_cli_options *options, const struct bb_cli_task *tasks,
    size_t ntasks, struct bb_cli_work work)
{
    struct pool pool = {.options = options, .work = work, .tasks = tasks, .ntasks = ntasks};
    pool.nslots = options->jobs < ntasks ? options->jobs : ntasks;
    pool.slots = calloc(pool.nslots, sizeof *pool.slots);
    pool.codes = calloc(ntasks, sizeof *pool.codes);
    if (!pool.slots || !pool.codes)
        abort();
    sigemptyset(&pool.waited);
    static const int signals[] = {SIGCHLD, SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaddset(&pool.waited, signals[i]);
    sigprocmask(SIG_BLOCK, &pool.waited, &pool.before);
    run_pool(&pool);
    sigprocmask(SIG_SETMASK, &pool.before, NULL);
    if (pool.ended_by)
        raise(pool.ended_by); /* as if it had not been held back */
    int code = sum_up(&pool);
    free(pool.slots);
    free(pool.codes);
    return code;
}

/* Runs a command and prints the peak memory of all its processes together, in KiB.
 *
 * Each process and thread is traced to its exit, where /proc still has the high-water mark of its
 * resident set (VmHWM); the marks are summed, pages shared between parent and worker counted in
 * both. Sampling /proc from outside was the alternative; it misses peaks and short-lived workers.
 *
 * Usage: memory COMMAND... (its output goes where it always goes; the figure to standard error) */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static void
die(const char *what)
{
    fprintf(stderr, "memory: %s: %s\n", what, strerror(errno));
    exit(1);
}

/* VmHWM in KiB of a process; 0 for a thread that is not its group's leader. */
static long
read_high_water(pid_t pid)
{
    char path[64], line[256];
    snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
    FILE *file = fopen(path, "r");
    if (!file)
        die(path);
    long kib = 0, group = 0;
    while (fgets(line, sizeof line, file)) {
        sscanf(line, "Tgid: %ld", &group);
        sscanf(line, "VmHWM: %ld kB", &kib);
    }
    fclose(file);
    return group == pid ? kib : 0;
}

/* Sums the marks until the last process is gone; returns the first one's wait status. */
static int
follow(pid_t first, long *sum)
{
    int status, outcome = 0;
    for (pid_t pid; (pid = waitpid(-1, &status, __WALL)) > 0;) {
        if (!WIFSTOPPED(status)) {
            if (pid == first)
                outcome = status;
            continue;
        }
        int signal = WSTOPSIG(status);
        int event = status >> 16;
        if (event == PTRACE_EVENT_EXIT)
            *sum += read_high_water(pid);
        /* Stops of ptrace's own making (an event, a new process's first stop) are not handed on. */
        ptrace(PTRACE_CONT, pid, NULL, (long)(event || signal == SIGSTOP ? 0 : signal));
    }
    return outcome;
}

int
main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: memory COMMAND...\n");
        return 2;
    }
    pid_t first = fork();
    if (first < 0)
        die("fork");
    if (first == 0) {
        raise(SIGSTOP);
        execvp(argv[1], argv + 1);
        die(argv[1]);
    }
    int status;
    if (waitpid(first, &status, WUNTRACED) != first)
        die("waitpid");
    long options = PTRACE_O_TRACEEXIT | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK
        | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL;
    if (ptrace(PTRACE_SEIZE, first, NULL, options) != 0)
        die("ptrace");
    kill(first, SIGCONT);
    long sum = 0;
    status = follow(first, &sum);
    fprintf(stderr, "%ld\n", sum);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

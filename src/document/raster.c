/* Pages of PDF files as pixels, drawn by poppler's pdftoppm.
 *
 * Only a reader of PDF can tell whether two files look alike: a letter more on one page shifts the
 * codes of glyphs on all others. pdftoppm writes pages one after the other to a pipe, as a head
 * "P6 413 585 255" and rows of bytes; it runs as a process of its own, without a shell, so a file
 * that brings it down takes nothing along. Loading libpoppler-glib was the alternative; it is
 * installed where its programs are not only by chance. */
#include "document/raster.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SIDE_MOST = 10000 }; /* pixels of a page that are believed: 2.5 m at 100 dots an inch */

struct bb_raster_pages {
    FILE *pipe;
    pid_t pid;
};

extern char **environ;

static bool
spawn(pid_t *pid, int output, char *const *arguments)
{
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return false;
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    int error = posix_spawnp(pid, arguments[0], &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    return error == 0;
}

struct bb_raster_pages *
bb_raster_open(const char *path, size_t first, size_t count, int dpi)
{
    char resolution[16], from[24], to[24];
    snprintf(resolution, sizeof resolution, "%d", dpi);
    snprintf(from, sizeof from, "%zu", first);
    snprintf(to, sizeof to, "%zu", count > 0 ? first + count - 1 : (size_t)INT32_MAX);
    const char *arguments[] = {"pdftoppm", "-r", resolution, "-f", from, "-l", to, path, NULL};
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0)
        return NULL;
    pid_t pid;
    bool running = spawn(&pid, ends[1], (char *const *)arguments);
    close(ends[1]);
    FILE *pipe = running ? fdopen(ends[0], "rb") : NULL;
    if (!pipe) {
        close(ends[0]);
        return NULL;
    }
    struct bb_raster_pages *pages = calloc(1, sizeof *pages);
    if (!pages)
        abort(); /* no memory: the rule of base/arena.h */
    *pages = (struct bb_raster_pages){.pipe = pipe, .pid = pid};
    return pages;
}

bool
bb_raster_read(struct bb_raster_pages *pages, struct bb_raster *raster)
{
    unsigned width, height;
    *raster = (struct bb_raster){0};
    if (fscanf(pages->pipe, "P6 %u %u 255", &width, &height) != 2 || fgetc(pages->pipe) != '\n'
        || width > SIDE_MOST || height > SIDE_MOST)
        return false;
    *raster = (struct bb_raster){.width = width, .height = height};
    size_t len = (size_t)width * height * BB_RASTER_CHANNELS;
    raster->pixels = malloc(len);
    if (!raster->pixels)
        abort(); /* no memory: the rule of base/arena.h */
    if (fread(raster->pixels, 1, len, pages->pipe) == len)
        return true;
    free(raster->pixels);
    raster->pixels = NULL;
    return false;
}

void
bb_raster_close(struct bb_raster_pages *pages)
{
    fclose(pages->pipe);
    kill(pages->pid, SIGTERM); /* where not all was read */
    waitpid(pages->pid, NULL, 0);
    free(pages);
}

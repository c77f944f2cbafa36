/* Writing: all or nothing.
 *
 * The bytes go to a temporary file in the target's folder, which is synced and renamed over the
 * target; then the folder is synced. Its name holds the process id, so that whoever watches this
 * process can remove it should the process be killed half-way. O_TMPFILE was the alternative: it
 * cannot replace an existing file without passing through such a name either, and not every file
 * system has it. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/write.h"

enum bb_status
bb_input_report_unwritable(struct bb_diag *diag, const char *path, int error)
{
    struct bb_span none = {0};
    if (strcmp(path, "-") == 0)
        path = "<stdout>";
    if (error == ENOENT || error == ENOTDIR)
        bb_report(diag, BB_D_OUTPUT_FOLDER, none, path);
    else if (error == EACCES || error == EPERM || error == EROFS)
        bb_report(diag, BB_D_OUTPUT_DENIED, none, path);
    else if (error == ENOSPC || error == EDQUOT)
        bb_report(diag, BB_D_OUTPUT_FULL, none, path);
    else if (error == EISDIR)
        bb_report(diag, BB_D_OUTPUT_IS_FOLDER, none, path);
    else
        bb_report(diag, BB_D_OUTPUT_FAILED, none, path, strerror(error));
    return BB_IO;
}

int
bb_input_write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t put = write(fd, bytes, len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return errno;
        bytes += put;
        len -= (size_t)put;
    }
    return 0;
}

/* The folder of `path`, with its slash; "" for a bare name. */
static size_t
folder_len(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

/* Independent of the target's name, which may be as long as a name can be. false: too long. */
bool
bb_input_name_temp(char out[PATH_MAX], const char *path, long pid, int try)
{
    int len =
        snprintf(out, PATH_MAX, "%.*s.briefbook-%ld-%d.tmp", (int)folder_len(path), path, pid, try);
    return len > 0 && len < PATH_MAX;
}

/* Creates a temporary file beside `path`; its descriptor, or -1 with errno. Mode 0666 under the
 * umask, which open(2) applies by itself. */
static int
open_temp(char temp[PATH_MAX], const char *path)
{
    for (int try = 0; try < BB_TEMP_TRIES; try++) {
        if (!bb_input_name_temp(temp, path, (long)getpid(), try)) {
            errno = ENAMETOOLONG;
            return -1;
        }
        int fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

/* The renaming is safe on disk once its folder is. Some file systems cannot sync a folder and say
 * so by EINVAL; nothing can be done there. */
int
bb_input_sync_folder(const char *path)
{
    char folder[PATH_MAX];
    size_t len = folder_len(path);
    if (len >= sizeof folder)
        return ENAMETOOLONG;
    memcpy(folder, path, len);
    memcpy(folder + len, "", 1);
    int fd = open(len > 0 ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno == EACCES ? 0 : errno; /* a folder may be writable but not readable */
    int error = fsync(fd) < 0 && errno != EINVAL ? errno : 0;
    close(fd);
    return error;
}

/* `old` is the file to be replaced, or NULL. */
static int
fill_temp(int fd, const struct stat *old, const void *bytes, size_t len)
{
    if (old && fchmod(fd, old->st_mode & 0777) < 0)
        return errno;
    int error = bb_input_write_all(fd, bytes, len);
    if (error == 0 && fsync(fd) < 0)
        error = errno;
    return error;
}

static int
replace(const char *path, const struct stat *old, const void *bytes, size_t len)
{
    char temp[PATH_MAX];
    int fd = open_temp(temp, path);
    if (fd < 0)
        return errno;
    int error = fill_temp(fd, old, bytes, len);
    if (close(fd) < 0 && error == 0)
        error = errno;
    if (error == 0 && rename(temp, path) < 0)
        error = errno;
    if (error != 0) {
        unlink(temp);
        return error;
    }
    return bb_input_sync_folder(path);
}

static int
write_device(const char *path, const void *bytes, size_t len)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    int error = bb_input_write_all(fd, bytes, len);
    if (close(fd) < 0 && error == 0)
        error = errno;
    return error;
}

/* Where a link leads, links resolved; `path` itself where it is none or its target is yet to be
 * created. The result is the caller's to free. */
static char *
follow(const char *path)
{
    char *real = realpath(path, NULL);
    return real ? real : strdup(path);
}

static int
write_target(const char *path, const void *bytes, size_t len)
{
    struct stat old;
    if (stat(path, &old) < 0)
        return errno == ENOENT ? replace(path, NULL, bytes, len) : errno;
    if (S_ISDIR(old.st_mode))
        return EISDIR;
    if (access(path, W_OK) < 0)
        return errno;
    if (!S_ISREG(old.st_mode))
        return write_device(path, bytes, len);
    return replace(path, &old, bytes, len);
}

enum bb_status
bb_input_write_file(struct bb_diag *diag, const char *path, const void *bytes, size_t len)
{
    int error;
    if (strcmp(path, "-") == 0) {
        error = bb_input_write_all(STDOUT_FILENO, bytes, len);
    } else {
        char *target = follow(path);
        error = target ? write_target(target, bytes, len) : ENOMEM;
        free(target);
    }
    return error == 0 ? BB_OK : bb_input_report_unwritable(diag, path, error);
}

enum bb_status
bb_input_make_folder(struct bb_diag *diag, const char *path)
{
    struct stat there;
    if (mkdir(path, 0777) == 0)
        return BB_OK;
    int error = errno;
    if (error == EEXIST && stat(path, &there) == 0 && S_ISDIR(there.st_mode))
        return BB_OK;
    if (error != EEXIST)
        return bb_input_report_unwritable(diag, path, error);
    bb_report(diag, BB_D_OUTPUT_FAILED, ((struct bb_span){0}), path, strerror(ENOTDIR));
    return BB_IO;
}

/* A file, or a folder. */
static bool
remove_temp(const char *temp)
{
    if (unlink(temp) == 0)
        return true;
    bool folder = errno == EISDIR;
    if (folder)
        bb_input_remove_folder(temp);
    return folder;
}

void
bb_input_discard_unfinished(const char *path, long pid)
{
    char *target = follow(path);
    char temp[PATH_MAX];
    for (int try = 0; target && try < BB_TEMP_TRIES; try++)
        if (bb_input_name_temp(temp, target, pid, try) && remove_temp(temp))
            break;
    free(target);
}

/* Writing: all or nothing.
 *
 * The bytes go to a file in the target's folder that has no name (O_TMPFILE); it is synced, linked
 * to the target's name, and then the folder is synced. Whoever kills this process half-way, nothing
 * is left. linkat(2) cannot replace: a file that is there already is replaced by rename(2), and the
 * new one bears a temporary name between these two calls and no longer. Where the file system
 * knows no files without a name, this one bears it from the start. The name holds the process id,
 * so that whoever watches this process can remove it should it be killed. Writing over the old file
 * was the alternative: nobody could tell a half from a whole. */
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
    if (strcmp(path, "-") == 0)
        path = "<stdout>";
    bb_report(diag, bb_diag_name_unwritable(error), ((struct bb_span){0}), path, strerror(error));
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

int
bb_input_take_temp(
    char temp[PATH_MAX], const char *path, int (*take)(const char *temp, int fd), int fd)
{
    int got = -1;
    errno = EEXIST;
    for (int try = 0; try < BB_TEMP_TRIES && got < 0 && errno == EEXIST; try++) {
        if (bb_input_name_temp(temp, path, (long)getpid(), try))
            got = take(temp, fd);
        else
            errno = ENAMETOOLONG;
    }
    return got;
}

/* Mode 0666 under the umask, which open(2) applies by itself. */
static int
create(const char *name, int unused)
{
    (void)unused;
    return open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
}

/* The open file that has no name gets one. */
static int
give_name(const char *name, int fd)
{
    char self[64];
    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    return linkat(AT_FDCWD, self, AT_FDCWD, name, AT_SYMLINK_FOLLOW);
}

/* Opens the folder that `path` lies in, or a file in it that has no name; -1 with errno. */
static int
open_folder(const char *path, int flags)
{
    char folder[PATH_MAX];
    size_t len = folder_len(path);
    if (len >= sizeof folder) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(folder, path, len);
    memcpy(folder + len, "", 1);
    return open(len > 0 ? folder : ".", flags | O_CLOEXEC, 0666);
}

/* The renaming is safe on disk once its folder is. Some file systems cannot sync a folder and say
 * so by EINVAL; nothing can be done there. */
int
bb_input_sync_folder(const char *path)
{
    int fd = open_folder(path, O_RDONLY | O_DIRECTORY);
    if (fd < 0)
        return errno == EACCES ? 0 : errno; /* a folder may be writable but not readable */
    int error = fsync(fd) < 0 && errno != EINVAL ? errno : 0;
    close(fd);
    return error;
}

/* `old` is the file to be replaced, or NULL. */
static int
fill(int fd, const struct stat *old, const void *bytes, size_t len)
{
    if (old && fchmod(fd, old->st_mode & 0777) < 0)
        return errno;
    int error = bb_input_write_all(fd, bytes, len);
    if (error == 0 && fsync(fd) < 0)
        error = errno;
    return error;
}

static int
move(const char *temp, const char *path)
{
    if (rename(temp, path) == 0)
        return 0;
    int error = errno;
    unlink(temp);
    return error;
}

/* Where the file system cannot rename so, it may know links. */
static int
move_unless_there(const char *temp, const char *path)
{
    int error = 0;
    if (renameat2(AT_FDCWD, temp, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno == EEXIST || link(temp, path) < 0)
        error = errno;
    unlink(temp);
    return error;
}

enum { NOT_HERE = -1 }; /* is no errno */

/* NOT_HERE where the file system, or a system without /proc, knows no such way. */
static int
replace_without_name(const char *path, const struct stat *old, const void *bytes, size_t len)
{
    char temp[PATH_MAX];
    int fd = open_folder(path, O_WRONLY | O_TMPFILE);
    if (fd < 0)
        return NOT_HERE;
    int error = fill(fd, old, bytes, len);
    if (error == 0 && (old || give_name(path, fd) < 0))
        error = bb_input_take_temp(temp, path, give_name, fd) < 0 ? NOT_HERE : move(temp, path);
    close(fd); /* what could fail, fsync has told */
    return error;
}

static int
create_without_name(const char *path, const void *bytes, size_t len)
{
    int fd = open_folder(path, O_WRONLY | O_TMPFILE);
    if (fd < 0)
        return NOT_HERE;
    int error = fill(fd, NULL, bytes, len);
    if (error == 0 && give_name(path, fd) < 0)
        error = errno == EEXIST ? EEXIST : NOT_HERE;
    close(fd);
    return error;
}

/* `finish` moves the file to its name. */
static int
write_by_name(const char *path, const struct stat *old, const void *bytes, size_t len,
    int (*finish)(const char *temp, const char *path))
{
    char temp[PATH_MAX];
    int fd = bb_input_take_temp(temp, path, create, -1);
    if (fd < 0)
        return errno;
    int error = fill(fd, old, bytes, len);
    if (close(fd) < 0 && error == 0)
        error = errno;
    if (error == 0)
        return finish(temp, path);
    unlink(temp);
    return error;
}

static int
replace(const char *path, const struct stat *old, const void *bytes, size_t len)
{
    int error = replace_without_name(path, old, bytes, len);
    if (error == NOT_HERE)
        error = write_by_name(path, old, bytes, len, move);
    return error == 0 ? bb_input_sync_folder(path) : error;
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

/* What the link `path` says, as a path from here; NULL where it is none. The caller frees. */
static char *
read_link(const char *path)
{
    char said[PATH_MAX], *target;
    ssize_t len = readlink(path, said, sizeof said);
    if (len <= 0 || len == sizeof said)
        return NULL;
    int folder = said[0] == '/' ? 0 : (int)folder_len(path);
    return asprintf(&target, "%.*s%.*s", folder, path, (int)len, said) < 0 ? NULL : target;
}

/* Where a link leads, links resolved, though its target be yet to be created; `path` itself where
 * it is none, or leads to what is open but has no path (/dev/stdout). The result is the caller's to
 * free. */
static char *
follow(const char *path)
{
    enum { LINKS = 40 }; /* that the kernel follows */
    struct stat there;
    char *at = strdup(path), *next;
    for (int i = 0; i < LINKS && at; i++) {
        next = realpath(at, NULL);
        bool found = next || stat(at, &there) == 0;
        if (!found)
            next = read_link(at);
        if (next) {
            free(at);
            at = next;
        }
        if (found || !next)
            break;
    }
    return at;
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
bb_input_write_new_file(struct bb_diag *diag, const char *path, const void *bytes, size_t len)
{
    int error = create_without_name(path, bytes, len);
    if (error == NOT_HERE)
        error = write_by_name(path, NULL, bytes, len, move_unless_there);
    if (error == 0)
        error = bb_input_sync_folder(path);
    if (error == 0)
        return BB_OK;
    if (error != EEXIST)
        return bb_input_report_unwritable(diag, path, error);
    bb_report(diag, BB_D_NEW_EXISTS, ((struct bb_span){0}), path);
    return BB_IO;
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
    bb_report(diag, BB_D_OUTPUT_NO_FOLDER, ((struct bb_span){0}), path);
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

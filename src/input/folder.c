/* Writing a folder of files: all or nothing, and nothing elsewhere.
 *
 * The folder is filled under a temporary name beside the target and renamed. It is new, so no link
 * in it can lead out, and rename(2) itself refuses a target that holds anything: what is there is
 * never replaced, whoever else is at work. Writing into an existing folder was the alternative; it
 * can neither be undone nor be safe from links that others put there meanwhile. */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/write.h"

enum { DESCRIPTORS = 16 }; /* that nftw may keep open */

/* 0, or an errno. Creates the folders of `name` in the folder `root` as they are needed. */
static int
make_folders(int root, const char *name)
{
    char path[PATH_MAX];
    for (size_t i = 0; name[i]; i++) {
        if (i + 1 >= sizeof path)
            return ENAMETOOLONG;
        path[i] = '\0';
        if (name[i] == '/' && mkdirat(root, path, 0777) < 0 && errno != EEXIST)
            return errno;
        path[i] = name[i];
    }
    return 0;
}

static int
write_file(int root, const struct bb_input_new_file *file)
{
    int error = make_folders(root, file->name);
    if (error != 0)
        return error;
    int fd = openat(root, file->name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0)
        return errno;
    error = bb_input_write_all(fd, file->bytes.ptr, file->bytes.len);
    if (error == 0 && fsync(fd) < 0)
        error = errno;
    if (close(fd) < 0 && error == 0)
        error = errno;
    return error;
}

static int
fill(const char *temp, const struct bb_input_new_file *files, size_t nfiles)
{
    int root = open(temp, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (root < 0)
        return errno;
    int error = 0;
    for (size_t i = 0; i < nfiles && error == 0; i++)
        error = write_file(root, &files[i]);
    close(root);
    return error;
}

static int
make_folder(const char *name, int unused)
{
    (void)unused;
    return mkdir(name, 0777);
}

static int
remove_entry(const char *path, const struct stat *info, int kind, struct FTW *place)
{
    (void)info;
    (void)kind;
    (void)place;
    remove(path);
    return 0;
}

void
bb_input_remove_folder(const char *path)
{
    nftw(path, remove_entry, DESCRIPTORS, FTW_DEPTH | FTW_PHYS);
}

/* rename(2) names what is in its way in several ways. */
static bool
is_in_the_way(int error)
{
    return error == EEXIST || error == ENOTEMPTY || error == ENOTDIR || error == EBUSY
        || error == EINVAL;
}

enum bb_status
bb_input_write_folder(
    struct bb_diag *diag, const char *path, const struct bb_input_new_file *files, size_t nfiles)
{
    char temp[PATH_MAX];
    if (bb_input_take_temp(temp, path, make_folder, -1) < 0)
        return bb_input_report_unwritable(diag, path, errno);
    int error = fill(temp, files, nfiles);
    bool renaming = error == 0;
    if (renaming && rename(temp, path) < 0)
        error = errno;
    if (error == 0)
        error = bb_input_sync_folder(path);
    else
        bb_input_remove_folder(temp);
    if (error == 0)
        return BB_OK;
    if (!renaming || !is_in_the_way(error))
        return bb_input_report_unwritable(diag, path, error);
    bb_report(diag, BB_D_EXTRACT_EXISTS, (struct bb_span){0}, path);
    return BB_INVALID;
}

/* briefbook new [FOLDER]: a trip file to begin with, one of the starters of the data folder.
 *
 * The file is made whole or not at all, and never in place of another: O_EXCL says so where a look
 * beforehand could be too old. The library is not loaded, for nothing is typeset. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/options.h"

static int
fail_to_write(const struct bb_cli_options *options, const char *path)
{
    if (errno == EEXIST)
        return bb_cli_fail(options, BB_EXIT_FAILED, BB_D_NEW_EXISTS, path);
    if (errno == ENOENT || errno == ENOTDIR)
        return bb_cli_fail(options, BB_EXIT_FAILED, BB_D_OUTPUT_FOLDER, path);
    if (errno == EACCES || errno == EPERM || errno == EROFS)
        return bb_cli_fail(options, BB_EXIT_FAILED, BB_D_OUTPUT_DENIED, path);
    if (errno == ENOSPC || errno == EDQUOT)
        return bb_cli_fail(options, BB_EXIT_FAILED, BB_D_OUTPUT_FULL, path);
    return bb_cli_fail(options, BB_EXIT_FAILED, BB_D_OUTPUT_FAILED, path, strerror(errno));
}

static bool
write_all(int fd, struct bb_str text)
{
    while (text.len > 0) {
        ssize_t done = write(fd, text.ptr, text.len);
        if (done < 0 && errno != EINTR)
            return false;
        text.ptr += done > 0 ? done : 0;
        text.len -= done > 0 ? (size_t)done : 0;
    }
    return fsync(fd) == 0;
}

static int
write_new(const struct bb_cli_options *options, const char *path, struct bb_str text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail_to_write(options, path);
    bool written = write_all(fd, text);
    if (close(fd) == 0 && written)
        return BB_EXIT_DONE;
    int code = fail_to_write(options, path);
    unlink(path);
    return code;
}

/* The whole of a file that comes with the program; false: it does not. */
static bool
read_starter(const char *path, struct bb_buf *out)
{
    FILE *file = fopen(path, "re");
    char piece[4096];
    size_t got;
    if (!file)
        return false;
    while ((got = fread(piece, 1, sizeof piece, file)) > 0)
        bb_buf_append(out, piece, got);
    bool whole = !ferror(file);
    fclose(file);
    return whole && out->len > 0;
}

static void
tell(const struct bb_cli_options *options, const char *path)
{
    static const char *const lines[] = {
        "%s\n  briefbook check %s    what is wrong with it\n  briefbook book %s     the book\n",
        "%s\n  briefbook check %s    잘못을 찾습니다\n  briefbook book %s     책을 만듭니다\n"};
    if (!options->quiet)
        printf(lines[options->messages], path, path, path);
}

/* FOLDER/trip.yaml, the folder made if need be (but not those above it). */
static int
place(const struct bb_cli_options *options, const char *folder, struct bb_str text)
{
    struct bb_buf path;
    bb_buf_init(&path, 0);
    bb_buf_printf(&path, "%s%strip.yaml", folder ? folder : "", folder ? "/" : "");
    int code = 0;
    bool made = folder && mkdir(folder, 0777) == 0;
    if (folder && !made && errno != EEXIST)
        code = fail_to_write(options, folder);
    if (code == 0)
        code = write_new(options, path.ptr, text);
    if (code == 0)
        tell(options, path.ptr);
    else if (made)
        rmdir(folder);
    bb_buf_finish(&path);
    return code;
}

int
bb_cli_new(const struct bb_cli_options *options)
{
    if (options->narguments > 1)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_ARGUMENT, options->arguments[1],
            options->command->name);
    const char *asked = options->document.language;
    bool korean = asked ? strcmp(asked, "ko") == 0 : options->messages == BB_DIAG_KO;
    if (asked && !korean && strcmp(asked, "en") != 0)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_VALUE, "lang", asked, "ko, en");
    struct bb_buf name, text;
    bb_buf_init(&name, 0);
    bb_buf_init(&text, 0);
    bb_buf_printf(&name, "%s/starter/%s/trip.yaml",
        options->document.data ? options->document.data : "briefbook", korean ? "ko" : "en");
    int code = read_starter(name.ptr, &text)
        ? place(options, options->narguments > 0 ? options->arguments[0] : NULL, bb_buf_str(&text))
        : bb_cli_fail(options, BB_EXIT_FAILED, BB_D_DATA_MISSING, name.ptr);
    bb_buf_finish(&name);
    bb_buf_finish(&text);
    return code;
}

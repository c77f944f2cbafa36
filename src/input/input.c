/* Reading: files named by the user, and files named in files, which are confined.
 *
 * Confinement resolves both the folder and the path with realpath(3) and compares; what is opened
 * then is the resolved path, links not followed again. openat2(RESOLVE_BENEATH) was the
 * alternative: it refuses links that stay inside by an absolute path, and many sandboxes do not
 * offer it. */
#include "input/input.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input/check.h"
#include "input/hash.h"

void
bb_input_init(struct bb_input *input, struct bb_arena *arena, struct bb_sources *sources,
    struct bb_diag *diag, const struct bb_limits *limits)
{
    *input = (struct bb_input){.arena = arena, .sources = sources, .diag = diag, .limits = limits};
}

static enum bb_status
report_unreadable(struct bb_diag *diag, const char *path, struct bb_span span, int error)
{
    if (error == ENOENT || error == ENOTDIR)
        bb_report(diag, BB_D_FILE_MISSING, span, path);
    else if (error == EACCES || error == EPERM)
        bb_report(diag, BB_D_FILE_DENIED, span, path);
    else if (error == EISDIR)
        bb_report(diag, BB_D_FILE_NOT_REGULAR, span, path);
    else
        bb_report(diag, BB_D_FILE_UNREADABLE, span, path, strerror(error));
    return BB_IO;
}

static size_t
largest_file(const struct bb_input *input)
{
    /* Spans hold 32-bit offsets, one past the end included. */
    size_t most = UINT32_MAX - 1;
    return input->limits->file_bytes < most ? input->limits->file_bytes : most;
}

static enum bb_status
report_too_large(struct bb_input *input, const char *path, struct bb_span span)
{
    char limit[32];
    snprintf(limit, sizeof limit, "%zu", largest_file(input));
    bb_report(input->diag, BB_D_FILE_TOO_LARGE, span, path, limit);
    return BB_INVALID;
}

/* Reads `fd` to its end into the arena, never more than the limit and one byte, which tells that
 * there is more. A pipe has no size to ask for, so every file is read in pieces. */
static enum bb_status
read_all(
    struct bb_input *input, int fd, const char *path, struct bb_span span, struct bb_str *bytes)
{
    enum { PIECE = 64 * 1024 };
    size_t most = largest_file(input);
    struct bb_buf buf;
    bb_buf_init(&buf, 0);
    enum bb_status status = BB_OK;
    char piece[PIECE];
    ssize_t got;
    while ((got = read(fd, piece, sizeof piece)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            status = report_unreadable(input->diag, path, span, errno);
            goto out;
        }
        bb_buf_append(&buf, piece, (size_t)got);
        if (buf.len > most) {
            status = report_too_large(input, path, span);
            goto out;
        }
    }
    *bytes = bb_arena_str(input->arena, bb_buf_str(&buf));
out:
    bb_buf_finish(&buf);
    return status;
}

/* Opens for reading. O_NONBLOCK keeps a named pipe without a writer from hanging the open; reading
 * then blocks as usual. Files named in files must be regular ones. */
static enum bb_status
open_file(struct bb_input *input, const char *path, struct bb_span span, bool only_regular, int *fd)
{
    int flags = O_RDONLY | O_CLOEXEC | (only_regular ? O_NONBLOCK | O_NOFOLLOW : 0);
    *fd = open(path, flags);
    if (*fd < 0)
        return report_unreadable(input->diag, path, span, errno);
    struct stat info;
    if (fstat(*fd, &info) < 0) {
        enum bb_status status = report_unreadable(input->diag, path, span, errno);
        close(*fd);
        return status;
    }
    if (S_ISDIR(info.st_mode) || (only_regular && !S_ISREG(info.st_mode))) {
        bb_report(input->diag, BB_D_FILE_NOT_REGULAR, span, path);
        close(*fd);
        return BB_IO;
    }
    return BB_OK;
}

static struct bb_input_file *
record(struct bb_input *input, const char *path, struct bb_str bytes)
{
    struct bb_input_file file = {
        .path = bb_arena_str(input->arena, bb_str_from(path)), .bytes = bytes};
    BB_VEC_PUSH(input->arena, &input->files, file);
    return &BB_VEC_LAST(&input->files);
}

const char *
bb_input_hash(struct bb_input_file *file)
{
    if (file->sha256[0] == '\0')
        bb_input_hash_bytes(file->bytes, file->sha256);
    return file->sha256;
}

static bool
is_stdin(const char *path)
{
    return strcmp(path, "-") == 0;
}

static enum bb_status
read_file(struct bb_input *input, const char *path, struct bb_span span, bool only_regular,
    struct bb_input_file **file)
{
    int fd = STDIN_FILENO;
    if (only_regular || !is_stdin(path)) {
        enum bb_status status = open_file(input, path, span, only_regular, &fd);
        if (status != BB_OK)
            return status;
    }
    struct bb_str bytes;
    enum bb_status status = read_all(input, fd, path, span, &bytes);
    if (fd != STDIN_FILENO)
        close(fd);
    if (status == BB_OK)
        *file = record(input, path, bytes);
    return status;
}

static struct bb_str
rename_shown(const struct bb_input *input, struct bb_str shown)
{
    if (!input->folder || !bb_str_starts(shown, input->folder))
        return shown;
    return bb_arena_printf(
        input->arena, "%s%s", input->folder_shown, shown.ptr + strlen(input->folder));
}

/* The hash is of the bytes as they are; the source holds them with what is no text masked. */
static enum bb_status
register_text(
    struct bb_input *input, struct bb_input_file *file, struct bb_str shown, uint32_t *source)
{
    char *text = (char *)file->bytes.ptr; /* the arena's own copy, not shared yet */
    file->source = bb_sources_add(input->sources, rename_shown(input, shown), file->bytes);
    *source = file->source;
    if (bb_input_is_utf16(file->bytes)) {
        bb_report(input->diag, BB_D_FILE_UTF16, ((struct bb_span){file->source, 0, 0}));
        return BB_INVALID;
    }
    const char *kind = bb_input_name_binary(file->bytes);
    if (kind) {
        bb_report(input->diag, BB_D_FILE_BINARY, ((struct bb_span){file->source, 0, 0}), kind);
        return BB_INVALID;
    }
    return bb_input_check_text(input->diag, file->source, text, file->bytes.len);
}

enum bb_status
bb_input_read_text(struct bb_input *input, const char *path, uint32_t *source)
{
    struct bb_str shown =
        is_stdin(path) ? BB_STR("<stdin>") : bb_arena_str(input->arena, bb_str_from(path));
    struct bb_input_file *file = NULL;
    enum bb_status status = read_file(input, path, (struct bb_span){0}, false, &file);
    return status == BB_OK ? register_text(input, file, shown, source) : status;
}

enum bb_status
bb_input_add_text(struct bb_input *input, const char *name, struct bb_str bytes, uint32_t *source)
{
    if (bytes.len > largest_file(input))
        return report_too_large(input, name, (struct bb_span){0});
    struct bb_input_file *file = record(input, name, bb_arena_str(input->arena, bytes));
    return register_text(input, file, file->path, source);
}

enum bb_status
bb_input_read_bytes(struct bb_input *input, const char *path, struct bb_str *bytes)
{
    struct bb_input_file *file = NULL;
    enum bb_status status = read_file(input, path, (struct bb_span){0}, false, &file);
    if (status == BB_OK)
        *bytes = file->bytes;
    return status;
}

static const struct bb_input_file *
find_source(const struct bb_input *input, uint32_t source)
{
    for (size_t i = 0; i < input->files.len; i++)
        if (source > 0 && input->files.at[i].source == source)
            return &input->files.at[i];
    return NULL;
}

const char *
bb_input_lookup_path(const struct bb_input *input, uint32_t source)
{
    const struct bb_input_file *file = find_source(input, source);
    return !file ? "" : file->name.len > 0 ? file->name.ptr : file->path.ptr;
}

enum bb_status
bb_input_read_resolved(
    struct bb_input *input, struct bb_str resolved, struct bb_span span, struct bb_str *bytes)
{
    struct bb_input_file *file = NULL;
    enum bb_status status = read_file(input, resolved.ptr, span, true, &file);
    if (status == BB_OK)
        *bytes = file->bytes;
    return status;
}

/* The folder of `base` with its slash: "" for a bare name and for standard input. */
static struct bb_str
folder_of(const char *base)
{
    const char *slash = is_stdin(base) ? NULL : strrchr(base, '/');
    return slash ? (struct bb_str){base, (size_t)(slash - base) + 1} : BB_STR("");
}

/* `path` lies in `folder` or below; both absolute and resolved. */
static bool
is_below(const char *folder, const char *path)
{
    size_t len = strlen(folder);
    if (len == 1)
        return true; /* the root */
    return strncmp(folder, path, len) == 0 && path[len] == '/';
}

/* `path` climbs above where it starts, taken by its words. What lies outside is not even looked
 * at. */
static bool
climbs_out(struct bb_str path)
{
    int depth = 0;
    while (path.ptr) {
        struct bb_str word = bb_str_cut(&path, '/');
        if (bb_str_is(word, ".."))
            depth--;
        else if (word.len > 0 && !bb_str_is(word, "."))
            depth++;
        if (depth < 0)
            return true;
    }
    return false;
}

/* `path` below `root`, without its dots; it does not climb out. */
static struct bb_str
join_words(struct bb_arena *arena, const char *root, struct bb_str path)
{
    struct bb_buf name;
    bb_buf_init(&name, 0);
    bb_buf_append_text(&name, root);
    while (path.ptr) {
        struct bb_str word = bb_str_cut(&path, '/');
        if (bb_str_is(word, ".."))
            name.len = (size_t)(strrchr(name.ptr, '/') - name.ptr);
        else if (word.len > 0 && !bb_str_is(word, "."))
            bb_buf_printf(&name, "/%.*s", BB_STR_ARG(word));
        name.ptr[name.len] = '\0';
    }
    struct bb_str joined = bb_arena_str(arena, bb_buf_str(&name));
    bb_buf_finish(&name);
    return joined;
}

/* Names go on from the name of a file that was named itself, not from where links led. */
static void
note_reference(struct bb_input *input, uint32_t source, const char *root, struct bb_str folder,
    struct bb_str path, struct bb_str resolved)
{
    const struct bb_input_file *file = find_source(input, source);
    if (file && file->name.len > 0 && bb_str_equal(folder_of(file->name.ptr), folder))
        root = bb_arena_str(input->arena, (struct bb_str){folder.ptr, folder.len - 1}).ptr;
    struct bb_input_reference reference = {.source = source,
        .name = join_words(input->arena, strcmp(root, "/") == 0 ? "" : root, path),
        .resolved = resolved};
    BB_VEC_PUSH(input->arena, &input->references, reference);
}

static enum bb_status
resolve(struct bb_input *input, const char *joined, struct bb_str folder, struct bb_span span,
    struct bb_str *resolved)
{
    char *root = realpath(folder.len > 0 ? folder.ptr : ".", NULL);
    char *real = root ? realpath(joined, NULL) : NULL;
    enum bb_status status = BB_OK;
    if (!real) {
        status = report_unreadable(input->diag, joined, span, errno);
    } else if (!is_below(root, real)) {
        bb_report(input->diag, BB_D_PATH_OUTSIDE, span, joined + folder.len);
        status = BB_INVALID;
    } else {
        *resolved = bb_arena_str(input->arena, bb_str_from(real));
        note_reference(
            input, span.source, root, folder, bb_str_from(joined + folder.len), *resolved);
    }
    free(real);
    free(root);
    return status;
}

bool
bb_input_exists(const struct bb_input *input, const char *base, struct bb_str path)
{
    struct bb_str folder = folder_of(base);
    if (path.len == 0 || path.ptr[0] == '/' || climbs_out(path))
        return false;
    const char *joined =
        bb_arena_printf(input->arena, "%.*s%.*s", BB_STR_ARG(folder), BB_STR_ARG(path)).ptr;
    return access(joined, F_OK) == 0;
}

enum bb_status
bb_input_resolve(struct bb_input *input, const char *base, struct bb_str path, struct bb_span span,
    struct bb_str *resolved)
{
    if (path.len == 0 || path.len >= PATH_MAX) {
        bb_report(input->diag, path.len == 0 ? BB_D_PATH_EMPTY : BB_D_FILE_MISSING, span,
            bb_arena_str(input->arena, path).ptr);
        return BB_INVALID;
    }
    if (path.ptr[0] == '/' || climbs_out(path)) {
        bb_report(input->diag, BB_D_PATH_OUTSIDE, span, bb_arena_str(input->arena, path).ptr);
        return BB_INVALID;
    }
    struct bb_str folder = bb_arena_str(input->arena, folder_of(base));
    struct bb_str joined = bb_arena_printf(input->arena, "%s%.*s", folder.ptr, BB_STR_ARG(path));
    return resolve(input, joined.ptr, folder, span, resolved);
}

enum bb_status
bb_input_read_included(struct bb_input *input, const char *base, struct bb_str path,
    struct bb_span span, uint32_t *source)
{
    struct bb_str resolved;
    enum bb_status status = bb_input_resolve(input, base, path, span, &resolved);
    if (status != BB_OK)
        return status;
    struct bb_str folder = folder_of(base);
    struct bb_str shown =
        bb_arena_printf(input->arena, "%.*s%.*s", BB_STR_ARG(folder), BB_STR_ARG(path));
    struct bb_input_file *file = NULL;
    status = read_file(input, resolved.ptr, span, true, &file);
    if (status != BB_OK)
        return status;
    file->name = BB_VEC_LAST(&input->references).name;
    return register_text(input, file, shown, source);
}

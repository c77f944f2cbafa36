/* Every file that is read is opened here, every file that is written is finished here.
 *
 * Reading is confined: a path given in a file must lead, symbolic links resolved, below the folder
 * of the trip (or of the layout). Each file read is recorded for the manifest.
 * Writing is atomic: a file without a name beside the target, synced, and then given the name. */
#ifndef BB_INPUT_INPUT_H
#define BB_INPUT_INPUT_H

#include "base/limits.h"
#include "base/status.h"
#include "diag/diag.h"

struct bb_input_file {
    uint32_t source;     /* id in sources; 0 for binary files */
    struct bb_str path;  /* as opened */
    struct bb_str name;  /* of one that a file named, as in bb_input_reference; else empty */
    struct bb_str bytes; /* in the arena, NUL after the end */
    char sha256[65];     /* lower-case hex, once bb_input_hash has been asked; else empty */
};

/* A path in a file that led to another one. */
struct bb_input_reference {
    uint32_t source;    /* that says it */
    struct bb_str name; /* absolute: its folder resolved, then as written but without . and .. */
    struct bb_str resolved; /* what was found there, links resolved */
};

struct bb_input {
    struct bb_arena *arena;         /* borrowed */
    struct bb_sources *sources;     /* borrowed */
    struct bb_diag *diag;           /* borrowed */
    const struct bb_limits *limits; /* borrowed */
    /* Sources below `folder` are named in messages as if it were called `folder_shown`; NULL: none
     * are. Both end as paths go on. */
    const char *folder, *folder_shown;
    BB_VEC(struct bb_input_file) files;
    BB_VEC(struct bb_input_reference) references; /* in order; those that were found */
};

void bb_input_init(struct bb_input *input, struct bb_arena *arena, struct bb_sources *sources,
    struct bb_diag *diag, const struct bb_limits *limits);

/* The SHA-256 of a file's bytes in lower-case hex, worked out on the first question: only a
 * manifest asks, and hashing costs more than reading. */
const char *bb_input_hash(struct bb_input_file *file);

/* Reads a text file named by the user ("-" is standard input) and registers it as a source. Checks
 * size, UTF-8, NUL, control characters and byte order marks, each reported at its place. A few
 * such bytes are masked with '_' in the source, so that the rest of the file can be checked: then
 * this is BB_OK although errors were reported. BB_IO: not readable; BB_INVALID: no text at all, or
 * too large. Either way reported. */
enum bb_status bb_input_read_text(struct bb_input *input, const char *path, uint32_t *source);

/* The same for a text that is in memory already: `name` is shown in messages, `bytes` are
 * copied. */
enum bb_status bb_input_add_text(
    struct bb_input *input, const char *name, struct bb_str bytes, uint32_t *source);

/* Reads a file of the program itself (a colour profile, say), whatever its bytes; recorded as
 * well. */
enum bb_status bb_input_read_bytes(struct bb_input *input, const char *path, struct bb_str *bytes);

/* The same as bb_input_read_text for a path written in a file at `span`: relative to the folder of
 * `base` (see bb_input_lookup_path) and confined below it. */
enum bb_status bb_input_read_included(struct bb_input *input, const char *base, struct bb_str path,
    struct bb_span span, uint32_t *source);

/* Whether something lies at a path written in a file; one that leads out of its folder is not even
 * looked at. */
bool bb_input_exists(const struct bb_input *input, const char *base, struct bb_str path);

/* The path by which a source was named, which paths in it are relative to, so that a link has them
 * beside itself; "" for a source that was never a file. */
const char *bb_input_lookup_path(const struct bb_input *input, uint32_t source);

/* Reads a file that bb_input_resolve has found, whatever its bytes. */
enum bb_status bb_input_read_resolved(
    struct bb_input *input, struct bb_str resolved, struct bb_span span, struct bb_str *bytes);

/* Resolves a confined path without reading it (an image, say). `*resolved` lives in the arena and
 * is absolute, without links. */
enum bb_status bb_input_resolve(struct bb_input *input, const char *base, struct bb_str path,
    struct bb_span span, struct bb_str *resolved);

/* Writes `bytes` to `path` atomically; "-" writes to standard output. A failure is reported, leaves
 * no temporary file and the old file as it was. A link is followed, a file that may not be written
 * is refused, the mode of an old file is kept, a new one gets the umask's. A device or a pipe is
 * written directly. */
enum bb_status bb_input_write_file(
    struct bb_diag *diag, const char *path, const void *bytes, size_t len);

/* Writes a file that is not there yet, all or nothing. One that is, or a link of that name, is
 * reported and stays. */
enum bb_status bb_input_write_new_file(
    struct bb_diag *diag, const char *path, const void *bytes, size_t len);

/* Creates a folder in one that exists, unless it is there; a failure is reported. */
enum bb_status bb_input_make_folder(struct bb_diag *diag, const char *path);

/* A file of a folder that is written. */
struct bb_input_new_file {
    const char *name; /* a relative path, known to be safe */
    struct bb_str bytes;
};

/* Writes a folder of files, all or nothing: it must not be there, or be empty. Folders inside are
 * made as names ask. A failure is reported, and leaves nothing. */
enum bb_status bb_input_write_folder(
    struct bb_diag *diag, const char *path, const struct bb_input_new_file *files, size_t nfiles);

/* Removes a folder with all that is in it; links are removed, not followed. */
void bb_input_remove_folder(const char *path);

/* Removes what process `pid` left behind when it was killed inside bb_input_write_file(path) or
 * bb_input_write_folder(path). */
void bb_input_discard_unfinished(const char *path, long pid);

#endif

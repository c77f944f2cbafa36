/* Finishing: the PDF of a backend becomes PDF/A and PDF/UA.
 *
 * be_cairo writes pages with flat marked content only. Finishing takes the pages over (libqpdf
 * reads them) and adds what belongs to the document: structure tree and ParentTree from the display
 * list (bb_tag_walk), artifacts, links, destinations, outline, page labels, language, XMP and Info,
 * output intent, ids. Levels without tags take what be_haru or an untagged be_cairo wrote. */
#ifndef BB_ARCHIVE_ARCHIVE_H
#define BB_ARCHIVE_ARCHIVE_H

#include "base/library.h"
#include "diag/diag.h"
#include "display/display.h"

/* What a file declares itself to be. */
struct bb_archive_level {
    const char *name;        /* "2u", "2a", "3u", "3a", "4", "4f" */
    int part;                /* of PDF/A */
    const char *conformance; /* "A", "U", "F"; NULL: the part has none */
    int ua;                  /* part of PDF/UA, whose tags the file then has; 0: no tags */
    bool files;              /* holds files of any kind */
};

/* A file inside of a finished one. */
struct bb_archive_file {
    const char *name;         /* a relative path, with '/' */
    const char *type;         /* "image/png" */
    const char *relationship; /* "Source", "Data", "Supplement" (ISO 19005-3, annex E) */
    struct bb_str bytes;
    bool squeezed; /* it is compressed already */
};

/* For qsort: by name. Here, since `document` sorts before it loads `archive`. */
static inline int
bb_archive_compare_files(const void *a, const void *b)
{
    return strcmp(
        ((const struct bb_archive_file *)a)->name, ((const struct bb_archive_file *)b)->name);
}

/* NULL where there is no such level. */
const struct bb_archive_level *bb_archive_find_level(const char *name);

struct bb_archive_options {
    const struct bb_archive_level *level;
    struct bb_str icc;    /* an sRGB profile for the output intent; see bb_archive_icc_paths */
    struct bb_str packed; /* the profile deflated, where somebody kept it; empty: not yet */
    const char *icc_name; /* how the output condition is called: "sRGB" */
    const char *producer; /* "briefbook 0.1.0" */
    const struct bb_archive_file
        *files; /* in order of their names; none where the level has none */
    size_t nfiles;
};

/* Where systems keep an sRGB profile, in the order to try; ends with NULL. */
extern const char *const bb_archive_icc_paths[];

/* Reads the backend's PDF from `pdf` and appends the finished one to `out`; `display` has passed
 * bb_display_finish. The same input gives the same bytes. Needs title and language of the metadata;
 * the backend drew marks if, and only if, the level has tags.
 *
 * A mark without its element, an element without its mark or text outside any mark is BB_INTERNAL;
 * a profile that is missing or not RGB is BB_IO; either is reported and leaves `out` as it was. */
enum bb_status bb_archive_finish(const struct bb_display *display, struct bb_str pdf,
    const struct bb_archive_options *options, struct bb_diag *diag, struct bb_buf *out);

/* Reads the files inside of anybody's PDF, in order of their names, into the arena; of each, name
 * and bytes are set. Names are as they stand in the PDF: not safe as names of files. `name` is the
 * PDF's in messages; all files together have at most `most` bytes. BB_INVALID after reporting what
 * is damaged, encrypted, too large, or holds no files. */
enum bb_status bb_archive_read_files(struct bb_str pdf, const char *name, size_t most,
    struct bb_arena *arena, struct bb_diag *diag, const struct bb_archive_file **files,
    size_t *nfiles);

/* The libraries underneath. Returns how many. */
size_t bb_archive_libraries(struct bb_arena *arena, struct bb_library libraries[BB_LIBRARIES_MOST]);

#endif

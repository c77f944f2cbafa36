/* Inside document only: one run of the pipeline. */
#ifndef BB_DOCUMENT_DOCUMENT_H
#define BB_DOCUMENT_DOCUMENT_H

#include "archive/entry.h"
#include "compose/compose.h"
#include "display/display.h"
#include "document/briefbook.h"
#include "input/input.h"

struct bb_faces;
struct bb_fontset_sources;
struct bb_images;
struct bb_text;

/* How things stand: each begins where the one before ended. */
struct bb_document_outcomes {
    enum bb_outcome trip;
    enum bb_outcome layout;
    enum bb_outcome own; /* of what is being done: of the chosen document in the end */
    enum bb_outcome worst;
};

struct bb_document {
    struct bb_arena arena; /* everything but `bytes` and what `own` holds */
    struct bb_arena own;   /* the chosen document: its blocks and its display list */
    struct bb_sources sources;
    struct bb_diag diag;
    struct bb_limits limits;
    struct bb_input input;
    struct bb_images *images;
    struct bb_str packed_profile; /* deflated for the first finished document; empty: not yet */
    const char *data;             /* the folder of layouts/ and fonts/ */
    const char *fonts_yaml;
    const char **font_dirs;
    size_t nfont_dirs;
    struct bb_document_outcomes outcomes;
    size_t trip_warnings;
    size_t shared_warnings; /* of trip and layout */
    struct bb_value *trip;  /* root of its values, or NULL */
    const char *language;   /* asked for, or NULL */
    const char **only;      /* `nonly` choices of documents */
    size_t nonly;
    size_t part, parts;
    bool mark_missing_glyphs;
    const char **settings;
    size_t nsettings;
    const char *epoch;       /* the date in seconds since 1970, or NULL */
    const char *trip_path;   /* as opened */
    const char *layout_path; /* its file */
    uint32_t trip_sources;   /* those up to this id belong to the trip */
    uint32_t other_sources;  /* those up to this id do not belong to the layout */
    const struct bb_template *layout;
    const char *layout_name;       /* as given to bb_document_use; else NULL */
    struct bb_compose_items items; /* to be made; one without a name where the layout makes one */
    size_t chosen;                 /* index, or SIZE_MAX */
    struct bb_faces *faces;        /* open while there are documents to come */
    struct bb_text *text;
    struct bb_fontset_sources *font_files; /* likewise, for rendering; or NULL */
    struct bb_map used_fonts;              /* paths of the files that documents have shown so far */
    struct bb_display display;
    struct bb_value *packed; /* bb_type_pack, what a cover sheet shows; or NULL */
    struct bb_buf bytes;     /* last rendered */
    char sha256[65];         /* of them, once asked for; else empty */
};

/* Takes note of how a stage went; true where the next one may start. */
bool bb_document_goes_on(struct bb_document *document, enum bb_status status);

/* The faces of the document's fonts.yaml, or NULL after reporting. */
struct bb_faces *bb_document_open_faces(struct bb_document *document);

/* Reads a trip into a document that was opened without one; its limits stay. */
void bb_document_reopen(
    struct bb_document *document, const char *trip, const struct bb_document_options *options);

/* --- several.c --- */

/* Compiles a layout and lists its documents. */
void bb_document_take_layout(struct bb_document *document, const char *layout);
/* Gives back what is kept for documents to come. */
void bb_document_release_text(struct bb_document *document);

/* --- render.c --- */

void bb_document_clear_bytes(struct bb_document *document);

/* --- pictures.c --- */

/* Reports every picture of the trip that cannot be used. */
void bb_document_check_pictures(struct bb_document *document, struct bb_value *root);

/* --- sources.c and manifest.c --- */

/* All that the document was made from, in order of the names, with the manifest; in the arena.
 * `profile` is the one for colours. Anything but BB_OK is reported. */
enum bb_status bb_document_collect_files(struct bb_document *document,
    const struct bb_render_options *options, struct bb_str profile,
    const struct bb_archive_file **files, size_t *nfiles);

/* How the document was made, as YAML: what verify reads. `files` are those beside it. */
struct bb_str bb_document_write_manifest(struct bb_document *document,
    const struct bb_render_options *options, struct bb_str profile,
    const struct bb_archive_file *files, size_t nfiles);

/* --- extract.c --- */

/* The bytes of a PDF, and the files inside of it with names that are safe; in the arena. */
enum bb_status bb_document_read_files(struct bb_document *document, const char *pdf,
    struct bb_str *bytes, const struct bb_archive_file **files, size_t *nfiles);

/* Writes files to a folder that is not there yet, or is empty: all or nothing. */
enum bb_status bb_document_write_files(struct bb_document *document, const char *folder,
    const struct bb_archive_file *files, size_t nfiles);

/* --- finish/linked.c or finish/loaded.c --- */

/* NULL after reporting. */
const struct bb_archive_entry *bb_document_find_archive(struct bb_document *document);

/* --- data.c --- */

/* NAME.yaml of the data folder's layouts, or a path as it is; NULL after reporting. */
const char *bb_document_find_layout(struct bb_document *document, const char *layout);

/* The document's date in ISO 8601: SOURCE_DATE_EPOCH where it is set, else midnight UTC of the
 * given day; never the clock. NULL after reporting a SOURCE_DATE_EPOCH that is no number. */
const char *bb_document_find_date(struct bb_document *document, int year, int month, int day);

#endif

/* libbriefbook: briefing books from trip files. The only public header.
 *
 *     struct bb_document_options options = {.layout = "book"};
 *     struct bb_document *document = bb_document_open("trip.yaml", &options);
 *     if (bb_document_outcome(document) == BB_OUTCOME_DONE)
 *         bb_document_render(document, &(struct bb_render_options){.format = "pdf"});
 *     if (bb_document_outcome(document) == BB_OUTCOME_DONE)
 *         bb_document_save(document, "trip-book.pdf");
 *     bb_document_print(document, stderr, &(struct bb_print_options){.language = "ko"});
 *     bb_document_close(document);
 *
 * Some layouts make several documents of one trip, a page for each city say. They are made one
 * after the other, and one that cannot be made does not stop the others:
 *
 *     for (size_t i = 0; i < bb_document_count(document); i++)
 *         if (bb_document_choose(document, i) == BB_OUTCOME_DONE
 *             && bb_document_render(document, &render) == BB_OUTCOME_DONE)
 *             save_as(bb_document_name(document, i));
 *
 * Errors. What is wrong is collected in the document as diagnostics; nothing is printed before
 * bb_document_print. Outcomes only get worse, but each document of several has its own.
 *
 * Memory. No function returns for want of memory: the process ends through abort(), as with the
 * GLib underneath. A program that has to go on makes its documents in a process of their own, as
 * the program briefbook does.
 *
 * Threads. Documents share nothing; one document belongs to one thread at a time.
 *
 * Results depend on the files read, the options and the environment variable SOURCE_DATE_EPOCH
 * alone, never on the clock or the locale. */
#ifndef BRIEFBOOK_H
#define BRIEFBOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define BB_PUBLIC __attribute__((visibility("default")))
#else
#define BB_PUBLIC
#endif

/* The numbers are the program's exit codes. */
enum bb_outcome {
    BB_OUTCOME_DONE = 0,
    BB_OUTCOME_INVALID = 1, /* the input is wrong */
    BB_OUTCOME_MISUSED = 2, /* what the options ask for, the trip or the layout does not have */
    BB_OUTCOME_FAILED = 3,  /* a file could not be read or written, or an internal fault */
};

/* 0 stands for the default. */
struct bb_document_limits {
    size_t file_bytes; /* of one file: 16 MiB */
    size_t depth;      /* of nested YAML collections: 64 */
    size_t nodes;      /* after expanding aliases: 1,000,000 */
    size_t items;      /* entries of all lists and maps of a trip: 100,000 */
    size_t pages;      /* of one document: 5,000 */
    size_t pixels;     /* of one image: 100,000,000 */
};

/* Zeroed is a good start. Strings are borrowed for the call. */
struct bb_document_options {
    const char *layout;   /* a name, or a path: with a '/' or ending in .yaml; NULL: "book" */
    const char *language; /* of the document, BCP 47; NULL: that of the trip */
    const char *data;     /* the folder of layouts/ and fonts/; NULL: as installed */
    const char *fonts;    /* a fonts.yaml; NULL: that of the data folder */
    const char *const *font_dirs; /* `nfont_dirs` more folders to look for the fonts in */
    size_t nfont_dirs;
    const char *const *settings; /* `nsettings` fields of the trip: "cities.1.hotel.name=…" */
    size_t nsettings;
    const char *const *only;  /* `nonly` of the documents that the layout makes, such as */
    size_t nonly;             /* "city=chongqing"; 0: all */
    size_t part, parts;       /* of these, the part-th (from 0) of `parts` equal ones; 0: all */
    const char *epoch;        /* the date of the document, in seconds since 1970, "": that of the
                                 trip; NULL: as SOURCE_DATE_EPOCH says */
    bool all_pictures;        /* look at those too that the layout does not show */
    bool mark_missing_glyphs; /* print a mark and warn; otherwise a missing glyph is an error */
    struct bb_document_limits limits;
};

struct bb_document;

/* Reads and checks a trip ("-" is standard input), and lays it out where bb_document_count is 1.
 * Never NULL: see bb_document_outcome. With `trip` NULL only the fonts are looked up, for
 * bb_document_fonts. */
BB_PUBLIC struct bb_document *bb_document_open(
    const char *trip, const struct bb_document_options *options);

/* Frees all that came out of the document. NULL is allowed. */
BB_PUBLIC void bb_document_close(struct bb_document *document);

/* The worst so far, of all documents. */
BB_PUBLIC enum bb_outcome bb_document_outcome(const struct bb_document *document);

/* Of the document chosen last. */
BB_PUBLIC size_t bb_document_pages(const struct bb_document *document);

/* How many sheets of paper they take: two pages share one where the layout is for both sides. */
BB_PUBLIC size_t bb_document_sheets(const struct bb_document *document);

/* As in its metadata, or NULL; borrowed until the next is chosen. */
BB_PUBLIC const char *bb_document_title(const struct bb_document *document);

/* --- several documents ------------------------------------------------------------------------ */

/* How many documents there are to make by the layout and the options: 1, or one for each item of
 * the layout's `documents`. 0 where trip or layout are wrong. */
BB_PUBLIC size_t bb_document_count(const struct bb_document *document);

/* The name of one, for a file: "chongqing"; safe as a file's name and unlike all others. NULL where
 * the layout makes only one. Borrowed from the document. */
BB_PUBLIC const char *bb_document_name(const struct bb_document *document, size_t index);

/* What the layout makes a document for each of: "city"; NULL where it makes only one. Borrowed. */
BB_PUBLIC const char *bb_document_each(const struct bb_document *document);

/* Lays out one of them, in place of the one before. Its own outcome. Its bytes are those that it
 * has when it is made alone. Memory does not grow with their number. */
BB_PUBLIC enum bb_outcome bb_document_choose(struct bb_document *document, size_t index);

/* Takes another layout for the same trip; its documents replace those of the one before, and none
 * is chosen. What is reported from here on names the layout. */
BB_PUBLIC enum bb_outcome bb_document_use(struct bb_document *document, const char *layout);

/* --- output ----------------------------------------------------------------------------------- */

/* Zeroed is a finished PDF. */
struct bb_render_options {
    const char *format; /* "pdf", "ps", "svg" or "png" (one page), or for tests "trace", "tags" and
                           "marked", what finishing gets, on pages of whole points; NULL: "pdf" */
    bool unfinished;    /* pdf: as it comes from the backend, without tags and not PDF/A */
    bool lightweight;   /* pdf: by libharu; the smallest file, without tags; PDF/A with a level */
    const char *level;  /* pdf: of PDF/A: "2a", "3a", with PDF/UA-1; "4", "4f", with PDF/UA-2; "2u",
                           "3u", without tags; NULL: "2a", but none for a lightweight file */
    size_t page;        /* svg, png: from 0 */
    int dpi;            /* png: 0 stands for 96 */
};

/* What the names of files of a format end with after a dot ("pdf"); NULL for an unknown one. */
BB_PUBLIC const char *bb_document_suffix(const char *format);

/* Makes the bytes of the chosen document where its outcome is DONE; for any other, nothing happens.
 * They replace those of the last call. The document's own outcome. */
BB_PUBLIC enum bb_outcome bb_document_render(
    struct bb_document *document, const struct bb_render_options *options);

/* The bytes last made; borrowed until the next bb_document_render or bb_document_close. */
BB_PUBLIC const void *bb_document_bytes(const struct bb_document *document, size_t *len);

/* Their SHA-256 in lower-case hex; borrowed as they are. */
BB_PUBLIC const char *bb_document_sha256(struct bb_document *document);

/* Writes them to `path` ("-" is standard output), all or nothing: a temporary file beside it is
 * synced and renamed. A file that the document was read from is refused. The document's own
 * outcome. */
BB_PUBLIC enum bb_outcome bb_document_save(struct bb_document *document, const char *path);

/* Creates the folder `path`, unless it is there; the folder that it is to be in must exist. */
BB_PUBLIC enum bb_outcome bb_document_make_folder(struct bb_document *document, const char *path);

/* Begins a trip: writes the starter in `language`, "ko" or "en", to `path`, all or nothing; what is
 * there already stays. For a document opened without a trip. The document's own outcome. */
BB_PUBLIC enum bb_outcome bb_document_begin(
    struct bb_document *document, const char *path, const char *language);

/* Removes what process `pid` left beside `path` when it was killed inside bb_document_save or
 * bb_document_begin. */
BB_PUBLIC void bb_document_discard(const char *path, long pid);

/* --- packs ------------------------------------------------------------------------------------ */

/* A layout may be the cover sheet of a pack of documents and list what the pack holds: layouts, for
 * bb_document_use, and the files that each of their documents becomes. It is laid out itself when
 * it is chosen, which is for the end: it shows the files made. */
struct bb_document_pack_file {
    const char *name; /* below the pack's folder; {name} stands for bb_document_name */
    struct bb_render_options render;
};

struct bb_document_pack_entry {
    const char *layout;
    const struct bb_document_pack_file *files;
    size_t nfiles;
};

/* What the pack of the layout holds; 0 for other layouts. Borrowed from the document. */
BB_PUBLIC size_t bb_document_pack(
    struct bb_document *document, const struct bb_document_pack_entry **entries);

/* A file of a pack as it was made. */
struct bb_document_packed {
    const char *name, *layout;
    const char *title;  /* or NULL */
    const char *sha256; /* NULL: it could not be made */
    size_t pages, sheets, bytes;
};

/* What the cover sheet shows, before it is chosen; copied. */
BB_PUBLIC void bb_document_set_packed(
    struct bb_document *document, const struct bb_document_packed *files, size_t count);

/* Makes the bytes of the pack's list, a YAML file, in place of those rendered last. */
BB_PUBLIC enum bb_outcome bb_document_list_packed(
    struct bb_document *document, const struct bb_document_packed *files, size_t count);

/* --- archive copies --------------------------------------------------------------------------- */

/* Writes the files inside of a PDF to `folder`, byte for byte, all or nothing; it must not be there
 * yet, or be empty. The PDF may be anybody's: nothing is ever written elsewhere. It and what is
 * inside may each have as many bytes as the limit for a file. For a document opened without a
 * trip. */
BB_PUBLIC enum bb_outcome bb_document_extract(
    struct bb_document *document, const char *pdf, const char *folder);

/* A new folder that only this user can enter, among the system's temporary ones, and its end, with
 * all that is in it. NULL after reporting; the name is borrowed from the document. */
BB_PUBLIC const char *bb_document_make_workspace(struct bb_document *document);
BB_PUBLIC void bb_document_remove_workspace(const char *folder);

/* Makes an archive copy again from the files inside of it and compares: DONE where the bytes are
 * the same; otherwise what differs is told. `workspace` is filled and left to the caller, who may
 * be another process by then. `pictures` is a folder for pages that look different, as pictures of
 * both side by side, or NULL. For a document opened without a trip. */
BB_PUBLIC enum bb_outcome bb_document_verify(
    struct bb_document *document, const char *pdf, const char *workspace, const char *pictures);

/* --- diagnostics ------------------------------------------------------------------------------ */

struct bb_print_options {
    const char *language; /* "en" or "ko"; NULL: "en" */
    bool json;            /* one object a line instead of text */
    bool color;           /* text: with ANSI colours */
    bool errors_only;
    bool own_only; /* without what all documents of several share */
};

BB_PUBLIC size_t bb_document_errors(const struct bb_document *document);
BB_PUBLIC size_t bb_document_warnings(const struct bb_document *document);

/* Those that concern the chosen document: its own and those that all share. */
BB_PUBLIC size_t bb_document_own_warnings(const struct bb_document *document);

/* Prints the diagnostics by place, in one write. */
BB_PUBLIC void bb_document_print(
    struct bb_document *document, FILE *out, const struct bb_print_options *options);

/* --- fonts ------------------------------------------------------------------------------------ */

struct bb_document_font {
    const char *role, *family, *package, *licence;
    const char *name; /* of the file */
    const char *path; /* NULL: missing */
    int weight;
    const char *release; /* the Debian release whose file it is, or NULL: none that is known */
    const char *sha256;
    bool used; /* by the pages of documents chosen so far */
};

/* The fonts of fonts.yaml as found on this machine; borrowed from the document. */
BB_PUBLIC size_t bb_document_fonts(
    struct bb_document *document, const struct bb_document_font **rows);

/* --- the trip file ---------------------------------------------------------------------------- */

/* Zeroed is a JSON Schema in English. */
struct bb_schema_options {
    const char *language; /* of its descriptions: "en" or "ko"; NULL: "en" */
    bool markdown;        /* the reference for people instead */
};

/* Prints what a trip file may say: JSON Schema (draft 2020-12), or the reference in Markdown. */
BB_PUBLIC void bb_document_print_schema(FILE *out, const struct bb_schema_options *options);

/* --- surroundings ----------------------------------------------------------------------------- */

struct bb_document_layout {
    const char *name, *path;
    const char *description; /* NULL: none */
};

/* The layouts of the data folder, by name, described in a language; borrowed from the document. */
BB_PUBLIC size_t bb_document_layouts(
    struct bb_document *document, const char *language, const struct bb_document_layout **rows);

/* What documents need beside fonts, as found on this machine. */
struct bb_document_need {
    const char *name;    /* of a library, or of data */
    const char *version; /* of a library; NULL: this is data */
    const char *path;    /* of data; NULL: missing */
    const char *package; /* that brings the data */
};

/* Borrowed from the document. */
BB_PUBLIC size_t bb_document_needs(
    struct bb_document *document, const struct bb_document_need **rows);

/* "0.1.0" */
BB_PUBLIC const char *bb_document_version(void);

#ifdef __cplusplus
}
#endif

#endif

/* From the display list to bytes, and from bytes to a file. One table row per format. */
#include <sys/stat.h>
#include <unistd.h>

#include "backend/backend.h"
#include "document/document.h"
#include "pdf/deflate.h"

static const struct format {
    const char *name;
    const struct bb_backend *backend; /* NULL: the tag tree */
    bool archival;                    /* is finished to a level of PDF/A */
} formats[] = {
    {"marked", &bb_backend_cairo_pdf, false},
    {"pdf", &bb_backend_cairo_pdf, true},
    {"png", &bb_backend_cairo_png, false},
    {"ps", &bb_backend_cairo_ps, false},
    {"svg", &bb_backend_cairo_svg, false},
    {"tags", NULL, false},
    {"trace", &bb_backend_trace, false},
};

static const struct format *
find_format(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name ? name : "pdf") == 0)
            return &formats[i];
    return NULL;
}

const char *
bb_document_suffix(const char *format)
{
    const struct format *found = find_format(format);
    if (!found)
        return NULL;
    return found->backend ? found->backend->suffix : "tags";
}

/* What draws for the options: a PDF is libharu's where it shall be light. */
static const struct bb_backend *
choose_backend(const struct format *format, const struct bb_render_options *options)
{
    bool light = options->lightweight && format->backend == &bb_backend_cairo_pdf;
    return light ? &bb_backend_haru : format->backend;
}

/* The level of PDF/A that is made; NULL: the file stays as it comes from the backend. */
static const char *
choose_level(const struct format *format, const struct bb_render_options *options)
{
    if (!format->archival || options->unfinished)
        return NULL;
    if (options->level || options->lightweight)
        return options->level;
    return "2a";
}

static enum bb_status
draw(struct bb_document *document, const struct bb_backend *backend,
    const struct bb_backend_options *options, struct bb_buf *out)
{
    struct bb_fontset *fonts = NULL;
    if (backend->wants_fonts) {
        fonts = bb_fontset_create(&document->display, document->font_files, &document->diag);
        if (!fonts)
            return BB_INTERNAL;
    }
    enum bb_status status =
        bb_backend_render(backend, &document->display, fonts, options, &document->diag, out);
    bb_fontset_destroy(fonts);
    return status;
}

/* The bytes of a file that was read for an earlier document; false where there is none. */
static bool
recall(const struct bb_document *document, const char *path, struct bb_str *bytes)
{
    for (size_t i = 0; i < document->input.files.len; i++)
        if (bb_str_is(document->input.files.at[i].path, path)) {
            *bytes = document->input.files.at[i].bytes;
            return true;
        }
    return false;
}

static enum bb_status
read_profile(struct bb_document *document, const char *const *paths, struct bb_str *icc)
{
    for (const char *const *path = paths; *path; path++)
        if (recall(document, *path, icc))
            return BB_OK;
        else if (access(*path, R_OK) == 0)
            return bb_input_read_bytes(&document->input, *path, icc);
    bb_report(&document->diag, BB_D_COLOR_PROFILE, ((struct bb_span){0}), paths[0]);
    return BB_IO;
}

/* The profile deflated: a fiftieth of a page of finishing, where each document did it anew. */
static struct bb_str
pack_profile(struct bb_document *document, struct bb_str icc)
{
    if (document->packed_profile.len > 0)
        return document->packed_profile;
    struct bb_pdf_deflater deflater = {0};
    struct bb_buf packed;
    bb_buf_init(&packed, 0);
    bb_pdf_deflate(&deflater, icc, false, &packed);
    document->packed_profile = bb_arena_str(&document->arena, bb_buf_str(&packed));
    bb_buf_finish(&packed);
    bb_pdf_deflater_finish(&deflater);
    return document->packed_profile;
}

/* Draws what stays as it comes from the backend. */
static enum bb_status
draw_plain(struct bb_document *document, const struct format *format,
    const struct bb_render_options *options)
{
    const struct bb_backend_options wanted = {
        .dpi = options->dpi > 0 ? options->dpi : 96,
        .page = (uint32_t)options->page,
        .untagged = options->unfinished,
        .whole_points = !format->archival, /* a proof keeps its size */
    };
    return draw(document, choose_backend(format, options), &wanted, &document->bytes);
}

/* What the program would not ask for. */
static enum bb_status
report_request(struct bb_document *document, const char *what)
{
    bb_report(&document->diag, BB_D_INTERNAL, ((struct bb_span){0}), what);
    return BB_INTERNAL;
}

static enum bb_status
draw_finished(struct bb_document *document, const struct bb_backend *backend,
    const struct bb_render_options *options, const char *level)
{
    struct bb_archive_options archive = {.icc_name = "sRGB", .producer = "briefbook " BB_VERSION};
    const struct bb_archive_entry *entry = bb_document_find_archive(document);
    if (!entry)
        return BB_INTERNAL;
    archive.level = entry->find_level(level);
    if (!archive.level || (archive.level->ua > 0 && backend == &bb_backend_haru))
        return report_request(document, "no such level, or none without tags");
    enum bb_status status = read_profile(document, entry->icc_paths, &archive.icc);
    if (status != BB_OK)
        return status;
    archive.packed = pack_profile(document, archive.icc);
    if (archive.level->files)
        status = bb_document_collect_files(
            document, options, archive.icc, &archive.files, &archive.nfiles);
    if (status != BB_OK)
        return status;
    struct bb_buf raw;
    bb_buf_init(&raw, 0);
    status = draw(document, backend,
        &(struct bb_backend_options){.untagged = archive.level->ua == 0, .whole_points = true},
        &raw);
    if (status == BB_OK)
        status = entry->finish(
            &document->display, bb_buf_str(&raw), &archive, &document->diag, &document->bytes);
    bb_buf_finish(&raw);
    return status;
}

void
bb_document_clear_bytes(struct bb_document *document)
{
    bb_buf_finish(&document->bytes);
    bb_buf_init(&document->bytes, 0);
    document->sha256[0] = '\0';
}

enum bb_outcome
bb_document_render(struct bb_document *document, const struct bb_render_options *options)
{
    const struct format *format = find_format(options->format);
    bb_document_clear_bytes(document);
    if (document->outcomes.own != BB_OUTCOME_DONE)
        return document->outcomes.own;
    enum bb_status status = BB_OK;
    if (!format || options->page >= document->display.pages.len) {
        status = report_request(document, "no such format or page");
    } else if (!format->backend) {
        bb_display_dump_tags(&document->display, &document->bytes);
    } else {
        const char *level = choose_level(format, options);
        status = level ? draw_finished(document, choose_backend(format, options), options, level)
                       : draw_plain(document, format, options);
    }
    bb_document_goes_on(document, status);
    return document->outcomes.own;
}

const void *
bb_document_bytes(const struct bb_document *document, size_t *len)
{
    *len = document->bytes.len;
    return bb_buf_str(&document->bytes).ptr;
}

/* Whether `path` is one of the files the document was made from, under whatever name. */
static bool
was_read(const struct bb_document *document, const char *path)
{
    struct stat target, source;
    if (strcmp(path, "-") == 0 || stat(path, &target) < 0)
        return false;
    for (size_t i = 0; i < document->input.files.len; i++) {
        const char *read = document->input.files.at[i].path.ptr;
        if (strcmp(read, "-") != 0 && stat(read, &source) == 0 && source.st_dev == target.st_dev
            && source.st_ino == target.st_ino)
            return true;
    }
    return false;
}

enum bb_outcome
bb_document_save(struct bb_document *document, const char *path)
{
    if (document->outcomes.own != BB_OUTCOME_DONE)
        return document->outcomes.own;
    enum bb_status status;
    if (was_read(document, path)) {
        bb_report(&document->diag, BB_D_OUTPUT_IS_INPUT, ((struct bb_span){0}), path);
        status = BB_IO;
    } else {
        status =
            bb_input_write_file(&document->diag, path, document->bytes.ptr, document->bytes.len);
    }
    bb_document_goes_on(document, status);
    return document->outcomes.own;
}

enum bb_outcome
bb_document_make_folder(struct bb_document *document, const char *path)
{
    bb_document_goes_on(document, bb_input_make_folder(&document->diag, path));
    return document->outcomes.own;
}

void
bb_document_discard(const char *path, long pid)
{
    bb_input_discard_unfinished(path, pid);
}

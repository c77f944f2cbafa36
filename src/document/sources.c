/* What a document was made from, as files that go into it.
 *
 * Three folders stand beside each other: trip/ with the trip file and all that it names, data/ with
 * the shipped layouts that were used and the list of fonts, which is a data folder for
 * BRIEFBOOK_DATA, and layout/ with a layout that was given by its path. Within each, files keep the
 * paths by which they were named, so that the same command makes the same document of them again.
 *
 * What a file names is known from the references that input notes. Asking the trip for its pictures
 * was the alternative; it would leave out those of layouts, and one reached by a link would not be
 * found again under its name. */
#include <stdlib.h>

#include "document/document.h"
#include "document/names.h"

struct collecting {
    struct bb_document *document;
    const char *trip_folder, *layout_folder, *data_folder; /* absolute, links resolved */
    struct bb_map taken;                                   /* names */
    BB_VEC(struct bb_archive_file) files;
};

static const char trip_prefix[] = "trip/";
static const char layout_prefix[] = "layout/";
static const char data_prefix[] = "data/layouts/";

/* --- names ------------------------------------------------------------------------------------ */

static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The folder of `path`, links resolved; NULL where it has none. */
static const char *
resolve_folder(struct bb_document *document, const char *path)
{
    size_t len = (size_t)(base_name(path) - path);
    const char *folder =
        len > 0 ? bb_arena_str(&document->own, (struct bb_str){path, len}).ptr : ".";
    char *real = realpath(folder, NULL);
    const char *kept = real ? bb_arena_str(&document->own, bb_str_from(real)).ptr : NULL;
    free(real);
    return kept;
}

/* What of `path` comes after `folder`; NULL: it is not below. */
static const char *
below(const char *folder, const char *path)
{
    size_t len = folder ? strlen(folder) : 0;
    if (len == 0 || strncmp(folder, path, len) != 0)
        return NULL;
    return len == 1 ? path + 1 : path[len] == '/' ? path + len + 1 : NULL;
}

/* A layout's files lie beside it or beside the shipped ones. */
static const char *
name_file(struct collecting *c, bool of_trip, const char *path)
{
    const struct {
        const char *folder, *prefix;
    } places[] = {
        {of_trip ? c->trip_folder : NULL, trip_prefix},
        {of_trip ? NULL : c->data_folder, data_prefix},
        {of_trip ? NULL : c->layout_folder, layout_prefix},
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *rest = below(places[i].folder, path);
        if (rest)
            return bb_arena_printf(&c->document->own, "%s%s", places[i].prefix, rest).ptr;
    }
    return NULL;
}

const char *
bb_document_name_trip(struct bb_document *document)
{
    const char *name = base_name(document->trip_path);
    bool unnamed = strcmp(document->trip_path, "-") == 0 || *name == '\0';
    return bb_arena_printf(&document->own, "%s%s", trip_prefix, unnamed ? "trip.yaml" : name).ptr;
}

const char *
bb_document_name_layout(struct bb_document *document)
{
    const char *shipped = bb_arena_printf(&document->own, "%s/layouts/", document->data).ptr;
    bool is_shipped = bb_str_starts(bb_str_from(document->layout_path), shipped);
    return bb_arena_printf(&document->own, "%s%s", is_shipped ? data_prefix : layout_prefix,
        base_name(document->layout_path))
        .ptr;
}

/* --- files ------------------------------------------------------------------------------------ */

static void
add_file(struct collecting *c, const char *name, struct bb_str bytes)
{
    struct bb_arena *arena = &c->document->own;
    if (bb_map_set(arena, &c->taken, bb_str_from(name), c))
        return;
    struct bb_archive_file file = {
        .name = name, .type = "application/yaml", .relationship = "Source", .bytes = bytes};
    if (bb_str_starts(bytes, "\x89PNG"))
        file.type = "image/png";
    else if (bb_str_starts(bytes, "\xFF\xD8\xFF"))
        file.type = "image/jpeg";
    file.squeezed = bb_str_starts(bb_str_from(file.type), "image/");
    if (file.squeezed)
        file.relationship = "Data";
    BB_VEC_PUSH(arena, &c->files, file);
}

static const struct bb_input_file *
find_read(const struct bb_document *document, const char *path)
{
    for (size_t i = 0; i < document->input.files.len; i++)
        if (strcmp(document->input.files.at[i].path.ptr, path) == 0)
            return &document->input.files.at[i];
    return NULL;
}

/* The bytes of a file that was read, or now is. */
static enum bb_status
read_again(struct collecting *c, const char *path, struct bb_str *bytes)
{
    const struct bb_input_file *file = find_read(c->document, path);
    if (!file)
        return bb_input_read_resolved(
            &c->document->input, bb_str_from(path), (struct bb_span){0}, bytes);
    *bytes = file->bytes;
    return BB_OK;
}

/* Whether the pages show a picture of these bytes. */
static bool
is_shown(const struct bb_document *document, struct bb_str bytes)
{
    for (size_t i = 0; i < document->display.images.len; i++) {
        const struct bb_input_file *file = find_read(document, document->display.images.at[i].path);
        if (file && bb_str_equal(file->bytes, bytes))
            return true;
    }
    return false;
}

/* A picture of a layout counts where this document shows it: others made in the same run, by this
 * layout or another one, leave no trace. All that the trip names belongs to it. */
static enum bb_status
add_reference(struct collecting *c, const struct bb_input_reference *reference)
{
    bool of_trip = reference->source <= c->document->trip_sources;
    if (!of_trip && reference->source <= c->document->other_sources)
        return BB_OK;
    const char *name = name_file(c, of_trip, reference->name.ptr);
    struct bb_str bytes;
    enum bb_status status = read_again(c, reference->resolved.ptr, &bytes);
    const struct bb_input_file *file = find_read(c->document, reference->resolved.ptr);
    bool is_text = file && file->source > 0;
    if (status == BB_OK && name && (of_trip || is_text || is_shown(c->document, bytes)))
        add_file(c, name, bytes);
    return status;
}

/* What the command line named. */
static void
add_named(struct collecting *c, const char *path, const char *name)
{
    const struct bb_input_file *file = find_read(c->document, path);
    if (file)
        add_file(c, name, file->bytes);
}

static void
sort_files(struct collecting *c)
{
    if (c->files.len > 1)
        qsort(c->files.at, c->files.len, sizeof *c->files.at, bb_archive_compare_files);
}

enum bb_status
bb_document_collect_files(struct bb_document *document, const struct bb_render_options *options,
    struct bb_str profile, const struct bb_archive_file **files, size_t *nfiles)
{
    struct collecting c = {
        .document = document,
        .trip_folder = resolve_folder(document, document->trip_path),
        .layout_folder = resolve_folder(document, document->layout_path),
        .data_folder = resolve_folder(
            document, bb_arena_printf(&document->own, "%s/layouts/", document->data).ptr),
    };
    add_named(&c, document->trip_path, bb_document_name_trip(document));
    add_named(&c, document->layout_path, bb_document_name_layout(document));
    add_named(&c, document->fonts_yaml, "data/fonts/fonts.yaml");
    enum bb_status status = BB_OK;
    for (size_t i = 0; i < document->input.references.len && status == BB_OK; i++)
        status = add_reference(&c, &document->input.references.at[i]);
    if (status != BB_OK)
        return status;
    sort_files(&c);
    struct bb_str manifest =
        bb_document_write_manifest(document, options, profile, c.files.at, c.files.len);
    add_file(&c, BB_MANIFEST_NAME, manifest);
    BB_VEC_LAST(&c.files).relationship = "Supplement";
    sort_files(&c);
    *files = c.files.at;
    *nfiles = c.files.len;
    return bb_document_check_names(document, *files, *nfiles);
}

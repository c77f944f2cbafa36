/* Making an archive copy again from what is inside, and comparing.
 *
 * The sources go to a private folder for the time of the making, the options are those of the
 * manifest, and then bytes are compared with bytes: equal ones prove everything. Only where they
 * differ is it worked out by what. */
#include "document/verify.h"

#include <glib.h>
#include <stdlib.h>
#include <unistd.h>

#include "document/names.h"
#include "yaml/yaml.h"

struct verifying {
    struct bb_document *document;
    const struct bb_archive_entry *archive;
    const char *folder; /* private */
    struct bb_verify_copy kept, made;
    const struct bb_archive_file *trip, *layout; /* of those kept */
};

const char *
bb_verify_text(const struct bb_node *mapping, const char *key)
{
    const struct bb_node *node =
        mapping && mapping->kind == BB_NODE_MAPPING ? bb_node_lookup(mapping, key) : NULL;
    return node && node->kind == BB_NODE_SCALAR ? node->text.ptr : NULL;
}

/* --- the manifest ----------------------------------------------------------------------------- */

static const struct bb_archive_file *
find_file(const struct bb_verify_copy *copy, const char *name)
{
    for (size_t i = 0; name && i < copy->nfiles; i++)
        if (strcmp(copy->files[i].name, name) == 0)
            return &copy->files[i];
    return NULL;
}

/* Whether the manifest can be worked by: it names a trip, a layout and a level, and files that are
 * inside. */
static bool
find_named(struct verifying *v)
{
    const struct bb_node *manifest = v->kept.manifest;
    const char *level = bb_verify_text(manifest, "level");
    const struct bb_archive_level *found = level ? v->archive->find_level(level) : NULL;
    bool light = bb_verify_text(manifest, "lightweight") != NULL;
    v->trip = find_file(&v->kept, bb_verify_text(manifest, "trip"));
    v->layout = find_file(&v->kept, bb_verify_text(manifest, "layout"));
    return v->trip && v->layout && found && found->files && !(light && found->ua > 0);
}

static void
read_manifest(struct bb_document *document, struct bb_verify_copy *copy)
{
    const struct bb_archive_file *file = find_file(copy, BB_MANIFEST_NAME);
    const char *name = bb_arena_printf(&document->arena, "%s:%s", copy->path, BB_MANIFEST_NAME).ptr;
    uint32_t source;
    if (file && bb_input_add_text(&document->input, name, file->bytes, &source) == BB_OK)
        copy->manifest = bb_yaml_parse(&document->input, source);
    if (copy->manifest && copy->manifest->kind != BB_NODE_MAPPING)
        copy->manifest = NULL;
}

/* --- making it again -------------------------------------------------------------------------- */

static const char *
join(struct verifying *v, const char *name)
{
    return bb_arena_printf(&v->document->arena, "%s/source/%s", v->folder, name).ptr;
}

static size_t
list_settings(struct verifying *v, const char ***settings)
{
    const struct bb_node *list = bb_node_lookup(v->kept.manifest, "settings");
    size_t len = list && list->kind == BB_NODE_SEQUENCE ? list->len : 0, count = 0;
    *settings = BB_NEW_ARRAY(&v->document->arena, const char *, len);
    for (size_t i = 0; i < len; i++)
        if (list->items[i]->kind == BB_NODE_SCALAR)
            (*settings)[count++] = list->items[i]->text.ptr;
    return count;
}

static void
make_again(struct verifying *v)
{
    const struct bb_node *manifest = v->kept.manifest;
    struct bb_document *document = v->document;
    const char *only = bb_verify_text(manifest, "document");
    const char *epoch = bb_verify_text(manifest, "epoch");
    const char **settings;
    size_t nsettings = list_settings(v, &settings);
    struct bb_document_options options = {
        .layout = join(v, v->layout->name),
        .language = bb_verify_text(manifest, "language"),
        .data = join(v, "data"),
        .font_dirs = document->font_dirs,
        .nfont_dirs = document->nfont_dirs,
        .settings = settings,
        .nsettings = nsettings,
        .only = &only,
        .nonly = only ? 1 : 0,
        .epoch = epoch ? epoch : "",
        .mark_missing_glyphs = bb_verify_text(manifest, "mark_missing_glyphs") != NULL,
    };
    bb_document_reopen(document, join(v, v->trip->name), &options);
    bb_document_choose(document, 0); /* a pack's cover sheet waits for it; all else is laid out */
    struct bb_render_options render = {.level = bb_verify_text(manifest, "level"),
        .lightweight = bb_verify_text(manifest, "lightweight") != NULL};
    bb_document_render(document, &render);
}

/* --- comparing -------------------------------------------------------------------------------- */

static void
write_copy(struct verifying *v, const char *name, struct bb_str bytes)
{
    const char *path = bb_arena_printf(&v->document->arena, "%s/%s", v->folder, name).ptr;
    bb_input_write_file(&v->document->diag, path, bytes.ptr, bytes.len);
}

static void
compare(struct verifying *v, const char *pictures)
{
    struct bb_document *document = v->document;
    struct bb_span none = {0};
    if (document->outcomes.own != BB_OUTCOME_DONE || document->bytes.len == 0) {
        bb_report(&document->diag, BB_D_VERIFY_FAILED, none, v->kept.path);
        bb_verify_files(document, &v->kept);
        return;
    }
    v->made.bytes = bb_buf_str(&document->bytes);
    if (bb_str_equal(v->kept.bytes, v->made.bytes))
        return;
    v->made.path = "made.pdf";
    v->archive->read_files(v->made.bytes, v->made.path, SIZE_MAX, &document->arena, &document->diag,
        &v->made.files, &v->made.nfiles);
    read_manifest(document, &v->made);
    bb_report(&document->diag, BB_D_VERIFY_DIFFERS, none, v->kept.path);
    bb_verify_files(document, &v->kept);
    bb_verify_surroundings(document, &v->kept, &v->made);
    write_copy(v, "kept.pdf", v->kept.bytes);
    write_copy(v, "made.pdf", v->made.bytes);
    bb_verify_pages(document, v->folder, pictures);
}

/* --- the whole -------------------------------------------------------------------------------- */

const char *
bb_document_make_workspace(struct bb_document *document)
{
    char *pattern = g_build_filename(g_get_tmp_dir(), "briefbook-XXXXXX", NULL);
    const char *made = mkdtemp(pattern);
    char *real = made ? realpath(made, NULL) : NULL; /* as sources below it will be called */
    const char *folder = real ? bb_arena_str(&document->arena, bb_str_from(real)).ptr : NULL;
    if (!folder)
        bb_report(&document->diag, BB_D_OUTPUT_FOLDER, ((struct bb_span){0}), pattern);
    bb_document_goes_on(document, folder ? BB_OK : BB_IO);
    free(real);
    g_free(pattern);
    return folder;
}

void
bb_document_remove_workspace(const char *folder)
{
    bb_input_remove_folder(folder);
}

static enum bb_status
verify(struct verifying *v, const char *pictures)
{
    struct bb_document *document = v->document;
    enum bb_status status = bb_document_read_files(
        document, v->kept.path, &v->kept.bytes, &v->kept.files, &v->kept.nfiles);
    if (status != BB_OK)
        return status;
    read_manifest(document, &v->kept);
    if (!v->kept.manifest || !find_named(v)) {
        bb_report(&document->diag, BB_D_MANIFEST_MISSING, ((struct bb_span){0}), v->kept.path);
        return BB_INVALID;
    }
    const char *sources = bb_arena_printf(&document->arena, "%s/source", v->folder).ptr;
    status = bb_document_write_files(document, sources, v->kept.files, v->kept.nfiles);
    if (status == BB_OK) {
        document->input.folder = join(v, "");
        document->input.folder_shown = bb_arena_printf(&document->arena, "%s:", v->kept.path).ptr;
        make_again(v);
        compare(v, pictures);
    }
    return status;
}

enum bb_outcome
bb_document_verify(
    struct bb_document *document, const char *pdf, const char *workspace, const char *pictures)
{
    struct verifying v = {.document = document,
        .archive = bb_document_find_archive(document),
        .folder = workspace,
        .kept = {.path = bb_arena_str(&document->arena, bb_str_from(pdf)).ptr}};
    bb_document_goes_on(document, v.archive ? verify(&v, pictures) : BB_INTERNAL);
    return document->outcomes.worst;
}

/* What a document finds around it: the shipped layouts, libraries, the colour profile and the time
 * zones. */
#include <dirent.h>
#include <glib.h>
#include <stdlib.h>
#include <unistd.h>

#include "backend/backend.h"
#include "document/document.h"
#include "face/face.h"
#include "pdf/deflate.h"
#include "schema/schema.h"
#include "text/text.h"

/* --- layouts ---------------------------------------------------------------------------------- */

static int
is_yaml(const struct dirent *entry)
{
    const char *dot = strrchr(entry->d_name, '.');
    return dot && dot > entry->d_name && strcmp(dot, ".yaml") == 0;
}

/* In one of the languages of the description: that asked for, else the first. */
static const char *
describe(struct bb_document *document, const struct bb_node *root, const char *language)
{
    const struct bb_node *node = bb_node_lookup(root, "description");
    const struct bb_value *text =
        node ? bb_schema_read(&document->input, node, &bb_type_text) : NULL;
    if (!text || text->as.text.nforms == 0)
        return NULL;
    const struct bb_form *form = bb_value_form(text, language);
    return form ? form->text.ptr : text->as.text.forms[0].text.ptr;
}

/* False for what only other layouts include: it has neither a flow nor a description. A layout that
 * includes its flow has the one, one of somebody's own in the folder may have only the other. */
static bool
read_layout_row(struct bb_document *document, const char *file, const char *language,
    struct bb_document_layout *row)
{
    const char *path = bb_arena_printf(&document->arena, "%s/layouts/%s", document->data, file).ptr;
    uint32_t source;
    if (bb_input_read_text(&document->input, path, &source) != BB_OK)
        return false;
    const struct bb_node *root = bb_yaml_parse(&document->input, source);
    if (!root || root->kind != BB_NODE_MAPPING
        || !(bb_node_lookup(root, "flow") || bb_node_lookup(root, "description")))
        return false;
    size_t stem = strlen(file) - strlen(".yaml");
    *row = (struct bb_document_layout){
        .name = bb_arena_str(&document->arena, (struct bb_str){file, stem}).ptr,
        .path = path,
        .description = describe(document, root, language),
    };
    return true;
}

size_t
bb_document_layouts(
    struct bb_document *document, const char *language, const struct bb_document_layout **rows)
{
    const char *folder = bb_arena_printf(&document->arena, "%s/layouts", document->data).ptr;
    struct dirent **files;
    int count = scandir(folder, &files, is_yaml, alphasort);
    *rows = NULL;
    if (count < 0) {
        bb_report(&document->diag, BB_D_DATA_MISSING, ((struct bb_span){0}), folder);
        bb_document_goes_on(document, BB_IO);
        return 0;
    }
    struct bb_document_layout *found =
        BB_NEW_ARRAY(&document->arena, struct bb_document_layout, (size_t)count + 1);
    size_t nfound = 0;
    for (int i = 0; i < count; i++) {
        nfound += read_layout_row(document, files[i]->d_name, language, &found[nfound]);
        free(files[i]);
    }
    free(files);
    bb_document_goes_on(document, BB_OK);
    *rows = found;
    return nfound;
}

/* --- needs ------------------------------------------------------------------------------------ */

enum { NEEDS_MOST = 6 * BB_LIBRARIES_MOST + 2 };

struct needs {
    struct bb_document *document;
    struct bb_document_need rows[NEEDS_MOST];
    size_t len;
};

static void
add_libraries(struct needs *needs, __typeof__(bb_yaml_libraries) *list)
{
    struct bb_library libraries[BB_LIBRARIES_MOST];
    size_t count = list(&needs->document->arena, libraries);
    for (size_t i = 0; i < count; i++)
        needs->rows[needs->len++] =
            (struct bb_document_need){.name = libraries[i].name, .version = libraries[i].version};
}

static void
add_profile(struct needs *needs, const struct bb_archive_entry *archive)
{
    struct bb_document_need need = {.name = "sRGB", .package = "icc-profiles-free"};
    for (const char *const *path = archive->icc_paths; !need.path && *path; path++)
        if (access(*path, R_OK) == 0)
            need.path = *path;
    needs->rows[needs->len++] = need;
}

/* A zone that all tz databases have, asked for in the way in which trips are. */
static void
add_zones(struct needs *needs)
{
    static const char name[] = "Asia/Seoul";
    GTimeZone *zone = g_time_zone_new_identifier(name);
    needs->rows[needs->len++] = (struct bb_document_need){
        .name = "time zones", .path = zone ? name : NULL, .package = "tzdata"};
    if (zone)
        g_time_zone_unref(zone);
}

size_t
bb_document_needs(struct bb_document *document, const struct bb_document_need **rows)
{
    struct needs *needs = BB_NEW(&document->arena, struct needs);
    needs->document = document;
    add_libraries(needs, bb_yaml_libraries);
    add_libraries(needs, bb_face_libraries);
    add_libraries(needs, bb_text_libraries);
    add_libraries(needs, bb_backend_libraries);
    add_libraries(needs, bb_pdf_libraries);
    const struct bb_archive_entry *archive = bb_document_find_archive(document);
    if (archive) {
        add_libraries(needs, archive->libraries);
        add_profile(needs, archive);
    }
    add_zones(needs);
    bb_document_goes_on(document, archive ? BB_OK : BB_INTERNAL);
    *rows = needs->rows;
    return needs->len;
}

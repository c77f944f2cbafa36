/* Roles and stacks of faces.
 *
 * fonts.yaml is read once; a stack (role, weight, language order) is looked up in the catalog the
 * first time it is asked for and kept. Roles have few stacks, so a list is searched. */
#include "face/face.h"

#include <glib.h>
#include <stdlib.h>

#include "face/catalog.h"
#include "face/vocabulary.h"
#include "input/hash.h"

struct stack {
    const struct bb_value *families; /* the list it was made of: roles share none */
    int weight;
    const struct bb_face *faces;
    size_t len;
};

struct names {
    const char **at;
    size_t len;
    size_t cap;
};

struct bb_faces {
    struct bb_input *input;      /* borrowed */
    const struct bb_value *root; /* of fonts.yaml */
    struct bb_catalog *catalog;
    const char **roles;
    size_t nroles;
    BB_VEC(struct stack) stacks;
};

/* --- reading ---------------------------------------------------------------------------------- */

/* Both return something empty where the file has a mistake, which has been reported. */
static const char *
field_text(const struct bb_value *record, int field)
{
    const struct bb_value *value = bb_value_field(record, field);
    return value && value->as.text.nforms > 0 ? value->as.text.forms[0].text.ptr : "";
}

static size_t
list_len(const struct bb_value *list)
{
    return list ? list->as.list.len : 0;
}

static const char *
list_text(const struct bb_value *list, size_t at)
{
    const struct bb_value *value = list->as.list.items[at];
    return value && value->as.text.nforms > 0 ? value->as.text.forms[0].text.ptr : "";
}

static const struct bb_value *
root_list(const struct bb_faces *faces, int field)
{
    return bb_value_field(faces->root, field);
}

static const struct bb_value *
find_named(const struct bb_value *list, int name_field, const char *name)
{
    for (size_t i = 0; i < list_len(list); i++)
        if (strcmp(field_text(list->as.list.items[i], name_field), name) == 0)
            return list->as.list.items[i];
    return NULL;
}

/* A relative folder is below that of the file that names it, as the test fonts are. */
static const char *
resolve_folder(struct bb_arena *arena, const char *fonts_yaml, const char *folder)
{
    const char *slash = strrchr(fonts_yaml, '/');
    if (folder[0] == '/' || !slash)
        return folder;
    return bb_arena_printf(arena, "%.*s/%s", (int)(slash - fonts_yaml), fonts_yaml, folder).ptr;
}

/* Adds a folder as fontconfig wants it: absolute, and there. */
static void
push_folder(struct bb_arena *arena, struct names *folders, const char *folder)
{
    char *real = realpath(folder, NULL);
    if (real)
        BB_VEC_PUSH(arena, folders, bb_arena_str(arena, bb_str_from(real)).ptr);
    free(real);
}

static bool
scan_folders(struct bb_faces *faces, const char *fonts_yaml, const char *const *dirs, size_t ndirs)
{
    struct bb_arena *arena = faces->input->arena;
    const struct bb_value *list = root_list(faces, BB_FONTS_FOLDERS);
    struct names folders = {0}, families = {0};
    for (size_t i = 0; i < ndirs; i++)
        push_folder(arena, &folders, dirs[i]);
    for (size_t i = 0; i < list_len(list); i++)
        push_folder(arena, &folders, resolve_folder(arena, fonts_yaml, list_text(list, i)));
    list = root_list(faces, BB_FONTS_FAMILIES);
    for (size_t i = 0; i < list_len(list); i++)
        BB_VEC_PUSH(arena, &families, field_text(list->as.list.items[i], BB_FAMILY_NAME));
    faces->catalog = bb_catalog_create(arena, folders.at, folders.len, families.at, families.len);
    if (!faces->catalog)
        bb_report(faces->input->diag, BB_D_INTERNAL, (struct bb_span){0},
            "fontconfig refuses its configuration");
    return faces->catalog != NULL;
}

static void
list_roles(struct bb_faces *faces)
{
    const struct bb_value *roles = root_list(faces, BB_FONTS_ROLES);
    faces->nroles = list_len(roles);
    faces->roles = BB_NEW_ARRAY(faces->input->arena, const char *, faces->nroles);
    for (size_t i = 0; i < faces->nroles; i++)
        faces->roles[i] = field_text(roles->as.list.items[i], BB_FONT_ROLE_NAME);
}

struct bb_faces *
bb_faces_create(
    struct bb_input *input, const char *fonts_yaml, const char *const *dirs, size_t ndirs)
{
    uint32_t source;
    if (bb_input_read_text(input, fonts_yaml, &source) != BB_OK)
        return NULL;
    size_t errors = input->diag->nerrors;
    const struct bb_node *node = bb_yaml_parse(input, source);
    const struct bb_value *root = node ? bb_schema_read(input, node, &bb_type_fonts) : NULL;
    if (!root || input->diag->nerrors > errors)
        return NULL;
    struct bb_faces *faces = BB_NEW(input->arena, struct bb_faces);
    faces->input = input;
    faces->root = root;
    list_roles(faces);
    return scan_folders(faces, fonts_yaml, dirs, ndirs) ? faces : NULL;
}

void
bb_faces_destroy(struct bb_faces *faces)
{
    if (faces)
        bb_catalog_destroy(faces->catalog);
}

size_t
bb_faces_roles(const struct bb_faces *faces, const char *const **names)
{
    *names = faces->roles;
    return faces->nroles;
}

/* --- stacks ----------------------------------------------------------------------------------- */

/* zh is a prefix of zh-Hant, but not of zha. */
static bool
covers_language(const char *prefix, const char *language)
{
    size_t len = strlen(prefix);
    return g_ascii_strncasecmp(prefix, language, len) == 0
        && (language[len] == '\0' || language[len] == '-');
}

static const struct bb_value *
families_for(const struct bb_value *role, const char *language)
{
    const struct bb_value *orders = bb_value_field(role, BB_FONT_ROLE_ORDER_FOR);
    for (size_t i = 0; i < list_len(orders); i++) {
        const struct bb_value *order = orders->as.list.items[i];
        const struct bb_value *languages = bb_value_field(order, BB_FONT_ORDER_LANGUAGES);
        for (size_t k = 0; k < list_len(languages); k++)
            if (covers_language(list_text(languages, k), language))
                return bb_value_field(order, BB_FONT_ORDER_FAMILIES);
    }
    return bb_value_field(role, BB_FONT_ROLE_FAMILIES);
}

/* Puts the face of a family into `*face`, or reports why there is none. */
static bool
find_face(struct bb_faces *faces, const struct bb_value *name, const char *family, int weight,
    struct bb_face *face)
{
    struct bb_diag *diag = faces->input->diag;
    const struct bb_value *entry =
        find_named(root_list(faces, BB_FONTS_FAMILIES), BB_FAMILY_NAME, family);
    if (!entry) {
        bb_report(diag, BB_D_FONT_UNLISTED, name->span, family);
        return false;
    }
    if (bb_catalog_find(faces->catalog, faces->input->arena, family, weight, face))
        return true;
    const char *package = field_text(entry, BB_FAMILY_PACKAGE);
    char number[16];
    g_snprintf(number, sizeof number, "%d", weight);
    if (bb_catalog_has_family(faces->catalog, family))
        bb_report(diag, BB_D_FONT_WEIGHT_MISSING, (struct bb_span){0}, family, number, package);
    else
        bb_report(diag, BB_D_FONT_MISSING, (struct bb_span){0}, family, package);
    return false;
}

static const struct stack *
build_stack(struct bb_faces *faces, const struct bb_value *families, int weight)
{
    struct bb_arena *arena = faces->input->arena;
    size_t most = list_len(families), len = 0;
    struct bb_face *found = BB_NEW_ARRAY(arena, struct bb_face, most);
    for (size_t i = 0; i < most; i++)
        if (find_face(
                faces, families->as.list.items[i], list_text(families, i), weight, &found[len]))
            len++;
    BB_VEC_PUSH(arena, &faces->stacks,
        (struct stack){.families = families, .weight = weight, .faces = found, .len = len});
    return &BB_VEC_LAST(&faces->stacks);
}

size_t
bb_faces_stack(struct bb_faces *faces, const char *role, int weight, const char *language,
    const struct bb_face **stack)
{
    const struct bb_value *roles = root_list(faces, BB_FONTS_ROLES);
    const struct bb_value *entry = find_named(roles, BB_FONT_ROLE_NAME, role);
    *stack = NULL;
    if (!entry)
        return 0;
    const struct bb_value *families = families_for(entry, language);
    const struct stack *known = NULL;
    for (size_t i = 0; i < faces->stacks.len && !known; i++)
        if (faces->stacks.at[i].families == families && faces->stacks.at[i].weight == weight)
            known = &faces->stacks.at[i];
    if (!known)
        known = build_stack(faces, families, weight);
    *stack = known->faces;
    return known->len;
}

/* --- report ----------------------------------------------------------------------------------- */

static const char *
first_role(const struct bb_faces *faces, const char *family)
{
    const struct bb_value *roles = root_list(faces, BB_FONTS_ROLES);
    for (size_t i = 0; i < list_len(roles); i++) {
        const struct bb_value *families =
            bb_value_field(roles->as.list.items[i], BB_FONT_ROLE_FAMILIES);
        for (size_t k = 0; k < list_len(families); k++)
            if (strcmp(list_text(families, k), family) == 0)
                return faces->roles[i];
    }
    return "";
}

static struct bb_face_report
report_file(
    const struct bb_faces *faces, const struct bb_value *family, const struct bb_value *file)
{
    const struct bb_value *weight = bb_value_field(file, BB_FONT_FILE_WEIGHT);
    struct bb_face_report row = {
        .family = field_text(family, BB_FAMILY_NAME),
        .package = field_text(family, BB_FAMILY_PACKAGE),
        .licence = field_text(family, BB_FAMILY_LICENCE),
        .name = field_text(file, BB_FONT_FILE_NAME),
        .weight = weight ? (int)weight->as.integer : 0,
    };
    row.role = first_role(faces, row.family);
    row.file = bb_catalog_find_file(faces->catalog, row.name);
    if (!row.file)
        return row;
    bb_input_hash_file(row.file, row.sha256);
    const struct bb_value *hashes = bb_value_field(file, BB_FONT_FILE_SHA256);
    const struct bb_value *known = find_named(hashes, BB_FONT_HASH_VALUE, row.sha256);
    row.hash_known = known != NULL;
    row.release = known ? field_text(known, BB_FONT_HASH_RELEASE) : NULL;
    return row;
}

size_t
bb_faces_report(struct bb_faces *faces, struct bb_arena *arena, struct bb_face_report **rows)
{
    const struct bb_value *families = root_list(faces, BB_FONTS_FAMILIES);
    BB_VEC(struct bb_face_report) all = {0};
    for (size_t i = 0; i < list_len(families); i++) {
        const struct bb_value *family = families->as.list.items[i];
        const struct bb_value *files = bb_value_field(family, BB_FAMILY_FILES);
        for (size_t k = 0; k < list_len(files); k++)
            BB_VEC_PUSH(arena, &all, report_file(faces, family, files->as.list.items[k]));
    }
    *rows = all.at;
    return all.len;
}

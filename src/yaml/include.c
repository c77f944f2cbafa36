/* Files with their includes, read depth first: the includes of a file are in it before it is merged
 * into the one that names it. Repeats are told by the bytes of the files, which finds a file under
 * two names as well. */
#include "yaml/include.h"

struct reading {
    struct bb_input *input;
    const struct bb_include_rules *rules;
    BB_VEC(struct bb_str) read; /* bytes of the files so far */
};

void
bb_include_report(struct bb_input *input, const struct bb_node *again, const struct bb_node *first)
{
    bb_report(input->diag, BB_D_INCLUDE_DUPLICATE, again->span, again->text.ptr);
    bb_report_note(input->diag, BB_D_FIRST_ID, first->span);
}

static const struct bb_input_file *
find_file(const struct bb_input *input, uint32_t source)
{
    for (size_t i = 0; i < input->files.len; i++)
        if (input->files.at[i].source == source)
            return &input->files.at[i];
    return NULL;
}

/* Notes a file as read; false where it was before. A source without a file (a test's, say) never
 * was. */
static bool
enter_file(struct reading *reading, uint32_t source)
{
    const struct bb_input_file *file = find_file(reading->input, source);
    for (size_t i = 0; file && i < reading->read.len; i++)
        if (bb_str_equal(reading->read.at[i], file->bytes))
            return false;
    if (file)
        BB_VEC_PUSH(reading->input->arena, &reading->read, file->bytes);
    return true;
}

static bool
read_source(struct reading *reading, const struct bb_node *path, uint32_t *source)
{
    struct bb_input *input = reading->input;
    const char *base = bb_input_lookup_path(input, path->span.source);
    const char *shared = reading->rules->shared;
    if (shared && !bb_input_exists(input, base, path->text)
        && bb_input_exists(input, shared, path->text))
        base = shared;
    return bb_input_read_included(input, base, path->text, path->span, source) == BB_OK;
}

static struct bb_node *read_whole(struct reading *reading, uint32_t source);

static struct bb_node *
include_file(struct reading *reading, const struct bb_node *path)
{
    struct bb_diag *diag = reading->input->diag;
    uint32_t source = 0;
    if (path->kind != BB_NODE_SCALAR || !read_source(reading, path, &source))
        return NULL; /* reading by type tells what is no path */
    if (!enter_file(reading, source)) {
        bb_report(diag, BB_D_INCLUDE_TWICE, path->span, path->text.ptr);
        return NULL;
    }
    struct bb_node *root = read_whole(reading, source);
    if (!root || root->kind == BB_NODE_MAPPING)
        return root;
    bb_report(diag, BB_D_EXPECTED_MAPPING, root->span, path->text.ptr, reading->rules->kind,
        reading->rules->kind_ko);
    return NULL;
}

static void
merge_includes(struct reading *reading, struct bb_node *root)
{
    struct bb_node *list = bb_node_lookup(root, "include");
    if (!list || bb_node_is_null(list) || list->kind == BB_NODE_MAPPING)
        return;
    struct bb_node **paths = list->kind == BB_NODE_SEQUENCE ? list->items : &list;
    size_t npaths = list->kind == BB_NODE_SEQUENCE ? list->len : 1;
    struct bb_node **files = BB_NEW_ARRAY(reading->input->arena, struct bb_node *, npaths);
    size_t count = 0;
    for (size_t i = 0; i < npaths; i++) {
        files[count] = include_file(reading, paths[i]);
        count += files[count] != NULL;
    }
    if (count > 0)
        reading->rules->merge(reading->rules->data, root, files, count);
}

static struct bb_node *
read_whole(struct reading *reading, uint32_t source)
{
    struct bb_node *root = bb_yaml_parse(reading->input, source);
    if (root && root->kind == BB_NODE_MAPPING)
        merge_includes(reading, root);
    return root;
}

struct bb_node *
bb_include_read(struct bb_input *input, uint32_t source, const struct bb_include_rules *rules)
{
    struct reading reading = {.input = input, .rules = rules};
    enter_file(&reading, source);
    return read_whole(&reading, source);
}

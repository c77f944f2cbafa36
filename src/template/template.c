/* A layout file compiled: reads the file by its vocabulary, then its halves in the order in which
 * they need each other: colours, styles, lists, labels, masters, definitions, flow.
 *
 * Labels become a record type made for this file, so that `label.contents` is checked like any
 * other path. */
#include "template/template.h"

#include "template/compile.h"
#include "template/vocabulary.h"

static void
compile_ornaments(struct bb_compiler *compiler, const struct bb_value *record)
{
    struct bb_ornaments *out = &compiler->out->ornaments;
    out->leader = bb_record_int_in(compiler, record, "leader", 600, 100, 5000);
    out->strike = bb_record_int_in(compiler, record, "strike", 300, 0, 1000);
    out->frame_side = bb_record_int_in(compiler, record, "frame_side", 200, 0, 5000);
    out->frame_above = bb_record_int_in(compiler, record, "frame_above", 1000, 0, 5000);
    out->frame_below = bb_record_int_in(compiler, record, "frame_below", 300, 0, 5000);
    out->line = bb_record_length(compiler, record, "line", BB_PT(0.5));
}

/* A label without forms is of the layout's language. */
static struct bb_value *
read_label(struct bb_compiler *compiler, const struct bb_node *node)
{
    struct bb_value *label = bb_schema_read(compiler->input, node, &bb_type_text);
    if (label && label->as.text.nforms > 0 && !label->as.text.forms[0].language)
        label->as.text.forms[0].language = compiler->out->language;
    return label;
}

/* A record type with one TEXT field a label, and its values. */
static void
compile_labels(struct bb_compiler *compiler, const struct bb_value *file)
{
    const struct bb_node *node = bb_record_node(file, "labels");
    size_t count = node && node->kind == BB_NODE_MAPPING ? node->len : 0;
    struct bb_field *fields = BB_NEW_ARRAY(compiler->arena, struct bb_field, count + 1);
    struct bb_type *type = BB_NEW(compiler->arena, struct bb_type);
    *type = (struct bb_type){
        .kind = BB_TYPE_RECORD, .name = "label", .fields = fields, .nfields = count};
    struct bb_value *labels = bb_value_create(compiler->arena, type);
    for (size_t i = 0; i < count; i++) {
        const struct bb_pair *pair = &node->pairs[i];
        fields[i] = (struct bb_field){pair->key->text.ptr, &bb_type_text, 0, "", ""};
        labels->as.record.fields[i] = read_label(compiler, pair->value);
    }
    compiler->out->labels = labels;
}

static void
compile_master(struct bb_compiler *compiler, const struct bb_node *node, struct bb_master *master)
{
    struct bb_value *record = bb_schema_read(compiler->input, node, &bb_layout_master);
    const struct bb_node *furniture = bb_record_node(record, "furniture");
    size_t count = furniture && furniture->kind == BB_NODE_SEQUENCE ? furniture->len : 0;
    master->furniture = BB_NEW_ARRAY(compiler->arena, struct bb_furniture_item, count);
    master->nfurniture = count;
    for (size_t i = 0; i < count; i++)
        bb_compile_furniture(compiler, furniture->items[i], &master->furniture[i]);
    bb_compile_regions(compiler, record, master);
}

static void
compile_masters(struct bb_compiler *compiler, const struct bb_value *file)
{
    const struct bb_node *node = bb_record_node(file, "masters");
    size_t count = node && node->kind == BB_NODE_MAPPING ? node->len : 0;
    compiler->out->masters = BB_NEW_ARRAY(compiler->arena, struct bb_master, count + 1);
    compiler->out->nmasters = count;
    for (size_t i = 0; i < count; i++) {
        compiler->out->masters[i].name = node->pairs[i].key->text.ptr;
        compile_master(compiler, node->pairs[i].value, &compiler->out->masters[i]);
    }
    compiler->master = compiler->out->masters;
    compiler->out->region_names = compiler->region_names.at;
    compiler->out->nregion_names = compiler->region_names.len;
}

static void
compile_hues(struct bb_compiler *compiler, const struct bb_value *file)
{
    const struct bb_node *node = bb_record_node(file, "hues");
    size_t count = node && node->kind == BB_NODE_SEQUENCE ? node->len : 0;
    compiler->out->hues = BB_NEW_ARRAY(compiler->arena, struct bb_ink, count + 1);
    compiler->out->nhues = count;
    for (size_t i = 0; i < count; i++)
        compiler->out->hues[i] = bb_compile_ink(
            compiler, bb_schema_read(compiler->input, node->items[i], &bb_type_string));
}

static void
open_scope(struct bb_compiler *compiler)
{
    const struct bb_variable fixed[] = {
        {BB_STR("label"), BB_SLOT_LABEL, compiler->out->labels->type},
        {BB_STR("page"), BB_SLOT_PAGE, &bb_type_page},
        {BB_STR("part"), BB_SLOT_PART, &bb_type_part},
        {BB_STR("contents"), BB_SLOT_CONTENTS, &bb_type_contents},
        {BB_STR("index"), BB_SLOT_INDEX, &bb_type_index},
        {BB_STR("pack"), BB_SLOT_PACK, &bb_type_pack},
    };
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        BB_VEC_PUSH(compiler->arena, &compiler->scope, fixed[i]);
}

/* Its variable stays open, for all that follows. */
static void
compile_documents(struct bb_compiler *compiler, const struct bb_value *record)
{
    size_t mark = compiler->scope.len;
    if (!record || !bb_record_get(record, "each"))
        return;
    struct bb_documents_template *documents = BB_NEW(compiler->arena, struct bb_documents_template);
    documents->each = bb_compile_each(compiler, bb_record_get(record, "each"));
    if (!documents->each)
        return;
    documents->variable = bb_arena_str(compiler->arena, compiler->scope.at[mark].name).ptr;
    documents->sort = bb_compile_path_value(compiler, bb_record_get(record, "sort"));
    documents->when = bb_compile_when(compiler, bb_record_node(record, "when"), &documents->nwhen);
    documents->name = bb_compile_text_value(compiler, bb_record_get(record, "name"));
    documents->title = bb_compile_text_value(compiler, bb_record_get(record, "title"));
    compiler->out->documents = documents;
}

static void
compile_definitions(struct bb_compiler *compiler, const struct bb_value *file)
{
    const struct bb_node *node = bb_record_node(file, "define");
    for (size_t i = 0; node && node->kind == BB_NODE_MAPPING && i < node->len; i++)
        bb_map_set(compiler->arena, &compiler->definitions, node->pairs[i].key->text,
            node->pairs[i].value);
}

void
bb_layout_check_version(struct bb_input *input, const struct bb_value *version)
{
    enum { VERSION = 1 };
    if (version && version->as.integer != VERSION)
        bb_report(input->diag, BB_D_LAYOUT_VERSION, version->span,
            bb_arena_printf(input->arena, "%lld", version->as.integer).ptr);
}

struct bb_template *
bb_template_compile(
    struct bb_input *input, uint32_t source, const char *shared, const struct bb_type *root)
{
    size_t errors = input->diag->nerrors;
    size_t sources = input->sources->list.len;
    const struct bb_node *node = bb_layout_read_nodes(input, source, shared);
    struct bb_value *file = node ? bb_schema_read(input, node, &bb_layout_file) : NULL;
    if (!file)
        return NULL;
    struct bb_compiler compiler = {
        .input = input,
        .arena = input->arena,
        .diag = input->diag,
        .out = BB_NEW(input->arena, struct bb_template),
        .root = root,
    };
    struct bb_template *out = compiler.out;
    out->source = source;
    out->included = (uint32_t)sources + 1;
    out->nincluded = (uint32_t)(input->sources->list.len - sources);
    bb_layout_check_version(input, bb_record_get(file, "briefbook_layout"));
    out->name = bb_record_str(file, "name").ptr;
    struct bb_str language = bb_record_str(file, "language");
    out->language = language.len > 0 ? language.ptr : "ko";
    bb_compile_page(&compiler, bb_record_get(file, "page"));
    bb_compile_colors(&compiler, file);
    compile_hues(&compiler, file);
    bb_compile_styles(&compiler, file);
    if (out->nstyles == 0) {
        bb_report(input->diag, BB_D_LAYOUT_NO_STYLES, file->span);
        return NULL;
    }
    compile_labels(&compiler, file);
    open_scope(&compiler);
    compile_documents(&compiler, bb_record_get(file, "documents"));
    bb_compile_pack(&compiler, bb_record_get(file, "pack"));
    bb_compile_lists(&compiler, file);
    out->form_gap = bb_record_length(&compiler, file, "form_gap", bb_len_from_mm(2));
    bb_compile_markdown(&compiler, bb_record_get(file, "markdown"));
    compile_ornaments(&compiler, bb_record_get(file, "ornaments"));
    compile_masters(&compiler, file);
    out->fit = bb_compile_fit(&compiler, bb_record_get(file, "fit"));
    compile_definitions(&compiler, file);
    out->flow = bb_compile_flow(&compiler, bb_record_node(file, "flow"));
    return input->diag->nerrors > errors ? NULL : out;
}

bool
bb_template_has_source(const struct bb_template *layout, uint32_t source)
{
    return source == layout->source || source - layout->included < layout->nincluded;
}

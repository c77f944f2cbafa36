/* Blocks that are pictures: image and qr. */
#include "template/compile.h"

/* The text in field `name`; no spans where absent. */
static struct bb_content
compile_text_of(struct bb_compiler *compiler, const struct bb_value *record, const char *name)
{
    const struct bb_value *text = bb_record_get(record, name);
    if (!text)
        return (struct bb_content){0};
    struct bb_content content = {BB_NEW_ARRAY(compiler->arena, struct bb_span_template, 1), 1};
    content.spans[0].text =
        bb_compile_text(compiler, bb_value_str(text), &text->as.text.forms[0].origin);
    return content;
}

/* A path of the vocabulary, or free data, which may be anything. */
static struct bb_path_expr *
compile_picture_path(struct bb_compiler *compiler, const struct bb_value *record)
{
    struct bb_path_expr *path = bb_compile_path_value(compiler, bb_record_get(record, "path"));
    bool good =
        path && (!path->type || bb_compile_kinds(compiler, path, "path", 1u << BB_TYPE_PATH));
    return good ? path : NULL;
}

void
bb_compile_image(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block)
{
    const struct bb_node *fallback = bb_record_node(record, "fallback");
    block->as.image.path = compile_picture_path(compiler, record);
    block->as.image.alt = bb_compile_content(compiler, bb_record_node(record, "alt"));
    block->as.image.width = bb_record_length(compiler, record, "width", 0);
    block->as.image.height = bb_record_length(compiler, record, "height", 0);
    block->as.image.contain = bb_record_enum(record, "fit", 0) == 1;
    block->as.image.fill = bb_compile_ink(compiler, bb_record_get(record, "fill"));
    if (!bb_record_get(record, "fill"))
        block->as.image.fill.tint = 0;
    block->as.image.fallback = bb_compile_flow(compiler, fallback);
}

void
bb_compile_qr(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block)
{
    enum { SIZE_MM = 25, LEAST_MM = 5, LEVEL_M = 1 };
    block->as.qr.text = compile_text_of(compiler, record, "text");
    block->as.qr.alt = compile_text_of(compiler, record, "alt");
    block->as.qr.size = bb_record_length_in(compiler, record, "size", bb_len_from_mm(SIZE_MM),
        bb_len_from_mm(LEAST_MM), BB_LENGTH_MOST);
    block->as.qr.level = (enum bb_qr_strength)bb_record_enum(record, "level", LEVEL_M);
    block->as.qr.ink = bb_compile_ink(compiler, bb_record_get(record, "color"));
    if (!bb_record_get(record, "color"))
        block->as.qr.ink = compiler->out->styles[0].ink;
}

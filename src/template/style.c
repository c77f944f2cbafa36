/* Colours, styles and list styles of a layout file.
 *
 * A style takes over its parent's properties; parents may stand anywhere in the file, so each style
 * is resolved on demand and marked, which also finds a style that is its own ancestor. */
#include "template/compile.h"
#include "template/vocabulary.h"

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool
parse_hex_color(struct bb_str text, struct bb_color *color)
{
    uint8_t parts[3];
    if (text.len != 7 || text.ptr[0] != '#')
        return false;
    for (int i = 0; i < 3; i++) {
        int high = hex_digit(text.ptr[1 + 2 * i]), low = hex_digit(text.ptr[2 + 2 * i]);
        if (high < 0 || low < 0)
            return false;
        parts[i] = (uint8_t)(high * 16 + low);
    }
    *color = (struct bb_color){parts[0], parts[1], parts[2]};
    return true;
}

void
bb_compile_colors(struct bb_compiler *compiler, const struct bb_value *file)
{
    const struct bb_node *node = bb_record_node(file, "colors");
    for (size_t i = 0; node && node->kind == BB_NODE_MAPPING && i < node->len; i++) {
        const struct bb_node *value = node->pairs[i].value;
        struct bb_color *color = BB_NEW(compiler->arena, struct bb_color);
        if (value->kind != BB_NODE_SCALAR || !parse_hex_color(value->text, color))
            bb_report(compiler->diag, BB_D_LAYOUT_COLOR, value->span,
                value->kind == BB_NODE_SCALAR ? value->text.ptr : "");
        bb_map_set(compiler->arena, &compiler->colors, node->pairs[i].key->text, color);
    }
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "8%" or "12.5%" to per mille; -1 if it is none. */
static int
parse_percent(struct bb_str text)
{
    int value = 0;
    size_t at = 0;
    for (; at < text.len && is_digit(text.ptr[at]) && value <= 100; at++)
        value = value * 10 + (text.ptr[at] - '0');
    value *= 10;
    if (at > 0 && at + 1 < text.len && text.ptr[at] == '.' && is_digit(text.ptr[at + 1])) {
        value += text.ptr[at + 1] - '0';
        at += 2;
    }
    bool whole = at > 0 && at + 1 == text.len && text.ptr[at] == '%';
    return whole && value > 0 && value <= 1000 ? value : -1;
}

/* NAME, hue, "#1F3B63", each with a percentage after it; `tint` is the hue too. */
struct bb_ink
bb_compile_ink(struct bb_compiler *compiler, const struct bb_value *value)
{
    struct bb_ink ink = {.tint = 1000};
    if (!value)
        return ink;
    struct bb_str rest = bb_value_str(value);
    struct bb_str name = bb_str_cut(&rest, ' ');
    const struct bb_color *named = bb_map_lookup(&compiler->colors, name);
    if (rest.ptr)
        ink.tint = parse_percent(rest);
    if (bb_str_is(name, "hue") || bb_str_is(name, "tint"))
        ink.hue = true;
    else if (named)
        ink.color = *named;
    else if (!parse_hex_color(name, &ink.color))
        ink.tint = -1;
    if (ink.tint < 0) {
        bb_report(compiler->diag, BB_D_LAYOUT_COLOR, value->span, bb_value_str(value).ptr);
        ink.tint = 1000;
    }
    return ink;
}

/* --- styles ----------------------------------------------------------------------------------- */

static const char *
style_name_near(struct bb_compiler *compiler, struct bb_str name)
{
    const struct bb_template *out = compiler->out;
    const char **names = BB_NEW_ARRAY(compiler->arena, const char *, out->nstyles);
    for (size_t i = 0; i < out->nstyles; i++)
        names[i] = out->styles[i].name;
    const char *near = bb_str_nearest(name, names, out->nstyles);
    return near ? near : "";
}

const struct bb_style *
bb_compile_style(struct bb_compiler *compiler, const struct bb_value *value)
{
    if (!value)
        return NULL;
    struct bb_str name = bb_value_str(value);
    for (size_t i = 0; i < compiler->out->nstyles; i++)
        if (bb_str_is(name, compiler->out->styles[i].name))
            return &compiler->out->styles[i];
    bb_report(compiler->diag, BB_D_LAYOUT_UNKNOWN_STYLE, value->span, name.ptr,
        style_name_near(compiler, name));
    return NULL;
}

enum { STYLE_NEW, STYLE_OPEN, STYLE_DONE };

struct style_source {
    struct bb_value *record;
    int state;
};

static void
read_type(struct bb_compiler *compiler, const struct bb_value *record, struct bb_style *style)
{
    struct bb_str font = bb_record_str(record, "font");
    if (font.len > 0) {
        style->font = font.ptr;
        style->font_span = bb_record_get(record, "font")->span;
    }
    style->weight = bb_record_int_in(compiler, record, "weight", style->weight, 100, 900);
    style->size = bb_record_length_in(compiler, record, "size", style->size, BB_PT(1), BB_PT(1000));
    style->leading =
        bb_record_length_in(compiler, record, "leading", style->leading, BB_PT(1), BB_PT(1000));
    style->tracking =
        bb_record_length_in(compiler, record, "tracking", style->tracking, BB_PT(-100), BB_PT(100));
    if (bb_record_get(record, "color"))
        style->ink = bb_compile_ink(compiler, bb_record_get(record, "color"));
    if (bb_record_get(record, "frame"))
        style->frame = bb_record_bool(record, "frame");
    if (bb_record_get(record, "strike"))
        style->strike = bb_record_bool(record, "strike");
}

static void
read_setting(struct bb_compiler *compiler, const struct bb_value *record, struct bb_style *style)
{
    style->align = (enum bb_style_align)bb_record_enum(record, "align", style->align);
    style->breaking = (enum bb_style_break)bb_record_enum(record, "break", style->breaking);
    style->greedy = bb_record_enum(record, "lines", style->greedy) == 1;
    style->before = bb_record_length(compiler, record, "before", style->before);
    style->after = bb_record_length(compiler, record, "after", style->after);
    if (bb_record_get(record, "keep"))
        style->keep_next = bb_record_enum(record, "keep", 0) == 0;
    style->lines_together =
        bb_record_int_in(compiler, record, "lines_together", style->lines_together, 1, 100);
    const char *const names[] = {"vague", "strong", "em"};
    const struct bb_style **const targets[] = {&style->vague, &style->strong, &style->em};
    for (int i = 0; i < 3; i++)
        if (bb_record_get(record, names[i]))
            *targets[i] = bb_compile_style(compiler, bb_record_get(record, names[i]));
}

static void
resolve_style(struct bb_compiler *compiler, struct style_source *sources, size_t index)
{
    struct bb_style *style = &compiler->out->styles[index];
    struct style_source *source = &sources[index];
    const char *name = style->name;
    if (source->state != STYLE_NEW)
        return;
    source->state = STYLE_OPEN;
    *style = (struct bb_style){.name = name,
        .font = "sans",
        .weight = 400,
        .size = BB_PT(10),
        .leading = BB_PT(16),
        .ink = {.tint = 1000},
        .breaking = BB_STYLE_WORD,
        .lines_together = 2};
    const struct bb_value *parent_name = bb_record_get(source->record, "parent");
    const struct bb_style *parent = bb_compile_style(compiler, parent_name);
    if (parent && sources[parent - compiler->out->styles].state == STYLE_OPEN)
        bb_report(compiler->diag, BB_D_LAYOUT_USE_DEPTH, parent_name->span, parent->name);
    else if (parent) {
        resolve_style(compiler, sources, (size_t)(parent - compiler->out->styles));
        *style = *parent;
    }
    style->name = name;
    style->index = index;
    read_type(compiler, source->record, style);
    read_setting(compiler, source->record, style);
    source->state = STYLE_DONE;
}

void
bb_compile_styles(struct bb_compiler *compiler, const struct bb_value *file)
{
    const struct bb_node *node = bb_record_node(file, "styles");
    size_t count = node && node->kind == BB_NODE_MAPPING ? node->len : 0;
    compiler->out->styles = BB_NEW_ARRAY(compiler->arena, struct bb_style, count + 1);
    compiler->out->nstyles = count;
    struct style_source *sources = BB_NEW_ARRAY(compiler->arena, struct style_source, count + 1);
    for (size_t i = 0; i < count; i++) {
        compiler->out->styles[i].name = node->pairs[i].key->text.ptr;
        sources[i].record = bb_schema_read(compiler->input, node->pairs[i].value, &bb_layout_style);
    }
    for (size_t i = 0; i < count; i++)
        resolve_style(compiler, sources, i);
}

/* --- list styles ------------------------------------------------------------------------------ */

static struct bb_list_level
compile_level(struct bb_compiler *compiler, const struct bb_node *node)
{
    struct bb_value *record = bb_schema_read(compiler->input, node, &bb_layout_list_level);
    struct bb_list_level level = {
        .mark_at = bb_record_length(compiler, record, "at", 0),
        .text_at = bb_record_length(compiler, record, "text", 0),
        .before = bb_record_length(compiler, record, "before", 0),
        .style = bb_compile_style(compiler, bb_record_get(record, "style")),
        .mark = BB_NEW(compiler->arena, struct bb_text_template),
    };
    const struct bb_value *mark = bb_record_get(record, "mark");
    if (mark)
        *level.mark = bb_compile_text(compiler, bb_value_str(mark), &mark->as.text.forms[0].origin);
    return level;
}

void
bb_compile_lists(struct bb_compiler *compiler, const struct bb_value *file)
{
    const struct bb_node *node = bb_record_node(file, "lists");
    for (size_t i = 0; node && node->kind == BB_NODE_MAPPING && i < node->len; i++) {
        const struct bb_node *levels = node->pairs[i].value;
        if (levels->kind != BB_NODE_SEQUENCE || levels->len == 0) {
            bb_report(compiler->diag, BB_D_LAYOUT_BLOCK_FORM, levels->span);
            continue;
        }
        struct bb_list_style *style = BB_NEW(compiler->arena, struct bb_list_style);
        style->name = node->pairs[i].key->text.ptr;
        style->len = levels->len;
        style->levels = BB_NEW_ARRAY(compiler->arena, struct bb_list_level, levels->len);
        for (size_t k = 0; k < levels->len; k++)
            style->levels[k] = compile_level(compiler, levels->items[k]);
        bb_map_set(compiler->arena, &compiler->lists, node->pairs[i].key->text, style);
    }
}

const struct bb_list_style *
bb_compile_list_style(struct bb_compiler *compiler, const struct bb_value *value)
{
    if (!value)
        return NULL;
    struct bb_str name = bb_value_str(value);
    const struct bb_list_style *style = bb_map_lookup(&compiler->lists, name);
    if (!style)
        bb_report(compiler->diag, BB_D_LAYOUT_UNKNOWN_NAME, value->span, "lists", name.ptr, "");
    return style;
}

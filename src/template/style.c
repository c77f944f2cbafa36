/* Colours, styles and list styles of a layout file.
 *
 * A style takes over its parent's properties; parents may stand anywhere in the file, so each style
 * is resolved on demand and marked, which also finds a style that is its own ancestor. Parents wait
 * in a list, not on the stack: a hostile file has tens of thousands, one the parent of the next. */
#include <glib.h>

#include "schema/scan.h"
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

int
bb_parse_percent(struct bb_str text)
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
        ink.tint = bb_parse_percent(rest);
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
    const struct bb_style *style = bb_map_lookup(&compiler->styles, name);
    if (style)
        return style;
    bb_report(compiler->diag, BB_D_LAYOUT_UNKNOWN_STYLE, value->span, name.ptr,
        style_name_near(compiler, name));
    return NULL;
}

enum { STYLE_NEW, STYLE_OPEN, STYLE_DONE };

struct style_source {
    struct bb_value *record;
    const struct bb_style *parent; /* or NULL */
    struct style_source *child;    /* that waits for it; or NULL */
    int state;
};

/* A length of 1 pt to `most`, or 0 after reporting. */
static bb_len
read_size_part(
    struct bb_compiler *compiler, const struct bb_value *value, struct bb_str text, bb_len most)
{
    bb_len size;
    text = bb_str_trim(text);
    if (bb_scan_length(text, &size) != BB_SCAN_OK)
        bb_report(
            compiler->diag, BB_D_BAD_LENGTH, value->span, bb_arena_str(compiler->arena, text).ptr);
    else if (size < BB_PT(1) || size > most)
        bb_report_range(compiler, value->span, "size", BB_PT(1), most);
    else
        return size;
    return 0;
}

/* "44pt", or "44pt..36pt", a range to fit on one line. */
static void
read_size(struct bb_compiler *compiler, const struct bb_value *record, struct bb_style *style)
{
    const struct bb_value *value = bb_record_get(record, "size");
    struct bb_str text = bb_value_str(value);
    const char *dots = value ? strstr(text.ptr, "..") : NULL;
    struct bb_str first = {text.ptr, dots ? (size_t)(dots - text.ptr) : text.len};
    bb_len size = value ? read_size_part(compiler, value, first, BB_PT(1000)) : 0;
    if (size == 0)
        return;
    style->size = style->size_least = size;
    bb_len least = dots ? read_size_part(compiler, value, bb_str_from(dots + 2), size) : 0;
    if (least > 0)
        style->size_least = least;
}

/* The bytes of an ISO 15924 code, or 0 where Unicode knows no such script. */
static uint32_t
parse_script(struct bb_str text)
{
    uint32_t code = 0;
    for (size_t i = 0; i < text.len && text.len == 4; i++)
        code = code << 8 | (unsigned char)text.ptr[i];
    GUnicodeScript script = g_unicode_script_from_iso15924(code);
    return script > G_UNICODE_SCRIPT_INHERITED && script != G_UNICODE_SCRIPT_UNKNOWN ? code : 0;
}

static void
read_script(struct bb_compiler *compiler, const struct bb_pair *pair, struct bb_script_size *out)
{
    const struct bb_node *key = pair->key, *value = pair->value;
    out->script = parse_script(key->text);
    if (out->script == 0)
        bb_report(compiler->diag, BB_D_LAYOUT_SCRIPT, key->span, key->text.ptr);
    bool scalar = value->kind == BB_NODE_SCALAR;
    if (!scalar || bb_scan_length(value->text, &out->more) != BB_SCAN_OK)
        bb_report(compiler->diag, BB_D_BAD_LENGTH, value->span, scalar ? value->text.ptr : "");
}

/* Sizes stay within their bounds for all scripts, whichever of the two a style took over. */
static void
check_scripts(struct bb_compiler *compiler, struct bb_span span, struct bb_style *style)
{
    bb_len least = BB_PT(1) - style->size_least, most = BB_PT(1000) - style->size;
    for (size_t i = 0; i < style->nscripts; i++)
        if (style->by_script[i].more < least || style->by_script[i].more > most) {
            bb_report_range(compiler, span, "by_script", least, most);
            style->nscripts = 0;
        }
}

static void
read_scripts(struct bb_compiler *compiler, const struct bb_value *record, struct bb_style *style)
{
    const struct bb_node *node = bb_record_node(record, "by_script");
    size_t count = node && node->kind == BB_NODE_MAPPING ? node->len : 0;
    if (node) {
        struct bb_script_size *sizes = BB_NEW_ARRAY(compiler->arena, struct bb_script_size, count);
        for (size_t i = 0; i < count; i++)
            read_script(compiler, &node->pairs[i], &sizes[i]);
        style->by_script = sizes;
        style->nscripts = count;
        if (node->kind != BB_NODE_MAPPING)
            bb_report(compiler->diag, BB_D_LAYOUT_SCRIPT, node->span,
                node->kind == BB_NODE_SCALAR ? node->text.ptr : "");
    }
    check_scripts(compiler, record ? record->span : (struct bb_span){0}, style);
}

static void
read_switch(const struct bb_value *record, const char *name, bool *out)
{
    if (bb_record_get(record, name))
        *out = bb_record_bool(record, name);
}

static void
read_ruby(struct bb_compiler *compiler, const struct bb_value *record, struct bb_style *style)
{
    const struct bb_value *ruby = bb_record_get(record, "ruby");
    if (!ruby)
        return;
    style->ruby = bb_compile_style(compiler, bb_record_get(ruby, "style"));
    style->ruby_by_character = bb_record_enum(ruby, "by", 0) == 1;
}

static void
read_type(struct bb_compiler *compiler, const struct bb_value *record, struct bb_style *style)
{
    struct bb_str font = bb_record_str(record, "font");
    if (font.len > 0) {
        style->font = font.ptr;
        style->font_span = bb_record_get(record, "font")->span;
    }
    style->weight = bb_record_int_in(compiler, record, "weight", style->weight, 100, 900);
    read_size(compiler, record, style);
    read_scripts(compiler, record, style);
    style->leading =
        bb_record_length_in(compiler, record, "leading", style->leading, BB_PT(1), BB_PT(1000));
    style->tracking =
        bb_record_length_in(compiler, record, "tracking", style->tracking, BB_PT(-100), BB_PT(100));
    if (bb_record_get(record, "color"))
        style->ink = bb_compile_ink(compiler, bb_record_get(record, "color"));
    read_switch(record, "frame", &style->frame);
    read_switch(record, "strike", &style->strike);
    style->script = (enum bb_style_script)bb_record_enum(record, "script", style->script);
    read_ruby(compiler, record, style);
}

static void
read_stretch(struct bb_compiler *compiler, const struct bb_value *record, struct bb_stretch *out)
{
    const struct bb_value *stretch = bb_record_get(record, "stretch");
    if (!stretch)
        return;
    out->least = bb_record_int_in(compiler, stretch, "least", out->least, 300, 1000);
    out->most = bb_record_int_in(compiler, stretch, "most", out->most, 1000, 3000);
    out->letters = bb_record_int_in(compiler, stretch, "letters", out->letters, 0, 250);
    out->together = bb_record_enum(stretch, "order", out->together) == 1;
}

static void
read_setting(struct bb_compiler *compiler, const struct bb_value *record, struct bb_style *style)
{
    style->align = (enum bb_style_align)bb_record_enum(record, "align", style->align);
    style->breaking = (enum bb_style_break)bb_record_enum(record, "break", style->breaking);
    style->writing = (enum bb_style_writing)bb_record_enum(record, "writing", style->writing);
    style->greedy = bb_record_enum(record, "lines", style->greedy) == 1;
    read_stretch(compiler, record, &style->stretch);
    read_switch(record, "hyphenate", &style->hyphenate);
    read_switch(record, "hang", &style->hang);
    read_switch(record, "latin_space", &style->latin_space);
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

/* The parent that a style names; NULL: none, or itself further up (reported). */
static const struct bb_style *
find_parent(
    struct bb_compiler *compiler, const struct style_source *sources, const struct bb_value *record)
{
    const struct bb_value *name = bb_record_get(record, "parent");
    const struct bb_style *parent = bb_compile_style(compiler, name);
    if (!parent || sources[parent - compiler->out->styles].state != STYLE_OPEN)
        return parent;
    bb_report(compiler->diag, BB_D_LAYOUT_USE_DEPTH, name->span, parent->name);
    return NULL;
}

/* What a style says, over what its parent has. */
static void
fill_style(struct bb_compiler *compiler, struct style_source *source, struct bb_style *style)
{
    static const struct bb_style first = {.font = "sans",
        .weight = 400,
        .size = BB_PT(10),
        .size_least = BB_PT(10),
        .leading = BB_PT(16),
        .ink = {.tint = 1000},
        .breaking = BB_STYLE_WORD,
        .stretch = {.least = 650, .most = 1550, .letters = 40},
        .lines_together = 2};
    const char *name = style->name;
    *style = source->parent ? *source->parent : first;
    style->name = name;
    style->index = (size_t)(style - compiler->out->styles);
    read_type(compiler, source->record, style);
    read_setting(compiler, source->record, style);
    source->state = STYLE_DONE;
}

/* Up to the first ancestor that is done or has no parent, then down again. */
static void
resolve_style(struct bb_compiler *compiler, struct style_source *sources, size_t index)
{
    struct bb_style *styles = compiler->out->styles;
    struct style_source *waiting = NULL;
    for (struct style_source *at = &sources[index]; at && at->state == STYLE_NEW;) {
        at->state = STYLE_OPEN;
        at->parent = find_parent(compiler, sources, at->record);
        at->child = waiting;
        waiting = at;
        at = at->parent ? &sources[at->parent - styles] : NULL;
    }
    for (; waiting; waiting = waiting->child)
        fill_style(compiler, waiting, &styles[waiting - sources]);
}

/* A reading stands between its line and the one above: that takes both of their sizes. */
static void
check_room_for_ruby(
    struct bb_compiler *compiler, const struct bb_style *style, const struct style_source *source)
{
    bb_len more = 0;
    if (!style->ruby)
        return;
    for (size_t i = 0; i < style->nscripts; i++)
        more = bb_len_max(more, style->by_script[i].more);
    bb_len least = style->size + more + style->ruby->size;
    if (style->leading < least)
        bb_report_range(compiler, source->record->span, "leading", least, BB_PT(1000));
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
        bb_map_set(compiler->arena, &compiler->styles, node->pairs[i].key->text,
            &compiler->out->styles[i]);
        sources[i].record = bb_schema_read(compiler->input, node->pairs[i].value, &bb_layout_style);
    }
    for (size_t i = 0; i < count; i++)
        resolve_style(compiler, sources, i);
    for (size_t i = 0; i < count; i++)
        check_room_for_ruby(compiler, &compiler->out->styles[i], &sources[i]);
}

/* --- list styles ------------------------------------------------------------------------------ */

static const char *
find_last(const char *text, const char *part)
{
    const char *last = NULL;
    for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
        last = at;
    return last;
}

/* `(가)`: the first of a counter's numbers, and what stands around it. */
static bool
compile_format(
    struct bb_compiler *compiler, const struct bb_form *form, struct bb_number_format *format)
{
    static const char *const firsts[BB_COUNTERS] = {[BB_COUNTER_DECIMAL] = "1",
        [BB_COUNTER_HANGUL] = "가",
        [BB_COUNTER_CIRCLED] = "①",
        [BB_COUNTER_CIRCLED_HANGUL] = "㉮",
        [BB_COUNTER_ROMAN] = "Ⅰ",
        [BB_COUNTER_SMALL_ROMAN] = "ⅰ",
        [BB_COUNTER_LETTER] = "A",
        [BB_COUNTER_SMALL_LETTER] = "a",
        [BB_COUNTER_HAN] = "一"};
    const char *text = form->text.ptr;
    for (int i = 0; i < BB_COUNTERS; i++) {
        const char *found = find_last(text, firsts[i]);
        if (!found)
            continue;
        format->counter = (enum bb_counter)i;
        format->before = (struct bb_str){text, (size_t)(found - text)};
        format->after = bb_str_from(found + strlen(firsts[i]));
        return true;
    }
    bb_report(compiler->diag, BB_D_LAYOUT_NUMBER, form->origin.whole, text);
    return false;
}

/* A format for each of the forms, which the level then keeps; a wrong one takes all with it. */
static void
compile_number(
    struct bb_compiler *compiler, const struct bb_value *value, struct bb_list_level *level)
{
    if (!value || value->as.text.nforms == 0)
        return;
    level->formats = BB_NEW_ARRAY(compiler->arena, struct bb_number_format, value->as.text.nforms);
    for (size_t i = 0; i < value->as.text.nforms; i++)
        if (!compile_format(compiler, &value->as.text.forms[i], &level->formats[i]))
            return;
    level->number = value;
}

static struct bb_list_level
compile_level(struct bb_compiler *compiler, const struct bb_node *node)
{
    enum { AFTER_MARK = -1 };
    struct bb_value *record = bb_schema_read(compiler->input, node, &bb_layout_list_level);
    struct bb_list_level level = {
        .mark = bb_compile_text_value(compiler, bb_record_get(record, "mark")),
        .remark = bb_compile_text_value(compiler, bb_record_get(record, "remark")),
        .mark_at = bb_record_length(compiler, record, "at", 0),
        .text_at = bb_record_length(compiler, record, "text", AFTER_MARK),
        .before = bb_record_length(compiler, record, "before", 0),
        .style = bb_compile_style(compiler, bb_record_get(record, "style")),
        .bare_alone = bb_record_bool(record, "bare_alone"),
    };
    compile_number(compiler, bb_record_get(record, "number"), &level);
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

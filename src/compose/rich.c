/* CommonMark (md4c) to blocks.
 *
 * md4c's callbacks open and close; a stack of open containers builds the tree. Text stays a slice
 * of the trip's own text, with its offset, so that a mistake inside Markdown is shown at its place.
 * Raw HTML is off: it would be neither set nor archived rightly. */
#include <glib.h>
#include <md4c.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "compose/env.h"

enum { RICH_DEPTH = 32 };

struct rich {
    struct bb_compose *compose;
    const struct bb_form *form;
    const struct bb_list_style *lists;
    const struct bb_style *style;
    struct bb_blocks *out[RICH_DEPTH]; /* where blocks go, innermost last */
    size_t depth;                      /* of what is open; deeper ones go to the last of `out` */
    size_t nlists;                     /* open */
    struct bb_block *text;             /* the paragraph that takes text, or NULL */
    int strong, em;
    const char *uri;
    struct bb_inline line_end; /* of the source, not yet written; without text: none */
    struct bb_table *table;
    size_t column;
    bool in_head;
};

static const struct bb_list_level *
level_of(const struct rich *rich)
{
    if (!rich->lists || rich->nlists == 0)
        return NULL;
    size_t level = rich->nlists - 1;
    return &rich->lists->levels[level < rich->lists->len ? level : rich->lists->len - 1];
}

static const struct bb_style *
text_style(const struct rich *rich)
{
    const struct bb_list_level *level = level_of(rich);
    return level && level->style ? level->style : rich->style;
}

static void
push_out(struct rich *rich, struct bb_blocks *blocks)
{
    if (++rich->depth < RICH_DEPTH)
        rich->out[rich->depth] = blocks;
}

static struct bb_blocks *
current_out(const struct rich *rich)
{
    return rich->out[rich->depth < RICH_DEPTH ? rich->depth : RICH_DEPTH - 1];
}

static void
pop_out(struct rich *rich)
{
    rich->depth--;
    rich->text = NULL;
}

static struct bb_block *
add_block(struct rich *rich, enum bb_composed_kind kind)
{
    struct bb_block *block = bb_compose_new(rich->compose, kind, NULL);
    block->span = rich->form->origin.whole;
    block->style = text_style(rich);
    block->language = bb_form_language(rich->compose, rich->form);
    bb_blocks_push(rich->compose, current_out(rich), block);
    return block;
}

static struct bb_inline
make_inline(struct rich *rich, const struct bb_style *style)
{
    return (struct bb_inline){.kind = BB_INLINE_TEXT,
        .style = style,
        .color = bb_ink_color(&style->ink, rich->compose->hue),
        .language = bb_form_language(rich->compose, rich->form),
        .uri = rich->uri};
}

/* --- lists ------------------------------------------------------------------------------------ */

static void
open_list(struct rich *rich, bool ordered, unsigned first, char mark)
{
    rich->nlists++;
    struct bb_block *list = add_block(rich, BB_COMPOSED_LIST);
    list->ordered = ordered;
    list->first = first;
    list->remark = mark == '+';
    push_out(rich, &list->children);
    rich->text = NULL;
}

static void
open_item(struct rich *rich)
{
    struct bb_block *item = add_block(rich, BB_COMPOSED_ITEM);
    item->level = level_of(rich);
    push_out(rich, &item->children);
    rich->text = NULL;
}

/* --- tables ----------------------------------------------------------------------------------- */

/* A template made for this table: the layout's look of Markdown tables with its own columns. */
static void
open_table(struct rich *rich, unsigned columns)
{
    struct bb_compose *compose = rich->compose;
    struct bb_table_template *from = BB_NEW(compose->arena, struct bb_table_template);
    if (compose->layout->markdown_table)
        *from = *compose->layout->markdown_table;
    if (!from->style)
        from->style = compose->layout->markdown_table_style;
    if (!from->style)
        from->style = rich->style;
    if (!from->header_style)
        from->header_style = from->style;
    from->group = -1;
    from->ncolumns = columns;
    from->columns = BB_NEW_ARRAY(compose->arena, struct bb_column_template, columns);
    for (unsigned i = 0; i < columns; i++)
        from->columns[i] = (struct bb_column_template){
            .width_kind = BB_WIDTH_CONTENT, .gap = -1, .required = true};
    bool first = current_out(rich)->len == 0;
    struct bb_block *block = add_block(rich, BB_COMPOSED_TABLE);
    block->before = first ? 0 : from->style->before;
    block->after = from->style->after;
    rich->table = BB_NEW(compose->arena, struct bb_table);
    rich->table->from = from;
    rich->table->titles = BB_NEW_ARRAY(compose->arena, struct bb_cell, columns);
    block->table = rich->table;
}

static void
open_row(struct rich *rich)
{
    struct bb_table *table = rich->table;
    rich->column = 0;
    if (rich->in_head)
        return;
    table->rows = bb_vec_grow(
        rich->compose->arena, table->rows, table->nrows, &table->rows_cap, sizeof *table->rows);
    table->rows[table->nrows++] = (struct bb_row){.kind = BB_ROW_BODY,
        .cells = BB_NEW_ARRAY(rich->compose->arena, struct bb_cell, table->from->ncolumns)};
}

static struct bb_cell *
current_cell(struct rich *rich)
{
    struct bb_table *table = rich->table;
    size_t column = rich->column < table->from->ncolumns ? rich->column : 0;
    return rich->in_head ? &table->titles[column] : &table->rows[table->nrows - 1].cells[column];
}

static void
open_cell(struct rich *rich)
{
    struct bb_cell *cell = current_cell(rich);
    cell->style = rich->in_head ? rich->table->from->header_style : rich->table->from->style;
    cell->inlines.fill = BB_FILL_FULL;
    rich->table->has_titles |= rich->in_head;
}

/* --- callbacks -------------------------------------------------------------------------------- */

static void
open_paragraph(struct rich *rich, int heading)
{
    rich->text = add_block(rich, BB_COMPOSED_PARAGRAPH);
    rich->text->heading = heading;
    rich->text->inlines.fill = BB_FILL_FULL;
    if (heading > 0) {
        rich->text->keep_next = true;
        if (rich->style->strong)
            rich->text->style = rich->style->strong;
    }
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    struct rich *rich = data;
    switch (type) {
    case MD_BLOCK_UL:
        open_list(rich, false, 1, ((MD_BLOCK_UL_DETAIL *)detail)->mark);
        break;
    case MD_BLOCK_OL:
        open_list(rich, true, ((MD_BLOCK_OL_DETAIL *)detail)->start, '\0');
        break;
    case MD_BLOCK_LI:
        open_item(rich);
        break;
    case MD_BLOCK_P:
    case MD_BLOCK_CODE:
        open_paragraph(rich, 0);
        break;
    case MD_BLOCK_H:
        open_paragraph(rich, (int)((MD_BLOCK_H_DETAIL *)detail)->level + 2);
        break;
    case MD_BLOCK_TABLE:
        open_table(rich, ((MD_BLOCK_TABLE_DETAIL *)detail)->col_count);
        break;
    case MD_BLOCK_THEAD:
        rich->in_head = true;
        break;
    case MD_BLOCK_TR:
        open_row(rich);
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        open_cell(rich);
        break;
    default:
        break;
    }
    return 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    struct rich *rich = data;
    (void)detail;
    switch (type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        pop_out(rich);
        rich->nlists--;
        break;
    case MD_BLOCK_LI:
        pop_out(rich);
        break;
    case MD_BLOCK_P:
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
        rich->text = NULL;
        break;
    case MD_BLOCK_TABLE:
        rich->table = NULL;
        break;
    case MD_BLOCK_THEAD:
        rich->in_head = false;
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        rich->column++;
        break;
    default:
        break;
    }
    return 0;
}

/* &#44032; or &#xAC00;. What is no scalar value becomes U+FFFD, as CommonMark says. */
static struct bb_str
decode_number(struct bb_compose *compose, struct bb_str text)
{
    bool hex = text.len > 3 && (text.ptr[2] | 0x20) == 'x';
    const char *digits = bb_arena_str(compose->arena, text).ptr + (hex ? 3 : 2);
    unsigned long code = strtoul(digits, NULL, hex ? 16 : 10);
    char bytes[4];
    bool scalar = code > 0 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    size_t len = bb_utf8_put(scalar ? (uint32_t)code : 0xFFFD, bytes);
    return bb_arena_str(compose->arena, (struct bb_str){bytes, len});
}

/* md4c hands on entities as written; the ones that CommonMark texts of trips hold. */
static struct bb_str
decode_entity(struct bb_compose *compose, struct bb_str text)
{
    static const struct {
        const char *name, *text;
    } entities[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""},
        {"&nbsp;", "\u00a0"}, {"&middot;", "·"}, {"&ndash;", "–"}, {"&mdash;", "—"}};
    if (bb_str_starts(text, "&#"))
        return decode_number(compose, text);
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (bb_str_is(text, entities[i].name))
            return bb_str_from(entities[i].text);
    return bb_arena_str(compose->arena, text);
}

/* An address: text with entities. */
static const char *
link_target(struct bb_compose *compose, const MD_ATTRIBUTE *href)
{
    struct bb_buf buf;
    bb_buf_init(&buf, 0);
    for (size_t i = 0; href->size > 0 && href->substr_offsets[i] < href->size; i++) {
        MD_OFFSET start = href->substr_offsets[i], end = href->substr_offsets[i + 1];
        struct bb_str part = {href->text + start, end - start};
        if (href->substr_types[i] == MD_TEXT_ENTITY)
            part = decode_entity(compose, part);
        bb_buf_append_str(&buf, part);
    }
    const char *target = bb_arena_str(compose->arena, bb_buf_str(&buf)).ptr;
    bb_buf_finish(&buf);
    return target;
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *data)
{
    struct rich *rich = data;
    rich->strong += type == MD_SPAN_STRONG;
    rich->em += type == MD_SPAN_EM;
    if (type == MD_SPAN_A) {
        MD_SPAN_A_DETAIL *link = detail;
        rich->uri = link_target(rich->compose, &link->href);
    }
    return 0;
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *data)
{
    struct rich *rich = data;
    (void)detail;
    rich->strong -= type == MD_SPAN_STRONG;
    rich->em -= type == MD_SPAN_EM;
    if (type == MD_SPAN_A)
        rich->uri = NULL;
    return 0;
}

/* Where text goes: the open cell or paragraph; a tight list's item gets its paragraph here. */
static struct bb_inlines *
text_target(struct rich *rich, const struct bb_style **style)
{
    if (rich->table) {
        struct bb_cell *cell = current_cell(rich);
        *style = cell->style;
        return &cell->inlines;
    }
    if (!rich->text)
        open_paragraph(rich, 0);
    *style = rich->text->style;
    return &rich->text->inlines;
}

static const struct bb_style *
emphasised(const struct rich *rich, const struct bb_style *style)
{
    if (rich->strong > 0 && style->strong)
        return style->strong;
    return rich->em > 0 && style->em ? style->em : style;
}

/* Whether a character is as wide as an ideograph and wants no space beside it: East Asian Width W
 * and F, and the quotation marks, dash and ellipsis that Chinese shares with Latin. Hangul has
 * spaces. */
static bool
is_square(uint32_t code)
{
    bool shared = code == 0x2014 || code == 0x2026 || (code >= 0x2018 && code <= 0x201D);
    return shared
        || (bb_utf8_columns(code) == 2 && g_unichar_get_script(code) != G_UNICODE_SCRIPT_HANGUL);
}

static uint32_t
last_character(struct bb_str text)
{
    size_t at = text.len - 1;
    while (at > 0 && (text.ptr[at] & 0xC0) == 0x80)
        at--;
    return (uint32_t)bb_utf8_next(text, &at);
}

/* Chinese and Japanese set no spaces, so that a line's end in their source is nothing between two
 * characters of theirs. In Korean it is a space even between two brackets. */
static bool
parts_nothing(const struct bb_inline *line_end, struct bb_str before, struct bb_str after)
{
    size_t at = 0;
    if (strncmp(line_end->language, "zh", 2) != 0 && strncmp(line_end->language, "ja", 2) != 0)
        return false;
    return before.len > 0 && after.len > 0 && is_square(last_character(before))
        && is_square((uint32_t)bb_utf8_next(after, &at));
}

/* A line's end in the source is a space behind the word before it, in one run with it where both
 * look the same: Cairo writes no text for a run of nothing but space at the end of a line, so that
 * copied words would run together. */
static void
add_line_end(struct rich *rich, struct bb_inlines *inlines, struct bb_str after)
{
    struct bb_inline space = rich->line_end;
    struct bb_inline *last = inlines->len > 0 ? &inlines->at[inlines->len - 1] : NULL;
    rich->line_end.text.len = 0;
    if (!last || parts_nothing(&space, last->text, after))
        return;
    if (last->kind != BB_INLINE_TEXT || last->style != space.style || last->uri != space.uri)
        bb_inlines_push(rich->compose, inlines, space);
    else
        last->text = bb_arena_printf(rich->compose->arena, "%.*s ", BB_STR_ARG(last->text));
}

static int
take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
    struct rich *rich = data;
    const struct bb_style *style;
    struct bb_inlines *inlines = text_target(rich, &style);
    struct bb_inline item = make_inline(rich, emphasised(rich, style));
    const char *start = rich->form->text.ptr, *end = start + rich->form->text.len;
    if (type == MD_TEXT_SOFTBR) {
        item.text = BB_STR(" ");
        rich->line_end = item;
        return 0;
    }
    item.text = (struct bb_str){text, size};
    bool code_line = type == MD_TEXT_CODE && bb_str_is(item.text, "\n");
    if (type == MD_TEXT_BR || code_line)
        item.kind = BB_INLINE_BREAK;
    else if (type == MD_TEXT_ENTITY)
        item.text = decode_entity(rich->compose, item.text);
    else if (text >= start && text + size <= end) {
        item.origin = &rich->form->origin;
        item.origin_offset = (uint32_t)(text - start);
    } else
        item.text = bb_arena_str(rich->compose->arena, item.text);
    if (rich->line_end.text.len > 0)
        add_line_end(rich, inlines, item.text);
    bb_inlines_push(rich->compose, inlines, item);
    return 0;
}

void
bb_compose_rich(struct bb_compose *compose, const struct bb_form *form,
    const struct bb_block_template *from, const struct bb_list_style *lists, struct bb_blocks *out)
{
    struct rich rich = {
        .compose = compose,
        .form = form,
        .lists = lists ? lists : compose->layout->markdown_lists,
        .style = from->style ? from->style : &compose->layout->styles[0],
        .out = {out},
    };
    const MD_PARSER parser = {
        .flags = MD_FLAG_TABLES | MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS
            | MD_FLAG_PERMISSIVEURLAUTOLINKS,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = take_text,
    };
    md_parse(form->text.ptr, (MD_SIZE)form->text.len, &parser, &rich);
}

/* The marks of list items, and what ends a text.
 *
 * Items are numbered when it is settled which of them stay: numbered while composing, a list would
 * count what has gone for want of data. The counters are those of Korean public documents and of
 * their Chinese and European neighbours; where a counter ends (㉻, ㊿), the number stands in the
 * letters it is made of, so that a long list never repeats a mark. */
#include "base/utf8.h"
#include "compose/env.h"

enum { SYLLABLES_OF_INITIAL = 588, SYLLABLES_OF_VOWEL = 28, HANGUL_INITIALS = 14 };

static struct bb_str
put_code(struct bb_arena *arena, uint32_t code)
{
    char bytes[4];
    size_t len = bb_utf8_put(code, bytes);
    return bb_arena_str(arena, (struct bb_str){bytes, len});
}

static struct bb_str
decimal(struct bb_arena *arena, unsigned number)
{
    return bb_arena_printf(arena, "%u", number);
}

/* 가 나 … 하, then 거 너 … 허, 고, 구, 그, 기 (the vowels in the order of the alphabet). */
static struct bb_str
hangul(struct bb_arena *arena, unsigned number)
{
    static const unsigned char initials[HANGUL_INITIALS] = {
        0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 15, 16, 17, 18};
    static const unsigned char vowels[] = {0, 4, 8, 13, 18, 20};
    unsigned row = (number - 1) / HANGUL_INITIALS;
    if (row >= sizeof vowels)
        return decimal(arena, number);
    return put_code(arena,
        0xAC00u + initials[(number - 1) % HANGUL_INITIALS] * (unsigned)SYLLABLES_OF_INITIAL
            + vowels[row] * (unsigned)SYLLABLES_OF_VOWEL);
}

/* Unicode has circled numbers up to 50, in three places. */
static struct bb_str
circled(struct bb_arena *arena, unsigned number)
{
    if (number > 50)
        return bb_arena_printf(arena, "(%u)", number);
    return put_code(arena,
        number <= 20       ? 0x2460 + number - 1
            : number <= 35 ? 0x3251 + number - 21
                           : 0x32B1 + number - 36);
}

static struct bb_str
circled_hangul(struct bb_arena *arena, unsigned number)
{
    if (number <= HANGUL_INITIALS)
        return put_code(arena, 0x326E + number - 1);
    return bb_arena_printf(arena, "(%s)", hangul(arena, number).ptr);
}

/* The letters Ⅰ to Ⅻ are one character each, others are put together. */
static struct bb_str
roman(struct bb_arena *arena, unsigned number, bool small)
{
    static const struct {
        unsigned value;
        const char *large, *small;
    } parts[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"}, {400, "CD", "cd"},
        {100, "C", "c"}, {90, "XC", "xc"}, {50, "L", "l"}, {40, "XL", "xl"}, {10, "X", "x"},
        {9, "IX", "ix"}, {5, "V", "v"}, {4, "IV", "iv"}, {1, "I", "i"}};
    if (number <= 12)
        return put_code(arena, (small ? 0x2170 : 0x2160) + number - 1);
    if (number >= 4000)
        return decimal(arena, number);
    struct bb_buf buf;
    bb_buf_init(&buf, 0);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (; number >= parts[i].value; number -= parts[i].value)
            bb_buf_append_text(&buf, small ? parts[i].small : parts[i].large);
    struct bb_str text = bb_arena_str(arena, bb_buf_str(&buf));
    bb_buf_finish(&buf);
    return text;
}

/* A … Z, AA, AB … */
static struct bb_str
letter(struct bb_arena *arena, unsigned number, char first)
{
    char text[8];
    size_t at = sizeof text;
    for (; number > 0; number = (number - 1) / 26)
        text[--at] = (char)(first + (char)((number - 1) % 26));
    return bb_arena_str(arena, (struct bb_str){text + at, sizeof text - at});
}

/* 一 … 十, 十一, 二十, 九十九. */
static struct bb_str
han(struct bb_arena *arena, unsigned number)
{
    static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (number > 99)
        return decimal(arena, number);
    unsigned tens = number / 10;
    return bb_arena_printf(
        arena, "%s%s%s", tens > 1 ? digits[tens] : "", tens > 0 ? "十" : "", digits[number % 10]);
}

struct bb_str
bb_counter_text(struct bb_arena *arena, enum bb_counter counter, unsigned number)
{
    if (number == 0) /* which Markdown allows, and no counter but this has */
        return decimal(arena, number);
    switch (counter) {
    case BB_COUNTER_HANGUL:
        return hangul(arena, number);
    case BB_COUNTER_CIRCLED:
        return circled(arena, number);
    case BB_COUNTER_CIRCLED_HANGUL:
        return circled_hangul(arena, number);
    case BB_COUNTER_ROMAN:
    case BB_COUNTER_SMALL_ROMAN:
        return roman(arena, number, counter == BB_COUNTER_SMALL_ROMAN);
    case BB_COUNTER_LETTER:
        return letter(arena, number, 'A');
    case BB_COUNTER_SMALL_LETTER:
        return letter(arena, number, 'a');
    case BB_COUNTER_HAN:
        return han(arena, number);
    case BB_COUNTER_DECIMAL:
    case BB_COUNTERS:
        break;
    }
    return decimal(arena, number);
}

/* --- list items ------------------------------------------------------------------------------- */

static struct bb_inline
styled_as(const struct bb_block *block, struct bb_str text)
{
    return (struct bb_inline){.kind = BB_INLINE_TEXT,
        .text = text,
        .style = block->style,
        .color = bb_ink_color(&block->style->ink, block->hue),
        .language = block->language};
}

/* Of an item of a list that is not numbered; no text where a layout's list names none. */
static struct bb_inline
plain_mark(struct bb_compose *compose, const struct bb_block *list, const struct bb_block *item)
{
    const struct bb_list_level *level = item->level;
    const struct bb_text_template *mark = level ? level->mark : NULL;
    bool from_markdown = list->from == NULL;
    if (list->remark && level && level->remark)
        mark = level->remark;
    struct bb_inline out = styled_as(item, from_markdown ? BB_STR("·") : BB_STR(""));
    if (mark) {
        out.text = bb_compose_plain(compose, mark);
        out.origin = mark->origin;
    }
    return out;
}

/* How the level counts in the document's language. */
static const struct bb_number_format *
number_format(struct bb_compose *compose, const struct bb_list_level *level)
{
    static const struct bb_number_format plain = {.before = {"", 0}, .after = {".", 1}};
    if (!level || !level->number)
        return &plain;
    const struct bb_form *forms = level->number->as.text.forms;
    return level->number->as.text.nforms == 1 /* which serves every language, and is told of none */
        ? &level->formats[0]
        : &level->formats[bb_pick_form(compose, level->number) - forms];
}

static struct bb_inline
number_mark(struct bb_compose *compose, struct bb_block *item, unsigned number)
{
    const struct bb_number_format *format = number_format(compose, item->level);
    item->number = format;
    struct bb_inline mark = styled_as(item,
        bb_arena_printf(compose->arena, "%.*s%s%s", (int)format->before.len, format->before.ptr,
            bb_counter_text(compose->arena, format->counter, number).ptr, format->after.ptr));
    mark.language = compose->language; /* whatever the item's text stands in */
    return mark;
}

static bool
is_shown_item(const struct bb_block *block)
{
    return block->kind == BB_COMPOSED_ITEM && !block->hidden;
}

/* Whether the only item of a list is to have no mark. */
static bool
is_bare(const struct bb_block *list)
{
    const struct bb_block *only = NULL;
    for (size_t i = 0; i < list->children.len; i++)
        if (is_shown_item(list->children.at[i])) {
            if (only)
                return false;
            only = list->children.at[i];
        }
    return only && only->level && only->level->bare_alone;
}

/* The items in a block: a list, or what holds those of Markdown lists nested too deep. */
static void
mark_items(struct bb_compose *compose, struct bb_block *list)
{
    unsigned number = list->first;
    if (is_bare(list))
        return;
    for (size_t i = 0; i < list->children.len; i++) {
        struct bb_block *item = list->children.at[i];
        if (!is_shown_item(item))
            continue;
        const struct bb_list_level *level = item->level;
        list->ordered |= level && level->number && !level->mark && !(list->remark && level->remark);
        struct bb_inline mark =
            list->ordered ? number_mark(compose, item, number++) : plain_mark(compose, list, item);
        if (mark.text.len > 0)
            bb_inlines_push(compose, &item->inlines, mark);
    }
}

/* --- endings (T54) ---------------------------------------------------------------------------- */

/* The paragraph that ends what is shown of a block; NULL where something else does. */
static struct bb_block *
last_paragraph(struct bb_block *block)
{
    if (block->kind == BB_COMPOSED_PARAGRAPH)
        return block;
    for (size_t i = block->children.len; i > 0; i--)
        if (!block->children.at[i - 1]->hidden)
            return last_paragraph(block->children.at[i - 1]);
    return NULL;
}

/* Two half-widths after the last text, or on a line of its own below a table or picture. */
static void
end_block(struct bb_compose *compose, struct bb_block *block)
{
    struct bb_str text = bb_compose_plain(compose, block->from->ending);
    struct bb_block *last = last_paragraph(block);
    if (text.len == 0)
        return;
    if (!last) {
        last = bb_compose_new(compose, BB_COMPOSED_PARAGRAPH, NULL);
        last->span = block->span;
        last->style = block->style ? block->style : &compose->layout->styles[0];
        bb_blocks_push(compose, &block->children, last);
    } else {
        struct bb_inline gap = styled_as(last, BB_STR(""));
        gap.kind = BB_INLINE_GAP;
        gap.width = last->style->size;
        bb_inlines_push(compose, &last->inlines, gap);
    }
    struct bb_inline end = styled_as(last, text);
    end.origin = block->from->ending->origin;
    bb_inlines_push(compose, &last->inlines, end);
}

static void
mark_block(void *data, struct bb_block *block)
{
    struct bb_compose *compose = data;
    if (block->hidden)
        return;
    bb_block_visit(block, mark_block, compose);
    mark_items(compose, block);
    if (block->from && block->from->ending)
        end_block(compose, block);
}

void
bb_compose_marks(struct bb_compose *compose, struct bb_block *root)
{
    mark_block(compose, root);
}

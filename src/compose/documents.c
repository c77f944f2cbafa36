/* Which documents a layout makes of a trip, and what their files are called.
 *
 * Names come from data, and files go to memory sticks and into archives of other systems: what is
 * no part of a file's name on any of them becomes a hyphen. Two documents of one name are an error
 * and not numbered, for a number would change hands as soon as the trip does. */
#include <string.h>

#include "base/utf8.h"
#include "compose/env.h"

/* Bytes of a name; leaves room for a suffix and a page number in the 255 of most file systems. */
enum { NAME_MOST = 200 };

/* Controls of text and of its direction would make a name look like another one. */
static bool
is_unsafe(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x200E && code <= 0x200F)
        || (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069)
        || (code < 0x80 && strchr("/\\:*?\"<>|", (int)code));
}

/* In the arena; empty where nothing is left. */
static struct bb_str
make_safe(struct bb_arena *arena, struct bb_str text)
{
    struct bb_buf safe;
    bb_buf_init(&safe, 0);
    text = bb_str_trim(text);
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        int32_t code = bb_utf8_next(text, &at);
        bool dotted = safe.len == 0 && code == '.'; /* hidden, or the folder above */
        if (safe.len + (at - start) > NAME_MOST)
            break;
        if (code < 0 || dotted || is_unsafe((uint32_t)code))
            bb_buf_append_char(&safe, '-');
        else
            bb_buf_append(&safe, text.ptr + start, at - start);
    }
    struct bb_str name = bb_arena_str(arena, bb_str_trim(bb_buf_str(&safe)));
    bb_buf_finish(&safe);
    return name;
}

/* Names that differ in the case of Latin letters alone are one on many systems. */
static struct bb_str
fold_case(struct bb_arena *arena, const char *name)
{
    struct bb_str folded = bb_arena_str(arena, bb_str_from(name));
    for (char *at = (char *)folded.ptr; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at - 'A' + 'a');
    return folded;
}

static void
check_twice(struct bb_compose *compose, struct bb_map *names, const struct bb_compose_item *item)
{
    struct bb_str key = fold_case(compose->arena, item->name);
    const struct bb_compose_item *first = bb_map_lookup(names, key);
    if (!first) {
        bb_map_set(compose->arena, names, key, (void *)item);
        return;
    }
    bb_report(compose->diag, BB_D_DOCUMENT_TWICE, item->value->head, item->name);
    bb_report_note(compose->diag, BB_D_DOCUMENT_FIRST, first->value->head);
}

/* What the item is called, its variable bound. */
static void
name_item(struct bb_compose *compose, struct bb_compose_item *item)
{
    const struct bb_documents_template *from = compose->layout->documents;
    struct bb_str name = from->name ? bb_compose_plain(compose, from->name) : item->id;
    item->name = make_safe(compose->arena, name).ptr;
    if (!*item->name)
        bb_report(compose->diag, BB_D_DOCUMENT_UNNAMED, item->value->head);
    struct bb_str title = from->title ? bb_compose_plain(compose, from->title) : BB_STR("");
    item->title = title.len > 0 ? bb_arena_str(compose->arena, title).ptr : NULL;
}

static void
list_item(struct bb_compose *compose, struct bb_value *value, struct bb_compose_item *item)
{
    const struct bb_documents_template *from = compose->layout->documents;
    *item = (struct bb_compose_item){.value = value};
    if (value->type->kind == BB_TYPE_RECORD)
        item->id = value->as.record.id;
    bb_compose_bind(compose, from->each->slot, value);
    if (bb_eval_when(compose, from->when, from->nwhen))
        name_item(compose, item);
}

struct bb_compose_items
bb_compose_list(struct bb_input *input, const struct bb_template *layout, struct bb_value *root,
    const char *language)
{
    struct bb_compose *compose = bb_compose_start(input, input->arena, layout, root, language);
    const struct bb_documents_template *from = layout->documents;
    struct bb_values values = bb_eval_path(compose, &from->each->path);
    if (from->sort)
        bb_compose_sort(compose, from->each->slot, from->sort, &values);
    struct bb_compose_items items = {
        BB_NEW_ARRAY(input->arena, struct bb_compose_item, values.len), values.len};
    struct bb_map names = {0};
    for (size_t i = 0; i < values.len; i++) {
        list_item(compose, values.at[i], &items.at[i]);
        if (items.at[i].name && *items.at[i].name)
            check_twice(compose, &names, &items.at[i]);
    }
    return items;
}

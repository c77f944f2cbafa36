/* Composing: walks the layout's flow once, with the trip's values bound to its variables.
 *
 * What shows the contents or the index needs the whole document, so its blocks are put off and
 * composed last; composing twice instead would double the cost for one page. */
#include "compose/compose.h"

#include <stdlib.h>

#include "compose/env.h"
#include "itinerary/itinerary.h"
#include "schema/scan.h"

struct bb_block *
bb_compose_new(
    struct bb_compose *compose, enum bb_composed_kind kind, const struct bb_block_template *from)
{
    struct bb_block *block = BB_NEW(compose->arena, struct bb_block);
    block->kind = kind;
    block->from = from;
    block->hue = compose->hue;
    block->language = compose->language;
    if (from) {
        block->span = from->span;
        block->style = from->style;
        block->keep_next = from->keep_next || (from->style && from->style->keep_next);
        block->before = from->has_before ? from->before : from->style ? from->style->before : 0;
        block->after = from->has_after ? from->after : from->style ? from->style->after : 0;
    }
    return block;
}

void
bb_blocks_push(struct bb_compose *compose, struct bb_blocks *blocks, struct bb_block *block)
{
    blocks->at = bb_vec_grow(
        compose->arena, blocks->at, blocks->len, &blocks->cap, sizeof(struct bb_block *));
    blocks->at[blocks->len++] = block;
}

void
bb_compose_bind(struct bb_compose *compose, int slot, struct bb_value *value)
{
    compose->slots[slot] = value;
    if (!value || value->type != &bb_type_part)
        return;
    for (size_t i = 0; i < compose->parts.len; i++)
        if (compose->parts.at[i]->record == value)
            compose->hue = compose->parts.at[i]->hue;
}

/* --- parts and entries ------------------------------------------------------------------------ */

/* A value shown as text: a record by its name; NULL where it is none. Records hold what they are
 * given unchanged. */
static struct bb_value *
text_value(struct bb_compose *compose, const struct bb_path_expr *path)
{
    const struct bb_value *value = path ? bb_value_naming(bb_eval_one(compose, path)) : NULL;
    return value && bb_value_is_text(value) ? (struct bb_value *)value : NULL;
}

struct bb_color
bb_compose_hue(const struct bb_compose *compose, const struct bb_value *number)
{
    const struct bb_template *layout = compose->layout;
    if (layout->nhues == 0 || bb_value_is_empty(number) || number->as.integer < 1)
        return compose->hue;
    size_t turn = (size_t)(number->as.integer - 1) % layout->nhues;
    return bb_ink_color(&layout->hues[turn], compose->hue);
}

static const struct bb_part *
start_part(struct bb_compose *compose, const struct bb_part_template *template)
{
    struct bb_part *part = BB_NEW(compose->arena, struct bb_part);
    part->record = bb_value_create(compose->arena, &bb_type_part);
    struct bb_value **fields = part->record->as.record.fields;
    fields[BB_PART_NUMBER] = template->number ? bb_eval_one(compose, template->number) : NULL;
    fields[BB_PART_NAME] = text_value(compose, template->name);
    fields[BB_PART_ENTRIES] =
        bb_value_create(compose->arena, bb_type_part.fields[BB_PART_ENTRIES].type);
    part->hue = compose->hue;
    if (template->next_hue && compose->layout->nhues > 0) {
        size_t turn = compose->next_hue++ % compose->layout->nhues;
        part->hue = bb_ink_color(&compose->layout->hues[turn], compose->hue);
    } else if (template->numbered_hue)
        part->hue = bb_compose_hue(compose, fields[BB_PART_NUMBER]);
    else if (template->set_hue)
        part->hue = bb_ink_color(&template->hue, compose->hue);
    compose->hue = part->hue;
    compose->slots[BB_SLOT_PART] = part->record;
    BB_VEC_PUSH(compose->arena, &compose->parts, part);
    return part;
}

static void
add_entry(struct bb_compose *compose, struct bb_block *block)
{
    const struct bb_block_template *from = block->from;
    if (!from || !from->entry_title)
        return;
    struct bb_value *entry = bb_value_create(compose->arena, &bb_type_entry);
    struct bb_value *level = bb_value_create(compose->arena, &bb_type_int);
    level->as.integer = from->entry_level;
    entry->as.record.fields[BB_ENTRY_TITLE] = text_value(compose, from->entry_title);
    if (from->entry_date)
        entry->as.record.fields[BB_ENTRY_DATE] = bb_eval_one(compose, from->entry_date);
    if (from->entry_until)
        entry->as.record.fields[BB_ENTRY_UNTIL] = bb_eval_one(compose, from->entry_until);
    entry->as.record.fields[BB_ENTRY_LEVEL] = level;
    block->entry = entry;
}

/* --- kinds ------------------------------------------------------------------------------------ */

static const struct bb_style *
style_or(struct bb_compose *compose, const struct bb_style *style)
{
    return style ? style : &compose->layout->styles[0];
}

static struct bb_block *
compose_paragraph(struct bb_compose *compose, const struct bb_block_template *from)
{
    struct bb_block *block = bb_compose_new(compose, BB_COMPOSED_PARAGRAPH, from);
    block->style = style_or(compose, block->style);
    block->inlines = bb_compose_content(compose, &from->as.paragraph.content, block->style);
    if (from->kind == BB_BLOCK_HEADING) {
        block->heading = from->as.paragraph.level;
        block->keep_next = true;
    }
    return block;
}

static struct bb_block *
compose_rich(struct bb_compose *compose, const struct bb_block_template *from)
{
    struct bb_block *block = bb_compose_new(compose, BB_COMPOSED_FLOW, from);
    struct bb_values values = bb_eval_path(compose, &from->as.rich.text);
    block->fill = BB_FILL_EMPTY;
    for (size_t i = 0; i < values.len; i++) {
        bool empty = bb_value_is_empty(values.at[i]);
        /* Lists and maps of free data have none. */
        const struct bb_form *form = empty ? NULL : bb_pick_form(compose, values.at[i]);
        if (form)
            bb_compose_rich(compose, form, from, from->as.rich.lists, &block->children);
    }
    return block;
}

static struct bb_block *
compose_item(struct bb_compose *compose, const struct bb_block_template *from,
    const struct bb_list_level *level)
{
    struct bb_block *item = bb_compose_new(compose, BB_COMPOSED_ITEM, NULL);
    struct bb_block *text = bb_compose_new(compose, BB_COMPOSED_PARAGRAPH, NULL);
    const struct bb_style *style = level && level->style ? level->style : from->style;
    item->level = level;
    item->span = text->span = from->span;
    item->style = text->style = style_or(compose, style);
    text->inlines = bb_compose_content(compose, &from->as.list.content, text->style);
    bb_blocks_push(compose, &item->children, text);
    return item;
}

static struct bb_block *
compose_list(struct bb_compose *compose, const struct bb_block_template *from)
{
    struct bb_block *block = bb_compose_new(compose, BB_COMPOSED_LIST, from);
    const struct bb_list_style *lists = from->as.list.lists;
    const struct bb_list_level *level = lists && lists->len > 0 ? &lists->levels[0] : NULL;
    block->fill = BB_FILL_EMPTY;
    if (!from->as.list.each)
        return block;
    struct bb_values values = bb_eval_path(compose, &from->as.list.each->path);
    block->fill = values.len > 0 ? BB_FILL_NEUTRAL : BB_FILL_EMPTY;
    block->first = 1;
    for (size_t i = 0; i < values.len && !bb_compose_is_full(compose); i++) {
        bb_compose_count(compose, from->span);
        bb_compose_bind(compose, from->as.list.each->slot, values.at[i]);
        bb_blocks_push(compose, &block->children, compose_item(compose, from, level));
    }
    return block;
}

static struct bb_block *
compose_section(struct bb_compose *compose, const struct bb_block_template *from)
{
    struct bb_block *block = bb_compose_new(compose, BB_COMPOSED_SECTION, from);
    bb_compose_flow(compose, &from->as.section.label, &block->label);
    bb_compose_flow(compose, &from->as.section.flow, &block->children);
    return block;
}

static void
add_column_item(struct bb_compose *compose, const struct bb_flow *flow, struct bb_block *columns)
{
    struct bb_block *item = bb_compose_new(compose, BB_COMPOSED_FLOW, NULL);
    bb_compose_flow(compose, flow, &item->children);
    bb_blocks_push(compose, &columns->children, item);
}

static struct bb_block *
compose_columns(struct bb_compose *compose, const struct bb_block_template *from)
{
    struct bb_block *block = bb_compose_new(compose, BB_COMPOSED_COLUMNS, from);
    const struct bb_each *each = from->as.columns.each;
    for (size_t i = 0; !each && i < from->as.columns.nitems; i++)
        add_column_item(compose, &from->as.columns.items[i], block);
    if (!each || from->as.columns.nitems == 0)
        return block;
    struct bb_values values = bb_eval_path(compose, &each->path);
    for (size_t i = 0; i < values.len && !bb_compose_is_full(compose); i++) {
        bb_compose_count(compose, from->span);
        bb_compose_bind(compose, each->slot, values.at[i]);
        add_column_item(compose, &from->as.columns.items[0], block);
    }
    return block;
}

/* The first path that is given. */
static const struct bb_value *
find_picture(struct bb_compose *compose, const struct bb_path_expr *path)
{
    struct bb_values values = path ? bb_eval_path(compose, path) : (struct bb_values){0};
    for (size_t i = 0; i < values.len; i++)
        if (!bb_value_is_empty(values.at[i]) && bb_pick_form(compose, values.at[i]))
            return values.at[i];
    return NULL;
}

static struct bb_block *
compose_image(struct bb_compose *compose, const struct bb_block_template *from)
{
    struct bb_block *block = bb_compose_new(compose, BB_COMPOSED_IMAGE, from);
    block->picture = find_picture(compose, from->as.image.path);
    if (block->picture)
        block->alt =
            bb_compose_content(compose, &from->as.image.alt, style_or(compose, block->style));
    else
        bb_compose_flow(compose, &from->as.image.fallback, &block->children);
    return block;
}

static struct bb_block *
compose_qr(struct bb_compose *compose, const struct bb_block_template *from)
{
    struct bb_block *block = bb_compose_new(compose, BB_COMPOSED_QR, from);
    const struct bb_style *style = style_or(compose, block->style);
    block->inlines = bb_compose_content(compose, &from->as.qr.text, style);
    block->alt = bb_compose_content(compose, &from->as.qr.alt, style);
    return block;
}

static struct bb_block *
compose_kind(struct bb_compose *compose, const struct bb_block_template *from)
{
    struct bb_block *block;
    switch (from->kind) {
    case BB_BLOCK_PARAGRAPH:
    case BB_BLOCK_HEADING:
        return compose_paragraph(compose, from);
    case BB_BLOCK_RICH:
        return compose_rich(compose, from);
    case BB_BLOCK_LIST:
        return compose_list(compose, from);
    case BB_BLOCK_SECTION:
        return compose_section(compose, from);
    case BB_BLOCK_COLUMNS:
    case BB_BLOCK_GRID:
        return compose_columns(compose, from);
    case BB_BLOCK_TABLE:
    case BB_BLOCK_TIMELINE:
    case BB_BLOCK_TOC:
    case BB_BLOCK_INDEX:
        block = bb_compose_new(compose, BB_COMPOSED_TABLE, from);
        block->table = bb_compose_table(compose, from);
        return block;
    case BB_BLOCK_BOX:
        block = bb_compose_new(compose, BB_COMPOSED_BOX, from);
        bb_compose_flow(compose, &from->as.box.flow, &block->children);
        return block;
    case BB_BLOCK_IMAGE:
        return compose_image(compose, from);
    case BB_BLOCK_QR:
        return compose_qr(compose, from);
    case BB_BLOCK_RULE:
        return bb_compose_new(compose, BB_COMPOSED_RULE, from);
    case BB_BLOCK_SPACE:
        return bb_compose_new(compose, BB_COMPOSED_SPACE, from);
    case BB_BLOCK_ROUTE:
        return bb_compose_route(compose, from);
    case BB_BLOCK_HOURS:
        return bb_compose_hours(compose, from);
    case BB_BLOCK_FLOW:
        break;
    }
    block = bb_compose_new(compose, BB_COMPOSED_FLOW, from);
    bb_compose_flow(compose, &from->as.flow, &block->children);
    return block;
}

/* One block, its variables bound. */
static void
compose_once(
    struct bb_compose *compose, const struct bb_block_template *from, struct bb_blocks *out)
{
    if (!bb_eval_when(compose, from->when, from->nwhen))
        return;
    const struct bb_part *part = from->part ? start_part(compose, from->part) : NULL;
    struct bb_block *block = compose_kind(compose, from);
    block->part = part;
    block->barred = from->bar && bb_eval_when(compose, from->bar->when, from->bar->nwhen);
    if (from->anchor)
        block->target = bb_eval_one(compose, from->anchor);
    add_entry(compose, block);
    bb_blocks_push(compose, out, block);
}

/* --- each ------------------------------------------------------------------------------------- */

struct sortable {
    struct bb_value *item;
    struct bb_value *key;
    struct bb_str text;
    size_t index;
};

/* Dates, times and numbers in their order; 0 for what is ordered by its text. */
static double
order_key(const struct bb_value *value)
{
    switch (value->type->kind) {
    case BB_TYPE_DATE:
        return (double)bb_date_to_days(value->as.date);
    case BB_TYPE_DATETIME:
        return (double)bb_date_to_days(value->as.datetime.date) * 1440 + value->as.datetime.minutes
            - value->as.datetime.offset;
    case BB_TYPE_TIME:
        return value->as.clock.kind == BB_CLOCK_TIME ? value->as.clock.minutes : 1440;
    case BB_TYPE_INT:
        return (double)value->as.integer;
    case BB_TYPE_NUMBER:
        return value->as.number;
    default:
        return 0;
    }
}

/* By the key's number or text; what has no key comes last; equal ones keep their order. */
static int
compare_items(const void *left, const void *right)
{
    const struct sortable *a = left, *b = right;
    int order = 0;
    if (a->key && b->key) {
        double first = order_key(a->key), second = order_key(b->key);
        order = (first > second) - (first < second);
        if (order == 0)
            order = bb_str_compare(a->text, b->text);
    } else
        order = (a->key == NULL) - (b->key == NULL);
    return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

void
bb_compose_sort(
    struct bb_compose *compose, int slot, const struct bb_path_expr *by, struct bb_values *values)
{
    struct sortable *items = BB_NEW_ARRAY(compose->arena, struct sortable, values->len);
    for (size_t i = 0; i < values->len; i++) {
        bb_compose_bind(compose, slot, values->at[i]);
        struct bb_value *key = bb_eval_one(compose, by);
        if (bb_value_is_empty(key))
            key = NULL;
        items[i] =
            (struct sortable){values->at[i], key, key ? bb_eval_text(compose, key) : BB_STR(""), i};
    }
    qsort(items, values->len, sizeof *items, compare_items);
    for (size_t i = 0; i < values->len; i++)
        values->at[i] = items[i].item;
}

static int
late_slot(const struct bb_each *each)
{
    int slot = each ? each->path.slot : -1;
    return slot == BB_SLOT_CONTENTS || slot == BB_SLOT_INDEX ? slot : -1;
}

/* The slot that the block needs and that is set last, CONTENTS or INDEX; -1: none. */
static int
needs_slot(const struct bb_block_template *from)
{
    int slot = late_slot(from->each);
    if (slot >= 0)
        return slot;
    switch (from->kind) {
    case BB_BLOCK_TABLE:
    case BB_BLOCK_TIMELINE:
    case BB_BLOCK_TOC:
    case BB_BLOCK_INDEX:
        return from->as.table->neach > 0 ? late_slot(from->as.table->each) : -1;
    case BB_BLOCK_LIST:
        return late_slot(from->as.list.each);
    case BB_BLOCK_COLUMNS:
    case BB_BLOCK_GRID:
        return late_slot(from->as.columns.each);
    default:
        return -1;
    }
}

static bool
waits(const struct bb_compose *compose, const struct bb_block_template *from)
{
    int slot = needs_slot(from);
    return (slot == BB_SLOT_CONTENTS && !compose->contents)
        || (slot == BB_SLOT_INDEX && !compose->index);
}

static void
compose_block(
    struct bb_compose *compose, const struct bb_block_template *from, struct bb_blocks *out)
{
    if (!from->each) {
        compose_once(compose, from, out);
        return;
    }
    struct bb_values values = bb_eval_path(compose, &from->each->path);
    if (from->sort)
        bb_compose_sort(compose, from->each->slot, from->sort, &values);
    struct bb_color hue = compose->hue;
    for (size_t i = 0; i < values.len && !bb_compose_is_full(compose); i++) {
        bb_compose_count(compose, from->span);
        bb_compose_bind(compose, from->each->slot, values.at[i]);
        compose_once(compose, from, out);
        compose->hue = hue;
    }
}

static void
defer(struct bb_compose *compose, const struct bb_block_template *from, struct bb_blocks *out)
{
    struct bb_block *holder = bb_compose_new(compose, BB_COMPOSED_FLOW, NULL);
    bb_blocks_push(compose, out, holder);
    struct bb_deferred deferred = {.holder = holder, .block = from};
    memcpy(deferred.slots, compose->slots, sizeof deferred.slots);
    BB_VEC_PUSH(compose->arena, &compose->deferred, deferred);
}

void
bb_compose_count(struct bb_compose *compose, struct bb_span span)
{
    if (++compose->nblocks == compose->limits->nodes + 1)
        bb_report(compose->diag, BB_D_LAYOUT_TOO_LARGE, span,
            bb_arena_printf(compose->arena, "%zu", compose->limits->nodes).ptr);
}

bool
bb_compose_is_full(const struct bb_compose *compose)
{
    return compose->nblocks > compose->limits->nodes;
}

void
bb_compose_flow(struct bb_compose *compose, const struct bb_flow *flow, struct bb_blocks *out)
{
    for (size_t i = 0; i < flow->len && !bb_compose_is_full(compose); i++) {
        bb_compose_count(compose, flow->blocks[i].span);
        if (waits(compose, &flow->blocks[i]))
            defer(compose, &flow->blocks[i], out);
        else
            compose_block(compose, &flow->blocks[i], out);
    }
}

/* --- the document ----------------------------------------------------------------------------- */

void
bb_block_visit(
    const struct bb_block *block, void (*visit)(void *data, struct bb_block *child), void *data)
{
    for (size_t i = 0; i < block->label.len; i++)
        visit(data, block->label.at[i]);
    for (size_t i = 0; i < block->children.len; i++)
        visit(data, block->children.at[i]);
    const struct bb_table *table = block->table;
    for (size_t i = 0; table && i < table->nrows; i++)
        for (size_t k = 0; table->rows[i].kind == BB_ROW_BODY && k < table->from->ncolumns; k++)
            for (size_t n = 0; n < table->rows[i].cells[k].blocks.len; n++)
                if (!table->keep || table->keep[k])
                    visit(data, table->rows[i].cells[k].blocks.at[n]);
}

struct collector {
    struct bb_compose *compose;
    struct bb_value *part; /* that began last */
};

/* Entries of the blocks that stay, to the part in which they stand. */
static void
collect_entries(void *data, struct bb_block *block)
{
    struct collector *collector = data;
    if (block->hidden)
        return;
    if (block->part)
        collector->part = block->part->record;
    if (block->entry && collector->part)
        bb_value_append(collector->compose->arena,
            collector->part->as.record.fields[BB_PART_ENTRIES], block->entry);
    bb_block_visit(block, collect_entries, collector);
}

static void
collect_anchors(void *data, struct bb_block *block)
{
    struct bb_compose *compose = data;
    if (block->hidden)
        return;
    bb_anchor_set(compose, block->target);
    bb_anchor_set(compose, block->entry);
    bb_block_visit(block, collect_anchors, compose);
    for (size_t i = 0; block->table && i < block->table->nrows; i++)
        bb_anchor_set(compose, block->table->rows[i].target);
}

/* A block may go because the only page it refers to has gone with another: pruned until no anchor
 * goes any more. */
static void
prune_document(struct bb_compose *compose, struct bb_block *root)
{
    size_t before;
    collect_anchors(compose, root);
    do {
        before = compose->anchors.len;
        bb_compose_prune(compose, root);
        root->hidden = false;
        compose->anchors = (struct bb_map){0};
        collect_anchors(compose, root);
    } while (compose->anchors.len < before);
}

/* Composes the blocks that waited for `slot`. False where one of them holds nothing. */
static bool
compose_deferred(struct bb_compose *compose, int slot)
{
    bool full = true;
    for (size_t i = 0; i < compose->deferred.len; i++) {
        struct bb_deferred deferred = compose->deferred.at[i];
        if (needs_slot(deferred.block) != slot)
            continue;
        memcpy(compose->slots, deferred.slots, sizeof compose->slots);
        compose->slots[BB_SLOT_CONTENTS] = compose->contents;
        compose->slots[BB_SLOT_INDEX] = compose->index;
        compose->hue = deferred.holder->hue;
        compose_block(compose, deferred.block, &deferred.holder->children);
        bb_compose_prune(compose, deferred.holder);
        full &= !deferred.holder->hidden;
    }
    return full;
}

static struct bb_value *
make_contents(struct bb_compose *compose, struct bb_block *root)
{
    struct bb_value *contents = bb_value_create(compose->arena, &bb_type_contents);
    struct bb_value *parts =
        bb_value_create(compose->arena, bb_type_contents.fields[BB_CONTENTS_PARTS].type);
    struct collector collector = {compose, NULL};
    contents->as.record.fields[BB_CONTENTS_PARTS] = parts;
    collect_entries(&collector, root);
    for (size_t i = 0; i < compose->parts.len; i++) {
        struct bb_value *record = compose->parts.at[i]->record;
        if (record->as.record.fields[BB_PART_ENTRIES]->as.list.len > 0)
            bb_value_append(compose->arena, parts, record);
    }
    return contents;
}

/* What shows the whole document. The index comes first: where it holds no name, its heading goes,
 * and so does that heading's entry in the contents. */
static void
compose_late(struct bb_compose *compose, struct bb_block *root)
{
    if (compose->layout->shows_index)
        compose->index = bb_compose_index(compose);
    if (!compose_deferred(compose, BB_SLOT_INDEX))
        prune_document(compose, root);
    compose->contents = make_contents(compose, root);
    compose_deferred(compose, BB_SLOT_CONTENTS);
}

/* The layout's labels as the document says them, each in one form: a part that is named by a label
 * has no other forms to show. */
static struct bb_value *
speak_labels(struct bb_compose *compose)
{
    const struct bb_value *labels = compose->layout->labels;
    struct bb_value *spoken = bb_value_create(compose->arena, labels->type);
    for (size_t i = 0; i < labels->type->nfields; i++) {
        const struct bb_value *label = labels->as.record.fields[i];
        const struct bb_form *form = bb_pick_form(compose, label);
        if (!form)
            continue;
        struct bb_value *one = bb_value_create(compose->arena, label->type);
        *one = *label;
        one->as.text.forms = BB_NEW(compose->arena, struct bb_form);
        one->as.text.forms[0] = *form;
        one->as.text.nforms = 1;
        spoken->as.record.fields[i] = one;
    }
    return spoken;
}

struct bb_compose *
bb_compose_start(struct bb_input *input, struct bb_arena *arena, const struct bb_template *layout,
    struct bb_value *root, const char *language)
{
    struct bb_compose *compose = BB_NEW(arena, struct bb_compose);
    compose->arena = arena;
    compose->diag = input->diag;
    compose->limits = input->limits;
    compose->layout = layout;
    compose->slots[BB_SLOT_ROOT] = root;
    compose->trip_language = bb_scan_language_script(compose->arena, bb_itinerary_language(root));
    compose->language =
        language ? bb_scan_language_script(compose->arena, language) : compose->trip_language;
    compose->locale = bb_locale_lookup(compose->language);
    compose->locale_language = bb_locale_language(compose->locale, compose->language);
    compose->slots[BB_SLOT_LABEL] = speak_labels(compose);
    return compose;
}

/* For no items, as many as for one. */
static size_t
count_pages_most(struct bb_compose *compose, const struct bb_fit *fit)
{
    if (!fit)
        return 0;
    size_t items = fit->for_each ? bb_eval_path(compose, fit->for_each).len : 1;
    return (size_t)fit->pages * (items > 0 ? items : 1);
}

struct bb_composed
bb_compose_document(struct bb_input *input, struct bb_arena *arena,
    const struct bb_template *layout, struct bb_value *root, const char *language,
    const struct bb_compose_item *item)
{
    struct bb_compose *compose = bb_compose_start(input, arena, layout, root, language);
    if (item && item->value)
        bb_compose_bind(compose, layout->documents->each->slot, item->value);
    compose->slots[BB_SLOT_PACK] = item ? item->pack : NULL;
    struct bb_block *block = bb_compose_new(compose, BB_COMPOSED_FLOW, NULL);
    bb_compose_flow(compose, &layout->flow, &block->children);
    prune_document(compose, block);
    compose_late(compose, block);
    bb_compose_marks(compose, block);
    bb_compose_tell_fallen(compose);
    return (struct bb_composed){
        .compose = compose,
        .root = block,
        .language = compose->language,
        .about = bb_compose_about(compose, item),
        .date = bb_compose_date(compose),
        .nblocks = compose->nblocks,
        .pages_most = count_pages_most(compose, layout->fit),
    };
}

const char *
bb_composed_language(const struct bb_composed *composed, const struct bb_form *form)
{
    return bb_form_language(composed->compose, form);
}

struct bb_inlines
bb_compose_furniture(struct bb_compose *compose, const struct bb_content *content,
    const struct bb_style *style, const struct bb_part *part, int page, int count)
{
    struct bb_value *record = bb_value_create(compose->arena, &bb_type_page);
    struct bb_value *number = bb_value_create(compose->arena, &bb_type_int);
    struct bb_value *total = bb_value_create(compose->arena, &bb_type_int);
    number->as.integer = page;
    total->as.integer = count;
    record->as.record.fields[BB_PAGE_NUMBER] = number;
    record->as.record.fields[BB_PAGE_COUNT] = total;
    record->as.record.fields[BB_PAGE_PART] = part ? part->record : NULL;
    compose->slots[BB_SLOT_PAGE] = record;
    compose->slots[BB_SLOT_PART] = part ? part->record : NULL;
    compose->hue = part ? part->hue : (struct bb_color){0};
    struct bb_inlines inlines = bb_compose_content(compose, content, style_or(compose, style));
    bb_inlines_settle(compose, &inlines);
    return inlines;
}

/* The documents that a layout makes of a trip: which they are, and one laid out after the other.
 *
 * What a document is made of lives in an arena of its own, given back when the next is chosen; what
 * the next can use stays: the trip, the compiled layout, faces, words once shaped, pictures once
 * decoded. The bytes of a document do not depend on those before it, since what stays is only ever
 * looked up. Where there is no next one, Pango's fonts go before rendering, which needs the files
 * only: the two peaks of memory do not add up. */
#include "document/document.h"
#include "face/face.h"
#include "fontset/fontset.h"
#include "layout/layout.h"
#include "schema/vocabulary.h"
#include "text/text.h"

/* --- layout ----------------------------------------------------------------------------------- */

static const struct bb_template *
read_layout(struct bb_document *document, const char *layout)
{
    const char *path = bb_document_find_layout(document, layout);
    uint32_t source;
    if (!path)
        return NULL;
    document->layout_path = path;
    document->other_sources = (uint32_t)document->sources.list.len;
    enum bb_status status = bb_input_read_text(&document->input, path, &source);
    bb_document_goes_on(document, status);
    const char *shared = bb_arena_printf(&document->arena, "%s/layouts/", document->data).ptr;
    return status == BB_OK ? bb_template_compile(&document->input, source, shared, &bb_type_root)
                           : NULL;
}

/* --- which documents -------------------------------------------------------------------------- */

/* The id in "city=chongqing", where it is one of `variable`; NULL where it chooses by another. */
static const char *
chosen_id(const char *only, const char *variable)
{
    size_t len = variable ? strlen(variable) : 0;
    bool same = len > 0 && strncmp(only, variable, len) == 0 && only[len] == '=';
    return same ? only + len + 1 : NULL;
}

static void
misuse(struct bb_document *document)
{
    struct bb_document_outcomes *outcomes = &document->outcomes;
    if (outcomes->own < BB_OUTCOME_MISUSED)
        outcomes->own = BB_OUTCOME_MISUSED;
    bb_document_goes_on(document, BB_OK);
}

/* "governor (Governor of the Isles), deputy (…)": the nearest first, then in their order. */
static const char *
describe_items(
    struct bb_document *document, const struct bb_compose_items *items, const char *nearest)
{
    enum { SHOWN_MOST = 24 };
    struct bb_buf out;
    bb_buf_init(&out, 0);
    size_t shown = 0;
    for (int turn = 0; turn < 2; turn++)
        for (size_t i = 0; i < items->len; i++) {
            const struct bb_compose_item *item = &items->at[i];
            bool first = nearest && bb_str_is(item->id, nearest);
            if (!item->name || first != (turn == 0) || ++shown > SHOWN_MOST)
                continue;
            bb_buf_printf(&out, "%s%.*s", out.len > 0 ? ", " : "", BB_STR_ARG(item->id));
            if (item->title)
                bb_buf_printf(&out, " (%s)", item->title);
        }
    if (shown > SHOWN_MOST)
        bb_buf_append_text(&out, ", …");
    const char *text = bb_arena_str(&document->arena, bb_buf_str(&out)).ptr;
    bb_buf_finish(&out);
    return text;
}

static void
tell_known(struct bb_document *document, const struct bb_compose_items *items, const char *nearest)
{
    const char *known = describe_items(document, items, nearest);
    if (*known)
        bb_report_note(&document->diag, BB_D_ONLY_KNOWN, ((struct bb_span){0}), known);
}

/* By what is nearest among ids and names. */
static void
report_unknown(struct bb_document *document, const struct bb_compose_items *items, const char *id)
{
    const struct bb_span none = {0};
    const char **words = BB_NEW_ARRAY(&document->arena, const char *, 2 * items->len);
    for (size_t i = 0; i < items->len; i++) {
        const struct bb_compose_item *item = &items->at[i];
        words[i] = item->name ? bb_arena_str(&document->arena, item->id).ptr : "";
        words[items->len + i] = item->name && item->title ? item->title : "";
    }
    const char *near = bb_str_nearest(bb_str_from(id), words, 2 * items->len);
    for (size_t i = 0; near && i < items->len; i++)
        if (near == words[items->len + i])
            near = bb_arena_str(&document->arena, items->at[i].id).ptr;
    bb_report(&document->diag, BB_D_ONLY_UNKNOWN, none, document->layout->documents->variable, id,
        near ? near : "");
    tell_known(document, items, near);
}

static void
report_left_out(struct bb_document *document, const struct bb_compose_items *items, const char *id)
{
    bb_report(&document->diag, BB_D_ONLY_LEFT_OUT, ((struct bb_span){0}),
        document->layout->documents->variable, id);
    tell_known(document, items, NULL);
}

/* Whether the trip has what a layout makes no document of: someone to meet has no schedule. */
static bool
is_in_trip(const struct bb_document *document, const char *id)
{
    const struct bb_type *type = document->layout->documents->each->path.type;
    const struct bb_value *root = document->trip;
    for (size_t i = 0; type && type->item && i < root->type->nfields; i++) {
        const struct bb_value *list = root->as.record.fields[i];
        if (!list || list->type->item != type->item)
            continue;
        for (size_t k = 0; k < list->as.list.len; k++)
            if (bb_str_is(list->as.list.items[k]->as.record.id, id))
                return true;
    }
    return false;
}

/* Whether a choice is for this layout: one of a pack is for those of its layouts that take it. */
static bool
applies(const struct bb_document *document, const char *only)
{
    const struct bb_documents_template *documents = document->layout->documents;
    if (!document->layout_name && document->layout->npack == 0)
        return true;
    return documents && chosen_id(only, documents->variable);
}

/* Marks the item that a choice names, by its id or by its name. */
static bool
mark_chosen(struct bb_document *document, const struct bb_compose_items *items, const char *only,
    bool *marks)
{
    const struct bb_documents_template *documents = document->layout->documents;
    const char *variable = documents ? documents->variable : NULL;
    const char *id = chosen_id(only, variable);
    struct bb_span none = {0};
    if (!id) {
        const char *asked =
            bb_arena_printf(&document->arena, "%.*s", (int)strcspn(only, "="), only).ptr;
        bb_report(&document->diag, variable ? BB_D_ONLY_OTHER : BB_D_ONLY_WHOLE, none, asked,
            variable ? variable : "");
        return false;
    }
    for (size_t i = 0; i < items->len; i++) {
        const struct bb_compose_item *item = &items->at[i];
        if (!bb_str_is(item->id, id) && !(item->name && strcmp(item->name, id) == 0))
            continue;
        if (!item->name)
            report_left_out(document, items, id);
        marks[i] = true;
        return item->name != NULL;
    }
    if (is_in_trip(document, id))
        report_left_out(document, items, id);
    else
        report_unknown(document, items, id);
    return false;
}

/* Those that are to be made: shown by the layout, chosen, and of the asked part. */
static void
pick_items(struct bb_document *document, struct bb_compose_items all)
{
    bool *marks = BB_NEW_ARRAY(&document->arena, bool, all.len);
    size_t choices = 0;
    for (size_t i = 0; i < document->nonly; i++) {
        if (!applies(document, document->only[i]))
            continue;
        choices++;
        if (!mark_chosen(document, &all, document->only[i], marks))
            misuse(document);
    }
    size_t count = 0;
    for (size_t i = 0; i < all.len; i++)
        if (all.at[i].name ? choices == 0 || marks[i] : !document->layout->documents)
            all.at[count++] = all.at[i];
    size_t from = (count * document->part + document->parts - 1) / document->parts;
    size_t to = (count * (document->part + 1) + document->parts - 1) / document->parts;
    document->items = (struct bb_compose_items){all.at + from, to - from};
}

static struct bb_compose_items
list_items(struct bb_document *document)
{
    static const struct bb_span none;
    const struct bb_documents_template *documents = document->layout->documents;
    if (!documents)
        return (struct bb_compose_items){BB_NEW(&document->arena, struct bb_compose_item), 1};
    struct bb_compose_items items =
        bb_compose_list(&document->input, document->layout, document->trip, document->language);
    size_t shown = 0;
    for (size_t i = 0; i < items.len; i++)
        shown += items.at[i].name != NULL;
    if (shown == 0 && document->nonly == 0)
        bb_report(&document->diag, BB_D_NO_DOCUMENTS, none, documents->variable);
    return items;
}

void
bb_document_take_layout(struct bb_document *document, const char *layout)
{
    document->chosen = SIZE_MAX;
    document->items.len = 0;
    document->layout = read_layout(document, layout);
    if (bb_document_goes_on(document, document->layout ? BB_OK : BB_INVALID))
        pick_items(document, list_items(document));
    if (!bb_document_goes_on(document, BB_OK))
        document->items.len = 0;
    document->outcomes.layout = document->outcomes.own;
    document->shared_warnings = bb_document_own_warnings(document);
}

/* "mine" for "layouts/mine.yaml". */
static const char *
stem_of(struct bb_arena *arena, const char *layout)
{
    const char *slash = strrchr(layout, '/'), *name = slash ? slash + 1 : layout;
    const char *dot = strrchr(name, '.');
    size_t len = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    return bb_arena_str(arena, (struct bb_str){name, len}).ptr;
}

enum bb_outcome
bb_document_use(struct bb_document *document, const char *layout)
{
    document->layout_name = stem_of(&document->arena, layout);
    bb_diag_enter(&document->diag, document->layout_name, false);
    document->outcomes.own = document->outcomes.trip;
    document->shared_warnings = document->trip_warnings;
    bb_document_take_layout(document, layout);
    return document->outcomes.own;
}

size_t
bb_document_count(const struct bb_document *document)
{
    return document->items.len;
}

const char *
bb_document_name(const struct bb_document *document, size_t index)
{
    return index < document->items.len ? document->items.at[index].name : NULL;
}

const char *
bb_document_each(const struct bb_document *document)
{
    bool several = document->layout && document->layout->documents;
    return several ? document->layout->documents->variable : NULL;
}

/* --- one after the other ---------------------------------------------------------------------- */

static bool
set_metadata(struct bb_document *document, const struct bb_composed *composed)
{
    const char *date = bb_document_find_date(
        document, composed->date.year, composed->date.month, composed->date.day);
    document->display.metadata = composed->about;
    document->display.metadata.creator = "briefbook " BB_VERSION;
    document->display.metadata.date = date;
    return date != NULL;
}

/* Whether others have been made or are to come. */
static bool
is_one_of_several(const struct bb_document *document)
{
    return document->items.len > 1 || document->layout_name;
}

/* Opened once for all documents. */
static bool
open_text(struct bb_document *document)
{
    if (document->text) {
        bb_text_forget_requests(document->text);
        return true;
    }
    document->faces = bb_document_open_faces(document);
    if (!document->faces)
        return false;
    if (is_one_of_several(document))
        document->font_files = bb_fontset_sources_create();
    document->text = bb_text_create(&document->arena, document->faces, &document->diag);
    bb_text_allow_missing(document->text, document->mark_missing_glyphs);
    return true;
}

void
bb_document_release_text(struct bb_document *document)
{
    bb_text_destroy(document->text);
    bb_faces_destroy(document->faces);
    bb_fontset_sources_destroy(document->font_files);
    document->font_files = NULL;
    document->text = NULL;
    document->faces = NULL;
}

static enum bb_status
settle(struct bb_document *document)
{
    const char *fault = NULL;
    enum bb_status status = bb_display_finish(&document->display, &fault);
    if (status != BB_OK)
        bb_report(&document->diag, BB_D_INTERNAL, ((struct bb_span){0}), fault ? fault : "display");
    return status;
}

/* Notes the files of fonts that the chosen document shows, for bb_document_fonts. */
static void
note_fonts(struct bb_document *document)
{
    for (size_t i = 0; i < document->display.faces.len; i++) {
        struct bb_str path = bb_str_from(document->display.faces.at[i].path);
        if (!bb_map_lookup(&document->used_fonts, path))
            bb_map_set(&document->arena, &document->used_fonts,
                bb_arena_str(&document->arena, path), document);
    }
}

static void
make(struct bb_document *document, const struct bb_compose_item *item)
{
    struct bb_compose_item with_pack = *item;
    with_pack.pack = document->packed;
    struct bb_composed composed = bb_compose_document(&document->input, &document->own,
        document->layout, document->trip, document->language, &with_pack);
    if (!bb_document_goes_on(document, BB_OK) || !set_metadata(document, &composed)
        || !open_text(document))
        return;
    enum bb_status status = bb_layout_document(document->layout, &composed, document->text,
        document->images, &document->limits, &document->diag, &document->display);
    if (bb_document_goes_on(document, status))
        bb_document_goes_on(document, settle(document));
}

/* As it is called in messages; NULL: what is wrong with it is wrong with all. */
static const char *
name_in_messages(struct bb_document *document, const struct bb_compose_item *item)
{
    if (document->layout->npack > 0)
        return "pack";
    if (!document->layout_name || !item->name)
        return item->name ? item->name : document->layout_name;
    return bb_arena_printf(&document->arena, "%s/%s", document->layout_name, item->name).ptr;
}

static void
start_over(struct bb_document *document, size_t index)
{
    bb_arena_reset(&document->own);
    bb_display_init(&document->display, &document->own);
    bb_document_clear_bytes(document);
    document->chosen = index;
    document->outcomes.own = document->outcomes.layout;
}

enum bb_outcome
bb_document_choose(struct bb_document *document, size_t index)
{
    if (index >= document->items.len || index == document->chosen)
        return document->outcomes.own;
    const struct bb_compose_item *item = &document->items.at[index];
    start_over(document, index);
    const char *name = name_in_messages(document, item);
    if (name)
        bb_diag_enter(&document->diag, name, true);
    make(document, item);
    note_fonts(document);
    if (!is_one_of_several(document))
        bb_document_release_text(document);
    return document->outcomes.own;
}

const char *
bb_document_title(const struct bb_document *document)
{
    return document->display.metadata.title;
}

size_t
bb_document_sheets(const struct bb_document *document)
{
    size_t pages = bb_document_pages(document);
    if (!document->layout)
        return 0;
    const struct bb_page_template *page = &document->layout->page;
    bool backs = page->sheet ? page->sheet->backs != BB_SHEET_SINGLE : page->duplex;
    return backs ? (pages + 1) / 2 : pages;
}

size_t
bb_document_pages(const struct bb_document *document)
{
    return document->outcomes.own == BB_OUTCOME_DONE ? document->display.pages.len : 0;
}

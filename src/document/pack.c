/* Packs: what a layout says that one holds, and the list of what was made, for people (the cover
 * sheet, by `pack.files` in its expressions) and for programs (pack.yaml).
 *
 * The list holds nothing of the moment, so that two runs of the same trip give the same bytes. Its
 * texts are in double quotes with the escapes of JSON, which are those of YAML as well. */
#include "base/json.h"
#include "document/document.h"
#include "input/hash.h"

size_t
bb_document_pack(struct bb_document *document, const struct bb_document_pack_entry **entries)
{
    size_t count = document->layout ? document->layout->npack : 0;
    struct bb_document_pack_entry *all =
        BB_NEW_ARRAY(&document->arena, struct bb_document_pack_entry, count);
    for (size_t i = 0; i < count; i++) {
        const struct bb_pack_entry *from = &document->layout->pack[i];
        struct bb_document_pack_file *files =
            BB_NEW_ARRAY(&document->arena, struct bb_document_pack_file, from->nfiles);
        for (size_t k = 0; k < from->nfiles; k++)
            files[k] = (struct bb_document_pack_file){
                .name = from->files[k].name,
                .render = {.lightweight = from->files[k].lightweight,
                    .level = from->files[k].level},
            };
        all[i] = (struct bb_document_pack_entry){from->layout, files, from->nfiles};
    }
    *entries = all;
    return count;
}

const char *
bb_document_sha256(struct bb_document *document)
{
    if (!document->sha256[0])
        bb_input_hash_bytes(bb_buf_str(&document->bytes), document->sha256);
    return document->sha256;
}

/* --- for the cover sheet ---------------------------------------------------------------------- */

static struct bb_value *
make_string(struct bb_arena *arena, const char *text)
{
    if (!text)
        return NULL;
    struct bb_value *value = bb_value_create(arena, &bb_type_string);
    value->as.text.forms = BB_NEW(arena, struct bb_form);
    value->as.text.forms[0].text = bb_arena_str(arena, bb_str_from(text));
    value->as.text.nforms = 1;
    return value;
}

static void
set_count(struct bb_arena *arena, struct bb_value *row, int field, size_t number)
{
    struct bb_value *value = bb_value_create(arena, bb_type_packed.fields[field].type);
    value->as.integer = (long long)number;
    row->as.record.fields[field] = value;
}

static struct bb_value *
make_row(struct bb_arena *arena, const struct bb_document_packed *file)
{
    struct bb_value *row = bb_value_create(arena, &bb_type_packed);
    struct bb_value **fields = row->as.record.fields;
    fields[BB_PACKED_NAME] = make_string(arena, file->name);
    fields[BB_PACKED_TITLE] = make_string(arena, file->title);
    fields[BB_PACKED_LAYOUT] = make_string(arena, file->layout);
    fields[BB_PACKED_SHA256] = make_string(arena, file->sha256);
    fields[BB_PACKED_MISSING] = bb_value_create(arena, &bb_type_bool);
    fields[BB_PACKED_MISSING]->as.boolean = file->sha256 == NULL;
    if (!file->sha256)
        return row;
    set_count(arena, row, BB_PACKED_PAGES, file->pages);
    set_count(arena, row, BB_PACKED_SHEETS, file->sheets);
    set_count(arena, row, BB_PACKED_BYTES, file->bytes);
    return row;
}

void
bb_document_set_packed(
    struct bb_document *document, const struct bb_document_packed *files, size_t count)
{
    struct bb_arena *arena = &document->arena;
    struct bb_value *list = bb_value_create(arena, bb_type_pack.fields[BB_PACK_FILES].type);
    for (size_t i = 0; i < count; i++)
        bb_value_append(arena, list, make_row(arena, &files[i]));
    document->packed = bb_value_create(arena, &bb_type_pack);
    document->packed->as.record.fields[BB_PACK_FILES] = list;
}

/* --- for programs ----------------------------------------------------------------------------- */

static void
append_text(struct bb_buf *out, const char *key, const char *text)
{
    if (!text)
        return;
    bb_buf_printf(out, "%s: ", key);
    bb_json_append_string(out, bb_str_from(text));
    bb_buf_append_char(out, '\n');
}

static void
append_file(struct bb_buf *out, const struct bb_document_packed *file)
{
    append_text(out, "  - name", file->name);
    append_text(out, "    title", file->title);
    append_text(out, "    layout", file->layout);
    if (file->sha256)
        bb_buf_printf(out, "    pages: %zu\n    sheets: %zu\n    bytes: %zu\n    sha256: \"%s\"\n",
            file->pages, file->sheets, file->bytes, file->sha256);
    else
        bb_buf_append_text(out, "    missing: true\n");
}

enum bb_outcome
bb_document_list_packed(
    struct bb_document *document, const struct bb_document_packed *files, size_t count)
{
    const struct bb_metadata *metadata = &document->display.metadata;
    bb_document_clear_bytes(document);
    struct bb_buf *out = &document->bytes;
    bb_buf_append_text(out,
        "# What this folder holds, as it was made; a file changed since has "
        "another SHA-256.\npack: 1\n");
    append_text(out, "trip", metadata->identifier);
    append_text(out, "title", metadata->title);
    append_text(out, "date", metadata->date);
    append_text(out, "creator", metadata->creator);
    bb_buf_append_text(out, count > 0 ? "files:\n" : "files: []\n");
    for (size_t i = 0; i < count; i++)
        append_file(out, &files[i]);
    document->outcomes.own = document->outcomes.layout; /* whatever became of the cover sheet */
    return document->outcomes.own;
}

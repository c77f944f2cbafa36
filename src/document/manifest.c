/* The manifest: how a document was made, for people and for verify.
 *
 * It is YAML, each text in double quotes as JSON has them, written line by line: a dozen fields and
 * four lists of rows. It holds all that the bytes of the document depend on, and nothing else, so
 * two makings of one document have the same manifest. */
#include "base/json.h"
#include "document/names.h"
#include "input/hash.h"

static void
put_text(struct bb_buf *out, const char *before, const char *text)
{
    if (!text)
        return;
    bb_buf_append_text(out, before);
    bb_json_append_string(out, bb_str_from(text));
}

/* A whole line; nothing for NULL. */
static void
put_field(struct bb_buf *out, const char *key, const char *text)
{
    put_text(out, key, text);
    if (text)
        bb_buf_append_char(out, '\n');
}

static void
put_hash(struct bb_buf *out, struct bb_str bytes)
{
    char hash[BB_HASH_SIZE];
    bb_input_hash_bytes(bytes, hash);
    put_text(out, ", sha256: ", hash);
}

static void
put_settings(struct bb_buf *out, const struct bb_document *document)
{
    if (document->nsettings > 0)
        bb_buf_append_text(out, "settings:\n");
    for (size_t i = 0; i < document->nsettings; i++)
        put_field(out, "  - ", document->settings[i]);
}

static void
put_files(struct bb_buf *out, const struct bb_archive_file *files, size_t nfiles)
{
    bb_buf_append_text(out, "files:\n");
    for (size_t i = 0; i < nfiles; i++) {
        put_text(out, "  - {name: ", files[i].name);
        bb_buf_printf(out, ", bytes: %zu", files[i].bytes.len);
        put_hash(out, files[i].bytes);
        bb_buf_append_text(out, "}\n");
    }
}

/* The files of the faces that the pages use, each once. */
static void
put_fonts(struct bb_buf *out, struct bb_document *document)
{
    struct bb_map seen = {0};
    bb_buf_append_text(out, "fonts:\n");
    for (size_t i = 0; i < document->display.faces.len; i++) {
        const char *path = document->display.faces.at[i].path;
        if (bb_map_set(&document->own, &seen, bb_str_from(path), (void *)path))
            continue;
        char sha256[BB_HASH_SIZE];
        bb_input_hash_file(path, sha256);
        const char *slash = strrchr(path, '/');
        put_text(out, "  - {name: ", slash ? slash + 1 : path);
        put_text(out, ", sha256: ", sha256);
        bb_buf_append_text(out, "}\n");
    }
}

static void
put_libraries(struct bb_buf *out, struct bb_document *document)
{
    const struct bb_document_need *needs;
    size_t count = bb_document_needs(document, &needs);
    bb_buf_append_text(out, "libraries:\n");
    for (size_t i = 0; i < count; i++) {
        if (!needs[i].version)
            continue;
        put_text(out, "  - {name: ", needs[i].name);
        put_text(out, ", version: ", needs[i].version);
        bb_buf_append_text(out, "}\n");
    }
}

/* Which one it is, of the several that the layout makes. */
static void
put_choice(struct bb_buf *out, struct bb_document *document)
{
    const char *name = bb_document_name(document, document->chosen);
    if (name)
        put_field(out, "document: ",
            bb_arena_printf(&document->own, "%s=%s", bb_document_each(document), name).ptr);
}

struct bb_str
bb_document_write_manifest(struct bb_document *document, const struct bb_render_options *options,
    struct bb_str profile, const struct bb_archive_file *files, size_t nfiles)
{
    struct bb_buf out;
    bb_buf_init(&out, 0);
    bb_buf_append_text(&out,
        "# How this document was made; briefbook verify reads it.\n"
        "briefbook_manifest: 1\n");
    put_field(&out, "program: ", "briefbook " BB_VERSION);
    put_field(&out, "trip: ", bb_document_name_trip(document));
    put_field(&out, "layout: ", bb_document_name_layout(document));
    put_choice(&out, document);
    put_field(&out, "level: ", options->level);
    if (options->lightweight)
        bb_buf_append_text(&out, "lightweight: true\n");
    put_field(&out, "language: ", document->language);
    put_field(&out, "epoch: ", document->epoch);
    if (document->mark_missing_glyphs)
        bb_buf_append_text(&out, "mark_missing_glyphs: true\n");
    put_settings(&out, document);
    put_files(&out, files, nfiles);
    put_fonts(&out, document);
    bb_buf_append_text(&out, "profile: {name: \"sRGB\"");
    put_hash(&out, profile);
    bb_buf_append_text(&out, "}\n");
    put_libraries(&out, document);
    struct bb_str text = bb_arena_str(&document->own, bb_buf_str(&out));
    bb_buf_finish(&out);
    return text;
}

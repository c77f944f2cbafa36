/* Writing the files that a document was made from into it (ISO 32000-1, 7.11; ISO 19005-3, 6.8).
 *
 * Each file is a stream with its size, date and MD5, a specification that says what it is to the
 * document, and an entry of the name tree, by which readers list attachments. Names are relative
 * paths as they stand in F and UF: what is one folder for the author comes back as one. */
#include <glib.h>

#include "archive/finishing.h"
#include "input/hash.h"

/* "application/yaml" as a name: "/application#2Fyaml". */
static void
put_type(struct bb_buf *out, const char *type)
{
    bb_buf_append_text(out, "/Subtype/");
    for (; *type; type++) {
        if (*type == '/')
            bb_buf_append_text(out, "#2F");
        else
            bb_buf_append_char(out, *type);
    }
}

static void
put_parameters(struct bb_finishing *f, struct bb_buf *out, struct bb_str bytes)
{
    bb_buf_append_text(out, "/Params<</Size ");
    bb_pdf_put_int(out, (int64_t)bytes.len);
    char hash[BB_MD5_SIZE];
    bb_input_md5_bytes(bytes, hash);
    bb_buf_printf(out, "/CheckSum<%s>", hash);
    if (f->display->metadata.date)
        bb_pdf_put_date(out, "/ModDate", f->display->metadata.date);
    bb_buf_append_text(out, ">>");
}

static void
add_stream(struct bb_finishing *f, uint32_t number, const struct bb_archive_file *file)
{
    struct bb_buf entries;
    bb_buf_init(&entries, 0);
    bb_buf_append_text(&entries, "/Type/EmbeddedFile");
    put_type(&entries, file->type);
    put_parameters(f, &entries, file->bytes);
    bb_pdf_add_stream(f->pdf, number, bb_buf_str(&entries), file->bytes, !file->squeezed);
    bb_buf_finish(&entries);
}

static void
add_specification(
    struct bb_finishing *f, uint32_t number, uint32_t stream, const struct bb_archive_file *file)
{
    struct bb_buf *out = bb_pdf_begin(f->pdf, number);
    bb_buf_append_text(out, "<</Type/Filespec");
    bb_pdf_put_entry(out, "/F", file->name);
    bb_pdf_put_entry(out, "/UF", file->name);
    bb_pdf_put_entry(out, "/Desc", file->name);
    bb_buf_printf(out, "/AFRelationship/%s", file->relationship);
    bb_pdf_put_ref(out, "/EF<</F ", stream);
    bb_pdf_put_ref(out, "/UF ", stream);
    bb_buf_append_text(out, ">>>>");
    bb_pdf_end(f->pdf);
}

/* In hexadecimal, where the order of what is written is that of the bytes it stands for. */
static struct bb_pdf_pair
pair_up(struct bb_finishing *f, uint32_t number, const struct bb_archive_file *file)
{
    struct bb_buf key;
    bb_buf_init(&key, 0);
    bb_buf_append_text(&key, "<FEFF");
    glong len = 0;
    gunichar2 *units = g_utf8_to_utf16(file->name, -1, NULL, &len, NULL);
    for (glong i = 0; i < len; i++)
        bb_buf_printf(&key, "%04X", (unsigned)units[i]);
    g_free(units);
    bb_buf_append_char(&key, '>');
    struct bb_pdf_pair pair = {.key = bb_arena_str(f->arena, bb_buf_str(&key)),
        .value = bb_arena_printf(f->arena, "%u 0 R", (unsigned)number)};
    bb_buf_finish(&key);
    return pair;
}

uint32_t
bb_finishing_add_files(struct bb_finishing *f, uint32_t *first)
{
    uint32_t count = (uint32_t)f->options->nfiles;
    if (count == 0)
        return 0;
    *first = bb_pdf_reserve(f->pdf, count);
    uint32_t streams = bb_pdf_reserve(f->pdf, count);
    struct bb_pdf_pair *pairs = BB_NEW_ARRAY(f->arena, struct bb_pdf_pair, count);
    for (uint32_t i = 0; i < count; i++) {
        const struct bb_archive_file *file = &f->options->files[i];
        add_stream(f, streams + i, file);
        add_specification(f, *first + i, streams + i, file);
        pairs[i] = pair_up(f, *first + i, file);
    }
    bb_pdf_sort_pairs(pairs, count);
    return bb_pdf_add_tree(&f->pdf->objects, "/Names", pairs, count);
}

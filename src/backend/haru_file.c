/* libharu's document, with objects written as text.
 *
 * libharu numbers the objects, writes each at its turn and makes the cross-reference. What stands
 * in them is text that its write_fn hooks print: an entry of libharu's own takes three allocations
 * and 200 bytes, and its strings know code pages only, its trees one level and its names 127
 * bytes. Streams are deflated as soon as they are full, so that the pages of a long document do
 * not wait for its end uncompressed. The bytes go straight into the caller's buffer, by a stream of
 * libharu's with a function behind it; its own memory streams would hold the file once more, and
 * its files are not written all or nothing.
 *
 * Of libharu's structures the code touches HPDF_Doc_Rec and HPDF_Dict_Rec, whose fields have the
 * same names from 2.3 to 2.4; HPDF_PageAttr, which differs, is left alone.
 *
 * libharu's errors stick to its document; they are looked at once, at the end. Without memory the
 * process ends, as everywhere (base/arena.h). */
#include "backend/haru_file.h"

#include <hpdf_objects.h>
#include <stdlib.h>

static void *HPDF_STDCALL
allocate(HPDF_UINT size)
{
    void *memory = malloc(size);
    if (!memory)
        abort();
    return memory;
}

static void HPDF_STDCALL
release(void *memory)
{
    free(memory);
}

/* --- objects ---------------------------------------------------------------------------------- */

static HPDF_STATUS
write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct bb_str *entries = dict->attr;
    return HPDF_Stream_Write(stream, (const HPDF_BYTE *)entries->ptr, (HPDF_UINT)entries->len);
}

void
bb_haru_file_extend(struct bb_haru_file *file, HPDF_Dict dict, struct bb_str entries)
{
    if (!dict)
        return;
    struct bb_str *kept = BB_NEW(file->arena, struct bb_str);
    *kept = bb_arena_str(file->arena, entries);
    dict->attr = kept;
    dict->write_fn = write_entries;
}

uint32_t
bb_haru_file_number(HPDF_Dict object)
{
    enum { NUMBER_BITS = 0x00FFFFFF }; /* hpdf_objects.h */
    return object ? object->header.obj_id & NUMBER_BITS : 0;
}

HPDF_Dict
bb_haru_file_lookup(struct bb_haru_file *file, uint32_t number)
{
    HPDF_XrefEntry entry = HPDF_Xref_GetEntry(file->doc->xref, number);
    return number > 0 && entry ? entry->obj : NULL;
}

static uint32_t
reserve(void *state, uint32_t count)
{
    struct bb_haru_file *file = state;
    uint32_t first = 0;
    for (uint32_t i = 0; i < count; i++) {
        HPDF_Dict dict = HPDF_Dict_New(file->doc->mmgr);
        if (!dict || HPDF_Xref_Add(file->doc->xref, dict) != HPDF_OK)
            return 0; /* libharu keeps the error */
        first = first > 0 ? first : bb_haru_file_number(dict);
    }
    return first;
}

static struct bb_buf *
begin(void *state, uint32_t number)
{
    struct bb_haru_file *file = state;
    file->open = bb_haru_file_lookup(file, number);
    file->body.len = 0;
    return &file->body;
}

/* Without the brackets, which libharu writes. */
static void
end(void *state)
{
    enum { BRACKET = 2 };
    struct bb_haru_file *file = state;
    struct bb_str text = bb_buf_str(&file->body);
    bb_haru_file_extend(
        file, file->open, (struct bb_str){text.ptr + BRACKET, text.len - 2 * BRACKET});
}

/* --- streams ---------------------------------------------------------------------------------- */

void
bb_haru_file_fill_stream(struct bb_haru_file *file, HPDF_Dict stream, struct bb_str entries,
    struct bb_str bytes, enum bb_haru_packing packing)
{
    if (!stream)
        return; /* libharu keeps the error */
    struct bb_buf text;
    bb_buf_init(&text, 0);
    bb_buf_append_str(&text, entries);
    if (packing != BB_HARU_AS_IS) {
        file->squeezed.len = 0;
        bb_pdf_deflate(&file->deflater, bytes, packing == BB_HARU_OUTLINES, &file->squeezed);
        bytes = bb_buf_str(&file->squeezed);
        bb_buf_append_text(&text, "/Filter/FlateDecode");
    }
    bb_haru_file_extend(file, stream, bb_buf_str(&text));
    bb_buf_finish(&text);
    HPDF_Stream_Write(stream->stream, (const HPDF_BYTE *)bytes.ptr, (HPDF_UINT)bytes.len);
}

uint32_t
bb_haru_file_add_stream(struct bb_haru_file *file, struct bb_str entries, struct bb_str bytes,
    enum bb_haru_packing packing)
{
    HPDF_Dict stream = HPDF_DictStream_New(file->doc->mmgr, file->doc->xref);
    bb_haru_file_fill_stream(file, stream, entries, bytes, packing);
    return bb_haru_file_number(stream);
}

/* --- the whole -------------------------------------------------------------------------------- */

bool
bb_haru_file_init(struct bb_haru_file *file, struct bb_arena *arena)
{
    *file = (struct bb_haru_file){.arena = arena};
    file->doc = HPDF_NewEx(NULL, allocate, release, 0, NULL);
    if (!file->doc)
        return false;
    file->doc->pdf_version = HPDF_VER_17; /* its own guess knows nothing of ActualText */
    file->objects =
        (struct bb_pdf_objects){.file = file, .reserve = reserve, .begin = begin, .end = end};
    bb_buf_init(&file->body, 0);
    bb_buf_init(&file->squeezed, 0);
    return true;
}

void
bb_haru_file_finish(struct bb_haru_file *file)
{
    HPDF_Free(file->doc);
    bb_pdf_deflater_finish(&file->deflater);
    bb_buf_finish(&file->squeezed);
    bb_buf_finish(&file->body);
}

static HPDF_STATUS
take_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT len)
{
    struct bb_buf *out = stream->attr;
    bb_buf_append(out, bytes, len);
    return out->full ? HPDF_FILE_IO_ERROR : HPDF_OK;
}

HPDF_STATUS
bb_haru_file_save(struct bb_haru_file *file, struct bb_buf *out)
{
    HPDF_Doc doc = file->doc;
    size_t before = out->len;
    if (HPDF_GetError(doc) == HPDF_OK) {
        doc->stream = HPDF_CallbackWriter_New(doc->mmgr, take_bytes, out);
        HPDF_SaveToStream(doc);
    }
    HPDF_STATUS error = out->full ? HPDF_FILE_IO_ERROR : HPDF_GetError(doc);
    if (error != HPDF_OK)
        out->len = before;
    return error;
}

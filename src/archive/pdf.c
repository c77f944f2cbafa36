/* Writing a PDF file object by object.
 *
 * Objects go into object streams of up to PACK_MOST objects, deflated when full; the file ends with
 * a cross-reference stream. Everything is appended to one buffer in the order of the calls, so
 * equal calls give equal bytes.
 *
 * QPDFWriter was the alternative. It costs 97,000 instructions and about 1.5 KB of memory for each
 * object (measured with 2,000 structure elements, qpdf 11.3); a page of a schedule has 150
 * elements, and a year's trips 100,000. Here an object costs what its text costs to print and
 * deflate. qpdf still reads what the backend wrote (import.c) and checks every finished file in the
 * tests. */
#include "archive/pdf.h"

#include <stdlib.h>

#include "input/hash.h"

enum {
    PACK_MOST = 200, /* objects in a stream; an index must fit one byte */
    XREF_INDEX_BYTES = 1,
};

static void
set_fault(struct bb_pdf *pdf, const char *fault)
{
    if (!pdf->fault)
        pdf->fault = fault;
}

static uint32_t
reserve(void *file, uint32_t count)
{
    return bb_pdf_reserve(file, count);
}

static struct bb_buf *
begin(void *file, uint32_t number)
{
    return bb_pdf_begin(file, number);
}

static void
end(void *file)
{
    bb_pdf_end(file);
}

void
bb_pdf_init(struct bb_pdf *pdf, struct bb_arena *arena, struct bb_buf *out, const char *version)
{
    *pdf = (struct bb_pdf){.arena = arena, .out = out, .start = out->len};
    pdf->objects =
        (struct bb_pdf_objects){.file = pdf, .reserve = reserve, .begin = begin, .end = end};
    bb_buf_init(&pdf->body, 0);
    bb_buf_init(&pdf->head, 0);
    bb_buf_init(&pdf->squeezed, 0);
    bb_pdf_reserve(pdf, 1);
    /* The second line tells transports that the file is binary (ISO 19005-2, 6.1.2). */
    bb_buf_printf(out, "%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n", version);
}

void
bb_pdf_finish(struct bb_pdf *pdf)
{
    bb_pdf_deflater_finish(&pdf->deflater);
    bb_buf_finish(&pdf->body);
    bb_buf_finish(&pdf->head);
    bb_buf_finish(&pdf->squeezed);
}

uint32_t
bb_pdf_reserve(struct bb_pdf *pdf, uint32_t count)
{
    uint32_t first = (uint32_t)pdf->slots.len;
    for (uint32_t i = 0; i < count; i++)
        BB_VEC_PUSH(pdf->arena, &pdf->slots, (struct bb_pdf_slot){0});
    return first;
}

static void
settle(struct bb_pdf *pdf, uint32_t number, struct bb_pdf_slot slot)
{
    if (number == 0 || number >= pdf->slots.len)
        set_fault(pdf, "an object of a number that was never reserved");
    else if (pdf->slots.at[number].kind != BB_PDF_UNWRITTEN)
        set_fault(pdf, "an object written twice");
    else
        pdf->slots.at[number] = slot;
}

struct bb_buf *
bb_pdf_begin(struct bb_pdf *pdf, uint32_t number)
{
    if (pdf->pack == 0)
        pdf->pack = bb_pdf_reserve(pdf, 1);
    settle(pdf, number,
        (struct bb_pdf_slot){
            .place = pdf->pack, .index = (uint16_t)pdf->packed, .kind = BB_PDF_PACKED});
    bb_pdf_put_int(&pdf->head, number);
    bb_buf_append_char(&pdf->head, ' ');
    bb_pdf_put_int(&pdf->head, (int64_t)pdf->body.len);
    bb_buf_append_char(&pdf->head, ' ');
    pdf->packed++;
    return &pdf->body;
}

static void
flush_pack(struct bb_pdf *pdf)
{
    if (pdf->packed == 0)
        return;
    struct bb_buf entries;
    bb_buf_init(&entries, 0);
    bb_buf_append_text(&entries, "/Type/ObjStm/N ");
    bb_pdf_put_int(&entries, pdf->packed);
    bb_buf_append_text(&entries, "/First ");
    bb_pdf_put_int(&entries, (int64_t)pdf->head.len);
    bb_buf_append_str(&pdf->head, bb_buf_str(&pdf->body));
    bb_pdf_add_stream(pdf, pdf->pack, bb_buf_str(&entries), bb_buf_str(&pdf->head), true);
    bb_buf_finish(&entries);
    pdf->body.len = pdf->head.len = 0;
    pdf->pack = pdf->packed = 0;
}

void
bb_pdf_end(struct bb_pdf *pdf)
{
    bb_buf_append_char(&pdf->body, '\n');
    if (pdf->packed == PACK_MOST)
        flush_pack(pdf);
}

/* ISO 19005-2, 6.1.7 and 6.1.9, fix where the line ends stand. */
void
bb_pdf_add_stream(
    struct bb_pdf *pdf, uint32_t number, struct bb_str entries, struct bb_str bytes, bool deflate)
{
    settle(pdf, number,
        (struct bb_pdf_slot){.place = pdf->out->len - pdf->start, .kind = BB_PDF_PLAIN});
    if (deflate) {
        pdf->squeezed.len = 0;
        bb_pdf_deflate(&pdf->deflater, bytes, false, &pdf->squeezed);
        bytes = bb_buf_str(&pdf->squeezed);
    }
    bb_pdf_put_int(pdf->out, number);
    bb_buf_append_text(pdf->out, " 0 obj\n<<");
    bb_buf_append_str(pdf->out, entries);
    if (deflate)
        bb_buf_append_text(pdf->out, "/Filter/FlateDecode");
    bb_buf_append_text(pdf->out, "/Length ");
    bb_pdf_put_int(pdf->out, (int64_t)bytes.len);
    bb_buf_append_text(pdf->out, ">>\nstream\n");
    bb_buf_append_str(pdf->out, bytes);
    bb_buf_append_text(pdf->out, "\nendstream\nendobj\n");
}

/* --- closing ---------------------------------------------------------------------------------- */

static void
put_hash(struct bb_pdf *pdf, struct bb_buf *entries)
{
    char hash[BB_MD5_SIZE];
    struct bb_str all = bb_buf_str(pdf->out);
    bb_input_md5_bytes((struct bb_str){all.ptr + pdf->start, all.len - pdf->start}, hash);
    bb_buf_printf(entries, "/ID[<%s><%s>]", hash, hash);
}

static int
bytes_of(uint64_t value)
{
    int bytes = 1;
    while (value >>= 8)
        bytes++;
    return bytes;
}

/* Rows of type, place and index, each byte as its difference from the row above (PNG's "up"
 * predictor): neighbours are alike, so that deflates to little. */
static void
put_xref_rows(struct bb_pdf *pdf, int place_bytes, struct bb_buf *rows)
{
    size_t width = 1 + (size_t)place_bytes + XREF_INDEX_BYTES;
    unsigned char above[16] = {0}, row[16] = {0}, coded[16] = {2 /* this row uses "up" */};
    for (size_t i = 0; i < pdf->slots.len; i++) {
        const struct bb_pdf_slot *slot = &pdf->slots.at[i];
        row[0] = (unsigned char)slot->kind;
        for (int k = 0; k < place_bytes; k++)
            row[1 + k] = (unsigned char)(slot->place >> (8 * (place_bytes - 1 - k)));
        row[width - 1] = (unsigned char)slot->index;
        for (size_t k = 0; k < width; k++) {
            coded[1 + k] = (unsigned char)(row[k] - above[k]);
            above[k] = row[k];
        }
        bb_buf_append(rows, coded, 1 + width);
    }
}

static void
put_xref_entries(
    struct bb_pdf *pdf, struct bb_buf *entries, int place_bytes, uint32_t root, uint32_t info)
{
    bb_buf_append_text(entries, "/Type/XRef/Size ");
    bb_pdf_put_int(entries, (int64_t)pdf->slots.len);
    bb_buf_append_text(entries, "/W[1 ");
    bb_pdf_put_int(entries, place_bytes);
    bb_buf_append_text(entries, " 1]/DecodeParms<</Predictor 12/Columns ");
    bb_pdf_put_int(entries, 1 + place_bytes + XREF_INDEX_BYTES);
    bb_buf_append_text(entries, ">>");
    bb_pdf_put_ref(entries, "/Root ", root);
    if (info > 0)
        bb_pdf_put_ref(entries, "/Info ", info);
    put_hash(pdf, entries);
}

const char *
bb_pdf_close(struct bb_pdf *pdf, uint32_t root, uint32_t info)
{
    flush_pack(pdf);
    for (size_t i = 1; i < pdf->slots.len; i++) {
        if (pdf->slots.at[i].kind == BB_PDF_UNWRITTEN)
            set_fault(pdf, "an object that was never written");
    }
    uint32_t number = bb_pdf_reserve(pdf, 1);
    uint64_t place = pdf->out->len - pdf->start;
    /* The table lists itself; its place is the greatest. */
    pdf->slots.at[number] = (struct bb_pdf_slot){.place = place, .kind = BB_PDF_PLAIN};
    int place_bytes = bytes_of(place);
    struct bb_buf entries, rows;
    bb_buf_init(&entries, 0);
    bb_buf_init(&rows, 0);
    put_xref_entries(pdf, &entries, place_bytes, root, info);
    put_xref_rows(pdf, place_bytes, &rows);
    pdf->slots.at[number].kind = BB_PDF_UNWRITTEN;
    bb_pdf_add_stream(pdf, number, bb_buf_str(&entries), bb_buf_str(&rows), true);
    bb_buf_finish(&entries);
    bb_buf_finish(&rows);
    bb_buf_append_text(pdf->out, "startxref\n");
    bb_pdf_put_int(pdf->out, (int64_t)place);
    bb_buf_append_text(pdf->out, "\n%%EOF\n");
    return pdf->fault;
}

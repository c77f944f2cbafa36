/* Pieces of PDF files: numbers, strings, dates, trees.
 *
 * Two writers share them: archive's own, and libharu, which has no text strings beyond its code
 * pages and no name trees of several levels. Text goes into a buffer, so that neither has to build
 * an object of memory for each number. */
#include "pdf/write.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

enum { TREE_MOST = 64 }; /* entries in a leaf of a tree */

/* --- pieces ----------------------------------------------------------------------------------- */

/* Not printf: a book holds a hundred thousand of these. */
void
bb_pdf_put_int(struct bb_buf *out, int64_t value)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do
        digits[--at] = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (value < 0)
        digits[--at] = '-';
    bb_buf_append(out, digits + at, sizeof digits - at);
}

void
bb_pdf_put_ref(struct bb_buf *out, const char *before, uint32_t number)
{
    bb_buf_append_text(out, before);
    bb_pdf_put_int(out, number);
    bb_buf_append_text(out, " 0 R");
}

void
bb_pdf_put_len(struct bb_buf *out, bb_len len)
{
    bb_buf_append_decimal(out, bb_len_to_pt(len), 3);
}

void
bb_pdf_put_rectangle(struct bb_buf *out, bb_len left, bb_len bottom, bb_len right, bb_len top)
{
    const bb_len edges[] = {left, bottom, right, top};
    for (int i = 0; i < 4; i++) {
        bb_buf_append_char(out, i > 0 ? ' ' : '[');
        bb_pdf_put_len(out, edges[i]);
    }
    bb_buf_append_char(out, ']');
}

static void
put_box(
    struct bb_buf *out, const char *key, const struct bb_page *page, const struct bb_page_box *box)
{
    if (box->width == 0)
        return;
    bb_buf_append_text(out, key);
    bb_pdf_put_rectangle(out, box->x, page->height - box->y - box->height, box->x + box->width,
        page->height - box->y);
}

void
bb_pdf_put_boxes(struct bb_buf *out, const struct bb_page *page)
{
    const struct bb_page_box media = {.width = page->width, .height = page->height};
    put_box(out, "/MediaBox", page, &media);
    put_box(out, "/BleedBox", page, &page->bleed);
    put_box(out, "/TrimBox", page, &page->trim);
}

void
bb_pdf_put_bytes(struct bb_buf *out, struct bb_str bytes)
{
    bb_buf_append_char(out, '(');
    for (size_t i = 0; i < bytes.len; i++)
        bb_pdf_put_string_byte(out, (unsigned char)bytes.ptr[i]);
    bb_buf_append_char(out, ')');
}

static void
put_utf16(struct bb_buf *out, unsigned unit)
{
    bb_pdf_put_string_byte(out, (unsigned char)(unit >> 8));
    bb_pdf_put_string_byte(out, (unsigned char)(unit & 0xff));
}

static bool
is_ascii(struct bb_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        /* PDFDocEncoding differs from ASCII below 0x20. */
        if ((unsigned char)text.ptr[i] >= 0x7f
            || ((unsigned char)text.ptr[i] < 0x20 && text.ptr[i] != '\n'))
            return false;
    }
    return true;
}

void
bb_pdf_put_text(struct bb_buf *out, const char *utf8)
{
    struct bb_str text = bb_str_from(utf8);
    if (is_ascii(text)) {
        bb_pdf_put_bytes(out, text);
        return;
    }
    bb_buf_append_char(out, '(');
    put_utf16(out, 0xfeff);
    for (size_t at = 0; at < text.len;) {
        int32_t code = bb_utf8_next(text, &at);
        if (code < 0)
            code = 0xfffd;
        if (code >= 0x10000) {
            put_utf16(out, 0xd800u + (((unsigned)code - 0x10000u) >> 10));
            put_utf16(out, 0xdc00u + ((unsigned)code & 0x3ffu));
        } else {
            put_utf16(out, (unsigned)code);
        }
    }
    bb_buf_append_char(out, ')');
}

void
bb_pdf_put_entry(struct bb_buf *out, const char *key, const char *utf8)
{
    if (!utf8)
        return;
    bb_buf_append_text(out, key);
    bb_pdf_put_text(out, utf8);
}

/* --- trees ------------------------------------------------------------------------------------ */

static int
compare_pairs(const void *a, const void *b)
{
    return bb_str_compare(
        ((const struct bb_pdf_pair *)a)->key, ((const struct bb_pdf_pair *)b)->key);
}

void
bb_pdf_sort_pairs(struct bb_pdf_pair *pairs, size_t len)
{
    if (len > 1)
        qsort(pairs, len, sizeof *pairs, compare_pairs);
}

static void
put_pairs(struct bb_buf *out, const char *kind, const struct bb_pdf_pair *pairs, size_t len)
{
    bb_buf_append_text(out, kind);
    bb_buf_append_char(out, '[');
    for (size_t i = 0; i < len; i++) {
        bb_buf_append_str(out, pairs[i].key);
        bb_buf_append_char(out, ' ');
        bb_buf_append_str(out, pairs[i].value);
        bb_buf_append_char(out, '\n');
    }
    bb_buf_append_char(out, ']');
}

/* One leaf, or a root over leaves: two levels hold 5,000 pages in 79 leaves. */
uint32_t
bb_pdf_add_tree(const struct bb_pdf_objects *objects, const char *kind,
    const struct bb_pdf_pair *pairs, size_t len)
{
    uint32_t root = objects->reserve(objects->file, 1);
    struct bb_buf *out;
    if (len <= TREE_MOST) {
        out = objects->begin(objects->file, root);
        bb_buf_append_text(out, "<<");
        put_pairs(out, kind, pairs, len);
        bb_buf_append_text(out, ">>");
        objects->end(objects->file);
        return root;
    }
    uint32_t leaves = (uint32_t)((len + TREE_MOST - 1) / TREE_MOST);
    uint32_t first = objects->reserve(objects->file, leaves);
    for (uint32_t i = 0; i < leaves; i++) {
        size_t from = (size_t)i * TREE_MOST;
        size_t count = len - from < TREE_MOST ? len - from : TREE_MOST;
        out = objects->begin(objects->file, first + i);
        bb_buf_append_text(out, "<</Limits[");
        bb_buf_append_str(out, pairs[from].key);
        bb_buf_append_char(out, ' ');
        bb_buf_append_str(out, pairs[from + count - 1].key);
        bb_buf_append_char(out, ']');
        put_pairs(out, kind, pairs + from, count);
        bb_buf_append_text(out, ">>");
        objects->end(objects->file);
    }
    out = objects->begin(objects->file, root);
    bb_buf_append_text(out, "<</Kids[");
    for (uint32_t i = 0; i < leaves; i++)
        bb_pdf_put_ref(out, i > 0 ? " " : "", first + i);
    bb_buf_append_text(out, "]>>");
    objects->end(objects->file);
    return root;
}

/* --- dates ------------------------------------------------------------------------------------ */

/* "2024-07-23T00:00:00+09:00" or "…Z" matches `pattern`, 'd' a digit. */
static bool
matches(const char *text, const char *pattern)
{
    for (; *pattern; text++, pattern++) {
        bool fits = *pattern == 'd' ? *text >= '0' && *text <= '9'
            : *pattern == 's'       ? *text == '+' || *text == '-'
                                    : *text == *pattern;
        if (!fits)
            return false;
    }
    return *text == '\0';
}

/* The date as PDF writes it (7.9.4), "D:20240723000000+09'00'", or false. */
static bool
format_date(const char *iso, char out[32])
{
    bool utc = matches(iso, "dddd-dd-ddTdd:dd:ddZ");
    if (!utc && !matches(iso, "dddd-dd-ddTdd:dd:ddsdd:dd"))
        return false;
    int len = snprintf(
        out, 32, "D:%.4s%.2s%.2s%.2s%.2s%.2s", iso, iso + 5, iso + 8, iso + 11, iso + 14, iso + 17);
    if (utc)
        snprintf(out + len, 32 - (size_t)len, "Z");
    else
        snprintf(out + len, 32 - (size_t)len, "%.3s'%.2s'", iso + 19, iso + 23);
    return true;
}

bool
bb_pdf_put_date(struct bb_buf *out, const char *key, const char *iso)
{
    char date[32];
    bool good = format_date(iso, date);
    if (good)
        bb_pdf_put_entry(out, key, date);
    return good;
}

/* --- Info ------------------------------------------------------------------------------------- */

void
bb_pdf_join_keywords(struct bb_buf *out, const struct bb_metadata *metadata)
{
    for (size_t i = 0; i < metadata->nkeywords; i++) {
        bb_buf_append_text(out, i > 0 ? ", " : "");
        bb_buf_append_text(out, metadata->keywords[i]);
    }
}

static void
put_keywords(struct bb_buf *out, const struct bb_metadata *metadata)
{
    struct bb_buf joined;
    if (metadata->nkeywords == 0)
        return;
    bb_buf_init(&joined, 0);
    bb_pdf_join_keywords(&joined, metadata);
    bb_pdf_put_entry(out, "/Keywords", joined.ptr);
    bb_buf_finish(&joined);
}

bool
bb_pdf_put_info(struct bb_buf *out, const struct bb_metadata *metadata, const char *producer)
{
    bb_buf_append_text(out, "<<");
    bb_pdf_put_entry(out, "/Title", metadata->title);
    bb_pdf_put_entry(out, "/Author", metadata->author);
    bb_pdf_put_entry(out, "/Subject", metadata->subject);
    put_keywords(out, metadata);
    bb_pdf_put_entry(out, "/Creator", metadata->creator);
    bb_pdf_put_entry(out, "/Producer", producer);
    bool good = !metadata->date
        || (bb_pdf_put_date(out, "/CreationDate", metadata->date)
            && bb_pdf_put_date(out, "/ModDate", metadata->date));
    bb_buf_append_text(out, ">>");
    return good;
}

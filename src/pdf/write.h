/* Pieces of PDF files (ISO 32000-1), for all that writes one. */
#ifndef BB_PDF_WRITE_H
#define BB_PDF_WRITE_H

#include "display/display.h"

/* Where objects go. Numbers are handed out first, so that objects may refer to each other; each is
 * then written once. Objects do not nest. */
struct bb_pdf_objects {
    void *file;
    uint32_t (*reserve)(void *file, uint32_t count); /* the first of consecutive numbers */
    struct bb_buf *(*begin)(void *file, uint32_t number);
    void (*end)(void *file);
};

/* --- pieces of objects ------------------------------------------------------------------------ */

void bb_pdf_put_int(struct bb_buf *out, int64_t value);

/* `before`, then "N 0 R". */
void bb_pdf_put_ref(struct bb_buf *out, const char *before, uint32_t number);

/* A length in points, exact to a thousandth. */
void bb_pdf_put_len(struct bb_buf *out, bb_len len);

/* "[left bottom right top]", y up. */
void bb_pdf_put_rectangle(struct bb_buf *out, bb_len left, bb_len bottom, bb_len right, bb_len top);

/* MediaBox of a page (14.11.2); BleedBox and TrimBox, each unless it is the whole page. */
void bb_pdf_put_boxes(struct bb_buf *out, const struct bb_page *page);

/* A byte of a literal string. An unescaped CR would be read as LF (7.3.4.2). */
static inline void
bb_pdf_put_string_byte(struct bb_buf *out, unsigned char byte)
{
    if (byte == '(' || byte == ')' || byte == '\\')
        bb_buf_append_char(out, '\\');
    if (byte == '\r')
        bb_buf_append_text(out, "\\r");
    else
        bb_buf_append_char(out, (char)byte);
}

/* A byte string in parentheses. */
void bb_pdf_put_bytes(struct bb_buf *out, struct bb_str bytes);

/* A text string (7.9.2.2): ASCII as it is, anything else as UTF-16BE. NULL gives "()". */
void bb_pdf_put_text(struct bb_buf *out, const char *utf8);

/* `key` and a text string; nothing for NULL. */
void bb_pdf_put_entry(struct bb_buf *out, const char *key, const char *utf8);

/* `key` and a date given in ISO 8601; false where it is none: nothing is written then. */
bool bb_pdf_put_date(struct bb_buf *out, const char *key, const char *iso);

/* --- number and name trees (7.9.6, 7.9.7) ----------------------------------------------------- */

/* Key and value as they stand in the file. */
struct bb_pdf_pair {
    struct bb_str key, value;
};

/* Sorts by the bytes of the keys. */
void bb_pdf_sort_pairs(struct bb_pdf_pair *pairs, size_t len);

/* Writes a tree of `pairs`, in order of their keys, and returns the number of its root. `kind` is
 * "/Nums" or "/Names". */
uint32_t bb_pdf_add_tree(const struct bb_pdf_objects *objects, const char *kind,
    const struct bb_pdf_pair *pairs, size_t len);

/* --- Info ------------------------------------------------------------------------------------- */

/* Appends the keywords as one text, as Info and pdf:Keywords have them: "Paris, Beijing". */
void bb_pdf_join_keywords(struct bb_buf *out, const struct bb_metadata *metadata);

/* The dictionary. False where the date is not in ISO 8601; it is left out then. */
bool bb_pdf_put_info(struct bb_buf *out, const struct bb_metadata *metadata, const char *producer);

#endif

/* Reading the backend's PDF and carrying its objects over.
 *
 * libqpdf reads the file, whatever its form (Cairo 1.16 writes a plain table, 1.18 object streams).
 * An object is carried over as the text qpdf prints for it, with the numbers of its references
 * replaced; each number met for the first time joins a queue, which is worked off until it is
 * empty. So what is reachable from the pages' resources comes along and nothing else: Cairo's own
 * structure tree, outline and annotations stay behind. Streams keep their compressed bytes.
 *
 * Walking dictionaries and arrays through the C API was the alternative to rewriting printed text:
 * it iterates one dictionary at a time, which forbids recursion, and takes a handle a value.
 *
 * Where the file has a plain table, fonts are taken as they are written there: to parse their
 * widths and print them again costs qpdf 17,000 instructions a glyph, a ninth of a handout. Those
 * for single bytes are put in qpdf's order, by their keys, hence the same bytes either way. */
#include "archive/import.h"

#include <stdlib.h>

static void
set_fault(struct bb_import *import, const char *what)
{
    if (import->fault)
        return;
    qpdf_error error = qpdf_has_error(import->from) ? qpdf_get_error(import->from) : NULL;
    const char *detail = error ? qpdf_get_error_message_detail(import->from, error) : "";
    import->fault = bb_arena_printf(import->arena, "%s%s%s", what, *detail ? ": " : "", detail).ptr;
}

static bool
failed(struct bb_import *import, const char *what)
{
    if (qpdf_has_error(import->from))
        set_fault(import, what);
    return import->fault != NULL;
}

/* --- renumbering ------------------------------------------------------------------------------ */

static uint32_t
number_of(struct bb_import *import, uint32_t old)
{
    while (import->numbers.len <= old)
        BB_VEC_PUSH(import->arena, &import->numbers, 0);
    if (import->numbers.at[old] == 0) {
        import->numbers.at[old] = bb_pdf_reserve(import->to, 1);
        BB_VEC_PUSH(import->arena, &import->queue, old);
    }
    return import->numbers.at[old];
}

static bool
is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* The end of the token at `at`: a string, a name, a number, or a delimiter. */
static size_t
skip_token(struct bb_str text, size_t at)
{
    if (text.ptr[at] == '(') {
        int depth = 0;
        for (; at < text.len; at++) {
            if (text.ptr[at] == '\\')
                at++;
            else if (text.ptr[at] == '(')
                depth++;
            else if (text.ptr[at] == ')' && --depth == 0)
                return at + 1;
        }
        return text.len;
    }
    if (text.ptr[at] == '/' || is_digit(text.ptr[at])) {
        at++;
        while (at < text.len && !strchr(" ()<>[]/%\n", text.ptr[at]))
            at++;
        return at;
    }
    if (text.ptr[at] != '<')
        return at + 1;
    if (at + 1 < text.len && text.ptr[at + 1] == '<')
        return at + 2;
    while (at < text.len && text.ptr[at] != '>')
        at++;
    return at;
}

/* The number of the reference "N 0 R" at `at` and its end, or 0. */
static uint32_t
read_reference(struct bb_str text, size_t at, size_t *end)
{
    static const char tail[] = " 0 R";
    uint32_t old = 0;
    while (at < text.len && is_digit(text.ptr[at]) && old < 100000000)
        old = old * 10 + (uint32_t)(text.ptr[at++] - '0');
    *end = at + sizeof tail - 1;
    bool found = *end <= text.len && memcmp(text.ptr + at, tail, sizeof tail - 1) == 0;
    return found ? old : 0;
}

static bool
is_blank(char byte)
{
    return byte == ' ' || byte == '\n';
}

/* Blanks in a row become one. */
static void
put_renumbered(struct bb_import *import, struct bb_str text, struct bb_buf *out)
{
    size_t at = 0;
    while (at < text.len) {
        size_t end;
        uint32_t old = is_digit(text.ptr[at]) ? read_reference(text, at, &end) : 0;
        if (is_blank(text.ptr[at])) {
            end = at + 1;
            while (end < text.len && is_blank(text.ptr[end]))
                end++;
            bb_buf_append_char(out, ' ');
        } else if (old > 0) {
            bb_pdf_put_ref(out, "", number_of(import, old));
        } else {
            end = skip_token(text, at);
            bb_buf_append(out, text.ptr + at, end - at);
        }
        at = end;
    }
}

static void
put_object(struct bb_import *import, qpdf_oh object, struct bb_buf *out)
{
    put_renumbered(import, bb_str_from(qpdf_oh_unparse(import->from, object)), out);
}

void
bb_import_put_page_entry(struct bb_import *import, size_t page, const char *key, struct bb_buf *out)
{
    qpdf_oh object = qpdf_get_page_n(import->from, page);
    qpdf_oh value = qpdf_oh_get_key(import->from, object, key);
    if (!qpdf_oh_is_null(import->from, value)) {
        bb_buf_append_text(out, key);
        bb_buf_append_char(out, ' ');
        put_object(import, value, out);
    }
    qpdf_oh_release(import->from, value);
    qpdf_oh_release(import->from, object);
}

void
bb_import_drop_fonts(struct bb_import *import, size_t page)
{
    qpdf_oh object = qpdf_get_page_n(import->from, page);
    qpdf_oh resources = qpdf_oh_get_key(import->from, object, "/Resources");
    if (qpdf_oh_is_dictionary(import->from, resources))
        qpdf_oh_remove_key(import->from, resources, "/Font");
    qpdf_oh_release(import->from, resources);
    qpdf_oh_release(import->from, object);
}

/* --- the plain table -------------------------------------------------------------------------- */

static bool
starts_at(struct bb_str text, size_t at, const char *word)
{
    size_t len = strlen(word);
    return at <= text.len && len <= text.len - at && memcmp(text.ptr + at, word, len) == 0;
}

/* The number at `*at`, which moves past it and one byte more. */
static size_t
read_number(struct bb_str text, size_t *at)
{
    size_t number = 0;
    while (*at < text.len && is_digit(text.ptr[*at]) && number < SIZE_MAX / 100)
        number = number * 10 + (size_t)(text.ptr[(*at)++] - '0');
    ++*at;
    return number;
}

/* Finds the only section of a table that lists all objects from 0; leaves it empty where the file
 * has another kind (7.5.4, 7.5.8). */
static void
find_table(struct bb_import *import)
{
    enum { TAIL = 64, ENTRY = 20 };
    static const char start[] = "startxref\n", head[] = "xref\n0 ";
    struct bb_str pdf = import->pdf;
    size_t at = pdf.len > TAIL ? pdf.len - TAIL : 0;
    while (at < pdf.len && !starts_at(pdf, at, start))
        at++;
    at += sizeof start - 1;
    at = read_number(pdf, &at);
    if (!starts_at(pdf, at, head))
        return;
    at += sizeof head - 1;
    size_t count = read_number(pdf, &at);
    if (at < pdf.len && count <= (pdf.len - at) / ENTRY
        && starts_at(pdf, at + ENTRY * count, "trailer"))
        import->table = (struct bb_str){pdf.ptr + at, ENTRY * count};
}

/* The text of an object; empty for a stream and for what is not plain to see. */
static struct bb_str
find_text(struct bb_import *import, uint32_t old)
{
    enum { ENTRY = 20, GENERATION = 11, IN_USE = 17 };
    struct bb_str pdf = import->pdf, entry = import->table, none = {0};
    if (old >= entry.len / ENTRY)
        return none;
    entry = (struct bb_str){entry.ptr + (size_t)ENTRY * old, ENTRY};
    if (entry.ptr[IN_USE] != 'n' || !starts_at(entry, GENERATION, "00000"))
        return none;
    size_t zero = 0, at = read_number(entry, &zero);
    if (at >= pdf.len || read_number(pdf, &at) != old || !starts_at(pdf, at, "0 obj\n"))
        return none;
    size_t start = at += sizeof "0 obj\n" - 1;
    while (at < pdf.len && !starts_at(pdf, at, "endobj")) {
        if (starts_at(pdf, at, "stream"))
            return none;
        at = skip_token(pdf, at);
    }
    return at < pdf.len ? (struct bb_str){pdf.ptr + start, at - start} : none;
}

/* --- the file --------------------------------------------------------------------------------- */

void
bb_import_init(
    struct bb_import *import, struct bb_arena *arena, struct bb_str pdf, struct bb_pdf *to)
{
    *import = (struct bb_import){.arena = arena, .to = to, .pdf = pdf, .from = qpdf_init()};
    qpdf_silence_errors(import->from);
    qpdf_set_suppress_warnings(import->from, QPDF_TRUE);
    qpdf_set_attempt_recovery(import->from, QPDF_FALSE);
    qpdf_read_memory(import->from, "backend", pdf.ptr, pdf.len, NULL);
    if (!failed(import, "the backend's file cannot be read"))
        find_table(import);
}

void
bb_import_finish(struct bb_import *import)
{
    if (import->from) {
        /* An error nobody asked about would be printed by the destructor. */
        while (qpdf_has_error(import->from))
            qpdf_get_error(import->from);
        qpdf_cleanup(&import->from);
    }
}

size_t
bb_import_count_pages(struct bb_import *import)
{
    int pages = qpdf_get_num_pages(import->from);
    if (failed(import, "the backend's pages cannot be counted"))
        return 0;
    return (size_t)pages;
}

char *
bb_import_read_content(struct bb_import *import, size_t page, size_t *len)
{
    unsigned char *bytes = NULL;
    qpdf_oh object = qpdf_get_page_n(import->from, page);
    *len = 0;
    qpdf_oh_get_page_content_data(import->from, object, &bytes, len);
    qpdf_oh_release(import->from, object);
    if (failed(import, "a page's content cannot be read")) {
        free(bytes);
        return NULL;
    }
    return (char *)bytes;
}

/* --- objects ---------------------------------------------------------------------------------- */

/* What PDF/A asks of the objects a backend writes (ISO 19005-2, 6.2.8.1 and 6.2.11.3.2). */
static void
amend(struct bb_import *import, qpdf_oh dict)
{
    if (qpdf_oh_is_dictionary_of_type(import->from, dict, "/Font", "/CIDFontType2")
        && !qpdf_oh_has_key(import->from, dict, "/CIDToGIDMap")) {
        qpdf_oh identity = qpdf_oh_new_name(import->from, "/Identity");
        qpdf_oh_replace_key(import->from, dict, "/CIDToGIDMap", identity);
        qpdf_oh_release(import->from, identity);
    }
    qpdf_oh_remove_key(import->from, dict, "/Interpolate");
}

/* The entries of a dictionary without its brackets, as bb_pdf_add_stream wants them. */
static struct bb_str
without_brackets(struct bb_str dict)
{
    if (dict.len >= 4) {
        dict.ptr += 2;
        dict.len -= 4;
    }
    return dict;
}

static void
carry_stream(struct bb_import *import, qpdf_oh object, uint32_t number)
{
    qpdf_oh dict = qpdf_oh_get_dict(import->from, object);
    amend(import, dict);
    qpdf_oh_remove_key(import->from, dict, "/Length");
    unsigned char *bytes = NULL;
    size_t len = 0;
    qpdf_oh_get_stream_data(import->from, object, qpdf_dl_none, NULL, &bytes, &len);
    struct bb_buf text;
    bb_buf_init(&text, 0);
    put_object(import, dict, &text);
    bb_pdf_add_stream(import->to, number, without_brackets(bb_buf_str(&text)),
        (struct bb_str){(const char *)bytes, len}, false);
    bb_buf_finish(&text);
    free(bytes);
    qpdf_oh_release(import->from, dict);
}

/* Whether the text has a name, or one that starts so. */
static bool
holds(struct bb_str text, const char *name)
{
    if (text.len == 0) /* without a place to count from */
        return false;
    const char *at = text.ptr, *end = text.ptr + text.len;
    while (at < end && (at = memchr(at, '/', (size_t)(end - at)))) {
        if (starts_at(text, (size_t)(at - text.ptr), name))
            return true;
        at++;
    }
    return false;
}

/* A font for CIDs, amended as by `amend`. */
static void
put_cid_font(struct bb_import *import, struct bb_str text, struct bb_buf *out)
{
    static const char identity[] = "/CIDToGIDMap/Identity>>";
    put_renumbered(import, text, out);
    if (holds(text, "/CIDFontType2") && !holds(text, "/CIDToGIDMap")
        && starts_at(text, text.len - 2, ">>")) {
        out->len -= 2;
        bb_buf_append_text(out, identity);
    }
}

/* A dictionary of a font for single bytes or of what describes one, without strings and further
 * dictionaries. */
static bool
is_flat_font(struct bb_str text)
{
    enum { BRACKETS = 2 };
    return starts_at(text, 0, "<<") && holds(text, "/Type /Font") && !holds(text, "/Type0")
        && !memchr(text.ptr + BRACKETS, '<', text.len - BRACKETS)
        && !memchr(text.ptr, '(', text.len);
}

/* The end of an entry of a flat dictionary: the next key, or the dictionary's end. */
static size_t
skip_entry(struct bb_str text, size_t at)
{
    bool in_array = false, has_value = false;
    at = skip_token(text, at);
    while (at < text.len) {
        char byte = text.ptr[at];
        if (!in_array && (byte == '>' || (byte == '/' && has_value)))
            break;
        in_array = byte == '[' || (in_array && byte != ']');
        has_value = has_value || !is_blank(byte);
        at = skip_token(text, at);
    }
    return at;
}

static int
compare_entries(const void *one, const void *other)
{
    return bb_str_compare(*(const struct bb_str *)one, *(const struct bb_str *)other);
}

/* By their keys; a blank, which ends a key, comes before what a longer one has there. */
static void
put_flat_font(struct bb_import *import, struct bb_str text, struct bb_buf *out)
{
    BB_VEC(struct bb_str) entries = {0};
    for (size_t at = 2, end; at < text.len && text.ptr[at] != '>'; at = end) {
        end = is_blank(text.ptr[at]) ? at + 1 : skip_entry(text, at);
        struct bb_str entry = bb_str_trim((struct bb_str){text.ptr + at, end - at});
        if (entry.len > 0)
            BB_VEC_PUSH(import->arena, &entries, entry);
    }
    qsort(entries.at, entries.len, sizeof *entries.at, compare_entries);
    bb_buf_append_text(out, "<<");
    for (size_t i = 0; i < entries.len; i++) {
        bb_buf_append_char(out, ' ');
        put_renumbered(import, entries.at[i], out);
    }
    bb_buf_append_text(out, " >>");
}

/* Carries over a font as it is written. False for any other object, for Cairo names a picture in
 * its resources as often as it is shown, and where the text is not plain to see. */
static bool
carry_text(struct bb_import *import, uint32_t old)
{
    struct bb_str text = bb_str_trim(find_text(import, old));
    bool is_cid = text.len > 0 && holds(text, "/CIDFontType");
    if (text.len == 0 || (!is_cid && !is_flat_font(text)))
        return false;
    struct bb_buf out;
    bb_buf_init(&out, 0);
    if (is_cid)
        put_cid_font(import, text, &out);
    else
        put_flat_font(import, text, &out);
    bb_buf_append_str(bb_pdf_begin(import->to, import->numbers.at[old]), bb_buf_str(&out));
    bb_pdf_end(import->to);
    bb_buf_finish(&out);
    return true;
}

static void
carry(struct bb_import *import, uint32_t old)
{
    if (carry_text(import, old))
        return;
    uint32_t number = import->numbers.at[old];
    qpdf_oh object = qpdf_get_object_by_id(import->from, (int)old, 0);
    if (qpdf_oh_is_stream(import->from, object)) {
        carry_stream(import, object, number);
    } else {
        if (qpdf_oh_is_dictionary(import->from, object))
            amend(import, object);
        struct bb_buf text;
        bb_buf_init(&text, 0);
        put_renumbered(import, bb_str_from(qpdf_oh_unparse_resolved(import->from, object)), &text);
        bb_buf_append_str(bb_pdf_begin(import->to, number), bb_buf_str(&text));
        bb_pdf_end(import->to);
        bb_buf_finish(&text);
    }
    qpdf_oh_release(import->from, object);
    failed(import, "an object of the backend's file cannot be read");
}

void
bb_import_carry_over(struct bb_import *import)
{
    while (import->done < import->queue.len && !import->fault)
        carry(import, import->queue.at[import->done++]);
}

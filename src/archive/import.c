/* Reading the backend's PDF and carrying its objects over.
 *
 * An object is carried over as its text, with the numbers of its references replaced; each number
 * met for the first time joins a queue, which is worked off until it is empty. So what is reachable
 * from the pages' resources comes along and nothing else: Cairo's own structure tree, outline and
 * annotations stay behind. Streams keep their compressed bytes.
 *
 * A file that is plain to see is read as it stands (plain.c); Cairo 1.16's and libharu's are. Any
 * other is read by libqpdf, and the text is what qpdf prints: Cairo 1.18 writes object streams.
 * Entries are put in qpdf's order, by their keys, each once, hence the same objects either way:
 * Cairo names a picture in its resources as often as it is shown.
 *
 * Walking dictionaries and arrays through qpdf's C API was the alternative to rewriting printed
 * text: it iterates one dictionary at a time, which forbids recursion, and takes a handle a value.
 */
#include "archive/import.h"

#include <stdlib.h>

static void
set_fault(struct bb_import *import, const char *what)
{
    if (import->fault)
        return;
    bool told = import->from && qpdf_has_error(import->from);
    qpdf_error error = told ? qpdf_get_error(import->from) : NULL;
    const char *detail = error ? qpdf_get_error_message_detail(import->from, error) : "";
    import->fault = bb_arena_printf(import->arena, "%s%s%s", what, *detail ? ": " : "", detail).ptr;
}

static bool
failed(struct bb_import *import, const char *what)
{
    if (import->from && qpdf_has_error(import->from))
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

/* Whether the blanks from `at` to `end` part two words. */
static bool
parts_words(struct bb_str text, size_t at, size_t end)
{
    return at > 0 && end < text.len && bb_plain_is_regular(text.ptr[at - 1])
        && bb_plain_is_regular(text.ptr[end]);
}

static size_t
skip_blanks(struct bb_str text, size_t at)
{
    while (at < text.len && bb_plain_is_blank(text.ptr[at]))
        at++;
    return at;
}

/* References renumbered, of blanks one where it parts words, all else as it is, in pieces as long
 * as they come. */
static void
put_renumbered(struct bb_import *import, struct bb_str text, struct bb_buf *out)
{
    size_t at = 0, copied = 0, end = 0;
    for (; at < text.len; at = end) {
        uint32_t old = bb_plain_is_digit(text.ptr[at]) ? bb_plain_reference(text, at, &end) : 0;
        bool blank = bb_plain_is_blank(text.ptr[at]);
        if (blank)
            end = skip_blanks(text, at);
        else if (old == 0)
            end = bb_plain_skip_token(text, at);
        bool parts = blank && parts_words(text, at, end);
        if ((!blank && old == 0) || (parts && end == at + 1 && text.ptr[at] == ' '))
            continue;
        bb_buf_append(out, text.ptr + copied, at - copied);
        copied = end;
        if (old > 0)
            bb_pdf_put_ref(out, "", number_of(import, old));
        else if (parts)
            bb_buf_append_char(out, ' ');
    }
    bb_buf_append(out, text.ptr + copied, text.len - copied);
}

/* --- dictionaries ----------------------------------------------------------------------------- */

struct entry {
    struct bb_str key, value;
};

static int
compare_entries(const void *one, const void *other)
{
    return bb_str_compare(((const struct entry *)one)->key, ((const struct entry *)other)->key);
}

/* Whether a dictionary of the backend's loses the entry: PDF/A has no Interpolate (ISO 19005-2,
 * 6.2.8.1), and Length is told anew. */
static bool
is_dropped(const struct bb_import *import, struct bb_str key)
{
    return bb_str_is(key, "/Interpolate") || bb_str_is(key, "/Length")
        || (import->is_fontless && bb_str_is(key, "/Font"));
}

static void put_value(struct bb_import *import, struct bb_str text, struct bb_buf *out);

/* The entries of a dictionary, by their keys, each once. */
static void
put_entries(struct bb_import *import, struct bb_str dict, struct bb_buf *out)
{
    struct entry entry;
    BB_VEC(struct entry) entries = {0};
    for (size_t at = 0; bb_plain_next(dict, &at, &entry.key, &entry.value);)
        BB_VEC_PUSH(import->arena, &entries, entry);
    if (entries.len > 1)
        qsort(entries.at, entries.len, sizeof *entries.at, compare_entries);
    for (size_t i = 0; i < entries.len; i++) {
        bool again = i > 0 && bb_str_equal(entries.at[i].key, entries.at[i - 1].key);
        if (again || is_dropped(import, entries.at[i].key))
            continue;
        bb_buf_append_str(out, entries.at[i].key);
        if (bb_plain_is_regular(entries.at[i].value.ptr[0]))
            bb_buf_append_char(out, ' ');
        put_value(import, entries.at[i].value, out);
    }
    if (bb_str_is(bb_plain_entry(dict, "/Subtype"), "/CIDFontType2")
        && bb_plain_entry(dict, "/CIDToGIDMap").len == 0)
        bb_buf_append_text(out, "/CIDToGIDMap/Identity");
}

static void
put_value(struct bb_import *import, struct bb_str text, struct bb_buf *out)
{
    if (!bb_str_starts(text, "<<")) {
        put_renumbered(import, text, out);
        return;
    }
    bb_buf_append_text(out, "<<");
    put_entries(import, text, out);
    bb_buf_append_text(out, ">>");
}

/* --- the file --------------------------------------------------------------------------------- */

void
bb_import_init(
    struct bb_import *import, struct bb_arena *arena, struct bb_str pdf, struct bb_pdf *to)
{
    *import = (struct bb_import){.arena = arena, .to = to};
    import->is_plain = bb_plain_open(&import->plain, arena, pdf);
    if (import->is_plain)
        return;
    import->from = qpdf_init();
    qpdf_silence_errors(import->from);
    qpdf_set_suppress_warnings(import->from, QPDF_TRUE);
    qpdf_set_attempt_recovery(import->from, QPDF_FALSE);
    qpdf_read_memory(import->from, "backend", pdf.ptr, pdf.len, NULL);
    failed(import, "the backend's file cannot be read");
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
    if (import->is_plain)
        return import->plain.pages.len;
    int pages = qpdf_get_num_pages(import->from);
    if (failed(import, "the backend's pages cannot be counted"))
        return 0;
    return (size_t)pages;
}

void
bb_import_put_page_entry(struct bb_import *import, size_t page, const char *key, struct bb_buf *out)
{
    if (import->is_plain) {
        struct bb_str value = bb_plain_entry(import->plain.pages.at[page], key);
        if (value.len > 0) {
            bb_buf_append_text(out, key);
            bb_buf_append_char(out, ' ');
            put_value(import, value, out);
        }
        return;
    }
    qpdf_oh object = qpdf_get_page_n(import->from, page);
    qpdf_oh value = qpdf_oh_get_key(import->from, object, key);
    if (!qpdf_oh_is_null(import->from, value)) {
        bb_buf_append_text(out, key);
        bb_buf_append_char(out, ' ');
        put_value(import, bb_str_from(qpdf_oh_unparse(import->from, value)), out);
    }
    qpdf_oh_release(import->from, value);
    qpdf_oh_release(import->from, object);
}

void
bb_import_drop_fonts(struct bb_import *import)
{
    import->is_fontless = true;
}

/* Cairo and libharu give a page one stream. */
static bool
read_plain_content(struct bb_import *import, size_t page, struct bb_buf *out)
{
    size_t end;
    struct bb_str contents = bb_plain_entry(import->plain.pages.at[page], "/Contents");
    struct bb_plain_object object =
        bb_plain_find(&import->plain, bb_plain_reference(contents, 0, &end));
    struct bb_str filter = bb_plain_entry(object.text, "/Filter");
    if (!object.stream.ptr)
        return false;
    if (bb_str_is(filter, "/FlateDecode"))
        return bb_pdf_inflate(object.stream, out);
    bb_buf_append_str(out, object.stream);
    return filter.len == 0;
}

static bool
read_content(struct bb_import *import, size_t page, struct bb_buf *out)
{
    if (import->is_plain)
        return read_plain_content(import, page, out);
    unsigned char *bytes = NULL;
    size_t len = 0;
    qpdf_oh object = qpdf_get_page_n(import->from, page);
    qpdf_oh_get_page_content_data(import->from, object, &bytes, &len);
    qpdf_oh_release(import->from, object);
    bb_buf_append(out, bytes, len);
    free(bytes);
    return !qpdf_has_error(import->from);
}

void
bb_import_read_content(struct bb_import *import, size_t page, struct bb_buf *out)
{
    if (!read_content(import, page, out))
        set_fault(import, "a page's content cannot be read");
}

/* --- objects ---------------------------------------------------------------------------------- */

/* As qpdf prints it. */
static struct bb_plain_object
read_object(struct bb_import *import, uint32_t old)
{
    struct bb_plain_object read = {0};
    qpdf_oh object = qpdf_get_object_by_id(import->from, (int)old, 0);
    if (qpdf_oh_is_stream(import->from, object)) {
        unsigned char *bytes = NULL;
        size_t len = 0;
        qpdf_oh dict = qpdf_oh_get_dict(import->from, object);
        read.text = bb_arena_str(import->arena, bb_str_from(qpdf_oh_unparse(import->from, dict)));
        qpdf_oh_release(import->from, dict);
        qpdf_oh_get_stream_data(import->from, object, qpdf_dl_none, NULL, &bytes, &len);
        read.stream = bb_arena_str(import->arena, (struct bb_str){(const char *)bytes, len});
        free(bytes);
    } else {
        read.text = bb_arena_str(
            import->arena, bb_str_from(qpdf_oh_unparse_resolved(import->from, object)));
    }
    qpdf_oh_release(import->from, object);
    return read;
}

static void
carry(struct bb_import *import, uint32_t old)
{
    struct bb_plain_object object =
        import->is_plain ? bb_plain_find(&import->plain, old) : read_object(import, old);
    uint32_t number = import->numbers.at[old];
    struct bb_buf text;
    if (object.text.len == 0 || failed(import, "an object of the backend's file cannot be read")) {
        set_fault(import, "an object of the backend's file is missing");
        return;
    }
    bb_buf_init(&text, 0);
    if (object.stream.ptr) {
        put_entries(import, object.text, &text);
        bb_pdf_add_stream(import->to, number, bb_buf_str(&text), object.stream, false);
    } else {
        put_value(import, object.text, &text);
        bb_buf_append_str(bb_pdf_begin(import->to, number), bb_buf_str(&text));
        bb_pdf_end(import->to);
    }
    bb_buf_finish(&text);
}

void
bb_import_carry_over(struct bb_import *import)
{
    while (import->done < import->queue.len && !import->fault)
        carry(import, import->queue.at[import->done++]);
}

/* Reading the files inside of a PDF that may come from anywhere.
 *
 * libqpdf reads the file's objects and mends nothing: what is damaged is told. The name tree is
 * walked without recursion, each node once, so one with loops ends. The bytes of a file are
 * inflated here, not by libqpdf, against what is left of the limit, for a few kilobytes can stand
 * for gigabytes; other ways of compression than the one that briefbook writes are refused. */
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <zlib.h>

#include "archive/archive.h"
#include "input/hash.h"

enum { NODES_MOST = 10000, FILES_MOST = 10000 };

struct detaching {
    struct bb_arena *arena;
    struct bb_diag *diag;
    const char *pdf; /* its name */
    qpdf_data from;
    size_t most, used; /* bytes of all files */
    BB_VEC(qpdf_oh) nodes;
    struct bb_map seen; /* object numbers of nodes */
    struct bb_map names;
    BB_VEC(struct bb_archive_file) files;
    bool failed;
};

/* --- what is wrong ---------------------------------------------------------------------------- */

static void
report_damage(struct detaching *d, const char *what)
{
    if (!d->failed)
        bb_report(d->diag, BB_D_PDF_DAMAGED, (struct bb_span){0}, d->pdf, what);
    d->failed = true;
}

static void
report_file(struct detaching *d, const char *name, const char *what)
{
    bb_report(d->diag, BB_D_ATTACHMENT_DAMAGED, (struct bb_span){0}, name, d->pdf, what);
    d->failed = true;
}

static void
report_size(struct detaching *d)
{
    char most[32];
    snprintf(most, sizeof most, "%zu", d->most);
    bb_report(d->diag, BB_D_ATTACHMENTS_TOO_LARGE, (struct bb_span){0}, d->pdf, most);
    d->failed = true;
}

/* Whether all went well so far, by libqpdf too. */
static bool
goes_on(struct detaching *d)
{
    if (!d->failed && qpdf_has_error(d->from)) {
        qpdf_error error = qpdf_get_error(d->from);
        if (qpdf_get_error_code(d->from, error) == qpdf_e_password) {
            bb_report(d->diag, BB_D_PDF_ENCRYPTED, (struct bb_span){0}, d->pdf);
            d->failed = true;
        } else {
            report_damage(d, qpdf_get_error_message_detail(d->from, error));
        }
    }
    return !d->failed;
}

/* --- bytes ------------------------------------------------------------------------------------ */

static bool
inflate_bytes(struct detaching *d, const char *name, struct bb_str squeezed, struct bb_buf *out)
{
    unsigned char piece[16384];
    z_stream z = {.next_in = (Bytef *)(uintptr_t)squeezed.ptr, .avail_in = (uInt)squeezed.len};
    if (inflateInit(&z) != Z_OK)
        abort(); /* no memory: the rule of base/arena.h */
    int status = Z_OK;
    while (status == Z_OK && !d->failed) {
        z.next_out = piece;
        z.avail_out = sizeof piece;
        status = inflate(&z, Z_NO_FLUSH);
        bb_buf_append(out, piece, sizeof piece - z.avail_out);
        if (d->used + out->len > d->most)
            report_size(d);
    }
    inflateEnd(&z);
    if (!d->failed && status != Z_STREAM_END)
        report_file(d, name, "its compressed bytes end early or are none");
    return !d->failed;
}

/* "/FlateDecode", alone or in an array, without parameters; or no filter. */
static bool
read_filter(struct detaching *d, qpdf_oh dict, const char *name, bool *deflated)
{
    qpdf_oh filter = qpdf_oh_get_key(d->from, dict, "/Filter");
    qpdf_oh parameters = qpdf_oh_get_key(d->from, dict, "/DecodeParms");
    if (qpdf_oh_is_array(d->from, filter) && qpdf_oh_get_array_n_items(d->from, filter) == 1)
        filter = qpdf_oh_get_array_item(d->from, filter, 0);
    bool none = qpdf_oh_is_null(d->from, filter);
    *deflated = qpdf_oh_is_name_and_equals(d->from, filter, "/FlateDecode");
    bool known = none || (*deflated && qpdf_oh_is_null(d->from, parameters));
    if (goes_on(d) && !known)
        report_file(d, name, "it is compressed in another way than briefbook does");
    return known && goes_on(d);
}

/* Whether `stated`, bytes, is the MD5 of `bytes`. */
static bool
is_checksum(struct bb_str stated, struct bb_str bytes)
{
    char found[BB_MD5_SIZE], digits[3];
    bb_input_md5_bytes(bytes, found);
    bool same = 2 * stated.len + 1 == sizeof found;
    for (size_t i = 0; same && i < stated.len; i++) {
        snprintf(digits, sizeof digits, "%02x", (unsigned char)stated.ptr[i]);
        same = memcmp(digits, found + 2 * i, 2) == 0;
    }
    return same;
}

/* Against the size and the MD5 that stand beside the stream, where they do. */
static void
check_bytes(struct detaching *d, qpdf_oh dict, const char *name, struct bb_str bytes)
{
    qpdf_oh parameters = qpdf_oh_get_key(d->from, dict, "/Params");
    if (!qpdf_oh_is_dictionary(d->from, parameters))
        return;
    qpdf_oh size = qpdf_oh_get_key(d->from, parameters, "/Size");
    qpdf_oh sum = qpdf_oh_get_key(d->from, parameters, "/CheckSum");
    struct bb_str stated = {0};
    if (qpdf_oh_is_string(d->from, sum))
        stated.ptr = qpdf_oh_get_binary_string_value(d->from, sum, &stated.len);
    if (qpdf_oh_is_integer(d->from, size)
        && qpdf_oh_get_int_value(d->from, size) != (long long)bytes.len)
        report_file(d, name, "its size is not the stated one");
    else if (stated.ptr && !is_checksum(stated, bytes))
        report_file(d, name, "its checksum is not the stated one");
}

static bool
read_bytes(struct detaching *d, qpdf_oh stream, const char *name, struct bb_str *bytes)
{
    qpdf_oh dict = qpdf_oh_get_dict(d->from, stream);
    bool deflated;
    if (!read_filter(d, dict, name, &deflated))
        return false;
    unsigned char *raw = NULL;
    size_t len = 0;
    qpdf_oh_get_stream_data(d->from, stream, qpdf_dl_none, NULL, &raw, &len);
    struct bb_buf out;
    bb_buf_init(&out, 0);
    if (goes_on(d) && !deflated && d->used + len > d->most)
        report_size(d);
    else if (goes_on(d) && deflated)
        inflate_bytes(d, name, (struct bb_str){(const char *)raw, len}, &out);
    else if (goes_on(d))
        bb_buf_append(&out, raw, len);
    free(raw);
    *bytes = bb_arena_str(d->arena, bb_buf_str(&out));
    bb_buf_finish(&out);
    d->used += bytes->len;
    if (goes_on(d))
        check_bytes(d, dict, name, *bytes);
    return goes_on(d);
}

/* --- the tree of names ------------------------------------------------------------------------ */

/* The first of two keys that is of the wanted kind. */
static qpdf_oh
choose_key(struct detaching *d, qpdf_oh dict, const char *first, const char *second,
    QPDF_BOOL (*is_wanted)(qpdf_data, qpdf_oh))
{
    qpdf_oh value = qpdf_oh_get_key(d->from, dict, first);
    return is_wanted(d->from, value) ? value : qpdf_oh_get_key(d->from, dict, second);
}

/* The name of a file as it stands in its specification; a byte that would end it is told here,
 * since nobody after this could see it. */
static const char *
read_name(struct detaching *d, qpdf_oh specification)
{
    qpdf_oh value = choose_key(d, specification, "/UF", "/F", qpdf_oh_is_string);
    if (!qpdf_oh_is_string(d->from, value)) {
        report_damage(d, "a file inside has no name");
        return NULL;
    }
    size_t len = 0;
    const char *text = qpdf_oh_get_binary_utf8_value(d->from, value, &len);
    const char *name = bb_arena_str(d->arena, (struct bb_str){text, len}).ptr;
    if (strlen(name) == len)
        return name;
    bb_report(d->diag, BB_D_ATTACHMENT_NAME, (struct bb_span){0}, name);
    d->failed = true;
    return NULL;
}

static void
read_file(struct detaching *d, qpdf_oh specification)
{
    if (!qpdf_oh_is_dictionary(d->from, specification)) {
        report_damage(d, "its tree of files holds something else");
        return;
    }
    const char *name = read_name(d, specification);
    qpdf_oh streams = qpdf_oh_get_key(d->from, specification, "/EF");
    if (!name || !qpdf_oh_is_dictionary(d->from, streams)) {
        report_damage(d, "a file inside has no bytes");
        return;
    }
    qpdf_oh stream = choose_key(d, streams, "/UF", "/F", qpdf_oh_is_stream);
    struct bb_archive_file file = {.name = name};
    if (!qpdf_oh_is_stream(d->from, stream))
        report_file(d, name, "it has no bytes");
    else if (bb_map_set(d->arena, &d->names, bb_str_from(name), d) || d->files.len == FILES_MOST)
        report_damage(d, "it holds too many files, or two of one name");
    else if (read_bytes(d, stream, name, &file.bytes))
        BB_VEC_PUSH(d->arena, &d->files, file);
}

/* False for a node that was there before: a tree has none. */
static bool
enter_node(struct detaching *d, qpdf_oh node)
{
    int number = qpdf_oh_get_object_id(d->from, node);
    struct bb_str key = {(const char *)&number, sizeof number};
    if (number == 0)
        return d->nodes.len < NODES_MOST;
    key.ptr = bb_arena_copy(d->arena, &number, sizeof number);
    return !bb_map_set(d->arena, &d->seen, key, d) && d->nodes.len < NODES_MOST;
}

static void
add_node(struct detaching *d, qpdf_oh node)
{
    if (!qpdf_oh_is_dictionary(d->from, node) || !enter_node(d, node))
        report_damage(d, "its tree of files has a loop, or is none");
    else
        BB_VEC_PUSH(d->arena, &d->nodes, node);
}

static void
read_node(struct detaching *d, qpdf_oh node)
{
    qpdf_oh kids = qpdf_oh_get_key(d->from, node, "/Kids");
    qpdf_oh names = qpdf_oh_get_key(d->from, node, "/Names");
    int nkids = qpdf_oh_is_array(d->from, kids) ? qpdf_oh_get_array_n_items(d->from, kids) : 0;
    int nnames = qpdf_oh_is_array(d->from, names) ? qpdf_oh_get_array_n_items(d->from, names) : 0;
    for (int i = 0; i < nkids && goes_on(d); i++)
        add_node(d, qpdf_oh_get_array_item(d->from, kids, i));
    for (int i = 1; i < nnames && goes_on(d); i += 2)
        read_file(d, qpdf_oh_get_array_item(d->from, names, i));
}

static void
read_tree(struct detaching *d)
{
    qpdf_oh root = qpdf_get_root(d->from);
    qpdf_oh names = goes_on(d) ? qpdf_oh_get_key(d->from, root, "/Names") : 0;
    if (!goes_on(d))
        return;
    if (qpdf_oh_is_dictionary(d->from, names) && qpdf_oh_has_key(d->from, names, "/EmbeddedFiles"))
        add_node(d, qpdf_oh_get_key(d->from, names, "/EmbeddedFiles"));
    for (size_t i = 0; i < d->nodes.len && goes_on(d); i++)
        read_node(d, d->nodes.at[i]);
    if (goes_on(d) && d->files.len == 0) {
        bb_report(d->diag, BB_D_PDF_NO_FILES, (struct bb_span){0}, d->pdf);
        d->failed = true;
    }
}

/* --- the whole -------------------------------------------------------------------------------- */

static void
read_pdf(struct detaching *d, struct bb_str pdf)
{
    qpdf_silence_errors(d->from);
    qpdf_set_suppress_warnings(d->from, QPDF_TRUE);
    qpdf_set_attempt_recovery(d->from, QPDF_FALSE);
    qpdf_read_memory(d->from, d->pdf, pdf.ptr, pdf.len, NULL);
    if (!goes_on(d))
        return;
    if (qpdf_is_encrypted(d->from)) {
        bb_report(d->diag, BB_D_PDF_ENCRYPTED, (struct bb_span){0}, d->pdf);
        d->failed = true;
        return;
    }
    read_tree(d);
    if (d->files.len > 1)
        qsort(d->files.at, d->files.len, sizeof *d->files.at, bb_archive_compare_files);
}

enum bb_status
bb_archive_read_files(struct bb_str pdf, const char *name, size_t most, struct bb_arena *arena,
    struct bb_diag *diag, const struct bb_archive_file **files, size_t *nfiles)
{
    struct detaching d = {
        .arena = arena, .diag = diag, .pdf = name, .from = qpdf_init(), .most = most};
    read_pdf(&d, pdf);
    while (qpdf_has_error(d.from)) /* or the destructor would print it */
        qpdf_get_error(d.from);
    qpdf_cleanup(&d.from);
    *files = d.files.at;
    *nfiles = d.files.len;
    return d.failed ? BB_INVALID : BB_OK;
}

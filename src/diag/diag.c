/* The sink: entries in order of arrival, repeats dropped by a map keyed on what was said and where.
 *
 * Entries are kept as code and texts and put into words only when printed, so that one run can be
 * printed in either language. Printing at once was the alternative; it could neither sort nor give
 * way to a language or format that becomes known late. */
#include "diag/diag.h"

#include <stdlib.h>

#include "diag/table.h"

enum { KEEP_MOST = 1000 };

void
bb_diag_init(struct bb_diag *diag, struct bb_arena *arena, struct bb_sources *sources)
{
    *diag = (struct bb_diag){.arena = arena, .sources = sources, .most = KEEP_MOST};
}

void
bb_diag_enter(struct bb_diag *diag, const char *document, bool own)
{
    diag->document = document;
    diag->in_own = own;
    diag->own_errors = diag->own_warnings = 0;
}

/* Code, span and texts as one key; a byte that UTF-8 never has stands between the texts. */
static void
append_key(struct bb_buf *key, enum bb_code code, struct bb_span span, const char *const *args,
    size_t nargs)
{
    bb_buf_printf(key, "%d %u %u %u", (int)code, (unsigned)span.source, (unsigned)span.start,
        (unsigned)span.end);
    for (size_t i = 0; i < nargs; i++) {
        bb_buf_append_char(key, '\xff');
        bb_buf_append_text(key, args[i] ? args[i] : "");
    }
}

static struct bb_diag_entry *
new_entry(struct bb_diag *diag, enum bb_code code, struct bb_span span, const char *const *args,
    size_t nargs)
{
    const char **copies = BB_NEW_ARRAY(diag->arena, const char *, nargs);
    for (size_t i = 0; i < nargs; i++)
        copies[i] = bb_arena_str(diag->arena, bb_str_from(args[i] ? args[i] : "")).ptr;
    struct bb_diag_entry *entry = BB_NEW(diag->arena, struct bb_diag_entry);
    *entry = (struct bb_diag_entry){
        .code = code,
        .severity = bb_diag_table[code].severity,
        .span = span,
        .args = copies,
        .nargs = nargs,
        .seq = diag->entries.len,
    };
    return entry;
}

static void
add_entry(struct bb_diag *diag, struct bb_str key, struct bb_diag_entry *entry)
{
    bb_map_set(diag->arena, &diag->seen, key, entry);
    if (diag->document)
        BB_VEC_PUSH(diag->arena, &entry->documents, diag->document);
    entry->own = diag->in_own;
    diag->nerrors += entry->severity == BB_SEVERITY_ERROR;
    diag->nwarnings += entry->severity == BB_SEVERITY_WARNING;
    if (diag->entries.len >= diag->most) {
        diag->dropped++;
        return;
    }
    BB_VEC_PUSH(diag->arena, &diag->entries, entry);
    diag->last = entry;
}

/* What all documents share stays so, though one of them finds it again. */
static void
note_document(struct bb_diag *diag, struct bb_diag_entry *entry)
{
    bool known = entry->documents.len == 0 || BB_VEC_LAST(&entry->documents) == diag->document;
    if (diag->document && !known)
        BB_VEC_PUSH(diag->arena, &entry->documents, diag->document);
}

static struct bb_diag_entry *
find_repeat(struct bb_diag *diag, struct bb_str key)
{
    struct bb_diag_entry *entry = bb_map_lookup(&diag->seen, key);
    if (entry)
        note_document(diag, entry);
    return entry;
}

void
bb_diag_add(struct bb_diag *diag, enum bb_code code, struct bb_span span, const char *const *args,
    size_t nargs)
{
    struct bb_buf key;
    diag->last = NULL;
    diag->own_errors += bb_diag_table[code].severity == BB_SEVERITY_ERROR;
    diag->own_warnings += bb_diag_table[code].severity == BB_SEVERITY_WARNING;
    bb_buf_init(&key, 0);
    append_key(&key, code, span, args, nargs);
    if (!find_repeat(diag, bb_buf_str(&key)))
        add_entry(diag, bb_arena_str(diag->arena, bb_buf_str(&key)),
            new_entry(diag, code, span, args, nargs));
    bb_buf_finish(&key);
}

void
bb_diag_add_note(struct bb_diag *diag, enum bb_code code, struct bb_span span,
    const char *const *args, size_t nargs)
{
    if (!diag->last)
        return;
    struct bb_diag_entry **end = &diag->last->note;
    while (*end)
        end = &(*end)->note;
    *end = new_entry(diag, code, span, args, nargs);
}

void
bb_diag_pass_on(const struct bb_diag *from, struct bb_diag *to)
{
    for (size_t i = 0; i < from->entries.len; i++) {
        const struct bb_diag_entry *entry = from->entries.at[i];
        bb_diag_add(to, entry->code, entry->span, entry->args, entry->nargs);
        for (const struct bb_diag_entry *note = entry->note; note; note = note->note)
            bb_diag_add_note(to, note->code, note->span, note->args, note->nargs);
    }
}

static int
order(size_t a, size_t b)
{
    return a < b ? -1 : a > b;
}

static int
compare_entries(const void *left, const void *right)
{
    const struct bb_diag_entry *a = *(struct bb_diag_entry *const *)left;
    const struct bb_diag_entry *b = *(struct bb_diag_entry *const *)right;
    if (a->span.source != b->span.source)
        return order(a->span.source, b->span.source);
    if (a->span.start != b->span.start)
        return order(a->span.start, b->span.start);
    if (a->severity != b->severity)
        return order(b->severity, a->severity); /* the graver first */
    return order(a->seq, b->seq);
}

void
bb_diag_sort(struct bb_diag *diag)
{
    if (diag->entries.len > 1)
        qsort(diag->entries.at, diag->entries.len, sizeof *diag->entries.at, compare_entries);
}

static bool
is_wanted(const struct bb_diag_entry *entry, const struct bb_diag_style *style)
{
    if (style->own_only && !entry->own)
        return false;
    return !style->errors_only || entry->severity == BB_SEVERITY_ERROR;
}

/* Leaves in the counts what single documents of several have. */
static struct bb_diag
count_own(const struct bb_diag *diag)
{
    struct bb_diag own = *diag;
    own.nerrors = own.nwarnings = 0;
    for (size_t i = 0; i < diag->entries.len; i++) {
        const struct bb_diag_entry *entry = diag->entries.at[i];
        own.nerrors += entry->own && entry->severity == BB_SEVERITY_ERROR;
        own.nwarnings += entry->own && entry->severity == BB_SEVERITY_WARNING;
    }
    return own;
}

void
bb_diag_print(struct bb_diag *diag, FILE *out, const struct bb_diag_style *style)
{
    bb_diag_sort(diag);
    const struct bb_diag counted = style->own_only ? count_own(diag) : *diag;
    struct bb_buf buf;
    bb_buf_init(&buf, 0);
    for (size_t i = 0; i < diag->entries.len; i++) {
        if (!is_wanted(diag->entries.at[i], style))
            continue;
        if (style->format == BB_DIAG_JSON)
            bb_diag_append_json(diag, diag->entries.at[i], style, &buf);
        else
            bb_diag_append_text(diag, diag->entries.at[i], style, &buf);
    }
    if (style->format == BB_DIAG_TEXT && (counted.nerrors > 0 || !style->errors_only))
        bb_diag_append_count(&counted, style, &buf);
    if (buf.len > 0)
        fwrite(buf.ptr, 1, buf.len, out);
    bb_buf_finish(&buf);
}

const char *
bb_diag_code_name(enum bb_code code)
{
    return bb_diag_table[code].name;
}

/* The JSON printer: one object a line, for editors and scripts. Written by hand, since nothing here
 * nests but the notes. */
#include "base/json.h"
#include "diag/table.h"

static const char *const severity_names[] = {
    [BB_SEVERITY_NOTE] = "note",
    [BB_SEVERITY_WARNING] = "warning",
    [BB_SEVERITY_ERROR] = "error",
};

static void
append_worded(struct bb_buf *out, const char *name, const struct bb_diag_entry *entry,
    enum bb_diag_language language,
    void (*append)(const struct bb_diag_entry *, enum bb_diag_language, struct bb_buf *))
{
    struct bb_buf text;
    bb_buf_init(&text, 0);
    append(entry, language, &text);
    bb_buf_printf(out, ",\"%s\":", name);
    if (text.len > 0)
        bb_json_append_string(out, bb_buf_str(&text));
    else
        bb_buf_append_text(out, "null");
    bb_buf_finish(&text);
}

static void
append_place(struct bb_buf *out, const struct bb_diag *diag, const struct bb_diag_entry *entry)
{
    struct bb_diag_range range = bb_diag_find_range(diag, entry);
    if (range.start.line == 0) {
        bb_buf_append_text(out,
            ",\"file\":null,\"line\":null,\"column\":null,\"end_line\":null,"
            "\"end_column\":null,\"start\":null,\"end\":null");
        return;
    }
    bb_buf_append_text(out, ",\"file\":");
    bb_json_append_string(out, range.file);
    bb_buf_printf(out,
        ",\"line\":%u,\"column\":%u,\"end_line\":%u,\"end_column\":%u,\"start\":%u,\"end\":%u",
        (unsigned)range.start.line, (unsigned)range.start.column, (unsigned)range.end.line,
        (unsigned)range.end.column, (unsigned)entry->span.start, (unsigned)entry->span.end);
}

static void
append_object(struct bb_buf *out, const struct bb_diag *diag, const struct bb_diag_entry *entry,
    enum bb_diag_language language)
{
    bb_buf_printf(out, "{\"code\":\"%s\",\"severity\":\"%s\"", bb_diag_code_name(entry->code),
        severity_names[entry->severity]);
    append_worded(out, "message", entry, language, bb_diag_append_message);
    append_worded(out, "hint", entry, language, bb_diag_append_hint);
    append_place(out, diag, entry);
}

static void
append_documents(struct bb_buf *out, const struct bb_diag_entry *entry)
{
    if (entry->documents.len == 0)
        return;
    for (size_t i = 0; i < entry->documents.len; i++) {
        bb_buf_append_text(out, i == 0 ? ",\"documents\":[" : ",");
        bb_json_append_string(out, bb_str_from(entry->documents.at[i]));
    }
    bb_buf_append_char(out, ']');
}

void
bb_diag_append_json(const struct bb_diag *diag, const struct bb_diag_entry *entry,
    const struct bb_diag_style *style, struct bb_buf *out)
{
    append_object(out, diag, entry, style->language);
    append_documents(out, entry);
    bb_buf_append_text(out, ",\"notes\":[");
    for (const struct bb_diag_entry *note = entry->note; note; note = note->note) {
        append_object(out, diag, note, style->language);
        bb_buf_append_text(out, note->note ? "}," : "}");
    }
    bb_buf_append_text(out, "]}\n");
}

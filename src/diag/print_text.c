/* The text printer: what a person reads in a terminal.
 *
 *     trip.yaml:12:13: error E0301: there is no such day
 *      12 |     - date: 2024-02-30
 *         |             ^~~~~~~~~~
 *        hint: February 2024 has 29 days
 *
 * Columns are display columns: Hangul and Hanzi take two, tabs go to the next multiple of four. Of
 * a line longer than the window, the part around the span is shown. */
#include "base/utf8.h"
#include "diag/table.h"

enum { TAB = 4, WINDOW = 120, BEFORE_SPAN = 40 }; /* display columns */

static const char *const severity_names[][2] = {
    [BB_SEVERITY_NOTE] = {"note", "참고"},
    [BB_SEVERITY_WARNING] = {"warning", "경고"},
    [BB_SEVERITY_ERROR] = {"error", "오류"},
};

static const char *const severity_colors[] = {
    [BB_SEVERITY_NOTE] = "\x1b[1;36m",
    [BB_SEVERITY_WARNING] = "\x1b[1;35m",
    [BB_SEVERITY_ERROR] = "\x1b[1;31m",
};

static void
paint(struct bb_buf *out, const struct bb_diag_style *style, const char *color)
{
    if (style->color)
        bb_buf_append_text(out, color);
}

struct bb_diag_range
bb_diag_find_range(const struct bb_diag *diag, const struct bb_diag_entry *entry)
{
    struct bb_diag_range range = {0};
    const struct bb_source *source = bb_sources_lookup(diag->sources, entry->span.source);
    if (!source)
        return range;
    range.file = source->name;
    range.start = bb_sources_place(diag->sources, entry->span.source, entry->span.start);
    range.end = bb_sources_place(diag->sources, entry->span.source, entry->span.end);
    return range;
}

/* Display columns of the code point at *at, when it stands at `column`; moves *at past it. */
static int
step(struct bb_str text, size_t *at, int column)
{
    int32_t code = bb_utf8_next(text, at);
    if (code == '\t')
        return TAB - column % TAB;
    return code < 0 ? 1 : bb_utf8_columns((uint32_t)code);
}

/* The byte some `columns` before `at`, or 0. Walks no further: a line may be megabytes long. */
static size_t
walk_back(struct bb_str text, size_t at, int columns)
{
    while (at > 0 && columns > 0) {
        size_t before = at - 1;
        while (before > 0 && ((unsigned char)text.ptr[before] & 0xC0) == 0x80)
            before--;
        size_t next = before;
        columns -= step(text, &next, 0);
        at = before;
    }
    return at;
}

/* Columns from byte `first`, where counting starts, to byte `end`; at most `most`. */
static int
measure(struct bb_str text, size_t first, size_t end, int most)
{
    int column = 0;
    for (size_t at = first; at < end && column < most;)
        column += step(text, &at, column);
    return column < most ? column : most;
}

/* Prints the columns of a line from byte `first` on, tabs as spaces; true where some are left. */
static bool
append_columns(struct bb_buf *out, struct bb_str text, size_t first, int most)
{
    size_t at = first;
    for (int column = 0; at < text.len && column < most;) {
        size_t start = at;
        int width = step(text, &at, column);
        if (text.ptr[start] == '\t')
            bb_buf_printf(out, "%*s", width, "");
        else
            bb_diag_append_safe(out, (struct bb_str){text.ptr + start, at - start});
        column += width;
    }
    return at < text.len;
}

static int
count_digits(uint32_t number)
{
    int digits = 1;
    for (; number >= 10; number /= 10)
        digits++;
    return digits;
}

static void
append_gutter(struct bb_buf *out, const struct bb_diag_style *style, int digits, uint32_t line)
{
    paint(out, style, "\x1b[2m");
    if (line > 0)
        bb_buf_printf(out, " %*u | ", digits, (unsigned)line);
    else
        bb_buf_printf(out, " %*s | ", digits, "");
    paint(out, style, "\x1b[0m");
}

/* The line and, below it, the carets. A span over several lines is marked to the end of its
 * first. */
static void
append_excerpt(struct bb_buf *out, const struct bb_diag_style *style,
    const struct bb_diag_entry *entry, const struct bb_diag_range *range)
{
    struct bb_str line = range->start.text;
    size_t start = entry->span.start - range->start.line_start;
    size_t end = entry->span.end - range->start.line_start;
    start = start < line.len ? start : line.len;
    end = end < line.len ? end : line.len;
    size_t first = walk_back(line, start, WINDOW - BEFORE_SPAN);
    if (first > 0)
        first = walk_back(line, start, BEFORE_SPAN);
    int from = measure(line, first, start, WINDOW);
    int to = measure(line, first, end, WINDOW);
    int digits = count_digits(range->start.line);

    append_gutter(out, style, digits, range->start.line);
    bb_buf_append_text(out, first > 0 ? "…" : "");
    bb_buf_append_text(out, append_columns(out, line, first, WINDOW) ? "…\n" : "\n");
    append_gutter(out, style, digits, 0);
    bb_buf_printf(out, "%*s", from + (first > 0), "");
    paint(out, style, severity_colors[entry->severity]);
    bb_buf_append_char(out, '^');
    for (int column = from + 1; column < to; column++)
        bb_buf_append_char(out, '~');
    paint(out, style, "\x1b[0m");
    bb_buf_append_char(out, '\n');
}

static void
append_head(struct bb_buf *out, const struct bb_diag_style *style,
    const struct bb_diag_entry *entry, const struct bb_diag_range *range)
{
    paint(out, style, "\x1b[1m");
    if (range->start.line > 0) {
        bb_diag_append_safe(out, range->file);
        bb_buf_printf(out, ":%u:%u: ", (unsigned)range->start.line, (unsigned)range->start.column);
    } else {
        bb_buf_append_text(out, "briefbook: ");
    }
    paint(out, style, severity_colors[entry->severity]);
    bb_buf_append_text(out, severity_names[entry->severity][style->language]);
    if (entry->severity != BB_SEVERITY_NOTE)
        bb_buf_printf(out, " %s", bb_diag_code_name(entry->code));
    bb_buf_append_text(out, ": ");
    paint(out, style, "\x1b[0m");
    bb_diag_append_message(entry, style->language, out);
    bb_buf_append_char(out, '\n');
}

static void
append_remark(struct bb_buf *out, const struct bb_diag_style *style, const char *label,
    const char *label_ko, struct bb_str text, const struct bb_diag_range *range)
{
    int indent = range->start.line > 0 ? count_digits(range->start.line) + 4 : 2;
    bb_buf_printf(out, "%*s", indent, "");
    paint(out, style, "\x1b[1m");
    bb_buf_append_text(out, style->language == BB_DIAG_KO ? label_ko : label);
    paint(out, style, "\x1b[0m");
    bb_buf_append_str(out, text);
    bb_buf_append_char(out, '\n');
}

static void
append_hint(struct bb_buf *out, const struct bb_diag_style *style,
    const struct bb_diag_entry *entry, const struct bb_diag_range *range)
{
    struct bb_buf hint;
    bb_buf_init(&hint, 0);
    bb_diag_append_hint(entry, style->language, &hint);
    if (hint.len > 0)
        append_remark(out, style, "hint: ", "도움말: ", bb_buf_str(&hint), range);
    bb_buf_finish(&hint);
}

/* Names that a reader takes in; the rest are counted. */
static void
append_documents(struct bb_buf *out, const struct bb_diag_style *style,
    const struct bb_diag_entry *entry, const struct bb_diag_range *range)
{
    enum { NAMES_MOST = 12 };
    size_t count = entry->documents.len;
    if (count == 0)
        return;
    struct bb_buf names;
    bb_buf_init(&names, 0);
    for (size_t i = 0; i < count && i < NAMES_MOST; i++)
        bb_buf_printf(&names, "%s%s", i > 0 ? ", " : "", entry->documents.at[i]);
    if (count > NAMES_MOST)
        bb_buf_printf(&names, ", … (%zu)", count);
    append_remark(out, style, "in: ", "문서: ", bb_buf_str(&names), range);
    bb_buf_finish(&names);
}

void
bb_diag_append_text(const struct bb_diag *diag, const struct bb_diag_entry *entry,
    const struct bb_diag_style *style, struct bb_buf *out)
{
    for (; entry; entry = entry->note) {
        struct bb_diag_range range = bb_diag_find_range(diag, entry);
        append_head(out, style, entry, &range);
        if (range.start.line > 0)
            append_excerpt(out, style, entry, &range);
        append_hint(out, style, entry, &range);
        append_documents(out, style, entry, &range);
    }
}

static void
append_number(struct bb_buf *out, enum bb_diag_language language, size_t count, enum bb_severity of)
{
    const char *name = severity_names[of][language];
    if (language == BB_DIAG_KO)
        bb_buf_printf(out, "%s %zu건", name, count);
    else
        bb_buf_printf(out, "%zu %s%s", count, name, count == 1 ? "" : "s");
}

/* "2 errors, 1 warning"; nothing for a run without either. */
void
bb_diag_append_count(
    const struct bb_diag *diag, const struct bb_diag_style *style, struct bb_buf *out)
{
    if (diag->nerrors + diag->nwarnings == 0)
        return;
    if (diag->nerrors > 0)
        append_number(out, style->language, diag->nerrors, BB_SEVERITY_ERROR);
    if (diag->nerrors > 0 && diag->nwarnings > 0)
        bb_buf_append_text(out, ", ");
    if (diag->nwarnings > 0)
        append_number(out, style->language, diag->nwarnings, BB_SEVERITY_WARNING);
    if (diag->dropped > 0 && style->language == BB_DIAG_KO)
        bb_buf_printf(out, " (%zu건은 표시하지 않음)", diag->dropped);
    else if (diag->dropped > 0)
        bb_buf_printf(out, ", %zu of them not shown", diag->dropped);
    bb_buf_append_char(out, '\n');
}

/* What a document takes from its surroundings: the data folder and SOURCE_DATE_EPOCH. */
#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "document/document.h"

/* The shipped ones by name: one of a few was meant. */
static void
tell_layouts(struct bb_document *document)
{
    const struct bb_document_layout *rows;
    size_t count = bb_document_layouts(document, "en", &rows);
    struct bb_buf names;
    bb_buf_init(&names, 0);
    for (size_t i = 0; i < count; i++)
        bb_buf_printf(&names, "%s%s", i > 0 ? ", " : "", rows[i].name);
    if (count > 0)
        bb_report_note(&document->diag, BB_D_ONLY_KNOWN, ((struct bb_span){0}),
            bb_arena_str(&document->arena, bb_buf_str(&names)).ptr);
    bb_buf_finish(&names);
}

const char *
bb_document_find_layout(struct bb_document *document, const char *layout)
{
    struct bb_str name = bb_str_from(layout ? layout : "book");
    if (bb_layout_is_path(name))
        return bb_arena_str(&document->arena, name).ptr;
    const char *folder = bb_arena_printf(&document->arena, "%s/layouts", document->data).ptr;
    const char *path =
        bb_arena_printf(&document->arena, "%s/%.*s.yaml", folder, BB_STR_ARG(name)).ptr;
    if (access(path, F_OK) == 0)
        return path;
    struct bb_span none = {0};
    if (access(folder, F_OK) == 0) {
        bb_report(
            &document->diag, BB_D_LAYOUT_UNKNOWN, none, bb_arena_str(&document->arena, name).ptr);
        tell_layouts(document);
        bb_document_goes_on(document, BB_INVALID);
    } else {
        bb_report(&document->diag, BB_D_DATA_MISSING, none, folder);
        bb_document_goes_on(document, BB_IO);
    }
    return NULL;
}

/* https://reproducible-builds.org/specs/source-date-epoch/: a malformed value is an error. */
static bool
parse_epoch(const char *text, struct tm *out)
{
    char *end;
    errno = 0;
    long long seconds = strtoll(text, &end, 10);
    time_t time = (time_t)seconds;
    return errno == 0 && end > text && *end == '\0' && seconds >= 0 && gmtime_r(&time, out)
        && out->tm_year <= 9999 - 1900;
}

const char *
bb_document_find_date(struct bb_document *document, int year, int month, int day)
{
    const char *epoch = document->epoch;
    struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day};
    if (epoch && !parse_epoch(epoch, &tm)) {
        bb_report(&document->diag, BB_D_BAD_EPOCH, ((struct bb_span){0}), epoch);
        bb_document_goes_on(document, BB_INVALID);
        return NULL;
    }
    return bb_arena_printf(&document->arena, "%04d-%02d-%02dT%02d:%02d:%02d+00:00",
        tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec)
        .ptr;
}

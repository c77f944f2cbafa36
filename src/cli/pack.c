/* A row as text: its numbers, then its strings, parted by a character that no text of a trip may
 * hold. */
#include "cli/pack.h"

#include <stdlib.h>

#include "diag/diag.h"

static const char parting[] = "\x1f";

enum { NUMBERS = 4, STRINGS = 4 };

void
bb_cli_note_row(int journal, size_t entry, const struct bb_document_packed *file)
{
    const char *const strings[STRINGS] = {file->name, file->layout, file->title, file->sha256};
    struct bb_buf text;
    bb_buf_init(&text, 0);
    bb_buf_printf(&text, "%zu %zu %zu %zu", entry, file->pages, file->sheets, file->bytes);
    for (int i = 0; i < STRINGS; i++)
        bb_buf_printf(&text, "%s%s", parting, strings[i] ? strings[i] : "");
    bb_cli_take_note(journal, BB_NOTE_RESULT, text.ptr);
    bb_buf_finish(&text);
}

void
bb_cli_note_end_of_rows(int journal)
{
    bb_cli_take_note(journal, BB_NOTE_RESULT, "");
}

/* The next string of a row; NULL where it is empty. */
static const char *
take_string(char **rest)
{
    char *string = strsep(rest, parting);
    return string && *string ? string : NULL;
}

static struct bb_cli_row
read_row(const char *text)
{
    struct bb_cli_row row = {.text = strdup(text)};
    size_t numbers[NUMBERS];
    char *rest = row.text;
    if (!rest)
        abort();
    for (int i = 0; i < NUMBERS; i++)
        numbers[i] = strtoul(rest, &rest, 10);
    strsep(&rest, parting);
    row.entry = numbers[0];
    row.file.pages = numbers[1];
    row.file.sheets = numbers[2];
    row.file.bytes = numbers[3];
    row.file.name = take_string(&rest);
    row.file.layout = take_string(&rest);
    row.file.title = take_string(&rest);
    row.file.sha256 = take_string(&rest);
    return row;
}

void
bb_cli_collect_rows(struct bb_cli_rows *rows, const struct bb_cli_notes *notes)
{
    enum bb_cli_note note;
    const char *text;
    for (size_t at = 0; bb_cli_next_note(notes, &at, &note, &text);) {
        if (note != BB_NOTE_RESULT)
            continue;
        if (!*text) {
            rows->ended++;
            continue;
        }
        rows->at = reallocarray(rows->at, rows->len + 1, sizeof *rows->at);
        if (!rows->at)
            abort();
        rows->at[rows->len++] = read_row(text);
    }
}

/* By insertion: all but a few are in order already. */
void
bb_cli_sort_rows(struct bb_cli_rows *rows)
{
    for (size_t i = 1; i < rows->len; i++) {
        struct bb_cli_row row = rows->at[i];
        size_t at = i;
        for (; at > 0 && rows->at[at - 1].entry > row.entry; at--)
            rows->at[at] = rows->at[at - 1];
        rows->at[at] = row;
    }
}

void
bb_cli_free_rows(struct bb_cli_rows *rows)
{
    for (size_t i = 0; i < rows->len; i++)
        free(rows->at[i].text);
    free(rows->at);
    *rows = (struct bb_cli_rows){0};
}

/* The journal is a file in memory: it neither fills up as a pipe does while the parent sleeps, nor
 * does it leave anything behind. */
#include "cli/journal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

int
bb_cli_open_journal(void)
{
    return memfd_create("briefbook-journal", MFD_CLOEXEC);
}

void
bb_cli_take_note(int journal, enum bb_cli_note note, const char *text)
{
    char letter = (char)note;
    struct iovec parts[] = {{&letter, 1}, {(void *)text, strlen(text) + 1}};
    if (writev(journal, parts, 2) < 0)
        return;
}

size_t
bb_cli_journal_len(int journal)
{
    struct stat info;
    return fstat(journal, &info) == 0 ? (size_t)info.st_size : 0;
}

struct bb_cli_notes
bb_cli_read_journal(int journal)
{
    struct bb_cli_notes notes = {.len = bb_cli_journal_len(journal)};
    notes.bytes = calloc(notes.len + 1, 1);
    if (!notes.bytes)
        abort();
    ssize_t got = pread(journal, notes.bytes, notes.len, 0);
    notes.len = got > 0 ? (size_t)got : 0;
    return notes;
}

void
bb_cli_free_notes(struct bb_cli_notes *notes)
{
    free(notes->bytes);
    *notes = (struct bb_cli_notes){0};
}

bool
bb_cli_next_note(
    const struct bb_cli_notes *notes, size_t *at, enum bb_cli_note *note, const char **text)
{
    if (*at >= notes->len)
        return false;
    *note = (enum bb_cli_note)notes->bytes[*at];
    *text = notes->bytes + *at + 1;
    *at += strlen(*text) + 2;
    return true;
}

struct bb_cli_tally
bb_cli_tally_notes(const struct bb_cli_notes *notes)
{
    struct bb_cli_tally tally = {0};
    enum bb_cli_note note;
    const char *text;
    for (size_t at = 0; bb_cli_next_note(notes, &at, &note, &text);) {
        tally.planned += note == BB_NOTE_PLANNED;
        tally.written += note == BB_NOTE_WRITTEN;
        tally.failed += note == BB_NOTE_FAILED;
        if (note == BB_NOTE_WORKSPACE)
            tally.workspace = text;
        else if (note != BB_NOTE_RESULT)
            tally.begun = note == BB_NOTE_BEGUN ? text : NULL;
    }
    return tally;
}

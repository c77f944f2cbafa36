/* What a worker notes for its parent: the files it is to make, and how far it came. The parent
 * reads it when the worker has ended, however that was, and on the way to see whether it goes
 * on. */
#ifndef BB_CLI_JOURNAL_H
#define BB_CLI_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>

/* The endings, WRITTEN and FAILED, come in the order in which the files were planned. */
enum bb_cli_note {
    BB_NOTE_PLANNED = '+', /* a file */
    BB_NOTE_BEGUN = '>',   /* a file */
    BB_NOTE_WRITTEN = '=',
    BB_NOTE_FAILED = '!',
    BB_NOTE_RESULT = '#', /* what the worker's task is to hand back */
    BB_NOTE_WORKSPACE =
        '/', /* a folder that the worker removes, or its parent should it be killed */
};

struct bb_cli_notes {
    char *bytes; /* notes one after the other, each a letter and a text with its NUL; malloc */
    size_t len;
};

struct bb_cli_tally {
    size_t planned, written, failed;
    const char *begun;     /* and not ended, or NULL; borrowed from the notes */
    const char *workspace; /* or NULL; likewise */
};

/* A descriptor that the worker inherits; -1, into which nothing is noted, where there is none. */
int bb_cli_open_journal(void);

/* Notes that are lost cost words, not documents: errors are not told. */
void bb_cli_take_note(int journal, enum bb_cli_note note, const char *text);

/* What has been noted so far. */
struct bb_cli_notes bb_cli_read_journal(int journal);
size_t bb_cli_journal_len(int journal);
void bb_cli_free_notes(struct bb_cli_notes *notes);

/* The note at `*at`, which moves on; false at the end. */
bool bb_cli_next_note(
    const struct bb_cli_notes *notes, size_t *at, enum bb_cli_note *note, const char **text);

struct bb_cli_tally bb_cli_tally_notes(const struct bb_cli_notes *notes);

#endif

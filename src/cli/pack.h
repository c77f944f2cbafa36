/* Rows of a pack: what a worker made, handed to the parent as notes and from there to the worker
 * that makes the list. */
#ifndef BB_CLI_PACK_H
#define BB_CLI_PACK_H

#include "cli/worker.h"

struct bb_cli_row {
    size_t entry; /* of the pack */
    struct bb_document_packed file;
    char *text; /* holds the strings of `file`; malloc */
};

struct bb_cli_rows {
    struct bb_cli_row *at;
    size_t len;
    size_t ended; /* workers that came to their end: they noted all that they had to make */
};

void bb_cli_note_row(int journal, size_t entry, const struct bb_document_packed *file);

/* The worker has noted all of its rows. */
void bb_cli_note_end_of_rows(int journal);

/* Adds the rows among the notes of a worker. */
void bb_cli_collect_rows(struct bb_cli_rows *rows, const struct bb_cli_notes *notes);

/* By entry; those of one entry keep their order. */
void bb_cli_sort_rows(struct bb_cli_rows *rows);

void bb_cli_free_rows(struct bb_cli_rows *rows);

#endif

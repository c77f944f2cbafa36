/* Inside layout: where pages end. */
#ifndef BB_LAYOUT_ENDS_H
#define BB_LAYOUT_ENDS_H

#include "layout/atom.h"

/* Asked about one list of atoms; the rest is zero. */
struct bb_page_ends {
    struct bb_layout *layout;
    const struct bb_list_of_atoms *list;
    bool frames;          /* of a region: filled as far as they go, in order */
    bool goes_on_here;    /* after the one being filled another follows on its page */
    size_t asked, answer; /* of bb_ends_row */
    int64_t *costs;       /* of all pages from an atom on; NULL: not yet looked ahead */
};

/* Where a page ends. */
struct bb_page_end {
    size_t at;  /* the first atom of the next page */
    bb_len y;   /* where that would have stood */
    bool split; /* it is a group to be taken apart there */
};

/* Where the page may break: last of all freely, or inside of what is to stay together; and the best
 * free place of those looked at. at 0: there is none. */
struct bb_last_breaks {
    struct bb_page_end free, together, best;
    int64_t cost; /* of the best, with all pages after it */
};

/* Where the page that starts at `from` with `used` of `room` taken ends. */
struct bb_page_end bb_ends_find(
    struct bb_page_ends *ends, size_t from, bb_len used, bb_len room, struct bb_last_breaks *last);
/* Whether the atoms that follow one another end there, and not because the page is full. */
bool bb_ends_run(const struct bb_page_ends *ends, const struct bb_page_end *end);
/* Where that page ends if it cannot take atom i, which would stand at y. */
struct bb_page_end bb_ends_break(
    const struct bb_last_breaks *last, size_t from, size_t i, bb_len y);
/* The first line or group at or after `at`, which a table's foot and head are asked about; else the
 * last atom. */
const struct bb_atom *bb_ends_row(struct bb_page_ends *ends, size_t at);
/* … if a table goes on with it after a page whose last atom is the one before `end`; or NULL. */
const struct bb_atom *bb_ends_torn_row(struct bb_page_ends *ends, size_t at, size_t end);

/* What shows; the rest are spaces and markers. */
bool bb_atom_shows(const struct bb_atom *atom);
/* Where what follows a space at `y` stands. Space goes at a page's top, and never leaves the page;
 * that down to a place of the page stays. */
bb_len bb_space_pass(const struct bb_atom *space, bb_len y, bool top, bb_len room);

#endif

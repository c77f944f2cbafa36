/* Source files, spans in them, and where a decoded text came from.
 *
 * A span is a byte range of a source; line and column are worked out only when one is printed. */
#ifndef BB_BASE_SOURCE_H
#define BB_BASE_SOURCE_H

#include "base/arena.h"
#include "base/vec.h"

/* source 0 means "no place": a message about the run as a whole. */
struct bb_span {
    uint32_t source;
    uint32_t start;
    uint32_t end; /* one past the last byte; start == end marks a point */
};

struct bb_source {
    struct bb_str name;  /* as it is shown to the user */
    struct bb_str bytes; /* NUL after the end */
    uint32_t *lines;     /* offsets of the line starts, made on first use */
    size_t nlines;
};

/* All the files read for a document. Ids start at 1. */
struct bb_sources {
    struct bb_arena *arena; /* borrowed; names and bytes live there */
    BB_VEC(struct bb_source) list;
};

struct bb_place {
    uint32_t line;       /* from 1 */
    uint32_t column;     /* from 1, in code points */
    struct bb_str text;  /* the line without its end */
    uint32_t line_start; /* byte offset of the line */
};

void bb_sources_init(struct bb_sources *sources, struct bb_arena *arena);

/* Registers a file; name and bytes are borrowed for the life of the arena. Returns its id. */
uint32_t bb_sources_add(struct bb_sources *sources, struct bb_str name, struct bb_str bytes);

/* Borrowed; NULL for id 0. */
const struct bb_source *bb_sources_lookup(const struct bb_sources *sources, uint32_t id);

/* Line and column of a byte offset. */
struct bb_place bb_sources_place(struct bb_sources *sources, uint32_t id, uint32_t offset);

/* A decoded text (a YAML scalar, say) back to its bytes in the source: from text offset
 * `pieces[i].text` on, bytes correspond one to one to the source from `pieces[i].source`, up to the
 * next piece. Folding, escapes and indentation start new pieces. */
struct bb_origin_piece {
    uint32_t text;
    uint32_t source;
};

struct bb_origin {
    struct bb_span whole; /* the value with its quotes or block header */
    const struct bb_origin_piece *pieces;
    size_t npieces; /* 0: only `whole` is known */
};

/* The source span of text bytes start..end of the decoded text. `origin` may be NULL: no place. */
struct bb_span bb_origin_span(const struct bb_origin *origin, size_t start, size_t end);

#endif

/* Composing: trip x layout -> a tree of blocks, each with its text, style, language, colour and the
 * span it came from. No measures are taken here; the tree is what layout lays out.
 *
 * Whether a block holds anything is decided after the whole tree stands, because a reference to a
 * page is something only where its anchor exists. What holds nothing (or nothing but 미정) goes:
 * paragraphs, sections, table columns, unless the layout says `required`. */
#ifndef BB_COMPOSE_COMPOSE_H
#define BB_COMPOSE_COMPOSE_H

#include "base/metadata.h"
#include "template/template.h"

enum bb_inline_kind {
    BB_INLINE_TEXT,
    BB_INLINE_GAP,   /* `width` of space, gone at the edges of what is there */
    BB_INLINE_BREAK, /* a new line */
    BB_INLINE_PAGE,  /* the page number of `target`, known late */
};

/* What stands above a text to say how it is read (T24). */
struct bb_reading {
    struct bb_str text;
    const char *language;
    const struct bb_style *style;
    struct bb_color color;
    const struct bb_origin *origin;
    uint32_t origin_offset;
    const struct bb_reading *whole; /* of one by character: that of all of the text, or NULL */
};

struct bb_inline {
    enum bb_inline_kind kind;
    struct bb_str text;
    const char *language; /* never NULL for TEXT */
    const struct bb_style *style;
    struct bb_color color;
    const struct bb_origin *origin;
    uint32_t origin_offset;
    bb_len width;
    const struct bb_value *target;
    const char *uri; /* a link, or NULL */
    const struct bb_reading
        *reading; /* of TEXT, or NULL; neighbours that share one are read as one */
    bool between; /* TEXT that parts two page references */
    bool parts;   /* GAP: lines break here before they break what it parts */
    bool form;    /* TEXT: a form of a name, rather not broken */
};

/* EMPTY: made from data, and there is none. NEUTRAL: of the layout's own words only. */
enum bb_fill { BB_FILL_NEUTRAL, BB_FILL_EMPTY, BB_FILL_FULL };

struct bb_inlines {
    struct bb_inline *at;
    size_t len;
    size_t cap;
    enum bb_fill fill; /* without page references */
    bool refers;       /* holds a page reference that leads somewhere, and is full for that */
};

/* A part of the document: what page.part and contents show. */
struct bb_part {
    struct bb_value *record; /* bb_type_part */
    struct bb_color hue;
};

enum bb_composed_kind {
    BB_COMPOSED_FLOW,
    BB_COMPOSED_PARAGRAPH,
    BB_COMPOSED_LIST,
    BB_COMPOSED_ITEM,
    BB_COMPOSED_SECTION,
    BB_COMPOSED_TABLE,
    BB_COMPOSED_COLUMNS,
    BB_COMPOSED_BOX,
    BB_COMPOSED_IMAGE,
    BB_COMPOSED_QR,
    BB_COMPOSED_RULE,
    BB_COMPOSED_SPACE,
    BB_COMPOSED_ROUTE,
    BB_COMPOSED_HOURS,
};

struct bb_block;

struct bb_blocks {
    struct bb_block **at;
    size_t len;
    size_t cap;
};

struct bb_route; /* compose/route.h */
struct bb_hours;

struct bb_cell {
    struct bb_inlines inlines;
    struct bb_blocks blocks; /* instead, where the column has a flow */
    const struct bb_style *style;
    enum bb_fill fill; /* once pruned */
    bool repeated;     /* merged: the same as above */
    bool fixed;        /* of a spine: its dot is filled */
};

enum bb_row_kind { BB_ROW_BODY, BB_ROW_GROUP };

struct bb_row {
    enum bb_row_kind kind;
    struct bb_cell *cells; /* BODY: one a column. GROUP: [0] left, [1] right, [2] continued */
    const struct bb_value *target; /* anchors that lead here, or NULL */
    const struct bb_value *entry;  /* toc: the entry that the row leads to */
    bool opens_group;              /* BODY: the first of a group that has no row of its own */
    struct bb_inlines foot;        /* GROUP: what is said where the table breaks inside it */
    enum bb_fill fill;
    bool barred; /* a bar stands beside it */
};

struct bb_table {
    const struct bb_table_template *from;
    bool toc, index;
    bool timeline;            /* a list of steps */
    struct bb_route **routes; /* by column; NULL: it draws none */
    struct bb_cell *titles;   /* header cells */
    bool has_titles;
    bool *keep; /* columns that hold something */
    struct bb_row *rows;
    size_t nrows;
    size_t rows_cap;
    struct bb_inlines continued_head;
    struct bb_str summary;
};

struct bb_block {
    enum bb_composed_kind kind;
    const struct bb_block_template *from; /* its common properties; NULL: made from Markdown */
    struct bb_span span;
    const struct bb_style *style; /* NULL: the layout gave none */
    struct bb_color hue;
    const struct bb_part *part; /* a part that starts with this block, or NULL */
    const char *language;
    int heading; /* level, or 0 */
    bool hidden; /* holds nothing */
    bool barred; /* a bar stands beside it */
    enum bb_fill fill;
    bb_len before, after;
    bool keep_next;
    const struct bb_value *target;  /* page references to this record lead here, or NULL */
    struct bb_value *entry;         /* of contents and outline, or NULL */
    struct bb_inlines inlines;      /* PARAGRAPH; LIST ITEM: the mark; QR: what it says */
    struct bb_blocks children;      /* FLOW, LIST, ITEM, SECTION, BOX, COLUMNS (one FLOW an item),
                                      IMAGE (without a picture) */
    const struct bb_value *picture; /* IMAGE: the path of its file, or NULL */
    struct bb_inlines alt;          /* IMAGE, QR */
    struct bb_blocks label;         /* SECTION */
    const struct bb_list_level *level;     /* ITEM */
    const struct bb_number_format *number; /* ITEM: how it is counted, or NULL */
    bool ordered;                          /* LIST: its items are numbered */
    bool remark;                           /* LIST: its items are remarks */
    unsigned first;                        /* LIST: the number of its first item */
    struct bb_table *table;
    struct bb_route *route;
    struct bb_hours *hours;
};

struct bb_compose; /* kept for the furniture, which needs the pages first */

struct bb_composed {
    struct bb_compose *compose;
    struct bb_block *root;
    const char *language;     /* of the document */
    struct bb_metadata about; /* but for creator and date */
    struct bb_date date;      /* of the version, else of the trip's start */
    size_t nblocks;           /* and rows, of the whole document */
    size_t pages_most;        /* by the layout's `fit`; 0 without one */
};

/* One of the documents that a layout makes of a trip. */
struct bb_compose_item {
    struct bb_value *value; /* that its variable stands for; NULL: the layout makes only one */
    struct bb_str id;       /* of the value; may be empty */
    const char *name;       /* of its file, without a suffix and safe as one; NULL: it is not made,
                               since the layout's `when` does not hold */
    const char *title;      /* or NULL */
    struct bb_value *pack;  /* bb_type_pack, of a cover sheet; else NULL */
};

struct bb_compose_items {
    struct bb_compose_item *at;
    size_t len;
};

/* The documents of a layout that has `documents`, in their order; names that are wrong or stand
 * twice are reported. Lives in the input's arena. */
struct bb_compose_items bb_compose_list(struct bb_input *input, const struct bb_template *layout,
    struct bb_value *root, const char *language);

/* Composes a document: that of `item`, or the only one (NULL). `language` NULL: the trip's own.
 * Lives in `arena`. */
struct bb_composed bb_compose_document(struct bb_input *input, struct bb_arena *arena,
    const struct bb_template *layout, struct bb_value *root, const char *language,
    const struct bb_compose_item *item);

/* The language of a form of the trip's; that of the trip where the form does not say. */
const char *bb_composed_language(const struct bb_composed *composed, const struct bb_form *form);

/* Calls `visit` for the blocks directly inside `block`, in reading order: those of its label, its
 * children, those of the cells of its columns that are shown. */
void bb_block_visit(
    const struct bb_block *block, void (*visit)(void *data, struct bb_block *child), void *data);

/* Furniture: `content` with page.* set. */
struct bb_inlines bb_compose_furniture(struct bb_compose *compose, const struct bb_content *content,
    const struct bb_style *style, const struct bb_part *part, int page, int count);

/* The colour of an ink for a hue. */
struct bb_color bb_ink_color(const struct bb_ink *ink, struct bb_color hue);

/* The text of inlines, joined. */
struct bb_str bb_inlines_text(struct bb_arena *arena, const struct bb_inlines *inlines);

/* NULL where they are in several, or hold no text. */
const char *bb_inlines_language(const struct bb_inlines *inlines);

#endif

/* The display list: pages of exactly positioned items, and what belongs to the document as a
 * whole: faces, structure tree, outline, destinations, metadata. Every backend draws only from it;
 * its text dump is what the goldens compare.
 *
 * Concept. Marks and structure are separate. The structure tree (`bb_tag`) is built in reading
 * order, independent of pages. On a page, content is enclosed in flat, never nested marks:
 * MARK_BEGIN(tag) … MARK_END for content that belongs to that element, ARTIFACT_BEGIN … MARK_END
 * for what does not (running heads, rules, panels). A tag may be marked many times, on several
 * pages: a paragraph broken over two pages stays one element with two marked contents. Glyph runs
 * outside any mark are an internal error; paths and images outside become artifacts of layout when
 * the list is finished, after which everything drawn is marked. The n-th mark of a page that is
 * not an artifact has MCID n (from 0) in every tagged backend. */
#ifndef BB_DISPLAY_DISPLAY_H
#define BB_DISPLAY_DISPLAY_H

#include "base/color.h"
#include "base/glyph.h"
#include "base/map.h"
#include "base/metadata.h"
#include "base/source.h"
#include "base/status.h"

struct bb_display_face {
    const char *path;
    int index;
    const char *variations; /* or NULL */
};

/* --- structure ------------------------------------------------------------------------------- */

/* Standard structure types of PDF 1.7 (ISO 32000-1, 14.8.4). */
enum bb_role {
    BB_ROLE_DOCUMENT,
    BB_ROLE_PART,
    BB_ROLE_SECT,
    BB_ROLE_DIV,
    BB_ROLE_H1,
    BB_ROLE_H2,
    BB_ROLE_H3,
    BB_ROLE_H4,
    BB_ROLE_H5,
    BB_ROLE_H6,
    BB_ROLE_P,
    BB_ROLE_L,
    BB_ROLE_LI,
    BB_ROLE_LBL,
    BB_ROLE_LBODY,
    BB_ROLE_TABLE,
    BB_ROLE_THEAD,
    BB_ROLE_TBODY,
    BB_ROLE_TR,
    BB_ROLE_TH,
    BB_ROLE_TD,
    BB_ROLE_TOC,
    BB_ROLE_TOCI,
    BB_ROLE_INDEX,
    BB_ROLE_REFERENCE,
    BB_ROLE_LINK,
    BB_ROLE_SPAN,
    BB_ROLE_RUBY, /* RB, what is read, and RT, its reading */
    BB_ROLE_RB,
    BB_ROLE_RT,
    BB_ROLE_FIGURE,
    BB_ROLE_CAPTION,
    BB_ROLE_NOTE,
    BB_ROLE_BLOCKQUOTE,
    BB_ROLE_STRONG,
    BB_ROLE_EM,
    BB_ROLE_COUNT
};

enum bb_scope { BB_SCOPE_NONE, BB_SCOPE_ROW, BB_SCOPE_COLUMN, BB_SCOPE_BOTH };
enum bb_list_numbering {
    BB_NUMBERING_NONE,
    BB_NUMBERING_DISC,
    BB_NUMBERING_DECIMAL,
    BB_NUMBERING_UPPER_ROMAN,
    BB_NUMBERING_LOWER_ROMAN,
    BB_NUMBERING_UPPER_ALPHA,
    BB_NUMBERING_LOWER_ALPHA,
    BB_NUMBERING_UNORDERED,
    BB_NUMBERING_ORDERED
};

struct bb_tag {
    enum bb_role role;
    uint32_t id; /* index in display->tags; 0 is the Document element */
    struct bb_tag *parent, *first, *last, *next; /* children in reading order */
    const char *language;             /* BCP 47 where it differs from the parent's, or NULL */
    const char *alt;                  /* Figure */
    const char *actual;               /* ActualText, or NULL */
    const char *title;                /* T entry, or NULL */
    enum bb_scope scope;              /* TH */
    int row_span, col_span;           /* TH, TD; 0 means 1 */
    enum bb_list_numbering numbering; /* L */
    uint32_t link;                    /* Link: 1 + index in display->links; 0 for none */
    int turn; /* from 0: among its parent's children those of lower turns are read first */
    uint32_t first_mark; /* order of its first mark in the document, 1 …; 0: never marked */
};

/* --- items ----------------------------------------------------------------------------------- */

enum bb_item_kind {
    BB_ITEM_RUN,
    BB_ITEM_PATH,
    BB_ITEM_IMAGE,
    BB_ITEM_GROUP_BEGIN,
    BB_ITEM_GROUP_END,
    BB_ITEM_MARK_BEGIN,
    BB_ITEM_ARTIFACT_BEGIN,
    BB_ITEM_MARK_END,
};

struct bb_run {
    uint32_t face; /* index in display->faces */
    bb_len size;
    bb_len x, y; /* origin on the baseline */
    struct bb_color color;
    const struct bb_glyph *glyphs;
    size_t nglyphs;
    struct bb_str text; /* UTF-8, logical order; clusters point into it */
    const char *language;
    bool rtl;
    struct bb_span span; /* of the trip or layout file, may be empty */
};

enum bb_path_op { BB_PATH_MOVE, BB_PATH_LINE, BB_PATH_CURVE, BB_PATH_CLOSE };

struct bb_path_segment {
    enum bb_path_op op;
    bb_len x[3], y[3]; /* MOVE, LINE use [0]; CURVE control, control, end */
};

struct bb_path {
    const struct bb_path_segment *segments;
    size_t len;
    bool fill, stroke;
    struct bb_color fill_color, stroke_color;
    bb_len stroke_width;
    bb_len dash_on, dash_off; /* 0: solid */
};

/* Where an affine transformation of the group's content stands: x' = a x + c y + e, 1/65536. */
struct bb_matrix {
    int32_t a, b, c, d; /* 16.16 */
    bb_len e, f;
};

enum bb_artifact {
    BB_ARTIFACT_PAGINATION,
    BB_ARTIFACT_HEADER,
    BB_ARTIFACT_FOOTER,
    BB_ARTIFACT_LAYOUT,
    BB_ARTIFACT_BACKGROUND
};

struct bb_item {
    enum bb_item_kind kind;
    union {
        struct bb_run run;
        struct bb_path path;
        struct {
            uint32_t image; /* index in display->images */
            bb_len x, y, width, height;
        } image;
        struct {
            struct bb_matrix matrix;
            bool clip;
            bb_len x, y, width, height; /* of the clip, before the matrix */
        } group;
        uint32_t tag; /* MARK_BEGIN: index in display->tags */
        enum bb_artifact artifact;
    } as;
};

/* A part of a page; of no width: the whole page. */
struct bb_page_box {
    bb_len x, y, width, height;
};

struct bb_page {
    bb_len width, height;
    struct bb_page_box trim, bleed; /* what is left when it is cut; how far colour goes */
    const char *label;              /* printed page number, for page labels */
    BB_VEC(struct bb_item) items;
};

/* --- document -------------------------------------------------------------------------------- */

/* An image as pixels, 8 bits per channel, rows without padding; or as a JPEG file, for backends
 * that take one as it is. */
struct bb_display_image {
    const char *path;
    uint32_t width, height;
    int channels;          /* 1 grey, 3 RGB, 4 RGBA */
    const uint8_t *pixels; /* NULL where there is a `jpeg` */
    struct bb_str jpeg;    /* of 1 or 3 channels; empty where there are pixels */
};

struct bb_destination {
    const char *name; /* ASCII letters, digits, '-', '.'; unique */
    uint32_t page;    /* from 0 */
    bb_len x, y;
    uint32_t tag; /* the element that begins there; 0: Document */
};

/* A link's area: one rectangle per line it covers. */
struct bb_link {
    uint32_t page;
    bb_len x, y, width, height;
    const char *destination; /* or NULL */
    const char *uri;         /* or NULL */
    const char *contents;    /* what it leads to, in words */
    uint32_t tag;            /* its Link element; rectangles of one link share it */
};

struct bb_outline_entry {
    const char *title;
    const char *language; /* or NULL */
    int level;            /* from 1 */
    const char *destination;
};

struct bb_display {
    struct bb_arena *arena;       /* borrowed; everything lives there */
    BB_VEC(struct bb_item) spare; /* of a page that was closed, for the next one */
    BB_VEC(struct bb_display_face) faces;
    BB_VEC(struct bb_display_image) images;
    BB_VEC(struct bb_page *) pages;
    BB_VEC(struct bb_tag *) tags;
    BB_VEC(struct bb_destination) destinations;
    BB_VEC(struct bb_link) links;
    BB_VEC(struct bb_outline_entry) outline;
    struct bb_metadata metadata;
    const char *fit; /* how tight it is set to fit: "space 60% …", for the trace; or NULL */
};

/* An empty document with its Document element. */
void bb_display_init(struct bb_display *display, struct bb_arena *arena);

/* The index of a face, added on first use; `path` and `variations` are borrowed. */
uint32_t bb_display_add_face(
    struct bb_display *display, const char *path, int index, const char *variations);

/* The index of an image, added on first use; what it holds is borrowed, and known by its
 * address. */
uint32_t bb_display_add_image(struct bb_display *display, struct bb_display_image image);

struct bb_page *bb_display_add_page(struct bb_display *display, bb_len width, bb_len height);

/* A new last child of `parent` (NULL: of Document). */
struct bb_tag *bb_display_add_tag(
    struct bb_display *display, struct bb_tag *parent, enum bb_role role);

/* Appends an item in drawing order; glyphs, text and segments are borrowed for the document's
 * life. */
void bb_page_add(struct bb_display *display, struct bb_page *page, struct bb_item item);

/* Whether the mark that item `at` begins has text in it. */
bool bb_page_mark_has_text(const struct bb_page *page, size_t at);

/* The page is full but for up to `more` items: it gets an array of that size, and the next page the
 * one that it grew. Without it a page works as well and takes three times the memory. */
void bb_page_close(struct bb_display *display, struct bb_page *page, size_t more);

/* What is printed behind a page: the next page, or none. The sheet is turned over its long or its
 * short edge. */
enum bb_backs { BB_BACKS_NONE, BB_BACKS_FLIP_LONG, BB_BACKS_FLIP_SHORT };

struct bb_imposition {
    bb_len width, height; /* of a sheet */
    int across, down;
    bb_len gap;      /* between pages */
    bool by_columns; /* the first column is filled first */
    enum bb_backs backs;
    bb_len bleed; /* what ends at a page's edge goes so far beyond, where there is room */
    /* Marks of where to cut, off the pages; thickness 0: none. Where there is no room beside the
     * pages, `inside` long on the cuts between them. */
    bb_len mark_length, mark_thickness, mark_offset, mark_inside;
    bb_len fold_x, fold_y; /* of each front, from its left and top; 0: not folded */
};

/* Puts the pages, all of one size, on sheets of so many, in their middle. With backs every second
 * sheet is the back of the one before. Before the list is finished. */
void bb_display_impose(struct bb_display *display, const struct bb_imposition *how);

/* Settles the structure before output: wraps unmarked paths and images in layout artifacts, checks
 * the nesting of marks and groups and that every run is marked, numbers first_mark in page order,
 * checks that every target of a link or of the outline exists once and that the outline skips no
 * level, sets bb_tag.link of the Link elements, drops elements that hold neither marks nor links
 * nor children (table cells and figures stay), and puts children in the order of their turns. On a
 * fault BB_INTERNAL, with the first offence in `*fault` (may be NULL; in the arena). May be
 * called again after changes, but what was dropped stays out of the tree. */
enum bb_status bb_display_finish(struct bb_display *display, const char **fault);

/* The kids of an element in reading order: its child elements (pruned) and its own marks,
 * interleaved by first mark. Both the dump and archive walk the tree with this iterator. */
struct bb_tag_kid {
    const struct bb_tag *tag; /* a child element, or NULL: a mark */
    uint32_t page, mcid;      /* of a mark */
};
struct bb_tag_walk; /* index of all marks by tag */
struct bb_tag_walk *bb_tag_walk_create(const struct bb_display *display, struct bb_arena *arena);
/* Kids of `tag` in `*kids` (in the arena); returns their number. */
size_t bb_tag_walk_kids(
    struct bb_tag_walk *walk, const struct bb_tag *tag, struct bb_tag_kid **kids);

/* "H1", "TD"; static. */
const char *bb_role_name(enum bb_role role);

/* A finished display list as text, one item a line, lengths in 1/1024 pt; and its tag tree with the
 * text of each element. Exact and stable; formats described in display/dump.c. */
void bb_display_dump(const struct bb_display *display, struct bb_buf *out);
void bb_display_dump_tags(const struct bb_display *display, struct bb_buf *out);

#endif

/* Inside layout: atoms, lists of them, and the state that building and painting share. */
#ifndef BB_LAYOUT_ATOM_H
#define BB_LAYOUT_ATOM_H

#include "compose/route.h"
#include "layout/layout.h"

struct bb_citation;

/* What a paragraph's runs need when painted, by the piece they come from. */
struct bb_ink_piece {
    const struct bb_inline *from;
    struct bb_tag *tag;           /* of its text; NULL: an artifact */
    bool link;                    /* `tag` is a Link made for this piece alone */
    bb_len size;                  /* of its type, where it is set smaller to fit */
    struct bb_citation *citation; /* that it is of, and so painted late; or NULL */
    bool ends_citation;
};

struct bb_set_paragraph {
    const struct bb_ink_piece *pieces;
    enum bb_align align;
    bool artifact; /* shown again: without its elements and links */
};

/* Text that reads downwards (writing.c). */
struct bb_downward {
    struct bb_lines lines;
    struct bb_set_paragraph *set;
    bool stacked;             /* one cluster a line; else turned by a right angle */
    bb_len leading, baseline; /* of a line, from its top */
    bb_len width, height;     /* on the page */
};

struct bb_tabs; /* tabs.c */

struct bb_list_of_atoms {
    struct bb_atom *at;
    size_t len;
    size_t cap;
};

enum bb_atom_kind {
    BB_ATOM_LINE,
    BB_ATOM_SPACE,  /* gone at the top of a page */
    BB_ATOM_RULE,   /* takes no room; centred on its y */
    BB_ATOM_GROUP,  /* lists side by side, with fill and rules */
    BB_ATOM_ANCHOR, /* a destination */
    BB_ATOM_LABEL,  /* a list beside what follows; takes no room */
    BB_ATOM_PLACED, /* a list at a fixed place of the page; takes no room */
    BB_ATOM_PART,   /* a part or a master begins */
    BB_ATOM_FIGURE, /* a picture or drawing, in a group of its own */
};

struct bb_table_state;

struct bb_rule_look {
    bb_len thickness;
    struct bb_color color;
};

/* Where something stands in a row whose height is not known yet: `share` of it, of BB_ROUTE_ROW,
 * and `at` more. */
struct bb_level {
    bb_len at;
    int share;
};

enum bb_shape_kind { BB_SHAPE_LINE, BB_SHAPE_BAR, BB_SHAPE_DOT };

struct bb_shape {
    enum bb_shape_kind kind;
    bb_len x, to_x; /* BAR: its edges. DOT: its centre, and its radius */
    struct bb_level y, to_y;
    bb_len thickness; /* of a line, of a dot's outline; 0: none */
    struct bb_color color;
    struct bb_color fill; /* of a dot */
};

/* What is drawn in a row of any height, and stretches with it (drawing.c). */
struct bb_drawing {
    struct bb_shape *shapes;
    size_t nshapes, cap;
    bb_len x;             /* from the left edge of the list or group */
    struct bb_tag *tag;   /* NULL: an artifact */
    const bb_len *guides; /* dotted from top to bottom, under the shapes */
    size_t nguides;
    struct bb_rule_look guide;
    bb_len guide_gap;
    const struct bb_drawing *before; /* of a row: what is drawn in space above it */
    const struct bb_drawing *rest;   /* of a row taken apart: what is drawn where it goes on */
    const struct bb_drawing *next;   /* another one in the same place */
};

struct bb_child {
    bb_len x, y; /* in the group */
    struct bb_list_of_atoms list;
    bool only_first; /* shown only where its row is the first of a page: a merged cell */
    bool repeats;    /* a merged cell: shown again where the row goes on */
    const struct bb_drawing *drawing; /* as high as the group; or NULL */
};

struct bb_group {
    struct bb_child *children;
    size_t nchildren;
    bb_len width;
    bool filled;
    struct bb_color fill;
    struct bb_rule_look top;     /* on the upper edge; thickness 0: none */
    struct bb_rule_look between; /* the same, but not first on a page: rules between rows */
    bb_len pad_below;            /* kept free under the children when it is split */
    bb_len more_at_head;         /* of a row: what its merged cells lack where it begins a page */
    const struct bb_value *link; /* the whole leads to this record, or NULL */
    struct bb_tag *link_tag;
    const char *link_contents;
};

/* Either an image, cropped where it is larger than its frame, or a path. Places are in the
 * frame. */
struct bb_figure {
    struct bb_tag *tag;               /* NULL: decoration, an artifact */
    bb_len width, height;             /* of the frame */
    const struct bb_image *image;     /* or NULL */
    bb_len x, y, to_width, to_height; /* of the image */
    struct bb_path path;
};

/* Dots from the end of a text to that of its column. */
struct bb_leader {
    const struct bb_style *style;
    struct bb_color color;
};

struct bb_atom {
    enum bb_atom_kind kind;
    bb_len x; /* from the left edge of the list */
    bb_len height;
    bool no_break;                      /* no page break before it */
    bool more_cards;                    /* a row of cards after their first */
    bool heading;                       /* a line of a heading */
    bool inside;                        /* of a section, after what its label stands beside */
    bool together;                      /* none either, but for what is taller than its page */
    enum bb_start start;                /* a forced break before it */
    const struct bb_table_state *table; /* row of a table that continues over pages */
    const struct bb_row *group_row;     /* the group row that it belongs to, or NULL */
    bool opens_group;                   /* it is that group row itself */
    const struct bb_side_bar *bar;      /* stands beside it, or NULL */
    const struct bb_drawing *drawing;   /* SPACE of a table: in it, where it is not gone; or NULL */
    union {
        struct {
            const struct bb_text_line *line;
            const struct bb_set_paragraph *set;
            bb_len baseline; /* from the atom's top */
            bb_len measure;
            bb_len over;                        /* readings reach so far above the atom's top */
            const struct bb_leader *leader;     /* from the text's end to the measure's, or NULL */
            const struct bb_downward *downward; /* all of it; or NULL */
        } line;
        struct {
            bb_len length;
            struct bb_rule_look look;
        } rule;
        bb_len until; /* SPACE: of the page, not passed by what stands above: down to here, or 0 */
        struct bb_group *group;
        const struct bb_figure *figure;
        const struct bb_value *anchor; /* the record that references to it lead here */
        struct {
            struct bb_list_of_atoms list;
            bb_len x, y;
            bool at_foot;
            bb_len height;
        } placed; /* LABEL too, at its own y */
        struct {
            const struct bb_part *part; /* or NULL */
            int master;                 /* or -1 */
            bool counted;               /* pages are allowed it anew: an item of `for_each` */
        } part;
    } as;
};

/* A bar left of a block or row, drawn on each page from its first to its last line. */
struct bb_side_bar {
    const struct bb_bar_template *from;
    bb_len x; /* from the left edge of the list */
    struct bb_color color;
};

/* A record's place in the document, once its anchor has been painted. */
struct bb_anchor_place {
    const char *name;
    bool placed;
    uint32_t page;
};

/* A line that keeps room for page numbers, painted once all pages stand. */
struct bb_late {
    uint32_t page;
    size_t item; /* of the page: before it the line is painted */
    const struct bb_text_run *runs;
    size_t nruns;
    const struct bb_ink_piece *pieces; /* one a run */
    enum bb_align align;
    bool justified; /* as wide as its measure */
    bb_len x, baseline;
    const struct bb_matrix *turn; /* of the group that it stands in, or NULL */
};

/* What stands in a region of the pages that are being built. */
struct bb_region_flow {
    const struct bb_region *region;
    struct bb_frames frames;
    bb_len room; /* the height of the tallest */
    struct bb_list_of_atoms list;
    bb_len space; /* as of struct bb_layout, where its next block begins */
    bool keep;
};

/* How much is left of what gives way, in per cent. */
struct bb_scale {
    int space, leading, size;
    bool unfolded; /* regions have their other frames */
};
#define BB_SCALE_FULL ((struct bb_scale){100, 100, 100, false})

/* What several passes over one document share. */
struct bb_shared {
    struct bb_arena *arena;
    struct bb_map fonts; /* style and size -> struct bb_text_font */
    struct bb_map gaps;  /* style and width -> struct bb_text_font */
};

struct bb_fitting; /* fit.c */
struct bb_over;    /* over.c */

struct bb_page_state {
    const struct bb_part *part;
    int master;
    bool blank;
    struct bb_page *page;
};

/* Levels of headings as the layout and Markdown give them may skip; those of the structure and of
 * the outline may not (PDF/UA-1, 7.4.2): a heading is one level below the one it stands under. */
enum { BB_LEVELS = 8 };
struct bb_levels {
    int open[BB_LEVELS]; /* given levels, rising */
    int depth;
};

struct bb_layout {
    const struct bb_template *layout;
    const struct bb_composed *composed;
    struct bb_text *text;
    struct bb_images *images;
    struct bb_diag *diag;
    const struct bb_limits *limits;
    struct bb_arena *arena;   /* what lives as long as the document */
    struct bb_arena *passage; /* atoms and lines, until their pages are painted */
    struct bb_arena *scratch; /* of the paragraph being set */
    struct bb_display *out;
    /* building */
    struct bb_list_of_atoms *list;  /* where atoms go */
    struct bb_list_of_atoms *flow;  /* that of the pages */
    struct bb_region_flow *regions; /* of the pages being built; none: the text is one */
    size_t nregions;
    int building; /* the master of those pages */
    bb_len
        room; /* height of the text, or of the tallest frame of the region being built or filled */
    enum bb_status status; /* of the pages so far */
    bb_len x, width;       /* of the column being filled */
    bool on_grid;
    bb_len above; /* free above the list where atoms go */
    bool keep;    /* the next atoms, up to a line or group, may not be broken off */
    bb_len space; /* asked for after the last block */
    struct bb_tag *parent;
    struct bb_levels headings;
    int digits;          /* of a page number, as room is kept for it */
    bool digits_lacking; /* there will be more pages than that, it seems */
    size_t nbuilt;       /* blocks and rows so far */
    size_t npassages;    /* ended so far: what was built before the last is gone */
    struct bb_scale scale;
    const struct bb_style *styles; /* as they are set, by index; NULL: as the layout gives them */
    struct bb_scale tight;         /* of this pass, where something gives way */
    const struct bb_style *tight_styles;
    struct bb_shared *shared;
    struct bb_fitting *fitting;      /* the layout has `fit`; or NULL */
    bool measuring;                  /* nothing is painted but anchors */
    const struct bb_region *filling; /* the region whose frames are being filled; NULL: the text */
    size_t pages_most;               /* by `fit`: a pass with more of them ends; 0: any number */
    size_t pages_before;             /* what is counted begins, where `over` counts by item */
    size_t passages_to_come;         /* of what is counted, after that being built: a page each */
    bool *spilled;          /* by `fit`: set where something stands out of its page; or NULL */
    struct bb_over *over;   /* what does not fit is gathered, instead of more pages; or NULL */
    struct bb_map reserved; /* style -> room for a page number */
    /* painting */
    BB_VEC(struct bb_page_state) pages;
    struct bb_map anchors; /* record -> struct bb_anchor_place */
    BB_VEC(struct bb_late) late;
    BB_VEC(const struct bb_part *) parts; /* with a name, in the order of their pages */
    struct bb_page *page;                 /* being painted */
    struct {
        const struct bb_side_bar *from; /* NULL: none */
        bb_len x, top, bottom;
    } bar;                        /* beside what was painted last */
    uint32_t page_number;         /* its, from 0 */
    const struct bb_matrix *turn; /* of the group that is open, or NULL */
    struct bb_tag *open_mark;     /* on that page */
    size_t ndestinations;         /* whose element is known */
    bool open_artifact;
    enum bb_artifact artifact;
    const struct bb_part *part; /* of the atoms being painted */
    int master;
    size_t named;
    struct bb_map faces; /* face of text -> face of display + 1 */
};

/* --- atoms (atom.c) --- */

struct bb_atom *bb_atom_push(struct bb_layout *layout, struct bb_atom atom);
void bb_atom_space(struct bb_layout *layout, bb_len height, bool no_break);
void bb_atom_rule(struct bb_layout *layout, bb_len length, struct bb_rule_look look, bool no_break);
/* The height of all atoms, or of those from `from` on; at most BB_HEIGHT_MOST. */
#define BB_HEIGHT_MOST BB_PT(500000)
bb_len bb_list_height(const struct bb_list_of_atoms *list);
bb_len bb_list_height_from(const struct bb_list_of_atoms *list, size_t from);
/* Fills up to the grid with space that may not be broken off. */
void bb_atom_to_grid(struct bb_layout *layout, bb_len height);
/* The height, rounded up to the grid where the current column stands on it. */
bb_len bb_on_grid(const struct bb_layout *layout, bb_len height);
struct bb_anchor_place *bb_anchor_lookup(struct bb_layout *layout, const struct bb_value *target);

/* What is free below the last text or rule in the list, for readings of a line that follows (T24);
 * no page is too short for these: they reach into its margin. */
bb_len bb_room_above(const struct bb_layout *layout);
/* How far the readings of a list's first line reach above its top. */
bb_len bb_list_over(const struct bb_list_of_atoms *list);

/* Another list to build into, and back; nothing is free above it unless said (`above`). */
struct bb_column_state {
    struct bb_list_of_atoms *list;
    bb_len x, width, space, above;
    bool on_grid, keep;
};
struct bb_column_state bb_column_enter(
    struct bb_layout *layout, struct bb_list_of_atoms *list, bb_len width);
void bb_column_leave(struct bb_layout *layout, struct bb_column_state state);

/* --- scales (scale.c) --- */

bb_len bb_scaled_space(const struct bb_layout *layout, bb_len length);
/* The grid of the text's blocks; never 0. */
bb_len bb_scaled_grid(const struct bb_layout *layout);
/* The style as it is set; NULL for NULL. */
const struct bb_style *bb_scaled_style(
    const struct bb_layout *layout, const struct bb_style *style);
/* Scales all styles for this pass. */
void bb_scale_styles(struct bb_layout *layout);
/* What is built or painted next stands in this region: the pass's scale holds there, or all is as
 * the layout gives it. NULL: in none. */
void bb_scale_choose(struct bb_layout *layout, const struct bb_region *region);

/* --- fit (fit.c) --- */

/* What setting inlines of the composed document came to, at a size: known from one pass to the
 * next, so that only what changed is set again. */
struct bb_fitted {
    size_t lines;
    bb_len over;           /* of readings, above the first baseline */
    bb_len natural, least; /* widths */
};

/* NULL: not known. `width` of the column; 0: of the inlines by themselves. Without `fit` nothing is
 * kept, nor of inlines that refer to pages: what those say depends on the pages. */
const struct bb_fitted *bb_fitted_lookup(
    const struct bb_layout *layout, const struct bb_inlines *inlines, bb_len width);
void bb_fitted_keep(struct bb_layout *layout, const struct bb_inlines *inlines, bb_len width,
    struct bb_fitted fitted);

/* --- blocks (block.c and blk_*.c) --- */

void bb_build_block(struct bb_layout *layout, const struct bb_block *block);
void bb_build_blocks(struct bb_layout *layout, const struct bb_blocks *blocks);
void bb_build_paragraph(struct bb_layout *layout, const struct bb_block *block);
void bb_build_list(struct bb_layout *layout, const struct bb_block *block);
void bb_build_section(struct bb_layout *layout, const struct bb_block *block);
void bb_build_table(struct bb_layout *layout, const struct bb_block *block);
void bb_build_columns(struct bb_layout *layout, const struct bb_block *block);
void bb_build_box(struct bb_layout *layout, const struct bb_block *block);
void bb_build_image(struct bb_layout *layout, const struct bb_block *block);
void bb_build_qr(struct bb_layout *layout, const struct bb_block *block);

/* A group at the place that the block's style gives to something of this size, with one empty list;
 * and such a group around a figure, in words `alt`. Without words it is decoration. (figure.c) */
struct bb_group *bb_build_frame(
    struct bb_layout *layout, const struct bb_block *block, bb_len width, bb_len height);
void bb_build_figure(struct bb_layout *layout, const struct bb_block *block,
    struct bb_figure figure, const struct bb_inlines *alt);

void bb_build_route(struct bb_layout *layout, const struct bb_block *block);
void bb_build_hours(struct bb_layout *layout, const struct bb_block *block);

/* --- drawings (drawing.c) --- */

struct bb_drawing *bb_drawing_create(struct bb_layout *layout, bb_len x, struct bb_tag *tag);
void bb_drawing_add(struct bb_layout *layout, struct bb_drawing *drawing, struct bb_shape shape);
/* A whole route on tracks: places of the stops. */
struct bb_route_ink {
    const struct bb_route_look *look;
    const bb_len *tracks;
    struct bb_color color; /* of moves and dots, and of stays at home */
};
/* Adds a piece from one level to another, the ends of the route with their dots. */
void bb_drawing_add_piece(struct bb_layout *layout, struct bb_drawing *drawing,
    const struct bb_route_ink *ink, const struct bb_route_piece *piece, struct bb_level from,
    struct bb_level to);
void bb_drawing_add_dot(struct bb_layout *layout, struct bb_drawing *drawing,
    const struct bb_route_ink *ink, size_t stop, struct bb_level at, bool filled);
/* Of one page, a bar is drawn from the first to the last atom that has it: gathered as they are
 * painted, and drawn when another bar follows or the page ends. */
void bb_paint_bar(
    struct bb_layout *layout, const struct bb_side_bar *bar, bb_len x, bb_len y, bb_len height);
void bb_paint_end_bar(struct bb_layout *layout);
void bb_paint_drawing(
    struct bb_layout *layout, const struct bb_drawing *drawing, bb_len x, bb_len y, bb_len height);

/* --- columns that draw (blk_draw.c) --- */

struct bb_drawn_column;
/* The width that it takes with its full step, or where there is none, 0. */
bb_len bb_drawn_width(const struct bb_table *table, size_t column);
struct bb_drawn_column *bb_drawn_open(struct bb_layout *layout, const struct bb_block *block,
    size_t column, bb_len x, bb_len width, size_t nrows);
/* The names of the tracks, in a child of the header each; `tag` NULL: an artifact. */
void bb_drawn_titles(struct bb_layout *layout, const struct bb_drawn_column *column,
    struct bb_child *child, struct bb_tag *tag);
/* Space at the ends of a row, besides the table's padding. */
struct bb_ends {
    bb_len above, below;
};
/* Of body row `row`, with a Figure in `tag`. */
const struct bb_drawing *bb_drawn_row(struct bb_layout *layout,
    const struct bb_drawn_column *column, const struct bb_cell *cell, size_t row,
    struct bb_ends ends, struct bb_tag *tag);
/* In space and group rows above body row `row`. */
const struct bb_drawing *bb_drawn_above(
    struct bb_layout *layout, const struct bb_drawn_column *column, size_t row);

/* Sets inlines as lines of `style` in the current column; all text belongs to `tag` (NULL: an
 * artifact). Returns the height. */
struct bb_setting {
    const struct bb_style *style;
    const char *language;
    struct bb_tag *tag;
    bool align_end;
    const struct bb_leader *leader; /* after the last line, or NULL */
    bb_len baseline;                /* of the first line; 0: by the style's leading */
    bool keep_lines;                /* never broken over pages */
    bool lasting; /* the inlines are those of the composed document: there in every pass */
};
bb_len bb_build_lines(
    struct bb_layout *layout, const struct bb_inlines *inlines, const struct bb_setting *setting);

/* Text of a style that reads downwards, in a stretch of `room` if it can be broken to that. A
 * trial is not reported where words are broken. */
struct bb_downward bb_set_downward(struct bb_layout *layout, const struct bb_inlines *inlines,
    const struct bb_setting *setting, bb_len room, bool trial);
/* … as bb_build_lines, which calls it. */
bb_len bb_build_downward(
    struct bb_layout *layout, const struct bb_inlines *inlines, const struct bb_setting *setting);
/* The width that inlines in a style take on one line. */
bb_len bb_inlines_width(
    struct bb_layout *layout, const struct bb_inlines *inlines, const struct bb_style *style);

/* For a text after which another of the same element stands: a space ends it, so that readers and
 * copied text do not run the words together (T8). Lives in the passage. */
const struct bb_inlines *bb_inlines_end_with_space(
    struct bb_layout *layout, const struct bb_inlines *inlines);
/* Where the first text of these came from. */
struct bb_span bb_inlines_span(const struct bb_inlines *inlines);

/* Shaped at full size, to be measured. */
struct bb_paragraph *bb_shape_inlines(struct bb_layout *layout, const struct bb_inlines *inlines,
    const char *language, struct bb_tag *tag, struct bb_set_paragraph **set);
/* Shaped to be set: where its style gives a range of sizes, as large as fits in `room` on one
 * line, at least as small as that allows. */
struct bb_paragraph *bb_fit_inlines(struct bb_layout *layout, const struct bb_inlines *inlines,
    const char *language, struct bb_tag *tag, bb_len room, struct bb_set_paragraph **set);
const struct bb_text_font *bb_style_font(struct bb_layout *layout, const struct bb_style *style);

/* `width`, or the least that text can be set in, reported at the block. */
bb_len bb_room(struct bb_layout *layout, const struct bb_block *block, bb_len width);
/* The level at which a heading of the given one (from 1) stands, from 1 without skips. */
int bb_level_nest(struct bb_levels *levels, int level);
/* The role of a text that is a heading of this level in the layout file; 0: a paragraph. */
enum bb_role bb_role_of_level(struct bb_layout *layout, int level);

/* The bar of a block or row that stands in the current column. */
const struct bb_side_bar *bb_bar_create(
    struct bb_layout *layout, const struct bb_bar_template *from, struct bb_color hue);

/* --- tables where they break (blk_table.c) --- */

/* Atoms at the foot of the page or frame that ends, and at the head of the next. `row` is the first
 * atom of the next; at its head it grows to show its merged cells. Within a page nothing says that
 * the table is continued. */
void bb_table_foot(struct bb_layout *layout, const struct bb_atom *row, bool over_page,
    struct bb_list_of_atoms *out);
void bb_table_head(
    struct bb_layout *layout, struct bb_atom *row, bool over_page, struct bb_list_of_atoms *out);
bb_len bb_table_foot_height(
    const struct bb_layout *layout, const struct bb_atom *row, bool over_page);
/* … as high as what repeats there was at first. */
bb_len bb_table_head_height(const struct bb_layout *layout, const struct bb_atom *row);
bool bb_table_has_groups(const struct bb_atom *row);

/* --- regions (region.c) --- */

/* From here on what is built stands on pages of this kind. What stands in regions and does not show
 * moves to the flow. */
void bb_regions_open(struct bb_layout *layout, int master);
/* What stood in them has been painted. */
void bb_regions_clear(struct bb_layout *layout);
/* The region that a block goes into; NULL: into none. */
struct bb_region_flow *bb_regions_find(struct bb_layout *layout, const struct bb_block *block);
/* Builds into a region, and back. */
struct bb_column_state bb_region_enter(struct bb_layout *layout, struct bb_region_flow *region);
void bb_region_leave(
    struct bb_layout *layout, struct bb_region_flow *region, struct bb_column_state state);
/* Whether a block that shows stands in no region of a page that has some; that is reported. */
bool bb_regions_lack(struct bb_layout *layout, const struct bb_block *block);

/* --- pages (page.c, ends.c, split.c) --- */

/* Whether the numbers of all pages so far have the digits for which room is kept. */
bool bb_pages_fit(const struct bb_layout *layout);
/* Fills pages with the atoms of the flow, which is empty then, until they do not fit; the status
 * is BB_INVALID after reporting where the limit on pages is passed. */
void bb_fill_pages(struct bb_layout *layout);

/* Before `block`, whose pages are counted, is built: sets how many passages follow its first. */
void bb_foresee_passages(struct bb_layout *layout, const struct bb_block *block);
/* Looks ahead from the pages and blocks so far. */
void bb_pages_foresee(struct bb_layout *layout);
/* Whether there is anything to be gained from more pages. */
bool bb_pages_go_on(const struct bb_layout *layout);
/* Whether anything in the list shows; on the pages being built. */
bool bb_list_shows(const struct bb_list_of_atoms *list);
bool bb_pages_show(const struct bb_layout *layout);
/* Where a page may break: at natural places; inside of what is to stay together too; anywhere. */
enum bb_breaks { BB_BREAKS_FREE, BB_BREAKS_TOGETHER, BB_BREAKS_ANY };
bool bb_may_break(const struct bb_atom *atom, enum bb_breaks breaks);

/* Parts a group at `room`: the first part stays in `*atom`, the rest goes to `*rest`. It breaks at
 * the most natural places that fit, at worst `worst`. False, with nothing changed, where none
 * fits. */
bool bb_group_split(struct bb_layout *layout, struct bb_atom *atom, bb_len room,
    enum bb_breaks worst, struct bb_atom *rest);

/* What stands on a page of `room` though it is taller; nothing to tell where only its rounding up
 * to whole steps is. */
void bb_group_spill(struct bb_layout *layout, const struct bb_atom *atom, bb_len room);

/* --- painting (paint.c, writing.c, tabs.c, late.c) --- */

void bb_paint_list(
    struct bb_layout *layout, const struct bb_list_of_atoms *list, bb_len x, bb_len y);
/* `first`: the first row of a page. */
void bb_paint_atom(
    struct bb_layout *layout, const struct bb_atom *atom, bb_len x, bb_len y, bool first);
void bb_paint_close(struct bb_layout *layout);
/* Opens the mark of an element; of it on, all belongs to it until another is opened. */
void bb_paint_mark(struct bb_layout *layout, struct bb_tag *tag);
void bb_paint_figure(struct bb_layout *layout, const struct bb_figure *figure, bb_len x, bb_len y);
void bb_paint_artifact(struct bb_layout *layout, enum bb_artifact kind);
void bb_paint_rule(
    struct bb_layout *layout, bb_len x, bb_len y, bb_len length, struct bb_rule_look look);
/* … in any direction; a filled rectangle. */
void bb_paint_stroke(struct bb_layout *layout, bb_len x, bb_len y, bb_len to_x, bb_len to_y,
    struct bb_rule_look look);
void bb_paint_fill(struct bb_layout *layout, bb_len x, bb_len y, bb_len width, bb_len height,
    struct bb_color color);
/* Adds the runs of a line; `set` as for LINE atoms. */
void bb_paint_line(struct bb_layout *layout, const struct bb_text_line *line,
    const struct bb_set_paragraph *set, bb_len x, bb_len baseline);
void bb_paint_downward(
    struct bb_layout *layout, const struct bb_downward *text, bb_len x, bb_len y);
/* A group turned by right angles; they do not nest. `turn` is borrowed until it is closed. An
 * artifact goes on inside. */
void bb_paint_open_group(struct bb_layout *layout, const struct bb_matrix *turn);
void bb_paint_close_group(struct bb_layout *layout);
uint32_t bb_paint_face(struct bb_layout *layout, uint32_t text_face);
void bb_paint_furniture(struct bb_layout *layout);
/* The tabs of a master, once all parts are known; and those of a page. */
struct bb_tabs *bb_set_tabs(struct bb_layout *layout, const struct bb_tabs_template *from);
void bb_paint_tabs(struct bb_layout *layout, struct bb_tabs *tabs, uint32_t page);
void bb_write_outline(struct bb_layout *layout);

/* --- references to pages (reference.c) --- */

/* Inlines whose references lead to pages that all stand, as text; else the same again. */
const struct bb_inlines *bb_cite_known(struct bb_layout *layout, const struct bb_inlines *inlines);
/* Joins the other references, and what parts them, into citations; `tag` is their paragraph's. */
void bb_cite_unknown(struct bb_layout *layout, const struct bb_inlines *inlines,
    struct bb_ink_piece *inks, struct bb_tag *tag);
/* Whether a line holds such references; it is painted once all pages stand. */
bool bb_line_waits(const struct bb_text_line *line, const struct bb_set_paragraph *set);
void bb_line_defer(struct bb_layout *layout, const struct bb_text_line *line,
    const struct bb_set_paragraph *set, bb_len x, bb_len baseline);
void bb_fill_late(struct bb_layout *layout);

/* The left edge of the text, or of a frame, on a page, from 0. */
bb_len bb_text_left(const struct bb_template *layout, uint32_t page);
bb_len bb_frame_left(const struct bb_template *layout, const struct bb_frame *frame, uint32_t page);

#endif

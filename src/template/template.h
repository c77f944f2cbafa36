/* Layout files (layouts/NAME.yaml) compiled: page, colours, styles, lists, labels, masters, and the
 * flow of blocks with their expressions resolved against the vocabulary.
 *
 * A layout is data, not a program. Expressions are paths with filters; paths are resolved here,
 * once, so that an unknown field is reported at its place in the layout file and composing only
 * follows field numbers. Everything lives in the input's arena and is immutable afterwards. */
#ifndef BB_TEMPLATE_TEMPLATE_H
#define BB_TEMPLATE_TEMPLATE_H

#include "base/color.h"
#include "schema/schema.h"

/* --- expressions ------------------------------------------------------------------------------ */

/* Variables are slots: 0-6 are fixed, `each … as NAME` takes the next free one. */
enum {
    BB_SLOT_ROOT,
    BB_SLOT_LABEL,
    BB_SLOT_PAGE,
    BB_SLOT_PART,
    BB_SLOT_CONTENTS,
    BB_SLOT_INDEX,
    BB_SLOT_PACK,
    BB_SLOT_FIRST_FREE,
    BB_SLOT_MOST = 32
};

struct bb_path_step {
    int field;                /* of a record */
    const struct bb_type *of; /* the record type it is a field of; NULL: a key of free data (x) */
    struct bb_str key;
};

struct bb_path_expr {
    int slot;
    struct bb_path_step *steps; /* steps over a list map over its items */
    size_t nsteps;
    const struct bb_type *type; /* of the result; NULL: free data */
    bool many;                  /* passed over a list: the result is a list of `type` */
    struct bb_span span;
};

enum bb_filter {
    BB_FILTER_DATE,     /* 2024. 7. 24.; :full with weekday, :short 7. 24. */
    BB_FILTER_WEEKDAY,  /* 7. 24.(수) */
    BB_FILTER_RANGE,    /* first|range:PATH[:full|short]: 7. 28.(일)~30.(화) */
    BB_FILTER_TIME,     /* 14:00, 오전, 미정; with +1 or -1 */
    BB_FILTER_NIGHTS,   /* nights|nights:PATH of days: 7박 9일 */
    BB_FILTER_OFFSET,   /* minutes: −1시간 */
    BB_FILTER_FORMS,    /* the other forms of a name, 번체 간체 Latin, each once, 2 mm apart */
    BB_FILTER_FORM,     /* :TAG, one form; a tag may be a PATH to a language */
    BB_FILTER_UNLIKE,   /* :TAG, the document's form where it reads unlike that one */
    BB_FILTER_OTHER,    /* :TAG, one form where it is not what the name reads anyway */
    BB_FILTER_INITIAL,  /* of a name: the family name in Hanzi, else a syllable or letter */
    BB_FILTER_FIRST,    /* :N, so many items of a list */
    BB_FILTER_BEYOND,   /* :N, how many more items than N a list has; nothing for none */
    BB_FILTER_JOIN,     /* :TEXT or :label.NAME between the items of a list */
    BB_FILTER_ELSE,     /* :LABEL where there is nothing */
    BB_FILTER_PARTICLE, /* :은/는, the Korean particle after the text so far */
    BB_FILTER_PAGE,     /* a record: the page where its anchor stands */
    BB_FILTER_LABEL,    /* an enum value: its label, label.KIND_VALUE or label.VALUE */
};

/* How dates are written; a language without one of them writes another (compose/locale.h). */
enum bb_date_style {
    BB_DATE_PLAIN,   /* with the year */
    BB_DATE_SHORT,   /* without */
    BB_DATE_WEEKDAY, /* short, with it */
    BB_DATE_FULL,    /* all */
    BB_DATE_PRESS,   /* as WEEKDAY, in Korean without spaces */
    BB_DATE_STYLES
};

struct bb_filter_call {
    enum bb_filter filter;
    enum bb_date_style date_style; /* DATE, WEEKDAY, RANGE */
    struct bb_str text;            /* argument, raw */
    struct bb_path_expr *path;     /* RANGE, NIGHTS; else of forms: the tag with a dot */
    const struct bb_value *label;  /* ELSE, JOIN; or NULL */
    int count;                     /* FIRST, BEYOND */
};

struct bb_expr {
    struct bb_path_expr path;
    struct bb_filter_call *filters;
    size_t nfilters;
};

struct bb_segment {
    struct bb_expr *expr; /* or NULL: literal */
    struct bb_str text;
    uint32_t origin_offset;
};

/* "{event.start|time} {event.title}" */
struct bb_text_template {
    struct bb_segment *segments;
    size_t len;
    const struct bb_origin *origin;
};

/* Conditions: `when: path`, `when: not path`, a mapping of path to the value or values allowed, or
 * a list of these; all must hold. Under the key `any` of a mapping one is enough. */
struct bb_condition {
    struct bb_condition *any; /* `nany` of them, instead of the rest */
    size_t nany;
    struct bb_path_expr path;
    bool negate;
    struct bb_str *values; /* none: present and not empty */
    size_t nvalues;
};

/* --- style ------------------------------------------------------------------------------------ */

/* A colour by name, the hue of the part, or a tint: per mille of it on white. */
struct bb_ink {
    bool hue;
    struct bb_color color;
    int tint; /* 1000: the colour itself */
};

enum bb_style_align { BB_STYLE_START, BB_STYLE_END, BB_STYLE_CENTER, BB_STYLE_JUSTIFY };
enum bb_style_break { BB_STYLE_WORD, BB_STYLE_SYLLABLE, BB_STYLE_HYBRID };
enum bb_style_writing { BB_STYLE_HORIZONTAL, BB_STYLE_STACKED, BB_STYLE_ROTATED };

enum bb_style_script { BB_STYLE_ON_LINE, BB_STYLE_SUPER, BB_STYLE_SUB };

/* Text of a script is set larger or smaller than the rest. */
struct bb_script_size {
    uint32_t script; /* ISO 15924 code, its four letters as bytes: Hani is 0x48616E69 */
    bb_len more;
};

/* How justified lines are filled (T5). */
struct bb_stretch {
    int least, most; /* word spaces, 1/1000 of the natural one: narrowest, and widest comfortable */
    int letters;     /* most added between two letters, 1/1000 of the size */
    bool together;   /* letters give way along with the spaces, not after them */
};

struct bb_style {
    const char *name;
    const char *font;         /* a role of fonts.yaml */
    struct bb_span font_span; /* where it is named */
    int weight;
    bb_len size, leading, tracking;
    bb_len size_least; /* the size goes down to it to fit on one line; without a range: `size` */
    const struct bb_script_size *by_script;
    size_t nscripts;
    struct bb_ink ink;
    enum bb_style_align align;
    enum bb_style_break breaking;
    enum bb_style_writing writing;
    bool greedy;
    struct bb_stretch stretch;
    bool hyphenate, hang, latin_space; /* T7, hanging marks, T9 */
    bb_len before, after;
    bool keep_next;
    int lines_together;           /* fewest lines at a page's foot and head (T31) */
    const struct bb_style *vague; /* for 미정, 오전 and what `else` prints; NULL: as it is */
    const struct bb_style *strong, *em; /* of Markdown */
    bool frame, strike;                 /* inline marks: 변경, 취소 */
    enum bb_style_script script;        /* T13 */
    const struct bb_style *ruby;        /* of readings above the text (T24); NULL: none shown */
    bool ruby_by_character;
    size_t index; /* in the template's table */
};

/* What items are counted in, each named by its first: `(가)` counts (가), (나) … */
enum bb_counter {
    BB_COUNTER_DECIMAL,        /* 1 */
    BB_COUNTER_HANGUL,         /* 가 나 … 하 거 너 … */
    BB_COUNTER_CIRCLED,        /* ① */
    BB_COUNTER_CIRCLED_HANGUL, /* ㉮ */
    BB_COUNTER_ROMAN,          /* Ⅰ */
    BB_COUNTER_SMALL_ROMAN,    /* ⅰ */
    BB_COUNTER_LETTER,         /* A */
    BB_COUNTER_SMALL_LETTER,   /* a */
    BB_COUNTER_HAN,            /* 一 */
    BB_COUNTERS
};

struct bb_number_format {
    enum bb_counter counter;
    struct bb_str before, after; /* around the number */
};

struct bb_list_level {
    struct bb_text_template *mark;    /* literal, or NULL */
    struct bb_text_template *remark;  /* of Markdown lists written with `+`; or NULL: as `mark` */
    const struct bb_value *number;    /* of ordered lists; of all where there is no mark; or NULL */
    struct bb_number_format *formats; /* one a form of it: a language counts by its own */
    bb_len mark_at, text_at;          /* text_at < 0: a space after the mark */
    const struct bb_style *style;
    bb_len before;   /* before each item but the list's first */
    bool bare_alone; /* an item without another has no mark (T50) */
};

struct bb_list_style {
    const char *name;
    struct bb_list_level *levels;
    size_t len;
};

/* --- blocks ----------------------------------------------------------------------------------- */

/* A run of text in a paragraph with a style of its own, or a gap. */
struct bb_span_template {
    struct bb_text_template text;
    struct bb_text_template ruby; /* its reading; empty: none */
    const struct bb_style *style; /* NULL: the paragraph's */
    struct bb_condition *when;    /* `nwhen` of them */
    size_t nwhen;
    bb_len gap; /* > 0: a gap instead of text */
    bool parts; /* … where lines break first */
    bool line;  /* a forced line break instead of text */
};

struct bb_content {
    struct bb_span_template *spans;
    size_t len;
};

struct bb_each {
    struct bb_path_expr path;
    int slot;
};

enum bb_start { BB_START_NONE, BB_START_PAGE, BB_START_RECTO };

enum bb_block_kind {
    BB_BLOCK_FLOW,
    BB_BLOCK_PARAGRAPH,
    BB_BLOCK_HEADING,
    BB_BLOCK_RICH,
    BB_BLOCK_LIST,
    BB_BLOCK_SECTION,
    BB_BLOCK_TABLE,
    BB_BLOCK_TOC,
    BB_BLOCK_INDEX,
    BB_BLOCK_COLUMNS,
    BB_BLOCK_GRID,
    BB_BLOCK_BOX,
    BB_BLOCK_IMAGE,
    BB_BLOCK_QR,
    BB_BLOCK_RULE,
    BB_BLOCK_SPACE,
    BB_BLOCK_TIMELINE,
    BB_BLOCK_ROUTE,
    BB_BLOCK_HOURS,
};

/* Of error correction, as ISO/IEC 18004 names it: 7, 15, 25, 30 %. */
enum bb_qr_strength { BB_QR_STRENGTH_L, BB_QR_STRENGTH_M, BB_QR_STRENGTH_Q, BB_QR_STRENGTH_H };

/* A bar left of what a reader is to notice: a change bar. */
struct bb_bar_template {
    struct bb_condition *when;
    size_t nwhen;
    bb_len offset, width, inset; /* from the text's left edge; kept free at both ends */
    struct bb_ink ink;
};

/* How the way of a trip is drawn: the bar of a stay, the line of a move, the radius of its ends. */
struct bb_route_look {
    bb_len bar, line, dot;
};

enum bb_draw_kind { BB_DRAW_ROUTE, BB_DRAW_SPINE };

/* What a column draws instead of text. */
struct bb_draw_template {
    enum bb_draw_kind kind;
    const struct bb_style *title_style;
    struct bb_route_look look;
    /* ROUTE: one track a stop */
    struct bb_path_expr *item; /* what happens in the row: an item of a day's agenda */
    bb_len step, step_least;
    bb_len guide, guide_gap; /* dotted along each track: the dots, and between them */
    /* SPINE: `look.line` from the first dot to the last */
    bb_len stroke; /* of dots */
    int rise;      /* of the dots' centres over the baseline, in 1/1000 of the size */
    struct bb_condition *fixed;
    size_t nfixed;
};

/* CONTENT: of what is left, as much as the text needs beside that of other such columns. */
enum bb_width_kind { BB_WIDTH_FIXED, BB_WIDTH_NATURAL, BB_WIDTH_SHARE, BB_WIDTH_CONTENT };

struct bb_column_template {
    struct bb_content title;
    struct bb_content content;
    struct bb_flow *flow;          /* instead of content */
    struct bb_draw_template *draw; /* instead of both */
    const struct bb_style *style;  /* NULL: the table's */
    enum bb_width_kind width_kind;
    bb_len width;       /* FIXED; NATURAL: the most it may take, 0 without */
    bb_len least, step; /* NATURAL: in steps from the least on; 0 without */
    int share;
    bb_len gap; /* after it; -1: the table's */
    bool align_end;
    bool merge;                          /* the same text as above is not repeated */
    bool required;                       /* stays though it holds nothing */
    bool leader;                         /* dots up to the column's end */
    const struct bb_style *leader_style; /* of the dots; NULL: the cell's, in its first color */
    bool row_header;                     /* TH with row scope */
    int level;                           /* its texts are headings; 0: they are not */
};

struct bb_row_template {
    struct bb_content *cells;
    size_t ncells;
};

struct bb_rules {
    bb_len top, header, row, group, end; /* thickness; 0: none */
};

struct bb_table_template {
    struct bb_each *each; /* nested: outermost first */
    size_t neach;
    bool lone; /* an item of an outer list whose inner list is empty has a row all the same */
    struct bb_condition *when;
    size_t nwhen;
    struct bb_column_template *columns;
    size_t ncolumns;
    struct bb_row_template *rows; /* instead of each */
    size_t nrows;
    const struct bb_style *style, *header_style;
    struct bb_rules rules;
    bb_len header_height, padding, row_step, row_least, gap;
    int group; /* each level whose change starts a group; -1: none */
    bool group_rows;
    bb_len group_space; /* between groups without a group row */
    bb_len group_step;  /* their heights are multiples of it */
    struct bb_content group_text, group_right, group_continued;
    const struct bb_style *group_style, *group_right_style;
    bb_len group_height, group_before, group_below, group_rule;
    struct bb_content continued_head, continued_foot;
    const struct bb_style *continued_head_style, *continued_foot_style;
    bool plain;                       /* no table for those who cannot see it: paragraphs */
    struct bb_text_template *summary; /* accessible description, or NULL */
    struct bb_bar_template *bar;      /* of each row, or NULL */
    struct bb_path_expr *anchor;      /* of each row */
};

struct bb_flow {
    struct bb_block_template *blocks;
    size_t len;
};

/* The days from top to bottom, the stops from west to east. */
struct bb_route_template {
    int day_slot, stop_slot;
    struct bb_content label, name;
    const struct bb_style *label_style, *name_style;
    bb_len label_width, gap;
    bb_len *tracks; /* places in the main column */
    size_t ntracks;
    bb_len row, row_least, height; /* of a row: at most, at least; of all rows, at most */
    struct bb_route_look look;
    bb_len rule, name_gap;
    struct bb_flow otherwise; /* where the rows would become lower than `row_least` */
};

/* Hours of the day, shaded: `from` up to `to`. */
struct bb_hours_zone {
    int from, to;
    struct bb_ink fill;           /* tint 0: none */
    const struct bb_style *style; /* of the hours in it; NULL: that of the cells */
};

/* One row a time zone, one cell an hour of home's day. */
struct bb_hours_template {
    struct bb_each *each; /* of zone records */
    struct bb_content label, offset;
    const struct bb_style *label_style, *offset_style, *cell_style, *zero_style;
    bb_len label_width, offset_width, gap, row, padding, rule;
    struct bb_hours_zone office, day;
};

struct bb_part_template {
    struct bb_path_expr *number, *name;
    bool next_hue;     /* of those of the layout, in turn */
    bool numbered_hue; /* that whose turn the number is: the same in every document */
    struct bb_ink hue;
    bool set_hue;
};

struct bb_block_template {
    enum bb_block_kind kind;
    struct bb_span span;
    const struct bb_style *style;
    struct bb_each *each;
    struct bb_path_expr *sort;
    struct bb_condition *when;
    size_t nwhen;
    bool has_before, has_after;
    bb_len before, after;
    bool keep_next, keep_together;
    bool required; /* stays though it holds nothing but 미정 */
    int turn; /* when it is read to those who cannot see the page; 0: as it stands in the file */
    enum bb_start start;
    int master; /* index, or -1 */
    int into;   /* a region: 1 + index of its name; 0: none */
    struct bb_part_template *part;
    struct bb_bar_template *bar;
    bool placed, at_foot, has_width;
    bb_len x, y, width;
    struct bb_path_expr *anchor;
    struct bb_path_expr *entry_title, *entry_date, *entry_until; /* an entry of contents, outline */
    int entry_level;
    struct bb_text_template *ending; /* after the last text, or NULL (T54) */
    union {
        struct {
            struct bb_content content;
            int level; /* heading */
        } paragraph;
        struct {
            struct bb_path_expr text;
            const struct bb_list_style *lists;
        } rich;
        struct {
            struct bb_each *each;
            struct bb_content content;
            const struct bb_list_style *lists;
        } list;
        struct {
            struct bb_flow label, flow;
            bb_len rule, label_width, gap, space_above, space_below, inset;
        } section;
        struct bb_table_template *table; /* TABLE, TOC, TIMELINE */
        struct bb_route_template *route;
        struct bb_hours_template *hours;
        struct {
            struct bb_flow *items;
            size_t nitems;
            struct bb_each *each; /* instead of items written out: items[0] for each */
            int across;
            bb_len step, gap, row_step, row_least;
            bool compact; /* items that hold nothing give their place to the next */
            bool whole;   /* fewer across where a paragraph would not fit a line */
            bool rest;    /* the last item has what is left of its row */
            bool down;    /* the first column is filled first */
            bool cards;   /* with a rule over each, and at the end of each column */
            bb_len rule, above, below, end; /* of cards: `above` from the rule to the content */
        } columns;                          /* COLUMNS, GRID */
        struct {
            struct bb_flow flow;
            struct bb_ink fill, rule_ink;
            bb_len rule, inset_x, inset_y;
            bb_len height; /* at least */
            bool middle;   /* the content in the middle of more height than it needs */
        } box;
        struct {
            struct bb_path_expr *path;
            struct bb_content alt;
            bb_len width, height; /* 0: the measure; by the picture's ratio */
            bool contain;         /* all of the picture, else as much of it as fills the frame */
            struct bb_ink fill;   /* of the frame without a picture */
            struct bb_flow fallback;
        } image;
        struct {
            struct bb_content text, alt;
            bb_len size;
            enum bb_qr_strength level;
            struct bb_ink ink;
        } qr;
        struct {
            bb_len thickness, length; /* 0: the whole measure */
            struct bb_ink ink;
        } rule;
        struct {
            bb_len height;
            bb_len until; /* down to this place of the text, if it is not passed yet */
        } space;
        struct bb_flow flow;
    } as;
};

/* --- pages ------------------------------------------------------------------------------------ */

/* A tab for each part, in order, at the outer edge: the thumb index. */
struct bb_tabs_template {
    struct bb_content name, number; /* the second where the first does not fit */
    const struct bb_style *style;
    bb_len width;        /* to the trim */
    bb_len height, step; /* where there are not too many */
    bb_len gap;          /* between two where there are */
    bb_len top;          /* of the first, from the text's top */
    bb_len center;       /* of the text, from the trim */
    bool all;            /* those of all parts, not only the page's own */
};

/* Mirrored on even pages of a duplex layout. */
struct bb_page_rule {
    bb_len x, y, length, thickness; /* from the page's inner and upper edge */
    bool vertical;
    struct bb_ink ink;
};

/* A text of the furniture, on the page's own coordinates; or tabs, or a rule. */
struct bb_furniture_item {
    struct bb_tabs_template *tabs;
    struct bb_page_rule *rule;
    struct bb_content content;
    const struct bb_style *style;
    bool inner;      /* at the inner text edge, else at the outer */
    bb_len baseline; /* from the page's top */
    bool foot;       /* artifact type: footer instead of header */
};

/* A place that a page's text fills. From the page's inner and upper edge; mirrored on even pages of
 * a duplex layout. */
struct bb_frame {
    bb_len x, y, width, height;
};

struct bb_frames {
    const struct bb_frame *at;
    size_t len;
};

/* Frames of one width, filled in order. */
struct bb_region {
    int name; /* index in the template's region names */
    struct bb_frames frames;
    struct bb_frames unfolded; /* those of the last step of `fit`; none: the same */
};

struct bb_master {
    const char *name;
    struct bb_furniture_item *furniture;
    size_t nfurniture;
    struct bb_region *regions; /* none: the text is one */
    size_t nregions;
};

/* Several pages on a sheet. */
struct bb_sheet_template {
    bb_len width, height;
    int across, down;
    bb_len gap; /* between pages */
    bool by_columns;
    enum bb_sheet_backs { BB_SHEET_SINGLE, BB_SHEET_FLIP_LONG, BB_SHEET_FLIP_SHORT } backs;
    bb_len bleed;
    bb_len mark_length, mark_thickness, mark_offset, mark_inside;
    bb_len fold_x, fold_y; /* 0: not folded */
};

struct bb_page_template {
    bb_len width, height;
    bool duplex;
    bb_len inner, outer, gutter, top, text_height, grid;
    int baseline;                          /* of a line, from its top, in 1/1000 of its leading */
    const struct bb_sheet_template *sheet; /* or NULL */
};

/* What gives way where a document has more pages than it may: by steps, in the order of the layout,
 * each down to its least per cent. */
enum bb_fit_kind { BB_FIT_SPACE, BB_FIT_LEADING, BB_FIT_SIZE, BB_FIT_REGIONS };

struct bb_fit_step {
    enum bb_fit_kind kind;
    int least; /* per cent; not of REGIONS, which takes the unfolded frames */
};

struct bb_fit {
    int pages;
    struct bb_path_expr *for_each; /* so many for each item of this list; NULL: in all */
    struct bb_fit_step *steps;
    size_t nsteps;
    int start[BB_FIT_REGIONS]; /* per cent, by kind, from which the steps go on */
    bool start_unfolded;
    bb_len floor;      /* no type is set smaller */
    const bool *gives; /* by name, the regions in which this gives way; NULL: all */
    struct bb_span span;
};

/* What is drawn around and after text. Lengths in 1/1000 of its size. */
struct bb_ornaments {
    int leader;                               /* from dot to dot */
    int strike;                               /* of the line through text, over the baseline */
    int frame_side, frame_above, frame_below; /* from text and baseline to the frame */
    bb_len line;                              /* thickness of both */
};

/* One document for each item, by which `variable` is bound everywhere. */
struct bb_documents_template {
    struct bb_each *each;
    const char *variable; /* "city" */
    struct bb_path_expr *sort;
    struct bb_condition *when; /* `nwhen` of them */
    size_t nwhen;
    struct bb_text_template *name;  /* of its file; NULL: the item's id */
    struct bb_text_template *title; /* added to that of the metadata, or NULL */
};

/* A file of a pack: below its folder, {name} in it standing for the name of the document. */
struct bb_pack_file {
    const char *name;
    bool lightweight;
    const char *level; /* of PDF/A, or NULL */
};

/* What a pack holds: the documents of a layout, each as one file or more. */
struct bb_pack_entry {
    const char *layout;
    struct bb_pack_file *files;
    size_t nfiles;
};

struct bb_template {
    const char *name;
    const char *language; /* of its literal texts; labels go by the document's */
    struct bb_page_template page;
    struct bb_ink *hues; /* of the parts, in turn */
    size_t nhues;
    struct bb_style *styles;
    size_t nstyles;
    struct bb_master *masters;
    size_t nmasters;
    const char *const *region_names; /* of all masters */
    size_t nregion_names;
    struct bb_value *labels;                 /* a record of TEXT */
    const struct bb_fit *fit;                /* or NULL */
    struct bb_documents_template *documents; /* NULL: the layout makes one */
    struct bb_pack_entry *pack; /* `npack` of them: the flow is the cover sheet of a pack */
    size_t npack;
    struct bb_flow flow;
    bool shows_index; /* it has blocks of the index of names */
    bool has_endings; /* some block has an `ending` */
    struct bb_ornaments ornaments;
    bb_len form_gap;                            /* between the forms of a name */
    const struct bb_list_style *markdown_lists; /* where a rich block names none; or NULL */
    struct bb_table_template *markdown_table;   /* the look of Markdown tables; or NULL */
    const struct bb_style *markdown_table_style;
    uint32_t source;              /* its file, */
    uint32_t included, nincluded; /* and those that it includes */
};

/* Whether a source is of the layout, and not of the trip. */
bool bb_template_has_source(const struct bb_template *layout, uint32_t source);

/* Pseudo-records that layouts can reach: page.*, part.*, contents.*, entry.*, index.*, pack.*. */
enum { BB_PAGE_NUMBER, BB_PAGE_COUNT, BB_PAGE_PART, BB_PAGE_FIELDS };
enum { BB_PART_NUMBER, BB_PART_NAME, BB_PART_ENTRIES, BB_PART_FIELDS };
enum { BB_ENTRY_TITLE, BB_ENTRY_DATE, BB_ENTRY_UNTIL, BB_ENTRY_LEVEL, BB_ENTRY_FIELDS };
enum { BB_CONTENTS_PARTS, BB_CONTENTS_FIELDS };
enum { BB_INDEX_GROUPS, BB_INDEX_FIELDS };
enum { BB_INITIAL_INITIAL, BB_INITIAL_ENTRIES, BB_INITIAL_FIELDS };
enum { BB_NAME_NAME, BB_NAME_KIND, BB_NAME_NOTE, BB_NAME_RECORD, BB_NAME_STANDS, BB_NAME_FIELDS };
enum { BB_PACK_FILES, BB_PACK_FIELDS };
enum {
    BB_PACKED_NAME,
    BB_PACKED_TITLE,
    BB_PACKED_LAYOUT,
    BB_PACKED_PAGES,
    BB_PACKED_SHEETS,
    BB_PACKED_BYTES,
    BB_PACKED_SHA256,
    BB_PACKED_MISSING, /* could not be made */
    BB_PACKED_FIELDS
};
enum bb_named {
    BB_NAMED_PERSON,
    BB_NAMED_ORGANIZATION,
    BB_NAMED_PLACE,
    BB_NAMED_CITY,
    BB_NAMED_TERM,
    BB_NAMED_KINDS
};
extern const struct bb_type bb_type_page, bb_type_part, bb_type_entry, bb_type_contents,
    bb_type_index, bb_type_initial, bb_type_name, bb_type_pack, bb_type_packed;

/* Whether a layout is named by its file: with a '/', or ending in .yaml. */
bool bb_layout_is_path(struct bb_str layout);

/* Compiles the layout file of a source already read, with its includes: files beside the one that
 * names them, else those of the folder `shared` ("FOLDER/", or NULL). `root` is the vocabulary's
 * root record type (bb_type_root). All mistakes are reported; NULL where there were any. */
struct bb_template *bb_template_compile(
    struct bb_input *input, uint32_t source, const char *shared, const struct bb_type *root);

#endif

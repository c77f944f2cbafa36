/* Paragraphs: pieces of styled text are itemised and shaped by Pango once, then broken into lines
 * as often as needed. The only user of Pango.
 *
 * A paragraph is bidirectional, multilingual text in logical order. Break opportunities come from
 * Pango's log attributes, tailored by typography.md (T1-T4, T7, T14); lines are chosen by total fit
 * (Knuth-Plass, T5, T6) or greedily. Lines read from left to right for alignment, whatever the
 * language: START is the left edge. */
#ifndef BB_TEXT_TEXT_H
#define BB_TEXT_TEXT_H

#include "base/glyph.h"
#include "base/library.h"
#include "face/face.h"

struct bb_text; /* fonts and shaping context of one document, or of several after each other */

struct bb_text *bb_text_create(
    struct bb_arena *arena, struct bb_faces *faces, struct bb_diag *diag);
void bb_text_destroy(struct bb_text *text);

/* Forgets the font requests, which are known by their address, before those of another document
 * come. Fonts and the words shaped with them stay. */
void bb_text_forget_requests(struct bb_text *text);

/* T22: warn of a missing character instead of reporting an error. Either way a visible mark
 * (U+FFFD) stands for it and its text stays; .notdef never does. */
void bb_text_allow_missing(struct bb_text *text, bool allow);

/* Text of a script is set larger or smaller than the rest. */
struct bb_text_script_size {
    uint32_t script; /* ISO 15924 code, its four letters as bytes: Hani is 0x48616E69 */
    bb_len more;
};

/* A font request; told from others by its address, so share one per style and leave it as it is. */
struct bb_text_font {
    const char *role; /* "sans" */
    int weight;       /* 100-900; 400 regular, 700 bold. Never synthesised (T21) */
    bb_len size;
    bb_len tracking;     /* added after each cluster */
    struct bb_span span; /* where the role was named, for E0607 */
    const struct bb_text_script_size *by_script;
    size_t nscripts;
};

enum bb_piece_kind {
    BB_PIECE_CHARS,
    BB_PIECE_GAP,      /* a fixed space of `width`, a break opportunity, invisible at line edges */
    BB_PIECE_RESERVED, /* room of `width` for something placed later, a page number */
    BB_PIECE_BREAK,    /* a forced line break */
};

/* The reading of the pieces that point to it and follow one another, centred above them within the
 * leading (T24). They are not broken. */
struct bb_text_ruby {
    struct bb_str text;
    const struct bb_text_font *font; /* half the piece's size is usual */
    const char *language;
    const struct bb_origin *origin;
    uint32_t origin_offset;
    uint32_t user;
};

/* Per cent of a reading's size: how far it may lean over what has no reading, and what is kept
 * between two. */
enum { BB_RUBY_LEAN = 100, BB_RUBY_BETWEEN = 25 };

struct bb_text_piece {
    enum bb_piece_kind kind;
    struct bb_str
        text; /* CHARS: UTF-8 in logical order; may hold U+200B (a break opportunity), U+00A0,
                           U+2060 (no break), U+00AD as the source has them */
    const struct bb_text_font *font;
    const char *language;           /* BCP 47, never NULL; picks `locl` forms (T20) */
    const struct bb_origin *origin; /* where the text came from, or NULL */
    uint32_t origin_offset;         /* text byte 0 is byte `origin_offset` of the origin's text */
    bb_len width;                   /* GAP, RESERVED */
    bool keep;                      /* CHARS: never broken inside (T4 by markup) */
    bool parts;                     /* a blank where lines break before they break what it parts */
    bool form;                      /* CHARS: a form of a name, rather not broken (T24) */
    uint32_t user;                  /* handed on to the runs */
    /* 1/1000 em between Hangul and Latin letters or figures (T9), 0 by default. Where it is asked
     * for, ideographs of Chinese and Japanese text stand 250 apart from these. */
    int latin_space;
    const struct bb_text_ruby *ruby; /* CHARS; or NULL */
    bb_len rise;                     /* of the baseline, above the line's (T13) */
};

enum bb_break_mode { BB_BREAK_WORD, BB_BREAK_SYLLABLE, BB_BREAK_HYBRID };
enum bb_align { BB_ALIGN_START, BB_ALIGN_END, BB_ALIGN_CENTER, BB_ALIGN_JUSTIFY };
enum bb_break_strategy { BB_STRATEGY_TOTAL_FIT, BB_STRATEGY_GREEDY };

/* Lengths given in 1/1000 em are of the piece's font size. */
struct bb_para_style {
    enum bb_break_mode mode;
    enum bb_align align;
    enum bb_break_strategy strategy;
    bb_len indent_first; /* may be negative: a hanging first line */
    int space_shrink;    /* least word space, 1/1000 of its natural width; 650 */
    int space_stretch;   /* comfortable stretch, 1/1000 of its natural width; 550 */
    int glyph_stretch;   /* most added between Hangul/Han glyphs, 1/1000 em; 40 */
    bool together;       /* gaps between glyphs give way along with word spaces, not after them */
    int hybrid_limit;    /* most that a word space may come to before worse breaks are taken, 1/1000
                               of its natural width; 3000 */
    int last_line_least; /* fewest characters of a last line where avoidable (T6); 2 */
    bool hyphenate;      /* Latin words break at soft hyphens and by the patterns of their language,
                               not for need only (T7) */
    bool hang;           /* full stops, commas and hyphens stand outside the measure */
    bool trial;          /* a width is being tried: broken words are not reported */
    struct bb_diag *diag; /* where they are; NULL: where the text's are */
};

#define BB_PARA_STYLE_DEFAULT                        \
    ((struct bb_para_style){.mode = BB_BREAK_HYBRID, \
        .align = BB_ALIGN_START,                     \
        .strategy = BB_STRATEGY_TOTAL_FIT,           \
        .space_shrink = 650,                         \
        .space_stretch = 550,                        \
        .glyph_stretch = 40,                         \
        .hybrid_limit = 3000,                        \
        .last_line_least = 2})

/* One file that glyphs come from. */
struct bb_text_face {
    const char *path;
    int index;              /* in a collection */
    const char *variations; /* "wght=700", or NULL */
};

enum bb_run_kind {
    BB_RUN_GLYPHS,
    BB_RUN_RESERVED,
    BB_RUN_READING, /* glyphs above those of the line, after them: apart for tags and copied text */
};

struct bb_text_run {
    enum bb_run_kind kind;
    uint32_t face; /* for bb_text_lookup_face */
    bb_len size;
    bb_len x;     /* of the run's origin from the line's start, 0 at the measure's start edge */
    bb_len width; /* without a hanging space */
    bb_len rise;  /* of its baseline above the line's */
    const struct bb_glyph *glyphs; /* justified and tracked: advances are final */
    size_t nglyphs;
    struct bb_str text; /* logical order; glyph clusters point into it */
    const char *language;
    bool rtl;
    const struct bb_origin *origin;
    uint32_t origin_offset;
    uint32_t user;
};

struct bb_text_line {
    const struct bb_text_run *runs; /* visual order, left to right */
    size_t nruns;
    bb_len width;     /* of what is visible, without the trailing space (which hangs) */
    int ratio;        /* word spaces against natural, 1/1000: 1000 natural; justified lines only */
    bb_len left;      /* of the measure, where a justified line had to be left ragged; reported */
    bool overfull;    /* wider than the measure (T14), reported */
    bool inside_word; /* the next line starts inside this line's last word */
};

struct bb_lines {
    const struct bb_text_line *lines;
    size_t len;
    bb_len width; /* of the widest line */
};

struct bb_paragraph;

/* Itemises and shapes. Missing glyphs are reported at their place (T22). Pieces and what they point
 * to are borrowed for the paragraph's life; the paragraph lives in `arena`, and so does all that
 * breaking it needs in passing. Never NULL; empty text gives a paragraph of no lines. */
struct bb_paragraph *bb_text_shape(struct bb_text *text, struct bb_arena *arena,
    const struct bb_text_piece *pieces, size_t npieces);

/* Break `para` into lines at most `measure` wide (> 0).
 * The lines live in `arena` and borrow nothing from `para`, whose arena may be reset. A space that
 * a line ends with stays in its last run as a glyph past the measure, so that copied text keeps it
 * (T8). Cannot fail: an unbreakable stretch wider than the measure is broken at the syllable, then
 * at the glyph, and reported as OVERFULL_LINE (T14); lines spaced out past the style's limit are
 * reported as LINE_LOOSE, those that nothing fills as LINE_RAGGED. A trial reports nothing. */
struct bb_lines bb_text_break(struct bb_text *text, struct bb_arena *arena,
    struct bb_paragraph *para, bb_len measure, const struct bb_para_style *style);

/* Width on one line (forced breaks obeyed), of the widest part, and of the widest stretch unbroken
 * under `mode`; for column widths (T39) and sizes that give way. */
bb_len bb_text_natural_width(const struct bb_paragraph *para);
bb_len bb_text_part_width(const struct bb_paragraph *para);
bb_len bb_text_least_width(struct bb_paragraph *para, enum bb_break_mode mode);

/* Whether the letters of a text may stand one under the other: Hangul, ideographs and kana, some at
 * least, and no others. Figures and marks may stand with them. */
bool bb_text_stacks(struct bb_str text);

/* Valid as long as `text`. */
const struct bb_text_face *bb_text_lookup_face(const struct bb_text *text, uint32_t face);
size_t bb_text_face_count(const struct bb_text *text);

/* The libraries underneath. Returns how many. */
size_t bb_text_libraries(struct bb_arena *arena, struct bb_library libraries[BB_LIBRARIES_MOST]);

#endif

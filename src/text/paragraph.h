/* What a paragraph is made of, inside the module.
 *
 * Everything is indexed by character (code point) of the paragraph's text, in logical order. Widths
 * are kept as sums from the start, so that any stretch of a line is measured in constant time. */
#ifndef BB_TEXT_PARAGRAPH_H
#define BB_TEXT_PARAGRAPH_H

#include <pango/pango.h>

#include "text/text.h"

struct bb_glyph_vec {
    struct bb_glyph *at;
    size_t len;
    size_t cap;
};

/* --- fonts ------------------------------------------------------------------------------------ */

/* A face in use. */
struct bb_loaded {
    struct bb_text_face face;
    PangoFont *font;
    struct hb_font_t *hb;
};

enum { BB_CHAR_CACHE = 512 }; /* slots of a stack's character cache; a power of two */

/* The faces that are tried for the characters of one role, weight and order of families. */
struct bb_stack {
    const struct bb_face *faces; /* of the face module; the stack's identity */
    uint32_t *loaded;            /* indices in text->loaded */
    size_t len;
    int space; /* width of a word space, in BB_SHAPE_EM */
    struct {
        uint32_t code;
        uint32_t face; /* 1 + index in text->loaded; 0: in none */
    } cache[BB_CHAR_CACHE];
};

/* A font request, by its address, in a language. */
struct bb_style_key {
    const struct bb_text_font *font;
    const char *language;
    struct bb_stack *stack;
    PangoLanguage *pango;
    bool cjk; /* zh*, ja*: ideographs are running text, broken anywhere */
};

struct bb_shape_cache; /* see cache.c */

/* The patterns of a language, of libhyphen; NULL where there are none. */
struct bb_hyphens {
    const char *language;
    struct _HyphenDict *dict;
};

struct bb_text {
    struct bb_arena *arena;
    struct bb_faces *faces;
    struct bb_diag *diag;
    bool allow_missing;
    PangoFontMap *map;
    PangoContext *context;
    PangoAttrList *attributes; /* fallback off */
    PangoGlyphString *glyphs;  /* scratch of shaping */
    struct bb_glyph_vec raw;   /* … in our own form */
    struct bb_shape_cache *cache;
    BB_VEC(struct bb_loaded) loaded;
    BB_VEC(struct bb_stack *) stacks;
    BB_VEC(struct bb_style_key) keys;
    const struct bb_style_key *recent; /* the last key found */
    BB_VEC(struct bb_hyphens) hyphens;
};

/* The entry for a piece's font and language, made on first use. Valid until the next call. */
const struct bb_style_key *bb_text_key(
    struct bb_text *text, const struct bb_text_font *font, const char *language);

/* The face for a character: 1 + index in text->loaded, or 0 where the stack has none. */
uint32_t bb_stack_find(struct bb_text *text, struct bb_stack *stack, uint32_t code);

/* --- characters ------------------------------------------------------------------------------- */

enum bb_char_class {
    BB_CHAR_OTHER,  /* symbols, marks of punctuation that neither open nor close */
    BB_CHAR_SPACE,  /* stretches, hangs at a line's end */
    BB_CHAR_NBSP,   /* stretches, never breaks */
    BB_CHAR_GAP,    /* a piece of fixed width, hangs at a line's end */
    BB_CHAR_HIDDEN, /* no glyph and no text of its own: ZWSP, WJ, soft hyphen, byte order mark */
    BB_CHAR_JOINER, /* no glyph of its own but a meaning: ZWJ, ZWNJ, bidi controls, selectors */
    BB_CHAR_MARK,   /* combining */
    BB_CHAR_HANGUL,
    BB_CHAR_HAN, /* with kana */
    BB_CHAR_DIGIT,
    BB_CHAR_LETTER,
    BB_CHAR_OPEN,  /* never at a line's end (T3) */
    BB_CHAR_CLOSE, /* never at a line's start (T2) */
    BB_CHAR_END,   /* a forced break; takes no room */
};

/* How a line may begin before a character, from "never" to "must". Which grades a style takes
 * freely is its mode (T1); those below are for need only, the higher ones first (T14). */
enum bb_break {
    BB_BREAK_NEVER,  /* inside a cluster, before a blank */
    BB_BREAK_GLYPH,  /* between any two clusters */
    BB_BREAK_UNIT,   /* inside what belongs together: 25|%, 3|개, 후헝화|( (T4) */
    BB_BREAK_HELD,   /* a space inside a unit or a kept piece */
    BB_BREAK_SOFT,   /* at a hyphen, soft or found; taken freely where the style hyphenates (T7) */
    BB_BREAK_STRAND, /* in a word, leaving less than two letters of it on one side */
    BB_BREAK_INSIDE, /* in a Hangul word */
    BB_BREAK_NAME,   /* between ideographs of a Chinese or Japanese name */
    BB_BREAK_LINK,   /* in a Hangul word, after · or ~ */
    BB_BREAK_MARK,   /* after a hyphen or slash */
    BB_BREAK_HAN,    /* between ideographs of running Chinese or Japanese */
    BB_BREAK_NAMED,  /* in a form of a name, at a space or hyphen: at a price (T24) */
    BB_BREAK_SPACE,
    BB_BREAK_PART, /* at a gap between parts, which are broken for need only */
    BB_BREAK_FORCED,
};

enum bb_char_flag {
    BB_FLAG_CLUSTER = 1, /* a cluster begins here */
    BB_FLAG_STRETCH = 2, /* the gap after it may be stretched (T5) */
    BB_FLAG_SAFE = 4,    /* shaping does not reach across its start */
    BB_FLAG_HALF = 8,    /* a full-width mark of which the outer half, still there, is blank */
    BB_FLAG_APART = 16,  /* `after` is room beside a letter; it goes at a line's end */
    BB_FLAG_FIXED = 32,  /* a space that is neither stretched nor shrunk */
    BB_FLAG_PART = 64,   /* a gap between parts */
};

/* One character; the array has one more at the end of the text. */
struct bb_char {
    int64_t width;         /* of all clusters before it */
    int64_t spaces;        /* of these, the width of word spaces that may change */
    int64_t gaps;          /* of the stretchable gaps before it, the sum of their sizes of type */
    uint32_t offset;       /* in the paragraph's text */
    uint32_t code;         /* code point; 0 at the end */
    uint8_t class;         /* enum bb_char_class */
    uint8_t brk;           /* enum bb_break: before this character */
    uint8_t flags;         /* enum bb_char_flag */
    int16_t before, after; /* room added beside it, 1/1024 em (space.c) */
    int32_t squeeze;       /* what the characters before it may give of their room (squeeze.c) */
};

enum bb_segment_kind {
    BB_SEGMENT_SHAPED,
    BB_SEGMENT_MARKED, /* characters that no font has: a mark stands for each (T22) */
    BB_SEGMENT_BLANK,  /* nothing to draw: gaps, reserved room, forced breaks, no font at all */
};

/* Characters of one piece in one face, direction and script, shaped together. */
struct bb_segment {
    enum bb_segment_kind kind;
    uint32_t start, end; /* characters */
    uint32_t piece;
    uint32_t face;            /* in text->loaded */
    uint32_t glyphs, nglyphs; /* in para->glyphs, visual order */
    uint8_t level;            /* of bidi */
    PangoScript script;
    PangoLanguage *language;
    bb_len size;
    bb_len space; /* width of a word space */
};

/* The id of a glyph that is not drawn. */
#define BB_GLYPH_NONE UINT32_MAX

/* A reading and the characters below it. */
struct bb_ruby {
    uint32_t start, end;
    bb_len size; /* of these */
    const struct bb_text_ruby *from;
    struct bb_lines lines;
};

struct bb_paragraph {
    struct bb_text *owner;
    struct bb_arena *arena; /* its own, and scratch of line breaking */
    const struct bb_text_piece *pieces;
    size_t npieces;
    struct bb_str text;    /* of all pieces; placeholders stand for what is not CHARS */
    uint32_t *piece_start; /* byte offset of each piece, and the end */
    struct bb_char *chars;
    size_t nchars;
    BB_VEC(struct bb_ruby) rubies;      /* in order */
    BB_VEC(struct bb_segment) segments; /* logical order, without gaps between them */
    struct bb_glyph_vec glyphs;         /* clusters are offsets in the paragraph's text */
    bool rtl;                           /* base direction */
    bool has_hidden;                    /* any character of class HIDDEN */
    bool has_ends;                      /* any forced break */
    bool has_parts;                     /* any gap between parts */
    bool has_space;                     /* any `before`, `after` or HALF */
    bool has_fixed;                     /* any FIXED */
    bool has_breaks;                    /* bb_paragraph_find_breaks has run */
    bool has_hyphens;                   /* bb_paragraph_hyphenate has */
};

/* The class of a code point. */
enum bb_char_class bb_char_classify(uint32_t code);

/* Whether a character of this class goes where it stands at a line's edge. */
static inline bool
bb_char_goes_at_edge(uint8_t class)
{
    return class == BB_CHAR_SPACE || class == BB_CHAR_GAP || class == BB_CHAR_HIDDEN
        || class == BB_CHAR_END;
}

/* Fills `segments`: faces chosen, characters that no font has reported and marked (T22). */
void bb_paragraph_cut(struct bb_paragraph *para, struct bb_arena *arena);

/* The segment that holds character `at`; the last one past the end. */
const struct bb_segment *bb_paragraph_find_segment(const struct bb_paragraph *para, uint32_t at);

/* Reports character `i` of a piece as missing. */
void bb_paragraph_report_missing(const struct bb_paragraph *para, uint32_t i, uint32_t piece);

/* What stands for a missing character, the first that a face has: U+FFFD, a box, a question mark.
 * Never .notdef. */
enum { BB_MISSING_MARKS = 3 };
extern const uint32_t bb_missing_marks[BB_MISSING_MARKS];

/* From BB_SHAPE_EM to a size. */
bb_len bb_shape_scale(int value, bb_len size);

/* Sets `before`, `after` and HALF, and adds to the widths, which are still those of single
 * characters (T9-T11). */
void bb_paragraph_space(struct bb_paragraph *para);

/* What a character may give of its room, and a share of `amount` for each of first..last, added to
 * `cuts`; together they give as much. */
bb_len bb_paragraph_give(const struct bb_paragraph *para, uint32_t i);
void bb_paragraph_squeeze(
    const struct bb_paragraph *para, uint32_t first, uint32_t last, int64_t amount, bb_len *cuts);

/* Shapes the readings, and makes room for those wider than what they read. Widths as above. */
void bb_paragraph_add_rubies(struct bb_paragraph *para, struct bb_arena *arena);

static inline bb_len
bb_space_scale(int amount, bb_len size)
{
    return (bb_len)((int64_t)amount * size / 1024);
}

/* What of the character before `last`, the last one visible of a line, does not count for the
 * line's width: the blank half of a mark, the room beside a letter, all of a mark that may hang. */
bb_len bb_paragraph_overhang(const struct bb_paragraph *para, uint32_t last, bool hang);

/* … of character `first`, the first one visible of a line. */
bb_len bb_paragraph_overhang_before(const struct bb_paragraph *para, uint32_t first, bool hang);

/* Sets `brk`, the flags STRETCH and SAFE and the sums `gaps` of every character from Pango's log
 * attributes and T1-T4. Left until a line has to break: most cells of a table fit on one. */
void bb_paragraph_find_breaks(struct bb_paragraph *para);

/* Breaks inside what belongs together (T4), of kept pieces and of what is read as one are left for
 * need. Breaks have been found. */
void bb_paragraph_hold_units(struct bb_paragraph *para);

/* Grades the places where words of Latin letters may be hyphenated BB_BREAK_SOFT. Left until a
 * style hyphenates; breaks have been found. */
void bb_paragraph_hyphenate(struct bb_paragraph *para);

void bb_text_free_hyphens(struct bb_text *text);

/* Shapes characters start..end of a segment and appends to `*glyphs`, clusters as offsets in the
 * paragraph's text. */
void bb_paragraph_shape(const struct bb_paragraph *para, const struct bb_segment *segment,
    uint32_t start, uint32_t end, struct bb_arena *arena, struct bb_glyph_vec *glyphs);

/* The glyph that a hyphen takes in a segment's face, and its advance; 0 where it has none. */
bb_len bb_paragraph_hyphen(
    const struct bb_paragraph *para, const struct bb_segment *segment, uint32_t *glyph);

#endif

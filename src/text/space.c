/* Room between characters that glyphs do not bring of themselves.
 *
 * A full-width mark is half ink and half blank. Two that stand together keep one blank between them
 * (T10, and T11 in Korean): together they take one and a half squares. In Korean a word space takes
 * the place of the blank beside it: klreq adds half a square towards full-width characters only. At
 * either edge of a line the blank hangs over. Where a piece asks, Latin letters and figures stand
 * apart from ideographs in Chinese and Japanese text, by a quarter of an em, and from Hangul (T9).
 * They do not by themselves: readers of PDF take a gap of a tenth of an em for a space, and those
 * that pass over ActualText would copy SEOUL之乐 as two words (T8; line.c fills the gap for the
 * others).
 *
 * Which half of a mark is blank is measured on its ink: in traditional Chinese a full stop stands
 * in the middle, in simplified Chinese and Korean at the left. The features that fonts have for
 * this lost: `chws` sees neither a neighbour in another font nor the line's end, and Noto CJK lacks
 * it; `halt`, for single glyphs, would have every such mark shaped by itself. */
#include <hb.h>

#include "text/fontmap.h"
#include "text/paragraph.h"

enum { UNIT = 1024 };            /* `before` and `after` are in 1/UNIT em */
enum { SQUARE_LEAST = 900 };     /* … advance from which a mark is full-width */
enum { HALF_BLANK_LEAST = 440 }; /* … blank that stands for half a square */
enum { LATIN_SPACE = UNIT / 4 };

struct spacer {
    struct bb_paragraph *para;
    const struct bb_segment *segment;
    uint32_t glyph; /* of the segment, walks along */
    bool cjk;       /* the segment is of a Chinese or Japanese piece */
    bool korean;
    /* the character before */
    bool before_cjk, before_korean;
    int blank; /* at its right, 1/UNIT em; 0 unless it is a full-width mark */
};

static bool
is_mark(uint8_t class)
{
    return class == BB_CHAR_OPEN || class == BB_CHAR_CLOSE;
}

static int
in_units(int64_t length, bb_len size)
{
    return (int)(length * UNIT / size);
}

/* The blanks beside the ink of character `i`; false where it is not a full-width mark. */
static bool
measure_mark(struct spacer *spacer, uint32_t i, int *left, int *right)
{
    const struct bb_paragraph *para = spacer->para;
    const struct bb_segment *segment = spacer->segment;
    const struct bb_char *at = &para->chars[i];
    const struct bb_glyph *glyphs = para->glyphs.at + segment->glyphs;
    hb_glyph_extents_t ink;
    if (!is_mark(at->class) || at->code < 0x2018
        || in_units(at->width, segment->size) < SQUARE_LEAST)
        return false;
    while (spacer->glyph + 1 < segment->nglyphs && glyphs[spacer->glyph].cluster < at->offset)
        spacer->glyph++;
    hb_font_t *font = para->owner->loaded.at[segment->face].hb;
    if (!hb_font_get_glyph_extents(font, glyphs[spacer->glyph].id, &ink))
        return false;
    *left = (int)((int64_t)ink.x_bearing * UNIT >> BB_SHAPE_EM_SHIFT);
    *right = in_units(at->width, segment->size) - *left
        - (int)((int64_t)ink.width * UNIT >> BB_SHAPE_EM_SHIFT);
    return true;
}

/* Takes half a square off one side of a mark. */
static void
trim(struct spacer *spacer, uint32_t i, bool left)
{
    struct bb_char *at = &spacer->para->chars[i];
    const struct bb_segment *segment = bb_paragraph_find_segment(spacer->para, i);
    int16_t *side = left ? &at->before : &at->after;
    *side = -UNIT / 2;
    at->width += bb_space_scale(*side, segment->size);
    at->flags &= (uint8_t)~BB_FLAG_HALF;
    spacer->para->has_space = true;
}

/* It has a quarter of a square on either side, all that stands between it and a bracket. */
static bool
is_middle_dot(uint32_t code)
{
    return code == 0x00B7 || code == 0x2027 || code == 0x2022 || code == 0x30FB;
}

static bool
is_space(uint8_t class)
{
    return class == BB_CHAR_SPACE || class == BB_CHAR_NBSP;
}

static void
space_mark(struct spacer *spacer, uint32_t i)
{
    struct bb_char *chars = spacer->para->chars;
    int left = 0, right = 0, before = spacer->blank;
    bool full = measure_mark(spacer, i, &left, &right);
    spacer->blank = full ? right : 0;
    if (!full)
        return;
    if (before >= HALF_BLANK_LEAST)
        trim(spacer, i - 1, false);
    else if (i > 0 && left >= HALF_BLANK_LEAST && before > 0
        && (chars[i - 1].class == BB_CHAR_OPEN || is_middle_dot(chars[i - 1].code)))
        trim(spacer, i, true);
    else if (i > 0 && left >= HALF_BLANK_LEAST && spacer->korean && is_space(chars[i - 1].class))
        trim(spacer, i, true);
    bool closes = chars[i].class == BB_CHAR_CLOSE, shared = before >= HALF_BLANK_LEAST;
    if ((closes ? right : shared ? 0 : left) >= HALF_BLANK_LEAST && chars[i].before == 0) {
        chars[i].flags |= BB_FLAG_HALF;
        spacer->para->has_space = true;
    }
}

/* Character `i` is no mark: the blank of one before it goes where a word space follows. */
static void
end_mark(struct spacer *spacer, uint32_t i)
{
    const struct bb_char *chars = spacer->para->chars;
    if (spacer->blank >= HALF_BLANK_LEAST && spacer->before_korean
        && chars[i - 1].class == BB_CHAR_CLOSE && is_space(chars[i].class))
        trim(spacer, i - 1, false);
    spacer->blank = 0;
}

static bool
is_latin(uint8_t class)
{
    return class == BB_CHAR_LETTER || class == BB_CHAR_DIGIT;
}

/* T9: what stands between two characters, in 1/UNIT em. */
static int
latin_space(const struct spacer *spacer, uint8_t a, uint8_t b)
{
    uint8_t other = is_latin(a) ? b : a;
    if (is_latin(a) == is_latin(b))
        return 0;
    const struct bb_text_piece *piece = &spacer->para->pieces[spacer->segment->piece];
    if (other == BB_CHAR_HAN)
        return spacer->cjk && spacer->before_cjk && piece->latin_space > 0 ? LATIN_SPACE : 0;
    return other == BB_CHAR_HANGUL ? piece->latin_space * UNIT / 1000 : 0;
}

static void
space_letters(struct spacer *spacer, uint32_t i)
{
    struct bb_char *before = &spacer->para->chars[i - 1];
    int space = latin_space(spacer, before->class, before[1].class);
    if (space == 0)
        return;
    before->after = (int16_t)space;
    before->flags |= BB_FLAG_APART;
    before->width += bb_space_scale(space, bb_paragraph_find_segment(spacer->para, i - 1)->size);
    spacer->para->has_space = true;
}

static bool
is_korean(const char *language)
{
    return language[0] == 'k' && language[1] == 'o' && (language[2] == '\0' || language[2] == '-');
}

static void
space_segment(struct spacer *spacer)
{
    const struct bb_paragraph *para = spacer->para;
    const struct bb_segment *segment = spacer->segment;
    const struct bb_text_piece *piece = &para->pieces[segment->piece];
    spacer->glyph = 0;
    spacer->cjk = bb_text_key(para->owner, piece->font, piece->language)->cjk;
    spacer->korean = is_korean(piece->language);
    for (uint32_t i = segment->start; i < segment->end; i++) {
        uint8_t class = para->chars[i].class;
        if (is_mark(class))
            space_mark(spacer, i);
        else
            end_mark(spacer, i);
        if (i > 0 && piece->latin_space > 0)
            space_letters(spacer, i);
        spacer->before_cjk = spacer->cjk;
        spacer->before_korean = spacer->korean;
    }
}

void
bb_paragraph_space(struct bb_paragraph *para)
{
    struct spacer spacer = {.para = para};
    for (size_t s = 0; s < para->segments.len; s++) {
        spacer.segment = &para->segments.at[s];
        bool plain = spacer.segment->kind == BB_SEGMENT_SHAPED && !(spacer.segment->level & 1);
        if (plain && spacer.segment->size > 0)
            space_segment(&spacer);
        else
            spacer.blank = 0;
    }
}

/* --- edges ------------------------------------------------------------------------------------ */

/* The marks that may stand outside the measure. */
static bool
may_hang(uint32_t code)
{
    switch (code) {
    case '.':
    case ',':
    case '-':
    case 0x2010: /* hyphen */
    case 0x3001: /* ideographic comma, full stop */
    case 0x3002:
    case 0xFF0C: /* full-width comma, full stop */
    case 0xFF0E:
        return true;
    default:
        return false;
    }
}

/* Where text of the other direction stands, the last letter is not at the line's end nor the first
 * at its start. */
static bool
is_at_edge(const struct bb_paragraph *para, const struct bb_segment *segment)
{
    return !para->rtl && segment->level == 0;
}

bb_len
bb_paragraph_overhang(const struct bb_paragraph *para, uint32_t last, bool hang)
{
    if (last == 0 || (!para->has_space && !hang))
        return 0;
    const struct bb_char *at = &para->chars[last - 1];
    const struct bb_segment *segment = bb_paragraph_find_segment(para, last - 1);
    bb_len size = segment->size;
    if (!is_at_edge(para, segment))
        return 0;
    if (hang && may_hang(at->code))
        return (bb_len)(at[1].width - at->width);
    if (at->flags & BB_FLAG_HALF && at->class == BB_CHAR_CLOSE)
        return bb_space_scale(UNIT / 2, size);
    return at->flags & BB_FLAG_APART ? bb_space_scale(at->after, size) : 0;
}

/* Opening quotation marks and brackets. A full-width one with its blank half, always: its ink then
 * stands at the edge, as that of a closing one at a line's end does (T10). */
bb_len
bb_paragraph_overhang_before(const struct bb_paragraph *para, uint32_t first, bool hang)
{
    const struct bb_char *at = &para->chars[first];
    if (first >= para->nchars || at->class != BB_CHAR_OPEN)
        return 0;
    const struct bb_segment *segment = bb_paragraph_find_segment(para, first);
    if (!is_at_edge(para, segment))
        return 0;
    bb_len width = (bb_len)(at[1].width - at->width);
    bool full = (int64_t)width * UNIT >= (int64_t)segment->size * SQUARE_LEAST;
    if (!full)
        return hang ? width : 0;
    return at->flags & BB_FLAG_HALF ? bb_space_scale(UNIT / 2, segment->size) : 0;
}

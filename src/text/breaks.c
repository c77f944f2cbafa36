/* Where lines may break: UAX #14 as Pango applies it, narrowed by T1-T4 and graded.
 *
 * UAX #14 breaks Hangul between any two syllables and cannot tell a word's inside from its edge.
 * Each opportunity is therefore given a grade (enum bb_break); the styles `word`, `hybrid` and
 * `syllable` differ only in the grades they admit, and T14 in those it adds where nothing fits.
 * What then belongs together all the same is held by units.c (T4). */
#include <glib.h>

#include "text/paragraph.h"

struct finder {
    struct bb_paragraph *para;
    struct bb_char *chars;
    const PangoLogAttr *attrs;
    size_t n;
};

static bool
is_cjk_letter(uint8_t class)
{
    return class == BB_CHAR_HANGUL || class == BB_CHAR_HAN;
}

static bool
is_blank(uint8_t class)
{
    return class == BB_CHAR_SPACE || class == BB_CHAR_GAP;
}

static bool
is_letter(uint8_t class)
{
    return is_cjk_letter(class) || class == BB_CHAR_LETTER || class == BB_CHAR_DIGIT;
}

static bool
is_joint(uint32_t code)
{
    return code == 0x00B7 || code == '~' || code == 0x301C || code == 0xFF5E || code == 0x2013;
}

/* --- words ------------------------------------------------------------------------------------ */

/* Ends a word, in the sense of 어절. */
static bool
ends_word(const struct finder *finder, size_t i)
{
    uint8_t class = finder->chars[i].class;
    return is_blank(class) || class == BB_CHAR_END || finder->chars[i].code == 0x200B;
}

/* At least this many letters of a Hangul word stay on either side of a break inside it, so that no
 * syllable is stranded. */
enum { LEAST_LETTERS = 2, LOOK_AHEAD = 8 };

/* Whether LEAST_LETTERS letters of the word follow from character i on. The look ahead is bounded,
 * to stay linear on a text of nothing but marks. */
static bool
has_letters_after(const struct finder *finder, size_t i)
{
    int letters = 0;
    for (size_t k = 0; k < LOOK_AHEAD && i < finder->n; k++, i++) {
        if (ends_word(finder, i) || is_joint(finder->chars[i].code))
            return false;
        if (is_letter(finder->chars[i].class) && ++letters == LEAST_LETTERS)
            return true;
    }
    return false;
}

/* --- grades ----------------------------------------------------------------------------------- */

struct context {
    int letters; /* of the word, before the character */
    bool url;    /* the word is an address */
    bool cjk;    /* the piece is of a Chinese or Japanese language */
    bool name;   /* … and the stretch is short enough for a name */
};

/* A mark that may not begin a line (T2) and stands by itself, as in "서울 - 베이징"; a sign or an
 * apostrophe before a figure or letter does begin one. UAX #14 has no such rule for "-" and ">". */
static bool
is_bare_mark(const struct finder *finder, size_t i)
{
    return finder->chars[i].class == BB_CHAR_CLOSE && !is_letter(finder->chars[i + 1].class);
}

static enum bb_break
grade_after_blank(const struct finder *finder, size_t i)
{
    const struct bb_char *chars = finder->chars;
    if (is_blank(chars[i].class))
        return BB_BREAK_NEVER;
    if (chars[i - 1].flags & BB_FLAG_PART)
        return BB_BREAK_PART;
    if (chars[i - 1].class == BB_CHAR_GAP)
        return BB_BREAK_SPACE;
    return finder->attrs[i].is_line_break && !is_bare_mark(finder, i) ? BB_BREAK_SPACE
                                                                      : BB_BREAK_GLYPH;
}

static enum bb_break
grade_after_hidden(const struct finder *finder, size_t i)
{
    if (!finder->attrs[i].is_line_break)
        return BB_BREAK_GLYPH;
    return finder->chars[i - 1].code == 0x00AD ? BB_BREAK_SOFT : BB_BREAK_SPACE;
}

/* Between two characters of which at least one is Hangul or Han, in Korean text. */
static enum bb_break
grade_korean(const struct finder *finder, const struct context *context, size_t i)
{
    uint8_t before = finder->chars[i - 1].class, after = finder->chars[i].class;
    bool joint = is_joint(finder->chars[i - 1].code);
    if (!is_letter(after) || before == BB_CHAR_DIGIT || after == BB_CHAR_DIGIT)
        return BB_BREAK_UNIT;
    if (!is_letter(before) && before != BB_CHAR_CLOSE && !joint)
        return BB_BREAK_UNIT;
    if (!has_letters_after(finder, i) || (!joint && context->letters < LEAST_LETTERS))
        return BB_BREAK_STRAND;
    return joint ? BB_BREAK_LINK : BB_BREAK_INSIDE;
}

static enum bb_break
grade_name(const struct finder *finder, const struct context *context, size_t i)
{
    bool strands = context->letters < LEAST_LETTERS || !has_letters_after(finder, i);
    return strands ? BB_BREAK_STRAND : BB_BREAK_NAME;
}

/* Before an opening and after a closing quotation mark of Chinese. UAX #14 knows no sides of “ and
 * ” before Unicode 15.1 and keeps them with both neighbours. */
static bool
is_quote_edge(const struct bb_char *before, const struct bb_char *after)
{
    bool opens = after->code == 0x201C || after->code == 0x2018;
    bool closes = before->code == 0x201D || before->code == 0x2019;
    return (opens && (is_cjk_letter(before->class) || before->class == BB_CHAR_CLOSE))
        || (closes && is_cjk_letter(after->class));
}

/* After the marks between an address's parts; after those of a query for need only: what they part
 * is short. */
static enum bb_break
grade_url(const struct finder *finder, size_t i)
{
    uint32_t before = finder->chars[i - 1].code;
    bool query = before == '?' || before == '&' || before == '=';
    if (!is_letter(finder->chars[i].class))
        return BB_BREAK_GLYPH;
    if (before == '/' || before == '.' || before == '-')
        return BB_BREAK_MARK;
    return query ? BB_BREAK_UNIT : BB_BREAK_GLYPH;
}

/* Inside what is written as one: Pango's graphemes, and past them letters joined by a virama or a
 * zero width joiner, which the font may or may not have drawn together. */
static bool
is_inside_cluster(const struct finder *finder, size_t i)
{
    const struct bb_char *before = &finder->chars[i - 1], *after = &finder->chars[i];
    if (!(after->flags & BB_FLAG_CLUSTER) || !finder->attrs[i].is_cursor_position)
        return true;
    if (after->class == BB_CHAR_HIDDEN || after->class == BB_CHAR_JOINER)
        return true;
    return before->code == 0x200D
        || (before->class == BB_CHAR_MARK && g_unichar_combining_class(before->code) == 9);
}

static enum bb_break
grade(const struct finder *finder, const struct context *context, size_t i)
{
    const struct bb_char *chars = finder->chars;
    uint8_t before = chars[i - 1].class, after = chars[i].class;
    if (before == BB_CHAR_END)
        return BB_BREAK_FORCED;
    if (after == BB_CHAR_END || is_inside_cluster(finder, i))
        return BB_BREAK_NEVER;
    if (is_blank(before))
        return grade_after_blank(finder, i);
    if (is_blank(after))
        return BB_BREAK_NEVER;
    if (before == BB_CHAR_HIDDEN)
        return grade_after_hidden(finder, i);
    if (context->url)
        return grade_url(finder, i);
    if (after == BB_CHAR_CLOSE || before == BB_CHAR_OPEN || after == BB_CHAR_NBSP
        || before == BB_CHAR_NBSP)
        return BB_BREAK_GLYPH;
    if (context->cjk && (finder->attrs[i].is_line_break || is_quote_edge(&chars[i - 1], &chars[i])))
        return context->name ? grade_name(finder, context, i) : BB_BREAK_HAN;
    if (is_cjk_letter(before) || is_cjk_letter(after))
        return grade_korean(finder, context, i);
    if (is_joint(finder->chars[i - 1].code))
        return BB_BREAK_LINK;
    return finder->attrs[i].is_line_break ? BB_BREAK_MARK : BB_BREAK_GLYPH;
}

/* --- stretches -------------------------------------------------------------------------------- */

static bool
word_is_url(const struct finder *finder, size_t start)
{
    bool at = false;
    uint32_t last[3] = {0};
    for (size_t i = start; i < finder->n && !ends_word(finder, i); i++) {
        last[0] = last[1];
        last[1] = last[2];
        last[2] = finder->chars[i].code;
        if (last[2] >= 0x80)
            return false;
        if (last[0] == ':' && last[1] == '/' && last[2] == '/')
            return true;
        if (i == start + 2 && last[0] == 'w' && last[1] == 'w' && last[2] == 'w')
            return true;
        at = at || last[2] == '@';
    }
    return at;
}

static bool
is_cjk_piece(const struct finder *finder, size_t piece)
{
    const struct bb_text_piece *from = &finder->para->pieces[piece];
    return from->kind == BB_PIECE_CHARS
        && bb_text_key(finder->para->owner, from->font, from->language)->cjk;
}

/* A Chinese or Japanese stretch without blanks or marks of punctuation that is no longer than this
 * is taken for a name and kept like a Korean word. */
enum { NAME_MOST = 16 };

/* Where the stretch ends that begins with a piece; characters that are read one by one are pieces
 * of one. */
static uint32_t
end_of_stretch(const struct bb_paragraph *para, size_t piece)
{
    const struct bb_text_piece *first = &para->pieces[piece];
    for (size_t most = piece + NAME_MOST; piece < most && piece + 1 < para->npieces; piece++)
        if (!first->ruby || !para->pieces[piece + 1].ruby
            || strcmp(para->pieces[piece + 1].language, first->language) != 0)
            break;
    return para->piece_start[piece + 1];
}

static bool
stretch_is_name(const struct finder *finder, size_t start, uint32_t end_offset)
{
    size_t i = start;
    while (i < finder->n && finder->chars[i].offset < end_offset && !ends_word(finder, i)) {
        if (!is_letter(finder->chars[i].class) && finder->chars[i].code != 0x00B7)
            return false;
        if (++i - start > NAME_MOST)
            return false;
    }
    return true;
}

static void
grade_all(struct finder *finder)
{
    struct bb_paragraph *para = finder->para;
    struct context context = {0};
    size_t piece = 0;
    bool fresh_word = true, fresh_piece = true;
    for (size_t i = 0; i < finder->n; i++) {
        while (finder->chars[i].offset >= para->piece_start[piece + 1]) {
            piece++;
            fresh_piece = true;
        }
        if (fresh_piece)
            context.cjk = is_cjk_piece(finder, piece);
        if (fresh_word) {
            context.url = word_is_url(finder, i);
            context.letters = 0;
        }
        if (fresh_word || fresh_piece)
            context.name = context.cjk && stretch_is_name(finder, i, end_of_stretch(para, piece));
        if (i > 0)
            finder->chars[i].brk = (uint8_t)grade(finder, &context, i);
        fresh_piece = false;
        fresh_word = ends_word(finder, i);
        if (is_joint(finder->chars[i].code))
            context.letters = 0;
        else if (is_letter(finder->chars[i].class))
            context.letters++;
    }
}

/* --- stretch and safety ----------------------------------------------------------------------- */

static bool
shaping_is_local(const struct bb_char *before, const struct bb_char *after)
{
    return is_cjk_letter(before->class) || is_cjk_letter(after->class) || is_blank(before->class)
        || is_blank(after->class) || before->class == BB_CHAR_HIDDEN
        || before->class == BB_CHAR_END;
}

static void
flag_all(struct finder *finder)
{
    struct bb_char *chars = finder->chars;
    chars[0].flags |= BB_FLAG_SAFE;
    chars[finder->n].flags |= BB_FLAG_SAFE | BB_FLAG_CLUSTER;
    for (size_t i = 1; i < finder->n; i++) {
        if (shaping_is_local(&chars[i - 1], &chars[i]))
            chars[i].flags |= BB_FLAG_SAFE;
        if (is_cjk_letter(chars[i - 1].class) && is_cjk_letter(chars[i].class)
            && chars[i].brk > BB_BREAK_NEVER)
            chars[i - 1].flags |= BB_FLAG_STRETCH;
    }
    for (size_t s = 1; s < finder->para->segments.len; s++)
        chars[finder->para->segments.at[s].start].flags |= BB_FLAG_SAFE;
}

/* Running Chinese and Japanese has no word spaces to take the stretch of a line: its gaps may grow
 * by this many quarters of what those of Korean may, 0.09 em by default: from 0.1 em on pdftotext
 * takes a gap for a space (T8). A gap is of the segment before it. */
enum { CHINESE_STRETCH = 9 };

static void
sum_gaps(struct bb_paragraph *para)
{
    int64_t gaps = 0;
    for (size_t s = 0; s < para->segments.len; s++) {
        const struct bb_segment *segment = &para->segments.at[s];
        const struct bb_text_piece *piece = &para->pieces[segment->piece];
        bool cjk = piece->kind == BB_PIECE_CHARS
            && bb_text_key(para->owner, piece->font, piece->language)->cjk;
        int64_t gap = cjk ? (int64_t)segment->size * CHINESE_STRETCH / 4 : segment->size;
        for (uint32_t i = segment->start; i < segment->end; i++) {
            para->chars[i].gaps = gaps;
            if (para->chars[i].flags & BB_FLAG_STRETCH)
                gaps += gap;
        }
    }
    para->chars[para->nchars].gaps = gaps;
}

/* --- Pango ------------------------------------------------------------------------------------ */

static void
analyse_part(const struct bb_paragraph *para, size_t start, size_t end, PangoLogAttr *attrs)
{
    uint32_t offset = para->chars[start].offset;
    pango_default_break(para->text.ptr + offset, (int)(para->chars[end].offset - offset), NULL,
        attrs, (int)(end - start) + 1);
}

/* Pango looks back without bound for a number's start and for spaces, so that a text of nothing
 * but these takes quadratic time (1 MB of "a/b.c-": a minute). A long text is analysed in parts
 * that overlap by more than any rule has to see in sane text. */
static void
analyse(const struct bb_paragraph *para, PangoLogAttr *attrs)
{
    enum { PART = 4096, OVERLAP = 128 };
    if (para->nchars <= PART) {
        analyse_part(para, 0, para->nchars, attrs);
        return;
    }
    PangoLogAttr part[PART + 1];
    size_t start = 0, known = 0;
    while (known < para->nchars) {
        size_t end = para->nchars - start > PART ? start + PART : para->nchars;
        memset(part, 0, sizeof part);
        analyse_part(para, start, end, part);
        size_t sure = end < para->nchars ? end - OVERLAP / 2 : end;
        memcpy(attrs + known, part + (known - start), (sure - known + 1) * sizeof *attrs);
        known = sure;
        start = end - OVERLAP;
    }
}

/* Arabic, Indic and Thai have rules beyond UAX #14; Hangul, Han and Latin have none. */
static bool
wants_tailoring(PangoScript script)
{
    return script != PANGO_SCRIPT_HANGUL && script != PANGO_SCRIPT_HAN
        && script != PANGO_SCRIPT_LATIN && script != PANGO_SCRIPT_COMMON;
}

static void
tailor(const struct bb_paragraph *para, PangoLogAttr *attrs)
{
    for (size_t i = 0; i < para->segments.len; i++) {
        const struct bb_segment *segment = &para->segments.at[i];
        if (segment->kind != BB_SEGMENT_SHAPED || !wants_tailoring(segment->script))
            continue;
        uint32_t offset = para->chars[segment->start].offset;
        uint32_t end = para->chars[segment->end].offset;
        PangoAnalysis analysis = {
            .level = segment->level,
            .script = (guint8)segment->script,
            .language = segment->language,
        };
        pango_tailor_break(para->text.ptr + offset, (int)(end - offset), &analysis, -1,
            attrs + segment->start, (int)(segment->end - segment->start) + 1);
    }
}

void
bb_paragraph_find_breaks(struct bb_paragraph *para)
{
    if (para->has_breaks)
        return;
    PangoLogAttr *attrs = g_new0(PangoLogAttr, para->nchars + 1);
    analyse(para, attrs);
    tailor(para, attrs);
    struct finder finder = {.para = para, .chars = para->chars, .attrs = attrs, .n = para->nchars};
    grade_all(&finder);
    flag_all(&finder);
    bb_paragraph_hold_units(para);
    sum_gaps(para);
    g_free(attrs);
    para->has_breaks = true;
}

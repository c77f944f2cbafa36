/* From pieces to a measured paragraph: its text and characters, the segments (segment.c), their
 * glyphs (glyphs.c), and the sums of widths from which every later question is answered. */
#include <glib.h>

#include "base/utf8.h"
#include "text/paragraph.h"

/* --- text ------------------------------------------------------------------------------------- */

/* What stands for a piece in the paragraph's text: a space breaks, a figure binds as a page number
 * does, a line separator ends the line. */
static struct bb_str
piece_text(const struct bb_text_piece *piece)
{
    switch (piece->kind) {
    case BB_PIECE_CHARS:
        return piece->text;
    case BB_PIECE_GAP:
        return BB_STR(" ");
    case BB_PIECE_RESERVED:
        return BB_STR("0");
    case BB_PIECE_BREAK:
        break;
    }
    return BB_STR("\xE2\x80\xA8");
}

/* Line ends and tabs of a folded or quoted scalar are spaces here. */
static void
copy_text(char *to, struct bb_str from)
{
    for (size_t i = 0; i < from.len; i++)
        to[i] = (unsigned char)from.ptr[i] < 0x20 ? ' ' : from.ptr[i];
}

static void
join_pieces(struct bb_paragraph *para, struct bb_arena *arena)
{
    size_t len = 0;
    para->piece_start = BB_NEW_ARRAY(arena, uint32_t, para->npieces + 1);
    for (size_t i = 0; i < para->npieces; i++) {
        para->piece_start[i] = (uint32_t)len;
        len += piece_text(&para->pieces[i]).len;
    }
    para->piece_start[para->npieces] = (uint32_t)len;
    char *text = bb_arena_alloc(arena, len + 1);
    for (size_t i = 0; i < para->npieces; i++)
        copy_text(text + para->piece_start[i], piece_text(&para->pieces[i]));
    para->text = (struct bb_str){text, len};
}

static enum bb_char_class
class_in_piece(enum bb_piece_kind kind, uint32_t code)
{
    switch (kind) {
    case BB_PIECE_GAP:
        return BB_CHAR_GAP;
    case BB_PIECE_RESERVED:
        return BB_CHAR_DIGIT;
    case BB_PIECE_BREAK:
        return BB_CHAR_END;
    case BB_PIECE_CHARS:
        break;
    }
    return bb_char_classify(code);
}

static void
list_chars(struct bb_paragraph *para, struct bb_arena *arena)
{
    para->nchars = bb_utf8_count(para->text);
    para->chars = BB_NEW_ARRAY(arena, struct bb_char, para->nchars + 1);
    size_t at = 0, piece = 0;
    for (size_t i = 0; i < para->nchars; i++) {
        while (at >= para->piece_start[piece + 1])
            piece++;
        para->chars[i].offset = (uint32_t)at;
        uint32_t code = (uint32_t)bb_utf8_next(para->text, &at);
        uint8_t class = (uint8_t)class_in_piece(para->pieces[piece].kind, code);
        para->chars[i].code = code;
        para->chars[i].class = class;
        para->chars[i].flags = para->pieces[piece].parts ? BB_FLAG_PART : 0;
        para->has_parts = para->has_parts || para->pieces[piece].parts;
        para->has_hidden = para->has_hidden || class == BB_CHAR_HIDDEN;
        para->has_ends = para->has_ends || class == BB_CHAR_END;
    }
    para->chars[para->nchars].offset = (uint32_t)para->text.len;
}

/* --- measuring -------------------------------------------------------------------------------- */

/* Gives each character the width of the glyphs of its cluster. Clusters of a run rise or, right to
 * left, fall, so the walk never turns. */
static void
spread_widths(struct bb_paragraph *para, const struct bb_segment *segment)
{
    struct bb_char *chars = para->chars;
    uint32_t c = segment->level & 1 ? segment->end - 1 : segment->start;
    for (uint32_t i = 0; i < segment->nglyphs; i++) {
        const struct bb_glyph *glyph = &para->glyphs.at[segment->glyphs + i];
        while (chars[c].offset < glyph->cluster)
            c++;
        while (chars[c].offset > glyph->cluster)
            c--;
        chars[c].width += glyph->advance;
        chars[c].flags |= BB_FLAG_CLUSTER;
    }
}

static void
shape_segments(struct bb_paragraph *para, struct bb_arena *arena)
{
    for (size_t i = 0; i < para->segments.len; i++) {
        struct bb_segment *segment = &para->segments.at[i];
        segment->glyphs = (uint32_t)para->glyphs.len;
        bb_paragraph_shape(para, segment, segment->start, segment->end, arena, &para->glyphs);
        segment->nglyphs = (uint32_t)para->glyphs.len - segment->glyphs;
        if (segment->kind != BB_SEGMENT_BLANK) {
            spread_widths(para, segment);
            continue;
        }
        for (uint32_t k = segment->start; k < segment->end; k++)
            para->chars[k].flags |= BB_FLAG_CLUSTER;
        if (para->pieces[segment->piece].kind != BB_PIECE_CHARS)
            para->chars[segment->start].width = para->pieces[segment->piece].width;
    }
}

/* Turns the widths of single characters into sums. */
static void
sum_widths(struct bb_paragraph *para)
{
    struct bb_char *chars = para->chars;
    int64_t width = 0, spaces = 0;
    int32_t squeeze = 0;
    for (size_t i = 0; i <= para->nchars; i++) {
        int64_t own = chars[i].width;
        chars[i].width = width;
        chars[i].spaces = spaces;
        chars[i].squeeze = squeeze;
        squeeze += para->has_space && i < para->nchars ? bb_paragraph_give(para, (uint32_t)i) : 0;
        width += own;
        if (chars[i].class == BB_CHAR_SPACE || chars[i].class == BB_CHAR_NBSP)
            spaces += own;
    }
}

/* --- entry ------------------------------------------------------------------------------------ */

/* The base direction orders what is mixed; alignment is the style's. Right to left only where the
 * whole text is of such a language: an Arabic name in a Korean line must not turn it round. */
static bool
reads_right_to_left(const struct bb_text_piece *pieces, size_t npieces)
{
    static const char *const languages[] = {"ar", "he", "fa", "ur", "yi", "ps", "ug", "dv", "sd"};
    bool any = false;
    for (size_t i = 0; i < npieces; i++) {
        bool found = false;
        if (pieces[i].kind != BB_PIECE_CHARS)
            continue;
        for (size_t k = 0; k < G_N_ELEMENTS(languages) && !found; k++)
            found = strncmp(pieces[i].language, languages[k], 2) == 0
                && (pieces[i].language[2] == '\0' || pieces[i].language[2] == '-');
        if (!found)
            return false;
        any = true;
    }
    return any;
}

struct bb_paragraph *
bb_text_shape(struct bb_text *text, struct bb_arena *arena, const struct bb_text_piece *pieces,
    size_t npieces)
{
    struct bb_paragraph *para = BB_NEW(arena, struct bb_paragraph);
    para->owner = text;
    para->arena = arena;
    para->pieces = pieces;
    para->npieces = npieces;
    para->rtl = reads_right_to_left(pieces, npieces);
    join_pieces(para, arena);
    list_chars(para, arena);
    if (para->nchars == 0)
        return para;
    bb_paragraph_cut(para, arena);
    shape_segments(para, arena);
    bb_paragraph_space(para);
    bb_paragraph_add_rubies(para, arena);
    sum_widths(para);
    return para;
}

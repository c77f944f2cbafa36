/* Classes of characters for line breaking (typography.md, T1-T4).
 *
 * Coarser than UAX #14, whose pair table Pango has applied already; these classes carry only what
 * Korean and Chinese composition asks beyond it. */
#include <glib.h>

#include "base/utf8.h"
#include "text/paragraph.h"

static bool
is_hangul(uint32_t c)
{
    return (c >= 0xAC00 && c <= 0xD7FB) || (c >= 0x1100 && c <= 0x11FF)
        || (c >= 0x3131 && c <= 0x318E) || (c >= 0xA960 && c <= 0xA97C)
        || (c >= 0xFFA1 && c <= 0xFFDC);
}

static bool
is_han(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF)
        || (c >= 0x3041 && c <= 0x30FA) || (c >= 0x2E80 && c <= 0x2FDF) || c == 0x3007
        || (c >= 0x31F0 && c <= 0x31FF);
}

static enum bb_char_class
classify_ascii(uint32_t c)
{
    if (c == ' ')
        return BB_CHAR_SPACE;
    if (c >= '0' && c <= '9')
        return BB_CHAR_DIGIT;
    if (g_ascii_isalpha((char)c))
        return BB_CHAR_LETTER;
    switch (c) {
    case '(':
    case '[':
    case '{':
    case '<':
        return BB_CHAR_OPEN;
    case ')':
    case ']':
    case '}':
    case '>':
    case '!':
    case '?':
    case '.':
    case ',':
    case ':':
    case ';':
    case '-':
        return BB_CHAR_CLOSE;
    default:
        return BB_CHAR_OTHER;
    }
}

/* Those that Unicode's general categories do not sort for us. */
static enum bb_char_class
classify_special(uint32_t c)
{
    switch (c) {
    case 0x00A0: /* no-break space */
    case 0x202F: /* narrow no-break space */
        return BB_CHAR_NBSP;
    case 0x00AD: /* soft hyphen */
    case 0x200B: /* zero width space */
    case 0x2060: /* word joiner */
    case 0xFEFF: /* zero width no-break space */
        return BB_CHAR_HIDDEN;
    case 0x034F: /* combining grapheme joiner */
        return BB_CHAR_JOINER;
    case 0x0085: /* next line */
    case 0x2028: /* line separator */
    case 0x2029: /* paragraph separator */
        return BB_CHAR_END;
    case 0x00B7: /* middle dot */
    case 0x2010: /* hyphen */
    case 0x2027: /* hyphenation point */
    case 0x2022: /* bullet as a middle dot */
    case 0x3001: /* ideographic comma */
    case 0x3002: /* ideographic full stop */
    case 0x3005: /* ideographic iteration mark */
    case 0x303B: /* vertical iteration mark */
    case 0x309D: /* hiragana iteration marks */
    case 0x309E:
    case 0x30FB: /* katakana middle dot */
    case 0x30FC: /* prolonged sound mark */
    case 0x30FD: /* katakana iteration marks */
    case 0x30FE:
    case 0xFF01: /* full-width ! , . : ; ? */
    case 0xFF0C:
    case 0xFF0E:
    case 0xFF1A:
    case 0xFF1B:
    case 0xFF1F:
    case 0xFF65: /* half-width katakana middle dot */
        return BB_CHAR_CLOSE;
    default:
        return BB_CHAR_OTHER;
    }
}

/* Small kana may not begin a line (T2). */
static bool
is_small_kana(uint32_t c)
{
    static const uint16_t small[] = {0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085,
        0x3087, 0x308E, 0x3095, 0x3096};
    if (c >= 0x31F0 && c <= 0x31FF)
        return true;
    if (c < 0x3041 || c > 0x30FA)
        return false;
    uint32_t hiragana = c >= 0x30A1 ? c - 0x60 : c;
    for (size_t i = 0; i < G_N_ELEMENTS(small); i++)
        if (small[i] == hiragana)
            return true;
    return false;
}

static enum bb_char_class
classify_category(uint32_t c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
        return BB_CHAR_OPEN;
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
        return BB_CHAR_CLOSE;
    case G_UNICODE_SPACE_SEPARATOR:
        return BB_CHAR_SPACE;
    case G_UNICODE_DECIMAL_NUMBER:
        return BB_CHAR_DIGIT;
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
        return BB_CHAR_MARK;
    case G_UNICODE_FORMAT:
        return BB_CHAR_JOINER;
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_OTHER_LETTER:
        return BB_CHAR_LETTER;
    default:
        return BB_CHAR_OTHER;
    }
}

enum bb_char_class
bb_char_classify(uint32_t c)
{
    if (c < 0x80)
        return classify_ascii(c);
    if (is_small_kana(c))
        return BB_CHAR_CLOSE;
    if (is_hangul(c))
        return BB_CHAR_HANGUL;
    if (is_han(c))
        return BB_CHAR_HAN;
    if ((c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF))
        return BB_CHAR_JOINER; /* variation selectors */
    enum bb_char_class special = classify_special(c);
    return special != BB_CHAR_OTHER ? special : classify_category(c);
}

bool
bb_text_stacks(struct bb_str text)
{
    bool any = false;
    for (size_t at = 0; at < text.len;) {
        uint32_t code = (uint32_t)bb_utf8_next(text, &at);
        enum bb_char_class class = bb_char_classify(code);
        if (class == BB_CHAR_LETTER)
            return false;
        any |= class == BB_CHAR_HANGUL || class == BB_CHAR_HAN;
    }
    return any;
}

/* The order of names in an index.
 *
 * A text becomes a key whose bytes are compared: for each letter its script's rank in the language,
 * then the letter without case and accents. Hangul syllables stand in the order of dictionaries
 * as they are; spaces and marks do not count. What differs only in case, accents or marks is told
 * apart at the key's end. A library's sort keys (ICU's) are used in the same way, and can take the
 * place of these; for names in Hangul and Latin letters they give the same order. */
#include "compose/collate.h"

#include <glib.h>

#include "base/utf8.h"

enum { SYLLABLE_FIRST = 0xAC00, SYLLABLE_LAST = 0xD7A3, SYLLABLES_OF_INITIAL = 588 };

/* Ranks from 1, so that a key that ends is before one that goes on. */
enum { RANK_DIGIT = 3, RANK_OTHER };

/* Letters that have no decomposition. */
static gunichar
fold_latin(gunichar code)
{
    static const struct {
        gunichar code;
        char letter;
    } letters[] = {{0xDF, 's'}, {0xE6, 'a'}, {0xF0, 'd'}, {0xF8, 'o'}, {0xFE, 't'}, {0x111, 'd'},
        {0x127, 'h'}, {0x131, 'i'}, {0x142, 'l'}, {0x14B, 'n'}, {0x153, 'o'}, {0x167, 't'}};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].code == code)
            return (gunichar)letters[i].letter;
    return code;
}

static bool
is_syllable(gunichar code)
{
    return code >= SYLLABLE_FIRST && code <= SYLLABLE_LAST;
}

/* Lower case, without accents: é is e. Hangul stays whole. */
static gunichar
fold(gunichar code)
{
    gunichar base[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    if (is_syllable(code))
        return code;
    g_unichar_fully_decompose(code, TRUE, base, G_UNICHAR_MAX_DECOMPOSITION_LENGTH);
    return fold_latin(g_unichar_tolower(base[0]));
}

static bool
is_korean(const char *language)
{
    return strncmp(language, "ko", 2) == 0 && (language[2] == '\0' || language[2] == '-');
}

/* Of a folded letter; 0: a space or mark that does not count. */
static int
rank_of(const char *language, gunichar code)
{
    bool korean = is_korean(language);
    if (is_syllable(code))
        return korean ? 1 : 2;
    if (code >= 'a' && code <= 'z')
        return korean ? 2 : 1;
    if (g_unichar_isdigit(code))
        return RANK_DIGIT;
    return g_unichar_isalpha(code) ? RANK_OTHER : 0;
}

static void
append_letter(struct bb_buf *key, int rank, gunichar code)
{
    bb_buf_append_char(key, (char)rank);
    for (int shift = 14; shift >= 0; shift -= 7) /* never 0, which ends the key */
        bb_buf_append_char(key, (char)(0x80 | (code >> shift & 0x7F)));
}

struct bb_str
bb_collate_key(struct bb_arena *arena, const char *language, struct bb_str text)
{
    struct bb_buf key;
    bb_buf_init(&key, 0);
    for (size_t at = 0; at < text.len;) {
        gunichar code = fold((gunichar)bb_utf8_next(text, &at));
        int rank = rank_of(language, code);
        if (rank > 0)
            append_letter(&key, rank, code);
    }
    bb_buf_append_char(&key, '\0');
    bb_buf_append_str(&key, text);
    struct bb_str out = bb_arena_str(arena, bb_buf_str(&key));
    bb_buf_finish(&key);
    return out;
}

struct bb_str
bb_collate_initial(struct bb_arena *arena, struct bb_str text)
{
    static const char *const initials[] = {"ㄱ", "ㄱ", "ㄴ", "ㄷ", "ㄷ", "ㄹ", "ㅁ", "ㅂ", "ㅂ",
        "ㅅ", "ㅅ", "ㅇ", "ㅈ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ"};
    gunichar code = 0;
    for (size_t at = 0; at < text.len && !g_unichar_isalnum(code);)
        code = fold((gunichar)bb_utf8_next(text, &at));
    if (is_syllable(code))
        return bb_str_from(initials[(code - SYLLABLE_FIRST) / SYLLABLES_OF_INITIAL]);
    if (code >= 'a' && code <= 'z')
        return bb_arena_printf(arena, "%c", (char)g_ascii_toupper((char)code));
    return BB_STR("#");
}

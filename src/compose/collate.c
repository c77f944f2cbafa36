/* The order of names in an index.
 *
 * A text becomes a key whose bytes are compared: for each letter its script's rank in the language,
 * then the letter without case and accents. Hangul syllables stand in the order of dictionaries
 * as they are; spaces and marks do not count. What differs only in case, accents or marks is told
 * apart at the key's end. For names in Hangul and Latin letters ICU gives the same order and costs
 * 7 M instructions; its keys are taken for Chinese only, whose order is a table. There, names come
 * by their initials first: in pinyin, 北京 and Berlin are both under B. */
#include "compose/collate.h"

#include <glib.h>

#include "base/utf8.h"
#include "compose/collate_icu.h"

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
is_language(const char *language, const char *tag)
{
    return strncmp(language, tag, 2) == 0 && (language[2] == '\0' || language[2] == '-');
}

/* Of a folded letter; 0: a space or mark that does not count. */
static int
rank_of(const char *language, gunichar code)
{
    bool korean = is_language(language, "ko");
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

/* What the letters of the text come to, one after the other. */
static void
append_letters(struct bb_buf *key, const char *language, struct bb_str text)
{
    for (size_t at = 0; at < text.len;) {
        gunichar code = fold((gunichar)bb_utf8_next(text, &at));
        int rank = rank_of(language, code);
        if (rank > 0)
            append_letter(key, rank, code);
    }
}

/* Initials of Chinese: letters before all else, but strokes before letters; what has none last. */
static void
append_initial(struct bb_buf *key, struct bb_str initial)
{
    enum { STROKES = 1, LETTER, NONE };
    bool letter = initial.ptr[0] >= 'A' && initial.ptr[0] <= 'Z';
    bool strokes = initial.ptr[0] >= '0' && initial.ptr[0] <= '9';
    bb_buf_append_char(key, (char)(letter ? LETTER : strokes ? STROKES : NONE));
    if (letter)
        bb_buf_append_char(key, initial.ptr[0]);
}

struct bb_str
bb_collate_key(const struct bb_collator *collator, struct bb_str text)
{
    struct bb_buf key;
    bb_buf_init(&key, 0);
    if (collator->icu) {
        append_initial(&key, bb_collate_initial(collator, text));
        bb_buf_append_str(&key, bb_icu_key(collator->icu, collator->arena, text));
    } else
        append_letters(&key, collator->language, text);
    bb_buf_append_char(&key, '\0');
    bb_buf_append_str(&key, text);
    struct bb_str out = bb_arena_str(collator->arena, bb_buf_str(&key));
    bb_buf_finish(&key);
    return out;
}

static struct bb_str
initial_of_script(struct bb_arena *arena, struct bb_str text)
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

struct bb_str
bb_collate_initial(const struct bb_collator *collator, struct bb_str text)
{
    struct bb_str initial = BB_STR("");
    if (collator->icu)
        initial = bb_icu_initial(collator->icu, collator->arena, text);
    return initial.len > 0 ? initial : initial_of_script(collator->arena, text);
}

struct bb_collator
bb_collator_open(struct bb_arena *arena, struct bb_diag *diag, const char *language)
{
    struct bb_collator collator = {.arena = arena, .language = language};
    const char *why = NULL;
    if (is_language(language, "zh"))
        collator.icu = bb_icu_open(arena, language, &why);
    if (why && !collator.icu)
        bb_report(diag, BB_D_ORDER_MISSING, ((struct bb_span){0}), why);
    return collator;
}

void
bb_collator_close(struct bb_collator *collator)
{
    bb_icu_close(collator->icu);
}

/* Hyphens in Latin words (T7), by libhyphen and the patterns that distributions package: files
 * hyph_en_US.dic and the like, read only where a style hyphenates.
 *
 * Words that begin with a capital are left whole: in these documents they are names. So are words
 * that touch figures or marks inside an address. A list of exceptions of our own lost: an author
 * puts a soft hyphen, or U+2060. */
#include <glib.h>
#include <hyphen.h>

#include "base/utf8.h"
#include "text/paragraph.h"

enum { LETTERS_LEAST = 5, LETTERS_MOST = 60 };

/* --- patterns --------------------------------------------------------------------------------- */

static HyphenDict *
load_file(struct bb_text *text, const char *language, const char *region)
{
    const char *path = bb_arena_printf(text->arena, "%s/hyph_%s%s%s.dic", BB_HYPHEN_DIR, language,
        region[0] != '\0' ? "_" : "", region)
                           .ptr;
    return g_file_test(path, G_FILE_TEST_IS_REGULAR) ? hnj_hyphen_load(path) : NULL;
}

/* The file of the region asked for, or of the one that the language is best known by: en_US. */
static HyphenDict *
load_patterns(struct bb_text *text, const char *language)
{
    char name[3] = {0}, region[3] = {0}, home[3] = {0};
    if (strlen(language) < 2)
        return NULL;
    for (size_t i = 0; i < 2; i++) {
        name[i] = g_ascii_tolower(language[i]);
        home[i] = g_ascii_toupper(language[i]);
    }
    if (strlen(language) == 5 && language[2] == '-')
        for (size_t i = 0; i < 2; i++)
            region[i] = g_ascii_toupper(language[3 + i]);
    HyphenDict *dict = region[0] != '\0' ? load_file(text, name, region) : NULL;
    if (!dict)
        dict = load_file(text, name, strcmp(name, "en") == 0 ? "US" : home);
    return dict ? dict : load_file(text, name, "");
}

/* NULL where the machine has none; said once. */
static HyphenDict *
find_patterns(struct bb_text *text, const char *language)
{
    for (size_t i = 0; i < text->hyphens.len; i++)
        if (strcmp(text->hyphens.at[i].language, language) == 0)
            return text->hyphens.at[i].dict;
    struct bb_hyphens hyphens = {language, load_patterns(text, language)};
    if (!hyphens.dict)
        bb_report(text->diag, BB_D_HYPHENS_MISSING, (struct bb_span){0}, language);
    BB_VEC_PUSH(text->arena, &text->hyphens, hyphens);
    return hyphens.dict;
}

void
bb_text_free_hyphens(struct bb_text *text)
{
    for (size_t i = 0; i < text->hyphens.len; i++)
        if (text->hyphens.at[i].dict)
            hnj_hyphen_free(text->hyphens.at[i].dict);
}

/* --- words ------------------------------------------------------------------------------------ */

/* A word in lower case and in the encoding of the patterns; to be freed, NULL where it has no form
 * in it. */
static char *
encode_word(const struct bb_paragraph *para, const HyphenDict *dict, size_t start, size_t end)
{
    GString *word = g_string_new(NULL);
    for (size_t i = start; i < end; i++)
        g_string_append_unichar(word, g_unichar_tolower(para->chars[i].code));
    char *lower = g_string_free(word, FALSE);
    if (dict->utf8)
        return lower;
    char *converted = g_convert(lower, -1, dict->cset, "UTF-8", NULL, NULL, NULL);
    g_free(lower);
    return converted;
}

/* libhyphen allocates what it says of breaks that change letters; these are not taken. */
static void
free_changes(char **rep, int *pos, int *cut, size_t count)
{
    for (size_t i = 0; rep && i < count; i++)
        free(rep[i]);
    free(rep);
    free(pos);
    free(cut);
}

static void
hyphenate_word(struct bb_paragraph *para, HyphenDict *dict, size_t start, size_t end)
{
    char *word = encode_word(para, dict, start, end), **rep = NULL;
    char hyphens[4 * LETTERS_MOST + 5] = {0};
    int *pos = NULL, *cut = NULL, len = word ? (int)strlen(word) : 0;
    if (word && len <= 4 * LETTERS_MOST
        && hnj_hyphen_hyphenate2(dict, word, len, hyphens, NULL, &rep, &pos, &cut) == 0)
        for (size_t i = start + 1; i < end; i++)
            if ((hyphens[i - 1 - start] & 1) && !(rep && rep[i - 1 - start])
                && para->chars[i].brk == BB_BREAK_GLYPH)
                para->chars[i].brk = BB_BREAK_SOFT;
    free_changes(rep, pos, cut, (size_t)len);
    g_free(word);
}

static bool
is_edge(const struct bb_char *at)
{
    return at->code == 0 || at->class == BB_CHAR_SPACE || at->class == BB_CHAR_NBSP
        || at->class == BB_CHAR_GAP || at->class == BB_CHAR_END;
}

/* Whether letters start..end are a word: blanks or brackets before, blanks or marks and blanks
 * after. */
static bool
is_word(const struct bb_paragraph *para, size_t start, size_t end)
{
    const struct bb_char *chars = para->chars;
    if (end - start < LETTERS_LEAST || end - start > LETTERS_MOST
        || g_unichar_isupper(chars[start].code))
        return false;
    bool opens = start == 0 || is_edge(&chars[start - 1]) || chars[start - 1].class == BB_CHAR_OPEN;
    while (chars[end].class == BB_CHAR_CLOSE)
        end++;
    return opens && is_edge(&chars[end]);
}

static void
hyphenate_piece(struct bb_paragraph *para, HyphenDict *dict, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++) {
        size_t first = i;
        while (i < end && para->chars[i].class == BB_CHAR_LETTER)
            i++;
        if (is_word(para, first, i))
            hyphenate_word(para, dict, first, i);
    }
}

void
bb_paragraph_hyphenate(struct bb_paragraph *para)
{
    size_t i = 0;
    if (para->has_hyphens)
        return;
    para->has_hyphens = true;
    for (size_t p = 0; p < para->npieces; p++) {
        const struct bb_text_piece *piece = &para->pieces[p];
        size_t start = i;
        while (i < para->nchars && para->chars[i].offset < para->piece_start[p + 1])
            i++;
        bool whole = piece->kind != BB_PIECE_CHARS || piece->keep || i - start < LETTERS_LEAST;
        HyphenDict *dict = whole ? NULL : find_patterns(para->owner, piece->language);
        if (dict)
            hyphenate_piece(para, dict, start, i);
    }
}

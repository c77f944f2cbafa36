/* From a row and its texts to a message.
 *
 * Templates hold {1} … {9} and, in Korean, {1:은/는}: text 1 with the particle that fits the sound on
 * which it ends, the form after a consonant first; {1|은/는} is the particle alone. Hangul tells the
 * sound; digits and Latin letters are taken as they are read in Korean; after anything else (Hanzi,
 * whose reading is not known here) both forms are printed, 은(는), as Korean forms do. */
#include "base/utf8.h"
#include "diag/table.h"

#define BB_DIAG(name, code, severity, en, ko, hint_en, hint_ko) \
    [BB_D_##name] = {code, BB_SEVERITY_##severity, {en, ko}, {hint_en, hint_ko}},
const struct bb_diag_row bb_diag_table[BB_D_COUNT] = {
#include "diag/codes.def"
};
#undef BB_DIAG

/* A text of a call is cut here: a key of a megabyte is no use in a message. In code points. */
enum { ARG_MOST = 240 };
/* A hint lists what may be written instead, all of it where it can. */
enum { HINT_ARG_MOST = 1000 };

/* How a word ends in Korean speech. ㄹ is apart because 로, not 으로, follows it. */
enum ending { ENDING_VOWEL, ENDING_CONSONANT, ENDING_RIEUL, ENDING_UNKNOWN };

static enum ending
hangul_ending(int32_t code)
{
    enum { RIEUL = 8, FINALS = 28 };
    int final = (code - 0xAC00) % FINALS;
    return final == 0 ? ENDING_VOWEL : final == RIEUL ? ENDING_RIEUL : ENDING_CONSONANT;
}

/* 영 일 이 삼 사 오 육 칠 팔 구; a number that ends in 0 ends in 영, 십, 백, 천 or 만, all alike. */
static enum ending
digit_ending(int32_t code)
{
    static const enum ending endings[] = {ENDING_CONSONANT, ENDING_RIEUL, ENDING_VOWEL,
        ENDING_CONSONANT, ENDING_VOWEL, ENDING_VOWEL, ENDING_CONSONANT, ENDING_RIEUL, ENDING_RIEUL,
        ENDING_VOWEL};
    return endings[code - '0'];
}

/* Final l, m, n (an e after them is silent) close the syllable, and so do k and p after a vowel;
 * other letters take a vowel (트, 스, 드) when a word is read in Korean. Capitals are read one by
 * one: 엘, 엠, 엔, 알. */
static enum ending
latin_ending(int32_t last, int32_t before)
{
    if (last == 'L' || last == 'R')
        return ENDING_RIEUL;
    if (last == 'M' || last == 'N')
        return ENDING_CONSONANT;
    if (last == 'e' && before != 0 && strchr("lmn", (int)before))
        last = before;
    if (last == 'l')
        return ENDING_RIEUL;
    if (last == 'm' || last == 'n')
        return ENDING_CONSONANT;
    if (last == 'g' && before == 'n')
        return ENDING_CONSONANT;
    bool closes = (last == 'k' || last == 'p') && before != 0 && strchr("aeiouc", (int)before);
    return closes ? ENDING_CONSONANT : ENDING_VOWEL;
}

static bool
is_letter(int32_t code)
{
    return code >= 0x80 || (code >= '0' && code <= '9')
        || ((code | 0x20) >= 'a' && (code | 0x20) <= 'z');
}

static bool
is_closing_mark(int32_t code)
{
    return code == 0x2019 || code == 0x201D || (code >= 0x3008 && code <= 0x3011) || code == 0xFF09;
}

/* The last two letters decide; punctuation after them has no sound. */
static enum ending
find_ending(struct bb_str text)
{
    int32_t last = 0, before = 0;
    for (size_t at = 0; at < text.len;) {
        int32_t code = bb_utf8_next(text, &at);
        if (!is_letter(code) || is_closing_mark(code))
            continue;
        before = last;
        last = code;
    }
    if (last >= 0xAC00 && last <= 0xD7A3)
        return hangul_ending(last);
    if (last >= '0' && last <= '9')
        return digit_ending(last);
    return last > 0 && last < 0x80 ? latin_ending(last, before) : ENDING_UNKNOWN;
}

/* `pair` is "은/는". */
static void
append_particle(struct bb_buf *out, struct bb_str pair, struct bb_str text)
{
    struct bb_str vowel = pair;
    struct bb_str consonant = bb_str_cut(&vowel, '/');
    enum ending ending = find_ending(text);
    bool is_ro = bb_str_is(vowel, "로");
    if (ending == ENDING_UNKNOWN && is_ro) {
        bb_buf_append_text(out, "(으)로");
    } else if (ending == ENDING_UNKNOWN) {
        bb_buf_append_str(out, consonant);
        bb_buf_append_char(out, '(');
        bb_buf_append_str(out, vowel);
        bb_buf_append_char(out, ')');
    } else {
        bool open = ending == ENDING_VOWEL || (ending == ENDING_RIEUL && is_ro);
        bb_buf_append_str(out, open ? vowel : consonant);
    }
}

/* The first `most` code points, made safe, with an ellipsis where some were cut. */
static void
append_arg(struct bb_buf *out, struct bb_str text, int most)
{
    size_t at = 0;
    for (int count = 0; at < text.len && count < most; count++)
        bb_utf8_next(text, &at);
    bb_diag_append_safe(out, (struct bb_str){text.ptr, at});
    if (at < text.len)
        bb_buf_append_text(out, "…");
}

/* "{1}", "{1:은/는}" or "{1|은/는}" at the start of `rest`: its length, or 0 where there is none. */
static size_t
match_slot(const char *rest)
{
    if (rest[0] != '{' || rest[1] < '1' || rest[1] > '9')
        return 0;
    if (rest[2] == '}')
        return 3;
    const char *end = rest[2] == ':' || rest[2] == '|' ? strchr(rest, '}') : NULL;
    return end ? (size_t)(end - rest) + 1 : 0;
}

static void
fill(struct bb_buf *out, const char *template, const struct bb_diag_entry *entry, int most)
{
    for (const char *at = template; *at;) {
        size_t slot = match_slot(at);
        if (slot == 0) {
            bb_buf_append_char(out, *at++);
            continue;
        }
        size_t index = (size_t)(at[1] - '1');
        struct bb_str text = bb_str_from(index < entry->nargs ? entry->args[index] : "");
        if (at[2] != '|')
            append_arg(out, text, most);
        if (at[2] != '}')
            append_particle(out, (struct bb_str){at + 3, slot - 4}, text);
        at += slot;
    }
}

void
bb_diag_append_message(
    const struct bb_diag_entry *entry, enum bb_diag_language language, struct bb_buf *out)
{
    fill(out, bb_diag_table[entry->code].message[language], entry, ARG_MOST);
}

/* Whether the template wants a text that the call left empty: nothing was near enough. */
static bool
lacks_text(const char *template, const struct bb_diag_entry *entry)
{
    for (const char *at = template; *at; at++) {
        size_t index = (size_t)(at[1] - '1');
        if (match_slot(at) > 0 && (index >= entry->nargs || entry->args[index][0] == '\0'))
            return true;
    }
    return false;
}

void
bb_diag_append_hint(
    const struct bb_diag_entry *entry, enum bb_diag_language language, struct bb_buf *out)
{
    const char *hint = bb_diag_table[entry->code].hint[language];
    if (!lacks_text(hint, entry))
        fill(out, hint, entry, HINT_ARG_MOST);
}

void
bb_diag_append_safe(struct bb_buf *out, struct bb_str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        int32_t code = bb_utf8_next(text, &at);
        bool control = code < 0 || (code < 0x20 && code != '\t') || (code >= 0x7F && code < 0xA0)
            || code == 0x2028 || code == 0x2029;
        if (control)
            bb_buf_append_text(out, "\xEF\xBF\xBD");
        else
            bb_buf_append(out, text.ptr + start, at - start);
    }
}

/* Names in running text against the names given.
 *
 * A Hanzi name in brackets after a Hangul one, 후헝화(胡衡華), is read as a pair: where one half is
 * a name given, the other half must be its other form, if it is nearly so. Other Hanzi must be part
 * of some name given, and a name spelled in Latin has its hyphens and blanks as given. Text in
 * Chinese or Japanese is left alone: there Hanzi are words. So are the notes of names, which cite
 * how a source spells them.
 *
 * Every test is one look-up in a map of forms; only Hanzi that no form equals are searched for
 * inside the forms, each different one once. */
#include "itinerary/hanzi.h"
#include "itinerary/names.h"

#include "base/utf8.h"

enum { SYLLABLES_MOST = 24 };   /* of a Hangul name, blanks included, in front of a bracket */
enum { WORDS_MOST = 5 };        /* of a Latin name */
enum { LETTERS_LEAST = 6 };     /* shorter ones are words of other languages as well */
enum { SEARCHED_MOST = 20000 }; /* different Hanzi that are searched for; hostile beyond */

struct texts {
    struct bb_trip *trip;
    const struct bb_names *names;
    GHashTable *cited;              /* names and their notes: not running text */
    struct bb_buf hanzi;            /* all that is given in Chinese, a line each */
    struct bb_map unlisted, listed; /* Hanzi searched for before */
};

static struct bb_span
form_span(const struct bb_form *form)
{
    return bb_origin_span(&form->origin, 0, form->text.len);
}

static void
report_name(struct texts *texts, const struct bb_form *form, size_t start, size_t end,
    const struct bb_form *given)
{
    struct bb_str text = {form->text.ptr + start, end - start};
    bb_report(texts->trip->diag, BB_D_TEXT_NAME, bb_origin_span(&form->origin, start, end),
        bb_arena_str(texts->trip->arena, text).ptr,
        bb_arena_str(texts->trip->arena, given->text).ptr);
    bb_report_note(texts->trip->diag, BB_D_NAME_GIVEN, form_span(given));
}

/* --- Hangul and Hanzi ----------------------------------------------------------------------- */

/* Hanzi from `start` to `end`, and the bracket in front of it if it stands in a pair. */
struct run {
    size_t start, end;
    size_t bracket; /* where the word before it ends, or 0 */
};

static bool
ends_with(struct bb_str text, size_t end, const char *mark)
{
    size_t len = strlen(mark);
    return end >= len && memcmp(text.ptr + end - len, mark, len) == 0;
}

/* The bracket that opens before the run, if one closes behind it and a word stands before. */
static size_t
find_bracket(struct bb_str text, size_t start, size_t end)
{
    static const char *const pairs[][2] = {{"(", ")"}, {"（", "）"}};
    for (size_t i = 0; i < 2; i++) {
        struct bb_str rest = {text.ptr + end, text.len - end};
        if (!ends_with(text, start, pairs[i][0]) || !bb_str_starts(rest, pairs[i][1]))
            continue;
        size_t at = start - strlen(pairs[i][0]);
        return at > 0 && !g_ascii_isspace(text.ptr[at - 1]) ? at : 0;
    }
    return 0;
}

/* Whether a Hanzi may begin with the byte; hardly anything else in a Korean text does, so that most
 * of it is passed over without being decoded. */
static bool
may_begin_hanzi(char byte)
{
    unsigned char lead = (unsigned char)byte;
    return lead >= 0xF0 || (lead >= 0xE3 && lead <= 0xE9);
}

/* The next run of two Hanzi or more. */
static bool
next_run(struct bb_str text, size_t *at, struct run *run)
{
    while (*at < text.len) {
        if (!may_begin_hanzi(text.ptr[*at])) {
            ++*at;
            continue;
        }
        size_t start = *at, count = 0, next = start;
        while (next < text.len && bb_hanzi_is(bb_utf8_next(text, &next))) {
            *at = next;
            count++;
        }
        if (count >= 2) {
            *run = (struct run){start, *at, find_bracket(text, start, *at)};
            return true;
        }
        *at = next;
    }
    return false;
}

static size_t
step_back(struct bb_str text, size_t at)
{
    do
        at--;
    while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80);
    return at;
}

/* The longest name given that ends at the bracket. */
static const struct bb_name *
find_before(const struct texts *texts, struct bb_str text, size_t bracket)
{
    const struct bb_name *found = NULL;
    size_t at = bracket;
    for (int count = 0; at > 0 && count < SYLLABLES_MOST; count++) {
        at = step_back(text, at);
        struct bb_str word = {text.ptr + at, bracket - at};
        const struct bb_name *name = bb_map_lookup(&texts->names->by_form[BB_SCRIPT_HANGUL], word);
        found = name ? name : found;
    }
    return found;
}

/* The form of the name that the Hanzi are meant for; NULL where they are one, or far from all. */
static const struct bb_form *
find_meant(const struct bb_name *name, struct bb_str hanzi)
{
    const struct bb_form *meant = NULL;
    size_t different, least = SIZE_MAX;
    for (enum bb_script script = BB_SCRIPT_HANT; script <= BB_SCRIPT_HANS; script++) {
        const struct bb_form *form = name->forms[script];
        if (form && bb_str_equal(form->text, hanzi))
            return NULL;
        if (form && bb_hanzi_is_near(form->text, hanzi, &different) && different < least) {
            least = different;
            meant = form;
        }
    }
    return meant;
}

static const struct bb_name *
find_hanzi(const struct texts *texts, struct bb_str hanzi)
{
    const struct bb_name *name = bb_map_lookup(&texts->names->by_form[BB_SCRIPT_HANT], hanzi);
    return name ? name : bb_map_lookup(&texts->names->by_form[BB_SCRIPT_HANS], hanzi);
}

/* 후형화(胡衡華): as many syllables as the name has, one of them another. */
static void
check_hangul(struct texts *texts, const struct bb_form *form, const struct run *run,
    const struct bb_name *name)
{
    enum { LEAST = 3 }; /* of two syllables, half may differ in another word */
    const struct bb_form *given = name->forms[BB_SCRIPT_HANGUL];
    size_t count = given ? bb_utf8_count(given->text) : 0, start = run->bracket, different = 0;
    if (count < LEAST)
        return;
    for (size_t i = 0; i < count && start > 0; i++)
        start = step_back(form->text, start);
    struct bb_str word = {form->text.ptr + start, run->bracket - start};
    if (bb_hanzi_is_near(word, given->text, &different) && different == 1)
        report_name(texts, form, start, run->bracket, given);
}

/* --- Hanzi that no name has ----------------------------------------------------------------- */

static bool
is_listed(struct texts *texts, struct bb_str hanzi)
{
    if (find_hanzi(texts, hanzi) || bb_map_lookup(&texts->listed, hanzi))
        return true;
    if (bb_map_lookup(&texts->unlisted, hanzi))
        return false;
    if (texts->listed.len + texts->unlisted.len >= SEARCHED_MOST)
        return true;
    bool listed = texts->hanzi.len > 0
        && memmem(texts->hanzi.ptr, texts->hanzi.len, hanzi.ptr, hanzi.len) != NULL;
    bb_map_set(
        texts->trip->arena, listed ? &texts->listed : &texts->unlisted, hanzi, &texts->hanzi);
    return listed;
}

/* Two Hanzi outside brackets are a word of Korean newspapers (韓中) more often than a name. */
static void
check_listed(struct texts *texts, const struct bb_form *form, const struct run *run)
{
    enum { LEAST = 3 };
    struct bb_str hanzi = {form->text.ptr + run->start, run->end - run->start};
    if ((run->bracket == 0 && bb_utf8_count(hanzi) < LEAST) || is_listed(texts, hanzi))
        return;
    bb_report(texts->trip->diag, BB_D_HANZI_UNLISTED,
        bb_origin_span(&form->origin, run->start, run->end),
        bb_arena_str(texts->trip->arena, hanzi).ptr);
}

static void
check_run(struct texts *texts, const struct bb_form *form, const struct run *run)
{
    struct bb_str hanzi = {form->text.ptr + run->start, run->end - run->start};
    const struct bb_name *before =
        run->bracket > 0 ? find_before(texts, form->text, run->bracket) : NULL;
    const struct bb_form *meant = before ? find_meant(before, hanzi) : NULL;
    const struct bb_name *same = run->bracket > 0 ? find_hanzi(texts, hanzi) : NULL;
    if (meant && !(same && same != before))
        report_name(texts, form, run->start, run->end, meant);
    else if (same && !before)
        check_hangul(texts, form, run, same);
    else
        check_listed(texts, form, run);
}

/* --- Latin ---------------------------------------------------------------------------------- */

static bool
is_word_byte(char byte)
{
    return g_ascii_isalnum(byte) || (unsigned char)byte >= 0x80;
}

/* A mark that ties a word to others in an address: hu@example.org, www.koreahouse.kr. */
static bool
is_tied(struct bb_str text, size_t start, size_t end)
{
    bool before = start > 0 && strchr("./@_:", text.ptr[start - 1]) && start > 1
        && is_word_byte(text.ptr[start - 2]);
    bool after =
        end + 1 < text.len && strchr("./@_:", text.ptr[end]) && is_word_byte(text.ptr[end + 1]);
    return before || after;
}

static bool
is_latin_letter(int32_t code)
{
    return code < 0x80 ? g_ascii_isalnum((char)code)
                       : code < 0x0300 || (code >= 0x1E00 && code < 0x1F00);
}

/* The end of the Latin word at `at`; `at` itself where there is none. */
static size_t
word_end(struct bb_str text, size_t at)
{
    size_t end = at;
    while (at < text.len && is_latin_letter(bb_utf8_next(text, &at)))
        end = at;
    return end;
}

/* From one word to the next: a blank or a hyphen. */
static size_t
skip_gap(struct bb_str text, size_t at)
{
    return at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '-') ? at + 1 : at;
}

/* Shore power: shore-power berth. English joins ordinary words by a hyphen in front of another;
 * they begin small, or go on so, as those of a person's name never do (Hu-Henghua). */
static bool
is_compound(struct bb_str words, struct bb_str given)
{
    bool small = g_ascii_islower(words.ptr[0]);
    if (words.len != given.len)
        return false;
    for (size_t i = 0; i < words.len; i++) {
        bool joined = words.ptr[i] == '-' && given.ptr[i] == ' ';
        bool good = joined ? small || g_ascii_islower(given.ptr[i + 1])
                           : g_ascii_tolower(words.ptr[i]) == g_ascii_tolower(given.ptr[i]);
        if (!good)
            return false;
    }
    return true;
}

/* The words from `start` on, if they are a name otherwise spelled. */
static void
check_words(struct texts *texts, const struct bb_form *form, size_t start)
{
    size_t end = start;
    for (int count = 0; count < WORDS_MOST; count++) {
        size_t from = count > 0 ? skip_gap(form->text, end) : end;
        size_t to = word_end(form->text, from);
        if (to == from || (count > 0 && from == end))
            return;
        end = to;
        struct bb_str words = {form->text.ptr + start, end - start};
        if (words.len < LETTERS_LEAST)
            continue;
        const struct bb_name *name = bb_map_lookup(
            &texts->names->by_form[BB_SCRIPT_LATIN], bb_names_letters(texts->trip->arena, words));
        if (!name || is_tied(form->text, start, end))
            continue;
        const struct bb_form *given = name->forms[BB_SCRIPT_LATIN];
        if (!bb_names_spelled_alike(words, given->text) && !is_compound(words, given->text))
            report_name(texts, form, start, end, given);
        return;
    }
}

/* Whether a Latin letter may begin with the byte. */
static bool
may_begin_word(char byte)
{
    unsigned char lead = (unsigned char)byte;
    return g_ascii_isalnum(byte) || (lead >= 0xC3 && lead <= 0xCB) || lead == 0xE1;
}

static void
check_latin(struct texts *texts, const struct bb_form *form)
{
    for (size_t at = 0; at < form->text.len;) {
        size_t end = may_begin_word(form->text.ptr[at]) ? word_end(form->text, at) : at;
        if (end > at) {
            struct bb_str rest = {form->text.ptr + at, form->text.len - at};
            if (bb_names_begins(texts->names, rest))
                check_words(texts, form, at);
            at = end;
        } else {
            at++;
        }
    }
}

/* --- the walk ------------------------------------------------------------------------------- */

static void
check_form(struct texts *texts, const struct bb_form *form)
{
    enum bb_script script = bb_names_script(texts->names, form);
    if (form->tbd || (script != BB_SCRIPT_HANGUL && script != BB_SCRIPT_LATIN))
        return;
    struct run run;
    for (size_t at = 0; next_run(form->text, &at, &run);)
        check_run(texts, form, &run);
    check_latin(texts, form);
}

static void
check_text(struct bb_value *value, void *data)
{
    struct texts *texts = data;
    if ((value->type->kind != BB_TYPE_TEXT && value->type->kind != BB_TYPE_RICH)
        || g_hash_table_contains(texts->cited, value))
        return;
    for (size_t i = 0; i < value->as.text.nforms; i++)
        check_form(texts, &value->as.text.forms[i]);
}

/* Whatever is given in Chinese may be cited in brackets: a salutation (胡市长), an address. */
static void
add_chinese(struct bb_value *value, void *data)
{
    struct texts *texts = data;
    if (value->type->kind != BB_TYPE_TEXT)
        return;
    for (size_t i = 0; i < value->as.text.nforms; i++) {
        const struct bb_form *form = &value->as.text.forms[i];
        enum bb_script script = bb_names_script(texts->names, form);
        if (script != BB_SCRIPT_HANT && script != BB_SCRIPT_HANS)
            continue;
        bb_buf_append_str(&texts->hanzi, form->text);
        bb_buf_append_char(&texts->hanzi, '\n');
    }
}

void
bb_check_texts(struct bb_trip *trip)
{
    struct texts texts = {
        .trip = trip, .names = bb_names_collect(trip), .cited = g_hash_table_new(NULL, NULL)};
    bb_buf_init(&texts.hanzi, 0);
    for (size_t i = 0; i < texts.names->all.len; i++) {
        g_hash_table_add(texts.cited, (void *)texts.names->all.at[i]->name);
        g_hash_table_add(texts.cited, (void *)texts.names->all.at[i]->note);
    }
    bb_value_walk(trip->root, add_chinese, &texts);
    bb_value_walk(trip->root, check_text, &texts);
    bb_buf_finish(&texts.hanzi);
    g_hash_table_unref(texts.cited);
}

/* What a document in another language than its trip's could not say in it.
 *
 * Each text that gave way to another form is told once, however often it stands in the document:
 * together, by the language that stands instead and by file, as ranges of lines. A trip without any
 * translation has hundreds, and a message for each would bury the rest. */
#include <glib.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "compose/env.h"

bool
bb_language_is_latin(const char *language)
{
    static const char *const others[] = {"ko", "zh", "ja", "ru", "ar", "he", "hi", "el", "th"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        size_t len = strlen(others[i]);
        if (strncmp(language, others[i], len) == 0
            && (language[len] == '-' || language[len] == '\0'))
            return strstr(language, "-Latn") != NULL;
    }
    return true;
}

/* Letters beyond the Latin ones: what readers of Latin letters cannot read. */
static bool
has_other_letters(struct bb_str text)
{
    for (size_t at = 0; at < text.len;) {
        gunichar code = (gunichar)bb_utf8_next(text, &at);
        if (g_unichar_isalpha(code) && g_unichar_get_script(code) != G_UNICODE_SCRIPT_LATIN)
            return true;
    }
    return false;
}

static bool
has_letters(struct bb_str text)
{
    for (size_t at = 0; at < text.len;)
        if (g_unichar_isalpha((gunichar)bb_utf8_next(text, &at)))
            return true;
    return false;
}

/* Whether one tag begins as the other: fr and fr-CA; but zh-Hant does not speak zh-Hans. */
static bool
speaks(const char *a, const char *b)
{
    size_t len = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
    return strncmp(a, b, len) == 0 && (a[len] == '-' || a[len] == '\0')
        && (b[len] == '-' || b[len] == '\0');
}

/* A name in Latin letters serves where those are read, languages written in them have no need of
 * more; a number or sign serves everywhere. Plain text of a trip that is not written in Latin
 * letters itself is a name where it has only those. */
static bool
serves(const struct bb_compose *compose, const struct bb_form *form)
{
    const char *language = bb_form_language(compose, form);
    if (speaks(language, compose->language) || !has_letters(form->text))
        return true;
    bool name =
        strcmp(language, "und-Latn") == 0 || (!form->language && !bb_language_is_latin(language));
    return name && bb_language_is_latin(compose->language) && !has_other_letters(form->text);
}

void
bb_compose_note_form(
    struct bb_compose *compose, const struct bb_value *value, const struct bb_form *form)
{
    enum bb_type_kind kind = value->type->kind;
    bool speaks_languages = kind == BB_TYPE_TEXT || kind == BB_TYPE_RICH;
    if (strcmp(compose->language, compose->trip_language) == 0 || !speaks_languages || form->tbd
        || form->origin.whole.source == 0 || serves(compose, form))
        return;
    const struct bb_fallen fallen = {
        .language = bb_form_language(compose, form), .span = form->origin.whole};
    BB_VEC_PUSH(compose->arena, &compose->fallen, fallen);
}

/* --- telling ---------------------------------------------------------------------------------- */

static int
compare(const void *left, const void *right)
{
    const struct bb_fallen *a = left, *b = right;
    int order = strcmp(a->language, b->language);
    if (order == 0)
        order = (a->span.source > b->span.source) - (a->span.source < b->span.source);
    return order != 0 ? order : (a->span.start > b->span.start) - (a->span.start < b->span.start);
}

/* The lines on which sorted texts begin, each once: 12, 15–18. */
static struct bb_str
list_lines(struct bb_compose *compose, const struct bb_fallen *texts, size_t count)
{
    struct bb_buf lines;
    uint32_t first = 0, last = 0;
    bb_buf_init(&lines, 0);
    for (size_t i = 0; i <= count; i++) {
        uint32_t line = 0;
        if (i < count)
            line =
                bb_sources_place(compose->diag->sources, texts[i].span.source, texts[i].span.start)
                    .line;
        if (last > 0 && (line == last || line == last + 1)) {
            last = line;
            continue;
        }
        if (last > first)
            bb_buf_printf(&lines, "–%u", (unsigned)last);
        if (i < count)
            bb_buf_printf(&lines, i > 0 ? ", %u" : "%u", (unsigned)line);
        first = last = line;
    }
    struct bb_str text = bb_arena_str(compose->arena, bb_buf_str(&lines));
    bb_buf_finish(&lines);
    return text;
}

static size_t
drop_repeats(struct bb_fallen *texts, size_t count)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        if (len == 0 || compare(&texts[len - 1], &texts[i]) != 0)
            texts[len++] = texts[i];
    return len;
}

/* As a trip file names it. */
static const char *
tag_of(const char *language)
{
    return strcmp(language, "und-Latn") == 0 ? "latin" : language;
}

void
bb_compose_tell_fallen(struct bb_compose *compose)
{
    struct bb_fallen *texts = compose->fallen.at;
    size_t count = compose->fallen.len, end;
    if (count == 0)
        return;
    qsort(texts, count, sizeof *texts, compare);
    count = drop_repeats(texts, count);
    for (size_t i = 0; i < count; i = end) {
        for (end = i + 1; end < count && texts[end].span.source == texts[i].span.source
             && strcmp(texts[end].language, texts[i].language) == 0;)
            end++;
        bb_report(compose->diag, BB_D_FORMS_LACKING, texts[i].span,
            bb_arena_printf(compose->arena, "%zu", end - i).ptr, compose->language,
            tag_of(texts[i].language), list_lines(compose, &texts[i], end - i).ptr);
    }
}

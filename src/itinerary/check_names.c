/* Names as they are given: forms of a name against each other, names of one thing in two records,
 * and characters of the other Chinese script.
 *
 * Two names count as one thing only where they share a form whole, and as a misspelling only where
 * the rest is nearly alike: 베이징시 and 베이징시청 may well share 北京市人民政府. */
#include "itinerary/hanzi.h"
#include "itinerary/names.h"

#include "base/utf8.h"

/* --- scripts -------------------------------------------------------------------------------- */

static void
report_letter(struct bb_trip *trip, enum bb_code code, const struct bb_form *form, size_t start,
    size_t end, int32_t simplified)
{
    char letter[5] = "";
    if (simplified)
        bb_utf8_put((uint32_t)simplified, letter);
    struct bb_str text = {form->text.ptr + start, end - start};
    bb_report(trip->diag, code, bb_origin_span(&form->origin, start, end),
        bb_arena_str(trip->arena, text).ptr, letter);
}

/* The first letter of a form that its script does not have. */
static void
check_letters(struct bb_trip *trip, const struct bb_form *form, enum bb_script script)
{
    for (size_t at = 0; at < form->text.len;) {
        size_t start = at;
        int32_t code = bb_utf8_next(form->text, &at);
        if (!bb_hanzi_is(code))
            continue;
        int32_t simplified = script == BB_SCRIPT_HANS ? bb_hanzi_simplify(code) : 0;
        bool wrong = simplified || (script == BB_SCRIPT_HANT && bb_hanzi_is_simplified(code));
        if (!wrong)
            continue;
        report_letter(trip, simplified ? BB_D_TRADITIONAL_LETTER : BB_D_SIMPLIFIED_LETTER, form,
            start, at, simplified);
        return;
    }
}

struct walk {
    struct bb_trip *trip;
    const struct bb_names *names;
};

static void
check_scripts(struct bb_value *value, void *data)
{
    const struct walk *walk = data;
    if (value->type->kind != BB_TYPE_TEXT && value->type->kind != BB_TYPE_RICH)
        return;
    for (size_t i = 0; i < value->as.text.nforms; i++) {
        const struct bb_form *form = &value->as.text.forms[i];
        enum bb_script script = bb_names_script(walk->names, form);
        if (script == BB_SCRIPT_HANS || script == BB_SCRIPT_HANT)
            check_letters(walk->trip, form, script);
    }
}

/* --- forms of one name ---------------------------------------------------------------------- */

static struct bb_span
form_span(const struct bb_form *form)
{
    return bb_origin_span(&form->origin, 0, form->text.len);
}

/* A person's two Chinese forms are one name letter by letter; other names may be other words in
 * the other script's countries (軟體, 软件). */
static void
check_chinese(struct bb_trip *trip, const struct bb_name *name)
{
    const struct bb_form *hant = name->forms[BB_SCRIPT_HANT], *hans = name->forms[BB_SCRIPT_HANS];
    size_t different = 0;
    if (name->record->type != &bb_type_person || !hant || !hans
        || (bb_hanzi_is_near(hant->text, hans->text, &different) && different == 0))
        return;
    bb_report(trip->diag, BB_D_FORMS_DIFFER, form_span(hans), hant->text.ptr, hans->text.ptr);
    bb_report_note(trip->diag, BB_D_NAME_GIVEN, form_span(hant));
}

/* --- names of two records ------------------------------------------------------------------- */

/* Whether two forms are one name spelled in two ways. A Hangul name of two syllables may differ
 * from another in one and be another. */
static bool
is_misspelt(enum bb_script script, struct bb_str a, struct bb_str b)
{
    enum { LEAST = 3 }; /* syllables */
    size_t different = 0;
    if (bb_str_equal(a, b) || !bb_hanzi_is_near(a, b, &different))
        return false;
    return script != BB_SCRIPT_HANGUL || (different == 1 && bb_utf8_count(a) >= LEAST);
}

static void
report_pair(struct bb_trip *trip, const struct bb_form *form, const struct bb_form *other)
{
    bb_report(trip->diag, BB_D_NAMES_DIFFER, form_span(form), form->text.ptr, other->text.ptr);
    bb_report_note(trip->diag, BB_D_NAME_ELSEWHERE, form_span(other));
}

/* Many people share a Hangul name and not its Hanzi. */
static bool
may_be_namesakes(const struct bb_name *name, const struct bb_name *other, enum bb_script shared)
{
    return shared == BB_SCRIPT_HANGUL && name->record->type == &bb_type_person
        && other->record->type == &bb_type_person;
}

static void
check_shared(struct bb_trip *trip, const struct bb_names *names, const struct bb_name *name,
    enum bb_script shared)
{
    if (!name->forms[shared])
        return;
    const struct bb_name *other = bb_map_lookup(&names->by_form[shared], name->forms[shared]->text);
    if (!other || other == name || may_be_namesakes(name, other, shared))
        return;
    for (enum bb_script script = 0; script <= BB_SCRIPT_HANS; script++) {
        const struct bb_form *a = name->forms[script], *b = other->forms[script];
        if (script != shared && a && b && is_misspelt(script, a->text, b->text))
            report_pair(trip, a, b);
    }
}

/* Hu Henghua and Hu Heng-hua, but not their accents or capitals: 胡 may be Hú as well. */
static void
check_latin(struct bb_trip *trip, const struct bb_names *names, const struct bb_name *name)
{
    const struct bb_form *form = name->forms[BB_SCRIPT_LATIN];
    if (!form)
        return;
    struct bb_str letters = bb_names_letters(trip->arena, form->text);
    const struct bb_name *other = bb_map_lookup(&names->by_form[BB_SCRIPT_LATIN], letters);
    if (other && other != name
        && !bb_names_spelled_alike(form->text, other->forms[BB_SCRIPT_LATIN]->text))
        report_pair(trip, form, other->forms[BB_SCRIPT_LATIN]);
}

void
bb_check_names(struct bb_trip *trip)
{
    const struct bb_names *names = bb_names_collect(trip);
    bb_value_walk(trip->root, check_scripts, &(struct walk){trip, names});
    for (size_t i = 0; i < names->all.len; i++) {
        check_chinese(trip, names->all.at[i]);
        for (enum bb_script script = 0; script <= BB_SCRIPT_HANS; script++)
            check_shared(trip, names, names->all.at[i], script);
        check_latin(trip, names, names->all.at[i]);
    }
}

/* Chinese characters in the order of their readings (zh-Hans) or strokes (zh-Hant), by ICU.
 *
 * The library is loaded when an index of names in Chinese is made, and never else: loading takes 3
 * million instructions, and opening the Chinese order 60. That of Korean and of Latin letters needs
 * no table (compose/collate.c). A table of our own, made of Unihan, would cost less and know less:
 * ICU has the order that Chinese readers know from their telephones.
 *
 * The order marks where each initial begins: U+FDD0 with a letter, or with U+2800 and the number of
 * strokes, sorts before the first character of that initial. The last mark that is not after a text
 * is its initial. */
#include "compose/collate_icu.h"

#include <dlfcn.h>
#include <glib.h>
#include <unicode/ucol.h>

#include "base/utf8.h"

#define NAME_OF(symbol) #symbol
#define SYMBOL(symbol) NAME_OF(symbol) /* with the version that ICU's headers put into it */

enum { STROKES_MOST = 64, INITIALS_MOST = STROKES_MOST, MARK = 0xFDD0, STROKE_MARK = 0x2800 };

struct initial {
    struct bb_str key, label;
};

struct bb_icu {
    UCollator *collator;
    __typeof__(ucol_close) *close;
    __typeof__(ucol_getSortKey) *get_sort_key;
    struct initial initials[INITIALS_MOST];
    size_t ninitials;
};

static struct bb_str
key_of_units(const struct bb_icu *icu, struct bb_arena *arena, const UChar *units, int32_t len)
{
    int32_t size = icu->get_sort_key(icu->collator, units, len, NULL, 0);
    uint8_t *key = bb_arena_alloc(arena, (size_t)size + 1);
    icu->get_sort_key(icu->collator, units, len, key, size);
    return (struct bb_str){(const char *)key, size > 0 ? (size_t)size - 1 : 0};
}

struct bb_str
bb_icu_key(const struct bb_icu *icu, struct bb_arena *arena, struct bb_str text)
{
    glong len = 0;
    gunichar2 *units = g_utf8_to_utf16(text.ptr, (glong)text.len, NULL, &len, NULL);
    struct bb_str key = key_of_units(icu, arena, (const UChar *)units, (int32_t)len);
    g_free(units);
    return key;
}

/* --- initials --------------------------------------------------------------------------------- */

static void
add_initial(struct bb_icu *icu, struct bb_arena *arena, UChar mark, struct bb_str label)
{
    const UChar units[] = {MARK, mark};
    icu->initials[icu->ninitials++] = (struct initial){key_of_units(icu, arena, units, 2), label};
}

/* No reading of Mandarin begins with i, u or v. */
static void
add_letters(struct bb_icu *icu, struct bb_arena *arena)
{
    for (const char *letter = "ABCDEFGHJKLMNOPQRSTWXYZ"; *letter; letter++)
        add_initial(icu, arena, (UChar)*letter, bb_arena_printf(arena, "%c", *letter));
}

static void
add_strokes(struct bb_icu *icu, struct bb_arena *arena)
{
    for (int strokes = 1; strokes < STROKES_MOST; strokes++)
        add_initial(
            icu, arena, (UChar)(STROKE_MARK + strokes), bb_arena_printf(arena, "%d畫", strokes));
}

static bool
begins_in_han(struct bb_str text)
{
    for (size_t at = 0; at < text.len;) {
        gunichar code = (gunichar)bb_utf8_next(text, &at);
        if (g_unichar_isalnum(code))
            return g_unichar_get_script(code) == G_UNICODE_SCRIPT_HAN;
    }
    return false;
}

struct bb_str
bb_icu_initial(const struct bb_icu *icu, struct bb_arena *arena, struct bb_str text)
{
    struct bb_str found = BB_STR("");
    if (!begins_in_han(text))
        return found;
    struct bb_str key = bb_icu_key(icu, arena, text);
    for (size_t i = 0; i < icu->ninitials; i++)
        if (bb_str_compare(icu->initials[i].key, key) <= 0)
            found = icu->initials[i].label;
    return found;
}

/* --- the library ------------------------------------------------------------------------------ */

static bool
load(struct bb_icu *icu, const char *locale, const char **why)
{
    void *library = dlopen("libicui18n.so." U_ICU_VERSION_SHORT, RTLD_LAZY | RTLD_LOCAL);
    __typeof__(ucol_open) *open = library ? dlsym(library, SYMBOL(ucol_open)) : NULL;
    UErrorCode code = U_ZERO_ERROR;
    if (open) {
        icu->close = dlsym(library, SYMBOL(ucol_close));
        icu->get_sort_key = dlsym(library, SYMBOL(ucol_getSortKey));
    }
    if (!open || !icu->close || !icu->get_sort_key) {
        *why = dlerror();
        return false;
    }
    icu->collator = open(locale, &code);
    *why = locale;
    return U_SUCCESS(code);
}

struct bb_icu *
bb_icu_open(struct bb_arena *arena, const char *language, const char **why)
{
    bool strokes = strncmp(language, "zh-Hant", strlen("zh-Hant")) == 0;
    struct bb_icu *icu = BB_NEW(arena, struct bb_icu);
    if (!load(icu, strokes ? "zh-u-co-stroke-ka-shifted" : "zh-u-co-pinyin-ka-shifted", why))
        return NULL;
    if (strokes)
        add_strokes(icu, arena);
    else
        add_letters(icu, arena);
    return icu;
}

void
bb_icu_close(struct bb_icu *icu)
{
    if (icu)
        icu->close(icu->collator);
}

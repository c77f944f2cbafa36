/* BCP 47 language tags: well-formedness and case.
 *
 * The registry is not consulted: it grows, and a tag that it lacks still selects a form. What
 * officers do get wrong is a country's code in a language's place, so those few are known. */
#include "schema/scan.h"

enum { SUBTAG_MOST = 8 };

static bool
is_alpha(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool
is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool
all_of(struct bb_str part, bool (*fits)(char))
{
    for (size_t i = 0; i < part.len; i++)
        if (!fits(part.ptr[i]))
            return false;
    return part.len > 0;
}

static bool
is_alphanumeric(char byte)
{
    return is_alpha(byte) || is_digit(byte);
}

/* What may still come, in the order of the grammar. */
enum stage { EXTLANG, SCRIPT, REGION, VARIANT, EXTENSION, PRIVATE };

struct tag {
    enum stage stage;
    size_t in_singleton; /* subtags since the last singleton */
    bool singleton_open; /* it needs at least one subtag */
};

static bool
take_language(struct bb_str part, struct tag *tag)
{
    if (part.len == 1 && (part.ptr[0] | 0x20) == 'x') {
        *tag = (struct tag){.stage = PRIVATE, .singleton_open = true};
        return true;
    }
    *tag = (struct tag){.stage = part.len <= 3 ? EXTLANG : SCRIPT};
    return part.len >= 2 && part.len <= SUBTAG_MOST && all_of(part, is_alpha);
}

static bool
take_singleton(struct bb_str part, struct tag *tag)
{
    if (tag->singleton_open)
        return false;
    tag->stage = (part.ptr[0] | 0x20) == 'x' ? PRIVATE : EXTENSION;
    tag->singleton_open = true;
    return is_alphanumeric(part.ptr[0]);
}

static bool
is_variant(struct bb_str part)
{
    return part.len >= 5 || (part.len == 4 && is_digit(part.ptr[0]));
}

static bool
take_subtag(struct bb_str part, struct tag *tag)
{
    if (part.len == 0 || part.len > SUBTAG_MOST || !all_of(part, is_alphanumeric))
        return false;
    if (tag->stage == PRIVATE || (tag->stage == EXTENSION && part.len > 1)) {
        tag->singleton_open = false;
        return true;
    }
    if (part.len == 1)
        return take_singleton(part, tag);
    if (tag->stage <= EXTLANG && part.len == 3 && all_of(part, is_alpha))
        return true;
    if (tag->stage <= SCRIPT && part.len == 4 && all_of(part, is_alpha)) {
        tag->stage = REGION;
        return true;
    }
    bool region =
        (part.len == 2 && all_of(part, is_alpha)) || (part.len == 3 && all_of(part, is_digit));
    if (tag->stage <= REGION && region) {
        tag->stage = VARIANT;
        return true;
    }
    if (tag->stage <= VARIANT && is_variant(part)) {
        tag->stage = VARIANT;
        return true;
    }
    return false;
}

/* RFC 5646, 2.1.1: all lower case, but for scripts (Title) and regions (UPPER) before any
 * singleton. */
static void
set_case(char *text, size_t len, bool first, bool plain)
{
    for (size_t i = 0; i < len; i++) {
        bool upper = plain && !first && (len == 2 || (len == 4 && i == 0));
        if (is_alpha(text[i]))
            text[i] = (char)(upper ? text[i] & ~0x20 : text[i] | 0x20);
    }
}

bool
bb_scan_language(struct bb_arena *arena, struct bb_str text, const char **canonical)
{
    if (bb_str_is(text, "latin")) {
        *canonical = "und-Latn";
        return true;
    }
    if (bb_str_is(text, "reading")) {
        *canonical = "x-reading";
        return true;
    }
    char *copy = bb_arena_copy(arena, text.ptr, text.len);
    struct bb_str rest = text;
    struct tag tag = {0};
    for (bool first = true; rest.ptr; first = false) {
        struct bb_str part = bb_str_cut(&rest, '-');
        if (!(first ? take_language(part, &tag) : take_subtag(part, &tag)))
            return false;
        set_case(copy + (part.ptr - text.ptr), part.len, first, tag.stage <= VARIANT);
    }
    *canonical = copy;
    return !tag.singleton_open;
}

const char *
bb_scan_language_script(struct bb_arena *arena, const char *canonical)
{
    static const char *const traditional[] = {"TW", "HK", "MO"};
    if (strncmp(canonical, "zh", 2) != 0 || (canonical[2] != '-' && canonical[2] != '\0'))
        return canonical;
    struct bb_str rest = bb_str_from(canonical + 2);
    const char *script = "Hans";
    bb_str_cut(&rest, '-');
    for (struct bb_str part = bb_str_cut(&rest, '-'); part.len > 0; part = bb_str_cut(&rest, '-')) {
        if (part.len == 4 && all_of(part, is_alpha))
            return canonical;
        for (size_t i = 0; i < sizeof traditional / sizeof *traditional; i++)
            if (bb_str_is(part, traditional[i]))
                script = "Hant";
    }
    return bb_arena_printf(arena, "zh-%s%s", script, canonical + 2).ptr;
}

const char *const bb_scan_slips[BB_SCAN_SLIPS][2] = {
    {"kr", "ko"},
    {"cn", "zh-Hans"},
    {"tw", "zh-Hant"},
    {"hk", "zh-Hant-HK"},
    {"jp", "ja"},
    {"us", "en-US"},
    {"uk", "en-GB"},
    {"gb", "en-GB"},
    {"vn", "vi"},
    {"cz", "cs"},
    {"dk", "da"},
    {"gr", "el"},
    {"ua", "uk"},
    {"han", "zh-Hant"},
    {"hanja", "zh-Hant"},
    {"hans", "zh-Hans"},
    {"hant", "zh-Hant"},
    {"latn", "latin"},
    {"roman", "latin"},
    {"korean", "ko"},
    {"english", "en"},
    {"chinese", "zh-Hans"},
    {"hangul", "ko"},
};

const char *
bb_scan_language_slip(const char *canonical)
{
    for (size_t i = 0; i < BB_SCAN_SLIPS; i++)
        if (strcmp(bb_scan_slips[i][0], canonical) == 0)
            return bb_scan_slips[i][1];
    return NULL;
}

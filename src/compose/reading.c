/* Readings above a text (T24): one for all of it, or one for each of its characters.
 *
 * By character a reading is parted where it has spaces or hyphens, one of Hangul alone at each
 * syllable. Where there are not as many parts as characters it stays whole: pinyin of names joins
 * what it likes, and a reading above the wrong character is worse than one above them all. The text
 * is parted with it, since each pair of a character and its reading is an element of its own for
 * assistive technology (ISO 32000-1, 14.8.4.4.2) and may not be broken, while the line may break
 * between two pairs. */
#include <glib.h>

#include "base/utf8.h"
#include "compose/env.h"

enum { PARTS_MOST = 64 }; /* of a reading by character; longer ones are no names */

struct parts {
    struct bb_str at[PARTS_MOST];
    size_t len;
};

static void
push_part(struct parts *parts, const char *start, const char *end)
{
    if (end > start && parts->len < PARTS_MOST)
        parts->at[parts->len] = (struct bb_str){start, (size_t)(end - start)};
    parts->len += end > start;
}

static bool
is_separator(int32_t code)
{
    return code == ' ' || code == '-' || code == 0x2010 || code == 0x00A0;
}

static bool
is_syllable(int32_t code)
{
    return code >= 0xAC00 && code <= 0xD7A3;
}

/* The words of a reading, or, with `syllables`, those of Hangul one by one. */
static struct parts
part_reading(struct bb_str text, bool syllables)
{
    struct parts parts = {.len = 0};
    const char *start = text.ptr;
    for (size_t at = 0; at < text.len;) {
        const char *from = text.ptr + at;
        int32_t code = bb_utf8_next(text, &at);
        if (is_separator(code) || syllables)
            push_part(&parts, start, from);
        if (is_separator(code))
            start = text.ptr + at;
        else if (syllables)
            start = from;
    }
    push_part(&parts, start, text.ptr + text.len);
    return parts;
}

static bool
is_hangul(struct bb_str text)
{
    for (size_t at = 0; at < text.len;) {
        int32_t code = bb_utf8_next(text, &at);
        if (!is_syllable(code) && !is_separator(code))
            return false;
    }
    return true;
}

/* The characters of a text, each with the marks and selectors that follow it. */
static struct parts
part_text(struct bb_str text)
{
    struct parts parts = {.len = 0};
    const char *start = text.ptr;
    for (size_t at = 0; at < text.len;) {
        const char *from = text.ptr + at;
        gunichar code = (gunichar)bb_utf8_next(text, &at);
        bool goes_on = g_unichar_ismark(code) || g_unichar_iszerowidth(code);
        if (!goes_on) {
            push_part(&parts, start, from);
            start = from;
        }
    }
    push_part(&parts, start, text.ptr + text.len);
    return parts;
}

static const struct bb_reading *
make_reading(struct bb_compose *compose, const struct bb_reading *whole, struct bb_str part)
{
    struct bb_reading *reading = BB_NEW(compose->arena, struct bb_reading);
    *reading = *whole;
    reading->text = part;
    reading->whole = part.len < whole->text.len ? whole : NULL;
    reading->origin_offset += (uint32_t)(part.ptr - whole->text.ptr);
    return reading;
}

/* Parts the inline at `first`, the last one, where characters and readings are as many. */
static bool
read_by_character(struct bb_compose *compose, struct bb_inlines *inlines, size_t first,
    const struct bb_reading *whole)
{
    struct bb_inline item = inlines->at[first];
    struct parts base = part_text(item.text), readings = part_reading(whole->text, false);
    if (readings.len != base.len && is_hangul(whole->text))
        readings = part_reading(whole->text, true);
    if (base.len != readings.len || base.len > PARTS_MOST || base.len < 2)
        return false;
    whole = make_reading(compose, whole, whole->text);
    inlines->len = first;
    for (size_t i = 0; i < base.len; i++) {
        struct bb_inline part = item;
        part.text = base.at[i];
        part.origin_offset += (uint32_t)(base.at[i].ptr - item.text.ptr);
        part.reading = make_reading(compose, whole, readings.at[i]);
        bb_inlines_push(compose, inlines, part);
    }
    return true;
}

void
bb_inlines_read(struct bb_compose *compose, struct bb_inlines *inlines, size_t first,
    const struct bb_style *style, const struct bb_inlines *ruby)
{
    struct bb_inlines base = {.at = inlines->at + first, .len = inlines->len - first};
    struct bb_reading whole = {.text = bb_inlines_text(compose->arena, ruby),
        .style = style->ruby,
        .color = bb_ink_color(&style->ruby->ink, compose->hue)};
    if (base.len == 0 || ruby->len == 0 || whole.text.len == 0
        || bb_str_equal(whole.text, bb_inlines_text(compose->arena, &base)))
        return;
    whole.language = ruby->at[0].language;
    if (ruby->len == 1) {
        whole.origin = ruby->at[0].origin;
        whole.origin_offset = ruby->at[0].origin_offset;
    }
    for (size_t i = 0; i < base.len; i++)
        if (base.at[i].kind != BB_INLINE_TEXT)
            return;
    if (style->ruby_by_character && base.len == 1
        && read_by_character(compose, inlines, first, &whole))
        return;
    const struct bb_reading *reading = make_reading(compose, &whole, whole.text);
    for (size_t i = first; i < inlines->len; i++)
        inlines->at[i].reading = reading;
}

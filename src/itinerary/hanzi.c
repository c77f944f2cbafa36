/* Hanzi by tables of the Unihan database.
 *
 * ICU's transliterator says the same and more, but brings 30 MB and 10 million instructions a run;
 * what the linter asks fits into 30 KB of sorted characters. */
#include "itinerary/hanzi.h"

#include <uchar.h>

#include "base/utf8.h"
#include "itinerary/hanzi.def"

static const char16_t pairs[] = HANZI_PAIRS;
static const char16_t simplified[] = HANZI_SIMPLIFIED;
static const char16_t variants[] = HANZI_VARIANTS;

bool
bb_hanzi_is(int32_t code)
{
    return (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0x3400 && code <= 0x4DBF)
        || (code >= 0x20000 && code <= 0x3FFFD) || code == 0x3007;
}

/* The row of a table that begins with `code`, rows `width` wide; NULL where there is none. */
static const char16_t *
find_row(const char16_t *table, size_t bytes, size_t width, int32_t code)
{
    size_t rows = (bytes / sizeof *table - 1) / width; /* without the closing NUL */
    size_t low = 0, high = rows;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (table[middle * width] < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low < rows && table[low * width] == code ? &table[low * width] : NULL;
}

int32_t
bb_hanzi_simplify(int32_t code)
{
    const char16_t *row = find_row(pairs, sizeof pairs, 2, code);
    return row ? row[1] : 0;
}

bool
bb_hanzi_is_simplified(int32_t code)
{
    return find_row(simplified, sizeof simplified, 1, code) != NULL;
}

/* The first of a character's variants, or itself. */
static int32_t
fold(int32_t code)
{
    const char16_t *row = find_row(variants, sizeof variants, 2, code);
    return row ? row[1] : code;
}

bool
bb_hanzi_is_near(struct bb_str a, struct bb_str b, size_t *different)
{
    size_t count = 0, a_at = 0, b_at = 0;
    *different = 0;
    while (a_at < a.len && b_at < b.len) {
        count++;
        *different += fold(bb_utf8_next(a, &a_at)) != fold(bb_utf8_next(b, &b_at));
    }
    return a_at == a.len && b_at == b.len && *different * 2 <= count;
}

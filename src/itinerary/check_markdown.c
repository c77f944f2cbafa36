/* Dates that CommonMark takes for list items.
 *
 * "2024. 7. 24. 조간용" at the start of a paragraph opens an ordered list with the number 2024: the
 * year is gone from the page. Only what is certain is told: text of a block that begins with a
 * figure, a full stop and a blank, where the figure is a year or another figure with a full stop
 * follows. A line that goes on with a paragraph opens a list only with the number 1. */
#include "itinerary/trip.h"

#include <glib.h>

enum { YEAR_LEAST = 1900, DIGITS_MOST = 9, INDENT_MOST = 3 };

static size_t
skip_blanks(struct bb_str text, size_t at)
{
    while (at < text.len && text.ptr[at] == ' ')
        at++;
    return at;
}

/* "7." from `at`: where it ends, and its number; `at` where there is none. */
static size_t
skip_number(struct bb_str text, size_t at, long *number)
{
    size_t end = at;
    *number = 0;
    while (end < text.len && end - at < DIGITS_MOST && g_ascii_isdigit(text.ptr[end]))
        *number = *number * 10 + (text.ptr[end++] - '0');
    return end > at && end < text.len && text.ptr[end] == '.' ? end + 1 : at;
}

static bool
is_figure_inside(struct bb_str text, size_t at)
{
    return at < text.len && g_ascii_isdigit(text.ptr[at]);
}

/* A date that opens a list at `at`; an empty one where there is none. Of three figures without a
 * year the first is the mark of an item, and the date after it opens a list in that. `goes_on`: a
 * paragraph stands before it. */
static struct bb_str
find_date(struct bb_str text, size_t at, bool goes_on)
{
    long first, next;
    const struct bb_str none = {text.ptr + at, 0};
    size_t end = skip_number(text, at, &first);
    if (end == at || end >= text.len || text.ptr[end] != ' ' || (goes_on && first != 1))
        return none;
    size_t second = skip_blanks(text, end);
    size_t more = skip_number(text, second, &next);
    if (more == second || is_figure_inside(text, more))
        return first >= YEAR_LEAST ? (struct bb_str){text.ptr + at, end - at} : none;
    size_t third = skip_blanks(text, more);
    size_t last = skip_number(text, third, &next);
    if (last == third || is_figure_inside(text, last))
        return (struct bb_str){text.ptr + at, more - at};
    size_t start = first >= YEAR_LEAST ? at : second;
    return (struct bb_str){text.ptr + start, last - start};
}

/* Past the marks of bullets and quotations that a line begins with. */
static size_t
skip_marks(struct bb_str text, size_t at)
{
    while (at + 1 < text.len && strchr("-*+>", text.ptr[at]) && text.ptr[at + 1] == ' ')
        at = skip_blanks(text, at + 1);
    return at;
}

static void
report_date(struct bb_trip *trip, const struct bb_form *form, struct bb_str date)
{
    size_t at = (size_t)(date.ptr - form->text.ptr);
    if (date.len > 0)
        bb_report(trip->diag, BB_D_DATE_AS_LIST, bb_origin_span(&form->origin, at, at + date.len),
            bb_arena_str(trip->arena, date).ptr);
}

static void
check_lines(struct bb_trip *trip, const struct bb_form *form)
{
    struct bb_str text = form->text;
    bool goes_on = false, in_list = false;
    for (size_t start = 0; start < text.len;) {
        const char *newline = memchr(text.ptr + start, '\n', text.len - start);
        size_t stop = newline ? (size_t)(newline - text.ptr) : text.len;
        size_t blanks = skip_blanks(text, start);
        size_t at = skip_marks(text, blanks);
        struct bb_str line = {text.ptr, stop};
        in_list = at > blanks || (in_list && blanks > start) || (in_list && blanks == stop);
        if (blanks - start <= INDENT_MOST || in_list)
            report_date(trip, form, find_date(line, at, goes_on && at == blanks));
        goes_on = blanks < stop && text.ptr[blanks] != '#';
        start = stop + 1;
    }
}

static void
check_text(struct bb_value *value, void *data)
{
    if (value->type->kind != BB_TYPE_RICH)
        return;
    for (size_t i = 0; i < value->as.text.nforms; i++)
        if (!value->as.text.forms[i].tbd)
            check_lines(data, &value->as.text.forms[i]);
}

void
bb_check_markdown(struct bb_trip *trip)
{
    bb_value_walk(trip->root, check_text, trip);
}

/* Nights and days: those declared, against the calendar and the moves, and `7박 9일` where the trip
 * is described in words.
 *
 * Only the title, subtitle, summary and facts of the trip are read: elsewhere somebody else's stay
 * may be meant. */
#include "itinerary/trip.h"

#include <stdlib.h>

/* --- declared ------------------------------------------------------------------------------- */

/* Nights in a bed are those of the calendar less those aboard: where a move arrives on a later date
 * than it leaves. A move whose dates are open may take one night or none. */
static void
count_aboard(struct bb_trip *trip, long *least, long *most)
{
    struct bb_value *move;
    *least = *most = 0;
    BB_EACH(move, trip->root, BB_ROOT_MOVES) {
        long leaving = bb_moves_stated_day(bb_value_field(move, BB_MOVE_DEPART));
        long arrival = bb_moves_stated_day(bb_value_field(move, BB_MOVE_ARRIVE));
        bool known = leaving != BB_NO_DAY && arrival != BB_NO_DAY;
        long nights = known && arrival > leaving ? arrival - leaving : 0;
        *least += nights;
        *most += known ? nights : 1;
    }
}

static void
check_declared(struct bb_trip *trip)
{
    const struct bb_value *nights = bb_value_field(trip->trip, BB_TRIP_NIGHTS);
    if (!nights)
        return;
    long least, most, calendar = trip->last - trip->first;
    count_aboard(trip, &least, &most);
    if (bb_value_len(bb_value_field(trip->root, BB_ROOT_MOVES)) == 0)
        most = calendar; /* nothing is known of the nights aboard */
    if (nights->as.integer >= calendar - most && nights->as.integer <= calendar - least)
        return;
    struct bb_str stated = bb_arena_printf(trip->arena, "%lld", nights->as.integer);
    struct bb_str all = bb_arena_printf(trip->arena, "%ld", calendar);
    struct bb_str aboard = least == most ? bb_arena_printf(trip->arena, "%ld", least)
                                         : bb_arena_printf(trip->arena, "%ld~%ld", least, most);
    bb_report(trip->diag, BB_D_NIGHTS_MISMATCH, nights->span, stated.ptr, all.ptr, aboard.ptr);
}

/* --- in words ------------------------------------------------------------------------------- */

struct stay {
    long nights, days;
    size_t start, end; /* in the text */
};

/* `7박 9일`, `7박9일` from byte `at` on. */
static bool
read_stay(struct bb_str text, size_t at, struct stay *stay)
{
    char *end;
    if (!g_ascii_isdigit(text.ptr[at]) || (at > 0 && g_ascii_isdigit(text.ptr[at - 1])))
        return false;
    stay->start = at;
    stay->nights = strtol(text.ptr + at, &end, 10);
    if (!g_str_has_prefix(end, "박"))
        return false;
    end += strlen("박");
    while (*end == ' ')
        end++;
    if (!g_ascii_isdigit(*end))
        return false;
    stay->days = strtol(end, &end, 10);
    stay->end = (size_t)(end - text.ptr) + strlen("일");
    return g_str_has_prefix(end, "일");
}

static void
check_form(struct bb_trip *trip, const struct bb_form *form, long long nights)
{
    long days = trip->last - trip->first + 1;
    struct stay stay;
    for (size_t at = 0; at < form->text.len; at++) {
        if (!read_stay(form->text, at, &stay) || (stay.nights == nights && stay.days == days))
            continue;
        struct bb_str right = bb_arena_printf(trip->arena, "%lld", nights);
        struct bb_str all = bb_arena_printf(trip->arena, "%ld", days);
        bb_report(trip->diag, BB_D_NIGHTS_TEXT, bb_origin_span(&form->origin, stay.start, stay.end),
            right.ptr, all.ptr);
    }
}

static void
check_text(struct bb_trip *trip, const struct bb_value *text, long long nights)
{
    for (size_t i = 0; text && i < text->as.text.nforms; i++)
        check_form(trip, &text->as.text.forms[i], nights);
}

void
bb_check_nights(struct bb_trip *trip)
{
    static const int texts[] = {BB_TRIP_TITLE, BB_TRIP_SUBTITLE, BB_TRIP_SUMMARY};
    const struct bb_value *nights = bb_value_field(trip->trip, BB_TRIP_NIGHTS);
    struct bb_value *fact;
    if (!nights || !trip->calendar)
        return;
    check_declared(trip);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_text(trip, bb_value_field(trip->trip, texts[i]), nights->as.integer);
    BB_EACH(fact, trip->trip, BB_TRIP_FACTS)
        check_text(trip, bb_value_field(fact, BB_FACT_VALUE), nights->as.integer);
}

/* The trip linter: the list of its checks. Each asks one kind of question of the whole trip and
 * reports every case; none depends on another. */
#include "itinerary/trip.h"

static void (*const checks[])(struct bb_trip *trip) = {
    bb_check_dates,
    bb_check_nights,
    bb_check_weekdays,
    bb_check_events,
    bb_check_moves,
    bb_check_ids,
    bb_check_places,
    bb_check_travel,
    bb_check_people,
    bb_check_names,
    bb_check_texts,
    bb_check_markdown,
};

void
bb_checks_run(struct bb_trip *trip)
{
    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++)
        checks[i](trip);
}

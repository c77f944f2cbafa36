/* Events: overlaps, order within the day and of their steps, ends before starts, clock times that a
 * clock change skips.
 *
 * A vague time is a range of the day: `afternoon` may follow 14:00, `morning` may not. */
#include "itinerary/trip.h"

enum { HALF_A_DAY = BB_MINUTES_PER_DAY / 2 };

struct bb_clock_range
bb_events_range(const struct bb_clock *clock)
{
    enum { NOON = 12 * 60, LAST = BB_MINUTES_PER_DAY - 1 };
    switch (clock->kind) {
    case BB_CLOCK_TIME:
        return (struct bb_clock_range){clock->minutes, clock->minutes};
    case BB_CLOCK_MORNING:
        return (struct bb_clock_range){0, NOON};
    case BB_CLOCK_NOON:
        return (struct bb_clock_range){NOON - 60, NOON + 120};
    case BB_CLOCK_AFTERNOON:
        return (struct bb_clock_range){NOON, LAST};
    case BB_CLOCK_EVENING:
        return (struct bb_clock_range){NOON + 5 * 60, LAST};
    default:
        return (struct bb_clock_range){0, LAST};
    }
}

bool
bb_events_is_cancelled(const struct bb_value *event)
{
    const struct bb_value *status = bb_value_field(event, BB_EVENT_STATUS);
    return status && status->as.integer == BB_STATUS_CANCELLED;
}

int
bb_events_end(const struct bb_value *event)
{
    const struct bb_value *end = bb_value_field(event, BB_EVENT_END);
    if (!end || end->as.clock.kind != BB_CLOCK_TIME)
        return -1;
    return end->as.clock.minutes + end->as.clock.day_offset * BB_MINUTES_PER_DAY;
}

/* Delegates among an event's people: as a rule none is listed, and all take part. */
static bool
lists_delegate(const struct bb_value *event, const struct bb_value *person)
{
    struct bb_value *participant;
    BB_EACH(participant, event, BB_EVENT_PEOPLE) {
        const struct bb_value *listed = bb_trip_person(participant);
        const struct bb_value *party = bb_value_field(listed, BB_PERSON_PARTY);
        bool delegate = party && party->as.integer == BB_PARTY_DELEGATION;
        if (delegate && (!person || listed == person))
            return true;
    }
    return false;
}

bool
bb_events_share_people(const struct bb_value *a, const struct bb_value *b)
{
    struct bb_value *participant;
    if (!lists_delegate(a, NULL) || !lists_delegate(b, NULL))
        return true;
    BB_EACH(participant, a, BB_EVENT_PEOPLE)
        if (lists_delegate(b, bb_trip_person(participant)))
            return true;
    return false;
}

struct so_far {
    int earliest;                 /* the next event cannot start before */
    const struct bb_value *bound; /* the event that says so */
    int end;                      /* the latest end, or -1 */
    const struct bb_value *ends;
};

static void
check_start(struct bb_trip *trip, const struct bb_value *event, struct so_far *so_far)
{
    const struct bb_value *start = bb_value_field(event, BB_EVENT_START);
    struct bb_clock_range range = bb_events_range(&start->as.clock);
    const char *title = bb_trip_text(bb_value_field(event, BB_EVENT_TITLE));
    if (range.to < so_far->earliest) {
        bb_report(trip->diag, BB_D_EVENT_ORDER, start->span, title,
            bb_trip_text(bb_value_field(so_far->bound, BB_EVENT_TITLE)));
        bb_report_note(
            trip->diag, BB_D_EVENT_OTHER, bb_value_field(so_far->bound, BB_EVENT_START)->span);
    } else if (start->as.clock.kind == BB_CLOCK_TIME && range.from < so_far->end
        && bb_events_share_people(event, so_far->ends)) {
        bb_report(trip->diag, BB_D_EVENT_OVERLAP, start->span, title,
            bb_trip_text(bb_value_field(so_far->ends, BB_EVENT_TITLE)));
        bb_report_note(
            trip->diag, BB_D_EVENT_OTHER, bb_value_field(so_far->ends, BB_EVENT_END)->span);
    }
    if (range.from > so_far->earliest) {
        so_far->earliest = range.from;
        so_far->bound = event;
    }
    if (bb_events_end(event) > so_far->end) {
        so_far->end = bb_events_end(event);
        so_far->ends = event;
    }
}

/* A step may be after midnight, but not by half a day: then it is out of order. */
static void
check_steps(struct bb_trip *trip, const struct bb_value *event)
{
    const struct bb_value *before = NULL;
    struct bb_value *step;
    BB_EACH(step, event, BB_EVENT_SEQUENCE) {
        const struct bb_value *at = bb_value_field(step, BB_STEP_AT);
        if (!at || at->as.clock.kind != BB_CLOCK_TIME)
            continue;
        int back = before ? before->as.clock.minutes - at->as.clock.minutes : 0;
        if (back > 0 && back < HALF_A_DAY)
            bb_report(trip->diag, BB_D_STEP_ORDER, at->span);
        before = at;
    }
}

/* So may an end; one that makes the event longer than half a day was meant for the same day. */
static void
check_end(struct bb_trip *trip, const struct bb_value *event)
{
    const struct bb_value *start = bb_value_field(event, BB_EVENT_START);
    const struct bb_value *end = bb_value_field(event, BB_EVENT_END);
    if (!end || end->as.clock.kind != BB_CLOCK_TIME || start->as.clock.kind != BB_CLOCK_TIME)
        return;
    int back = start->as.clock.minutes - end->as.clock.minutes;
    if (back > 0 && back < HALF_A_DAY)
        bb_report(trip->diag, BB_D_EVENT_BACKWARDS, end->span,
            bb_trip_text(bb_value_field(event, BB_EVENT_TITLE)));
}

static void
check_skipped(struct bb_trip *trip, const struct bb_value *day, const struct bb_value *clock)
{
    const struct bb_value *city = bb_value_field(day, BB_DAY_CITY);
    GTimeZone *zone = bb_zones_lookup(trip, bb_value_field(city, BB_CITY_TIMEZONE));
    if (!clock || !zone || clock->as.clock.kind != BB_CLOCK_TIME)
        return;
    long date = bb_trip_day(bb_value_field(day, BB_DAY_DATE)) + clock->as.clock.day_offset;
    if (bb_zones_is_skipped(zone, (bb_minutes)date * BB_MINUTES_PER_DAY + clock->as.clock.minutes))
        bb_report(trip->diag, BB_D_TIME_SKIPPED, clock->span,
            bb_trip_text(bb_value_field(city, BB_CITY_NAME)));
}

void
bb_check_events(struct bb_trip *trip)
{
    struct bb_value *day, *event;
    BB_EACH(day, trip->root, BB_ROOT_DAYS) {
        struct so_far so_far = {.end = -1};
        BB_EACH(event, day, BB_DAY_EVENTS) {
            if (bb_events_is_cancelled(event) || !bb_value_field(event, BB_EVENT_START))
                continue;
            check_start(trip, event, &so_far);
            check_end(trip, event);
            check_steps(trip, event);
            check_skipped(trip, day, bb_value_field(event, BB_EVENT_START));
            check_skipped(trip, day, bb_value_field(event, BB_EVENT_END));
        }
    }
}

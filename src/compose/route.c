/* Routes: the way of a trip from its moves and the cities of its events.
 *
 * The trip is walked once, in the order of time. Each move is a leg; where something happens in a
 * city that no move has reached, a leg is put in where there is a gap, since trips are drawn long
 * before all tickets are bought. The first leg starts at home, the last one ends there.
 *
 * Then the legs get their heights. A row with a move belongs to the move; several share it. A stay
 * takes the rows between two moves; where there is none it takes half of a row with a move, so that
 * no city is without a bar: of the day of leaving, if that is when something happens there, else of
 * the day of arrival. Times of departure and arrival are not used: they are in two
 * zones, mostly unknown, and a picture of days needs none.
 *
 * From west to east is taken round the globe from the widest gap between two places on: between
 * Seoul and San Francisco the Pacific is crossed and not the rest of the world. */
#include "compose/route.h"

#include <stdlib.h>

#include "compose/env.h"
#include "schema/vocabulary.h"

struct leg {
    size_t from, to;       /* stops */
    struct bb_value *city; /* where it ends; NULL: home */
    size_t first, last;    /* rows */
    size_t seen;           /* 1 + the first row with an event where it ends; 0: none */
    int start, end;
};

struct way {
    struct bb_compose *compose;
    struct bb_value *root, *home;
    BB_VEC(struct bb_route_stop) stops;
    BB_VEC(struct leg) legs;
    size_t here; /* the stop where the trip is */
    long known;  /* the last row of which that is known; -1: none */
    size_t nrows;
};

/* --- stops ------------------------------------------------------------------------------------ */

static const struct bb_value *
name_of(const struct way *way, const struct bb_value *city)
{
    return city ? bb_value_field(city, BB_CITY_NAME) : bb_value_field(way->home, BB_HOME_CITY);
}

static struct bb_str
first_form(const struct bb_value *name)
{
    return name && name->as.text.nforms > 0 ? name->as.text.forms[0].text : BB_STR("");
}

/* The stop of a city, or of home for NULL. A city that is listed for each of two visits is one. */
static size_t
find_stop(struct way *way, struct bb_value *city)
{
    struct bb_str name = first_form(name_of(way, city));
    for (size_t i = 0; i < way->stops.len; i++) {
        struct bb_route_stop *stop = &way->stops.at[i];
        if (stop->home == !city
            && (!city || bb_str_equal(first_form(name_of(way, stop->place)), name)))
            return i;
    }
    struct bb_route_stop stop = {.place = city ? city : way->home, .home = !city};
    BB_VEC_PUSH(way->compose->arena, &way->stops, stop);
    return way->stops.len - 1;
}

/* --- legs ------------------------------------------------------------------------------------- */

static void
add_leg(struct way *way, struct bb_value *city, size_t first, size_t last)
{
    struct leg leg = {.from = way->here, .to = find_stop(way, city), .city = city};
    struct leg *before = way->legs.len > 0 ? &BB_VEC_LAST(&way->legs) : NULL;
    leg.first = before && first < before->first ? before->first : first;
    leg.last = last > leg.first ? last : leg.first;
    if (before && before->last > leg.first)
        before->last = leg.first;
    BB_VEC_PUSH(way->compose->arena, &way->legs, leg);
    way->here = leg.to;
    way->known = (long)leg.last;
}

/* The trip is in `city` in `row`: where it was elsewhere, it moved in the gap, or else that day. */
static void
reach(struct way *way, struct bb_value *city, size_t row)
{
    size_t stop = find_stop(way, city);
    if (stop != way->here) {
        size_t gap = (size_t)(way->known + 1) < row ? (size_t)(way->known + 1) : row;
        add_leg(way, city, gap, gap);
    }
    way->known = way->known > (long)row ? way->known : (long)row;
}

/* Something happens in `row` where the last leg ended. */
static void
see(struct way *way, size_t row)
{
    struct leg *leg = way->legs.len > 0 ? &BB_VEC_LAST(&way->legs) : NULL;
    if (leg && leg->seen == 0)
        leg->seen = row + 1;
}

/* Where a stop of a move is, in `*city`; false for an id that is none. */
static bool
find_place(const struct way *way, const struct bb_value *stop, struct bb_value **city)
{
    struct bb_str id = first_form(bb_value_field(stop, BB_STOP_CITY));
    const struct bb_value *cities = bb_value_field(way->root, BB_ROOT_CITIES);
    *city = NULL;
    for (size_t i = 0; i < bb_value_len(cities); i++)
        if (bb_str_equal(cities->as.list.items[i]->as.record.id, id))
            *city = cities->as.list.items[i];
    return *city || bb_str_is(id, "home");
}

static void
follow_move(struct way *way, const struct bb_value *move, size_t row, size_t last)
{
    struct bb_value *from, *to;
    if (!find_place(way, bb_value_field(move, BB_MOVE_FROM), &from)
        || !find_place(way, bb_value_field(move, BB_MOVE_TO), &to))
        return;
    reach(way, from, row);
    add_leg(way, to, row, last);
}

/* Whether a move of the event's day brings the trip to its city, or has taken it away, whatever
 * hour the event has: a mistaken or vague one is no reason for going there twice. */
static bool
moves_that_day(
    const struct way *way, const struct bb_value *event, const struct bb_value *city, size_t row)
{
    const struct bb_value *travel =
        bb_value_field(bb_value_field(event, BB_EVENT_DAY), BB_DAY_TRAVEL);
    const struct leg *last = way->legs.len > 0 ? &BB_VEC_LAST(&way->legs) : NULL;
    for (size_t i = 0; i < bb_value_len(travel); i++) {
        struct bb_value *to;
        find_place(way, bb_value_field(travel->as.list.items[i], BB_MOVE_TO), &to);
        if (to == city)
            return true;
    }
    return last && last->first == row && way->stops.at[last->from].place == city;
}

static void
follow_item(struct way *way, const struct bb_value *item, size_t row, size_t last)
{
    const struct bb_value *move = bb_value_field(item, BB_ITEM_MOVE);
    const struct bb_value *event = bb_value_field(item, BB_ITEM_EVENT);
    struct bb_value *city = bb_value_field(event, BB_EVENT_CITY);
    if (move)
        follow_move(way, move, row, last);
    else if (city && !moves_that_day(way, event, city, row))
        reach(way, city, row);
    if (!move && city && find_stop(way, city) == way->here)
        see(way, row);
}

/* --- heights ---------------------------------------------------------------------------------- */

/* What shares a row: a leg, or the stay after it. */
struct slot {
    size_t row, leg;
    bool stay;
};

struct slots {
    struct slot *at;
    size_t len, cap;
};

static void
push_slot(const struct way *way, struct slots *slots, struct slot slot)
{
    slots->at =
        bb_vec_grow(way->compose->arena, slots->at, slots->len, &slots->cap, sizeof *slots->at);
    slots->at[slots->len++] = slot;
}

static struct slots
list_slots(const struct way *way)
{
    struct slots slots = {0};
    for (size_t i = 0; i < way->legs.len; i++) {
        const struct leg *leg = &way->legs.at[i];
        push_slot(way, &slots, (struct slot){leg->first, i, false});
        if (leg->last > leg->first)
            push_slot(way, &slots, (struct slot){leg->last, i, false});
        size_t next = i + 1 < way->legs.len ? way->legs.at[i + 1].first : SIZE_MAX;
        if (next <= leg->last + 1)
            push_slot(
                way, &slots, (struct slot){leg->seen == next + 1 ? next : leg->last, i, true});
    }
    return slots;
}

/* The slots [from, to) share a row. */
static void
share_row(struct way *way, const struct slot *slots, size_t from, size_t to)
{
    int moves = 0, stays = 0;
    for (size_t i = from; i < to; i++)
        *(slots[i].stay ? &stays : &moves) += 1;
    int top = (int)slots[from].row * BB_ROUTE_ROW, at = top;
    int for_moves = stays > 0 ? BB_ROUTE_ROW / 2 : BB_ROUTE_ROW;
    for (size_t i = from; i < to; i++) {
        struct leg *leg = &way->legs.at[slots[i].leg];
        int share = slots[i].stay ? BB_ROUTE_ROW / 2 / stays : for_moves / moves;
        int end = i + 1 == to ? top + BB_ROUTE_ROW : at + share;
        if (!slots[i].stay && leg->first == slots[i].row)
            leg->start = at;
        if (!slots[i].stay)
            leg->end = end;
        at = end;
    }
}

static void
set_heights(struct way *way)
{
    struct slots slots = list_slots(way);
    for (size_t from = 0, to; from < slots.len; from = to) {
        for (to = from + 1; to < slots.len && slots.at[to].row == slots.at[from].row; to++)
            ;
        share_row(way, slots.at, from, to);
    }
}

/* --- from west to east ------------------------------------------------------------------------ */

struct place {
    size_t stop;
    double longitude;
    long long order; /* of the file; home last */
};

static bool
find_longitude(const struct bb_route_stop *stop, double *longitude)
{
    const struct bb_value *location =
        bb_value_field(stop->place, stop->home ? BB_HOME_LOCATION : BB_CITY_LOCATION);
    if (bb_value_len(location) < 2)
        return false;
    *longitude = location->as.list.items[1]->as.number;
    return true;
}

static int
compare_orders(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    return (a->order > b->order) - (a->order < b->order);
}

static int
compare_longitudes(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    if (a->longitude != b->longitude)
        return a->longitude < b->longitude ? -1 : 1;
    return compare_orders(left, right);
}

/* Turns the places so that they start east of the widest gap. */
static void
cut_globe(const struct way *way, struct place *places, size_t count)
{
    struct place *turned = BB_NEW_ARRAY(way->compose->arena, struct place, count);
    double widest = places[0].longitude + 360 - places[count - 1].longitude;
    size_t start = 0;
    for (size_t i = 1; i < count; i++)
        if (places[i].longitude - places[i - 1].longitude > widest) {
            widest = places[i].longitude - places[i - 1].longitude;
            start = i;
        }
    for (size_t i = 0; i < count; i++)
        turned[i] = places[(start + i) % count];
    memcpy(places, turned, count * sizeof *places);
}

static void
move_home_last(const struct way *way, struct place *places, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++)
        if (way->stops.at[places[i].stop].home) {
            struct place home = places[i];
            memmove(&places[i], &places[i + 1], (count - i - 1) * sizeof *places);
            places[count - 1] = home;
            return;
        }
}

/* Where a city has no location the file's order has to do, and home comes last. */
static struct place *
order_places(const struct way *way, bool home_last)
{
    size_t count = way->stops.len;
    struct place *places = BB_NEW_ARRAY(way->compose->arena, struct place, count);
    bool known = true;
    for (size_t i = 0; i < count; i++) {
        const struct bb_route_stop *stop = &way->stops.at[i];
        const struct bb_value *number =
            stop->home ? NULL : bb_value_field(stop->place, BB_CITY_NUMBER);
        places[i].stop = i;
        places[i].order = number ? number->as.integer : INT64_MAX;
        known &= find_longitude(stop, &places[i].longitude);
    }
    qsort(places, count, sizeof *places, known ? compare_longitudes : compare_orders);
    if (known)
        cut_globe(way, places, count);
    if (home_last)
        move_home_last(way, places, count);
    return places;
}

/* --- the route -------------------------------------------------------------------------------- */

/* The hue of the part that a city opens, where parts take theirs in turn. */
static struct bb_color
city_hue(const struct way *way, const struct bb_value *city)
{
    return bb_compose_hue(way->compose, bb_value_field(city, BB_CITY_NUMBER));
}

static void
push_piece(struct bb_route *route, struct bb_route_piece piece)
{
    if (piece.start < piece.end)
        route->pieces[route->npieces++] = piece;
}

/* A stay at a stop; its colour is that of the city where `leg` ended, or ink at home. */
static void
push_stay(const struct way *way, struct bb_route *route, size_t stop, const struct bb_value *city,
    int start, int end)
{
    push_piece(route,
        (struct bb_route_piece){.from = stop,
            .to = stop,
            .start = start,
            .end = end,
            .home = !city,
            .color = city ? city_hue(way, city) : (struct bb_color){0}});
}

static void
list_pieces(const struct way *way, struct bb_route *route, const size_t *track)
{
    size_t count = way->legs.len;
    route->pieces = BB_NEW_ARRAY(way->compose->arena, struct bb_route_piece, 2 * count + 1);
    if (count == 0)
        return;
    int at = 0;
    const struct bb_value *city = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct leg *leg = &way->legs.at[i];
        push_stay(way, route, track[leg->from], city, at, leg->start);
        push_piece(route,
            (struct bb_route_piece){.from = track[leg->from],
                .to = track[leg->to],
                .start = leg->start,
                .end = leg->end});
        at = leg->end;
        city = leg->city;
    }
    const struct leg *last = &way->legs.at[count - 1];
    push_stay(way, route, track[last->to], city, at, (int)way->nrows * BB_ROUTE_ROW);
}

static struct bb_str
stop_text(const struct way *way, size_t stop)
{
    const struct bb_route_stop *at = &way->stops.at[stop];
    const struct bb_form *form =
        bb_pick_form(way->compose, name_of(way, at->home ? NULL : at->place));
    return form ? form->text : BB_STR("");
}

/* The places of each row in words; pieces are in order, so that both are walked once. */
static void
describe_rows(struct way *way, struct bb_route *route, const struct place *places)
{
    size_t from = 0;
    for (size_t row = 0; row < route->nrows; row++) {
        int top = (int)row * BB_ROUTE_ROW, bottom = top + BB_ROUTE_ROW;
        struct bb_buf buf;
        bb_buf_init(&buf, 0);
        while (from < route->npieces && route->pieces[from].end <= top)
            from++;
        for (size_t i = from; i < route->npieces && route->pieces[i].start < bottom; i++) {
            const struct bb_route_piece *piece = &route->pieces[i];
            if (i == from)
                bb_buf_append_str(&buf, stop_text(way, places[piece->from].stop));
            if (piece->from != piece->to) {
                bb_buf_append_text(&buf, " → ");
                bb_buf_append_str(&buf, stop_text(way, places[piece->to].stop));
            }
        }
        route->rows[row].places = bb_arena_str(way->compose->arena, bb_buf_str(&buf));
        bb_buf_finish(&buf);
    }
}

static struct way
start_way(struct bb_compose *compose, size_t nrows)
{
    struct way way = {
        .compose = compose, .root = compose->slots[BB_SLOT_ROOT], .known = -1, .nrows = nrows};
    way.home = bb_value_field(bb_value_field(way.root, BB_ROOT_TRIP), BB_TRIP_HOME);
    way.here = find_stop(&way, NULL);
    return way;
}

static struct bb_route *
finish_way(struct way *way, bool home_last)
{
    struct bb_arena *arena = way->compose->arena;
    struct bb_route *route = BB_NEW(arena, struct bb_route);
    if (way->nrows > 0)
        reach(way, NULL, way->nrows - 1);
    set_heights(way);
    struct place *places = order_places(way, home_last);
    size_t *track = BB_NEW_ARRAY(arena, size_t, way->stops.len);
    route->nstops = way->stops.len;
    route->stops = BB_NEW_ARRAY(arena, struct bb_route_stop, route->nstops);
    for (size_t i = 0; i < route->nstops; i++) {
        track[places[i].stop] = i;
        route->stops[i] = way->stops.at[places[i].stop];
    }
    route->nrows = way->nrows;
    route->rows = BB_NEW_ARRAY(arena, struct bb_route_row, route->nrows);
    list_pieces(way, route, track);
    describe_rows(way, route, places);
    return route;
}

/* --- of the rows of a table ------------------------------------------------------------------- */

static struct bb_inlines
plain_inlines(struct bb_compose *compose, const struct bb_style *style, struct bb_inline item)
{
    struct bb_inlines inlines = {0};
    item.kind = BB_INLINE_TEXT;
    item.style = style;
    item.color = bb_ink_color(&style->ink, compose->hue);
    if (!item.language)
        item.language = compose->language;
    if (item.text.len > 0)
        bb_inlines_push(compose, &inlines, item);
    return inlines;
}

static void
name_tracks(struct bb_compose *compose, struct bb_route *route, const struct bb_style *style)
{
    struct way way = start_way(compose, 0);
    for (size_t i = 0; i < route->nstops; i++) {
        struct bb_route_stop *stop = &route->stops[i];
        const struct bb_form *form =
            bb_pick_form(compose, name_of(&way, stop->home ? NULL : stop->place));
        if (form)
            stop->name = plain_inlines(compose, style,
                (struct bb_inline){
                    .text = form->text, .language = form->language, .origin = &form->origin});
        const struct bb_value *number =
            stop->home ? NULL : bb_value_field(stop->place, BB_CITY_NUMBER);
        if (number)
            stop->number = plain_inlines(
                compose, style, (struct bb_inline){.text = bb_eval_text(compose, number)});
    }
}

struct bb_route *
bb_compose_route_of_items(struct bb_compose *compose, struct bb_value *const *items, size_t count,
    const struct bb_style *style)
{
    struct way way = start_way(compose, count);
    for (size_t i = 0; i < count; i++)
        follow_item(&way, items[i], i, i);
    struct bb_route *route = finish_way(&way, true);
    name_tracks(compose, route, style);
    return route;
}

/* --- of the days ------------------------------------------------------------------------------ */

static long
day_count(const struct bb_value *day)
{
    const struct bb_value *date = bb_value_field(day, BB_DAY_DATE);
    return date ? bb_date_to_days(date->as.date) : 0;
}

/* The last row of a move: a flight that arrives days later is on its way until then. */
static size_t
last_row(const struct way *way, const struct bb_value *move, size_t row, long first)
{
    struct bb_date arrival;
    if (!bb_value_date(bb_value_field(move, BB_MOVE_ARRIVE), &arrival))
        return row;
    long last = bb_date_to_days(arrival) - first - 1;
    if (last >= (long)way->nrows)
        last = (long)way->nrows - 1;
    return last > (long)row ? (size_t)last : row;
}

static void
follow_day(struct way *way, const struct bb_value *day, size_t row, long first)
{
    const struct bb_value *agenda = bb_value_field(day, BB_DAY_AGENDA);
    struct bb_value *city = bb_value_field(day, BB_DAY_CITY);
    for (size_t i = 0; i < bb_value_len(agenda); i++) {
        const struct bb_value *item = agenda->as.list.items[i];
        follow_item(way, item, row, last_row(way, bb_value_field(item, BB_ITEM_MOVE), row, first));
    }
    if (bb_value_len(agenda) == 0 && city)
        reach(way, city, row);
}

/* A row a date; where cities share one, the first of its days gives the label. */
static void
label_rows(struct bb_compose *compose, struct bb_route *route, const struct bb_value *days)
{
    const struct bb_route_template *from = route->from;
    const struct bb_style *style =
        from->label_style ? from->label_style : &compose->layout->styles[0];
    long first = day_count(days->as.list.items[0]);
    for (size_t i = bb_value_len(days); i > 0; i--) {
        struct bb_value *day = days->as.list.items[i - 1];
        struct bb_route_row *row = &route->rows[day_count(day) - first];
        bb_compose_bind(compose, from->day_slot, day);
        row->label = bb_compose_content(compose, &from->label, style);
        bb_inlines_settle(compose, &row->label);
    }
}

static void
name_stops(struct bb_compose *compose, struct bb_route *route)
{
    struct way way = start_way(compose, 0);
    const struct bb_route_template *from = route->from;
    const struct bb_style *style =
        from->name_style ? from->name_style : &compose->layout->styles[0];
    for (size_t i = 0; i < route->nstops; i++) {
        struct bb_route_stop *at = &route->stops[i];
        struct bb_value *stop = bb_value_create(compose->arena, &bb_type_stop);
        stop->as.record.fields[BB_STOP_NAME] =
            (struct bb_value *)name_of(&way, at->home ? NULL : at->place);
        if (!at->home)
            stop->as.record.fields[BB_STOP_CITY] =
                (struct bb_value *)bb_value_field(at->place, BB_CITY_ID);
        bb_compose_bind(compose, from->stop_slot, stop);
        at->name = bb_compose_content(compose, &from->name, style);
        bb_inlines_settle(compose, &at->name);
    }
}

/* "7. 24.(수) 서울 → 파리, 7. 25.(목)–7. 26.(금) 파리": days of the same kind in one. */
static struct bb_str
describe_days(struct bb_compose *compose, const struct bb_route *route)
{
    struct bb_buf buf;
    bb_buf_init(&buf, 0);
    for (size_t i = 0, next; i < route->nrows; i = next) {
        for (next = i + 1;
             next < route->nrows && bb_str_equal(route->rows[next].places, route->rows[i].places);
             next++)
            ;
        if (i > 0)
            bb_buf_append_str(&buf, bb_locale_comma(compose->locale));
        bb_buf_append_str(&buf, bb_inlines_text(compose->arena, &route->rows[i].label));
        if (next > i + 1) {
            bb_buf_append_text(&buf, "–");
            bb_buf_append_str(&buf, bb_inlines_text(compose->arena, &route->rows[next - 1].label));
        }
        bb_buf_append_text(&buf, " ");
        bb_buf_append_str(&buf, route->rows[i].places);
    }
    struct bb_str text = bb_arena_str(compose->arena, bb_buf_str(&buf));
    bb_buf_finish(&buf);
    return text;
}

static struct bb_route *
route_of_days(
    struct bb_compose *compose, const struct bb_value *days, const struct bb_route_template *from)
{
    long first = day_count(days->as.list.items[0]);
    size_t count = bb_value_len(days);
    struct way way =
        start_way(compose, (size_t)(day_count(days->as.list.items[count - 1]) - first + 1));
    for (size_t i = 0; i < count; i++) {
        const struct bb_value *day = days->as.list.items[i];
        follow_day(&way, day, (size_t)(day_count(day) - first), first);
    }
    struct bb_route *route = finish_way(&way, false);
    route->from = from;
    label_rows(compose, route, days);
    name_stops(compose, route);
    route->alt = describe_days(compose, route);
    return route;
}

struct bb_block *
bb_compose_route(struct bb_compose *compose, const struct bb_block_template *from)
{
    const struct bb_route_template *template = from->as.route;
    const struct bb_value *days = bb_value_field(compose->slots[BB_SLOT_ROOT], BB_ROOT_DAYS);
    struct bb_block *block = bb_compose_new(compose, BB_COMPOSED_FLOW, from);
    block->fill = BB_FILL_EMPTY;
    if (bb_value_len(days) == 0)
        return block;
    struct bb_route *route = route_of_days(compose, days, template);
    if ((int64_t)route->nrows * template->row_least > template->height) {
        block->fill = BB_FILL_NEUTRAL;
        bb_compose_flow(compose, &template->otherwise, &block->children);
        return block;
    }
    block->kind = BB_COMPOSED_ROUTE;
    block->fill = route->npieces > 0 ? BB_FILL_FULL : BB_FILL_EMPTY;
    block->route = route;
    return block;
}

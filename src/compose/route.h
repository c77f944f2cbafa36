/* The way of a trip, without measures: the places it passes, from west to east, and where it is
 * when. Cover and overview draw the same thing from it, with days or with rows of a table from top
 * to bottom. */
#ifndef BB_COMPOSE_ROUTE_H
#define BB_COMPOSE_ROUTE_H

#include "compose/compose.h"

/* Units of a row's height, so that up to ten things share one evenly. */
enum { BB_ROUTE_ROW = 2520 };

struct bb_route_stop {
    struct bb_value *place; /* the record of a city, or of home */
    bool home;
    struct bb_inlines name;   /* as the layout sets it, or plain in the header of a table */
    struct bb_inlines number; /* of a city, for the header of a table */
};

/* A piece of the way: a move, or a stay where `from` is `to`. Pieces follow one another without a
 * gap. */
struct bb_route_piece {
    size_t from, to;       /* stops */
    int start, end;        /* from the top of the first row */
    bool home;             /* a stay at home */
    struct bb_color color; /* of a stay in a city */
};

struct bb_route_row {
    struct bb_inlines label;
    struct bb_str places; /* "서울 → 파리", for those who cannot see it */
};

struct bb_route {
    const struct bb_route_template *from; /* NULL: of a table */
    struct bb_route_stop *stops;
    size_t nstops;
    struct bb_route_piece *pieces;
    size_t npieces;
    struct bb_route_row *rows;
    size_t nrows;
    struct bb_str alt; /* all rows in words */
};

/* Time zones side by side. */
struct bb_hours_row {
    struct bb_inlines label, offset;
    int minutes; /* local time minus home time */
};

struct bb_hours {
    const struct bb_hours_template *from;
    struct bb_hours_row *rows;
    size_t nrows;
};

#endif

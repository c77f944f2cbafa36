/* The way of a trip: which stops, in which order, when; see compose_route.c. */
#ifndef BB_TEST_COMPOSE_ROUTE_H
#define BB_TEST_COMPOSE_ROUTE_H

void routes_run_from_west_to_east(void **state);
void routes_share_rows_and_fill_gaps(void **state);
void routes_of_tables_have_home_last(void **state);
void routes_are_told_in_words(void **state);
void one_time_zone_has_no_hours(void **state);

#endif

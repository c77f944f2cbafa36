/* What each language writes, and which form of a text stands in for a missing one; see
 * compose_locale.c. */
#ifndef BB_TEST_COMPOSE_LOCALE_H
#define BB_TEST_COMPOSE_LOCALE_H

void t51_every_language_writes_its_dates(void **state);
void t51_ranges_leave_out_what_they_share(void **state);
void t51_ranges_pass_the_turn_of_the_year(void **state);
void t52_midnight_and_the_last_minute(void **state);
void t52_t53_every_language_counts_hours_and_nights(void **state);
void every_language_groups_figures(void **state);
void a_language_is_found_by_its_beginning(void **state);
void a_label_is_said_in_one_language(void **state);
void a_missing_form_gives_way_to_the_next_best(void **state);
void plain_texts_are_of_the_trips_language(void **state);

#endif

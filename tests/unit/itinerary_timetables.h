/* What cities and people have of the trip; see itinerary_timetables.c. */
#ifndef BB_TEST_ITINERARY_TIMETABLES_H
#define BB_TEST_ITINERARY_TIMETABLES_H

void city_has_its_days_and_moves(void **state);
void city_has_people_venues_links(void **state);
void city_language_is_that_of_its_phrases(void **state);
void person_has_own_days(void **state);
void person_has_a_date_once(void **state);
void person_has_own_stays(void **state);
void timetables_are_limited(void **state);

#endif

/* Readings above a text (T24); see compose_reading.c. */
#ifndef BB_TEST_COMPOSE_READING_H
#define BB_TEST_COMPOSE_READING_H

void t24_readings_are_parted(void **state);
void t24_a_reading_that_says_nothing_goes(void **state);

#endif

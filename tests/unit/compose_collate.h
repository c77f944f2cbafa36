/* The order of names, and the letters under which they are looked up; see compose_collate.c. */
#ifndef BB_TEST_COMPOSE_COLLATE_H
#define BB_TEST_COMPOSE_COLLATE_H

void names_are_ordered_as_their_language_does(void **state);
void names_are_looked_up_by_their_initial(void **state);

#endif

/* The counters of list items; see compose_marks.c. */
#ifndef BB_TEST_COMPOSE_MARKS_H
#define BB_TEST_COMPOSE_MARKS_H

void t50_items_are_counted(void **state);

#endif

/* Readings on the page, superscripts and subscripts; see layout_ruby.c. */
#ifndef BB_TEST_LAYOUT_RUBY_H
#define BB_TEST_LAYOUT_RUBY_H

void t24_readings_leave_the_leading(void **state);
void t24_readings_have_room_in_a_cell(void **state);
void t24_readings_have_room_below_a_rule(void **state);
void t24_readings_shrink_with_their_text(void **state);
void t24_readings_are_elements(void **state);
void t13_scripts_leave_the_leading(void **state);
void t13_scripts_stay_with_their_base(void **state);

#endif

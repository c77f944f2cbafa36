/* Sizes that give way, text that reads downwards, thumb tabs; see layout_writing.c. */
#ifndef BB_TEST_LAYOUT_WRITING_H
#define BB_TEST_LAYOUT_WRITING_H

void type_goes_down_by_half_points_until_it_fits(void **state);
void type_too_long_at_its_least_size_breaks(void **state);
void stacked_letters_stand_in_one_column(void **state);
void letters_of_other_scripts_are_rotated(void **state);
void links_turn_with_their_text(void **state);
void downward_text_wider_than_its_column_is_reported(void **state);
void tabs_share_the_height(void **state);

#endif

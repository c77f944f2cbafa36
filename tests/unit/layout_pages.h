/* Where pages end; see layout_pages.c. */
#ifndef BB_TEST_LAYOUT_PAGES_H
#define BB_TEST_LAYOUT_PAGES_H

void t32_a_row_never_goes_on_alone(void **state);
void t32_a_card_never_goes_on_alone(void **state);
void t32_pages_far_before_give_way(void **state);
void t32_a_day_goes_on_only_where_much_room_would_be_left(void **state);
void t30_a_heading_moves_where_little_room_is_left_over(void **state);
void t30_a_label_keeps_its_content(void **state);
void t30_an_item_stays_with_its_first_below(void **state);
void t31_a_last_page_holds_more_than_a_line(void **state);
void pages_are_as_few_as_can_be(void **state);

#endif

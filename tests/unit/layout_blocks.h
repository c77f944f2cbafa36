/* Cards, page references, groups of rows and the index on pages; see layout_blocks.c. */
#ifndef BB_TEST_LAYOUT_BLOCKS_H
#define BB_TEST_LAYOUT_BLOCKS_H

void t32_rows_of_cards_stay_whole(void **state);
void columns_filled_down_are_read_in_their_order(void **state);
void columns_are_fewer_where_texts_would_wrap(void **state);
void a_heading_keeps_with_the_first_row_of_cards(void **state);
void t36_references_to_pages_before_are_sorted_and_joined(void **state);
void t36_references_to_pages_to_come_say_the_same(void **state);
void t36_more_references_than_a_column_holds_take_another_line(void **state);
void t36_a_link_says_its_page_beside_pages_to_come(void **state);
void sections_and_bars_go_on_after_a_page_that_starts_inside(void **state);
void texts_of_a_group_row_stand_apart(void **state);
void an_index_holds_what_is_in_the_document(void **state);
void t32_groups_without_a_row_break_like_others(void **state);
void t32_a_merged_label_takes_room_where_it_shows(void **state);
void t32_t33_a_merged_label_comes_again_where_its_row_goes_on(void **state);

#endif

/* Cards, page references, groups of rows and the index as they stand on pages; see layout_blocks.c. */
#ifndef BB_TEST_LAYOUT_BLOCKS_H
#define BB_TEST_LAYOUT_BLOCKS_H

void t32_rows_of_cards_stay_whole(void **state);
void columns_filled_down_are_read_in_their_order(void **state);
void a_heading_keeps_with_the_first_row_of_cards(void **state);

#endif

/* Regions of pages; see layout_regions.c. */
#ifndef BB_TEST_LAYOUT_REGIONS_H
#define BB_TEST_LAYOUT_REGIONS_H

void regions_fill_in_the_order_of_their_blocks(void **state);
void regions_go_on_in_the_next_frame_and_page(void **state);
void regions_mirror_on_verso_pages(void **state);
void a_block_higher_than_a_frame_splits_by_line(void **state);
void a_row_waits_for_a_frame_that_holds_it(void **state);
void a_table_says_that_it_is_continued_only_over_pages(void **state);
void pages_of_regions_begin_and_end_by_themselves(void **state);
void a_region_is_missed_where_the_trip_decides_the_page_kind(void **state);
void the_structure_of_regions_is_that_of_the_file(void **state);
void bands_are_as_high_as_they_are_said_to_be(void **state);

#endif

/* Tables over pages and the widths of their columns; see layout_tables.c. */
#ifndef BB_TEST_LAYOUT_TABLES_H
#define BB_TEST_LAYOUT_TABLES_H

void t30_a_heading_keeps_with_the_first_row_of_a_table(void **state);
void t32_a_broken_table_says_so_and_repeats_what_is_needed(void **state);
void t32_a_break_between_groups_needs_no_note(void **state);
void t33_a_row_taller_than_a_page_loses_nothing(void **state);
void t39_columns_follow_content_within_bounds(void **state);
void t39_natural_columns_grow_by_steps(void **state);
void t14_columns_by_content_break_words_that_have_no_room(void **state);
void headers_of_two_lines_push_the_rows_down(void **state);
void t32_a_foot_of_two_lines_stays_on_the_page(void **state);
void t32_a_split_row_says_so_too(void **state);

#endif

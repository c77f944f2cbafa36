/* Rows of docs/typography.md that no other test of pages is named after; see layout_rows.c. */
#ifndef BB_TEST_LAYOUT_ROWS_H
#define BB_TEST_LAYOUT_ROWS_H

void t25_quotation_marks_are_those_of_the_language(void **state);
void t34_the_gutter_is_apart_from_the_margin(void **state);
void t35_heads_and_folios_name_their_page(void **state);
void t37_baselines_stand_on_one_grid_over_facing_pages(void **state);
void t38_a_caption_keeps_with_its_figure(void **state);
void t54_what_ends_a_paper_stands_after_its_last_text(void **state);
void t56_marks_stand_where_the_layout_puts_them(void **state);

#endif

/* Several pages on a sheet; see layout_sheet.c. */
#ifndef BB_TEST_LAYOUT_SHEET_H
#define BB_TEST_LAYOUT_SHEET_H

void backs_stand_behind_their_fronts(void **state);
void pages_without_backs_fill_sheet_after_sheet(void **state);
void links_and_destinations_move_with_their_pages(void **state);
void cut_marks_stay_off_the_pages(void **state);
void panels_bleed_as_far_as_there_is_room(void **state);
void marks_stand_on_the_cuts_where_there_is_no_margin(void **state);
void folds_are_marked_on_both_sides_in_one_place(void **state);

#endif

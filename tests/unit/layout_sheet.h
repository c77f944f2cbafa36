/* Several pages on a sheet; see layout_sheet.c. */
#ifndef BB_TEST_LAYOUT_SHEET_H
#define BB_TEST_LAYOUT_SHEET_H

void backs_stand_behind_their_fronts(void **state);
void pages_without_backs_fill_sheet_after_sheet(void **state);
void links_and_destinations_move_with_their_pages(void **state);
void cut_marks_stay_off_the_pages(void **state);

#endif

/* Documents made to fit; see layout_fit.c. */
#ifndef BB_TEST_LAYOUT_FIT_H
#define BB_TEST_LAYOUT_FIT_H

void fit_takes_the_mildest_step_that_is_enough(void **state);
void fit_changes_nothing_where_all_fits(void **state);
void fit_keeps_type_above_its_floor(void **state);
void fit_begins_where_the_layout_says(void **state);
void fit_leaves_other_regions_as_they_are(void **state);
void fit_says_nothing_of_its_trials(void **state);
void fit_names_what_is_lacking_and_the_longest(void **state);
void fit_counts_the_pages_of_the_text_too(void **state);
void fit_is_not_met_by_what_is_cut_off(void **state);

#endif

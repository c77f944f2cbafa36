/* The tests of text, in parts: lines in test_text.c, scripts and fonts in text_scripts.c, what
 * cannot be set as asked in text_lines.c, room between characters in text_spacing.c, readings in
 * text_ruby.c, whatever comes in in text_any.c. */
#ifndef BB_TESTS_TEXT_TESTS_H
#define BB_TESTS_TEXT_TESTS_H

void test_t20_language_picks_the_form(void **state);
void test_t21_latin_stays_in_one_face(void **state);
void test_t21_one_word_space(void **state);
void test_t22_missing_characters_are_reported(void **state);
void test_t22_missing_marks_are_reported_each_time(void **state);
void test_unknown_role_is_reported(void **state);
void test_sizes_by_script(void **state);
void test_letters_that_stack(void **state);
void test_t23_clusters_are_shaped_whole(void **state);
void test_t23_right_to_left(void **state);

void test_any_text_sets(void **state);

void test_t1_hybrid_breaks_words_before_the_limit(void **state);
void test_t5_lines_past_the_limit_are_reported(void **state);
void test_t5_a_line_is_quoted_whole(void **state);
void test_t5_a_megabyte_sets(void **state);
void test_t7_words_hyphenate_on_demand(void **state);
void test_t7_missing_patterns_are_reported_once(void **state);
void test_parts_are_broken_for_need_only(void **state);
void test_t24_a_form_is_broken_for_need_only(void **state);
void test_t24_a_form_in_brackets_is_broken_for_need_only(void **state);
void test_t24_a_form_is_rather_not_broken_in_justified_text(void **state);

void test_t9_han_and_latin_stand_apart(void **state);
void test_t9_room_is_no_gap(void **state);
void test_t9_hangul_and_latin_stand_apart_on_demand(void **state);
void test_t10_marks_together_share_their_blank(void **state);
void test_t10_a_mark_at_a_line_end_is_half(void **state);
void test_t10_a_mark_at_a_line_start_is_half(void **state);
void test_t10_marks_give_in_order(void **state);
void test_t11_korean_brackets_share_their_blank(void **state);
void test_t11_a_word_space_takes_the_blank(void **state);
void test_t25_marks_follow_the_language(void **state);
void test_t5_marks_hang_on_demand(void **state);
void test_t5_chinese_stretches_between_ideographs(void **state);

void test_t24_a_group_is_read_as_one(void **state);
void test_t24_a_wide_reading_makes_room(void **state);
void test_t24_each_character_is_read(void **state);
void test_t24_a_reading_leans(void **state);
void test_t24_a_base_stands_at_the_edge(void **state);
void test_t24_neighbours_share_their_room(void **state);
void test_t24_pieces_share_a_reading(void **state);
void test_t24_lines_break_between_characters(void **state);
void test_t14_a_reading_wider_than_its_line(void **state);
void test_t11_opening_marks_hang_on_demand(void **state);
void test_t11_full_width_marks_hang_by_their_blank(void **state);
void test_t10_hanging_marks_give_nothing(void **state);
void test_t11_justified_lines_end_on_the_measure(void **state);
void test_t11_marks_of_the_other_direction_stay(void **state);
void test_t14_hostile_words_stay_on_their_lines(void **state);
void test_t8_the_last_blank_stays_with_its_word(void **state);
void test_t24_a_reading_stays_with_its_base(void **state);

#endif

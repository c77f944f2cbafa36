/* A part of the tests of text. */
#ifndef BB_TESTS_TEXT_ANY_H
#define BB_TESTS_TEXT_ANY_H

void test_any_text_sets(void **state);

#endif

/* Tests of CID-keyed CFF fonts; part of test_fontset. */
#ifndef FONTSET_CFF_H
#define FONTSET_CFF_H

void test_charstrings_are_flattened(void **state);
void test_bad_charstrings_are_refused(void **state);
void test_damaged_fonts_are_refused(void **state);

#endif

/* What holds of every document, tried on random ones; see layout_properties.c. */
#ifndef BB_TEST_LAYOUT_PROPERTIES_H
#define BB_TEST_LAYOUT_PROPERTIES_H

void t30_t33_hold_for_random_documents(void **state);

#endif

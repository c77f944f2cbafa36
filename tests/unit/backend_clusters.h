/* Clusters of a run and what their glyphs stand for; see backend_clusters.c. */
#ifndef BB_TEST_BACKEND_CLUSTERS_H
#define BB_TEST_BACKEND_CLUSTERS_H

void test_clusters(void **state);
void test_parts_of_clusters(void **state);

#endif

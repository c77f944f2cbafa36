/* The font files of a few folders, through fontconfig's caches. */
#ifndef BB_FACE_CATALOG_H
#define BB_FACE_CATALOG_H

#include "face/face.h"

struct bb_catalog;

/* Scans `dirs`, absolute paths, and the folders below them for faces of `families`.
 * NULL when fontconfig refuses its configuration. */
struct bb_catalog *bb_catalog_create(struct bb_arena *arena, const char *const *dirs, size_t ndirs,
    const char *const *families, size_t nfamilies);
void bb_catalog_destroy(struct bb_catalog *catalog);

/* Whether any face carries this family name. */
bool bb_catalog_has_family(const struct bb_catalog *catalog, const char *family);

/* Finds the upright face of `family` with exactly `weight` (1-1000). The strings of `*face` are
 * copied into `arena`. */
bool bb_catalog_find(const struct bb_catalog *catalog, struct bb_arena *arena, const char *family,
    int weight, struct bb_face *face);

/* The path of the file called `name`, borrowed; or NULL. */
const char *bb_catalog_find_file(const struct bb_catalog *catalog, const char *name);

#endif

/* Faces by role and language.
 *
 * fonts/fonts.yaml gives each role ("sans", "serif") its families in order, with the files' known
 * SHA-256, the package that brings them and the licence. A private FcConfig sees these and the
 * folders of --font-dir, nothing else; FcInit is never called (findings.md, 3). */
#ifndef BB_FACE_FACE_H
#define BB_FACE_FACE_H

#include <fontconfig/fontconfig.h>

#include "schema/schema.h"

struct bb_faces; /* see bb_faces_create */

/* Reads a fonts.yaml and scans the folders it names and `dirs`. Missing families are reported with
 * the package that brings them, when a role is first looked up by bb_faces_families.
 * NULL after reporting when the file is no fonts.yaml. */
struct bb_faces *bb_faces_create(
    struct bb_input *input, const char *fonts_yaml, const char *const *dirs, size_t ndirs);
void bb_faces_destroy(struct bb_faces *faces);

/* Borrowed; for pango_fc_font_map_set_config. */
FcConfig *bb_faces_config(const struct bb_faces *faces);

/* The family list of a role for a run's language, in Pango's comma form, borrowed; or NULL for an
 * unknown role. In Chinese and Japanese runs the CJK family comes first, otherwise the Latin one
 * ("order_for" of fonts.yaml). */
const char *bb_faces_families(struct bb_faces *faces, const char *role, const char *language);

/* The roles, for "did you mean". */
size_t bb_faces_roles(const struct bb_faces *faces, const char *const **names);

/* One family of fonts.yaml as found on this machine, for `briefbook fonts`. */
struct bb_face_report {
    const char *role, *family, *package, *licence;
    const char *file;   /* NULL: missing */
    int weight;
    bool hash_known;    /* its SHA-256 is one of those in fonts.yaml */
    char sha256[65];
};
size_t bb_faces_report(struct bb_faces *faces, struct bb_arena *arena, struct bb_face_report **rows);

#endif

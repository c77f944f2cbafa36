/* Faces by role, weight and language.
 *
 * fonts/fonts.yaml gives each role ("sans", "serif") its families in order, with the files' known
 * SHA-256, the package that brings them and the licence. A private FcConfig reads the folders named
 * there and those of --font-dir, nothing else; FcInit is never called (findings.md, 3). */
#ifndef BB_FACE_FACE_H
#define BB_FACE_FACE_H

#include "base/library.h"
#include "schema/schema.h"

struct bb_faces; /* see bb_faces_create */

/* Reads a fonts.yaml and scans the folders it names and `dirs` (NUL-terminated paths).
 * NULL after reporting when the file is no fonts.yaml. `input` is borrowed. */
struct bb_faces *bb_faces_create(
    struct bb_input *input, const char *fonts_yaml, const char *const *dirs, size_t ndirs);
void bb_faces_destroy(struct bb_faces *faces);

/* The roles, for "did you mean". */
size_t bb_faces_roles(const struct bb_faces *faces, const char *const **names);

/* One face on this machine; strings live as long as the `bb_faces`. */
struct bb_face {
    const char *path;
    int index;              /* in a collection */
    const char *variations; /* "wght=700" of a variable font, or NULL */
};

/* The faces that are tried in turn for each character of a run: the families of `role` in the order
 * for `language` ("order_for" of fonts.yaml), of exactly this weight, upright, never synthesised
 * (T21). `*stack` is borrowed; asking again is cheap and gives the same array.
 * A family that is not installed, or not in this weight, is left out and reported once, with the
 * package that brings it. Returns 0 for an unknown role, which is for the caller to report. */
size_t bb_faces_stack(struct bb_faces *faces, const char *role, int weight, const char *language,
    const struct bb_face **stack);

/* One file of fonts.yaml as found on this machine, for `briefbook fonts`. */
struct bb_face_report {
    const char *role; /* the first role that uses it */
    const char *family, *package, *licence;
    const char *file; /* its path; NULL: missing */
    const char *name; /* its file name */
    int weight;
    bool hash_known;     /* its SHA-256 is one of those in fonts.yaml */
    const char *release; /* the release it comes from, where the hash is known, or NULL */
    char sha256[65];
};
size_t bb_faces_report(
    struct bb_faces *faces, struct bb_arena *arena, struct bb_face_report **rows);

/* The libraries underneath. Returns how many. */
size_t bb_face_libraries(struct bb_arena *arena, struct bb_library libraries[BB_LIBRARIES_MOST]);

#endif

/* What a document says about itself: for Info, XMP, lists of documents. */
#ifndef BB_BASE_METADATA_H
#define BB_BASE_METADATA_H

#include <stddef.h>

struct bb_wording {
    const char *language; /* BCP 47 */
    const char *text;
};

/* What is not known is NULL or empty; languages are BCP 47. */
struct bb_metadata {
    const char *title, *author, *subject, *language, *identifier, *creator;
    const struct bb_wording *titles; /* the title in each language that it is given in */
    size_t ntitles;
    const char *const *keywords;
    size_t nkeywords;
    const char *coverage; /* the days that it is about, ISO 8601: "2024-07-24/2024-08-01" */
    const char
        *date; /* ISO 8601 with offset, "2024-07-23T00:00:00+09:00": creation and modification */
};

#endif

/* Rewriting the marks of a page's content stream (internal to archive). */
#ifndef BB_ARCHIVE_CONTENT_H
#define BB_ARCHIVE_CONTENT_H

#include "display/display.h"

/* What a mark of the display list becomes. */
struct bb_content_mark {
    bool artifact;
    bool bare;        /* of an element, without text: a speck that opens it is cut out */
    const char *open; /* artifact: its whole BDC; otherwise the tag's name, "P" */
};

/* Copies `content` to `out` with the page's `marks` in their order: those of elements get MCIDs
 * from 0, artifacts their type; painting outside any mark becomes an artifact of layout. The
 * backend wrote each mark as `/Name <</MCID n>> BDC` … `EMC`, n counting from 0, artifacts by the
 * name Private and only those with text; Spans with ActualText inside marks stay as they are, text
 * objects in bare marks go.
 *
 * BB_INTERNAL, with the offence in `*fault` (static): text outside any mark, marks that do not
 * agree with `marks`, a stream that ends inside a mark or a string. */
enum bb_status bb_content_rewrite(struct bb_str content, const struct bb_content_mark *marks,
    size_t nmarks, struct bb_buf *out, const char **fault);

#endif

/* What is said of a font, by `fonts` and by `doctor`. */
#ifndef BB_CLI_FONTS_H
#define BB_CLI_FONTS_H

#include "cli/cli.h"

/* "as in Debian 12", "missing: install fonts-noto-cjk". */
void bb_cli_append_font_state(
    const struct bb_document_font *font, enum bb_diag_language language, struct bb_buf *out);

/* "missing: install PACKAGE", of anything. */
void bb_cli_append_missing(const char *package, enum bb_diag_language language, struct bb_buf *out);

#endif

/* Fonts of the libharu backend. Private to be_haru. */
#ifndef BB_BACKEND_HARU_FONT_H
#define BB_BACKEND_HARU_FONT_H

#include "backend/haru_file.h"
#include "fontset/fontset.h"

struct bb_haru_font {
    const struct bb_fontset_face *face;
    struct bb_arena *arena; /* borrowed */
    uint32_t number;        /* of the Type0 font; 0: not used yet */
    struct bb_str *texts;   /* by new glyph id: its text in ToUnicode; ptr NULL: none yet */
};

/* Starts a font of `file`, to be filled by bb_haru_font_finish. Its tables live in `arena`. */
void bb_haru_font_init(struct bb_haru_font *font, struct bb_arena *arena, struct bb_haru_file *file,
    const struct bb_fontset_face *face);

/* Notes that `glyph` (a new id) stands for `text`. False where it already stands
 * for another text; this use then needs ActualText. */
bool bb_haru_font_note_text(struct bb_haru_font *font, uint32_t glyph, struct bb_str text);

/* The two-byte code that selects a glyph. */
uint32_t bb_haru_font_code(const struct bb_haru_font *font, uint32_t glyph);

/* A glyph's width as the file states it, 1/1000 em. */
int bb_haru_font_width(const struct bb_haru_font *font, uint32_t glyph);

/* Writes descriptor, widths, ToUnicode and the font program. Failures stay in the document's
 * error. */
void bb_haru_font_finish(struct bb_haru_font *font, struct bb_haru_file *file);

/* Appends "FEFF…", the text in UTF-16BE as hexadecimal digits; the mark is left out on demand. */
void bb_haru_put_utf16(struct bb_buf *out, struct bb_str text, bool mark);

#endif

/* Setting text with the pinned fonts, for the tests of text and of what is built on it. */
#ifndef BB_TESTS_SETTING_H
#define BB_TESTS_SETTING_H

#include "text/text.h"

struct setting {
    struct bb_arena arena;
    struct bb_sources sources;
    struct bb_diag diag;
    struct bb_limits limits;
    struct bb_input input;
    struct bb_faces *faces;
    struct bb_text *text;
    struct bb_text_font sans, serif;
    struct bb_para_style style; /* of the next bb_setting_break */
    struct bb_paragraph *para;
    struct bb_lines lines;
    int latin_space; /* of the pieces shaped from here on */
};

static inline void
setting_start(struct setting *s)
{
    *s = (struct setting){.limits = BB_LIMITS_DEFAULT, .style = BB_PARA_STYLE_DEFAULT};
    bb_arena_init(&s->arena);
    bb_sources_init(&s->sources, &s->arena);
    bb_diag_init(&s->diag, &s->arena, &s->sources);
    bb_input_init(&s->input, &s->arena, &s->sources, &s->diag, &s->limits);
    s->faces = bb_faces_create(&s->input, BB_TEST_DIR "/fonts/fonts.yaml", NULL, 0);
    assert_non_null(s->faces);
    s->text = bb_text_create(&s->arena, s->faces, &s->diag);
    s->sans = (struct bb_text_font){.role = "sans", .weight = 400, .size = BB_PT(10)};
    s->serif = (struct bb_text_font){.role = "serif", .weight = 400, .size = BB_PT(10)};
}

static inline void
setting_finish(struct setting *s)
{
    bb_text_destroy(s->text);
    bb_faces_destroy(s->faces);
    bb_arena_finish(&s->arena);
}

static inline struct bb_text_piece
setting_piece(const struct bb_text_font *font, const char *language, const char *text)
{
    return (struct bb_text_piece){
        .kind = BB_PIECE_CHARS, .text = bb_str_from(text), .font = font, .language = language};
}

static inline void
setting_break(struct setting *s, double points)
{
    s->lines = bb_text_break(s->text, &s->arena, s->para, bb_len_from_pt(points), &s->style);
}

/* Shapes one piece of serif text; it stays until the setting's end. */
static inline void
setting_shape(struct setting *s, const char *language, const char *text)
{
    struct bb_text_piece *piece = BB_NEW(&s->arena, struct bb_text_piece);
    *piece = setting_piece(&s->serif, language, text);
    piece->latin_space = s->latin_space;
    s->para = bb_text_shape(s->text, &s->arena, piece, 1);
}

static inline void
setting_set(struct setting *s, const char *language, const char *text, double points)
{
    setting_shape(s, language, text);
    setting_break(s, points);
}

/* The text of a line, its runs joined in visual order. */
static inline const char *
setting_line(struct setting *s, size_t at)
{
    const char *text = "";
    assert_true(at < s->lines.len);
    for (size_t i = 0; i < s->lines.lines[at].nruns; i++) {
        struct bb_str part = s->lines.lines[at].runs[i].text;
        text = bb_arena_printf(&s->arena, "%s%.*s", text, BB_STR_ARG(part)).ptr;
    }
    return text;
}

/* … of all lines. */
static inline const char *
setting_text(struct setting *s)
{
    const char *text = "";
    for (size_t i = 0; i < s->lines.len; i++)
        text = bb_arena_printf(&s->arena, "%s%s", text, setting_line(s, i)).ptr;
    return text;
}

#endif

/* Hand-made display lists of real glyphs, for the tests of fontset, backend and archive: text is
 * shaped with HarfBuzz as the text stage does, without line breaking. */
#ifndef BB_TESTS_DRAWING_H
#define BB_TESTS_DRAWING_H

#include <hb-ot.h>

#include "display/display.h"

#define FONT(name) BB_TEST_DIR "/fonts/" name
#define SANS FONT("NotoSans-Regular.ttf")
#define SERIF FONT("NotoSerif-Regular.ttf")
#define SANS_CJK FONT("NotoSansCJKkr-Regular.otf")
#define SERIF_CJK FONT("NotoSerifCJKkr-Regular.otf")
#define BOLD_CJK FONT("NotoSansCJKkr-Bold.otf")
#define HEBREW FONT("NotoSansHebrew-Regular.ttf")
#define ARABIC FONT("NotoSansArabic-Regular.ttf")
#define DEVANAGARI FONT("NotoSansDevanagari-Regular.ttf")

struct drawing {
    struct bb_arena arena;
    struct bb_display display;
    struct bb_page *page; /* the last one */
};

static inline void
drawing_init(struct drawing *d)
{
    bb_arena_init(&d->arena);
    bb_display_init(&d->display, &d->arena);
    d->display.metadata.date = "2024-07-23T00:00:00+09:00";
    d->page = bb_display_add_page(&d->display, BB_PT(595.276), BB_PT(841.89));
}

static inline void
drawing_finish(struct drawing *d)
{
    bb_arena_finish(&d->arena);
}

/* A shaped run at (x, y) points; the language may be NULL. */
static inline struct bb_run
drawing_shape(struct drawing *d, const char *font, const char *language, double size, double x,
    double y, const char *text)
{
    struct bb_run run = {.size = bb_len_from_pt(size),
        .x = bb_len_from_pt(x),
        .y = bb_len_from_pt(y),
        .text = bb_str_from(text),
        .language = language,
        .color = {0x1a, 0x1a, 0x1a}};
    run.face = bb_display_add_face(&d->display, font, 0, NULL);
    hb_blob_t *blob = hb_blob_create_from_file(font);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *shaper = hb_font_create(face);
    hb_font_set_scale(shaper, run.size, run.size);
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text, -1, 0, -1);
    if (language)
        hb_buffer_set_language(buffer, hb_language_from_string(language, -1));
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(shaper, buffer, NULL, 0);
    run.rtl = HB_DIRECTION_IS_BACKWARD(hb_buffer_get_direction(buffer));
    unsigned len;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &len);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(buffer, &len);
    struct bb_glyph *glyphs = BB_NEW_ARRAY(&d->arena, struct bb_glyph, len);
    for (unsigned i = 0; i < len; i++)
        glyphs[i] = (struct bb_glyph){.id = info[i].codepoint,
            .cluster = info[i].cluster,
            .advance = at[i].x_advance,
            .dx = at[i].x_offset,
            .dy = -at[i].y_offset};
    run.glyphs = glyphs;
    run.nglyphs = len;
    hb_buffer_destroy(buffer);
    hb_font_destroy(shaper);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return run;
}

static inline void
drawing_begin_mark(struct drawing *d, const struct bb_tag *tag)
{
    bb_page_add(
        &d->display, d->page, (struct bb_item){.kind = BB_ITEM_MARK_BEGIN, .as.tag = tag->id});
}

static inline void
drawing_begin_artifact(struct drawing *d, enum bb_artifact artifact)
{
    bb_page_add(&d->display, d->page,
        (struct bb_item){.kind = BB_ITEM_ARTIFACT_BEGIN, .as.artifact = artifact});
}

static inline void
drawing_end_mark(struct drawing *d)
{
    bb_page_add(&d->display, d->page, (struct bb_item){.kind = BB_ITEM_MARK_END});
}

static inline void
drawing_add_run(struct drawing *d, struct bb_run run)
{
    bb_page_add(&d->display, d->page, (struct bb_item){.kind = BB_ITEM_RUN, .as.run = run});
}

/* A paragraph of one run in a mark of its own. */
static inline struct bb_tag *
drawing_add_text(struct drawing *d, const char *font, const char *language, double size, double x,
    double y, const char *text)
{
    struct bb_tag *tag = bb_display_add_tag(&d->display, NULL, BB_ROLE_P);
    tag->language = language;
    drawing_begin_mark(d, tag);
    drawing_add_run(d, drawing_shape(d, font, language, size, x, y, text));
    drawing_end_mark(d);
    return tag;
}

/* A filled rectangle, in points. */
static inline void
drawing_add_rectangle(
    struct drawing *d, double x, double y, double width, double height, struct bb_color color)
{
    struct bb_path_segment *s = BB_NEW_ARRAY(&d->arena, struct bb_path_segment, 5);
    bb_len x0 = bb_len_from_pt(x), x1 = bb_len_from_pt(x + width);
    bb_len y0 = bb_len_from_pt(y), y1 = bb_len_from_pt(y + height);
    s[0] = (struct bb_path_segment){.op = BB_PATH_MOVE, .x = {x0}, .y = {y0}};
    s[1] = (struct bb_path_segment){.op = BB_PATH_LINE, .x = {x1}, .y = {y0}};
    s[2] = (struct bb_path_segment){.op = BB_PATH_LINE, .x = {x1}, .y = {y1}};
    s[3] = (struct bb_path_segment){.op = BB_PATH_LINE, .x = {x0}, .y = {y1}};
    s[4] = (struct bb_path_segment){.op = BB_PATH_CLOSE};
    bb_page_add(&d->display, d->page,
        (struct bb_item){.kind = BB_ITEM_PATH,
            .as.path = {.segments = s, .len = 5, .fill = true, .fill_color = color}});
}

/* A stroked line, in points. */
static inline void
drawing_add_line(struct drawing *d, double x0, double y0, double x1, double y1, double width,
    double dash, struct bb_color color)
{
    struct bb_path_segment *s = BB_NEW_ARRAY(&d->arena, struct bb_path_segment, 2);
    s[0] = (struct bb_path_segment){
        .op = BB_PATH_MOVE, .x = {bb_len_from_pt(x0)}, .y = {bb_len_from_pt(y0)}};
    s[1] = (struct bb_path_segment){
        .op = BB_PATH_LINE, .x = {bb_len_from_pt(x1)}, .y = {bb_len_from_pt(y1)}};
    bb_page_add(&d->display, d->page,
        (struct bb_item){.kind = BB_ITEM_PATH,
            .as.path = {.segments = s,
                .len = 2,
                .stroke = true,
                .stroke_color = color,
                .stroke_width = bb_len_from_pt(width),
                .dash_on = bb_len_from_pt(dash),
                .dash_off = bb_len_from_pt(dash)}});
}

#endif

/* Subsets: which glyphs, what they look like, what else is in the font. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "drawing.h"
#include "fontset/fontset.h"
#include "fontset_cff.h"

struct fixture {
    struct drawing drawing;
    struct bb_sources sources;
    struct bb_diag diag;
};

static int
set_up(void **state)
{
    struct fixture *f = test_calloc(1, sizeof *f);
    drawing_init(&f->drawing);
    bb_sources_init(&f->sources, &f->drawing.arena);
    bb_diag_init(&f->diag, &f->drawing.arena, &f->sources);
    *state = f;
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *f = *state;
    drawing_finish(&f->drawing);
    test_free(f);
    return 0;
}

static void
expect_report(struct fixture *f, enum bb_code code)
{
    assert_null(bb_fontset_create(&f->drawing.display, NULL, &f->diag));
    assert_int_equal(f->diag.entries.len, 1);
    assert_int_equal(f->diag.entries.at[0]->code, code);
}

/* An outline as text, for comparison. */
static void
put_move(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    bb_buf_printf(data, "M%.2f %.2f", (double)x, (double)y);
}

static void
put_line(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    bb_buf_printf(data, "L%.2f %.2f", (double)x, (double)y);
}

static void
put_curve(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1, float y1, float x2,
    float y2, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    bb_buf_printf(data, "C%.2f %.2f %.2f %.2f %.2f %.2f", (double)x1, (double)y1, (double)x2,
        (double)y2, (double)x, (double)y);
}

static void
get_outline(hb_font_t *font, uint32_t glyph, struct bb_buf *out)
{
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, put_move, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, put_line, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, put_curve, NULL, NULL);
    out->len = 0;
    bb_buf_append_text(out, "");
#if HB_VERSION_ATLEAST(7, 0, 0)
    hb_font_draw_glyph(font, glyph, funcs, out);
#else
    hb_font_get_glyph_shape(font, glyph, funcs, out);
#endif
    hb_draw_funcs_destroy(funcs);
}

static hb_font_t *
open_font(hb_blob_t *blob)
{
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);
    hb_face_destroy(face);
    return font;
}

static hb_blob_t *
copy_font(const struct bb_fontset_face *subset)
{
    size_t len;
    uint8_t *bytes = bb_fontset_copy_font(subset, false, &len);
    return hb_blob_create((const char *)bytes, (unsigned)len, HB_MEMORY_MODE_READONLY, bytes, free);
}

/* Every glyph of the subset has the outline and the advance of its origin. */
static void
compare_glyphs(const struct bb_fontset_face *subset, const char *path)
{
    hb_blob_t *old_blob = hb_blob_create_from_file(path);
    hb_blob_t *new_blob = copy_font(subset);
    hb_font_t *old_font = open_font(old_blob), *new_font = open_font(new_blob);
    struct bb_buf before, after;
    bb_buf_init(&before, 0);
    bb_buf_init(&after, 0);
    for (uint32_t id = 1; id < subset->nglyphs; id++) {
        uint32_t old_id = subset->old_ids[id];
        assert_true(old_id > subset->old_ids[id - 1]);
        assert_int_equal(hb_font_get_glyph_h_advance(old_font, old_id), subset->advances[id]);
        get_outline(old_font, old_id, &before);
        get_outline(new_font, id, &after);
        assert_string_equal(before.ptr, after.ptr);
    }
    bb_buf_finish(&before);
    bb_buf_finish(&after);
    hb_font_destroy(old_font);
    hb_font_destroy(new_font);
    hb_blob_destroy(old_blob);
    hb_blob_destroy(new_blob);
}

static bool
has_table(const struct bb_fontset_face *subset, const char *tag)
{
    hb_blob_t *blob = copy_font(subset);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_blob_t *table = hb_face_reference_table(face, hb_tag_from_string(tag, -1));
    bool there = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return there;
}

static void
test_glyphs_survive(void **state)
{
    static const struct {
        const char *font, *language, *text;
        enum bb_outline_format format;
        int flags;
        const char *ps_name;
    } rows[] = {
        {SANS_CJK, "ko", "대한민국임시정부 청사(大韓民國臨時政府廳舍) 톮퉒 ᄒᆞᆫ글",
            BB_OUTLINE_CFF, BB_FONT_SYMBOLIC, "NotoSansCJKkr-Regular"},
        {SERIF_CJK, "zh-Hans", "门直骨，世界。——", BB_OUTLINE_CFF, BB_FONT_SYMBOLIC | BB_FONT_SERIF,
            "NotoSerifCJKkr-Regular"},
        {SANS, "fr", "André Citroën, efficient, Łódź", BB_OUTLINE_TRUETYPE, BB_FONT_SYMBOLIC,
            "NotoSans-Regular"},
        {SERIF, "fr", "Ballon de Paris Generali", BB_OUTLINE_TRUETYPE,
            BB_FONT_SYMBOLIC | BB_FONT_SERIF, "NotoSerif-Regular"},
        {ARABIC, "ar", "باريس", BB_OUTLINE_TRUETYPE, BB_FONT_SYMBOLIC, "NotoSansArabic-Regular"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct bb_run run =
            drawing_shape(&f->drawing, rows[i].font, rows[i].language, 10, 72, 72, rows[i].text);
        f->drawing.page->items.len = 0;
        drawing_add_run(&f->drawing, run);
        struct bb_glyph *known = BB_NEW_ARRAY(&f->drawing.arena, struct bb_glyph, run.nglyphs);
        size_t nknown = 0; /* the sample holds two characters that the test font lacks */
        for (size_t k = 0; k < run.nglyphs; k++) {
            if (run.glyphs[k].id != 0)
                known[nknown++] = run.glyphs[k];
        }
        f->drawing.page->items.at[0].as.run.glyphs = known;
        f->drawing.page->items.at[0].as.run.nglyphs = nknown;
        struct bb_fontset *set = bb_fontset_create(&f->drawing.display, NULL, &f->diag);
        assert_non_null(set);
        const struct bb_fontset_face *face = bb_fontset_lookup(set, run.face);
        assert_int_equal(face->format, rows[i].format);
        assert_int_equal(face->flags, rows[i].flags);
        assert_string_equal(face->ps_name, rows[i].ps_name);
        for (size_t k = 0; k < nknown; k++) {
            uint32_t id = bb_fontset_map(set, run.face, known[k].id);
            assert_in_range(id, 1, face->nglyphs - 1);
            assert_int_equal(face->old_ids[id], known[k].id);
        }
        compare_glyphs(face, rows[i].font);
        assert_false(has_table(face, "cmap"));
        assert_false(has_table(face, "GSUB"));
        assert_false(has_table(face, "GPOS"));
        bb_fontset_destroy(set);
    }
}

/* A named font is the same with a cmap. */
static void
check_names(const struct bb_fontset_face *face)
{
    const struct bb_fontset_name names[] = {{0x20, 2}, {0x302e, 1}, {0x20bb7, 3}};
    size_t len;
    uint8_t *bytes = bb_fontset_copy_font(face, true, &len);
    bytes = bb_fontset_name_glyphs(bytes, names, 3, &len);
    hb_blob_t *blob =
        hb_blob_create((const char *)bytes, (unsigned)len, HB_MEMORY_MODE_READONLY, bytes, free);
    hb_font_t *font = open_font(blob);
    hb_codepoint_t glyph;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_true(hb_font_get_nominal_glyph(font, names[i].code, &glyph));
        assert_int_equal(glyph, names[i].glyph);
    }
    assert_false(hb_font_get_nominal_glyph(font, 'a', &glyph));
    for (uint32_t id = 1; id < face->nglyphs; id++)
        assert_int_equal(hb_font_get_glyph_h_advance(font, id), face->advances[id]);
    hb_font_destroy(font);
    hb_blob_destroy(blob);
}

static void
test_glyphs_get_names(void **state)
{
    static const char *const fonts[] = {SANS_CJK, SERIF};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++) {
        f->drawing.page->items.len = 0;
        struct bb_run run = drawing_shape(&f->drawing, fonts[i], "ko", 10, 72, 72, "2024-07");
        drawing_add_run(&f->drawing, run);
        struct bb_fontset *set = bb_fontset_create(&f->drawing.display, NULL, &f->diag);
        assert_non_null(set);
        check_names(bb_fontset_lookup(set, run.face));
        bb_fontset_destroy(set);
    }
}

/* As many glyphs of a face as there are at once, and each face's in pieces: what one is made of
 * does not depend on the others. */
static void
test_every_glyph_survives(void **state)
{
    static const char *const fonts[] = {SANS_CJK, SERIF_CJK, BOLD_CJK, SANS, SERIF};
    enum { TIMES = 3, GLYPHS_MOST = 4000 };
    struct fixture *f = *state;
    struct bb_glyph *glyphs = BB_NEW_ARRAY(&f->drawing.arena, struct bb_glyph, GLYPHS_MOST);
    for (size_t i = 0; i < sizeof fonts / sizeof fonts[0] * TIMES; i++) {
        f->drawing.page->items.len = 0;
        f->drawing.display.faces.len = 0;
        drawing_add_text(&f->drawing, fonts[i / TIMES], "ko", 10, 72, 72, "1");
        struct bb_run *run = &f->drawing.page->items.at[1].as.run; /* after its mark */
        hb_blob_t *blob = hb_blob_create_from_file(fonts[i / TIMES]);
        hb_face_t *face = hb_face_create(blob, 0);
        run->glyphs = glyphs;
        run->nglyphs = 0;
        for (uint32_t id = 1; id < hb_face_get_glyph_count(face); id++)
            if (i % TIMES == 0 || (id * 2654435761u >> 16) % TIMES == i % TIMES)
                glyphs[run->nglyphs++].id = id;
        struct bb_fontset *set = bb_fontset_create(&f->drawing.display, NULL, &f->diag);
        assert_non_null(set);
        assert_true(run->nglyphs > 20);
        assert_in_range(bb_fontset_lookup(set, run->face)->nglyphs, run->nglyphs + 1, GLYPHS_MOST);
        compare_glyphs(bb_fontset_lookup(set, run->face), fonts[i / TIMES]);
        bb_fontset_destroy(set);
        hb_face_destroy(face);
        hb_blob_destroy(blob);
    }
}

/* A copy of the font whose last glyph has no left side bearing. */
static void
write_without_bearing(char *path, const char *from)
{
    hb_blob_t *blob = hb_blob_create_from_file(from);
    unsigned len;
    const char *bytes = hb_blob_get_data(blob, &len);
    char *copy = malloc(len);
    memcpy(copy, bytes, len);
    char *record = memmem(copy, len, "hmtx", 4);
    assert_non_null(record);
    assert_in_range((uint8_t)record[15], 2, 255);
    record[15] = (char)(record[15] - 2); /* the lowest byte of the table's length */
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, copy, len), len);
    close(fd);
    free(copy);
    hb_blob_destroy(blob);
}

/* What is not subset here is by hb-subset: with the same outlines and CIDs. */
static void
test_the_other_way_gives_the_same(void **state)
{
    struct fixture *f = *state;
    char path[] = "/tmp/bb-font-XXXXXX";
    write_without_bearing(path, BOLD_CJK);
    hb_blob_t *blob = hb_blob_create_from_file(BOLD_CJK);
    hb_face_t *whole = hb_face_create(blob, 0);
    struct bb_glyph glyphs[] = {{.id = 5}, {.id = 77}, {.id = hb_face_get_glyph_count(whole) - 1}};
    struct bb_fontset *sets[2];
    for (int i = 0; i < 2; i++) {
        f->drawing.page->items.len = 0;
        f->drawing.display.faces.len = 0;
        drawing_add_text(&f->drawing, BOLD_CJK, "ko", 10, 72, 72, "1");
        f->drawing.display.faces.at[0].path = i == 0 ? BOLD_CJK : path;
        struct bb_run *run = &f->drawing.page->items.at[1].as.run; /* after its mark */
        run->glyphs = glyphs;
        run->nglyphs = sizeof glyphs / sizeof *glyphs;
        sets[i] = bb_fontset_create(&f->drawing.display, NULL, &f->diag);
        assert_non_null(sets[i]);
    }
    const struct bb_fontset_face *here = bb_fontset_lookup(sets[0], 0);
    const struct bb_fontset_face *there = bb_fontset_lookup(sets[1], 0);
    assert_false(bb_str_equal(here->program, there->program)); /* or it went the same way */
    assert_int_equal(here->nglyphs, 4);
    assert_int_equal(there->nglyphs, 4);
    assert_memory_equal(here->cids, there->cids, 4 * sizeof *here->cids);
    assert_memory_equal(here->old_ids, there->old_ids, 4 * sizeof *here->old_ids);
    compare_glyphs(there, path);
    for (int i = 0; i < 2; i++)
        bb_fontset_destroy(sets[i]);
    unlink(path);
    hb_face_destroy(whole);
    hb_blob_destroy(blob);
}

/* Files that stay open from one document to the next change nothing. */
static void
test_sources_are_shared(void **state)
{
    struct fixture *f = *state;
    struct bb_fontset_sources *sources = bb_fontset_sources_create();
    static const char *const texts[] = {"서울 시장", "충칭 후헝화", "서울 시장"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        f->drawing.page->items.len = 0;
        drawing_add_text(&f->drawing, SERIF_CJK, "ko", 10, 72, 72, texts[i]);
        drawing_add_text(&f->drawing, SANS, "ko", 10, 72, 72, "Seoul");
        struct bb_fontset *alone = bb_fontset_create(&f->drawing.display, NULL, &f->diag);
        struct bb_fontset *shared = bb_fontset_create(&f->drawing.display, sources, &f->diag);
        for (uint32_t face = 0; face < f->drawing.display.faces.len; face++)
            assert_true(bb_str_equal(
                bb_fontset_lookup(alone, face)->program, bb_fontset_lookup(shared, face)->program));
        bb_fontset_destroy(alone);
        bb_fontset_destroy(shared);
    }
    bb_fontset_sources_destroy(sources);
}

static void
test_metrics(void **state)
{
    struct fixture *f = *state;
    drawing_add_text(&f->drawing, SANS_CJK, "ko", 10, 72, 72, "서울");
    struct bb_fontset *set = bb_fontset_create(&f->drawing.display, NULL, &f->diag);
    const struct bb_fontset_face *face = bb_fontset_lookup(set, 0);
    assert_int_equal(face->units_per_em, 1000);
    assert_int_equal(face->ascent, 1160);
    assert_int_equal(face->descent, -288);
    assert_int_equal(face->cap_height, 733);
    assert_int_equal(face->italic_angle, 0);
    assert_true(face->bbox[0] < 0 && face->bbox[1] < 0 && face->bbox[3] > 1000);
    assert_int_equal(face->nglyphs, 3);
    assert_int_equal(face->advances[1], 920);
    bb_fontset_destroy(set);
}

static void
test_unused_face_has_no_font(void **state)
{
    struct fixture *f = *state;
    uint32_t unused = bb_display_add_face(&f->drawing.display, "/nowhere.otf", 0, NULL);
    drawing_add_text(&f->drawing, SANS, "en", 10, 72, 72, "Seoul");
    struct bb_fontset *set = bb_fontset_create(&f->drawing.display, NULL, &f->diag);
    assert_non_null(set);
    assert_int_equal(bb_fontset_lookup(set, unused)->nglyphs, 0);
    assert_null(bb_fontset_lookup(set, unused)->program.ptr);
    assert_int_equal(bb_fontset_map(set, unused, 5), 0);
    bb_fontset_destroy(set);
}

static void
test_same_bytes_twice(void **state)
{
    struct fixture *f = *state;
    drawing_add_text(&f->drawing, SERIF_CJK, "ko", 10, 72, 72, "기후행동시장회의 및 운영위원회");
    struct bb_fontset *one = bb_fontset_create(&f->drawing.display, NULL, &f->diag);
    struct bb_fontset *two = bb_fontset_create(&f->drawing.display, NULL, &f->diag);
    const struct bb_fontset_face *a = bb_fontset_lookup(one, 0), *b = bb_fontset_lookup(two, 0);
    assert_true(bb_str_equal(a->program, b->program));
    bb_fontset_destroy(one);
    bb_fontset_destroy(two);
}

static void
test_faults_are_reported(void **state)
{
    struct fixture *f = *state;
    drawing_add_text(&f->drawing, SANS, "en", 10, 72, 72, "S");
    struct bb_run *run = &f->drawing.page->items.at[1].as.run; /* after its mark */
    struct bb_glyph glyph = run->glyphs[0];
    run->glyphs = &glyph;

    glyph.id = 0;
    expect_report(f, BB_D_INTERNAL);
    f->diag.entries.len = 0;
    glyph.id = 65000; /* in no font of this size */
    expect_report(f, BB_D_FONT_NOT_SUBSET);
    f->diag.entries.len = 0;
    glyph.id = 70000;
    f->diag.seen = (struct bb_map){0};
    expect_report(f, BB_D_INTERNAL);
}

static void
test_bad_files_are_reported(void **state)
{
    static const struct {
        const char *path;
        enum bb_code code;
    } rows[] = {
        {"/nowhere/font.otf", BB_D_FONT_UNREADABLE},
        {FONT("OFL.txt"), BB_D_FONT_NOT_SUBSET},
    };
    struct fixture *f = *state;
    drawing_add_text(&f->drawing, SANS, "en", 10, 72, 72, "Seoul");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        f->drawing.display.faces.at[0].path = rows[i].path;
        f->diag.entries.len = 0;
        expect_report(f, rows[i].code);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_glyphs_survive, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_glyphs_get_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_every_glyph_survives, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_other_way_gives_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sources_are_shared, set_up, tear_down),
        cmocka_unit_test(test_charstrings_are_flattened),
        cmocka_unit_test(test_bad_charstrings_are_refused),
        cmocka_unit_test(test_damaged_fonts_are_refused),
        cmocka_unit_test_setup_teardown(test_metrics, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_unused_face_has_no_font, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_same_bytes_twice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_faults_are_reported, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bad_files_are_reported, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* text: scripts and fonts (typography.md, T20-T23). */
#include "text_tests.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "setting.h"

static uint32_t
glyph_in(struct setting *s, const char *language, const char *text)
{
    setting_set(s, language, text, 400);
    assert_int_equal(s->lines.lines[0].nruns, 1);
    return s->lines.lines[0].runs[0].glyphs[0].id;
}

void
test_t20_language_picks_the_form(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    uint32_t ko = glyph_in(&s, "ko", "骨"), hans = glyph_in(&s, "zh-Hans", "骨");
    uint32_t hant = glyph_in(&s, "zh-Hant", "骨"), ja = glyph_in(&s, "ja", "骨");
    assert_int_not_equal(hans, hant);
    assert_int_not_equal(hans, ko);
    assert_int_not_equal(hant, ko);
    assert_int_not_equal(hans, ja);
    setting_finish(&s);
}

static const char *
face_of(struct setting *s, size_t run)
{
    const struct bb_text_run *r = &s->lines.lines[0].runs[run];
    return strrchr(bb_text_lookup_face(s->text, r->face)->path, '/') + 1;
}

void
test_t21_latin_stays_in_one_face(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    setting_set(&s, "ko", "우치Łódź 2024", 400);
    assert_int_equal(s.lines.lines[0].nruns, 2);
    assert_string_equal(face_of(&s, 0), "NotoSerifCJKkr-Regular.otf");
    assert_string_equal(face_of(&s, 1), "NotoSerif-Regular.ttf");
    setting_set(&s, "zh-Hans", "“北京”", 400);
    assert_string_equal(face_of(&s, 0), "NotoSerifCJKkr-Regular.otf");
    assert_int_equal(s.lines.lines[0].nruns, 1);
    setting_finish(&s);
}

/* The word space is one and the same after Hangul and after Latin. */
void
test_t21_one_word_space(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    setting_set(&s, "ko", "가 Hu 나", 400);
    bb_len widths[2];
    size_t found = 0;
    for (size_t r = 0; r < s.lines.lines[0].nruns; r++) {
        const struct bb_text_run *run = &s.lines.lines[0].runs[r];
        for (size_t g = 0; g < run->nglyphs; g++)
            if (run->text.ptr[run->glyphs[g].cluster] == ' ' && found < 2)
                widths[found++] = run->glyphs[g].advance;
    }
    assert_int_equal(found, 2);
    assert_int_equal(widths[0], widths[1]);
    setting_finish(&s);
}

void
test_t22_missing_characters_are_reported(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    bb_sources_add(&s.sources, BB_STR("trip.yaml"), BB_STR("name: 가\xE2\x98\x83나"));
    struct bb_origin_piece map = {0, 6};
    struct bb_origin origin = {.whole = {1, 6, 15}, .pieces = &map, .npieces = 1};
    struct bb_text_piece piece = setting_piece(&s.serif, "ko", "\xE2\x98\x83나"); /* snowman */
    piece.origin = &origin;
    piece.origin_offset = 3;
    s.para = bb_text_shape(s.text, &s.arena, &piece, 1);
    assert_int_equal(s.diag.entries.len, 1);
    const struct bb_diag_entry *entry = s.diag.entries.at[0];
    assert_int_equal(entry->code, BB_D_GLYPH_MISSING);
    assert_string_equal(entry->args[0], "\xE2\x98\x83");
    assert_string_equal(entry->args[1], "U+2603");
    assert_int_equal(entry->span.start, 9);
    assert_int_equal(entry->span.end, 12);
    bb_text_allow_missing(s.text, true);
    s.para = bb_text_shape(s.text, &s.arena, &piece, 1);
    assert_int_equal(s.diag.entries.len, 2);
    assert_int_equal(s.diag.entries.at[1]->code, BB_D_GLYPH_MARKED);
    setting_break(&s, 100);
    assert_int_not_equal(s.lines.lines[0].runs[0].glyphs[0].id, 0);
    assert_true(s.lines.lines[0].runs[0].glyphs[0].advance > 0);
    assert_string_equal(setting_text(&s), "\xE2\x98\x83나");
    setting_finish(&s);
}

/* A combining mark that no face has, after a letter that chose the face. */
void
test_t22_missing_marks_are_reported_each_time(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    struct bb_origin origins[2] = {{.whole = {1, 2, 8}}, {.whole = {1, 12, 18}}};
    bb_sources_add(&s.sources, BB_STR("trip.yaml"), BB_STR("a: 0123456789012345678901234567890"));
    for (size_t i = 0; i < 2; i++) {
        struct bb_text_piece piece = setting_piece(&s.serif, "ko", "가a\xE1\xB7\x84 나");
        piece.origin = &origins[i];
        s.para = bb_text_shape(s.text, &s.arena, &piece, 1);
        setting_break(&s, 100);
        assert_int_equal(s.diag.entries.len, i + 1);
        assert_int_equal(s.diag.entries.at[i]->code, BB_D_GLYPH_MISSING);
        assert_string_equal(s.diag.entries.at[i]->args[1], "U+1DC4");
        for (size_t r = 0; r < s.lines.lines[0].nruns; r++)
            for (size_t g = 0; g < s.lines.lines[0].runs[r].nglyphs; g++)
                assert_int_not_equal(s.lines.lines[0].runs[r].glyphs[g].id, 0);
    }
    setting_finish(&s);
}

void
test_unknown_role_is_reported(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    struct bb_text_font font = {.role = "sanss", .weight = 400, .size = BB_PT(10)};
    struct bb_text_piece piece = setting_piece(&font, "ko", "가나");
    s.para = bb_text_shape(s.text, &s.arena, &piece, 1);
    setting_break(&s, 100);
    assert_int_equal(s.lines.len, 1);
    assert_int_equal(s.lines.lines[0].nruns, 0);
    assert_int_equal(s.diag.entries.len, 1);
    assert_int_equal(s.diag.entries.at[0]->code, BB_D_FONT_ROLE_UNKNOWN);
    assert_string_equal(s.diag.entries.at[0]->args[1], "sans, serif");
    setting_finish(&s);
}

/* A text of one cluster stays on one line, however narrow. */
static const struct {
    const char *role, *language, *text;
    size_t glyphs;
} clusters[] = {
    {"serif", "ko", "ᄒᆞᆫ", 1},                   /* old Hangul: the font joins its three jamo */
    {"serif", "ko", "\xE1\x84\x80\xE1\x85\xA1", 1}, /* conjoining jamo of a modern syllable */
    {"serif", "fr", "e\xCC\x81", 1},                /* composed */
    {"serif", "en", "q\xCC\x81", 2},                /* not */
    {"sans", "hi", "क्षि", 0},
};

void
test_t23_clusters_are_shaped_whole(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    for (size_t i = 0; i < sizeof clusters / sizeof *clusters; i++) {
        const struct bb_text_font *font = clusters[i].role[1] == 'e' ? &s.serif : &s.sans;
        struct bb_text_piece piece = setting_piece(font, clusters[i].language, clusters[i].text);
        s.para = bb_text_shape(s.text, &s.arena, &piece, 1);
        setting_break(&s, 2);
        assert_int_equal(s.lines.len, 1);
        if (clusters[i].glyphs > 0)
            assert_int_equal(s.lines.lines[0].runs[0].nglyphs, clusters[i].glyphs);
    }
    setting_set(&s, "en", "fi", 400);
    size_t plain = s.lines.lines[0].runs[0].nglyphs;
    assert_true(plain == 1 || plain == 2);
    assert_int_not_equal(glyph_in(&s, "ja", "葛"), 0);
    setting_set(&s, "ja", "葛\xF3\xA0\x84\x80", 400); /* with a variation selector */
    assert_int_equal(s.lines.lines[0].runs[0].nglyphs, 1);
    setting_finish(&s);
}

void
test_t23_right_to_left(void **state)
{
    (void)state;
    struct setting s;
    setting_start(&s);
    struct bb_text_piece pieces[] = {
        setting_piece(&s.sans, "ko", "시장 "),
        setting_piece(&s.sans, "ar", "محمد بن سلمان"),
        setting_piece(&s.sans, "ko", " 면담"),
    };
    s.para = bb_text_shape(s.text, &s.arena, pieces, 3);
    setting_break(&s, 400);
    const struct bb_text_line *line = &s.lines.lines[0];
    assert_true(line->nruns >= 3);
    assert_false(line->runs[0].rtl);
    assert_true(line->runs[1].rtl);
    assert_true(
        line->runs[1].glyphs[0].cluster > line->runs[1].glyphs[line->runs[1].nglyphs - 1].cluster);
    assert_true(line->runs[1].x >= line->runs[0].x + line->runs[0].width);
    setting_break(&s, 50); /* between the Arabic words: the first one stays with what is before */
    assert_string_equal(setting_line(&s, 0), "시장 محمد ");
    assert_string_equal(setting_line(&s, s.lines.len - 1), "면담");
    setting_finish(&s);
}

/* Runs of a script are larger; a space takes the size of the run that it stands in. */
void
test_sizes_by_script(void **state)
{
    static const struct bb_text_script_size sizes[] = {
        {0x48616E69, BB_PT(8)},  /* Hani */
        {0x4C61746E, -BB_PT(2)}, /* Latn */
    };
    static const char *const texts[] = {"충칭 ", "重慶", "Hu"};
    static const bb_len wanted[] = {BB_PT(10), BB_PT(18), BB_PT(8)};
    (void)state;
    struct setting s;
    setting_start(&s);
    setting_set(&s, "ko", "重慶", 400);
    bb_len plain = s.lines.width;
    s.serif.by_script = sizes;
    s.serif.nscripts = 2;
    setting_set(&s, "ko", "충칭 重慶Hu", 400);
    assert_int_equal(s.lines.len, 1);
    assert_int_equal(s.lines.lines[0].nruns, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_true(bb_str_is(s.lines.lines[0].runs[i].text, texts[i]));
        assert_int_equal(s.lines.lines[0].runs[i].size, wanted[i]);
    }
    assert_int_equal(s.lines.lines[0].runs[1].width, plain * 18 / 10);
    setting_finish(&s);
}

void
test_letters_that_stack(void **state)
{
    static const struct {
        const char *text;
        bool stacks;
    } cases[] = {
        {"충칭", true},
        {"重慶 (임시정부)", true},
        {"とうきょう", true},
        {"제3판", true},
        {"한\u11A8\u0301", true}, /* marks go with their letter */
        {"Chongqing", false},
        {"충칭 Chongqing", false},
        {"Москва", false},
        {"2024", false},
        {"", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(bb_text_stacks(bb_str_from(cases[i].text)), cases[i].stacks);
}

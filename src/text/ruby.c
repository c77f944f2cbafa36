/* Readings above their base (T24).
 *
 * A reading is a paragraph of its own on one line, centred over the letters that it reads. Where it
 * is wider than these, they get the difference in room, half on either side, so that neighbours
 * never touch; a reading that may lean over its neighbours lost: pinyin of two names would run
 * together. Readings stand within the leading and never change it. */
#include "text/compose.h"

/* Above the base's ink in per cent of its size, and the reading's own descenders. */
enum { BASE_ASCENT = 88, READING_DESCENT = 20 };

static int
in_units(bb_len length, bb_len size)
{
    int64_t units = ((int64_t)length * 1024 + size - 1) / size;
    return (int)(units > INT16_MAX ? INT16_MAX : units);
}

static struct bb_lines
set_reading(const struct bb_paragraph *para, struct bb_arena *arena,
    const struct bb_text_ruby *ruby, struct bb_str text)
{
    struct bb_para_style style = BB_PARA_STYLE_DEFAULT;
    struct bb_text_piece *piece = BB_NEW(arena, struct bb_text_piece);
    *piece = (struct bb_text_piece){
        .kind = BB_PIECE_CHARS,
        .text = text,
        .font = ruby->font,
        .language = ruby->language,
        .origin = ruby->origin,
        .origin_offset = ruby->origin_offset + (uint32_t)(text.ptr - ruby->text.ptr),
        .user = ruby->user,
    };
    style.trial = true;
    struct bb_paragraph *reading = bb_text_shape(para->owner, arena, piece, 1);
    return bb_text_break(para->owner, arena, reading, INT32_MAX / 2, &style);
}

/* Gives characters start..end the reading `text`. Their widths are still their own. */
static void
add_reading(struct bb_paragraph *para, struct bb_arena *arena, struct bb_ruby added,
    const struct bb_text_ruby *ruby, struct bb_str text)
{
    struct bb_char *chars = para->chars;
    int64_t base = 0;
    added.size = bb_paragraph_find_segment(para, added.start)->size;
    added.lines = set_reading(para, arena, ruby, text);
    for (uint32_t i = added.start; i < added.end; i++)
        base += chars[i].width;
    if (added.lines.width > base) {
        struct bb_char *first = &chars[added.start], *last = &chars[added.end - 1];
        int side = in_units((bb_len)(added.lines.width - base) / 2, added.size);
        first->before = (int16_t)(first->before + side);
        last->after = (int16_t)(last->after + side);
        first->width += bb_space_scale(side, added.size);
        last->width += bb_space_scale(side, added.size);
        last->flags &= (uint8_t)~BB_FLAG_APART;
        para->has_space = true;
    }
    BB_VEC_PUSH(arena, &para->rubies, added);
}

static struct bb_str
next_word(struct bb_str *text)
{
    size_t len = 0;
    *text = bb_str_trim(*text);
    while (len < text->len && text->ptr[len] != ' ')
        len++;
    struct bb_str word = {text->ptr, len};
    *text = (struct bb_str){text->ptr + len, text->len - len};
    return word;
}

static size_t
count_words(struct bb_str text)
{
    size_t count = 0;
    while (next_word(&text).len > 0)
        count++;
    return count;
}

/* A reading for each character, or one for all where their numbers differ. */
static void
add_readings(struct bb_paragraph *para, struct bb_arena *arena, uint32_t start, uint32_t end,
    const struct bb_text_ruby *ruby)
{
    struct bb_str rest = ruby->text;
    if (!ruby->by_character || count_words(rest) != end - start) {
        add_reading(para, arena, (struct bb_ruby){.start = start, .end = end}, ruby, rest);
        return;
    }
    for (uint32_t i = start; i < end; i++) {
        struct bb_str word = next_word(&rest);
        add_reading(para, arena, (struct bb_ruby){.start = i, .end = i + 1}, ruby, word);
    }
}

void
bb_paragraph_add_rubies(struct bb_paragraph *para, struct bb_arena *arena)
{
    uint32_t i = 0;
    for (size_t piece = 0; piece < para->npieces; piece++) {
        const struct bb_text_piece *from = &para->pieces[piece];
        if (from->kind != BB_PIECE_CHARS || !from->ruby)
            continue;
        while (para->chars[i].offset < para->piece_start[piece])
            i++;
        uint32_t start = i;
        while (i < para->nchars && para->chars[i].offset < para->piece_start[piece + 1])
            i++;
        if (i > start && from->ruby->text.len > 0)
            add_readings(para, arena, start, i, from->ruby);
    }
}

/* --- lines ------------------------------------------------------------------------------------ */

/* Where byte `offset` of the paragraph stands on the line, by the glyphs before it. */
static bb_len
place_of(const struct bb_composer *composer, const struct bb_text_run *runs, size_t nruns,
    uint32_t offset)
{
    bb_len x = 0;
    for (size_t r = 0; r < nruns; r++) {
        uint32_t start = (uint32_t)(runs[r].text.ptr - composer->characters);
        if (runs[r].kind != BB_RUN_GLYPHS || offset < start)
            continue;
        x = runs[r].x;
        for (size_t g = 0; g < runs[r].nglyphs && start + runs[r].glyphs[g].cluster < offset; g++)
            x += runs[r].glyphs[g].advance;
    }
    return x;
}

static struct bb_text_run
copy_run(struct bb_arena *arena, const struct bb_text_run *from)
{
    struct bb_text_run run = *from;
    struct bb_glyph *glyphs = BB_NEW_ARRAY(arena, struct bb_glyph, run.nglyphs);
    memcpy(glyphs, run.glyphs, run.nglyphs * sizeof *glyphs);
    run.glyphs = glyphs;
    run.text = bb_arena_str(arena, run.text);
    run.kind = BB_RUN_READING;
    return run;
}

void
bb_ruby_place(const struct bb_composer *composer, const struct bb_ruby *ruby,
    const struct bb_text_run *runs, size_t nruns, struct bb_run_vec *out)
{
    const struct bb_char *chars = composer->para->chars;
    bb_len from = place_of(composer, runs, nruns, chars[ruby->start].offset);
    bb_len to = place_of(composer, runs, nruns, chars[ruby->end].offset);
    for (size_t i = 0; ruby->lines.len > 0 && i < ruby->lines.lines[0].nruns; i++) {
        struct bb_text_run run = copy_run(composer->arena, &ruby->lines.lines[0].runs[i]);
        run.x += from + (to - from - ruby->lines.width) / 2;
        run.rise = (ruby->size * BASE_ASCENT + run.size * READING_DESCENT) / 100;
        BB_VEC_PUSH(composer->scratch, out, run);
    }
}

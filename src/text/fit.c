/* Total fit: the set of breaks that makes the paragraph as a whole most even.
 *
 * Knuth and Plass, "Breaking Paragraphs into Lines" (1981). Boxes, glue and penalties are folded
 * into running sums: the glue of a line is the difference of two sums, so each pair of candidates
 * is judged in constant time, and for each candidate only those within one measure before it are
 * tried. The best way to each candidate is kept for each class of fitness that its last line can
 * have; not for each number of lines, which would no longer be linear and gains nothing measurable.
 * All sums are integers, so that the same breaks come out on every machine.
 *
 * What is minimised is what a reader sees: the sum, over all word spaces, of the square of their
 * stretch, and a price for each broken word. Weighing a line by its spaces instead of judging it as
 * one (as TeX does, and with the sixth power) broke a third fewer words at the same 95th percentile
 * of word spaces.
 *
 * A paragraph that cannot be set within the limits of one step falls back to the next (struct
 * step): worse breaks first, then wider spaces, at last lines left ragged. The last step always
 * succeeds. */
#include "text/compose.h"

/* Prices. SPACE_PRICE is that of one word space at the end of comfortable stretch. Found by search
 * over the source document at 20 measures of 110 to 170 mm (10 and 10.5 pt), for the fewest broken
 * words with 95 % of word spaces below 0.43 em (160 mm) and 0.48 em (119 mm). Tried: powers 2 to 6
 * of the tension; lines weighed by their spaces and not; prices of 8,000 to 50,000 for a broken
 * word; comfort at 1.45 to 1.65 of the natural space, limits of 2.3 to 4. Of no use once lines are
 * weighed: prices that rise in narrow measures, a higher tension for shrunk lines. */
enum {
    SPACE_PRICE = 1000,
    LINE_PRICE = 550,           /* of each line: fewer lines are better */
    MARK_PRICE = 1500,          /* of a break at a hyphen or slash */
    HYPHEN_PRICE = 6000,        /* … that a hyphen marks */
    INSIDE_PRICE = 22000,       /* … inside a word, or a form of a name */
    NAMED_PRICE = 9000000,      /* … of ragged lines: rather one three quarters empty */
    STRAND_PRICE = 150000,      /* … so that a syllable is left alone */
    REPEAT_PRICE = 22000,       /* of two lines in a row that end so */
    LONE_PRICE = 4000,          /* of a syllable left alone where words break freely: three in four
                                   fewer at the same 95th percentile */
    CONTRAST_PRICE = 300,       /* of neighbours more than one class of fitness apart */
    SHORT_LAST_PRICE = 2000000, /* of a last line under the least (T6): any even spread is better */
    NEED_PRICE = 10000000,      /* of a break of a grade that the step does not take freely (T14) */
    RIGID_PRICE = 300000,       /* of a line in which nothing stretches, besides its emptiness: less
                                   than two syllables left alone */
    PRICE_MOST = 1000000000,
};

/* A line of fewer word spaces is as telling as one of these. */
enum { SPACES_LEAST = 4 };

enum { TENSION_MOST = 100000 };

/* Fitness, by tension: shrunk, natural, stretched, past comfort. */
enum { CLASSES = 4 };

#define UNREACHED INT64_MAX

/* The best way to a candidate of which the last line is of one class. */
struct way {
    int64_t demerits; /* or UNREACHED */
    uint32_t from;    /* the way before */
};

struct fitter {
    struct bb_composer *composer;
    struct way *ways;    /* CLASSES for each candidate */
    int64_t space;       /* width of a word space */
    int64_t limit;       /* most that a word space may come to, 1/1000 of natural; 0: none */
    enum bb_break least; /* grades taken freely */
};

/* A line judged: `feasible` or not, and how tense: 1/1000, below 0 shrunk, 1000 comfortable. */
struct verdict {
    bool feasible;
    int32_t tension;
    int64_t spaces; /* the width of its word spaces */
    bool rigid;     /* justified, but nothing in it stretches */
};

static int32_t
ratio(int64_t part, int64_t whole)
{
    int64_t value = whole > 0 ? part * 1000 / whole : part > 0 ? TENSION_MOST : 0;
    return (int32_t)(value > TENSION_MOST ? TENSION_MOST : value);
}

static struct verdict
judge_justified(const struct fitter *fitter, const struct bb_candidate *from,
    const struct bb_candidate *to, int64_t room, bb_len measure)
{
    const struct bb_para_style *style = fitter->composer->style;
    int64_t spaces = bb_candidate_spaces(from, to), gaps = bb_candidate_gaps(from, to);
    if (room < 0) {
        int64_t shrink = spaces * (1000 - style->space_shrink) / 1000;
        shrink += bb_candidate_squeeze(from, to);
        return (struct verdict){-room <= shrink, -ratio(-room, shrink), spaces, false};
    }
    int64_t easy = spaces * style->space_stretch / 1000;
    int64_t between = gaps * style->glyph_stretch / 1000;
    if (to->grade == BB_BREAK_FORCED)
        return (struct verdict){true, 0, spaces, false};
    if (fitter->limit == 0 && easy + between == 0)
        return (struct verdict){true, ratio(room, measure / 4), 0, true};
    bool within = fitter->limit == 0 || (room - between) * 1000 <= spaces * (fitter->limit - 1000)
        || room <= easy + between;
    return (struct verdict){within, ratio(room, easy + between), spaces, false};
}

/* Ragged and rigid lines are as good as they are full; a quarter of the measure left empty is as
 * bad as the end of comfortable stretch. */
static struct verdict
judge_ragged(const struct bb_candidate *to, int64_t room, bb_len measure)
{
    if (room < 0)
        return (struct verdict){.feasible = false};
    if (to->grade == BB_BREAK_FORCED)
        return (struct verdict){.feasible = true};
    return (struct verdict){.feasible = true, .tension = ratio(room, measure / 4)};
}

static struct verdict
judge(const struct fitter *fitter, uint32_t from, uint32_t to)
{
    const struct bb_composer *composer = fitter->composer;
    const struct bb_candidate *a = &composer->candidates.at[from];
    const struct bb_candidate *b = &composer->candidates.at[to];
    bb_len measure = bb_composer_measure(composer, from);
    int64_t room = measure - bb_composer_width(composer, from, to);
    return composer->style->align == BB_ALIGN_JUSTIFY ? judge_justified(fitter, a, b, room, measure)
                                                      : judge_ragged(b, room, measure);
}

/* --- prices ----------------------------------------------------------------------------------- */

/* Of a justified line: the square of its tension for each of its word spaces. */
static int64_t
price_spaces(const struct fitter *fitter, const struct verdict *verdict)
{
    int64_t spaces = verdict->spaces, tension = verdict->tension;
    if (spaces < SPACES_LEAST * fitter->space)
        spaces = SPACES_LEAST * fitter->space;
    return tension * tension / 1000 * (spaces * SPACE_PRICE / fitter->space) / 1000;
}

/* Of a ragged or rigid line: the eye sees the emptiest, hence the sixth power. */
static int64_t
price_emptiness(int64_t tension)
{
    int64_t cube = tension * tension * tension / 10000000;
    return cube * cube;
}

static int64_t
price_line(const struct fitter *fitter, const struct verdict *verdict)
{
    bool spaced = fitter->composer->style->align == BB_ALIGN_JUSTIFY && !verdict->rigid;
    int64_t price = spaced ? price_spaces(fitter, verdict) : price_emptiness(verdict->tension);
    price += verdict->rigid ? RIGID_PRICE : 0;
    return LINE_PRICE + (price > PRICE_MOST ? PRICE_MOST : price);
}

static int64_t
price_break(const struct fitter *fitter, uint8_t grade)
{
    const struct bb_para_style *style = fitter->composer->style;
    if (grade == BB_BREAK_SOFT)
        return style->hyphenate ? HYPHEN_PRICE : NEED_PRICE;
    if (grade < fitter->least)
        return NEED_PRICE;
    if (grade == BB_BREAK_MARK)
        return MARK_PRICE;
    if (grade == BB_BREAK_NAMED)
        return style->align == BB_ALIGN_JUSTIFY ? INSIDE_PRICE : NAMED_PRICE;
    if (!bb_breaks_word(grade))
        return 0;
    if (style->mode == BB_BREAK_SYLLABLE)
        return grade == BB_BREAK_STRAND ? LONE_PRICE : 0;
    return grade == BB_BREAK_STRAND ? STRAND_PRICE : INSIDE_PRICE;
}

/* T6, in characters but for the marks that close the text: "다." is one syllable. */
static bool
last_line_is_short(
    const struct fitter *fitter, const struct bb_candidate *from, const struct bb_candidate *to)
{
    const struct bb_composer *composer = fitter->composer;
    int least = composer->style->last_line_least, count = 0;
    if (to->grade != BB_BREAK_FORCED || from->at == 0 || from->grade == BB_BREAK_FORCED)
        return false;
    for (uint32_t i = from->at; i < to->last && count < least; i++)
        count += (composer->para->chars[i].flags & BB_FLAG_CLUSTER) != 0
            && composer->para->chars[i].class != BB_CHAR_CLOSE;
    return count < least;
}

/* Of a second line in a row that ends inside a word. Where words break freely only evenness counts;
 * ragged lines have nothing of it. */
static int64_t
price_repeat(const struct bb_para_style *style)
{
    bool free = style->mode == BB_BREAK_SYLLABLE && style->align == BB_ALIGN_JUSTIFY;
    return free ? 0 : REPEAT_PRICE;
}

static int64_t
price_pair(const struct fitter *fitter, uint32_t from, uint32_t to, const struct verdict *verdict)
{
    const struct bb_candidate *a = &fitter->composer->candidates.at[from];
    const struct bb_candidate *b = &fitter->composer->candidates.at[to];
    int64_t sum = price_line(fitter, verdict) + price_break(fitter, b->grade);
    if (last_line_is_short(fitter, a, b))
        sum += SHORT_LAST_PRICE;
    if (from > 0 && bb_breaks_word(a->grade) && bb_breaks_word(b->grade))
        sum += price_repeat(fitter->composer->style);
    return sum;
}

/* --- ways ------------------------------------------------------------------------------------- */

static uint32_t
classify(int32_t tension)
{
    return tension < -500 ? 0 : tension <= 500 ? 1 : tension <= 1000 ? 2 : 3;
}

/* The paragraph's last line is never stretched and contrasts with nothing. */
static int64_t
price_contrast(const struct fitter *fitter, uint32_t from, uint32_t to, uint32_t a, uint32_t b)
{
    bool apart = a > b + 1 || b > a + 1;
    bool last = fitter->composer->candidates.at[to].grade == BB_BREAK_FORCED;
    return apart && from > 0 && !last ? CONTRAST_PRICE : 0;
}

static bool
is_reached(const struct fitter *fitter, uint32_t candidate)
{
    const struct way *ways = &fitter->ways[candidate * CLASSES];
    for (uint32_t class = 0; class < CLASSES; class ++)
        if (ways[class].demerits != UNREACHED)
            return true;
    return false;
}

/* Finds the best ways to candidate `to`, from those not before `first`. A stretch that is one
 * cluster wide at the least may overflow: there is nothing else to do. */
static void
reach(struct fitter *fitter, uint32_t first, uint32_t to)
{
    struct way *best = &fitter->ways[to * CLASSES];
    for (uint32_t from = first; from < to; from++) {
        if (!is_reached(fitter, from))
            continue;
        struct verdict verdict = judge(fitter, from, to);
        bool forced = from + 1 == to && fitter->limit == 0;
        if (!verdict.feasible && !forced)
            continue;
        int64_t price = price_pair(fitter, from, to, &verdict);
        uint32_t class = classify(verdict.tension);
        for (uint32_t before = 0; before < CLASSES; before++) {
            uint32_t way = from * CLASSES + before;
            if (fitter->ways[way].demerits == UNREACHED)
                continue;
            int64_t sum = fitter->ways[way].demerits + price
                + price_contrast(fitter, from, to, before, class);
            if (sum < best[class].demerits)
                best[class] = (struct way){sum, way};
        }
    }
}

/* The least that a line can be shrunk to. */
static int64_t
tightest(const struct fitter *fitter, uint32_t from, uint32_t to)
{
    const struct bb_composer *composer = fitter->composer;
    int64_t width = bb_composer_width(composer, from, to);
    if (composer->style->align != BB_ALIGN_JUSTIFY)
        return width;
    const struct bb_candidate *a = &composer->candidates.at[from];
    const struct bb_candidate *b = &composer->candidates.at[to];
    int64_t shrink = bb_candidate_spaces(a, b) * (1000 - composer->style->space_shrink) / 1000;
    return width - shrink - bb_candidate_squeeze(a, b);
}

static void
start_ways(struct fitter *fitter, uint32_t count)
{
    fitter->ways = BB_NEW_ARRAY(fitter->composer->scratch, struct way, count * CLASSES);
    for (uint32_t i = 0; i < count * CLASSES; i++)
        fitter->ways[i].demerits = UNREACHED;
    fitter->ways[1].demerits = 0; /* as if a natural line stood before the first */
}

/* A way to break with breaks of `least` and above where no space comes to more than `limit`. */
struct step {
    enum bb_break least;
    int64_t limit; /* 1/1000 of natural; 0: none */
};

static bool
take_step(struct fitter *fitter, struct step step)
{
    struct bb_composer *composer = fitter->composer;
    bb_composer_list(composer, step.least);
    fitter->least = step.least;
    fitter->limit = step.limit;
    uint32_t count = (uint32_t)composer->candidates.len, first = 0;
    start_ways(fitter, count);
    for (uint32_t to = 1; to < count; to++) {
        while (first + 1 < to && tightest(fitter, first, to) > bb_composer_measure(composer, first))
            first++;
        reach(fitter, first, to);
        if (composer->candidates.at[to].grade == BB_BREAK_FORCED) {
            if (!is_reached(fitter, to))
                return false;
            first = to;
        }
    }
    return true;
}

static void
read_plan(struct fitter *fitter)
{
    struct bb_composer *composer = fitter->composer;
    size_t lines = 0;
    uint32_t end = ((uint32_t)composer->candidates.len - 1) * CLASSES, best = end;
    for (uint32_t class = 1; class < CLASSES; class ++)
        if (fitter->ways[end + class].demerits < fitter->ways[best].demerits)
            best = end + class;
    for (uint32_t at = best; at >= CLASSES; at = fitter->ways[at].from)
        lines++;
    composer->plan.at = BB_NEW_ARRAY(composer->scratch, uint32_t, lines);
    composer->plan.len = composer->plan.cap = lines;
    for (uint32_t at = best; at >= CLASSES; at = fitter->ways[at].from)
        composer->plan.at[--lines] = at / CLASSES;
}

/* Of the first piece with letters. */
static int64_t
word_space(const struct bb_paragraph *para)
{
    for (size_t i = 0; i < para->segments.len; i++)
        if (para->segments.at[i].space > 0)
            return para->segments.at[i].space;
    return 1;
}

static void
plan_ragged(struct fitter *fitter)
{
    const struct bb_composer *composer = fitter->composer;
    take_step(
        fitter, (struct step){bb_composer_ragged_grade(composer->para, composer->style->mode), 0});
}

static void
plan_justified(struct fitter *fitter)
{
    const struct bb_para_style *style = fitter->composer->style;
    enum bb_break least = bb_composer_least_grade(style->mode);
    enum bb_break last = style->mode == BB_BREAK_HYBRID ? BB_BREAK_STRAND : least;
    int64_t wider = bb_ragged_from(style);
    const struct step steps[] = {
        {BB_BREAK_MARK, 1000 + style->space_stretch}, /* no word broken, all comfortable */
        {least, style->hybrid_limit},
        {least, wider},
        {last, wider}, /* a syllable may be left alone */
        {last, 0},
    };
    size_t at = style->mode == BB_BREAK_SYLLABLE ? 1 : 0;
    while (!take_step(fitter, steps[at]))
        at += at == 2 && last == least ? 2 : 1;
}

void
bb_composer_plan_total(struct bb_composer *composer)
{
    struct fitter fitter = {.composer = composer, .space = word_space(composer->para)};
    if (composer->style->align == BB_ALIGN_JUSTIFY)
        plan_justified(&fitter);
    else
        plan_ragged(&fitter);
    read_plan(&fitter);
}

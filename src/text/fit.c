/* Total fit: the set of breaks that makes the paragraph as a whole most even.
 *
 * Knuth and Plass, "Breaking Paragraphs into Lines" (1981), with their boxes, glue and penalties
 * folded into running sums: the glue of a line is the difference of two sums, so each pair of
 * candidates is judged in constant time, and for each candidate only those within one measure
 * before it are tried. One best way to reach each candidate is kept, not one per line number and
 * fitness class: the loss is unmeasurable on Korean paragraphs and cost stays linear in the text.
 * All sums are integers, so that the same breaks come out on every machine.
 *
 * Korean asks for two kinds of break (T1, hybrid). A first pass knows only word ends and stands if
 * every line is comfortable. Otherwise a second one may break words, at a price, and keeps word
 * spaces under the style's limit; a last one, without limits, always succeeds. */
#include "text/compose.h"

/* Prices in units of badness: 100 is a line stretched as far as is comfortable. */
enum {
    LINE_PRICE = 10,         /* of each line: fewer lines are better */
    MARK_PRICE = 50,         /* of a break at a hyphen or slash */
    INSIDE_PRICE = 275,      /* … inside a Korean word, in a measure of PRICE_MEASURE em */
    LINK_PRICE = 250,        /* … after the · of a Korean word, likewise */
    NEED_PRICE = 3000,       /* … of a grade the style does not take freely */
    SHORT_LAST_PRICE = 7000, /* of a last line under the least (T6): a line at its fourfold
                                comfortable stretch is the lesser evil */
    BADNESS_MOST = 1000000,
};

/* A narrower measure has fewer spaces to share stretch out to and would break word after word:
 * there the price rises with the square. The three numbers were found on the source document at
 * 160 mm (10.5 pt) and 119 mm (10 pt) as those that leave the fewest words broken while 95 % of
 * word spaces stay below 0.43 and 0.48 em. */
enum { PRICE_MEASURE = 43 };

/* Demerits, the squares of prices, for what two neighbours do to each other. */
enum { REPEAT_DEMERITS = 20000, CONTRAST_DEMERITS = 3000 };

/* The tension of a line shrunk to its least, where a stretched one has 1000: Hangul fills its
 * square, and spaces of 0.17 em between are harder to read past than those of 0.43 em. */
enum { SHRUNK_TENSION = 1300 };

#define UNREACHED INT64_MAX

struct node {
    int64_t demerits; /* of the best way here, or UNREACHED */
    uint32_t from;    /* the candidate before on that way */
    int32_t tension;  /* of the line that ends here, 1/1000: below 0 shrunk, 1000 comfortable */
};

struct fitter {
    struct bb_composer *composer;
    struct node *nodes;  /* one for each candidate */
    int64_t narrow;      /* (PRICE_MEASURE / measure in em)², in 1/1000 */
    int limit;           /* most that a word space may come to, 1/1000 of natural; 0: none */
    enum bb_break least; /* grades taken freely */
};

/* A line judged: `feasible` or not, and how tense. */
struct verdict {
    bool feasible;
    int32_t tension;
};

static int32_t
ratio(int64_t part, int64_t whole)
{
    int64_t value = whole > 0 ? part * 1000 / whole : part > 0 ? 100000 : 0;
    return (int32_t)(value > 100000 ? 100000 : value);
}

static struct verdict
judge_justified(const struct fitter *fitter, const struct bb_candidate *from,
    const struct bb_candidate *to, int64_t room)
{
    const struct bb_para_style *style = fitter->composer->style;
    int64_t spaces = bb_candidate_spaces(from, to), gaps = bb_candidate_gaps(from, to);
    if (room < 0) {
        int64_t shrink = spaces * (1000 - style->space_shrink) / 1000;
        return (struct verdict){-room <= shrink, -ratio(-room * SHRUNK_TENSION / 1000, shrink)};
    }
    int64_t easy = spaces * style->space_stretch / 1000;
    int64_t between = gaps * style->glyph_stretch / 1000;
    if (to->grade == BB_BREAK_FORCED)
        return (struct verdict){true, 0};
    bool within = fitter->limit == 0 || (room - between) * 1000 <= spaces * (fitter->limit - 1000)
        || room <= easy + between;
    return (struct verdict){within, ratio(room, easy + between)};
}

/* Ragged lines are as good as they are full; a quarter of the measure left empty is as bad as the
 * end of comfortable stretch. */
static struct verdict
judge_ragged(const struct bb_candidate *to, int64_t room, bb_len measure)
{
    if (room < 0)
        return (struct verdict){false, 0};
    if (to->grade == BB_BREAK_FORCED)
        return (struct verdict){true, 0};
    return (struct verdict){true, ratio(room, measure / 4)};
}

static int64_t
badness(int32_t tension)
{
    int64_t t = tension < 0 ? -tension : tension;
    int64_t cube = t * t * t / 10000000;
    return cube > BADNESS_MOST ? BADNESS_MOST : cube;
}

static int64_t
break_price(const struct fitter *fitter, uint8_t grade)
{
    if (grade == BB_BREAK_SOFT)
        return fitter->composer->style->hyphenate ? MARK_PRICE : NEED_PRICE;
    if (grade < fitter->least)
        return NEED_PRICE;
    if (fitter->composer->style->mode == BB_BREAK_SYLLABLE && grade <= BB_BREAK_LINK)
        return 0;
    switch (grade) {
    case BB_BREAK_STRAND:
    case BB_BREAK_INSIDE:
    case BB_BREAK_NAME:
        return INSIDE_PRICE * fitter->narrow / 1000;
    case BB_BREAK_LINK:
        return LINK_PRICE * fitter->narrow / 1000;
    case BB_BREAK_MARK:
        return MARK_PRICE;
    default:
        return 0;
    }
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

static int64_t
demerits(const struct fitter *fitter, uint32_t from, uint32_t to, int32_t tension)
{
    const struct bb_candidate *a = &fitter->composer->candidates.at[from];
    const struct bb_candidate *b = &fitter->composer->candidates.at[to];
    const struct node *before = &fitter->nodes[from];
    int64_t line = LINE_PRICE + badness(tension), price = break_price(fitter, b->grade);
    int64_t sum = line * line + price * price;
    if (last_line_is_short(fitter, a, b))
        sum += (int64_t)SHORT_LAST_PRICE * SHORT_LAST_PRICE;
    if (from > 0 && bb_breaks_word(a->grade) && bb_breaks_word(b->grade))
        sum += REPEAT_DEMERITS;
    if (from > 0 && b->grade != BB_BREAK_FORCED
        && (tension - before->tension > 1000 || before->tension - tension > 1000))
        sum += CONTRAST_DEMERITS;
    return sum;
}

static struct verdict
judge(const struct fitter *fitter, uint32_t from, uint32_t to)
{
    const struct bb_composer *composer = fitter->composer;
    const struct bb_candidate *a = &composer->candidates.at[from];
    const struct bb_candidate *b = &composer->candidates.at[to];
    bb_len measure = bb_composer_measure(composer, from);
    int64_t room = measure - bb_composer_width(composer, from, to);
    return composer->style->align == BB_ALIGN_JUSTIFY ? judge_justified(fitter, a, b, room)
                                                      : judge_ragged(b, room, measure);
}

/* Finds the best way to candidate `to`, from those not before `first`. A stretch that is one
 * cluster wide at the least may overflow: there is nothing else to do. */
static void
reach(struct fitter *fitter, uint32_t first, uint32_t to)
{
    struct node *best = &fitter->nodes[to];
    best->demerits = UNREACHED;
    for (uint32_t from = first; from < to; from++) {
        const struct node *before = &fitter->nodes[from];
        if (before->demerits == UNREACHED)
            continue;
        struct verdict verdict = judge(fitter, from, to);
        bool forced = from + 1 == to && fitter->limit == 0;
        if (!verdict.feasible && !forced)
            continue;
        int64_t sum = before->demerits + demerits(fitter, from, to, verdict.tension);
        if (sum < best->demerits)
            *best = (struct node){sum, from, verdict.tension};
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
    int64_t spaces =
        bb_candidate_spaces(&composer->candidates.at[from], &composer->candidates.at[to]);
    return width - spaces * (1000 - composer->style->space_shrink) / 1000;
}

static bool
run_pass(struct fitter *fitter, enum bb_break listed, int limit)
{
    struct bb_composer *composer = fitter->composer;
    bb_composer_list(composer, listed);
    fitter->limit = limit;
    uint32_t count = (uint32_t)composer->candidates.len, first = 0;
    fitter->nodes = BB_NEW_ARRAY(composer->scratch, struct node, count);
    for (uint32_t to = 1; to < count; to++) {
        while (first + 1 < to && tightest(fitter, first, to) > bb_composer_measure(composer, first))
            first++;
        reach(fitter, first, to);
        if (composer->candidates.at[to].grade == BB_BREAK_FORCED) {
            if (fitter->nodes[to].demerits == UNREACHED)
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
    uint32_t end = (uint32_t)composer->candidates.len - 1;
    for (uint32_t at = end; at > 0; at = fitter->nodes[at].from)
        lines++;
    composer->plan.at = BB_NEW_ARRAY(composer->scratch, uint32_t, lines);
    composer->plan.len = composer->plan.cap = lines;
    for (uint32_t at = end; at > 0; at = fitter->nodes[at].from)
        composer->plan.at[--lines] = at;
}

/* Bounded, so that prices stay in their range in cells of a few characters and on posters. */
static int64_t
narrowness(const struct bb_composer *composer)
{
    const struct bb_paragraph *para = composer->para;
    int64_t em = 0;
    for (size_t i = 0; i < para->npieces && em == 0; i++)
        em = para->pieces[i].kind == BB_PIECE_CHARS ? para->pieces[i].font->size : 0;
    int64_t measure = em > 0 ? composer->measure / em : PRICE_MEASURE;
    measure = measure < 10 ? 10 : measure > 100 ? 100 : measure;
    return (int64_t)PRICE_MEASURE * PRICE_MEASURE * 1000 / (measure * measure);
}

void
bb_composer_plan_total(struct bb_composer *composer)
{
    const struct bb_para_style *style = composer->style;
    struct fitter fitter = {
        .composer = composer,
        .narrow = narrowness(composer),
        .least = bb_composer_least_grade(style->mode),
    };
    bool hybrid = style->mode == BB_BREAK_HYBRID && style->align == BB_ALIGN_JUSTIFY;
    bool done = hybrid
        && (run_pass(&fitter, BB_BREAK_MARK, 1000 + style->space_stretch)
            || run_pass(&fitter, BB_BREAK_INSIDE, style->hybrid_limit));
    if (!done)
        run_pass(&fitter, fitter.least, 0);
    read_plan(&fitter);
}

/* Breaking a paragraph into lines, inside the module: candidates, plans, lines. */
#ifndef BB_TEXT_COMPOSE_H
#define BB_TEXT_COMPOSE_H

#include "text/paragraph.h"

/* A place where a line may end and the next begin. The sums are those of the characters' (see
 * struct bb_char) at the two edges. */
struct bb_candidate {
    uint32_t at;                       /* the next line's first character */
    uint32_t last;                     /* one past this line's last visible character */
    uint8_t grade;                     /* enum bb_break */
    bb_len hyphen;                     /* SOFT: room of the hyphen shown when the line ends here */
    int64_t end, end_spaces, end_gaps; /* at `last` */
    int64_t start, start_spaces, start_gaps; /* at the next line's first visible character */
    int32_t end_squeeze, start_squeeze;      /* a mark that is trimmed anyway gives nothing */
};

struct bb_run_vec {
    struct bb_text_run *at;
    size_t len;
    size_t cap;
};

struct bb_composer {
    struct bb_text *text;
    struct bb_arena *arena; /* of the lines */
    struct bb_arena *scratch;
    const char *characters; /* the paragraph's text, copied for its lines */
    const struct bb_paragraph *para;
    const struct bb_para_style *style;
    bb_len measure;
    BB_VEC(struct bb_candidate) candidates; /* [0] is the paragraph's start */
    BB_VEC(uint32_t) plan;                  /* candidates that end the lines, in order */
};

/* Room for the line that starts at a candidate. */
static inline bb_len
bb_composer_measure(const struct bb_composer *composer, uint32_t from)
{
    return composer->measure - (from == 0 ? composer->style->indent_first : 0);
}

/* What stands between two candidates; nothing where all of it is blank. */
static inline int64_t
bb_candidate_between(int64_t start, int64_t end)
{
    return end > start ? end - start : 0;
}

static inline int64_t
bb_candidate_spaces(const struct bb_candidate *from, const struct bb_candidate *to)
{
    return bb_candidate_between(from->start_spaces, to->end_spaces);
}

static inline int64_t
bb_candidate_gaps(const struct bb_candidate *from, const struct bb_candidate *to)
{
    return bb_candidate_between(from->start_gaps, to->end_gaps);
}

static inline int64_t
bb_candidate_squeeze(const struct bb_candidate *from, const struct bb_candidate *to)
{
    int64_t squeeze = bb_candidate_between(from->start_squeeze, to->end_squeeze);
    return squeeze > 0 ? squeeze : 0;
}

/* What of a line's first visible character stands before the line. */
static inline bb_len
bb_composer_hang_before(const struct bb_composer *composer, uint32_t first)
{
    bool starts =
        composer->style->align == BB_ALIGN_START || composer->style->align == BB_ALIGN_JUSTIFY;
    return bb_paragraph_overhang_before(composer->para, first, composer->style->hang && starts);
}

static inline int64_t
bb_composer_width(const struct bb_composer *composer, uint32_t from, uint32_t to)
{
    const struct bb_candidate *a = &composer->candidates.at[from];
    const struct bb_candidate *b = &composer->candidates.at[to];
    return bb_candidate_between(a->start, b->end) + b->hyphen;
}

/* Fills `candidates`: all breaks of at least the grade `least`, and for stretches wider than the
 * measure those of ever lower grade until each fits or is a single cluster (T14; reported). */
void bb_composer_list(struct bb_composer *composer, enum bb_break least);

/* One line for a paragraph that fits on it: fills `candidates` and `plan`; needs no breaks. */
void bb_composer_plan_single(struct bb_composer *composer);

/* First fit: fills `plan` from `candidates`. */
void bb_composer_plan_greedy(struct bb_composer *composer);

/* Total fit: fills `plan` (and `candidates`, in as many passes as it takes). */
void bb_composer_plan_total(struct bb_composer *composer);

/* Whether a break of this grade parts the letters of a word. */
static inline bool
bb_breaks_word(uint8_t grade)
{
    return grade <= BB_BREAK_LINK && grade != BB_BREAK_HELD;
}

/* A line of which the word spaces would come to more than this, 1/1000 of natural, is left ragged:
 * it would read as single words. */
static inline int64_t
bb_ragged_from(const struct bb_para_style *style)
{
    return (int64_t)style->hybrid_limit * 3 / 2;
}

/* T1: the weakest break that a mode takes without need. */
enum bb_break bb_composer_least_grade(enum bb_break_mode mode);

/* The same for ragged lines, which break between parts first; justified ones would be too empty. */
enum bb_break bb_composer_ragged_grade(const struct bb_paragraph *para, enum bb_break_mode mode);

/* Makes the planned lines. */
struct bb_lines bb_composer_build(struct bb_composer *composer);

/* A line that has readings. */
struct bb_ruby_line {
    uint32_t first, last; /* its visible characters */
    bb_len left;          /* where it begins */
    bool full;            /* it reaches the end of the measure */
};

/* Adds the runs of the line's readings, from `*next` on, above their characters, which stand in the
 * runs so far, and sets `*next` to the first of the next line. */
void bb_ruby_place(const struct bb_composer *composer, const struct bb_ruby_line *line,
    size_t *next, struct bb_run_vec *runs);

/* Says what of the lines made is past the limits of their style. */
void bb_composer_report(const struct bb_composer *composer, const struct bb_lines *lines);

#endif

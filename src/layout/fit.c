/* Fit: a document that has more pages than it may is set tighter, by the mildest step of its layout
 * that is enough.
 *
 * It is laid out as it is first (or as the layout would have it start), for most documents fit, and
 * those pay nothing. Otherwise the steps are tried one after the other, from the mildest: each
 * trial builds the atoms and fills pages with them without painting, and takes from the trials
 * before it how many lines each text has at that size, so that text is broken again only where the
 * size of type changes. What fits is laid out whole. To halve the steps instead would try fewer of
 * them, but would be right only if heights always fell; and they do not: a smaller row may fit
 * where a larger one went on to the next frame, and leave a heading behind that no longer fits.
 *
 * What a pass says of its lines is held back until it is known to be the last one. */
#include "layout/fit.h"

enum { STEP_PERCENT = 5 };

struct bb_fitting {
    struct bb_arena *arena;
    struct bb_map known; /* struct fitted_key -> struct bb_fitted */
};

/* Hashed as bytes: no padding. */
struct fitted_key {
    const struct bb_inlines *inlines;
    bb_len width;
    int32_t size;
};

/* --- what is known from other passes ---------------------------------------------------------- */

const struct bb_fitted *
bb_fitted_lookup(const struct bb_layout *layout, const struct bb_inlines *inlines, bb_len width)
{
    struct fitted_key sought = {inlines, width, layout->scale.size};
    if (!layout->fitting || inlines->refers)
        return NULL;
    return bb_map_lookup(
        &layout->fitting->known, (struct bb_str){(const char *)&sought, sizeof sought});
}

void
bb_fitted_keep(struct bb_layout *layout, const struct bb_inlines *inlines, bb_len width,
    struct bb_fitted fitted)
{
    struct bb_fitting *fitting = layout->fitting;
    struct fitted_key key = {inlines, width, layout->scale.size};
    if (!fitting || inlines->refers)
        return;
    struct bb_fitted *kept = BB_NEW(fitting->arena, struct bb_fitted);
    *kept = fitted;
    bb_map_set(fitting->arena, &fitting->known,
        (struct bb_str){bb_arena_copy(fitting->arena, &key, sizeof key), sizeof key}, kept);
}

/* --- steps ------------------------------------------------------------------------------------ */

static bool
take(int *percent, int least)
{
    if (*percent <= least)
        return false;
    *percent = *percent - STEP_PERCENT > least ? *percent - STEP_PERCENT : least;
    return true;
}

static bool
unfold(struct bb_scale *scale)
{
    bool folded = !scale->unfolded;
    scale->unfolded = true;
    return folded;
}

static struct bb_scale
start(const struct bb_fit *fit)
{
    return (struct bb_scale){fit->start[BB_FIT_SPACE], fit->start[BB_FIT_LEADING],
        fit->start[BB_FIT_SIZE], fit->start_unfolded};
}

/* The next scale, a little tighter; false where nothing more gives way. */
static bool
tighten(const struct bb_fit *fit, struct bb_scale *scale)
{
    for (size_t i = 0; i < fit->nsteps; i++) {
        const struct bb_fit_step *step = &fit->steps[i];
        bool taken = step->kind == BB_FIT_SPACE ? take(&scale->space, step->least)
            : step->kind == BB_FIT_LEADING      ? take(&scale->leading, step->least)
            : step->kind == BB_FIT_SIZE         ? take(&scale->size, step->least)
                                                : unfold(scale);
        if (taken)
            return true;
    }
    return false;
}

static const char *
describe(struct bb_arena *arena, const struct bb_scale *scale)
{
    return bb_arena_printf(arena, "space %d%% leading %d%% size %d%%%s", scale->space,
        scale->leading, scale->size, scale->unfolded ? " unfolded" : "")
        .ptr;
}

/* --- passes ----------------------------------------------------------------------------------- */

static bool
fits(const struct bb_layout *state, size_t pages, bool spilled)
{
    return pages <= state->composed->pages_most && !spilled;
}

/* Whether the document fits by this scale, as measured. */
static bool
try_scale(const struct bb_layout *state, struct bb_over *over)
{
    struct bb_arena arena;
    struct bb_display display;
    struct bb_diag unheard;
    bool spilled = false;
    bb_arena_init(&arena);
    bb_display_init(&display, &arena);
    bb_diag_init(&unheard, &arena, state->diag->sources);
    struct bb_layout trial = *state;
    trial.arena = &arena;
    trial.out = &display;
    trial.diag = &unheard;
    trial.measuring = true;
    trial.spilled = &spilled;
    trial.over = over;
    if (over)
        trial.fitting = NULL; /* the texts themselves are looked at */
    size_t pages = bb_layout_measure(&trial);
    bb_arena_reset(state->passage);
    bb_arena_finish(&arena);
    return fits(state, pages, spilled);
}

/* Lays the document out by this scale. What is said is kept where it fits. */
static enum bb_status
settle(const struct bb_layout *state, bool *fit)
{
    struct bb_arena arena;
    struct bb_diag held;
    bool spilled = false;
    bb_arena_init(&arena);
    bb_diag_init(&held, &arena, state->diag->sources);
    struct bb_layout pass = *state;
    pass.diag = &held;
    pass.spilled = &spilled;
    enum bb_status status = bb_layout_whole(&pass);
    *fit = status != BB_OK || fits(state, state->out->pages.len, spilled);
    if (*fit)
        bb_diag_pass_on(&held, state->diag);
    bb_arena_finish(&arena);
    return status;
}

enum bb_status
bb_fit_document(struct bb_layout state)
{
    struct bb_arena arena;
    bb_arena_init(&arena);
    struct bb_fitting fitting = {.arena = &arena};
    const struct bb_fit *steps = state.layout->fit;
    state.fitting = &fitting;
    state.scale = start(steps);
    state.pages_most = state.composed->pages_most;
    bool fit, more = true;
    enum bb_status status = settle(&state, &fit);
    while (!fit && (more = tighten(steps, &state.scale)))
        if (try_scale(&state, NULL)) {
            bb_layout_start_over(state.out);
            status = settle(&state, &fit);
        }
    if (!more) {
        struct bb_over *over = bb_over_create(&state, &arena);
        try_scale(&state, over);
        bb_over_report(over, state.diag);
        status = BB_INVALID;
    }
    state.out->fit = describe(state.out->arena, &state.scale);
    bb_arena_finish(&arena);
    return status;
}

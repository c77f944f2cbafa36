/* First fit: each line takes as many words as it holds. For drafts, and as the measure that total
 * fit has to beat. */
#include "text/compose.h"

void
bb_composer_plan_greedy(struct bb_composer *composer)
{
    uint32_t from = 0;
    composer->plan.len = 0;
    for (uint32_t i = 1; i < composer->candidates.len; i++) {
        bool fits = bb_composer_width(composer, from, i) <= bb_composer_measure(composer, from);
        if (!fits && i - 1 > from) {
            from = i - 1;
            BB_VEC_PUSH(composer->scratch, &composer->plan, from);
        }
        if (composer->candidates.at[i].grade == BB_BREAK_FORCED) {
            from = i;
            BB_VEC_PUSH(composer->scratch, &composer->plan, from);
        }
    }
}

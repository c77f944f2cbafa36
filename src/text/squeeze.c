/* What a line of Chinese gives where it is too full (T10): after its word spaces its marks of
 * punctuation, down to half a square, and the room between ideographs and Latin letters, down to an
 * eighth of an em; brackets before commas, these before Latin, full stops last. A stage gives
 * nothing before the one before it has given all: a line a little too full loses in few places. */
#include "text/compose.h"

enum stage { STAGE_BRACKET, STAGE_COMMA, STAGE_LATIN, STAGE_STOP, STAGES };

static enum stage
stage_of(const struct bb_char *at)
{
    switch (at->code) {
    case 0x3001: /* ideographic comma; full-width comma, colon, semicolon */
    case 0xFF0C:
    case 0xFF1A:
    case 0xFF1B:
        return STAGE_COMMA;
    case 0x3002: /* full stops, exclamation and question marks */
    case 0xFF0E:
    case 0xFF01:
    case 0xFF1F:
        return STAGE_STOP;
    default:
        return at->flags & BB_FLAG_APART ? STAGE_LATIN : STAGE_BRACKET;
    }
}

bb_len
bb_paragraph_give(const struct bb_paragraph *para, uint32_t i)
{
    const struct bb_char *at = &para->chars[i];
    if (!(at->flags & (BB_FLAG_HALF | BB_FLAG_APART)))
        return 0;
    bb_len size = bb_paragraph_find_segment(para, i)->size;
    return at->flags & BB_FLAG_HALF ? bb_space_scale(1024 / 2, size)
                                    : bb_space_scale(at->after / 2, size);
}

/* What characters first..last give in one stage. */
static int64_t
sum_stage(const struct bb_paragraph *para, uint32_t first, uint32_t last, enum stage stage)
{
    int64_t sum = 0;
    for (uint32_t i = first; i < last; i++)
        if (stage_of(&para->chars[i]) == stage)
            sum += bb_paragraph_give(para, i);
    return sum;
}

void
bb_paragraph_squeeze(
    const struct bb_paragraph *para, uint32_t first, uint32_t last, int64_t amount, bb_len *cuts)
{
    for (enum stage stage = 0; stage < STAGES; stage++) {
        int64_t whole = sum_stage(para, first, last, stage), done = 0;
        int64_t take = amount < whole ? amount : whole;
        for (uint32_t i = first; i < last && take > 0; i++) {
            bb_len give = stage_of(&para->chars[i]) == stage ? bb_paragraph_give(para, i) : 0;
            cuts[i - first] += (bb_len)(take * (done + give) / whole - take * done / whole);
            done += give;
        }
        amount -= take;
    }
}

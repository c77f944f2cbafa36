/* Charstrings (Adobe Technical Note 5177) without subroutines and hints.
 *
 * Nothing is interpreted but what decides what follows: how many operands wait, for stems and the
 * masks whose length depends on them, and the numbers of subroutines. Operands and operators are
 * copied as they are written, a stretch at a time. hb-subset was the alternative; it parses each
 * charstring into numbers, twice, at 42,000 instructions a glyph of Noto CJK. This takes some
 * thousands, and the tests hold one to the other. */
#include "fontset/cff.h"

enum {
    DEPTH_MOST = 10, /* of subroutines, by the specification */
    /* What is read for a glyph: subroutines within subroutines could ask for any amount. */
    GLYPH_WORK_MOST = 4 * BB_CFF_ELEMENT_MOST,
};

enum operator{
    HSTEM = 1,
    VSTEM = 3,
    VMOVETO = 4,
    RLINETO = 5,
    HLINETO = 6,
    VLINETO = 7,
    RRCURVETO = 8,
    CALLSUBR = 10,
    RETURN = 11,
    ESCAPE = 12,
    ENDCHAR = 14,
    HSTEMHM = 18,
    HINTMASK = 19,
    CNTRMASK = 20,
    RMOVETO = 21,
    HMOVETO = 22,
    VSTEMHM = 23,
    RCURVELINE = 24,
    RLINECURVE = 25,
    VVCURVETO = 26,
    HHCURVETO = 27,
    SHORT_NUMBER = 28,
    CALLGSUBR = 29,
    VHCURVETO = 30,
    HVCURVETO = 31,
    HFLEX = 34, /* after ESCAPE, as are FLEX, HFLEX1 and FLEX1 */
    FLEX1 = 37,
};

struct flattener {
    const struct bb_cff *cff;
    const struct bb_cff_part *part;
    struct bb_buf *out;
    struct {
        int32_t value;
        uint8_t len; /* as written */
    } operands[BB_CFF_OPERANDS_MOST];
    unsigned noperands;
    size_t first; /* in `out`: where the operands that wait start */
    unsigned nstems;
    size_t work; /* bytes that may still be read */
    bool begun;  /* the first operator is past: before it, an odd operand is the width */
    bool ended;
};

/* Reads the number that starts at `at` into the operands; returns its length, or 0. */
static size_t
take_number(struct flattener *f, const uint8_t *at, size_t len)
{
    uint8_t lead = at[0];
    size_t size = lead == SHORT_NUMBER ? 3 : lead < 247 ? 1 : lead < 255 ? 2 : 5;
    if (size > len || f->noperands == BB_CFF_OPERANDS_MOST)
        return 0;
    int32_t value = 0; /* of 16.16, which numbers no subroutine */
    if (size == 1)
        value = lead - 139;
    else if (size == 3)
        value = (int16_t)(at[1] << 8 | at[2]);
    else if (size == 2)
        value = lead < 251 ? (lead - 247) * 256 + at[1] + 108 : -(lead - 251) * 256 - at[1] - 108;
    f->operands[f->noperands].value = value;
    f->operands[f->noperands++].len = (uint8_t)size;
    return size;
}

static void
clear_operands(struct flattener *f)
{
    f->noperands = 0;
    f->first = f->out->len;
    f->begun = true;
}

/* Drops the stems that wait; the width before them stays. */
static void
drop_stems(struct flattener *f)
{
    bool width = !f->begun && f->noperands % 2 == 1;
    f->nstems += f->noperands / 2;
    f->out->len = f->first + (width ? f->operands[0].len : 0);
    clear_operands(f);
}

/* The subroutine whose number is the last operand, which is dropped. */
static bool
pop_subr(struct flattener *f, const struct bb_cff_index *subrs, struct bb_str *code)
{
    if (f->noperands == 0)
        return false;
    f->noperands--;
    f->out->len -= f->operands[f->noperands].len;
    int32_t bias = subrs->count < 1240 ? 107 : subrs->count < 33900 ? 1131 : 32768;
    int32_t number = f->operands[f->noperands].value + bias;
    return number >= 0 && bb_cff_get(subrs, (uint32_t)number, code);
}

static bool
is_painting(uint8_t op)
{
    switch (op) {
    case VMOVETO:
    case RLINETO:
    case HLINETO:
    case VLINETO:
    case RRCURVETO:
    case RMOVETO:
    case HMOVETO:
    case RCURVELINE:
    case RLINECURVE:
    case VVCURVETO:
    case HHCURVETO:
    case VHCURVETO:
    case HVCURVETO:
        return true;
    default:
        return false;
    }
}

/* A charstring or a subroutine, with those that it calls. `copied` is where the stretch starts that
 * is not in `out` yet. */
static bool
run(struct flattener *f, struct bb_str code, unsigned depth)
{
    const uint8_t *bytes = (const uint8_t *)code.ptr;
    size_t at = 0, copied = 0;
    if (code.len > f->work)
        return false;
    f->work -= code.len;
    while (at < code.len && !f->ended) {
        uint8_t op = bytes[at];
        if (op >= 32 || op == SHORT_NUMBER) {
            size_t len = take_number(f, bytes + at, code.len - at);
            if (len == 0)
                return false;
            at += len;
            continue;
        }
        size_t len = op == ESCAPE ? 2 : 1;
        if (len > code.len - at)
            return false;
        bool kept = is_painting(op) || (op == ENDCHAR && f->noperands < 4)
            || (op == ESCAPE && bytes[at + 1] >= HFLEX && bytes[at + 1] <= FLEX1);
        bb_buf_append(f->out, bytes + copied, at - copied + (kept ? len : 0));
        at += len;
        struct bb_str subr;
        if (kept) {
            clear_operands(f);
            f->ended = op == ENDCHAR;
        } else if (op == CALLSUBR || op == CALLGSUBR) {
            const struct bb_cff_index *subrs = op == CALLSUBR ? &f->part->subrs : &f->cff->subrs;
            if (depth == DEPTH_MOST || !pop_subr(f, subrs, &subr) || !run(f, subr, depth + 1))
                return false;
        } else if (op == RETURN) {
            return true;
        } else if (op == HSTEM || op == VSTEM || op == HSTEMHM || op == VSTEMHM) {
            drop_stems(f);
        } else if (op == HINTMASK || op == CNTRMASK) {
            drop_stems(f);
            at += (f->nstems + 7) / 8;
        } else {
            return false;
        }
        copied = at;
    }
    if (!f->ended && copied < code.len)
        bb_buf_append(f->out, bytes + copied, code.len - copied);
    return f->ended || at == code.len;
}

bool
bb_cff_flatten(
    const struct bb_cff *cff, uint32_t glyph, const struct bb_cff_part *part, struct bb_buf *out)
{
    struct flattener f = {
        .cff = cff, .part = part, .out = out, .first = out->len, .work = GLYPH_WORK_MOST};
    struct bb_str there;
    char code[BB_CFF_ELEMENT_MOST];
    if (!bb_cff_get(&cff->glyphs, glyph, &there))
        return false;
    size_t start = out->len;
    size_t at = (size_t)(there.ptr - cff->file->bytes.ptr);
    return bb_font_file_read(cff->file, at, code, there.len)
        && run(&f, (struct bb_str){code, there.len}, 0) && f.ended
        && out->len - start <= BB_CFF_ELEMENT_MOST;
}

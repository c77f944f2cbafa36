/* Symbols come from libqrencode; what is done here is the tracing of their outlines.
 *
 * A square for each module, or a bar for each row of them, was the alternative: viewers smooth the
 * edge of each for itself, and hairs of white show where two meet. Outlines have no inner edges and
 * need fewer points.
 *
 * Tracing: each side between black and white is an edge with black on its right; it leads from one
 * corner of the grid to the next. From each corner at most two edges start (where two black modules
 * touch by their corners only); turning right there keeps such modules apart. Loops begin at the
 * top edges, row by row: each loop has one. */
#include "image/qr.h"

#include <qrencode.h>

#include "base/vec.h"

/* What is not ASCII is said to be UTF-8 (ECI 26): readers would guess at the bytes, and take Korean
 * for Chinese. Short codes of web addresses need no such head. */
static QRcode *
encode(const char *text, size_t len, QRecLevel level)
{
    enum { ANY_VERSION = 0, UTF_8 = 26 };
    bool ascii = true;
    for (size_t i = 0; i < len; i++)
        ascii &= (unsigned char)text[i] < 0x80;
    QRinput *input = QRinput_new2(ANY_VERSION, level);
    if (!input)
        return NULL;
    bool good = ascii || QRinput_appendECIheader(input, UTF_8) == 0;
    good = good && QRinput_append(input, QR_MODE_8, (int)len, (const unsigned char *)text) == 0;
    QRcode *code = good ? QRcode_encodeInput(input) : NULL;
    QRinput_free(input);
    return code;
}

bool
bb_qr_encode(struct bb_arena *arena, struct bb_str text, enum bb_qr_level level, struct bb_qr *qr)
{
    enum { LENGTH_MOST = 2953 }; /* of version 40 at level L */
    static const QRecLevel levels[] = {
        [BB_QR_L] = QR_ECLEVEL_L,
        [BB_QR_M] = QR_ECLEVEL_M,
        [BB_QR_Q] = QR_ECLEVEL_Q,
        [BB_QR_H] = QR_ECLEVEL_H,
    };
    bool fits = text.len > 0 && text.len <= LENGTH_MOST;
    QRcode *code = fits ? encode(text.ptr, text.len, levels[level]) : NULL;
    if (!code)
        return false;
    size_t count = (size_t)code->width * (size_t)code->width;
    qr->side = code->width;
    qr->black = bb_arena_alloc_array(arena, count, sizeof *qr->black);
    for (size_t i = 0; i < count; i++)
        qr->black[i] = code->data[i] & 1;
    QRcode_free(code);
    return true;
}

/* --- outlines --------------------------------------------------------------------------------- */

/* Clockwise, so that a right turn is one on. */
enum direction { EAST, SOUTH, WEST, NORTH, DIRECTIONS };

struct tracing {
    const struct bb_qr *qr;
    bool *done; /* the top edges walked along, by their module */
    struct bb_arena *arena;
    BB_VEC(struct bb_qr_corner) corners;
};

static bool
is_black(const struct bb_qr *qr, int x, int y)
{
    return x >= 0 && y >= 0 && x < qr->side && y < qr->side && qr->black[y * qr->side + x];
}

/* Whether an edge starts at the corner (x, y) towards `to`: black on its right, white on its
 * left. */
static bool
has_edge(const struct bb_qr *qr, int x, int y, enum direction to)
{
    /* The module on the right of the edge and the one on its left, as seen from the corner. */
    static const struct {
        int right_x, right_y, left_x, left_y;
    } sides[] = {
        [EAST] = {0, 0, 0, -1},
        [SOUTH] = {-1, 0, 0, 0},
        [WEST] = {-1, -1, -1, 0},
        [NORTH] = {0, -1, -1, -1},
    };
    return is_black(qr, x + sides[to].right_x, y + sides[to].right_y)
        && !is_black(qr, x + sides[to].left_x, y + sides[to].left_y);
}

/* The direction after an edge towards `from` has come to (x, y). */
static enum direction
turn(const struct bb_qr *qr, int x, int y, enum direction from)
{
    enum direction right = (from + 1) % DIRECTIONS;
    if (has_edge(qr, x, y, right))
        return right;
    return has_edge(qr, x, y, from) ? from : (from + DIRECTIONS - 1) % DIRECTIONS;
}

static void
trace_loop(struct tracing *tracing, int start_x, int start_y)
{
    static const int step_x[] = {[EAST] = 1, [SOUTH] = 0, [WEST] = -1, [NORTH] = 0};
    static const int step_y[] = {[EAST] = 0, [SOUTH] = 1, [WEST] = 0, [NORTH] = -1};
    int x = start_x, y = start_y;
    enum direction to = EAST, before = DIRECTIONS;
    bool starts = true;
    do {
        if (to != before) {
            BB_VEC_PUSH(tracing->arena, &tracing->corners, (struct bb_qr_corner){x, y, starts});
            starts = false;
        }
        if (to == EAST)
            tracing->done[y * tracing->qr->side + x] = true;
        x += step_x[to];
        y += step_y[to];
        before = to;
        to = turn(tracing->qr, x, y, before);
    } while (x != start_x || y != start_y || to != EAST);
}

size_t
bb_qr_trace(struct bb_arena *arena, const struct bb_qr *qr, struct bb_qr_corner **corners)
{
    struct tracing tracing = {.qr = qr, .arena = arena};
    tracing.done = bb_arena_alloc_array(arena, (size_t)qr->side * (size_t)qr->side, sizeof(bool));
    for (int y = 0; y < qr->side; y++)
        for (int x = 0; x < qr->side; x++)
            if (has_edge(qr, x, y, EAST) && !tracing.done[y * qr->side + x])
                trace_loop(&tracing, x, y);
    *corners = tracing.corners.at;
    return tracing.corners.len;
}

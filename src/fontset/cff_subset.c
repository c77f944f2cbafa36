/* Writing a CID-keyed CFF table of some glyphs of another.
 *
 * Each piece is written when those it points to stand, but for the top DICT, which comes first: its
 * offsets are numbers of five bytes, written over when they are known. Of names only those are
 * kept that a CID-keyed font must have; hints go, with the entries that steer them. */
#include "base/vec.h"
#include "fontset/cff.h"

enum {
    STANDARD_STRINGS = 391, /* SIDs below stand for strings that every reader knows */
    HEADER_BYTES = 4,
    CHARSTRINGS_MOST = 1 << 26, /* bytes; all glyphs of Noto Serif CJK have 24 million */
};

struct subset {
    const struct bb_cff *cff;
    struct bb_arena arena;
    size_t nglyphs;
    uint8_t *parts;         /* by glyph, as numbered in the source */
    uint8_t new_parts[256]; /* by number in the source, where `used` */
    bool used[256];
    struct place {
        size_t at, len;
    } privates[256];     /* by number in the source, where `used` */
    uint32_t names[256]; /* likewise: SIDs */
    unsigned nparts;
    uint32_t registry, ordering; /* SIDs */
    BB_VEC(struct bb_str) strings;
    struct bb_buf charstrings;
    uint32_t *starts; /* in `charstrings`, by glyph; one more ends the last */
};

/* --- pieces ----------------------------------------------------------------------------------- */

static void
put_number(struct bb_buf *out, uint32_t value, unsigned bytes)
{
    while (bytes > 0)
        bb_buf_append_char(out, (char)(value >> 8 * --bytes));
}

/* An operand that is an offset or a length. */
static void
put_offset(struct bb_buf *out, size_t value)
{
    put_number(out, 29, 1);
    put_number(out, (uint32_t)value, 4);
}

static void
put_short(struct bb_buf *out, uint32_t value)
{
    put_number(out, 28, 1);
    put_number(out, value, 2);
}

static void
put_operator(struct bb_buf *out, int op)
{
    put_number(out, (uint32_t)op, op > 255 ? 2 : 1);
}

/* `starts` has one more entry than there are elements. */
static void
put_index(struct bb_buf *out, const uint32_t *starts, size_t count, struct bb_str data)
{
    put_number(out, (uint32_t)count, 2);
    if (count == 0)
        return;
    unsigned bytes = data.len < 0xff ? 1 : data.len < 0xffff ? 2 : data.len < 0xffffff ? 3 : 4;
    put_number(out, bytes, 1);
    for (size_t i = 0; i <= count; i++)
        put_number(out, starts[i] + 1, bytes);
    bb_buf_append_str(out, data);
}

static void
put_index_of_one(struct bb_buf *out, struct bb_str data)
{
    put_index(out, (uint32_t[]){0, (uint32_t)data.len}, 1, data);
}

static void
put_strings(struct subset *subset, struct bb_buf *out)
{
    struct bb_buf data;
    bb_buf_init(&data, 0);
    uint32_t *starts = BB_NEW_ARRAY(&subset->arena, uint32_t, subset->strings.len + 1);
    for (size_t i = 0; i < subset->strings.len; i++) {
        bb_buf_append_str(&data, subset->strings.at[i]);
        starts[i + 1] = (uint32_t)data.len;
    }
    put_index(out, starts, subset->strings.len, bb_buf_str(&data));
    bb_buf_finish(&data);
}

/* --- glyphs ----------------------------------------------------------------------------------- */

static bool
flatten_glyphs(struct subset *subset, const uint32_t *glyphs)
{
    const struct bb_cff *cff = subset->cff;
    for (size_t i = 0; i < subset->nglyphs; i++) {
        subset->used[subset->parts[i]] = true;
        if (!bb_cff_flatten(cff, glyphs[i], &cff->parts[subset->parts[i]], &subset->charstrings)
            || subset->charstrings.len > CHARSTRINGS_MOST)
            return false;
        subset->starts[i + 1] = (uint32_t)subset->charstrings.len;
    }
    for (unsigned i = 0; i < cff->nparts; i++) {
        if (subset->used[i])
            subset->new_parts[i] = (uint8_t)subset->nparts++;
    }
    return true;
}

static void
put_charset(struct bb_buf *out, const uint16_t *cids, size_t count)
{
    put_number(out, 0, 1); /* format: a list; .notdef is not in it */
    for (size_t i = 1; i < count; i++)
        put_number(out, cids[i], 2);
}

static void
put_selector(const struct subset *subset, struct bb_buf *out)
{
    uint32_t ranges = 0;
    for (size_t i = 0; i < subset->nglyphs; i++)
        ranges += i == 0 || subset->parts[i] != subset->parts[i - 1];
    put_number(out, 3, 1); /* format: ranges */
    put_number(out, ranges, 2);
    for (size_t i = 0; i < subset->nglyphs; i++) {
        if (i > 0 && subset->parts[i] == subset->parts[i - 1])
            continue;
        put_number(out, (uint32_t)i, 2);
        put_number(out, subset->new_parts[subset->parts[i]], 1);
    }
    put_number(out, (uint32_t)subset->nglyphs, 2);
}

/* --- names ------------------------------------------------------------------------------------ */

/* The new SID of one of the source; false for one that it does not have. */
static bool
add_string(struct subset *subset, const struct bb_cff_entry *entry, unsigned operand, uint32_t *out)
{
    struct bb_str string;
    int32_t sid = operand < entry->noperands ? entry->operands[operand] : -1;
    *out = (uint32_t)sid;
    if (sid >= 0 && sid < STANDARD_STRINGS)
        return true;
    if (sid < 0 || !bb_cff_get(&subset->cff->strings, (uint32_t)sid - STANDARD_STRINGS, &string))
        return false;
    *out = STANDARD_STRINGS + (uint32_t)subset->strings.len;
    BB_VEC_PUSH(&subset->arena, &subset->strings, string);
    return true;
}

static bool
find_entry(struct bb_str dict, int op, struct bb_cff_entry *entry)
{
    while (bb_cff_next(&dict, entry)) {
        if (entry->op == op)
            return true;
    }
    return false;
}

/* Registry and ordering, and the names of the parts that have one. */
static bool
collect_names(struct subset *subset)
{
    const struct bb_cff *cff = subset->cff;
    struct bb_cff_entry entry;
    bool good = find_entry(cff->top, BB_CFF_ROS, &entry) && entry.noperands == 3
        && add_string(subset, &entry, 0, &subset->registry)
        && add_string(subset, &entry, 1, &subset->ordering);
    for (unsigned i = 0; i < cff->nparts && good; i++) {
        if (subset->used[i] && find_entry(cff->parts[i].dict, BB_CFF_FONT_NAME, &entry))
            good = add_string(subset, &entry, 0, &subset->names[i]);
    }
    return good;
}

/* --- parts ------------------------------------------------------------------------------------ */

static void
put_privates(struct subset *subset, struct bb_buf *out, size_t start)
{
    for (unsigned i = 0; i < subset->cff->nparts; i++) {
        struct bb_str rest = subset->cff->parts[i].private_dict;
        struct bb_cff_entry entry;
        size_t at = out->len;
        while (subset->used[i] && bb_cff_next(&rest, &entry)) {
            if (entry.op == BB_CFF_DEFAULT_WIDTH || entry.op == BB_CFF_NOMINAL_WIDTH
                || entry.op == BB_CFF_LANGUAGE_GROUP)
                bb_buf_append_str(out, entry.bytes);
        }
        subset->privates[i] = (struct place){at - start, out->len - at};
    }
}

static void
put_part(const struct subset *subset, struct bb_buf *out, unsigned part)
{
    struct bb_str rest = subset->cff->parts[part].dict;
    struct bb_cff_entry entry;
    while (bb_cff_next(&rest, &entry)) {
        if (entry.op == BB_CFF_FONT_NAME) {
            put_short(out, subset->names[part]);
            put_operator(out, entry.op);
        } else if (entry.op != BB_CFF_PRIVATE) {
            bb_buf_append_str(out, entry.bytes);
        }
    }
    put_offset(out, subset->privates[part].len);
    put_offset(out, subset->privates[part].at);
    put_operator(out, BB_CFF_PRIVATE);
}

static void
put_parts(const struct subset *subset, struct bb_buf *out)
{
    struct bb_buf data;
    uint32_t starts[257] = {0};
    bb_buf_init(&data, 0);
    for (unsigned i = 0; i < subset->cff->nparts; i++) {
        if (!subset->used[i])
            continue;
        put_part(subset, &data, i);
        starts[subset->new_parts[i] + 1] = (uint32_t)data.len;
    }
    put_index(out, starts, subset->nparts, bb_buf_str(&data));
    bb_buf_finish(&data);
}

/* --- the table -------------------------------------------------------------------------------- */

/* Where the pieces stand in the table. */
struct offsets {
    size_t charset, selector, charstrings, parts;
};

/* Whether an entry of the top DICT neither points anywhere nor names anything. */
static bool
is_plain(int op)
{
    enum { FONT_BBOX = 5, FONT_MATRIX = 7, CID_COUNT = 34 };
    return op == FONT_BBOX || op == (BB_CFF_ESCAPE << 8 | FONT_MATRIX)
        || op == (BB_CFF_ESCAPE << 8 | CID_COUNT);
}

static void
put_top(const struct subset *subset, struct bb_buf *out, const struct offsets *offsets)
{
    const struct {
        int op;
        size_t offset;
    } rows[] = {
        {BB_CFF_CHARSET, offsets->charset},
        {BB_CFF_FD_SELECT, offsets->selector},
        {BB_CFF_CHAR_STRINGS, offsets->charstrings},
        {BB_CFF_FD_ARRAY, offsets->parts},
    };
    struct bb_str rest = subset->cff->top;
    struct bb_cff_entry entry;
    put_short(out, subset->registry);
    put_short(out, subset->ordering);
    put_short(out, 0); /* the supplement */
    put_operator(out, BB_CFF_ROS);
    while (bb_cff_next(&rest, &entry)) {
        if (is_plain(entry.op))
            bb_buf_append_str(out, entry.bytes);
    }
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        put_offset(out, rows[i].offset);
        put_operator(out, rows[i].op);
    }
}

static void
put_table(struct subset *subset, struct bb_buf *out, const uint16_t *cids)
{
    struct bb_buf top;
    struct offsets offsets = {0};
    size_t start = out->len;
    bb_buf_init(&top, 0);
    bb_buf_append(out, "\1\0\4\4", HEADER_BYTES);
    put_index_of_one(out, subset->cff->name);
    put_top(subset, &top, &offsets);
    put_index_of_one(out, bb_buf_str(&top));
    size_t top_end = out->len;
    put_strings(subset, out);
    put_index(out, NULL, 0, (struct bb_str){0}); /* global subroutines */
    offsets.charset = out->len - start;
    put_charset(out, cids, subset->nglyphs);
    offsets.selector = out->len - start;
    put_selector(subset, out);
    offsets.charstrings = out->len - start;
    put_index(out, subset->starts, subset->nglyphs, bb_buf_str(&subset->charstrings));
    put_privates(subset, out, start);
    offsets.parts = out->len - start;
    put_parts(subset, out);
    top.len = 0;
    put_top(subset, &top, &offsets);
    memcpy(out->ptr + top_end - top.len, top.ptr, top.len);
    bb_buf_finish(&top);
}

bool
bb_cff_subset(const struct bb_cff *cff, const uint32_t *glyphs, size_t nglyphs, struct bb_buf *out,
    uint16_t *cids)
{
    struct subset subset = {.cff = cff, .nglyphs = nglyphs};
    bb_arena_init(&subset.arena);
    bb_buf_init(&subset.charstrings, 0);
    subset.parts = BB_NEW_ARRAY(&subset.arena, uint8_t, nglyphs);
    subset.starts = BB_NEW_ARRAY(&subset.arena, uint32_t, nglyphs + 1);
    bool good = bb_cff_find_cids(cff, glyphs, nglyphs, cids)
        && bb_cff_find_parts(cff, glyphs, nglyphs, subset.parts) && flatten_glyphs(&subset, glyphs)
        && collect_names(&subset);
    if (good)
        put_table(&subset, out, cids);
    bb_buf_finish(&subset.charstrings);
    bb_arena_finish(&subset.arena);
    return good;
}

/* Splitting a run into clusters.
 *
 * HarfBuzz keeps cluster values monotonic in logical order, so one pass suffices: glyphs of the
 * same value are one cluster, and its text reaches to the next value. Where a shaper did break the
 * order, the glyphs that step back are joined to the cluster before them: the text stays whole and
 * in order, only coarser. Right-to-left runs are read from their last glyph on and turned around
 * at the end. */
#include "backend/cluster.h"

#include "base/utf8.h"

/* U+200B, U+2060 and U+FEFF in UTF-8; all take three bytes. */
static bool
is_break_control(const char *at, size_t len)
{
    return len >= 3
        && (memcmp(at, "\xe2\x80\x8b", 3) == 0 || memcmp(at, "\xe2\x81\xa0", 3) == 0
            || memcmp(at, "\xef\xbb\xbf", 3) == 0);
}

/* U+00A0, which fonts draw as the blank: apart from it only on where lines may break. */
static bool
is_fixed_blank(const char *at, size_t len)
{
    return len >= 2 && memcmp(at, "\xc2\xa0", 2) == 0;
}

static bool
steers_breaks(struct bb_str text, size_t at)
{
    return is_break_control(text.ptr + at, text.len - at)
        || is_fixed_blank(text.ptr + at, text.len - at);
}

/* The text itself where it holds nothing of that kind, which is nearly always. */
static struct bb_str
without_controls(struct bb_arena *arena, struct bb_str text)
{
    size_t at = 0;
    while (at < text.len && !steers_breaks(text, at))
        at++;
    if (at >= text.len)
        return text;
    char *kept = bb_arena_alloc(arena, text.len);
    size_t len = 0;
    for (at = 0; at < text.len;) {
        if (is_break_control(text.ptr + at, text.len - at)) {
            at += 3;
        } else if (is_fixed_blank(text.ptr + at, text.len - at)) {
            kept[len++] = ' ';
            at += 2;
        } else {
            kept[len++] = text.ptr[at++];
        }
    }
    return (struct bb_str){kept, len};
}

static bool
is_jamo(int32_t code)
{
    return (code >= 0x1100 && code <= 0x11ff) || (code >= 0xa960 && code <= 0xa97f)
        || (code >= 0xd7b0 && code <= 0xd7ff);
}

/* Whether the text is conjoining jamo, as many as there are glyphs. */
static bool
is_jamo_by_jamo(const struct bb_cluster *cluster)
{
    size_t at = 0;
    uint32_t len = 0;
    if (cluster->nglyphs == 1)
        return false;
    while (at < cluster->text.len) {
        if (!is_jamo(bb_utf8_next(cluster->text, &at)))
            return false;
        len++;
    }
    return len == cluster->nglyphs;
}

/* An old syllable whose jamo keep a glyph each becomes a cluster per jamo: every glyph then has a
 * character of its own, which readers that pass over ActualText need. Marks of other scripts may be
 * reordered, so this is for Hangul alone. Returns the new number. */
static size_t
split_jamo(struct bb_cluster *clusters, size_t len)
{
    size_t more = 0;
    for (size_t i = 0; i < len; i++)
        more += is_jamo_by_jamo(&clusters[i]) ? clusters[i].nglyphs - 1 : 0;
    if (more == 0)
        return len;
    size_t to = len + more;
    for (size_t i = len; i > 0; i--) {
        struct bb_cluster whole = clusters[i - 1];
        if (!is_jamo_by_jamo(&whole)) {
            clusters[--to] = whole;
            continue;
        }
        to -= whole.nglyphs;
        size_t at = 0;
        for (uint32_t k = 0; k < whole.nglyphs; k++) {
            size_t start = at;
            bb_utf8_next(whole.text, &at);
            clusters[to + k] = (struct bb_cluster){.glyph = whole.glyph + k,
                .nglyphs = 1,
                .text = {whole.text.ptr + start, at - start}};
        }
    }
    return len + more;
}

static void
reverse(struct bb_cluster *clusters, size_t len)
{
    for (size_t i = 0; i < len / 2; i++) {
        struct bb_cluster first = clusters[i];
        clusters[i] = clusters[len - 1 - i];
        clusters[len - 1 - i] = first;
    }
}

size_t
bb_cluster_split(struct bb_arena *arena, const struct bb_run *run, struct bb_cluster **clusters)
{
    *clusters = BB_NEW_ARRAY(arena, struct bb_cluster, run->nglyphs);
    size_t len = 0;
    size_t start = 0; /* of the open cluster's text */
    size_t value = 0; /* of the open cluster */
    for (size_t i = 0; i < run->nglyphs; i++) {
        size_t glyph = run->rtl ? run->nglyphs - 1 - i : i;
        size_t next = run->glyphs[glyph].cluster;
        if (len == 0 || next > value) {
            /* Text before the first glyph's has no glyph of its own and goes with it. */
            size_t end = len > 0 ? next : 0;
            if (len > 0)
                (*clusters)[len - 1].text = (struct bb_str){run->text.ptr + start, end - start};
            start = end;
            value = next;
            (*clusters)[len++] = (struct bb_cluster){.glyph = (uint32_t)glyph};
        }
        (*clusters)[len - 1].nglyphs++;
        if (run->rtl)
            (*clusters)[len - 1].glyph = (uint32_t)glyph;
    }
    if (len > 0)
        (*clusters)[len - 1].text = (struct bb_str){run->text.ptr + start, run->text.len - start};
    for (size_t i = 0; i < len; i++)
        (*clusters)[i].text = without_controls(arena, (*clusters)[i].text);
    if (run->rtl) {
        reverse(*clusters, len);
        return len;
    }
    return split_jamo(*clusters, len);
}

/* --- parts ------------------------------------------------------------------------------------ */

static bool
is_tone_mark(int32_t code)
{
    return code == 0x302e || code == 0x302f;
}

static bool
is_hangul(int32_t code)
{
    return is_jamo(code) || (code >= 0xac00 && code <= 0xd7a3);
}

/* Letters that have room beside them (T9): ASCII, ideographs, Hangul. */
static bool
has_room(int32_t code)
{
    return code < 0x80 || (code >= 0x3400 && code <= 0x9fff) || is_hangul(code);
}

/* HarfBuzz sets a tone mark of Hangul, which follows its syllable, before it. text puts a blank
 * behind a letter to fill the room there. */
int32_t
bb_cluster_part(const struct bb_cluster *cluster, uint32_t k)
{
    enum { PARTS_MOST = 8 };
    int32_t codes[PARTS_MOST];
    size_t at = 0;
    uint32_t len = 0;
    while (at < cluster->text.len && len < PARTS_MOST)
        codes[len++] = bb_utf8_next(cluster->text, &at);
    if (len == 1 && cluster->nglyphs == 2 && has_room(codes[0]))
        return k == 0 ? codes[0] : ' ';
    bool toned = len > 1 && len == cluster->nglyphs && at == cluster->text.len
        && is_hangul(codes[0]) && is_tone_mark(codes[len - 1]);
    return !toned ? -1 : k == 0 ? codes[len - 1] : codes[k - 1];
}

bool
bb_cluster_is_blank(struct bb_str text)
{
    for (size_t at = 0; at < text.len;) {
        int32_t code = bb_utf8_next(text, &at);
        if (code != ' ' && code != 0xA0 && code != 0x202F && code != 0x3000
            && (code < 0x2000 || code > 0x200A))
            return false;
    }
    return true;
}

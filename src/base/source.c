/* Source files and spans. Line starts are found once per file, on the first question. */
#include "base/source.h"

#include "base/utf8.h"

void
bb_sources_init(struct bb_sources *sources, struct bb_arena *arena)
{
    *sources = (struct bb_sources){.arena = arena};
}

uint32_t
bb_sources_add(struct bb_sources *sources, struct bb_str name, struct bb_str bytes)
{
    BB_VEC_PUSH(sources->arena, &sources->list, (struct bb_source){.name = name, .bytes = bytes});
    return (uint32_t)sources->list.len;
}

const struct bb_source *
bb_sources_lookup(const struct bb_sources *sources, uint32_t id)
{
    return id > 0 && id <= sources->list.len ? &sources->list.at[id - 1] : NULL;
}

static void
find_lines(struct bb_arena *arena, struct bb_source *source)
{
    BB_VEC(uint32_t) lines = {0};
    BB_VEC_PUSH(arena, &lines, 0);
    for (size_t i = 0; i < source->bytes.len; i++)
        if (source->bytes.ptr[i] == '\n')
            BB_VEC_PUSH(arena, &lines, (uint32_t)i + 1);
    source->lines = lines.at;
    source->nlines = lines.len;
}

struct bb_place
bb_sources_place(struct bb_sources *sources, uint32_t id, uint32_t offset)
{
    struct bb_source *source = &sources->list.at[id - 1];
    if (!source->lines)
        find_lines(sources->arena, source);
    if (offset > source->bytes.len)
        offset = (uint32_t)source->bytes.len;
    size_t low = 0, high = source->nlines;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (source->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    uint32_t start = source->lines[low];
    size_t end = low + 1 < source->nlines ? source->lines[low + 1] - 1 : source->bytes.len;
    if (end > start && source->bytes.ptr[end - 1] == '\r')
        end--;
    struct bb_str before = {source->bytes.ptr + start, offset - start};
    return (struct bb_place){
        .line = (uint32_t)low + 1,
        .column = (uint32_t)bb_utf8_count(before) + 1,
        .text = {source->bytes.ptr + start, end - start},
        .line_start = start,
    };
}

static uint32_t
map_offset(const struct bb_origin *origin, size_t offset)
{
    size_t low = 0, high = origin->npieces;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (origin->pieces[middle].text <= offset)
            low = middle;
        else
            high = middle;
    }
    const struct bb_origin_piece *piece = &origin->pieces[low];
    return piece->source + (uint32_t)(offset - piece->text);
}

struct bb_span
bb_origin_span(const struct bb_origin *origin, size_t start, size_t end)
{
    if (!origin)
        return (struct bb_span){0};
    if (origin->npieces == 0)
        return origin->whole;
    struct bb_span span = {.source = origin->whole.source, .start = map_offset(origin, start)};
    span.end = end > start ? map_offset(origin, end - 1) + 1 : span.start;
    return span;
}

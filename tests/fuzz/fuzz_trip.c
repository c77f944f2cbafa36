/* Any bytes as a trip file: through the text checks, YAML, the vocabulary, the derived fields and
 * the linter, and all that was found printed. Besides not crashing it must keep its word: spans
 * lie in their source, origins are in order, what is printed is UTF-8. */
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "fuzz.h"
#include "itinerary/itinerary.h"

static void
require(bool holds)
{
    if (!holds)
        abort();
}

static void
check_span(const struct bb_sources *sources, struct bb_span span)
{
    const struct bb_source *source = bb_sources_lookup(sources, span.source);
    require(span.start <= span.end);
    require(source ? span.end <= source->bytes.len : span.end == 0);
}

static void
check_node(const struct bb_sources *sources, const struct bb_node *node, int depth)
{
    check_span(sources, node->span);
    const struct bb_origin *origin = &node->origin;
    size_t length = bb_sources_lookup(sources, node->span.source)->bytes.len;
    for (size_t i = 0; i < origin->npieces; i++) {
        require(origin->pieces[i].source >= origin->whole.start);
        require(origin->pieces[i].source < length); /* kept line ends lie past the whole */
        require(i == 0 || origin->pieces[i - 1].text < origin->pieces[i].text);
        require(i == 0 || origin->pieces[i - 1].source < origin->pieces[i].source);
    }
    if (node->kind == BB_NODE_SCALAR && node->text.len > 0)
        check_span(sources, bb_origin_span(origin, 0, node->text.len));
    for (size_t i = 0; depth > 0 && node->kind == BB_NODE_SEQUENCE && i < node->len; i++)
        check_node(sources, node->items[i], depth - 1);
    for (size_t i = 0; depth > 0 && node->kind == BB_NODE_MAPPING && i < node->len; i++) {
        check_node(sources, node->pairs[i].key, 0);
        check_node(sources, node->pairs[i].value, depth - 1);
    }
}

static void
check_printing(struct bb_diag *diag)
{
    for (int language = 0; language < 2; language++)
        for (int format = 0; format < 2; format++) {
            char *text;
            size_t len;
            FILE *out = open_memstream(&text, &len);
            bb_diag_print(
                diag, out, &(struct bb_diag_style){.language = language, .format = format});
            fclose(out);
            require(bb_utf8_check((struct bb_str){text, len}) == len);
            free(text);
        }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bb_arena arena;
    struct bb_sources sources;
    struct bb_diag diag;
    struct bb_input input;
    /* Small, so that inputs reach the limits and runs stay short. */
    struct bb_limits limits = {1 << 18, 12, 5000, 2000, 50, 1000};
    bb_arena_init(&arena);
    bb_sources_init(&sources, &arena);
    bb_diag_init(&diag, &arena, &sources);
    bb_input_init(&input, &arena, &sources, &diag, &limits);
    uint32_t source;
    struct bb_str bytes = {(const char *)data, size};
    if (bb_input_add_text(&input, "trip.yaml", bytes, &source) == BB_OK) {
        const struct bb_node *node = bb_yaml_parse(&input, source);
        if (node)
            check_node(&sources, node, 6);
        struct bb_value *root;
        bb_itinerary_load_source(&input, source, &root);
    }
    for (size_t i = 0; i < diag.entries.len; i++)
        check_span(&sources, diag.entries.at[i]->span);
    check_printing(&diag);
    bb_arena_finish(&arena);
    return 0;
}

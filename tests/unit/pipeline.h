/* For tests: a trip and a layout, given as YAML in the test, taken through the stages with the
 * pinned fonts. */
#ifndef BB_TEST_PIPELINE_H
#define BB_TEST_PIPELINE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compose/compose.h"
#include "itinerary/itinerary.h"
#include "reading.h"
#include "schema/vocabulary.h"
#include "template/template.h"

static inline uint32_t
pipeline_source(struct reading *pipeline, const char *name, const char *yaml)
{
    return bb_sources_add(&pipeline->sources, bb_str_from(name), bb_str_from(yaml));
}

static inline struct bb_template *
pipeline_layout(struct reading *pipeline, const char *yaml)
{
    return bb_template_compile(
        &pipeline->input, pipeline_source(pipeline, "layout.yaml", yaml), NULL, &bb_type_root);
}

static inline struct bb_value *
pipeline_trip(struct reading *pipeline, const char *yaml)
{
    struct bb_value *root = NULL;
    bb_itinerary_load_source(&pipeline->input, pipeline_source(pipeline, "trip.yaml", yaml), &root);
    return root;
}

/* The codes reported so far, sorted by place, joined: "E0501 E0507". */
static inline const char *
pipeline_codes(struct reading *pipeline)
{
    struct bb_buf buf;
    bb_buf_init(&buf, 0);
    bb_diag_sort(&pipeline->diag);
    for (size_t i = 0; i < pipeline->diag.entries.len; i++) {
        if (i > 0)
            bb_buf_append_char(&buf, ' ');
        bb_buf_append_text(&buf, bb_diag_code_name(pipeline->diag.entries.at[i]->code));
    }
    const char *text = bb_arena_str(&pipeline->arena, bb_buf_str(&buf)).ptr;
    bb_buf_finish(&buf);
    return text;
}

/* A layout of one page kind around a flow. */
#define PIPELINE_HEAD                                                                          \
    "briefbook_layout: 1\n"                                                                    \
    "name: test\n"                                                                             \
    "page: {size: A6, inner: 15mm, outer: 10mm, top: 24pt, height: 160pt, grid: 8pt}\n"        \
    "colors: {ink: \"#000000\"}\n"                                                             \
    "styles:\n"                                                                                \
    "  body: {font: sans, size: 10pt, leading: 16pt, color: ink, vague: grey, strong: bold}\n" \
    "  bold: {parent: body, weight: 700}\n"                                                    \
    "  grey: {parent: body}\n"                                                                 \
    "  apart: {parent: body, before: 8pt, after: 4pt}\n"                                       \
    "labels:\n"                                                                                \
    "  tbd: {ko: 미정, en: open}\n"                                                          \
    "  morning: {ko: 오전, en: morning}\n"                                                   \
    "  blank:\n"                                                                               \
    "  kind_visit: {ko: 방문, en: visit}\n"

#endif

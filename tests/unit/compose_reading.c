/* Readings above a text (T24): how they are parted, and when there are none. */
#include "compose_reading.h"

#include "compose/env.h"
#include "pipeline.h"

/* What stands in a text's style as `ruby`, with the text and its reading. */
struct reading_case {
    const char *by, *base, *ruby, *read;
};

static const struct bb_block *
first_paragraph(const struct bb_block *block)
{
    while (block->kind != BB_COMPOSED_PARAGRAPH) {
        assert_true(block->children.len > 0);
        block = block->children.at[0];
    }
    return block;
}

/* "胡[hu]衡[heng]": each base with its reading; inlines that share one are joined. */
static const char *
describe(struct bb_arena *arena, const struct bb_inlines *inlines)
{
    struct bb_buf out;
    bb_buf_init(&out, 0);
    for (size_t i = 0; i < inlines->len; i++) {
        const struct bb_reading *reading = inlines->at[i].reading;
        bool ends = reading && (i + 1 == inlines->len || inlines->at[i + 1].reading != reading);
        bb_buf_append_str(&out, inlines->at[i].text);
        if (ends)
            bb_buf_printf(&out, "[%.*s]", BB_STR_ARG(reading->text));
    }
    const char *text = bb_arena_str(arena, bb_buf_str(&out)).ptr;
    bb_buf_finish(&out);
    return text;
}

static void
check_reading(const struct reading_case *at)
{
    static const char trip[] =
        "briefbook: 1\n"
        "trip: {id: t, title: {ko: 여행, en: Trip}, from: 2024-07-24, to: 2024-07-24, home: "
        "{city: 서울, timezone: Asia/Seoul}}\n"
        "cities: [{id: a, name: 가, timezone: Asia/Seoul, days: [{date: 2024-07-24}]}]\n";
    struct reading pipeline;
    reading_start(&pipeline);
    const char *layout = bb_arena_printf(&pipeline.arena,
        "briefbook_layout: 1\n"
        "page: {size: A6, inner: 15mm, outer: 10mm, top: 24pt, height: 160pt, grid: 8pt}\n"
        "styles:\n"
        "  body: {font: sans, size: 10pt, leading: 16pt}\n"
        "  small: {parent: body, size: 5pt}\n"
        "  read: {parent: body, %s}\n"
        "flow: [{paragraph: {text: \"%s\", ruby: \"%s\"}, style: read}]\n",
        at->by, at->base, at->ruby)
                             .ptr;
    const struct bb_template *compiled = pipeline_layout(&pipeline, layout);
    struct bb_value *root = pipeline_trip(&pipeline, trip);
    assert_string_equal(pipeline_codes(&pipeline), "");
    struct bb_composed composed =
        bb_compose_document(&pipeline.input, &pipeline.arena, compiled, root, NULL, NULL);
    const struct bb_block *block = first_paragraph(composed.root);
    assert_string_equal(describe(&pipeline.arena, &block->inlines), at->read);
    reading_finish(&pipeline);
}

#define EACH "ruby: {style: small, by: character}"
#define GROUP "ruby: {style: small, by: group}"

void
t24_readings_are_parted(void **state)
{
    (void)state;
    static const struct reading_case cases[] = {
        {GROUP, "胡衡華", "hu heng hua", "胡衡華[hu heng hua]"},
        {"ruby: {style: small}", "胡衡華", "후형화", "胡衡華[후형화]"},
        {EACH, "胡衡華", "hu heng hua", "胡[hu]衡[heng]華[hua]"},
        {EACH, "胡衡華", "Hu Heng-hua", "胡[Hu]衡[Heng]華[hua]"},
        {EACH, "胡衡華", "후헝화", "胡[후]衡[헝]華[화]"},
        {EACH, "胡衡華", "후 헝화", "胡[후]衡[헝]華[화]"},
        {EACH, "胡衡華", "Hu Henghua", "胡衡華[Hu Henghua]"},
        {EACH, "胡衡華", "후헝", "胡衡華[후헝]"},
        {EACH, "胡", "hu", "胡[hu]"},
        {EACH, "葛\U000E0100城", "ge cheng", "葛\U000E0100[ge]城[cheng]"},
        {EACH, "重慶", "  chong -- qing ", "重[chong]慶[qing]"},
        {EACH, "{trip.title}重慶", "chong qing", "여행重慶[chong qing]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_reading(&cases[i]);
}

/* No style that shows any, nothing to read, the same again, text that reads downwards. */
void
t24_a_reading_that_says_nothing_goes(void **state)
{
    (void)state;
    static const struct reading_case cases[] = {
        {"weight: 400", "胡衡華", "hu", "胡衡華"},
        {"ruby: {}", "胡衡華", "hu", "胡衡華"},
        {GROUP, "胡衡華", "{trip.title|form:fr}", "胡衡華"},
        {GROUP, "{trip.title}", "{trip.title|form:ko}", "여행"},
        {GROUP, "{trip.title}", "{trip.title|form:en}", "여행[Trip]"},
        {"writing: stacked, " GROUP, "胡衡華", "hu", "胡衡華"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_reading(&cases[i]);
}

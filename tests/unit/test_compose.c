/* Composing: expressions, filters, and what goes when there is nothing to say. */
#include "compose/env.h"
#include "compose_collate.h"
#include "compose_locale.h"
#include "compose_marks.h"
#include "compose_reading.h"
#include "compose_route.h"
#include "pipeline.h"

static const char trip[] =
    "briefbook: 1\n"
    "trip:\n"
    "  id: t\n"
    "  title: {ko: 나들이, en: Outing}\n"
    "  from: 2024-07-24\n"
    "  to: 2024-07-26\n"
    "  nights: 2\n"
    "  version: {number: 1234, date: 2024-07-01}\n"
    "  home: {city: 서울, timezone: Asia/Seoul}\n"
    "people:\n"
    "  hu: {name: {ko: 후헝화, zh-Hant: 胡衡華, zh-Hans: 胡衡华, latin: Hu Henghua}, party: "
    "counterpart}\n"
    "  yin: {name: {ko: 인용, zh-Hant: 殷勇, zh-Hans: 殷勇, latin: Yin Yong}, party: counterpart}\n"
    "cities:\n"
    "  - id: paris\n"
    "    name: {ko: 파리, latin: Paris}\n"
    "    timezone: Europe/Paris\n"
    "    x: {map: {en: map}, list: [one, two]}\n"
    "    days:\n"
    "      - date: 2024-07-24\n"
    "        events:\n"
    "          - {id: one, start: \"08:30\", title: 하나, kind: visit, people: [hu, yin], "
    "vehicles: [{name: 버스, seats: 1234567}]}\n"
    "          - {id: two, start: \"19:00\", title: 둘, dress: tbd}\n"
    "      - date: 2024-07-25\n"
    "        events:\n"
    "          - {id: three, start: morning, title: 셋}\n"
    "          - {id: four, start: tbd, title: 넷}\n";

/* All paragraphs, list items and cells that stay, one a line. */
static void
collect(struct reading *pipeline, const struct bb_block *block, struct bb_buf *out)
{
    if (block->hidden)
        return;
    if (block->inlines.len > 0) {
        bb_buf_append_str(out, bb_inlines_text(&pipeline->arena, &block->inlines));
        bb_buf_append_char(out, '\n');
    }
    for (size_t i = 0; i < block->label.len; i++)
        collect(pipeline, block->label.at[i], out);
    for (size_t i = 0; i < block->children.len; i++)
        collect(pipeline, block->children.at[i], out);
    const struct bb_table *table = block->table;
    for (size_t i = 0; table && i < table->nrows; i++) {
        const struct bb_row *row = &table->rows[i];
        size_t cells = row->kind == BB_ROW_GROUP ? 1 : table->from->ncolumns;
        for (size_t k = 0; k < cells; k++) {
            if (row->kind == BB_ROW_BODY && !table->keep[k])
                continue;
            bb_buf_append_char(out, row->cells[k].repeated ? '^' : '|');
            bb_buf_append_str(out, bb_inlines_text(&pipeline->arena, &row->cells[k].inlines));
        }
        bb_buf_append_char(out, '\n');
    }
}

static const char *
compose(struct reading *pipeline, const char *flow, const char *language)
{
    const char *yaml = bb_arena_printf(&pipeline->arena, PIPELINE_HEAD "%s", flow).ptr;
    const struct bb_template *layout = pipeline_layout(pipeline, yaml);
    struct bb_value *root = pipeline_trip(pipeline, trip);
    struct bb_buf out;
    assert_string_equal(pipeline_codes(pipeline), "");
    struct bb_composed composed =
        bb_compose_document(&pipeline->input, &pipeline->arena, layout, root, language, NULL);
    bb_buf_init(&out, 0);
    collect(pipeline, composed.root, &out);
    const char *text = bb_arena_str(&pipeline->arena, bb_buf_str(&out)).ptr;
    bb_buf_finish(&out);
    return text;
}

struct example {
    const char *flow, *text, *language;
};

static void
check(const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct reading pipeline;
        reading_start(&pipeline);
        assert_string_equal(
            compose(&pipeline, examples[i].flow, examples[i].language), examples[i].text);
        reading_finish(&pipeline);
    }
}

#define CHECK(examples) check((examples), sizeof(examples) / sizeof *(examples))

static void
t51_t52_t53_dates_times_and_nights(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"flow: [{paragraph: \"{trip.from}\"}]", "2024. 7. 24.\n", "ko"},
        {"flow: [{paragraph: \"{trip.from|date:full}\"}]", "2024. 7. 24.(수)\n", "ko"},
        {"flow: [{paragraph: \"{trip.from|weekday}\"}]", "7. 24.(수)\n", "ko"},
        {"flow: [{paragraph: \"{trip.from|range:trip.to}\"}]", "7. 24.(수)~26.(금)\n", "ko"},
        {"flow: [{paragraph: \"{trip.from|range:trip.to:full}\"}]", "2024. 7. 24.(수)~26.(금)\n",
            "ko"},
        {"flow: [{paragraph: \"{trip.from|range:trip.to:short}\"}]", "7. 24.~26.\n", "ko"},
        {"flow: [{paragraph: \"{trip.nights|nights:trip.days}\"}]", "2박 3일\n", "ko"},
        {"flow: [{paragraph: \"{trip.nights|nights:trip.days}\"}]", "2\u00a0nights, 3\u00a0days\n",
            "en"},
        {"flow: [{paragraph: \"{trip.from|range:trip.to:full}\"}]",
            "Wed\u00a024 – Fri\u00a026\u00a0July\u00a02024\n", "en"},
        {"flow: [{paragraph: \"{trip.from|date:press}, {trip.from|range:trip.to:press}\"}]",
            "7.24.(수), 7.24.(수)~26.(금)\n", "ko"},
        {"flow: [{paragraph: \"{cities.offset|offset}\"}]", "−7시간\n", "ko"},
        {"flow: [{each: events as e, flow: [{paragraph: \"{e.start|time} {e.home_start|time}\"}]}]",
            "08:30 15:30\n19:00 02:00\u00a0+1\n오전 \n", "ko"},
    };
    CHECK(examples);
}

/* So many things, but neither ordinals nor what the file says in letters. */
static void
numbers_of_things_are_grouped(void **state)
{
    (void)state;
#define PAGES "flow: [{paragraph: \"{events.vehicles.seats} {trip.version.number}\"}]"
    static const struct example examples[] = {
        {PAGES, "1,234,567 1234\n", "ko"},
        {PAGES, "1,234,567 1234\n", "zh-Hans"},
        {PAGES, "1\u202f234\u202f567 1234\n", "fr"},
    };
    CHECK(examples);
}

static void
t52_another_day_is_marked_in_every_language(void **state)
{
    (void)state;
#define TIMES "flow: [{each: events as e, flow: [{paragraph: \"{e.home_start|time}\"}]}]"
    static const struct example examples[] = {
        {TIMES, "15:30\n02:00\u00a0+1\n", "en"},
        {TIMES, "15:30\n02:00\u00a0+1\n", "zh-Hans"},
        {TIMES, "15:30\n02:00\u00a0+1\n", "zh-Hant"},
        {TIMES, "15:30\n02:00\u00a0+1\n", "fr"},
    };
#undef TIMES
    CHECK(examples);
}

static void
t24_forms_stand_once_each(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"flow: [{each: people as p, flow: [{paragraph: "
         "\"{p.name|forms:zh-Hant,zh-Hans,latin}\"}]}]",
            "胡衡華 胡衡华 Hu Henghua\n殷勇 Yin Yong\n", "ko"},
        {"flow: [{each: people as p, flow: [{paragraph: "
         "\"{p.name|forms:zh-Hant,zh-Hans,latin}\"}]}]",
            "胡衡華 Hu Henghua\nYin Yong\n", "zh-Hans"},
        {"flow: [{each: people as p, flow: [{paragraph: \"{p.name|form:zh-Hans}\"}]}]",
            "胡衡华\n殷勇\n", "ko"},
        {"flow: [{each: cities as c, flow: [{paragraph: \"{c.name|form:zh-Hans,latin}\"}]}]",
            "Paris\n", "ko"},
        {"flow: [{each: cities as c, flow: [{paragraph: \"{c.name|form:c.language,latin}: "
         "{c.name|unlike:c.language,latin}\"}]}]",
            "Paris: 파리\n", "ko"},
        {"flow: [{each: cities as c, flow: [{paragraph: \"{c.name|form:c.language,latin}: "
         "{c.name|unlike:c.language,latin}\"}]}]",
            "Paris: \n", "en"},
        {"flow: [{paragraph: \"{trip.title|form:ko}: {trip.title|unlike:ko,own}\"}]",
            "나들이: Outing\n", "fr"},
        {"flow: [{paragraph: \"{trip.title|form:ko}: {trip.title|unlike:ko,own}\"}]", "나들이: \n",
            "ko"},
        {"flow: [{each: people as p, flow: [{paragraph: \"{p.name|form:zh-Hans}: "
         "{p.name|unlike:zh-Hans}, {p.name|unlike:zh-Hans,own}\"}]}]",
            "胡衡华: Hu Henghua, \n殷勇: Yin Yong, \n", "en"},
        {"flow: [{each: people as p, flow: [{paragraph: \"{p.name}\"}]}]", "Hu Henghua\nYin Yong\n",
            "en"},
        {"flow: [{each: people as p, flow: [{paragraph: \"{p.name|forms}\"}]}]",
            "胡衡華 胡衡华 Hu Henghua\n殷勇 Yin Yong\n", "ko"},
        {"flow: [{each: people as p, flow: [{paragraph: \"{p.name|forms}\"}]}]",
            "胡衡華 후헝화 Hu Henghua\n인용 Yin Yong\n", "zh-Hans"},
        {"flow: [{each: people as p, flow: [{paragraph: \"{p.name|other:zh-Hans,latin}\"}]}]",
            "胡衡华\n殷勇\n", "ko"},
        {"flow: [{each: people as p, flow: [{paragraph: \"{p.name|other:zh-Hans,latin}\"}]}]", "",
            "zh-Hans"},
        {"flow: [{each: events as e, flow: [{paragraph: \"{e.people.name}\"}]}]", "후헝화, 인용\n",
            "ko"},
        {"flow: [{each: events as e, flow: [{paragraph: \"{e.people|join: · }\"}]}]",
            "후헝화 · 인용\n", "ko"},
        {"flow: [{each: events as e, flow: [{paragraph: \"{e.people|first:1|join: · } 외 "
         "{e.people|beyond:1}\"}]}]",
            "후헝화 외 1\n", "ko"},
        {"flow: [{each: events as e, flow: [{paragraph: {spans: [\"{e.people|first:2|join: · }\", "
         "\" 외 {e.people|beyond:2}\"]}}]}]",
            "후헝화 · 인용\n", "ko"},
    };
    CHECK(examples);
}

static void
particles_follow_the_last_letter(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"flow: [{paragraph: \"{trip.from|weekday|particle:은/는}\"}]", "7. 24.(수)는\n", "ko"},
        {"flow: [{paragraph: \"{trip.to|weekday|particle:은/는}\"}]", "7. 26.(금)은\n", "ko"},
        {"flow: [{paragraph: \"{trip.title|particle:을/를}\"}]", "나들이를\n", "ko"},
        {"flow: [{paragraph: \"{trip.nights|particle:으로/로}\"}]", "2로\n", "ko"},
        {"flow: [{paragraph: \"{trip.title|particle:을/를}\"}]", "Outing\n", "en"},
    };
    CHECK(examples);
}

/* Names as LANGUAGE=TEXT, "" for a text without language. */
static void
an_initial_is_the_family_name(void **state)
{
    static const struct {
        const char *forms[4], *initial, *language;
    } names[] = {
        {{"ko=후헝화", "zh-Hant=胡衡華", "zh-Hans=胡衡华", "und-Latn=Hu Henghua"}, "胡", "zh-Hant"},
        {{"ko=시중쉰", "zh-Hans=习仲勋"}, "习", "zh-Hans"},
        {{"ja=田中太郎"}, "田", "ja"},
        {{"zh-Hant=歐陽脩"}, "歐陽", "zh-Hant"},
        {{"zh-Hans=司马光", "ko=사마광"}, "司马", "zh-Hans"},
        {{"zh-Hant=司空"}, "司", "zh-Hant"}, /* a family name of one, a given name of one */
        {{"zh-Hant=Hu (胡)", "ko=후"}, "후", "ko"},
        {{"und-Latn=Anne Hidalgo", "ko=안 이달고"}, "안", "ko"},
        {{"und-Latn=Éric Lejoindre"}, "É", "und-Latn"},
        {{"=“Anne”"}, "A", NULL},
        {{"=㐂田"}, "㐂", NULL},
        {{"=2024"}, "", NULL},
    };
    struct bb_arena arena;
    (void)state;
    bb_arena_init(&arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct bb_form forms[4] = {0};
        struct bb_value name = {.type = &bb_type_text, .as.text = {forms, 0}};
        for (; name.as.text.nforms < 4 && names[i].forms[name.as.text.nforms];
             name.as.text.nforms++) {
            struct bb_str text = bb_str_from(names[i].forms[name.as.text.nforms]);
            struct bb_str language = bb_str_cut(&text, '=');
            forms[name.as.text.nforms] = (struct bb_form){.text = text,
                .language = language.len > 0 ? bb_arena_str(&arena, language).ptr : NULL};
        }
        struct bb_form initial = bb_compose_initial(&name);
        assert_true(bb_str_is(initial.text, names[i].initial));
        assert_true(!initial.language == !names[i].language);
        if (names[i].language)
            assert_string_equal(initial.language, names[i].language);
    }
    bb_arena_finish(&arena);
}

static void
what_is_nothing_goes(void **state)
{
    (void)state;
    static const struct example examples[] = {
        /* a paragraph whose data is missing goes with its words */
        {"flow: [{paragraph: \"숙소 {cities.hotel.name}\"}, {paragraph: 남는다}]", "남는다\n",
            "ko"},
        /* what `else` says is no content, but stays beside content or where required */
        {"flow: [{paragraph: \"{cities.hotel.name|else:tbd}\"}]", "", "ko"},
        {"flow: [{paragraph: \"{trip.title|else:blank}\"}]", "나들이\n", "ko"},
        {"flow: [{each: events as e, flow: [{paragraph: \"{e.people|join:label.blank}\"}]}]",
            "후헝화인용\n", "ko"},
        {"flow: [{paragraph: \"{cities.hotel.name|else:tbd}\", required: true}]", "미정\n", "ko"},
        {"flow: [{paragraph: \"{trip.title} {cities.hotel.name|else:tbd}\"}]", "나들이 미정\n",
            "ko"},
        /* without a picture its fallback, without that nothing; a QR code of nothing goes */
        {"flow: [{image: {path: cities.photo, alt: x, fallback: [{paragraph: 사진 없음}]}}]",
            "사진 없음\n", "ko"},
        {"flow: [{image: {path: cities.photo, alt: x, fallback: [{paragraph: "
         "\"{people.name|initial}\"}]}}]",
            "胡\n", "ko"},
        {"flow: [{image: {path: cities.photo, alt: x, fallback: [{paragraph: "
         "\"{cities.hotel.name}\"}]}}]",
            "", "ko"},
        {"flow: [{image: {path: x.photo, alt: x}}, {paragraph: 남는다}]", "남는다\n", "ko"},
        /* lists and maps of free data are no texts */
        {"flow: [{rich: {text: cities.x.map}}, {rich: {text: cities.x.list}}, "
         "{rich: {text: cities.x.map.en}}]",
            "map\n", "ko"},
        {"flow: [{paragraph: \"{trip.title}{cities.x.map}{cities.x.map|forms}"
         "{cities.x.list|forms:en,ko}{cities.x.map|other:en}{cities.x.map|initial}\"}]",
            "나들이\n", "ko"},
        {"flow: [{qr: {text: \"{cities.hotel.phone}\"}}, {qr: {text: \"{trip.title}\"}}]",
            "나들이\n", "ko"},
        /* a section goes with its label */
        {"flow: [{section: {label: 숙소, flow: [{paragraph: \"{cities.hotel.name}\"}]}}]", "",
            "ko"},
        {"flow: [{section: {label: 제목, flow: [{paragraph: \"{trip.title}\"}]}}]",
            "제목\n나들이\n", "ko"},
        /* a heading goes with the table that it stands over */
        {"flow: [{flow: [{heading: {level: 1, text: 붙임}}, {table: {each: attachments as a, "
         "columns: [{text: \"{a.title}\"}]}}]}]",
            "", "ko"},
        /* a column of nothing but 미정 goes, a required one stays */
        {"flow: [{table: {each: events as e, columns: [{text: \"{e.title}\"}, "
         "{text: \"{e.dress|else:tbd}\"}, {text: \"{e.end|time}\", required: true}]}}]",
            "|하나|\n|둘|\n|셋|\n|넷|\n", "ko"},
        /* written rows go where their data is missing */
        {"flow: [{table: {columns: [{}, {}], rows: [[제목, \"{trip.title}\"], "
         "[부제, \"{trip.subtitle}\"]]}}]",
            "|제목|나들이\n", "ko"},
        /* … but not where the table is required: it is filled in by hand */
        {"flow: [{table: {columns: [{}, {}], rows: [[부제, \"{trip.subtitle}\"]]}, "
         "required: true}]",
            "|부제|\n", "ko"},
        /* a flow of which nothing was made goes with what stands over it */
        {"flow: [{flow: [{heading: {level: 1, text: 붙임}}, {start: page, flow: [{each: "
         "attachments "
         "as a, flow: [{paragraph: \"{a.title}\"}]}]}]}, {paragraph: 끝}]",
            "끝\n", "ko"},
        /* gaps separate only what is there */
        {"flow: [{paragraph: {spans: [{gap: 2mm}, \"{trip.title}\", {gap: 2mm}, "
         "\"{trip.subtitle}\", {gap: 2mm}]}}]",
            "나들이\n", "ko"},
        /* a reference to what has no page is nothing */
        {"flow: [{each: events as e, flow: [{paragraph: \"쪽 {e|page}\"}]}]", "", "ko"},
    };
    CHECK(examples);
}

static void
conditions_groups_and_merged_cells(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"flow: [{each: events as e, when: {e.kind: visit}, flow: [{paragraph: \"{e.title} "
         "{e.kind|label:kind}\"}]}]",
            "하나 방문\n", "ko"},
        {"flow: [{each: events as e, when: [e.title, {any: [{e.kind: visit}, {e.kind: meeting}]}], "
         "flow: [{paragraph: \"{e.title} \"}]}]",
            "하나\n", "ko"},
        {"flow: [{section: {label: a, flow: [{paragraph: {spans: [{text: b, when: x.none}, "
         "{line: true}, {text: c, when: x.none}]}}]}}, {paragraph: d}]",
            "d\n", "ko"},
        {"flow: [{each: events as e, when: not e.kind, flow: [{paragraph: \"{e.title}\"}]}]",
            "둘\n셋\n넷\n", "ko"},
        {"flow: [{each: people as p, sort: p.name, flow: [{paragraph: \"{p.name}\"}]}]",
            "인용\n후헝화\n", "ko"},
        {"flow: [{table: {each: [days as d, d.events as e], group_row: {by: d, text: "
         "\"{d.date|weekday}\"}, columns: [{text: \"{d.city.name}\", merge: true}, {text: "
         "\"{e.title}\"}]}}]",
            "|7. 24.(수)\n|파리|하나\n^파리|둘\n|7. 25.(목)\n|파리|셋\n^파리|넷\n", "ko"},
        /* a day without events has a row where the layout asks for it */
        {"flow: [{table: {each: [days as d, d.events as e], lone: true, columns: [{text: "
         "\"{d.date|date:short}\"}, {text: \"{e.title}\"}]}}]",
            "|7. 24.|하나\n|7. 24.|둘\n|7. 25.|셋\n|7. 25.|넷\n|7. 26.|\n", "ko"},
    };
    CHECK(examples);
}

static void
contents_know_parts_and_entries(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"flow:\n"
         "  - each: contents.parts as part\n"
         "    flow: [{paragraph: \"{part.number} {part.name}\"}, {toc: {each: part.entries as e, "
         "columns: [{text: \"{e.title}\"}, {text: \"{e.date|weekday}\"}]}}]\n"
         "  - each: cities as c\n"
         "    part: {number: c.number, name: c.name}\n"
         "    flow:\n"
         "      - each: c.events as e\n"
         "        when: {e.id: [one, three]}\n"
         "        flow: [{heading: {level: 1, text: \"{e.title}\"}, entry: {title: e.title, date: "
         "e.date}}]\n",
            "1 파리\n|하나|7. 24.(수)\n|셋|7. 25.(목)\n하나\n셋\n", "ko"},
    };
    CHECK(examples);
}

static const char markdown[] =
    "briefbook: 1\n"
    "trip: {id: t, title: T, from: 2024-07-24, to: 2024-07-24, home: {city: S, timezone: "
    "Asia/Seoul},\n"
    "  purpose: \"첫 **굵은** 글\\n\\n- 하나\\n  - 둘\\n\\n1. 셋\\n2. 넷\\n\\n| 가 | 나 "
    "|\\n|---|---|\\n| 다 | 라 |\\n\"}\n"
    "cities: [{id: c, name: C, timezone: Asia/Seoul, days: [{date: 2024-07-24}]}]\n";

static void
markdown_becomes_blocks(void **state)
{
    (void)state;
    struct reading pipeline;
    struct bb_buf out;
    reading_start(&pipeline);
    const struct bb_template *layout = pipeline_layout(&pipeline,
        PIPELINE_HEAD "markdown: {table_style: apart}\n"
                      "flow: [{rich: {text: trip.purpose}, style: body}]\n");
    struct bb_value *root = pipeline_trip(&pipeline, markdown);
    assert_string_equal(pipeline_codes(&pipeline), "");
    struct bb_composed composed =
        bb_compose_document(&pipeline.input, &pipeline.arena, layout, root, NULL, NULL);
    bb_buf_init(&out, 0);
    collect(&pipeline, composed.root, &out);
    assert_string_equal(out.ptr, "첫 굵은 글\n·\n하나\n·\n둘\n1.\n셋\n2.\n넷\n|다|라\n");
    bb_buf_finish(&out);
    const struct bb_block *rich = composed.root->children.at[0];
    assert_int_equal(rich->children.len, 4);
    assert_int_equal(rich->children.at[0]->inlines.at[1].style->weight, 700);
    assert_true(rich->children.at[2]->ordered);
    assert_true(rich->children.at[3]->table->has_titles);
    assert_int_equal(rich->children.at[3]->before, BB_PT(8));
    assert_int_equal(rich->children.at[3]->after, BB_PT(4));
    reading_finish(&pipeline);
}

/* The trip's purpose in a language, quoted as YAML has it, composed. */
static const char *
compose_purpose(struct reading *pipeline, const char *language, const char *text)
{
    const char *yaml = bb_arena_printf(&pipeline->arena,
        "briefbook: 1\n"
        "trip: {id: t, title: T, from: 2024-07-24, to: 2024-07-24,\n"
        "  home: {city: S, timezone: Asia/Seoul}, purpose: {%s: \"%s\"}}\n"
        "cities: [{id: c, name: C, timezone: Asia/Seoul, days: [{date: 2024-07-24}]}]\n",
        language, text)
                           .ptr;
    struct bb_buf out;
    const struct bb_template *layout =
        pipeline_layout(pipeline, PIPELINE_HEAD "flow: [{rich: {text: trip.purpose}}]");
    struct bb_value *root = pipeline_trip(pipeline, yaml);
    struct bb_composed composed =
        bb_compose_document(&pipeline->input, &pipeline->arena, layout, root, language, NULL);
    bb_buf_init(&out, 0);
    collect(pipeline, composed.root, &out);
    const char *copy = bb_arena_str(&pipeline->arena, bb_buf_str(&out)).ptr;
    bb_buf_finish(&out);
    return copy;
}

/* A Markdown text given to the layout's own `x`, composed. */
static const char *
compose_markdown(struct reading *pipeline, const char *text_of_x)
{
    struct bb_buf yaml, out;
    bb_buf_init(&yaml, 0);
    bb_buf_append_text(&yaml, trip);
    bb_buf_append_text(&yaml, "x:\n  text: |\n    ");
    for (const char *at = text_of_x; *at; at++) {
        bb_buf_append_char(&yaml, *at);
        if (*at == '\n')
            bb_buf_append_text(&yaml, "    ");
    }
    const char *copy = bb_arena_str(&pipeline->arena, bb_buf_str(&yaml)).ptr;
    bb_buf_finish(&yaml);
    const struct bb_template *layout =
        pipeline_layout(pipeline, PIPELINE_HEAD "flow: [{rich: {text: x.text}}]");
    struct bb_value *root = pipeline_trip(pipeline, copy);
    assert_string_equal(pipeline_codes(pipeline), "");
    struct bb_composed composed =
        bb_compose_document(&pipeline->input, &pipeline->arena, layout, root, NULL, NULL);
    bb_buf_init(&out, 0);
    collect(pipeline, composed.root, &out);
    const char *text = bb_arena_str(&pipeline->arena, bb_buf_str(&out)).ptr;
    bb_buf_finish(&out);
    return text;
}

static void
lists_nested_too_deep_lose_nothing(void **state)
{
    (void)state;
    struct reading pipeline;
    char deep[256] = "";
    for (int i = 0; i < 40; i++)
        strcat(deep, "- ");
    strcat(deep, "안\n- 밖\n\n끝\n");
    reading_start(&pipeline);
    const char *text = compose_markdown(&pipeline, deep);
    assert_non_null(strstr(text, "·\n안\n·\n밖\n끝\n"));
    reading_finish(&pipeline);
}

static void
markdown_code_and_entities(void **state)
{
    (void)state;
    struct reading pipeline;
    reading_start(&pipeline);
    assert_string_equal(
        compose_markdown(&pipeline, "```\n하나\n둘\n```\n\n&#44032;&#xAC01; &amp; &#0;\n"),
        "하나 둘\n가각 & \xEF\xBF\xBD\n");
    reading_finish(&pipeline);
}

/* Chinese sets no spaces; Korean does, and Latin words inside of Chinese. */
static void
line_ends_of_a_source_are_spaces_but_in_chinese(void **state)
{
    (void)state;
    static const struct {
        const char *language, *text, *expected;
    } rows[] = {
        {"zh-Hans", "会谈由市长\\n主持。\\n（见附件）", "会谈由市长主持。（见附件）\n"},
        {"zh-Hans", "他说\\n“你好”——\\n**欢迎**\\n您", "他说“你好”——欢迎您\n"},
        {"zh-Hant", "參訪 TTC\\n公司，\\nC40\\nCities", "參訪 TTC 公司， C40 Cities\n"},
        {"zh-Hans", "韩国的\\n서울\\n시", "韩国的 서울 시\n"},
        {"ko", "서울시장\\n면담 「책」\\n「글」\\n大韓\\n民國",
            "서울시장 면담 「책」 「글」 大韓 民國\n"},
        {"en", "a\\n**b**\\nc", "a b c\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reading pipeline;
        reading_start(&pipeline);
        assert_string_equal(
            compose_purpose(&pipeline, rows[i].language, rows[i].text), rows[i].expected);
        reading_finish(&pipeline);
    }
}

static void
references_to_pages_that_went_go_too(void **state)
{
    (void)state;
    static const struct example examples[] = {
        /* the heading of `two` holds nothing, so nobody can be sent there */
        {"flow:\n"
         "  - {each: events as e, flow: [{paragraph: \"{e.dress}\", anchor: e}]}\n"
         "  - {paragraph: \"{events|page}\"}\n",
            "", NULL},
        /* what parts two references goes with either of them; the numbers come later */
        {"flow:\n"
         "  - {each: events as e, flow: [{paragraph: \"{e.title}\", anchor: e, "
         "when: {e.id: [two, four]}}]}\n"
         "  - {paragraph: \"{events|page}\"}\n",
            "둘\n넷\n, \n", NULL},
    };
    CHECK(examples);
}

/* Compiling cannot tell what free data and the records of the index hold: a number has no forms. */
static void
what_a_path_hides_is_asked(void **state)
{
    (void)state;
    static const char filters[][16] = {
        "forms", "form:latin", "unlike:ko", "other:latin", "initial", "label"};
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        struct reading pipeline;
        reading_start(&pipeline);
        const char *flow = bb_arena_printf(&pipeline.arena,
            "flow:\n"
            "  - each: contents.parts as part\n"
            "    flow: [{toc: {each: part.entries as e, columns: [{text: \"{e.title}\"}]}}]\n"
            "  - each: cities as c\n"
            "    part: {number: c.number, name: c.x.map}\n"
            "    anchor: c\n"
            "    flow: [{heading: {text: \"{c.name}\"}, entry: {title: c.x.map}}]\n"
            "  - index:\n"
            "      each: [index.groups as g, g.entries as e]\n"
            "      columns: [{text: \"{e.name}\"}, {text: \"{e.record.number|%s}\"}, "
            "{text: \"{e.record.first|%s}\"}]\n",
            filters[i], filters[i])
                               .ptr;
        assert_string_equal(compose(&pipeline, flow, "ko"), "파리\n|파리\n");
        reading_finish(&pipeline);
    }
}

static void
what_is_not_yet_known_is_not_made_up(void **state)
{
    (void)state;
    struct reading pipeline;
    reading_start(&pipeline);
    const struct bb_template *layout = pipeline_layout(&pipeline,
        PIPELINE_HEAD "flow: [{each: moves as m, flow: [{paragraph: \"{trip.from|range:m.date}\"}, "
                      "{paragraph: \"{m.kind|label:kind}\", required: true}, "
                      "{paragraph: by air, when: {m.kind: flight}}]}]");
    struct bb_value *root = pipeline_trip(&pipeline,
        bb_arena_printf(&pipeline.arena,
            "%smoves: [{kind: tbd, from: home, to: paris, depart: tbd, arrive: tbd}]\n", trip)
            .ptr);
    assert_non_null(layout);
    assert_non_null(root);
    struct bb_composed composed =
        bb_compose_document(&pipeline.input, &pipeline.arena, layout, root, "en", NULL);
    struct bb_buf out;
    bb_buf_init(&out, 0);
    collect(&pipeline, composed.root, &out);
    assert_string_equal(out.ptr, "Wed\u00a024\u00a0Jul\nopen\n");
    bb_buf_finish(&out);
    reading_finish(&pipeline);
}

static void
lists_inside_lists_end_at_a_limit(void **state)
{
    (void)state;
    static const char *const innermost[] = {
        "table: {each: events as d, columns: [{text: x}]}",
        "list: {each: events as d, text: x}",
        "columns: {each: events as d, flow: []}",
        "flow: [{each: events as d, flow: []}]",
    };
    for (size_t i = 0; i < sizeof innermost / sizeof *innermost; i++) {
        struct reading pipeline;
        reading_start(&pipeline);
        const struct bb_template *layout = pipeline_layout(&pipeline,
            bb_arena_printf(&pipeline.arena,
                PIPELINE_HEAD "flow: [{each: events as a, flow: [{each: events as b, flow: [{each: "
                              "events as c, flow: [{%s}]}]}]}]",
                innermost[i])
                .ptr);
        struct bb_value *root = pipeline_trip(&pipeline, trip);
        pipeline.limits.nodes = 200;
        assert_non_null(layout);
        bb_compose_document(&pipeline.input, &pipeline.arena, layout, root, NULL, NULL);
        assert_string_equal(pipeline_codes(&pipeline), "E0519");
        reading_finish(&pipeline);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(t51_t52_t53_dates_times_and_nights),
        cmocka_unit_test(numbers_of_things_are_grouped),
        cmocka_unit_test(t51_every_language_writes_its_dates),
        cmocka_unit_test(t51_ranges_leave_out_what_they_share),
        cmocka_unit_test(t51_ranges_pass_the_turn_of_the_year),
        cmocka_unit_test(t52_midnight_and_the_last_minute),
        cmocka_unit_test(t52_another_day_is_marked_in_every_language),
        cmocka_unit_test(t52_t53_every_language_counts_hours_and_nights),
        cmocka_unit_test(every_language_groups_figures),
        cmocka_unit_test(a_language_is_found_by_its_beginning),
        cmocka_unit_test(a_label_is_said_in_one_language),
        cmocka_unit_test(a_missing_form_gives_way_to_the_next_best),
        cmocka_unit_test(plain_texts_are_of_the_trips_language),
        cmocka_unit_test(t24_forms_stand_once_each),
        cmocka_unit_test(t24_readings_are_parted),
        cmocka_unit_test(t24_a_reading_that_says_nothing_goes),
        cmocka_unit_test(particles_follow_the_last_letter),
        cmocka_unit_test(an_initial_is_the_family_name),
        cmocka_unit_test(what_is_nothing_goes),
        cmocka_unit_test(conditions_groups_and_merged_cells),
        cmocka_unit_test(contents_know_parts_and_entries),
        cmocka_unit_test(markdown_becomes_blocks),
        cmocka_unit_test(lists_nested_too_deep_lose_nothing),
        cmocka_unit_test(markdown_code_and_entities),
        cmocka_unit_test(line_ends_of_a_source_are_spaces_but_in_chinese),
        cmocka_unit_test(references_to_pages_that_went_go_too),
        cmocka_unit_test(what_a_path_hides_is_asked),
        cmocka_unit_test(what_is_not_yet_known_is_not_made_up),
        cmocka_unit_test(lists_inside_lists_end_at_a_limit),
        cmocka_unit_test(routes_run_from_west_to_east),
        cmocka_unit_test(routes_share_rows_and_fill_gaps),
        cmocka_unit_test(routes_of_tables_have_home_last),
        cmocka_unit_test(routes_are_told_in_words),
        cmocka_unit_test(one_time_zone_has_no_hours),
        cmocka_unit_test(names_are_ordered_as_their_language_does),
        cmocka_unit_test(names_are_looked_up_by_their_initial),
        cmocka_unit_test(t50_items_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Layout files: what is wrong in them is found at its place; what is right is compiled. */
#include "pipeline.h"

struct mistake {
    const char *flow;  /* YAML of the flow */
    const char *codes; /* expected */
};

#define FRAME "{x: 1mm, y: 1mm, width: 9mm, height: 9mm}"
#define REGIONS "masters: {m: {regions: {a: [" FRAME "]}}, text: {}}\n"

static const struct mistake mistakes[] = {
    {"flow: [{paragraph: \"{trip.titel}\"}]\n", "E0501"},
    {"flow: [{paragraph: \"{tripp.title}\"}]\n", "E0501"},
    {"flow: [{paragraph: \"{label.nothing}\"}]\n", "E0501"},
    {"flow: [{paragraph: \"{trip.title.more}\"}]\n", "E0502"},
    {"flow: [{paragraph: \"{trip.from|wekday}\"}]\n", "E0503"},
    {"flow: [{paragraph: \"{trip.from\"}]\n", "E0504"},
    {"flow: [{each: cities, flow: []}]\n", "E0505"},
    {"flow: [{each: trip as t, flow: []}]\n", "E0505"},
    {"flow: [{paragraph: x, when: [[a]]}]\n", "E0506"},
    {"flow: [{paragraph: x, style: boddy}]\n", "E0507"},
    {"flow: [{rule: {color: greenish}}]\n", "E0508"},
    {"flow: [{paragraf: x}]\n", "E0509"},
    {"flow: [x]\n", "E0510"},
    {"flow: [{use: nothing}]\n", "E0511"},
    {"flow: [{paragraph: x, master: none}]\n", "E0511"},
    {"flow: [{rich: {text: trip.purpose, lists: none}}]\n", "E0511"},
    {"lists: {l: [{number: \"x)\"}]}\nflow: [{paragraph: x}]\n", "E0529"},
    {"lists: {l: [{number: \"제1항\"}, {number: Annex A}]}\nflow: [{paragraph: x}]\n", ""},
    {"define: {a: [{use: a}]}\nflow: [{use: a}]\n", "E0512"},
    {"flow: [{table: {columns: [{text: x}]}}]\n", "E0513"},
    {"flow: [{table: {columns: [{text: x}], rows: [[a, b]]}}]\n", "E0513"},
    {"flow: [{table: {each: cities as c, columns: [{text: x, width: wide}]}}]\n", "E0514"},
    {"flow: [{table: {each: cities as c, columns: [{text: x, width: share 0}]}}]\n", "E0514"},
    {"flow: [{table: {each: cities as c, columns: [{text: x, width: share 2x}]}}]\n", "E0514"},
    {"flow: [{table: {each: cities as c, columns: [{text: x, width: share2}]}}]\n", "E0514"},
    {"flow: [{table: {each: cities as c, columns: [{text: x, width: share 1001}]}}]\n", "E0514"},
    {"flow: [{table: {each: cities as c, columns: [{text: x, width: share 1000}]}}]\n", ""},
    {"flow: [{table: {each: cities as c, columns: [{text: x, width: share}]}}]\n", ""},
    {"flow: [{paragraph: \"{cities.name|first:0}\"}, {paragraph: \"{cities.name|beyond:x}\"}]\n",
        "E0521 E0521"},
    {"flow: [{paragraph: \"{cities.name|first:2|join:·} {cities.name|beyond:2}\"}]\n", ""},
    /* lengths and numbers out of their range */
    {"flow: [{space: -3pt}]\n", "E0518"},
    {"flow: [{heading: {level: 9, text: x}}]\n", "E0518"},
    {"flow: [{columns: {across: 1000000000, items: []}}]\n", "E0518"},
    {"flow: [{section: {label_width: 300000pt, flow: []}}]\n", "E0518"},
    {"flow: [{table: {each: cities as c, columns: [{text: x, width: 90000pt}]}}]\n", "E0514"},
    {"flow: [{paragraph: x, place: {x: -16mm, y: -24pt}}]\n", "E0518"},
    {"flow: [{paragraph: x, place: {x: -15mm, y: -24pt}}]\n", ""},
    /* definitions that grow exponentially */
    {"define: {a: [{use: b}, {use: b}, {use: b}, {use: b}], b: [{use: c}, {use: c}, {use: c}], "
     "c: [{use: d}, {use: d}, {use: d}, {use: d}, {use: d}, {use: d}], "
     "d: [{use: e}, {use: e}, {use: e}, {use: e}, {use: e}, {use: e}, {use: e}, {use: e}], "
     "e: [{use: f}, {use: f}, {use: f}, {use: f}, {use: f}, {use: f}, {use: f}, {use: f}], "
     "f: [{use: g}, {use: g}, {use: g}, {use: g}, {use: g}, {use: g}, {use: g}, {use: g}], "
     "g: [{paragraph: x}, {paragraph: x}, {paragraph: x}, {paragraph: x}, {paragraph: x}]}\n"
     "flow: [{use: a}, {use: a}, {use: a}, {use: a}]\n",
        "E0519"},
    /* values of another kind than what is made of them */
    {"flow: [{paragraph: \"{trip.title|date}\"}]\n", "E0520"},
    {"flow: [{paragraph: \"{trip.from|offset}\"}]\n", "E0520"},
    {"flow: [{paragraph: \"{trip.from|range:trip.title}\"}]\n", "E0520"},
    {"flow: [{paragraph: \"{x.day|weekday}\"}]\n", "E0520"},
    {"flow: [{paragraph: \"{trip.title|page}\"}]\n", "E0520"},
    {"flow: [{rich: {text: trip.from}}]\n", "E0520"},
    {"flow: [{paragraph: x, entry: {title: trip.nights}}]\n", "E0520"},
    {"flow: [{paragraph: x, part: {number: trip.title}}]\n", "E0520"},
    {"flow: [{paragraph: \"{trip.from|range}\"}]\n", "E0521"},
    {"flow: [{paragraph: \"{trip.title|particle:}\"}]\n", "E0521"},
    /* a variable ends with its block */
    {"flow: [{each: cities as c, flow: []}, {paragraph: \"{c.name}\"}]\n", "E0501"},
    /* furniture */
    {"masters: {m: {furniture: [{text: x, rule: {}}]}}\nflow: []\n", "E0526"},
    {"masters: {m: {furniture: [{style: body}]}}\nflow: []\n", "E0526"},
    {"masters: {m: {furniture: [{tabs: {height: 200pt}}]}}\nflow: []\n", "E0518"},
    {"masters: {m: {furniture: [{tabs: {height: 40pt, step: 30pt}}]}}\nflow: []\n", "E0518"},
    {"masters: {m: {furniture: [{tabs: {center: 10mm}}]}}\nflow: []\n", "E0518"},
    {"masters: {m: {furniture: [{tabs: {text: \"{part.nam}\"}}]}}\nflow: []\n", "E0501"},
    {"masters: {m: {furniture: [{rule: {x: 100mm, length: 6mm}}]}}\nflow: []\n", "E0518"},
    {"masters: {m: {furniture: [{tabs: {show: all}}, {rule: {y: 9mm}}, {text: x}]}}\nflow: []\n",
        ""},
    /* pages begin in the flow only */
    {"flow: [{box: {flow: [{paragraph: x, start: page}]}}]\n", "E0527"},
    {"define: {a: [{paragraph: x, start: recto}]}\nflow: [{columns: {items: [[{use: a}]]}}]\n",
        "E0527"},
    {"flow: [{flow: [{paragraph: x, start: page}], place: {y: 8pt}}]\n", "E0527"},
    {"flow: [{table: {each: cities as c, columns: [{flow: [{paragraph: x, start: page}]}]}}]\n",
        "E0527"},
    {"flow: [{section: {label: [{paragraph: x, start: page}], flow: []}}]\n", "E0527"},
    {"flow: [{section: {label: x, label_level: 7, flow: []}}]\n", "E0518"},
    {"flow: [{table: {rows: [[x]], columns: [{level: 7}]}}]\n", "E0518"},
    {"flow: [{paragraph: x, turn: 10}]\n", "E0518"},
    {"flow: [{section: {label: x, flow: [{paragraph: x, start: page}]}}, {paragraph: x, start: "
     "page, place: {y: 0pt}}, {box: {flow: []}}, {paragraph: x, start: page}]\n",
        ""},
    /* regions */
    {REGIONS "flow: [{paragraph: x}]\n", "E0540"},
    {REGIONS "flow: [{flow: [{space: 1mm}]}]\n", "E0540"},
    {REGIONS "flow: [{paragraph: x, into: b}]\n", "E0511"},
    {REGIONS "flow: [{paragraph: x, master: text, into: a}]\n", "E0511"},
    {REGIONS "flow: [{box: {flow: [{paragraph: x, into: a}]}, into: a}]\n", "E0541"},
    {REGIONS "flow: [{flow: [{paragraph: x, start: page}], into: a}]\n", "E0527"},
    {REGIONS "flow: [{flow: [{paragraph: x, master: text}], into: a}]\n", "E0527"},
    {REGIONS "flow: [{box: {flow: [{paragraph: x, master: m}]}, master: text}]\n", "E0527"},
    {REGIONS "flow: [{paragraph: x, master: text}, {paragraph: x, into: a, master: m}]\n", ""},
    {REGIONS "flow: [{paragraph: x, master: text, when: trip.title}, {paragraph: x}]\n", ""},
    {REGIONS "flow: [{paragraph: x, into: a, start: page}, {paragraph: x, place: {y: 1mm}}]\n", ""},
    {"masters: {m: {regions: {a: []}}}\nflow: []\n", "E0542"},
    {"masters: {m: {regions: {}}}\nflow: []\n", "E0542"},
    {"masters: {m: {regions: {a: [{x: 1mm, y: 1mm, width: 9mm, height: 0mm}]}}}\nflow: []\n",
        "E0518"},
    {"masters: {m: {regions: {a: [{x: 1mm, y: 1mm, width: 105mm, height: 9mm}]}}}\nflow: []\n",
        "E0518"},
    {"masters: {m: {regions: {a: [{x: 1mm, y: 1mm, width: 9mm}]}}}\nflow: []\n", "E0303"},
    {"masters: {m: {regions: {a: [" FRAME ", {x: 1mm, y: 20mm, width: 8mm, height: 9mm}]}}}\n"
     "flow: []\n",
        "E0543"},
    {"masters: {m: {regions: {a: [" FRAME "]}, unfolded: {b: [" FRAME "]}}}\nflow: []\n", "E0511"},
    {"masters: {m: {regions: {a: [" FRAME "]}, unfolded: {a: [{x: 1mm, y: 1mm, width: 8mm, height: "
     "9mm}]}}}\nflow: []\n",
        "E0543"},
    /* fit and sheets */
    {"fit: {steps: [{space: 60%, size: 80%}]}\nflow: []\n", "E0545"},
    {"fit: {steps: [{}]}\nflow: []\n", "E0545"},
    {"fit: {steps: [{space: 5%}]}\nflow: []\n", "E0518"},
    {"fit: {steps: [{leading: 120%}]}\nflow: []\n", "E0518"},
    {"fit: {steps: [{leading: much}]}\nflow: []\n", "E0518"},
    {"fit: {pages: 0, steps: []}\nflow: []\n", "E0518"},
    {"fit: {pages: 1}\nflow: []\n", "E0303"},
    {REGIONS "fit: {steps: [], in: [a, b]}\nflow: []\n", "E0511"},
    {"fit: {steps: [{space: 60%}, {regions: unfolded}], floor: 8pt}\nflow: []\n", ""},
    {"fit: {start: {space: 60%, size: 80%, regions: unfolded}, steps: []}\nflow: []\n", ""},
    {"fit: {start: {space: 5%}, steps: []}\nflow: []\n", "E0518"},
    /* drawings */
    {"flow: [{table: {each: days as d, columns: [{draw: {}}]}}]\n", "E0528"},
    {"flow: [{table: {each: days as d, columns: [{draw: {route: d, spine: 1pt}}]}}]\n",
        "E0528 E0520"},
    {"flow: [{table: {each: days as d, columns: [{draw: {route: d.agenda, least: 5mm, step: "
     "4mm}}]}}]\n",
        "E0518"},
    {"flow: [{table: {each: days as d, columns: [{draw: {spine: 1pt, rise: 2000}}]}}]\n", "E0518"},
    {"flow: [{hours: {each: cities as c}}]\n", "E0520"},
    {"flow: [{hours: {each: zones}}]\n", "E0505"},
    {"flow: [{hours: {each: zones as z, office: {from: 9, to: 25}}}]\n", "E0518"},
    {"flow: [{route: {tracks: [20mm, 10mm]}}]\n", "E0518"},
    {"flow: [{route: {row: 10pt, row_least: 16pt}}]\n", "E0518"},
    {"flow: [{route: {label: \"{day.dat}\", name: {text: \"{stop.nam}\"}}}]\n", "E0501 E0501"},
    {"flow: [{route: {label: \"{day.date}\"}}, {paragraph: \"{stop.name}\"}]\n", "E0501"},
    {"flow: [{paragraph: x, bar: {when: trip.titel}}]\n", "E0501"},
    {"flow: [{paragraph: x, bar: {when: trip.title, width: -1pt}}]\n", "E0518"},
    {"flow: [{timeline: {each: events as e, bar: {}, columns: [{draw: {spine: 1pt, fixed: "
     "e.home_start}}]}}]\n",
        ""},
    /* several at once */
    {"flow: [{paragraph: \"{trip.titel}\", style: boddy}, {paragraf: x}]\n", "E0501 E0507 E0509"},
    /* right ones */
    {"flow: [{paragraph: \"{trip.cities.name|join: · }\"}]\n", ""},
    {"flow: [{each: cities as c, flow: [{each: c.days as d, flow: [{paragraph: "
     "\"{d.date|weekday}\"}]}]}]\n",
        ""},
    {"flow: [{paragraph: \"{x.anything.at.all}\"}]\n", ""},
    {"flow: [{paragraph: x, when: {trip.title: [a, b]}}]\n", ""},
    {"flow: [{paragraph: x, when: [trip.id, {any: [trip.title, {not trip.id: a}]}]}]\n", ""},
    {"flow: [{paragraph: x, when: {any: [trip.titel]}}]\n", "E0501"},
};

static void
finds_mistakes_of_the_flow(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct reading pipeline;
        reading_start(&pipeline);
        const char *yaml =
            bb_arena_printf(&pipeline.arena, PIPELINE_HEAD "%s", mistakes[i].flow).ptr;
        const struct bb_template *layout = pipeline_layout(&pipeline, yaml);
        assert_string_equal(pipeline_codes(&pipeline), mistakes[i].codes);
        assert_int_equal(layout != NULL, mistakes[i].codes[0] == '\0');
        reading_finish(&pipeline);
    }
}

static void
points_at_the_unknown_field(void **state)
{
    (void)state;
    struct reading pipeline;
    reading_start(&pipeline);
    pipeline_layout(&pipeline, PIPELINE_HEAD "flow: [{paragraph: \"제목 {trip.titel}\"}]\n");
    assert_int_equal(pipeline.diag.entries.len, 1);
    const struct bb_diag_entry *entry = pipeline.diag.entries.at[0];
    const struct bb_source *source = bb_sources_lookup(&pipeline.sources, entry->span.source);
    struct bb_str under = {
        source->bytes.ptr + entry->span.start, entry->span.end - entry->span.start};
    assert_true(bb_str_is(under, "titel"));
    assert_string_equal(entry->args[1], "title");
    reading_finish(&pipeline);
}

static void
another_version_is_refused(void **state)
{
    (void)state;
    struct reading pipeline;
    reading_start(&pipeline);
    assert_null(pipeline_layout(
        &pipeline, "briefbook_layout: 2\npage: {}\nstyles: {body: {}}\nflow: []\n"));
    assert_string_equal(pipeline_codes(&pipeline), "E0524");
    reading_finish(&pipeline);
}

static void
styles_take_over_from_parents_anywhere(void **state)
{
    (void)state;
    struct reading pipeline;
    reading_start(&pipeline);
    const struct bb_template *layout = pipeline_layout(&pipeline,
        "briefbook_layout: 1\npage: {}\ncolors: {red: \"#FF0000\"}\n"
        "styles:\n"
        "  child: {parent: middle, weight: 700}\n"
        "  middle: {parent: top, leading: 20pt}\n"
        "  top: {size: 12pt, color: red, font: serif, strike: true}\n"
        "flow: []\n");
    assert_non_null(layout);
    const struct bb_style *child = &layout->styles[0];
    assert_int_equal(child->size, BB_PT(12));
    assert_int_equal(child->leading, BB_PT(20));
    assert_int_equal(child->weight, 700);
    assert_int_equal(child->ink.color.r, 255);
    assert_string_equal(child->font, "serif");
    assert_true(child->strike);
    reading_finish(&pipeline);
}

/* … and however far away: each style is the child of the next. */
static void
styles_take_over_from_any_number_of_parents(void **state)
{
    enum { STYLES = 50000 };
    (void)state;
    struct reading pipeline;
    struct bb_buf yaml;
    reading_start(&pipeline);
    bb_buf_init(&yaml, 0);
    bb_buf_append_text(&yaml, "briefbook_layout: 1\npage: {}\nstyles:\n");
    for (int i = 0; i < STYLES; i++)
        bb_buf_printf(&yaml, "  s%d: {parent: s%d}\n", i, i + 1);
    bb_buf_printf(&yaml, "  s%d: {size: 12pt}\nflow: []\n", STYLES);
    const struct bb_template *layout =
        pipeline_layout(&pipeline, bb_arena_str(&pipeline.arena, bb_buf_str(&yaml)).ptr);
    assert_non_null(layout);
    assert_int_equal(layout->styles[0].size, BB_PT(12));
    bb_buf_finish(&yaml);
    reading_finish(&pipeline);
}

static void
sizes_have_units_and_bounds(void **state)
{
    static const struct {
        const char *style, *codes;
    } cases[] = {
        {"{size: 44pt..36pt}", ""},
        {"{size: 9.5pt .. 8pt, by_script: {Hani: +8pt, Hang: -0.5pt}}", ""},
        {"{size: 44..36}", "E0322"}, /* without units */
        {"{size: 44pt..}", "E0322"},
        {"{size: wide}", "E0322"},
        {"{size: 36pt..44pt}", "E0518"},
        {"{size: 44pt..0.5pt}", "E0518"},
        {"{size: 1200pt}", "E0518"},
        {"{by_script: {Hangul: +1pt}}", "E0525"},
        {"{by_script: {Zyyy: +1pt}}", "E0525"},
        {"{by_script: Hani}", "E0525"},
        {"{by_script: {Hani: 8}}", "E0322"},
        {"{by_script: {Hani: [8pt]}}", "E0322"},
        {"{size: 12pt..8pt, by_script: {Latn: -7.5pt}}", "E0518"},
        {"{by_script: {Latn: +995pt}}", "E0518"},
        {"{stretch: {letters: 251}}", "E0518"},
        {"{stretch: {least: 1001}}", "E0518"},
        {"{stretch: {most: 999}}", "E0518"},
        /* readings stand between the lines, and take their size there (T24) */
        {"{leading: 14pt, ruby: {style: r}}, r: {size: 5pt}", "E0518"},
        {"{leading: 15pt, ruby: {style: r}}, r: {size: 5pt}", ""},
        {"{leading: 15pt, by_script: {Hani: +1pt}, ruby: {style: r}}, r: {size: 5pt}", "E0518"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading pipeline;
        reading_start(&pipeline);
        pipeline_layout(&pipeline,
            bb_arena_printf(&pipeline.arena,
                "briefbook_layout: 1\npage: {}\nstyles: {body: %s}\nflow: []\n", cases[i].style)
                .ptr);
        assert_string_equal(pipeline_codes(&pipeline), cases[i].codes);
        reading_finish(&pipeline);
    }
}

static void
ranges_and_scripts_are_taken_over(void **state)
{
    (void)state;
    struct reading pipeline;
    reading_start(&pipeline);
    const struct bb_template *layout = pipeline_layout(&pipeline,
        "briefbook_layout: 1\npage: {}\nstyles:\n"
        "  top: {size: 44pt..36pt, by_script: {Hani: +8pt}}\n"
        "  same: {parent: top, weight: 700}\n"
        "  fixed: {parent: top, size: 20pt, by_script: {}}\n"
        "flow: []\n");
    assert_non_null(layout);
    const struct bb_style *same = &layout->styles[1], *fixed = &layout->styles[2];
    assert_int_equal(same->size, BB_PT(44));
    assert_int_equal(same->size_least, BB_PT(36));
    assert_int_equal(same->nscripts, 1);
    assert_int_equal(same->by_script[0].script, 0x48616E69);
    assert_int_equal(same->by_script[0].more, BB_PT(8));
    assert_int_equal(fixed->size_least, BB_PT(20));
    assert_int_equal(fixed->nscripts, 0);
    reading_finish(&pipeline);
}

static void
parts_of_the_stretch_are_taken_over(void **state)
{
    (void)state;
    struct reading pipeline;
    reading_start(&pipeline);
    const struct bb_template *layout = pipeline_layout(&pipeline,
        "briefbook_layout: 1\npage: {}\nstyles:\n"
        "  plain: {}\n"
        "  top: {stretch: {letters: 80, order: together}}\n"
        "  child: {parent: top, stretch: {least: 700, most: 1400}}\n"
        "  back: {parent: child, stretch: {order: spaces}}\n"
        "flow: []\n");
    assert_non_null(layout);
    static const struct bb_stretch expected[] = {{650, 1550, 40, false}, {650, 1550, 80, true},
        {700, 1400, 80, true}, {700, 1400, 80, false}};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const struct bb_stretch *found = &layout->styles[i].stretch;
        assert_int_equal(found->least, expected[i].least);
        assert_int_equal(found->most, expected[i].most);
        assert_int_equal(found->letters, expected[i].letters);
        assert_int_equal(found->together, expected[i].together);
    }
    reading_finish(&pipeline);
}

static void
a_style_cannot_be_its_own_ancestor(void **state)
{
    (void)state;
    struct reading pipeline;
    reading_start(&pipeline);
    assert_null(pipeline_layout(&pipeline,
        "briefbook_layout: 1\npage: {}\nstyles: {a: {parent: b}, b: {parent: a}}\nflow: []\n"));
    assert_string_equal(pipeline_codes(&pipeline), "E0512");
    reading_finish(&pipeline);
}

static void
tints_mix_with_white(void **state)
{
    (void)state;
    struct bb_ink ink = {.hue = true, .tint = 80};
    struct bb_color color = bb_ink_color(&ink, (struct bb_color){0, 100, 255});
    assert_int_equal(color.r, 235);
    assert_int_equal(color.g, 243);
    assert_int_equal(color.b, 255);
}

static void
a_page_smaller_than_its_text_is_refused(void **state)
{
    (void)state;
    struct reading pipeline;
    reading_start(&pipeline);
    assert_null(pipeline_layout(&pipeline,
        "briefbook_layout: 1\npage: {size: A6, height: 900pt}\nstyles: {a: {}}\nflow: []\n"));
    assert_string_equal(pipeline_codes(&pipeline), "E0516");
    reading_finish(&pipeline);
    reading_start(&pipeline);
    assert_null(pipeline_layout(&pipeline,
        "briefbook_layout: 1\npage: {size: A6, inner: 90mm}\nstyles: {a: {}}\nflow: []\n"));
    assert_string_equal(pipeline_codes(&pipeline), "E0516");
    reading_finish(&pipeline);
}

static void
the_shipped_layouts_compile(void **state)
{
    (void)state;
    struct reading pipeline;
    uint32_t source;
    reading_start(&pipeline);
    assert_int_equal(
        bb_input_read_text(&pipeline.input, BB_SOURCE_DIR "/layouts/book.yaml", &source), BB_OK);
    assert_non_null(bb_template_compile(&pipeline.input, source, NULL, &bb_type_root));
    assert_string_equal(pipeline_codes(&pipeline), "");
    reading_finish(&pipeline);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_mistakes_of_the_flow),
        cmocka_unit_test(points_at_the_unknown_field),
        cmocka_unit_test(another_version_is_refused),
        cmocka_unit_test(styles_take_over_from_parents_anywhere),
        cmocka_unit_test(styles_take_over_from_any_number_of_parents),
        cmocka_unit_test(sizes_have_units_and_bounds),
        cmocka_unit_test(ranges_and_scripts_are_taken_over),
        cmocka_unit_test(parts_of_the_stretch_are_taken_over),
        cmocka_unit_test(a_style_cannot_be_its_own_ancestor),
        cmocka_unit_test(tints_mix_with_white),
        cmocka_unit_test(a_page_smaller_than_its_text_is_refused),
        cmocka_unit_test(the_shipped_layouts_compile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Imposition, read back from the finished list: where a page's text stands tells where the page
 * does. Cards of A7 (74 x 105 mm), 2 across and 2 or 1 down. */
#include "layout_sheet.h"

#include <stdlib.h>

#include "laid_out.h"

#define CARDS                                                                               \
    "styles: {body: {font: sans, size: 10pt, leading: 16pt}}\n"                             \
    "flow:\n"                                                                               \
    "  - each: events as e\n"                                                               \
    "    flow:\n"                                                                           \
    "      - {paragraph: \"{e.title}\", start: page, anchor: e, entry: {title: e.title}}\n" \
    "      - {paragraph: \"{e.title} {e|page}\", start: page}\n"

#define SHEET(page, sheet)                                                                      \
    "briefbook_layout: 1\n"                                                                     \
    "page: {size: A7, inner: 5mm, outer: 5mm, top: 5mm, height: 50mm, " page ", sheet: {" sheet \
    "}}\n" CARDS

/* Where a card stands on its sheet, counted from the left and from the top. */
struct card {
    size_t sheet;
    int column, row;
};

static struct card
card_of(const struct laid_out *out, size_t sheet, bb_len width, bb_len height, bb_len x, bb_len y)
{
    const struct bb_page *page = out->display.pages.at[sheet];
    bb_len across = page->width / width, down = page->height / height;
    bb_len left = (page->width - across * width) / 2, top = (page->height - down * height) / 2;
    return (struct card){sheet, (int)((x - left) / width), (int)((y - top) / height)};
}

/* The cards in the order of their pages: fronts have a title only, backs a number beside it. */
static size_t
find_cards(
    const struct laid_out *out, bb_len width, bb_len height, bool backs, struct card cards[16])
{
    size_t count = 0;
    for (size_t i = backs; i < out->display.pages.len; i += 2) {
        const struct bb_page *page = out->display.pages.at[i];
        for (size_t k = 0; k < page->items.len; k++) {
            const struct bb_run *run = &page->items.at[k].as.run;
            bool first = page->items.at[k].kind == BB_ITEM_RUN && run->text.len >= 3
                && (memcmp(run->text.ptr, "제", 3) == 0 || memcmp(run->text.ptr, "끝", 3) == 0);
            if (first)
                cards[count++] = card_of(out, i, width, height, run->x, run->y);
        }
    }
    return count;
}

static const struct {
    const char *sheet;
    bool landscape, rows; /* of the card; what is mirrored */
} turns[] = {
    {"size: A4, across: 2, down: 2, backs: flip-long", false, false},
    {"size: A4, across: 2, down: 2, backs: flip-short, order: columns", false, true},
    {"size: A4, landscape: true, across: 2, down: 2, backs: flip-long", true, true},
    {"size: A4, landscape: true, across: 2, down: 2, backs: flip-short", true, false},
};

void
backs_stand_behind_their_fronts(void **state)
{
    (void)state;
    bb_len narrow = bb_len_from_mm(74), wide = bb_len_from_mm(105);
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        struct laid_out out;
        struct bb_arena arena;
        bb_arena_init(&arena);
        bool landscape = turns[i].landscape;
        bb_len width = landscape ? wide : narrow, height = landscape ? narrow : wide;
        lay_out(&out,
            bb_arena_printf(
                &arena, SHEET("landscape: %s", "%s"), landscape ? "true" : "false", turns[i].sheet)
                .ptr,
            5);
        struct card fronts[16], backs[16];
        size_t count = find_cards(&out, width, height, false, fronts);
        assert_int_equal(count, 6);
        assert_int_equal(find_cards(&out, width, height, true, backs), count);
        assert_int_equal(out.display.pages.len, 4);
        for (size_t k = 0; k < count; k++) {
            assert_int_equal(backs[k].sheet, fronts[k].sheet + 1);
            assert_int_equal(
                backs[k].column, turns[i].rows ? fronts[k].column : 1 - fronts[k].column);
            assert_int_equal(backs[k].row, turns[i].rows ? 1 - fronts[k].row : fronts[k].row);
        }
        assert_string_equal(out.display.pages.at[3]->label, "4");
        finish(&out);
        bb_arena_finish(&arena);
    }
}

void
pages_without_backs_fill_sheet_after_sheet(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out, SHEET("duplex: false", "size: A4, across: 2, down: 2"), 4);
    /* ten pages, four on a sheet */
    assert_int_equal(out.display.pages.len, 3);
    assert_string_equal(page_text(&out, 2), "끝끝 9");
    assert_int_equal(out.display.pages.at[0]->width, bb_len_from_mm(210));
    finish(&out);
}

/* What a destination or link names stands where it says. */
void
links_and_destinations_move_with_their_pages(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out, SHEET("duplex: false", "size: A4, across: 2, down: 2, backs: flip-long"), 4);
    assert_int_equal(out.display.links.len, 5);
    for (size_t i = 0; i < out.display.links.len; i++) {
        const struct bb_link *link = &out.display.links.at[i];
        const struct bb_page *page = out.display.pages.at[link->page];
        bool found = false;
        for (size_t k = 0; k < page->items.len; k++) {
            const struct bb_run *run = &page->items.at[k].as.run;
            found |= page->items.at[k].kind == BB_ITEM_RUN && run->x == link->x && run->y > link->y
                && run->y < link->y + link->height;
        }
        assert_true(found);
    }
    struct card fronts[16];
    size_t count = find_cards(&out, bb_len_from_mm(74), bb_len_from_mm(105), false, fronts),
           matched = 0;
    for (size_t i = 0; i < out.display.destinations.len; i++) {
        const struct bb_destination *at = &out.display.destinations.at[i];
        struct card card =
            card_of(&out, at->page, bb_len_from_mm(74), bb_len_from_mm(105), at->x, at->y);
        for (size_t k = 0; k < count; k++)
            matched += fronts[k].sheet == card.sheet && fronts[k].column == card.column
                && fronts[k].row == card.row;
    }
    /* of each card the anchor and the entry */
    assert_int_equal(matched, out.display.destinations.len);
    assert_int_equal(out.display.outline.len, count);
    finish(&out);
}

void
cut_marks_stay_off_the_pages(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        SHEET("duplex: false",
            "size: A4, across: 2, down: 1, marks: {length: 4mm, offset: 2mm, thickness: 0.5pt}"),
        0);
    const struct bb_page *page = out.display.pages.at[0];
    bb_len left = (page->width - 2 * bb_len_from_mm(74)) / 2;
    bb_len top = (page->height - bb_len_from_mm(105)) / 2;
    size_t marks = 0;
    for (size_t i = 0; i < page->items.len; i++) {
        if (page->items.at[i].kind != BB_ITEM_PATH)
            continue;
        const struct bb_path_segment *ends = page->items.at[i].as.path.segments;
        for (int k = 0; k < 2; k++) {
            bool beside = ends[k].x[0] < left || ends[k].x[0] > page->width - left;
            bool over = ends[k].y[0] < top || ends[k].y[0] > page->height - top;
            assert_true(beside || over);
            assert_true(ends[k].x[0] >= 0 && ends[k].x[0] <= page->width);
            assert_true(ends[k].y[0] >= 0 && ends[k].y[0] <= page->height);
        }
        marks++;
    }
    /* three edges from top to bottom and two across, at both ends */
    assert_int_equal(marks, 10);
    finish(&out);
}

/* --- for the print shop ----------------------------------------------------------------------- */

/* Two pages of A7 side by side, each a panel from edge to edge with a line of text, and a rule that
 * ends within. */
#define PANELS(sheet)                                                                            \
    "briefbook_layout: 1\n"                                                                      \
    "page: {size: A7, inner: 0mm, outer: 0mm, top: 0mm, height: 105mm, grid: 0.25pt, sheet: "    \
    "{across: 2, " sheet "}}\n"                                                                  \
    "colors: {brick: \"#9A4327\"}\n"                                                             \
    "styles: {body: {font: sans, size: 10pt, leading: 16pt}}\n"                                  \
    "masters: {m: {furniture: [{rule: {x: 10mm, y: 50mm, length: 20mm}}]}}\n"                    \
    "flow:\n"                                                                                    \
    "  - each: events as e\n"                                                                    \
    "    flow:\n"                                                                                \
    "      - {box: {height: 104.95mm, fill: brick, flow: [{paragraph: \"{e.title}\"}]}, start: " \
    "page}\n"                                                                                    \
    "    master: m\n"

/* The box of a path. */
static struct bb_page_box
find_extent(const struct bb_path *path)
{
    bb_len left = INT32_MAX, top = INT32_MAX, right = INT32_MIN, bottom = INT32_MIN;
    for (size_t i = 0; i < path->len; i++) {
        if (path->segments[i].op == BB_PATH_CLOSE)
            continue;
        left = bb_len_min(left, path->segments[i].x[0]);
        right = bb_len_max(right, path->segments[i].x[0]);
        top = bb_len_min(top, path->segments[i].y[0]);
        bottom = bb_len_max(bottom, path->segments[i].y[0]);
    }
    return (struct bb_page_box){left, top, right - left, bottom - top};
}

/* The paths of the first sheet that are filled, or not; returns how many. */
static size_t
find_paths(const struct laid_out *out, bool filled, struct bb_page_box found[64])
{
    const struct bb_page *page = out->display.pages.at[0];
    size_t count = 0;
    for (size_t i = 0; i < page->items.len; i++)
        if (page->items.at[i].kind == BB_ITEM_PATH && page->items.at[i].as.path.fill == filled)
            found[count++] = find_extent(&page->items.at[i].as.path);
    return count;
}

static void
expect_box(const struct bb_page_box *box, double left, double top, double width, double height)
{
    const bb_len got[] = {box->x, box->y, box->width, box->height};
    const double want[] = {left, top, width, height};
    for (int i = 0; i < 4; i++)
        assert_in_range(got[i] - bb_len_from_mm(want[i]) + 4, 0, 8);
}

void
panels_bleed_as_far_as_there_is_room(void **state)
{
    (void)state;
    static const struct {
        const char *sheet;
        double first[4], second[4], trim[4], bleed[4]; /* mm: left, top, width, height */
    } cases[] = {
        {"margin: 10mm, bleed: 3mm", {7, 7, 77, 111}, {84, 7, 77, 111}, {10, 10, 148, 105},
            {7, 7, 154, 111}},
        {"margin: 10mm, gap: 8mm, bleed: 3mm", {7, 7, 80, 111}, {89, 7, 80, 111},
            {10, 10, 156, 105}, {7, 7, 162, 111}},
        {"margin: 2mm, gap: 4mm, bleed: 3mm", {0, 0, 78, 109}, {78, 0, 78, 109}, {2, 2, 152, 105},
            {0, 0, 156, 109}},
        {"margin: 5mm", {5, 5, 74, 104.95}, {79, 5, 74, 104.95}, {5, 5, 148, 105},
            {5, 5, 148, 105}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct laid_out out;
        struct bb_arena arena;
        bb_arena_init(&arena);
        struct bb_page_box found[64];
        lay_out(&out, bb_arena_printf(&arena, PANELS("%s"), cases[i].sheet).ptr, 1);
        const struct bb_page *page = out.display.pages.at[0];
        assert_int_equal(find_paths(&out, true, found), 2);
        expect_box(
            &found[0], cases[i].first[0], cases[i].first[1], cases[i].first[2], cases[i].first[3]);
        expect_box(&found[1], cases[i].second[0], cases[i].second[1], cases[i].second[2],
            cases[i].second[3]);
        expect_box(
            &page->trim, cases[i].trim[0], cases[i].trim[1], cases[i].trim[2], cases[i].trim[3]);
        expect_box(&page->bleed, cases[i].bleed[0], cases[i].bleed[1], cases[i].bleed[2],
            cases[i].bleed[3]);
        /* what ends within the page stays as long as it is */
        assert_int_equal(find_paths(&out, false, found), 2);
        assert_in_range(found[0].width - bb_len_from_mm(20) + 4, 0, 8);
        finish(&out);
        bb_arena_finish(&arena);
    }
}

/* Which lines there are in a place: upright at that x or level at that y. */
static int
count_lines(const struct bb_page_box *paths, size_t count, bool upright, double at, double length)
{
    int found = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_upright = paths[i].width == 0;
        bb_len place = is_upright ? paths[i].x : paths[i].y;
        bb_len extent = is_upright ? paths[i].height : paths[i].width;
        found += is_upright == upright && abs(place - bb_len_from_mm(at)) < 4
            && abs(extent - bb_len_from_mm(length)) < 4;
    }
    return found;
}

/* Two by two cards of 105 by 74 mm, so that cuts between them meet at 105, 74. */
#define FOUR(sheet) SHEET("landscape: true", "across: 2, down: 2, " sheet)

void
marks_stand_on_the_cuts_where_there_is_no_margin(void **state)
{
    (void)state;
    struct laid_out out;
    struct bb_page_box found[64];
    lay_out(&out, FOUR("margin: 0mm, marks: {inside: 8mm}"), 4);
    size_t count = find_paths(&out, false, found);
    assert_int_equal(count, 6);
    /* at both ends of each cut, and the cross */
    assert_int_equal(count_lines(found, count, true, 105, 8), 3);
    assert_int_equal(count_lines(found, count, false, 74, 8), 3);
    /* all of the sheet is left when it is cut */
    assert_int_equal(out.display.pages.at[0]->trim.width, 0);
    finish(&out);
}

void
folds_are_marked_on_both_sides_in_one_place(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        SHEET("duplex: false",
            "margin: 10mm, backs: flip-long, marks: {length: 5mm, offset: 3mm, fold_x: 30mm}"),
        1);
    bb_len places[2] = {0, 0};
    for (size_t i = 0; i < 2; i++) {
        const struct bb_page *page = out.display.pages.at[i];
        for (size_t k = 0; k < page->items.len; k++)
            if (page->items.at[k].kind == BB_ITEM_PATH && page->items.at[k].as.path.dash_on > 0)
                places[i] = page->items.at[k].as.path.segments[0].x[0];
    }
    assert_int_equal(places[0], bb_len_from_mm(10) + bb_len_from_mm(30));
    assert_in_range(places[0] + places[1] - out.display.pages.at[0]->width + 4, 0, 8);
    finish(&out);
}

/* Imposition, read back from the finished list: where a page's text stands tells where the page
 * does. Cards of A7 (74 x 105 mm), 2 across and 2 or 1 down. */
#include "layout_sheet.h"

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

/* Sizes that give way, text that reads downwards, thumb tabs. The text is 80 mm wide and 160 pt
 * high. */
#include "layout_writing.h"

#include "laid_out.h"

#define HEAD                                                                            \
    "briefbook_layout: 1\n"                                                             \
    "page: {size: A6, inner: 15mm, outer: 10mm, top: 24pt, height: 160pt, grid: 8pt}\n" \
    "styles:\n"                                                                         \
    "  body: {font: sans, size: 10pt, leading: 16pt}\n"                                 \
    "  title: {parent: body, size: 30pt..10pt, leading: 40pt}\n"                        \
    "  down: {parent: body, writing: stacked}\n"                                        \
    "  turned: {parent: body, writing: rotated}\n"

/* The n-th item of a kind on page 0. */
static const struct bb_item *
find_item(const struct laid_out *out, enum bb_item_kind kind, size_t n)
{
    const struct bb_page *page = out->display.pages.at[0];
    for (size_t i = 0; i < page->items.len; i++)
        if (page->items.at[i].kind == kind && n-- == 0)
            return &page->items.at[i];
    return NULL;
}

static const struct bb_run *
run_at(const struct laid_out *out, size_t n)
{
    const struct bb_item *item = find_item(out, BB_ITEM_RUN, n);
    assert_non_null(item);
    return &item->as.run;
}

static bb_len
width_of(const struct bb_run *run)
{
    bb_len width = 0;
    for (size_t i = 0; i < run->nglyphs; i++)
        width += run->glyphs[i].advance;
    return width;
}

/* --- sizes ------------------------------------------------------------------------------------ */

void
type_goes_down_by_half_points_until_it_fits(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        HEAD "flow:\n"
             "  - {paragraph: 가나다라마바, style: title}\n"
             "  - {paragraph: 가나다라마바사아자차카타파하, style: title}\n",
        0);
    const struct bb_run *fits = run_at(&out, 0), *less = run_at(&out, 1);
    bb_len measure = bb_len_from_mm(80), half = BB_PT(0.5);
    assert_int_equal(fits->size, BB_PT(30));
    assert_int_equal(less->nglyphs, 14);
    assert_true(less->size < BB_PT(30) && less->size > BB_PT(10));
    assert_int_equal(less->size % half, 0);
    assert_true(width_of(less) <= measure);
    assert_true((int64_t)width_of(less) * (less->size + half) / less->size > measure);
    assert_int_equal(less->y - fits->y, BB_PT(40)); /* the leading stays */
    finish(&out);
}

void
type_too_long_at_its_least_size_breaks(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        HEAD "flow:\n"
             "  - {paragraph: 가나다라마바사아자차카타파하 가나다라마바사아자차카타파하, style: "
             "title}\n",
        0);
    assert_int_equal(run_at(&out, 0)->size, BB_PT(10));
    assert_int_equal(run_at(&out, 1)->size, BB_PT(10));
    assert_int_equal(run_at(&out, 1)->y - run_at(&out, 0)->y, BB_PT(40));
    finish(&out);
}

/* --- writing ---------------------------------------------------------------------------------- */

void
stacked_letters_stand_in_one_column(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out, HEAD "flow: [{paragraph: 가나 다, style: down}]\n", 0);
    const struct bb_run *one = run_at(&out, 0), *two = run_at(&out, 1), *three = run_at(&out, 2);
    assert_int_equal(one->x, two->x);
    assert_int_equal(two->y - one->y, BB_PT(16));
    assert_int_equal(three->y - two->y, BB_PT(24)); /* words stand half a line apart */
    assert_null(find_item(&out, BB_ITEM_GROUP_BEGIN, 0));
    const struct bb_tag *tag = out.display.tags.at[find_item(&out, BB_ITEM_MARK_BEGIN, 0)->as.tag];
    assert_int_equal(tag->role, BB_ROLE_SPAN);
    assert_string_equal(tag->actual, "가나 다");
    finish(&out);
}

void
letters_of_other_scripts_are_rotated(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out, HEAD "flow: [{paragraph: 가 Hu, style: down}, {paragraph: 나}]\n", 0);
    const struct bb_item *group = find_item(&out, BB_ITEM_GROUP_BEGIN, 0);
    assert_non_null(group);
    const struct bb_matrix *matrix = &group->as.group.matrix;
    assert_int_equal(matrix->a, 0);
    assert_int_equal(matrix->b, 65536);
    assert_int_equal(matrix->c, -65536);
    assert_int_equal(matrix->d, 0);
    assert_int_equal(matrix->e, bb_len_from_mm(15) + BB_PT(16));
    assert_int_equal(matrix->f, BB_PT(TEXT_TOP));
    /* what follows stands under it: its height is its length */
    const struct bb_run *last = run_at(&out, 2);
    bb_len length = width_of(run_at(&out, 0)) + width_of(run_at(&out, 1));
    assert_int_equal(last->y, BB_PT(TEXT_TOP) + bb_len_ceil(length, BB_PT(8)) + BB_PT(12));
    finish(&out);
}

void
links_turn_with_their_text(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        HEAD "flow:\n"
             "  - {paragraph: \"{trip|page} 가나다\", style: turned}\n"
             "  - {paragraph: 나, anchor: trip}\n",
        0);
    assert_int_equal(out.display.links.len, 1);
    const struct bb_link *link = &out.display.links.at[0];
    assert_int_equal(link->x, bb_len_from_mm(15));
    assert_int_equal(link->y, BB_PT(TEXT_TOP));
    assert_int_equal(link->width, BB_PT(16));
    assert_true(link->height > 0 && link->height != BB_PT(16));
    finish(&out);
}

void
downward_text_wider_than_its_column_is_reported(void **state)
{
    (void)state;
    struct laid_out out;
    lay_out(&out,
        HEAD
        "flow:\n"
        "  - columns:\n"
        "      across: 16\n"
        "      gap: 1mm\n"
        "      items: [[{paragraph: 가나다라마바사아자차카타파하 가나다라마바사아자차카타파하, "
        "style: turned}]]\n",
        0);
    assert_string_equal(pipeline_codes(&out.pipeline), "W0606");
    finish(&out);
}

/* --- tabs ------------------------------------------------------------------------------------- */

/* Of `events` + 1 parts, all on the first page: checks the first tab and the second. */
static void
assert_tabs(int events, bb_len step, bb_len height)
{
    struct laid_out out;
    lay_out(&out,
        HEAD "masters: {m: {furniture: [{tabs: {height: 40pt, gap: 8pt, show: all}}]}}\n"
             "flow: [{each: events as e, flow: [{paragraph: 가}], part: {name: e.title}}]\n",
        events);
    const struct bb_path *first = &find_item(&out, BB_ITEM_PATH, 0)->as.path;
    const struct bb_path *second = &find_item(&out, BB_ITEM_PATH, 1)->as.path;
    assert_non_null(find_item(&out, BB_ITEM_PATH, (size_t)events));
    assert_null(find_item(&out, BB_ITEM_PATH, (size_t)events + 1));
    assert_int_equal(first->segments[0].y[0], BB_PT(TEXT_TOP));
    assert_int_equal(first->segments[2].y[0] - first->segments[0].y[0], height);
    assert_int_equal(second->segments[0].y[0] - first->segments[0].y[0], step);
    finish(&out);
}

void
tabs_share_the_height(void **state)
{
    (void)state;
    assert_tabs(2, BB_PT(48), BB_PT(40));
    assert_tabs(3, BB_PT(40), BB_PT(32)); /* four of 48 would take 184 pt of 160 */
    assert_tabs(5, BB_PT(24), BB_PT(16));
    assert_tabs(12, BB_PT(8), BB_PT(4)); /* a gap takes no more than half */
    assert_tabs(39, BB_PT(4), BB_PT(2)); /* less than a step of the grid */
}

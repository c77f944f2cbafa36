/* The display list: building, settling, walking and dumping it. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "display/display.h"

static const struct bb_glyph glyphs[] = {{.id = 3, .cluster = 0, .advance = 10240},
    {.id = 4, .cluster = 3, .advance = 10240, .dx = 12, .dy = -5}};

struct fixture {
    struct bb_arena arena;
    struct bb_display display;
};

static int
set_up(void **state)
{
    struct fixture *f = test_calloc(1, sizeof *f);
    bb_arena_init(&f->arena);
    bb_display_init(&f->display, &f->arena);
    bb_display_add_face(&f->display, "/fonts/A.otf", 0, NULL);
    bb_display_add_page(&f->display, BB_PT(595), BB_PT(842));
    *state = f;
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *f = *state;
    bb_arena_finish(&f->arena);
    test_free(f);
    return 0;
}

static struct bb_item
make_run(const char *text, bb_len y)
{
    return (struct bb_item){.kind = BB_ITEM_RUN,
        .as.run = {.size = BB_PT(10),
            .x = BB_PT(72),
            .y = y,
            .color = {0x1a, 0x1a, 0x1a},
            .glyphs = glyphs,
            .nglyphs = 2,
            .text = bb_str_from(text),
            .language = "ko"}};
}

static struct bb_item
make_mark(const struct bb_tag *tag)
{
    return (struct bb_item){.kind = BB_ITEM_MARK_BEGIN, .as.tag = tag->id};
}

static struct bb_item
make_bare(enum bb_item_kind kind)
{
    struct bb_item item = {.kind = kind};
    if (kind == BB_ITEM_GROUP_BEGIN)
        item.as.group.matrix = (struct bb_matrix){.a = 65536, .d = 65536};
    return item;
}

/* A mark of `tag` on the `page`-th page with one run. */
static void
add_marked(struct fixture *f, size_t page, const struct bb_tag *tag, const char *text, bb_len y)
{
    struct bb_page *to = f->display.pages.at[page];
    bb_page_add(&f->display, to, make_mark(tag));
    bb_page_add(&f->display, to, make_run(text, y));
    bb_page_add(&f->display, to, make_bare(BB_ITEM_MARK_END));
}

static void
check_dump(const struct bb_display *display,
    void (*dump)(const struct bb_display *, struct bb_buf *), const char *expected)
{
    struct bb_buf out;
    bb_buf_init(&out, 0);
    dump(display, &out);
    assert_string_equal(out.ptr, expected);
    bb_buf_finish(&out);
}

static void
finish_ok(struct fixture *f)
{
    const char *fault = "not set";
    enum bb_status status = bb_display_finish(&f->display, &fault);
    if (fault)
        print_error("%s\n", fault);
    assert_null(fault);
    assert_int_equal(status, BB_OK);
}

static void
test_faces_are_shared(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(bb_display_add_face(&f->display, "/fonts/A.otf", 0, NULL), 0);
    assert_int_equal(bb_display_add_face(&f->display, "/fonts/A.otf", 1, NULL), 1);
    assert_int_equal(bb_display_add_face(&f->display, "/fonts/A.otf", 0, "wght=700"), 2);
    assert_int_equal(bb_display_add_face(&f->display, "/fonts/B.otf", 0, NULL), 3);
    char again[] = "/fonts/A.otf", axes[] = "wght=700";
    assert_int_equal(bb_display_add_face(&f->display, again, 0, axes), 2);
}

static void
test_images_are_shared(void **state)
{
    struct fixture *f = *state;
    static const uint8_t pixels[2] = {0, 255};
    struct bb_display_image first = {.width = 1, .height = 1, .channels = 1, .pixels = pixels};
    struct bb_display_image other = first, file = first;
    other.pixels = pixels + 1;
    file.pixels = NULL;
    file.jpeg = BB_STR("a JPEG");
    assert_int_equal(bb_display_add_image(&f->display, first), 0);
    assert_int_equal(bb_display_add_image(&f->display, other), 1);
    assert_int_equal(bb_display_add_image(&f->display, file), 2);
    assert_int_equal(bb_display_add_image(&f->display, other), 1);
    assert_int_equal(bb_display_add_image(&f->display, file), 2);
}

/* A closed page keeps its items in an array of the asked size, and the next one takes over what it
 * grew. */
static void
test_closed_pages(void **state)
{
    struct fixture *f = *state;
    struct bb_display *display = &f->display;
    struct bb_page *first = display->pages.at[0];
    struct bb_page *second = bb_display_add_page(display, BB_PT(595), BB_PT(842));
    bb_page_close(display, second, 3); /* holds nothing: nothing to hand on */
    assert_null(second->items.at);
    for (bb_len y = 0; y < 5; y++)
        bb_page_add(display, first, make_run("가나", y));
    struct bb_item *grown = first->items.at;
    size_t cap = first->items.cap;
    bb_page_close(display, first, 2);
    assert_int_equal(first->items.len, 5);
    assert_int_equal(first->items.cap, 7);
    bb_page_add(display, second, make_run("가나", 9));
    assert_ptr_equal(second->items.at, grown);
    assert_int_equal(second->items.cap, cap);
    for (bb_len y = 0; y < 5; y++)
        assert_int_equal(first->items.at[y].as.run.y, y);
}

/* Spells items in letters: m mark, a artifact, l artifact of layout, e end, ( ) group, r run,
 * p path, i image. */
static void
add_spelled(
    struct bb_display *display, struct bb_page *page, const struct bb_tag *tag, const char *items)
{
    const struct {
        char letter;
        struct bb_item item;
    } rows[] = {
        {'m', make_mark(tag)},
        {'a', make_bare(BB_ITEM_ARTIFACT_BEGIN)},
        {'l', {.kind = BB_ITEM_ARTIFACT_BEGIN, .as.artifact = BB_ARTIFACT_LAYOUT}},
        {'e', make_bare(BB_ITEM_MARK_END)},
        {'(', make_bare(BB_ITEM_GROUP_BEGIN)},
        {')', make_bare(BB_ITEM_GROUP_END)},
        {'r', make_run("가나", 0)},
        {'p', make_bare(BB_ITEM_PATH)},
        {'i', make_bare(BB_ITEM_IMAGE)},
    };
    for (const char *at = items; *at; at++)
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
            if (rows[i].letter == *at)
                bb_page_add(display, page, rows[i].item);
}

/* Paths and images outside of marks become artifacts of layout, stretch by stretch, none of which
 * goes on over a group's edge. */
static void
test_strays(void **state)
{
    static const struct {
        const char *items, *settled;
    } rows[] = {
        {"p", "lpe"},
        {"ppi", "lppie"},
        {"mrepmre", "mrelpemre"},
        {"p(p)p", "lpe(lpe)lpe"},
        {"mpe", "mpe"},
        {"m(p)e", "m(p)e"},
        {"apepare", "apelpeare"},
    };
    struct fixture *f = *state;
    static const uint8_t pixel;
    struct bb_tag *tag = bb_display_add_tag(&f->display, NULL, BB_ROLE_P);
    struct bb_page *page = f->display.pages.at[0];
    bb_display_add_image(&f->display, (struct bb_display_image){.pixels = &pixel});
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct bb_page expected = {0};
        page->items.len = 0;
        add_spelled(&f->display, page, tag, rows[i].items);
        add_spelled(&f->display, &expected, tag, rows[i].settled);
        finish_ok(f);
        assert_int_equal(page->items.len, expected.items.len);
        for (size_t k = 0; k < page->items.len; k++) {
            assert_int_equal(page->items.at[k].kind, expected.items.at[k].kind);
            if (page->items.at[k].kind == BB_ITEM_ARTIFACT_BEGIN)
                assert_int_equal(page->items.at[k].as.artifact, expected.items.at[k].as.artifact);
        }
    }
}

static void
test_marks_with_text(void **state)
{
    static const struct {
        const char *items;
        bool text;
    } rows[] = {{"mre", true}, {"m(pr)e", true}, {"mpe", false}, {"mpemre", false}, {"m", false}};
    struct fixture *f = *state;
    struct bb_tag *tag = bb_display_add_tag(&f->display, NULL, BB_ROLE_P);
    struct bb_page *page = f->display.pages.at[0];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        page->items.len = 0;
        add_spelled(&f->display, page, tag, rows[i].items);
        assert_int_equal(bb_page_mark_has_text(page, 0), rows[i].text);
    }
}

/* Each row is one page's items, spelled in letters, and the fault they must give. */
static void
test_nesting(void **state)
{
    static const struct {
        const char *items, *fault;
    } rows[] = {
        {"mre", NULL},
        {"are", NULL},
        {"p", NULL},
        {"(mre)", NULL},
        {"m(r)e", NULL},
        {"mrearemre", NULL},
        {"r", "page 1, item 1: a glyph run outside any mark"},
        {"mer", "page 1, item 3: a glyph run outside any mark"},
        {"mam", "page 1, item 2: a mark inside a mark"},
        {"mr", "page 1, item 3: a mark open at the page's end"},
        {"e", "page 1, item 1: the end of a mark that is not open"},
        {"(", "page 1, item 2: a group open at the page's end"},
        {")", "page 1, item 1: the end of a group that is not open"},
        {"m(e)", "page 1, item 3: a mark that ends in another group than it began in"},
        {"(m)e", "page 1, item 3: a group that ends inside a mark begun in it"},
    };
    struct fixture *f = *state;
    struct bb_tag *tag = bb_display_add_tag(&f->display, NULL, BB_ROLE_P);
    struct bb_page *page = f->display.pages.at[0];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        page->items.len = 0;
        add_spelled(&f->display, page, tag, rows[i].items);
        const char *fault = NULL;
        enum bb_status status = bb_display_finish(&f->display, &fault);
        assert_int_equal(status, rows[i].fault ? BB_INTERNAL : BB_OK);
        if (rows[i].fault)
            assert_string_equal(fault, rows[i].fault);
        else
            assert_null(fault);
    }
}

static void
test_bad_items(void **state)
{
    struct fixture *f = *state;
    struct bb_tag *tag = bb_display_add_tag(&f->display, NULL, BB_ROLE_P);
    struct bb_item bad_face = make_run("가나", 0), no_size = make_run("가나", 0);
    bad_face.as.run.face = 9;
    no_size.as.run.size = 0;
    const struct bb_path_segment line = {.op = BB_PATH_LINE};
    const struct {
        struct bb_item item;
        const char *fault;
    } rows[] = {
        {bad_face, "page 1, item 2: a glyph run of an unknown face"},
        {no_size, "page 1, item 2: a glyph run without a size"},
        {make_run("가", 0), "page 1, item 2: a glyph whose cluster is past its text"},
        {{.kind = BB_ITEM_IMAGE, .as.image.image = 0}, "page 1, item 2: an unknown image"},
        {{.kind = BB_ITEM_PATH, .as.path = {.segments = &line, .len = 1}},
            "page 1, item 2: a path that does not start with a move"},
    };
    struct bb_page *page = f->display.pages.at[0];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        page->items.len = 0;
        bb_page_add(&f->display, page, make_mark(tag));
        bb_page_add(&f->display, page, rows[i].item);
        bb_page_add(&f->display, page, make_bare(BB_ITEM_MARK_END));
        const char *fault = NULL;
        assert_int_equal(bb_display_finish(&f->display, &fault), BB_INTERNAL);
        assert_string_equal(fault, rows[i].fault);
    }
}

static void
test_targets(void **state)
{
    static const struct bb_destination twice[] = {{.name = "a"}, {.name = "a"}};
    static const struct bb_destination odd[] = {{.name = "도시"}};
    static const struct bb_destination far[] = {{.name = "a", .page = 7}};
    static const struct bb_destination nowhere[] = {{.name = "a", .tag = 3}};
    static const struct bb_destination one[] = {{.name = "city-2.opener"}};
    const struct {
        const struct bb_destination *destinations;
        size_t ndestinations;
        struct bb_link link; /* tag 1 is a Link, 2 a P */
        const char *outline;
        const char *fault;
    } rows[] = {
        {one, 1, {.destination = "city-2.opener", .tag = 1}, "city-2.opener", NULL},
        {one, 1, {.uri = "https://example.org", .tag = 1}, "city-2.opener", NULL},
        {twice, 2, {.destination = "a", .tag = 1}, "a", "a destination defined twice: \"a\""},
        {odd, 1, {.destination = "도시", .tag = 1}, "도시", "not a destination's name: \"도시\""},
        {far, 1, {.destination = "a", .tag = 1}, "a", "a destination on no page: \"a\""},
        {nowhere, 1, {.destination = "a", .tag = 1}, "a",
            "a destination in an unknown element: \"a\""},
        {one, 1, {.destination = "gone", .tag = 1}, "city-2.opener",
            "a link to an unknown destination: \"gone\""},
        {one, 1, {.tag = 1}, "city-2.opener",
            "a link needs one target, a destination or a URI: \"\""},
        {one, 1, {.destination = "city-2.opener", .tag = 2}, "city-2.opener",
            "a link without its Link element: \"city-2.opener\""},
        {one, 1, {.destination = "city-2.opener", .tag = 1, .page = 5}, "city-2.opener",
            "a link on no page: \"city-2.opener\""},
        {one, 1, {.destination = "city-2.opener", .tag = 1}, "gone",
            "an outline entry to an unknown destination: \"충칭\""},
    };
    struct fixture *f = *state;
    struct bb_display *display = &f->display;
    struct bb_tag *link = bb_display_add_tag(display, NULL, BB_ROLE_LINK);
    bb_display_add_tag(display, NULL, BB_ROLE_P);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        display->destinations.len = display->links.len = display->outline.len = 0;
        link->link = 0;
        for (size_t k = 0; k < rows[i].ndestinations; k++)
            BB_VEC_PUSH(&f->arena, &display->destinations, rows[i].destinations[k]);
        BB_VEC_PUSH(&f->arena, &display->links, rows[i].link);
        BB_VEC_PUSH(&f->arena, &display->outline,
            (struct bb_outline_entry){.title = "충칭", .level = 1, .destination = rows[i].outline});
        const char *fault = NULL;
        bb_display_finish(display, &fault);
        if (rows[i].fault) {
            assert_non_null(fault);
            assert_string_equal(fault, rows[i].fault);
        } else {
            assert_null(fault);
            assert_int_equal(link->link, 1);
        }
    }
}

static void
test_outline_levels(void **state)
{
    struct fixture *f = *state;
    struct bb_display *display = &f->display;
    BB_VEC_PUSH(&f->arena, &display->destinations, (struct bb_destination){.name = "a"});
    static const int good[] = {1, 2, 3, 1, 2}, bad[] = {1, 3};
    for (size_t i = 0; i < 5; i++)
        BB_VEC_PUSH(&f->arena, &display->outline,
            (struct bb_outline_entry){.title = "t", .level = good[i], .destination = "a"});
    finish_ok(f);
    display->outline.len = 0;
    for (size_t i = 0; i < 2; i++)
        BB_VEC_PUSH(&f->arena, &display->outline,
            (struct bb_outline_entry){.title = "t", .level = bad[i], .destination = "a"});
    const char *fault;
    assert_int_equal(bb_display_finish(display, &fault), BB_INTERNAL);
    assert_string_equal(fault, "an outline entry that skips a level: \"t\"");
}

static void
test_pruning_and_numbers(void **state)
{
    struct fixture *f = *state;
    struct bb_display *display = &f->display;
    struct bb_tag *empty = bb_display_add_tag(display, NULL, BB_ROLE_SECT);
    bb_display_add_tag(display, empty, BB_ROLE_P); /* a whole empty branch goes */
    struct bb_tag *first = bb_display_add_tag(display, NULL, BB_ROLE_H1);
    struct bb_tag *middle = bb_display_add_tag(display, NULL, BB_ROLE_P);
    struct bb_tag *row = bb_display_add_tag(display, NULL, BB_ROLE_TR);
    struct bb_tag *cell = bb_display_add_tag(display, row, BB_ROLE_TD); /* stays, empty */
    struct bb_tag *figure = bb_display_add_tag(display, NULL, BB_ROLE_FIGURE);
    bb_display_add_tag(display, NULL, BB_ROLE_SPAN); /* a last empty child goes */
    add_marked(f, 0, middle, "가나", BB_PT(100));
    add_marked(f, 0, first, "가나", BB_PT(120));
    for (int round = 0; round < 2; round++) {
        finish_ok(f);
        const struct bb_tag *root = display->tags.at[0];
        assert_ptr_equal(root->first, first);
        assert_ptr_equal(first->next, middle);
        assert_ptr_equal(middle->next, row);
        assert_ptr_equal(row->next, figure);
        assert_null(figure->next);
        assert_ptr_equal(root->last, figure);
        assert_ptr_equal(row->first, cell);
        assert_null(empty->first);
        assert_int_equal(middle->first_mark, 1);
        assert_int_equal(first->first_mark, 2);
        assert_int_equal(cell->first_mark, 0);
    }
}

/* Children are read by turn, whatever the turns are, those of one turn as they were made. */
static void
test_turns(void **state)
{
    static const struct {
        int turns[5], order[5];
    } rows[] = {
        {{0, 0, 0, 0, 0}, {0, 1, 2, 3, 4}},
        {{9, 0, 9, 1, 0}, {1, 4, 3, 0, 2}},
        {{3, 2, 1, 3, 2}, {2, 1, 4, 0, 3}},
        {{INT_MAX, 0, INT_MAX, 1, 1}, {1, 3, 4, 0, 2}},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct bb_tag *parent = bb_display_add_tag(&f->display, NULL, BB_ROLE_TR), *cells[5];
        for (int k = 0; k < 5; k++) {
            cells[k] = bb_display_add_tag(&f->display, parent, BB_ROLE_TD);
            cells[k]->turn = rows[i].turns[k];
        }
        finish_ok(f);
        const struct bb_tag *cell = parent->first;
        for (int k = 0; k < 5; k++, cell = cell->next)
            assert_ptr_equal(cell, cells[rows[i].order[k]]);
        assert_null(cell);
        assert_ptr_equal(parent->last, cells[rows[i].order[4]]);
    }
}

/* A group moves by its matrix, and what is in it stays as it is to it. */
static void
test_imposed_groups(void **state)
{
    struct fixture *f = *state;
    struct bb_display *display = &f->display;
    struct bb_tag *tag = bb_display_add_tag(display, NULL, BB_ROLE_P);
    struct bb_page *pages[2] = {
        display->pages.at[0], bb_display_add_page(display, BB_PT(595), BB_PT(842))};
    add_spelled(display, pages[0], tag, "mre");
    add_spelled(display, pages[1], tag, "((are))mre");
    bb_display_impose(display,
        &(struct bb_imposition){
            .width = BB_PT(1200), .height = BB_PT(842), .across = 2, .down = 1, .gap = BB_PT(10)});
    assert_int_equal(display->pages.len, 1);
    const struct bb_item *items = &display->pages.at[0]->items.at[3];
    assert_int_equal(items[0].as.group.matrix.e, BB_PT(605));
    assert_int_equal(items[1].as.group.matrix.e, 0);
    assert_int_equal(items[3].as.run.x, BB_PT(72));
    assert_int_equal(items[8].as.run.x, BB_PT(72 + 605));
    finish_ok(f);
}

static void
test_tree(void **state)
{
    struct fixture *f = *state;
    struct bb_display *display = &f->display;
    bb_display_add_page(display, BB_PT(595), BB_PT(842));
    struct bb_tag *para = bb_display_add_tag(display, NULL, BB_ROLE_P);
    struct bb_tag *span = bb_display_add_tag(display, para, BB_ROLE_SPAN);
    span->language = "zh-Hans";
    struct bb_tag *head = bb_display_add_tag(display, NULL, BB_ROLE_TH);
    head->scope = BB_SCOPE_COLUMN;
    head->col_span = 2;
    struct bb_tag *split = bb_display_add_tag(display, NULL, BB_ROLE_P);
    add_marked(f, 0, para, "앞\"말", BB_PT(100));
    add_marked(f, 0, span, "重庆", BB_PT(100));
    add_marked(f, 0, para, "뒷말", BB_PT(100));
    add_marked(f, 0, head, "시각", BB_PT(130));
    struct bb_page *page = display->pages.at[0];
    bb_page_add(display, page, make_mark(split));
    bb_page_add(display, page, make_run("첫줄", BB_PT(700)));
    bb_page_add(display, page, make_run("이음", BB_PT(700)));
    bb_page_add(display, page, make_run("둘째", BB_PT(716)));
    bb_page_add(display, page, make_bare(BB_ITEM_MARK_END));
    add_marked(f, 1, split, "셋째", BB_PT(80));
    struct bb_tag *figure = bb_display_add_tag(display, NULL, BB_ROLE_FIGURE);
    figure->alt = "길";
    bb_page_add(display, display->pages.at[1], make_mark(figure));
    bb_page_add(display, display->pages.at[1], make_bare(BB_ITEM_PATH));
    bb_page_add(display, display->pages.at[1], make_bare(BB_ITEM_MARK_END));
    finish_ok(f);

    struct bb_tag_walk *walk = bb_tag_walk_create(display, &f->arena);
    struct bb_tag_kid *kids;
    assert_int_equal(bb_tag_walk_kids(walk, para, &kids), 3);
    assert_null(kids[0].tag);
    assert_int_equal(kids[0].mcid, 0);
    assert_ptr_equal(kids[1].tag, span);
    assert_int_equal(kids[2].mcid, 2);
    assert_int_equal(bb_tag_walk_kids(walk, split, &kids), 2);
    assert_int_equal(kids[0].page, 0);
    assert_int_equal(kids[0].mcid, 4);
    assert_int_equal(kids[1].page, 1);
    assert_int_equal(kids[1].mcid, 0);

    check_dump(display, bb_display_dump_tags,
        "Document 0\n"
        "  P 1\n"
        "    \"앞\\\"말\"\n"
        "    Span 2 lang=zh-Hans \"重庆\"\n"
        "    \"뒷말\"\n"
        "  TH 3 scope=Column cols=2 \"시각\"\n"
        "  P 4 \"첫줄이음\\n둘째\" (page 2) \"셋째\"\n"
        "  Figure 5 alt=\"길\" <path>\n");
}

static void
test_dump(void **state)
{
    struct fixture *f = *state;
    struct bb_display *display = &f->display;
    struct bb_page *page = display->pages.at[0];
    display->metadata.title = "순방 \\ 1";
    display->metadata.date = "2024-07-23T00:00:00+09:00";
    static const uint8_t pixel;
    display->fit = "space 60% leading 90% size 100%";
    bb_display_add_image(display,
        (struct bb_display_image){
            .path = "/pictures/a.png", .width = 1, .height = 1, .channels = 1, .pixels = &pixel});
    page->label = "1";
    page->trim = (struct bb_page_box){1, 2, 3, 4};
    page->bleed = (struct bb_page_box){5, 6, 7, 8};
    BB_VEC_PUSH(
        &f->arena, &display->destinations, (struct bb_destination){.name = "top", .x = 1, .y = 2});
    struct bb_tag *link = bb_display_add_tag(display, NULL, BB_ROLE_LINK);
    BB_VEC_PUSH(&f->arena, &display->links,
        (struct bb_link){.x = 1,
            .y = 2,
            .width = 3,
            .height = 4,
            .destination = "top",
            .contents = "처음으로",
            .tag = link->id});
    BB_VEC_PUSH(&f->arena, &display->outline,
        (struct bb_outline_entry){.title = "표지", .level = 1, .destination = "top"});
    add_marked(f, 0, link, "가나", BB_PT(100));
    static const struct bb_path_segment segments[] = {{.op = BB_PATH_MOVE, .x = {1}, .y = {2}},
        {.op = BB_PATH_LINE, .x = {3}, .y = {4}},
        {.op = BB_PATH_CURVE, .x = {5, 7, 9}, .y = {6, 8, 10}}, {.op = BB_PATH_CLOSE}};
    bb_page_add(display, page,
        (struct bb_item){.kind = BB_ITEM_ARTIFACT_BEGIN, .as.artifact = BB_ARTIFACT_LAYOUT});
    struct bb_item group = make_bare(BB_ITEM_GROUP_BEGIN);
    group.as.group.clip = true;
    group.as.group.width = group.as.group.height = 5;
    bb_page_add(display, page, group);
    bb_page_add(display, page,
        (struct bb_item){.kind = BB_ITEM_PATH,
            .as.path = {.segments = segments,
                .len = 4,
                .fill = true,
                .stroke = true,
                .fill_color = {255, 0, 16},
                .stroke_width = 512,
                .dash_on = 7,
                .dash_off = 8}});
    bb_page_add(display, page, make_bare(BB_ITEM_GROUP_END));
    bb_page_add(display, page, make_bare(BB_ITEM_MARK_END));
    finish_ok(f);
    check_dump(display, bb_display_dump,
        "display 1\n"
        "metadata title \"순방 \\\\ 1\"\n"
        "metadata date \"2024-07-23T00:00:00+09:00\"\n"
        "fit space 60% leading 90% size 100%\n"
        "face 0 \"A.otf\" 0\n"
        "image 0 \"a.png\" 1 1 1\n"
        "outline 1 \"표지\" top\n"
        "destination top 1 1 2\n"
        "link 1 1 2 3 4 1 to top \"처음으로\"\n"
        "page 1 609280 862208 trim 1 2 3 4 bleed 5 6 7 8 \"1\"\n"
        "  mark Link 1\n"
        "  run 73728 102400 10240 #1A1A1A 0 ko \"가나\" 3@0+10240 4@3+10240,12,-5\n"
        "  end\n"
        "  artifact layout\n"
        "  group 65536 0 0 65536 0 0 clip 0 0 5 5\n"
        "  path fill #FF0010 stroke #000000 512 dash 7 8 M 1 2 L 3 4 C 5 6 7 8 9 10 Z\n"
        "  end group\n"
        "  end\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_faces_are_shared, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_images_are_shared, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_closed_pages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_strays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_marks_with_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nesting, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bad_items, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_targets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_outline_levels, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pruning_and_numbers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_turns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_imposed_groups, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_tree, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_dump, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Finishing: a hand-built book through be_cairo and bb_archive_finish, read back with tools that
 * share no code with it (tests/pdf-tags, qpdf, poppler); faults planted in streams and lists. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "archive/archive.h"
#include "archive/content.h"
#include "archive/figures.h"
#include "archive/pdf.h"
#include "backend/backend.h"
#include "book.h"
#include "cairo_leak.h"

/* --- fixture ---------------------------------------------------------------------------------- */

struct fixture {
    struct book book;
    struct bb_sources sources;
    struct bb_diag diag;
    struct bb_buf icc;
    struct bb_archive_options options;
    struct bb_buf pdf; /* as the backend wrote it */
    struct bb_buf out; /* finished */
};

static bool
read_file(const char *path, struct bb_buf *bytes)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    char piece[4096];
    for (size_t got; (got = fread(piece, 1, sizeof piece, file)) > 0;)
        bb_buf_append(bytes, piece, got);
    fclose(file);
    return true;
}

static void
write_file(const char *path, const struct bb_buf *bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes->ptr, 1, bytes->len, file), bytes->len);
    assert_int_equal(fclose(file), 0);
}

static int
set_up(void **state)
{
    struct fixture *f = test_calloc(1, sizeof *f);
    book_init(&f->book);
    bb_sources_init(&f->sources, &f->book.drawing.arena);
    bb_diag_init(&f->diag, &f->book.drawing.arena, &f->sources);
    bool found = false;
    for (size_t i = 0; !found && bb_archive_icc_paths[i]; i++)
        found = read_file(bb_archive_icc_paths[i], &f->icc);
    assert_true(found);
    f->options = (struct bb_archive_options){.level = bb_archive_find_level("2a"),
        .icc = bb_buf_str(&f->icc),
        .icc_name = "sRGB",
        .producer = "briefbook test"};
    mkdir(BB_OUTPUT_DIR, 0777);
    *state = f;
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *f = *state;
    bb_buf_finish(&f->icc);
    bb_buf_finish(&f->pdf);
    bb_buf_finish(&f->out);
    book_finish(&f->book);
    test_free(f);
    return 0;
}

static void
render(struct fixture *f)
{
    struct bb_display *display = &f->book.drawing.display;
    const char *fault = NULL;
    bb_display_finish(display, &fault);
    assert_null(fault);
    struct bb_fontset *fonts = bb_fontset_create(display, NULL, &f->diag);
    assert_non_null(fonts);
    struct bb_backend_options options = {.whole_points = true};
    assert_int_equal(
        bb_backend_render(&bb_backend_cairo_pdf, display, fonts, &options, &f->diag, &f->pdf),
        BB_OK);
    bb_fontset_destroy(fonts);
}

static enum bb_status
finish(struct fixture *f, struct bb_buf *out)
{
    return bb_archive_finish(
        &f->book.drawing.display, bb_buf_str(&f->pdf), &f->options, &f->diag, out);
}

static void
make_book(struct fixture *f)
{
    book_build(&f->book);
    render(f);
    assert_int_equal(finish(f, &f->out), BB_OK);
}

/* The standard output of a shell command, which must succeed. */
static struct bb_str
run(struct fixture *f, const char *command)
{
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    struct bb_buf out;
    bb_buf_init(&out, 0);
    char piece[4096];
    for (size_t got; (got = fread(piece, 1, sizeof piece, pipe)) > 0;)
        bb_buf_append(&out, piece, got);
    int code = pclose(pipe);
    struct bb_str text = bb_arena_str(&f->book.drawing.arena, bb_buf_str(&out));
    bb_buf_finish(&out);
    if (code != 0)
        fail_msg("%s: %d\n%s", command, code, text.ptr);
    return text;
}

static void
assert_contains(struct bb_str text, const char *part)
{
    if (!memmem(text.ptr, text.len, part, strlen(part)))
        fail_msg("no \"%s\" in:\n%.*s", part, BB_STR_ARG(text));
}

#define BOOK BB_OUTPUT_DIR "/archive-book.pdf"
#define RAW BB_OUTPUT_DIR "/archive-book.raw"
#define PACKED BB_OUTPUT_DIR "/archive-book-packed.raw"

static void
write_book(struct fixture *f)
{
    make_book(f);
    write_file(BOOK, &f->out);
    write_file(RAW, &f->pdf);
}

/* --- the whole -------------------------------------------------------------------------------- */

static void
test_tags_come_back(void **state)
{
    struct fixture *f = *state;
    write_book(f);
    struct bb_buf golden, dump;
    bb_buf_init(&golden, 0);
    bb_buf_init(&dump, 0);
    assert_true(read_file(BB_TEST_DIR "/ref/tags/archive-book.txt", &golden));
    bb_display_dump_tags(&f->book.drawing.display, &dump);
    assert_string_equal(dump.ptr, golden.ptr);
    bb_buf_finish(&golden);
    bb_buf_finish(&dump);
    run(f, BB_TEST_DIR "/pdf-tags " BOOK " --against " BB_TEST_DIR "/ref/tags/archive-book.txt");
}

static void
test_qpdf_finds_no_fault(void **state)
{
    struct fixture *f = *state;
    write_book(f);
    assert_contains(run(f, "qpdf --check " BOOK " 2>&1"), "No syntax or stream encoding errors");
}

static void
test_text_and_pixels_stay(void **state)
{
    struct fixture *f = *state;
    write_book(f);
    struct bb_str text = run(f, "pdftotext -layout " RAW " -");
    assert_contains(text, "胡衡華");
    assert_string_equal(run(f, "pdftotext -layout " BOOK " -").ptr, text.ptr);
    struct bb_str pixels = run(f, "pdftoppm -r 60 " RAW " | cksum");
    assert_string_equal(run(f, "pdftoppm -r 60 " BOOK " | cksum").ptr, pixels.ptr);
}

static void
test_bytes_are_the_same(void **state)
{
    struct fixture *f = *state;
    make_book(f);
    struct bb_buf again;
    bb_buf_init(&again, 0);
    bb_buf_append_text(&again, "before"); /* appended to, not overwritten */
    assert_int_equal(finish(f, &again), BB_OK);
    assert_int_equal(again.len, f->out.len + 6);
    assert_memory_equal(again.ptr + 6, f->out.ptr, f->out.len);
    bb_buf_finish(&again);
}

/* Cairo 1.16 writes a file that is plain to see, 1.18 object streams, which libqpdf reads. */
static void
test_any_form_of_the_file_is_read(void **state)
{
    struct fixture *f = *state;
    write_book(f);
    run(f,
        "qpdf --object-streams=generate --stream-data=preserve --static-id --force-version=1.5 " RAW
        " " PACKED);
    struct bb_buf finished;
    bb_buf_init(&finished, 0);
    f->pdf.len = 0;
    assert_true(read_file(PACKED, &f->pdf));
    assert_int_equal(finish(f, &finished), BB_OK);
    assert_int_equal(finished.len, f->out.len);
    assert_memory_equal(finished.ptr, f->out.ptr, f->out.len);
    bb_buf_finish(&finished);
}

static void
test_navigation(void **state)
{
    struct fixture *f = *state;
    write_book(f);
    struct bb_str text = run(f, "qpdf --json --json-key=outlines --json-key=pagelabels " BOOK);
    assert_contains(text, "\"title\": \"미래과학성 (未來科學城)\"");
    assert_contains(text, "\"destpageposfrom1\": 3");
    text = run(f, "pdfinfo -dests " BOOK);
    assert_contains(text, "   1 [ XYZ   72  762 null      ] \"chongqing\"");
    text = run(f, "qpdf --qdf --object-streams=disable " BOOK " - | strings");
    assert_contains(text, "/PageLabels");
    assert_contains(text, "/A <<\n    /S /URI\n    /URI (https://example.org/?a=\\(1\\))");
    assert_contains(text, "/DisplayDocTitle true");
    assert_contains(text, "/Lang (ko)");
}

/* An entry in another language names an element in it, any other one in the document's. */
static void
test_outline_says_its_language(void **state)
{
    struct fixture *f = *state;
    struct bb_display *d = &f->book.drawing.display;
    book_add_destination(&f->book, "number");
    book_add_destination(&f->book, "name");
    struct bb_tag *number = book_add_element(&f->book, NULL, BB_ROLE_P, "1");
    struct bb_tag *heading = book_add_element(&f->book, NULL, BB_ROLE_H1, "충칭");
    struct bb_tag *name = book_add_element(&f->book, heading, BB_ROLE_SPAN, "重慶");
    name->language = "zh-Hant";
    d->destinations.at[0].tag = number->id;
    d->destinations.at[1].tag = name->id;
    book_add_outline(&f->book, 1, "重慶", "number");
    d->outline.at[0].language = "zh-Hant";
    book_add_outline(&f->book, 1, "충칭", "name");
    render(f);
    assert_int_equal(finish(f, &f->out), BB_OK);
#define SPOKEN BB_OUTPUT_DIR "/archive-outline-languages.pdf"
    write_file(SPOKEN, &f->out);
    struct bb_str text = run(f,
        "qpdf --json --json-key=qpdf " SPOKEN " | python3 -c '"
        "import json, sys\n"
        "o = json.load(sys.stdin)[\"qpdf\"][1]\n"
        "at = lambda ref: o[\"obj:\" + ref][\"value\"]\n"
        "for v in [e[\"value\"] for e in o.values() if \"value\" in e]:\n"
        "    if isinstance(v, dict) and \"/SE\" in v:\n"
        "        se = at(v[\"/SE\"])\n"
        "        print(v[\"/Title\"], se[\"/S\"], se.get(\"/Lang\", \"-\"))\n'");
    assert_string_equal(text.ptr, "u:重慶 /Span u:zh-Hant\nu:충칭 /H1 -\n");
}

/* The figure of the book: a panel of 100 by 40 pt, and a text of 10 pt below it. */
static void
test_figures_have_boxes(void **state)
{
    struct fixture *f = *state;
    write_book(f);
    assert_contains(run(f, "qpdf --qdf --object-streams=disable " BOOK " - | strings"),
        "/BBox [\n      72\n      655.39\n      172\n      713.89\n    ]");
}

/* A clipped image in a turned group, and a figure over two pages. */
static void
test_figure_boxes_follow_groups(void **state)
{
    struct fixture *f = *state;
    struct drawing *d = &f->book.drawing;
    static const struct bb_color ink = {0};
    struct bb_tag *turned = book_add_tag(&f->book, NULL, BB_ROLE_FIGURE);
    struct bb_tag *broken = book_add_tag(&f->book, NULL, BB_ROLE_FIGURE);
    struct bb_tag *bare = book_add_tag(&f->book, NULL, BB_ROLE_FIGURE);
    struct bb_item group = {.kind = BB_ITEM_GROUP_BEGIN,
        .as.group = {.matrix = {.b = 65536, .c = -65536, .e = BB_PT(500)},
            .clip = true,
            .x = BB_PT(10),
            .y = BB_PT(20),
            .width = BB_PT(30),
            .height = BB_PT(40)}};
    drawing_begin_mark(d, turned);
    bb_page_add(&d->display, d->page, group);
    drawing_add_rectangle(d, 0, 0, 1000, 50, ink);
    drawing_add_rectangle(d, 100, 0, 1000, 50, ink); /* clipped away */
    bb_page_add(&d->display, d->page, (struct bb_item){.kind = BB_ITEM_GROUP_END});
    drawing_end_mark(d);
    for (int i = 0; i < 2; i++) {
        drawing_begin_mark(d, broken);
        drawing_add_rectangle(d, 0, 0, 10, 10, ink);
        drawing_end_mark(d);
        book_add_page(&f->book, NULL);
    }
    struct bb_figure_boxes boxes = bb_figures_measure(&d->display, &d->arena);
    const struct bb_figure_box *box = bb_figures_lookup(&boxes, turned->id);
    assert_non_null(box);
    assert_int_equal(box->left, BB_PT(450));
    assert_int_equal(box->right, BB_PT(480));
    assert_int_equal(box->top, BB_PT(10));
    assert_int_equal(box->bottom, BB_PT(40));
    assert_null(bb_figures_lookup(&boxes, broken->id));
    assert_null(bb_figures_lookup(&boxes, bare->id));
}

/* A mark without text: Cairo 1.18 opens it by a speck of text, of which nothing is left. */
static void
test_figures_without_text(void **state)
{
    struct fixture *f = *state;
#define BARE BB_OUTPUT_DIR "/archive-bare.pdf"
    book_add_element(&f->book, NULL, BB_ROLE_H1, "충칭");
    book_add_bare_figure(&f->book, NULL);
    render(f);
    assert_int_equal(finish(f, &f->out), BB_OK);
    write_file(BARE, &f->out);
    assert_string_equal(run(f, BB_TEST_DIR "/pdf-tags " BARE).ptr,
        "Document\n  H1 \"충칭\"\n  Figure alt=\"쪽빛\" <path>\n");
    assert_string_equal(run(f, "pdftotext " BARE " - | tr -d '\\n\\f'").ptr, "충칭");
}

static void
test_metadata_agree(void **state)
{
    struct fixture *f = *state;
    write_book(f);
    struct bb_str text = run(f, "TZ=Asia/Seoul pdfinfo -isodates " BOOK);
    assert_contains(text, " 595.275 x 841.89 pts"); /* drawn on 596 x 842 */
    assert_contains(text, "Title:           충칭 (重慶) 일정");
    assert_contains(text, "Author:          서울시");
    assert_contains(text, "Keywords:        충칭, 베이징");
    assert_contains(text, "Producer:        briefbook test");
    assert_contains(text, "CreationDate:    2024-07-23T09:30:00+09");
    text = run(f, "pdfinfo -meta " BOOK);
    assert_contains(text,
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">충칭 (重慶) 일정</rdf:li>"
        "<rdf:li xml:lang=\"ko\">충칭 (重慶) 일정</rdf:li>"
        "<rdf:li xml:lang=\"en\">Chongqing &amp; more</rdf:li></rdf:Alt></dc:title>");
    assert_contains(text,
        "<dc:subject><rdf:Bag><rdf:li>충칭</rdf:li><rdf:li>베이징</rdf:li></rdf:Bag></dc:subject>\n"
        "<pdf:Keywords>충칭, 베이징</pdf:Keywords>");
    assert_contains(text, "<dc:coverage>2024-07-24/2024-08-01</dc:coverage>");
    assert_contains(text, "<dc:language><rdf:Bag><rdf:li>ko</rdf:li>");
    assert_contains(text, "<rdf:li xml:lang=\"x-default\">A &amp; B &lt;C&gt;</rdf:li>");
    assert_contains(text, "<xmp:ModifyDate>2024-07-23T09:30:00+09:00</xmp:ModifyDate>");
    assert_contains(text, "<dc:identifier>seoul-2024-07</dc:identifier>");
    assert_contains(text, "<pdfaid:part>2</pdfaid:part>");
    assert_contains(text, "<pdfuaid:part>1</pdfuaid:part>");
}

/* Trees of more than one leaf, object streams of more than one, places of three bytes. */
static void
test_many_pages(void **state)
{
    struct fixture *f = *state;
    struct bb_arena *arena = &f->book.drawing.arena;
    for (int i = 0; i < 150; i++) {
        const char *name = bb_arena_printf(arena, "page.%d", i).ptr;
        if (i > 0)
            book_add_page(&f->book, bb_arena_printf(arena, "%d", i + 1).ptr);
        book_add_destination(&f->book, name);
        book_add_element(&f->book, NULL, BB_ROLE_H1, "충칭 일정");
        book_add_link(&f->book, NULL, name, NULL);
        book_add_outline(&f->book, 1 + i % 3, "충칭 일정", name);
    }
    render(f);
    assert_int_equal(finish(f, &f->out), BB_OK);
#define MANY BB_OUTPUT_DIR "/archive-many.pdf"
    write_file(MANY, &f->out);
    assert_contains(run(f, "qpdf --check " MANY " 2>&1"), "No syntax or stream encoding errors");
    run(f, BB_TEST_DIR "/pdf-tags " MANY);
    assert_int_equal(atoi(run(f, "pdfinfo -dests " MANY " | grep -c page").ptr), 150);
}

/* --- content streams -------------------------------------------------------------------------- */

#define P "/P <</MCID 0>> BDC "
#define WRAP "/Artifact<</Type/Layout>>BDC\n"

static const struct bb_content_mark element = {.open = "H1"};
static const struct bb_content_mark artifact = {
    .artifact = true, .open = "/Artifact<</Type/Pagination>>BDC"};

static void
test_content_is_rewritten(void **state)
{
    (void)state;
    static const struct {
        const char *in, *out;
    } rows[] = {
        {P "(a) Tj EMC", "/H1<</MCID 0>>BDC (a) Tj EMC"},
        {P "(\\) EMC \\\\) Tj EMC", "/H1<</MCID 0>>BDC (\\) EMC \\\\) Tj EMC"},
        {P "(( EMC) BDC) Tj EMC", "/H1<</MCID 0>>BDC (( EMC) BDC) Tj EMC"},
        {P "[<0102>-3 <EMC>]TJ EMC", "/H1<</MCID 0>>BDC [<0102>-3 <EMC>]TJ EMC"},
        {P "% EMC\nEMC", "/H1<</MCID 0>>BDC % EMC\nEMC"},
        {P "/Span <</ActualText <feff>>> BDC (a) Tj EMC (b) Tj EMC",
            "/H1<</MCID 0>>BDC /Span <</ActualText <feff>>> BDC (a) Tj EMC (b) Tj EMC"},
        {P "BI /W 1 ID (\xff\nEMC EIx EI EMC",
            "/H1<</MCID 0>>BDC BI /W 1 ID (\xff\nEMC EIx EI EMC"},
        {P "EMC 1 g 0 0 9 9 re f", "/H1<</MCID 0>>BDC EMC 1 g " WRAP "0 0 9 9 re f\nEMC\n"},
        {"0 0 9 9 re W n " P "EMC", "0 0 9 9 re W n /H1<</MCID 0>>BDC EMC"},
        {"0 0 m 1 1 l S 2 w /x5 Do " P "EMC",
            WRAP "0 0 m 1 1 l S 2 w /x5 Do EMC\n/H1<</MCID 0>>BDC EMC"},
        {"q 0 0 m s Q " P "EMC", "q " WRAP "0 0 m s EMC\nQ /H1<</MCID 0>>BDC EMC"},
        {"0 0 9 9 re f BT ET " P "EMC", WRAP "0 0 9 9 re f EMC\nBT ET /H1<</MCID 0>>BDC EMC"},
        {"BI /W 1 ID x EI " P "EMC", WRAP "BI /W 1 ID x EI EMC\n/H1<</MCID 0>>BDC EMC"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bb_buf out;
        const char *fault;
        bb_buf_init(&out, 0);
        assert_int_equal(
            bb_content_rewrite(bb_str_from(rows[i].in), &element, 1, &out, &fault), BB_OK);
        assert_string_equal(out.ptr, rows[i].out);
        bb_buf_finish(&out);
    }
}

static void
test_artifacts_are_told_apart(void **state)
{
    (void)state;
    const struct bb_content_mark marks[] = {artifact, element, artifact, element};
    struct bb_buf out;
    const char *fault;
    bb_buf_init(&out, 0);
    struct bb_str in = BB_STR("/Private << /MCID 0 >> BDC EMC /P << /MCID 1 >> BDC EMC "
                              "/Private << /MCID 2 >> BDC EMC /P << /MCID 3 >> BDC EMC");
    assert_int_equal(bb_content_rewrite(in, marks, 4, &out, &fault), BB_OK);
    assert_string_equal(out.ptr,
        "/Artifact<</Type/Pagination>>BDC EMC /H1<</MCID 0>>BDC EMC "
        "/Artifact<</Type/Pagination>>BDC EMC /H1<</MCID 1>>BDC EMC");
    bb_buf_finish(&out);
}

static void
test_specks_are_cut_out(void **state)
{
    (void)state;
    const struct bb_content_mark marks[] = {{.bare = true, .open = "Figure"}, element};
    struct bb_buf out;
    const char *fault;
    bb_buf_init(&out, 0);
    struct bb_str in = BB_STR("/P << /MCID 0 >> BDC 1 g BT (ET) Tj ET 0 0 m S EMC "
                              "/P << /MCID 1 >> BDC BT (a) Tj ET EMC");
    assert_int_equal(bb_content_rewrite(in, marks, 2, &out, &fault), BB_OK);
    assert_string_equal(out.ptr,
        "/Figure<</MCID 0>>BDC 1 g  0 0 m S EMC "
        "/H1<</MCID 1>>BDC BT (a) Tj ET EMC");
    bb_buf_finish(&out);
}

static void
test_planted_faults_in_content(void **state)
{
    (void)state;
    static const struct {
        const char *in, *fault;
    } rows[] = {
        {P "EMC (a) Tj", "text outside any mark"},
        {"[(a)] TJ " P "EMC", "text outside any mark"},
        {"(a) ' " P "EMC", "text outside any mark"},
        {"", "a mark of the display list that was not drawn"},
        {"/Private <</MCID 0>> BDC EMC", "a mark that the display list does not have"},
        {P "EMC /P <</MCID 1>> BDC EMC", "a mark that the display list does not have"},
        {"/P <</MCID 1>> BDC EMC", "a mark with a wrong MCID"},
        {"/P <</MCID>> BDC EMC", "a mark with a wrong MCID"},
        {"/P /MC0 BDC EMC", "a mark with a wrong MCID"},
        {"BDC EMC", "a mark with a wrong MCID"},
        {P "/P <</MCID 1>> BDC EMC EMC", "a mark inside a mark"},
        {P, "a mark open at the page's end"},
        {P "EMC EMC", "the end of a mark that is not open"},
        {"/P BMC EMC", "a mark without an MCID"},
        {P "EMC (a", "a string without an end"},
        {P "EMC (a\\", "a string without an end"},
        {P "EMC <00", "a hex string without an end"},
        {P "BI /W 1 ID xx", "an inline image without an end"},
        {P "BI", "an inline image without an end"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bb_buf out;
        const char *fault;
        /* A copy of its exact size, so that the sanitizers see a byte too many. */
        size_t len = strlen(rows[i].in);
        char *in = test_malloc(len + 1);
        memcpy(in, rows[i].in, len);
        bb_buf_init(&out, 0);
        enum bb_status status =
            bb_content_rewrite((struct bb_str){in, len}, &element, 1, &out, &fault);
        assert_int_equal(status, BB_INTERNAL);
        assert_string_equal(fault, rows[i].fault);
        bb_buf_finish(&out);
        test_free(in);
    }
}

/* --- refusals --------------------------------------------------------------------------------- */

static void
assert_refused(struct fixture *f, enum bb_status expected, const char *text)
{
    struct bb_buf out;
    bb_buf_init(&out, 0);
    bb_buf_append_text(&out, "kept");
    assert_int_equal(finish(f, &out), expected);
    assert_string_equal(out.ptr, "kept");
    assert_int_equal(out.len, 4);
    bb_buf_finish(&out);
    assert_int_equal(f->diag.nerrors, 1);
    const struct bb_diag_entry *entry = f->diag.entries.at[0];
    assert_non_null(strstr(entry->args[0], text));
}

static void
test_refuses_a_mark_more(void **state)
{
    struct fixture *f = *state;
    book_build(&f->book);
    render(f);
    book_add_element(&f->book, NULL, BB_ROLE_P, "성");
    assert_refused(f, BB_INTERNAL, "page 3: a mark of the display list that was not drawn");
}

static void
test_refuses_a_mark_less(void **state)
{
    struct fixture *f = *state;
    book_build(&f->book);
    render(f);
    struct bb_page *page = f->book.drawing.display.pages.at[1];
    for (size_t i = 0; i < page->items.len; i++) {
        if (page->items.at[i].kind == BB_ITEM_MARK_BEGIN)
            page->items.at[i].kind = BB_ITEM_MARK_END;
    }
    assert_refused(f, BB_INTERNAL, "page 2: a mark that the display list does not have");
}

static void
test_refuses_an_element_outside_the_tree(void **state)
{
    struct fixture *f = *state;
    book_build(&f->book);
    render(f);
    struct bb_tag *document = f->book.drawing.display.tags.at[0];
    document->first = document->first->next; /* drops the first part */
    assert_refused(f, BB_INTERNAL, "outside the structure tree");
}

static void
test_refuses_other_pages(void **state)
{
    struct fixture *f = *state;
    book_build(&f->book);
    render(f);
    book_add_page(&f->book, "3");
    assert_refused(f, BB_INTERNAL, "another number of pages");
}

static void
test_refuses_a_document_without_title(void **state)
{
    struct fixture *f = *state;
    book_build(&f->book);
    render(f);
    f->book.drawing.display.metadata.title = NULL;
    assert_refused(f, BB_INTERNAL, "without title or language");
}

static void
test_refuses_a_bad_date(void **state)
{
    struct fixture *f = *state;
    book_build(&f->book);
    render(f);
    f->book.drawing.display.metadata.date = "2024-07-23 09:30";
    assert_refused(f, BB_INTERNAL, "date");
}

static void
test_refuses_what_is_no_pdf(void **state)
{
    struct fixture *f = *state;
    book_build(&f->book);
    render(f);
    f->pdf.len /= 2;
    assert_refused(f, BB_INTERNAL, "cannot be read");
}

static void
test_refuses_another_profile(void **state)
{
    struct fixture *f = *state;
    book_build(&f->book);
    render(f);
    memcpy(f->icc.ptr + 16, "GRAY", 4);
    assert_refused(f, BB_IO, "sRGB");
}

/* --- pieces ----------------------------------------------------------------------------------- */

static void
test_texts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *expected;
        size_t len;
    } rows[] = {
        {"Seoul (1)\\", "(Seoul \\(1\\)\\\\)", 15},
        {"서", "(\xfe\xff\xc1\x1c)", 6},
        {"⡜\u0d28", "(\xfe\xff\\(\\\\\\r\\()", 12}, /* units whose bytes are ( \\ CR ( */
        {"\xf0\xa0\xae\xb7", "(\xfe\xff\xd8\x42\xdf\xb7)", 8},
        {"\t", "(\xfe\xff\x00\x09)", 6},
        {"", "()", 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bb_buf out;
        bb_buf_init(&out, 0);
        bb_pdf_put_text(&out, rows[i].text);
        assert_int_equal(out.len, rows[i].len);
        assert_memory_equal(out.ptr, rows[i].expected, rows[i].len);
        bb_buf_finish(&out);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_tags_come_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_qpdf_finds_no_fault, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_text_and_pixels_stay, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bytes_are_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_any_form_of_the_file_is_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_navigation, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_figures_have_boxes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_figure_boxes_follow_groups, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_figures_without_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_outline_says_its_language, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_metadata_agree, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_many_pages, set_up, tear_down),
        cmocka_unit_test(test_content_is_rewritten),
        cmocka_unit_test(test_artifacts_are_told_apart),
        cmocka_unit_test(test_specks_are_cut_out),
        cmocka_unit_test(test_planted_faults_in_content),
        cmocka_unit_test_setup_teardown(test_refuses_a_mark_more, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refuses_a_mark_less, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_refuses_an_element_outside_the_tree, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refuses_other_pages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refuses_a_document_without_title, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refuses_a_bad_date, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refuses_what_is_no_pdf, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refuses_another_profile, set_up, tear_down),
        cmocka_unit_test(test_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

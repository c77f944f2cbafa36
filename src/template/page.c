/* The page's size and margins, and the sheet that several pages are printed on. */
#include "template/compile.h"
#include "template/vocabulary.h"

static const struct {
    const char *name;
    double width, height; /* mm */
} paper_sizes[] = {
    {"A4", 210, 297}, {"A3", 297, 420}, {"A5", 148, 210}, {"A6", 105, 148}, {"A7", 74, 105}};

enum { PAPER_SIZES = sizeof paper_sizes / sizeof *paper_sizes };

struct paper {
    bb_len width, height;
};

/* The `size` of a page or sheet, the first without it, upright or `landscape`. */
static struct paper
compile_paper(struct bb_compiler *compiler, const struct bb_value *record)
{
    struct bb_str size = bb_record_str(record, "size");
    size_t index = 0;
    for (size_t i = 0; i < PAPER_SIZES; i++)
        if (bb_str_is(size, paper_sizes[i].name))
            index = i;
    if (size.len > 0 && !bb_str_is(size, paper_sizes[index].name))
        bb_report(compiler->diag, BB_D_LAYOUT_UNKNOWN_NAME, bb_record_get(record, "size")->span,
            "size", size.ptr, "A4");
    bb_len width = bb_len_from_mm(paper_sizes[index].width);
    bb_len height = bb_len_from_mm(paper_sizes[index].height);
    return bb_record_bool(record, "landscape") ? (struct paper){height, width}
                                               : (struct paper){width, height};
}

/* What `count` pages of that extent take, with the gaps between them. */
static bb_len
span_pages(bb_len extent, int count, bb_len gap)
{
    return count * extent + (count - 1) * gap;
}

static void
check_sheet(struct bb_compiler *compiler, const struct bb_value *record,
    const struct bb_sheet_template *sheet)
{
    const struct bb_page_template *page = &compiler->out->page;
    bb_len width = span_pages(page->width, sheet->across, sheet->gap);
    bb_len height = span_pages(page->height, sheet->down, sheet->gap);
    /* Millimetres were rounded for each page. */
    if (width <= sheet->width + sheet->across && height <= sheet->height + sheet->down)
        return;
    bb_report(compiler->diag, BB_D_LAYOUT_SHEET, record->span,
        bb_arena_printf(compiler->arena, "%.0f × %.0f", bb_len_to_mm(width), bb_len_to_mm(height))
            .ptr,
        bb_arena_printf(
            compiler->arena, "%.0f × %.0f", bb_len_to_mm(sheet->width), bb_len_to_mm(sheet->height))
            .ptr);
}

static void
compile_marks(
    struct bb_compiler *compiler, const struct bb_value *marks, struct bb_sheet_template *sheet)
{
    if (!marks)
        return;
    sheet->mark_length = bb_record_length(compiler, marks, "length", bb_len_from_mm(3));
    sheet->mark_thickness = bb_record_length(compiler, marks, "thickness", BB_PT(0.25));
    sheet->mark_offset = bb_record_length(compiler, marks, "offset", bb_len_from_mm(2));
    sheet->mark_inside = bb_record_length(compiler, marks, "inside", 0);
    sheet->fold_x = bb_record_length(compiler, marks, "fold_x", 0);
    sheet->fold_y = bb_record_length(compiler, marks, "fold_y", 0);
}

/* Of the `size` it says, or as large as its pages with the `margin` around them. */
static void
compile_sheet_size(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_sheet_template *sheet)
{
    const struct bb_page_template *page = &compiler->out->page;
    struct paper paper = compile_paper(compiler, record);
    sheet->width = paper.width;
    sheet->height = paper.height;
    if (!bb_record_get(record, "margin"))
        return;
    bb_len margin = bb_record_length(compiler, record, "margin", 0);
    sheet->width = span_pages(page->width, sheet->across, sheet->gap) + 2 * margin;
    sheet->height = span_pages(page->height, sheet->down, sheet->gap) + 2 * margin;
}

static struct bb_sheet_template *
compile_sheet(struct bb_compiler *compiler, const struct bb_value *record)
{
    enum { PAGES_MOST = 16 };
    if (!record)
        return NULL;
    struct bb_sheet_template *sheet = BB_NEW(compiler->arena, struct bb_sheet_template);
    sheet->across = bb_record_int_in(compiler, record, "across", 1, 1, PAGES_MOST);
    sheet->down = bb_record_int_in(compiler, record, "down", 1, 1, PAGES_MOST);
    sheet->gap = bb_record_length(compiler, record, "gap", 0);
    sheet->by_columns = bb_record_enum(record, "order", 1) == 0;
    sheet->backs = (enum bb_sheet_backs)bb_record_enum(record, "backs", BB_SHEET_SINGLE);
    sheet->bleed = bb_record_length(compiler, record, "bleed", 0);
    compile_sheet_size(compiler, record, sheet);
    compile_marks(compiler, bb_record_get(record, "marks"), sheet);
    check_sheet(compiler, record, sheet);
    return sheet;
}

void
bb_compile_page(struct bb_compiler *compiler, const struct bb_value *record)
{
    struct bb_page_template *page = &compiler->out->page;
    struct paper paper = compile_paper(compiler, record);
    page->width = paper.width;
    page->height = paper.height;
    page->duplex = bb_record_bool(record, "duplex");
    page->inner = bb_record_length(compiler, record, "inner", bb_len_from_mm(20));
    page->outer = bb_record_length(compiler, record, "outer", bb_len_from_mm(20));
    page->gutter = bb_record_length(compiler, record, "gutter", 0);
    page->top = bb_record_length(compiler, record, "top", bb_len_from_mm(20));
    page->grid = bb_record_length_in(compiler, record, "grid", BB_PT(1), BB_PT(0.25), BB_PT(100));
    page->baseline = bb_record_int_in(compiler, record, "baseline", 750, 0, 1000);
    bb_len most = page->height - page->top;
    page->text_height = bb_record_length(compiler, record, "height", most - bb_len_from_mm(20));
    bb_len width = page->width - page->inner - page->outer - page->gutter;
    bb_len least = bb_len_from_mm(10);
    if (page->text_height > most || page->text_height < least || width < least)
        bb_report(compiler->diag, BB_D_LAYOUT_PAGE, record ? record->span : (struct bb_span){0});
    page->sheet = compile_sheet(compiler, bb_record_get(record, "sheet"));
}

/* Finishing: the PDF of a backend becomes PDF/A and PDF/UA.
 *
 * The file is written anew (pdf.c): pages with their rewritten content (content.c), what they use
 * carried over from the backend's file (import.c), and around them what the display list says of
 * the document as a whole (structure.c, navigation.c, metadata.c). Nothing of the backend's own
 * structure, annotations or metadata survives, so there is nothing to reconcile with it.
 *
 * Editing the backend's file in place through libqpdf was the alternative; pdf.c says what it
 * costs, and what Cairo leaves behind would have to be found and removed. */
#include "archive/finishing.h"

#include <stdlib.h>

#include "archive/content.h"
#include "archive/import.h"

const char *const bb_archive_icc_paths[] = {
    "/usr/share/color/icc/sRGB.icc", /* Debian: icc-profiles-free */
    "/usr/share/color/icc/ghostscript/srgb.icc",
    NULL,
};

static void
set_fault(struct bb_finishing *f, const char *fault)
{
    if (!f->fault)
        f->fault = fault;
}

/* --- pages ------------------------------------------------------------------------------------ */

/* A panel behind text is "background screens" of layout (14.8.2.2.2); the type Background would ask
 * for a BBox and says no more to a reader. */
static const char *const artifact_opens[] = {
    [BB_ARTIFACT_PAGINATION] = "/Artifact<</Type/Pagination>>BDC",
    [BB_ARTIFACT_HEADER] = "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC",
    [BB_ARTIFACT_FOOTER] = "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC",
    [BB_ARTIFACT_LAYOUT] = "/Artifact<</Type/Layout>>BDC",
    [BB_ARTIFACT_BACKGROUND] = "/Artifact<</Type/Layout>>BDC",
};

struct page_marks {
    BB_VEC(struct bb_content_mark) list;
};

/* The marks of a page as its content stream has to have them: be_cairo leaves artifacts without
 * text bare. */
static void
collect_marks(struct bb_finishing *f, const struct bb_page *page, struct page_marks *marks)
{
    marks->list.len = 0;
    for (size_t i = 0; i < page->items.len; i++) {
        const struct bb_item *item = &page->items.at[i];
        struct bb_content_mark mark = {0};
        if (item->kind == BB_ITEM_MARK_BEGIN)
            mark = (struct bb_content_mark){.bare = !bb_page_mark_has_text(page, i),
                .open = bb_role_name(f->display->tags.at[item->as.tag]->role)};
        else if (item->kind == BB_ITEM_ARTIFACT_BEGIN && bb_page_mark_has_text(page, i))
            mark = (struct bb_content_mark){
                .artifact = true, .open = artifact_opens[item->as.artifact]};
        if (mark.open)
            BB_VEC_PUSH(f->arena, &marks->list, mark);
    }
}

/* What one page after the other is rewritten in. */
struct page_rewriting {
    struct page_marks marks;
    struct bb_buf from, to;
};

static void
add_content(struct bb_finishing *f, struct bb_import *import, size_t page, uint32_t number,
    struct page_rewriting *rewriting)
{
    const char *fault = NULL;
    rewriting->from.len = rewriting->to.len = 0;
    bb_import_read_content(import, page, &rewriting->from);
    collect_marks(f, f->display->pages.at[page], &rewriting->marks);
    bb_content_rewrite(bb_buf_str(&rewriting->from), rewriting->marks.list.at,
        rewriting->marks.list.len, &rewriting->to, &fault);
    if (fault)
        set_fault(f, bb_arena_printf(f->arena, "page %zu: %s", page + 1, fault).ptr);
    bb_pdf_add_stream(f->pdf, number, BB_STR(""), bb_buf_str(&rewriting->to), true);
}

static bool
is_tagged(const struct bb_finishing *f)
{
    return f->options->level->ua > 0;
}

/* `content` 0: as the backend wrote it. */
static void
add_page(struct bb_finishing *f, struct bb_import *import, uint32_t page, uint32_t pages,
    uint32_t content)
{
    struct bb_buf *out = bb_pdf_begin(f->pdf, f->first_page + page);
    bb_pdf_put_ref(out, "<</Type/Page/Parent ", pages);
    bb_pdf_put_boxes(out, f->display->pages.at[page]);
    bb_import_put_page_entry(import, page, "/Group", out);
    bb_import_put_page_entry(import, page, "/Resources", out);
    if (content > 0)
        bb_pdf_put_ref(out, "/Contents ", content);
    else
        bb_import_put_page_entry(import, page, "/Contents", out);
    bb_pdf_put_annots(&f->navigation, page, out);
    if (is_tagged(f)) {
        bb_buf_append_text(out, "/Tabs/S/StructParents ");
        bb_pdf_put_int(out, page);
    }
    bb_buf_append_text(out, ">>");
    bb_pdf_end(f->pdf);
}

static void
add_pages(struct bb_finishing *f, struct bb_import *import, uint32_t pages)
{
    uint32_t count = (uint32_t)f->display->pages.len;
    struct page_rewriting rewriting = {0};
    if (f->display->faces.len == 0) /* any font drew specks, which are gone */
        bb_import_drop_fonts(import);
    for (uint32_t i = 0; i < count && !f->fault && !import->fault; i++) {
        uint32_t content = is_tagged(f) ? bb_pdf_reserve(f->pdf, 1) : 0;
        if (content > 0)
            add_content(f, import, i, content, &rewriting);
        add_page(f, import, i, pages, content);
    }
    bb_buf_finish(&rewriting.from);
    bb_buf_finish(&rewriting.to);
    bb_import_carry_over(import);
    struct bb_buf *out = bb_pdf_begin(f->pdf, pages);
    bb_buf_append_text(out, "<</Type/Pages/Count ");
    bb_pdf_put_int(out, count);
    bb_buf_append_text(out, "/Kids[");
    for (uint32_t i = 0; i < count; i++)
        bb_pdf_put_ref(out, i > 0 ? " " : "", f->first_page + i);
    bb_buf_append_text(out, "]>>");
    bb_pdf_end(f->pdf);
}

/* --- catalog ---------------------------------------------------------------------------------- */

/* The files belong to the document as a whole (ISO 19005-3, 6.8). */
static void
put_associated_files(struct bb_buf *out, uint32_t first, size_t count)
{
    if (count == 0)
        return;
    bb_buf_append_text(out, "/AF[");
    for (uint32_t i = 0; i < count; i++)
        bb_pdf_put_ref(out, i > 0 ? " " : "", first + i);
    bb_buf_append_char(out, ']');
}

static void
add_catalog(struct bb_finishing *f, uint32_t root, uint32_t pages)
{
    uint32_t structure = is_tagged(f) ? bb_finishing_add_structure(f) : 0;
    bb_pdf_add_links(&f->navigation);
    uint32_t destinations = bb_pdf_add_destinations(&f->navigation);
    uint32_t outline = bb_pdf_add_outline(&f->navigation);
    uint32_t labels = bb_pdf_add_page_labels(&f->navigation);
    uint32_t xmp = bb_finishing_add_xmp(f);
    uint32_t intent = bb_finishing_add_output_intent(f);
    uint32_t first_file = 0, files = bb_finishing_add_files(f, &first_file);
    struct bb_buf *out = bb_pdf_begin(f->pdf, root);
    bb_pdf_put_ref(out, "<</Type/Catalog/Pages ", pages);
    bb_pdf_put_entry(out, "/Lang", f->display->metadata.language);
    bb_buf_append_text(out, "/ViewerPreferences<</DisplayDocTitle true>>");
    if (structure > 0)
        bb_pdf_put_ref(out, "/MarkInfo<</Marked true>>/StructTreeRoot ", structure);
    bb_pdf_put_ref(out, "/Metadata ", xmp);
    bb_pdf_put_ref(out, "/OutputIntents[", intent);
    bb_buf_append_char(out, ']');
    bb_pdf_put_roots(out, destinations, outline, labels, files);
    put_associated_files(out, first_file, f->options->nfiles);
    bb_buf_append_text(out, ">>");
    bb_pdf_end(f->pdf);
}

/* --- the whole -------------------------------------------------------------------------------- */

/* Numbers marks through the document. */
static void
index_display(struct bb_finishing *f)
{
    const struct bb_display *display = f->display;
    f->marks = BB_NEW_ARRAY(f->arena, uint32_t, display->pages.len + 1);
    for (size_t p = 0; p < display->pages.len; p++) {
        const struct bb_page *page = display->pages.at[p];
        f->marks[p + 1] = f->marks[p];
        for (size_t i = 0; i < page->items.len; i++)
            f->marks[p + 1] += page->items.at[i].kind == BB_ITEM_MARK_BEGIN;
    }
}

/* Numbers the pages and the links. */
static void
reserve_pages(struct bb_finishing *f)
{
    uint32_t count = (uint32_t)f->display->pages.len;
    uint32_t *pages = BB_NEW_ARRAY(f->arena, uint32_t, count);
    f->first_page = bb_pdf_reserve(f->pdf, count);
    for (uint32_t i = 0; i < count; i++)
        pages[i] = f->first_page + i;
    f->navigation = (struct bb_pdf_navigation){
        .display = f->display,
        .arena = f->arena,
        .objects = &f->pdf->objects,
        .pages = pages,
        .first_link = bb_pdf_reserve(f->pdf, (uint32_t)f->display->links.len),
        .tagged = is_tagged(f),
        .elements = f->elements,
        .structural = f->options->level->ua >= 2,
    };
    bb_pdf_init_navigation(&f->navigation);
}

static void
finish(struct bb_finishing *f, struct bb_import *import)
{
    if (!import->fault && bb_import_count_pages(import) != f->display->pages.len)
        set_fault(f, "the backend wrote another number of pages than the display list has");
    if (!f->display->metadata.title || !f->display->metadata.language)
        set_fault(f, "a document without title or language cannot be PDF/UA");
    if (f->fault || import->fault)
        return;
    index_display(f);
    if (is_tagged(f))
        f->elements = BB_NEW_ARRAY(f->arena, uint32_t, f->display->tags.len);
    uint32_t root = bb_pdf_reserve(f->pdf, 2), pages = root + 1;
    reserve_pages(f);
    add_pages(f, import, pages);
    if (f->fault || import->fault)
        return;
    add_catalog(f, root, pages);
    uint32_t info = bb_finishing_add_info(f);
    const char *fault = bb_pdf_close(f->pdf, root, info);
    if (fault)
        set_fault(f, fault);
}

/* An ICC profile has its signature at 36 and its colour space at 16 (ICC.1, 7.2). */
static bool
is_rgb_profile(struct bb_str icc)
{
    return icc.len > 128 && memcmp(icc.ptr + 36, "acsp", 4) == 0
        && memcmp(icc.ptr + 16, "RGB ", 4) == 0;
}

enum bb_status
bb_archive_finish(const struct bb_display *display, struct bb_str pdf,
    const struct bb_archive_options *options, struct bb_diag *diag, struct bb_buf *out)
{
    if (!is_rgb_profile(options->icc)) {
        bb_report(diag, BB_D_COLOR_PROFILE, (struct bb_span){0}, options->icc_name);
        return BB_IO;
    }
    struct bb_arena arena;
    struct bb_pdf to;
    struct bb_import import;
    bb_arena_init(&arena);
    size_t start = out->len;
    bb_pdf_init(&to, &arena, out, options->level->part >= 4 ? "2.0" : "1.7");
    bb_import_init(&import, &arena, pdf, &to);
    struct bb_finishing f = {.display = display, .options = options, .arena = &arena, .pdf = &to};
    finish(&f, &import);
    const char *fault = import.fault ? import.fault : f.fault;
    if (fault) {
        bb_report(diag, BB_D_INTERNAL, (struct bb_span){0}, fault);
        out->len = start;
        out->ptr[start] = '\0';
    }
    bb_import_finish(&import);
    bb_pdf_finish(&to);
    bb_arena_finish(&arena);
    return fault ? BB_INTERNAL : BB_OK;
}

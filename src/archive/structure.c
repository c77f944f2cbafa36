/* Writing the structure tree (ISO 32000-1, 14.7).
 *
 * The elements are visited breadth first: a list of elements is its own queue, an element's kids
 * get consecutive numbers when it is written, and nothing recurses. While kids are written, the
 * element of each mark is noted by page and MCID; those notes are the ParentTree.
 *
 * Renaming and completing the tree that Cairo writes was the alternative: it has one flat element
 * for each mark, so it would be built anew all the same, from objects instead of from tags. */
#include "archive/figures.h"
#include "archive/finishing.h"

struct element {
    const struct bb_tag *tag;
    uint32_t number, parent;
};

struct structure {
    struct bb_finishing *f;
    struct bb_tag_walk *walk;
    BB_VEC(struct element) elements;
    uint32_t *owners;      /* element of each mark of the document, in its order */
    uint32_t *link_owners; /* element of each link */
    uint32_t *links;       /* by tag id: 1 + its first link; 0: none */
    uint32_t *next_links;  /* by link: 1 + the next link of the same element */
    BB_VEC(struct bb_pdf_pair) ids;
    struct bb_figure_boxes figures;
    uint32_t namespace; /* of the types of PDF 2.0; 0: the file is PDF 1.7 */
};

enum { NO_PAGE = UINT32_MAX };

/* --- types ------------------------------------------------------------------------------------ */

/* Strong and Em came with PDF 2.0; in 1.7 they are mapped to Span (14.8.4.4.1). */
static const char role_map[] = "/RoleMap<</Strong/Span/Em/Span>>";

/* Types that PDF 2.0 left behind in the namespace of PDF 1.7, which is that of elements that name
 * none (ISO 32000-2, 14.8.6). */
static bool
is_old_type(enum bb_role role)
{
    return role == BB_ROLE_TOC || role == BB_ROLE_TOCI || role == BB_ROLE_INDEX
        || role == BB_ROLE_REFERENCE || role == BB_ROLE_BLOCKQUOTE;
}

/* Type is optional (table 323) and would be a fifth of an element. PDF/UA-2, 8.2.5.14, has FENote
 * where PDF 1.7 had Note. */
static void
put_type(struct structure *s, struct bb_buf *out, enum bb_role role)
{
    bool renamed = s->namespace > 0 && role == BB_ROLE_NOTE;
    bb_buf_append_text(out, "<</S/");
    bb_buf_append_text(out, renamed ? "FENote" : bb_role_name(role));
    if (s->namespace > 0 && !is_old_type(role))
        bb_pdf_put_ref(out, "/NS ", s->namespace);
}

static uint32_t
add_namespace(struct bb_finishing *f)
{
    uint32_t number = bb_pdf_reserve(f->pdf, 1);
    struct bb_buf *out = bb_pdf_begin(f->pdf, number);
    bb_buf_append_text(out, "<</Type/Namespace/NS(http://iso.org/pdf2/ssn)>>");
    bb_pdf_end(f->pdf);
    return number;
}

/* --- attributes ------------------------------------------------------------------------------- */

static void
put_span(struct bb_buf *out, const char *key, int count)
{
    if (count > 1) {
        bb_buf_append_text(out, key);
        bb_pdf_put_int(out, count);
    }
}

static void
put_table_attributes(struct bb_buf *out, const struct bb_tag *tag)
{
    static const char *const scopes[] = {[BB_SCOPE_NONE] = "",
        [BB_SCOPE_ROW] = "/Scope/Row",
        [BB_SCOPE_COLUMN] = "/Scope/Column",
        [BB_SCOPE_BOTH] = "/Scope/Both"};
    bool scoped = tag->role == BB_ROLE_TH && tag->scope != BB_SCOPE_NONE;
    if (!scoped && tag->row_span <= 1 && tag->col_span <= 1)
        return;
    bb_buf_append_text(out, "/A<</O/Table");
    if (scoped)
        bb_buf_append_text(out, scopes[tag->scope]);
    put_span(out, "/RowSpan ", tag->row_span);
    put_span(out, "/ColSpan ", tag->col_span);
    bb_buf_append_text(out, ">>");
}

/* "Unordered" and "Ordered" are values of PDF 2.0; 1.7 has the kinds of marks only. */
static const char *
name_numbering(const struct structure *s, enum bb_list_numbering numbering)
{
    static const char *const names[] = {[BB_NUMBERING_NONE] = "None",
        [BB_NUMBERING_DISC] = "Disc",
        [BB_NUMBERING_DECIMAL] = "Decimal",
        [BB_NUMBERING_UPPER_ROMAN] = "UpperRoman",
        [BB_NUMBERING_LOWER_ROMAN] = "LowerRoman",
        [BB_NUMBERING_UPPER_ALPHA] = "UpperAlpha",
        [BB_NUMBERING_LOWER_ALPHA] = "LowerAlpha",
        [BB_NUMBERING_UNORDERED] = "Disc",
        [BB_NUMBERING_ORDERED] = "Decimal"};
    if (s->namespace > 0 && numbering == BB_NUMBERING_UNORDERED)
        return "Unordered";
    if (s->namespace > 0 && numbering == BB_NUMBERING_ORDERED)
        return "Ordered";
    return names[numbering];
}

static void
put_list_attributes(struct structure *s, struct bb_buf *out, const struct bb_tag *tag)
{
    if (tag->numbering == BB_NUMBERING_NONE)
        return;
    bb_buf_append_text(out, "/A<</O/List/ListNumbering/");
    bb_buf_append_text(out, name_numbering(s, tag->numbering));
    bb_buf_append_text(out, ">>");
}

static void
put_figure_attributes(struct structure *s, struct bb_buf *out, const struct bb_tag *tag)
{
    const struct bb_figure_box *box = bb_figures_lookup(&s->figures, tag->id);
    if (!box)
        return;
    bb_len height = s->f->display->pages.at[box->page]->height;
    bb_buf_append_text(out, "/A<</O/Layout/Placement/Block/BBox");
    bb_pdf_put_rectangle(out, box->left, height - box->bottom, box->right, height - box->top);
    bb_buf_append_text(out, ">>");
}

/* PDF/UA-1, 7.9: every Note has an ID of its own. Fixed width keeps the IDs in order of their
 * bytes, as the IDTree wants them. */
static void
put_id(struct structure *s, struct bb_buf *out, const struct element *element)
{
    struct bb_arena *arena = s->f->arena;
    struct bb_str id = bb_arena_printf(arena, "(note-%010u)", (unsigned)element->tag->id);
    bb_buf_append_text(out, "/ID");
    bb_buf_append_str(out, id);
    BB_VEC_PUSH(arena, &s->ids,
        (struct bb_pdf_pair){
            .key = id, .value = bb_arena_printf(arena, "%u 0 R", (unsigned)element->number)});
}

static void
put_attributes(struct structure *s, struct bb_buf *out, const struct element *element)
{
    const struct bb_tag *tag = element->tag;
    bb_pdf_put_entry(out, "/T", tag->title);
    bb_pdf_put_entry(out, "/Lang", tag->language);
    bb_pdf_put_entry(out, "/Alt", tag->alt);
    bb_pdf_put_entry(out, "/ActualText", tag->actual);
    if (tag->role == BB_ROLE_TH || tag->role == BB_ROLE_TD)
        put_table_attributes(out, tag);
    if (tag->role == BB_ROLE_L)
        put_list_attributes(s, out, tag);
    if (tag->role == BB_ROLE_FIGURE)
        put_figure_attributes(s, out, tag);
    if (tag->role == BB_ROLE_NOTE)
        put_id(s, out, element);
}

/* --- elements --------------------------------------------------------------------------------- */

/* The object number of an element. They are handed out in order of the elements' first mention. */
static uint32_t
number_of(struct structure *s, uint32_t tag)
{
    uint32_t *number = &s->f->elements[tag];
    if (*number == 0)
        *number = bb_pdf_reserve(s->f->pdf, 1);
    return *number;
}

/* A link names the element that it leads to: an item of the contents must (ISO 14289-2, 8.2.5.8),
 * and for any other it is as true. */
static void
put_target(struct structure *s, struct bb_buf *out, const struct bb_tag *tag)
{
    struct bb_finishing *f = s->f;
    if (s->namespace == 0 || tag->link == 0)
        return;
    const char *name = f->display->links.at[tag->link - 1].destination;
    const struct bb_destination *at =
        name ? bb_map_lookup(&f->navigation.destinations, bb_str_from(name)) : NULL;
    if (at) {
        bb_pdf_put_ref(out, "/Ref[", number_of(s, at->tag));
        bb_buf_append_char(out, ']');
    }
}

/* --- kids ------------------------------------------------------------------------------------- */

static void
put_mark(struct structure *s, struct bb_buf *out, const struct bb_tag_kid *kid, uint32_t page,
    uint32_t element)
{
    struct bb_finishing *f = s->f;
    uint32_t order = f->marks[kid->page] + kid->mcid;
    if (order >= f->marks[kid->page + 1] || s->owners[order] != 0) {
        f->fault = f->fault ? f->fault : "a mark that belongs to no or two elements";
        return;
    }
    s->owners[order] = element;
    if (kid->page == page) {
        bb_pdf_put_int(out, kid->mcid);
        return;
    }
    bb_pdf_put_ref(out, "<</Type/MCR/Pg ", f->first_page + kid->page);
    bb_buf_append_text(out, "/MCID ");
    bb_pdf_put_int(out, kid->mcid);
    bb_buf_append_text(out, ">>");
}

/* The annotations of a Link element follow its content, one for each rectangle. */
static void
put_link_kids(struct structure *s, struct bb_buf *out, const struct element *element)
{
    for (uint32_t link = s->links[element->tag->id]; link > 0; link = s->next_links[link - 1]) {
        const struct bb_link *at = &s->f->display->links.at[link - 1];
        bb_pdf_put_ref(out, " <</Type/OBJR/Obj ", s->f->navigation.first_link + link - 1);
        bb_pdf_put_ref(out, "/Pg ", s->f->first_page + at->page);
        bb_buf_append_text(out, ">>");
        s->link_owners[link - 1] = element->number;
    }
}

/* The page of an element's first mark of its own: kids on it need no page themselves. */
static uint32_t
find_page(const struct bb_tag_kid *kids, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (!kids[i].tag)
            return kids[i].page;
    }
    return NO_PAGE;
}

static void
put_kids(struct structure *s, struct bb_buf *out, const struct element *element)
{
    struct bb_finishing *f = s->f;
    struct bb_tag_kid *kids;
    size_t len = bb_tag_walk_kids(s->walk, element->tag, &kids);
    uint32_t page = find_page(kids, len);
    if (page != NO_PAGE)
        bb_pdf_put_ref(out, "/Pg ", f->first_page + page);
    bool linked = s->links[element->tag->id] > 0;
    if (len == 0 && !linked)
        return;
    bool single = len == 1 && !linked; /* most are: then no array */
    bb_buf_append_text(out, single ? "/K " : "/K[");
    for (size_t i = 0; i < len; i++) {
        if (i > 0)
            bb_buf_append_char(out, ' ');
        if (!kids[i].tag) {
            put_mark(s, out, &kids[i], page, element->number);
            continue;
        }
        struct element child = {
            .tag = kids[i].tag, .number = number_of(s, kids[i].tag->id), .parent = element->number};
        bb_pdf_put_ref(out, "", child.number);
        BB_VEC_PUSH(f->arena, &s->elements, child);
    }
    put_link_kids(s, out, element);
    if (!single)
        bb_buf_append_char(out, ']');
}

static void
add_element(struct structure *s, struct element element)
{
    struct bb_buf *out = bb_pdf_begin(s->f->pdf, element.number);
    put_type(s, out, element.tag->role);
    bb_pdf_put_ref(out, "/P ", element.parent);
    put_attributes(s, out, &element);
    put_target(s, out, element.tag);
    put_kids(s, out, &element);
    bb_buf_append_text(out, ">>");
    bb_pdf_end(s->f->pdf);
}

/* --- ParentTree ------------------------------------------------------------------------------- */

static struct bb_str
add_page_owners(struct structure *s, size_t page)
{
    struct bb_finishing *f = s->f;
    uint32_t number = bb_pdf_reserve(f->pdf, 1);
    struct bb_buf *out = bb_pdf_begin(f->pdf, number);
    bb_buf_append_char(out, '[');
    for (uint32_t i = f->marks[page]; i < f->marks[page + 1]; i++) {
        if (s->owners[i] == 0)
            f->fault = f->fault ? f->fault : "a mark of an element outside the structure tree";
        bb_pdf_put_ref(out, i > f->marks[page] ? " " : "", s->owners[i]);
    }
    bb_buf_append_char(out, ']');
    bb_pdf_end(f->pdf);
    return bb_arena_printf(f->arena, "%u 0 R", (unsigned)number);
}

static uint32_t
add_parent_tree(struct structure *s)
{
    struct bb_finishing *f = s->f;
    const struct bb_display *display = f->display;
    size_t pages = display->pages.len, len = pages + display->links.len;
    struct bb_pdf_pair *pairs = BB_NEW_ARRAY(f->arena, struct bb_pdf_pair, len);
    for (size_t i = 0; i < len; i++) {
        pairs[i].key = bb_arena_printf(f->arena, "%zu", i);
        if (i < pages) {
            pairs[i].value = add_page_owners(s, i);
            continue;
        }
        uint32_t owner = s->link_owners[i - pages];
        if (owner == 0)
            f->fault = f->fault ? f->fault : "a link whose element is not in the structure tree";
        pairs[i].value = bb_arena_printf(f->arena, "%u 0 R", (unsigned)owner);
    }
    return bb_pdf_add_tree(&f->pdf->objects, "/Nums", pairs, len);
}

/* --- the whole -------------------------------------------------------------------------------- */

/* Chains the links of each element in the order of the display list. */
static void
chain_links(struct structure *s)
{
    const struct bb_display *display = s->f->display;
    s->links = BB_NEW_ARRAY(s->f->arena, uint32_t, display->tags.len);
    s->next_links = BB_NEW_ARRAY(s->f->arena, uint32_t, display->links.len);
    s->link_owners = BB_NEW_ARRAY(s->f->arena, uint32_t, display->links.len);
    for (size_t i = display->links.len; i > 0; i--) {
        uint32_t tag = display->links.at[i - 1].tag;
        s->next_links[i - 1] = s->links[tag];
        s->links[tag] = (uint32_t)i;
    }
}

static void
add_root(struct structure *s, uint32_t root, uint32_t document)
{
    struct bb_finishing *f = s->f;
    size_t parents = f->display->pages.len + f->display->links.len;
    uint32_t parent_tree = add_parent_tree(s);
    uint32_t id_tree =
        s->ids.len > 0 ? bb_pdf_add_tree(&f->pdf->objects, "/Names", s->ids.at, s->ids.len) : 0;
    struct bb_buf *out = bb_pdf_begin(f->pdf, root);
    bb_buf_append_text(out, "<</Type/StructTreeRoot");
    if (s->namespace == 0)
        bb_buf_append_text(out, role_map);
    else {
        bb_pdf_put_ref(out, "/Namespaces[", s->namespace);
        bb_buf_append_char(out, ']');
    }
    bb_pdf_put_ref(out, "/K ", document);
    bb_pdf_put_ref(out, "/ParentTree ", parent_tree);
    bb_buf_append_text(out, "/ParentTreeNextKey ");
    bb_pdf_put_int(out, (int64_t)parents);
    if (id_tree > 0)
        bb_pdf_put_ref(out, "/IDTree ", id_tree);
    bb_buf_append_text(out, ">>");
    bb_pdf_end(f->pdf);
}

uint32_t
bb_finishing_add_structure(struct bb_finishing *f)
{
    const struct bb_display *display = f->display;
    struct structure s = {.f = f,
        .walk = bb_tag_walk_create(display, f->arena),
        .figures = bb_figures_measure(display, f->arena)};
    s.owners = BB_NEW_ARRAY(f->arena, uint32_t, f->marks[display->pages.len]);
    chain_links(&s);
    s.namespace = f->options->level->ua == 2 ? add_namespace(f) : 0;
    uint32_t root = bb_pdf_reserve(f->pdf, 2);
    BB_VEC_PUSH(f->arena, &s.elements,
        (struct element){.tag = display->tags.at[0], .number = root + 1, .parent = root});
    f->elements[0] = root + 1;
    for (size_t i = 0; i < s.elements.len; i++)
        add_element(&s, s.elements.at[i]);
    bb_pdf_sort_pairs(s.ids.at, s.ids.len);
    add_root(&s, root, root + 1);
    return root;
}

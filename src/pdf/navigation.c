/* Writing what leads through the document: link annotations, named destinations, outline and page
 * labels (ISO 32000-1, 12.3, 12.4.2, 12.5).
 *
 * All of it comes from the display list. Cairo writes annotations and an outline of its own, but
 * gives one union box to a link over two lines, loses links inside groups and cannot say F,
 * Contents or Count (findings.md, 4). */
#include "pdf/navigation.h"

/* --- targets ---------------------------------------------------------------------------------- */

static void
put_place(const struct bb_pdf_navigation *n, const struct bb_destination *at, uint32_t object,
    struct bb_buf *out)
{
    bb_pdf_put_ref(out, "[", object);
    bb_buf_append_text(out, "/XYZ ");
    bb_pdf_put_len(out, at->x);
    bb_buf_append_char(out, ' ');
    bb_pdf_put_len(out, n->display->pages.at[at->page]->height - at->y);
    bb_buf_append_text(out, " 0]");
}

/* Where a link or an entry of the outline leads: by name, and in PDF 2.0 to the element as well.
 * Readers that know no structure destinations take the name. */
static void
put_target(const struct bb_pdf_navigation *n, const char *name, struct bb_buf *out)
{
    const struct bb_destination *at =
        n->structural ? bb_map_lookup(&n->destinations, bb_str_from(name)) : NULL;
    if (!at) {
        bb_pdf_put_entry(out, "/Dest", name);
        return;
    }
    bb_pdf_put_entry(out, "/A<</S/GoTo/D", name);
    bb_buf_append_text(out, "/SD");
    put_place(n, at, n->elements[at->tag], out);
    bb_buf_append_text(out, ">>");
}

/* --- links ------------------------------------------------------------------------------------ */

/* A URI is ASCII (12.6.4.7); bytes of UTF-8 are written as RFC 3987, 3.1, maps an IRI. */
static void
put_uri(struct bb_arena *arena, struct bb_buf *out, const char *uri)
{
    struct bb_buf ascii;
    bb_buf_init(&ascii, 0);
    for (; *uri; uri++) {
        unsigned char byte = (unsigned char)*uri;
        if (byte > 0x20 && byte < 0x7f)
            bb_buf_append_char(&ascii, *uri);
        else
            bb_buf_printf(&ascii, "%%%02X", byte);
    }
    struct bb_str text = bb_arena_str(arena, bb_buf_str(&ascii));
    bb_buf_finish(&ascii);
    bb_buf_append_text(out, "/A<</S/URI/URI");
    bb_pdf_put_bytes(out, text);
    bb_buf_append_text(out, ">>");
}

/* F 4: printed, and neither hidden nor changeable by the screen (ISO 19005-2, 6.3.2). */
static void
add_link(const struct bb_pdf_navigation *n, uint32_t index)
{
    const struct bb_link *link = &n->display->links.at[index];
    struct bb_buf *out = n->objects->begin(n->objects->file, n->first_link + index);
    bb_buf_append_text(out, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]");
    bb_len height = n->display->pages.at[link->page]->height;
    bb_buf_append_text(out, "/Rect");
    bb_pdf_put_rectangle(
        out, link->x, height - (link->y + link->height), link->x + link->width, height - link->y);
    bb_pdf_put_ref(out, "/P ", n->pages[link->page]);
    if (n->tagged) {
        bb_buf_append_text(out, "/StructParent ");
        bb_pdf_put_int(out, (int64_t)n->display->pages.len + index);
    }
    const char *target = link->destination ? link->destination : link->uri;
    bb_pdf_put_entry(out, "/Contents", link->contents ? link->contents : target);
    if (link->destination)
        put_target(n, link->destination, out);
    else
        put_uri(n->arena, out, link->uri);
    bb_buf_append_text(out, ">>");
    n->objects->end(n->objects->file);
}

void
bb_pdf_add_links(const struct bb_pdf_navigation *n)
{
    for (uint32_t i = 0; i < n->display->links.len; i++)
        add_link(n, i);
}

void
bb_pdf_put_annots(const struct bb_pdf_navigation *n, uint32_t page, struct bb_buf *out)
{
    bool any = false;
    for (uint32_t i = n->page_links[page]; i > 0; i = n->next_links[i - 1]) {
        bb_buf_append_text(out, any ? " " : "/Annots[");
        bb_pdf_put_ref(out, "", n->first_link + i - 1);
        any = true;
    }
    if (any)
        bb_buf_append_char(out, ']');
}

void
bb_pdf_init_navigation(struct bb_pdf_navigation *n)
{
    const struct bb_display *display = n->display;
    n->page_links = BB_NEW_ARRAY(n->arena, uint32_t, display->pages.len);
    n->next_links = BB_NEW_ARRAY(n->arena, uint32_t, display->links.len);
    for (size_t i = display->links.len; i > 0; i--) {
        uint32_t page = display->links.at[i - 1].page;
        n->next_links[i - 1] = n->page_links[page];
        n->page_links[page] = (uint32_t)i;
    }
    for (size_t i = 0; n->elements && i < display->destinations.len; i++)
        bb_map_set(n->arena, &n->destinations, bb_str_from(display->destinations.at[i].name),
            &display->destinations.at[i]);
}

/* --- destinations ----------------------------------------------------------------------------- */

uint32_t
bb_pdf_add_destinations(const struct bb_pdf_navigation *n)
{
    const struct bb_display *display = n->display;
    size_t len = display->destinations.len;
    if (len == 0)
        return 0;
    struct bb_pdf_pair *pairs = BB_NEW_ARRAY(n->arena, struct bb_pdf_pair, len);
    struct bb_buf text;
    bb_buf_init(&text, 0);
    for (size_t i = 0; i < len; i++) {
        const struct bb_destination *at = &display->destinations.at[i];
        text.len = 0;
        put_place(n, at, n->pages[at->page], &text);
        pairs[i].value = bb_arena_str(n->arena, bb_buf_str(&text));
        /* No escapes: bb_display_finish has checked the letters of names. */
        pairs[i].key = bb_arena_printf(n->arena, "(%s)", at->name);
    }
    bb_buf_finish(&text);
    bb_pdf_sort_pairs(pairs, len);
    return bb_pdf_add_tree(n->objects, "/Names", pairs, len);
}

/* --- outline ---------------------------------------------------------------------------------- */

static bool
speaks(const struct bb_display *display, const struct bb_tag *tag, const char *language)
{
    while (tag && !tag->language)
        tag = tag->parent;
    return strcmp(tag ? tag->language : display->metadata.language, language) == 0;
}

enum { TAGS_TO_TITLE = 16 }; /* a number and a photograph may stand before a title, hardly more */

/* Of what begins where the entry leads, the element in the entry's language: the first one, what
 * holds it, or one that follows. */
static uint32_t
find_element(const struct bb_display *display, const struct bb_outline_entry *entry, uint32_t first)
{
    const char *language = entry->language ? entry->language : display->metadata.language;
    for (const struct bb_tag *tag = display->tags.at[first]; tag; tag = tag->parent)
        if (speaks(display, tag, language))
            return tag->id;
    for (size_t i = first; i < display->tags.len && i < first + TAGS_TO_TITLE; i++)
        if (display->tags.at[i]->first_mark > 0 && speaks(display, display->tags.at[i], language))
            return (uint32_t)i;
    return first;
}

/* An entry names its element (SE, table 153), and that says the language. A text string could carry
 * one itself, behind an escape (7.9.2.2), but poppler 22.12 and MuPDF 1.21 print its letters before
 * the title. */
static void
put_element(
    const struct bb_pdf_navigation *n, const struct bb_outline_entry *entry, struct bb_buf *out)
{
    const struct bb_destination *at =
        n->elements ? bb_map_lookup(&n->destinations, bb_str_from(entry->destination)) : NULL;
    if (at)
        bb_pdf_put_ref(out, "/SE ", n->elements[find_element(n->display, entry, at->tag)]);
}

/* Indices of entries + 1; 0 is none. Entry 0 of the array is the outline's root. */
struct node {
    uint32_t parent, previous, next, first, last;
    int visible; /* descendants on view when this one is open */
};

enum { OPEN_LEVELS = 1 }; /* entries of deeper levels start closed */

static struct node *
link_nodes(const struct bb_pdf_navigation *n)
{
    const struct bb_display *display = n->display;
    size_t len = display->outline.len;
    struct node *nodes = BB_NEW_ARRAY(n->arena, struct node, len + 1);
    uint32_t parent = 0;
    int depth = 0; /* level of `parent` */
    for (uint32_t i = 1; i <= len; i++) {
        int level = display->outline.at[i - 1].level;
        if (level > depth + 1) {
            parent = i - 1;
            depth++;
        }
        for (; level <= depth; depth--)
            parent = nodes[parent].parent;
        nodes[i].parent = parent;
        nodes[i].previous = nodes[parent].last;
        if (nodes[parent].last > 0)
            nodes[nodes[parent].last].next = i;
        else
            nodes[parent].first = i;
        nodes[parent].last = i;
    }
    for (size_t i = len; i > 0; i--) {
        bool open = display->outline.at[i - 1].level <= OPEN_LEVELS;
        nodes[nodes[i].parent].visible += 1 + (open ? nodes[i].visible : 0);
    }
    return nodes;
}

static void
put_node_ref(struct bb_buf *out, const char *key, uint32_t root, uint32_t node)
{
    if (node > 0)
        bb_pdf_put_ref(out, key, root + node);
}

static void
add_outline_entry(
    const struct bb_pdf_navigation *n, uint32_t root, const struct node *nodes, uint32_t index)
{
    const struct bb_outline_entry *entry = &n->display->outline.at[index - 1];
    const struct node *node = &nodes[index];
    struct bb_buf *out = n->objects->begin(n->objects->file, root + index);
    bb_buf_append_text(out, "<<");
    bb_pdf_put_entry(out, "/Title", entry->title ? entry->title : "");
    put_target(n, entry->destination, out);
    put_element(n, entry, out);
    bb_pdf_put_ref(out, "/Parent ", root + node->parent);
    put_node_ref(out, "/Prev ", root, node->previous);
    put_node_ref(out, "/Next ", root, node->next);
    put_node_ref(out, "/First ", root, node->first);
    put_node_ref(out, "/Last ", root, node->last);
    if (node->first > 0) {
        bb_buf_append_text(out, entry->level <= OPEN_LEVELS ? "/Count " : "/Count -");
        bb_pdf_put_int(out, node->visible);
    }
    bb_buf_append_text(out, ">>");
    n->objects->end(n->objects->file);
}

uint32_t
bb_pdf_add_outline(const struct bb_pdf_navigation *n)
{
    uint32_t len = (uint32_t)n->display->outline.len;
    if (len == 0)
        return 0;
    struct node *nodes = link_nodes(n);
    uint32_t root = n->objects->reserve(n->objects->file, len + 1);
    struct bb_buf *out = n->objects->begin(n->objects->file, root);
    bb_buf_append_text(out, "<</Type/Outlines");
    put_node_ref(out, "/First ", root, nodes[0].first);
    put_node_ref(out, "/Last ", root, nodes[0].last);
    bb_buf_append_text(out, "/Count ");
    bb_pdf_put_int(out, nodes[0].visible);
    bb_buf_append_text(out, ">>");
    n->objects->end(n->objects->file);
    for (uint32_t i = 1; i <= len; i++)
        add_outline_entry(n, root, nodes, i);
    return root;
}

/* --- page labels ------------------------------------------------------------------------------ */

/* The value of a decimal label as a viewer would print it, or -1. */
static long
read_number(const char *label)
{
    long value = 0;
    if (!label || *label < '1' || *label > '9')
        return -1;
    for (; *label; label++) {
        if (*label < '0' || *label > '9' || value > 99999999)
            return -1;
        value = value * 10 + (*label - '0');
    }
    return value;
}

static struct bb_str
format_range(const struct bb_pdf_navigation *n, const char *label, long number)
{
    if (number > 0)
        return bb_arena_printf(n->arena, "<</S/D/St %ld>>", number);
    struct bb_buf text;
    bb_buf_init(&text, 0);
    bb_buf_append_text(&text, "<<");
    bb_pdf_put_entry(&text, "/P", label);
    bb_buf_append_text(&text, ">>");
    struct bb_str range = bb_arena_str(n->arena, bb_buf_str(&text));
    bb_buf_finish(&text);
    return range;
}

/* Numbers that count on share a range; any other label is a range of one page. */
uint32_t
bb_pdf_add_page_labels(const struct bb_pdf_navigation *n)
{
    const struct bb_display *display = n->display;
    BB_VEC(struct bb_pdf_pair) ranges = {0};
    long before = -1;
    for (size_t i = 0; i < display->pages.len; i++) {
        const char *label = display->pages.at[i]->label;
        long number = read_number(label);
        if (number < 0 || before < 0 || number != before + 1) {
            struct bb_pdf_pair range = {.key = bb_arena_printf(n->arena, "%zu", i),
                .value = format_range(n, label, number)};
            BB_VEC_PUSH(n->arena, &ranges, range);
        }
        before = number;
    }
    return bb_pdf_add_tree(n->objects, "/Nums", ranges.at, ranges.len);
}

/* --- catalog ---------------------------------------------------------------------------------- */

static void
put_root(struct bb_buf *out, const char *key, uint32_t number)
{
    if (number > 0)
        bb_pdf_put_ref(out, key, number);
}

void
bb_pdf_put_roots(
    struct bb_buf *out, uint32_t destinations, uint32_t outline, uint32_t labels, uint32_t files)
{
    put_root(out, "/PageLabels ", labels);
    if (destinations > 0 || files > 0) {
        bb_buf_append_text(out, "/Names<<");
        put_root(out, "/Dests ", destinations);
        put_root(out, "/EmbeddedFiles ", files);
        bb_buf_append_text(out, ">>");
    }
    put_root(out, "/Outlines ", outline);
    if (outline > 0)
        bb_buf_append_text(out, "/PageMode/UseOutlines");
}

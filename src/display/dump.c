/* The display list and the structure tree as text, for goldens, the trace backend and the bench.
 *
 * Exact and stable: lengths are whole numbers of 1/1024 pt, fonts and images are named without
 * their folder, nothing depends on the machine or the locale. One thing a line, its words
 * separated by one space; texts stand in quotes with \" \\ \n and \u00XX for other control
 * characters; what stands in brackets below is left out where it does not apply.
 *
 *     display 1                                     the format's version
 *     metadata KEY "VALUE"                          title author subject coverage language
 *                                                   identifier creator date keyword
 *     metadata title LANGUAGE "VALUE"               for each that it is given in
 *     fit space N% leading N% size N% [unfolded]    of what the layout gives
 *     face N "FILE" INDEX ["VARIATIONS"]
 *     image N "FILE" WIDTH HEIGHT CHANNELS [jpeg]   pixels, or a file
 *     outline LEVEL "TITLE" DESTINATION [LANGUAGE]
 *     destination NAME PAGE X Y
 *     link PAGE X Y WIDTH HEIGHT TAG to DESTINATION|uri "URI" ["CONTENTS"]
 *     page N WIDTH HEIGHT [trim X Y WIDTH HEIGHT] [bleed X Y WIDTH HEIGHT] ["LABEL"]
 *                                                   N from 1; what follows, indented, is on it:
 *       mark ROLE TAG                               TAG: the element's id, as in the tree's dump
 *       artifact pagination|header|footer|layout|background
 *       end                                         of a mark or an artifact
 *       group A B C D E F [clip X Y WIDTH HEIGHT]   A..D in 1/65536
 *       end group
 *       run X Y SIZE #RRGGBB FACE LANGUAGE [rtl] "TEXT" GLYPH...
 *       path [fill #RRGGBB] [stroke #RRGGBB WIDTH [dash ON OFF]] SEGMENT...
 *       image N X Y WIDTH HEIGHT
 *
 * A GLYPH is ID@CLUSTER+ADVANCE[,DX,DY] in visual order, CLUSTER a byte offset in TEXT. A SEGMENT
 * is M X Y, L X Y, C X Y X Y X Y or Z. An absent LANGUAGE of a run is "-".
 *
 * The tree: one element a line, indented by depth, `ROLE TAG [ATTRIBUTES] [CONTENT...]`. CONTENT
 * is the text of its marks, each in quotes; a new baseline inside a mark is \n; paths and images
 * are <path> and <image N>; `(page N)` stands before a mark on another page than the element's
 * mark before it. Where an element has children too, its marks stand between them, each on a line
 * of its own. Attributes: lang=TAG alt="…" actual="…" title="…" scope=Row|Column|Both rows=N
 * cols=N numbering=NAME link=DESTINATION|link="URI". */
#include "display/display.h"

static void
put_quoted(struct bb_buf *out, struct bb_str text)
{
    bb_buf_append_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
        if (byte == '"' || byte == '\\')
            bb_buf_append_char(out, '\\');
        if (byte == '\n')
            bb_buf_append_text(out, "\\n");
        else if (byte < 0x20 || byte == 0x7f)
            bb_buf_printf(out, "\\u%04X", (unsigned)byte);
        else
            bb_buf_append_char(out, (char)byte);
    }
    bb_buf_append_char(out, '"');
}

static void
put_quoted_text(struct bb_buf *out, const char *text)
{
    put_quoted(out, bb_str_from(text));
}

/* " "text"" or nothing. */
static void
put_optional_text(struct bb_buf *out, const char *text)
{
    if (!text)
        return;
    bb_buf_append_char(out, ' ');
    put_quoted_text(out, text);
}

/* The name without its folders, which differ from machine to machine. */
static const char *
file_name(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? slash + 1 : path;
}

static void
put_color(struct bb_buf *out, struct bb_color color)
{
    bb_buf_printf(out, "#%02X%02X%02X", color.r, color.g, color.b);
}

static void
put_statement(struct bb_buf *out, const char *key, const char *language, const char *value)
{
    if (!value)
        return;
    bb_buf_printf(out, "metadata %s%s ", key, language);
    put_quoted_text(out, value);
    bb_buf_append_char(out, '\n');
}

static void
put_metadata(struct bb_buf *out, const struct bb_metadata *metadata)
{
    const struct {
        const char *key, *value;
    } rows[] = {
        {"title", metadata->title},
        {"author", metadata->author},
        {"subject", metadata->subject},
        {"coverage", metadata->coverage},
        {"language", metadata->language},
        {"identifier", metadata->identifier},
        {"creator", metadata->creator},
        {"date", metadata->date},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        put_statement(out, rows[i].key, "", rows[i].value);
    for (size_t i = 0; i < metadata->ntitles; i++)
        put_statement(out, "title ", metadata->titles[i].language, metadata->titles[i].text);
    for (size_t i = 0; i < metadata->nkeywords; i++)
        put_statement(out, "keyword", "", metadata->keywords[i]);
}

static void
put_tables(struct bb_buf *out, const struct bb_display *display)
{
    for (size_t i = 0; i < display->faces.len; i++) {
        const struct bb_display_face *face = &display->faces.at[i];
        bb_buf_printf(out, "face %zu ", i);
        put_quoted_text(out, file_name(face->path));
        bb_buf_printf(out, " %d", face->index);
        put_optional_text(out, face->variations);
        bb_buf_append_char(out, '\n');
    }
    for (size_t i = 0; i < display->images.len; i++) {
        const struct bb_display_image *image = &display->images.at[i];
        bb_buf_printf(out, "image %zu ", i);
        put_quoted_text(out, file_name(image->path));
        bb_buf_printf(out, " %u %u %d%s\n", image->width, image->height, image->channels,
            image->jpeg.len > 0 ? " jpeg" : "");
    }
}

static void
put_link(struct bb_buf *out, const struct bb_link *link)
{
    bb_buf_printf(out, "link %u %d %d %d %d %u ", link->page + 1, link->x, link->y, link->width,
        link->height, link->tag);
    if (link->destination) {
        bb_buf_printf(out, "to %s", link->destination);
    } else {
        bb_buf_append_text(out, "uri ");
        put_quoted_text(out, link->uri);
    }
    put_optional_text(out, link->contents);
    bb_buf_append_char(out, '\n');
}

/* Where things lead from and to, before the pages: one pass, however many pages there are. */
static void
put_places(struct bb_buf *out, const struct bb_display *display)
{
    for (size_t i = 0; i < display->outline.len; i++) {
        const struct bb_outline_entry *entry = &display->outline.at[i];
        bb_buf_printf(out, "outline %d ", entry->level);
        put_quoted_text(out, entry->title);
        bb_buf_printf(out, " %s", entry->destination ? entry->destination : "-");
        if (entry->language)
            bb_buf_printf(out, " %s", entry->language);
        bb_buf_append_char(out, '\n');
    }
    for (size_t i = 0; i < display->destinations.len; i++) {
        const struct bb_destination *dest = &display->destinations.at[i];
        bb_buf_printf(
            out, "destination %s %u %d %d\n", dest->name, dest->page + 1, dest->x, dest->y);
    }
    for (size_t i = 0; i < display->links.len; i++)
        put_link(out, &display->links.at[i]);
}

static void
put_run(struct bb_buf *out, const struct bb_run *run)
{
    bb_buf_printf(out, "  run %d %d %d ", run->x, run->y, run->size);
    put_color(out, run->color);
    bb_buf_printf(
        out, " %u %s%s ", run->face, run->language ? run->language : "-", run->rtl ? " rtl" : "");
    put_quoted(out, run->text);
    for (size_t i = 0; i < run->nglyphs; i++) {
        const struct bb_glyph *glyph = &run->glyphs[i];
        bb_buf_printf(out, " %u@%u+%d", glyph->id, glyph->cluster, glyph->advance);
        if (glyph->dx != 0 || glyph->dy != 0)
            bb_buf_printf(out, ",%d,%d", glyph->dx, glyph->dy);
    }
    bb_buf_append_char(out, '\n');
}

static void
put_path(struct bb_buf *out, const struct bb_path *path)
{
    static const char letters[] = {
        [BB_PATH_MOVE] = 'M', [BB_PATH_LINE] = 'L', [BB_PATH_CURVE] = 'C', [BB_PATH_CLOSE] = 'Z'};
    static const int points[] = {
        [BB_PATH_MOVE] = 1, [BB_PATH_LINE] = 1, [BB_PATH_CURVE] = 3, [BB_PATH_CLOSE] = 0};
    bb_buf_append_text(out, "  path");
    if (path->fill) {
        bb_buf_append_text(out, " fill ");
        put_color(out, path->fill_color);
    }
    if (path->stroke) {
        bb_buf_append_text(out, " stroke ");
        put_color(out, path->stroke_color);
        bb_buf_printf(out, " %d", path->stroke_width);
        if (path->dash_on > 0)
            bb_buf_printf(out, " dash %d %d", path->dash_on, path->dash_off);
    }
    for (size_t i = 0; i < path->len; i++) {
        const struct bb_path_segment *segment = &path->segments[i];
        bb_buf_printf(out, " %c", letters[segment->op]);
        for (int k = 0; k < points[segment->op]; k++)
            bb_buf_printf(out, " %d %d", segment->x[k], segment->y[k]);
    }
    bb_buf_append_char(out, '\n');
}

static void
put_group(struct bb_buf *out, const struct bb_item *item)
{
    const struct bb_matrix *m = &item->as.group.matrix;
    bb_buf_printf(out, "  group %d %d %d %d %d %d", m->a, m->b, m->c, m->d, m->e, m->f);
    if (item->as.group.clip)
        bb_buf_printf(out, " clip %d %d %d %d", item->as.group.x, item->as.group.y,
            item->as.group.width, item->as.group.height);
    bb_buf_append_char(out, '\n');
}

static void
put_mark(struct bb_buf *out, const struct bb_display *display, uint32_t tag)
{
    bb_buf_printf(out, "  mark %s %u\n", bb_role_name(display->tags.at[tag]->role), tag);
}

static const char *
artifact_name(enum bb_artifact artifact)
{
    static const char *const names[] = {
        [BB_ARTIFACT_PAGINATION] = "pagination",
        [BB_ARTIFACT_HEADER] = "header",
        [BB_ARTIFACT_FOOTER] = "footer",
        [BB_ARTIFACT_LAYOUT] = "layout",
        [BB_ARTIFACT_BACKGROUND] = "background",
    };
    return names[artifact];
}

static void
put_item(struct bb_buf *out, const struct bb_display *display, const struct bb_item *item)
{
    switch (item->kind) {
    case BB_ITEM_RUN:
        put_run(out, &item->as.run);
        break;
    case BB_ITEM_PATH:
        put_path(out, &item->as.path);
        break;
    case BB_ITEM_IMAGE:
        bb_buf_printf(out, "  image %u %d %d %d %d\n", item->as.image.image, item->as.image.x,
            item->as.image.y, item->as.image.width, item->as.image.height);
        break;
    case BB_ITEM_GROUP_BEGIN:
        put_group(out, item);
        break;
    case BB_ITEM_GROUP_END:
        bb_buf_append_text(out, "  end group\n");
        break;
    case BB_ITEM_MARK_BEGIN:
        put_mark(out, display, item->as.tag);
        break;
    case BB_ITEM_ARTIFACT_BEGIN:
        bb_buf_printf(out, "  artifact %s\n", artifact_name(item->as.artifact));
        break;
    case BB_ITEM_MARK_END:
        bb_buf_append_text(out, "  end\n");
        break;
    }
}

static void
put_box(struct bb_buf *out, const char *name, const struct bb_page_box *box)
{
    if (box->width > 0)
        bb_buf_printf(out, " %s %d %d %d %d", name, box->x, box->y, box->width, box->height);
}

static void
put_page(struct bb_buf *out, const struct bb_display *display, uint32_t number)
{
    const struct bb_page *page = display->pages.at[number];
    bb_buf_printf(out, "page %u %d %d", number + 1, page->width, page->height);
    put_box(out, "trim", &page->trim);
    put_box(out, "bleed", &page->bleed);
    put_optional_text(out, page->label);
    bb_buf_append_char(out, '\n');
    for (size_t i = 0; i < page->items.len; i++)
        put_item(out, display, &page->items.at[i]);
}

void
bb_display_dump(const struct bb_display *display, struct bb_buf *out)
{
    bb_buf_append_text(out, "display 1\n");
    put_metadata(out, &display->metadata);
    if (display->fit)
        bb_buf_printf(out, "fit %s\n", display->fit);
    put_tables(out, display);
    put_places(out, display);
    for (size_t i = 0; i < display->pages.len; i++)
        put_page(out, display, (uint32_t)i);
}

/* --- the tree -------------------------------------------------------------------------------- */

struct tree_dump {
    const struct bb_display *display;
    struct bb_buf *out;
    struct bb_arena arena;
    struct bb_tag_walk *walk;
    size_t **mark_items; /* by page, by MCID: the item that begins the mark */
};

/* Where each mark begins, so that its content is found without reading the page again. */
static void
index_marks(struct tree_dump *dump)
{
    const struct bb_display *display = dump->display;
    dump->mark_items = BB_NEW_ARRAY(&dump->arena, size_t *, display->pages.len);
    for (size_t p = 0; p < display->pages.len; p++) {
        const struct bb_page *page = display->pages.at[p];
        BB_VEC(size_t) marks = {0};
        for (size_t i = 0; i < page->items.len; i++) {
            if (page->items.at[i].kind == BB_ITEM_MARK_BEGIN)
                BB_VEC_PUSH(&dump->arena, &marks, i);
        }
        dump->mark_items[p] = marks.at;
    }
}

/* The runs of a mark as one text, with what is not text named after it. */
static void
put_mark_content(struct tree_dump *dump, const struct bb_tag_kid *kid)
{
    const struct bb_page *page = dump->display->pages.at[kid->page];
    struct bb_buf text;
    bb_buf_init(&text, 0);
    bool runs = false, paths = false;
    bb_len baseline = 0;
    BB_VEC(uint32_t) images = {0};
    for (size_t i = dump->mark_items[kid->page][kid->mcid] + 1;
         i < page->items.len && page->items.at[i].kind != BB_ITEM_MARK_END; i++) {
        const struct bb_item *item = &page->items.at[i];
        if (item->kind == BB_ITEM_RUN) {
            if (runs && item->as.run.y != baseline)
                bb_buf_append_char(&text, '\n');
            runs = true;
            baseline = item->as.run.y;
            bb_buf_append_str(&text, item->as.run.text);
        }
        paths = paths || item->kind == BB_ITEM_PATH;
        if (item->kind == BB_ITEM_IMAGE)
            BB_VEC_PUSH(&dump->arena, &images, item->as.image.image);
    }
    if (runs) {
        bb_buf_append_char(dump->out, ' ');
        put_quoted(dump->out, bb_buf_str(&text));
    }
    if (paths)
        bb_buf_append_text(dump->out, " <path>");
    for (size_t i = 0; i < images.len; i++)
        bb_buf_printf(dump->out, " <image %u>", images.at[i]);
    bb_buf_finish(&text);
}

static void
put_span(struct bb_buf *out, const char *name, int span)
{
    if (span > 1)
        bb_buf_printf(out, " %s=%d", name, span);
}

static void
put_attribute(struct bb_buf *out, const char *name, const char *text)
{
    if (!text)
        return;
    bb_buf_printf(out, " %s=", name);
    put_quoted_text(out, text);
}

static void
put_attributes(struct tree_dump *dump, const struct bb_tag *tag)
{
    static const char *const scopes[] = {
        [BB_SCOPE_ROW] = "Row", [BB_SCOPE_COLUMN] = "Column", [BB_SCOPE_BOTH] = "Both"};
    static const char *const numberings[] = {[BB_NUMBERING_DISC] = "Disc",
        [BB_NUMBERING_DECIMAL] = "Decimal",
        [BB_NUMBERING_UPPER_ROMAN] = "UpperRoman",
        [BB_NUMBERING_LOWER_ROMAN] = "LowerRoman",
        [BB_NUMBERING_UPPER_ALPHA] = "UpperAlpha",
        [BB_NUMBERING_LOWER_ALPHA] = "LowerAlpha",
        [BB_NUMBERING_UNORDERED] = "Unordered",
        [BB_NUMBERING_ORDERED] = "Ordered"};
    struct bb_buf *out = dump->out;
    if (tag->language)
        bb_buf_printf(out, " lang=%s", tag->language);
    put_attribute(out, "alt", tag->alt);
    put_attribute(out, "actual", tag->actual);
    put_attribute(out, "title", tag->title);
    if (tag->scope != BB_SCOPE_NONE)
        bb_buf_printf(out, " scope=%s", scopes[tag->scope]);
    put_span(out, "rows", tag->row_span);
    put_span(out, "cols", tag->col_span);
    if (tag->numbering != BB_NUMBERING_NONE)
        bb_buf_printf(out, " numbering=%s", numberings[tag->numbering]);
    if (tag->link == 0 || tag->link > dump->display->links.len)
        return;
    const struct bb_link *link = &dump->display->links.at[tag->link - 1];
    if (link->destination)
        bb_buf_printf(out, " link=%s", link->destination);
    else
        put_attribute(out, "link", link->uri);
}

static void
put_element(struct tree_dump *dump, const struct bb_tag *tag, int depth)
{
    struct bb_buf *out = dump->out;
    bb_buf_printf(out, "%*s%s %u", depth * 2, "", bb_role_name(tag->role), tag->id);
    put_attributes(dump, tag);
    struct bb_tag_kid *kids;
    size_t nkids = bb_tag_walk_kids(dump->walk, tag, &kids);
    uint32_t page = UINT32_MAX;
    for (size_t i = 0; i < nkids; i++) {
        if (kids[i].tag) {
            bb_buf_append_char(out, '\n');
            put_element(dump, kids[i].tag, depth + 1);
            continue;
        }
        if (tag->first)
            bb_buf_printf(out, "\n%*s", depth * 2 + 1, "");
        if (page != UINT32_MAX && page != kids[i].page)
            bb_buf_printf(out, " (page %u)", kids[i].page + 1);
        page = kids[i].page;
        put_mark_content(dump, &kids[i]);
    }
}

void
bb_display_dump_tags(const struct bb_display *display, struct bb_buf *out)
{
    struct tree_dump dump = {.display = display, .out = out};
    bb_arena_init(&dump.arena);
    dump.walk = bb_tag_walk_create(display, &dump.arena);
    index_marks(&dump);
    put_element(&dump, display->tags.at[0], 0);
    bb_buf_append_char(out, '\n');
    bb_arena_finish(&dump.arena);
}

/* Cairo dates a PostScript file by the clock, labels its pages by their numbers, and counts the ids
 * of an SVG through the life of the process: no two files would be the same. It offers no way to
 * say these things beforehand, so they are put right in what it wrote.
 *
 * Structuring comments (DSC 3.0) are lines that start with %%. Encoded data may start a line so
 * too, but the blank after the keywords looked for cannot occur in it (ASCII85 has none). In an SVG
 * a name follows id=" or #; neither stands in base64 data, and our text is drawn by outlines. */
#include "backend/settle.h"

#include <stdlib.h>

/* --- PostScript ------------------------------------------------------------------------------- */

static const char date_key[] = "\n%%CreationDate: ", page_key[] = "\n%%Page: ";

/* A label as DSC's <text>: what needs no parentheses stands as it is, all else keeps the number. */
static bool
is_plain(const char *label)
{
    if (!label || !*label)
        return false;
    for (const char *at = label; *at; at++)
        if (*at <= ' ' || *at > '~' || strchr("()\\", *at))
            return false;
    return true;
}

static void
put_label(const struct bb_display *display, struct bb_str number, struct bb_buf *out)
{
    unsigned long page = strtoul(number.ptr, NULL, 10);
    const char *label =
        page > 0 && page <= display->pages.len ? display->pages.at[page - 1]->label : NULL;
    if (is_plain(label))
        bb_buf_append_text(out, label);
    else
        bb_buf_append_str(out, number);
}

/* Where the comment's value ends. */
static size_t
value_end(struct bb_str text, char end)
{
    const char *found = memchr(text.ptr, end, text.len);
    return found ? (size_t)(found - text.ptr) : text.len;
}

void
bb_settle_ps(const struct bb_display *display, struct bb_str ps, struct bb_buf *out)
{
    struct bb_str rest = ps;
    const char *line;
    while ((line = memmem(rest.ptr, rest.len, "\n%%", 3)) != NULL) {
        size_t before = (size_t)(line - rest.ptr);
        struct bb_str from = {line, rest.len - before};
        bool date = bb_str_starts(from, date_key), page = bb_str_starts(from, page_key);
        size_t key = date ? sizeof date_key - 1 : page ? sizeof page_key - 1 : 3;
        bb_buf_append(out, rest.ptr, before + key);
        rest = (struct bb_str){line + key, from.len - key};
        size_t value = date ? value_end(rest, '\n') : page ? value_end(rest, ' ') : 0;
        if (date)
            bb_buf_append_text(out, display->metadata.date);
        else if (page)
            put_label(display, (struct bb_str){rest.ptr, value}, out);
        rest = (struct bb_str){rest.ptr + value, rest.len - value};
    }
    bb_buf_append_str(out, rest);
}

/* --- SVG -------------------------------------------------------------------------------------- */

/* Where the next name begins at or after `at`; the end of the text where none does. */
static size_t
find_name(struct bb_str svg, size_t at)
{
    static const char key[] = " id=\"";
    for (; at < svg.len; at++) {
        if (svg.ptr[at] == '#')
            return at + 1;
        if (svg.ptr[at] == ' ' && svg.len - at >= sizeof key - 1
            && memcmp(svg.ptr + at, key, sizeof key - 1) == 0)
            return at + sizeof key - 1;
    }
    return svg.len;
}

static bool
ends_name(char byte)
{
    return byte == '"' || byte == ')' || byte == '\'' || byte == ' ';
}

/* The new name of an old one: i1, i2 … in the order of their first appearance. */
static const char *
rename_id(struct bb_arena *arena, struct bb_map *names, struct bb_str old)
{
    const char *name = bb_map_lookup(names, old);
    if (name)
        return name;
    char *made = (char *)bb_arena_printf(arena, "i%zu", names->len + 1).ptr;
    bb_map_set(arena, names, old, made);
    return made;
}

void
bb_settle_svg(struct bb_arena *arena, struct bb_str svg, struct bb_buf *out)
{
    struct bb_map names = {0};
    for (size_t at = 0; at < svg.len;) {
        size_t name = find_name(svg, at), end = name;
        while (end < svg.len && !ends_name(svg.ptr[end]))
            end++;
        bb_buf_append(out, svg.ptr + at, name - at);
        if (end > name)
            bb_buf_append_text(
                out, rename_id(arena, &names, (struct bb_str){svg.ptr + name, end - name}));
        at = end;
    }
}

/* Reading a PDF that is plain to see.
 *
 * Cairo 1.16 and libharu write every object as text and one table of where they stand, and of such
 * a file finishing needs little: the pages' dictionaries, and whatever an object refers to, in
 * pieces to be copied. Here an object is found by the table and never taken apart further than into
 * keys and values, all within the file's bytes. libqpdf, which reads every kind of PDF, makes
 * objects of each name and number: 2.7 M of the 38 M instructions of a handout.
 *
 * The files are our own backends'. What is not as expected is found out nevertheless: an object
 * that is not there is empty, and no length is believed that passes the file's end. */
#include "archive/plain.h"

enum {
    ENTRY = 20, /* bytes, of the table (7.5.4) */
    DEPTH_MOST = 16,
};

bool
bb_plain_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

bool
bb_plain_is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

/* --- tokens ----------------------------------------------------------------------------------- */

bool
bb_plain_is_regular(char byte)
{
    switch (byte) {
    case ' ':
    case '\n':
    case '\r':
    case '\t':
    case '(':
    case ')':
    case '<':
    case '>':
    case '[':
    case ']':
    case '/':
    case '%':
        return false;
    default:
        return true;
    }
}

static size_t
skip_string(struct bb_str text, size_t at)
{
    int depth = 0;
    for (; at < text.len; at++) {
        if (text.ptr[at] == '\\')
            at++;
        else if (text.ptr[at] == '(')
            depth++;
        else if (text.ptr[at] == ')' && --depth == 0)
            return at + 1;
    }
    return text.len;
}

/* Past the next `byte`. */
static size_t
skip_past(struct bb_str text, size_t at, char byte)
{
    const char *found = memchr(text.ptr + at, byte, text.len - at);
    return found ? (size_t)(found - text.ptr) + 1 : text.len;
}

size_t
bb_plain_skip_token(struct bb_str text, size_t at)
{
    char first = text.ptr[at];
    bool twice = at + 1 < text.len && text.ptr[at + 1] == first;
    if (first == '(')
        return skip_string(text, at);
    if (first == '%')
        return skip_past(text, at, '\n');
    if (first == '<' || first == '>')
        return twice ? at + 2 : first == '<' ? skip_past(text, at, '>') : at + 1;
    if (first != '/' && !bb_plain_is_regular(first))
        return at + 1;
    at++;
    while (at < text.len && bb_plain_is_regular(text.ptr[at]))
        at++;
    return at;
}

static bool
starts_at(struct bb_str text, size_t at, const char *word)
{
    size_t len = strlen(word);
    return at <= text.len && len <= text.len - at && memcmp(text.ptr + at, word, len) == 0;
}

uint32_t
bb_plain_reference(struct bb_str text, size_t at, size_t *end)
{
    static const char tail[] = " 0 R";
    uint32_t number = 0;
    while (at < text.len && bb_plain_is_digit(text.ptr[at]) && number < 100000000)
        number = number * 10 + (uint32_t)(text.ptr[at++] - '0');
    *end = at + sizeof tail - 1;
    return starts_at(text, at, tail) ? number : 0;
}

static size_t
skip_blanks(struct bb_str text, size_t at)
{
    while (at < text.len && (bb_plain_is_blank(text.ptr[at]) || text.ptr[at] == '%'))
        at = text.ptr[at] == '%' ? bb_plain_skip_token(text, at) : at + 1;
    return at;
}

/* The end of the value at `at`, with all that is in it. */
static size_t
skip_value(struct bb_str text, size_t at)
{
    int depth = 0;
    do {
        size_t end;
        if (at >= text.len || depth > DEPTH_MOST)
            return text.len;
        if (starts_at(text, at, "<<") || text.ptr[at] == '[')
            depth++;
        else if (starts_at(text, at, ">>") || text.ptr[at] == ']')
            depth--;
        if (bb_plain_is_digit(text.ptr[at]) && bb_plain_reference(text, at, &end) > 0)
            at = end;
        else
            at = bb_plain_skip_token(text, at);
        if (depth > 0)
            at = skip_blanks(text, at);
    } while (depth > 0);
    return at;
}

/* --- dictionaries ----------------------------------------------------------------------------- */

bool
bb_plain_next(struct bb_str dict, size_t *at, struct bb_str *key, struct bb_str *value)
{
    enum { BRACKETS = 2 };
    if (*at == 0)
        *at = starts_at(dict, 0, "<<") ? BRACKETS : dict.len;
    size_t start = skip_blanks(dict, *at);
    if (start >= dict.len || dict.ptr[start] != '/')
        return false;
    size_t end = bb_plain_skip_token(dict, start);
    *key = (struct bb_str){dict.ptr + start, end - start};
    start = skip_blanks(dict, end);
    *at = skip_value(dict, start);
    *value = (struct bb_str){dict.ptr + start, *at - start};
    return value->len > 0;
}

struct bb_str
bb_plain_entry(struct bb_str dict, const char *key)
{
    struct bb_str found, value;
    for (size_t at = 0; bb_plain_next(dict, &at, &found, &value);) {
        if (bb_str_is(found, key))
            return value;
    }
    return (struct bb_str){0};
}

/* --- objects ---------------------------------------------------------------------------------- */

/* The number at `*at`, which moves past it and one byte more. */
static size_t
read_number(struct bb_str text, size_t *at)
{
    size_t number = 0;
    while (*at < text.len && bb_plain_is_digit(text.ptr[*at]) && number < SIZE_MAX / 100)
        number = number * 10 + (size_t)(text.ptr[(*at)++] - '0');
    ++*at;
    return number;
}

/* Where the object's value begins, or 0. */
static size_t
find_start(const struct bb_plain *plain, uint32_t number)
{
    enum { GENERATION = 11, IN_USE = 17 };
    if (number >= plain->table.len / ENTRY)
        return 0;
    struct bb_str pdf = plain->pdf, entry = {plain->table.ptr + (size_t)ENTRY * number, ENTRY};
    if (entry.ptr[IN_USE] != 'n' || !starts_at(entry, GENERATION, "00000"))
        return 0;
    size_t zero = 0, at = read_number(entry, &zero);
    if (at >= pdf.len || read_number(pdf, &at) != number || !starts_at(pdf, at, "0 obj"))
        return 0;
    return skip_blanks(pdf, at + sizeof "0 obj" - 1);
}

/* The bytes after "stream" at `at`, as many as the dictionary says, directly or by reference. */
static struct bb_str
find_stream(const struct bb_plain *plain, struct bb_str dict, size_t at)
{
    struct bb_str pdf = plain->pdf, length = bb_plain_entry(dict, "/Length");
    size_t end, zero = 0;
    uint32_t other = bb_plain_reference(length, 0, &end);
    size_t start = other > 0 ? find_start(plain, other) : 0;
    if (start > 0)
        length = (struct bb_str){pdf.ptr + start, skip_value(pdf, start) - start};
    size_t len = read_number(length, &zero);
    at = skip_past(pdf, at, '\n');
    if (len > pdf.len - at || !starts_at(pdf, skip_blanks(pdf, at + len), "endstream"))
        return (struct bb_str){0};
    return (struct bb_str){pdf.ptr + at, len};
}

struct bb_plain_object
bb_plain_find(const struct bb_plain *plain, uint32_t number)
{
    struct bb_plain_object object = {0};
    size_t start = find_start(plain, number);
    if (start == 0 || start >= plain->pdf.len)
        return object;
    size_t end = skip_value(plain->pdf, start), next = skip_blanks(plain->pdf, end);
    struct bb_str text = {plain->pdf.ptr + start, end - start};
    if (starts_at(plain->pdf, next, "endobj"))
        object.text = text;
    else if (starts_at(plain->pdf, next, "stream"))
        object.stream = find_stream(plain, text, next);
    if (object.stream.ptr)
        object.text = text;
    return object;
}

/* --- the file --------------------------------------------------------------------------------- */

/* Finds the only section of a table that lists all objects from 0 (7.5.4). The trailer's dictionary
 * comes out; empty where the file has another kind of table. */
static struct bb_str
find_table(struct bb_plain *plain)
{
    enum { TAIL = 64 };
    static const char start[] = "startxref\n", head[] = "xref\n0 ", trailer[] = "trailer";
    struct bb_str pdf = plain->pdf;
    size_t at = pdf.len > TAIL ? pdf.len - TAIL : 0;
    while (at < pdf.len && !starts_at(pdf, at, start))
        at++;
    at += sizeof start - 1;
    at = read_number(pdf, &at);
    if (!starts_at(pdf, at, head))
        return (struct bb_str){0};
    at += sizeof head - 1;
    size_t count = read_number(pdf, &at);
    if (at >= pdf.len || count > (pdf.len - at) / ENTRY
        || !starts_at(pdf, at + ENTRY * count, trailer))
        return (struct bb_str){0};
    plain->table = (struct bb_str){pdf.ptr + at, ENTRY * count};
    at = skip_blanks(pdf, at + ENTRY * count + sizeof trailer - 1);
    return (struct bb_str){pdf.ptr + at, pdf.len - at};
}

/* What the entry of a dictionary refers to. */
static struct bb_str
follow(const struct bb_plain *plain, struct bb_str dict, const char *key)
{
    size_t end;
    uint32_t number = bb_plain_reference(bb_plain_entry(dict, key), 0, &end);
    return number > 0 ? bb_plain_find(plain, number).text : (struct bb_str){0};
}

/* False where a page is missing, or a tree of pages. */
static bool
list_pages(struct bb_plain *plain, struct bb_arena *arena, struct bb_str kids)
{
    size_t at = kids.len > 0 && kids.ptr[0] == '[' ? skip_blanks(kids, 1) : kids.len;
    while (at < kids.len && kids.ptr[at] != ']') {
        size_t end;
        uint32_t number = bb_plain_reference(kids, at, &end);
        struct bb_str page = number > 0 ? bb_plain_find(plain, number).text : (struct bb_str){0};
        if (!bb_str_is(bb_plain_entry(page, "/Type"), "/Page"))
            return false;
        BB_VEC_PUSH(arena, &plain->pages, page);
        at = skip_blanks(kids, end);
    }
    return plain->pages.len > 0;
}

bool
bb_plain_open(struct bb_plain *plain, struct bb_arena *arena, struct bb_str pdf)
{
    *plain = (struct bb_plain){.pdf = pdf};
    struct bb_str root = follow(plain, find_table(plain), "/Root");
    return list_pages(plain, arena, bb_plain_entry(follow(plain, root, "/Pages"), "/Kids"));
}

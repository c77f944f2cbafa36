/* Rewriting the marks of a page's content stream.
 *
 * One scan, left to right, over the bytes of ISO 32000-1, 7.8.2. It knows where strings, hex
 * strings and inline images end, so that nothing inside them is taken for an operator, and looks at
 * operators only: those of marks are replaced, those that paint are checked to be in a mark, all
 * else is copied in long pieces. A full parse into operands and back was the alternative; it is
 * several times the work (it allocates for each number) for the same five decisions.
 *
 * A path is painted by its last operator but a mark must open before its first (8.2, figure 9). So
 * where an unmarked path begins is remembered, and all before it is copied when it turns out to be
 * painted and not only clipped with. */
#include "archive/content.h"

#include "archive/pdf.h"

/* An operator of up to three characters as one number, for the switch. */
#define OP(a, b, c) ((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16)

enum char_class { REGULAR, BLANK, NUMBER, NAME, STRING, ANGLE, SINGLE, COMMENT };

struct scanner {
    const char *at, *end;
    const char *copied;   /* all before it is in `out` */
    const char *operands; /* the first operand of the next operator, or NULL */
    const char *path;     /* the first operand of the path being built, or NULL */
    struct bb_buf *out;
    const struct bb_content_mark *marks;
    size_t nmarks;
    size_t next;   /* of the marks expected */
    unsigned seen; /* marks of the backend so far */
    unsigned mcid; /* next of ours */
    int depth;     /* of q */
    int wrapped;   /* 1 + depth where an artifact of layout was opened; 0: none is open */
    int spans;     /* open inside the mark */
    bool marked;
    bool bare;    /* the open mark is: its text objects are cut out */
    bool cutting; /* such a text object is open */
    const char *fault;
};

/* BLANK and the delimiters of 7.2.2; what is not listed is REGULAR. */
static const uint8_t classes[256] = {
    ['\0'] = BLANK,
    ['\t'] = BLANK,
    ['\n'] = BLANK,
    ['\f'] = BLANK,
    ['\r'] = BLANK,
    [' '] = BLANK,
    ['0' ... '9'] = NUMBER,
    ['+'] = NUMBER,
    ['-'] = NUMBER,
    ['.'] = NUMBER,
    ['/'] = NAME,
    ['('] = STRING,
    ['<'] = ANGLE,
    ['%'] = COMMENT,
    ['>'] = SINGLE,
    ['['] = SINGLE,
    [']'] = SINGLE,
    ['{'] = SINGLE,
    ['}'] = SINGLE,
    [')'] = SINGLE,
};

static enum char_class
class_of(char byte)
{
    return (enum char_class)classes[(unsigned char)byte];
}

static bool
is_regular(char byte)
{
    enum char_class class = class_of(byte);
    return class == REGULAR || class == NUMBER;
}

static void
set_fault(struct scanner *s, const char *fault)
{
    if (!s->fault)
        s->fault = fault;
}

/* --- what is skipped -------------------------------------------------------------------------- */

/* From "(" past its ")": parentheses nest, a backslash takes the next byte with it (7.3.4.2). */
static void
skip_string(struct scanner *s)
{
    int depth = 0;
    for (; s->at < s->end; s->at++) {
        if (*s->at == '\\' && s->at + 1 < s->end)
            s->at++;
        else if (*s->at == '(')
            depth++;
        else if (*s->at == ')' && --depth == 0) {
            s->at++;
            return;
        }
    }
    s->at = s->end;
    set_fault(s, "a string without an end");
}

static void
skip_angle(struct scanner *s)
{
    if (s->at + 1 < s->end && s->at[1] == '<') {
        s->at += 2;
        return;
    }
    const char *close = memchr(s->at, '>', (size_t)(s->end - s->at));
    if (!close)
        set_fault(s, "a hex string without an end");
    s->at = close ? close + 1 : s->end;
}

static void
skip_comment(struct scanner *s)
{
    while (s->at < s->end && *s->at != '\n' && *s->at != '\r')
        s->at++;
}

static void
skip_regular(struct scanner *s)
{
    s->at++;
    while (s->at < s->end && is_regular(*s->at))
        s->at++;
}

/* From after "BI" past "EI": its dictionary token by token to "ID", one blank, then bytes of any
 * kind to an "EI" that stands alone (8.9.7). */
static void
skip_inline_image(struct scanner *s)
{
    while (s->at < s->end) {
        const char *token = s->at;
        switch (class_of(*s->at)) {
        case STRING:
            skip_string(s);
            break;
        case ANGLE:
            skip_angle(s);
            break;
        case NAME:
        case REGULAR:
        case NUMBER:
            skip_regular(s);
            break;
        default:
            s->at++;
        }
        if (s->at - token == 2 && token[0] == 'I' && token[1] == 'D')
            break;
    }
    for (; s->end - s->at > 2; s->at++) {
        bool alone =
            class_of(s->at[0]) == BLANK && (s->at + 3 == s->end || class_of(s->at[3]) == BLANK);
        if (alone && s->at[1] == 'E' && s->at[2] == 'I') {
            s->at += 3;
            return;
        }
    }
    s->at = s->end;
    set_fault(s, "an inline image without an end");
}

/* --- what is written -------------------------------------------------------------------------- */

static void
copy_until(struct scanner *s, const char *until)
{
    bb_buf_append(s->out, s->copied, (size_t)(until - s->copied));
    s->copied = until;
}

static void
close_wrap(struct scanner *s, const char *before)
{
    copy_until(s, before);
    bb_buf_append_text(s->out, "EMC\n");
    s->wrapped = 0;
}

/* Something is painted; its first operand stands at `from`. */
static void
paint(struct scanner *s, const char *from)
{
    if (s->marked || s->wrapped > 0)
        return;
    copy_until(s, from);
    bb_buf_append_text(s->out, "/Artifact<</Type/Layout>>BDC\n");
    s->wrapped = s->depth + 1;
}

/* The MCID of `/Name <</MCID n>>`, or -1. */
static long
read_mcid(const char *at, const char *end)
{
    static const char key[] = "/MCID";
    const char *found = memmem(at, (size_t)(end - at), key, sizeof key - 1);
    if (!found)
        return -1;
    at = found + sizeof key - 1;
    while (at < end && class_of(*at) == BLANK)
        at++;
    long value = at < end && *at >= '0' && *at <= '9' ? 0 : -1;
    for (; at < end && *at >= '0' && *at <= '9' && value < 1000000; at++)
        value = value * 10 + (*at - '0');
    return value;
}

/* Whether the operand at `at` is the name `name`, slash included. */
static bool
is_named(const char *at, const char *end, const char *name)
{
    size_t len = strlen(name);
    return (size_t)(end - at) > len && memcmp(at, name, len) == 0 && !is_regular(at[len]);
}

static void
begin_mark(struct scanner *s, const char *op)
{
    const char *from = s->operands ? s->operands : op;
    if (s->marked && is_named(from, op, "/Span")) {
        s->spans++; /* the ActualText of a cluster: stays as it is */
        return;
    }
    if (s->marked)
        set_fault(s, "a mark inside a mark");
    if (read_mcid(from, op) != (long)s->seen)
        set_fault(s, "a mark with a wrong MCID");
    s->seen++;
    bool private = is_named(from, op, "/Private");
    while (!private && s->next < s->nmarks && s->marks[s->next].artifact)
        s->next++;
    if (s->next >= s->nmarks || s->marks[s->next].artifact != private) {
        set_fault(s, "a mark that the display list does not have");
        return;
    }
    if (s->wrapped > 0)
        close_wrap(s, from);
    copy_until(s, from);
    const struct bb_content_mark *mark = &s->marks[s->next++];
    if (mark->artifact) {
        bb_buf_append_text(s->out, mark->open);
    } else {
        bb_buf_append_char(s->out, '/');
        bb_buf_append_text(s->out, mark->open);
        bb_buf_append_text(s->out, "<</MCID ");
        bb_pdf_put_int(s->out, s->mcid++);
        bb_buf_append_text(s->out, ">>BDC");
    }
    s->copied = s->at;
    s->marked = true;
    s->bare = mark->bare;
    s->path = NULL;
}

static void
end_mark(struct scanner *s)
{
    if (s->spans > 0) {
        s->spans--;
        return;
    }
    if (!s->marked)
        set_fault(s, "the end of a mark that is not open");
    s->marked = false;
    s->path = NULL;
}

static void
begin_text(struct scanner *s, const char *op)
{
    if (s->wrapped > 0)
        close_wrap(s, op);
    if (s->marked && s->bare) {
        copy_until(s, op);
        s->cutting = true;
    }
}

static void
end_text(struct scanner *s)
{
    if (s->cutting)
        s->copied = s->at;
    s->cutting = false;
}

static void
restore(struct scanner *s, const char *op)
{
    if (s->wrapped == s->depth + 1)
        close_wrap(s, op);
    s->depth--;
}

/* --- operators -------------------------------------------------------------------------------- */

/* False for operators that are not of paths. */
static bool
follow_path(struct scanner *s, uint32_t code, const char *op)
{
    switch (code) {
    case OP('m', 0, 0):
    case OP('r', 'e', 0):
        if (!s->path)
            s->path = s->operands ? s->operands : op;
        return true;
    case OP('f', 0, 0):
    case OP('F', 0, 0):
    case OP('f', '*', 0):
    case OP('S', 0, 0):
    case OP('s', 0, 0):
    case OP('B', 0, 0):
    case OP('B', '*', 0):
    case OP('b', 0, 0):
    case OP('b', '*', 0):
        paint(s, s->path ? s->path : op);
        s->path = NULL;
        return true;
    case OP('n', 0, 0):
        s->path = NULL;
        return true;
    default:
        return false;
    }
}

static void
read_operator(struct scanner *s)
{
    const char *op = s->at;
    skip_regular(s);
    size_t len = (size_t)(s->at - op);
    if (len > 3)
        return;
    uint32_t code = OP(op[0], len > 1 ? op[1] : 0, len > 2 ? op[2] : 0);
    if (follow_path(s, code, op))
        return;
    switch (code) {
    case OP('D', 'o', 0):
    case OP('s', 'h', 0):
        paint(s, s->operands ? s->operands : op);
        break;
    case OP('B', 'I', 0):
        paint(s, op);
        skip_inline_image(s);
        break;
    case OP('T', 'j', 0):
    case OP('T', 'J', 0):
    case OP('\'', 0, 0):
    case OP('"', 0, 0):
        if (!s->marked)
            set_fault(s, "text outside any mark");
        break;
    case OP('B', 'T', 0):
        begin_text(s, op);
        break;
    case OP('E', 'T', 0):
        end_text(s);
        break;
    case OP('B', 'D', 'C'):
        begin_mark(s, op);
        break;
    case OP('B', 'M', 'C'):
        set_fault(s, "a mark without an MCID");
        break;
    case OP('E', 'M', 'C'):
        end_mark(s);
        break;
    case OP('q', 0, 0):
        s->depth++;
        break;
    case OP('Q', 0, 0):
        restore(s, op);
        break;
    default:
        break;
    }
}

static void
scan(struct scanner *s)
{
    while (s->at < s->end) {
        enum char_class class = class_of(*s->at);
        if (class == REGULAR) {
            read_operator(s);
            s->operands = NULL;
            continue;
        }
        if (class != BLANK && class != COMMENT && !s->operands)
            s->operands = s->at;
        switch (class) {
        case STRING:
            skip_string(s);
            break;
        case ANGLE:
            skip_angle(s);
            break;
        case NAME:
        case NUMBER:
            skip_regular(s);
            break;
        case COMMENT:
            skip_comment(s);
            break;
        default:
            s->at++;
        }
    }
}

enum bb_status
bb_content_rewrite(struct bb_str content, const struct bb_content_mark *marks, size_t nmarks,
    struct bb_buf *out, const char **fault)
{
    struct scanner s = {.at = content.ptr,
        .end = content.ptr + content.len,
        .copied = content.ptr,
        .out = out,
        .marks = marks,
        .nmarks = nmarks};
    scan(&s);
    if (s.marked)
        set_fault(&s, "a mark open at the page's end");
    while (s.next < nmarks && marks[s.next].artifact)
        s.next++;
    if (s.next < nmarks)
        set_fault(&s, "a mark of the display list that was not drawn");
    copy_until(&s, s.end);
    if (s.wrapped > 0)
        bb_buf_append_text(out, "\nEMC\n");
    *fault = s.fault;
    return s.fault ? BB_INTERNAL : BB_OK;
}

/* libyaml says "did not find expected key"; the author of a trip needs to know what to do. A table
 * leads from its sentences to rows of codes.def, by what the author most likely did. A sentence
 * that is not in the table is printed as it is. */
#include "yaml/syntax.h"

#include "base/utf8.h"

enum place { AT_PROBLEM, AT_CONTEXT };

static const struct {
    const char *problem; /* how libyaml's sentence begins */
    const char *context; /* how its part about the context begins, or NULL for any */
    enum bb_code code;
    enum place place;
} problems[] = {
    {"found character that cannot start any token", NULL, BB_D_YAML_BAD_START, AT_PROBLEM},
    {"did not find expected alphabetic", NULL, BB_D_YAML_BAD_START, AT_CONTEXT},
    {"found a tab character", NULL, BB_D_YAML_TAB, AT_PROBLEM},
    {"mapping values are not allowed", NULL, BB_D_YAML_COLON, AT_PROBLEM},
    {"could not find expected ':'", NULL, BB_D_YAML_COLON_MISSING, AT_CONTEXT},
    {"did not find expected key", NULL, BB_D_YAML_INDENT, AT_PROBLEM},
    {"did not find expected '-' indicator", NULL, BB_D_YAML_INDENT, AT_PROBLEM},
    {"block sequence entries are not allowed", NULL, BB_D_YAML_INDENT, AT_PROBLEM},
    {"did not find expected <document start>", NULL, BB_D_YAML_INDENT, AT_PROBLEM},
    {"did not find expected ',' or", NULL, BB_D_YAML_FLOW_OPEN, AT_CONTEXT},
    {"did not find expected node content", NULL, BB_D_YAML_VALUE_MISSING, AT_PROBLEM},
    {"found unexpected end of stream", "while scanning a quoted", BB_D_YAML_QUOTE_OPEN, AT_CONTEXT},
    {"found unexpected document indicator", NULL, BB_D_YAML_QUOTE_OPEN, AT_CONTEXT},
    {"found unknown escape character", NULL, BB_D_YAML_ESCAPE, AT_PROBLEM},
    {"did not find expected hexdecimal number", NULL, BB_D_YAML_ESCAPE, AT_PROBLEM},
    {"found invalid Unicode character escape", NULL, BB_D_YAML_ESCAPE, AT_PROBLEM},
};

static enum bb_code
classify(const yaml_parser_t *parser, enum place *place)
{
    struct bb_str problem = bb_str_from(parser->problem);
    struct bb_str context = bb_str_from(parser->context);
    *place = AT_PROBLEM;
    for (size_t i = 0; problem.ptr && i < sizeof problems / sizeof *problems; i++) {
        if (!bb_str_starts(problem, problems[i].problem)
            || (problems[i].context && !bb_str_starts(context, problems[i].context)))
            continue;
        *place = problems[i].place;
        return problems[i].code;
    }
    return BB_D_YAML_SYNTAX;
}

/* The code point at `offset`, NUL-terminated; empty at the end. */
static size_t
copy_letter(struct bb_str bytes, uint32_t offset, char out[5])
{
    size_t at = offset;
    if (at < bytes.len)
        bb_utf8_next(bytes, &at);
    size_t len = at - offset;
    memcpy(out, bytes.ptr + offset, len);
    out[len] = '\0';
    return len;
}

/* libyaml points at or shortly after the backslash of an escape it does not like. */
static struct bb_span
find_escape(struct bb_str bytes, struct bb_span span)
{
    enum { AFTER_MOST = 2 };
    for (uint32_t back = 0; back <= AFTER_MOST && back <= span.start; back++)
        if (bytes.ptr[span.start - back] == '\\') {
            span.start -= back;
            span.end = span.start + 2 < bytes.len ? span.start + 2 : (uint32_t)bytes.len;
            break;
        }
    return span;
}

void
bb_yaml_report_problem(struct bb_diag *diag, const yaml_parser_t *parser, uint32_t id,
    struct bb_str bytes, uint32_t problem, uint32_t context)
{
    enum place place;
    enum bb_code code = classify(parser, &place);
    struct bb_span span = {.source = id, .start = place == AT_CONTEXT ? context : problem};
    char letter[5];
    span.end = span.start + (uint32_t)copy_letter(bytes, span.start, letter);
    if (code == BB_D_YAML_BAD_START && letter[0] == '\t')
        code = BB_D_YAML_TAB;
    /* Which of these it is for a lone ':' differs between Debian 12's libyaml and 13's. */
    bool lone =
        code == BB_D_YAML_VALUE_MISSING || code == BB_D_YAML_INDENT || code == BB_D_YAML_FLOW_OPEN;
    if (lone && letter[0] == ':')
        code = BB_D_YAML_KEY_EMPTY;
    if (code == BB_D_YAML_INDENT && span.start > 0 && strchr("'\"", bytes.ptr[span.start - 1]))
        code = BB_D_YAML_AFTER_QUOTE;
    if (code == BB_D_YAML_ESCAPE)
        span = find_escape(bytes, span);
    if (code == BB_D_YAML_FLOW_OPEN)
        bb_report(diag, code, span, letter, letter[0] == '[' ? "]" : "}");
    else if (code == BB_D_YAML_SYNTAX)
        bb_report(diag, code, span, parser->problem ? parser->problem : "?");
    else
        bb_report(diag, code, span, letter);
}

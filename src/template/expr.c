/* Expressions of the layout language: paths, filters, text templates, conditions, each.
 *
 * Everything is resolved against the vocabulary's types while compiling: a path becomes a slot and
 * field numbers. Interpreting names at composing time would be simpler, but an unknown path would
 * then show only where a trip happens to reach it. */
#include "template/compile.h"

#include <ctype.h>

struct cursor {
    struct bb_str text;
    const struct bb_origin *origin;
    size_t base; /* offset of text in the origin's text */
};

static struct bb_span
span_of(const struct cursor *cursor, struct bb_str part)
{
    size_t start = cursor->base + (size_t)(part.ptr - cursor->text.ptr);
    return bb_origin_span(cursor->origin, start, start + part.len);
}

static void
report_unknown(struct bb_compiler *compiler, struct bb_span span, enum bb_code code,
    struct bb_str name, const char *const *candidates, size_t count)
{
    const char *copy = bb_arena_str(compiler->arena, name).ptr;
    const char *near = bb_str_nearest(name, candidates, count);
    bb_report(compiler->diag, code, span, copy, near ? near : "");
}

static void
report_unknown_field(struct bb_compiler *compiler, struct bb_span span, const struct bb_type *type,
    struct bb_str name)
{
    const char **names = BB_NEW_ARRAY(compiler->arena, const char *, type->nfields);
    for (size_t i = 0; i < type->nfields; i++)
        names[i] = type->fields[i].name;
    report_unknown(compiler, span, BB_D_LAYOUT_UNKNOWN_PATH, name, names, type->nfields);
}

static const struct bb_variable *
find_variable(struct bb_compiler *compiler, struct bb_str name)
{
    for (size_t i = compiler->scope.len; i > 0; i--)
        if (bb_str_equal(compiler->scope.at[i - 1].name, name))
            return &compiler->scope.at[i - 1];
    return NULL;
}

static void
add_step(struct bb_compiler *compiler, struct bb_path_expr *path, struct bb_path_step step)
{
    struct bb_path_step *steps =
        BB_NEW_ARRAY(compiler->arena, struct bb_path_step, path->nsteps + 1);
    if (path->nsteps > 0)
        memcpy(steps, path->steps, path->nsteps * sizeof *steps);
    steps[path->nsteps++] = step;
    path->steps = steps;
}

/* A list or map is passed through to its items, a reference to what it refers to. */
static void
enter(struct bb_path_expr *path)
{
    while (path->type
        && (path->type->kind == BB_TYPE_LIST || path->type->kind == BB_TYPE_MAP
            || path->type->kind == BB_TYPE_REF)) {
        if (path->type->kind != BB_TYPE_REF)
            path->many = true;
        path->type = path->type->item;
    }
}

static bool
take_step(struct bb_compiler *compiler, struct bb_path_expr *path, const struct cursor *cursor,
    struct bb_str name)
{
    enter(path);
    if (!path->type || path->type->kind == BB_TYPE_FREE) {
        add_step(compiler, path, (struct bb_path_step){.field = -1, .key = name});
        path->type = NULL;
        return true;
    }
    if (path->type->kind != BB_TYPE_RECORD) {
        bb_report(compiler->diag, BB_D_LAYOUT_NO_FIELDS, span_of(cursor, name), path->type->name,
            bb_arena_str(compiler->arena, name).ptr);
        return false;
    }
    int field = bb_schema_find_field(path->type, name);
    if (field < 0) {
        report_unknown_field(compiler, span_of(cursor, name), path->type, name);
        return false;
    }
    add_step(compiler, path, (struct bb_path_step){.field = field, .of = path->type});
    path->type = path->type->fields[field].type;
    return true;
}

/* The first name: a variable, or a field of the root. "trip.cities" reaches the root's `cities`
 * too, since to its author the file is the trip. */
static bool
take_root(struct bb_compiler *compiler, struct bb_path_expr *path, const struct cursor *cursor,
    struct bb_str name, struct bb_str *rest)
{
    const struct bb_variable *variable = find_variable(compiler, name);
    if (variable) {
        path->slot = variable->slot;
        path->type = variable->type;
        compiler->out->shows_index |= variable->slot == BB_SLOT_INDEX;
        return true;
    }
    path->slot = BB_SLOT_ROOT;
    path->type = compiler->root;
    int field = bb_schema_find_field(compiler->root, name);
    if (field >= 0 && bb_str_is(name, "trip") && rest->len > 0) {
        struct bb_str after = *rest;
        struct bb_str next = bb_str_cut(&after, '.');
        const struct bb_type *trip = compiler->root->fields[field].type;
        bool of_trip = bb_schema_find_field(trip, next) >= 0;
        if (!of_trip && bb_schema_find_field(compiler->root, next) >= 0)
            return true;
    }
    if (field < 0) {
        size_t count = compiler->scope.len + compiler->root->nfields;
        const char **names = BB_NEW_ARRAY(compiler->arena, const char *, count);
        for (size_t i = 0; i < compiler->scope.len; i++)
            names[i] = bb_arena_str(compiler->arena, compiler->scope.at[i].name).ptr;
        for (size_t i = 0; i < compiler->root->nfields; i++)
            names[compiler->scope.len + i] = compiler->root->fields[i].name;
        report_unknown(
            compiler, span_of(cursor, name), BB_D_LAYOUT_UNKNOWN_PATH, name, names, count);
        return false;
    }
    return take_step(compiler, path, cursor, name);
}

bool
bb_compile_path(struct bb_compiler *compiler, struct bb_str text, const struct bb_origin *origin,
    size_t offset, struct bb_path_expr *out)
{
    struct cursor cursor = {text, origin, offset};
    *out = (struct bb_path_expr){.span = span_of(&cursor, text)};
    struct bb_str rest = text;
    struct bb_str name = bb_str_cut(&rest, '.');
    if (!take_root(compiler, out, &cursor, name, &rest))
        return false;
    while (rest.ptr) {
        name = bb_str_cut(&rest, '.');
        if (!take_step(compiler, out, &cursor, name))
            return false;
    }
    return true;
}

struct bb_path_expr *
bb_compile_path_value(struct bb_compiler *compiler, const struct bb_value *value)
{
    if (!value || value->as.text.nforms == 0)
        return NULL;
    struct bb_path_expr *path = BB_NEW(compiler->arena, struct bb_path_expr);
    const struct bb_form *form = &value->as.text.forms[0];
    return bb_compile_path(compiler, form->text, &form->origin, 0, path) ? path : NULL;
}

struct bb_path_expr *
bb_compile_path_of(
    struct bb_compiler *compiler, const struct bb_value *record, const char *name, unsigned kinds)
{
    struct bb_path_expr *path = bb_compile_path_value(compiler, bb_record_get(record, name));
    return path && bb_compile_kinds(compiler, path, name, kinds) ? path : NULL;
}

/* --- filters ---------------------------------------------------------------------------------- */

/* Name, and the kinds of values that it takes. */
static const struct {
    const char *name;
    unsigned kinds;
} filters[] = {
    [BB_FILTER_DATE] = {"date", BB_KINDS_DATE},
    [BB_FILTER_WEEKDAY] = {"weekday", BB_KINDS_DATE},
    [BB_FILTER_RANGE] = {"range", BB_KINDS_DATE},
    [BB_FILTER_TIME] = {"time", 1u << BB_TYPE_TIME},
    [BB_FILTER_NIGHTS] = {"nights", 1u << BB_TYPE_INT},
    [BB_FILTER_OFFSET] = {"offset", 1u << BB_TYPE_INT},
    [BB_FILTER_FORMS] = {"forms", BB_KINDS_TEXT | 1u << BB_TYPE_RECORD},
    [BB_FILTER_FORM] = {"form", BB_KINDS_TEXT | 1u << BB_TYPE_RECORD},
    [BB_FILTER_UNLIKE] = {"unlike", BB_KINDS_TEXT | 1u << BB_TYPE_RECORD},
    [BB_FILTER_OTHER] = {"other", BB_KINDS_TEXT | 1u << BB_TYPE_RECORD},
    [BB_FILTER_INITIAL] = {"initial", BB_KINDS_TEXT | 1u << BB_TYPE_RECORD},
    [BB_FILTER_FIRST] = {"first", BB_KINDS_ANY},
    [BB_FILTER_BEYOND] = {"beyond", BB_KINDS_ANY},
    [BB_FILTER_JOIN] = {"join", BB_KINDS_ANY},
    [BB_FILTER_ELSE] = {"else", BB_KINDS_ANY},
    [BB_FILTER_PARTICLE] = {"particle", BB_KINDS_ANY},
    [BB_FILTER_PAGE] = {"page", 1u << BB_TYPE_RECORD},
    [BB_FILTER_LABEL] = {"label", BB_KINDS_ANY & ~(1u << BB_TYPE_RECORD)},
};

enum { FILTERS = sizeof filters / sizeof *filters };

bool
bb_compile_kinds(
    struct bb_compiler *compiler, const struct bb_path_expr *path, const char *name, unsigned kinds)
{
    struct bb_path_expr item = *path;
    enter(&item);
    enum bb_type_kind kind = item.type ? item.type->kind : BB_TYPE_FREE;
    bool free_text = kind == BB_TYPE_FREE && (kinds & 1u << BB_TYPE_TEXT);
    if (kinds & 1u << kind || free_text)
        return true;
    bb_report(compiler->diag, BB_D_LAYOUT_VALUE_KIND, path->span, name,
        item.type ? item.type->name : "free text");
    return false;
}

/* `*label` is NULL where the label has no text. */
static bool
find_label(struct bb_compiler *compiler, const struct cursor *cursor, struct bb_str name,
    const struct bb_value **label)
{
    const struct bb_value *labels = compiler->out->labels;
    int field = labels ? bb_schema_find_field(labels->type, name) : -1;
    if (field >= 0)
        *label = labels->as.record.fields[field];
    else if (labels)
        report_unknown_field(compiler, span_of(cursor, name), labels->type, name);
    return field >= 0;
}

bool
bb_compile_count(struct bb_str text, int *count)
{
    enum { MOST = 1000 };
    int number = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || number > MOST)
            return false;
        number = 10 * number + (text.ptr[i] - '0');
    }
    *count = number;
    return number >= 1 && number <= MOST;
}

/* What a filter is of no use without; NULL: nothing. */
static const char *
needed_argument(enum bb_filter filter)
{
    switch (filter) {
    case BB_FILTER_RANGE:
        return "range:trip.to";
    case BB_FILTER_NIGHTS:
        return "nights:trip.days";
    case BB_FILTER_FORM:
        return "form:zh-Hans,latin";
    case BB_FILTER_UNLIKE:
        return "unlike:city.language";
    case BB_FILTER_OTHER:
        return "other:zh-Hans,latin";
    case BB_FILTER_FIRST:
        return "first:3";
    case BB_FILTER_BEYOND:
        return "beyond:3";
    case BB_FILTER_ELSE:
        return "else:tbd";
    case BB_FILTER_PARTICLE:
        return "particle:은/는";
    default:
        return NULL;
    }
}

/* The one of the tags TAG,TAG with a dot, which none has that is written out, is a path. */
static bool
compile_language_path(struct bb_compiler *compiler, const struct cursor *cursor,
    struct bb_filter_call *call, struct bb_str tags)
{
    while (tags.ptr) {
        struct bb_str tag = bb_str_cut(&tags, ',');
        if (!memchr(tag.ptr, '.', tag.len))
            continue;
        call->path = BB_NEW(compiler->arena, struct bb_path_expr);
        size_t offset = cursor->base + (size_t)(tag.ptr - cursor->text.ptr);
        return bb_compile_path(compiler, tag, cursor->origin, offset, call->path)
            && bb_compile_kinds(compiler, call->path, filters[call->filter].name,
                1u << BB_TYPE_LANGUAGE | 1u << BB_TYPE_STRING);
    }
    return true;
}

/* `fallback`: the style where none is named. */
static bool
compile_date_style(struct bb_compiler *compiler, const struct cursor *cursor,
    struct bb_filter_call *call, struct bb_str name, enum bb_date_style fallback)
{
    static const char *const names[BB_DATE_STYLES] = {[BB_DATE_PLAIN] = "",
        [BB_DATE_SHORT] = "short",
        [BB_DATE_WEEKDAY] = "weekday",
        [BB_DATE_FULL] = "full",
        [BB_DATE_PRESS] = "press"};
    call->date_style = fallback;
    if (name.len == 0)
        return true;
    for (int i = BB_DATE_SHORT; i < BB_DATE_STYLES; i++)
        if (bb_str_is(name, names[i])) {
            call->date_style = (enum bb_date_style)i;
            return true;
        }
    report_unknown(compiler, span_of(cursor, name), BB_D_LAYOUT_DATE_STYLE, name,
        names + BB_DATE_SHORT, BB_DATE_STYLES - BB_DATE_SHORT);
    return false;
}

static bool
compile_count(struct bb_compiler *compiler, const struct cursor *cursor,
    struct bb_filter_call *call, struct bb_str argument)
{
    if (bb_compile_count(argument, &call->count))
        return true;
    bb_report(compiler->diag, BB_D_LAYOUT_FILTER_ARGUMENT, span_of(cursor, argument),
        filters[call->filter].name, needed_argument(call->filter));
    return false;
}

static bool
compile_filter_argument(struct bb_compiler *compiler, const struct cursor *cursor,
    struct bb_filter_call *call, struct bb_str argument)
{
    call->text = argument;
    if (call->filter == BB_FILTER_ELSE)
        return find_label(compiler, cursor, argument, &call->label);
    if (call->filter == BB_FILTER_FIRST || call->filter == BB_FILTER_BEYOND)
        return compile_count(compiler, cursor, call, argument);
    if (call->filter == BB_FILTER_FORM || call->filter == BB_FILTER_FORMS
        || call->filter == BB_FILTER_UNLIKE || call->filter == BB_FILTER_OTHER)
        return compile_language_path(compiler, cursor, call, argument);
    if (call->filter == BB_FILTER_JOIN && bb_str_starts(argument, "label.")) {
        call->text = BB_STR("");
        return find_label(
            compiler, cursor, (struct bb_str){argument.ptr + 6, argument.len - 6}, &call->label);
    }
    if (call->filter == BB_FILTER_DATE)
        return compile_date_style(compiler, cursor, call, argument, BB_DATE_PLAIN);
    if (call->filter == BB_FILTER_WEEKDAY)
        call->date_style = BB_DATE_WEEKDAY;
    if (call->filter != BB_FILTER_RANGE && call->filter != BB_FILTER_NIGHTS)
        return true;
    struct bb_str rest = argument;
    struct bb_str path = bb_str_cut(&rest, ':');
    if (!compile_date_style(compiler, cursor, call, rest, BB_DATE_WEEKDAY))
        return false;
    call->path = BB_NEW(compiler->arena, struct bb_path_expr);
    size_t offset = cursor->base + (size_t)(path.ptr - cursor->text.ptr);
    return bb_compile_path(compiler, path, cursor->origin, offset, call->path)
        && bb_compile_kinds(
            compiler, call->path, filters[call->filter].name, filters[call->filter].kinds);
}

static void
report_filter(struct bb_compiler *compiler, const struct cursor *cursor, struct bb_str name)
{
    const char *names[FILTERS];
    for (int i = 0; i < FILTERS; i++)
        names[i] = filters[i].name;
    report_unknown(
        compiler, span_of(cursor, name), BB_D_LAYOUT_UNKNOWN_FILTER, name, names, FILTERS);
}

/* `first`: it works on the path's values themselves, not on text that an earlier one made. */
static bool
compile_filter(struct bb_compiler *compiler, const struct cursor *cursor, struct bb_str text,
    const struct bb_path_expr *path, bool first, struct bb_filter_call *call)
{
    struct bb_str argument = text;
    struct bb_str name = bb_str_cut(&argument, ':');
    int found = 0;
    while (found < FILTERS && !bb_str_is(name, filters[found].name))
        found++;
    if (found == FILTERS) {
        report_filter(compiler, cursor, name);
        return false;
    }
    call->filter = (enum bb_filter)found;
    const char *needed = needed_argument(call->filter);
    if (needed && argument.len == 0) {
        bb_report(compiler->diag, BB_D_LAYOUT_FILTER_ARGUMENT, span_of(cursor, name),
            filters[found].name, needed);
        return false;
    }
    if (first && !bb_compile_kinds(compiler, path, filters[found].name, filters[found].kinds))
        return false;
    return compile_filter_argument(compiler, cursor, call, argument);
}

static struct bb_expr *
compile_expr(struct bb_compiler *compiler, const struct cursor *cursor, struct bb_str text)
{
    struct bb_expr *expr = BB_NEW(compiler->arena, struct bb_expr);
    BB_VEC(struct bb_filter_call) calls = {0};
    struct bb_str rest = text;
    struct bb_str path = bb_str_cut(&rest, '|');
    size_t offset = cursor->base + (size_t)(path.ptr - cursor->text.ptr);
    if (!bb_compile_path(compiler, path, cursor->origin, offset, &expr->path))
        return NULL;
    while (rest.ptr) {
        struct bb_str part = bb_str_cut(&rest, '|');
        struct bb_filter_call call = {0};
        if (!compile_filter(compiler, cursor, part, &expr->path, calls.len == 0, &call))
            return NULL;
        BB_VEC_PUSH(compiler->arena, &calls, call);
    }
    expr->filters = calls.at;
    expr->nfilters = calls.len;
    return expr;
}

/* --- text templates --------------------------------------------------------------------------- */

struct bb_text_template
bb_compile_text(struct bb_compiler *compiler, struct bb_str text, const struct bb_origin *origin)
{
    struct cursor cursor = {text, origin, 0};
    BB_VEC(struct bb_segment) segments = {0};
    size_t at = 0;
    while (at < text.len) {
        size_t start = at;
        while (at < text.len && text.ptr[at] != '{')
            at++;
        if (at > start)
            BB_VEC_PUSH(compiler->arena, &segments,
                (struct bb_segment){
                    .text = {text.ptr + start, at - start}, .origin_offset = (uint32_t)start});
        if (at == text.len)
            break;
        const char *close = memchr(text.ptr + at, '}', text.len - at);
        struct bb_str open = {text.ptr + at, 1};
        if (!close) {
            bb_report(compiler->diag, BB_D_LAYOUT_OPEN_BRACE, span_of(&cursor, open));
            break;
        }
        struct bb_str inside = {text.ptr + at + 1, (size_t)(close - text.ptr) - at - 1};
        struct bb_expr *expr = compile_expr(compiler, &cursor, inside);
        if (expr)
            BB_VEC_PUSH(compiler->arena, &segments,
                (struct bb_segment){.expr = expr, .text = inside, .origin_offset = (uint32_t)at});
        at = (size_t)(close - text.ptr) + 1;
    }
    return (struct bb_text_template){segments.at, segments.len, origin};
}

struct bb_text_template *
bb_compile_text_value(struct bb_compiler *compiler, const struct bb_value *value)
{
    if (!value)
        return NULL;
    struct bb_text_template *text = BB_NEW(compiler->arena, struct bb_text_template);
    *text = bb_compile_text(compiler, bb_value_str(value), &value->as.text.forms[0].origin);
    return text;
}

/* --- each and when ---------------------------------------------------------------------------- */

/* "PATH as NAME" parted; false where it is not of that form. */
static bool
part_each(struct bb_str text, struct bb_str *path, struct bb_str *name)
{
    const char *as = text.len > 0 ? memmem(text.ptr, text.len, " as ", 4) : NULL;
    if (!as)
        return false;
    *path = bb_str_trim((struct bb_str){text.ptr, (size_t)(as - text.ptr)});
    *name = bb_str_trim((struct bb_str){as + 4, (size_t)(text.ptr + text.len - as) - 4});
    return path->len > 0 && name->len > 0;
}

/* The variable is opened even where the list is wrong, as free data, so that one mistake does not
 * become many. */
struct bb_each *
bb_compile_each(struct bb_compiler *compiler, const struct bb_value *value)
{
    struct bb_str text = bb_value_str(value), path, name;
    if (!part_each(text, &path, &name) || compiler->scope.len >= BB_SLOT_MOST - 1) {
        bb_report(compiler->diag, BB_D_LAYOUT_EACH, value->span);
        return NULL;
    }
    struct bb_each *each = BB_NEW(compiler->arena, struct bb_each);
    const struct bb_origin *origin = &value->as.text.forms[0].origin;
    size_t offset = (size_t)(path.ptr - text.ptr);
    bool known = bb_compile_path(compiler, path, origin, offset, &each->path);
    struct bb_path_expr item = each->path;
    enter(&item);
    if (known && !item.many)
        bb_report(compiler->diag, BB_D_LAYOUT_EACH, value->span);
    each->slot = (int)compiler->scope.len + 1;
    BB_VEC_PUSH(compiler->arena, &compiler->scope,
        (struct bb_variable){name, each->slot, known && item.many ? item.type : NULL});
    return each;
}

/* Where no slot is left the last one is shared, so that compiling goes on. */
int
bb_compile_variable(
    struct bb_compiler *compiler, const char *name, const struct bb_type *type, struct bb_span span)
{
    int slot = (int)compiler->scope.len + 1;
    if (slot >= BB_SLOT_MOST) {
        bb_report(compiler->diag, BB_D_LAYOUT_EACH, span);
        slot = BB_SLOT_MOST - 1;
    }
    BB_VEC_PUSH(
        compiler->arena, &compiler->scope, (struct bb_variable){bb_str_from(name), slot, type});
    return slot;
}

void
bb_compile_close(struct bb_compiler *compiler, size_t mark)
{
    compiler->scope.len = mark;
}

static bool
compile_condition_path(
    struct bb_compiler *compiler, const struct bb_node *node, struct bb_condition *condition)
{
    struct bb_str text = node->text;
    if (bb_str_starts(text, "not ")) {
        condition->negate = true;
        text = (struct bb_str){text.ptr + 4, text.len - 4};
    }
    size_t offset = (size_t)(text.ptr - node->text.ptr);
    return bb_compile_path(compiler, text, &node->origin, offset, &condition->path);
}

static void
compile_condition_values(
    struct bb_compiler *compiler, const struct bb_node *node, struct bb_condition *condition)
{
    size_t count = node->kind == BB_NODE_SEQUENCE ? node->len : 1;
    condition->values = BB_NEW_ARRAY(compiler->arena, struct bb_str, count);
    for (size_t i = 0; i < count; i++) {
        const struct bb_node *item = node->kind == BB_NODE_SEQUENCE ? node->items[i] : node;
        if (item->kind != BB_NODE_SCALAR)
            bb_report(compiler->diag, BB_D_LAYOUT_WHEN, item->span);
        else
            condition->values[condition->nvalues++] = item->text;
    }
}

struct conditions {
    struct bb_condition *at;
    size_t len, cap;
};

static void compile_conditions(
    struct bb_compiler *compiler, const struct bb_node *node, struct conditions *out);

static void
push_condition(struct bb_compiler *compiler, struct bb_condition condition, struct conditions *out)
{
    out->at = bb_vec_grow(compiler->arena, out->at, out->len, &out->cap, sizeof *out->at);
    out->at[out->len++] = condition;
}

/* A path, with the values allowed or NULL. */
static void
compile_condition(struct bb_compiler *compiler, const struct bb_node *path,
    const struct bb_node *values, struct conditions *out)
{
    struct bb_condition condition = {0};
    if (!compile_condition_path(compiler, path, &condition))
        return;
    if (values)
        compile_condition_values(compiler, values, &condition);
    push_condition(compiler, condition, out);
}

static void
compile_condition_pair(
    struct bb_compiler *compiler, const struct bb_pair *pair, struct conditions *out)
{
    if (!bb_str_is(pair->key->text, "any")) {
        compile_condition(compiler, pair->key, pair->value, out);
        return;
    }
    struct conditions any = {0};
    compile_conditions(compiler, pair->value, &any);
    if (any.len > 0)
        push_condition(compiler, (struct bb_condition){.any = any.at, .nany = any.len}, out);
}

static void
compile_conditions(struct bb_compiler *compiler, const struct bb_node *node, struct conditions *out)
{
    if (node->kind == BB_NODE_SCALAR)
        compile_condition(compiler, node, NULL, out);
    for (size_t i = 0; node->kind == BB_NODE_MAPPING && i < node->len; i++)
        compile_condition_pair(compiler, &node->pairs[i], out);
    for (size_t i = 0; node->kind == BB_NODE_SEQUENCE && i < node->len; i++) {
        if (node->items[i]->kind == BB_NODE_SEQUENCE)
            bb_report(compiler->diag, BB_D_LAYOUT_WHEN, node->items[i]->span);
        else
            compile_conditions(compiler, node->items[i], out);
    }
}

struct bb_condition *
bb_compile_when(struct bb_compiler *compiler, const struct bb_node *node, size_t *count)
{
    struct conditions conditions = {0};
    if (node)
        compile_conditions(compiler, node, &conditions);
    *count = conditions.len;
    return conditions.at;
}

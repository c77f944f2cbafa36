/* Paths and conditions evaluated. The template has resolved names to field numbers, so this follows
 * pointers; a step over a list maps over its items. */
#include "compose/env.h"

static void
push_value(struct bb_compose *compose, struct bb_values *values, struct bb_value *value)
{
    values->at = bb_vec_grow(
        compose->arena, values->at, values->len, &values->cap, sizeof(struct bb_value *));
    values->at[values->len++] = value;
}

/* A key of free data, as a value: scalars are texts, lists and maps stay free. */
static struct bb_value *
free_step(struct bb_compose *compose, struct bb_value *value, struct bb_str key)
{
    if (!value->as.free || value->as.free->kind != BB_NODE_MAPPING)
        return NULL;
    const struct bb_node *node = NULL;
    for (size_t i = 0; !node && i < value->as.free->len; i++)
        if (bb_str_equal(value->as.free->pairs[i].key->text, key))
            node = value->as.free->pairs[i].value;
    if (!node || bb_node_is_null(node))
        return NULL;
    bool scalar = node->kind == BB_NODE_SCALAR;
    struct bb_value *out =
        bb_value_create(compose->arena, scalar ? &bb_type_string : &bb_type_free);
    out->span = node->span;
    if (!scalar) {
        out->as.free = node;
        return out;
    }
    out->as.text.forms = BB_NEW(compose->arena, struct bb_form);
    out->as.text.forms[0] = (struct bb_form){.text = node->text, .origin = node->origin};
    out->as.text.nforms = 1;
    return out;
}

static void
follow(struct bb_compose *compose, struct bb_value *value, const struct bb_path_step *steps,
    size_t nsteps, struct bb_values *out)
{
    if (!value)
        return;
    if (value->type->kind == BB_TYPE_REF) {
        follow(compose, value->as.target, steps, nsteps, out);
        return;
    }
    bool list = value->type->kind == BB_TYPE_LIST || value->type->kind == BB_TYPE_MAP;
    if (list) {
        for (size_t i = 0; i < value->as.list.len; i++)
            follow(compose, value->as.list.items[i], steps, nsteps, out);
        return;
    }
    if (nsteps == 0)
        push_value(compose, out, value);
    else if (value->type->kind == BB_TYPE_FREE)
        follow(compose, free_step(compose, value, steps->key), steps + 1, nsteps - 1, out);
    else if (value->type->kind == BB_TYPE_RECORD && !steps->of)
        follow(compose, bb_value_field(value, bb_schema_find_field(value->type, steps->key)),
            steps + 1, nsteps - 1, out);
    else if (value->type == steps->of)
        follow(compose, bb_value_field(value, steps->field), steps + 1, nsteps - 1, out);
}

void
bb_eval_path_into(
    struct bb_compose *compose, const struct bb_path_expr *path, struct bb_values *values)
{
    follow(compose, compose->slots[path->slot], path->steps, path->nsteps, values);
}

struct bb_values
bb_eval_path(struct bb_compose *compose, const struct bb_path_expr *path)
{
    struct bb_values values = {0};
    bb_eval_path_into(compose, path, &values);
    return values;
}

struct bb_value *
bb_eval_one(struct bb_compose *compose, const struct bb_path_expr *path)
{
    struct bb_values values = bb_eval_path(compose, path);
    return values.len > 0 ? values.at[0] : NULL;
}

bool
bb_value_is_text(const struct bb_value *value)
{
    switch (value->type->kind) {
    case BB_TYPE_STRING:
    case BB_TYPE_TEXT:
    case BB_TYPE_RICH:
    case BB_TYPE_TIMEZONE:
    case BB_TYPE_LANGUAGE:
    case BB_TYPE_PATH:
        return true;
    default:
        return false;
    }
}

bool
bb_value_is_empty(const struct bb_value *value)
{
    if (!value || value->tbd)
        return true;
    if (bb_value_is_text(value))
        return value->as.text.nforms == 0;
    switch (value->type->kind) {
    case BB_TYPE_LIST:
    case BB_TYPE_MAP:
        return value->as.list.len == 0;
    case BB_TYPE_TIME:
        return value->as.clock.kind == BB_CLOCK_TBD;
    case BB_TYPE_DATETIME:
        return value->as.datetime.tbd;
    default:
        return false;
    }
}

/* A form whose language begins as `language` does: zh-Hant for zh-Hans. */
static const struct bb_form *
related_form(const struct bb_value *value, const char *language)
{
    size_t len = strcspn(language, "-");
    for (size_t i = 0; i < value->as.text.nforms; i++) {
        const struct bb_form *form = &value->as.text.forms[i];
        if (form->language && !form->tbd && strncmp(form->language, language, len) == 0
            && (form->language[len] == '-' || form->language[len] == '\0'))
            return form;
    }
    return NULL;
}

/* One whose letters more readers can read than those of the trip. */
static const struct bb_form *
latin_form(const struct bb_value *value)
{
    for (size_t i = 0; i < value->as.text.nforms; i++) {
        const struct bb_form *form = &value->as.text.forms[i];
        if (form->language && !form->tbd && strcmp(form->language, "x-reading") != 0
            && bb_language_is_latin(form->language))
            return form;
    }
    return NULL;
}

/* Not the sort key, which is not to be seen, where there is another. */
static const struct bb_form *
first_form(const struct bb_value *value)
{
    const struct bb_form *forms = value->as.text.forms;
    for (size_t i = 0; i < value->as.text.nforms; i++)
        if (!forms[i].language || strcmp(forms[i].language, "x-reading") != 0)
            return &forms[i];
    return forms;
}

const struct bb_form *
bb_pick_form(struct bb_compose *compose, const struct bb_value *value)
{
    if (!value || !bb_value_is_text(value) || value->as.text.nforms == 0)
        return NULL;
    const struct bb_form *form = bb_value_form(value, compose->language);
    if (!form)
        form = related_form(value, compose->language);
    if (!form)
        form = bb_value_form(value, "und-Latn");
    if (!form)
        form = bb_value_form(value, "en");
    if (!form)
        form = latin_form(value);
    form = form ? form : first_form(value);
    bb_compose_note_form(compose, value, form);
    return form;
}

const char *
bb_form_language(const struct bb_compose *compose, const struct bb_form *form)
{
    if (!form->language)
        return compose->trip_language;
    return strcmp(form->language, "x-reading") == 0 ? compose->language : form->language;
}

struct bb_str
bb_eval_text(struct bb_compose *compose, const struct bb_value *value)
{
    switch (value->type->kind) {
    case BB_TYPE_INT:
        return bb_arena_printf(compose->arena, "%lld", value->as.integer);
    case BB_TYPE_BOOL:
        return value->as.boolean ? BB_STR("true") : BB_STR("false");
    case BB_TYPE_ENUM:
        return bb_str_from(value->type->names[value->as.integer]);
    case BB_TYPE_NUMBER: {
        struct bb_buf buf;
        bb_buf_init(&buf, 0);
        bb_buf_append_decimal(&buf, value->as.number, 6);
        struct bb_str text = bb_arena_str(compose->arena, bb_buf_str(&buf));
        bb_buf_finish(&buf);
        return text;
    }
    default: {
        const struct bb_form *form = bb_pick_form(compose, value);
        return form ? form->text : BB_STR("");
    }
    }
}

const struct bb_value *
bb_value_naming(const struct bb_value *value)
{
    static const char *const names[] = {"name", "title"};
    if (!value || value->type->kind != BB_TYPE_RECORD)
        return value;
    for (int i = 0; i < 2; i++) {
        int field = bb_schema_find_field(value->type, bb_str_from(names[i]));
        if (bb_value_field(value, field))
            return bb_value_field(value, field);
    }
    return NULL;
}

bool
bb_value_date(const struct bb_value *value, struct bb_date *date)
{
    if (bb_value_is_empty(value))
        return false;
    bool has_time = value->type->kind == BB_TYPE_DATETIME;
    *date = has_time ? value->as.datetime.date : value->as.date;
    return has_time || value->type->kind == BB_TYPE_DATE;
}

static bool
allows(struct bb_compose *compose, const struct bb_condition *condition, struct bb_values values)
{
    for (size_t i = 0; i < values.len; i++) {
        bool given = !bb_value_is_empty(values.at[i])
            && (values.at[i]->type->kind != BB_TYPE_BOOL || values.at[i]->as.boolean);
        if (condition->nvalues == 0 && given)
            return true;
        for (size_t k = 0; k < condition->nvalues && !bb_value_is_empty(values.at[i]); k++)
            if (bb_str_equal(bb_eval_text(compose, values.at[i]), condition->values[k]))
                return true;
    }
    return false;
}

static bool
holds(struct bb_compose *compose, const struct bb_condition *condition)
{
    for (size_t i = 0; i < condition->nany; i++)
        if (holds(compose, &condition->any[i]))
            return true;
    if (condition->nany > 0)
        return false;
    return allows(compose, condition, bb_eval_path(compose, &condition->path)) != condition->negate;
}

bool
bb_eval_when(struct bb_compose *compose, const struct bb_condition *conditions, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!holds(compose, &conditions[i]))
            return false;
    return true;
}

/* Anchors are known by the address of their record. */
static struct bb_str
anchor_key(struct bb_compose *compose, const struct bb_value *target)
{
    return (struct bb_str){bb_arena_copy(compose->arena, &target, sizeof target), sizeof target};
}

void
bb_anchor_set(struct bb_compose *compose, const struct bb_value *target)
{
    if (target)
        bb_map_set(compose->arena, &compose->anchors, anchor_key(compose, target), compose);
}

bool
bb_anchor_exists(const struct bb_compose *compose, const struct bb_value *target)
{
    return target
        && bb_map_lookup(&compose->anchors, (struct bb_str){(const char *)&target, sizeof target});
}

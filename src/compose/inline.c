/* Text templates become inlines: literals as they stand, expressions evaluated and filtered.
 *
 * Filters work in two steps. Most turn values into text (date, time, forms …) and come first;
 * `else` and `particle` look at the text that stands so far. What an expression gives is counted,
 * so that a span, a paragraph or a cell knows whether its data was there. */
#include "compose/env.h"

#include "base/utf8.h"

struct result {
    struct bb_values values;
    struct bb_inlines out;
    bool converted;
    bool full;
};

struct bb_color
bb_ink_color(const struct bb_ink *ink, struct bb_color hue)
{
    struct bb_color base = ink->hue ? hue : ink->color;
    int tint = ink->tint;
    return (struct bb_color){
        (uint8_t)((base.r * tint + 255 * (1000 - tint) + 500) / 1000),
        (uint8_t)((base.g * tint + 255 * (1000 - tint) + 500) / 1000),
        (uint8_t)((base.b * tint + 255 * (1000 - tint) + 500) / 1000),
    };
}

void
bb_inlines_push(struct bb_compose *compose, struct bb_inlines *inlines, struct bb_inline item)
{
    inlines->at = bb_vec_grow(
        compose->arena, inlines->at, inlines->len, &inlines->cap, sizeof(struct bb_inline));
    inlines->at[inlines->len++] = item;
}

static struct bb_inline
styled(struct bb_compose *compose, const struct bb_style *style)
{
    return (struct bb_inline){.kind = BB_INLINE_TEXT,
        .style = style,
        .color = bb_ink_color(&style->ink, compose->hue),
        .language = compose->language};
}

static const struct bb_style *
vague_of(const struct bb_style *style)
{
    return style->vague ? style->vague : style;
}

static const struct bb_value *
label_lookup(struct bb_compose *compose, struct bb_str name)
{
    const struct bb_value *labels = compose->slots[BB_SLOT_LABEL];
    return bb_value_field(labels, bb_schema_find_field(labels->type, name));
}

static void
push_text(struct bb_compose *compose, struct bb_inlines *out, const struct bb_style *style,
    struct bb_str text)
{
    if (text.len == 0)
        return;
    struct bb_inline item = styled(compose, style);
    item.text = text;
    bb_inlines_push(compose, out, item);
}

/* Dates and the like, in English where nobody said how the language writes them. */
static void
push_locale_text(struct bb_compose *compose, struct bb_inlines *out, const struct bb_style *style,
    struct bb_str text)
{
    if (text.len == 0)
        return;
    struct bb_inline item = styled(compose, style);
    item.text = text;
    item.language = compose->locale_language;
    bb_inlines_push(compose, out, item);
}

static void
push_form(struct bb_compose *compose, struct bb_inlines *out, const struct bb_style *style,
    const struct bb_form *form)
{
    if (form && form->tbd)
        form = bb_pick_form(compose, label_lookup(compose, BB_STR("tbd")));
    if (!form || form->text.len == 0)
        return;
    struct bb_inline item = styled(compose, style);
    item.text = form->text;
    item.origin = &form->origin;
    item.language = bb_form_language(compose, form);
    bb_inlines_push(compose, out, item);
}

static void
push_gap(struct bb_compose *compose, struct bb_inlines *out, const struct bb_style *style,
    bb_len width, bool parts)
{
    struct bb_inline item = styled(compose, style);
    item.kind = BB_INLINE_GAP;
    item.width = width;
    item.parts = parts;
    bb_inlines_push(compose, out, item);
}

/* --- values to text --------------------------------------------------------------------------- */

static void
convert_time(struct bb_compose *compose, const struct bb_style *style, const struct bb_value *value,
    struct result *result)
{
    static const char *const names[] = {
        [BB_CLOCK_TBD] = "tbd",
        [BB_CLOCK_MORNING] = "morning",
        [BB_CLOCK_NOON] = "noon",
        [BB_CLOCK_AFTERNOON] = "afternoon",
        [BB_CLOCK_EVENING] = "evening",
        [BB_CLOCK_AFTER_PREVIOUS] = "after_previous",
    };
    struct bb_clock clock = value->as.clock;
    if (clock.kind == BB_CLOCK_TIME) {
        const char *day = clock.day_offset > 0 ? "\u00a0+1"
            : clock.day_offset < 0             ? "\u00a0−1"
                                               : "";
        struct bb_str text = bb_locale_time(compose->locale, compose->arena, clock.minutes);
        push_text(
            compose, &result->out, style, bb_arena_printf(compose->arena, "%s%s", text.ptr, day));
        result->full = true;
        return;
    }
    const struct bb_value *label = label_lookup(compose, bb_str_from(names[clock.kind]));
    push_form(compose, &result->out, vague_of(style), bb_pick_form(compose, label));
    result->full |= clock.kind != BB_CLOCK_TBD;
}

static void
convert_datetime(struct bb_compose *compose, const struct bb_style *style,
    const struct bb_value *value, enum bb_date_style form, struct result *result)
{
    struct bb_date date;
    if (!bb_value_date(value, &date))
        return;
    const struct bb_datetime *when = &value->as.datetime;
    bool timed = value->type->kind == BB_TYPE_DATETIME && when->has_time;
    push_locale_text(compose, &result->out, style,
        timed ? bb_locale_datetime(compose->locale, compose->arena, date, when->minutes, form)
              : bb_locale_date(compose->locale, compose->arena, date, form));
    result->full = true;
}

static void
convert_value(struct bb_compose *compose, const struct bb_style *style,
    const struct bb_value *value, struct result *result)
{
    if (value->type->kind == BB_TYPE_TIME) {
        convert_time(compose, style, value, result);
        return;
    }
    if (bb_value_is_empty(value)) {
        if (value->tbd)
            push_form(compose, &result->out, vague_of(style),
                bb_pick_form(compose, label_lookup(compose, BB_STR("tbd"))));
        return;
    }
    switch (value->type->kind) {
    case BB_TYPE_DATE:
    case BB_TYPE_DATETIME:
        convert_datetime(compose, style, value, BB_DATE_PLAIN, result);
        return;
    case BB_TYPE_RECORD:
        if (bb_value_naming(value))
            convert_value(compose, style, bb_value_naming(value), result);
        return;
    case BB_TYPE_STRING:
    case BB_TYPE_TEXT:
    case BB_TYPE_RICH:
        push_form(compose, &result->out, style, bb_pick_form(compose, value));
        break;
    default:
        if (value->type->kind == BB_TYPE_INT && bb_type_counts(value->type))
            push_locale_text(compose, &result->out, style,
                bb_locale_count(compose->locale, compose->arena, value->as.integer));
        else
            push_text(compose, &result->out, style, bb_eval_text(compose, value));
    }
    result->full = true;
}

static void
convert_all(struct bb_compose *compose, const struct bb_style *style, struct bb_str between,
    struct result *result)
{
    for (size_t i = 0; i < result->values.len; i++) {
        if (result->out.len > 0)
            push_text(compose, &result->out, style, between);
        convert_value(compose, style, result->values.at[i], result);
    }
}

/* Whether a form equal to this one stands earlier. */
static bool
form_repeats(const struct bb_inlines *out, struct bb_str text)
{
    for (size_t i = 0; i < out->len; i++)
        if (bb_str_equal(out->at[i].text, text))
            return true;
    return false;
}

/* The language of a tag as a layout writes it; NULL where a path leads to none. */
static const char *
tag_language(struct bb_compose *compose, const struct bb_filter_call *call, struct bb_str tag)
{
    if (bb_str_is(tag, "latin"))
        return "und-Latn";
    if (bb_str_is(tag, "reading"))
        return "x-reading";
    if (bb_str_is(tag, "own"))
        return compose->language;
    if (!memchr(tag.ptr, '.', tag.len))
        return bb_arena_str(compose->arena, tag).ptr;
    const struct bb_value *language = bb_eval_one(compose, call->path);
    return bb_value_is_empty(language) ? NULL : language->as.text.forms[0].text.ptr;
}

/* A form by its tag. Plain texts have none but `*`, that of the document; where a path says that
 * the language is the trip's, they are in it. */
static const struct bb_form *
form_by_tag(struct bb_compose *compose, const struct bb_filter_call *call,
    const struct bb_value *value, struct bb_str tag)
{
    if (bb_str_is(tag, "*"))
        return bb_pick_form(compose, value);
    const char *language = tag_language(compose, call, tag);
    const struct bb_form *form = language ? bb_value_form(value, language) : NULL;
    if (!form || form->text.len == 0)
        return NULL;
    bool by_path = memchr(tag.ptr, '.', tag.len) != NULL;
    bool plain = by_path && strcmp(language, compose->trip_language) == 0;
    return form->language || plain ? form : NULL;
}

/* A form that the name is said to have and that is not known. */
static const struct bb_form *
tbd_by_tag(struct bb_compose *compose, const struct bb_filter_call *call,
    const struct bb_value *value, struct bb_str tag)
{
    const char *language = tag_language(compose, call, tag);
    for (size_t i = 0; language && i < value->as.text.nforms; i++) {
        const struct bb_form *form = &value->as.text.forms[i];
        if (form->tbd && form->language && strcmp(form->language, language) == 0)
            return form;
    }
    return NULL;
}

static void
push_other_form(struct bb_compose *compose, const struct bb_style *style, struct bb_str own,
    const struct bb_form *form, struct result *result)
{
    if (!form || form->text.len == 0 || bb_str_equal(form->text, own)
        || form_repeats(&result->out, form->text))
        return;
    if (result->out.len > 0)
        push_gap(compose, &result->out, style, compose->layout->form_gap, false);
    size_t first = result->out.len;
    push_form(compose, &result->out, style, form);
    for (size_t i = first; i < result->out.len; i++)
        result->out.at[i].form = true;
    result->full = true;
}

static void
push_listed_forms(struct bb_compose *compose, const struct bb_style *style,
    const struct bb_filter_call *call, const struct bb_value *value, struct bb_str order,
    struct result *result)
{
    struct bb_str own = bb_pick_form(compose, value)->text;
    while (order.ptr)
        push_other_form(compose, style, own,
            form_by_tag(compose, call, value, bb_str_cut(&order, ',')), result);
}

/* Those that are neither in Latin letters nor there to sort or to read by. */
static void
push_remaining_forms(struct bb_compose *compose, const struct bb_style *style,
    const struct bb_value *value, struct result *result)
{
    struct bb_str own = bb_pick_form(compose, value)->text;
    for (size_t i = 0; i < value->as.text.nforms; i++) {
        const struct bb_form *form = &value->as.text.forms[i];
        if (form->language && strcmp(form->language, "x-reading") != 0
            && strcmp(form->language, "und-Latn") != 0)
            push_other_form(compose, style, own, form, result);
    }
}

/* The name whose forms a filter wants; NULL where there is none. */
static const struct bb_value *
name_of(const struct result *result)
{
    const struct bb_value *value =
        bb_value_naming(result->values.len > 0 ? result->values.at[0] : NULL);
    return bb_value_is_empty(value) || !bb_value_is_text(value) ? NULL : value;
}

/* The other forms of a name, in the order given as TAG,TAG (latin for und-Latn); without an order
 * all of them: those in Chinese characters first, others as the trip file has them, Latin letters
 * last. */
static void
convert_forms(struct bb_compose *compose, const struct bb_style *style,
    const struct bb_filter_call *call, struct result *result)
{
    const struct bb_value *value = name_of(result);
    if (!value)
        return;
    if (call->text.len > 0) {
        push_listed_forms(compose, style, call, value, call->text, result);
        return;
    }
    push_listed_forms(compose, style, call, value, BB_STR("zh-Hant,zh-Hans,ja"), result);
    push_remaining_forms(compose, style, value, result);
    push_listed_forms(compose, style, call, value, BB_STR("latin"), result);
}

/* The first of the forms TAG,TAG that the name has, or NULL. */
static const struct bb_form *
first_form(
    struct bb_compose *compose, const struct bb_filter_call *call, const struct bb_value *value)
{
    const struct bb_form *form = NULL;
    for (struct bb_str rest = call->text; rest.ptr && !form;)
        form = form_by_tag(compose, call, value, bb_str_cut(&rest, ','));
    return form;
}

/* … else, where one of them is tbd, that word. */
static void
convert_form(struct bb_compose *compose, const struct bb_style *style,
    const struct bb_filter_call *call, struct result *result)
{
    const struct bb_value *value = name_of(result);
    if (!value)
        return;
    const struct bb_form *form = first_form(compose, call, value);
    push_form(compose, &result->out, style, form);
    result->full |= form != NULL;
    for (struct bb_str rest = call->text; rest.ptr && result->out.len == 0;)
        push_form(compose, &result->out, vague_of(style),
            tbd_by_tag(compose, call, value, bb_str_cut(&rest, ',')));
}

/* The document's form beside the one that `form` gives: not twice the same. With `own` among the
 * tags a name in Latin letters does not stand for it: how words sound is not what they mean. */
static void
convert_unlike(struct bb_compose *compose, const struct bb_style *style,
    const struct bb_filter_call *call, struct result *result)
{
    const struct bb_value *value = name_of(result);
    if (!value)
        return;
    const struct bb_form *own = bb_pick_form(compose, value), *other = NULL;
    bool sound = own->language && strcmp(own->language, "und-Latn") == 0;
    for (struct bb_str rest = call->text; rest.ptr;) {
        struct bb_str tag = bb_str_cut(&rest, ',');
        bool words = bb_str_is(tag, "own");
        if (words && sound)
            return;
        if (!words && !other)
            other = form_by_tag(compose, call, value, tag);
    }
    if (other && bb_str_equal(own->text, other->text))
        return;
    push_form(compose, &result->out, style, own);
    result->full = true;
}

/* … and the other way round: what `form` gives beside the document's form. */
static void
convert_other(struct bb_compose *compose, const struct bb_style *style,
    const struct bb_filter_call *call, struct result *result)
{
    const struct bb_value *value = name_of(result);
    const struct bb_form *other = value ? first_form(compose, call, value) : NULL;
    if (!other || !bb_str_equal(bb_pick_form(compose, value)->text, other->text))
        convert_form(compose, style, call, result);
}

static void
convert_initial(struct bb_compose *compose, const struct bb_style *style, struct result *result)
{
    const struct bb_value *value = name_of(result);
    if (!value)
        return;
    struct bb_form initial = bb_compose_initial(value);
    const struct bb_form *kept =
        (const struct bb_form *)bb_arena_copy(compose->arena, &initial, sizeof initial);
    push_form(compose, &result->out, style, kept);
    result->full = initial.text.len > 0;
}

static void
convert_range(struct bb_compose *compose, const struct bb_style *style,
    const struct bb_filter_call *call, struct result *result)
{
    const struct bb_value *first = result->values.len > 0 ? result->values.at[0] : NULL;
    struct bb_date start, end;
    if (!bb_value_date(first, &start))
        return;
    if (!bb_value_date(bb_eval_one(compose, call->path), &end))
        end = start;
    push_locale_text(compose, &result->out, style,
        bb_locale_range(compose->locale, compose->arena, start, end, call->date_style));
    result->full = true;
}

static void
convert_number(struct bb_compose *compose, const struct bb_style *style,
    const struct bb_filter_call *call, struct result *result)
{
    const struct bb_value *value = result->values.len > 0 ? result->values.at[0] : NULL;
    if (bb_value_is_empty(value))
        return;
    struct bb_str text = BB_STR("");
    if (call->filter == BB_FILTER_OFFSET && value->as.integer == 0)
        return;
    if (call->filter == BB_FILTER_OFFSET)
        text = bb_locale_offset(compose->locale, compose->arena, (long)value->as.integer);
    else {
        const struct bb_value *days = bb_eval_one(compose, call->path);
        if (!bb_value_is_empty(days))
            text = bb_locale_nights(
                compose->locale, compose->arena, (long)value->as.integer, (long)days->as.integer);
    }
    push_locale_text(compose, &result->out, style, text);
    result->full |= text.len > 0;
}

static void
convert_beyond(
    struct bb_compose *compose, const struct bb_style *style, size_t count, struct result *result)
{
    size_t len = result->values.len;
    if (len <= count)
        return;
    push_text(compose, &result->out, style, bb_arena_printf(compose->arena, "%zu", len - count));
    result->full = true;
}

static void
convert_label(struct bb_compose *compose, const struct bb_style *style, struct bb_str prefix,
    struct result *result)
{
    for (size_t i = 0; i < result->values.len; i++) {
        if (bb_value_is_empty(result->values.at[i])) {
            convert_value(compose, style, result->values.at[i], result);
            continue;
        }
        struct bb_str name = bb_eval_text(compose, result->values.at[i]);
        if (prefix.len > 0)
            name = bb_arena_printf(compose->arena, "%.*s_%s", BB_STR_ARG(prefix), name.ptr);
        const struct bb_value *label = label_lookup(compose, name);
        if (!label)
            continue;
        push_form(compose, &result->out, style, bb_pick_form(compose, label));
        result->full = true;
    }
}

static void
push_page(struct bb_compose *compose, const struct bb_style *style, const struct bb_value *target,
    struct result *result)
{
    if (result->out.len > 0) {
        push_text(compose, &result->out, style, BB_STR(", "));
        result->out.at[result->out.len - 1].between = true;
    }
    struct bb_inline item = styled(compose, style);
    item.kind = BB_INLINE_PAGE;
    item.target = target;
    bb_inlines_push(compose, &result->out, item);
}

/* The text between two references is kept only where both are; see bb_inlines_settle. */
static void
convert_pages(struct bb_compose *compose, const struct bb_style *style, struct result *result)
{
    for (size_t i = 0; i < result->values.len; i++) {
        struct bb_value *value = result->values.at[i];
        if (value->type != &bb_type_name) {
            push_page(compose, style, value, result);
            continue;
        }
        const struct bb_value *stands = value->as.record.fields[BB_NAME_STANDS];
        for (size_t k = 0; k < stands->as.list.len; k++)
            push_page(compose, style, stands->as.list.items[k], result);
    }
}

/* --- filters on text -------------------------------------------------------------------------- */

/* Whether a Korean particle after `text` takes the form for a final consonant: -1 no, 0 it ends in
 * ㄹ, 1 yes. Brackets and marks at the end are not read aloud. */
static int
final_consonant(struct bb_str text)
{
    static const int8_t digits[] = {1, 0, -1, 1, -1, -1, 1, 0, 0, -1};
    int found = -1;
    for (size_t at = 0; at < text.len;) {
        int32_t code = bb_utf8_next(text, &at);
        if (code >= 0xAC00 && code <= 0xD7A3) {
            int final = (code - 0xAC00) % 28;
            found = final == 0 ? -1 : final == 8 ? 0 : 1;
        } else if (code >= '0' && code <= '9')
            found = digits[code - '0'];
    }
    return found;
}

static void
add_particle(struct bb_compose *compose, const struct bb_style *style, struct bb_str forms,
    struct result *result)
{
    struct bb_str without = forms;
    struct bb_str with = bb_str_cut(&without, '/');
    if (!without.ptr || result->out.len == 0 || !bb_locale_has_particles(compose->locale))
        return;
    int final = final_consonant(bb_inlines_text(compose->arena, &result->out));
    bool after_l = bb_str_is(with, "으로") && final == 0;
    push_text(compose, &result->out, style, final >= 0 && !after_l ? with : without);
}

static bool
apply_value_filter(struct bb_compose *compose, const struct bb_style *style,
    const struct bb_filter_call *call, struct result *result)
{
    switch (call->filter) {
    case BB_FILTER_DATE:
    case BB_FILTER_WEEKDAY:
        for (size_t i = 0; i < result->values.len; i++)
            if (!bb_value_is_empty(result->values.at[i]))
                convert_datetime(compose, style, result->values.at[i], call->date_style, result);
        return true;
    case BB_FILTER_RANGE:
        convert_range(compose, style, call, result);
        return true;
    case BB_FILTER_NIGHTS:
    case BB_FILTER_OFFSET:
        convert_number(compose, style, call, result);
        return true;
    case BB_FILTER_FORMS:
        convert_forms(compose, style, call, result);
        return true;
    case BB_FILTER_FORM:
        convert_form(compose, style, call, result);
        return true;
    case BB_FILTER_UNLIKE:
        convert_unlike(compose, style, call, result);
        return true;
    case BB_FILTER_OTHER:
        convert_other(compose, style, call, result);
        return true;
    case BB_FILTER_INITIAL:
        convert_initial(compose, style, result);
        return true;
    case BB_FILTER_BEYOND:
        convert_beyond(compose, style, (size_t)call->count, result);
        return true;
    case BB_FILTER_JOIN:
        convert_all(compose, style,
            call->label ? bb_pick_form(compose, call->label)->text : call->text, result);
        return true;
    case BB_FILTER_LABEL:
        convert_label(compose, style, call->text, result);
        return true;
    case BB_FILTER_PAGE:
        convert_pages(compose, style, result);
        return true;
    default:
        return false;
    }
}

static void
apply_filters(struct bb_compose *compose, const struct bb_style *style, const struct bb_expr *expr,
    struct result *result)
{
    for (size_t i = 0; i < expr->nfilters; i++) {
        const struct bb_filter_call *call = &expr->filters[i];
        if (call->filter == BB_FILTER_FIRST) {
            if (result->values.len > (size_t)call->count)
                result->values.len = (size_t)call->count;
            continue;
        }
        if (!result->converted && apply_value_filter(compose, style, call, result)) {
            result->converted = true;
            continue;
        }
        if (!result->converted)
            convert_all(compose, style, bb_locale_comma(compose->locale), result);
        result->converted = true;
        if (call->filter == BB_FILTER_PARTICLE)
            add_particle(compose, style, call->text, result);
        else if (call->filter == BB_FILTER_ELSE && result->out.len == 0)
            push_form(compose, &result->out, vague_of(style), bb_pick_form(compose, call->label));
    }
    if (!result->converted)
        convert_all(compose, style, bb_locale_comma(compose->locale), result);
}

/* --- templates -------------------------------------------------------------------------------- */

static bool
is_data(const struct bb_expr *expr)
{
    int slot = expr->path.slot;
    return slot != BB_SLOT_LABEL && slot != BB_SLOT_PAGE && slot != BB_SLOT_PART;
}

struct tally {
    size_t data, full; /* expressions on data, and those that found it */
    size_t given;      /* pieces of text from them, those of `else` too */
    size_t dropped;    /* spans whose conditions do not hold */
};

static void
append(struct bb_compose *compose, struct bb_inlines *out, const struct bb_inlines *more)
{
    for (size_t i = 0; i < more->len; i++)
        bb_inlines_push(compose, out, more->at[i]);
}

/* An empty vector with room; a draft in use has none to give. */
static struct bb_inlines
take_draft(struct bb_compose *compose, enum bb_draft draft)
{
    struct bb_inlines taken = {.at = compose->drafts[draft].at, .cap = compose->drafts[draft].cap};
    compose->drafts[draft] = (struct bb_inlines){0};
    return taken;
}

static struct tally
add_expression(struct bb_compose *compose, const struct bb_expr *expr, const struct bb_style *style,
    struct bb_inlines *out)
{
    struct result result = {
        .values = compose->draft_values, .out = take_draft(compose, BB_DRAFT_EXPR)};
    compose->draft_values = (struct bb_values){0};
    bb_eval_path_into(compose, &expr->path, &result.values);
    apply_filters(compose, style, expr, &result);
    append(compose, out, &result.out);
    size_t given = result.out.len;
    result.values.len = 0;
    compose->draft_values = result.values;
    compose->drafts[BB_DRAFT_EXPR] = result.out;
    return is_data(expr) ? (struct tally){.data = 1, .full = result.full, .given = given}
                         : (struct tally){0};
}

static struct tally
compose_template(struct bb_compose *compose, const struct bb_text_template *text,
    const struct bb_style *style, struct bb_inlines *out)
{
    struct tally tally = {0};
    for (size_t i = 0; i < text->len; i++) {
        const struct bb_segment *segment = &text->segments[i];
        if (!segment->expr) {
            struct bb_inline item = styled(compose, style);
            item.text = segment->text;
            item.origin = text->origin;
            item.origin_offset = segment->origin_offset;
            bb_inlines_push(compose, out, item);
            continue;
        }
        struct tally found = add_expression(compose, segment->expr, style, out);
        tally.data += found.data;
        tally.full += found.full;
        tally.given += found.given;
    }
    return tally;
}

struct bb_str
bb_compose_plain(struct bb_compose *compose, const struct bb_text_template *text)
{
    static const struct bb_style plain = {.font = "sans", .ink = {.tint = 1000}};
    struct bb_inlines out = {0};
    compose_template(compose, text, &plain, &out);
    return bb_inlines_text(compose->arena, &out);
}

/* The reading of the inlines from `first` on, which are the span's. One that is missing is left
 * out, and so are all in text that reads downwards. */
static void
compose_reading(struct bb_compose *compose, const struct bb_span_template *span,
    const struct bb_style *style, struct bb_inlines *out, size_t first)
{
    if (span->ruby.len == 0 || !style->ruby || style->writing != BB_STYLE_HORIZONTAL)
        return;
    struct bb_inlines ruby = {0};
    struct tally found = compose_template(compose, &span->ruby, style->ruby, &ruby);
    if (found.data == 0 || found.full > 0)
        bb_inlines_read(compose, out, first, style, &ruby);
}

static void
compose_span(struct bb_compose *compose, const struct bb_span_template *span,
    const struct bb_style *style, struct bb_inlines *out, struct tally *tally)
{
    if (!bb_eval_when(compose, span->when, span->nwhen)) {
        tally->dropped++;
        return;
    }
    const struct bb_style *own = span->style ? span->style : style;
    if (span->gap > 0)
        push_gap(compose, out, own, span->gap, span->parts);
    if (span->line) {
        struct bb_inline item = styled(compose, own);
        item.kind = BB_INLINE_BREAK;
        bb_inlines_push(compose, out, item);
    }
    struct bb_inlines more = take_draft(compose, BB_DRAFT_SPAN);
    struct tally found = compose_template(compose, &span->text, own, &more);
    tally->data += found.data;
    tally->full += found.full;
    /* A span whose data is missing goes with its words, but not what `else` says instead. */
    size_t first = out->len;
    if (found.data == 0 || found.given > 0)
        append(compose, out, &more);
    compose_reading(compose, span, own, out, first);
    compose->drafts[BB_DRAFT_SPAN] = more;
}

static struct bb_inlines
keep_draft(struct bb_compose *compose, const struct bb_inlines *draft)
{
    struct bb_inlines kept = {.len = draft->len, .cap = draft->len};
    if (draft->len > 0) {
        kept.at = BB_NEW_ARRAY(compose->arena, struct bb_inline, draft->len);
        memcpy(kept.at, draft->at, draft->len * sizeof *kept.at);
    }
    return kept;
}

static bool
holds_text(const struct bb_inlines *inlines)
{
    for (size_t i = 0; i < inlines->len; i++)
        if (inlines->at[i].kind == BB_INLINE_TEXT || inlines->at[i].kind == BB_INLINE_PAGE)
            return true;
    return false;
}

struct bb_inlines
bb_compose_content(
    struct bb_compose *compose, const struct bb_content *content, const struct bb_style *style)
{
    struct bb_inlines draft = take_draft(compose, BB_DRAFT_CONTENT);
    struct tally tally = {0};
    for (size_t i = 0; i < content->len; i++)
        compose_span(compose, &content->spans[i], style, &draft, &tally);
    struct bb_inlines out = keep_draft(compose, &draft);
    bool empty = tally.data > 0 || (tally.dropped > 0 && !holds_text(&draft));
    compose->drafts[BB_DRAFT_CONTENT] = draft;
    out.fill = tally.full > 0 ? BB_FILL_FULL : empty ? BB_FILL_EMPTY : BB_FILL_NEUTRAL;
    return out;
}

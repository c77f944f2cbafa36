/* References: ids to the records that have them.
 *
 * Two walks over the values: the first collects the records with an id, by type; the second sets
 * the targets. Ids live in one namespace per type, so a place and an organisation may share one. */
#include "schema/reader.h"

struct kind {
    const struct bb_type *type;
    struct bb_map ids;  /* to struct bb_value */
    const char **names; /* the keys of `ids`, for suggestions; made when first needed */
};

struct resolver {
    struct bb_input *input;
    BB_VEC(struct kind) kinds;
    size_t compared; /* ids, in search of the nearest */
};

/* Suggestions cost a comparison with every id. Nobody reads thousands of them, so past this many
 * the messages go without. */
enum { COMPARED_MOST = 1000000 };

static struct kind *
find_kind(struct resolver *resolver, const struct bb_type *type)
{
    for (size_t i = 0; i < resolver->kinds.len; i++)
        if (resolver->kinds.at[i].type == type)
            return &resolver->kinds.at[i];
    BB_VEC_PUSH(resolver->input->arena, &resolver->kinds, (struct kind){.type = type});
    return &BB_VEC_LAST(&resolver->kinds);
}

/* Of the `id` field in a list, of the key in a map. */
static struct bb_span
id_span(const struct bb_value *record)
{
    int field = bb_schema_find_field(record->type, BB_STR("id"));
    const struct bb_value *id = field >= 0 ? bb_value_field(record, field) : NULL;
    return id ? id->span : record->head;
}

static void
collect(struct bb_value *value, void *data)
{
    struct resolver *resolver = data;
    if (value->type->kind != BB_TYPE_RECORD || value->as.record.id.len == 0)
        return;
    struct kind *kind = find_kind(resolver, value->type);
    struct bb_value *first = bb_map_lookup(&kind->ids, value->as.record.id);
    if (!first) {
        bb_map_set(resolver->input->arena, &kind->ids, value->as.record.id, value);
        return;
    }
    bb_report(resolver->input->diag, BB_D_DUPLICATE_ID, id_span(value), value->as.record.id.ptr,
        value->type->name, bb_schema_name_ko(value->type));
    bb_report_note(resolver->input->diag, BB_D_FIRST_ID, id_span(first));
}

/* The type of another kind that has the id, or NULL. */
static const struct bb_type *
find_elsewhere(struct resolver *resolver, struct bb_str id)
{
    for (size_t i = 0; i < resolver->kinds.len; i++)
        if (bb_map_lookup(&resolver->kinds.at[i].ids, id))
            return resolver->kinds.at[i].type;
    return NULL;
}

static const char *
find_nearest(struct resolver *resolver, struct kind *kind, struct bb_str id)
{
    size_t count = kind->ids.len;
    if (!kind->names) {
        kind->names = BB_NEW_ARRAY(resolver->input->arena, const char *, count);
        for (size_t i = 0; i < count; i++)
            kind->names[i] = kind->ids.entries[i].key.ptr;
    }
    resolver->compared += count;
    return resolver->compared < COMPARED_MOST ? bb_str_nearest(id, kind->names, count) : NULL;
}

static void
report_unknown(struct resolver *resolver, const struct bb_value *ref, struct kind *kind)
{
    struct bb_diag *diag = resolver->input->diag;
    const char *name = ref->type->item->name, *ko = bb_schema_name_ko(ref->type->item);
    const char *nearest = find_nearest(resolver, kind, ref->ref);
    const struct bb_type *other = find_elsewhere(resolver, ref->ref);
    if (other)
        bb_report(diag, BB_D_OTHER_ID, ref->span, ref->ref.ptr, name, other->name, ko,
            bb_schema_name_ko(other));
    else if (nearest)
        bb_report(diag, BB_D_MISSPELT_ID, ref->span, ref->ref.ptr, name, nearest, ko);
    else
        bb_report(diag, BB_D_UNKNOWN_ID, ref->span, ref->ref.ptr, name,
            kind->ids.len > 0 ? bb_reader_join(resolver->input->arena, kind->names, kind->ids.len)
                              : "-",
            ko);
}

static void
resolve(struct bb_value *value, void *data)
{
    struct resolver *resolver = data;
    if (value->type->kind != BB_TYPE_REF || value->tbd)
        return;
    struct kind *kind = find_kind(resolver, value->type->item);
    value->as.target = bb_map_lookup(&kind->ids, value->ref);
    if (!value->as.target)
        report_unknown(resolver, value, kind);
}

void
bb_schema_resolve(struct bb_input *input, struct bb_value *root)
{
    struct resolver resolver = {.input = input};
    bb_value_walk(root, collect, &resolver);
    bb_value_walk(root, resolve, &resolver);
}

/* The steps by which a document is made to fit. Each is written as a map of one key, so that the
 * list keeps their order. */
#include "template/compile.h"
#include "template/vocabulary.h"

enum { LEAST_PERCENT = 10, PAGES_MOST = 1000 };

static int
compile_percent(struct bb_compiler *compiler, const struct bb_value *value, const char *name)
{
    int percent = bb_parse_percent(bb_value_str(value)) / 10;
    if (percent >= LEAST_PERCENT && percent <= 100)
        return percent;
    bb_report(compiler->diag, BB_D_LAYOUT_RANGE, value->span, name, "10%", "100%");
    return 100;
}

static const char *const kinds[] = {"space", "leading", "size", "regions"};

static struct bb_fit_step
compile_step(struct bb_compiler *compiler, const struct bb_value *record)
{
    struct bb_fit_step step = {.least = 100};
    int given = 0;
    for (int kind = BB_FIT_SPACE; kind <= BB_FIT_REGIONS; kind++) {
        const struct bb_value *value = bb_record_get(record, kinds[kind]);
        if (!value)
            continue;
        given++;
        step.kind = (enum bb_fit_kind)kind;
        if (kind != BB_FIT_REGIONS)
            step.least = compile_percent(compiler, value, kinds[kind]);
    }
    if (given != 1)
        bb_report(compiler->diag, BB_D_LAYOUT_FIT, record->span);
    return step;
}

static void
compile_start(struct bb_compiler *compiler, const struct bb_value *record, struct bb_fit *fit)
{
    for (int kind = BB_FIT_SPACE; kind < BB_FIT_REGIONS; kind++) {
        const struct bb_value *value = record ? bb_record_get(record, kinds[kind]) : NULL;
        fit->start[kind] = value ? compile_percent(compiler, value, kinds[kind]) : 100;
    }
    fit->start_unfolded = record && bb_record_get(record, kinds[BB_FIT_REGIONS]);
}

/* NULL: all regions. */
static bool *
compile_regions(struct bb_compiler *compiler, const struct bb_value *names)
{
    if (!names)
        return NULL;
    bool *gives = BB_NEW_ARRAY(compiler->arena, bool, compiler->region_names.len + 1);
    for (size_t i = 0; i < names->as.list.len; i++) {
        int name = bb_compile_region_name(compiler, names->as.list.items[i]);
        if (name >= 0)
            gives[name] = true;
    }
    return gives;
}

struct bb_fit *
bb_compile_fit(struct bb_compiler *compiler, const struct bb_value *record)
{
    const struct bb_value *steps = record ? bb_record_get(record, "steps") : NULL;
    if (!steps)
        return NULL;
    struct bb_fit *fit = BB_NEW(compiler->arena, struct bb_fit);
    fit->span = record->span;
    fit->pages = bb_record_int_in(compiler, record, "pages", 1, 1, PAGES_MOST);
    fit->for_each = bb_compile_path_value(compiler, bb_record_get(record, "for_each"));
    compile_start(compiler, bb_record_get(record, "start"), fit);
    fit->floor = bb_record_length(compiler, record, "floor", BB_PT(8));
    fit->gives = compile_regions(compiler, bb_record_get(record, "in"));
    fit->nsteps = steps->as.list.len;
    fit->steps = BB_NEW_ARRAY(compiler->arena, struct bb_fit_step, fit->nsteps);
    for (size_t i = 0; i < fit->nsteps; i++)
        fit->steps[i] = compile_step(compiler, steps->as.list.items[i]);
    return fit;
}

/* What a pack holds: entries, each a layout and the files its documents become.
 *
 * A file's name is checked where it is written, so that no document is made before it is known that
 * each goes into a file of its own below the pack's folder. */
#include <strings.h>

#include "template/compile.h"

struct names {
    BB_VEC(struct bb_str) list;
};

bool
bb_layout_is_path(struct bb_str layout)
{
    static const char suffix[] = ".yaml";
    size_t len = sizeof suffix - 1;
    return layout.len > 0
        && (memchr(layout.ptr, '/', layout.len)
            || (layout.len >= len && memcmp(layout.ptr + layout.len - len, suffix, len) == 0));
}

/* One or two parts, neither hidden nor leading out of the folder, and safe as {name} is. */
static bool
is_good_name(struct bb_str name)
{
    int parts = 0;
    struct bb_str rest = name;
    while (rest.ptr) {
        struct bb_str part = bb_str_cut(&rest, '/');
        if (part.len == 0 || part.ptr[0] == '.' || ++parts > 2)
            return false;
        for (size_t i = 0; i < part.len; i++)
            if ((unsigned char)part.ptr[i] < 0x20 || strchr("\\:*?\"<>|", part.ptr[i]))
                return false;
    }
    return true;
}

/* Reports braces that hold anything but `name`, and those left open. */
static void
check_braces(struct bb_compiler *compiler, struct bb_str name, const struct bb_origin *origin)
{
    for (size_t at = 0; at < name.len; at++) {
        if (name.ptr[at] != '{')
            continue;
        const char *close = memchr(name.ptr + at, '}', name.len - at);
        size_t end = close ? (size_t)(close - name.ptr) : name.len;
        struct bb_str inside = {name.ptr + at + 1, end - at - 1};
        if (!close)
            bb_report(compiler->diag, BB_D_LAYOUT_OPEN_BRACE, bb_origin_span(origin, at, at + 1));
        else if (!bb_str_is(inside, "name"))
            bb_report(compiler->diag, BB_D_LAYOUT_UNKNOWN_PATH, bb_origin_span(origin, at + 1, end),
                bb_arena_str(compiler->arena, inside).ptr, "name");
    }
}

/* What a part of a name has before its first brace, and after its last. */
static size_t
head_len(struct bb_str part)
{
    const char *brace = memchr(part.ptr, '{', part.len);
    return brace ? (size_t)(brace - part.ptr) : part.len;
}

static size_t
tail_len(struct bb_str part)
{
    const char *brace = memrchr(part.ptr, '}', part.len);
    return brace ? (size_t)(part.ptr + part.len - brace) - 1 : part.len;
}

static size_t
smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Whether two parts may become one, whatever stands for their braces; on some systems case does
 * not tell names apart. */
static bool
may_be_one_part(struct bb_str a, struct bb_str b)
{
    if (head_len(a) == a.len && head_len(b) == b.len)
        return a.len == b.len && strncasecmp(a.ptr, b.ptr, a.len) == 0;
    size_t head = smaller(head_len(a), head_len(b)), tail = smaller(tail_len(a), tail_len(b));
    return strncasecmp(a.ptr, b.ptr, head) == 0
        && strncasecmp(a.ptr + a.len - tail, b.ptr + b.len - tail, tail) == 0;
}

/* A document's name holds no slash, so parts stand against parts. */
static bool
may_be_one_file(struct bb_str a, struct bb_str b)
{
    bool same = true;
    while (same && a.ptr && b.ptr)
        same = may_be_one_part(bb_str_cut(&a, '/'), bb_str_cut(&b, '/'));
    return same && !a.ptr && !b.ptr;
}

/* Enters a name; false where a file of that name may be another's. */
static bool
enter_name(struct bb_compiler *compiler, struct names *names, struct bb_str name)
{
    bool alone = true;
    for (size_t i = 0; i < names->list.len && alone; i++)
        alone = !may_be_one_file(names->list.at[i], name);
    BB_VEC_PUSH(compiler->arena, &names->list, name);
    return alone;
}

static struct bb_pack_file
compile_file(struct bb_compiler *compiler, const struct bb_value *record, struct names *names)
{
    const struct bb_value *value = bb_record_get(record, "name");
    const struct bb_value *level = bb_record_get(record, "level");
    struct bb_str name = bb_value_str(value);
    struct bb_pack_file file = {
        .name = bb_arena_str(compiler->arena, name).ptr,
        .lightweight = bb_record_bool(record, "lightweight"),
        .level = level ? level->type->names[level->as.integer] : NULL,
    };
    if (!value)
        return file;
    check_braces(compiler, name, &value->as.text.forms[0].origin);
    if (!is_good_name(name))
        bb_report(compiler->diag, BB_D_PACK_NAME, value->span, file.name);
    else if (!enter_name(compiler, names, name))
        bb_report(compiler->diag, BB_D_PACK_TWICE, value->span, file.name);
    return file;
}

/* A name, or a file below the folder of the layout that names it. */
static const char *
find_layout(struct bb_compiler *compiler, const struct bb_value *value)
{
    struct bb_str layout = bb_value_str(value), found;
    if (!value || !bb_layout_is_path(layout))
        return bb_arena_str(compiler->arena, layout).ptr;
    const char *base = bb_input_lookup_path(compiler->input, value->span.source);
    bb_input_resolve(compiler->input, base, layout, value->span, &found); /* or says why not */
    const char *slash = strrchr(base, '/');
    return bb_arena_printf(
        compiler->arena, "%.*s%.*s", slash ? (int)(slash + 1 - base) : 0, base, BB_STR_ARG(layout))
        .ptr;
}

static struct bb_pack_entry
compile_entry(struct bb_compiler *compiler, const struct bb_value *record, struct names *names)
{
    const struct bb_value *also = bb_record_get(record, "also");
    size_t count = bb_value_len(also);
    struct bb_pack_entry entry = {
        .layout = find_layout(compiler, bb_record_get(record, "layout")),
        .files = BB_NEW_ARRAY(compiler->arena, struct bb_pack_file, count + 1),
        .nfiles = count + 1,
    };
    entry.files[0] = compile_file(compiler, record, names);
    for (size_t i = 0; i < count; i++)
        entry.files[i + 1] = compile_file(compiler, also->as.list.items[i], names);
    return entry;
}

void
bb_compile_pack(struct bb_compiler *compiler, const struct bb_value *list)
{
    struct names names = {0};
    size_t count = bb_value_len(list);
    enter_name(compiler, &names, BB_STR("pack.yaml")); /* the list, and its cover sheet */
    enter_name(compiler, &names, BB_STR("pack.pdf"));
    compiler->out->npack = count;
    compiler->out->pack = BB_NEW_ARRAY(compiler->arena, struct bb_pack_entry, count);
    for (size_t i = 0; i < count; i++)
        compiler->out->pack[i] = compile_entry(compiler, list->as.list.items[i], &names);
}

/* Inside the template compiler: what its files share. */
#ifndef BB_TEMPLATE_COMPILE_H
#define BB_TEMPLATE_COMPILE_H

#include "template/template.h"

/* No paper is larger; sums of a few such lengths are far from the end of bb_len. */
#define BB_LENGTH_MOST BB_PT(5000)

struct bb_variable {
    struct bb_str name;
    int slot;
    const struct bb_type *type;
};

struct bb_compiler {
    struct bb_input *input;
    struct bb_arena *arena;
    struct bb_diag *diag;
    struct bb_template *out;
    const struct bb_type *root;
    struct bb_map colors;      /* name -> struct bb_color */
    struct bb_map styles;      /* name -> struct bb_style */
    struct bb_map lists;       /* name -> struct bb_list_style */
    struct bb_map definitions; /* name -> struct bb_node, flows for `use` */
    BB_VEC(struct bb_variable) scope;
    struct bb_map regions;             /* name -> index + 1 */
    BB_VEC(const char *) region_names; /* in the order of their indices */
    const struct bb_master
        *master;    /* of the blocks being compiled; NULL: that depends on the trip */
    int depth;      /* of `use`, against definitions that use themselves */
    int apart;      /* blocks that hold this one apart from the flow of the pages */
    size_t nblocks; /* compiled so far */
};

/* --- files (include.c, template.c) --- */

/* The root of a layout file with its includes; NULL where there is nothing to read. `shared`: see
 * bb_template_compile. */
struct bb_node *bb_layout_read_nodes(struct bb_input *input, uint32_t source, const char *shared);
/* Reports a version of the layout language that is not read here; NULL is fine. */
void bb_layout_check_version(struct bb_input *input, const struct bb_value *version);

/* --- page.c --- */

void bb_compile_page(struct bb_compiler *compiler, const struct bb_value *record);

/* --- reading typed records (read.c) --- */

/* A field by name; the name must be one of the record's. NULL where absent. */
struct bb_value *bb_record_get(const struct bb_value *record, const char *name);
/* A length or number of `least` to `most`. Reports one that is not, and gives `otherwise`, as where
 * the field is absent. */
bb_len bb_record_length_in(struct bb_compiler *compiler, const struct bb_value *record,
    const char *name, bb_len otherwise, bb_len least, bb_len most);
/* Reports a length that is not from `least` to `most`. */
void bb_report_range(
    struct bb_compiler *compiler, struct bb_span span, const char *name, bb_len least, bb_len most);
int bb_record_int_in(struct bb_compiler *compiler, const struct bb_value *record, const char *name,
    int otherwise, int least, int most);
/* A length from 0 to BB_LENGTH_MOST, as all are that say nothing else. */
bb_len bb_record_length(struct bb_compiler *compiler, const struct bb_value *record,
    const char *name, bb_len otherwise);
bool bb_record_bool(const struct bb_value *record, const char *name);
/* Index into the enum's names, or `otherwise`. */
int bb_record_enum(const struct bb_value *record, const char *name, int otherwise);
/* Empty where absent. */
struct bb_str bb_record_str(const struct bb_value *record, const char *name);
/* The untyped node of a FREE field, or NULL. */
const struct bb_node *bb_record_node(const struct bb_value *record, const char *name);
struct bb_str bb_value_str(const struct bb_value *value);

/* --- expressions (expr.c) --- */

/* Resolves a path written at `offset` of `origin`. Reports and returns false where it is
 * unknown. */
bool bb_compile_path(struct bb_compiler *compiler, struct bb_str text,
    const struct bb_origin *origin, size_t offset, struct bb_path_expr *out);
struct bb_text_template bb_compile_text(
    struct bb_compiler *compiler, struct bb_str text, const struct bb_origin *origin);
/* A STRING value as a text, or NULL. */
struct bb_text_template *bb_compile_text_value(
    struct bb_compiler *compiler, const struct bb_value *value);
/* A STRING value as a path, or NULL. */
struct bb_path_expr *bb_compile_path_value(
    struct bb_compiler *compiler, const struct bb_value *value);
/* Kinds of values, as sets of bits 1 << kind. Free data (x) counts as text. */
#define BB_KINDS_DATE (1u << BB_TYPE_DATE | 1u << BB_TYPE_DATETIME)
#define BB_KINDS_TEXT (1u << BB_TYPE_TEXT | 1u << BB_TYPE_STRING | 1u << BB_TYPE_RICH)
#define BB_KINDS_ANY (~0u)
/* Whether what a path leads to, or the items of it, is of these kinds; reports where it is not,
 * with the filter or field `name` that wants it so. */
bool bb_compile_kinds(struct bb_compiler *compiler, const struct bb_path_expr *path,
    const char *name, unsigned kinds);
/* A whole number from 1 to 1000, and nothing else. */
bool bb_compile_count(struct bb_str text, int *count);

/* The path in field `name` of a record, which must lead to these kinds; NULL where absent or wrong
 * (reported). */
struct bb_path_expr *bb_compile_path_of(
    struct bb_compiler *compiler, const struct bb_value *record, const char *name, unsigned kinds);
/* "trip.cities as city": resolves the path and opens the variable. */
struct bb_each *bb_compile_each(struct bb_compiler *compiler, const struct bb_value *value);
struct bb_condition *bb_compile_when(
    struct bb_compiler *compiler, const struct bb_node *node, size_t *count);
/* Opens a variable that the block at `span` binds by itself; returns its slot. */
int bb_compile_variable(struct bb_compiler *compiler, const char *name, const struct bb_type *type,
    struct bb_span span);
/* Closes the variables opened since `mark` (scope.len of then). */
void bb_compile_close(struct bb_compiler *compiler, size_t mark);

/* --- styles (style.c) --- */

void bb_compile_colors(struct bb_compiler *compiler, const struct bb_value *file);
void bb_compile_styles(struct bb_compiler *compiler, const struct bb_value *file);
void bb_compile_lists(struct bb_compiler *compiler, const struct bb_value *file);
/* A style by the name in a STRING value; NULL where absent or unknown (reported). */
const struct bb_style *bb_compile_style(struct bb_compiler *compiler, const struct bb_value *value);
struct bb_ink bb_compile_ink(struct bb_compiler *compiler, const struct bb_value *value);
/* "8%" or "12.5%" in 1/1000; -1: it is none. */
int bb_parse_percent(struct bb_str text);

/* --- packs (pack.c) --- */

/* The list of its entries; NULL where absent. */
void bb_compile_pack(struct bb_compiler *compiler, const struct bb_value *list);

/* --- furniture (furniture.c) --- */

void bb_compile_furniture(
    struct bb_compiler *compiler, const struct bb_node *node, struct bb_furniture_item *item);

/* --- fit.c --- */

/* NULL where absent. */
struct bb_fit *bb_compile_fit(struct bb_compiler *compiler, const struct bb_value *record);

/* --- regions (region.c) --- */

void bb_compile_regions(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_master *master);
/* The index of a region's name, whichever master has it; -1 where none has (reported). */
int bb_compile_region_name(struct bb_compiler *compiler, const struct bb_value *value);
/* The region that a block is `into`, 1 + the index of its name; 0 where it names none, or one that
 * the page kind has not (reported). */
int bb_compile_into(struct bb_compiler *compiler, const struct bb_value *value);

/* --- blocks (block.c, table.c) --- */

struct bb_flow bb_compile_flow(struct bb_compiler *compiler, const struct bb_node *node);
/* A scalar, one span or a list of them. */
struct bb_content bb_compile_content(struct bb_compiler *compiler, const struct bb_node *node);
/* The `text` (a STRING) or `spans` (free) of a record. */
struct bb_content bb_compile_record_content(
    struct bb_compiler *compiler, const struct bb_value *record);
struct bb_table_template *bb_compile_table(
    struct bb_compiler *compiler, const struct bb_value *record);
/* The look of Markdown's tables, whose columns come from the text. */
void bb_compile_markdown(struct bb_compiler *compiler, const struct bb_value *record);
/* --- drawing.c --- */
/* NULL where absent. */
struct bb_bar_template *bb_compile_bar(struct bb_compiler *compiler, const struct bb_value *record);
struct bb_draw_template *bb_compile_draw(
    struct bb_compiler *compiler, const struct bb_value *record);
void bb_compile_route(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block);
void bb_compile_hours(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block);
/* --- picture.c --- */
void bb_compile_image(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block);
void bb_compile_qr(
    struct bb_compiler *compiler, const struct bb_value *record, struct bb_block_template *block);
/* A list style by the name in a STRING value; NULL where absent or unknown (reported). */
const struct bb_list_style *bb_compile_list_style(
    struct bb_compiler *compiler, const struct bb_value *value);

#endif

/* Inside compose: the environment in which expressions are evaluated. */
#ifndef BB_COMPOSE_ENV_H
#define BB_COMPOSE_ENV_H

#include "base/limits.h"
#include "compose/compose.h"
#include "compose/locale.h"

struct bb_deferred {
    struct bb_block *holder; /* a FLOW that takes what is composed */
    const struct bb_block_template *block;
    struct bb_value *slots[BB_SLOT_MOST];
};

/* What a path leads to. */
struct bb_values {
    struct bb_value **at;
    size_t len;
    size_t cap;
};

/* A text that stands in another language than the document's. */
struct bb_fallen {
    const char *language;
    struct bb_span span;
};

/* Content grows in vectors that serve again for the next; what is kept has an array of its size. */
enum bb_draft { BB_DRAFT_CONTENT, BB_DRAFT_SPAN, BB_DRAFT_EXPR, BB_DRAFTS };

struct bb_compose {
    struct bb_arena *arena;
    struct bb_inlines drafts[BB_DRAFTS];
    struct bb_values draft_values;
    struct bb_diag *diag;
    const struct bb_limits *limits;
    const struct bb_template *layout;
    const char *language;
    const struct bb_locale *locale; /* that of the language */
    const char *locale_language;    /* of what it writes */
    const char *trip_language;      /* of the trip's texts that do not say */
    struct bb_value *slots[BB_SLOT_MOST];
    struct bb_color hue;
    size_t next_hue;
    BB_VEC(struct bb_part *) parts;
    BB_VEC(struct bb_deferred) deferred; /* what shows contents or index, composed last */
    struct bb_map anchors;               /* record pointer -> non-NULL, of what is anchored */
    struct bb_value *contents, *index;   /* once the document stands */
    BB_VEC(struct bb_fallen) fallen;     /* as often as they stand */
    size_t nblocks;                      /* and rows, composed so far */
};

/* --- eval.c --- */

struct bb_values bb_eval_path(struct bb_compose *compose, const struct bb_path_expr *path);
/* … added to `*values`. */
void bb_eval_path_into(
    struct bb_compose *compose, const struct bb_path_expr *path, struct bb_values *values);
struct bb_value *bb_eval_one(struct bb_compose *compose, const struct bb_path_expr *path);
bool bb_eval_when(struct bb_compose *compose, const struct bb_condition *conditions, size_t count);
/* Whether a value is kept as forms of a text. Where a path leads through free data (x, and what the
 * index of names is of), compiling cannot tell: its values are asked. */
bool bb_value_is_text(const struct bb_value *value);
/* Nothing, tbd, an empty text or list. */
bool bb_value_is_empty(const struct bb_value *value);
/* What names a record: its name, else its title, or NULL; any other value is itself. */
const struct bb_value *bb_value_naming(const struct bb_value *value);
/* The date of a DATE or DATETIME that has one. */
bool bb_value_date(const struct bb_value *value, struct bb_date *date);
/* The value as plain text of the document's language. */
struct bb_str bb_eval_text(struct bb_compose *compose, const struct bb_value *value);
/* The form for the document's language or its shorter tags, else one without a tag, another of the
 * same language, the Latin one, the English one, another in Latin letters, the first. */
const struct bb_form *bb_pick_form(struct bb_compose *compose, const struct bb_value *value);
const char *bb_form_language(const struct bb_compose *compose, const struct bb_form *form);

void bb_anchor_set(struct bb_compose *compose, const struct bb_value *target);
bool bb_anchor_exists(const struct bb_compose *compose, const struct bb_value *target);

/* --- inline.c --- */

struct bb_inlines bb_compose_content(
    struct bb_compose *compose, const struct bb_content *content, const struct bb_style *style);
/* What stands for a name of a TEXT: a part of one of its forms; no text where there is none. */
struct bb_form bb_compose_initial(const struct bb_value *name);
struct bb_str bb_compose_plain(struct bb_compose *compose, const struct bb_text_template *text);
void bb_inlines_push(struct bb_compose *compose, struct bb_inlines *inlines, struct bb_inline item);
/* Gives the inlines from `first` on, those of one span, their reading: one, or one a character as
 * their style asks and the reading allows. `ruby` is the reading as composed. (reading.c) */
void bb_inlines_read(struct bb_compose *compose, struct bb_inlines *inlines, size_t first,
    const struct bb_style *style, const struct bb_inlines *ruby);
/* Drops references to pages that nothing anchors, gaps and breaks at the edges and doubled ones.
 * May be called again when anchors have gone. */
void bb_inlines_settle(struct bb_compose *compose, struct bb_inlines *inlines);

/* --- blocks --- */

/* Lists inside lists multiply: what a layout makes of a trip is counted, by the limit on nodes, and
 * composing stops (reported) where it is passed. `span` is of what makes the block. */
void bb_compose_count(struct bb_compose *compose, struct bb_span span);
bool bb_compose_is_full(const struct bb_compose *compose);

struct bb_block *bb_compose_new(
    struct bb_compose *compose, enum bb_composed_kind kind, const struct bb_block_template *from);
void bb_compose_flow(struct bb_compose *compose, const struct bb_flow *flow, struct bb_blocks *out);
void bb_blocks_push(struct bb_compose *compose, struct bb_blocks *blocks, struct bb_block *block);
struct bb_table *bb_compose_table(
    struct bb_compose *compose, const struct bb_block_template *template);
struct bb_block *bb_compose_route(struct bb_compose *compose, const struct bb_block_template *from);
/* The way of a trip in the rows of a table: `items` are their agenda items, or NULL. The names of
 * its tracks are set in `style`. */
struct bb_route *bb_compose_route_of_items(struct bb_compose *compose,
    struct bb_value *const *items, size_t count, const struct bb_style *style);
struct bb_block *bb_compose_hours(struct bb_compose *compose, const struct bb_block_template *from);
/* A CommonMark text as blocks in `style` and `lists`. */
void bb_compose_rich(struct bb_compose *compose, const struct bb_form *form,
    const struct bb_block_template *from, const struct bb_list_style *lists, struct bb_blocks *out);
/* Sorts by a path of the variable in `slot`. */
void bb_compose_sort(
    struct bb_compose *compose, int slot, const struct bb_path_expr *by, struct bb_values *values);
/* What nothing has been composed with yet. */
struct bb_compose *bb_compose_start(struct bb_input *input, struct bb_arena *arena,
    const struct bb_template *layout, struct bb_value *root, const char *language);
/* That of the layout's hues whose turn the number is; the one in use where there is none. */
struct bb_color bb_compose_hue(const struct bb_compose *compose, const struct bb_value *number);
/* Binds a variable; a part brings its hue. */
void bb_compose_bind(struct bb_compose *compose, int slot, struct bb_value *value);

/* --- about.c --- */

/* What the document says about itself; of a trip's documents it is that of `item`, or NULL. */
struct bb_metadata bb_compose_about(struct bb_compose *compose, const struct bb_compose_item *item);
/* That of the trip's version, else of its start. */
struct bb_date bb_compose_date(const struct bb_compose *compose);

/* --- index.c --- */

/* The index of names of the document composed so far. */
struct bb_value *bb_compose_index(struct bb_compose *compose);

/* --- fallback.c --- */

/* Whether a language (BCP 47) is written in Latin letters. */
bool bb_language_is_latin(const char *language);
/* Keeps that a value is said in this form, where the document's language lacks it. */
void bb_compose_note_form(
    struct bb_compose *compose, const struct bb_value *value, const struct bb_form *form);
/* Reports what was kept so, together. */
void bb_compose_tell_fallen(struct bb_compose *compose);

/* --- marks.c --- */

/* Once it is settled what stays: the marks and numbers of list items, and what ends a text. */
void bb_compose_marks(struct bb_compose *compose, struct bb_block *root);
/* The number in its own digits and letters; in decimal ones where they do not reach. */
struct bb_str bb_counter_text(struct bb_arena *arena, enum bb_counter counter, unsigned number);

/* --- prune.c --- */

void bb_compose_prune(struct bb_compose *compose, struct bb_block *block);

#endif

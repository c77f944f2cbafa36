/* The reference of the trip file as Markdown: one section a record, one table row a field.
 *
 * Links go to anchors that are written out, since the anchors that sites make of headings differ
 * from one to the next, above all for Korean. */
#include "schema/print.h"

struct printer {
    struct bb_buf *out;
    enum bb_diag_language language;
};

/* Of what belongs to the page, not to the table. By enum bb_diag_language. */
enum word {
    RECORDS,
    WORDS,
    FORMS,
    FIELD,
    TYPE,
    MEANING,
    DERIVED,
    REQUIRED,
    SHORTHAND,
    WRITTEN,
    END
};
static const char *const texts[END][2] = {
    [RECORDS] = {"Records", "묶음"},
    [WORDS] = {"Words", "정해진 낱말"},
    [FORMS] = {"How values are written", "값을 적는 법"},
    [FIELD] = {"Field", "항목"},
    [TYPE] = {"Type", "종류"},
    [MEANING] = {"Meaning", "뜻"},
    [DERIVED] = {"Worked out from the rest, for layouts; never written in the file:",
        "다른 내용에서 계산되어 레이아웃에서 쓰는 것. 파일에는 적지 않는다:"},
    [REQUIRED] = {"**required**", "**필수**"},
    [SHORTHAND] = {"Written as a single value, it is its `%s`.",
        "값 하나만 적으면 `%s` 항목이 된다."},
    [WRITTEN] = {"How it is written", "적는 법"},
};

static const char *
say(const struct printer *printer, enum word word)
{
    return texts[word][printer->language];
}

/* A table cell: a bar would end it. */
static void
put_cell(struct printer *printer, const char *text)
{
    for (; *text; text++) {
        if (*text == '|')
            bb_buf_append_char(printer->out, '\\');
        bb_buf_append_char(printer->out, *text);
    }
}

static const char *
name_of(const struct printer *printer, const struct bb_type *type)
{
    return printer->language == BB_DIAG_KO ? bb_schema_name_ko(type) : type->name;
}

static void
put_heading(struct printer *printer, const char *anchor, const char *title)
{
    bb_buf_printf(printer->out, "\n### <a id=\"%s\"></a>%s\n\n", anchor, title);
}

static void
put_table_head(struct printer *printer, const char *first, const char *second, const char *third)
{
    bb_buf_printf(printer->out, "| %s | %s |", first, second);
    if (third)
        bb_buf_printf(printer->out, " %s |", third);
    bb_buf_append_text(printer->out, third ? "\n|---|---|---|\n" : "\n|---|---|\n");
}

/* --- types ---------------------------------------------------------------------------------- */

static void
put_link(struct printer *printer, const struct bb_type *type)
{
    if (type->kind == BB_TYPE_ENUM) {
        bb_buf_printf(printer->out, "[%s](#%s)", type->name, type->name);
        return;
    }
    const struct bb_written *row = bb_written_lookup(type->kind);
    if (row) {
        bb_buf_printf(printer->out, "[%s](#%s)", row->name[printer->language], row->id);
        return;
    }
    for (size_t i = 0; i < bb_vocabulary_nrecords; i++)
        if (bb_vocabulary_records[i].type == type)
            bb_buf_printf(
                printer->out, "[%s](#%s)", name_of(printer, type), bb_vocabulary_records[i].id);
}

/* "list of [seat](#seat)", "[자리](#seat) 목록": what stands around the link of the item. */
static void
put_around(struct printer *printer, const char *const around[2][2], const struct bb_type *item)
{
    bb_buf_append_text(printer->out, around[printer->language][0]);
    put_link(printer, item);
    bb_buf_append_text(printer->out, around[printer->language][1]);
}

static void
put_ref(struct printer *printer, const struct bb_type *type)
{
    static const char *const around[2][2] = {{"id of ", ""}, {"", " 아이디"}};
    put_around(printer, around, type->item);
}

static void
put_list(struct printer *printer, const struct bb_type *type)
{
    static const char *const list[2][2] = {{"list of ", ""}, {"", " 목록"}};
    static const char *const ids[2][2] = {{"list of ids of ", ""}, {"", " 아이디 목록"}};
    bool refs = type->item->kind == BB_TYPE_REF;
    put_around(printer, refs ? ids : list, refs ? type->item->item : type->item);
}

static void
put_type(struct printer *printer, const struct bb_type *type)
{
    static const char *const map[2][2] = {{"by id: ", ""}, {"아이디마다 ", ""}};
    switch (type->kind) {
    case BB_TYPE_LIST:
        put_list(printer, type);
        break;
    case BB_TYPE_MAP:
        put_around(printer, map, type->item);
        break;
    case BB_TYPE_REF:
        put_ref(printer, type);
        break;
    case BB_TYPE_FREE:
        bb_buf_append_text(printer->out, name_of(printer, type));
        break;
    default:
        put_link(printer, type);
    }
}

static const struct bb_type *
unit_of(const struct bb_type *type)
{
    const struct bb_type *number = type->kind == BB_TYPE_LIST ? type->item : type;
    return bb_type_counts(number) ? number : NULL;
}

/* --- records -------------------------------------------------------------------------------- */

static void
put_field(struct printer *printer, const struct bb_field *field)
{
    bb_buf_printf(printer->out, "| `%s` | ", field->name);
    put_type(printer, field->type);
    const struct bb_type *unit = unit_of(field->type);
    if (unit)
        bb_buf_printf(printer->out, " (%s)", name_of(printer, unit));
    if (field->flags & BB_FIELD_TBD)
        bb_buf_append_text(printer->out, ", `tbd`");
    bb_buf_append_text(printer->out, " | ");
    if (field->flags & BB_FIELD_REQUIRED)
        bb_buf_printf(printer->out, "%s. ", say(printer, REQUIRED));
    put_cell(printer, printer->language == BB_DIAG_KO ? field->doc_ko : field->doc_en);
    bb_buf_append_text(printer->out, " |\n");
}

/* Those of the fields that are derived, or those that are not; nothing where there are none. */
static void
put_fields(struct printer *printer, const struct bb_type *type, bool derived)
{
    bool first = true;
    for (size_t i = 0; i < type->nfields; i++) {
        if (((type->fields[i].flags & BB_FIELD_DERIVED) != 0) != derived)
            continue;
        if (first && derived)
            bb_buf_printf(printer->out, "\n%s\n", say(printer, DERIVED));
        if (first) {
            bb_buf_append_char(printer->out, '\n');
            put_table_head(printer, say(printer, FIELD), say(printer, TYPE), say(printer, MEANING));
        }
        first = false;
        put_field(printer, &type->fields[i]);
    }
}

static void
put_record(struct printer *printer, const struct bb_record *record)
{
    const struct bb_type *type = record->type;
    put_heading(printer, record->id, name_of(printer, type));
    bb_buf_append_text(
        printer->out, printer->language == BB_DIAG_KO ? record->doc_ko : record->doc_en);
    if (type->shorthand) {
        bb_buf_append_char(printer->out, ' ');
        bb_buf_printf(printer->out, say(printer, SHORTHAND), type->shorthand->name);
    }
    bb_buf_append_char(printer->out, '\n');
    put_fields(printer, type, false);
    put_fields(printer, type, true);
}

/* --- words and written forms ---------------------------------------------------------------- */

static void
put_words(struct printer *printer, const struct bb_words *set)
{
    put_heading(printer, set->type->name, set->type->name);
    put_table_head(printer, say(printer, WRITTEN), say(printer, MEANING), NULL);
    for (size_t i = 0; i < set->type->nnames; i++) {
        const struct bb_word *word = &set->words[i];
        bb_buf_printf(printer->out, "| `%s` | ", word->name);
        put_cell(printer, printer->language == BB_DIAG_KO ? word->doc_ko : word->doc_en);
        bb_buf_append_text(printer->out, " |\n");
    }
}

static void
put_written(struct printer *printer, const struct bb_written *row)
{
    bb_buf_printf(printer->out, "| <a id=\"%s\"></a>%s | ", row->id, row->name[printer->language]);
    put_cell(printer, row->doc[printer->language]);
    bb_buf_append_text(printer->out, " |\n");
}

void
bb_print_reference(struct bb_buf *out, enum bb_diag_language language)
{
    struct printer printer = {out, language};
    bb_buf_printf(out, "## %s\n", say(&printer, RECORDS));
    for (size_t i = 0; i < bb_vocabulary_nrecords; i++)
        put_record(&printer, &bb_vocabulary_records[i]);
    bb_buf_printf(out, "\n## %s\n", say(&printer, WORDS));
    for (size_t i = 0; i < bb_vocabulary_nwords; i++)
        put_words(&printer, &bb_vocabulary_words[i]);
    bb_buf_printf(out, "\n## %s\n\n", say(&printer, FORMS));
    put_table_head(&printer, say(&printer, TYPE), say(&printer, WRITTEN), NULL);
    for (size_t i = 0; i < bb_written_count; i++)
        put_written(&printer, &bb_written_table[i]);
    put_written(&printer, &bb_written_id);
}

/* Scalars and texts to values, with the messages for those that do not fit.
 *
 * A scalar means what the type of its field says, quoted or not: `no` is a text where a text is
 * due, 1:30 a time, 012 a number. Only null is decided before, by the YAML core schema. */
#include <glib.h>

#include "schema/reader.h"
#include "schema/scan.h"
#include "schema/vocabulary.h"

/* What a message shows of a value: at most this many bytes, cut at a character. */
enum { SHOWN_MOST = 60 };

static const char *
show(struct bb_reader *reader, struct bb_str text)
{
    if (text.len <= SHOWN_MOST)
        return bb_arena_str(reader->input->arena, text).ptr;
    size_t len = SHOWN_MOST;
    while (len > 0 && ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
        len--;
    return bb_arena_printf(reader->input->arena, "%.*s…", (int)len, text.ptr).ptr;
}

static void
report(struct bb_reader *reader, enum bb_code code, const struct bb_node *node,
    const struct bb_slot *slot)
{
    bb_report(reader->input->diag, code, node->span, show(reader, node->text), slot->name);
}

/* --- texts ---------------------------------------------------------------------------------- */

/* One line: trailing blanks go, line breaks become spaces in place (offsets stay). */
static struct bb_str
one_line(struct bb_arena *arena, struct bb_str text)
{
    while (text.len > 0 && g_ascii_isspace(text.ptr[text.len - 1]))
        text.len--;
    char *copy = bb_arena_copy(arena, text.ptr, text.len);
    for (size_t i = 0; i < text.len; i++)
        if (copy[i] == '\n' || copy[i] == '\r' || copy[i] == '\t')
            copy[i] = ' ';
    return (struct bb_str){copy, text.len};
}

static struct bb_form
make_form(struct bb_reader *reader, const struct bb_node *node, const struct bb_type *type,
    const char *language)
{
    bool rich = type->kind == BB_TYPE_RICH;
    bool tbd = language && node->plain && bb_str_is(node->text, "tbd");
    struct bb_str text = rich ? node->text : one_line(reader->input->arena, node->text);
    return (struct bb_form){
        .language = language,
        .text = tbd ? BB_STR("") : text,
        .origin = node->origin,
        .tbd = tbd,
    };
}

static bool
has_form(const struct bb_value *value, const char *language)
{
    for (size_t i = 0; i < value->as.text.nforms; i++)
        if (strcmp(value->as.text.forms[i].language, language) == 0)
            return true;
    return false;
}

/* The canonical tag, or NULL (reported). */
static const char *
read_tag(struct bb_reader *reader, const struct bb_node *node)
{
    const char *language = NULL;
    struct bb_str shown = {show(reader, node->text), 0};
    if (!bb_scan_language(reader->input->arena, node->text, &language)) {
        bb_report(reader->input->diag, BB_D_BAD_LANGUAGE, node->span, shown.ptr);
        return NULL;
    }
    const char *meant = bb_scan_language_slip(language);
    if (meant) {
        bb_report(reader->input->diag, BB_D_COUNTRY_AS_LANGUAGE, node->span, shown.ptr, meant);
        return NULL;
    }
    return language;
}

static void
read_form(struct bb_reader *reader, const struct bb_pair *pair, struct bb_value *value,
    const struct bb_slot *slot)
{
    const char *language = read_tag(reader, pair->key);
    if (bb_node_is_null(pair->value))
        return;
    if (pair->value->kind != BB_NODE_SCALAR) {
        bb_report(reader->input->diag, BB_D_EXPECTED_TEXT, pair->value->span, slot->name);
        return;
    }
    if (!language)
        return;
    if (has_form(value, language)) {
        bb_report(reader->input->diag, BB_D_DUPLICATE_FORM, pair->key->span, language, slot->name);
        return;
    }
    value->as.text.forms[value->as.text.nforms++] =
        make_form(reader, pair->value, value->type, language);
}

static struct bb_value *
read_text(struct bb_reader *reader, const struct bb_node *node, const struct bb_type *type,
    const struct bb_slot *slot)
{
    if (node->kind == BB_NODE_SEQUENCE) {
        bb_report(reader->input->diag, BB_D_EXPECTED_TEXT, node->span, slot->name);
        return NULL;
    }
    struct bb_value *value = bb_reader_value(reader, node, type, slot);
    bool plain = node->kind == BB_NODE_SCALAR;
    value->as.text.forms =
        BB_NEW_ARRAY(reader->input->arena, struct bb_form, plain ? 1 : node->len);
    if (plain) {
        value->as.text.forms[0] = make_form(reader, node, type, NULL);
        value->as.text.nforms = 1;
        return value;
    }
    for (size_t i = 0; i < node->len; i++)
        read_form(reader, &node->pairs[i], value, slot);
    return value->as.text.nforms > 0 ? value : NULL;
}

/* --- checks of string-like scalars ---------------------------------------------------------- */

/* Suggestions only: whether a zone exists is the system's database to say. Capitals, and what
 * delegations cross most. */
static const char *const known_zones[] = {"Africa/Cairo", "Africa/Johannesburg", "Africa/Nairobi",
    "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Mexico_City",
    "America/Montreal", "America/New_York", "America/Sao_Paulo", "America/Toronto",
    "America/Vancouver", "Asia/Almaty", "Asia/Bangkok", "Asia/Dubai", "Asia/Hanoi",
    "Asia/Ho_Chi_Minh", "Asia/Hong_Kong", "Asia/Jakarta", "Asia/Kolkata", "Asia/Kuala_Lumpur",
    "Asia/Manila", "Asia/Riyadh", "Asia/Seoul", "Asia/Shanghai", "Asia/Singapore", "Asia/Taipei",
    "Asia/Tashkent", "Asia/Tokyo", "Asia/Ulaanbaatar", "Australia/Melbourne", "Australia/Sydney",
    "Europe/Amsterdam", "Europe/Athens", "Europe/Berlin", "Europe/Brussels", "Europe/Copenhagen",
    "Europe/Istanbul", "Europe/Lisbon", "Europe/London", "Europe/Madrid", "Europe/Moscow",
    "Europe/Oslo", "Europe/Paris", "Europe/Prague", "Europe/Rome", "Europe/Stockholm",
    "Europe/Vienna", "Europe/Warsaw", "Pacific/Auckland", "Pacific/Honolulu", "UTC"};

/* Names that people expect and the database lacks. */
static const char *
expected_zone(struct bb_str name)
{
    static const char *const pairs[][2] = {{"Asia/Beijing", "Asia/Shanghai"}, {"KST", "Asia/Seoul"},
        {"CST", "Asia/Shanghai"}, {"JST", "Asia/Tokyo"}, {"CET", "Europe/Paris"},
        {"CEST", "Europe/Paris"}, {"Asia/Osaka", "Asia/Tokyo"}, {"Asia/Busan", "Asia/Seoul"},
        {"America/Washington", "America/New_York"}, {"Asia/Delhi", "Asia/Kolkata"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (bb_str_is(name, pairs[i][0]))
            return pairs[i][1];
    return NULL;
}

/* GLib joins the name to the database's folder as it is, so dots stay out. */
static bool
is_zone_name(struct bb_str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!g_ascii_isalnum(name.ptr[i]) && !strchr("_-+/", name.ptr[i]))
            return false;
    return name.len > 0 && g_ascii_isalpha(name.ptr[0]);
}

static bool
zone_exists(struct bb_reader *reader, struct bb_str name)
{
    if (!is_zone_name(name))
        return false;
    const bool *known = bb_map_lookup(&reader->zones, name);
    if (known)
        return *known;
    GTimeZone *zone = g_time_zone_new_identifier(name.ptr);
    bool *exists = BB_NEW(reader->input->arena, bool);
    *exists = zone != NULL;
    bb_map_set(reader->input->arena, &reader->zones, name, exists);
    if (zone)
        g_time_zone_unref(zone);
    return *exists;
}

static void
report_zone(struct bb_reader *reader, const struct bb_node *node, const struct bb_slot *slot)
{
    const char *nearest =
        bb_str_nearest(node->text, known_zones, sizeof known_zones / sizeof known_zones[0]);
    bb_report(reader->input->diag, nearest ? BB_D_MISSPELT_TIMEZONE : BB_D_UNKNOWN_TIMEZONE,
        node->span, show(reader, node->text), slot->name, nearest ? nearest : "");
}

static void
check_zone(struct bb_reader *reader, const struct bb_node *node, const struct bb_slot *slot)
{
    const char *meant = expected_zone(node->text);
    if (meant)
        bb_report(reader->input->diag, BB_D_MISSPELT_TIMEZONE, node->span, show(reader, node->text),
            slot->name, meant);
    else if (!zone_exists(reader, node->text))
        report_zone(reader, node, slot);
}

static void
check_path(struct bb_reader *reader, const struct bb_node *node, const struct bb_slot *slot)
{
    if (strstr(node->text.ptr, "://"))
        report(reader, BB_D_BAD_PATH, node, slot);
}

static struct bb_value *
read_string(struct bb_reader *reader, const struct bb_node *node, const struct bb_type *type,
    const struct bb_slot *slot)
{
    struct bb_value *value = bb_reader_value(reader, node, type, slot);
    struct bb_form *form = BB_NEW(reader->input->arena, struct bb_form);
    *form = make_form(reader, node, type, NULL);
    value->as.text.forms = form;
    value->as.text.nforms = 1;
    if (type->kind == BB_TYPE_TIMEZONE)
        check_zone(reader, node, slot);
    if (type->kind == BB_TYPE_PATH)
        check_path(reader, node, slot);
    if (type->kind != BB_TYPE_LANGUAGE)
        return value;
    const char *language = read_tag(reader, node);
    if (!language)
        return NULL;
    form->text = bb_str_from(language);
    return value;
}

/* --- numbers, dates, words ------------------------------------------------------------------ */

static void
check_weekday(struct bb_reader *reader, const struct bb_node *node, struct bb_date date, int stated)
{
    static const char *const ko[] = {"일", "월", "화", "수", "목", "금", "토"};
    static const char *const en[] = {
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    int real = bb_date_weekday(date);
    if (stated < 0 || stated == real)
        return;
    const char *day =
        bb_arena_printf(reader->input->arena, "%04d-%02d-%02d", date.year, date.month, date.day)
            .ptr;
    bb_report(reader->input->diag, BB_D_WRONG_WEEKDAY, node->span, day, en[real], en[stated],
        ko[real], ko[stated]);
}

/* The scanners of this group, by kind; OK leaves the value set. */
static enum bb_scan
scan_into(struct bb_reader *reader, const struct bb_node *node, struct bb_value *value)
{
    int weekday = -1;
    struct bb_str text = node->text;
    enum bb_scan scan = BB_SCAN_SYNTAX;
    switch (value->type->kind) {
    case BB_TYPE_BOOL:
        return bb_scan_bool(text, &value->as.boolean);
    case BB_TYPE_INT:
        return bb_scan_int(text, &value->as.integer);
    case BB_TYPE_NUMBER:
        return bb_scan_number(text, &value->as.number);
    case BB_TYPE_LENGTH:
        return bb_scan_length(text, &value->as.length);
    case BB_TYPE_TIME:
        scan = bb_scan_clock(text, &value->as.clock);
        value->tbd = value->as.clock.kind == BB_CLOCK_TBD;
        return scan;
    case BB_TYPE_DATE:
        scan = bb_scan_date(text, &value->as.date, &weekday);
        if (scan == BB_SCAN_OK)
            check_weekday(reader, node, value->as.date, weekday);
        return scan;
    case BB_TYPE_DATETIME:
        scan = bb_scan_datetime(text, &value->as.datetime, &weekday);
        value->tbd = value->as.datetime.tbd;
        if (scan == BB_SCAN_OK && !value->tbd)
            check_weekday(reader, node, value->as.datetime.date, weekday);
        return scan;
    default:
        return scan;
    }
}

static enum bb_code
code_of(enum bb_type_kind kind, enum bb_scan scan)
{
    switch (kind) {
    case BB_TYPE_BOOL:
        return BB_D_BAD_BOOL;
    case BB_TYPE_INT:
        return BB_D_BAD_INT;
    case BB_TYPE_NUMBER:
        return BB_D_BAD_NUMBER;
    case BB_TYPE_LENGTH:
        return BB_D_BAD_LENGTH;
    case BB_TYPE_TIME:
        return BB_D_BAD_TIME;
    case BB_TYPE_DATE:
        return scan == BB_SCAN_RANGE ? BB_D_NO_SUCH_DATE : BB_D_BAD_DATE;
    default:
        return scan == BB_SCAN_RANGE ? BB_D_NO_SUCH_DATE : BB_D_BAD_DATETIME;
    }
}

static struct bb_value *
read_scanned(struct bb_reader *reader, const struct bb_node *node, const struct bb_type *type,
    const struct bb_slot *slot)
{
    struct bb_value *value = bb_reader_value(reader, node, type, slot);
    enum bb_scan scan = scan_into(reader, node, value);
    if (scan == BB_SCAN_OK)
        return value;
    report(reader, code_of(type->kind, scan), node, slot);
    return NULL;
}

/* The words of a set with what they mean. Layouts have words without a meaning: designers know
 * them. */
static const struct bb_word *
find_words(const struct bb_type *type)
{
    for (size_t i = 0; i < bb_vocabulary_nwords; i++)
        if (bb_vocabulary_words[i].type == type)
            return bb_vocabulary_words[i].words;
    return NULL;
}

/* Whether `words` has the whole `word`: no Hangul stands right before or behind it. */
static bool
has_word(const char *words, const char *word)
{
    for (const char *at = strstr(words, word); at && *word; at = strstr(at + 1, word)) {
        const char *end = at + strlen(word);
        if ((at == words || (signed char)at[-1] >= 0) && (signed char)*end >= 0)
            return true;
    }
    return false;
}

/* `kind: 간담회` is a roundtable to those who read what the words mean; NULL for none of them. */
static const char *
find_meaning(const struct bb_type *type, const char *word)
{
    const struct bb_word *words = find_words(type);
    for (size_t i = 0; words && i < type->nnames; i++)
        if (has_word(words[i].doc_ko, word))
            return words[i].name;
    return NULL;
}

/* "meeting (talks with a counterpart), …" */
static const char *
list_words(struct bb_arena *arena, const struct bb_type *type, bool korean)
{
    const struct bb_word *words = find_words(type);
    if (!words)
        return bb_reader_join(arena, type->names, type->nnames);
    struct bb_buf list;
    bb_buf_init(&list, 0);
    for (size_t i = 0; i < type->nnames; i++)
        bb_buf_printf(&list, "%s%s (%s)", i > 0 ? ", " : "", words[i].name,
            korean ? words[i].doc_ko : words[i].doc_en);
    const char *text = bb_arena_str(arena, bb_buf_str(&list)).ptr;
    bb_buf_finish(&list);
    return text;
}

static void
report_word(struct bb_reader *reader, const struct bb_node *node, const struct bb_type *type,
    const struct bb_slot *slot)
{
    const char *shown = show(reader, node->text);
    const char *nearest = bb_str_nearest(node->text, type->names, type->nnames);
    struct bb_arena *arena = reader->input->arena;
    nearest = nearest ? nearest : find_meaning(type, node->text.ptr);
    if (nearest)
        bb_report(reader->input->diag, BB_D_MISSPELT_WORD, node->span, shown, slot->name, nearest);
    else
        bb_report(reader->input->diag, BB_D_UNKNOWN_WORD, node->span, shown, slot->name,
            list_words(arena, type, false), list_words(arena, type, true));
}

static struct bb_value *
read_enum(struct bb_reader *reader, const struct bb_node *node, const struct bb_type *type,
    const struct bb_slot *slot)
{
    for (size_t i = 0; i < type->nnames; i++) {
        if (!bb_str_is(node->text, type->names[i]))
            continue;
        struct bb_value *value = bb_reader_value(reader, node, type, slot);
        value->as.integer = (long long)i;
        return value;
    }
    report_word(reader, node, type, slot);
    return NULL;
}

static struct bb_value *
read_ref(struct bb_reader *reader, const struct bb_node *node, const struct bb_type *type,
    const struct bb_slot *slot)
{
    struct bb_value *value = bb_reader_value(reader, node, type, slot);
    value->ref = node->text;
    return value;
}

struct bb_value *
bb_reader_scalar(struct bb_reader *reader, const struct bb_node *node, const struct bb_type *type,
    const struct bb_slot *slot)
{
    if (type->kind == BB_TYPE_TEXT || type->kind == BB_TYPE_RICH)
        return read_text(reader, node, type, slot);
    if (node->kind != BB_NODE_SCALAR) {
        bb_report(reader->input->diag, BB_D_EXPECTED_SCALAR, node->span, slot->name, type->name,
            bb_schema_name_ko(type));
        return NULL;
    }
    switch (type->kind) {
    case BB_TYPE_STRING:
    case BB_TYPE_TIMEZONE:
    case BB_TYPE_LANGUAGE:
    case BB_TYPE_PATH:
        return read_string(reader, node, type, slot);
    case BB_TYPE_ENUM:
        return read_enum(reader, node, type, slot);
    case BB_TYPE_REF:
        return read_ref(reader, node, type, slot);
    default:
        return read_scanned(reader, node, type, slot);
    }
}

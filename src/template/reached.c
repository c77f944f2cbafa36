/* The records that layouts reach beside those of the trip: of the page, the contents, the index of
 * names, the files of a pack. Composing and layout fill them; that layouts read them as they read
 * the trip is why they are tables as well. */
#include "template/tables.h"
#include "template/template.h"

static const struct bb_field page_state_fields[] = {
    [BB_PAGE_NUMBER] = FIELD("number", int, "", ""),
    [BB_PAGE_COUNT] = FIELD("count", int, "", ""),
    [BB_PAGE_PART] = {"part", &bb_type_part, 0, "", ""},
};
const struct bb_type bb_type_page = {.kind = BB_TYPE_RECORD,
    .name = "page",
    .fields = page_state_fields,
    .nfields = COUNT(page_state_fields)};

static const struct bb_field entry_state_fields[] = {
    [BB_ENTRY_TITLE] = FIELD("title", text, "", ""),
    [BB_ENTRY_DATE] = FIELD("date", date, "", ""),
    [BB_ENTRY_UNTIL] = FIELD("until", date, "", ""),
    [BB_ENTRY_LEVEL] = FIELD("level", int, "", ""),
};
const struct bb_type bb_type_entry = {.kind = BB_TYPE_RECORD,
    .name = "entry",
    .fields = entry_state_fields,
    .nfields = COUNT(entry_state_fields)};
static const struct bb_type entry_list = {
    .kind = BB_TYPE_LIST, .name = "entries", .item = &bb_type_entry};

static const struct bb_field part_state_fields[] = {
    [BB_PART_NUMBER] = FIELD("number", int, "", ""),
    [BB_PART_NAME] = FIELD("name", text, "", ""),
    [BB_PART_ENTRIES] = {"entries", &entry_list, 0, "", ""},
};
const struct bb_type bb_type_part = {.kind = BB_TYPE_RECORD,
    .name = "part",
    .fields = part_state_fields,
    .nfields = COUNT(part_state_fields)};
static const struct bb_type part_list = {
    .kind = BB_TYPE_LIST, .name = "parts", .item = &bb_type_part};

static const struct bb_field contents_fields[] = {
    [BB_CONTENTS_PARTS] = {"parts", &part_list, 0, "", ""},
};
const struct bb_type bb_type_contents = {.kind = BB_TYPE_RECORD,
    .name = "contents",
    .fields = contents_fields,
    .nfields = COUNT(contents_fields)};

ENUM(name_kind, "person", "organization", "place", "city", "term");
static const struct bb_type record_list = {
    .kind = BB_TYPE_LIST, .name = "records", .item = &bb_type_free};

static const struct bb_field name_fields[] = {
    [BB_NAME_NAME] = FIELD("name", text, "", ""),
    [BB_NAME_KIND] = FIELD("kind", name_kind, "", ""),
    [BB_NAME_NOTE] = FIELD("note", text, "", ""),
    [BB_NAME_RECORD] = FIELD("record", free, "", ""),
    [BB_NAME_STANDS] = {"stands", &record_list, 0, "", ""},
};
const struct bb_type bb_type_name = {
    .kind = BB_TYPE_RECORD, .name = "name", .fields = name_fields, .nfields = COUNT(name_fields)};
static const struct bb_type name_list = {
    .kind = BB_TYPE_LIST, .name = "entries", .item = &bb_type_name};

static const struct bb_field initial_fields[] = {
    [BB_INITIAL_INITIAL] = FIELD("initial", string, "", ""),
    [BB_INITIAL_ENTRIES] = {"entries", &name_list, 0, "", ""},
};
const struct bb_type bb_type_initial = {.kind = BB_TYPE_RECORD,
    .name = "initial",
    .fields = initial_fields,
    .nfields = COUNT(initial_fields)};
static const struct bb_type initial_list = {
    .kind = BB_TYPE_LIST, .name = "groups", .item = &bb_type_initial};

static const struct bb_field index_fields[] = {
    [BB_INDEX_GROUPS] = {"groups", &initial_list, 0, "", ""},
};
const struct bb_type bb_type_index = {.kind = BB_TYPE_RECORD,
    .name = "index",
    .fields = index_fields,
    .nfields = COUNT(index_fields)};

static const struct bb_type count_of_pages = {.kind = BB_TYPE_INT, .name = "pages"},
                            count_of_sheets = {.kind = BB_TYPE_INT, .name = "sheets"},
                            count_of_bytes = {.kind = BB_TYPE_INT, .name = "bytes"};

static const struct bb_field packed_fields[] = {
    [BB_PACKED_NAME] = FIELD("name", string, "", ""),
    [BB_PACKED_TITLE] = FIELD("title", string, "", ""),
    [BB_PACKED_LAYOUT] = FIELD("layout", string, "", ""),
    [BB_PACKED_PAGES] = {"pages", &count_of_pages, 0, "", ""},
    [BB_PACKED_SHEETS] = {"sheets", &count_of_sheets, 0, "", ""},
    [BB_PACKED_BYTES] = {"bytes", &count_of_bytes, 0, "", ""},
    [BB_PACKED_SHA256] = FIELD("sha256", string, "", ""),
    [BB_PACKED_MISSING] = FIELD("missing", bool, "", ""),
};
const struct bb_type bb_type_packed = {.kind = BB_TYPE_RECORD,
    .name = "file of a pack",
    .fields = packed_fields,
    .nfields = BB_PACKED_FIELDS};

static const struct bb_type packed_list = {
    .kind = BB_TYPE_LIST, .name = "files", .item = &bb_type_packed};

static const struct bb_field pack_fields[] = {
    [BB_PACK_FILES] = {"files", &packed_list, 0, "", ""},
};
const struct bb_type bb_type_pack = {
    .kind = BB_TYPE_RECORD, .name = "pack", .fields = pack_fields, .nfields = BB_PACK_FIELDS};

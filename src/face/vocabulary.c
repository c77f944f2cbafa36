/* The vocabulary of fonts.yaml: tables only, read by bb_schema_read. */
#include "face/vocabulary.h"

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))

static const struct bb_type type_strings = {
    .kind = BB_TYPE_LIST, .name = "list of texts", .item = &bb_type_string};

static const struct bb_type type_languages = {
    .kind = BB_TYPE_LIST, .name = "list of languages", .item = &bb_type_language};

static const struct bb_field hash_fields[] = {
    [BB_FONT_HASH_RELEASE] = {"release", &bb_type_string, BB_FIELD_REQUIRED,
        "the distribution that ships this file", "이 파일을 배포하는 배포판"},
    [BB_FONT_HASH_VALUE] = {"value", &bb_type_string, BB_FIELD_REQUIRED,
        "SHA-256 in lower-case hexadecimal", "소문자 16진수 SHA-256"},
};

static const struct bb_type type_hash = {
    .kind = BB_TYPE_RECORD, .name = "hash", .fields = hash_fields, .nfields = LENGTH(hash_fields)};

static const struct bb_type type_hashes = {
    .kind = BB_TYPE_LIST, .name = "list of hashes", .item = &type_hash};

static const struct bb_field file_fields[] = {
    [BB_FONT_FILE_NAME] = {"file", &bb_type_string, BB_FIELD_REQUIRED,
        "name of the font file, without folder", "글꼴 파일 이름(폴더 제외)"},
    [BB_FONT_FILE_WEIGHT] = {"weight", &bb_type_int, BB_FIELD_REQUIRED, "400 regular, 700 bold",
        "400 보통, 700 굵게"},
    [BB_FONT_FILE_SHA256] = {"sha256", &type_hashes, 0, "known hashes of the file",
        "알려진 파일 해시"},
};

static const struct bb_type type_file = {.kind = BB_TYPE_RECORD,
    .name = "font file",
    .fields = file_fields,
    .nfields = LENGTH(file_fields)};

static const struct bb_type type_files = {
    .kind = BB_TYPE_LIST, .name = "list of font files", .item = &type_file};

static const struct bb_field family_fields[] = {
    [BB_FAMILY_NAME] = {"name", &bb_type_string, BB_FIELD_REQUIRED,
        "the family name inside the font files", "글꼴 파일에 적힌 글꼴 이름"},
    [BB_FAMILY_PACKAGE] = {"package", &bb_type_string, BB_FIELD_REQUIRED,
        "the Debian package that brings it", "글꼴이 들어 있는 데비안 패키지"},
    [BB_FAMILY_LICENCE] = {"licence", &bb_type_string, BB_FIELD_REQUIRED,
        "SPDX name of the licence", "사용 허가의 SPDX 이름"},
    [BB_FAMILY_FILES] = {"files", &type_files, 0, "its files, one for each weight", "굵기별 파일"},
};

static const struct bb_type type_family = {.kind = BB_TYPE_RECORD,
    .name = "font family",
    .fields = family_fields,
    .nfields = LENGTH(family_fields)};

static const struct bb_type type_families = {
    .kind = BB_TYPE_LIST, .name = "list of font families", .item = &type_family};

static const struct bb_field order_fields[] = {
    [BB_FONT_ORDER_LANGUAGES] = {"languages", &type_languages, BB_FIELD_REQUIRED,
        "languages, with all that begin with them", "언어(이 태그로 시작하는 언어 포함)"},
    [BB_FONT_ORDER_FAMILIES] = {"families", &type_strings, BB_FIELD_REQUIRED,
        "family names in their order for these languages", "이 언어들에서 쓰는 글꼴 순서"},
};

static const struct bb_type type_order = {.kind = BB_TYPE_RECORD,
    .name = "font order",
    .fields = order_fields,
    .nfields = LENGTH(order_fields)};

static const struct bb_type type_orders = {
    .kind = BB_TYPE_LIST, .name = "list of font orders", .item = &type_order};

static const struct bb_field role_fields[] = {
    [BB_FONT_ROLE_NAME] = {"name", &bb_type_string, BB_FIELD_REQUIRED, "what layouts call it",
        "레이아웃에서 부르는 이름"},
    [BB_FONT_ROLE_FAMILIES] = {"families", &type_strings, BB_FIELD_REQUIRED,
        "family names in the order in which they are tried", "글자를 찾는 글꼴 순서"},
    [BB_FONT_ROLE_ORDER_FOR] = {"order_for", &type_orders, 0, "other orders for some languages",
        "언어별로 다른 순서"},
};

static const struct bb_type type_role = {.kind = BB_TYPE_RECORD,
    .name = "font role",
    .fields = role_fields,
    .nfields = LENGTH(role_fields)};

static const struct bb_type type_roles = {
    .kind = BB_TYPE_LIST, .name = "list of font roles", .item = &type_role};

static const struct bb_field fonts_fields[] = {
    [BB_FONTS_FOLDERS] = {"folders", &type_strings, BB_FIELD_REQUIRED,
        "where font files are searched", "글꼴 파일을 찾는 폴더"},
    [BB_FONTS_FAMILIES] = {"families", &type_families, BB_FIELD_REQUIRED,
        "the families that may be used", "쓸 수 있는 글꼴"},
    [BB_FONTS_ROLES] = {"roles", &type_roles, BB_FIELD_REQUIRED, "the roles that layouts name",
        "레이아웃에서 쓰는 글꼴 역할"},
};

const struct bb_type bb_type_fonts = {.kind = BB_TYPE_RECORD,
    .name = "font list",
    .fields = fonts_fields,
    .nfields = LENGTH(fonts_fields)};

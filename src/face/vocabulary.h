/* The vocabulary of fonts.yaml, and which field stands where in its records. */
#ifndef BB_FACE_VOCABULARY_H
#define BB_FACE_VOCABULARY_H

#include "schema/schema.h"

enum { BB_FONTS_FOLDERS, BB_FONTS_FAMILIES, BB_FONTS_ROLES };
enum { BB_FAMILY_NAME, BB_FAMILY_PACKAGE, BB_FAMILY_LICENCE, BB_FAMILY_FILES };
enum { BB_FONT_FILE_NAME, BB_FONT_FILE_WEIGHT, BB_FONT_FILE_SHA256 };
enum { BB_FONT_HASH_RELEASE, BB_FONT_HASH_VALUE };
enum { BB_FONT_ROLE_NAME, BB_FONT_ROLE_FAMILIES, BB_FONT_ROLE_ORDER_FOR };
enum { BB_FONT_ORDER_LANGUAGES, BB_FONT_ORDER_FAMILIES };

extern const struct bb_type bb_type_fonts;

#endif

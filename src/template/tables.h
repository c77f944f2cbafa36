/* How tables of fields are written (internal to template). */
#ifndef BB_TEMPLATE_TABLES_H
#define BB_TEMPLATE_TABLES_H

#include "schema/schema.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FIELD(name, type, en, ko)        \
    {                                    \
        name, &bb_type_##type, 0, en, ko \
    }
#define ENUM(id, ...)                                      \
    static const char *const id##_names[] = {__VA_ARGS__}; \
    static const struct bb_type bb_type_##id = {           \
        .kind = BB_TYPE_ENUM, .name = #id, .names = id##_names, .nnames = COUNT(id##_names)}

#endif

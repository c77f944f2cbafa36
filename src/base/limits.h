/* What a document may ask of the machine. Each limit has a diagnostic of its own and an option
 * of the program that raises it (--limit name=value). */
#ifndef BB_BASE_LIMITS_H
#define BB_BASE_LIMITS_H

#include <stddef.h>

struct bb_limits {
    size_t file_bytes; /* of one file: 16 MiB */
    size_t depth;      /* of nested YAML collections: 64 */
    size_t nodes;      /* after expanding aliases: 1,000,000 */
    size_t items;      /* entries of all lists and maps of a trip: 100,000 */
    size_t pages;      /* of one document: 5,000 */
    size_t pixels;     /* of one image: 100,000,000 */
};

#define BB_LIMITS_DEFAULT ((struct bb_limits){16u << 20, 64, 1000000, 100000, 5000, 100000000})

#endif

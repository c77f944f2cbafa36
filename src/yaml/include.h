/* Includes: what a file says together with what the files say that it names below `include:`. They
 * are merged as nodes, before anything is read by type, so that the rest of the program sees one
 * file whose spans lead into several.
 *
 * A path is relative to the file that names it and confined below its folder. How two files become
 * one is for their reader to say; a file that is read twice is reported, be it a cycle or not.
 * Merging values instead of nodes was the alternative: it would have to repeat what reading does
 * about missing and doubled fields. */
#ifndef BB_YAML_INCLUDE_H
#define BB_YAML_INCLUDE_H

#include "yaml/yaml.h"

struct bb_include_rules {
    const char *kind, *kind_ko; /* of file, for messages */
    const char *shared;         /* "FOLDER/" where a file is looked for that does not lie beside the
                                   one that names it; NULL: nowhere */
    /* Adds `count` files, whose own includes they hold already, to the mapping `into`. */
    void (*merge)(void *data, struct bb_node *into, struct bb_node *const *files, size_t count);
    void *data;
};

/* The root of a source with its includes; NULL where there is nothing to read (reported). A root
 * that is no mapping is returned as it is. */
struct bb_node *bb_include_read(
    struct bb_input *input, uint32_t source, const struct bb_include_rules *rules);

/* --- for `merge` ------------------------------------------------------------------------------ */

/* Says that `again` (a key) was given before, at `first`. */
void bb_include_report(
    struct bb_input *input, const struct bb_node *again, const struct bb_node *first);

#endif

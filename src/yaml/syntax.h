/* Inside yaml only: libyaml's complaints in the words of this program. */
#ifndef BB_YAML_SYNTAX_H
#define BB_YAML_SYNTAX_H

#include <yaml.h>

#include "diag/diag.h"

/* Reports the problem on which `parser` stopped. `problem` and `context` are the places libyaml
 * names, already as byte offsets in the source `id`. */
void bb_yaml_report_problem(struct bb_diag *diag, const yaml_parser_t *parser, uint32_t id,
    struct bb_str bytes, uint32_t problem, uint32_t context);

#endif

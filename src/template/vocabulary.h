/* The vocabulary of layout files: one record type per mapping of the layout language. */
#ifndef BB_TEMPLATE_VOCABULARY_H
#define BB_TEMPLATE_VOCABULARY_H

#include "template/template.h"

extern const struct bb_type bb_layout_file, bb_layout_page, bb_layout_style, bb_layout_list_level,
    bb_layout_common, bb_layout_span, bb_layout_paragraph, bb_layout_heading, bb_layout_rich,
    bb_layout_list, bb_layout_section, bb_layout_table, bb_layout_column, bb_layout_columns,
    bb_layout_grid, bb_layout_box, bb_layout_image, bb_layout_qr, bb_layout_rule, bb_layout_space,
    bb_layout_part, bb_layout_place, bb_layout_entry, bb_layout_master, bb_layout_furniture,
    bb_layout_group_row, bb_layout_continued, bb_layout_bar, bb_layout_draw, bb_layout_route,
    bb_layout_styled, bb_layout_hours, bb_layout_hours_zone, bb_layout_rules, bb_layout_markdown,
    bb_layout_ornaments, bb_layout_table_look, bb_layout_tabs, bb_layout_page_rule, bb_layout_frame,
    bb_layout_documents, bb_layout_ruby, bb_layout_stretch, bb_layout_fit, bb_layout_fit_step,
    bb_layout_sheet, bb_layout_marks, bb_layout_pack_entry, bb_layout_pack_file;

#endif

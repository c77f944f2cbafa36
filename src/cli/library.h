/* libbriefbook, loaded when it is needed.
 *
 * With the libraries it stands on it takes 12 MB and 25 million instructions to load, so only
 * workers load it; a program linked with it would pay in the waiting parent as well. */
#ifndef BB_CLI_LIBRARY_H
#define BB_CLI_LIBRARY_H

#include "cli/options.h"

struct bb_cli_library {
    void *handle;
    __typeof__(bb_document_open) *open;
    __typeof__(bb_document_close) *close;
    __typeof__(bb_document_outcome) *outcome;
    __typeof__(bb_document_pages) *pages;
    __typeof__(bb_document_count) *count;
    __typeof__(bb_document_name) *name;
    __typeof__(bb_document_each) *each;
    __typeof__(bb_document_choose) *choose;
    __typeof__(bb_document_use) *use;
    __typeof__(bb_document_title) *title;
    __typeof__(bb_document_sheets) *sheets;
    __typeof__(bb_document_sha256) *sha256;
    __typeof__(bb_document_pack) *pack;
    __typeof__(bb_document_set_packed) *set_packed;
    __typeof__(bb_document_list_packed) *list_packed;
    __typeof__(bb_document_render) *render;
    __typeof__(bb_document_bytes) *bytes;
    __typeof__(bb_document_save) *save;
    __typeof__(bb_document_make_folder) *make_folder;
    __typeof__(bb_document_begin) *begin;
    __typeof__(bb_document_discard) *discard;
    __typeof__(bb_document_extract) *extract;
    __typeof__(bb_document_make_workspace) *make_workspace;
    __typeof__(bb_document_remove_workspace) *remove_workspace;
    __typeof__(bb_document_verify) *verify;
    __typeof__(bb_document_warnings) *warnings;
    __typeof__(bb_document_own_warnings) *own_warnings;
    __typeof__(bb_document_print) *print;
    __typeof__(bb_document_fonts) *fonts;
    __typeof__(bb_document_layouts) *layouts;
    __typeof__(bb_document_needs) *needs;
    __typeof__(bb_document_print_schema) *print_schema;
};

/* false after saying why. Never unloaded: GLib and others cannot be. */
bool bb_cli_load_library(const struct bb_cli_options *options, struct bb_cli_library *library);

/* Where layouts/ and fonts/ are: BRIEFBOOK_DATA, else beside the program as installed or as built;
 * NULL: not there; the library knows where it was to be installed. The caller frees. */
char *bb_cli_find_data(void);

#endif

/* Loading libbriefbook: in the library folder as installed, beside the program in the build tree,
 * else where the loader finds its soname. The folders are seen from the program, so that an
 * installation may be moved. A run path was the alternative; under gcc's AddressSanitizer, whose
 * own dlopen(3) does the asking, it is that of the sanitizer. */
#include "cli/library.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

static bool
find_symbols(struct bb_cli_library *library)
{
    const struct {
        const char *name;
        void *slot;
    } symbols[] = {
        {"bb_document_open", &library->open},
        {"bb_document_close", &library->close},
        {"bb_document_outcome", &library->outcome},
        {"bb_document_pages", &library->pages},
        {"bb_document_count", &library->count},
        {"bb_document_name", &library->name},
        {"bb_document_each", &library->each},
        {"bb_document_choose", &library->choose},
        {"bb_document_use", &library->use},
        {"bb_document_title", &library->title},
        {"bb_document_sheets", &library->sheets},
        {"bb_document_sha256", &library->sha256},
        {"bb_document_pack", &library->pack},
        {"bb_document_set_packed", &library->set_packed},
        {"bb_document_list_packed", &library->list_packed},
        {"bb_document_render", &library->render},
        {"bb_document_bytes", &library->bytes},
        {"bb_document_save", &library->save},
        {"bb_document_make_folder", &library->make_folder},
        {"bb_document_begin", &library->begin},
        {"bb_document_discard", &library->discard},
        {"bb_document_extract", &library->extract},
        {"bb_document_make_workspace", &library->make_workspace},
        {"bb_document_remove_workspace", &library->remove_workspace},
        {"bb_document_verify", &library->verify},
        {"bb_document_warnings", &library->warnings},
        {"bb_document_own_warnings", &library->own_warnings},
        {"bb_document_print", &library->print},
        {"bb_document_fonts", &library->fonts},
        {"bb_document_layouts", &library->layouts},
        {"bb_document_needs", &library->needs},
        {"bb_document_print_schema", &library->print_schema},
    };
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        void *address = dlsym(library->handle, symbols[i].name);
        if (!address)
            return false;
        memcpy(symbols[i].slot, &address, sizeof address); /* POSIX: of one size */
    }
    return true;
}

/* The first of `places` that exists, seen from the program's folder; NULL: none. The caller
 * frees. */
static char *
find_beside_program(const char *const *places, size_t nplaces)
{
    char program[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", program, sizeof program - 1);
    if (len <= 0)
        return NULL;
    program[len] = '\0';
    *strrchr(program, '/') = '\0';
    for (size_t i = 0; i < nplaces; i++) {
        char *path;
        if (asprintf(&path, "%s/%s", program, places[i]) < 0)
            abort();
        if (access(path, F_OK) == 0)
            return path;
        free(path);
    }
    return NULL;
}

bool
bb_cli_load_library(const struct bb_cli_options *options, struct bb_cli_library *library)
{
    static const char *const places[] = {
        BB_LIBRARY_FROM_PROGRAM "/" BB_LIBRARY_NAME, BB_LIBRARY_NAME};
    char *path = find_beside_program(places, sizeof places / sizeof *places);
    *library = (struct bb_cli_library){
        .handle = dlopen(path ? path : BB_LIBRARY_NAME, RTLD_LAZY | RTLD_LOCAL)};
    free(path);
    if (library->handle && find_symbols(library))
        return true;
    const char *why = dlerror();
    bb_cli_fail(options, BB_EXIT_FAILED, BB_D_LIBRARY_MISSING, why ? why : BB_LIBRARY_NAME);
    return false;
}

char *
bb_cli_find_data(void)
{
    static const char *const places[] = {BB_DATA_FROM_PROGRAM, "share/briefbook"};
    const char *named = getenv("BRIEFBOOK_DATA");
    if (named && *named)
        return strdup(named);
    return find_beside_program(places, sizeof places / sizeof *places);
}

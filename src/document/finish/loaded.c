/* Archive loaded at need: the shared library. It lies beside this library, which knows where it was
 * loaded from itself. Never unloaded, as libqpdf's C++ runtime cannot be. */
#include <dlfcn.h>

#include "document/document.h"

static const char symbol[] = "bb_archive_entry";

/* `name` in the folder of the library that holds this file. */
static const char *
beside_me(struct bb_document *document, const char *name)
{
    Dl_info me;
    const char *slash = NULL;
    if (dladdr(symbol, &me) && me.dli_fname)
        slash = strrchr(me.dli_fname, '/');
    if (!slash)
        return name;
    return bb_arena_printf(
        &document->arena, "%.*s/%s", (int)(slash - me.dli_fname), me.dli_fname, name)
        .ptr;
}

const struct bb_archive_entry *
bb_document_find_archive(struct bb_document *document)
{
    const char *path = beside_me(document, BB_ARCHIVE_LIBRARY);
    void *library = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
    const void *entry = library ? dlsym(library, symbol) : NULL;
    if (!entry) {
        const char *why = dlerror();
        bb_report(&document->diag, BB_D_LIBRARY_MISSING, ((struct bb_span){0}),
            why ? why : BB_ARCHIVE_LIBRARY);
    }
    return entry;
}

/* Archive loaded at need: the shared library. It is looked for where this library's run path leads,
 * beside it. Never unloaded, as libqpdf's C++ runtime cannot be. */
#include <dlfcn.h>

#include "document/document.h"

const struct bb_archive_entry *
bb_document_find_archive(struct bb_document *document)
{
    void *library = dlopen(BB_ARCHIVE_LIBRARY, RTLD_LAZY | RTLD_LOCAL);
    const void *entry = library ? dlsym(library, "bb_archive_entry") : NULL;
    if (!entry) {
        const char *why = dlerror();
        bb_report(&document->diag, BB_D_LIBRARY_MISSING, ((struct bb_span){0}),
            why ? why : BB_ARCHIVE_LIBRARY);
    }
    return entry;
}

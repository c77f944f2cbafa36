/* The levels of PDF/A that documents can be made to, each with what else it declares.
 *
 * Levels u are those of files without tags: PDF/A-2u and 3u ask for text that can be read, not for
 * structure, so they are what libharu's files can reach. Levels with tags declare PDF/UA too: part
 * 1 stands on PDF 1.7, part 2 on PDF 2.0. */
#include "archive/archive.h"

static const struct bb_archive_level levels[] = {
    {"2u", 2, "U", 0, false},
    {"2a", 2, "A", 1, false},
    {"3u", 3, "U", 0, true},
    {"3a", 3, "A", 1, true},
    {"4", 4, NULL, 2, false},
    {"4f", 4, "F", 2, true},
};

const struct bb_archive_level *
bb_archive_find_level(const char *name)
{
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (strcmp(levels[i].name, name) == 0)
            return &levels[i];
    return NULL;
}

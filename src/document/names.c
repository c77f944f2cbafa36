/* Names that can be files anywhere.
 *
 * Names in a PDF are anybody's. What is allowed is said instead of what is not: relative paths of
 * words that every file system takes, so that no name leads out of its folder, hides in it or meets
 * another. The same rule holds when a document is made, so what goes in comes out. */
#include "document/names.h"

#include <glib.h>

enum { WORD_MOST = 255, NAME_MOST = 1024, WORDS_MOST = 32 };

/* Of MS-DOS and its heirs, whatever their suffix. */
static bool
is_device(struct bb_str word)
{
    static const char *const names[] = {"con", "prn", "aux", "nul"};
    const char *dot = memchr(word.ptr, '.', word.len);
    size_t len = dot ? (size_t)(dot - word.ptr) : word.len;
    if (len == 4 && word.ptr[3] >= '0' && word.ptr[3] <= '9')
        return g_ascii_strncasecmp(word.ptr, "com", 3) == 0
            || g_ascii_strncasecmp(word.ptr, "lpt", 3) == 0;
    for (size_t i = 0; len == 3 && i < sizeof names / sizeof *names; i++)
        if (g_ascii_strncasecmp(word.ptr, names[i], 3) == 0)
            return true;
    return false;
}

static bool
is_good_word(struct bb_str word)
{
    if (word.len == 0 || word.len > WORD_MOST || is_device(word))
        return false;
    for (size_t i = 0; i < word.len; i++)
        if ((unsigned char)word.ptr[i] < 0x20 || strchr("\\:*?\"<>|\x7f", word.ptr[i]))
            return false;
    char last = word.ptr[word.len - 1]; /* "." and ".." as well */
    return last != '.' && last != ' ' && word.ptr[0] != ' ';
}

static bool
is_good_name(const char *name)
{
    struct bb_str rest = bb_str_from(name);
    size_t words = 0;
    if (rest.len > NAME_MOST || !g_utf8_validate(name, (gssize)rest.len, NULL))
        return false;
    for (; rest.ptr; words++) {
        if (!is_good_word(bb_str_cut(&rest, '/')))
            return false;
    }
    return words <= WORDS_MOST;
}

/* The name as a file system sees it that knows no case and one form of each letter. */
static struct bb_str
fold(struct bb_arena *arena, struct bb_str name)
{
    char *folded = g_utf8_casefold(name.ptr, (gssize)name.len);
    char *composed = g_utf8_normalize(folded, -1, G_NORMALIZE_ALL_COMPOSE);
    struct bb_str kept = bb_arena_str(arena, bb_str_from(composed ? composed : folded));
    g_free(composed);
    g_free(folded);
    return kept;
}

static void
report_clash(struct bb_document *document, const char *name, const char *other)
{
    bb_report(&document->diag, BB_D_ATTACHMENT_CLASH, ((struct bb_span){0}), other, name);
}

/* Enters a name and its folders; what another name has as a file, or as a file and a folder, or in
 * another case, is told. */
static void
enter_name(
    struct bb_document *document, struct bb_map *files, struct bb_map *folders, const char *name)
{
    struct bb_arena *arena = &document->own;
    struct bb_str whole = fold(arena, bb_str_from(name));
    const char *other = bb_map_lookup(files, whole);
    if (!other)
        other = bb_map_lookup(folders, whole);
    for (size_t i = 1; i < whole.len && !other; i++)
        if (whole.ptr[i] == '/')
            other = bb_map_lookup(files, (struct bb_str){whole.ptr, i});
    for (size_t i = 1; name[i] && !other; i++) {
        if (name[i] != '/')
            continue;
        struct bb_str folder = bb_arena_str(arena, (struct bb_str){name, i});
        const char *known = bb_map_set(arena, folders, fold(arena, folder), (void *)folder.ptr);
        if (known && strcmp(known, folder.ptr) != 0)
            other = known;
    }
    if (other)
        report_clash(document, name, other);
    bb_map_set(arena, files, whole, (void *)name);
}

enum bb_status
bb_document_check_names(
    struct bb_document *document, const struct bb_archive_file *files, size_t nfiles)
{
    struct bb_map names = {0}, folders = {0};
    size_t errors = document->diag.nerrors;
    for (size_t i = 0; i < nfiles; i++) {
        if (is_good_name(files[i].name))
            enter_name(document, &names, &folders, files[i].name);
        else
            bb_report(&document->diag, BB_D_ATTACHMENT_NAME, ((struct bb_span){0}), files[i].name);
    }
    return document->diag.nerrors > errors ? BB_INVALID : BB_OK;
}

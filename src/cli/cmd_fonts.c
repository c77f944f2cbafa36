/* briefbook fonts [TRIP.yaml...]: the fonts of fonts.yaml as this machine has them; with trips,
 * which of them each document uses. */
#include <stdlib.h>

#include "cli/make.h"

enum { IS_USED, IS_KNOWN, IS_OTHER, IS_MISSING, WORDS };

static const char *const words[WORDS][2] = {
    [IS_USED] = {"used", "사용"},
    [IS_KNOWN] = {"as in %s", "%s의 파일"},
    [IS_OTHER] = {"another version than the known ones", "알려진 것과 다른 판"},
    [IS_MISSING] = {"missing: install %s", "없음: %s 설치 필요"},
};

static void
print_state(const struct bb_document_font *font, enum bb_diag_language language)
{
    if (!font->path)
        printf(words[IS_MISSING][language], font->package);
    else if (font->release)
        printf(words[IS_KNOWN][language], font->release);
    else
        fputs(words[IS_OTHER][language], stdout);
    if (font->used)
        printf(", %s", words[IS_USED][language]);
}

/* One line a file: role, weight, file, state. */
static size_t
print_fonts(const struct bb_document_font *fonts, size_t count, enum bb_diag_language language)
{
    size_t missing = 0;
    int role = 0, name = 0;
    for (size_t i = 0; i < count; i++) {
        role = role > (int)strlen(fonts[i].role) ? role : (int)strlen(fonts[i].role);
        name = name > (int)strlen(fonts[i].name) ? name : (int)strlen(fonts[i].name);
    }
    for (size_t i = 0; i < count; i++) {
        printf("%-*s  %3d  %-*s  ", role, fonts[i].role, fonts[i].weight, name, fonts[i].name);
        print_state(&fonts[i], language);
        putchar('\n');
        missing += !fonts[i].path;
    }
    return missing;
}

static int
list_fonts(const struct bb_cli_library *library, const struct bb_cli_options *options,
    const struct bb_cli_task *task)
{
    struct bb_document *document = library->open(task->trip, &options->document);
    const struct bb_document_font *fonts;
    size_t count = library->fonts(document, &fonts);
    size_t missing = print_fonts(fonts, count, options->messages);
    int code = bb_cli_conclude(library, options, document);
    library->close(document);
    return code == 0 && missing > 0 ? BB_EXIT_INVALID : code;
}

int
bb_cli_fonts(const struct bb_cli_options *options)
{
    size_t count = options->narguments > 0 ? (size_t)options->narguments : 1;
    struct bb_cli_task *tasks = calloc(count, sizeof *tasks);
    if (!tasks)
        abort();
    for (int i = 0; i < options->narguments; i++)
        tasks[i].trip = options->arguments[i];
    int code = bb_cli_run_tasks(options, tasks, count, (struct bb_cli_work){list_fonts});
    free(tasks);
    return code;
}

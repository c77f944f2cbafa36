/* briefbook fonts [TRIP.yaml...]: the fonts of fonts.yaml as this machine has them; with trips,
 * which of them its documents use, all together. */
#include "cli/fonts.h"
#include "cli/make.h"

static void
print_state(const struct bb_document_font *font, enum bb_diag_language language)
{
    static const char *const used[] = {", used", ", 사용"};
    struct bb_buf state;
    bb_buf_init(&state, 0);
    bb_cli_append_font_state(font, language, &state);
    printf("%s%s", state.ptr, font->used ? used[language] : "");
    bb_buf_finish(&state);
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

static void
choose_all(const struct bb_cli_library *library, struct bb_document *document)
{
    for (size_t i = 0; i < library->count(document); i++)
        library->choose(document, i);
}

/* Lays out all that a layout makes, and where it is a pack's all that goes into it. */
static void
make_all(const struct bb_cli_library *library, struct bb_document *document)
{
    const struct bb_document_pack_entry *entries;
    size_t count = library->pack(document, &entries);
    choose_all(library, document);
    for (size_t i = 0; i < count; i++)
        if (library->use(document, entries[i].layout) == BB_OUTCOME_DONE)
            choose_all(library, document);
}

static int
list_fonts(const struct bb_cli_library *library, const struct bb_cli_options *options,
    const struct bb_cli_task *task)
{
    struct bb_document *document = library->open(task->trip, &options->document);
    const struct bb_document_font *fonts;
    if (task->trip)
        make_all(library, document);
    size_t count = library->fonts(document, &fonts);
    size_t missing = print_fonts(fonts, count, options->messages);
    int code = bb_cli_conclude(library, options, task, document);
    library->close(document);
    return code == 0 && missing > 0 ? BB_EXIT_INVALID : code;
}

int
bb_cli_fonts(const struct bb_cli_options *options)
{
    return bb_cli_run_on_trips(options, list_fonts);
}

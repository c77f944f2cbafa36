/* briefbook doctor: whether this machine has what documents are made with. One line a thing, the
 * missing ones marked; status 1 where something is missing. */
#include <stdlib.h>
#include <unistd.h>

#include "base/json.h"
#include "cli/fonts.h"
#include "cli/make.h"

enum { LIBRARY, FONT, DATA, LAYOUTS, FOLDER, MESSAGES, KINDS };

static const char *const kinds[KINDS][2] = {
    [LIBRARY] = {"library", "라이브러리"},
    [FONT] = {"font", "글꼴"},
    [DATA] = {"data", "자료"},
    [LAYOUTS] = {"layouts", "레이아웃"},
    [FOLDER] = {"folder", "폴더"},
    [MESSAGES] = {"messages", "메시지"},
};

enum { PRESENT, WRITABLE, NOT_WRITABLE, LANGUAGE, WORDS };

static const char *const words[WORDS][2] = {
    [PRESENT] = {"found", "있음"},
    [WRITABLE] = {"can be written to", "쓸 수 있음"},
    [NOT_WRITABLE] = {"cannot be written to", "쓸 수 없음"},
    [LANGUAGE] = {"English", "한국어"},
};

struct report {
    const struct bb_cli_options *options;
    size_t missing;
};

static void
print_json(const char *kind, const char *name, const char *state, bool good)
{
    struct bb_buf out;
    bb_buf_init(&out, 0);
    bb_buf_append_text(&out, "{\"kind\": ");
    bb_json_append_string(&out, bb_str_from(kind));
    bb_buf_append_text(&out, ", \"name\": ");
    bb_json_append_string(&out, bb_str_from(name));
    bb_buf_append_text(&out, ", \"state\": ");
    bb_json_append_string(&out, bb_str_from(state));
    bb_buf_printf(&out, ", \"good\": %s}\n", good ? "true" : "false");
    fwrite(out.ptr, 1, out.len, stdout);
    bb_buf_finish(&out);
}

static void
print_row(struct report *report, int kind, const char *name, const char *state, bool good)
{
    enum bb_diag_language language = report->options->messages;
    report->missing += !good;
    if (report->options->json)
        print_json(kinds[kind][BB_DIAG_EN], name, state, good);
    else
        printf("%s %s %s: %s\n", good ? " " : "!", kinds[kind][language], name, state);
}

static const char *
word(const struct report *report, int which)
{
    return words[which][report->options->messages];
}

static void
print_absent(struct report *report, int kind, const char *name, const char *package)
{
    struct bb_buf state;
    bb_buf_init(&state, 0);
    bb_cli_append_missing(package, report->options->messages, &state);
    print_row(report, kind, name, state.ptr, false);
    bb_buf_finish(&state);
}

static void
print_needs(
    struct report *report, const struct bb_cli_library *library, struct bb_document *document)
{
    const struct bb_document_need *needs;
    size_t count = library->needs(document, &needs);
    for (size_t i = 0; i < count; i++) {
        if (needs[i].version)
            print_row(report, LIBRARY, needs[i].name, needs[i].version, true);
        else if (needs[i].path)
            print_row(report, DATA, needs[i].name, needs[i].path, true);
        else
            print_absent(report, DATA, needs[i].name, needs[i].package);
    }
}

static void
print_fonts(
    struct report *report, const struct bb_cli_library *library, struct bb_document *document)
{
    const struct bb_document_font *fonts;
    size_t count = library->fonts(document, &fonts);
    for (size_t i = 0; i < count; i++) {
        struct bb_buf state;
        bb_buf_init(&state, 0);
        bb_cli_append_font_state(&fonts[i], report->options->messages, &state);
        print_row(report, FONT, fonts[i].name, state.ptr, fonts[i].path != NULL);
        bb_buf_finish(&state);
    }
}

static void
print_layouts(
    struct report *report, const struct bb_cli_library *library, struct bb_document *document)
{
    const struct bb_document_layout *layouts;
    size_t count = library->layouts(document, "en", &layouts);
    for (size_t i = 0; i < count; i++)
        print_row(report, LAYOUTS, layouts[i].name, word(report, PRESENT), true);
}

/* The locale that says in which language messages are. */
static void
print_locale(struct report *report)
{
    const char *variable = bb_cli_find_locale();
    struct bb_buf name;
    bb_buf_init(&name, 0);
    if (variable)
        bb_buf_printf(&name, "%s=%s", variable, getenv(variable));
    else
        bb_buf_append_text(&name, "LANG");
    print_row(report, MESSAGES, name.ptr, word(report, LANGUAGE), true);
    bb_buf_finish(&name);
}

static int
examine(const struct bb_cli_library *library, const struct bb_cli_options *options,
    const struct bb_cli_task *task)
{
    struct report report = {.options = options};
    struct bb_document *document = library->open(task->trip, &options->document);
    print_needs(&report, library, document);
    print_fonts(&report, library, document);
    print_layouts(&report, library, document);
    bool writable = access(".", W_OK) == 0;
    print_row(&report, FOLDER, ".", word(&report, writable ? WRITABLE : NOT_WRITABLE), writable);
    print_locale(&report);
    int code = bb_cli_conclude(library, options, task, document);
    library->close(document);
    return code == 0 && report.missing > 0 ? BB_EXIT_INVALID : code;
}

int
bb_cli_doctor(const struct bb_cli_options *options)
{
    if (options->narguments > 0)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_ARGUMENT, options->arguments[0],
            options->command->name);
    struct bb_cli_task task = {0};
    return bb_cli_run_tasks(options, &task, 1, (struct bb_cli_work){.run = examine});
}

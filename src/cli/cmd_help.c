/* briefbook help [COMMAND]: printed from the tables of commands and options. */
#include "base/utf8.h"
#include "cli/options.h"

static int
text_width(const char *text)
{
    struct bb_str str = bb_str_from(text);
    int width = 0;
    for (size_t at = 0; at < str.len;)
        width += bb_utf8_columns((uint32_t)bb_utf8_next(str, &at));
    return width;
}

/* Two columns; a first one that is too long gets a line of its own. */
static void
print_row(const char *left, const char *right, int width)
{
    int used = text_width(left);
    if (used > width)
        printf("  %s\n  %*s  %s\n", left, width, "", right);
    else
        printf("  %s%*s  %s\n", left, width - used, "", right);
}

static void
print_overview(enum bb_diag_language language)
{
    static const char *const head[] = {
        "usage: briefbook COMMAND [OPTION...] [FILE...]\n\ncommands:",
        "사용법: briefbook 명령 [옵션...] [파일...]\n\n명령:"};
    static const char *const foot[] = {"\nbriefbook help COMMAND tells more.\n"
                                       "Exit codes: 0 done, 1 the input is wrong, 2 usage, 3 input "
                                       "or output, or an internal fault.",
        "\n자세한 설명: briefbook help 명령\n"
        "종료 코드: 0 완료, 1 입력이 잘못됨, 2 사용법, 3 입출력 또는 내부 오류"};
    puts(head[language]);
    for (size_t i = 0; i < bb_cli_ncommands; i++)
        print_row(bb_cli_commands[i].name, bb_cli_commands[i].summary[language], 8);
    puts(foot[language]);
}

static void
print_option(const struct bb_cli_option *option, enum bb_diag_language language)
{
    char left[64];
    char letter[8] = "    ";
    if (option->letter < 0x80)
        snprintf(letter, sizeof letter, "-%c, ", option->letter);
    snprintf(left, sizeof left, "%s--%s%s%s", letter, option->name, option->value ? " " : "",
        option->value ? option->value : "");
    print_row(left, option->help[language], 30);
}

static void
print_command(const struct bb_cli_command *command, enum bb_diag_language language)
{
    static const char *const usage[] = {
        "usage: briefbook %s [OPTION...] %s\n\n%s\n", "사용법: briefbook %s [옵션...] %s\n\n%s\n"};
    static const char *const heads[] = {"\noptions:", "\n옵션:"};
    printf(usage[language], command->name, command->arguments, command->summary[language]);
    puts(heads[language]);
    for (size_t i = 0; i < bb_cli_option_count; i++)
        if (bb_cli_option_table[i].commands & command->bit)
            print_option(&bb_cli_option_table[i], language);
}

int
bb_cli_help(const struct bb_cli_options *options)
{
    if (options->narguments == 0) {
        print_overview(options->messages);
        return BB_EXIT_DONE;
    }
    if (options->narguments > 1)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_ARGUMENT, options->arguments[1],
            options->command->name);
    const struct bb_cli_command *command = bb_cli_find_command(options->arguments[0]);
    if (!command)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_COMMAND, options->arguments[0]);
    print_command(command, options->messages);
    return BB_EXIT_DONE;
}

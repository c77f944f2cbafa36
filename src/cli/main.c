/* The commands. To add one: a file cmd_NAME.c, a row here, a bit in options.h, a folder of tests in
 * tests/cli. */
#include <stdlib.h>

#include "cli/library.h"

const struct bb_cli_command bb_cli_commands[] = {
    {"archive", "TRIP.yaml...",
        {"make a copy to be kept: PDF/A, with its sources inside",
            "보존용 사본을 만듭니다: 원본 파일을 담은 PDF/A"},
        BB_CMD_ARCHIVE, bb_cli_archive},
    {"book", "TRIP.yaml...", {"make the briefing book", "브리핑북을 만듭니다"}, BB_CMD_BOOK,
        bb_cli_book},
    {"check", "TRIP.yaml...",
        {"tell everything that is wrong with a trip, write nothing",
            "아무것도 쓰지 않고 여행 파일의 잘못을 모두 알립니다"},
        BB_CMD_CHECK, bb_cli_check},
    {"doctor", "",
        {"tell what this machine lacks for making documents",
            "문서를 만드는 데 이 컴퓨터에 부족한 것을 알립니다"},
        BB_CMD_DOCTOR, bb_cli_doctor},
    {"extract", "FILE.pdf",
        {"bring out the sources of an archive copy, byte for byte",
            "보존용 사본에 담긴 원본 파일을 그대로 꺼냅니다"},
        BB_CMD_EXTRACT, bb_cli_extract},
    {"fonts", "[TRIP.yaml...]",
        {"tell which fonts are used, known and missing",
            "쓰이는 글꼴, 알려진 글꼴, 없는 글꼴을 알립니다"},
        BB_CMD_FONTS, bb_cli_fonts},
    {"handouts", "TRIP.yaml...",
        {"make a page for each city, to hand out", "도시마다 나누어 줄 한 쪽을 만듭니다"},
        BB_CMD_HANDOUTS, bb_cli_handouts},
    {"help", "[COMMAND]", {"explain a command", "명령을 설명합니다"}, BB_CMD_HELP, bb_cli_help},
    {"layouts", "", {"list the layouts", "레이아웃을 보여 줍니다"}, BB_CMD_LAYOUTS, bb_cli_layouts},
    {"make", "LAYOUT TRIP.yaml...",
        {"make a document by any layout", "지정한 레이아웃으로 문서를 만듭니다"}, BB_CMD_MAKE,
        bb_cli_make},
    {"new", "[FOLDER]",
        {"write a trip file to begin with, which explains itself",
            "설명이 달린 여행 파일을 새로 만듭니다"},
        BB_CMD_NEW, bb_cli_new},
    {"pack", "TRIP.yaml...",
        {"make all documents of a trip, and a list of them",
            "한 여행의 모든 문서와 그 목록을 만듭니다"},
        BB_CMD_PACK, bb_cli_pack},
    {"pocket", "TRIP.yaml...",
        {"make a card for each city, to fold and put into a pocket",
            "도시마다 접어서 주머니에 넣을 카드를 만듭니다"},
        BB_CMD_POCKET, bb_cli_pocket},
    {"schedule", "TRIP.yaml...",
        {"make each person's own schedule", "사람마다 자기 일정표를 만듭니다"}, BB_CMD_SCHEDULE,
        bb_cli_schedule},
    {"schema", "",
        {"print what a trip file may say, as JSON Schema",
            "여행 파일에 쓸 수 있는 것을 JSON Schema로 출력합니다"},
        BB_CMD_SCHEMA, bb_cli_schema},
    {"verify", "FILE.pdf",
        {"make an archive copy again from its sources and compare",
            "보존용 사본을 담긴 원본으로 다시 만들어 비교합니다"},
        BB_CMD_VERIFY, bb_cli_verify},
    {"version", "", {"print the version", "버전을 출력합니다"}, BB_CMD_VERSION, bb_cli_version},
};

const size_t bb_cli_ncommands = sizeof bb_cli_commands / sizeof *bb_cli_commands;

const struct bb_cli_command *
bb_cli_find_command(const char *name)
{
    for (size_t i = 0; i < bb_cli_ncommands; i++)
        if (strcmp(bb_cli_commands[i].name, name) == 0)
            return &bb_cli_commands[i];
    return NULL;
}

static int
complain_unknown(const struct bb_cli_options *options, const char *word)
{
    const char *names[sizeof bb_cli_commands / sizeof *bb_cli_commands];
    for (size_t i = 0; i < bb_cli_ncommands; i++)
        names[i] = bb_cli_commands[i].name;
    const char *near = bb_str_nearest(bb_str_from(word), names, bb_cli_ncommands);
    if (!near)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_COMMAND, word);
    return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_COMMAND_NEAR, word, near);
}

/* The command, which options may stand before: it is moved to argv[1]. NULL: there is none. */
static const char *
take_command(int argc, char **argv)
{
    int at = bb_cli_find_word(argc, argv);
    if (at == argc)
        return NULL;
    char *word = argv[at];
    memmove(argv + 2, argv + 1, (size_t)(at - 1) * sizeof *argv);
    argv[1] = word;
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        return "help";
    return strcmp(word, "--version") == 0 ? "version" : word;
}

int
main(int argc, char **argv)
{
    struct bb_cli_options options;
    bb_cli_init_options(&options);
    bb_cli_scan_messages(&options, argc, argv);
    const char *name = take_command(argc, argv);
    if (!name)
        return bb_cli_fail(&options, BB_EXIT_USAGE, BB_D_USAGE_COMMAND_MISSING);
    options.command = bb_cli_find_command(name);
    if (!options.command)
        return complain_unknown(&options, name);
    char *data = bb_cli_find_data();
    options.document.data = data;
    int code = bb_cli_parse(&options, argc - 1, argv + 1);
    if (code == 0)
        code = bb_cli_settle_output(&options, options.command->run(&options));
    bb_cli_finish_options(&options);
    free(data);
    return code;
}

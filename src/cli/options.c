/* The table of options and its reading by getopt_long(3). A command takes the options that carry
 * its bit; the help is printed from the same table. */
#include "cli/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    EACH_CITY = BB_CMD_HANDOUTS | BB_CMD_PACK | BB_CMD_POCKET | BB_CMD_MAKE | BB_CMD_ARCHIVE,
    EACH_PERSON = BB_CMD_PACK | BB_CMD_SCHEDULE | BB_CMD_MAKE | BB_CMD_ARCHIVE,
    MAKING = BB_CMD_BOOK | BB_CMD_MAKE | BB_CMD_HANDOUTS | BB_CMD_POCKET | BB_CMD_SCHEDULE,
    WRITING = MAKING | BB_CMD_ARCHIVE,
    TRIPS = WRITING | BB_CMD_CHECK | BB_CMD_PACK,
    LOADING = TRIPS | BB_CMD_FONTS,
    FOREIGN = BB_CMD_EXTRACT | BB_CMD_VERIFY,
    ALL = LOADING | FOREIGN | BB_CMD_DOCTOR | BB_CMD_HELP | BB_CMD_LAYOUTS | BB_CMD_NEW
        | BB_CMD_SCHEMA | BB_CMD_VERSION,
};

enum { SECONDS = 600, JOBS_MOST = 1024 };

static const char number_values[] = "1, 2, 3 …";

/* 1 to `most`; false for anything else. */
static bool
parse_number(const char *text, size_t most, size_t *out)
{
    char *end;
    errno = 0;
    unsigned long long number = strtoull(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end || errno || number == 0 || number > most)
        return false;
    *out = (size_t)number;
    return true;
}

/* Whether `value` is one of the words of `list`: "pdf, png, svg". */
static bool
is_one_of(const char *value, const char *list)
{
    struct bb_str rest = bb_str_from(list);
    bool found = false;
    while (!found && rest.ptr) {
        struct bb_str word = bb_str_cut(&rest, ',');
        found = bb_str_is(bb_str_trim(word), value);
    }
    return found;
}

/* Sets an option to one of the words of `list`, which is what is said where it is none. */
static const char *
set_one_of(const char **option, const char *value, const char *list)
{
    *option = value;
    return is_one_of(value, list) ? NULL : list;
}

/* One more of the documents that a layout makes. */
static const char *
choose(struct bb_cli_options *options, const char *variable, const char *id)
{
    if (asprintf(&options->only[options->document.nonly++], "%s=%s", variable, id) < 0)
        abort();
    return *id ? NULL : "ID";
}

static const char *
set_city(struct bb_cli_options *options, const char *value)
{
    return choose(options, "city", value);
}

static const char *
set_color(struct bb_cli_options *options, const char *value)
{
    static const char *const names[] = {"auto", "always", "never"};
    for (int i = 0; i < 3; i++)
        if (strcmp(names[i], value) == 0) {
            options->color = (enum bb_cli_color)i;
            return NULL;
        }
    return "auto, always, never";
}

static const char *
set_diagnostics(struct bb_cli_options *options, const char *value)
{
    options->json = strcmp(value, "json") == 0;
    return options->json || strcmp(value, "text") == 0 ? NULL : "text, json";
}

static const char *
set_dpi(struct bb_cli_options *options, const char *value)
{
    enum { DPI_MOST = 2400 };
    size_t dpi;
    if (!parse_number(value, DPI_MOST, &dpi))
        return "1 … 2400";
    options->render.dpi = (int)dpi;
    return NULL;
}

static const char *
set_font_dir(struct bb_cli_options *options, const char *value)
{
    options->font_dirs[options->document.nfont_dirs++] = value;
    return NULL;
}

static const char *
set_fonts(struct bb_cli_options *options, const char *value)
{
    options->document.fonts = value;
    return NULL;
}

static const char *
set_format(struct bb_cli_options *options, const char *value)
{
    return set_one_of(&options->render.format, value, "marked, pdf, png, ps, svg, tags, trace");
}

static const char *
set_schema_format(struct bb_cli_options *options, const char *value)
{
    options->markdown = strcmp(value, "markdown") == 0;
    return options->markdown || strcmp(value, "json") == 0 ? NULL : "json, markdown";
}

static const char *
set_jobs(struct bb_cli_options *options, const char *value)
{
    return parse_number(value, JOBS_MOST, &options->jobs) ? NULL : number_values;
}

static const char *
set_lang(struct bb_cli_options *options, const char *value)
{
    options->document.language = value;
    return *value ? NULL : "ko, en, zh-Hans …";
}

static const char *
set_layout(struct bb_cli_options *options, const char *value)
{
    options->document.layout = value;
    return NULL;
}

static const char *
set_level(struct bb_cli_options *options, const char *value)
{
    return set_one_of(&options->render.level, value, "2u, 2a, 3u, 3a, 4, 4f");
}

static const char *
set_lightweight(struct bb_cli_options *options, const char *value)
{
    (void)value;
    options->render.lightweight = true;
    return NULL;
}

static const char *
set_limit(struct bb_cli_options *options, const char *value)
{
    struct bb_document_limits *limits = &options->document.limits;
    const struct {
        const char *name;
        size_t *value;
    } names[] = {
        {"depth", &limits->depth},
        {"file_bytes", &limits->file_bytes},
        {"items", &limits->items},
        {"nodes", &limits->nodes},
        {"pages", &limits->pages},
        {"pixels", &limits->pixels},
        {"seconds", &options->seconds},
    };
    struct bb_str number = bb_str_from(value);
    struct bb_str name = bb_str_cut(&number, '=');
    for (size_t i = 0; number.ptr && i < sizeof names / sizeof *names; i++)
        if (bb_str_is(name, names[i].name) && parse_number(number.ptr, INT32_MAX, names[i].value))
            return NULL;
    return "depth=N, file_bytes=N, items=N, nodes=N, pages=N, pixels=N, seconds=N";
}

static const char *
set_messages(struct bb_cli_options *options, const char *value)
{
    bool korean = strcmp(value, "ko") == 0;
    options->messages = korean ? BB_DIAG_KO : BB_DIAG_EN;
    return korean || strcmp(value, "en") == 0 ? NULL : "ko, en";
}

static const char *
set_missing_glyphs(struct bb_cli_options *options, const char *value)
{
    bool mark = strcmp(value, "mark") == 0;
    options->document.mark_missing_glyphs = mark;
    return mark || strcmp(value, "error") == 0 ? NULL : "error, mark";
}

static const char *
set_output(struct bb_cli_options *options, const char *value)
{
    options->output = strcmp(value, "/dev/stdout") == 0 ? "-" : value; /* it may be appended to */
    return *value ? NULL : "FILE, -";
}

static const char *
set_page(struct bb_cli_options *options, const char *value)
{
    return parse_number(value, INT32_MAX, &options->render.page) ? NULL : number_values;
}

static const char *
set_person(struct bb_cli_options *options, const char *value)
{
    return choose(options, "person", value);
}

static const char *
set_pictures(struct bb_cli_options *options, const char *value)
{
    options->pictures = value;
    return *value ? NULL : "DIR";
}

static const char *
set_quiet(struct bb_cli_options *options, const char *value)
{
    (void)value;
    options->quiet = true;
    return NULL;
}

static const char *
set_setting(struct bb_cli_options *options, const char *value)
{
    options->settings[options->document.nsettings++] = value;
    return NULL;
}

static const char *
set_shard(struct bb_cli_options *options, const char *value)
{
    enum { SHARDS_MOST = 1000000 };
    struct bb_str rest = bb_str_from(value);
    struct bb_str first = bb_str_cut(&rest, '/');
    char number[16];
    snprintf(number, sizeof number, "%.*s", BB_STR_ARG(first));
    bool right = rest.ptr && parse_number(number, SHARDS_MOST, &options->shard)
        && parse_number(rest.ptr, SHARDS_MOST, &options->shards)
        && options->shard <= options->shards;
    options->shard--;
    return right ? NULL : "1/4, 2/4 …";
}

static const char *
set_strict(struct bb_cli_options *options, const char *value)
{
    (void)value;
    options->strict = true;
    return NULL;
}

static const char *
set_unfinished(struct bb_cli_options *options, const char *value)
{
    (void)value;
    options->render.unfinished = true;
    return NULL;
}

enum { NO_LETTER = 0x100 }; /* long options without a short form: past all letters */

const struct bb_cli_option bb_cli_option_table[] = {
    {"city", NO_LETTER + 22, "ID", EACH_CITY,
        {"only the document of this city, where there is one for each; may be repeated",
            "도시마다 하나인 문서 가운데 이 도시의 것만. 여러 번 쓸 수 있습니다"},
        set_city},
    {"color", NO_LETTER, "auto|always|never", ALL,
        {"colours in messages; auto: on a terminal", "메시지의 색. auto: 터미널에서만"}, set_color},
    {"diagnostics", NO_LETTER + 1, "text|json", ALL,
        {"how messages are written; json: one object a line",
            "메시지의 형식. json: 한 줄에 객체 하나"},
        set_diagnostics},
    {"dpi", NO_LETTER + 2, "N", MAKING,
        {"resolution of --format png; 96 by default", "--format png의 해상도. 기본값 96"}, set_dpi},
    {"font-dir", NO_LETTER + 3, "DIR", LOADING | BB_CMD_DOCTOR | BB_CMD_VERIFY,
        {"another folder to look for the fonts in; may be repeated",
            "글꼴을 찾을 폴더를 더합니다. 여러 번 쓸 수 있습니다"},
        set_font_dir},
    {"fonts", NO_LETTER + 4, "FILE", LOADING | BB_CMD_DOCTOR,
        {"another list of fonts than the shipped fonts.yaml",
            "함께 제공되는 fonts.yaml 대신 쓸 글꼴 목록"},
        set_fonts},
    {"format", NO_LETTER + 5, "pdf|ps|svg|png|trace|tags", MAKING,
        {"what to write; svg, png: one file a page; trace, tags: dumps for tests",
            "출력 형식. svg, png: 쪽마다 파일 하나. trace, tags: 시험용 덤프"},
        set_format},
    {"format", NO_LETTER + 20, "json|markdown", BB_CMD_SCHEMA,
        {"JSON Schema, the default, or the reference in Markdown",
            "기본값인 JSON Schema, 또는 마크다운 설명서"},
        set_schema_format},
    {"jobs", 'j', "N", TRIPS,
        {"work on N trips at once, or on N parts of one trip's documents",
            "여행 N개, 또는 한 여행의 문서를 N으로 나누어 동시에 처리합니다"},
        set_jobs},
    {"lang", NO_LETTER + 6, "TAG", TRIPS,
        {"language of the document; that of the trip by default",
            "문서의 언어. 기본값은 여행 파일의 언어"},
        set_lang},
    {"lang", NO_LETTER + 15, "ko|en", BB_CMD_NEW,
        {"language of the trip file; that of the messages by default",
            "여행 파일의 언어. 기본값은 메시지의 언어"},
        set_lang},
    {"layout", NO_LETTER + 7, "NAME|FILE",
        BB_CMD_ARCHIVE | BB_CMD_BOOK | BB_CMD_CHECK | BB_CMD_FONTS,
        {"the layout; book by default", "레이아웃. 기본값 book"}, set_layout},
    {"layout", NO_LETTER + 25, "NAME|FILE",
        BB_CMD_HANDOUTS | BB_CMD_PACK | BB_CMD_POCKET | BB_CMD_SCHEDULE,
        {"another layout than that of the command", "명령의 레이아웃 대신 쓸 레이아웃"},
        set_layout},
    {"level", NO_LETTER + 40, "2u|2a|3u|3a|4|4f", BB_CMD_ARCHIVE,
        {"of PDF/A; 3a by default. 3u, 3a, 4f: the sources are inside; 2u, 3u: without tags",
            "PDF/A 수준. 기본값 3a. 3u, 3a, 4f: 원본 파일을 담음. 2u, 3u: 태그 없음"},
        set_level},
    {"lightweight", NO_LETTER + 41, NULL, BB_CMD_ARCHIVE,
        {"a small file, made quickly: level 3u or 2u, pictures at 150 dpi",
            "빠르게 만드는 작은 파일: 수준 3u 또는 2u, 그림은 150dpi"},
        set_lightweight},
    {"lightweight", NO_LETTER + 21, NULL, MAKING,
        {"a small PDF, made quickly: without tags and not PDF/A, pictures at 150 dpi",
            "빠르게 만드는 작은 PDF: 태그가 없고 PDF/A가 아니며 그림은 150dpi"},
        set_lightweight},
    {"limit", NO_LETTER + 42, "NAME=N", FOREIGN,
        {"raise or lower a limit: file_bytes, seconds …", "제한을 바꿉니다: file_bytes, seconds …"},
        set_limit},
    {"limit", NO_LETTER + 8, "NAME=N", LOADING,
        {"raise or lower a limit: depth, file_bytes, items, nodes, pages, pixels, seconds",
            "제한을 바꿉니다: depth, file_bytes, items, nodes, pages, pixels, seconds"},
        set_limit},
    {"messages", NO_LETTER + 9, "ko|en", ALL,
        {"language of the messages; that of the locale by default",
            "메시지의 언어. 기본값은 로캘의 언어"},
        set_messages},
    {"missing-glyphs", NO_LETTER + 13, "error|mark", TRIPS,
        {"a character that no font has; mark: print a mark and warn",
            "글꼴에 없는 글자. mark: 표시를 찍고 경고합니다"},
        set_missing_glyphs},
    {"output", 'o', "FILE", WRITING,
        {"where to write; - is standard output; a folder where there are several documents",
            "출력 파일. -는 표준 출력. 문서가 여럿이면 폴더"},
        set_output},
    {"output", 'o', "DIR", BB_CMD_EXTRACT,
        {"the folder to write to; it must not be there yet", "출력 폴더. 아직 없어야 합니다"},
        set_output},
    {"output", 'o', "DIR", BB_CMD_PACK,
        {"the folder to write into, which is made where it is not there",
            "출력 폴더. 없으면 만듭니다"},
        set_output},
    {"page", NO_LETTER + 10, "N", MAKING,
        {"only this page of --format svg or png", "--format svg, png에서 이 쪽만"}, set_page},
    {"person", NO_LETTER + 23, "ID", EACH_PERSON,
        {"only the document of this person, where there is one for each; may be repeated",
            "사람마다 하나인 문서 가운데 이 사람의 것만. 여러 번 쓸 수 있습니다"},
        set_person},
    {"pictures", NO_LETTER + 43, "DIR", BB_CMD_VERIFY,
        {"a folder for pages that look different, as pictures of both side by side",
            "다르게 보이는 쪽을 나란히 놓은 그림을 쓸 폴더"},
        set_pictures},
    {"quiet", 'q', NULL, ALL, {"errors only", "오류만 알립니다"}, set_quiet},
    {"set", NO_LETTER + 14, "PATH=VALUE", TRIPS,
        {"set a field of the trip: cities.paris.hotel.name=…; may be repeated",
            "여행 파일의 항목을 바꿉니다: cities.paris.hotel.name=… 여러 번 쓸 수 있습니다"},
        set_setting},
    {"shard", NO_LETTER + 24, "I/N", MAKING,
        {"only the I-th of N parts of the trips, or of one trip's documents",
            "여행들, 또는 한 여행의 문서들을 N으로 나눈 I째 몫만"},
        set_shard},
    {"strict", NO_LETTER + 11, NULL, TRIPS, {"warnings are errors", "경고도 오류로 봅니다"},
        set_strict},
    {"unfinished", NO_LETTER + 12, NULL, MAKING,
        {"a PDF for proofs: quicker, without tags and not PDF/A",
            "교정용 PDF: 더 빠르지만 태그가 없고 PDF/A가 아닙니다"},
        set_unfinished},
};

const size_t bb_cli_option_count = sizeof bb_cli_option_table / sizeof *bb_cli_option_table;

enum { OPTIONS_MOST = sizeof bb_cli_option_table / sizeof *bb_cli_option_table };

const char *
bb_cli_find_locale(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *value = getenv(variables[i]);
        if (value && *value)
            return variables[i];
    }
    return NULL;
}

static enum bb_diag_language
find_language(void)
{
    const char *variable = bb_cli_find_locale();
    return variable && strncmp(getenv(variable), "ko", 2) == 0 ? BB_DIAG_KO : BB_DIAG_EN;
}

void
bb_cli_init_options(struct bb_cli_options *options)
{
    *options = (struct bb_cli_options){.messages = find_language(), .jobs = 1, .seconds = SECONDS};
}

void
bb_cli_finish_options(struct bb_cli_options *options)
{
    for (size_t i = 0; i < options->document.nonly; i++)
        free(options->only[i]);
    free(options->only);
    free(options->font_dirs);
    free(options->settings);
}

bool
bb_cli_wants_color(const struct bb_cli_options *options)
{
    if (options->color != BB_COLOR_AUTO)
        return options->color == BB_COLOR_ALWAYS;
    const char *term = getenv("TERM");
    const char *none = getenv("NO_COLOR"); /* https://no-color.org */
    return isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0 && !(none && *none);
}

int
bb_cli_complain(const struct bb_cli_options *options, int code, enum bb_code what,
    const char *const *args, size_t nargs)
{
    struct bb_arena arena;
    struct bb_sources sources;
    struct bb_diag diag;
    bb_arena_init(&arena);
    bb_sources_init(&sources, &arena);
    bb_diag_init(&diag, &arena, &sources);
    bb_diag_add(&diag, what, (struct bb_span){0}, args, nargs);
    struct bb_diag_style style = {
        .language = options->messages,
        .format = options->json ? BB_DIAG_JSON : BB_DIAG_TEXT,
        .color = bb_cli_wants_color(options),
    };
    bb_diag_print(&diag, stderr, &style);
    bb_arena_finish(&arena);
    return code;
}

int
bb_cli_settle_output(const struct bb_cli_options *options, int code)
{
    errno = EIO; /* of an earlier failure nothing is left but the mark on the stream */
    bool lost = ferror(stdout) != 0;
    if (fflush(stdout) == 0 && !lost)
        return code;
    return bb_cli_fail(
        options, BB_EXIT_FAILED, bb_diag_name_unwritable(errno), "<stdout>", strerror(errno));
}

/* `word` as it was given, "--layuot". */
static int
complain_unknown(const struct bb_cli_options *options, const char *word)
{
    const char *names[OPTIONS_MOST];
    size_t count = 0;
    for (size_t i = 0; i < bb_cli_option_count; i++)
        if (bb_cli_option_table[i].commands & options->command->bit)
            names[count++] = bb_cli_option_table[i].name;
    struct bb_str rest = bb_str_from(word + strspn(word, "-"));
    const char *near = bb_str_nearest(bb_str_cut(&rest, '='), names, count);
    if (!near)
        return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_OPTION, word, options->command->name);
    return bb_cli_fail(
        options, BB_EXIT_USAGE, BB_D_USAGE_OPTION_NEAR, word, options->command->name, near);
}

/* The long options of a command for getopt_long, and its short ones; ':' tells a missing value. */
static void
list_options(
    const struct bb_cli_command *command, struct option list[OPTIONS_MOST + 1], char *letters)
{
    size_t count = 0;
    *letters++ = ':';
    for (size_t i = 0; i < bb_cli_option_count; i++) {
        const struct bb_cli_option *option = &bb_cli_option_table[i];
        if (!(option->commands & command->bit))
            continue;
        list[count++] = (struct option){
            option->name, option->value ? required_argument : no_argument, NULL, option->letter};
        if (option->letter < NO_LETTER) {
            *letters++ = (char)option->letter;
            if (option->value)
                *letters++ = ':';
        }
    }
    list[count] = (struct option){0};
    *letters = '\0';
}

/* The value of a long option at argv[i], written with `=` or after it; NULL: it is another. */
static const char *
value_of(const struct bb_cli_option *option, int argc, char **argv, int i)
{
    size_t len = strlen(option->name);
    if (strncmp(argv[i], "--", 2) != 0 || strncmp(argv[i] + 2, option->name, len) != 0)
        return NULL;
    const char *rest = argv[i] + 2 + len;
    return *rest == '=' ? rest + 1 : *rest == '\0' && i + 1 < argc ? argv[i + 1] : NULL;
}

/* A wrong value is told when the whole is parsed. */
void
bb_cli_scan_messages(struct bb_cli_options *options, int argc, char **argv)
{
    const char *(*const about_messages[])(struct bb_cli_options *, const char *) = {
        set_messages, set_diagnostics, set_color};
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        for (size_t k = 0; k < bb_cli_option_count; k++)
            for (size_t m = 0; m < sizeof about_messages / sizeof *about_messages; m++) {
                const struct bb_cli_option *option = &bb_cli_option_table[k];
                const char *value =
                    option->set == about_messages[m] ? value_of(option, argc, argv, i) : NULL;
                struct bb_cli_options tried = *options;
                if (value && !option->set(&tried, value))
                    *options = tried;
            }
}

/* Whether the word after an option is its value. */
static bool
takes_next(const char *word)
{
    for (size_t i = 0; i < bb_cli_option_count; i++) {
        const struct bb_cli_option *option = &bb_cli_option_table[i];
        const char letter[] = {'-', (char)option->letter, '\0'};
        bool is_short = option->letter < NO_LETTER && strcmp(word, letter) == 0;
        bool is_long = strncmp(word, "--", 2) == 0 && strcmp(word + 2, option->name) == 0;
        if (option->value && (is_short || is_long))
            return true;
    }
    return false;
}

int
bb_cli_find_word(int argc, char **argv)
{
    static const char *const words[] = {"--help", "-h", "--version"};
    int at = 1;
    while (at < argc && argv[at][0] == '-' && strcmp(argv[at], "--") != 0) {
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (strcmp(argv[at], words[i]) == 0)
                return at;
        at += takes_next(argv[at]) ? 2 : 1;
    }
    return at < argc && strcmp(argv[at], "--") != 0 ? at : argc;
}

static const struct bb_cli_option *
find_option(int letter)
{
    for (size_t i = 0; i < bb_cli_option_count; i++)
        if (bb_cli_option_table[i].letter == letter)
            return &bb_cli_option_table[i];
    return NULL;
}

int
bb_cli_parse(struct bb_cli_options *options, int argc, char **argv)
{
    struct option list[OPTIONS_MOST + 1];
    char letters[2 * OPTIONS_MOST + 2];
    list_options(options->command, list, letters);
    options->font_dirs = calloc((size_t)argc + 1, sizeof *options->font_dirs);
    options->settings = calloc((size_t)argc + 1, sizeof *options->settings);
    options->only = calloc((size_t)argc + 1, sizeof *options->only);
    if (!options->font_dirs || !options->settings || !options->only)
        abort();
    options->document.font_dirs = options->font_dirs;
    options->document.settings = options->settings;
    options->document.only = (const char *const *)options->only;
    opterr = 0;
    int letter;
    while ((letter = getopt_long(argc, argv, letters, list, NULL)) != -1) {
        const char *word = argv[optind - 1];
        if (letter == ':')
            return bb_cli_fail(options, BB_EXIT_USAGE, BB_D_USAGE_VALUE_MISSING, word);
        const struct bb_cli_option *option = find_option(letter);
        if (!option)
            return complain_unknown(options, word);
        const char *right = option->set(options, optarg);
        if (right)
            return bb_cli_fail(
                options, BB_EXIT_USAGE, BB_D_USAGE_VALUE, option->name, optarg, right);
    }
    options->arguments = argv + optind;
    options->narguments = argc - optind;
    return 0;
}

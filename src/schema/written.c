/* How values are written: the table behind the JSON schema and the reference.
 *
 * YAML hands a schema validator numbers where a scalar looks like one (`phone: 112`, `seat: 1`), so
 * the texts here take numbers as well, and whole numbers take strings of digits: briefbook reads a
 * scalar by the type of its field, quoted or not. The patterns are those of scan.c, without what a
 * regular expression cannot count, such as the days of February. */
#include "schema/print.h"

#define SCALAR "\"string\", \"number\", \"boolean\""
#define DAY "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
#define WEEKDAY "\\s*(\\(?([일월화수목금토](요일)?|[A-Za-z]{3,9})\\)?)?"
#define CLOCK "([01]?[0-9]|2[0-3]):[0-5][0-9]"
#define OFFSET "(Z|[+-]" CLOCK ")"

const struct bb_written bb_written_table[] = {
    {BB_TYPE_STRING, "string", SCALAR, NULL, NULL, {"string", "글자"},
        {"Letters or digits of one form: `KE 901`.", "표기가 하나뿐인 글자나 숫자: `KE 901`."}},
    {BB_TYPE_TEXT, "text", SCALAR ", \"object\"", NULL, NULL, {"text", "글"},
        {"One line of text, or its forms by language tag: `{ko: 충칭, zh-Hans: 重庆, latin: "
         "Chongqing}`. `latin` is romanisation, `reading` the sort key; a form that is not known "
         "is "
         "`tbd`.",
            "한 줄 글, 또는 언어 태그별 표기: `{ko: 충칭, zh-Hans: 重庆, latin: Chongqing}`. "
            "`latin`은 "
            "로마자 표기, `reading`은 정렬할 때의 읽기이고, 모르는 표기는 `tbd`로 적는다."}},
    {BB_TYPE_RICH, "rich", SCALAR ", \"object\"", NULL, NULL, {"rich text", "긴 글"},
        {"CommonMark with tables, behind `|`: paragraphs, lists, **bold**; or its forms by "
         "language "
         "tag.",
            "`|` 뒤에 적는 마크다운(CommonMark와 표): 문단, 목록, **굵게**. 언어 태그별로도 "
            "적는다."}},
    {BB_TYPE_BOOL, "boolean", "\"boolean\", \"string\"", "^(true|True|TRUE|false|False|FALSE)$",
        NULL, {"boolean", "참·거짓"}, {"`true` or `false`.", "`true`나 `false`."}},
    {BB_TYPE_INT, "integer", "\"integer\", \"string\"", "^[+-]?[0-9]+$", NULL, {"integer", "정수"},
        {"Digits, without separators or unit: `3000`.", "쉼표나 단위 없이 숫자만: `3000`."}},
    {BB_TYPE_NUMBER, "number", "\"number\", \"string\"",
        "^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$", NULL, {"number", "수"},
        {"With a decimal point: `29.56`.", "소수점은 점으로: `29.56`."}},
    {BB_TYPE_DATE, "date", "\"string\"", "^" DAY WEEKDAY "$", NULL, {"date", "날짜"},
        {"Year, month, day: `2024-07-24`. A weekday may follow and is checked: `2024-07-24 (Wed)`.",
            "연-월-일: `2024-07-24`. 요일을 붙이면 맞는지 확인한다: `2024-07-24 (수)`."}},
    {BB_TYPE_TIME, "time", "\"string\"",
        "^(" CLOCK "|morning|noon|afternoon|evening|after-previous|tbd)$", NULL, {"time", "시각"},
        {"Local time, 24 hours: `08:30`; or as much as is known: `morning`, `noon`, `afternoon`, "
         "`evening`, `after-previous`, `tbd`.",
            "24시간제 현지 시각: `08:30`. 또는 아는 만큼만: `morning`(오전), `noon`(정오), "
            "`afternoon`(오후), `evening`(저녁), `after-previous`(앞 행사 뒤), `tbd`(미정)."}},
    {BB_TYPE_DATETIME, "datetime", "\"string\"",
        "^(tbd|" DAY "(" WEEKDAY "|[Tt ]([01][0-9]|2[0-3]):[0-5][0-9](:00)?" OFFSET "?))$", NULL,
        {"date and time", "날짜와 시각"},
        {"`2024-07-24T11:15`, local; with an offset where it matters: `2024-07-24T11:15+09:00`; a "
         "date alone; or `tbd`.",
            "현지 시각으로 `2024-07-24T11:15`, 필요하면 시차를 붙여 `2024-07-24T11:15+09:00`, "
            "날짜만, 또는 "
            "`tbd`."}},
    {BB_TYPE_TIMEZONE, "timezone", "\"string\"", "^[A-Za-z][A-Za-z0-9_+/-]*$", NULL,
        {"time zone", "시간대"},
        {"The IANA name of a city that keeps this time: `Asia/Seoul`.",
            "같은 시각을 쓰는 도시의 IANA 이름: `Asia/Seoul`."}},
    {BB_TYPE_LANGUAGE, "language", "\"string\"", "^([A-Za-z]{2,8}|[xX](?=-))(-[A-Za-z0-9]{1,8})*$",
        NULL, {"language", "언어"},
        {"A BCP 47 tag: `ko`, `en`, `zh-Hans`, `zh-Hant`, `fr`.",
            "BCP 47 언어 태그: `ko`, `en`, `zh-Hans`(간체), `zh-Hant`(번체), `fr`."}},
    {BB_TYPE_PATH, "path", "\"string\", \"number\"", NULL, "://", {"path", "파일 경로"},
        {"A file below the folder of the file that names it: `photos/hu.jpg`.",
            "이 파일이 있는 폴더 아래의 파일: `photos/hu.jpg`."}},
};
const size_t bb_written_count = sizeof bb_written_table / sizeof *bb_written_table;

const struct bb_written bb_written_id = {BB_TYPE_REF, "id", "\"string\", \"integer\"",
    "^[A-Za-z0-9][A-Za-z0-9_-]*$", NULL, {"id", "아이디"},
    {"Letters, digits, - and _ without blanks: `hu-henghua`.",
        "빈칸 없이 로마자, 숫자, -, _: `hu-henghua`."}};

const struct bb_written *
bb_written_lookup(enum bb_type_kind kind)
{
    for (size_t i = 0; i < bb_written_count; i++)
        if (bb_written_table[i].kind == kind)
            return &bb_written_table[i];
    return kind == BB_TYPE_REF ? &bb_written_id : NULL;
}

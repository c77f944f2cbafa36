/* The vocabulary of layout files as tables of fields. Loading, checking and "did you mean" come
 * from them; what a field means to the page is in the code that reads it. */
#include "template/vocabulary.h"

#include "template/tables.h"

#define RECORD(id, label, table)            \
    const struct bb_type bb_layout_##id = { \
        .kind = BB_TYPE_RECORD, .name = label, .fields = table, .nfields = COUNT(table)}

ENUM(align, "start", "end", "center", "justify");
ENUM(breaking, "word", "syllable", "hybrid");
ENUM(strategy, "total-fit", "greedy");
ENUM(stretch_order, "spaces", "together");
ENUM(writing, "horizontal", "stacked", "rotated");
ENUM(raised, "none", "super", "sub");
ENUM(read_by, "group", "character");
ENUM(keep, "next", "together");
ENUM(keep_style, "next");
ENUM(start, "none", "page", "recto");
ENUM(side, "inner", "outer");
ENUM(zone, "head", "foot");
ENUM(tabs_shown, "own", "all");
ENUM(filling, "across", "down");

static const struct bb_field markdown_fields[] = {
    FIELD("lists", string, "list style", "목록 스타일"),
    FIELD("table", free, "a table without columns", "열 없는 표"),
    FIELD("table_style", string, "", ""),
};
RECORD(markdown, "markdown", markdown_fields);

static const struct bb_field ornament_fields[] = {
    FIELD("leader", int, "from dot to dot, in 1/1000 of the size; 600",
        "점선의 간격, 크기의 1/1000; 600"),
    FIELD("strike", int, "of the line through text, over the baseline; 300",
        "취소선의 높이, 기준선에서; 300"),
    FIELD("frame_side", int, "from text to frame; 200", "글에서 테두리까지, 옆; 200"),
    FIELD("frame_above", int, "from baseline to frame; 1000", "기준선에서 테두리까지, 위; 1000"),
    FIELD("frame_below", int, "from baseline to frame; 300", "기준선에서 테두리까지, 아래; 300"),
    FIELD(
        "line", length, "thickness of strikes and frames; 0.5pt", "취소선과 테두리의 굵기; 0.5pt"),
};
RECORD(ornaments, "ornaments", ornament_fields);

static const struct bb_type path_list = {
    .kind = BB_TYPE_LIST, .name = "include", .item = &bb_type_path};

static const struct bb_field documents_fields[] = {
    {"each", &bb_type_string, BB_FIELD_REQUIRED, "LIST as NAME: a document for each item",
        "목록 as 이름: 항목마다 문서 하나"},
    FIELD("sort", string, "path to sort the items by", "정렬 기준 경로"),
    FIELD("when", free, "only for these items", "이런 항목만"),
    FIELD(
        "name", string, "of the file; the item's id by default", "파일 이름. 기본은 항목의 아이디"),
    FIELD("title", string, "added to the trip's in the metadata", "메타데이터의 제목에 붙이는 글"),
};
RECORD(documents, "documents", documents_fields);

ENUM(unfolding, "unfolded");

static const struct bb_field fit_step_fields[] = {
    FIELD("space", string, "60%: spaces, down to that", "60%: 간격, 거기까지"),
    FIELD("leading", string, "85%: pitch of the lines", "85%: 줄 간격"),
    FIELD("size", string, "80%: size of the type, and its pitch", "80%: 글자 크기와 줄 간격"),
    FIELD("regions", unfolding, "unfolded: the other frames", "unfolded: 다른 틀"),
};
RECORD(fit_step, "step", fit_step_fields);
static const struct bb_type fit_steps = {
    .kind = BB_TYPE_LIST, .name = "steps", .item = &bb_layout_fit_step};

static const struct bb_type region_names = {
    .kind = BB_TYPE_LIST, .name = "regions", .item = &bb_type_string};

static const struct bb_field fit_fields[] = {
    FIELD("pages", int, "most; 1", "최대 쪽수; 1"),
    FIELD("for_each", string, "cities: so many for each of these", "cities: 그 하나마다 이 쪽수"),
    {"steps", &fit_steps, BB_FIELD_REQUIRED, "one after the other, as far as is needed",
        "차례로, 필요한 만큼만"},
    {"start", &bb_layout_fit_step, 0, "the steps go on from there, even where all would fit",
        "다 들어가더라도 여기에서 시작"},
    FIELD("floor", length, "no type is set smaller; 8pt", "글자를 이보다 줄이지 않음; 8pt"),
    {"in", &region_names, 0, "the regions where this gives way; all", "줄일 구역. 없으면 모두"},
};
RECORD(fit, "fit", fit_fields);

ENUM(pdf_level, "2u", "2a", "3u", "3a", "4", "4f");

static const struct bb_field pack_file_fields[] = {
    {"name", &bb_type_string, BB_FIELD_REQUIRED,
        "of the file, in the pack's folder: cards/{name}.pdf",
        "묶음 폴더 안의 파일 이름: cards/{name}.pdf"},
    FIELD("lightweight", bool, "a small PDF without tags", "태그 없는 작은 PDF"),
    FIELD("level", pdf_level, "of PDF/A; with 3u, 3a, 4f the sources are inside",
        "PDF/A 수준. 3u, 3a, 4f에는 원본 파일이 담긴다"),
};
RECORD(pack_file, "file of a pack", pack_file_fields);

static const struct bb_type pack_file_list = {
    .kind = BB_TYPE_LIST, .name = "also", .item = &bb_layout_pack_file};

static const struct bb_field pack_entry_fields[] = {
    {"layout", &bb_type_string, BB_FIELD_REQUIRED, "name of a layout, or a file",
        "레이아웃 이름이나 파일"},
    {"name", &bb_type_string, BB_FIELD_REQUIRED,
        "of the file, in the pack's folder: cards/{name}.pdf",
        "묶음 폴더 안의 파일 이름: cards/{name}.pdf"},
    FIELD("lightweight", bool, "a small PDF without tags", "태그 없는 작은 PDF"),
    FIELD("level", pdf_level, "of PDF/A; with 3u, 3a, 4f the sources are inside",
        "PDF/A 수준. 3u, 3a, 4f에는 원본 파일이 담긴다"),
    {"also", &pack_file_list, 0, "further files of the same pages", "같은 쪽으로 만드는 다른 파일"},
};
RECORD(pack_entry, "entry of a pack", pack_entry_fields);

static const struct bb_type pack_list = {
    .kind = BB_TYPE_LIST, .name = "pack", .item = &bb_layout_pack_entry};

static const struct bb_field file_fields[] = {
    {"briefbook_layout", &bb_type_int, BB_FIELD_REQUIRED, "version of the layout language: 1",
        "레이아웃 언어의 판: 1"},
    FIELD("name", string, "name of the layout", "레이아웃 이름"),
    FIELD("description", text, "what it is for, in one line", "한 줄 설명"),
    FIELD("language", language, "language of its literal texts", "리터럴 글의 언어"),
    {"include", &path_list, 0, "other layout files, which this one's entries win over",
        "다른 레이아웃 파일. 이 파일에 적은 것이 앞선다"},
    {"page", &bb_layout_page, BB_FIELD_REQUIRED, "page geometry", "쪽의 치수"},
    FIELD("colors", free, "colours by name: \"#1F3B63\"", "이름 붙인 색"),
    FIELD("hues", free, "colours of the parts, in turn", "부의 색, 차례로"),
    FIELD("styles", free, "styles by name", "이름 붙인 스타일"),
    FIELD("lists", free, "list styles by name", "이름 붙인 목록 스타일"),
    FIELD("form_gap", length, "between the forms of a name", "이름의 여러 표기 사이"),
    {"ornaments", &bb_layout_ornaments, 0, "leaders, strikes, frames", "점선, 취소선, 테두리"},
    {"markdown", &bb_layout_markdown, 0, "lists and tables of Markdown texts",
        "마크다운의 목록과 표"},
    FIELD("labels", free, "texts by name and language", "이름과 언어별 낱말"),
    FIELD("masters", free, "page kinds by name", "이름 붙인 쪽 종류"),
    {"documents", &bb_layout_documents, 0, "several documents, one for each item",
        "항목마다 만드는 여러 문서"},
    {"pack", &pack_list, 0, "the files of a pack, whose cover sheet this layout is",
        "이 레이아웃을 표지로 하는 묶음의 파일들"},
    FIELD("define", free, "flows by name, for `use`", "`use`로 쓸 흐름"),
    {"fit", &bb_layout_fit, 0, "what gives way so that the document has no more pages",
        "정한 쪽수에 맞게 줄이는 차례"},
    {"flow", &bb_type_free, BB_FIELD_REQUIRED, "the blocks of the document", "문서의 블록"},
};
RECORD(file, "layout", file_fields);

static const struct bb_field page_fields[] = {
    FIELD("size", string, "A3 to A7; A4", "A3부터 A7까지; A4"),
    FIELD("landscape", bool, "wider than high", "가로로 놓음"),
    FIELD("duplex", bool, "margins mirror on verso pages", "뒷면의 여백을 뒤집는다"),
    FIELD("inner", length, "inner margin", "안쪽 여백"),
    FIELD("outer", length, "outer margin", "바깥 여백"),
    FIELD("gutter", length, "binding, apart from the margin", "제본 여백"),
    FIELD("top", length, "page top to text top", "위 여백"),
    FIELD("height", length, "height of the text", "본문 높이"),
    FIELD("baseline", int, "of a line, in 1/1000 of its leading", "줄 안 기준선, 줄 간격의 1/1000"),
    FIELD("grid", length, "blocks start and end on multiples of it", "블록이 맞는 격자"),
    {"sheet", &bb_layout_sheet, 0, "several pages on one", "여러 쪽을 한 장에"},
};
RECORD(page, "page", page_fields);

ENUM(sheet_order, "columns", "rows");
ENUM(backs, "none", "flip-long", "flip-short");

static const struct bb_field marks_fields[] = {
    FIELD("length", length, "3mm", "3mm"),
    FIELD("thickness", length, "0.25pt", "0.25pt"),
    FIELD("offset", length, "from the pages; 2mm", "쪽에서 떨어진 거리; 2mm"),
    FIELD("inside", length, "where there is no room: on the cuts between pages; none",
        "자리가 없을 때 쪽 사이의 재단선 위에 긋는 길이; 없음"),
    FIELD("fold_x", length, "an upright fold, from a page's left", "세로로 접는 곳, 쪽 왼쪽에서"),
    FIELD("fold_y", length, "a level fold, from a page's top", "가로로 접는 곳, 쪽 위에서"),
};
RECORD(marks, "marks", marks_fields);

static const struct bb_field sheet_fields[] = {
    FIELD("size", string, "A3 to A7; A4", "A3부터 A7까지; A4"),
    FIELD("landscape", bool, "wider than high", "가로로 놓음"),
    FIELD("margin", length, "around the pages, instead of a size", "크기 대신 쪽 둘레의 여백"),
    FIELD("gap", length, "between pages; 0", "쪽 사이; 0"),
    FIELD("bleed", length, "what ends at a page's edge goes so far beyond it; 0",
        "쪽 끝에 닿은 색이 재단선 밖으로 나가는 길이; 0"),
    FIELD("across", int, "pages side by side; 1", "옆으로 놓을 쪽 수; 1"),
    FIELD("down", int, "pages one under the other; 1", "아래로 놓을 쪽 수; 1"),
    FIELD("order", sheet_order, "which way pages go first; rows", "먼저 놓는 방향; rows"),
    FIELD("backs", backs,
        "every second page is the back of the one before; how the sheet is turned",
        "두 쪽마다 뒤쪽이 앞쪽의 뒷면; 종이를 넘기는 변"),
    {"marks", &bb_layout_marks, 0, "where to cut", "재단 표시"},
};
RECORD(sheet, "sheet", sheet_fields);

static const struct bb_field ruby_fields[] = {
    FIELD("style", string, "style of the readings", "읽기의 스타일"),
    FIELD("by", read_by, "group: one reading for all; character: one for each",
        "group: 한 묶음에 하나, character: 글자마다"),
};
RECORD(ruby, "ruby", ruby_fields);

static const struct bb_field stretch_fields[] = {
    FIELD("least", int, "least word space, 1/1000 of the natural one; 650",
        "가장 좁은 낱말 사이, 원래의 1/1000; 650"),
    FIELD("most", int, "widest comfortable word space, 1/1000 of the natural one; 1550",
        "무리 없이 가장 넓은 낱말 사이, 원래의 1/1000; 1550"),
    FIELD("letters", int, "most between letters, 1/1000 of the size; 40",
        "글자 사이에 더하는 최대, 크기의 1/1000; 40"),
    FIELD("order", stretch_order, "spaces: word spaces first; together: letters with them",
        "spaces: 낱말 사이부터, together: 글자 사이도 함께"),
};
RECORD(stretch, "stretch", stretch_fields);

static const struct bb_field style_fields[] = {
    FIELD("parent", string, "style whose properties it takes over", "물려받을 스타일"),
    FIELD("font", string, "a role of fonts.yaml", "fonts.yaml의 역할"),
    FIELD("weight", int, "100-900", "굵기 100-900"),
    FIELD("size", string, "type size; 44pt..36pt: smaller to fit on one line",
        "글자 크기. 44pt..36pt: 한 줄에 들어가게 줄임"),
    FIELD("by_script", free, "differences of size by script: {Hani: +8pt}",
        "문자별 크기 차이: {Hani: +8pt}"),
    FIELD("leading", length, "pitch of the lines", "줄 간격"),
    FIELD("tracking", length, "added after each character", "자간"),
    FIELD("color", string, "a colour, `hue` or `tint 8%`", "색"),
    FIELD("align", align, "", ""),
    FIELD("break", breaking, "where Hangul may break (T1)", "한글을 나누는 곳"),
    FIELD("lines", strategy, "how lines are chosen (T5)", "줄을 고르는 방법"),
    {"stretch", &bb_layout_stretch, 0, "of justified lines (T5)", "양끝 맞춘 줄의 늘림"},
    FIELD("hyphenate", bool, "Latin words break by hyphens (T7)", "로마자 낱말을 하이픈으로 나눔"),
    FIELD("hang", bool, "stops, commas and hyphens stand outside the lines",
        "마침표, 쉼표, 하이픈을 줄 밖에 둠"),
    FIELD("latin_space", bool, "1/8 em between Hangul and Latin letters or figures (T9)",
        "한글과 로마자, 숫자 사이 1/8 전각"),
    FIELD("writing", writing, "stacked, rotated: text reads downwards",
        "stacked, rotated: 아래로 읽는 글"),
    FIELD("before", length, "space before", "앞 간격"),
    FIELD("after", length, "space after", "뒤 간격"),
    FIELD("keep", keep_style, "next: with what follows", "next: 다음과 붙임"),
    FIELD("lines_together", int, "fewest lines at a page's foot and head",
        "쪽 끝과 처음의 최소 줄 수"),
    FIELD("vague", string, "style of what is not settled", "정해지지 않은 것의 스타일"),
    FIELD("strong", string, "style of strong Markdown text", "굵게 적은 글의 스타일"),
    FIELD("em", string, "style of emphasised Markdown text", "강조한 글의 스타일"),
    FIELD("script", raised, "super, sub: raised or lowered, at 65 % of the size (T13)",
        "super, sub: 위, 아래 첨자, 크기의 65%"),
    {"ruby", &bb_layout_ruby, 0, "readings above the text (T24)", "글 위에 다는 읽기"},
    FIELD("frame", bool, "a frame around the text", "글에 테두리"),
    FIELD("strike", bool, "a line through the text", "글에 취소선"),
};
RECORD(style, "style", style_fields);

static const struct bb_field level_fields[] = {
    FIELD("mark", string, "the mark before the item", "항목 앞 기호"),
    FIELD("remark", string, "the mark in Markdown lists written with +", "+로 적은 목록의 기호"),
    FIELD("number", text, "what items are counted by: `1.`, `(가)`, `①`; also by language",
        "항목을 세는 방법: `1.`, `(가)`, `①`. 언어별로도"),
    FIELD("bare_alone", bool, "an item without another has no mark (T50)",
        "하나뿐인 항목에는 기호를 붙이지 않음"),
    FIELD("at", length, "of the mark, from the text edge", "기호 위치"),
    FIELD("text", length, "of the text, and of turnover lines; a space after the mark",
        "글 위치. 없으면 기호 뒤 한 칸"),
    FIELD("style", string, "", ""),
    FIELD("before", length, "space before each item but the first", "항목 앞 간격"),
};
RECORD(list_level, "list level", level_fields);

static const struct bb_field part_fields[] = {
    FIELD("number", string, "path of the part's number", "번호의 경로"),
    FIELD("name", string, "path of the part's name", "이름의 경로"),
    FIELD("hue", string, "`next`, `number`, or a colour", "`next`, `number` 또는 색"),
};
RECORD(part, "part", part_fields);

static const struct bb_field place_fields[] = {
    FIELD("x", length, "from the text's left edge", "본문 왼쪽에서"),
    FIELD("y", length, "from the text's top", "본문 위에서"),
    FIELD("width", length, "", ""),
    FIELD("at", zone, "foot: at the text's foot", "foot: 본문 아래에"),
};
RECORD(place, "place", place_fields);

static const struct bb_field entry_fields[] = {
    FIELD("title", string, "path of the title", "제목의 경로"),
    FIELD("date", string, "path of the date", "날짜의 경로"),
    FIELD("until", string, "path of the last date", "마지막 날짜의 경로"),
    FIELD("level", int, "1 by default", "기본 1"),
};
RECORD(entry, "entry", entry_fields);

static const struct bb_field common_fields[] = {
    FIELD("each", string, "LIST as NAME: once for each item", "목록 as 이름"),
    FIELD("sort", string, "path to sort the items by", "정렬 기준 경로"),
    FIELD("when", free, "only then", "이럴 때만"),
    FIELD("style", string, "", ""),
    FIELD("before", length, "space before", "앞 간격"),
    FIELD("after", length, "space after", "뒤 간격"),
    FIELD("keep", keep, "", ""),
    FIELD("start", start, "on a new page", "새 쪽에서"),
    FIELD("master", string, "the page kind from here on", "여기부터의 쪽 종류"),
    FIELD("into", string, "the region of the page where it stands", "놓일 쪽의 구역"),
    FIELD("required", bool, "stays though it holds nothing", "내용이 없어도 남김"),
    FIELD("turn", int, "0-9: read aloud after those of lower turns", "0-9: 작은 차례 다음에 읽음"),
    FIELD("anchor", string, "record that page references to it lead here", "쪽 참조의 대상"),
    {"part", &bb_layout_part, 0, "a part starts here", "부의 시작"},
    {"bar", &bb_layout_bar, 0, "a vertical bar left of it", "왼쪽의 세로줄"},
    {"place", &bb_layout_place, 0, "at a fixed place of the page", "쪽의 정한 자리에"},
    {"entry", &bb_layout_entry, 0, "of the contents and the outline", "차례와 책갈피의 항목"},
    FIELD("ending", string, "two half-widths after its last text (T54)",
        "마지막 글에서 두 칸 띄우고 붙이는 글"),
};
RECORD(common, "block", common_fields);

static const struct bb_field span_fields[] = {
    FIELD("text", string, "", ""),
    FIELD("ruby", string, "its reading, where the style shows readings", "읽기, 스타일이 보일 때"),
    FIELD("style", string, "", ""),
    FIELD("when", free, "", ""),
    FIELD("gap", length, "a gap instead of text", "글 대신 틈"),
    FIELD("parts", bool, "lines break at this gap first", "줄을 이 틈에서 먼저 바꾼다"),
    FIELD("line", bool, "a new line instead of text", "글 대신 새 줄"),
};
RECORD(span, "span", span_fields);

static const struct bb_field paragraph_fields[] = {
    FIELD("text", string, "", ""),
    FIELD("ruby", string, "the reading of `text`", "`text`의 읽기"),
    FIELD("spans", free, "pieces of text with styles", "스타일이 다른 글 조각"),
};
const struct bb_type bb_layout_paragraph = {.kind = BB_TYPE_RECORD,
    .name = "paragraph",
    .fields = paragraph_fields,
    .nfields = COUNT(paragraph_fields),
    .shorthand = &paragraph_fields[0]};

static const struct bb_field heading_fields[] = {
    FIELD("level", int, "1-6", "1-6"),
    FIELD("text", string, "", ""),
    FIELD("ruby", string, "the reading of `text`", "`text`의 읽기"),
    FIELD("spans", free, "", ""),
};
RECORD(heading, "heading", heading_fields);

static const struct bb_field rich_fields[] = {
    {"text", &bb_type_string, BB_FIELD_REQUIRED, "path of a CommonMark text", "마크다운 글의 경로"},
    FIELD("lists", string, "list style", "목록 스타일"),
};
RECORD(rich, "rich", rich_fields);

static const struct bb_field list_fields[] = {
    {"each", &bb_type_string, BB_FIELD_REQUIRED, "LIST as NAME", "목록 as 이름"},
    FIELD("text", string, "", ""),
    FIELD("spans", free, "", ""),
    FIELD("lists", string, "list style", "목록 스타일"),
};
RECORD(list, "list", list_fields);

static const struct bb_field section_fields[] = {
    FIELD("label", free, "text, or a flow, beside the content", "내용 옆의 글 또는 흐름"),
    FIELD("label_style", string, "", ""),
    FIELD(
        "label_level", int, "1-6: a text as label is a heading", "1-6: 글로 적은 표제가 제목이 됨"),
    FIELD("label_width", length, "", ""),
    FIELD("gap", length, "between label and content", "표제와 내용 사이"),
    FIELD("inset", length, "of the label", "표제 들여쓰기"),
    FIELD("rule", length, "over the section; 0: none", "위 괘선"),
    FIELD("above", length, "rule to content", "괘선과 내용 사이"),
    FIELD("below", length, "after the content", "내용 뒤"),
    {"flow", &bb_type_free, BB_FIELD_REQUIRED, "the content", "내용"},
};
RECORD(section, "section", section_fields);

static const struct bb_field rules_fields[] = {
    FIELD("top", length, "over the header", "머리행 위"),
    FIELD("header", length, "under the header", "머리행 아래"),
    FIELD("row", length, "under each row", "행 아래"),
    FIELD("group", length, "between groups", "묶음 사이"),
    FIELD("end", length, "under the last", "마지막 행 아래"),
};
RECORD(rules, "rules", rules_fields);

static const struct bb_field group_row_fields[] = {
    {"by", &bb_type_string, BB_FIELD_REQUIRED, "the name whose change starts a group",
        "바뀌면 묶음이 시작되는 이름"},
    FIELD("text", string, "", ""),
    FIELD("spans", free, "", ""),
    FIELD("right", free, "at the right edge", "오른쪽 끝"),
    FIELD("continued", free, "text after a page break", "다음 쪽에서의 글"),
    FIELD("style", string, "", ""),
    FIELD("right_style", string, "", ""),
    FIELD("height", length, "", ""),
    FIELD("before", length, "", ""),
    FIELD("below", length, "under its text", "글 아래"),
    FIELD("rule", length, "under it", "아래 괘선"),
};
RECORD(group_row, "group row", group_row_fields);

static const struct bb_field continued_fields[] = {
    FIELD("head", free, "over the table on the next page", "다음 쪽 표 위의 글"),
    FIELD("foot", free, "under the table where it breaks", "나뉜 자리 아래의 글"),
    FIELD("head_style", string, "", ""),
    FIELD("foot_style", string, "", ""),
};
RECORD(continued, "continued", continued_fields);

/* What a table looks like, apart from its content; Markdown's tables have only this. */
#define TABLE_LOOK                                                                      \
    FIELD("header_style", string, "", ""),                                              \
        {"rules", &bb_layout_rules, 0, "thicknesses", "괘선 굵기"},                     \
        FIELD("header_height", length, "", ""),                                         \
        FIELD("padding", length, "over and under a row's text", "행 글 위아래"),        \
        FIELD("row_step", length, "row heights are multiples of it", "행 높이의 배수"), \
        FIELD("row_least", length, "least height of a row", "행의 최소 높이"),          \
        FIELD("gap", length, "between columns", "열 사이")

static const struct bb_field table_fields[] = {
    FIELD("each", free, "LIST as NAME, or several, nested", "목록 as 이름"),
    FIELD(
        "lone", bool, "a row for an outer item without inner ones too", "안쪽 항목이 없어도 한 행"),
    FIELD("when", free, "rows for which this holds", "이럴 때의 행만"),
    {"columns", &bb_type_free, BB_FIELD_REQUIRED, "", ""},
    FIELD("rows", free, "rows of texts, instead of each", "each 대신 행을 직접"),
    TABLE_LOOK,
    {"group_row", &bb_layout_group_row, 0, "", ""},
    FIELD("group", string, "the name whose change starts a group without a row of its own",
        "바뀌면 묶음이 시작되는 이름. 묶음 행은 없다"),
    FIELD("group_space", length, "between such groups", "그런 묶음 사이"),
    FIELD("group_step", length, "their heights are multiples of it", "그런 묶음 높이의 배수"),
    {"continued", &bb_layout_continued, 0, "", ""},
    FIELD("plain", bool, "only set side by side, no table of data",
        "자료 표가 아니라 나란히 놓은 글"),
    FIELD("summary", string, "what the table shows, for those who cannot see it", "표의 설명"),
    FIELD("anchor", string, "record of each row", "각 행의 대상"),
    {"bar", &bb_layout_bar, 0, "a vertical bar left of a row", "행 왼쪽의 세로줄"},
};
RECORD(table, "table", table_fields);

static const struct bb_field table_look_fields[] = {
    TABLE_LOOK,
};
RECORD(table_look, "table", table_look_fields);

static const struct bb_field column_fields[] = {
    FIELD("title", free, "", ""),
    FIELD("text", string, "", ""),
    FIELD("ruby", string, "the reading of `text`", "`text`의 읽기"),
    FIELD("spans", free, "", ""),
    FIELD("flow", free, "blocks instead of text", "글 대신 블록"),
    {"draw", &bb_layout_draw, 0, "a drawing instead of text", "글 대신 그림"},
    FIELD("style", string, "", ""),
    FIELD("width", free, "13mm, natural, content or share 2", "너비"),
    FIELD("most", length, "of a natural width", "natural의 최대"),
    FIELD("least", length, "of a natural width", "natural의 최소"),
    FIELD("step", length, "by which a natural width grows from its least",
        "natural이 최소에서 늘어나는 단위"),
    FIELD("gap", length, "after it", "뒤 간격"),
    FIELD("align", align, "", ""),
    FIELD("merge", bool, "the same as above is not repeated", "위와 같으면 생략"),
    FIELD("required", bool, "stays though it holds nothing", "내용이 없어도 남김"),
    FIELD("leader", bool, "dots to the column's end", "점선"),
    FIELD("leader_style", string, "of the dots; else the text's", "점선의 스타일, 없으면 글의 것"),
    FIELD("header", bool, "names its row", "행의 표제"),
    FIELD("level", int, "1-6: its texts are headings", "1-6: 글이 제목이 됨"),
};
RECORD(column, "column", column_fields);

/* Items side by side, with or without the looks of cards. */
#define COLUMN_ITEMS                                                                         \
    FIELD("items", free, "flows, one an item", "흐름 목록, 항목마다 하나"),                  \
        FIELD("each", string, "LIST as NAME, with `flow`, instead of items",                 \
            "items 대신 목록 as 이름과 flow"),                                               \
        FIELD("flow", free, "of each item", "항목마다의 흐름"),                              \
        FIELD("across", int, "how many stand side by side", "옆으로 놓을 수"),               \
        FIELD("step", length, "from one to the next", "간격"), FIELD("gap", length, "", ""), \
        FIELD("row_step", length, "row heights are multiples of it", "행 높이의 배수"),      \
        FIELD("fill", filling, "row by row, or column by column", "가로로 또는 세로로 채움")

static const struct bb_field columns_fields[] = {
    COLUMN_ITEMS,
    FIELD("compact", bool, "empty items give way", "빈 항목은 자리를 내준다"),
    FIELD("whole", bool, "fewer across where a text would need two lines",
        "한 줄에 들도록 수를 줄임"),
    FIELD("rest", bool, "the last has what is left of its row", "마지막 항목은 줄의 나머지를 쓴다"),
};
RECORD(columns, "columns", columns_fields);

static const struct bb_field grid_fields[] = {
    COLUMN_ITEMS,
    FIELD("row_least", length, "least height of a row", "행의 최소 높이"),
    FIELD("rule", length, "over each card", "카드 위 괘선"),
    FIELD("above", length, "rule to content", "괘선과 내용 사이"),
    FIELD("below", length, "under the content", "내용 아래"),
    FIELD("end", length, "rule under the last row", "마지막 행 아래 괘선"),
};
RECORD(grid, "grid", grid_fields);

ENUM(valign, "top", "middle");

static const struct bb_field box_fields[] = {
    FIELD("fill", string, "", ""),
    FIELD("rule", length, "on top", "위 괘선"),
    FIELD("rule_color", string, "", ""),
    FIELD("inset_x", length, "", ""),
    FIELD("inset_y", length, "", ""),
    FIELD("height", length, "least height", "최소 높이"),
    FIELD("valign", valign, "of the content in it", "그 안에서의 세로 자리"),
    {"flow", &bb_type_free, BB_FIELD_REQUIRED, "", ""},
};
RECORD(box, "box", box_fields);

ENUM(fit, "cover", "contain");

static const struct bb_field image_fields[] = {
    {"path", &bb_type_string, BB_FIELD_REQUIRED, "path of the picture's file: city.photo",
        "그림 파일의 경로: city.photo"},
    {"alt", &bb_type_free, BB_FIELD_REQUIRED,
        "what it shows, for those who cannot see it; empty: decoration",
        "볼 수 없는 사람을 위한 설명. 비우면 장식"},
    FIELD("width", length, "of the frame; the measure by default", "틀의 너비. 기본값은 단의 너비"),
    FIELD("height", length, "of the frame; by the picture's ratio by default",
        "틀의 높이. 기본값은 그림의 비율대로"),
    FIELD("fit", fit, "cover: cropped to fill the frame; contain: all of it",
        "cover: 틀에 맞게 자름, contain: 전체"),
    FIELD("fill", string, "colour of the frame without a picture", "그림이 없을 때 틀의 색"),
    FIELD("fallback", free, "blocks in the frame without a picture", "그림이 없을 때 틀 안의 블록"),
};
RECORD(image, "image", image_fields);

ENUM(strength, "L", "M", "Q", "H");

static const struct bb_field qr_fields[] = {
    {"text", &bb_type_string, BB_FIELD_REQUIRED, "what the code says: a web address",
        "코드에 담을 글: 누리집 주소"},
    FIELD("alt", string, "for those who cannot see it; the text by default",
        "볼 수 없는 사람을 위한 설명. 기본값은 담은 글"),
    FIELD("size", length, "of the square, quiet zone included; 25mm", "여백을 포함한 한 변; 25mm"),
    FIELD("level", strength, "error correction; M", "오류 정정 수준; M"),
    FIELD("color", string, "", ""),
};
RECORD(qr, "qr", qr_fields);

static const struct bb_field rule_fields[] = {
    FIELD("thickness", length, "", ""),
    FIELD("length", length, "", ""),
    FIELD("color", string, "", ""),
};
const struct bb_type bb_layout_rule = {.kind = BB_TYPE_RECORD,
    .name = "rule",
    .fields = rule_fields,
    .nfields = COUNT(rule_fields),
    .shorthand = &rule_fields[0]};

static const struct bb_field space_fields[] = {
    FIELD("height", length, "", ""),
    FIELD("until", length, "down to this place of the text", "본문의 이 높이까지"),
};
const struct bb_type bb_layout_space = {.kind = BB_TYPE_RECORD,
    .name = "space",
    .fields = space_fields,
    .nfields = COUNT(space_fields),
    .shorthand = &space_fields[0]};

/* --- drawings -------------------------------------------------------------------------------- */

static const struct bb_type length_list = {
    .kind = BB_TYPE_LIST, .name = "lengths", .item = &bb_type_length};

static const struct bb_field bar_fields[] = {
    FIELD("when", free, "only then", "이럴 때만"),
    FIELD("offset", length, "from the text's left edge", "본문 왼쪽에서 떨어진 거리"),
    FIELD("width", length, "", ""),
    FIELD("color", string, "", ""),
    FIELD("inset", length, "kept free at both ends", "위아래로 비우는 길이"),
};
RECORD(bar, "bar", bar_fields);

#define ROUTE_LOOK                                                      \
    FIELD("bar", length, "width of a stay", "머무는 줄의 너비"),        \
        FIELD("line", length, "thickness of a move", "이동 줄의 굵기"), \
        FIELD("dot", length, "radius of start and end", "처음과 끝 점의 반지름")

static const struct bb_field draw_fields[] = {
    FIELD("route", string, "path of the row's agenda item", "행의 일정 항목 경로"),
    FIELD("spine", length, "thickness of a timeline's line", "순서 줄의 굵기"),
    ROUTE_LOOK,
    FIELD("step", length, "from one track to the next", "도시 사이의 거리"),
    FIELD("least", length, "least step, where there are many tracks", "도시가 많을 때의 최소 거리"),
    FIELD("guide", length, "dots along each track", "도시마다 세로로 찍는 점"),
    FIELD("guide_gap", length, "between these dots", "그 점 사이"),
    FIELD("title_style", string, "", ""),
    FIELD("stroke", length, "of a hollow dot", "빈 점의 선 굵기"),
    FIELD("rise", int, "of the dots over the baseline, in 1/1000 of the size; 350",
        "기준선 위 점의 높이, 크기의 1/1000; 350"),
    FIELD("fixed", free, "then the dot is filled", "이럴 때 점을 채운다"),
};
RECORD(draw, "draw", draw_fields);

static const struct bb_field styled_fields[] = {
    FIELD("text", string, "", ""),
    FIELD("spans", free, "", ""),
    FIELD("style", string, "", ""),
};
RECORD(styled, "text", styled_fields);

static const struct bb_field route_fields[] = {
    FIELD("label", free, "of each row, with `day`", "행마다의 글, `day`를 쓴다"),
    FIELD("label_style", string, "", ""),
    FIELD("label_width", length, "", ""),
    FIELD("gap", length, "from the labels to the tracks", "글과 그림 사이"),
    {"tracks", &length_list, 0, "places of the stops", "도시의 자리"},
    FIELD("row", length, "height of a row at most", "행의 최대 높이"),
    FIELD("row_least", length, "below it `otherwise` is set", "이보다 낮으면 `otherwise`"),
    FIELD("height", length, "of all rows at most", "모든 행의 최대 높이"),
    ROUTE_LOOK,
    FIELD("rule", length, "over each row and under the last", "행 사이의 괘선"),
    {"name", &bb_layout_styled, 0, "of each stop, with `stop`", "도시 이름, `stop`을 쓴다"},
    FIELD("name_gap", length, "from bar to name", "줄과 이름 사이"),
    FIELD("otherwise", free, "flow where the rows do not fit", "행이 다 들어가지 않을 때의 흐름"),
};
RECORD(route, "route", route_fields);

static const struct bb_field hours_zone_fields[] = {
    FIELD("from", int, "first hour", "첫 시"),
    FIELD("to", int, "hour at which it ends", "끝나는 시"),
    FIELD("fill", string, "", ""),
    FIELD("style", string, "of the hours in it", "그 안의 글"),
};
RECORD(hours_zone, "hours", hours_zone_fields);

static const struct bb_field hours_fields[] = {
    {"each", &bb_type_string, BB_FIELD_REQUIRED, "LIST as NAME, of zones", "시각대 목록 as 이름"},
    FIELD("label", free, "of each row", "행마다의 글"),
    FIELD("offset", free, "beside it", "그 옆의 글"),
    FIELD("label_style", string, "", ""),
    FIELD("offset_style", string, "", ""),
    FIELD("cell_style", string, "", ""),
    FIELD("zero_style", string, "of midnight", "자정의 글"),
    FIELD("label_width", length, "", ""),
    FIELD("offset_width", length, "", ""),
    FIELD("gap", length, "from there to the cells", "칸과의 사이"),
    FIELD("row", length, "height of the cells", "칸의 높이"),
    FIELD("padding", length, "from rule to cells", "괘선과 칸 사이"),
    FIELD("rule", length, "over each row and under the last", "행 사이의 괘선"),
    {"office", &bb_layout_hours_zone, 0, "office hours", "업무 시간"},
    {"day", &bb_layout_hours_zone, 0, "the waking day", "깨어 있는 시간"},
};
RECORD(hours, "hours", hours_fields);

static const struct bb_field master_fields[] = {
    FIELD("furniture", free, "texts on every page of this kind", "쪽마다 놓는 글"),
    FIELD("regions", free, "lists of frames by name, filled instead of the text",
        "본문 대신 채우는 틀의 목록, 이름별로"),
    FIELD("unfolded", free, "their frames in the last step of `fit`",
        "`fit`의 마지막 단계에서 쓰는 틀"),
};
RECORD(master, "master", master_fields);

static const struct bb_field frame_fields[] = {
    {"x", &bb_type_length, BB_FIELD_REQUIRED, "from the page's inner edge", "쪽 안쪽 끝에서"},
    {"y", &bb_type_length, BB_FIELD_REQUIRED, "from the page's top", "쪽 위에서"},
    {"width", &bb_type_length, BB_FIELD_REQUIRED, "", ""},
    {"height", &bb_type_length, BB_FIELD_REQUIRED, "", ""},
};
RECORD(frame, "frame", frame_fields);

static const struct bb_field tabs_fields[] = {
    FIELD("text", string, "on a tab; {part.name}", "색인 탭의 글; {part.name}"),
    FIELD("short", string, "where that does not fit; {part.number}",
        "그 글이 들어가지 않을 때; {part.number}"),
    FIELD("style", string, "", ""),
    FIELD("width", length, "to the trim; 9mm", "재단선까지의 너비; 9mm"),
    FIELD("height", length, "", ""),
    FIELD("step", length, "from one to the next", "다음 탭까지"),
    FIELD("gap", length, "between two where they are many", "탭이 많을 때 탭 사이"),
    FIELD("top", length, "of the first, from the text's top", "첫 탭의 자리, 본문 위에서"),
    FIELD("center", length, "of the text, from the trim", "글의 가운데, 재단선에서"),
    FIELD("show", tabs_shown, "the page's own or all", "그 쪽의 것만 또는 모두"),
};
RECORD(tabs, "tabs", tabs_fields);

static const struct bb_field page_rule_fields[] = {
    FIELD("x", length, "from the page's inner edge", "쪽 안쪽 끝에서"),
    FIELD("y", length, "from the page's top", "쪽 위에서"),
    FIELD("length", length, "to the page's edge without it", "없으면 쪽 끝까지"),
    FIELD("thickness", length, "0.25pt", "0.25pt"),
    FIELD("vertical", bool, "", ""),
    FIELD("color", string, "", ""),
};
RECORD(page_rule, "rule", page_rule_fields);

static const struct bb_field furniture_fields[] = {
    FIELD("text", string, "", ""),
    FIELD("spans", free, "", ""),
    FIELD("style", string, "", ""),
    FIELD("side", side, "", ""),
    FIELD("zone", zone, "", ""),
    FIELD("baseline", length, "from the page's top", "쪽 위에서"),
    {"tabs", &bb_layout_tabs, 0, "of the parts, instead of text", "글 대신 부의 색인 탭"},
    {"rule", &bb_layout_page_rule, 0, "instead of text", "글 대신 괘선"},
};
RECORD(furniture, "furniture", furniture_fields);

/* A book of three pages by hand, for the tests of archive: all kinds of elements, a paragraph over
 * two pages, links over two lines, furniture, outline and destinations. */
#ifndef BB_TESTS_BOOK_H
#define BB_TESTS_BOOK_H

#include "drawing.h"

struct book {
    struct drawing drawing;
    double y; /* baseline of the next line, in points */
};

enum { BOOK_LEFT = 72, BOOK_TOP = 80, BOOK_LEADING = 16 };

static inline void
book_init(struct book *b)
{
    drawing_init(&b->drawing);
    static const struct bb_wording titles[] = {
        {"ko", "충칭 (重慶) 일정"}, {"en", "Chongqing & more"}};
    static const char *const keywords[] = {"충칭", "베이징"};
    b->y = BOOK_TOP;
    b->drawing.display.metadata = (struct bb_metadata){.title = "충칭 (重慶) 일정",
        .titles = titles,
        .ntitles = 2,
        .language = "ko",
        .author = "서울시",
        .subject = "A & B <C>",
        .keywords = keywords,
        .nkeywords = 2,
        .coverage = "2024-07-24/2024-08-01",
        .creator = "briefbook",
        .identifier = "seoul-2024-07",
        .date = "2024-07-23T09:30:00+09:00"};
}

static inline void
book_finish(struct book *b)
{
    drawing_finish(&b->drawing);
}

static inline void
book_add_page(struct book *b, const char *label)
{
    b->drawing.page = bb_display_add_page(&b->drawing.display, BB_PT(595.276), BB_PT(841.89));
    b->drawing.page->label = label;
    b->y = BOOK_TOP;
}

static inline struct bb_tag *
book_add_tag(struct book *b, struct bb_tag *parent, enum bb_role role)
{
    return bb_display_add_tag(&b->drawing.display, parent, role);
}

/* One line of text in the mark or artifact that is open. */
static inline void
book_add_text(struct book *b, const char *font, const char *language, double x, const char *text)
{
    drawing_add_run(&b->drawing, drawing_shape(&b->drawing, font, language, 10, x, b->y, text));
}

/* A mark of `tag` with one line of Korean. */
static inline void
book_add_line(struct book *b, const struct bb_tag *tag, const char *text)
{
    drawing_begin_mark(&b->drawing, tag);
    book_add_text(b, SANS_CJK, "ko", BOOK_LEFT, text);
    drawing_end_mark(&b->drawing);
    b->y += BOOK_LEADING;
}

static inline struct bb_tag *
book_add_element(struct book *b, struct bb_tag *parent, enum bb_role role, const char *text)
{
    struct bb_tag *tag = book_add_tag(b, parent, role);
    book_add_line(b, tag, text);
    return tag;
}

static inline void
book_add_furniture(struct book *b, const char *number)
{
    static const struct bb_color ink = {0x1a, 0x1a, 0x1a};
    double y = b->y;
    drawing_begin_artifact(&b->drawing, BB_ARTIFACT_HEADER);
    b->y = 48;
    book_add_text(b, SANS_CJK, "ko", BOOK_LEFT, "충칭");
    drawing_end_mark(&b->drawing);
    drawing_begin_artifact(&b->drawing, BB_ARTIFACT_LAYOUT);
    drawing_add_rectangle(&b->drawing, BOOK_LEFT, 60, 450, 1, ink);
    drawing_end_mark(&b->drawing);
    drawing_begin_artifact(&b->drawing, BB_ARTIFACT_FOOTER);
    b->y = 802;
    book_add_text(b, SANS, "en", BOOK_LEFT, number);
    drawing_end_mark(&b->drawing);
    b->y = y;
}

static inline void
book_add_cells(struct book *b, struct bb_tag *rows, enum bb_role role, const char *const *texts)
{
    struct bb_tag *row = book_add_tag(b, rows, BB_ROLE_TR);
    for (int i = 0; i < 2; i++) {
        struct bb_tag *cell = book_add_tag(b, row, role);
        cell->scope = role == BB_ROLE_TH ? BB_SCOPE_COLUMN : BB_SCOPE_NONE;
        if (texts[i])
            book_add_element(b, cell, BB_ROLE_P, texts[i]);
    }
}

static inline void
book_add_table(struct book *b, struct bb_tag *parent)
{
    struct bb_tag *table = book_add_tag(b, parent, BB_ROLE_TABLE);
    struct bb_tag *head = book_add_tag(b, table, BB_ROLE_THEAD);
    struct bb_tag *body = book_add_tag(b, table, BB_ROLE_TBODY);
    book_add_cells(b, head, BB_ROLE_TH, (const char *const[]){"일정", "도시"});
    book_add_cells(b, body, BB_ROLE_TD, (const char *const[]){"면담", NULL});
    struct bb_tag *cell = book_add_tag(b, book_add_tag(b, body, BB_ROLE_TR), BB_ROLE_TD);
    cell->col_span = 2;
    book_add_element(b, cell, BB_ROLE_P, "회의");
}

static inline void
book_add_list(struct book *b, struct bb_tag *parent)
{
    struct bb_tag *list = book_add_tag(b, parent, BB_ROLE_L);
    list->numbering = BB_NUMBERING_UNORDERED;
    struct bb_tag *item = book_add_tag(b, list, BB_ROLE_LI);
    book_add_element(b, item, BB_ROLE_LBL, "·");
    book_add_element(b, book_add_tag(b, item, BB_ROLE_LBODY), BB_ROLE_P, "문화·관광");
}

/* A paragraph that begins with text and goes on with a link over two lines. */
static inline void
book_add_link(struct book *b, struct bb_tag *parent, const char *destination, const char *uri)
{
    struct bb_display *display = &b->drawing.display;
    struct bb_tag *p = book_add_tag(b, parent, BB_ROLE_P);
    drawing_begin_mark(&b->drawing, p);
    book_add_text(b, SANS_CJK, "ko", BOOK_LEFT - 32, "및 ");
    drawing_end_mark(&b->drawing);
    struct bb_tag *link = book_add_tag(b, p, BB_ROLE_LINK);
    drawing_begin_mark(&b->drawing, link);
    for (int i = 0; i < 2; i++) {
        struct bb_link area = {.page = (uint32_t)display->pages.len - 1,
            .x = BB_PT(72),
            .y = bb_len_from_pt(b->y - 9),
            .width = BB_PT(60),
            .height = BB_PT(12),
            .destination = destination,
            .uri = uri,
            .contents = "베이징으로",
            .tag = link->id};
        BB_VEC_PUSH(&b->drawing.arena, &display->links, area);
        book_add_text(b, SANS_CJK, "ko", BOOK_LEFT, i == 0 ? "베이징" : "이좡");
        b->y += BOOK_LEADING;
    }
    drawing_end_mark(&b->drawing);
}

static inline void
book_add_destination(struct book *b, const char *name)
{
    struct bb_destination at = {.name = name,
        .page = (uint32_t)b->drawing.display.pages.len - 1,
        .x = BB_PT(72),
        .y = BB_PT(b->y)};
    BB_VEC_PUSH(&b->drawing.arena, &b->drawing.display.destinations, at);
}

static inline void
book_add_outline(struct book *b, int level, const char *title, const char *destination)
{
    struct bb_outline_entry entry = {.title = title, .level = level, .destination = destination};
    BB_VEC_PUSH(&b->drawing.arena, &b->drawing.display.outline, entry);
}

/* A name in three forms, each in its language. */
static inline void
book_add_name(struct book *b, struct bb_tag *parent)
{
    static const struct {
        const char *font, *language, *text;
        double x;
    } forms[] = {{SANS_CJK, "zh-Hant", "胡衡華", 104}, {SANS, "en", "Hu Henghua", 144}};
    struct bb_tag *p = book_add_tag(b, parent, BB_ROLE_P);
    drawing_begin_mark(&b->drawing, p);
    book_add_text(b, SANS_CJK, "ko", BOOK_LEFT - 32, "시장");
    book_add_text(b, SANS, "ko", BOOK_LEFT - 8, " "); /* a blank of another face */
    book_add_text(b, SANS_CJK, "ko", BOOK_LEFT, "후헝화 ");
    drawing_end_mark(&b->drawing);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct bb_tag *span = book_add_tag(b, p, BB_ROLE_SPAN);
        span->language = forms[i].language;
        drawing_begin_mark(&b->drawing, span);
        book_add_text(b, forms[i].font, forms[i].language, forms[i].x, forms[i].text);
        drawing_end_mark(&b->drawing);
    }
    b->y += BOOK_LEADING;
}

static inline void
book_add_figure(struct book *b, struct bb_tag *parent)
{
    static const struct bb_color panel = {0xe9, 0xec, 0xf0};
    struct bb_tag *figure = book_add_tag(b, parent, BB_ROLE_FIGURE);
    figure->alt = "세 도시의 길 (도식)";
    drawing_begin_mark(&b->drawing, figure);
    drawing_add_rectangle(&b->drawing, BOOK_LEFT, b->y, 100, 40, panel);
    b->y += 56;
    book_add_text(b, SANS_CJK, "ko", BOOK_LEFT, "충칭");
    drawing_end_mark(&b->drawing);
    b->y += BOOK_LEADING;
}

/* A figure without text. */
static inline void
book_add_bare_figure(struct book *b, struct bb_tag *parent)
{
    static const struct bb_color hue = {0x1f, 0x3b, 0x63};
    struct bb_tag *figure = book_add_tag(b, parent, BB_ROLE_FIGURE);
    figure->alt = "쪽빛";
    drawing_begin_mark(&b->drawing, figure);
    drawing_add_line(&b->drawing, BOOK_LEFT, b->y, BOOK_LEFT + 100, b->y, 2, 0, hue);
    drawing_add_rectangle(&b->drawing, BOOK_LEFT, b->y, 10, 10, hue);
    drawing_end_mark(&b->drawing);
    b->y += BOOK_LEADING;
}

/* The cover has no label, then 1 and 2. */
static inline void
book_build(struct book *b)
{
    book_add_furniture(b, "1");
    struct bb_tag *part = book_add_tag(b, NULL, BB_ROLE_PART);
    part->title = "충칭";
    book_add_destination(b, "chongqing");
    book_add_element(b, part, BB_ROLE_H1, "충칭 일정");
    book_add_name(b, part);
    book_add_table(b, part);
    struct bb_tag *broken = book_add_element(b, part, BB_ROLE_P, "이번 출장에서 오 시장은");
    book_add_page(b, "1");
    book_add_furniture(b, "2");
    book_add_line(b, broken, "기후분야 국제회의에 참석해");
    book_add_list(b, part);
    book_add_figure(b, part);
    book_add_link(b, part, "beijing.science", NULL);
    book_add_element(b, part, BB_ROLE_NOTE, "성")->actual = "성(省)";
    book_add_page(b, "2");
    book_add_furniture(b, "3");
    struct bb_tag *beijing = book_add_tag(b, NULL, BB_ROLE_PART);
    book_add_destination(b, "beijing");
    book_add_element(b, beijing, BB_ROLE_H1, "베이징 일정");
    book_add_destination(b, "beijing.science");
    book_add_element(b, beijing, BB_ROLE_H2, "미래과학성");
    book_add_link(b, beijing, NULL, "https://example.org/?a=(1)");
    book_add_outline(b, 1, "충칭 일정", "chongqing");
    book_add_outline(b, 1, "베이징 일정", "beijing");
    book_add_outline(b, 2, "미래과학성 (未來科學城)", "beijing.science");
}

#endif

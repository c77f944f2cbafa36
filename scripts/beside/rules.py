"""The rules of pages and of public documents, counted in small documents of all three programs."""

import re

from beside import books, forms, marks, pages, peers
from beside.pages import (CAPTION, CONTINUED, FRAME, HEADER, HEADING, KOTEX_BODY, KOTEX_PAGE,
                          LINES, TEXT, TYPST_PAGE, fill, read_pages, read_words, split_cases)
from beside.texts import PROGRAMS

OFFSETS = range(8, LINES + 1)   # lines before what is looked at: it meets the page's foot
DAYS = ("7.24.(수)", "7.25.(목)")


def rows_of(count, lines=1, at=0):
    """Rows whose words each take a line of their cell."""
    return [[f"둘째칸의낱말로긴것{row + at}의{line}끝" for line in range(lines)]
            for row in range(count)]


def join(lines):
    """Their text without spaces and a table's header: some programs break words."""
    return re.sub(r"\s", "", "".join(line for line in lines if line != " ".join(HEADER)))


def tell(rule, what, cells):
    return f"| {rule} | {what} | {' | '.join(str(cell) for cell in cells)} |"


def count_cases(folder, name, cases, bad):
    """In how many cases `bad`, of a case's pages, holds; for each program."""
    return [sum(bool(bad(found)) for found in split_cases(read_pages(pdf)).values())
            for pdf in pages.set_all(folder, name, cases)]


# --- T30, T31, T38 --------------------------------------------------------------------------------

def tell_headings(folder):
    out = []
    for label, element in (("a paragraph", ("text",)),
                           ("a table", ("table", [(DAYS[0], rows_of(5))]))):
        cases = [[fill(count, at), ("heading",), element] for at, count in enumerate(OFFSETS)]
        found = count_cases(folder, f"t30-{element[0]}", cases, lambda case: any(
            page and page[-1] == HEADING for page in case[:-1]))
        out.append(tell("T30", f"headings left last on a page before {label}, of {len(cases)}",
                        found))
    cases = [[fill(count, at), ("heading",), ("text",)] for at, count in enumerate(OFFSETS)]
    out.append(tell("T30", f"… with one line of the paragraph, of {len(cases)}", count_cases(
        folder, "t30-text", cases, lambda case: any(HEADING in page[-2:-1] for page in case[:-1]))))
    cases = [[fill(count, at), ("heading",), ("table", [(DAYS[0], rows_of(5))])]
             for at, count in enumerate(OFFSETS)]
    out.append(tell("T30", f"… with a table’s header alone, of {len(cases)}", count_cases(
        folder, "t30-table", cases, lambda case: any(HEADING in page[-2:-1] and
                                                     page[-1] == " ".join(HEADER)
                                                     for page in case[:-1]))))
    return out


def parted_lines(case):
    """How many lines of the paragraph stand on each page."""
    counts = [len([line for line in page if not re.match("채움", line)]) for page in case]
    return [count for count in counts if count]


def tell_lone_lines(folder):
    cases = [[fill(count, at), ("text",)] for at, count in enumerate(OFFSETS)]
    return [tell("T31", f"paragraphs with one line at a page’s foot or head, of {len(cases)}",
                 count_cases(folder, "t31", cases, lambda case: len(parted_lines(case)) > 1
                             and 1 in parted_lines(case)))]


def tell_captions(folder):
    cases = [[fill(count, at), ("figure",), fill(6, at)] for at, count in enumerate(OFFSETS)]

    def torn(case):
        return not any({FRAME, CAPTION} <= set(page) for page in case)

    def early(case):
        """Whether what follows the figure stands before it."""
        lines = [line for page in case for line in page]
        return CAPTION in lines and lines[-1] == CAPTION

    found = count_cases(folder, "t38", cases, torn)
    moved = count_cases(folder, "t38", cases, early)
    return [tell("T38", f"figures on another page than their caption, of {len(cases)}", found),
            tell("T38", f"figures that come after the text that follows them, of {len(cases)}",
                 moved)]


# --- T32, T33 -------------------------------------------------------------------------------------

ROWS = 30   # of a day in the long table


def names_day(page):
    """Whether the day of the first row on the page stands there."""
    first = re.search(r"긴것(\d+)의", page)
    return DAYS[int(first[1]) // ROWS] in page


def tell_long_table(folder):
    days = [(day, rows_of(ROWS, at=ROWS * at)) for at, day in enumerate(DAYS)]
    made = pages.set_all(folder, "t32", [[fill(1), ("table", days)]])
    heads = peers.set_typst(folder, "t32-heads-typst",
                            TYPST_PAGE + pages.typst_table(days, heads=True))
    found = [[" ".join(page) for page in read_pages(pdf)] for pdf in made]
    later = [pages_[1:] for pages_ in found]

    def share(test):
        return [f"{sum(map(test, part))} of {len(part)}" for part in later]

    labels = share(names_day)
    level = [" ".join(page) for page in read_pages(heads)][1:]
    labels[1] += f", as headers {sum(map(names_day, level))} of {len(level)}"
    return [tell("T32", "pages of a long table that repeat its header",
                 share(lambda page: " ".join(HEADER) in page)),
            tell("T32", "… that say that it goes on", share(lambda page: CONTINUED in page)),
            tell("T32", "… that name the day of their first row", labels)]


def tell_rows(folder):
    lines = 4
    cases = [[fill(count, at), ("table", [(DAYS[0], rows_of(4, lines))])]
             for at, count in enumerate(OFFSETS)]

    def torn(case):
        rows = [set(re.findall(r"긴것(\d)의", join(page))) for page in case]
        return any(a & b for a, b in zip(rows, rows[1:]))

    def bare(case):
        return any(page[-1] == " ".join(HEADER) for page in case[:-1] if page)

    return [tell("T32", f"tables with a row torn, of {len(cases)}",
                 count_cases(folder, "t32-rows", cases, torn)),
            tell("T32", f"tables with the header alone at a page’s foot, of {len(cases)}",
                 count_cases(folder, "t32-rows", cases, bare))]


def tell_tall_row(folder):
    lines = 45
    made = pages.set_all(folder, "t33", [[fill(1), ("table", [(DAYS[0], rows_of(1, lines))])]])
    seen = [len(set(re.findall(r"긴것0의(\d+)끝", join(sum(read_pages(pdf), [])))))
            for pdf in made]
    foot = pages.TOP + pages.HEIGHT
    below = [sum(word.bottom > foot + 8 for word in read_words(pdf)) for pdf in made]
    return [tell("T33", f"lines of a row of {lines} that are off the paper",
                 [lines - count for count in seen]),
            tell("T33", "… below the text’s foot", below)]


# --- T7, T24, T37 ---------------------------------------------------------------------------------

LATIN = ("서울시장은 Chongqing Municipal Foreign Affairs Office 관계자와 International "
         "Communications Center 방문 일정을 협의하고 Friendship Agreement 체결을 준비한다.")
ADDRESS = "https://www.seoul.go.kr/international/cooperation-2024/chongqing.html?page=1&lang=ko"
URL_TEXT = f"자세한 내용은 {ADDRESS} 에서 볼 수 있다."
WIDTHS = range(50, 121)   # mm, less two margins of 10 mm


def set_narrow(folder, name, block, typst_text, kotex_text):
    """At each width a page, as each program breaks lines by itself."""
    found = []
    layout = pages.our_document([])
    copied = []
    for width in WIDTHS:
        side = f"{(148 - width + 20) / 2}mm"
        layout["page"] |= {"inner": side, "outer": side}
        layout["flow"] = [block]
        copied.append(read_pages(pages.set_ours(folder, name, layout))[0])
    found.append(copied)
    body = "\n#pagebreak()\n".join(f"#block(width: {width - 20}mm)[{typst_text}]"
                                   for width in WIDTHS)
    found.append(read_pages(peers.set_typst(folder, f"{name}-typst", TYPST_PAGE + body)))
    body = "\n\\newpage\n".join(f"\\parbox{{{width - 20}mm}}{{{kotex_text}}}" for width in WIDTHS)
    head = "\\usepackage{url}\n"
    found.append(read_pages(peers.set_kotex(folder, f"{name}-kotex",
                                            KOTEX_PAGE + head + KOTEX_BODY + body)))
    return found


def bad_ends(copied):
    """Breaks inside the address elsewhere than after `/`, `.` or `-`."""
    count = 0
    for page in copied:
        lines = [line.replace(" ", "") for line in page]
        for line, following in zip(lines, lines[1:]):
            start = re.search(r"[!-~]+$", line)
            rest = re.match(r"[!-~]+", following)
            if start and rest and start[0][-1] not in "/.-":
                count += 1
    return count


def tell_latin(folder):
    found = set_narrow(folder, "t7", {"paragraph": LATIN}, peers.typst_escape(LATIN), LATIN)
    hyphens = [sum(line.endswith(("-", "‐")) for page in copied for line in page)
               for copied in found]
    found = set_narrow(folder, "t7-url", {"paragraph": URL_TEXT},
                       URL_TEXT.replace(ADDRESS, f'#link("{ADDRESS}")'),
                       URL_TEXT.replace(ADDRESS, f"\\url{{{ADDRESS}}}"))
    return [tell("T7", f"Latin words hyphenated in Korean text, at {len(WIDTHS)} widths", hyphens),
            tell("T7", f"breaks of an address but after / . -, at {len(WIDTHS)} widths",
                 [bad_ends(copied) for copied in found])]


def tell_grid(folder):
    """Lines of text that stand off the grid of the first page's lines."""
    case = [("text",), ("heading",), ("text",), ("table", [(DAYS[0], rows_of(3))]), ("text",),
            ("figure",), ("text",), ("heading",), ("text",), ("text",)]
    off = []
    layout = pages.our_document([case], {"grid": "16pt"})
    for pdf in (pages.set_ours(folder, "t37", layout), pages.set_typst(folder, "t37", [case]),
                pages.set_kotex(folder, "t37", [case])):
        words = read_words(pdf)
        text = set(TEXT.split())
        lines = sorted({(word.page, round(word.bottom, 1)) for word in words if word.text in text})
        first = lines[0][1]
        off.append(f"{sum(abs((y - first + 8) % 16 - 8) > 0.3 for _, y in lines)} of {len(lines)}")
    return [tell("T37", "lines of text off the grid, after headings, tables, figures", off)]


def tell_ends(folder):
    found = set_narrow(folder, "t54", forms.OUR_END, forms.TYPST_END, forms.KOTEX_END)
    return [tell("T54", "half-widths from the last text to `끝.` beside it",
                 [forms.end_distances(folder / f"t54-{program}.pdf")
                  for program in ("ours", "typst", "kotex")]),
            tell("T54", f"`끝.` alone on the last line, at {len(WIDTHS)} widths",
                 [forms.count_lone_ends(copied) for copied in found])]


def tell_rules(folder):
    out = ["\nRules of pages and of public documents, counted\n",
           f"| # | | {' | '.join(PROGRAMS)} |", "|---" * 5 + "|"]
    for part in (tell_latin, marks.tell_ruby, tell_headings, tell_lone_lines, tell_long_table,
                 tell_rows, tell_tall_row, books.tell_books, tell_grid, tell_captions,
                 marks.tell_numbers, marks.tell_dates, forms.tell_times, tell_ends,
                 forms.tell_form):
        out += part(folder)
    return out

"""Small documents of the same content for all three programs, a page of twenty lines, and what
their pages hold.

A document is a list of cases, each a list of elements, and each begins on a new page:

  ("lines", texts)           paragraphs of one line
  ("heading",)
  ("text",)                  a paragraph of six lines
  ("table", days)            a header and rows: days is a list of (day, rows); a row is a list of
                             words, each of them wide enough to take a line of its cell
  ("figure",)                a frame with its caption"""

import re
import subprocess
import xml.etree.ElementTree
from collections import namedtuple

import yaml

from beside import ours, peers

LINES = 20        # of a page; 16 pt each
TOP, HEIGHT, PAPER = 60, 320, 595.28   # pt, of A5
SIDE = 29         # mm, on both sides
HEADING, CAPTION, FRAME = "표제어", "그림설명", "그림틀"
HEADER = ("날짜", "내용")
CONTINUED = "(계속)"
TEXT = ("서울시는 두 도시의 경제와 산업 분야 협력을 넓히는 방안을 논의하고 첨단산업과 관광을 함께 "
        "키우는 협약을 맺는다. 대표단은 도시계획 전시관을 둘러보고 수변 개발과 야간 명소를 만든 과정을 "
        "살펴보며, 독립유공자 후손과 간담회를 열어 희생과 헌신에 감사하는 뜻을 전하고 서울시의 보훈 "
        "정책을 소개한다. 이어 생명과학 단지를 찾아 중국의 바이오산업을 살핀다.")

Word = namedtuple("Word", "page left right top bottom text")


# --- ours -----------------------------------------------------------------------------------------

OUR_STYLES = {
    "body": {"font": "serif", "size": "10pt", "leading": "16pt", "align": "justify",
             "break": "hybrid"},
    "head": {"parent": "body", "font": "sans", "weight": 700, "size": "12pt", "leading": "20pt",
             "before": "12pt", "after": "4pt", "keep": "next", "align": "start"},
    "cell": {"parent": "body", "align": "start", "break": "word"},
    "middle": {"parent": "cell", "align": "center"},
}


def our_table(days):
    rows = [[day, " ".join(words)] for day, rows in days for words in rows]
    return {"table": {
        "rows": rows, "header_style": "cell",
        "rules": {"top": "1pt", "header": "0.5pt", "row": "0.25pt", "end": "0.5pt"},
        "continued": {"head": CONTINUED, "head_style": "cell"},
        "columns": [{"title": HEADER[0], "text": "", "width": "25mm", "merge": True,
                     "style": "cell"},
                    {"title": HEADER[1], "text": "", "width": "share 1", "style": "cell"}]}}


def our_element(kind, *rest):
    if kind == "lines":
        return [{"paragraph": text} for text in rest[0]]
    if kind == "heading":
        return [{"heading": {"level": 2, "text": HEADING}, "style": "head"}]
    if kind == "table":
        return [our_table(rest[0])]
    if kind == "figure":
        return [{"keep": "together", "flow": [
            {"box": {"height": "80pt", "rule": "0.5pt", "valign": "middle",
                     "flow": [{"paragraph": FRAME, "style": "middle"}]}},
            {"paragraph": CAPTION, "style": "middle"}]}]
    return [{"paragraph": TEXT}]


def our_document(cases, page=None):
    flow = [{"start": "page", "flow": [block for element in case
                                       for block in our_element(*element)]} for case in cases]
    return {"briefbook_layout": 1,
            "page": {"size": "A5", "duplex": False, "inner": f"{SIDE}mm", "outer": f"{SIDE}mm",
                     "top": f"{TOP}pt", "height": f"{HEIGHT}pt", **(page or {})},
            "styles": OUR_STYLES, "flow": flow}


def set_ours(folder, name, layout, trip="tests/line-quality/trip.txt"):
    path = folder / f"{name}-ours.yaml"
    text = layout if isinstance(layout, str) else yaml.safe_dump(layout, allow_unicode=True,
                                                                 sort_keys=False)
    path.write_text(text, encoding="utf-8")
    return ours.set_ours(folder, f"{name}-ours", path, ours.ROOT / trip)


# --- Typst ----------------------------------------------------------------------------------------

TYPST_PAGE = f"""#set page(paper: "a5", margin: (x: {SIDE}mm, top: {TOP}pt,
  bottom: {PAPER - TOP - HEIGHT}pt))
#set text(lang: "ko", font: ("Noto Serif", "Noto Serif CJK KR"), size: 10pt,
  top-edge: 0.8em, bottom-edge: -0.2em)
#set par(justify: true, leading: 6pt, spacing: 6pt)
#show heading: set text(12pt)
#show heading: set block(above: 18pt, below: 10pt)
#let words(body) = {{ show regex("[\\p{{Hangul}}]+"): it => box(it); body }}
"""


def typst_table(days, heads=False):
    """With the days as cells that span their rows, or as headers of the second level."""
    cells = []
    for day, rows in days:
        first = (f"table.header(level: 2, table.cell(colspan: 2)[{day}])" if heads else
                 f"table.cell(rowspan: {len(rows)})[{day}]")
        cells.append(first)
        for words in rows:
            cells += (["[]"] if heads else []) + ["[" + " ".join(words) + "]"]
    return (f"#words(table(columns: (25mm, 1fr), inset: (x: 0pt, y: 3pt), stroke: 0.25pt, "
            f"table.header[{HEADER[0]}][{HEADER[1]}], {', '.join(cells)}))")


def typst_element(kind, *rest):
    if kind == "lines":
        return "\n\n".join(rest[0])
    if kind == "heading":
        return f"== {HEADING}"
    if kind == "table":
        return typst_table(*rest)
    if kind == "figure":
        return (f"#figure(rect(width: 100%, height: 80pt)[#align(center + horizon)[{FRAME}]], "
                f"caption: [{CAPTION}], supplement: none, numbering: none)")
    return TEXT


def set_typst(folder, name, cases, head=""):
    body = "\n#pagebreak()\n".join("\n\n".join(typst_element(*element) for element in case)
                                   for case in cases)
    return peers.set_typst(folder, f"{name}-typst", TYPST_PAGE + head + body)


# --- XeLaTeX --------------------------------------------------------------------------------------

KOTEX_PAGE = r"""\documentclass[a5paper]{article}
\usepackage[hmargin=%dmm,top=%dbp,textheight=%dbp,headsep=12pt]{geometry}
\usepackage{kotex,longtable,multirow,array,caption}
\setmainfont{Noto Serif}
\setmainhangulfont{Noto Serif CJK KR}
\setmainhanjafont{Noto Serif CJK KR}
\pagestyle{empty}\parindent=0pt \parskip=0pt \topskip=12bp \raggedbottom
\frenchspacing \emergencystretch=3em
\newcommand\words{\disablehangulspacingandlinebreak}
""" % (SIDE, TOP, HEIGHT)
KOTEX_BODY = r"""\begin{document}\fontsize{10}{16bp}\selectfont
"""


def kotex_table(days):
    head = f"\\hline {HEADER[0]}&{HEADER[1]}\\\\\\hline"
    body = "".join(f"{day if at == 0 else ''}&{' '.join(words)}\\\\\\hline\n"
                   for day, rows in days for at, words in enumerate(rows))
    return ("{\\words\\begin{longtable}{@{}p{20mm}>{\\raggedright\\arraybackslash}p{60mm}@{}}\n"
            f"{head}\\endfirsthead\n"
            f"\\multicolumn{{2}}{{@{{}}l}}{{{CONTINUED}}}\\\\{head}\\endhead\n"
            f"{body}\\end{{longtable}}}}")


def kotex_element(kind, *rest):
    if kind == "lines":
        return "\n\n".join(rest[0])
    if kind == "heading":
        return f"\\subsection*{{{HEADING}}}"
    if kind == "table":
        return kotex_table(rest[0])
    if kind == "figure":
        return ("\\begin{figure}[htbp]\\fbox{\\parbox[c][80bp]{0.9\\linewidth}{\\centering "
                f"{FRAME}}}}}\\caption*{{{CAPTION}}}\\end{{figure}}")
    return TEXT


def set_kotex(folder, name, cases, head=""):
    body = "\n\\clearpage\n".join("\n\n".join(kotex_element(*element) for element in case)
                                  for case in cases)
    return peers.set_kotex(folder, f"{name}-kotex", KOTEX_PAGE + head + KOTEX_BODY + body)


def set_all(folder, name, cases):
    return [set_ours(folder, name, our_document(cases)), set_typst(folder, name, cases),
            set_kotex(folder, name, cases)]


# --- reading --------------------------------------------------------------------------------------

def fill(count, case=0):
    return "lines", [f"채움 {case}-{at}" for at in range(count)]


def read_glyphs(pdf):
    """Page, line and character, in the order of the file; those beyond the paper's edge too."""
    done = subprocess.run(["mutool", "draw", "-q", "-F", "stext", pdf], capture_output=True,
                          check=True)
    for number, page in enumerate(xml.etree.ElementTree.fromstring(done.stdout).iter("page")):
        for at, line in enumerate(page.iter("line")):
            for char in line.iter("char"):
                quad = [float(part) for part in char.get("quad").split()]
                yield (number, at), Word(number, min(quad[::2]), max(quad[::2]), quad[1],
                                         float(char.get("y")), char.get("c"))


def read_words(pdf):
    """Characters joined where no blank is between them."""
    words, before = [], None
    for line, char in read_glyphs(pdf):
        blank = re.match(r"[\s\u200b\u2060]", char.text)
        if not blank and line == before:
            last = words[-1]
            words[-1] = last._replace(right=char.right, text=last.text + char.text)
        elif not blank:
            words.append(char)
        before = None if blank else line
    return words


def read_pages(pdf):
    """The lines of each page, from top to bottom, those that can be seen."""
    told = subprocess.run(["pdfinfo", pdf], capture_output=True, check=True).stdout.decode()
    pages = [{} for _ in range(int(re.search(r"Pages: +(\d+)", told)[1]))]
    for word in read_words(pdf):
        if 0 < word.bottom < PAPER:
            pages[word.page].setdefault(round(word.bottom / 3), []).append(word)
    return [[" ".join(word.text for word in sorted(rows[at], key=lambda word: word.left))
             for at in sorted(rows)] for rows in pages]


def split_cases(pages):
    """The pages of each case, which its first line names."""
    cases = {}
    current = None
    for page in pages:
        named = re.search(r"채움 (\d+)-", " ".join(page))
        current = int(named[1]) if named else current
        cases.setdefault(current, []).append(page)
    return cases

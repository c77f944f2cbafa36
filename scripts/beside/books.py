"""A book of twelve short chapters by all three programs: rectos, heads, contents, margins (T34 to
T36, T56)."""

import re
import subprocess

import yaml

from beside import pages, peers
from beside.pages import fill, read_glyphs, read_pages, read_words

CITIES = ("서울", "파리", "충칭", "베이징", "도쿄", "런던", "베를린", "로마", "하노이", "방콕", "델리", "카이로")
LENGTHS = (25, 45, 10, 30, 15, 62, 8, 21, 19, 41, 5, 33)   # lines of the chapters
MARK = "대외비"
INNER, OUTER, GUTTER = 29, 19, 10   # mm
RUNS = 5

OUR_BOOK = f"""briefbook_layout: 1
page:
  {{size: A5, duplex: true, inner: {INNER}mm, outer: {OUTER}mm, gutter: {GUTTER}mm, top: 60pt,
    height: 320pt}}
styles:
  body: {{font: serif, size: 10pt, leading: 16pt}}
  head: {{parent: body, font: sans, weight: 700, size: 12pt, leading: 20pt, after: 4pt, keep: next}}
masters:
  plain: {{}}
  numbered:
    furniture:
      - {{text: "{{page.part.name}}", style: body, side: inner, zone: head, baseline: 36pt}}
      - {{text: "{{trip.marks.classification}}", style: body, side: outer, zone: head,
          baseline: 36pt}}
      - {{text: "{{page.number}} / {{page.count}}", style: body, side: outer, zone: foot,
          baseline: 410pt}}
flow:
  - flow:
      - each: contents.parts as part
        flow:
          - toc:
              each: part.entries as entry
              columns:
                - {{text: "{{entry.title}}", leader: true}}
                - {{text: "{{entry|page}}", width: 10mm, align: end}}
    master: plain
  - each: cities as city
    start: recto
    master: numbered
    part: {{number: city.number, name: city.name}}
    flow:
      - {{heading: {{level: 1, text: "{{city.name}}"}}, style: head, entry: {{title: city.name}}}}
      - each: city.facts as fact
        flow: [{{paragraph: "{{fact.value}}"}}]
"""

TYPST_BOOK = f"""#set page(paper: "a5",
  margin: (inside: {INNER + GUTTER}mm, outside: {OUTER}mm, top: 60pt,
    bottom: {pages.PAPER - pages.TOP - pages.HEIGHT}pt),
  header: context {{
    let before = query(heading).filter(it => it.location().page() <= here().page())
    if before.len() > 0 [#before.last().body #h(1fr) {MARK}]
  }},
  footer: context if here().page() > 1 [#h(1fr) #counter(page).display("1 / 1", both: true)])
#set text(lang: "ko", font: ("Noto Serif", "Noto Serif CJK KR"), size: 10pt,
  top-edge: 0.8em, bottom-edge: -0.2em)
#set par(leading: 6pt, spacing: 6pt)
#outline(title: none)
#show heading: it => {{ pagebreak(weak: true, to: "odd"); it }}
"""

KOTEX_BOOK = rf"""\documentclass[a5paper,twoside]{{article}}
\usepackage[inner={INNER}mm,outer={OUTER}mm,bindingoffset={GUTTER}mm,top=60bp,
  textheight=320bp]{{geometry}}
\usepackage{{kotex,fancyhdr,lastpage,emptypage}}
\usepackage[hidelinks]{{hyperref}}
\setmainfont{{Noto Serif}}
\setmainhangulfont{{Noto Serif CJK KR}}
\parindent=0pt \parskip=0pt \topskip=12bp
\pagestyle{{fancy}}\fancyhf{{}}
\fancyhead[LO,RE]{{\leftmark}}\fancyhead[RO,LE]{{{MARK}}}
\fancyfoot[RO,LE]{{\thepage\ / \pageref{{LastPage}}}}
\newcommand\city[1]{{\cleardoublepage\phantomsection\markboth{{#1}}{{#1}}%
  \addcontentsline{{toc}}{{subsection}}{{#1}}\subsection*{{#1}}}}
\makeatletter\newcommand\contents{{\thispagestyle{{empty}}\@starttoc{{toc}}}}\makeatother
\begin{{document}}\fontsize{{10}}{{16bp}}\selectfont
\contents
"""


def chapter_lines(at):
    return fill(LENGTHS[at], at)[1]


def set_ours(folder):
    trip = {"briefbook": 1, "trip": {
        "id": "book", "title": "책", "from": "2024-07-24", "to": "2024-07-24",
        "home": {"city": "서울", "timezone": "Asia/Seoul"}, "marks": {"classification": MARK}},
        "cities": [{"id": f"c{at}", "name": name, "timezone": "Asia/Seoul",
                    "days": [{"date": "2024-07-24"}],
                    "facts": [{"label": "x", "value": line} for line in chapter_lines(at)]}
                   for at, name in enumerate(CITIES)]}
    path = folder / "book-trip.yaml"
    path.write_text(yaml.safe_dump(trip, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return pages.set_ours(folder, "book", OUR_BOOK, path)


def set_kotex(folder):
    """And the number of runs after which nothing changes any more."""
    body = "\n".join(f"\\city{{{name}}}\n" + "\n\n".join(chapter_lines(at))
                     for at, name in enumerate(CITIES))
    for old in folder.glob("book-kotex.*"):
        old.unlink()
    before = None
    for run in range(1, RUNS + 1):
        pdf = peers.set_kotex(folder, "book-kotex", KOTEX_BOOK + body)
        now = read_pages(pdf)
        if now == before:
            return pdf, run - 1
        before = now
    return pdf, f"more than {RUNS}"


def chapter_starts(found):
    """The first page of each chapter, counted from 1."""
    return [next(number for number, page in enumerate(found, 1) if f"채움 {at}-0" in page)
            for at in range(len(CITIES))]


def wrong_heads(found):
    """Pages with lines of a chapter whose head or foot is not the chapter's or the page's."""
    city = folio = mark = count = 0
    for number, page in enumerate(found, 1):
        case = re.search(r"채움 (\d+)-", " ".join(page))
        if not case:
            continue
        count += 1
        city += CITIES[int(case[1])] not in page[0].split()
        mark += MARK not in page[0].split()
        folio += page[-1].replace(" ", "") != f"{number}/{len(found)}"
    return f"{city}, {mark}, {folio} of {count}"


def filled_blanks(found):
    blanks = [page for page in found[1:] if not re.search("채움", " ".join(page))]
    return f"{sum(bool(page) for page in blanks)} of {len(blanks)}"


def text_edges(pdf):
    """Where the text begins on odd and on even pages, in mm."""
    lefts = {}
    for word in read_words(pdf):
        if word.text == "채움":
            lefts.setdefault(word.page % 2, set()).add(round(word.left / 72 * 25.4))
    return ", ".join("/".join(map(str, sorted(lefts[side]))) for side in (0, 1))


def wrong_numbers(found):
    """Entries of the contents that do not name the page where the chapter begins."""
    starts = chapter_starts(found)
    right = 0
    for line in found[0]:
        for at, name in enumerate(CITIES):
            right += line.startswith(name) and line.endswith(str(starts[at])) \
                and not line[:-len(str(starts[at]))].endswith(tuple("0123456789"))
    return len(CITIES) - right


def leader_spread(pdf):
    """How far the last dots of the lines of the contents stand off those of the first, in pt."""
    lines = {}
    for _, char in read_glyphs(pdf):
        if char.page == 0 and char.text in ".·…":
            lines.setdefault(round(char.bottom / 3), []).append((char.left + char.right) / 2)
    rows = [sorted(row)[-10:] for row in lines.values()]
    return f"{max(min(abs(x - y) for y in rows[0]) for row in rows[1:] for x in row[1:-1]):.1f}"


def count_links(pdf):
    done = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf, "-"],
                          capture_output=True, check=False)
    return done.stdout.count(b"/Subtype /Link")


def tell_tags(pdf):
    """What the structure tree holds of the running heads."""
    done = subprocess.run(["pdfinfo", "-struct-text", pdf], capture_output=True, check=True)
    text = done.stdout.decode(errors="replace")
    if "채움" not in text:
        return "no tags"
    return "kept out" if MARK not in text else "read as text"


def tell_books(folder):
    typst_body = "\n".join(f"= {name}\n" + "\n\n".join(chapter_lines(at))
                           for at, name in enumerate(CITIES))
    kotex, runs = set_kotex(folder)
    made = [set_ours(folder), peers.set_typst(folder, "book-typst", TYPST_BOOK + typst_body), kotex]
    found = [read_pages(pdf) for pdf in made]
    rows = [
        ("T34", f"chapters that begin on a recto, of {len(CITIES)}",
         [sum(start % 2 for start in chapter_starts(book)) for book in found]),
        ("T34", "blank pages before them that are not blank", map(filled_blanks, found)),
        ("T34", f"left edge of the text on odd and even pages, mm; inner {INNER}, outer {OUTER}, "
         f"gutter {GUTTER}", map(text_edges, made)),
        ("T35, T56", "pages whose head lacks the city, the mark, whose folio is wrong",
         map(wrong_heads, found)),
        ("T35", "running heads in the tags", map(tell_tags, made)),
        ("T36", f"wrong page numbers in the contents, of {len(CITIES)}",
         map(wrong_numbers, found)),
        ("T36", "runs of the program that takes", [1, 1, runs]),
        ("T36", "links; dots of one line off those of another, pt",
         [f"{count_links(pdf)}; {leader_spread(pdf)}" for pdf in made])]
    return [f"| {rule} | {what} | {' | '.join(map(str, cells))} |" for rule, what, cells in rows]

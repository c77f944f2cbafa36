"""Readings above the text, marks of items and dates by all three programs (T24, T50 to T53)."""

import re
from collections import Counter

import typst

from beside import pages, peers
from beside.pages import KOTEX_BODY, KOTEX_PAGE, TEXT, TYPST_PAGE, read_glyphs, read_pages
from beside.texts import complain

NAMES = (("胡衡華", "후헝화"), ("殷勇", "인융"), ("重慶", "충칭"))

# --- T24 ------------------------------------------------------------------------------------------

OUR_RUBY = {"size": "10pt", "leading": "16pt", "font": "serif", "align": "justify",
            "break": "hybrid", "ruby": {"style": "reading", "by": "group"}}
TYPST_RUBY = """#let ruby(base, reading) = box[#place(top + center, dy: -0.6em,
  box(width: 9em, text(5pt, reading)))#base]
"""
KOTEX_RUBY = r"\usepackage{pxrubrica}\rubysetup{g}" + "\n"


def ruby_parts():
    """Texts and names in turn."""
    thirds = re.findall(r".{1,60}(?: |$)", TEXT)[:len(NAMES)]
    return list(zip(thirds, NAMES))


def line_pitches(pdf):
    """How often each distance from one line of text to the next is found, in pt."""
    lines = sorted({round(char.bottom, 1) for _, char in read_glyphs(pdf)
                    if char.right - char.left > 7 and "가" <= char.text <= "힣"})
    return Counter(round(b - a, 1) for a, b in zip(lines, lines[1:]))


def tell_ruby(folder):
    spans = [part for text, (base, reading) in ruby_parts()
             for part in (text, {"text": base, "ruby": reading}, " ")]
    layout = pages.our_document([])
    layout["styles"] |= {"read": {"parent": "body", "ruby": {"style": "reading"}},
                         "reading": {"font": "serif", "size": "5pt", "leading": "6pt"}}
    layout["flow"] = [{"paragraph": {"spans": spans * 2}, "style": "read"}]
    head = TYPST_PAGE + TYPST_RUBY
    body = "".join(f"{text}#ruby[{base}][{reading}] " for text, (base, reading) in ruby_parts())
    typst_pdf = peers.set_typst(folder, "t24-typst", head + body * 2)
    body = "".join(f"{text}\\ruby{{{base}}}{{{reading}}} "
                   for text, (base, reading) in ruby_parts())
    kotex_pdf = peers.set_kotex(folder, "t24-kotex",
                                KOTEX_PAGE + KOTEX_RUBY + KOTEX_BODY + body * 2)
    cells = []
    for pdf in (pages.set_ours(folder, "t24", layout), typst_pdf, kotex_pdf):
        found = line_pitches(pdf)
        cells.append(", ".join(f"{pitch:g}" for pitch in sorted(found)))
    return [f"| T24 | distances of lines with readings, pt | {' | '.join(cells)} |"]


# --- T50 ------------------------------------------------------------------------------------------

COUNT = 16
SYLLABLES = "가나다라마바사아자차카타파하거너"
LEVELS = {
    "1.": [f"{n}." for n in range(1, COUNT + 1)],
    "가.": [f"{s}." for s in SYLLABLES],
    "1)": [f"{n})" for n in range(1, COUNT + 1)],
    "가)": [f"{s})" for s in SYLLABLES],
    "(1)": [f"({n})" for n in range(1, COUNT + 1)],
    "(가)": [f"({s})" for s in SYLLABLES],
    "①": [chr(ord("①") + n) for n in range(COUNT)],
    "㉮": [chr(ord("㉮") + n) for n in range(14)],   # there are no more of them
}
KOTEX_COUNTERS = {"1.": r"\arabic*.", "가.": r"\gana*.", "1)": r"\arabic*)", "가)": r"\gana*)",
                  "(1)": r"(\arabic*)", "(가)": r"(\gana*)", "①": r"\onum*", "㉮": r"\ogana*"}


def read_marks(pdf):
    """What stands before each item."""
    return [line.removesuffix("항목").strip() for page in read_pages(pdf) for line in page]


def our_marks(folder, first, count):
    layout = pages.our_document([])
    layout["lists"] = {"one": [{"number": first, "at": "0pt"}]}
    layout["flow"] = [{"rich": {"text": "trip.purpose", "lists": "one"}}]
    trip = folder / "t50-trip.yaml"
    items = "\n".join("    1. 항목" for _ in range(count))
    trip.write_text("briefbook: 1\ntrip:\n  id: t50\n  title: x\n  from: 2024-07-24\n"
                    "  to: 2024-07-24\n  home: {city: 서울, timezone: Asia/Seoul}\n"
                    f"  purpose: |\n{items}\ncities:\n  - {{id: a, name: 서울, "
                    "timezone: Asia/Seoul, days: [{date: 2024-07-24}]}\n", encoding="utf-8")
    return read_marks(pages.set_ours(folder, "t50", layout, trip))


def typst_marks(folder, first, count):
    items = "".join("[항목]" for _ in range(count))
    try:
        return read_marks(peers.set_typst(folder, "t50-typst", TYPST_PAGE +
                                          f'#enum(numbering: "{first}"){items}'))
    except typst.TypstError:
        return []


def kotex_marks(folder, first, count):
    """An error of TeX keeps what was set before it."""
    head = KOTEX_PAGE + "\\usepackage{enumitem,dhucs-enumitem}\n" + KOTEX_BODY
    items = "\\item 항목 " * count
    pdf = peers.set_kotex(folder, "t50-kotex", f"{head}\\begin{{enumerate}}[nosep,label="
                          f"{KOTEX_COUNTERS[first]}]{items}\\end{{enumerate}}", strict=False)
    return read_marks(pdf)


def tell_numbers(folder):
    cells = []
    for marks in (our_marks, typst_marks, kotex_marks):
        wrong = []
        for first, expected in LEVELS.items():
            found = marks(folder, first, len(expected))
            bad = next((at for at, (a, b) in enumerate(zip(expected, found + [""] * COUNT))
                        if a != b), None)
            if bad is not None:
                said = found[bad] if bad < len(found) else ""
                wrong.append(f"`{expected[bad]}`: " + (f"`{said}`" if said else "none"))
        cells.append("; ".join(wrong) or "all right")
    return [f"| T50 | marks of {COUNT} items on eight levels: the first wrong one | "
            f"{' | '.join(cells)} |"]


# --- T51, T53 -------------------------------------------------------------------------------------

def tell_dates(folder):
    """What the program itself makes of a date, and of the days between two."""
    layout = pages.our_document([])
    layout["flow"] = [{"paragraph": "{trip.from|date:full}"},
                      {"paragraph": "{trip.nights|nights:trip.days}"}]
    trip = folder / "t51-trip.yaml"
    trip.write_text("briefbook: 1\ntrip:\n  id: t51\n  title: x\n  from: 2024-07-24\n"
                    "  to: 2024-08-01\n  home: {city: 서울, timezone: Asia/Seoul}\n  nights: 7\n"
                    "cities:\n  - {id: a, name: 서울, timezone: Asia/Seoul, "
                    "days: [{date: 2024-07-24}]}\n", encoding="utf-8")
    date = "datetime(year: 2024, month: 7, day: 24)"
    pattern = '"[year]. [month padding:none]. [day padding:none].([weekday repr:short])"'
    body = (f"#{date}.display({pattern})\n\n"
            f"#(datetime(year: 2024, month: 8, day: 1) - {date}).days()")
    made = [pages.set_ours(folder, "t51", layout, trip),
            peers.set_typst(folder, "t51-typst", TYPST_PAGE + body),
            peers.set_kotex(folder, "t51-kotex", r"\PassOptionsToPackage{hangul}{kotex}" +
                            KOTEX_PAGE + KOTEX_BODY + r"\year=2024 \month=7 \day=24 \today")]
    found = [[line for page in read_pages(pdf) for line in page] for pdf in made]
    if not all(found):
        complain("a program made no date")
    return [f"| T51, T53 | a date and the nights from it to 1 August | "
            f"{' | '.join(', '.join(f'`{line}`' for line in lines) for lines in found)} |"]

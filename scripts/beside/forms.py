"""Times here and at home, the end of a text, the page of public documents (T52, T54, T55)."""

from collections import Counter

from beside import pages, peers
from beside.pages import KOTEX_BODY, KOTEX_PAGE, TEXT, TYPST_PAGE, read_glyphs, read_pages
from beside.texts import complain

# --- T52 ------------------------------------------------------------------------------------------

TRIP = """briefbook: 1
trip:
  id: t52
  title: x
  from: 2024-07-24
  to: 2024-07-24
  home: {city: 서울, timezone: Asia/Seoul}
cities:
  - id: paris
    name: 파리
    timezone: Europe/Paris
    days: [{date: 2024-07-24, events: [{id: e, title: x, start: "22:30"}]}]
"""
CLOCKS = ("tbd", "morning", "noon", "afternoon", "evening", "after_previous")
TYPST_TIMES = """#let start = datetime(year: 2024, month: 7, day: 24, hour: 22, minute: 30,
  second: 0)
#start.display("[hour]:[minute]")

#(start + duration(hours: 7)).display("[hour]:[minute]")
"""


def tell_times(folder):
    """What a program makes of a time, and of the same moment at home. Typst is told the hours
    between them; datetime2 has nothing to add them with."""
    layout = pages.our_document([])
    layout["labels"] = {name: {"ko": name} for name in CLOCKS}
    layout["flow"] = [{"each": "events as event",
                       "flow": [{"paragraph": "{event.start|time}"},
                                {"paragraph": "{event.home_start|time}"}]}]
    trip = folder / "t52-trip.yaml"
    trip.write_text(TRIP, encoding="utf-8")
    made = [pages.set_ours(folder, "t52", layout, trip),
            peers.set_typst(folder, "t52-typst", TYPST_PAGE + TYPST_TIMES),
            peers.set_kotex(folder, "t52-kotex",
                            KOTEX_PAGE + "\\usepackage[showseconds=false]{datetime2}\n" +
                            KOTEX_BODY + "\\DTMdisplaytime{22}{30}{0}")]
    found = [[line for page in read_pages(pdf) for line in page] for pdf in made]
    if not all(found):
        complain("a program made no time")
    return [f"| T52 | half past ten in the evening in Paris, and that in Seoul | "
            f"{' | '.join(', '.join(f'`{line}`' for line in lines) for lines in found)} |"]


# --- T54 ------------------------------------------------------------------------------------------

END = "끝."
OUR_END = {"paragraph": TEXT, "ending": END}
TYPST_END = f"{TEXT}#h(1em){END}"
KOTEX_END = f"{TEXT}\\hskip1em {END}"


def count_lone_ends(copied):
    return sum(page[-1] == END for page in copied)


def end_distances(pdf):
    """In half-widths of 10 pt, from the last text to the end beside it."""
    found, before = set(), None
    for _, char in read_glyphs(pdf):
        beside = before and before.page == char.page and abs(before.bottom - char.bottom) < 1
        if char.text == END[0] and beside:
            found.add(round((char.left - before.right) / 5, 1))
        if char.text.strip():
            before = char
    return ", ".join(f"{distance:g}" for distance in sorted(found)) or "none"


# --- T55 ------------------------------------------------------------------------------------------

SIZE, PITCH, MM = 12, 19.2, 72 / 25.4
PAPER = (210, 297)
KOTEX_FORM = (KOTEX_PAGE.replace("a5paper", "a4paper") + "\\AtBeginDocument{\\newgeometry{"
              "left=20mm,right=20mm,top=20mm,bottom=10mm,noheadfoot}}\n\\begin{document}"
              f"\\fontsize{{{SIZE}}}{{{PITCH}bp}}\\selectfont\n")
BETWEEN = f"{PITCH - SIZE}pt"
TYPST_FORM = (TYPST_PAGE + '#set page(paper: "a4", margin: (x: 20mm, top: 20mm, bottom: 10mm))\n'
              f"#set text({SIZE}pt)\n#set par(leading: {BETWEEN}, spacing: {BETWEEN})\n")


def page_of(pdf):
    """Millimetres left, right, above and below the text of the pages but the last, and the pitch of
    their lines in per cent of the size."""
    chars = [char for _, char in read_glyphs(pdf) if char.text.strip()]
    chars = [char for char in chars if char.page < chars[-1].page]
    lines = sorted({round(char.bottom, 1) for char in chars})
    pitch = Counter(round(b - a, 1) for a, b in zip(lines, lines[1:])).most_common(1)[0][0]
    room = (min(char.left for char in chars) / MM,
            PAPER[0] - max(char.right for char in chars) / MM,
            (lines[0] - 0.8 * SIZE) / MM, PAPER[1] - (lines[-1] + 0.2 * SIZE) / MM)
    return ", ".join(f"{side:.0f}" for side in room) + f"; {100 * pitch / SIZE:.0f} %"


def tell_form(folder):
    layout = pages.our_document([], {"size": "A4", "inner": "20mm", "outer": "20mm",
                                     "top": "20mm", "height": "267mm"})
    layout["styles"] = {"body": layout["styles"]["body"] | {"size": f"{SIZE}pt",
                                                            "leading": f"{PITCH}pt"}}
    text = " ".join([TEXT] * 40)
    layout["flow"] = [{"paragraph": text}]
    made = (pages.set_ours(folder, "t55", layout),
            peers.set_typst(folder, "t55-typst", TYPST_FORM + text),
            peers.set_kotex(folder, "t55-kotex", KOTEX_FORM + text))
    return ["| T55 | mm left, right, above, below the text, of 20, 20, 20, 10; pitch of lines | "
            f"{' | '.join(page_of(pdf) for pdf in made)} |"]

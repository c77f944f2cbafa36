"""What is measured of lines and of copied text."""

import re
import subprocess

import yaml

from beside import ours, peers
from beside.texts import (KOTEX, OURS, PARAGRAPHS, PROGRAMS, ROOT, RUNNING_TEXT, TYPST, complain,
                          is_list, is_table)

def read_text(pdf, page=None):
    """What two readers copy from it."""
    pages = ["-f", str(page), "-l", str(page)] if page else []
    poppler = subprocess.run(["pdftotext", *pages, pdf, "-"], capture_output=True, check=True)
    mupdf = subprocess.run(["mutool", "draw", "-q", "-F", "txt", pdf, *pages[1:2]],
                           capture_output=True, check=True)
    return poppler.stdout.decode(), mupdf.stdout.decode()


def find_difference(source, copied):
    """Where copied lines leave the source, or None: a line's end may stand for a space or for
    nothing, all else has to be the same."""
    at = 0
    for line in copied.replace("\f", "\n").splitlines():
        line = line.strip()
        while line and at < len(source) and source[at].isspace():
            at += 1
        if not source.startswith(line, at):
            return next((line[max(0, i - 6):i + 6] for i, char in enumerate(line)
                         if source[at + i:at + i + 1] != char), line)
        at += len(line)
    return None if not source[at:].strip() else source[at:at + 12]


def measure_lines(pdf, size, paragraphs):
    source = pdf.with_suffix(".txt")
    source.write_text("\n".join(paragraphs), encoding="utf-8")
    done = subprocess.run([ROOT / "scripts/line-quality", "--source", source, "--size", str(size),
                           pdf], capture_output=True, text=True)
    if done.returncode:
        complain(f"line-quality {pdf}: {done.stdout}{done.stderr}")
    return {name: float(value) for name, value in
            (line.split() for line in done.stdout.splitlines())}


# How far letters give way with the spaces: as far as kotex moves them where words are whole; sooner
# than spaces, so that these stay even; as far as they do by default.
ROOM = "stretch: {letters: 88, most: 1300, order: together}"
EVEN = "stretch: {letters: 75, most: 1050, order: together}"
LITTLE = "stretch: {letters: 40, most: 1300, order: together}"
PENALTY = r"\XeTeXlinebreakpenalty="
HELD = "中關村"   # in a name that ours does not tear (T4, T24) and that costs a line its evenness


def set_freely(folder, name, paragraphs, trip=RUNNING_TEXT):
    """What breaks between any two syllables, or nearly so: label and PDF."""
    def our(mode, *more):
        return ours.set_paragraphs(folder, name, ", ".join([f"break: {mode}", *more]), trip)

    return {
        f"{OURS}, `syllable`": our("syllable"),
        f"{OURS}, `syllable`, letters with spaces": our("syllable", LITTLE),
        f"{OURS}, `syllable`, room in letters": our("syllable", ROOM),
        f"{OURS}, `hybrid`, even": our("hybrid", EVEN),
        TYPST: peers.typst_paragraphs(folder, name, paragraphs),
        KOTEX: peers.kotex_paragraphs(folder, name, paragraphs),
        f"{KOTEX}, penalty 1000": peers.kotex_paragraphs(folder, name, paragraphs,
                                                         PENALTY + "1000", "-penalty1"),
    }


def set_whole(folder, name, paragraphs):
    """What breaks words for need, or never: label and PDF."""
    def our(mode, *more):
        return ours.set_paragraphs(folder, name, ", ".join([f"break: {mode}", *more]))

    def typst(form):
        return peers.typst_paragraphs(folder, name, paragraphs, form)

    def kotex(*more):
        return peers.kotex_paragraphs(folder, name, paragraphs, *more)

    return {
        f"{OURS}, `hybrid`": our("hybrid"),
        f"{OURS}, `hybrid`, room in letters": our("hybrid", ROOM),
        f"{TYPST}, boxes around Hangul": typst("hangul"),
        f"{KOTEX}, penalty 10000": kotex(PENALTY + "10000", "-penalty10"),
        f"{OURS}, `word`": our("word"),
        f"{OURS}, `word`, room in letters": our("word", ROOM),
        f"{TYPST}, boxes around words": typst("boxes"),
        f"{TYPST}, word joiners": typst("joiners"),
        f"{KOTEX}, words whole": kotex(r"\words", "-words"),
    }


def tell_table(title, pdfs, size, paragraphs):
    out = [f"\n{title}\n",
           "| | inside a word | stranded | gap p50 | p95 | widest | letters | RMS | copied |",
           "|---" * 9 + "|"]
    for label, pdf in pdfs.items():
        figures = measure_lines(pdf, size, paragraphs)
        same = ["=" if find_difference("\n".join(paragraphs), text) is None else "≠"
                for text in read_text(pdf)]
        out.append(f"| {label} | {figures['inside']:.1f} % | {figures['stranded']:.0f} | "
                   f"{figures['gap50']:.2f} | {figures['gap95']:.2f} | {figures['gapmost']:.2f} | "
                   f"{figures['glyph']:.3f} | {figures['rms']:.2f} | {' '.join(same)} |")
    return out


def tell_paragraphs(folder, paragraphs):
    """One table for each measure, and one without the name that only ours keeps."""
    out = []
    for name, (width, size) in PARAGRAPHS.items():
        pdfs = set_freely(folder, name, paragraphs) | set_whole(folder, name, paragraphs)
        out += tell_table(f"{width} mm, {size} pt", pdfs, size, paragraphs)
    less = folder / "less"
    less.mkdir(exist_ok=True)
    rest = [text for text in paragraphs if HELD not in text]
    pdfs = set_freely(less, name, rest, ours.write_trip(less, HELD))
    return out + tell_table(f"{width} mm, {size} pt, without the paragraph of `{HELD}`",
                            pdfs, size, rest)


def read_lines(pdf, page):
    """The lines of a page as they stand, whatever their word spaces."""
    done = subprocess.run(["pdftotext", "-layout", "-f", str(page), "-l", str(page), pdf, "-"],
                          capture_output=True, check=True)
    return re.sub(" +", " ", done.stdout.decode())


UNITS = ("2024. 7. 24.(수)", "14:00", "KE901편", "60만㎡", "24℃", "25%")
UNIT_WIDTHS = range(30, 91)   # mm


def our_units(folder, text):
    """The lines of a text, justified, set as wide as each of UNIT_WIDTHS."""
    layout = yaml.safe_load((ROOT / "tests/line-quality/narrow.yaml").read_text(encoding="utf-8"))
    trip = yaml.safe_load(RUNNING_TEXT.read_text(encoding="utf-8"))
    trip["trip"]["purpose"] = text
    paths = [folder / "units-ours.yaml", folder / "units-trip.yaml"]
    copied = []
    for width in UNIT_WIDTHS:
        margin = f"{(210 - width) / 2}mm"
        layout["page"] |= {"inner": margin, "outer": margin}
        for path, content in zip(paths, (layout, trip)):
            path.write_text(yaml.safe_dump(content, allow_unicode=True, default_flow_style=None),
                            encoding="utf-8")
        copied.append(read_lines(ours.set_ours(folder, "units-ours", *paths), 1))
    return copied


def peer_units(folder, text):
    head = peers.TYPST_HEAD.format(page=210, margin=60, size=10)
    body = "\n#pagebreak()\n".join(f"#block(width: {width}mm)[{peers.typst_escape(text)}]"
                                   for width in UNIT_WIDTHS)
    typst_pdf = peers.set_typst(folder, "units-typst", head + body)
    head = peers.KOTEX_HEAD.format(page=210, height=842, margin=60, size=10)
    body = "\n\\newpage\n".join(f"\\parbox{{{width}mm}}{{{peers.kotex_escape(text)}}}"
                                 for width in UNIT_WIDTHS)
    kotex_pdf = peers.set_kotex(folder, "units-kotex", head + body)
    return [[read_lines(pdf, page) for page in range(1, len(UNIT_WIDTHS) + 1)]
            for pdf in (typst_pdf, kotex_pdf)]


def tell_units(folder, rows):
    """How often a figure is parted from what belongs to it (T4), over many widths."""
    text = next(row.text for row in rows if row.name == "t4")
    out = ["\nFigures parted from their units, T4, at widths of "
           f"{UNIT_WIDTHS[0]} to {UNIT_WIDTHS[-1]} mm\n",
           f"| | {' | '.join(f'`{unit}`' for unit in UNITS)} |", "|---" * (len(UNITS) + 1) + "|"]
    for label, copied in zip(PROGRAMS, [our_units(folder, text), *peer_units(folder, text)]):
        counts = [sum(unit not in page for page in copied) for unit in UNITS]
        out.append(f"| {label} | {' | '.join(map(str, counts))} |")
    return out


def tell_rows(rows, pdfs):
    out = ["\nCopied text of the examples: pdftotext, mutool\n", f"| | {' | '.join(PROGRAMS)} |",
           "|---|---|---|---|"]
    for page, row in enumerate(rows, 1):
        if not row.text or is_list(row) or is_table(row) or row.style == "report":
            continue
        cells = []
        for pdf in pdfs:
            found = [find_difference(row.text, text) for text in read_text(pdf, page)]
            cells.append(" ".join("=" if part is None else f"≠ `{part}`" for part in found))
        out.append(f"| {row.rule} {row.name} | {' | '.join(cells)} |")
    return out

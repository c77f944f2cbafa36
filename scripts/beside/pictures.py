"""The pictures of docs/typography.md."""

import subprocess

from PIL import Image, ImageChops, ImageDraw, ImageFont

from beside.ours import set_ours
from beside.pages import read_pages
from beside.texts import (DPI, PARAGRAPHS, PROGRAMS, ROOT, ROW_MARGIN, ROW_WIDTH, SCREEN,
                          SPECIMEN_PAGES, complain)

GAP, EDGE, OVER = 36, 8, 28   # px; what juts out of the measure is shown so far
SHADES = 16
BODY = 330                    # px of running text
MEASURE = 215                 # grey of the measure's edges

PICTURES = {
    "compare-lines": ["t1-hybrid", "t2", "t4", "t5", "t6", ],
    "compare-chinese": ["t9-zh", "t10", "t25-zh", "t20"],
    "compare-words": ["t8", "t11", "t14", "t12", "t23", "t39"],
}


def draw_pages(pdf, dpi=DPI, colors=("-gray",)):
    stem = pdf.with_suffix("")
    for old in stem.parent.glob(f"{stem.name}-*.png"):
        old.unlink()
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", *colors, pdf, stem], check=True)
    return sorted(stem.parent.glob(f"{stem.name}-*.png"))


def ink(image):
    box = ImageChops.invert(image.convert("L")).getbbox()
    return box or (0, 0, 1, 1)


def crop_column(path, left, width):
    """The ink of a page within its text's measure, as wide as that."""
    image = Image.open(path).convert("L")
    left, right = (round(mm / 25.4 * DPI) for mm in (left, left + width))
    _, top, _, bottom = ink(image)
    crop = image.crop((left - EDGE, top - EDGE, right + OVER, bottom + EDGE))
    edges = Image.new("L", crop.size, 255)
    draw = ImageDraw.Draw(edges)
    for x in (EDGE - 2, EDGE + right - left + 1):
        draw.line((x, 0, x, crop.height), MEASURE)
    return ImageChops.darker(crop, edges)


def label_font(size):
    found = subprocess.run(["fc-match", "-f", "%{file}", "Noto Sans:bold"], capture_output=True)
    return ImageFont.truetype(found.stdout.decode(), size)


def place_row(crops, labels, name):
    """Crops side by side under their labels, the row's name over the first."""
    width = sum(crop.width for crop in crops) + GAP * (len(crops) + 1)
    sheet = Image.new("L", (width, max(crop.height for crop in crops) + 3 * GAP // 2), 255)
    draw = ImageDraw.Draw(sheet)
    x = GAP
    for crop, label in zip(crops, labels):
        draw.text((x + EDGE, 4), f"{name}   {label}" if x == GAP else label, 90, label_font(15))
        sheet.paste(crop, (x, GAP))
        x += crop.width + GAP
    return sheet


def stack(sheets):
    width = max(part.width for part in sheets)
    sheet = Image.new("L", (width, sum(part.height for part in sheets)), 255)
    y = 0
    for part in sheets:
        sheet.paste(part, (0, y))
        y += part.height
    return sheet


def save(sheet, path):
    colors = SHADES if sheet.mode == "L" else 8 * SHADES
    sheet.quantize(colors, Image.Quantize.FASTOCTREE if sheet.mode == "RGB" else None,
                   dither=Image.Dither.NONE).save(path, optimize=True)


def draw_rows(folder, rows, pdfs):
    (folder / "rows").mkdir(exist_ok=True)
    pages = [draw_pages(pdf) for pdf in pdfs]
    if any(len(drawn) != len(rows) for drawn in pages):
        complain(f"{[len(drawn) for drawn in pages]} pages of {len(rows)} examples")
    sheets = {}
    for number, row in enumerate(rows):
        if row.text or row.style == "forms":
            crops = [crop_column(drawn[number], ROW_MARGIN, ROW_WIDTH) for drawn in pages]
            sheets[row.name] = place_row(crops, PROGRAMS, row.rule)
            save(sheets[row.name], folder / "rows" / f"{row.name}.png")
    return sheets


def draw_body(folder, name, targets):
    """The first lines of the running text, one program under the other."""
    width, _ = PARAGRAPHS[name]
    sheets = []
    stems = (f"{name}-ours-hybrid", f"{name}-typst", f"{name}-kotex")
    for stem, label in zip(stems, PROGRAMS):
        crop = crop_column(draw_pages(folder / f"{stem}.pdf")[0], (210 - width) / 2, width)
        sheets.append(place_row([crop.crop((0, 0, crop.width, min(crop.height, BODY)))], [label],
                                f"{width} mm"))
    for target in targets:
        save(stack(sheets), target / f"compare-{name}.png")


def draw_specimen(folder, targets):
    """Two of its pages side by side, as they are looked at on a screen."""
    pdf = set_ours(folder, "specimen", "specimen", ROOT / "data/specimen/trip.yaml")
    pages = draw_pages(pdf, SCREEN, ())
    shown = [Image.open(pages[number - 1]) for number in SPECIMEN_PAGES]
    size = (sum(page.width for page in shown) + GAP, shown[0].height)
    sheet = Image.new("RGB", size, (MEASURE,) * 3)
    for number, page in enumerate(shown):
        sheet.paste(page, (number * (page.width + GAP), 0))
    for target in targets:
        save(sheet, target / "specimen.png")


# Two pages of each program: the rule, the document of beside/rules.py, the first of them or the
# case that it shows, and whether down to the paper's end.
PAIRS = (("T30", "t30-table", "채움 8-0", False), ("T32", "t32", 1, False), ("T33", "t33", 2, True),
         ("T34", "book", 7, False))
SMALL = 72       # dpi
TEXT_FOOT = 420  # pt: below the foot of these pages


def find_page(pdf, first):
    """Of a case, the page where it starts."""
    if isinstance(first, int):
        return first
    return next(number for number, page in enumerate(read_pages(pdf), 1) if first in page)


def draw_pair(pdf, first, whole):
    """Two pages as a spread, within hairlines."""
    drawn = draw_pages(pdf, SMALL)
    start = find_page(pdf, first) - 1
    shown = [Image.open(path).convert("L") for path in drawn[start:start + 2]]
    height = shown[0].height if whole else round(TEXT_FOOT / 72 * SMALL)
    left, right = (round(mm / 25.4 * SMALL) for mm in (12, 136))
    sheet = Image.new("L", (2 * (right - left) + 3, height), MEASURE)
    for number, page in enumerate(shown):
        sheet.paste(page.crop((left, 0, right, height - 1)), (1 + number * (right - left + 1), 1))
    return sheet


def draw_rules(folder, targets):
    sheets = []
    for rule, name, first, whole in PAIRS:
        pairs = [draw_pair(folder / f"{name}-{program}.pdf", first, whole)
                 for program in ("ours", "typst", "kotex")]
        sheets.append(place_row(pairs, PROGRAMS, rule))
    for target in targets:
        save(stack(sheets), target / "compare-pages.png")


def draw_all(folder, rows, pdfs, targets):
    sheets = draw_rows(folder, rows, pdfs)
    for name, members in PICTURES.items():
        for target in targets:
            save(stack([sheets[member] for member in members]), target / f"{name}.png")
    for name in PARAGRAPHS:
        draw_body(folder, name, targets)
    draw_specimen(folder, targets)
    draw_rules(folder, targets)

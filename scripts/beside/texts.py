"""The texts that all programs set: examples of the specimen and the sample's running text."""

import html
import pathlib
import re
import sys
from collections import namedtuple

import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
RUNNING_TEXT = ROOT / "tests/line-quality/trip.txt"
OURS, TYPST, KOTEX = "briefbook", "Typst", "XeLaTeX + kotex"
PROGRAMS = (OURS, TYPST, KOTEX)
DPI, SCREEN = 150, 72
SPECIMEN_PAGES = (2, 7)   # the rules of lines, and those of pages in small pages
ROW_WIDTH = 56    # mm, a column of the specimen
ROW_MARGIN = 77    # mm, on A4
PARAGRAPHS = {"wide": (160, 10.5), "narrow": (119, 10)}   # mm, pt; pitch 16 pt
TALL = 2000       # pt below a page's text: the running text's peers need no page breaks

Row = namedtuple("Row", "name rule language text style")


def complain(message):
    sys.exit(f"compare: {message}")


MADE = ("forms", "ruby", "dates", "nights")   # examples that are made from data alone


def plain(text):
    """Inline Markdown of the specimen as what it says: escapes and entities."""
    return html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)).strip()


def read_rows():
    """The examples set right, in the order of the specimen: one a page of ours."""
    trip = yaml.safe_load((ROOT / "data/specimen/trip.yaml").read_text(encoding="utf-8"))
    rows = []
    for city in trip["cities"]:
        for event in (event for day in city["days"] for event in day["events"]):
            extra = event.get("x", {})
            if "right" not in extra and extra.get("show") not in MADE:
                continue
            brief = event.get("brief", "")
            if isinstance(brief, str):
                brief = {"ko": brief}
            language, text = next(iter(brief.items()))
            rows.append(Row(event["id"], extra["rule"], language, plain(text),
                            extra.get("right", extra.get("show"))))
    return rows


def read_paragraphs():
    purpose = yaml.safe_load(RUNNING_TEXT.read_text(encoding="utf-8"))["trip"]["purpose"]
    return [" ".join(plain(part).split()) for part in re.split(r"\n\n?", purpose) if part.strip()]


def parse_list(text):
    """A plain Markdown list as a tree: (text, items)."""
    root = []
    levels = [(-1, root)]
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip())
        item = (re.sub(r"^([-+]|\d+\.) ", "", line.strip()), [])
        while levels[-1][0] >= indent:
            levels.pop()
        levels[-1][1].append(item)
        levels.append((indent, item[1]))
    return root


def is_list(row):
    return row.style in ("official", "ending")


def is_table(row):
    return row.text.startswith("|")


def table_cells(text):
    lines = [line for line in text.splitlines() if not re.match(r"\|[-|]+$", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]

"""Our program, with layouts made for the comparison."""

import os
import re
import shutil
import subprocess

import yaml

from beside.texts import ROOT, ROW_MARGIN, RUNNING_TEXT, complain

OUR_ROWS = """briefbook_layout: 1
include: [specimen.yaml]
page: {{duplex: false, inner: {margin}mm, outer: {margin}mm}}
flow:
  - each: cities as city
    flow:
      - each: city.events as event
        flow: [{{use: right}}]
        when: {{any: [event.x.right, event.x.show]}}
        start: page
        master: plain
masters: {{plain: {{furniture: []}}}}
"""


def set_ours(folder, name, layout, trip):
    pdf = folder / f"{name}.pdf"
    program = os.environ.get("BRIEFBOOK", ROOT / "build/release/briefbook")
    done = subprocess.run([program, "make", layout, trip, "-o", pdf, "--quiet"])
    if done.returncode:
        complain("briefbook could not set the texts")
    return pdf


def our_rows(folder):
    for shipped in ("specimen.yaml", "house.yaml"):
        shutil.copy(ROOT / "layouts" / shipped, folder / shipped)
    layout = folder / "rows-ours.yaml"
    layout.write_text(OUR_ROWS.format(margin=ROW_MARGIN), encoding="utf-8")
    return set_ours(folder, "rows-ours", layout, ROOT / "data/specimen/trip.yaml")


def write_trip(folder, without):
    """The running text but for the paragraphs that hold a word."""
    trip = yaml.safe_load(RUNNING_TEXT.read_text(encoding="utf-8"))
    parts = re.split(r"\n\n?", trip["trip"]["purpose"])
    trip["trip"]["purpose"] = "\n\n".join(part for part in parts if without not in part)
    path = folder / "trip.yaml"
    path.write_text(yaml.safe_dump(trip, allow_unicode=True), encoding="utf-8")
    return path


def set_paragraphs(folder, name, style, trip=RUNNING_TEXT):
    text = (ROOT / f"tests/line-quality/{name}.yaml").read_text(encoding="utf-8")
    tag = "-".join(re.findall(r"\w+", style.removeprefix("break: ")))
    layout = folder / f"{name}-ours-{tag}.yaml"
    layout.write_text(text.replace("break: hybrid", style), encoding="utf-8")
    return set_ours(folder, layout.stem, layout, trip)

"""Typst and XeLaTeX with kotex, set up as somebody who knows them would."""

import re
import subprocess

import typst

from beside.texts import (PARAGRAPHS, ROW_MARGIN, TALL, complain, is_list, is_table, parse_list,
                          table_cells)

# --- Typst ----------------------------------------------------------------------------------------

TYPST_HEAD = """#set page(width: {page}mm, height: auto, margin: (x: {margin}mm, y: 20mm))
#set text(lang: "ko", font: ("Noto Serif", "Noto Serif CJK KR"), size: {size}pt,
  top-edge: 0.8em, bottom-edge: -0.2em)
#set par(justify: true, leading: 16pt - 1em, spacing: 16pt - 1em, justification-limits: (
  spacing: (min: 65%, max: 155%), tracking: (min: 0em, max: 0.04em)))
#let words(body) = {{ show regex("[\\p{{Hangul}}]+"): it => box(it); body }}
#let boxes(body) = {{ show regex("\\S*\\p{{Hangul}}\\S*"): it => box(it); body }}
#let joiners(body) = {{
  show regex("\\S{{2,}}"): it => it.text.clusters().join(sym.wj); body }}
#let chinese(body, region: "CN", name: "SC") = text(lang: "zh", region: region,
  font: ((name: "Noto Serif", covers: "latin-in-cjk"), "Noto Serif CJK " + name), body)
"""
# How words are kept whole: all Hangul between two marks, or all between two spaces.
TYPST_WHOLE = {"hangul": "words", "boxes": "boxes", "joiners": "joiners"}
TYPST_NUMBERS = ['"1."', '"가."', '"1)"', '"가)"', '"(1)"', '"(가)"', '"①"',
                 'n => "㉮㉯㉰㉱".clusters().at(n - 1)']
TYPST_ROWS = {
    "t20": '#set par(justify: false)\n#set text(size: 12pt)\n直骨門 #chinese[直骨门] '
           '#chinese(region: "TW", name: "TC")[直骨門] '
           '#text(lang: "ja", font: "Noto Serif CJK JP")[直骨門]',
}


def typst_escape(text):
    return re.sub(r"([\\#$*_`<>@~\[\]\"'/\-+=])", r"\\\1", text)


def typst_list(items, depth=0):
    if len(items) == 1 and depth:
        return f"#pad(left: 1em)[{typst_escape(items[0][0])}]"
    body = "".join(f"[{typst_escape(text)}{typst_list(inner, depth + 1) if inner else ''}]"
                   for text, inner in items)
    return f"#enum(numbering: {TYPST_NUMBERS[depth]}, body-indent: 0.5em, spacing: 6pt){body}"


def typst_row(row):
    if row.name in TYPST_ROWS:
        return TYPST_ROWS[row.name]
    if is_table(row):
        cells = ", ".join(f"[{typst_escape(cell)}]" for line in table_cells(row.text)
                          for cell in line)
        return ("#set par(justify: false)\n#words(table(columns: 2, stroke: (x, y) => "
                f"(top: 0.5pt, bottom: 0.5pt), {cells}))")
    if is_list(row):
        return "#set par(justify: false)\n#words[" + typst_list(parse_list(row.text)) + "]"
    text = typst_escape(row.text)
    if row.style in ("word", "spaced", "official", "report", "ending"):
        text = f"#set par(justify: false)\n#words[{text}]"
    elif row.style == "wordfit":
        text = f"#words[{text}]"
    if row.language.startswith("zh"):
        text = f"#chinese[{text}]"
    elif row.language != "ko":
        text = f'#text(lang: "{row.language}")[{text}]'
    return text


def set_typst(folder, name, source):
    path = folder / f"{name}.typ"
    path.write_text(source, encoding="utf-8")
    typst.compile(str(path), output=str(path.with_suffix(".pdf")))
    return path.with_suffix(".pdf")


def typst_rows(folder, rows):
    head = TYPST_HEAD.format(page=210, margin=ROW_MARGIN, size=10)
    pages = "\n#pagebreak()\n".join(f"#[{typst_row(row)}\n#sym.zws]" if not row.text else
                                    f"#[{typst_row(row)}]" for row in rows)
    return set_typst(folder, "rows-typst", head + pages)


def typst_paragraphs(folder, name, paragraphs, form=None):
    width, size = PARAGRAPHS[name]
    head = TYPST_HEAD.format(page=210, margin=(210 - width) / 2, size=size)
    body = "\n\n".join(typst_escape(text) for text in paragraphs)
    body = f"#{TYPST_WHOLE[form]}[{body}]" if form else body
    return set_typst(folder, f"{name}-typst{'-' + form if form else ''}", head + body)


# --- XeLaTeX --------------------------------------------------------------------------------------

KOTEX_HEAD = r"""\documentclass{{article}}
\usepackage[paperwidth={page}mm,paperheight={height}pt,hmargin={margin}mm,vmargin=20mm]{{geometry}}
\usepackage{{kotex,tabularx,enumitem}}
\setmainfont{{Noto Serif}}
\setmainhangulfont{{Noto Serif CJK KR}}
\setmainhanjafont{{Noto Serif CJK KR}}
\pagestyle{{empty}}\parindent=0pt \parskip=0pt \topskip=12pt
\frenchspacing \hyphenpenalty=10000 \emergencystretch=3em
\newcommand\words{{\disablehangulspacingandlinebreak}}
\renewcommand\chinese[1][SC]{{\Schinese\parindent=0pt
  \hanjafontspec{{Noto Serif CJK #1}}\hangulfontspec{{Noto Serif CJK #1}}}}
\begin{{document}}\fontsize{{{size}}}{{16}}\selectfont
"""
KOTEX_NUMBERS = ["1234567", "가나다라", "1234567", "가나다라", "1234567", "가나다라",
                 "①②③④", "㉮㉯㉰㉱"]
KOTEX_AROUND = ["{}.", "{}.", "{})", "{})", "({})", "({})", "{}", "{}"]
KOTEX_ROWS = {
    "t20": r"\fontsize{12}{24}\selectfont 直骨門 {\chinese 直骨门} {\chinese[TC]直骨門} "
           r"{\hanjafontspec{Noto Serif CJK JP}直骨門}\par",
}
KOTEX_SPECIAL = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}",
                 "^": r"\textasciicircum{}", "'": r"\textquotesingle{}",
                 "<": r"\textless{}", ">": r"\textgreater{}"}


def kotex_escape(text):
    text = re.sub(r"[\\{}~^'<>]", lambda match: KOTEX_SPECIAL[match[0]], text)
    return re.sub(r"([$&#_%])", r"\\\1", text)


def kotex_list(items, depth=0):
    if len(items) == 1 and depth:
        return "\\par " + kotex_escape(items[0][0])
    body = ""
    for number, (text, inner) in enumerate(items):
        mark = KOTEX_AROUND[depth].format(KOTEX_NUMBERS[depth][number])
        body += f"\\item[{mark}] {kotex_escape(text)}"
        body += kotex_list(inner, depth + 1) if inner else ""
    widest = KOTEX_AROUND[depth].format(KOTEX_NUMBERS[depth][0])
    return ("\\begin{itemize}[nosep,align=left,leftmargin=*,labelsep=0.5em,"
            f"widest={{{widest}}}]{body}\\end{{itemize}}")


def kotex_row(row):
    if row.name in KOTEX_ROWS:
        return KOTEX_ROWS[row.name]
    if is_table(row):
        lines = "\\\\\\hline\n".join("&".join(map(kotex_escape, line)) for line in
                                     table_cells(row.text))
        return (r"\words\begin{tabularx}{\linewidth}{@{}l>{\raggedright\arraybackslash}X@{}}\hline "
                + lines + r"\\\hline\end{tabularx}")
    if is_list(row):
        return r"\raggedright\words " + kotex_list(parse_list(row.text))
    text = kotex_escape(row.text)
    if row.language.startswith("zh"):
        return (r"\raggedright" if row.style == "spaced" else "") + r"\chinese " + text + r"\par"
    if row.style in ("word", "official", "report"):
        text = r"\raggedright\words " + text
    elif row.style == "wordfit":
        text = r"\words " + text
    return text + r"\par"


def set_kotex(folder, name, source, strict=True):
    """Not strict: an error is passed over, as an author may."""
    path = folder / f"{name}.tex"
    path.write_text(source + "\n\\end{document}\n", encoding="utf-8")
    halt = ["-halt-on-error"] if strict else []
    done = subprocess.run(["xelatex", "-interaction=nonstopmode", *halt, path.name],
                          cwd=folder, capture_output=True)
    if done.returncode and strict:
        complain(f"xelatex: see {path.with_suffix('.log')}")
    return path.with_suffix(".pdf")


def kotex_rows(folder, rows):
    head = KOTEX_HEAD.format(page=210, height=842, margin=ROW_MARGIN, size=10)
    # Lists of the specimen are eight deep.
    head = head.replace(r"\begin{document}", r"\setlistdepth{9}\renewlist{itemize}{itemize}{9}"
                        r"\setlist[itemize]{label=}\begin{document}")
    pages = "\n\\newpage\n".join("\\begingroup " + kotex_row(row) + "\\null\\endgroup"
                                 for row in rows)
    return set_kotex(folder, "rows-kotex", head + pages)


def kotex_paragraphs(folder, name, paragraphs, setting="", suffix=""):
    width, size = PARAGRAPHS[name]
    head = KOTEX_HEAD.format(page=210, height=TALL, margin=(210 - width) / 2, size=size)
    body = "\n\n".join(kotex_escape(text) for text in paragraphs)
    return set_kotex(folder, f"{name}-kotex{suffix}", head + setting + "\n" + body)

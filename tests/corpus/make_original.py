"""Makes the original of `yunze-2021-5`: its text as a scan that was read, with pages, places, doubts and a correction.

`python tests/corpus/make_original.py` writes the files beside the text. Chromium prints the pages, pypdfium2 tells where each letter stands
and draws the pages, and reportlab makes a PDF of these pictures. It is committed, because other fonts and programs give another file.
"""

from __future__ import annotations

import hashlib
import html
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from playwright.sync_api import sync_playwright
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kg.curation.files import write_rows
from kg.loaders.validation import columns_of
from kg.model.original import Correction, Doubt, Page, Stretch

FOLDER = Path(__file__).parent / "documents" / "yunze-2021-5"
MISREAD = ("市往建局", "往", "住")
STYLE = """
@page { size: A4; margin: 0 }
body { margin: 0; font: 15.5pt/1.9 "Noto Serif CJK SC", serif; color: #111 }
section { position: relative; box-sizing: border-box; height: 297mm; padding: 34mm 26mm 0 28mm; break-after: page; overflow: hidden }
section:last-child { break-after: auto; height: 296mm }
p { margin: 0; text-indent: 2em; text-align: justify }
.issuer { color: #c8102e; font-size: 31pt; font-weight: bold; text-align: center; text-indent: 0; margin: 6mm 0 4mm; line-height: 1.4 }
.number { text-align: center; text-indent: 0; border-bottom: 2pt solid #c8102e; padding-bottom: 4mm; margin-bottom: 12mm }
.title { font-size: 21pt; font-weight: bold; text-align: center; text-indent: 0; margin-bottom: 9mm }
.chapter { font-family: "Noto Sans CJK SC", sans-serif; font-weight: bold }
.item { font-weight: bold }
.follows { text-indent: 0 }
.mark { position: absolute; bottom: 16mm; right: 30mm; font-size: 13pt; text-indent: 0 }
"""


def printed_text() -> str:
    return (FOLDER / "source.txt").read_text("utf-8").replace(MISREAD[0], MISREAD[0].replace(*MISREAD[1:]))


def page_html(text: str) -> str:
    sections: list[list[str]] = [[]]
    lines = [line.strip() for line in text.splitlines()]
    for i, line in enumerate(lines):
        if not line:
            continue
        mark = re.fullmatch(r"- \d+ -", line)
        kind = "mark" if mark else _kind(len(sections) == 1, sections[-1], line)
        follows = i > 0 and lines[i - 1] and kind == "" and not mark
        sections[-1].append(f'<p class="{"follows" if follows else kind}">{html.escape(line)}</p>')
        if mark:
            sections.append([])
    body = "".join(f"<section>{''.join(paragraphs)}</section>" for paragraphs in sections)
    return f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>{STYLE}</style><body>{body}</body></html>'


def _kind(first: bool, before: list[str], line: str) -> str:
    if first and len(before) < 3:
        return ("issuer", "number", "title")[len(before)]
    if re.match("[一二三]、", line):
        return "chapter"
    return "item" if re.match(r"（[一二]）|\d\. ", line) else ""


def print_pdf(content: str) -> bytes:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        page = browser.new_page()
        page.set_content(content)
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
        browser.close()
    return pdf


def letters(pdf: pypdfium2.PdfDocument) -> Iterator[tuple[str, int, tuple[float, float, float, float]]]:
    """Each letter with its page and its cell as shares of the page, in the order of the file."""
    for number, page in enumerate(pdf, start=1):
        width, height = page.get_size()
        words = page.get_textpage()
        for i in range(words.count_chars()):
            letter = words.get_text_range(i, 1)
            if letter.strip():
                left, bottom, right, top = words.get_charbox(i, loose=True)
                yield letter, number, (left / width, 1 - top / height, right / width, 1 - bottom / height)


def stretches(text: str, pdf: pypdfium2.PdfDocument) -> Iterator[Stretch]:
    """The printed lines, each where it stands in `text`."""
    at = 0
    line: dict[str, Any] = {}
    for letter, page, (left, top, right, bottom) in letters(pdf):
        at = text.index(letter, at)
        beside = line and line["page"] == page and max(line["top"], top) < min(line["bottom"], bottom)
        if beside and "\n" not in text[line["end"] : at]:
            line |= {"end": at + 1, "right": max(line["right"], right), "top": min(line["top"], top), "bottom": max(line["bottom"], bottom)}
        else:
            if line:
                yield Stretch.model_validate(line)
            line = {"start": at, "end": at + 1, "page": page, "left": left, "top": top, "right": right, "bottom": bottom}
        at += 1
    yield Stretch.model_validate(line)


def scan(printed: pypdfium2.PdfDocument) -> bytes:
    """A PDF of pictures of the pages, with 96 dots an inch in 8 colours."""
    content = io.BytesIO()
    canvas = Canvas(content, pageCompression=1, invariant=1)
    for page in printed:
        width, height = page.get_size()
        picture = page.render(scale=96 / 72).to_pil().quantize(8)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(picture), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def main() -> None:
    text = printed_text()
    document = pypdfium2.PdfDocument(print_pdf(page_html(text)))
    pdf = scan(document)
    read = text.replace(MISREAD[0].replace(*MISREAD[1:]), MISREAD[0])
    (FOLDER / "original.pdf").write_bytes(pdf)
    (FOLDER / "source.txt").write_bytes(read.encode())
    pages = [Page(page=i, width=round(p.get_width(), 2), height=round(p.get_height(), 2)) for i, p in enumerate(document, start=1)]
    _write("pages.csv", Page, [page.model_dump() for page in pages])
    layout = list(stretches(text, document))
    places = [{k: round(v, 4) if isinstance(v, float) else v for k, v in line.model_dump().items()} for line in layout]
    _write("layout.csv", Stretch, places)
    wrong = read.index(MISREAD[0]) + MISREAD[0].index(MISREAD[1])
    sum_, after = read.index("1.5万元"), read.index("（二）用才")
    _write(
        "doubts.csv",
        Doubt,
        [
            {"kind": "low_confidence", "start": wrong, "end": wrong + 1, "page": _page_of(layout, wrong), "found": "0.58"},
            {"kind": "line_gap", "start": after, "end": after, "page": _page_of(layout, after), "found": ""},
            {"kind": "readings_differ", "start": sum_, "end": sum_ + 5, "page": _page_of(layout, sum_), "found": "15万元"},
        ],
    )
    correction = {"start": wrong, "as_read": MISREAD[1], "as_printed": MISREAD[2], "reason": "误识：原件第3页为“住”", "by": "虚构"}
    _write("corrections.csv", Correction, [correction])
    print("sha256 of source.txt", hashlib.sha256(read.encode()).hexdigest())
    print("sha256 of original.pdf", hashlib.sha256(pdf).hexdigest())


def _page_of(layout: list[Stretch], at: int) -> int:
    return next(line.page for line in layout if line.end > at)


def _write(name: str, model: type[Page | Stretch | Doubt | Correction], rows: list[dict[str, object]]) -> None:
    write_rows(FOLDER / name, columns_of(model), [{key: str(value) for key, value in row.items()} for row in rows])


if __name__ == "__main__":
    main()

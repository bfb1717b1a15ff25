"""Formats with text, scans, and lines taken out, measured by bench/intake.py: each function gives the rows of one table."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench.file_forms import ENCODINGS, OFFICE, as_docx, as_html, as_ofd, as_scan, as_text, by_libreoffice, lines_of
from bench.intake_tally import Corpus, Row, Tally, read_and_compare, report
from bench.rendering import BODY, SCANS, Sheet, draw, lay_out, sampled, scanned, words_of
from kg.intake.layout import compose
from kg.intake.pages import ReadText
from kg.intake.read import read_file

RED_HEAD = "某某市人民政府文件"


def forms(given: Corpus, folder: Path) -> list[Row]:
    """Formats that have text: characters wrong or lost, and CPU seconds a page of 616 characters."""
    writers: dict[str, Callable[[str, Path], None]] = {
        f"txt, {encoding}": lambda text, path, encoding=encoding: as_text(text, path, encoding) for encoding in ENCODINGS
    }
    writers |= {
        "html": as_html,
        "docx, typed numbers": as_docx,
        "docx, automatic numbers": lambda text, path: as_docx(text, path, automatic=True),
        "ofd": lambda text, path: as_ofd(lay_out(text), path),
    }
    tallies = {}
    for kind, write in writers.items():
        form = kind.partition(",")[0]
        files = {name: folder / f"{name}.{form}" for name in given.texts}
        for name, text in given.texts.items():
            write(text, files[name])
        tallies[kind] = _form(given, kind, files)
    plain = {name: folder / f"{name}.docx" for name in given.texts}
    for name, text in given.texts.items():
        as_docx(text, plain[name])
    for form in OFFICE:
        by_libreoffice(list(plain.values()), form, folder)
        tallies[form] = _form(given, form, {name: folder / f"{name}.{form}" for name in given.texts})
    return [
        {
            "format": kind,
            "texts": str(tally.files),
            "wrong or lost": tally.share(tally.wrong),
            "CPU s a text": f"{tally.cpu / tally.files:.2f}",
            "CPU s a page": f"{tally.cpu / tally.pages:.2f}",
        }
        for kind, tally in tallies.items()
    ]


def _form(given: Corpus, kind: str, files: dict[str, Path]) -> Tally:
    tally = Tally()
    for name, text in given.texts.items():
        read_and_compare(tally, files[name], "\n".join(lines_of(text)), -(-len(text) // 616))
    report(given, kind, tally)
    return tally


def scans(given: Corpus, folder: Path) -> list[Row]:
    """Pages as scans, read as PDF without text."""
    rows = []
    for kind, fault in SCANS.items():
        tally, doubts = Tally(), Counter[str]()
        for name, text in given.texts.items():
            sheets = lay_out(text, RED_HEAD)
            chosen = [sheets[at] for at in sampled(sheets, given.sheets)]
            path = folder / f"{name}.pdf"
            as_scan([scanned(sheet, fault, seed) for seed, sheet in enumerate(chosen)], path, fault.dpi)
            read = read_and_compare(tally, path, words_of(chosen), len(chosen))
            doubts.update(doubt.kind for doubt in read.doubts if read) if read else None
        report(given, kind, tally)
        rows.append(
            {
                "scan": kind,
                "pages": str(tally.pages),
                "wrong or lost": tally.share(tally.wrong),
                "doubts a page": f"{doubts.total() / max(1, tally.pages):.1f}",
                "CPU s a page": f"{tally.cpu / max(1, tally.pages):.1f}",
            }
        )
    return rows


def lines(given: Corpus, folder: Path) -> list[Row]:
    """A line of each page is taken out, and its place left blank: is a gap told on that page? OFD with text, and pages read by OCR."""
    inside, ends, whole = Counter[bool](), Counter[bool](), Counter[bool]()
    for name, text in given.texts.items():
        sheets = lay_out(text, RED_HEAD)
        for tallies, chosen in ((inside, 1), (ends, 0)):
            path = folder / f"{name}.ofd"
            as_ofd([_one_less(sheet, chosen, seed) for seed, sheet in enumerate(sheets)], path)
            flagged = _flagged(read_file(path))
            tallies.update(at in flagged for at, sheet in enumerate(sheets, 1) if _body(sheet))
        as_ofd(sheets, folder / f"{name}.ofd")
        flagged = _flagged(read_file(folder / f"{name}.ofd"))
        whole.update(at in flagged for at in range(1, len(sheets) + 1))
    scanned_lines, scanned_whole = _lines_of_scans(given)
    return [
        _share_row("a line inside the text of an OFD page", inside),
        _share_row("the first line of an OFD page", ends),
        _share_row("nothing: OFD pages with a gap told", whole),
        _share_row("each line of a scanned page but first and last, after recognition", scanned_lines),
        _share_row("nothing: scanned pages with a gap told", scanned_whole),
    ]


def _lines_of_scans(given: Corpus) -> tuple[Counter[bool], Counter[bool]]:
    """One page a text is recognised; then each line is left out in turn, as the detector would lose it."""
    from kg.intake.ocr import read_page_image

    found, whole = Counter[bool](), Counter[bool]()
    for text in given.texts.values():
        sheets = lay_out(text, RED_HEAD)
        at = sampled(sheets, 2)[-1]
        page = read_page_image(draw(sheets[at]), 1, (595.28, 841.89))
        whole[any(doubt.kind == "line_gap" for doubt in compose([page]).doubts)] += 1
        body = sorted((line for line in page.lines if abs(line.size - BODY) < 2), key=lambda line: line.rect.top)
        for line in body[1:-1]:
            rest = [other for other in page.lines if other is not line]
            found[any(doubt.kind == "line_gap" for doubt in compose([replace(page, lines=rest)]).doubts)] += 1
    return found, whole


def _body(sheet: Sheet) -> list[int]:
    return [at for at, run in enumerate(sheet.runs) if run.size == BODY]


def _one_less(sheet: Sheet, first: int, seed: int) -> Sheet:
    """The sheet without a line of its text: the first one, or one between the first and the last."""
    body = _body(sheet)
    if not body:
        return sheet
    inside = body[1:-1] or body
    return sheet.without(random.Random(seed).choice(inside) if first else body[0])[0]


def _flagged(read: ReadText) -> set[int | None]:
    return {doubt.page for doubt in read.doubts if doubt.kind == "line_gap"}


def _share_row(what: str, counted: Counter[bool]) -> Row:
    return {"taken out": what, "times": str(counted.total()), "told": f"{100 * counted[True] / max(1, counted.total()):.1f} %"}

"""A page becomes the lines of its document, from the title to the last one, and what the page says of it."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from lxml import html

from kg.intake.html.blocks import Blocks
from kg.intake.html.body import Weights, data_elements, document_part, furniture_in, weight_of
from kg.intake.html.furniture import cuts_off, is_data, is_file_link, is_page_line
from kg.intake.html.lines import Line
from kg.intake.html.stated import stated_by, titles
from kg.intake.html.styles import StyleSheet
from kg.intake.html.titles import from_title

_ENDING = re.compile(
    r"附\s*件[：:].+|抄送[：:].+|公开(?:方式|属性)[：:].+|[（(]此件.{2,10}[）)]|.{0,40}[12]\d{3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日(?:\s*印发)?"
    r"|[\u4e00-\u9fff\s]{2,30}(?:局|府|委|厅|会|院|部|办公室)"
)
_HALF = 0.4
_AFTER_CUT = 0.2
"""The share of the document that may stand after a line that cuts off, at most."""
_MOST_VISIBLE = 200
_BESIDE = 0.4
"""The share of the page's words that a part called furniture may have and still be left out."""


class PageDocument(NamedTuple):
    """`lines` are those of the document; `stated` as in `ReadText`; `seen`: characters of the page that are no links."""

    lines: list[Line]
    stated: dict[str, str]
    seen: int


def page_document(root: html.HtmlElement) -> PageDocument:
    """The document of a page. No lines where the page shows none."""
    sheet = StyleSheet(root)
    blocks = Blocks(sheet)
    every = blocks.lines(root)
    if sum(map(weight_of, every)) < _MOST_VISIBLE:
        shown = Blocks(sheet, hidden=True).lines(root)
        if sum(map(weight_of, shown)) > 3 * sum(map(weight_of, every)):
            blocks, every = Blocks(sheet, hidden=True), shown
    data = data_elements(root, every)
    apart = data | furniture_in(root, Weights(every), _BESIDE)
    weights = Weights([line for line in every if apart.isdisjoint(_around(line))])
    part = document_part(root, weights)
    left_out = (data | furniture_in(part, weights)) - {part, *part.iterancestors()}
    blocks.skip = left_out.__contains__
    lines = blocks.lines(part)
    stated = stated_by(root, [line for line in every if is_data(line) or any(element in data for element in _around(line))])
    first = next((index for index, line in enumerate(every) if part in _around(line)), 0)
    title, lines = from_title(lines, every[:first], titles(root) + [stated[name] for name in ("title",) if name in stated], every)
    lines = _once(_to_end(lines + _after(part, every)))
    if title:
        stated["title"] = title
    return PageDocument(lines, stated, sum(len(line.key) - line.linked for line in every))


def _around(line: Line) -> list[html.HtmlElement]:
    return [line.element, *line.element.iterancestors()]


def _once(lines: list[Line]) -> list[Line]:
    """The lines without their second half where that repeats the first: a page that holds its document for two widths of screens."""
    keys = [line.key for line in lines]
    total = sum(map(weight_of, lines))
    for index in range(len(lines) // 2, len(lines) * 2 // 3 + 1):
        rest = keys[index:]
        if len(rest) > 3 and any(keys[start : start + len(rest)] == rest for start in range(index - len(rest) + 1)):
            return lines[:index] if sum(map(weight_of, lines[index:])) > _HALF * total else lines
    return lines


def _after(part: html.HtmlElement, every: list[Line]) -> list[Line]:
    """Signature, date, notes that stand right after the part with the document."""
    last = max((index for index, line in enumerate(every) if part in _around(line)), default=len(every))
    return list(takewhile(lambda line: _ENDING.fullmatch(line.text) and not line.is_link, every[last + 1 : last + 8]))


def _to_end(lines: list[Line]) -> list[Line]:
    """The lines up to the last one of the document."""
    total = sum(map(weight_of, lines))
    after = 0.0
    cut = len(lines)
    for index in range(len(lines) - 1, 0, -1):
        after += weight_of(lines[index])
        if after > _AFTER_CUT * total:
            break
        if cuts_off(lines[index]):
            cut = index
    while cut > 1 and (is_page_line(lines[cut - 1]) or _is_lone_link(lines, cut - 1)):
        cut -= 1
    return lines[:cut]


def _is_lone_link(lines: list[Line], index: int) -> bool:
    """Whether a line at the end is a link to another page or file that no line of the document announces."""
    line = lines[index]
    if not line.is_link or is_file_link(line):
        return line.is_link
    listed = line.file or re.match(r"\s*(?:附|[（(]?\d{1,2}[)）.．、])", line.text)
    return not listed or not any(re.match(r"附\s*[件表]|相关附件", other.text) for other in lines[max(0, index - 12) : index + 1])

"""A page becomes the lines of its document, from the title to the last one, and what the page says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from lxml import html

from kg.intake.html.blocks import Blocks
from kg.intake.html.body import Weights, data_elements, document_part, furniture_in, weight_of
from kg.intake.html.furniture import cuts_off, is_data, is_file_link, is_furniture, is_page_line
from kg.intake.html.lines import Line
from kg.intake.html.stated import stated_by, titles
from kg.intake.html.styles import StyleSheet

_TITLE_WITHIN = 25
"""Lines at the beginning among which a document has its title."""
_MOST_TITLE_LINES = 6
_MARKS = re.compile(r"[\s《》〈〉“”\"'‘’（）()\[\]〔〕【】·—-]")
_NUMBER = re.compile(r"[（(]?[\u4e00-\u9fff]{2,16}\s*[〔\[［（(【]\s*[12]\d{3}\s*[〕\]］）)】]\s*(?:第\s*)?\d{1,5}\s*号[）)]?")
_SENTENCE = re.compile(r"[。；]|[：:]$|现将")
_BRACKETED = re.compile(r"[（(][^（）()]{1,24}[）)]")
_AFTER_CUT = 0.1
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
    title, lines = _from_title(lines, titles(root) + [stated[name] for name in ("title",) if name in stated])
    lines = _to_end(lines)
    if title:
        stated["title"] = title
    return PageDocument(lines, stated, sum(len(line.key) - line.linked for line in every))


def _around(line: Line) -> list[html.HtmlElement]:
    return [line.element, *line.element.iterancestors()]


def _from_title(lines: list[Line], named: Sequence[str]) -> tuple[str, list[Line]]:
    """The title, and the lines from where the document begins: with its title, and with the number or heading that it has above it."""
    start = 0
    for index, line in enumerate(lines[:_TITLE_WITHIN]):
        if is_furniture(line):
            start = index + 1
        elif weight_of(line) >= 40:
            break
    head, found = lines[:start], lines[start:]
    title = next((name for name in named if _has_title(found, name)), "")
    if title:
        return title, _without_repeated(found, title)
    if not found:
        return "", []
    title = named[0] if named else ""
    shown = [line for line in head if _key(line.text) == _key(title)] or [Line(title, found[0].element, centred=True)]
    numbers = [line for line in head if _NUMBER.fullmatch(line.text) and all(line.key != other.key for other in found)]
    return title, [*(shown[:1] if title else []), *numbers, *found]


def _without_repeated(lines: list[Line], title: str) -> list[Line]:
    """Without the heading of the page where the document has its title again, below."""
    if lines and _key(lines[0].text) == _key(title) and _has_title(lines[1:], title):
        return lines[1:]
    return lines


def _has_title(lines: Sequence[Line], title: str) -> bool:
    """Whether the lines above the first sentence have the title, in one line or several, perhaps without issuer or bracketed note."""
    wanted, plain = _key(title), _key(_BRACKETED.sub("", title))
    above = list(takewhile(lambda line: not _SENTENCE.search(line.text) or _key(line.text) == wanted, lines[:_TITLE_WITHIN]))
    for first in range(len(above)):
        together = ""
        for line in above[first : first + _MOST_TITLE_LINES]:
            together += _key(line.text)
            if wanted in together or together == plain:
                return True
            if len(together) * 2 >= len(wanted) and "关于" in together and wanted.endswith(together):
                return True
    return False


def _key(text: str) -> str:
    return _MARKS.sub("", text)


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
    announced = any(re.match(r"附\s*[件表]|相关附件", other.text) for other in lines[max(0, index - 12) : index + 1])
    return not announced

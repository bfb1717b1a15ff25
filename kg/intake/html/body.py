"""Where on a page the document stands: the smallest part with nearly all lines that read like those of a document."""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml import html

from kg.intake.html.furniture import is_data, is_editor, is_furniture, is_named_content, is_named_furniture, labels_of
from kg.intake.html.lines import Line

_SENTENCE = re.compile(r"[。；，：、]")
_NUMBERED = re.compile(
    r"^(?:第[0-9一二三四五六七八九十百零〇]{1,7}[编章节条款]|[（(]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,4})[)）、．.])"
)
_SHORT, _LONG = 12, 25
_NEARLY_ALL = 0.97
_PARAGRAPHS = frozenset(("p", "li", "span", "font", "b", "strong", "pre", "h1", "h2", "h3", "h4", "ol", "ul", "dl", "dd", "blockquote"))
_MOST, _SOME = 0.6, 0.15
_FEW = 0.05
_LEAST_LABELS = 3
_LONGEST_DATA = 2000


class Weights:
    """How much of the lines of each element reads like a document."""

    def __init__(self, lines: Collection[Line]) -> None:
        self._of: dict[html.HtmlElement, float] = {}
        self._linked: dict[html.HtmlElement, int] = {}
        for line in lines:
            for element in (line.element, *line.element.iterancestors()):
                self._linked[element] = self._linked.get(element, 0) + 2 * line.linked - len(line.key)
            weight = weight_of(line)
            if weight:
                for element in (line.element, *line.element.iterancestors()):
                    self._of[element] = self._of.get(element, 0) + weight

    def of(self, element: html.HtmlElement) -> float:
        return self._of.get(element, 0)

    def beside(self, element: html.HtmlElement) -> float:
        """The weight of an element as far as it is not a column of links with a few words."""
        return 0 if self._linked.get(element, 0) > 0 else self.of(element)


def weight_of(line: Line) -> float:
    """Characters of a line as far as it reads like one of a document: sentences whole, numbered lines, words of tables less; links not."""
    length = len(line.key)
    if line.is_link or is_furniture(line):
        return 0
    own = length - line.linked
    if (length >= _LONG and _SENTENCE.search(line.text)) or (_NUMBERED.match(line.text) and length > 3):
        return own
    return own * 0.3 if line.row or length >= _SHORT else own * 0.1


def data_elements(root: html.HtmlElement, lines: Collection[Line]) -> set[html.HtmlElement]:
    """The smallest elements in which a page gives the data of its document: three labels or more, and little else."""
    labels: dict[html.HtmlElement, set[str]] = {}
    sizes: dict[html.HtmlElement, int] = {}
    for line in lines:
        found = labels_of(line) if is_data(line) else set()
        for element in (line.element, *line.element.iterancestors()):
            sizes[element] = sizes.get(element, 0) + len(line.key)
            labels.setdefault(element, set()).update(found)
    dense = {
        element
        for element, found in labels.items()
        if len(found) >= _LEAST_LABELS and sizes[element] <= _LONGEST_DATA and element is not root and sizes[element] <= 80 * len(found)
    }
    return {element for element in dense if not any(child in dense for child in element.iterdescendants())}


def document_part(root: html.HtmlElement, weights: Weights) -> html.HtmlElement:
    """The smallest element that holds nearly all weight; where other parts of the page have much too, the one called content."""
    total = weights.of(root)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    named = [element for element in elements if is_editor(element) and weights.of(element) >= _SOME * total]
    named = named or [element for element in elements if is_named_content(element) and weights.of(element) >= _MOST * total]
    if named:
        most = max(map(weights.of, named))
        root = [element for element in named if weights.of(element) >= _NEARLY_ALL * most][-1]
    return _descend(root, weights)


def furniture_in(part: html.HtmlElement, weights: Weights, share: float = _FEW) -> set[html.HtmlElement]:
    """The elements within a part that are called furniture and hold no more than `share` of the document."""
    most = share * weights.of(part)
    return {
        element
        for element in part.iterdescendants()
        if isinstance(element.tag, str) and is_named_furniture(element) and weights.of(element) <= most and not is_named_content(element)
    }


def _descend(element: html.HtmlElement, weights: Weights) -> html.HtmlElement:
    """The deepest element with nearly all weight of `element`, but no part of a table."""
    lost = 0.0
    while True:
        children = sorted((child for child in element if isinstance(child.tag, str)), key=weights.of, reverse=True)
        best = children[0] if children else None
        if best is None or best.tag in _PARAGRAPHS or not weights.of(best):
            break
        lost += sum(map(weights.beside, children[1:]))
        if lost > weights.of(best) * (1 - _NEARLY_ALL):
            break
        element = best
    while element.tag in ("tr", "tbody", "thead", "table") and element.getparent() is not None:
        element = element.getparent()
    return element

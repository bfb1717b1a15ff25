"""What the head of a document tells of it, held against the text: dates, lengths, other documents, rules for offers that overlap."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from kg.errors import DataIssue, nearest, shown
from kg.i18n import message
from kg.loaders.evidence import ParsedSource
from kg.loaders.stacking import unstated_rules
from kg.model.document import DocumentHead
from kg.model.records import Evidence, Span
from kg.text.quotes import overlaps, without_whitespace
from kg.text.stated import states_date, states_number

_LENGTH = re.compile(r"(\d+)([YMD])")
_UNITS = {"Y": ("年",), "M": ("个月", "月"), "D": ("日", "天")}


def prove_life(
    head: DocumentHead, source: ParsedSource, own: str, known: Collection[str], file: str
) -> tuple[dict[str, Evidence], list[DataIssue]]:
    """Key (`effective`, `valid_until`, `replaces.0`, `stacking`) -> the words that state it.

    `known` are the ids of documents that may be named, `own` is that of this one.
    """
    found: dict[str, Evidence] = {}
    problems: list[DataIssue] = []
    for key, column, quote in _quotes(head):
        span, fault = _place(quote, source, file, column)
        if span is None:
            problems += [fault] if fault else []
            continue
        found[key] = Evidence(*span, source.text[span[0] : span[1]])
        problems += _unstated(head, key, source, span, file)
    for relation, other in head.related():
        if other.document == own or other.document not in known:
            near = nearest(other.document, [id_ for id_ in known if id_ != own])
            problems.append(DataIssue(file, None, f"{relation}.document", shown(other.document), message("issues.expected.document"), near))
    if head.later_version and (head.later_version == own or head.later_version not in known):
        near = nearest(head.later_version, [id_ for id_ in known if id_ != own])
        problems.append(DataIssue(file, None, "later_version", shown(head.later_version), message("issues.expected.document"), near))
    return found, problems


def _quotes(head: DocumentHead) -> Iterator[tuple[str, str, str]]:
    """What is to be proven, the key of its words in the file, and the words."""
    if head.effective and head.effective_quote:
        yield "effective", "effective_quote", head.effective_quote
    if head.validity_quote:
        yield "valid_until" if head.valid_until else "valid_for", "validity_quote", head.validity_quote
    if head.stacking:
        yield "stacking", "stacking.quote", head.stacking.quote
    counts: dict[str, int] = {}
    for relation, other in head.related():
        yield f"{relation}.{counts.setdefault(relation, 0)}", f"{relation}.quote", other.quote
        counts[relation] += 1


def _place(quote: str, source: ParsedSource, file: str, column: str) -> tuple[Span | None, DataIssue | None]:
    spans = [span for span in source.normalised.find(quote, [(0, len(source.text))]) if not overlaps(span, source.faults)]
    if len(spans) == 1:
        return spans[0], None
    if spans:
        found = message("issues.found.times", words=shown(quote), count=len(spans))
        return None, DataIssue(file, None, column, found, message("issues.expected.longer_quote"))
    return None, DataIssue(file, None, column, shown(quote), message("issues.expected.document_words"))


def _unstated(head: DocumentHead, key: str, source: ParsedSource, span: Span, file: str) -> Iterator[DataIssue]:
    figures = source.figures_in([span])
    words = without_whitespace(source.text[span[0] : span[1]])
    match key:
        case "effective" if "之日" in words and (figures or head.effective == head.issued):
            return  # 自印发之日起施行, 自发布之日起30日后施行
        case "effective" | "valid_until":
            date = str(getattr(head, key))
            if not states_date(figures, date):
                found = message("issues.value.unquoted", value=date)
                yield DataIssue(file, None, key, found, message("issues.expected.figure.date", words=shown(words)))
        case "stacking" if head.stacking:
            yield from unstated_rules(head.stacking, words, file)
        case "valid_for":
            for number, unit in _LENGTH.findall(head.valid_for or ""):
                if not any(states_number(figures, Decimal(number), name) for name in _UNITS[unit]):
                    found = message("issues.value.unquoted", value=str(head.valid_for))
                    yield DataIssue(file, None, key, found, message("issues.expected.length_of_words", words=shown(words)))

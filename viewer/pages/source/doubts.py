"""Doubts about a text and corrections of it, in words, with links to their places."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.original import Corrected, Doubt
from kg.store.source_texts import SourceText
from viewer.i18n import t
from viewer.links import Link, to_source
from viewer.pages.source.clauses import Span
from viewer.pages.source.panel_items import within

_AROUND = 6


@dataclass(frozen=True)
class DoubtItem:
    link: Link
    name: str
    before: str
    doubtful: str
    after: str
    page: int | None


@dataclass(frozen=True)
class CorrectionItem:
    link: Link
    as_read: str
    as_printed: str
    reason: str
    by: str


def doubt_words(doubt: Doubt) -> str:
    """`两次识读不同：15万元`: what is doubtful, and what else was found."""
    name = t(f"source.doubt.{doubt.kind}")
    return t("source.says", what=name, words=doubt.found) if doubt.found else name


def correction_words(corrected: Corrected) -> str:
    """`识读为“往”，原件为“住”：误识（某人）`."""
    written = corrected.correction
    return t(
        "source.corrected_words",
        as_read=_shown(written.as_read),
        as_printed=_shown(written.as_printed),
        reason=written.reason,
        by=written.by,
    )


def is_corrected(source: SourceText, doubt: Doubt) -> bool:
    """Whether a correction touches the place."""
    return any(c.start <= doubt.end and doubt.start <= c.end for c in source.provenance.corrections)


def open_doubts(source: SourceText) -> list[Doubt]:
    """Those that no correction settles, in the order of the text."""
    doubts = [doubt for doubt in source.provenance.doubts if not is_corrected(source, doubt)]
    return sorted(doubts, key=lambda doubt: (doubt.start, doubt.end))


def doubt_items(source: SourceText) -> list[DoubtItem]:
    return [_doubt_item(source, doubt) for doubt in open_doubts(source)]


def _doubt_item(source: SourceText, doubt: Doubt) -> DoubtItem:
    text = source.text
    before, after = text[max(0, doubt.start - _AROUND) : doubt.start], text[doubt.end : doubt.end + _AROUND]
    link = _link(source, (doubt.start, doubt.end))
    return DoubtItem(link, doubt_words(doubt), _line(before), _line(text[doubt.start : doubt.end]), _line(after), doubt.page)


def correction_items(source: SourceText) -> list[CorrectionItem]:
    return [_correction_item(source, corrected) for corrected in source.provenance.corrections]


def _correction_item(source: SourceText, corrected: Corrected) -> CorrectionItem:
    written, link = corrected.correction, _link(source, (corrected.start, corrected.end))
    return CorrectionItem(link, _shown(written.as_read), _shown(written.as_printed), written.reason, written.by)


def doubts_on(source: SourceText, span: Span) -> list[str]:
    """What is doubtful about a stretch of the text, in words."""
    return [doubt_words(doubt) for doubt in open_doubts(source) if doubt.start < span[1] and span[0] < max(doubt.end, doubt.start + 1)]


def corrections_of(source: SourceText, span: Span) -> list[str]:
    """What was corrected in a stretch of the text or at its edges, in words."""
    return [correction_words(c) for c in source.provenance.corrections if c.start <= span[1] and span[0] <= c.end]


def _link(source: SourceText, span: Span) -> Link:
    """To the place; to a character beside it where it has none of its own."""
    start = min(span[0], max(0, len(source.text) - 1))
    return within(source.document, to_source(document=source.document, start=start, end=max(span[1], start + 1)))


def _line(words: str) -> str:
    return "".join(words.split())


def _shown(words: str) -> str:
    """Words with their line breaks; nothing has a sign of its own."""
    return words.replace("\n", "↵") or "∅"

"""What a curator may have overlooked: telling words that no fact quotes, clauses nobody accounted for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from kg import paths
from kg.build.shared_data import load_shared_data
from kg.errors import InvalidData, UnknownDocument
from kg.loaders.documents import read_document
from kg.loaders.evidence import ParsedSource
from kg.loaders.facts import Context, load_facts
from kg.loaders.reading import load_reading
from kg.model.records import ProvenFact, Span
from kg.text.quotes import noise_spans, overlaps, without_whitespace

_SIGNALS = Path(__file__).parent / "signals.yaml"
_AROUND = 14


@dataclass(frozen=True)
class Gap:
    """Words that nobody accounted for. span: where they stand in the text; that of the clause where all of it is meant."""

    clause: str
    what: str
    words: str
    span: Span = (0, 0)


def find_gaps(data: Path, document: str) -> list[Gap]:
    """Places to look at, in the order of the text. Rows that are not proven yet count as missing. Raises InvalidData, LookupError."""
    folder = data / "documents" / document
    if not folder.is_dir():
        raise UnknownDocument(document, str(data / "documents"))
    shared, problems = load_shared_data(data, paths.ONTOLOGY, data.parent)
    head, source, faults = read_document(folder, data, data.parent)
    if head is None or source is None or problems:
        raise InvalidData([*problems, *faults])
    context = Context(document, head.place, source, shared.registry, shared.vocabulary.codes)
    facts, _ = load_facts(folder, context, data.parent)
    reading, _ = load_reading(folder, source.tree.clauses, data.parent)
    unread = [Gap(clause, "still to be read", reason) for clause, reason in reading.unread.items()]
    return [*unread, *_gaps(source, facts, {*reading.empty, *reading.unread})]


def _gaps(source: ParsedSource, facts: list[ProvenFact], read: set[str]) -> Iterator[Gap]:
    quoted = [span for s in facts for span in ((s.evidence.start, s.evidence.end), *s.evidence.context)]
    holding = {s.record.clause for s in facts}
    unquoted: dict[str, list[Gap]] = defaultdict(list)
    for gap in unquoted_signals(source, quoted):
        unquoted[gap.clause].append(gap)
    for path, clause in source.tree.clauses.items():
        if path not in holding and path not in read:
            yield Gap(path, "neither read nor holding a fact", clause.heading or "", (clause.start, clause.end))
        yield from unquoted[path]


def unquoted_signals(source: ParsedSource, quoted: Iterable[Span]) -> Iterator[Gap]:
    """Telling words (figures, 牵头, 给予, 《》) outside of the spans that are quoted, in the order of the text."""
    patterns: dict[str, str] = yaml.safe_load(_SIGNALS.read_text(encoding="utf-8"))
    skipped = [*quoted, *source.faults, *noise_spans(source.text, source.noise)]
    for path, clause in source.tree.clauses.items():
        for start, end in clause.own:
            yield from _unquoted(source, path, (start, end), clause.start, patterns, skipped)


def _unquoted(source: ParsedSource, path: str, own: Span, heading: int, patterns: dict[str, str], skipped: list[Span]) -> Iterator[Gap]:
    found = sorted((match.span(), what) for what, pattern in patterns.items() for match in re.compile(pattern).finditer(source.text, *own))
    for span, what in found:
        in_heading = span[0] < heading + 8 and what == "figure"
        if not overlaps(span, skipped) and not in_heading:
            around = source.text[max(own[0], span[0] - _AROUND) : min(own[1], span[1] + _AROUND)]
            yield Gap(path, what, without_whitespace(around), span)

"""The proof of a proposal: that of a curated row, and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from kg.errors import DataIssue
from kg.extraction.proposal import Draft, Proposal, Refusal
from kg.extraction.source import DraftSource
from kg.loaders.csvfile import Row
from kg.loaders.validation import concept_problems, markers, validated
from kg.model.facts import FACT_KINDS, Fact
from kg.model.fields import FactRef, Named, Ref
from kg.model.records import ProvenFact, Span
from kg.text.quotes import on_one_line

_ENDS = "，；：。,;:!！?？\n"
_LINE = 0


def prove(proposal: Proposal, source: DraftSource) -> Draft | Refusal:
    """Hold a proposal against the text and the registry. A name that the registry lacks is proposed for it."""
    quote = _unique(source, proposal.span, _own(source, proposal))
    context = [_unique(source, span, _scope(source, span, proposal.clause)) for span in proposal.context]
    cells: dict[str, Any] = {name: value for name, value in proposal.values.items() if value not in (None, "", [])}
    cells |= {"clause": proposal.clause, "quote": quote, "context": context}
    model = FACT_KINDS[proposal.kind]
    record, issues = validated(model, cells, proposal.kind, _LINE)
    if record is None:
        return _refused(proposal, issues)
    row = Row(_LINE, {name: str(value) for name, value in cells.items()})
    evidence, problems = source.parsed.prove(record, proposal.kind, row)
    issues = [*concept_problems(record, source.codes, proposal.kind, row), *problems]
    if issues or evidence is None:
        return _refused(proposal, issues)
    links: dict[str, str] = {}
    needs: list[str] = []
    for name, value, marker in _references(record):
        match marker:
            case Named():
                links[name] = source.names.agency(value, (evidence.start, evidence.end))
                needs.append(links[name])
            case Ref() if value not in source.names.registry.entries[marker.registry]:
                return Refusal(proposal, (f"{name}: {value}",))
            case FactRef() if not any(value == draft.fact.id for kind in marker.kinds for draft in source.drafted(kind)):
                return Refusal(proposal, (f"{name}: {value}",))
            case Ref():
                needs.append(value)
    id_ = _id(source.document, proposal, cells)
    fact = ProvenFact(id_, proposal.kind, record.model_copy(update={"id": id_}), evidence, links)
    return Draft(fact, proposal.origin, tuple(dict.fromkeys(one for one in needs if one in source.names.proposed)), proposal.score)


def _refused(proposal: Proposal, issues: list[DataIssue]) -> Refusal:
    return Refusal(proposal, tuple(map(str, issues)))


def _references(record: Fact) -> Iterator[tuple[str, str, Ref | Named | FactRef]]:
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        found: list[Ref | Named | FactRef] = [*markers(info, Ref), *markers(info, Named), *markers(info, FactRef)]
        for marker in found:
            for one in value if isinstance(value, list) else [value] if value is not None else []:
                yield name, one, marker


def _id(document: str, proposal: Proposal, cells: dict[str, Any]) -> str:
    """`<document>/<clause>/<kind>/draft-<digest>`, by what the row says and where, so that a decision on it holds."""
    content = json.dumps([proposal.span, cells], ensure_ascii=False, sort_keys=True, default=str)
    return f"{document}/{proposal.clause}/{proposal.kind}/draft-{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def _own(source: DraftSource, proposal: Proposal) -> Span:
    clause = source.clauses[proposal.clause]
    return clause.start, clause.end


def _scope(source: DraftSource, span: Span, path: str) -> Span:
    """Where the proof looks for words of the context: in the clause, else in one above it, else in the document."""
    for clause in (source.clauses[path], *source.parsed.tree.ancestors(path)):
        if clause.start <= span[0] and span[1] <= clause.end:
            return clause.start, clause.end
    return 0, len(source.text)


def _unique(source: DraftSource, span: Span, scope: Span) -> str:
    """The words of `span`, with as many beside them as they need to be found once in `scope`: to the next mark before, or after."""
    text, (start, end) = source.text, span
    while True:
        quote = on_one_line(text[start:end])
        if not (found := source.parsed.normalised.find(quote, [scope])):
            quote = source.words((start, end))  # without the page number that stands in it
            found = source.parsed.normalised.find(quote, [scope])
        before, after = _mark_before(text, start, scope[0]), _mark_after(text, end, scope[1])
        if len(found) < 2 or (before, after) == (start, end):
            return quote
        start, end = (before, end) if before < start else (start, after)


def _mark_before(text: str, start: int, least: int) -> int:
    at = start
    while at > least and text[at - 1] in _ENDS + " \u3000":
        at -= 1
    while at > least and text[at - 1] not in _ENDS:
        at -= 1
    return at


def _mark_after(text: str, end: int, most: int) -> int:
    at = end
    while at < most and text[at] in _ENDS + " \u3000":
        at += 1
    while at < most and text[at] not in _ENDS:
        at += 1
    return at

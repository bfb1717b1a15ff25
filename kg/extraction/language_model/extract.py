"""What a model answers becomes proposals: only rows whose quote stands in the clause, and that no rule has drafted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.errors import RemoteError
from kg.extraction.language_model.client import ModelClient
from kg.extraction.language_model.instructions import instructions
from kg.extraction.language_model.settings import ModelSettings
from kg.extraction.proposal import Cell, Draft, Proposal
from kg.extraction.source import DraftSource
from kg.i18n import text
from kg.model.facts import FACT_KINDS
from kg.model.fields import ClauseRef, FactRef, Ref, marker
from kg.model.records import Span
from kg.text.quotes import folded


@dataclass
class LanguageModel:
    """An extractor that asks a model. A request that fails costs only what the model would have proposed; `faults` holds why."""

    settings: ModelSettings
    faults: list[RemoteError] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"model.{self.settings.name}"

    def notice(self) -> str:
        """What is sent, and where, in the reader's language."""
        return text("cli.draft.model_asked", model=self.settings.name, address=ModelClient(self.settings).address)

    def extract(self, source: DraftSource) -> Iterator[Proposal]:
        """Proposals of every kind, those for offers before those that refer to offers. Raises InvalidAddress."""
        client = ModelClient(self.settings)
        told = instructions(source.codes)
        for words in requests(source, self.settings.characters):
            try:
                answer = client.ask(told, words)
            except RemoteError as error:
                self.faults.append(error)
                continue
            facts = answer.get("facts")
            yield from self._proposals(source, facts if isinstance(facts, list) else [])

    def _proposals(self, source: DraftSource, facts: list[Any]) -> Iterator[Proposal]:
        rows = [row for row in facts if isinstance(row, dict) and row.get("kind") in FACT_KINDS and row.get("clause") in source.clauses]
        for row in sorted(rows, key=lambda row: any(marker(FACT_KINDS[row["kind"]], name, FactRef) for name in row.get("values") or ())):
            clause = source.clauses[row["clause"]]
            found = source.parsed.normalised.find(str(row.get("quote") or ""), [(clause.start, clause.end)])
            values = row.get("values")
            if found and isinstance(values, dict):
                cells = _cells(source, row["kind"], row["clause"], values)
                if not any(_same(cells, draft, found[0]) for draft in source.drafted(row["kind"], row["clause"])):
                    yield Proposal(row["kind"], row["clause"], found[0], cells, self.origin)


def requests(source: DraftSource, characters: int) -> Iterator[str]:
    """The clauses with their paths, several in one request as long as they are short."""
    gathered: list[str] = []
    size = 0
    for path, clause in source.clauses.items():
        words = "".join(source.words(span) for span in clause.own)
        if not words.strip():
            continue
        if gathered and size + len(words) > characters:
            yield "\n".join(gathered)
            gathered, size = [], 0
        gathered.append(f"[{path}] {words}")
        size += len(words)
    if gathered:
        yield "\n".join(gathered)


def _cells(source: DraftSource, kind: str, clause: str, values: dict[str, Any]) -> dict[str, Cell]:
    """The columns of the kind. Names of entries become ids; what cannot be resolved is left out, and the proof asks for it."""
    model = FACT_KINDS[kind]
    cells: dict[str, Cell] = {}
    for name in model.own_fields():
        value = values.get(name)
        names_task = marker(model, name, ClauseRef)
        if value in (None, "", []) or names_task:
            continue
        several = [str(one) for one in value] if isinstance(value, list) else [str(value)]
        if reference := marker(model, name, Ref):
            several = [entry.id for one in several for entry in source.names.find(reference.registry, one)[:1]]  # type: ignore[attr-defined]
        elif offer := marker(model, name, FactRef):
            several = [id_ for one in several for id_ in _offers(source, offer.kinds, clause, one)[:1]]
        if several:
            cells[name] = several if model.model_fields[name].annotation == list[str] else several[0]
    return cells


def _offers(source: DraftSource, kinds: tuple[str, ...], clause: str, quote: str) -> list[str]:
    """The drafted offers of the clause whose words hold the quote, or stand in it."""
    drafts = [draft for kind in kinds for draft in source.drafted(kind, clause)]
    return [draft.fact.id for draft in drafts if _overlap(folded(draft.fact.evidence.quote), folded(quote))]


def _overlap(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _same(cells: dict[str, Cell], draft: Draft, span: Span) -> bool:
    """Whether a draft at the same words states these values: the model adds nothing then."""
    start, end = draft.span
    if not (start < span[1] and span[0] < end):
        return False
    written = {name: _text(getattr(draft.fact.record, name)) for name in cells}
    shared = [name for name in cells if written[name]]
    return all(_text(cells[name]) == written[name] for name in shared) if shared else False


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "|".join(map(str, value))
    text = folded(str(value)) if value is not None else ""
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "").isdigit() else text

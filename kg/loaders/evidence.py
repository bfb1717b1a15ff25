"""The proof: a row's quote and context, found in the source at their offsets, and holding what the row says."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from kg.errors import DataIssue, shown
from kg.loaders.csvfile import Row
from kg.loaders.validation import markers
from kg.model.facts import Fact
from kg.model.fields import Named, Stated, Written
from kg.model.records import Evidence, Span
from kg.text.clauses import Clause, ClauseTree
from kg.text.figures import Figure, figures
from kg.text.quotes import NormalisedText, overlaps, without_whitespace
from kg.text.stated import states_money, states_number, states_rate, states_year

_EXPECTED = {
    "money": "a sum in yuan",
    "rate": "a rate as a fraction",
    "number": "a number",
    "year": "a year",
}


@dataclass(frozen=True)
class ParsedSource:
    """A source text with its normalised form, its clause tree and the spans damaged by the scan."""

    text: str
    normalised: NormalisedText
    tree: ClauseTree
    faults: Sequence[Span]
    noise: Sequence[str] = ()
    """Patterns of layout that is no text."""

    @cached_property
    def figures(self) -> Sequence[Figure]:
        """All figures of the text, at their offsets in it."""
        spaced = self.normalised.with_gaps()
        return [
            replace(figure, start=spaced.offsets[figure.start], end=spaced.offsets[figure.end - 1] + 1) for figure in figures(spaced.text)
        ]

    def figures_in(self, spans: Sequence[Span]) -> list[Figure]:
        """The figures that stand wholly in one of `spans`."""
        return [figure for figure in self.figures if any(start <= figure.start and figure.end <= end for start, end in spans)]

    def _told(self, found: Sequence[Figure], proof: str) -> str:
        told = [f"{self.normalised.text_between(figure.start, figure.end)} ({figure.value_text})" for figure in found]
        return f"{'; '.join(told) or 'no figure'} in {shown(proof)}"

    def prove(self, record: Fact, file: str, row: Row) -> tuple[Evidence | None, list[DataIssue]]:
        """Find the words of `record`. Without evidence the second value says why there is none."""
        clause = self.tree.clauses[record.clause]
        spans = self.normalised.find(record.quote, [(clause.start, clause.end)])
        problems = list(self._quote_problems(record.quote, clause, spans, file, row))
        context: list[Span] = []
        for words in record.context:
            span, fault = self._context(words, clause, file, row)
            problems += [fault] if fault else []
            context += [span] if span else []
        if problems:
            return None, problems
        start, end = spans[0]
        evidence = Evidence(start, end, self.text[start:end], tuple(context))
        problems = list(self._unstated(record, evidence, clause, file, row))
        return (None, problems) if problems else (evidence, [])

    def _quote_problems(self, quote: str, clause: Clause, spans: list[Span], file: str, row: Row) -> Iterator[DataIssue]:
        if not spans:
            elsewhere = self.normalised.find(quote, [(0, len(self.text))])
            hint = f"words of clause {clause.path}"
            if elsewhere:
                hint += f"; these stand in {', '.join(sorted({self.clause_at(start) for start, _ in elsewhere}))}"
            yield DataIssue(file, row.line, "quote", shown(quote), hint, None if elsewhere else self._alike(quote, clause))
        elif len(spans) > 1:
            yield DataIssue(
                file, row.line, "quote", f"{shown(quote)} {len(spans)} times in {clause.path}", "words found once: lengthen the quote"
            )
        elif not any(start <= spans[0][0] and spans[0][1] <= end for start, end in clause.own):
            yield DataIssue(
                file, row.line, "clause", shown(clause.path), f"the clause that holds the quote itself: {self.clause_at(spans[0][0])}"
            )
        elif overlaps(spans[0], self.faults):
            yield DataIssue(file, row.line, "quote", shown(quote), "words outside the faults of the scan that document.yaml records")

    def clause_at(self, offset: int) -> str:
        return next((c.path for c in self.tree.clauses.values() if any(start <= offset < end for start, end in c.own)), "no clause")

    def _alike(self, quote: str, clause: Clause) -> str | None:
        """The words of the clause that the quote may have meant."""
        wanted = without_whitespace(quote)
        words = self.normalised.text_between(clause.start, clause.end)
        match = difflib.SequenceMatcher(None, wanted, words, autojunk=False).find_longest_match()
        if match.size < min(4, len(wanted)):
            return None
        start = max(0, match.b - match.a)
        return shown(words[start : start + len(wanted)])

    def _context(self, words: str, clause: Clause, file: str, row: Row) -> tuple[Span | None, DataIssue | None]:
        """Once in the clause, else once in a clause above it, else once in the document."""
        scopes = [[(clause.start, clause.end)], *(above.own for above in self.tree.ancestors(clause.path)), [(0, len(self.text))]]
        for scope in scopes:
            found = self.normalised.find(words, scope)
            if len(found) == 1 and not overlaps(found[0], self.faults):
                return found[0], None
            if len(found) > 1:
                return None, DataIssue(file, row.line, "context", f"{shown(words)} {len(found)} times", "words found once: lengthen them")
        return None, DataIssue(file, row.line, "context", shown(words), "words of the document", self._alike(words, clause))

    def _unstated(self, record: Fact, evidence: Evidence, clause: Clause, file: str, row: Row) -> Iterator[DataIssue]:
        """Figures, names and words of the row that its evidence does not contain."""
        spans = [(evidence.start, evidence.end), *evidence.context]
        found = self.figures_in(spans)
        proof = "；".join(self.normalised.text_with_gaps(start, end) for start, end in spans)
        around = without_whitespace(proof) + self.normalised.text_between(clause.start, clause.end)
        for name, info in type(record).model_fields.items():
            value = getattr(record, name)
            if value is None or name in record.inferred:
                continue
            for stated in markers(info, Stated):
                if not _states(found, stated, value, record):
                    yield DataIssue(
                        file, row.line, name, str(value), f"{_EXPECTED[stated.as_]} that the words state: {self._told(found, proof)}"
                    )
            if markers(info, Named) and without_whitespace(value) not in without_whitespace(proof):
                yield DataIssue(file, row.line, name, shown(value), f"a name that the quote contains: {shown(proof)}")
            if markers(info, Written) and without_whitespace(value) not in around:
                yield DataIssue(file, row.line, name, shown(value), f"words of clause {clause.path} or of the context")


def _states(found: Sequence[Figure], stated: Stated, value: Any, record: Fact) -> bool:
    match stated.as_:
        case "money":
            return states_money(found, Decimal(value))
        case "rate":
            return states_rate(found, Decimal(value))
        case "year":
            return states_year(found, int(value))
        case "number":
            unit = stated.unit[1:] if stated.unit and stated.unit.startswith("=") else getattr(record, stated.unit or "", None)
            return states_number(found, Decimal(value), unit)

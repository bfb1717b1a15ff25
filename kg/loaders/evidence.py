"""The proof: a row's quote and context, found in the source at their offsets, and holding what the row says."""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from kg.errors import DataIssue, shown
from kg.i18n import message
from kg.loaders.csvfile import Row
from kg.loaders.stated_values import EvidenceWords, unstated
from kg.model.facts import Fact
from kg.model.original import Provenance
from kg.model.records import Evidence, Span
from kg.text.clauses import Clause, ClauseTree
from kg.text.figures import Figure, figures
from kg.text.folding import fold
from kg.text.quotes import NormalisedText, folded, noise_spans, overlaps, without_whitespace
from kg.text.table_units import in_yuan


@dataclass(frozen=True)
class ParsedSource:
    """A source text with its normalised form, its clause tree and the spans damaged by the scan."""

    text: str
    normalised: NormalisedText
    tree: ClauseTree
    faults: Sequence[Span]
    noise: Sequence[str] = ()
    """Patterns of layout that is no text."""
    provenance: Provenance = field(default_factory=Provenance)

    @cached_property
    def figures(self) -> Sequence[Figure]:
        """All figures of the text. Noise separates figures as a line break does."""
        letters = list(self.text)
        for start, end in noise_spans(self.text, self.noise):
            letters[start:end] = "\n" * (end - start)
        return figures("".join(letters))

    def figures_in(self, spans: Sequence[Span]) -> list[Figure]:
        """The figures that stand wholly in one of `spans`."""
        starts = self._figure_starts
        found = {
            place
            for start, end in spans
            for place in range(bisect_left(starts, start), bisect_left(starts, end))
            if self.figures[place].end <= end
        }
        return [self.figures[place] for place in sorted(found)]

    @cached_property
    def _figure_starts(self) -> Sequence[int]:
        return [figure.start for figure in self.figures]

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
        faults = unstated(record, self._words(evidence, clause))
        problems = [DataIssue(file, row.line, column, found, expected) for column, found, expected in faults]
        return (None, problems) if problems else (evidence, [])

    def _quote_problems(self, quote: str, clause: Clause, spans: list[Span], file: str, row: Row) -> Iterator[DataIssue]:
        if not spans:
            elsewhere = self.normalised.find(quote, [(0, len(self.text))])
            yield self._elsewhere(quote, clause, [start for start, _ in elsewhere], file, row)
        elif len(spans) > 1:
            found = message("issues.found.times_in", words=shown(quote), count=len(spans), clause=clause.path)
            yield DataIssue(file, row.line, "quote", found, message("issues.expected.longer_quote"))
        elif not any(start <= spans[0][0] and spans[0][1] <= end for start, end in clause.own):
            expected = message("issues.expected.own_clause", clause=self.clause_at(spans[0][0]))
            yield DataIssue(file, row.line, "clause", shown(clause.path), expected)
        elif overlaps(spans[0], self.faults):
            yield DataIssue(file, row.line, "quote", shown(quote), message("issues.expected.outside_faults"))

    def _elsewhere(self, quote: str, clause: Clause, starts: Sequence[int], file: str, row: Row) -> DataIssue:
        """The words are not in the clause. They may stand at `starts`."""
        if not starts:
            expected = message("issues.expected.clause_words", clause=clause.path)
            return DataIssue(file, row.line, "quote", shown(quote), expected, self._alike(quote, clause))
        clauses = sorted(set(map(self.clause_at, starts)))
        expected = message("issues.expected.clause_words_elsewhere", clause=clause.path, clauses=clauses)
        return DataIssue(file, row.line, "quote", shown(quote), expected)

    def clause_at(self, offset: int) -> str:
        """The path of the clause whose own words these are."""
        return next(c.path for c in self.tree.clauses.values() if any(start <= offset < end for start, end in c.own))

    def _alike(self, quote: str, clause: Clause) -> str | None:
        """The words of the clause that the quote may have meant."""
        wanted = without_whitespace(quote)
        words = self.normalised.text_between(clause.start, clause.end)
        match = difflib.SequenceMatcher(None, fold(wanted), fold(words), autojunk=False).find_longest_match()
        if match.size < min(4, len(wanted)):
            return None
        start = max(0, match.b - match.a)
        return shown(words[start : start + len(wanted)])

    def _context(self, words: str, clause: Clause, file: str, row: Row) -> tuple[Span | None, DataIssue | None]:
        """Once in the clause, else once in a clause above it, else once in the document. Letters as they are come before folded ones."""
        scopes = [[(clause.start, clause.end)], *(above.own for above in self.tree.ancestors(clause.path)), [(0, len(self.text))]]
        for find, scope in product((self.normalised.find_exactly, self.normalised.find), scopes):
            found = find(words, scope)
            if len(found) == 1 and not overlaps(found[0], self.faults):
                return found[0], None
            if len(found) > 1:
                times = message("issues.found.times", words=shown(words), count=len(found))
                return None, DataIssue(file, row.line, "context", times, message("issues.expected.longer_words"))
        expected = message("issues.expected.document_words")
        return None, DataIssue(file, row.line, "context", shown(words), expected, self._alike(words, clause))

    def _words(self, evidence: Evidence, clause: Clause) -> EvidenceWords:
        spans = [(evidence.start, evidence.end), *evidence.context]
        proof = "；".join(self.normalised.text_with_gaps(start, end) for start, end in spans)
        quoted = folded(proof)
        found = self.figures_in(spans)
        if clause.kind == "row":
            found += in_yuan(found, proof)
        return EvidenceWords(
            clause.path,
            proof,
            quoted,
            f"{quoted}；{self.normalised.folded_between(clause.start, clause.end)}",
            found,
            [self.normalised.text_between(figure.start, figure.end) for figure in found],
        )

"""The document that extractors read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.extraction.names import Names
from kg.extraction.proposal import Draft
from kg.extraction.sentences import Sentence, sentences
from kg.extraction.statistics.committed import Statistics, committed_statistics
from kg.loaders.evidence import ParsedSource
from kg.loaders.validation import Codes
from kg.model.document import ResponsibilityConvention
from kg.model.records import Span
from kg.text.clauses import Clause
from kg.text.figures import Figure
from kg.text.quotes import noise_spans


@dataclass
class DraftSource:
    """A text with its clauses and figures, the names it may use, and what was drafted of it so far.

    Extractors run in the order of `kg.extraction.draft.EXTRACTORS`: one reads what those before it drafted by `drafted`.
    """

    document: str
    place: str
    title: str
    parsed: ParsedSource
    names: Names
    codes: Codes
    year: int | None = None
    """The year of issue, from which 未来5年 counts."""
    conventions: Sequence[ResponsibilityConvention] = ()
    drafts: list[Draft] = field(default_factory=list)
    statistics: Statistics = field(default_factory=committed_statistics)
    """What curated rows teach."""

    @property
    def text(self) -> str:
        return self.parsed.text

    @property
    def clauses(self) -> dict[str, Clause]:
        """Path -> clause, in the order of the text."""
        return self.parsed.tree.clauses

    def words(self, span: Span) -> str:
        """The words of a span, without line breaks and white space."""
        return self.parsed.normalised.text_between(*span)

    def figures(self, span: Span) -> list[Figure]:
        """The figures that stand wholly in `span`."""
        return self.parsed.figures_in([span])

    def sentences(self, clause: str) -> list[Sentence]:
        """The sentences of the clause's own words."""
        return self._sentences[clause]

    @cached_property
    def noise(self) -> list[Span]:
        """What stands between the lines of the text without being words of it: page numbers."""
        return list(noise_spans(self.text, self.parsed.noise))

    @cached_property
    def _sentences(self) -> dict[str, list[Sentence]]:
        return {path: list(sentences(self.text, clause, self.noise)) for path, clause in self.clauses.items()}

    def all_sentences(self) -> Iterator[Sentence]:
        for path in self.clauses:
            yield from self.sentences(path)

    def drafted(self, kind: str, clause: str | None = None) -> list[Draft]:
        """The drafts of a kind that were proven so far, of one clause or of all."""
        return [draft for draft in self.drafts if draft.kind == kind and clause in (None, draft.clause)]

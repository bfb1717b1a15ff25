"""What a clause grants, relaxes or sets up without a sum: runs of phrases, each with the instrument that its words mean.

Which phrases are measures, where one begins and which instrument it is, is decided by the statistics of the curated rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.measures.decisions import decide, runs
from kg.extraction.measures.lists import services
from kg.extraction.measures.phrases import matches, sentences_of_phrases
from kg.extraction.proposal import Cell, Draft, Proposal
from kg.extraction.source import DraftSource
from kg.model.records import Span
from kg.text.clauses import UNNUMBERED


def extract(source: DraftSource) -> Iterator[Proposal]:
    """One row a measure and instrument, in the order of the text. Phrases that an offer of money quotes are none."""
    for clause in source.clauses:
        if clause in UNNUMBERED:
            continue
        paid = [draft.span for draft in source.drafted("funding", clause)]
        for sentence in sentences_of_phrases(source, clause):
            for run in runs(sentence, source.statistics, paid):
                span = _without_connective(source, (run.phrases[0].span[0], run.phrases[-1].span[1]))
                words = source.words(span)
                named = {kind: _named(source, source.drafted(kind, clause), words, column) for kind, column in _NAMED.items()}
                decided = list(services(words)) or [replace(one, text=words) for one in decide(run, source.statistics)]
                for one in decided:
                    values: dict[str, Cell] = {"instrument": one.instrument, "text": one.text, **named}
                    yield Proposal("measures", clause, span, values, one.origin, score=one.score)


_NAMED = {"categories": "category", "programs": "program"}
"""Columns of a measure, which are kinds of facts, and the column of theirs that holds the id."""
_ENTRIES = {"category": "category", "program": "programme"}
_SHORTEST = 3
"""The fewest letters of a name of the registry that is looked for beside the name that a use quotes: 人才 stands everywhere."""


def _named(source: DraftSource, drafts: Sequence[Draft], words: str, column: str) -> list[str]:
    """The ids of the clause's uses of which a name stands in the words of the measure, in their order."""
    found: dict[str, int] = {}
    for draft in drafts:
        record = draft.fact.record.model_dump()
        entry = source.names.registry.entries[_ENTRIES[column]][record[column]]
        others = [name for name in (entry.name, *getattr(entry, "aliases", ())) if len(name) >= _SHORTEST]
        places = [words.find(name) for name in (record["name"], *others) if name in words]
        if places:
            found[record[column]] = min(places)
    return sorted(found, key=lambda id_: (found[id_], id_))


def _without_connective(source: DraftSource, span: Span) -> Span:
    found = matches("connective", source.text[slice(*span)])
    return (span[0] + found.end(), span[1]) if found else span

"""Deliverables: documents that the text says will be issued or drawn up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.extraction.deliverables.phrases import Planned, planned_in, words
from kg.extraction.documents.planning import is_planned, verb_before
from kg.extraction.documents.titles import title_key, titles
from kg.extraction.proposal import Proposal
from kg.extraction.sentences import Sentence
from kg.extraction.source import DraftSource
from kg.extraction.times import is_past
from kg.extraction.vocabulary import any_of
from kg.text.clauses import CONTENTS, LETTER, PREAMBLE, SIGNATURE
from kg.text.quotes import without_whitespace

KIND = "deliverables"
_PRINCIPLES = re.compile(r"原则|指导思想|总体要求")
_IF = re.compile(r"(?:若|如|如果|如遇|假如)[^。；]*$")
_AROUND_HEADING = 4
"""How many blanks and marks may stand around a number and its heading."""
_GOVERNED = 40
"""How many letters before the verb may say with whom it is left."""


def extract(source: DraftSource) -> Iterable[Proposal]:
    """One proposal a clause and title."""
    for sentence in source.all_sentences():
        if sentence.clause in (CONTENTS, SIGNATURE, LETTER, PREAMBLE):
            continue
        taken: set[tuple[int, int]] = set()
        for found in _planned(source, sentence):
            own = title_key(source.words(found.title)) == title_key(source.title)
            if found.title not in taken and not own and not _is_heading_of(source, sentence, found):
                taken.add(found.title)
                yield Proposal(KIND, sentence.clause, found.span, {"title": source.words(found.title)}, f"deliverables.{found.rule}")


def _planned(source: DraftSource, sentence: Sentence) -> Iterator[Planned]:
    for title in titles(source.text, sentence.span):
        if is_planned(source, sentence, title):
            verb = verb_before(source.text, sentence.start, title)
            yield Planned("titled", (verb, title.span[1]), title.words, verb)
    for found in planned_in(source.text, sentence.span):
        if not _of_others(source, sentence, found) and not is_past(source, sentence, found.verb):
            yield found


def _is_heading_of(source: DraftSource, sentence: Sentence, found: Planned) -> bool:
    """Whether the words are the heading of a clause that names the document once more."""
    clause = source.clauses[sentence.clause]
    heading = without_whitespace(clause.heading or "")
    ends = clause.start + len(clause.number or "") + len(clause.heading or "") + _AROUND_HEADING
    within = found.span[1] <= ends and source.words(found.span) in heading
    return within and source.words(found.title) in source.words((found.span[1], clause.own[0][1]))


def _of_others(source: DraftSource, sentence: Sentence, found: Planned) -> bool:
    """Whether it is left to others to draw it up, or the clause states principles."""
    heading = source.clauses[sentence.clause].heading or ""
    parents = [clause.heading or "" for clause in source.parsed.tree.ancestors(sentence.clause)]
    if found.rule != "passive" and any(_PRINCIPLES.search(one) for one in (heading, *parents)):
        return True
    before = source.text[max(sentence.start, found.span[0] - _GOVERNED) : found.span[0]]
    return bool(_IF.search(before) or _applicants().search(before) or _left().search(before + source.words(found.span)))


@cache
def _applicants() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[，。；：\n、]|\s)[^，。；、]{{0,4}}(?:{any_of(words()['applicants'])})[^，。；]{{0,12}}$")


@cache
def _left() -> re.Pattern[str]:
    return re.compile(any_of(words()["left_to_others"]))

"""Citations: the other documents that a text names, by title or number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.extraction.citations.registry import cited_document
from kg.extraction.citations.relation import relation_of
from kg.extraction.citations.unmarked import unmarked
from kg.extraction.citations.words import words
from kg.extraction.documents.planning import is_planned
from kg.extraction.documents.titles import WrittenTitle, short_names, title_key, titles
from kg.extraction.proposal import Proposal
from kg.extraction.sentences import Sentence
from kg.extraction.source import DraftSource
from kg.extraction.vocabulary import any_of
from kg.text.clauses import ANNEXES, CONTENTS, LETTER, PREAMBLE, SIGNATURE
from kg.text.quotes import folded

KIND = "citations"
_ISSUED_HERE = re.compile(r"(?:现将|关于印发|现)[^《》。]{0,6}$")
_APPROVED = re.compile(r"^[^《》]{0,40}(?:审议通过|同意|批准|研究|现)[^《》]{0,12}(?:印发|颁布|发布|公布)|^[^《》。]{0,8}印发(?:给)?你们")
_TAIL = re.compile(r"(?:[（(][^（）()]*[）)])+$")
_REPEALED = re.compile(r"废止|失效|停止执行|不再执行")
_BEFORE = 24
"""How many letters before a title may name its issuer."""


def extract(source: DraftSource) -> Iterable[Proposal]:
    """One proposal a clause and document."""
    own = {title_key(source.title), *short_names(source.text), *_brought(source)}
    taken: set[tuple[str, str]] = set()
    for sentence in source.all_sentences():
        if sentence.clause in (CONTENTS, SIGNATURE, ANNEXES):
            continue
        for rule, title in _named(source, sentence, own):
            proposal = _proposal(source, sentence, rule, title)
            if (sentence.clause, str(proposal.values["cited"])) not in taken:
                taken.add((sentence.clause, str(proposal.values["cited"])))
                yield proposal


def _named(source: DraftSource, sentence: Sentence, own: set[str]) -> Iterator[tuple[str, WrittenTitle]]:
    """The rule and the title, for each other document that the sentence names and that is not still to be drawn up."""
    for title in titles(source.text, sentence.span):
        name = source.words(title.words)
        if title_key(name) in own or _is_own_letter(source, sentence, name):
            continue
        if (title.number or is_document(name)) and not is_planned(source, sentence, title):
            yield "numbered" if title.number else "titled", title
    for rule, title in unmarked(source.text, sentence.span):
        if title_key(source.words(title.words)) not in own and not _is_own_number(source, title):
            yield rule, title


def _proposal(source: DraftSource, sentence: Sentence, rule: str, title: WrittenTitle) -> Proposal:
    name = source.words(title.words)
    number = source.words(title.number) if title.number else None
    before = source.words((max(sentence.start, title.span[0] - _BEFORE), title.span[0]))
    cited = cited_document(source, name, number, before, title.span)
    values = {"cited": cited, "cited_title": name, "cited_number": number, "relation": relation_of(source, sentence, title)}
    return Proposal(KIND, sentence.clause, title.span, values, f"citations.{rule}")


def is_document(title: str) -> bool:
    """Whether a title is that of an official document, and not of a book or a form."""
    return bool(_document_ending().search(_TAIL.sub("", title)))


@cache
def _document_ending() -> re.Pattern[str]:
    return re.compile(f'(?:{any_of(words()["documents"])})[》〉”"]?$')


def _is_own_letter(source: DraftSource, sentence: Sentence, name: str) -> bool:
    """Whether the title is that of the letter that brings this text, and not of one that it repeals."""
    return title_key(name).endswith(f"印发{title_key(source.title)}的通知") and not _REPEALED.search(source.text, *sentence.span)


def _is_own_number(source: DraftSource, title: WrittenTitle) -> bool:
    return title.number is not None and folded(source.words(title.number)) == folded(source.names.source)


def _brought(source: DraftSource) -> Iterator[str]:
    """The titles of what comes with a letter: 现将《…》印发给你们."""
    for path in (LETTER, PREAMBLE):
        for start, end in source.clauses[path].own if path in source.clauses else ():
            for title in titles(source.text, (start, end)):
                before, behind = source.text[start : title.span[0]], source.text[title.span[1] : end]
                if _ISSUED_HERE.search(before) or _APPROVED.match(behind):
                    yield title_key(source.words(title.words))

"""What a text does with a document that it names: rests on it, carries it out, changes it, or names it only."""

from __future__ import annotations

import re
from functools import cache

from kg.extraction.citations.words import words
from kg.extraction.documents.titles import WrittenTitle
from kg.extraction.sentences import Sentence
from kg.extraction.source import DraftSource
from kg.extraction.vocabulary import any_of
from kg.text.clauses import LETTER, PREAMBLE

_LISTED = re.compile(r"《[^。]*?》(?:[（(][^（）()]*[）)])?")
_PURPOSE = re.compile(r"(?:制定|提出|制订|编制|出台|修订)(?:了|出)?(?:本|如下|以下)|现就|特制定|特提出")
_FIRST = re.compile(r"第\s*一\s*条")
_BEHIND = 20
"""How many letters behind a title may say that it is changed."""


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    based, implements, amends = (any_of(words()[name]) for name in ("based_on", "implements", "amends"))
    return re.compile(based), re.compile(rf"(?:{implements})[^，。；：:;,《》\s]{{0,16}}$"), re.compile(amends)


def relation_of(source: DraftSource, sentence: Sentence, title: WrittenTitle) -> str:
    """A concept of `ontology/vocab/citation-relation.ttl`."""
    based, implements, amends = _cues()
    before = source.text[sentence.start : title.span[0]]
    behind = source.text[title.span[1] : min(title.span[1] + _BEHIND, sentence.end)]
    if (found := amends.search(behind)) and "《" not in behind[: found.start()]:
        return "amends"
    if _says_on_what_it_rests(source, sentence) and based.search(before):
        return "based_on"
    return "implements" if implements.search(_LISTED.sub("", before).rstrip("、和与及 ")) else "cites"


def _says_on_what_it_rests(source: DraftSource, sentence: Sentence) -> bool:
    """Whether the sentence is of the preamble, or of an article of purpose (第一条), or makes the document itself (制定本办法)."""
    if sentence.clause in (PREAMBLE, LETTER):
        return True
    number = source.clauses[sentence.clause].number or ""
    makes_it = _PURPOSE.search(source.text, *sentence.span)
    return bool(makes_it) and (not number or bool(_FIRST.search(number)) or "制定本" in source.words(sentence.span))

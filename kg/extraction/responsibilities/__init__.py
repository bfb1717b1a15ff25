"""Who leads, supports, pays and supervises."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.proposal import Proposal
from kg.extraction.responsibilities.bodies import is_beneficiary, is_office
from kg.extraction.responsibilities.lists import assigned_lists
from kg.extraction.responsibilities.running import RunningText, running_text, short_line
from kg.extraction.responsibilities.sentences import Said, said
from kg.extraction.source import DraftSource
from kg.model.records import Span
from kg.text.quotes import overlaps, without_whitespace

_PLAN = re.compile("(?:规划|纲要|意见|方案|计划|行动|决定)[》”]*(?:的通知)?$")
_ASIDE = re.compile("[（(][^）)]*[）)]")
_BACKGROUND = re.compile("发展基础|面临|形势|背景|现状|问题与|存在问题")
_TITLE = re.compile("《[^《》]*》")
_LONGEST_HEADING = 25
_FRONT = ("preamble", "letter")
_BESIDE_BRACKETS = ("encouraged", "called_upon", "relied_on")


def extract(source: DraftSource) -> Iterator[Proposal]:
    plan = _PLAN.search(_ASIDE.sub("", source.title)) is not None
    short = short_line(source.text)
    texts = {path: running_text(source, clause, short) for path, clause in source.clauses.items()}
    lists = {path: list(assigned_lists(running.text)) for path, running in texts.items()}
    for path, running in texts.items():
        for listed in lists[path]:
            for one in listed:
                values = {"agency": running.name(*one.name), "role": one.role, "basis": "assigned"}
                yield Proposal("responsibilities", path, running.span(one.start, one.end), values, f"responsibilities.{one.how}")
        if path not in _FRONT and not _is_background(source, path):
            yield from _of_sentences(
                path, source.clauses[path].heading, running, plan, [(listed[0].start, listed[-1].end) for listed in lists[path]]
            )


def _is_background(source: DraftSource, path: str) -> bool:
    above = [source.clauses[path], *source.parsed.tree.ancestors(path)]
    return any(_BACKGROUND.search(clause.heading or "") for clause in above)


def _of_sentences(path: str, heading: str | None, running: RunningText, plan: bool, assigned: list[Span]) -> Iterator[Proposal]:
    taken: set[tuple[str, str, int]] = set()
    for one in said(_without(running.text, heading), plan=plan):
        name = running.name(*one.name)
        key = (name, one.role, one.end if one.basis == "assigned" else 0)
        if key in taken or overlaps(one.name, assigned) or (assigned and _served(one, name)):
            continue
        taken.add(key)
        values = {"agency": name, "role": one.role, "basis": one.basis}
        yield Proposal("responsibilities", path, running.span(one.start, one.end), values, f"responsibilities.{one.rule}")


def _without(text: str, heading: str | None) -> str:
    """The text with breaks for its heading, unless that is a sentence of the text, and for titles of other documents."""
    words = without_whitespace(heading or "")
    at = text.find(words)
    if at >= 0 and len(words) <= _LONGEST_HEADING and "，" not in words:
        text = text[:at] + "\n" * len(words) + text[at + len(words) :]
    return _TITLE.sub(lambda title: "\n" * len(title[0]), text)


def _served(one: Said, name: str) -> bool:
    """Whether the body is one of a class that is helped, in a clause that assigns bodies of its own."""
    return (
        one.rule in _BESIDE_BRACKETS and (is_beneficiary(name) or is_beneficiary(one.fellows[0])) and not any(map(is_office, one.fellows))
    )

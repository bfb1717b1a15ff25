"""Who leads, supports, pays and supervises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.proposal import Proposal
from kg.extraction.responsibilities.bodies import is_beneficiary, is_office, members
from kg.extraction.responsibilities.columns import rows_with_bodies
from kg.extraction.responsibilities.conventions import Stated, by_convention, stated_conventions, with_words_once
from kg.extraction.responsibilities.groups import duties, set_up
from kg.extraction.responsibilities.lists import Assigned, assigned_lists
from kg.extraction.responsibilities.rules import Orders
from kg.extraction.responsibilities.running import RunningText, running_texts
from kg.extraction.responsibilities.sentences import Said, said
from kg.extraction.source import DraftSource
from kg.extraction.tasks.headings import is_of_sort
from kg.model.records import Span
from kg.text.quotes import overlaps, without_whitespace

_GENRES: tuple[tuple[Orders, re.Pattern[str]], ...] = (
    ("plans", re.compile("(?:规划|纲要|意见|决定)[》”]*(?:的通知)?$")),
    ("schemes", re.compile("(?:方案|计划|行动|要点)[》”]*(?:的通知)?$")),
)
_ASIDE = re.compile("[（(][^）)]*[）)]")
_OF_MEASURES = re.compile("本[^，。；\n]{0,12}(?:适用(?:于|范围|对象)?|由[^。；\n]{2,40}解释)")
"""What a text that grants offers says of itself, whatever its title: whom it is for, and who explains it."""

_TITLE = re.compile("《[^《》]*》")
_SENTENCE = re.compile("，|由.+(?:负责|牵头|统筹|组织|承担|制定)|.(?:负责|应当)")
_LONGEST_HEADING = 25
_FRONT = ("preamble", "letter")
_BESIDE_BRACKETS = ("encouraged", "called_upon", "relied_on")


@dataclass(frozen=True)
class _Part:
    """A clause's own words and what they say."""

    path: str
    running: RunningText
    lists: Sequence[Sequence[Assigned]]
    stated: Sequence[Stated]

    @property
    def taken(self) -> list[Span]:
        """The stretches that lists and conventions take."""
        return [(listed[0].start, listed[-1].end) for listed in self.lists] + [(one.start, one.end) for one in self.stated]


def extract(source: DraftSource) -> Iterator[Proposal]:
    """Bodies with their roles. The document's own conventions are found where `source` has none, and left there for the caller."""
    parts = []
    for path, running in running_texts(source).items():
        parts.append(_Part(path, running, list(assigned_lists(running.text)), list(stated_conventions(running.text))))
    if not source.conventions:
        words = [(one.rule, source.words(part.running.span(one.start, one.end))) for part in parts for one in part.stated]
        source.conventions = with_words_once(source, words)
    yield from _of_columns(source)
    genre = _genre(source, parts)
    yield from _of_groups(parts)
    for part in parts:
        yield from _of_lists(source, part)
        yield from _for_all_below(source, part)
        if part.path not in _FRONT and not _is_background(source, part.path):
            yield from _of_sentences(source, part, genre)


def _genre(source: DraftSource, parts: Sequence[_Part]) -> Orders:
    title = _ASIDE.sub("", source.title)
    genre: Orders = next((genre for genre, words in _GENRES if words.search(title)), "always")
    return "schemes" if genre == "plans" and any(_OF_MEASURES.search(part.running.text) for part in parts) else genre


def _of_groups(parts: Sequence[_Part]) -> Iterator[Proposal]:
    """What groups do that the document sets up, with the words that name them."""
    named: list[tuple[str, Span]] = []
    for part in parts:
        for one in duties(part.running.text):
            if one.name:
                group = part.running.name(*one.name), part.running.span(*one.name)
            elif not (before := [group for group in named if group[0].endswith(one.short)]):
                continue
            else:
                group = before[-1]
            span = part.running.span(one.start, one.end)
            context = () if span[0] <= group[1][0] < span[1] else (group[1],)
            values = {"agency": group[0], "role": one.role, "basis": one.basis}
            yield Proposal("responsibilities", part.path, span, values, "responsibilities.group", context)
        named += [(part.running.name(*name), part.running.span(*name)) for name in set_up(part.running.text)]


def _of_lists(source: DraftSource, part: _Part) -> Iterator[Proposal]:
    rules = [convention.rule for convention in source.conventions]
    below = _tasks_below(source, part.path)
    for listed in part.lists:
        for one in by_convention(part.running.text, list(listed), rules):
            values = {"agency": part.running.name(*one.name), "role": one.role, "basis": "assigned"}
            span = part.running.span(one.start, one.end)
            for task in below or [""]:
                named = {"task": task} if task else {}
                yield Proposal("responsibilities", part.path, span, values | named, f"responsibilities.{one.how}")


def _of_columns(source: DraftSource) -> Iterator[Proposal]:
    """The bodies of tables, with the row of headings where its words stand once in the document."""
    for row in rows_with_bodies(source):
        once = len(source.parsed.normalised.find(source.words(row.head), [(0, len(source.text))])) == 1
        for cell, one in row.bodies:
            values = {"agency": source.words(one.name), "role": one.role, "basis": "assigned"}
            yield Proposal("responsibilities", row.clause, cell, values, "responsibilities.column", (row.head,) if once else ())


def _tasks_below(source: DraftSource, path: str) -> list[str]:
    """The tasks of the clauses under a clause without a task of its own nor above it: what stands at its heading is for each of them."""
    if any(source.drafted("tasks", above) for above in (path, *(clause.path for clause in source.parsed.tree.ancestors(path)))):
        return []
    clause = source.clauses[path]
    within = [task for task in source.drafted("tasks") if clause.start <= task.span[0] < clause.end]
    return [task.fact.id for task in within]


def _for_all_below(source: DraftSource, part: _Part) -> Iterator[Proposal]:
    """The bodies that a convention names for every task below, once for each."""
    for one in part.stated:
        if one.bodies is None:
            continue
        span = part.running.span(one.start, one.end)
        for name in members(part.running.text, *one.bodies):
            values = {"agency": part.running.name(*name), "role": one.role, "basis": "assigned"}
            for task in source.drafted("tasks"):
                if task.span[0] >= span[1]:
                    yield Proposal("responsibilities", part.path, span, values | {"task": task.fact.id}, "responsibilities.all_below")


def _is_background(source: DraftSource, path: str) -> bool:
    above = [source.clauses[path], *source.parsed.tree.ancestors(path)]
    return any(is_of_sort(clause.heading or "", "background") for clause in above)


def _of_sentences(source: DraftSource, part: _Part, genre: Orders) -> Iterator[Proposal]:
    taken: set[tuple[str, str, int]] = set()
    text = _without_names(part.running.text, source.clauses[part.path].heading)
    for one in said(text, genre):
        name = part.running.name(*one.name)
        key = (name, one.role, one.end if one.basis == "assigned" else 0)
        if key in taken or overlaps(one.name, part.taken) or (part.lists and _is_served(one, name)):
            continue
        taken.add(key)
        values = {"agency": name, "role": one.role, "basis": one.basis}
        yield Proposal("responsibilities", part.path, part.running.span(one.start, one.end), values, f"responsibilities.{one.origin}")


def _without_names(text: str, heading: str | None) -> str:
    """The text with breaks for its heading, unless that is a sentence of the text, and for titles of other documents."""
    words = without_whitespace(heading or "")
    at = text.find(words)
    if at >= 0 and len(words) <= _LONGEST_HEADING and not _SENTENCE.search(words):
        text = text[:at] + "\n" * len(words) + text[at + len(words) :]
    return _TITLE.sub(lambda title: "\n" * len(title[0]), text)


def _is_served(one: Said, name: str) -> bool:
    """Whether the body is one of a class that is helped, in a clause that assigns bodies of its own."""
    classes = is_beneficiary(name) or is_beneficiary(one.fellows[0])
    return one.rule in _BESIDE_BRACKETS and classes and not any(map(is_office, one.fellows))

"""Answers that contradict each other: yes and no of the same, of a category and what it is part of, or of what a degree or title tells."""

from __future__ import annotations

from collections.abc import Callable

from kg.errors import InvalidArgument
from kg.i18n import message
from kg.matching.people import People
from kg.matching.person import Person
from kg.matching.recipients import by_facts


def check_consistent(person: Person, people: People, words: Callable[[str], str] = str) -> None:
    """`words` gives those of a question by its key. Raises InvalidArgument."""
    both = person.yes & person.no
    both |= {narrow for narrow in person.yes for wide in person.no if _is_part_of(narrow, wide, people)}
    both |= {key for key in person.yes if _told(key, person) is False} | {key for key in person.no if _told(key, person) is True}
    if both:
        answers = [words(key) for key in sorted(both)]
        raise InvalidArgument(message("errors.invalid-argument.yes_and_no", answers=answers))


def _is_part_of(narrow: str, wide: str, people: People) -> bool:
    kinds = {narrow.partition(":")[0], wide.partition(":")[0]}
    return kinds == {"category"} and people.is_part_of(narrow.partition(":")[2], wide.partition(":")[2])


def _told(key: str, person: Person) -> bool | None:
    kind, _, id_ = key.partition(":")
    leaf = by_facts(id_, person) if kind == "category" else None
    return leaf.truth if leaf else None

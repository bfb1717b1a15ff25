"""The questions of yes or no that offers raise: of categories, honours, and conditions that a person can answer for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.errors import UnknownValue
from kg.i18n import message
from kg.matching.offers import Condition, Offer
from kg.matching.people import People
from kg.matching.vocabulary import bare

_CONDITION = re.compile(r"[a-z0-9-]+/[a-z0-9/-]+/conditions/[0-9]+")

_TOLD_BY_FIELDS = ("degree", "title", "age")
"""Kinds of conditions that fields of a person answer."""


@dataclass(frozen=True)
class Statements:
    """conditions: id of a condition -> the key of its question. values: key -> the words of the text, and the first fact with them.

    elsewhere: gives the ids of the conditions of all cities.
    """

    conditions: Mapping[str, str]
    values: Mapping[str, tuple[str, Condition]]
    people: People
    elsewhere: Callable[[], Collection[str]]

    def key(self, parameter: str, told: str) -> str:
        """The key that somebody means by it: a key, the id of a condition, or the words of a question. Raises UnknownValue.

        Answers to questions of other cities are kept: who adds a city does not lose them.
        """
        if told in self.values or told in self.people.names:
            return told
        if told in self.conditions:
            return self.conditions[told]
        if told.startswith(("school:", "origin:")) or (_CONDITION.fullmatch(told) and told in self.elsewhere()):
            return told
        asked, named = sorted(set(self._asked(told))), sorted(set(self._named(told)))
        found = named if parameter == "category" else asked if parameter == "school" else asked or named
        if len(found) == 1:
            return found[0]
        known = found or self._known(parameter)
        expected = message("errors.expected.one_of", known=found) if found else message("errors.expected.statement")
        raise UnknownValue(parameter, told, expected, known)

    def words(self, key: str) -> str:
        """The words of the text, or the name in the registry."""
        if key in self.values:
            return self.values[key][0]
        return self.people.names.get(key, key.partition(":")[2] or key)

    def _known(self, parameter: str) -> list[str]:
        if parameter == "school":
            return sorted({words for key, (words, _) in self.values.items() if key.startswith("school:")})
        asked = set() if parameter == "category" else {words for words, _ in self.values.values()}
        return sorted(asked | set(self.people.names.values()))

    def _asked(self, told: str) -> Iterator[str]:
        for kind in ("school", "origin"):
            if f"{kind}:{bare(told)}" in self.values:
                yield f"{kind}:{bare(told)}"
        for key, (value, condition) in self.values.items():
            if bare(value) == bare(told) and condition.kind not in _TOLD_BY_FIELDS:
                yield key

    def _named(self, told: str) -> Iterator[str]:
        if named := self.people.named(told):
            yield named
        for kind in ("category", "program"):
            if f"{kind}:{told}" in self.people.names:
                yield f"{kind}:{told}"


def read_statements(offers: Iterable[Offer], people: People, elsewhere: Callable[[], Collection[str]]) -> Statements:
    conditions: dict[str, str] = {}
    values: dict[str, tuple[str, Condition]] = {}
    for offer in offers:
        for condition in offer.conditions:
            conditions[condition.id] = condition.key
            words = condition.quote if condition.value.isdigit() else condition.value
            values.setdefault(condition.key, (words, condition))
    return Statements(conditions, values, people, elsewhere)

"""A person, as far as they told of themself. What they did not tell is unknown, never no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from kg.errors import UnknownValue
from kg.i18n import message
from kg.matching.vocabulary import bare, choices, vocabulary
from kg.queries.parameters import split_list

CHOICES = ("degree", "study", "title", "hire", "coming", "employer")
"""Fields with values of the vocabulary."""
NUMBERS = {"age": (14, 100), "service_years": (0, 60)}
"""Fields with whole numbers, and what they lie between."""
NOTHING_ELSE = "categories"
"""The value of `complete` that says: of no other category, with no other honour."""


@dataclass(frozen=True)
class Person:
    """degree: the highest one; study: how it was studied for (`full_time`, `in_service`); title: of the professional titles (职称);
    hire: `full_time`, or `flexible` beside a post elsewhere; coming: `newcomer`, `recruited` earlier, `local`; native: a place
    (籍贯或户籍); employer: a kind, where the person works in the city or will work there; service_years: agreed with the employer or done.

    yes, no: keys of questions answered so: `category:<id>`, `program:<id>`, `school:<words>`, `origin:<words>`, or the id of a condition.
    complete: whether whatever category or honour is not among `yes` is no.
    """

    degree: str | None = None
    study: str | None = None
    title: str | None = None
    age: int | None = None
    hire: str | None = None
    coming: str | None = None
    native: str | None = None
    employer: str | None = None
    service_years: int | None = None
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    complete: bool = False

    def said(self, key: str) -> bool | None:
        """The answer to a question of yes or no."""
        if key in self.yes:
            return True
        if key in self.no or (self.complete and key.startswith(("category:", "program:"))):
            return False
        return None


FIELDS = (*CHOICES, *NUMBERS, "native")
LISTS = ("yes", "no", "school", "category")
PARAMETERS = (*FIELDS, *LISTS, "complete")
"""Names of what may be told of a person, on the command line, over HTTP and in an address."""


class Keys(Protocol):
    """The questions of yes or no, by what somebody may call them."""

    def key(self, parameter: str, told: str) -> str: ...


def read_person(given: Mapping[str, str], statements: Keys) -> Person:
    """A person from words as people write them: 博士, 35, 双一流; lists separated by commas. Raises UnknownValue."""
    told: dict[str, Any] = {}
    for name in CHOICES:
        if given.get(name):
            told[name] = _choice(name, given[name])
    for name in NUMBERS:
        if given.get(name):
            told[name] = _number(name, given[name])
    yes = {statements.key(name, words) for name in ("yes", "school", "category") for words in split_list(given.get(name))}
    no = {statements.key("no", words) for words in split_list(given.get("no"))}
    if given.get("complete") not in (None, "", NOTHING_ELSE):
        raise UnknownValue("complete", given["complete"], message("errors.expected.one_of", known=[NOTHING_ELSE]))
    native, complete = given.get("native") or None, bool(given.get("complete"))
    return Person(**told, native=native, yes=frozenset(yes), no=frozenset(no), complete=complete)


def _choice(name: str, value: str) -> str:
    known = choices(name)
    if value in known:
        return value
    labels = {label: id_ for id_ in known for label in choice_words(name, id_)}
    found = labels.get(bare(value).removesuffix("职称"))
    if found is None:
        expected = message("errors.expected.one_of", known=[choice_words(name, id_)[0] for id_ in known])
        raise UnknownValue(name, value, expected, [*known, *labels])
    return found


def choice_words(name: str, id_: str) -> list[str]:
    """The words of the vocabulary for a value of a field."""
    if name in ("degree", "title"):
        words: list[str] = next(entry["words"] for entry in vocabulary()[name]["levels"] if entry["id"] == id_)
        return sorted([*words, *(["无"] if id_ == "none" else [])], key=len)
    if name == "study":
        return next(list(entry["words"]) for entry in vocabulary()["degree"]["study"] if entry["id"] == id_)
    if name == "hire":
        return next(list(entry["words"]) for entry in vocabulary()["hire"] if entry["id"] == id_)
    if name == "coming":
        return [*vocabulary()["coming"].get(id_, ()), *(["本地"] if id_ == "local" else [])]
    entry = next(entry for entry in vocabulary()["employers"] if entry["id"] == id_)
    return [str(entry["name"]), *entry["words"]]


def _number(name: str, value: str) -> int:
    low, high = NUMBERS[name]
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise UnknownValue(name, value, message("errors.expected.whole_number", low=low, high=high))
    return int(value)


def person_params(person: Person) -> dict[str, str]:
    """What was told, as `read_person` reads it."""
    told = {name: str(value) for name in FIELDS if (value := getattr(person, name)) is not None}
    told |= {name: ",".join(sorted(keys)) for name, keys in (("yes", person.yes), ("no", person.no)) if keys}
    return told | ({"complete": NOTHING_ELSE} if person.complete else {})


@dataclass(frozen=True)
class Question:
    """What the person may be asked.

    key: a field of Person, or that of an answer of yes or no. words: the official ones, empty for a field. kind: `field`, `category`,
    `program` or a kind of condition. evidence: the id of a fact that asks it. offers: the undecided ones that ask it; decides: how many
    of them some answer decides. quote: the words of the text that ask it.
    """

    key: str
    kind: str
    words: str
    evidence: str
    offers: tuple[str, ...]
    decides: int
    quote: str = ""

"""What a person is offered: each offer is met, not met or undecided, with its conditions in the words of the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from kg.matching.person import Question

State = Literal["met", "not_met", "undecided"]
STATES: tuple[State, ...] = ("met", "undecided", "not_met")
OFFER_COLUMNS = (
    *(
        "id",
        "document",
        "city",
        "city_code",
        "clause",
        "offer",
        "kind",
        "recipient",
        "what",
        "amount_min",
        "amount_max",
        "rate_min",
        "rate_max",
    ),
    *("period", "per", "categories", "programs", "issued", "status", "apply_from", "apply_until", "apply_window", "quote", "start", "end"),
)
"""Those of the question `offers` that say what is offered."""
DOCUMENT_COLUMNS = ("document", "title", "number", "issued", "status", "status_basis", "stacking_words")
Caution = Literal["no_people", "no_condition", "bodies", "other_words"]
"""Why an offer whose tests all hold is undecided: it names no kind of people; no condition is recorded beside the kind of people; it may
go to a body; its words call the people by other names than the registry does, which may mean fewer (科技成果完成者, not 科研人员)."""


def state_of(truth: bool | None) -> State:
    return "undecided" if truth is None else "met" if truth else "not_met"


@dataclass(frozen=True)
class ConditionMatch:
    """One condition. `asks`: keys of the questions that would decide it; undecided without any, the office decides.

    start, end: offsets of the quote in the text of the document.
    """

    id: str
    kind: str
    comparator: str
    value: str
    quote: str
    clause: str
    start: int
    end: int
    state: State
    asks: tuple[str, ...]


@dataclass(frozen=True)
class PeopleMatch:
    """A category or an honour that the offer names."""

    key: str
    name: str
    state: State
    asks: tuple[str, ...]


@dataclass(frozen=True)
class Stacking:
    """Why a met offer does not count beside another, by the rule of a document in its own words.

    higher: the offer that counts; None where the sums do not compare, and the office says which of `among` counts.
    """

    rules: tuple[str, ...]
    document: str
    quote: str
    start: int
    end: int
    higher: str | None
    among: tuple[str, ...]


@dataclass(frozen=True)
class OfferMatch:
    """row: the offer as the question `offers` has it. groups: the alternatives, of each what must hold together. people: to whom it goes.

    asks: the questions that still matter, none where it is decided or only the office can say. closed: the last day to apply is over.
    available: met, counted, in force and open on the day.
    """

    row: Mapping[str, Any]
    state: State
    asks: tuple[str, ...]
    people: tuple[PeopleMatch, ...]
    groups: tuple[tuple[ConditionMatch, ...], ...]
    cautions: tuple[Caution, ...]
    closed: bool
    stacking: Stacking | None = None

    @property
    def id(self) -> str:
        return str(self.row["id"])

    @property
    def counts(self) -> bool:
        return self.state == "met" and self.stacking is None

    @property
    def available(self) -> bool:
        return self.counts and self.row["status"] == "in_force" and not self.closed

    @property
    def failed(self) -> list[ConditionMatch | PeopleMatch]:
        """What the person does not meet: of the people that it names, else of each alternative."""
        people = [test for test in self.people if test.state == "not_met"]
        return [*people] or [test for group in self.groups for test in group if test.state == "not_met"]

    @property
    def for_the_office(self) -> list[ConditionMatch | PeopleMatch]:
        """What no answer decides, of alternatives that are not lost."""
        alive = [group for group in self.groups if all(test.state != "not_met" for test in group)]
        tests: list[ConditionMatch | PeopleMatch] = [*self.people, *(test for group in alive for test in group)]
        return [test for test in tests if test.state == "undecided" and not test.asks]

    def to_json(self) -> dict[str, Any]:
        told = {name: value for name, value in asdict(self).items() if name != "row"}
        return {**{name: self.row[name] for name in OFFER_COLUMNS}, **told, "available": self.available}


@dataclass(frozen=True)
class CityMatch:
    """The offers of a city, the most promising first. `for_bodies`: how many offers of it are not for people."""

    city: str
    city_code: str
    offers: tuple[OfferMatch, ...]
    for_bodies: int

    def of(self, state: State) -> list[OfferMatch]:
        return [offer for offer in self.offers if offer.state == state]

    @property
    def available(self) -> list[OfferMatch]:
        return [offer for offer in self.offers if offer.available]

    @property
    def questions(self) -> set[str]:
        """The keys of the questions that still matter here."""
        return {key for offer in self.offers for key in offer.asks}

    @property
    def for_the_office(self) -> list[OfferMatch]:
        """Undecided offers that no answer decides."""
        return [offer for offer in self.of("undecided") if not offer.asks]

    def to_json(self) -> dict[str, Any]:
        counts: dict[str, int] = {state: len(self.of(state)) for state in STATES}
        return {
            "city": self.city,
            "city_code": self.city_code,
            **counts,
            "office": len(self.for_the_office),
            "available": len(self.available),
            "questions": len(self.questions),
            "for_bodies": self.for_bodies,
            "offers": [offer.to_json() for offer in self.offers],
        }


@dataclass(frozen=True)
class Matching:
    """A person against the offers of cities on a day. `questions` that still matter, the one that decides most offers first.

    person: what was told, as it was understood. statements: the words of every answer of yes or no that was given.
    documents: the DOCUMENT_COLUMNS of each document with offers.
    """

    person: Mapping[str, str]
    as_of: str
    cities: tuple[CityMatch, ...]
    questions: tuple[Question, ...]
    statements: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def offer(self, id_: str) -> OfferMatch | None:
        return next((offer for city in self.cities for offer in city.offers if offer.id == id_), None)

    def to_json(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "person": dict(self.person),
            "as_of": self.as_of,
            "statements": dict(self.statements),
            "questions": [asdict(question) for question in self.questions],
            "documents": {id_: dict(row) for id_, row in self.documents.items()},
            "cities": [city.to_json() for city in self.cities],
        }


def read_matching(told: Mapping[str, Any]) -> Matching:
    """What `to_json` gave. Raises KeyError, TypeError."""
    return Matching(
        person=told["person"],
        as_of=told["as_of"],
        cities=tuple(
            CityMatch(city["city"], city["city_code"], tuple(map(_read_offer, city["offers"])), city["for_bodies"])
            for city in told["cities"]
        ),
        questions=tuple(Question(**{**question, "offers": tuple(question["offers"])}) for question in told["questions"]),
        statements=told["statements"],
        documents=told["documents"],
    )


def _read_offer(told: Mapping[str, Any]) -> OfferMatch:
    def tests(kind: type[Any], rows: Iterable[Mapping[str, Any]]) -> tuple[Any, ...]:
        return tuple(kind(**{**row, "asks": tuple(row["asks"])}) for row in rows)

    rule = told["stacking"]
    return OfferMatch(
        row={name: told[name] for name in OFFER_COLUMNS},
        state=told["state"],
        asks=tuple(told["asks"]),
        people=tests(PeopleMatch, told["people"]),
        groups=tuple(tests(ConditionMatch, group) for group in told["groups"]),
        cautions=tuple(told["cautions"]),
        closed=told["closed"],
        stacking=Stacking(**{**rule, "rules": tuple(rule["rules"]), "among": tuple(rule["among"])}) if rule else None,
    )

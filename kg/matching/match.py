"""A person against every offer of chosen cities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from kg.errors import UnknownParameter
from kg.matching.consistency import check_consistent
from kg.matching.judging import condition_node
from kg.matching.logic import All, Either, Node, judge
from kg.matching.matched import (
    DOCUMENT_COLUMNS,
    OFFER_COLUMNS,
    Caution,
    CityMatch,
    ConditionMatch,
    Matching,
    OfferMatch,
    PeopleMatch,
    state_of,
)
from kg.matching.offers import Offer, read_offers
from kg.matching.people import People, read_people
from kg.matching.person import PARAMETERS, Person, Question, person_params, read_person
from kg.matching.questions import ranked_questions
from kg.matching.recipients import is_named_by_honour, judge_people, recipient_node, tested_people
from kg.matching.stacking import apply_stacking
from kg.matching.statements import read_statements
from kg.queries.catalog import question
from kg.queries.parameters import read_day
from kg.queries.runner import Runner

Row = Mapping[str, Any]
_REGISTRY = ("talent_names", "broader_categories", "near_categories")
"""The program's own questions on categories and programmes."""


def match(runner: Runner, given: Mapping[str, str], cities: Sequence[str] = (), as_of: str | None = None) -> Matching:
    """`given`: what is told of the person, by the names of PARAMETERS. `cities`: names or codes; all that are held where none is given.

    Raises UnknownParameter, UnknownValue, InvalidArgument.
    """
    for name in given:
        if name not in PARAMETERS:
            raise UnknownParameter(name, "match", sorted((*PARAMETERS, "city", "as_of")))
    day = read_day("as_of", as_of or date.today())
    people = read_people(*(runner.tables.rows(question("aggregates", name).query, {}) for name in _REGISTRY))
    rows = _rows(runner, "offers", cities, {"as_of": day})
    offers = read_offers(rows, _rows(runner, "conditions", cities))
    statements = read_statements(offers, people, lambda: {row["id"] for row in runner.ask("conditions").rows})
    person = read_person(given, statements)
    check_consistent(person, people, statements.words)
    documents = {row["document"]: row for row in runner.ask("documents", {"as_of": day}).rows}
    nodes = {offer.id: offer_node(offer, person, people) for offer in offers}
    found = [match_offer(offer, nodes[offer.id], person, people, day) for offer in offers]
    found = apply_stacking(found, documents.values())
    by_city = _by_city(found, rows, cities, runner)
    questions = ranked_questions(found, nodes, people, statements)
    told = {key: statements.words(key) for key in sorted(person.yes | person.no)}
    named = sorted({offer.row["document"] for offer in offers})
    heads = {id_: {name: documents[id_][name] for name in DOCUMENT_COLUMNS} for id_ in named}
    return Matching(person_params(person), day, by_city, questions, told, heads)


def _rows(runner: Runner, name: str, cities: Sequence[str], parameters: Mapping[str, Any] | None = None) -> list[Row]:
    found = {row["id"]: row for asked in _asked(cities) for row in runner.ask(name, {**(parameters or {}), **asked}).rows}
    return list(found.values())


def _asked(cities: Sequence[str]) -> list[dict[str, str]]:
    return [{"city": city} for city in cities] or [{}]


def offer_node(offer: Offer, person: Person, people: People) -> Node:
    """The tests of an offer: its recipient, and one of the groups of its conditions."""
    groups = tuple(All(tuple(condition_node(c, offer, person, people) for c in group)) for group in offer.groups)
    return All((recipient_node(offer, person, people), Either(groups))) if groups else recipient_node(offer, person, people)


def match_offer(offer: Offer, node: Node, person: Person, people: People, day: str) -> OfferMatch:
    judged = judge(node)
    cautions = _cautions(offer, person, people) if judged.truth else ()
    until = offer.row["apply_until"]
    return OfferMatch(
        row={name: offer.row.get(name) for name in OFFER_COLUMNS},
        state=state_of(None if cautions else judged.truth),
        asks=judged.asks,
        people=tuple(_people_match(key, person, people) for keys in tested_people(offer, people) for key in keys),
        groups=tuple(tuple(_condition_match(c, offer, person, people) for c in group) for group in offer.groups),
        cautions=cautions,
        closed=bool(until) and day[: len(until)] > until,
    )


def _cautions(offer: Offer, person: Person, people: People) -> tuple[Caution, ...]:
    found: list[Caution] = [] if offer.row["categories"] or is_named_by_honour(offer, person, people) else ["no_people"]
    if not offer.conditions and not is_named_by_honour(offer, person, people):
        found.append("no_condition")
    if offer.may_go_to_bodies:
        found.append("bodies")
    named, rest = tested_people(offer, people)
    words = "".join([offer.row["quote"], offer.row["recipient"] or "", *(condition.quote for condition in offer.conditions)])
    honoured = any(people.in_words(f"program:{id_}", words) for id_ in offer.row["programs"])
    if rest and not named and not honoured and not any(people.in_words(key, words) for key in rest):
        found.append("other_words")
    return tuple(found)


def _people_match(key: str, person: Person, people: People) -> PeopleMatch:
    leaf = judge_people(key, person, people)
    return PeopleMatch(key, people.names.get(key, key), state_of(leaf.truth), leaf.asks)


def _condition_match(condition: Any, offer: Offer, person: Person, people: People) -> ConditionMatch:
    leaf = judge(condition_node(condition, offer, person, people))
    names = ("id", "kind", "comparator", "value", "quote", "clause", "start", "end")
    return ConditionMatch(**{name: getattr(condition, name) for name in names}, state=state_of(leaf.truth), asks=leaf.asks)


def _by_city(found: Iterable[OfferMatch], rows: Sequence[Row], cities: Sequence[str], runner: Runner) -> tuple[CityMatch, ...]:
    """One a place with documents, in the order of the cities that were asked for; a city comes before its counties."""
    codes: dict[str, str] = {}
    for asked in _asked(cities):
        for document in sorted(runner.ask("documents", asked).rows, key=lambda row: row["city_code"]):
            codes.setdefault(document["city_code"], document["city"])
    of: dict[str, list[OfferMatch]] = defaultdict(list)
    for offer in found:
        of[offer.row["city_code"]].append(offer)
    counts = Counter(row["city_code"] for row in rows)
    return tuple(CityMatch(name, code, tuple(sorted(of[code], key=_promise)), counts[code] - len(of[code])) for code, name in codes.items())


def _promise(offer: OfferMatch) -> tuple[int, int, int, str]:
    """Met first, then what few questions decide, what the office decides, what is not met. Money before measures."""
    rank = {"met": 0, "undecided": 1 if offer.asks else 2, "not_met": 3}[offer.state]
    return rank, len(offer.asks), int(offer.row["offer"] != "funding"), offer.id


__all__ = ["Matching", "Person", "Question", "match"]

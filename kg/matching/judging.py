"""Whether a person meets a condition: yes, no, or not known. A condition that words alone cannot decide is left to the office.

Degrees and titles: `eq` is the highest one that the person has. Who has a higher one is refused only where the same words give the higher
one an offer of its own (分别给予); else the office decides.
"""

from __future__ import annotations

import re

from kg.matching.logic import FALSE, OFFICE, TRUE, All, Either, Leaf, Node, known
from kg.matching.offers import Condition, Offer
from kg.matching.people import People
from kg.matching.person import Person
from kg.matching.recipients import judge_people
from kg.matching.vocabulary import bare, is_asked, levels, read_employer, read_level, vocabulary, within


def condition_node(condition: Condition, offer: Offer, person: Person, people: People) -> Node:
    """The tests of one condition."""
    if named := _names_people(condition, people):
        return judge_people(named, person, people)
    match condition.kind:
        case "degree":
            return Either(tuple(_degree(value, condition, offer, person) for value in condition.members))
        case "title":
            return Either(tuple(_title(value, condition, person) for value in condition.members))
        case "employer":
            return Either(tuple(_employer(value, condition, person) for value in condition.members))
        case "age":
            return _number(condition, "age", person.age)
        case "service_years" if _is_number(condition.value) and any(word in condition.quote for word in vocabulary()["service"]):
            return _number(condition, "service_years", person.service_years)
        case "hire_mode":
            return _hire(condition, person)
        case "origin":
            return _origin(condition, person)
    return _statement(condition, condition.value, person)


def _names_people(condition: Condition, people: People) -> str | None:
    return people.named(condition.value) if condition.kind in ("title", "origin", "certification", "other") else None


def _statement(condition: Condition, words: str, person: Person) -> Leaf:
    said = person.said(condition.key)
    if said is False:
        return FALSE
    if not is_asked(condition.kind, words):
        return OFFICE
    return known(said, condition.key)


def _degree(value: str, condition: Condition, offer: Offer, person: Person) -> Node:
    asked = read_level("degree", value)
    if asked.level is None:
        return _statement(condition, value, person)
    parts: list[Node] = [_level("degree", asked.level, condition, person.degree, siblings=_sibling_levels(offer))]
    if bare(value) == "研究生" and person.degree == "doctor":
        parts = [TRUE]
    if asked.study:
        parts.append(_study(asked.level, asked.study, person))
    if asked.rest:
        parts.append(_statement(condition, asked.rest, person))
    return All(tuple(parts))


def _study(level: str, study: str, person: Person) -> Leaf:
    """How the degree was studied for. Of who has a higher one, the lower one may have been studied for otherwise."""
    if person.study is None or person.study == study:
        return known(None, "study") if person.study is None else TRUE
    if person.degree is None:
        return known(None, "degree")
    return OFFICE if _rank("degree", person.degree) > _rank("degree", level) else FALSE


def _title(value: str, condition: Condition, person: Person) -> Node:
    asked = read_level("title", value)
    if asked.level is None:
        return _statement(condition, value, person)
    level = _level("title", asked.level, condition, person.title)
    return All((level, _statement(condition, asked.rest, person))) if asked.rest else level


def _rank(kind: str, level: str) -> int:
    """The higher the level, the higher the rank."""
    return -levels(kind).index(level)


def _sibling_levels(offer: Offer) -> frozenset[str]:
    read = (read_level("degree", value).level for condition in offer.siblings for value in condition.members)
    return frozenset(level for level in read if level)


def _level(kind: str, asked: str, condition: Condition, has: str | None, siblings: frozenset[str] = frozenset()) -> Leaf:
    if has is None:
        return known(None, kind)
    rank, wanted = _rank(kind, has), _rank(kind, asked)
    match condition.comparator:
        case "ge":
            return Leaf(rank >= wanted)
        case "gt":
            return Leaf(rank > wanted)
        case "le":
            return Leaf(rank <= wanted)
        case "lt":
            return Leaf(rank < wanted)
    if rank > wanted:
        return FALSE if has in siblings else OFFICE
    return Leaf(rank == wanted)


def _number(condition: Condition, field: str, has: int | None) -> Leaf:
    if not _is_number(condition.value):
        return OFFICE
    if has is None:
        return known(None, field)
    value = float(condition.value)
    outcomes = {"ge": has >= value, "gt": has > value, "le": has <= value, "lt": has < value, "eq": has == value}
    return Leaf(outcomes[condition.comparator]) if condition.comparator in outcomes else OFFICE


def _is_number(value: str) -> bool:
    return re.fullmatch(r"[0-9]+(\.[0-9]+)?", value) is not None


def _employer(value: str, condition: Condition, person: Person) -> Node:
    asked = read_employer(value)
    if not asked.kinds:
        return _statement(condition, value, person)
    kind: Leaf = known(None, "employer")
    if person.employer is not None:
        is_one = any(wanted in within(person.employer) for wanted in asked.kinds)
        may_be_one = any(person.employer in within(wanted) for wanted in asked.kinds)
        kind = Leaf(True) if is_one else _statement(condition, value, person) if may_be_one else FALSE
    return All((kind, _statement(condition, value, person))) if asked.rest else kind


def _hire(condition: Condition, person: Person) -> Node:
    words = bare(condition.value).replace("引进", "")
    asked = next((entry["id"] for entry in vocabulary()["hire"] if words in entry["words"]), None)
    if asked is None:
        return _statement(condition, condition.value, person)
    hire = known(None, "hire") if person.hire is None else Leaf(person.hire == asked)
    return All((hire, _coming("recruited", person))) if "引进" in condition.value and asked == "full_time" else hire


def _origin(condition: Condition, person: Person) -> Node:
    words = bare(condition.value)
    if found := re.match(vocabulary()["native"], words):
        return known(None, "native") if person.native is None else Leaf(person.native.startswith(found["place"]))
    table = vocabulary()["coming"]
    for filler in table["filler"]:
        words = words.replace(filler, "")
    asked = next((coming for coming in ("newcomer", "recruited") if words in table[coming]), None)
    return _coming(asked, person) if asked else _statement(condition, condition.value, person)


def _coming(asked: str, person: Person) -> Leaf:
    """Who comes newly is recruited too."""
    if person.coming is None:
        return known(None, "coming")
    return Leaf(person.coming == asked or (asked == "recruited" and person.coming == "newcomer"))

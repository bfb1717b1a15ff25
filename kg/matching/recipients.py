"""Whether a person is among those to whom an offer goes: its categories of people, and the honours that its recipient is named by.

An offer lists its categories without saying whether one is enough or all are asked: 高层次和紧缺急需人才. So of several that no condition
speaks of, all must hold, none must hold, or the office decides. A category that a condition speaks of is left to that condition. Where
each alternative of the conditions speaks of people of its own, these are the alternatives: 博士或高级职称.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.matching.logic import FALSE, OFFICE, TRUE, All, Either, Leaf, Node, judge, known
from kg.matching.offers import Condition, Offer
from kg.matching.people import People
from kg.matching.person import Person
from kg.matching.vocabulary import bare, is_appraised, levels, read_level

_DEGREES = ("doctor", "master", "bachelor")
"""Categories that are degrees, by the ids of the registry and of the levels."""
_BY_FACTS = frozenset({"professional-technical", "talent", "degree-holder"})
"""Categories that a degree or title may tell: that no other category is named says nothing of them."""


def tested_people(offer: Offer, people: People) -> tuple[list[str], list[str]]:
    """The honours that name the recipient, and the categories that no condition speaks of. None where the alternatives are such people."""
    keys = [f"category:{id_}" for id_ in offer.row["categories"]]
    honours = [f"program:{id_}" for id_ in offer.row["programs"]]
    spoken = [frozenset(key for key in (*keys, *honours) if any(_speaks_of(c, key, people) for c in group)) for group in offer.groups]
    by_all = frozenset.intersection(*spoken) if spoken else frozenset()
    if spoken and len(spoken) > 1 and all(group - by_all for group in spoken):
        return [], []
    named = [key for key in honours if people.in_words(key, offer.row["recipient"] or "") and not any(key in group for group in spoken)]
    rest = [key for key in keys if not any(key in group for group in spoken)]
    return named, rest


def recipient_node(offer: Offer, person: Person, people: People) -> Node:
    """The tests of the recipient; whatever the conditions ask comes besides."""
    named, rest = tested_people(offer, people)
    tests = [judge_people(key, person, people) for key in named]
    if named and "等" not in (offer.row["recipient"] or ""):
        return Either(tuple(tests))
    kinds = _all_or_none([judge_people(key, person, people) for key in rest])
    return Either((*tests, kinds)) if tests and rest else Either(tuple(tests)) if tests else kinds


def is_named_by_honour(offer: Offer, person: Person, people: People) -> bool:
    """Whether the recipient is named by an honour that the person has: 对“雾岭工匠”给予奖励."""
    recipient = offer.row["recipient"] or ""
    return any(people.in_words(f"program:{id_}", recipient) and person.said(f"program:{id_}") for id_ in offer.row["programs"])


def _all_or_none(nodes: list[Leaf]) -> Node:
    """True where all hold, false where none does, else not known."""
    if len(nodes) < 2:
        return All(tuple(nodes))
    if judge(All(tuple(nodes))).truth is not False:
        return All(tuple(nodes))
    anyone = judge(Either(tuple(nodes)))
    return FALSE if anyone.truth is False else Leaf(None, anyone.asks) if anyone.truth is None else OFFICE


def judge_people(key: str, person: Person, people: People) -> Leaf:
    """Whether the person is of that category, or has that honour. A merit (高层次人才) is for the office to see, but not a plain no."""
    kind, _, id_ = key.partition(":")
    if kind != "category":
        return known(person.said(key), key)
    if (told := by_facts(id_, person)) is not None:
        return told
    named = _kinds(person)
    if any(narrow != id_ and people.is_part_of(narrow, id_) for narrow in named):
        return TRUE
    if any(people.is_part_of(id_, wide) for wide in _categories(person.no)):
        return FALSE
    if key in person.yes:
        return OFFICE if is_appraised(people.names.get(key, "")) else TRUE
    usual = any(id_ in people.near.get(kind, ()) for kind in _may_be(person))
    return known(None, key) if usual or id_ in _BY_FACTS else known(person.said(key), key)


def _kinds(person: Person) -> list[str]:
    """Categories that the person is known to be of."""
    degree = [person.degree] if person.degree in _DEGREES else []
    return [*_categories(person.yes), *degree, *(["senior-title"] if person.title == "senior" else [])]


def _may_be(person: Person) -> list[str]:
    """What the person is known to be, and what a degree or title that is not told may make them."""
    degrees = list(_DEGREES) if person.degree is None else []
    return [*_kinds(person), *degrees, *(["senior-title"] if person.title is None else [])]


def _categories(keys: Iterable[str]) -> list[str]:
    return [key.partition(":")[2] for key in keys if key.startswith("category:")]


def by_facts(category: str, person: Person) -> Leaf | None:
    """Categories that degree, title or way of coming tell; None for others."""
    if category in _DEGREES:
        if person.degree is None:
            return known(None, "degree")
        ranks = levels("degree")
        higher = ranks.index(person.degree) < ranks.index(category)
        return OFFICE if higher else Leaf(person.degree == category)
    match category:
        case "senior-title":
            return known(None, "title") if person.title is None else Leaf(person.title == "senior")
        case "professional-technical" if person.title in ("senior", "intermediate", "junior"):
            return TRUE
        case "flexible":
            return known(None, "hire") if person.hire is None else Leaf(person.hire == "flexible")
        case "talent" | "degree-holder" if person.degree in _DEGREES:
            return TRUE
    return None


def _speaks_of(condition: Condition, key: str, people: People) -> bool:
    """Whether a condition says of people of a category, or with an honour."""
    category = key.partition(":")[2]
    if condition.kind == "degree" and key.startswith("category:"):
        return any(_covers_degree(value, category, condition.comparator) for value in condition.members)
    if condition.kind == "title" and category in ("professional-technical", "senior-title"):
        return category == "professional-technical" or read_level("title", condition.value).level == "senior"
    return people.in_words(key, bare(condition.value))


def _covers_degree(value: str, category: str, comparator: str) -> bool:
    level = read_level("degree", value).level
    if level is None or category not in (*_DEGREES, "graduate", "degree-holder"):
        return False
    if category not in _DEGREES:
        return level in _DEGREES
    ranks = levels("degree")
    return level == category or (comparator in ("ge", "gt") and ranks.index(category) <= ranks.index(level))

"""What a document says of its own lists of bodies: that the first leads, or who stands for every task below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from kg.extraction.responsibilities.bodies import Name
from kg.extraction.responsibilities.lists import Assigned
from kg.extraction.source import DraftSource
from kg.extraction.vocabulary import word_file
from kg.model.document import ResponsibilityConvention

_FILE = Path(__file__).with_name("conventions.yaml")
_ROLES = {"配合": "support", "参与": "support"}


@dataclass(frozen=True)
class Stated:
    """A convention and where its words stand in a running text. `bodies`: of `all_below`, whom it names, and as what."""

    rule: str
    start: int
    end: int
    bodies: Name | None = None
    role: str = ""


@cache
def grammar() -> list[dict[str, Any]]:
    return list(word_file(_FILE)["conventions"])


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(one["rule"], re.compile(one["words"])) for one in grammar()]


def stated_conventions(text: str) -> Iterator[Stated]:
    """The conventions that a running text states."""
    for rule, pattern in _patterns():
        for found in pattern.finditer(text):
            if rule != "all_below":
                yield Stated(rule, *found.span())
                continue
            group, said = ("bodies", found["role"]) if found["bodies"] else ("bodies2", found["role2"])
            yield Stated(rule, *found.span(), found.span(group), _ROLES.get(said, "responsible"))


def with_words_once(source: DraftSource, stated: Sequence[tuple[str, str]]) -> list[ResponsibilityConvention]:
    """Rules and their words as `document.yaml` holds them: each rule once, words that stand once in the text."""
    found: dict[str, ResponsibilityConvention] = {}
    for rule, words in stated:
        if rule not in found and len(source.parsed.normalised.find(words, [(0, len(source.text))])) == 1:
            found[rule] = ResponsibilityConvention.model_validate({"rule": rule, "quote": words})
    return list(found.values())


def by_convention(text: str, listed: list[Assigned], rules: Sequence[str]) -> list[Assigned]:
    """The list with the roles that the document's convention gives to bodies of which no word says the role."""
    rule = next((rule for rule in ("first_leads", "before_comma_leads", "all_lead") if rule in rules), None)
    if rule is None or any(one.how == "closing" or one.role != "responsible" for one in listed):
        return listed
    found = []
    for place, one in enumerate(listed):
        between = text[listed[0].name[0] : one.name[0]]
        led = {"first_leads": place == 0, "before_comma_leads": not re.search("[，；]", between), "all_lead": True}[rule]
        found.append(replace(one, role="lead" if led else "support"))
    return found

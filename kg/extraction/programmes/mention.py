"""A name of a programme where it stands, and what its clause does with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.extraction.programmes.grammar import alternation

_FAR = 60
_QUOTED = re.compile(r"[“\"‘][^“”\"‘’]*(?:[”\"’]|$)")
_GOING_ON = re.compile(r"(?:继续|持续|加快|深入|进一步|着力|不断)$")
_CARRIED_OUT = ("开展", "组织开展", "推行", "全面推行")
"""Of a thing of the place itself these set it up; what a higher place has is carried out by them."""
_WITH_FORCE = ("大力实施", "全面实施")
"""These carry on a strategy and begin a plan."""
REFERS = "refers"


@dataclass(frozen=True)
class Named:
    """`start`:`end` of a stretch's words. `id` where the registry has the programme, else `kind` and what to propose.

    names: further names that the same programme goes by. owner: a place's code, where the rule knows it.
    """

    start: int
    end: int
    origin: str
    id: str | None = None
    kind: str = "policy"
    full_name: str = ""
    names: tuple[str, ...] = ()
    owner: str | None = None
    shared: bool = False
    """Whether it is a class, or a level of it: its words name others too."""


def mention(words: str, start: int, kind: str, at_home: bool) -> str:
    """`defines`, `continues` or `refers`, by the nearest verb before a name in its phrase, the names before it in a list left out.

    kind: of the programme. at_home: whether it belongs to the place of the document: what is another place's is carried out here,
    and its titles and platforms are only referred to.
    """
    if not at_home and kind in ("platform", "honour"):
        return REFERS
    before = _QUOTED.sub("", re.split(r"[，。；：:,;\n]", words[max(0, start - _FAR) : start])[-1])
    found = list(_verbs().finditer(before))
    if not found:
        return REFERS
    last = found[-1]
    going_on = _GOING_ON.search(before, 0, last.start())
    match last.lastgroup:
        case "continues" if at_home and last[0] in _CARRIED_OUT and kind != "event" and not going_on:
            return "defines"
        case "continues" if last[0] in _WITH_FORCE and kind != "policy" and at_home:
            return "defines"
        case "continues":
            return "continues"
        case "defines":
            return "defines" if at_home and not going_on else "continues"
    return REFERS


@cache
def _verbs() -> re.Pattern[str]:
    continues, defines, other = alternation("continues"), alternation("defines"), alternation("other")
    return re.compile(rf"(?P<continues>{continues})|(?P<defines>{defines})|(?P<other>{other})")

"""Lists of what people get: 落实子女入学、配偶就业等政策 is one measure a member."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.measures.cues import strongest, weights
from kg.extraction.measures.decisions import Decided
from kg.extraction.measures.phrases import matches

ORIGIN = "measures.list"
_PERSONAL = {"housing", "schooling", "medical", "spouse", "household_registration"}
_OTHERWISE = "service"
_LEAST = 2.0


def services(words: str) -> Iterator[Decided]:
    """A measure for each instrument that members of a list mean; none where it is no list of what people get."""
    found = matches("list", words)
    if not found or matches("whole_list", words):
        return
    members = found["members"].split("、")
    meant = {member: _instrument(member) for member in members}
    if len(set(meant.values())) < 2 or len(_PERSONAL & set(meant.values())) < 2:
        return
    for instrument in dict.fromkeys(meant.values()):
        own = "".join(member for member in members if meant[member] == instrument)
        yield Decided(instrument, found["before"] + own + found["after"], ORIGIN)


def _instrument(member: str) -> str:
    best = strongest(member)
    return best[0] if best and weights(member)[best[0]] >= _LEAST else _OTHERWISE

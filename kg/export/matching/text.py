"""A matching for a terminal: first the cities side by side, then the next question, then the offers of each city."""

from __future__ import annotations

from collections.abc import Iterator

from kg.export.matching.wording import Wording
from kg.export.text import one_line
from kg.matching.matched import OfferMatch


def matching_text(words: Wording, *, every: bool) -> str:
    matching = words.matching
    lines = [words.person(), *map(words.headline, matching.cities)]
    if matching.questions:
        first = matching.questions[0]
        lines.append(words.say("next", question=words.question(first), decides=first.decides))
    for city in matching.cities:
        if city.offers:
            lines += ["", words.headline(city), *(f"  {line}" for line in (*words.details(city), *words.documents(city)))]
            lines += [line for offer in city.offers if every or offer.state != "not_met" for line in _offer(words, offer)]
    return "\n".join([*lines, "", words.say("note"), ""])


def _offer(words: Wording, offer: OfferMatch) -> Iterator[str]:
    yield f"  [{words.state(offer)}] {words.kind(offer)} · {words.offer(offer)}  {offer.id}"
    yield f"    {words.semicolon.join([words.reason(offer), *words.warnings(offer)])}"
    yield f"    「{one_line(offer.row['quote'])}」"

"""The offers of a city: what is met, what is open, what the office decides, what is not met; each with its conditions and words."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from kg.export.matching.wording import Wording
from kg.matching.matched import CityMatch, OfferMatch
from viewer.components.linked_html import draw_linked_html
from viewer.html import render
from viewer.i18n import t
from viewer.links import to_source

_FEW = 60
"""So many offers of a part are drawn at once."""
_UNFOLDED = 12
"""So many open offers are unfolded."""


def draw_offers(words: Wording, city: CityMatch) -> None:
    """What is met, and what is open where it is little, is unfolded, the rest folded."""
    asking = [offer for offer in city.of("undecided") if offer.asks]
    parts = {"met": city.of("met"), "undecided": asking, "office": city.for_the_office, "not_met": city.of("not_met")}
    for name, offers in parts.items():
        if not offers:
            continue
        with st.expander(
            t(f"match.part_{name}", count=len(offers)), expanded=name == "met" or (name == "undecided" and len(offers) <= _UNFOLDED)
        ):
            _draw_part(words, offers, f"match.{city.city_code}.{name}")


def _draw_part(words: Wording, offers: Sequence[OfferMatch], key: str) -> None:
    shown = offers if len(offers) <= _FEW or st.toggle(t("match.show_all", count=len(offers)), key=f"{key}.all") else offers[:_FEW]
    draw_linked_html(offers_html(words, shown), key)


def offers_html(words: Wording, offers: Sequence[OfferMatch]) -> Markup:
    told = [
        {
            "offer": offer,
            "what": words.offer(offer),
            "kind": words.kind(offer),
            "state": words.state(offer),
            "reason": words.reason(offer),
            "warnings": words.warnings(offer),
            "link": to_source(offer.id),
            "people": [(test, words.state(test), words.test(test)) for test in offer.people],
            "groups": [[(test, words.state(test), words.test(test)) for test in group] for group in offer.groups],
        }
        for offer in offers
    ]
    return render("match/offers.html", offers=told, alternative=words.say("alternative"))

"""Who gets what, judged by eye from the texts before the program was asked: no offer is called met that a reader would not call so."""

from __future__ import annotations

import csv
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from kg.graph import Graph
from kg.matching.matched import Matching

HERE = Path(__file__).parent


def read(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PERSONS = {row["person"]: dict(parse_qsl(row["told"])) for row in read("match_persons.csv")}
ANSWERS = read("match_answers.csv")


@pytest.fixture(scope="module")
def matchings(real_graph: Graph) -> dict[str, Matching]:
    places = {row["document"]: row["city"] for row in real_graph.answer("documents").rows}
    asked = {name: sorted({places[row["offer"].split("/")[0]] for row in ANSWERS if row["person"] == name}) for name in PERSONS}
    return {name: real_graph.match(told, cities=asked[name], as_of="2026-11-30") for name, told in PERSONS.items()}


def test_each_offer_is_judged_as_a_reader_judges_it(matchings: dict[str, Matching]) -> None:
    found = {(row["person"], row["offer"]): matchings[row["person"]].offer(row["offer"]) for row in ANSWERS}
    assert [key for key, offer in found.items() if offer is None] == []
    told = {key: offer.state for key, offer in found.items() if offer}
    wrong = {(row["person"], row["offer"]): row for row in ANSWERS if told[row["person"], row["offer"]] != row["state"]}
    assert {key: (told[key], row["state"], row["reason"]) for key, row in wrong.items()} == {}


def test_whoever_told_nothing_is_refused_nothing_and_promised_nothing(matchings: dict[str, Matching]) -> None:
    states = {offer.state for city in matchings["nobody"].cities for offer in city.offers}
    assert states == {"undecided"}


def test_no_offer_of_an_expired_or_unchecked_document_is_available(matchings: dict[str, Matching]) -> None:
    offers = [offer for matching in matchings.values() for city in matching.cities for offer in city.offers]
    assert {offer.row["status"] for offer in offers} == {"expired", "unknown"}
    assert not any(offer.available for offer in offers)


def test_the_rule_on_offers_that_overlap_stands_with_its_words(real_graph: Graph) -> None:
    [row] = real_graph.answer("documents", {"document": "shizuishan-2020-32"}).rows
    assert row["stacking_rules"] == ["highest", "newest", "not_twice"]
    assert row["stacking_words"] == real_graph.source("shizuishan-2020-32").text[row["stacking_start"] : row["stacking_end"]]
    assert "时间从新、标准从高、奖补不重复" in row["stacking_words"]

"""What documents rest on, what they promise, what they offer, and how their figures compare."""

from __future__ import annotations

from typing import Any

from kg.graph import Graph


def rows(graph: Graph, question: str, **parameters: Any) -> list[dict[str, Any]]:
    return graph.answer(question, parameters).rows


def test_what_each_document_rests_on_up_to_the_centre(graph: Graph) -> None:
    taiyuan = rows(graph, "cascade", document="taiyuan-2018-2", relation="based_on")
    assert [(row["level"], row["cited_number"]) for row in taiyuan] == [
        ("national", "厅字〔2016〕35号"),
        ("national", "中发〔2016〕9号"),
        ("province", "晋发〔2017〕14号"),
    ]
    haicheng = [row["cited"] for row in rows(graph, "cascade", city="海城", relation="based_on")]
    assert haicheng[:2] == ["liaoning-145-talent-plan", "anshan-145-talent-plan"]
    assert sum(len(row["clauses"]) for row in rows(graph, "cascade")) == len(rows(graph, "citations"))
    relations = "SELECT ?cited { document:taiyuan-2018-2 eli:based_on ?cited }"
    assert len(list(graph.sparql(relations))) == 3  # type: ignore[arg-type]


def test_what_is_still_only_promised(graph: Graph) -> None:
    promises = rows(graph, "promises")
    assert len(promises) == len(rows(graph, "deliverables"))
    assert all(row["still_promised"] == (row["known_as"] is None) for row in promises)
    assert {row["title"] for row in rows(graph, "promises", agency="市住建局")} == {"石嘴山市人才住房保障实施办法"}


def test_goals_of_a_place_above_that_are_restated(graph: Graph) -> None:
    """None of the five is the document of a place above another of them."""
    assert rows(graph, "restated_goals") == []


def test_what_each_city_offers_an_academician(graph: Graph) -> None:
    offers = rows(graph, "offers", category="院士")
    money = [row for row in offers if row["offer"] == "funding"]
    assert [(row["city"], row["amount_max"], row["period"]) for row in money] == [
        ("太原市", 12_000_000, "unspecified"),
        ("太原市", 2_400_000, "unspecified"),
        ("太原市", 1_000_000, "year"),
        ("太原市", 25_000, "month"),
    ]
    assert set(money[0]["conditions"]) == {"新引进（1）", "全职（1）", "新入选（2）", "全职（2）"}
    assert {row["city"] for row in rows(graph, "offers", category="博士")} >= {"石嘴山市", "太原市"}
    assert len({row["city"] for row in rows(graph, "offers", category="高技能人才")}) == 5


def test_goals_for_high_skilled_talent_compare(graph: Graph) -> None:
    goals = {(row["city"], row["low"]) for row in rows(graph, "figures", indicator="高技能人才总量", kind="goal")}
    assert goals == {("晋城市", 120_000), ("运城市", 250_000)}
    cities = {row["city"] for row in rows(graph, "figures", text="高技能", kind="goal")}
    assert cities >= {"晋城市", "运城市", "石嘴山市"}


def test_whose_the_programmes_are(graph: Graph) -> None:
    owners = {row["program"]: row["owner"] for row in rows(graph, "programs")}
    [steel] = graph.find("钢都英才计划")
    assert (owners["jinyang-gongjiang"], owners["shizuishan-351"], owners[steel.id]) == ("140100", "640200", "210300")
    assert {row["document"] for row in rows(graph, "programs", program="钢都英才计划")} == {"haicheng-2022-17"}

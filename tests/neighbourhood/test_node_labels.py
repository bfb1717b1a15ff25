"""Names, and things found by them."""

from __future__ import annotations

import pytest

from kg.graph import Graph
from kg.i18n.catalog import Catalog
from kg.neighbourhood.node_labels import clause_part_name
from kg.neighbourhood.offer_labels import offer_name
from kg.text.clauses import UNNUMBERED
from tests.conftest import REPOSITORY

AGENCY = "agency/910100-human-resources"


def test_the_thing_called_so_comes_first_then_what_begins_so(graph: Graph) -> None:
    found = graph.neighbourhood.find_by_name("博士")
    assert (found[0].id, found[0].exact) == ("category/doctor", True)
    beginning = [called.name[:2] == "博士" for called in found]
    assert beginning == sorted(beginning, reverse=True)
    assert len({called.id for called in found}) == len(found)


@pytest.mark.parametrize("words", ["薄雾计划", "“薄雾计划”", "薄 雾计划", "雾计"])
def test_quotation_marks_and_spaces_hide_nothing(words: str, graph: Graph) -> None:
    assert "program/mist" in [called.id for called in graph.neighbourhood.find_by_name(words)]


def test_an_alias_and_a_full_name_lead_to_the_thing(graph: Graph) -> None:
    assert graph.neighbourhood.find_by_name("云泽市人力资源和社会保障局")[0].id == AGENCY
    assert AGENCY in [called.id for called in graph.neighbourhood.find_by_name("人社局")]


def test_titles_of_documents_tasks_and_deliverables_are_found(graph: Graph) -> None:
    assert graph.neighbourhood.find_by_name("雾政发〔2021〕12号")[0].id == "document/wuling-2021-2025"
    assert "document/yunze-2021-5/i2/tasks/1" in [called.id for called in graph.neighbourhood.find_by_name("建设人才公寓")]
    assert "document/yunze-2021-5/i2/deliverables/1" in [called.id for called in graph.neighbourhood.find_by_name("人才公寓管理办法")]


@pytest.mark.parametrize("words", ["", "  ", "“”", "%", "_", "' OR 1=1 --", "<img src=x onerror=alert(1)>"])
def test_what_no_name_holds_finds_nothing(words: str, graph: Graph) -> None:
    assert graph.neighbourhood.find_by_name(words) == []


def test_a_group_of_agencies_is_told_as_one(graph: Graph) -> None:
    assert graph.neighbourhood.nodes(["agency/910100-departments"])["agency/910100-departments"].kind == "AgencyGroup"


def test_names_tell_what_a_thing_is(graph: Graph) -> None:
    ids = ["document/yunze-2021-5/i1", "document/yunze-2021-5/i1/funding/3", "document/yunze-2021-5/i4/funding/2"]
    nodes = graph.neighbourhood.nodes([*ids, AGENCY])
    assert [nodes[id_].name for id_ in ids] == ["1 实施云雀计划", "奖励 每年≤30万元", "资助 每月1.5万元"]
    assert (nodes[AGENCY].name, nodes[AGENCY].city) == ("市人社局", "云泽市")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"purpose": "安家费", "low": "1200000", "high": "1200000"}, "安家费 120万元"),
        ({"funding": "津贴", "period": "每年", "period_code": "year", "low": "500000.0", "high": "500000.0"}, "津贴 每年50万元"),
        ({"purpose": "奖励", "period": "一次性", "period_code": "once", "high": "10000000"}, "奖励 ≤1000万元"),
        ({"purpose": "补助", "low": "5000", "high": "20000"}, "补助 5000元—2万元"),
        ({"purpose": "基金", "low": "150000000"}, "基金 ≥1.5亿元"),
        ({"purpose": "学费", "rate_low": "0.8", "rate_high": "1"}, "学费 80—100%"),
        ({"purpose": "学费", "value": "全额"}, "学费 全额"),
        ({"purpose": "零", "low": "0", "high": "0"}, "零 0元"),
        ({"purpose": "什么也没有"}, ""),
    ],
)
def test_an_offer_is_told_by_its_sum(said: dict[str, str], name: str) -> None:
    assert offer_name(said) == name


def test_classes_and_properties_are_called_by_the_ontology(graph: Graph) -> None:
    terms = graph.neighbourhood.term_labels
    assert (terms["leads"].label, terms["leads"].label_en) == ("牵头", "leads")
    assert (terms["AgencyGroup"].label, terms["Responsibility"].label) == ("机构群", "责任")


def test_what_is_said_of_a_thing_has_no_links(graph: Graph) -> None:
    said = {s.property.label: s for s in graph.neighbourhood.property_values("document/yunze-2021-5/i4/funding/2")}
    assert (said["金额上限"].value.label, said["金额上限"].number) == ("15000", True)
    assert (said["资金方式"].value.label, said["资金方式"].value.label_en) == ("资助", "grant")
    assert not any("w3id.org" in s.value.label for s in said.values())


def test_a_clause_without_number_and_heading_has_a_name(graph: Graph) -> None:
    preamble = "document/yunze-2021-5/preamble"
    assert graph.neighbourhood.nodes([preamble])[preamble].name == "题头"
    facts = [row["id"] for row in graph.answer("citations", {"document": "yunze-2021-5"}).rows if row["clause"].endswith("/preamble")]
    assert facts
    assert {words.clause_name for words in graph.neighbourhood.evidence([f"document/{fact}" for fact in facts])} == {"题头"}


def test_only_a_source_that_tells_something_is_told(graph: Graph) -> None:
    def sources(id_: str) -> list[str]:
        return [s.value.label for s in graph.neighbourhood.property_values(id_) if s.property.label == "来源"]

    assert sources("program/yunque") == []
    assert sources("place/910100") == ["made up"]


def test_starting_points_are_counted_from_the_rows(graph: Graph) -> None:
    points = graph.neighbourhood.starting_points()
    assert {kind: len(ids) for kind, ids in points.items()} == {"Programme": 3, "Agency": 3, "Indicator": 3}
    for kind, ids in points.items():
        assert list(ids.values()) == sorted(ids.values(), reverse=True), kind
    agency, tasks = next(iter(points["Agency"].items()))
    [row] = graph.answer("agencies", {"agency": agency.removeprefix("agency/")}).rows
    assert row["kind"] != "group"
    assigned = [r["task"] for r in graph.answer("responsibilities", {"agency": row["agency"]}).rows if r["basis"] == "assigned"]
    assert tasks == len({*assigned} - {None})
    indicator, cities = next(iter(points["Indicator"].items()))
    goals = graph.answer("targets", {"indicator": indicator.removeprefix("indicator/")}).rows
    assert cities == len({goal["city"] for goal in goals})


@pytest.mark.parametrize("part", UNNUMBERED)
def test_parts_without_a_number_have_a_name_in_every_interface(part: str) -> None:
    chinese = clause_part_name(f"document/{part}")
    assert chinese != part
    assert Catalog(REPOSITORY / "viewer" / "catalog").text(f"source.part.{part}", "zh") == chinese


def test_a_row_of_a_table_is_named_by_its_place_and_not_by_an_id() -> None:
    assert clause_part_name("document/yunze-1/t1-r17") == "表1第17行"
    assert clause_part_name("document/yunze-1/preamble") == "题头"

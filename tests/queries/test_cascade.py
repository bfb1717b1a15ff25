"""What documents rest on, what they promise, what they offer, and how their figures compare."""

from __future__ import annotations

from typing import Any

from kg.graph import Graph


def rows(graph: Graph, question: str, **parameters: Any) -> list[dict[str, Any]]:
    return graph.answer(question, parameters).rows


def test_what_each_document_rests_on_up_to_the_centre(graph: Graph) -> None:
    yunze = rows(graph, "cascade", document="yunze-2021-5", relation="based_on")
    assert [(row["level"], row["cited"], row["cited_number"]) for row in yunze] == [
        ("national", "sample-talent-outline", "样发〔2019〕1号"),
        ("province", "qingwu-talent-opinions", None),
    ]
    assert sum(len(row["clauses"]) for row in rows(graph, "cascade")) == len(rows(graph, "citations"))
    relations = "SELECT ?cited { document:yunze-2021-5 eli:based_on ?cited }"
    assert len(list(graph.sparql(relations))) == 2  # type: ignore[arg-type]


def test_what_is_still_only_promised(graph: Graph) -> None:
    promises = {row["title"]: (row["agencies"], row["known_as"], row["still_promised"]) for row in rows(graph, "promises")}
    assert promises == {
        "云泽市人才公寓管理办法": (["910100-housing", "910100-human-resources"], "yunze-apartment-rules", False),
        "申报目录": (["910100-human-resources"], None, True),
        "教育人才培养计划": (["910200-education"], None, True),
        "窗口服务指南": (["910200-human-resources"], None, True),
        "雾岭市人才住房保障办法": ([], None, True),
    }
    states = {row["title"]: (row["state"], row["task_title"]) for row in rows(graph, "promises")}
    assert states == {
        "云泽市人才公寓管理办法": ("cited", "建设人才公寓"),
        "申报目录": ("not_held", "实施云雀计划"),
        "教育人才培养计划": ("not_held", "健全工作格局"),
        "窗口服务指南": ("not_held", "优化人才服务"),
        "雾岭市人才住房保障办法": ("not_held", "优化住房保障"),
    }
    assert [row["title"] for row in rows(graph, "promises", agency="市住建局")] == ["云泽市人才公寓管理办法"]


def test_goals_of_a_place_above_that_are_restated(graph: Graph) -> None:
    """The county restates two goals of its city with other values, and one with the same, which is left out."""
    restated = rows(graph, "restated_goals")
    assert [(row["indicator"], row["as_written"], row["upper_as_written"]) for row in restated] == [
        ("high-skilled-talent-total", "4万人", "3.6万人"),
        ("talent-total", "0.5万人", "12万人"),
    ]
    assert {(row["document"], row["upper_document"]) for row in restated} == {("weitang-2022-3", "yunze-2021-5")}
    assert rows(graph, "restated_goals", city="雾岭") == []


def test_what_each_city_offers(graph: Graph) -> None:
    [academician, honour, other_city] = rows(graph, "offers", category="院士", applies="写明")
    assert (other_city["city"], other_city["amount_max"], other_city["period"]) == ("雾岭市", 800_000, "once")
    assert (academician["amount_max"], academician["period"]) == (1_000_000, "unspecified")
    assert academician["conditions"] == ["全职（1）", "年龄≤55（1）", "学历学位≥博士（1）", "全职（2）", "服务年限≥3（2）"]
    assert (honour["offer"], honour["kind"], honour["conditions"]) == ("measure", "honour", [])
    assert {row["city"] for row in rows(graph, "offers", category="人才")} == {"云泽市", "苇塘县", "雾岭市", "霜桥市"}


def test_what_else_applies_to_a_category_with_the_reason(graph: Graph) -> None:
    """An offer to academicians that asks for a doctorate is none to doctors; one to their degree, platform or wider class is."""
    found = {row["id"]: (row["applies"], row["wider"], row["through"]) for row in rows(graph, "offers", category="博士")}
    assert found == {
        "yunze-2021-5/i3/measures/1": ("named", False, []),
        "yunze-2021-5/i4/funding/2": ("programme", False, ["yunze-postdoctoral-station"]),
        "yunze-2021-5/i4/measures/1": ("programme", False, ["yunze-postdoctoral-station"]),
        "yunze-2021-5/i2/funding/1": ("degree", True, []),
        "weitang-2022-3/c2-s1-i1/funding/1": ("degree", True, []),
        "shuangqiao-2022-2/c2-i1/funding/1": ("degree", True, []),
        "wuling-2021-2025/c3-s2-i2/measures/1": ("general", True, []),
    }
    assert [row["id"] for row in rows(graph, "offers", category="博士", applies="named")] == ["yunze-2021-5/i3/measures/1"]
    assert [row["per"] for row in rows(graph, "offers", category="博士", applies="programme")] == ["platform", None]
    assert {row["applies"] for row in rows(graph, "offers")} == {None}


def test_goals_compare_in_one_unit(graph: Graph) -> None:
    goals = {(row["city"], row["low"]) for row in rows(graph, "figures", indicator="高技能人才总量", kind="goal")}
    assert goals == {("云泽市", 36_000), ("苇塘县", 40_000), ("雾岭市", 61_000), ("霜桥市", 8_000)}
    [about] = rows(graph, "figures", document="yunze-2021-5", indicator="人才公寓")
    assert (about["low"], about["high"], about["dimension"]) == (950, 1050, "个")


def test_whose_the_programmes_are(graph: Graph) -> None:
    owners = {row["program"]: row["owner"] for row in rows(graph, "programs")}
    assert (owners["yunque"], owners["wuling-craftsman"], owners["honghu"]) == ("910100", "910200", "900000")
    assert {row["document"] for row in rows(graph, "programs", program="鸿鹄计划")} == {"yunze-2021-5", "wuling-2021-2025"}

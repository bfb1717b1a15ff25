"""The health check: each rule finds what it says and nothing beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg import paths
from kg.build.document import infer
from kg.build.shared_data import SharedData, load_shared_data
from kg.graph import Graph
from kg.model.facts import FACT_KINDS
from kg.queries.catalog import questions
from kg.queries.materialise import Row, materialise
from kg.rdf.namespaces import PREFIXES
from tests.datasets import CORPUS

VOCAB = "https://w3id.org/zhengmai/vocab"


@pytest.fixture(scope="module")
def shared() -> SharedData:
    found, problems = load_shared_data(CORPUS, paths.ONTOLOGY, CORPUS)
    assert not problems
    return found


def turtle(body: str, issued: str = "2022-05-01") -> str:
    """A made-up document of 云泽 with the facts `body`."""
    prefixes = (
        "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items() if name not in ("document", "zm"))
        + f"@prefix zm: <{PREFIXES['zm']}> .\n"
    )
    return (
        prefixes
        + f"""@prefix d: <{PREFIXES["document"]}> .
    <{PREFIXES["document"]}made-up-1> a zm:PolicyDocument ; dcterms:identifier "made-up-1" ; dcterms:title "x" ; eli:jurisdiction place:910100 ;
      eli:date_document "{issued}"^^xsd:date ; zm:documentStatus <{VOCAB}/document-status/unknown> ; zm:statusBasis "x" ; zm:sourceNote "x" .
    """
        + "".join(
            f'<{PREFIXES["document"]}made-up-1/{path}> a zm:Clause ; dcterms:identifier "made-up-1/{path}" ; zm:inDocument <{PREFIXES["document"]}made-up-1> ;'
            f" zm:clauseKind <{VOCAB}/clause-kind/{kind}> ; eli:is_part_of <{PREFIXES['document']}made-up-1{above}> ; oa:start 0 ; oa:end 9 .\n"
            for path, kind, above in (("i1", "item", ""), ("t1", "table", ""), ("t1-r1", "row", "/t1"), ("t1-r2", "row", "/t1"))
        )
        + body
    )


_at = iter(range(10_000))


def fact(kind: str, class_: str, clause: str = "i1", **said: str) -> str:
    """One fact. Values are Turtle."""
    n = next(_at)
    iri = f"<{PREFIXES['document']}made-up-1/{clause}/{kind}/{n}>"
    statements = "".join(f" ; {name.replace('__', ':')} {value}" for name, value in said.items())
    return f"""{iri} a zm:{class_} ; dcterms:identifier "made-up-1/{clause}/{kind}/{n}" ; zm:inDocument <{PREFIXES["document"]}made-up-1> ;
      zm:statedIn <{PREFIXES["document"]}made-up-1/{clause}> ; zm:evidence <{iri[1:-1]}#evidence>{statements} .
    <{iri[1:-1]}#evidence> a zm:Evidence ; oa:exact "words {n}" ; oa:start {n} ; oa:end {n + 1} .
    """


def target(
    indicator: str,
    low: str | None,
    high: str | None = None,
    clause: str = "i1",
    sign: str = "eq",
    unit: str = "万人",
    year: int | None = 2025,
    name: str | None = None,
    **more: str,
) -> str:
    said = {
        "zm__indicator": f"indicator:{indicator}",
        "zm__indicatorName": f'"{name or indicator}"',
        "zm__comparator": f"<{VOCAB}/comparator/{sign}>",
    }
    said |= {"zm__unit": f'"{unit}"'} if unit else {}
    said |= {"zm__valueMin": decimal(low)} if low else {}
    said |= {"zm__valueMax": decimal(high if high is not None else low)} if (high is not None or (low and sign in ("eq", "approx"))) else {}
    said |= {"zm__targetYear": str(year)} if year else {}
    return fact("targets", "Target", clause, **said, **more)


def result(indicator: str, value: str, unit: str = "万人", year: int = 2020, **more: str) -> str:
    said = {
        "zm__indicator": f"indicator:{indicator}",
        "zm__indicatorName": f'"{indicator}"',
        "zm__value": decimal(value),
        "zm__unit": f'"{unit}"',
        "zm__year": str(year),
    }
    return fact("baselines", "Baseline", **said, **more)


def measure(words: str) -> str:
    return fact("measures", "Measure", zm__text=f'"{words}"', zm__instrument=f"<{VOCAB}/instrument/housing>")


def planned(title: str) -> str:
    return fact("deliverables", "Deliverable", dcterms__title=f'"{title}"')


def decimal(value: str | None) -> str:
    return f'"{value}"^^xsd:decimal'


def base(value: str, year: int = 2020) -> dict[str, str]:
    return {"zm__baselineValue": decimal(value), "zm__baselineYear": str(year)}


def found(shared: SharedData, body: str, issued: str = "2022-05-01") -> Counter[str]:
    return Counter(row["rule"] for row in rows_of(shared, body, issued) if row["severity"] == "contradiction")


def rows_of(shared: SharedData, body: str, issued: str = "2022-05-01") -> list[Row]:
    store = shared.store()
    graph = NamedNode("https://w3id.org/zhengmai/graph/document/made-up-1")
    store.add(Quad(t.subject, t.predicate, t.object, graph) for t in parse(turtle(body, issued), format=RdfFormat.TURTLE))
    infer(store)
    findings = materialise(store, "document")["findings"]
    assert all("{" not in row["message"] + row["message_en"] for row in findings)
    return findings


SKILLED, HIGH, SHARE = "skilled-talent-total", "high-skilled-talent-total", "high-skilled-talent-share"
PARTS = ["skilled", "rural"]
YEAR, PERIOD = ({"zm__span": f"<{VOCAB}/span/{code}>"} for code in ("year", "period"))
ABOVE = {"zm__area": "place:910000"}
"""The figure is that of the province, not of the document's place."""


def parts(values: list[str]) -> str:
    return "".join(target(f"{name}-talent-total", value) for name, value in zip(PARTS, values, strict=False))


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("goal_with_two_values", target(SKILLED, "40") + target(SKILLED, "55", sign="ge"), target(SKILLED, "40") + target(SKILLED, "35", sign="ge")),
        ("goal_with_two_values", target(SKILLED, "8", unit="个") + target(SKILLED, "10", unit="家"), target(SKILLED, "8", unit="个") + target(SKILLED, "8", unit="家")),
        ("goal_with_two_values", target(SKILLED, "8.5") + target(SKILLED, "8.6"), target(SKILLED, "8.5") + target(SKILLED, "8.46")),
        ("goal_with_two_values", target(SKILLED, "30") + target(SKILLED, "40"), target(SKILLED, "30", year=2024) + target(SKILLED, "40")),
        ("goal_with_two_values", target(SKILLED, "30") + target(SKILLED, "40"), target(SKILLED, "40") + target(SKILLED, "40", sign="approx")),
        ("goal_with_two_values", target(SKILLED, "4000", unit="人") + target(SKILLED, "0.5"), target(SKILLED, "4000", unit="人") + target(SKILLED, "0.4")),
        ("goal_with_two_values", target(SKILLED, "30", **YEAR) + target(SKILLED, "40"), target(SKILLED, "30", **YEAR) + target(SKILLED, "40", **PERIOD)),
        ("base_with_two_values", result(SKILLED, "34.4", **YEAR) + result(SKILLED, "36.4", **YEAR), result(SKILLED, "34.4", **YEAR) + result(SKILLED, "36.4", **PERIOD)),
        ("goal_worse_than_base", target(SKILLED, "3", **YEAR) + result(SKILLED, "12", **YEAR), target(SKILLED, "3", **YEAR) + result(SKILLED, "12", **PERIOD)),
        ("goal_with_two_values", target(SKILLED, "30") + target(SKILLED, "40"), target(SKILLED, "30") + target(SKILLED, "40", **ABOVE)),
        ("goal_worse_than_base", target(SKILLED, "3") + result(SKILLED, "12"), target(SKILLED, "3") + result(SKILLED, "12", **ABOVE)),
        ("part_exceeds_whole", target(HIGH, "50") + target(SKILLED, "40"), target(HIGH, "50", **ABOVE) + target(SKILLED, "40")),
        ("parts_do_not_add_up", target("talent-total", "14") + parts(["4", "8"]), target("talent-total", "14", **ABOVE) + parts(["4", "8"])),
        ("share_not_given_by_values", result(HIGH, "21.7") + result(SKILLED, "66.5") + result(SHARE, "33.1", "%"), result(HIGH, "21.7", **ABOVE) + result(SKILLED, "66.5") + result(SHARE, "33.1", "%")),
        ("base_with_two_values", result(SKILLED, "34.4") + result(SKILLED, "36.4"), result(SKILLED, "34.41") + result(SKILLED, "34.4")),
        ("base_with_two_values", result(SKILLED, "34.4") + target(SKILLED, "40", **base("30")), result(SKILLED, "34.4") + target(SKILLED, "40", **base("34.4"))),
        ("parts_do_not_add_up", target("talent-total", "14") + parts(["4", "8"]), target("talent-total", "12") + parts(["4", "8"])),
        ("parts_do_not_add_up", target("talent-total", "14") + parts(["4", "8"]), target("talent-total", "14") + parts(["4"])),
        ("parts_do_not_add_up", target("talent-total", "8.51") + parts(["3.447", "5.13"]), target("talent-total", "8.51") + parts(["3.447", "5.1"])),
        ("parts_do_not_add_up", target("talent-total", "8.51") + parts(["3.41", "5.06"]), target("talent-total", "8.5") + parts(["3.41", "5.06"])),
        ("part_exceeds_whole", target(HIGH, "50") + target(SKILLED, "40"), target(HIGH, "30") + target(SKILLED, "40")),
        ("part_exceeds_whole", target(HIGH, "4.16") + target(SKILLED, "4.1"), target(HIGH, "4.14") + target(SKILLED, "4.1")),
        ("share_not_given_by_values", result(HIGH, "21.7") + result(SKILLED, "66.5") + result(SHARE, "33.1", "%"), result(HIGH, "21.7") + result(SKILLED, "66.5") + result(SHARE, "32.6", "%")),
        ("share_not_given_by_values", target(HIGH, "25") + target(SKILLED, "85") + target(SHARE, "35", sign="ge", unit="%"), target(HIGH, "30") + target(SKILLED, "85") + target(SHARE, "35", sign="ge", unit="%")),
        ("share_not_given_by_values", result(HIGH, "8.46") + result(SKILLED, "34.41") + result(SHARE, "25.6", "%"), result(HIGH, "8.46") + result(SKILLED, "34.41") + result(SHARE, "24.6", "%")),
        ("growth_not_given_by_values", target(SKILLED, "5.1", **base("4.1"), zm__growthPercent=decimal("30")), target(SKILLED, "5.1", **base("4.1"), zm__growthPercent=decimal("24.4"))),
        ("growth_not_given_by_values", result(SKILLED, "100", year=2015) + result(SKILLED, "120", zm__growthPercent=decimal("25")), result(SKILLED, "100", year=2015) + result(SKILLED, "120", zm__growthPercent=decimal("20"))),
        ("goal_worse_than_base", target(SKILLED, "2.6", **base("4.11")), target(SKILLED, "4.2", **base("4.11"))),
        ("goal_worse_than_base", target(SKILLED, "25") + result(SKILLED, "27"), target(SKILLED, "27") + result(SKILLED, "27")),
        ("goal_worse_than_base", target(SKILLED, "27") + result(SKILLED, "27.6"), target(SKILLED, "27") + result(SKILLED, "27.4")),
        ("goal_before_document", target(SKILLED, "25", year=2021), target(SKILLED, "25", year=2022)),
        ("yearly_against_cumulative", target(SKILLED, "15", **YEAR) + target(SKILLED, "15", **PERIOD), target(SKILLED, "15", **YEAR) + target(SKILLED, "40", **PERIOD)),
        ("yearly_against_cumulative", target(SKILLED, "15", year=None, **YEAR) + target(SKILLED, "12", **PERIOD), target(SKILLED, "15", year=None, **YEAR) + target(SKILLED, "12", sign="ge", **PERIOD)),
        ("yearly_against_cumulative", target(SKILLED, "15", **YEAR) + target(SKILLED, "15", **PERIOD), target(SKILLED, "15") + target(SKILLED, "15", **PERIOD)),
        ("yearly_against_cumulative", target(SKILLED, "15", **YEAR) + target(SKILLED, "15", **PERIOD), target(SKILLED, "15", **YEAR, zm__inferred='"span"') + target(SKILLED, "15", **PERIOD)),
        ("yearly_against_cumulative", target(SKILLED, "15", **YEAR) + target(SKILLED, "15", **PERIOD), target(SKILLED, "15", year=2023, **YEAR) + target(SKILLED, "15", **PERIOD)),
        ("indicator_twice", target(SKILLED, "25", clause="t1-r1") + target(SKILLED, "25", clause="t1-r2"), target(SKILLED, "25", clause="t1-r1") + target(SKILLED, "25")),
        (
            "implied_whole_shrinks",
            target("rd-expenditure", "7.03", unit="亿元", **base("4.9")) + target("rd-expenditure-share-of-gdp", "2.1", unit="%", **base("1.2")),
            target("rd-expenditure", "9.03", unit="亿元", **base("4.9")) + target("rd-expenditure-share-of-gdp", "2.1", unit="%", **base("1.2")),
        ),
    ],
)  # fmt: skip
def test_a_contradiction_is_found_and_none_is_invented(shared: SharedData, rule: str, wrong: str, right: str) -> None:
    assert found(shared, wrong)[rule] == 1
    assert found(shared, right)[rule] == 0


GIVEN = result(HIGH, "21.7") + result(SKILLED, "66.5")


@pytest.mark.parametrize(
    ("rule", "facts", "body"),
    [
        ("share_not_given_by_values", 4, GIVEN + result(SHARE, "33.1", "%") + result(SHARE, "33.1", "%")),
        ("share_not_given_by_values", 4, GIVEN + result(SHARE, "33.1", "%") + target(SHARE, "35", unit="%", **base("33.1"))),
        ("goal_with_two_values", 3, target(SKILLED, "8.5") + target(SKILLED, "9.5") + target(SKILLED, "8.5")),
        ("goal_with_two_values", 2, target(SHARE, "25", unit="%") + target(SHARE, "31", unit="%", **base("27"))),
        ("goal_worse_than_base", 2, target(SKILLED, "2.6", **base("4.11")) + target(SKILLED, "2.6")),
        ("parts_do_not_add_up", 3, target("talent-total", "14") + parts(["4", "8"])),
    ],
)  # fmt: skip
def test_one_contradiction_is_one_finding_with_all_its_places(shared: SharedData, rule: str, facts: int, body: str) -> None:
    [row] = [row for row in rows_of(shared, body) if row["severity"] == "contradiction"]
    assert (row["rule"], len(row["fact_ids"])) == (rule, facts)


def test_two_values_that_both_fail_are_two_findings(shared: SharedData) -> None:
    assert found(shared, GIVEN + result(SHARE, "33.1", "%") + result(SHARE, "31.1", "%"))["share_not_given_by_values"] == 2


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("flow_equals_stock", target("rural-talent-new", "1") + target("rural-talent-total", "1"), target("rural-talent-new", "0.5") + target("rural-talent-total", "1")),
        ("flow_equals_stock", result("rural-talent-new", "1") + result("rural-talent-total", "1"), result("rural-talent-new", "1") + target("rural-talent-total", "1")),
        ("flow_equals_stock", target("rural-talent-new", "1", sign="ge") + target("rural-talent-total", "1"), target("rural-talent-new", "1", year=2024) + target("rural-talent-total", "1")),
        ("percent_or_points", target(SHARE, "16", unit="%", zm__growthPercent=decimal("3.3")), target(SKILLED, "16", zm__growthPercent=decimal("3.3"))),
        ("percent_or_points", target(SHARE, "16", unit="%", zm__growthPercent=decimal("3.3")), target(SHARE, "16", unit="%", zm__growthPercent=decimal("6.7"), **base("15"))),
        ("same_task_twice", measure("办好学校，提供住房") + measure("办好学校 提供住房"), measure("办好学校") + measure("办好学校，提供住房")),
        ("same_task_twice", planned("实施方案") + planned("实施方案"), planned("实施方案") + measure("实施方案")),
        ("titles_nearly_alike", planned("云泽市引进高层次人才办法") + planned("云泽市引进高端人才办法"), planned("云泽市引进高层次人才办法") + planned("云泽市引进高层次人才实施办法")),
        ("titles_nearly_alike", planned("云泽市引进高层次人才办法") + planned("云泽市引进高端人才办法"), planned("云泽市人才工作要点2021年版") + planned("云泽市人才工作要点2022年版")),
        ("persons_or_visits", target("people-trained", "300", unit="人次", name="培训人数"), target("people-trained", "300", unit="人次", name="培训人次")),
    ],
)  # fmt: skip
def test_a_note_is_found_and_none_is_invented(shared: SharedData, rule: str, wrong: str, right: str) -> None:
    of_wrong, of_right = ([row["rule"] for row in rows_of(shared, body)] for body in (wrong, right))
    assert (of_wrong.count(rule), of_right.count(rule)) == (1, 0)


def rules_of_contradictions() -> Iterator[str]:
    yield from (q.name for q in questions("findings").values() if q.severity == "contradiction")


def test_every_rule_of_contradictions_is_tested() -> None:
    marks = test_a_contradiction_is_found_and_none_is_invented.pytestmark  # type: ignore[attr-defined]
    tested = {case[0] for mark in marks if mark.name == "parametrize" for case in mark.args[1]}
    assert tested == set(rules_of_contradictions())


# Of each rule, what it finds in the corpus: rule, clause of the fact, clause of the other place.
FOUND = {
    ("base_with_two_values", "wuling-2021-2025/c1", "wuling-2021-2025/t1-r3"),
    ("goal_before_document", "wuling-2021-2025/b1-r1", None),
    ("goal_with_two_values", "wuling-2021-2025/c2-s1-d1", "wuling-2021-2025/t1-r2"),
    ("goal_worse_than_base", "wuling-2021-2025/t1-r7", "wuling-2021-2025/t1-r7"),
    ("growth_not_given_by_values", "wuling-2021-2025/c1", "wuling-2021-2025/c1"),
    ("implied_whole_shrinks", "wuling-2021-2025/t1-r6", "wuling-2021-2025/t1-r5"),
    ("indicator_twice", "wuling-2021-2025/t1-r8", "wuling-2021-2025/t1-r9"),
    ("part_exceeds_whole", "wuling-2021-2025/t1-r4", "wuling-2021-2025/t1-r3"),
    ("parts_do_not_add_up", "wuling-2021-2025/c2-s1-d2", "wuling-2021-2025/c2-s1-d2"),
    ("parts_do_not_add_up", "weitang-2022-3/c1-s1-d1", "weitang-2022-3/t1-r2"),
    ("share_not_given_by_values", "wuling-2021-2025/c1", "wuling-2021-2025/c1"),
    ("yearly_against_cumulative", "weitang-2022-3/c2-s1-i3", "weitang-2022-3/c2-s1-i3"),
    ("flow_equals_stock", "weitang-2022-3/c2-s1-i3", "weitang-2022-3/t1-r2"),
    ("same_task_twice", "weitang-2022-3/c2-s1-i2", "weitang-2022-3/c2-s1-i3"),
    ("percent_or_points", "weitang-2022-3/c2-s1-i3", None),
    ("persons_or_visits", "weitang-2022-3/c2-s1-i3", None),
    ("titles_nearly_alike", "weitang-2022-3/preamble", "weitang-2022-3/c2-s1-i3"),
    ("target_without_year", "weitang-2022-3/c2-s1-i3", None),
    ("deliverable_without_owner", "wuling-2021-2025/c3-s2-i2", None),
    ("funding_without_payer", "wuling-2019-8/a3", None),
    ("funding_without_payer", "shuangqiao-2022-2/c2-i1", None),
    ("funding_without_payer", "wuling-2021-2025/c3-s2-i1", None),
    ("funding_without_payer", "wuling-2023-6/a2", None),
    ("funding_without_payer", "wuling-2023-6/a4", None),
    ("funding_without_payer", "yunze-2021-5/i1", None),
    ("funding_without_payer", "yunze-2021-5/i2", None),
    ("funding_without_payer", "yunze-2021-5/i4", None),
    ("programme_never_described", "wuling-2021-2025/c2-s1", None),
    ("target_without_unit", "yunze-2021-5/c1-s2", None),
    ("target_without_year", "yunze-2021-5/c1-s2", None),
    ("task_without_lead", "weitang-2022-3/c2-s1-i2", None),
    ("task_without_lead", "wuling-2019-8/a2", None),
    ("task_without_lead", "wuling-2021-2025/b1", None),
    ("task_without_lead", "wuling-2021-2025/c3-s2-i2", None),
    ("task_without_lead", "shuangqiao-2022-2/c2-i1", None),
    ("task_without_lead", "shuangqiao-2022-2/c2-i3", None),
    ("task_without_lead", "shuangqiao-2022-2/c2-i4", None),
    ("task_without_lead", "yunze-2021-5/i3", None),
    ("task_without_lead", "wuling-2023-6/a1", None),
    ("larger_than_total", "weitang-2022-3/c1-s1-d2", "weitang-2022-3/c1-s1-d1"),
    ("task_with_several_leads", "yunze-2021-5/i2", None),
    ("task_with_several_leads", "wuling-2023-6/a2", None),
}
BASELESS = {
    "craftsmen-honoured",
    "innovation-platforms-city",
    "innovation-platforms-city-and-above",
    "innovation-platforms-provincial-and-above",
}
"""Of the plan of 雾岭: goals without a base. The others have one in their row or elsewhere in the text."""


def test_each_rule_finds_these_places_and_no_others(graph: Graph) -> None:
    found = {(row["rule"], row["clause"], row["other_clause"]) for row in graph.answer("findings").rows}
    assert {place for place in found if place[0] != "target_without_base"} == FOUND
    assert {rule for rule, *_ in FOUND} | {"target_without_base"} == set(questions("findings"))


def test_a_goal_has_a_base_where_its_row_or_another_place_states_one(graph: Graph) -> None:
    goals = {row["id"]: row["indicator"] for row in graph.answer("targets", {"document": "wuling-2021-2025"}).rows}
    baseless = graph.answer("findings", {"rule": "target_without_base", "document": "wuling-2021-2025"}).rows
    assert {goals[row["id"].removesuffix("/target_without_base")] for row in baseless} == BASELESS
    assert len(set(goals.values()) - BASELESS) > 6


def test_counts_are_those_of_the_findings(graph: Graph) -> None:
    listed = Counter((row["rule"], row["document"]) for row in graph.answer("findings").rows)
    assert {(row["rule"], row["document"]): row["findings"] for row in graph.answer("finding_counts").rows} == listed


def test_a_contradiction_quotes_both_places(graph: Graph) -> None:
    rows = graph.answer("findings", {"severity": "contradiction"}).rows
    assert all(row["other_quote"] for row in rows if row["rule"] != "goal_before_document")


def test_a_finding_has_an_id_of_its_own(graph: Graph) -> None:
    ids = [row["id"] for row in graph.answer("findings").rows]
    assert len(set(ids)) == len(ids)


def test_places_are_those_of_the_facts_in_the_order_of_the_text(graph: Graph) -> None:
    where = {row["id"]: (row["clause"], row["start"], row["end"]) for kind in FACT_KINDS for row in graph.answer(kind).rows}
    for row in graph.answer("findings").rows:
        assert row["places"] == [" ".join(map(str, where[fact])) for fact in row["fact_ids"]]
        assert f"{row['clause']} {row['start']} {row['end']}" in row["places"]
        assert row["other_id"] is None or row["other_id"] in row["fact_ids"]
        assert [where[fact][1] for fact in row["fact_ids"]] == sorted(where[fact][1] for fact in row["fact_ids"])


def test_contradictions_come_first(graph: Graph) -> None:
    severities = [row["severity"] for row in graph.answer("findings").rows]
    assert severities == sorted(severities) and severities[0] == "contradiction"
    assert sum(row["findings"] for row in graph.answer("finding_counts").rows) == len(severities)

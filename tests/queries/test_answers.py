"""Answers to questions, asked as people ask: names, codes, places and categories are understood, and what is not known is told."""

from __future__ import annotations

import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from kg import paths
from kg.errors import OldVersion, UnknownEntity, UnknownParameter, UnknownQuestion, UnknownValue
from kg.graph import Graph
from kg.model.facts import FACT_KINDS
from kg.queries.catalog import public_questions
from tests.damage import rewritten, version_folder


def rows(graph: Graph, question: str, **parameters: Any) -> list[dict[str, Any]]:
    return graph.answer(question, parameters).rows


def test_who_is_assigned_what(graph: Graph) -> None:
    assigned = rows(graph, "responsibilities", document="yunze-2021-5", basis="assigned")
    leads = [(row["clause"], row["agency_name"]) for row in assigned if row["role"] == "lead"]
    assert leads == [("yunze-2021-5/i1", "市委组织部"), ("yunze-2021-5/i2", "市住建局"), ("yunze-2021-5/i2", "市人社局")]
    assert {row["clause"]: row["has_lead"] for row in rows(graph, "tasks", document="yunze-2021-5")} == {
        "yunze-2021-5/i1": True, "yunze-2021-5/i2": True, "yunze-2021-5/i3": False, "yunze-2021-5/i4": True,
    }  # fmt: skip


def test_a_responsible_body_leads_where_nobody_is_assigned_to_lead_and_supports_elsewhere(graph: Graph) -> None:
    found = rows(graph, "responsibilities", role="responsible", document="wuling-2023-6")
    assert {(row["clause"], row["agency_name"], row["effective_role"]) for row in found} >= {
        ("wuling-2023-6/a2", "市人社局", "lead"),
        ("wuling-2023-6/a2", "市财政局", "lead"),
        ("wuling-2023-6/a3", "市人社局", "support"),
    }
    led = {row["task"] for row in rows(graph, "tasks", document="wuling-2023-6") if row["has_lead"]}
    assert {"wuling-2023-6/a2/tasks/1", "wuling-2023-6/a3/tasks/1"} <= led
    task = "wuling-2023-6/a2/tasks/1"
    assert task in {row["task"] for row in rows(graph, "agency_tasks", agency="910200-finance")}
    assert task not in {row["id"].rpartition("/")[0] for row in rows(graph, "findings", rule="task_without_lead")}


def test_each_task_of_a_clause_has_the_facts_of_its_own_stretch(graph: Graph) -> None:
    first, second = "wuling-2023-6/a4/tasks/1", "wuling-2023-6/a4/tasks/2"
    assert [row["task"] for row in rows(graph, "tasks", document="wuling-2023-6") if row["clause"] == "wuling-2023-6/a4"] == [first, second]
    roles = [row for row in rows(graph, "responsibilities", document="wuling-2023-6") if row["task"] in (first, second)]
    assert {(row["task"], row["task_title"], row["agency_name"], row["effective_role"]) for row in roles} == {
        (first, "优化人才服务", "市人社局", "lead"),
        (first, "优化人才服务", "各县区", "support"),
        (second, "安排博士子女入学", "市教育局", "lead"),
        (second, "安排博士子女入学", "市财政局", "support"),
        (second, "安排博士子女入学", "各县区", "support"),
    }
    tables = ("deliverables", "funding", "measures")
    held = {row["id"]: row["task"] for table in tables for row in rows(graph, table, document="wuling-2023-6")}
    assert {id_: task for id_, task in held.items() if "/a4/" in id_} == {
        "wuling-2023-6/a4/deliverables/1": first,
        "wuling-2023-6/a4/measures/1": first,
        "wuling-2023-6/a4/measures/2": second,
        "wuling-2023-6/a4/funding/1": second,
    }
    [load] = rows(graph, "agency_load", agency="910200-education")
    assert (load["lead_assigned"], load["funding_items"]) == (2, 1)
    assert {row["task"] for row in rows(graph, "agency_tasks", agency="910200-education")} == {second, "wuling-2023-6/a3/tasks/1"}


def test_every_other_role_counts_as_itself(graph: Graph) -> None:
    found = [row for row in rows(graph, "responsibilities") if row["role"] != "responsible"]
    assert {row["role"] for row in found} == {"lead", "support", "coordination", "oversight", "funding"}
    assert all(row["effective_role"] == row["role"] for row in found)


def test_a_body_that_coordinates_in_general_leads_nothing_and_owes_nothing(graph: Graph) -> None:
    [row] = rows(graph, "responsibilities", role="统筹")
    assert (row["agency"], row["basis"], row["task"]) == ("910200-committee", "assigned", "wuling-2023-6/a1/tasks/1")
    [task] = [task for task in rows(graph, "tasks") if task["task"] == row["task"]]
    assert not task["has_lead"]
    assert rows(graph, "agency_tasks", agency=row["agency"]) == []
    [load] = rows(graph, "agency_load", agency=row["agency"])
    assert load["load"] == 0
    [plan] = [plan for plan in rows(graph, "deliverables") if plan["task"] == row["task"]]
    assert plan["agencies"] == ["910200-education"]


def test_sums_rates_and_words(graph: Graph) -> None:
    money = {row["id"]: row for row in rows(graph, "funding", city="云泽")}
    both = [money[f"yunze-2021-5/i1/funding/{n}"] for n in (1, 2)]
    assert [(row["amount_min"], row["amount_max"], row["period"]) for row in both] == [(1e6, 1e6, "unspecified"), (5e5, 5e5, "unspecified")]
    assert {(row["payer"], row["payer_agency"]) for row in both} == {("市财政局", "910100-finance")}
    reward = money["yunze-2021-5/i1/funding/3"]
    assert (reward["rate_min"], reward["rate_max"], reward["amount_min"], reward["amount_max"]) == (0.1, 0.3, None, 300_000)
    rent = money["yunze-2021-5/i2/funding/1"]
    assert (rent["value_text"], rent["amount_max"]) == ("全额", None)


def test_what_a_programme_gives(graph: Graph) -> None:
    gifts = rows(graph, "funding", program="云雀计划")
    assert [row["id"] for row in gifts] == ["yunze-2021-5/i1/funding/1", "yunze-2021-5/i1/funding/2"]
    [thing] = graph.show("云雀计划")
    assert (thing.named.type, thing.named.id) == ("program", "yunque")
    assert any("安家补贴" in fact["quote"] for fact in thing.facts)
    assert {row["offer"] for row in rows(graph, "program_offers", program="云雀计划")} == {row["id"] for row in gifts} | {
        "yunze-2021-5/i1/measures/1"
    }


@pytest.mark.parametrize("name", ["云雀计划", "“云雀计划”", "云 雀计划", "yunque"])
def test_a_name_is_known_with_and_without_its_quotation_marks(graph: Graph, name: str) -> None:
    assert [row["clause"] for row in rows(graph, "programs", program=name)] == ["yunze-2021-5/i1"]
    assert [thing.id for thing in graph.find(name)] == ["yunque"]


def test_a_concept_may_be_named_in_chinese(graph: Graph) -> None:
    assert rows(graph, "responsibilities", role="牵头", city="云泽") == rows(graph, "responsibilities", role="lead", city="云泽") != []
    assert rows(graph, "funding", kind="补贴") == rows(graph, "funding", kind="subsidy") != []


def test_a_responsibility_names_its_task(graph: Graph) -> None:
    titles = {row["task"]: row["title"] for row in rows(graph, "tasks")}
    assert all(row["task_title"] == titles.get(row["task"]) for row in rows(graph, "responsibilities"))


def test_a_broader_category_holds_the_narrower(graph: Graph) -> None:
    skilled = {row["id"] for row in rows(graph, "funding", category="高技能人才")}
    assert skilled == {row["id"] for row in rows(graph, "funding", category="技能人才")} == {"yunze-2021-5/i4/funding/1"}
    assert {row["id"] for row in rows(graph, "funding", category="院士")} < {
        row["id"] for row in rows(graph, "funding", category="高层次人才")
    }


def test_a_province_holds_its_cities(graph: Graph) -> None:
    cities = ["霜桥市", "苇塘县", "雾岭市", "雾岭市", "雾岭市", "云泽市", "云泽市"]
    assert [row["city"] for row in rows(graph, "documents", city="青梧省")] == cities
    assert {row["city"] for row in rows(graph, "documents", city="云泽")} == {"云泽市", "苇塘县"}


def test_load_counts_and_ranks(graph: Graph) -> None:
    loads = rows(graph, "agency_load", city="云泽")
    first = loads[0]
    assert (first["name"], first["lead_assigned"], first["support"], first["rank"]) == ("市人社局", 2, 1, 1)
    weights = {
        "lead_assigned": 3,
        "lead_implied": 1,
        "support": 1,
        "support_implied": 0.5,
        "deliverables": 2,
        "targets": 0.5,
        "funding_items": 0.5,
    }
    assert all(row["load"] == sum(weight * row[name] for name, weight in weights.items()) for row in loads)
    groups = [row["kind"] == "group" for row in loads]
    assert groups == sorted(groups) and all((row["rank"] is None) == (row["kind"] == "group") for row in loads)
    doubled = {row["agency"]: row for row in rows(graph, "agency_load", city="云泽", w_support=2)}
    assert all(doubled[row["agency"]]["load"] - row["load"] == row["support"] for row in loads)
    [alone] = rows(graph, "agency_load", agency="市人社局", city="云泽")
    assert alone == first


def test_the_two_counts_of_support_agree(graph: Graph) -> None:
    loads = {row["agency"]: row for row in rows(graph, "agency_load")}
    for row in rows(graph, "agencies"):
        load = loads.get(row["agency"], {"lead_assigned": 0, "support": 0})
        assert (row["lead"], row["support"]) == (load["lead_assigned"], load["support"])


def test_partners_are_assigned_to_a_common_task_and_are_no_groups(graph: Graph) -> None:
    groups = {row["agency"] for row in rows(graph, "agencies", kind="group")}
    partners = {row["partner"] for row in rows(graph, "partners", agency="910100-human-resources")}
    assert partners and not partners & groups
    [load] = rows(graph, "agency_load", agency="910100-human-resources")
    assert load["partners"] == len(partners)


def test_a_value_that_no_row_has_is_no_error(graph: Graph) -> None:
    assert rows(graph, "funding", kind="salary", city="云泽") == []
    assert {row["rule"] for row in rows(graph, "findings", rule="task_without_lead")} == {"task_without_lead"}


def test_an_offer_shows_the_date_and_status_of_its_document(graph: Graph) -> None:
    documents = {row["document"]: row for row in rows(graph, "documents")}
    for row in [*rows(graph, "funding"), *rows(graph, "measures")]:
        document = documents[row["document"]]
        assert (row["status"], row["issued"]) == (document["status"], document["issued"])
    assert {row["status"] for row in rows(graph, "measures")} == {"unknown", "expired", "in_force", "replaced"}


def test_a_version_of_another_program_is_told(home: Path, tmp_path: Path) -> None:
    shutil.copytree(home, tmp_path / "home")
    rewritten(version_folder(tmp_path / "home"), {"definitions": "0"})
    with pytest.raises(OldVersion, match="kg build"):
        Graph(tmp_path / "home")


def test_planned_documents_are_owed_by_whom_their_sentence_names_else_by_who_leads_their_task(graph: Graph) -> None:
    owed = {row["title"]: row["agencies"] for row in rows(graph, "deliverables")}
    assert owed == {
        "云泽市人才公寓管理办法": ["910100-housing", "910100-human-resources"],
        "申报目录": ["910100-human-resources"],
        "雾岭市人才住房保障办法": [],
        "教育人才培养计划": ["910200-education"],
        "窗口服务指南": ["910200-human-resources"],
    }
    assert [row["title"] for row in rows(graph, "deliverables", agency="市住建局")] == ["云泽市人才公寓管理办法"]


def test_every_clause_is_accounted_for(graph: Graph) -> None:
    clauses = rows(graph, "clauses")
    unread = {row["document"] for row in clauses if row["read"] is None}
    assert {row["read"] for row in clauses} == {"facts", "empty", None} and unread == {"yunze-2024-1"}
    assert all((row["read"] == "facts") == (row["facts"] > 0) for row in clauses)
    held = {row["document"]: (row["clauses"], row["facts"]) for row in rows(graph, "documents")}
    assert sum(count for count, _ in held.values()) == len(clauses)
    assert all(sum(row["facts"] for row in clauses if row["document"] == document) == facts for document, (_, facts) in held.items())
    assert [document for document, (_, facts) in held.items() if not facts] == ["yunze-2024-1"]


def test_findings_state_both_severity_and_words(graph: Graph) -> None:
    found = rows(graph, "findings")
    assert {row["rule"] for row in found if row["document"].startswith("yunze")} >= {"task_without_lead", "funding_without_payer"}
    assert len(rows(graph, "findings", severity="gap")) == sum(row["severity"] == "gap" for row in found)
    assert all(row["message"] and row["message_en"] and row["quote"] for row in found)
    severities = [row["severity"] for row in found]
    assert severities == sorted(severities)


def test_one_graph_serves_several_threads(graph: Graph) -> None:
    with ThreadPoolExecutor(4) as pool:
        asked = [q.name for q in public_questions() if not any(p.required for p in q.parameters.values())] * 3
        answers = list(pool.map(lambda name: len(graph.answer(name).rows), asked))
        assert answers[: len(answers) // 3] * 3 == answers
        assert len(set(map(len, pool.map(graph.search, ["人才"] * 8)))) == 1


def test_a_data_frame(graph: Graph) -> None:
    frame = graph.ask("funding", city="云泽")
    assert str(frame["start"].dtype) == "Int64" and str(graph.ask("targets")["target_year"].dtype) == "Int64"
    assert len(frame) == len(rows(graph, "funding", city="云泽")) and frame["amount_max"].max() == 1_000_000


@pytest.mark.parametrize(
    ("question", "parameters", "error", "said"),
    [
        ("fundng", {}, UnknownQuestion, "nearest: funding"),
        ("funding", {"city": "云译"}, UnknownValue, "云泽市"),
        ("funding", {"role": "lead"}, UnknownParameter, "funding has no parameter “role”; it has city"),
        ("responsibilities", {"role": "leed"}, UnknownValue, "nearest known: lead"),
        ("responsibilities", {"agency": "市人社"}, UnknownValue, "市人社局"),
        ("responsibilities", {"agency": "市人社局' OR '1'='1"}, UnknownValue, "市人社局"),
        ("agency_load", {"w_support": "much"}, UnknownValue, "a number"),
        ("partners", {}, UnknownValue, "agency: it is needed"),
        ("agencies", {"function": "finanse"}, UnknownValue, "nearest known: finance"),
        ("conditions", {"kind": "aged"}, UnknownValue, "nearest known: age"),
        ("findings", {"rule": "task_with_no_lead"}, UnknownValue, "task_without_lead"),
        ("funding", {"city": "成都"}, UnknownValue, "known: .*云泽市"),
        ("documents", {"document": "beijing"}, UnknownValue, "document"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_told(graph: Graph, question: str, parameters: dict[str, str], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        graph.answer(question, parameters)


@pytest.mark.parametrize("text", ["' OR 1=1 --", '"); DROP TABLE tasks; --', "%", "$city"])
def test_text_is_bound_never_pasted(graph: Graph, text: str) -> None:
    assert all(text.replace(" ", "") in "".join(row["quote"].split()) for row in rows(graph, "funding", text=text))


def test_text_is_found_in_words_that_the_scan_broke(graph: Graph) -> None:
    [citation] = rows(graph, "citations", text="关于加强全省人才工作的意见")
    assert citation["quote"] == "为贯彻落实《关于加强\n全省人才工作的意见》"


def test_show_tells_of_clauses_documents_facts_and_numbers(graph: Graph) -> None:
    for thing, type_ in [
        ("yunze-2021-5/i1", "clause"),
        ("yunze-2021-5", "document"),
        ("雾政发〔2021〕12号", "document"),
        ("yunze-2021-5/i1/funding/1", "fact"),
        ("样发〔2019〕1号", "cited"),
        ("910100", "place"),
    ]:
        [found] = graph.show(thing)
        assert found.named.type == type_ and found.statements
    [fact] = graph.show("yunze-2021-5/i1/funding/1")
    assert fact.evidence[0]["role"] == "evidence" and "100万元" in fact.evidence[0]["quote"]
    with pytest.raises(UnknownEntity, match="云雀计划"):
        graph.show("云鹊计划")


@pytest.mark.parametrize("name", ["agency_tasks", "program_offers", "partners"])
def test_the_commonest_questions_are_at_most_five_lines_of_sparql(name: str) -> None:
    query = next(q.query for q in public_questions() if q.name == name)
    assert len(query.strip().splitlines()) <= 5


def test_every_question_has_a_title_in_both_languages_and_tells_its_parameters(graph: Graph) -> None:
    for question in public_questions():
        assert question.title["zh"] and question.title["en"] and question.about and question.columns
        assert all(parameter.about for parameter in question.parameters.values())
        if not any(parameter.required for parameter in question.parameters.values()):
            assert set(graph.answer(question.name).columns) == set(question.columns)


def test_query_files_stand_where_their_engine_looks() -> None:
    stray = [p for p in Path(paths.QUERIES).rglob("*.*q*") if p.suffix in (".rq", ".sql") and p.parent.parent != paths.QUERIES]
    assert not stray


def test_every_code_of_an_answer_has_words_in_both_languages(graph: Graph) -> None:
    """The columns that a parameter of type concept is held against hold codes of its vocabulary."""
    known = {(row["scheme"], row["notation"]) for row in rows(graph, "concepts") if row["label"] and row["label_en"]}
    for question in public_questions():
        for parameter in question.parameters.values():
            for column in parameter.columns if parameter.type == "concept" else ():
                codes = {row[column] for row in rows(graph, question.name) if row[column]}
                assert {(parameter.scheme, code) for code in codes} <= known, (question.name, column)


def test_a_vocabulary_by_its_name(graph: Graph) -> None:
    roles = {row["notation"]: (row["label"], row["label_en"]) for row in rows(graph, "concepts", scheme="role")}
    assert roles["lead"] == ("牵头", "lead")
    with pytest.raises(UnknownValue, match="nearest known: role"):
        rows(graph, "concepts", scheme="roles")


def test_counts_are_those_of_the_rows(graph: Graph) -> None:
    counted = rows(graph, "fact_counts")
    assert {row["kind"] for row in counted} == set(FACT_KINDS)
    for kind in FACT_KINDS:
        listed = Counter((row["document"], row["city_code"]) for row in rows(graph, kind))
        assert {(row["document"], row["city_code"]): row["facts"] for row in counted if row["kind"] == kind} == listed
    for document in rows(graph, "documents"):
        assert sum(row["facts"] for row in rows(graph, "fact_counts", document=document["document"])) == document["facts"]


def test_coverage_accounts_for_every_clause(graph: Graph) -> None:
    for row in rows(graph, "coverage"):
        clauses = rows(graph, "clauses", document=row["document"])
        assert row["clauses"] == len(clauses) == row["reviewed"] + row["drafted"] + row["unread"]
        assert row["read_empty"] == sum(clause["read"] == "empty" for clause in clauses)
        assert row["with_facts"] == sum(clause["facts"] > 0 for clause in clauses)
        assert row["share"] == pytest.approx(row["with_facts"] / row["clauses"], abs=1e-4)


@pytest.mark.parametrize("number", ["云党办发[2021]5号", "云党办发（2021）５ 号", "云党办发［2021］5号"])
def test_a_document_is_named_by_its_number_whatever_its_brackets(graph: Graph, number: str) -> None:
    assert {row["document"] for row in graph.answer("tasks", {"document": number}).rows} == {"yunze-2021-5"}
    assert graph.find(number) == graph.find("云党办发〔2021〕5号") != []


def test_a_cited_document_is_found_by_its_number_whatever_its_brackets(graph: Graph) -> None:
    [row] = graph._runner.tables.rows("SELECT name, thing FROM names WHERE type = 'cited' AND name LIKE '%〔%' ORDER BY name LIMIT 1", {})
    assert [found.id for found in graph.find(row["name"].replace("〔", "[").replace("〕", "]"))] == [row["thing"]]


@pytest.mark.parametrize("weight", ["1e308", "-1e13", "inf", "nan"])
def test_no_weight_is_so_large_that_a_load_is_infinite(graph: Graph, weight: str) -> None:
    with pytest.raises(UnknownValue):
        graph.answer("agency_load", {"w_support": weight})

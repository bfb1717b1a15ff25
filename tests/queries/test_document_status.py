"""The status of a document on a day, and why: from its dates, from what other documents do to it, else as a curator recorded it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kg.errors import UnknownValue
from kg.graph import Graph
from kg.queries.catalog import question
from kg.queries.parameters import on_day
from kg.queries.sql_tables import rows_over

STATUS = question("aggregates", "document_status")
Document = dict[str, Any]
BASE: Document = {"title": "甲办法", "number": "甲发〔2018〕1号", "status": "unknown", "status_basis": "无人核实"}


def status_of(day: str, document: Document, *others: tuple[Document, str], names: tuple[tuple[str, str], ...] = ()) -> tuple[str, str]:
    """The status of `document` on a day, where `others` do something to it, each in one relation."""
    rows = [BASE | {"document": "a"} | document]
    relations = []
    for i, (other, relation) in enumerate(others):
        id_ = f"b-{i}"
        rows.append(BASE | {"document": id_, "title": f"乙{i}", "number": None} | other)
        relations.append(
            {"document": id_, "relation": relation, "other": other.get("other", "a"), "quote": "原文如此", "start": 1, "end": 2}
        )
    stubs = [{"thing": thing, "name": name, "type": "cited"} for thing, name in names]
    tables = {
        "documents": (question("tables", "documents").columns, [{k: v for k, v in row.items() if k != "other"} for row in rows]),
        "document_relations": (question("tables", "document_relations").columns, relations),
        "names": (question("tables", "names").columns, stubs),
    }
    found = rows_over(tables, STATUS.query, {"as_of": day})
    assert len(found) == len(rows)
    [row] = [row for row in found if row["document"] == "a"]
    return row["status"], row["status_basis"]


ISSUED = {"issued": "2018-02-20"}
THREE_YEARS = ISSUED | {"effective": "2018-03-01", "effective_words": "自3月1日起", "valid_for": "P3Y", "validity_words": "有效期三年"}
UNTIL = ISSUED | {"valid_until": "2025-12-31", "validity_words": "有效期至2025年12月31日"}


@pytest.mark.parametrize(
    ("day", "document", "status", "basis"),
    [
        ("2020-01-01", {}, "unknown", "无人核实"),
        ("2020-01-01", ISSUED, "unknown", "无人核实"),
        ("2020-01-01", {"status": "in_force", "status_basis": "来函确认"}, "in_force", "来函确认"),
        ("2018-02-19", ISSUED, "unknown", "尚未发文：2018-02-20发文"),
        ("2018-02-28", THREE_YEARS, "unknown", "尚未施行：自2018-03-01起施行（原文：自3月1日起）"),
        ("2018-03-01", THREE_YEARS, "in_force", "有效期3年（原文：有效期三年）"),
        ("2021-02-28", THREE_YEARS, "in_force", "有效期3年（原文：有效期三年）"),
        ("2021-03-01", THREE_YEARS, "expired", "有效期3年（原文：有效期三年）已满"),
        ("2020-08-18", ISSUED | {"valid_for": "P2Y6M"}, "in_force", "有效期2年6个月"),
        ("2020-08-20", ISSUED | {"valid_for": "P2Y6M"}, "expired", "有效期2年6个月已满"),
        ("2018-02-21", ISSUED | {"valid_for": "P2D"}, "in_force", "有效期2天"),
        ("2018-02-22", ISSUED | {"valid_for": "P2D"}, "expired", "有效期2天已满"),
        ("2025-12-31", UNTIL, "in_force", "有效期至2025-12-31（原文：有效期至2025年12月31日）"),
        ("2026-01-01", UNTIL, "expired", "有效期至2025-12-31（原文：有效期至2025年12月31日）已满"),
        ("2025-12-31", UNTIL | {"valid_until": "2025"}, "in_force", "有效期至2025（原文：有效期至2025年12月31日）"),
        ("2024-02-29", UNTIL | {"valid_until": "2024-02"}, "in_force", "有效期至2024-02（原文：有效期至2025年12月31日）"),
        ("2024-03-01", UNTIL | {"valid_until": "2024-02"}, "expired", "有效期至2024-02（原文：有效期至2025年12月31日）已满"),
        ("2018-03-15", {"issued": "2018-03"}, "unknown", "2018-03发文，具体日期不详"),
        ("2018-03-31", {"issued": "2018-03", "status": "in_force"}, "in_force", "无人核实"),
        ("2021-02-28", {"issued": "2018-03", "valid_for": "P3Y"}, "in_force", "有效期3年"),
        ("2021-03-15", {"issued": "2018-03", "valid_for": "P3Y"}, "unknown", "有效期3年，起算日期不详"),
        ("2021-03-31", {"issued": "2018-03", "valid_for": "P3Y"}, "expired", "有效期3年已满"),
        ("2020-01-01", {"valid_for": "P3Y"}, "unknown", "无人核实"),
        ("2025-12-31", {"period_start": 2021, "period_end": 2025}, "in_force", "规划期2021—2025年"),
        ("2026-01-01", {"period_start": 2021, "period_end": 2025}, "expired", "规划期2021—2025年已满"),
        ("2020-12-31", {"period_start": 2021, "period_end": 2025}, "unknown", "规划期2021—2025年，发文日期不详"),
        ("2024-01-01", {"period_end": 2025, "status": "expired"}, "in_force", "规划期至2025年"),
        ("2024-01-01", UNTIL | {"status": "replaced", "status_basis": "见公告"}, "replaced", "见公告"),
        ("2024-01-01", UNTIL | {"status": "draft", "status_basis": "征求意见稿"}, "draft", "征求意见稿"),
    ],
)
def test_dates_give_the_status(day: str, document: Document, status: str, basis: str) -> None:
    assert status_of(day, document) == (status, basis)


OTHER = {"title": "乙办法", "number": "乙发〔2020〕2号", "issued": "2020-05-10"}


@pytest.mark.parametrize(
    ("day", "other", "relation", "status", "basis"),
    [
        ("2020-05-09", OTHER, "replaces", "in_force", "有效期至2025-12-31"),
        ("2020-05-10", OTHER, "replaces", "replaced", "被《乙办法》（乙发〔2020〕2号）自2020-05-10起替代（原文：原文如此）"),
        ("2020-05-10", OTHER | {"effective": "2020-06"}, "repeals", "in_force", "有效期至2025-12-31"),
        ("2020-06-10", OTHER | {"effective": "2020-06"}, "repeals", "unknown", "起始日期不详"),
        (
            "2020-06-30",
            OTHER | {"effective": "2020-06"},
            "repeals",
            "replaced",
            "被《乙办法》（乙发〔2020〕2号）自2020-06起废止（原文：原文如此）",
        ),
        ("2024-01-01", OTHER | {"issued": None, "number": None}, "repeals", "unknown", "被《乙办法》废止（原文：原文如此），起始日期不详"),
        ("2024-01-01", OTHER | {"status": "draft"}, "repeals", "in_force", "有效期至2025-12-31"),
        ("2024-01-01", OTHER, "amends", "in_force", "有效期至2025-12-31"),
        ("2026-01-01", OTHER, "continues", "in_force", "由《乙办法》（乙发〔2020〕2号）自2020-05-10起延续（原文：原文如此）"),
        ("2027-12-31", OTHER | {"valid_until": "2027"}, "continues", "in_force", "由《乙办法》"),
        ("2028-01-01", OTHER | {"valid_until": "2027"}, "continues", "expired", "2027-12-31期满"),
        ("2026-01-01", OTHER | {"issued": "2026-02-01"}, "continues", "expired", "已满"),
        ("2024-01-01", OTHER | {"other": "stub"}, "repeals", "replaced", "被《乙办法》"),
        ("2024-01-01", OTHER | {"other": "unheard-of"}, "repeals", "in_force", "有效期至2025-12-31"),
    ],
)
def test_other_documents_give_the_status(day: str, other: Document, relation: str, status: str, basis: str) -> None:
    found = status_of(day, UNTIL, (other, relation), names=(("stub", "甲发〔2018〕1号"),))
    assert found[0] == status and basis in found[1]


def test_the_first_of_several_that_end_it_counts() -> None:
    later = OTHER | {"title": "丙办法", "issued": "2022-01-01"}
    assert status_of("2021-01-01", UNTIL, (later, "repeals"), (OTHER, "replaces"))[1].startswith("被《乙办法》")
    assert status_of("2023-01-01", UNTIL, (later, "repeals"), (OTHER, "replaces"))[1].startswith("被《乙办法》")


@pytest.mark.parametrize("asked", ["documents", "funding", "measures", "offers"])
def test_every_answer_tells_the_status_of_the_same_day(graph: Graph, asked: str) -> None:
    for day in ("2020-01-01", "2023-01-01", "2026-06-01"):
        known = {row["document"]: row["status"] for row in graph.answer("documents", {"as_of": day}).rows}
        rows = graph.answer(asked, {"as_of": day}).rows
        assert rows and all(row["status"] == known[row["document"]] for row in rows)
        page = graph.answer(asked, {"as_of": day}, limit=2, offset=1)
        assert (page.rows, page.total) == (rows[1:3], len(rows))


def test_a_plan_expires_with_its_period_and_a_draft_stays_one(graph: Graph) -> None:
    def status(day: str, document: str) -> str:
        [row] = graph.answer("documents", {"as_of": day, "document": document}).rows
        return str(row["status"])

    assert [status(day, "wuling-2021-2025") for day in ("2021-01-01", "2025-12-31", "2026-01-01")] == ["unknown", "in_force", "expired"]
    assert {status(day, "yunze-2024-1") for day in ("2020-01-01", "2030-01-01")} == {"draft"}
    assert [status(day, "wuling-2019-8") for day in ("2019-06-30", "2019-07-01")] == ["unknown", "replaced"]


def test_without_a_day_it_is_today(graph: Graph) -> None:
    today = date.today()
    days = {str(today - timedelta(days=1)), str(today), str(today + timedelta(days=1))}
    assert graph.answer("documents").rows in [graph.answer("documents", {"as_of": day}).rows for day in days]


def test_the_day_is_filled_in_where_none_is_given() -> None:
    documents, tasks = question("tables", "documents"), question("tables", "tasks")
    assert on_day(documents, {"city": "x", "as_of": None}, date(2026, 1, 2)) == {"city": "x", "as_of": "2026-01-02"}
    assert on_day(documents, {"as_of": "2020-01-01"}, date(2026, 1, 2)) == {"as_of": "2020-01-01"}
    assert on_day(tasks, {"city": "x"}, date(2026, 1, 2)) == {"city": "x"}


@pytest.mark.parametrize("day", ["2023-02-30", "2023", "去年", "2023-1-1", ""])
def test_a_day_that_is_none_is_refused(graph: Graph, day: str) -> None:
    with pytest.raises(UnknownValue, match="2025-12-31"):
        graph.answer("documents", {"as_of": day})

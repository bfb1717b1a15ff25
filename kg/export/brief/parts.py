"""Sections that several briefs have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.export.brief.forms import has_sum
from kg.export.brief.model import Chart, Part, Row, Section, Table, Words
from kg.export.brief.reading import Asked, Reader, joined
from kg.queries.catalog import questions

MOST_OFFERS, MOST_GOALS, MOST_BARS, MOST_FINDINGS = 10, 10, 10, 6
"""Rows of a table or chart: a brief has two to four pages."""
_GAP_RULES = 5


def documents(reader: Reader, rows: Sequence[Row]) -> list[Words]:
    """A line a document: title, number, date, status and why."""
    lines: list[Words] = []
    for row in rows:
        asked = {"document": str(row["document"]), "as_of": reader.as_of}
        lines.append(
            [
                *("《", reader.value("documents", asked, "title"), "》（", reader.value("documents", asked, "issued"), "）："),
                *(reader.label("document-status", str(row["status"])), "。", reader.value("documents", asked, "status_basis"), "。"),
            ]
        )
    return lines


def offers_table(reader: Reader, rows: Sequence[Row], asked: Asked, *, cities: bool) -> Table | Words:
    """Offers of one kind, period, unit and tier a line: those with a sum first, by rank. `cities`: with a column for the city."""
    ordered = sorted(rows, key=lambda row: (bool(row["wider"]), not has_sum(row), row["rank"] or 99, -(row["amount_max"] or 0)))
    lines: list[list[Words]] = []
    for row in ordered[:MOST_OFFERS]:
        where = {name: row[name] for name in ("id", "wider", "kind", "period", "per", "tier")}
        value = reader.row("offer_ranges", asked, where)
        period = [] if row["period"] == "unspecified" else [reader.label("period", row["period"])]
        lines.append(
            [
                *([[value("city")]] if cities else []),
                [reader.label("funding-kind", row["kind"]), " · ", value("what")],
                [*period, "，" if period and row["per"] else "", *([reader.label("recipient-unit", row["per"])] if row["per"] else [])],
                [value("money"), reader.note(row)],
                [value("rank")],
            ]
        )
    columns = [*(["城市"] if cities else []), "种类与用途", "周期与对象", "金额或比例", "名次"]
    return _filled(Table(columns, lines, [*([14] if cities else []), 40, 22, 20, 10]))


def funding_table(reader: Reader, rows: Sequence[Row], asked: Asked) -> Table | Words:
    """Offers with the highest sums, each a line."""
    ordered = sorted(rows, key=lambda row: (not has_sum(row), -(row["amount_max"] or 0), str(row["id"])))
    lines: list[list[Words]] = []
    for row in ordered[:MOST_OFFERS]:
        value = reader.row("funding", asked, {"id": row["id"]})
        purpose: list[Part] = [" · ", value("purpose")] if row["purpose"] else []
        period = [] if row["period"] == "unspecified" else [reader.label("period", row["period"])]
        lines.append(
            [[value("recipient")], [reader.label("funding-kind", row["kind"]), *purpose], period, [value("money"), reader.note(row)]]
        )
    return _filled(Table(["给谁", "种类与用途", "周期", "金额或比例"], lines, [40, 28, 12, 20]))


def goals_table(reader: Reader, rows: Sequence[Row], asked: Asked, *, cities: bool) -> Table | Words:
    """Goals: base, goal, pace a year, rank where it compares. Those that compare come first."""
    ordered = sorted(rows, key=lambda row: (row["pace"] is None, -(row["compared"] or 0), str(row["name"]), str(row["city_code"])))
    lines: list[list[Words]] = []
    for row in ordered[:MOST_GOALS]:
        where = {"id": row["id"], "base_id": row["base_id"]}
        value = reader.row("goals_compared", asked, where)
        line: list[Words] = [[value("name")], [value("base")], [value("goal"), reader.note(row)], [value("pace")], [value("rank")]]
        lines.append([[value("city")], *line] if cities else line)
    columns = [*(["城市"] if cities else []), "指标", "基数", "目标", "年均增长", "名次"]
    return _filled(Table(columns, lines, [*([12] if cities else []), 32, 18, 20, 16, 8]))


def instruments_chart(reader: Reader, rows: Sequence[Row], asked: Asked, title: str) -> Chart:
    """How many measures and offers each instrument has."""
    stated = sorted((row for row in rows if row["state"] == "stated"), key=lambda row: -row["facts"])[:MOST_BARS]
    values = [reader.value("comparison", asked, "facts", {"item": row["item"], "city_code": row["city_code"]}) for row in stated]
    return Chart(title, [str(row["item_name"]) for row in stated], [("条数", values)])


def findings(reader: Reader, heading: str, asked: Asked) -> Section:
    """Contradictions with their arithmetic and both passages, then what the texts leave open, by rule."""
    rows = [row for row in reader.rows("findings", asked) if row["answer"] == "open"]
    wrong = [row for row in rows if row["severity"] == "contradiction"]
    gaps = Counter(row["rule"] for row in rows if row["severity"] == "gap")
    open_ = {"answer": "open"}
    content: list[Words] = [
        [
            *("政策体检发现前后矛盾", reader.value("findings", asked, "count", open_ | {"severity": "contradiction"}), "处，"),
            *(
                "文件没有写明的内容",
                reader.value("findings", asked, "count", open_ | {"severity": "gap"}),
                "处。缺口不等于失职，其他文件可能另有规定。",
            ),
        ]
    ]
    for row in wrong[:MOST_FINDINGS]:
        value = reader.row("findings", asked, {"id": row["id"]})
        arithmetic: list[Part] = ["：", value("arithmetic")] if row["arithmetic"] else []
        other = [reader.note(row, other=True)] if row["other_quote"] else []
        content.append(["矛盾：", value("message"), *arithmetic, reader.note(row), *other, "。"])
    if gaps:
        counted: list[Words] = [
            [questions("findings")[rule].title["zh"], reader.value("findings", asked, "count", open_ | {"rule": rule}), "处"]
            for rule, _ in gaps.most_common(_GAP_RULES)
        ]
        content.append(["缺口主要是：", *joined(counted), "。"])
    return Section(heading, content)


def _filled(table: Table) -> Table | Words:
    """The table without columns that say nothing; a sentence where it has no rows."""
    return table.without_empty_columns() if table.rows else ["所收录的条款没有写到。"]

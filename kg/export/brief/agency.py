"""The brief of an agency: what it leads and supports, what it owes, with whom it works."""

from __future__ import annotations

from kg.export.brief.city import basis
from kg.export.brief.model import Brief, Row, Section, Table, Words
from kg.export.brief.reading import Asked, Reader, joined

_MOST_TASKS, _MOST_PARTNERS, _MOST_OWED = 24, 8, 10
_ORDER = ("lead", "responsible", "support")


def agency_brief(reader: Reader, agency: str) -> Brief:
    """`agency`: the id of an agency."""
    asked = {"agency": agency}
    load = next((row for row in reader.rows("agency_load", asked) if row["agency"] == agency), None)
    [registered] = reader.rows("agencies", asked)
    name = f"{registered['city']}{registered['name']}"
    duties = sorted(reader.rows("responsibilities", asked), key=lambda row: (_rank(row["effective_role"]), row["document"], row["start"]))
    return Brief(
        f"{name}人才工作简报",
        basis(reader),
        [
            Section("一、承担的任务", [*([_counts(reader, agency, asked)] if load else []), _tasks(reader, duties, asked)]),
            Section("二、要出台的文件", _owed(reader, asked)),
            Section("三、协作单位", _partners(reader, asked)),
        ],
    )


def _rank(role: str) -> int:
    return _ORDER.index(role) if role in _ORDER else len(_ORDER)


def _counts(reader: Reader, agency: str, asked: Asked) -> Words:
    value = reader.row("agency_load", asked, {"agency": agency})
    return ["明确牵头", value("lead_assigned"), "项，配合", value("support"), "项，任务负荷在本地各单位中排第", value("rank_alone"), "。"]


def _tasks(reader: Reader, duties: list[Row], asked: Asked) -> Table:
    lines: list[list[Words]] = []
    for row in duties[:_MOST_TASKS]:
        where = {"id": row["id"]}
        title = [reader.value("responsibilities", asked, "task_title", where)] if row["task_title"] else ["（不属于某项任务）"]
        lines.append([title, [reader.label("role", row["effective_role"]), reader.note(row)]])
    return Table(["任务", "角色"], lines, [80, 20])


def _owed(reader: Reader, asked: Asked) -> list[Words]:
    rows = reader.rows("deliverables", asked)
    if not rows:
        return [["所收录的文件没有写明由其出台的配套文件。"]]
    lines: list[Words] = [["承诺出台的配套文件", reader.value("deliverables", asked, "count"), "份："]]
    for row in rows[:_MOST_OWED]:
        lines.append(["· ", reader.value("deliverables", asked, "title", {"id": row["id"]}), reader.note(row)])
    return lines


def _partners(reader: Reader, asked: Asked) -> list[Words]:
    rows = reader.rows("partners", asked)
    if not rows:
        return [["没有与其他单位共同承担的任务。"]]
    named = [[reader.value("partners", asked, "name", {"partner": row["partner"]})] for row in rows[:_MOST_PARTNERS]]
    return [["在同一任务中共事的单位", reader.value("partners", asked, "count"), "个，有", *joined(named), "等。"]]

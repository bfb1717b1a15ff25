"""The brief that compares cities: instruments, sums and goals side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from kg.export.brief import parts
from kg.export.brief.city import basis
from kg.export.brief.model import Brief, Section, Table, Words
from kg.export.brief.reading import Asked, Reader


def comparison_brief(reader: Reader, cities: Sequence[tuple[str, str]]) -> Brief:
    """`cities`: codes and names."""
    asked: Asked = {"city": tuple(code for code, _ in cities)}
    today: Asked = {**asked, "as_of": reader.as_of}
    goals = [row for row in reader.rows("goals_compared", today) if row["compared"] and row["compared"] > 1]
    sums = [row for row in reader.rows("offer_ranges", today) if row["compared"] and row["compared"] > 1]
    return Brief(
        f"{'、'.join(name for _, name in cities)}人才政策比较简报",
        basis(reader),
        [
            Section("一、文件", parts.documents(reader, reader.rows("documents", today))),
            Section("二、政策工具", [_instruments(reader, cities, asked), _STATES]),
            Section("三、可比的资金待遇", [parts.offers_table(reader, sums, today, cities=True), _SUMS]),
            Section("四、可比的目标", [parts.goals_table(reader, goals, today, cities=True)] if goals else [["没有口径可比的目标。"]]),
        ],
    )


_STATES: Words = ["数字是条数；没有数字的，说明为何没有。"]
_SUMS: Words = ["同种类、周期、对象和层级的待遇才排名次，金额不相加。"]


def _instruments(reader: Reader, cities: Sequence[tuple[str, str]], asked: Asked) -> Table:
    rows = sorted(reader.rows("comparison", asked), key=lambda row: str(row["item"]))
    lines: list[list[Words]] = []
    for item, cells in groupby(rows, key=lambda row: row["item"]):
        by_city = {row["city_code"]: row for row in cells}
        line: list[Words] = [[reader.value("comparison", asked, "item_name", {"item": item})]]
        for code, _ in cities:
            state = by_city[code]["state"]
            value = reader.value("comparison", asked, "facts", {"item": item, "city_code": code})
            line.append([value if state == "stated" else reader.label("comparison-state", state)])
        lines.append(line)
    return Table(["政策工具", *(name for _, name in cities)], lines, [24, *[76 // len(cities)] * len(cities)])
